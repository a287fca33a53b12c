/// The local name of an element or attribute: its first seven bytes and its length, which tell apart all that is asked for.
struct XMLName: Equatable, Sendable {
    private let key: UInt64

    init(_ name: StaticString) {
        self = name.withUTF8Buffer { unsafe XMLName($0.span) }
    }

    /// Prefixes are left out: `x:row` is `row`.
    init(_ name: Span<UInt8>) {
        var start = name.count
        while start > 0, name[start - 1] != UInt8(ascii: ":") { start -= 1 }
        var key = UInt64(truncatingIfNeeded: name.count - start)
        for index in start..<min(name.count, start + 7) { key = key &<< 8 | UInt64(name[index]) }
        self.key = key
    }
}

/// What a piece of XML holds, one after the other, over one buffer.
package struct XMLEvents {
    enum Kind {
        case start, end, text
    }

    struct Event {
        var kind: Kind
        /// Of an element.
        var name: XMLName
        /// Of a text, a range of `bytes`; of an element that starts, of `attributes`.
        var range: Range<Int>
    }

    struct Attribute {
        var name: XMLName
        /// A range of `bytes`.
        var value: Range<Int>
    }

    private(set) var bytes: [UInt8] = []
    private(set) var events: [Event] = []
    private(set) var attributes: [Attribute] = []

    mutating func removeAll() {
        bytes.removeAll(keepingCapacity: true)
        events.removeAll(keepingCapacity: true)
        attributes.removeAll(keepingCapacity: true)
    }

    mutating func start(_ name: Span<UInt8>) {
        events.append(Event(kind: .start, name: XMLName(name), range: attributes.count..<attributes.count))
    }

    /// Of the element that was started last.
    mutating func addAttribute(_ name: Span<UInt8>, _ value: Span<UInt8>) {
        let start = bytes.count
        bytes.append(copying: value, value.indices)
        attributes.append(Attribute(name: XMLName(name), value: start..<bytes.count))
        let last = events.count - 1
        events[last].range = events[last].range.lowerBound..<attributes.count
    }

    mutating func end(_ name: Span<UInt8>) {
        events.append(Event(kind: .end, name: XMLName(name), range: 0..<0))
    }

    mutating func addText(_ text: Span<UInt8>) {
        let start = bytes.count
        bytes.append(copying: text, text.indices)
        if let last = events.last, case .text = last.kind, last.range.upperBound == start {
            events[events.count - 1].range = last.range.lowerBound..<bytes.count
        } else {
            events.append(Event(kind: .text, name: XMLName(""), range: start..<bytes.count))
        }
    }

    /// The value of an attribute; nil where the element has none of that name.
    func value(_ name: XMLName, of event: Event) -> Range<Int>? {
        for index in event.range where attributes[index].name == name { return attributes[index].value }
        return nil
    }

    /// The same as text: for parts that are small.
    func text(_ name: XMLName, of event: Event) -> String? {
        value(name, of: event).map { String(decoding: bytes[$0], as: UTF8.self) }
    }
}

/// Writes values as JSON text with ascending keys and `null` for what is absent, straight into bytes. Foundation's encoder makes a tree of dictionaries of
/// each value first, and another encoder for each value in it; of fifteen thousand rows that took longer than all their statistics.
///
/// - Note: containers inside containers come from values with an `encode(to:)` of their own, which is all that the compiler writes for
///   structs and for enumerations of words. What asks for a nested container itself is no value of findings and traps.
final class JSONText: Encoder {
    let codingPath: [any CodingKey] = []
    let userInfo: [CodingUserInfoKey: Any] = [:]
    private(set) var bytes: [UInt8] = []
    /// The value in hand.
    private var value = Value()
    /// By number of keys: the order in which the keys of the last object ascended. Rows of one kind are alike.
    private var orders: [Int: [Int]] = [:]

    private struct Value {
        enum Kind { case single, list, object }
        var start = 0
        var kind = Kind.single
        /// Of an object: its keys, with the text of each value.
        var members: [(key: String, text: Range<Int>)] = []
        var items = 0
    }

    /// - Throws: an `EncodingError` where a double is not finite.
    func append(_ value: some Encodable) throws { try write(value) }

    /// Appends text as it is.
    func append(_ text: [UInt8]) { bytes.append(contentsOf: text) }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
        value.kind = .object
        return KeyedEncodingContainer(ObjectText(text: self))
    }

    func unkeyedContainer() -> any UnkeyedEncodingContainer {
        value.kind = .list
        bytes.append(UInt8(ascii: "["))
        return ListText(text: self)
    }

    func singleValueContainer() -> any SingleValueEncodingContainer { ValueText(text: self) }

    // MARK: writing

    fileprivate var itemCount: Int { value.items }

    fileprivate func member(_ key: some CodingKey, _ write: () throws -> Void) rethrows {
        let start = bytes.count
        try write()
        value.members.append((key.stringValue, start..<bytes.count))
    }

    fileprivate func item(_ write: () throws -> Void) rethrows {
        if value.items > 0 { bytes.append(UInt8(ascii: ",")) }
        try write()
        value.items += 1
    }

    fileprivate func write(_ inner: some Encodable) throws {
        let outer = value
        value = Value()
        value.start = bytes.count
        try inner.encode(to: self)
        switch value.kind {
        case .single: break
        case .list: bytes.append(UInt8(ascii: "]"))
        case .object: closeObject()
        }
        value = outer
    }

    private func closeObject() {
        let members = value.members
        var text: [UInt8] = [UInt8(ascii: "{")]
        text.reserveCapacity(2 * (bytes.count - value.start))
        for place in ascending(members) {
            if text.count > 1 { text.append(UInt8(ascii: ",")) }
            Self.append(members[place].key, to: &text)
            text.append(UInt8(ascii: ":"))
            text.append(contentsOf: bytes[members[place].text])
        }
        text.append(UInt8(ascii: "}"))
        bytes.replaceSubrange(value.start..., with: text)
    }

    private func ascending(_ members: [(key: String, text: Range<Int>)]) -> [Int] {
        if let order = orders[members.count], zip(order, order.dropFirst()).allSatisfy({ members[$0].key < members[$1].key }) { return order }
        let order = members.indices.sorted { members[$0].key < members[$1].key }
        orders[members.count] = order
        return order
    }

    fileprivate func writeNull() { bytes.append(contentsOf: "null".utf8) }

    fileprivate func write(_ flag: Bool) { bytes.append(contentsOf: flag ? "true".utf8 : "false".utf8) }

    fileprivate func write(whole number: some BinaryInteger) { bytes.append(contentsOf: number.description.utf8) }

    /// The shortest digits that read back to the same number.
    fileprivate func write(_ number: Double) throws {
        guard number.isFinite else {
            throw EncodingError.invalidValue(number, .init(codingPath: [], debugDescription: "\(number) is no number of JSON"))
        }
        let digits = number.description.utf8
        bytes.append(contentsOf: digits)
        if bytes.suffix(2).elementsEqual(".0".utf8) { bytes.removeLast(2) }
    }

    fileprivate func write(_ text: String) { Self.append(text, to: &bytes) }

    private static func append(_ text: String, to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "\""))
        guard text.utf8.contains(where: { $0 < 0x20 || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\\") }) else {
            bytes.append(contentsOf: text.utf8)
            bytes.append(UInt8(ascii: "\""))
            return
        }
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"):
                bytes.append(UInt8(ascii: "\\"))
                bytes.append(byte)
            case 0x08: bytes.append(contentsOf: "\\b".utf8)
            case 0x09: bytes.append(contentsOf: "\\t".utf8)
            case 0x0A: bytes.append(contentsOf: "\\n".utf8)
            case 0x0C: bytes.append(contentsOf: "\\f".utf8)
            case 0x0D: bytes.append(contentsOf: "\\r".utf8)
            case ..<0x20: bytes.append(contentsOf: "\\u00\(byte < 0x10 ? "0" : "")\(String(byte, radix: 16))".utf8)
            default: bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }
}

private struct ObjectText<Key: CodingKey>: KeyedEncodingContainerProtocol {
    let text: JSONText
    var codingPath: [any CodingKey] { text.codingPath }

    func encodeNil(forKey key: Key) { text.member(key) { text.writeNull() } }
    func encode(_ value: Bool, forKey key: Key) { text.member(key) { text.write(value) } }
    func encode(_ value: String, forKey key: Key) { text.member(key) { text.write(value) } }
    func encode(_ value: Double, forKey key: Key) throws { try text.member(key) { try text.write(value) } }
    func encode(_ value: Int, forKey key: Key) { text.member(key) { text.write(whole: value) } }
    func encode(_ value: some Encodable, forKey key: Key) throws { try text.member(key) { try text.write(value) } }

    // Otherwise what is absent is left out.
    func encodeIfPresent(_ value: Bool?, forKey key: Key) {
        if let value { encode(value, forKey: key) } else { encodeNil(forKey: key) }
    }
    func encodeIfPresent(_ value: String?, forKey key: Key) {
        if let value { encode(value, forKey: key) } else { encodeNil(forKey: key) }
    }
    func encodeIfPresent(_ value: Double?, forKey key: Key) throws {
        if let value { try encode(value, forKey: key) } else { encodeNil(forKey: key) }
    }
    func encodeIfPresent(_ value: Int?, forKey key: Key) {
        if let value { encode(value, forKey: key) } else { encodeNil(forKey: key) }
    }
    func encodeIfPresent(_ value: Int64?, forKey key: Key) throws {
        if let value { try encode(value, forKey: key) } else { encodeNil(forKey: key) }
    }
    func encodeIfPresent(_ value: (some Encodable)?, forKey key: Key) throws {
        if let value { try encode(value, forKey: key) } else { encodeNil(forKey: key) }
    }

    func nestedContainer<Inner: CodingKey>(keyedBy type: Inner.Type, forKey key: Key) -> KeyedEncodingContainer<Inner> { nested() }
    func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer { nested() }
    func superEncoder() -> any Encoder { nested() }
    func superEncoder(forKey key: Key) -> any Encoder { nested() }
}

private struct ListText: UnkeyedEncodingContainer {
    let text: JSONText
    var codingPath: [any CodingKey] { text.codingPath }
    var count: Int { text.itemCount }

    func encodeNil() { text.item { text.writeNull() } }
    func encode(_ value: Bool) { text.item { text.write(value) } }
    func encode(_ value: String) { text.item { text.write(value) } }
    func encode(_ value: Double) throws { try text.item { try text.write(value) } }
    func encode(_ value: Int) { text.item { text.write(whole: value) } }
    func encode(_ value: some Encodable) throws { try text.item { try text.write(value) } }

    func nestedContainer<Inner: CodingKey>(keyedBy type: Inner.Type) -> KeyedEncodingContainer<Inner> { nested() }
    func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer { nested() }
    func superEncoder() -> any Encoder { nested() }
}

private struct ValueText: SingleValueEncodingContainer {
    let text: JSONText
    var codingPath: [any CodingKey] { text.codingPath }

    func encodeNil() { text.writeNull() }
    func encode(_ value: Bool) { text.write(value) }
    func encode(_ value: String) { text.write(value) }
    func encode(_ value: Double) throws { try text.write(value) }
    func encode(_ value: Int) { text.write(whole: value) }
    func encode(_ value: Int8) { text.write(whole: value) }
    func encode(_ value: Int16) { text.write(whole: value) }
    func encode(_ value: Int32) { text.write(whole: value) }
    func encode(_ value: Int64) { text.write(whole: value) }
    func encode(_ value: UInt) { text.write(whole: value) }
    func encode(_ value: UInt8) { text.write(whole: value) }
    func encode(_ value: UInt16) { text.write(whole: value) }
    func encode(_ value: UInt32) { text.write(whole: value) }
    func encode(_ value: UInt64) { text.write(whole: value) }
    func encode(_ value: Float) throws { try text.write(Double(value)) }
    func encode(_ value: some Encodable) throws { try text.write(value) }
}

private func nested() -> Never { preconditionFailure("a value of findings has no nested containers but those of the values in it") }

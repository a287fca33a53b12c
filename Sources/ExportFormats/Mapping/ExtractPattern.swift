internal import TextValues

/// Finds a pattern such as `facebook.com/{page}/posts/{post}` in a value and takes the parts in braces.
///
/// A part ends where the next literal text begins; the last one at the value's end, or at `/`, `?`, `#` or `&`. A part
/// named `{year:d}` has digits only.
struct ExtractPattern: Sendable {
    private let literals: [[UInt8]]
    /// Names of the captures; one follows each literal (the last may have none).
    let names: [String]
    private let isNumber: [Bool]

    init?(_ text: String) {
        guard let template = Template(text) else { return nil }
        var literals: [[UInt8]] = []
        var names: [String] = []
        var isNumber: [Bool] = []
        var pending: [UInt8] = []
        for part in template.parts {
            switch part {
            case .text(let text): pending += Array(text.utf8)
            case .place(let name):
                guard !pending.isEmpty || literals.isEmpty else { return nil }
                literals.append(pending)
                isNumber.append(name.hasSuffix(":d"))
                names.append(name.hasSuffix(":d") ? String(name.dropLast(2)) : name)
                pending = []
            }
        }
        guard !names.isEmpty else { return nil }
        literals.append(pending)
        self.literals = literals
        self.names = names
        self.isNumber = isNumber
    }

    /// Ranges of the captures in `text`; nil where the pattern does not occur or a capture is empty.
    func captures(in text: Span<UInt8>) -> [Range<Int>]? {
        var start = 0
        while let position = find(literals[0], in: text, from: start) {
            if let ranges = captures(in: text, from: position + literals[0].count) { return ranges }
            guard !literals[0].isEmpty else { return nil }
            start = position + 1
        }
        return nil
    }

    private func captures(in text: Span<UInt8>, from start: Int) -> [Range<Int>]? {
        var position = start
        var ranges: [Range<Int>] = []
        for index in names.indices {
            let next = literals[index + 1]
            let end: Int
            if next.isEmpty {
                var stop = position
                while stop < text.count, !Self.isStop(text[stop]) { stop += 1 }
                end = stop
            } else {
                guard let found = find(next, in: text, from: position) else { return nil }
                end = found
            }
            guard end > position, !isNumber[index] || (position..<end).allSatisfy({ Ascii.isDigit(text[$0]) }) else { return nil }
            ranges.append(position..<end)
            position = end + next.count
        }
        return ranges
    }

    private static func isStop(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "/") || byte == UInt8(ascii: "?") || byte == UInt8(ascii: "#") || byte == UInt8(ascii: "&")
    }

    private func find(_ needle: [UInt8], in text: Span<UInt8>, from start: Int) -> Int? {
        guard !needle.isEmpty else { return start }
        var index = start
        while index + needle.count <= text.count {
            var matched = 0
            while matched < needle.count, text[index + matched] == needle[matched] { matched += 1 }
            if matched == needle.count { return index }
            index += 1
        }
        return nil
    }
}

/// How captures make a value.
enum TemplatePart: Sendable {
    case text([UInt8])
    /// Index of a capture.
    case capture(Int)
}

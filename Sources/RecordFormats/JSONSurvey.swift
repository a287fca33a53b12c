/// The paths that the first records of a JSON file have, sorted by text: scalars (`a.b`), arrays (`a[]`) and what lies
/// in them (`a[].b`). For detecting formats and for showing people what there is.
///
/// Paths start at the line of an NDJSON file, at the element of a document that is an array, and at the document itself
/// where it is an object. Keys that no path can name (with a full stop or a bracket in them) are left out. Mistakes and
/// cut ends are passed over: what was seen before them counts.
///
/// - Parameters:
///   - sample: the beginning of the file, UTF-8.
///   - isWhole: whether the sample is the whole file; otherwise its last line may be cut, and counts only if it is the
///     first.
package func surveyJSON(sample: [UInt8], container: Container, isWhole: Bool) -> [String] {
    var survey = JSONSurvey(text: sample)
    switch container {
    case .csv: return []
    case .jsonArray: survey.readDocument()
    case .ndjson: survey.readLines(isWhole: isWhole)
    }
    return survey.paths
}

/// A walk over text that may be cut anywhere, gathering keys in a tree.
private struct JSONSurvey {
    /// Records looked at: enough to meet optional keys, few enough to be quick.
    private static let recordLimit = 500
    private static let depthLimit = 64

    private struct Node {
        var children: [[UInt8]: Int] = [:]
        var elements: Int?
        /// A string, number, boolean or null was seen here.
        var isScalar = false
    }

    private let text: [UInt8]
    private var position = 0
    private var end: Int
    private var nodes = [Node()]
    private var start = 0

    init(text: [UInt8]) {
        self.text = text
        end = text.count
    }

    mutating func readLines(isWhole: Bool) {
        var records = 0
        while position < text.count, records < Self.recordLimit {
            end = text[position...].firstIndex { $0 == 0x0A || $0 == 0x0D } ?? text.count
            if end == text.count, !isWhole, records > 0 { break }
            skipMark()
            skipBlanks()
            if position < end, text[position] == UInt8(ascii: "{") {
                _ = value(at: 0, depth: 0)
                records += 1
            }
            position = end + 1
        }
    }

    mutating func readDocument() {
        skipMark()
        _ = value(at: 0, depth: 0)
        if let elements = nodes[0].elements { start = elements }
    }

    var paths: [String] {
        var found: Set<String> = []
        gather(start, path: "", into: &found)
        return found.sorted()
    }

    private func gather(_ index: Int, path: String, into found: inout Set<String>) {
        let node = nodes[index]
        if node.isScalar, !path.isEmpty { found.insert(path) }
        if let elements = node.elements, !path.isEmpty {
            found.insert(path + "[]")
            gather(elements, path: path + "[]", into: &found)
        }
        for (key, child) in node.children {
            let name = String(decoding: key, as: UTF8.self)
            guard !name.contains("."), JSONPath(name)?.isList == false else { continue }
            gather(child, path: path.isEmpty ? name : path + "." + name, into: &found)
        }
    }

    // MARK: The walk. Every function gives false where the text cannot be followed further.

    private mutating func value(at node: Int, depth: Int) -> Bool {
        skipBlanks()
        guard position < end, depth <= Self.depthLimit else { return false }
        switch text[position] {
        case UInt8(ascii: "{"): return object(at: node, depth: depth)
        case UInt8(ascii: "["): return array(at: node, depth: depth)
        case UInt8(ascii: "\""):
            nodes[node].isScalar = true
            return string() != nil
        default:
            nodes[node].isScalar = true
            let first = position
            while position < end, !isDelimiter(text[position]) { position += 1 }
            return position > first
        }
    }

    private mutating func object(at node: Int, depth: Int) -> Bool {
        position += 1
        while true {
            skipBlanks()
            guard position < end else { return false }
            switch text[position] {
            case UInt8(ascii: "}"):
                position += 1
                return true
            case UInt8(ascii: ","):
                position += 1
            case UInt8(ascii: "\""):
                guard let key = string() else { return false }
                skipBlanks()
                guard position < end, text[position] == UInt8(ascii: ":") else { return false }
                position += 1
                guard value(at: child(of: node, key), depth: depth + 1) else { return false }
            default:
                return false
            }
        }
    }

    private mutating func array(at node: Int, depth: Int) -> Bool {
        position += 1
        let elements = elements(of: node)
        var count = 0
        while true {
            skipBlanks()
            guard position < end, count < Self.recordLimit else { return false }
            switch text[position] {
            case UInt8(ascii: "]"):
                position += 1
                return true
            case UInt8(ascii: ","):
                position += 1
            default:
                guard value(at: elements, depth: depth + 1) else { return false }
                count += 1
            }
        }
    }

    /// Reads a string from its opening quote; nil where its end is missing.
    private mutating func string() -> [UInt8]? {
        position += 1
        let first = position
        var hasEscapes = false
        while position < end, text[position] != UInt8(ascii: "\"") {
            if text[position] == UInt8(ascii: "\\") {
                hasEscapes = true
                position += 1
            }
            position += 1
        }
        guard position < end else { return nil }
        defer { position += 1 }
        return hasEscapes ? unescaped(text[first..<position]) : Array(text[first..<position])
    }

    /// The characters that a string with escapes stands for; what is no escape stays as it is.
    private func unescaped(_ raw: ArraySlice<UInt8>) -> [UInt8] {
        var units: [UInt16] = []
        var rest = String(decoding: raw, as: UTF8.self).utf16[...]
        while let unit = rest.popFirst() {
            guard unit == UInt16(UInt8(ascii: "\\")), let letter = rest.popFirst() else {
                units.append(unit)
                continue
            }
            switch UInt8(truncatingIfNeeded: letter) {
            case UInt8(ascii: "u"):
                units.append(String(rest.prefix(4)).flatMap { UInt16($0, radix: 16) } ?? 0xFFFD)
                rest = rest.dropFirst(4)
            case UInt8(ascii: "n"): units.append(0x0A)
            case UInt8(ascii: "r"): units.append(0x0D)
            case UInt8(ascii: "t"): units.append(0x09)
            case UInt8(ascii: "b"): units.append(0x08)
            case UInt8(ascii: "f"): units.append(0x0C)
            default: units.append(letter)
            }
        }
        return Array(String(decoding: units, as: UTF16.self).utf8)
    }

    // MARK: Helpers

    private mutating func child(of node: Int, _ key: [UInt8]) -> Int {
        if let known = nodes[node].children[key] { return known }
        nodes.append(Node())
        nodes[node].children[key] = nodes.count - 1
        return nodes.count - 1
    }

    private mutating func elements(of node: Int) -> Int {
        if let known = nodes[node].elements { return known }
        nodes.append(Node())
        nodes[node].elements = nodes.count - 1
        return nodes.count - 1
    }

    private mutating func skipMark() {
        if text[position...].starts(with: [0xEF, 0xBB, 0xBF]) { position += 3 }
    }

    private mutating func skipBlanks() {
        while position < end, JSONBlank.isBlank(text[position]) { position += 1 }
    }

    private func isDelimiter(_ byte: UInt8) -> Bool {
        JSONBlank.isBlank(byte) || byte == UInt8(ascii: ",") || byte == UInt8(ascii: "]") || byte == UInt8(ascii: "}")
            || byte == UInt8(ascii: ":")
    }
}

/// Whether a text is CSV, NDJSON or one JSON document, by its first lines.
struct DetectedContainer {
    var container: Container
    var evidence: String
    /// What people should know though it is no mistake.
    var note: String?

    /// Lines looked at.
    private static let sampledLines = 20

    /// - Parameters:
    ///   - text: UTF-8, not blank.
    init(text: [UInt8], isWhole: Bool) {
        let first = text.firstIndex { !Self.isBlank($0) } ?? 0
        switch text[first] {
        case UInt8(ascii: "{") where Self.startsObject(text, at: first) || !Self.isBracketedName(text, at: first):
            self = Self.object(text, at: first, isWhole: isWhole)
        case UInt8(ascii: "[") where Self.startsArray(text, at: first) || !Self.isBracketedName(text, at: first):
            self = Self.array(text, at: first)
        case UInt8(ascii: "{"), UInt8(ascii: "["):
            let sign = Character(UnicodeScalar(text[first]))
            container = .csv
            evidence = "CSV: the first line is no JSON, it begins with a name in brackets"
            note = "begins with \(sign) and is read as CSV, because JSON cannot go on that way; `input: json` in the source, or `--input json`, reads it as JSON"
        default:
            let objects = Self.objectLines(text)
            if objects.objects >= 2, objects.objects * 10 >= objects.lines * 6 {
                container = .ndjson
                evidence = "NDJSON: \(objects.objects) of the first \(objects.lines) lines are objects in braces"
            } else {
                container = .csv
                evidence = "CSV: the first line is no JSON"
            }
        }
    }

    init(_ container: Container, _ evidence: String) {
        self.container = container
        self.evidence = evidence
    }

    private static func object(_ text: [UInt8], at start: Int, isWhole: Bool) -> DetectedContainer {
        let lineEnd = text[start...].firstIndex { $0 == 0x0A || $0 == 0x0D } ?? text.count
        guard let end = end(ofValueIn: text, at: start, before: lineEnd) else {
            if lineEnd == text.count, !isWhole {
                return DetectedContainer(.jsonArray, "JSON document: one object over more than the sample, in one line")
            }
            // A broken first line among whole ones is still a line.
            let objects = objectLines(text)
            if objects.objects >= 2, objects.objects * 10 >= objects.lines * 6 {
                return DetectedContainer(
                    .ndjson, "NDJSON: \(objects.objects) of the first \(objects.lines) lines are objects in braces")
            }
            return DetectedContainer(.jsonArray, "JSON document: one object over several lines")
        }
        guard text[end..<lineEnd].allSatisfy(isBlank) else {
            return DetectedContainer(.ndjson, "NDJSON: the first line starts with a whole object")
        }
        return DetectedContainer(.ndjson, "NDJSON: the first line is a whole object")
    }

    private static func array(_ text: [UInt8], at start: Int) -> DetectedContainer {
        let lineEnd = text[start...].firstIndex { $0 == 0x0A || $0 == 0x0D } ?? text.count
        if let end = end(ofValueIn: text, at: start, before: lineEnd),
            let next = text[end...].firstIndex(where: { !isBlank($0) }),
            text[next] == UInt8(ascii: "{") || text[next] == UInt8(ascii: "[")
        {
            return DetectedContainer(.ndjson, "NDJSON: the first line is a whole array and another value follows")
        }
        return DetectedContainer(.jsonArray, "JSON document: the text starts with an array")
    }

    /// `{` before a key or `}`; a CSV cell in braces has no quote there.
    private static func startsObject(_ text: [UInt8], at index: Int) -> Bool {
        guard let next = text[(index + 1)...].first(where: { !isBlank($0) }) else { return true }
        return next == UInt8(ascii: "\"") || next == UInt8(ascii: "}")
    }

    /// `[id],name` or `{id};{name}`: a word in brackets as the first cell of a line that is not the last. Broken JSON has
    /// a quote, a colon, a comma or another bracket before the first one closes, or nothing after it.
    private static func isBracketedName(_ text: [UInt8], at start: Int) -> Bool {
        let close = text[start] == UInt8(ascii: "[") ? UInt8(ascii: "]") : UInt8(ascii: "}")
        guard let end = text[(start + 1)...].firstIndex(where: { $0 == close || notInNames.contains($0) }),
            text[end] == close
        else { return false }
        let rest = text[(end + 1)...]
        guard let next = rest.first, delimiters.contains(next) || next == 0x0A || next == 0x0D,
            let lineEnd = rest.firstIndex(where: { $0 == 0x0A || $0 == 0x0D })
        else { return false }
        return !text[lineEnd...].allSatisfy(isBlank)
    }

    private static let notInNames = Array("\":,[{]}\n\r".utf8)
    private static let delimiters = Array(",;\t|".utf8)

    /// `[` before the start of a value or `]`, unless it is a word in brackets such as `[none]`.
    private static func startsArray(_ text: [UInt8], at index: Int) -> Bool {
        guard let next = text[(index + 1)...].firstIndex(where: { !isBlank($0) }) else { return true }
        switch text[next] {
        case UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "\""), UInt8(ascii: "]"), UInt8(ascii: "-"): return true
        case UInt8(ascii: "0")...UInt8(ascii: "9"): return true
        default:
            let rest = text[next...]
            return [Array("true".utf8), Array("false".utf8), Array("null".utf8)].contains { rest.starts(with: $0) }
        }
    }

    /// Where the object or array at `start` ends; nil when it does not before `limit`.
    private static func end(ofValueIn text: [UInt8], at start: Int, before limit: Int) -> Int? {
        var depth = 0
        var isInString = false
        var index = start
        while index < limit {
            switch text[index] {
            case UInt8(ascii: "\\") where isInString: index += 1
            case UInt8(ascii: "\""): isInString.toggle()
            case _ where isInString: break
            case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                depth -= 1
                if depth == 0 { return index + 1 }
            default: break
            }
            index += 1
        }
        return nil
    }

    /// Among the first lines that are not blank: how many, and how many are objects by their first and last byte.
    private static func objectLines(_ text: [UInt8]) -> (objects: Int, lines: Int) {
        var objects = 0
        var lines = 0
        let parts = text.split(maxSplits: sampledLines * 4) { $0 == 0x0A || $0 == 0x0D }
        for line in parts.prefix(sampledLines) {
            guard let first = line.firstIndex(where: { !isBlank($0) }), let last = line.last(where: { !isBlank($0) })
            else { continue }
            lines += 1
            if line[first] == UInt8(ascii: "{"), last == UInt8(ascii: "}"), startsObject(text, at: first) { objects += 1 }
        }
        return (objects, lines)
    }

    static func isBlank(_ byte: UInt8) -> Bool {
        byte == 0x20 || (byte >= 0x09 && byte <= 0x0D)
    }
}

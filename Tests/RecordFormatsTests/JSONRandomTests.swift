import RecordFormats
import TestSupport
import Testing

/// Random records: what a simple model says must be what the reader finds, and damage must stay where it was done.
@Suite("Random JSON")
struct JSONRandomTests {
    indirect enum Value {
        case scalar(FieldKind, written: String, text: String)
        case array([Value])
        case object([(key: String, value: Value)])
    }

    static let keys = ["a", "b", "ab", "id", "é", "key with blanks", "long_key_long_key_long_key_long_key"]

    static func value(_ depth: Int, _ random: inout SeededGenerator) -> Value {
        switch Int.random(in: 0..<(depth > 3 ? 5 : 8), using: &random) {
        case 0: return .scalar(.null, written: "null", text: "null")
        case 1:
            let text = Bool.random(using: &random) ? "true" : "false"
            return .scalar(.boolean, written: text, text: text)
        case 2:
            let whole = Int64.random(in: .min ... .max, using: &random)
            let text = ["\(whole)", "0.10", "-1.5e-7", "12.50", "0", "1E+2"].randomElement(using: &random)!
            return .scalar(.number, written: text, text: text)
        case 3, 4:
            var written = ""
            var text = ""
            for _ in 0..<Int.random(in: 0..<40, using: &random) {
                let (escape, character) = [
                    ("x", "x"), ("]", "]"), ("{", "{"), (",", ","), ("\\\"", "\""), ("\\\\", "\\"), ("\\n", "\n"),
                    ("\\u20AC", "€"), ("\\ud83d\\ude00", "😀"), ("é", "é"), (" ", " "), ("\\/", "/"), (":", ":"),
                ].randomElement(using: &random)!
                written += escape
                text += character
            }
            return .scalar(.text, written: "\"\(written)\"", text: text)
        case 5: return .array((0..<Int.random(in: 0..<4, using: &random)).map { _ in value(depth + 1, &random) })
        default:
            return .object(
                (0..<Int.random(in: 0..<6, using: &random)).map { _ in
                    (keys.randomElement(using: &random)!, value(depth + 1, &random))
                })
        }
    }

    static func write(_ value: Value, _ blank: (inout SeededGenerator) -> String, _ random: inout SeededGenerator) -> String {
        switch value {
        case .scalar(_, let written, _): return written
        case .array(let elements):
            var parts: [String] = []
            for element in elements { parts.append(blank(&random) + write(element, blank, &random) + blank(&random)) }
            return "[" + (parts.isEmpty ? blank(&random) : parts.joined(separator: ",")) + "]"
        case .object(let members):
            var parts: [String] = []
            for (key, value) in members {
                parts.append(
                    "\(blank(&random))\"\(key)\"\(blank(&random)):\(blank(&random))"
                        + write(value, blank, &random) + blank(&random))
            }
            return "{" + (parts.isEmpty ? blank(&random) : parts.joined(separator: ",")) + "}"
        }
    }

    /// The value at keys without arrays: the first of equal keys at every step.
    static func find(_ keys: ArraySlice<String>, in value: Value) -> Value? {
        guard let key = keys.first else { return value }
        guard case .object(let members) = value,
            let member = members.first(where: { $0.key == key })
        else { return nil }
        return find(keys.dropFirst(), in: member.value)
    }

    @Test("Values of random records", arguments: [1, 2, 3] as [UInt64])
    func values(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        var paths: [String] = keys(of: &random)
        paths += (0..<30).map { _ in
            (0..<Int.random(in: 2...3, using: &random)).map { _ in Self.keys.randomElement(using: &random)! }
                .joined(separator: ".")
        }
        for container in [Container.ndjson, .jsonArray] {
            var models: [Value] = []
            var texts: [String] = []
            while models.count < 120 {
                guard case .object(let members) = Self.value(0, &random) else { continue }
                let model = Value.object(members)
                models.append(model)
                let blanks = container == .ndjson ? ["", " ", "\t"] : ["", " ", "\n", "\r\n", "\t"]
                texts.append(Self.write(model, { blanks.randomElement(using: &$0)! }, &random))
            }
            let text = container == .ndjson ? texts.joined(separator: "\n") : "[" + texts.joined(separator: " ,") + "]"
            let cuts = (0..<20).map { _ in Int.random(in: 0...text.utf8.count, using: &random) }.sorted()
            let outcome = readJSON(text, container, paths: paths, cuts: cuts, keeps: Bool.random(using: &random))
            #expect(outcome.error == nil && outcome.faults.isEmpty, "seed \(seed)")
            #expect(outcome.records.map(\.raw) == texts, "seed \(seed)")
            for (model, record) in zip(models, outcome.records) {
                for (path, field) in zip(paths, record.fields) {
                    switch Self.find(path.split(separator: ".").map(String.init)[...], in: model) {
                    case nil: #expect(field == .init(.absent), "seed \(seed), \(path) in \(record.raw)")
                    case .scalar(let kind, _, let text):
                        #expect(field == .init(kind, text), "seed \(seed), \(path) in \(record.raw)")
                    case .array, .object: #expect(field.kind == .container, "seed \(seed), \(path) in \(record.raw)")
                    }
                }
            }
        }
    }

    private func keys(of random: inout SeededGenerator) -> [String] { Self.keys.shuffled(using: &random) }

    @Test("A damaged line never costs its neighbours", arguments: [1, 2] as [UInt64])
    func damage(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<300 {
            let model = Self.value(0, &random)
            var line = Array(Self.write(model, { _ in "" }, &random).utf8)
            for _ in 0..<Int.random(in: 1...3, using: &random) where !line.isEmpty {
                let place = Int.random(in: 0..<line.count, using: &random)
                switch Int.random(in: 0..<3, using: &random) {
                case 0: line.remove(at: place)
                case 1: line[place] = UInt8.random(in: 0...255, using: &random)
                default: line.insert(contentsOf: line[place...].prefix(5), at: place)
                }
            }
            line.removeAll { $0 == 0x0A || $0 == 0x0D }
            let good = Array("{\"a\":\"good\"}".utf8)
            let outcome = readJSON(good + [0x0A] + line + [0x0A] + good, .ndjson, paths: ["a", "b[].a", "ab.a[]"])
            #expect(outcome.records.first?.line == 1 && outcome.records.last?.line == 3, "seed \(seed), \(line)")
            #expect(outcome.records.count + outcome.faults.count + outcome.blankLines == 3, "seed \(seed), \(line)")
            // The same bytes as an element, whatever happens, happen in every chunking.
            let array = Array("[".utf8) + good + Array(",".utf8) + line + Array(",".utf8) + good + Array("]".utf8)
            let whole = readJSON(array, .jsonArray)
            let cut = Int.random(in: 0...array.count, using: &random)
            #expect(readJSON(array, .jsonArray, cuts: [cut]).error == whole.error, "seed \(seed), \(line)")
            if whole.error == nil {
                #expect(readJSON(array, .jsonArray, cuts: [cut]) == whole, "seed \(seed), \(line), \(cut)")
            }
        }
    }
}

@testable import ColumnFiles
import TestSupport

/// Tables out of a seed: every type, with nulls or without, of values that were trouble somewhere before.
struct RandomTables {
    var random: SeededGenerator

    init(seed: UInt64) { random = SeededGenerator(seed: seed) }

    static let columns = [
        ColumnDefinition("int64", .int64), ColumnDefinition("int64_required", .int64, isOptional: false), ColumnDefinition("int32", .int32),
        ColumnDefinition("double", .double), ColumnDefinition("boolean", .boolean), ColumnDefinition("boolean_required", .boolean, isOptional: false),
        ColumnDefinition("string", .string), ColumnDefinition("string_required", .string, isOptional: false), ColumnDefinition("coded", .string),
        ColumnDefinition("bytes", .bytes), ColumnDefinition("timestamp", .timestamp), ColumnDefinition("date", .date, isOptional: false),
        ColumnDefinition("decimal", .decimal(precision: 18, scale: 4)),
    ]

    mutating func below(_ bound: Int) -> Int { Int(random.next() % UInt64(max(1, bound))) }

    mutating func group(rows: Int) -> [ColumnValues] { Self.columns.map { column($0, rows: rows) } }

    mutating func column(_ definition: ColumnDefinition, rows: Int) -> ColumnValues {
        let validity = definition.isOptional ? mask(rows) : nil
        let present = (0..<rows).map { validity?[$0] ?? true }
        switch definition.type.physical {
        case .int64: return .int64(Column(zip(integers(rows), present).map { $1 ? $0 : 0 }, validity: validity))
        case .int32: return .int32(Column(zip(integers(rows), present).map { $1 ? Int32(truncatingIfNeeded: $0) : 0 }, validity: validity))
        case .double: return .double(Column(zip(integers(rows), present).map { $1 ? Double($0) / 7 : 0 }, validity: validity))
        case .boolean:
            let share = below(3)
            return .boolean(Column(present.map { $0 && (share == 0 || below(20) == 0) }, validity: validity))
        default: return .text(text(definition, present, validity))
        }
    }

    /// None, all, a few, most, or stretches of nulls.
    private mutating func mask(_ rows: Int) -> Validity? {
        let kind = below(6)
        let share = [0, 1, 5, 50, 95][below(5)]
        var flips = below(2) == 0
        return Validity(
            (0..<rows).map { _ in
                switch kind {
                case 0: return true
                case 1: return false
                case 2:
                    if below(150) == 0 { flips.toggle() }
                    return flips
                default: return below(100) >= share
                }
            })
    }

    private mutating func integers(_ rows: Int) -> [Int64] {
        let kind = below(6)
        let constant = Int64(bitPattern: random.next())
        let bits = UInt64(below(64))
        var sorted: Int64 = 1_700_000_000_000
        return (0..<rows).map { _ in
            switch kind {
            case 0: return constant
            case 1: return [Int64.min, .max, 0, -1, 1][below(5)]
            case 2:
                sorted += Int64(below(5000))
                return sorted
            case 3: return Int64(below(300)) - 100
            default: return Int64(bitPattern: random.next()) >> Int64(bits)
            }
        }
    }

    private mutating func text(_ definition: ColumnDefinition, _ present: [Bool], _ validity: Validity?) -> TextColumn {
        let kind = below(5)
        let words = ["", "a", "Küche", "食べ物", "Travel, by train", "niche", "ab", String(repeating: "long ", count: 30), "\u{0}", "a\u{0}"]
        if definition.name == "coded" {
            let entries = [0, 1, 2, 3, 10, 300][present.contains(true) ? 1 + below(5) : below(6)]
            let dictionary = ByteStrings((0..<entries).map { $0 < words.count ? words[$0] : "entry \($0)" })
            // Codes of nulls mean nothing: any number may stand there.
            let codes = present.map { $0 ? UInt32(below(kind == 0 ? 1 : entries)) : UInt32(truncatingIfNeeded: random.next()) }
            return TextColumn(.coded(codes, dictionary), validity: validity)
        }
        var strings = ByteStrings()
        for isPresent in present {
            var string = Array(words[kind == 0 ? 2 : below(words.count)].utf8)
            if kind == 1 { string = Array(String(3_000_000_000_000_000_000 + random.next() % 1_000_000_000_000).utf8) }
            if kind == 2 && below(200) == 0 { string = Array(String(repeating: "x", count: below(5000)).utf8) }
            if definition.type == .bytes && kind > 2 { string = (0..<below(12)).map { _ in UInt8(truncatingIfNeeded: random.next()) } }
            if !isPresent { string = [] }
            strings.append(string.span)
        }
        return TextColumn(.plain(strings), validity: validity)
    }
}

/// Whether two columns say the same, whatever way their strings are kept and whatever stands in slots of nulls.
func isSame(_ one: ColumnValues, _ other: ColumnValues) -> Bool {
    guard case .text(let left) = one, case .text(let right) = other else { return one == other }
    return left.count == right.count && left.validity == right.validity && (0..<left.count).allSatisfy { left[$0] == right[$0] }
}

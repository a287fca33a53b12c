internal import ExportFormats
internal import TextValues

/// Values that pipeline files write, each with its own mistakes.
extension DefinitionReader {
    mutating func name(_ node: DefinitionNode) -> String? {
        guard let text = text(of: node) else { return nil }
        let allowed = text.utf8.allSatisfy { ($0 >= 0x61 && $0 <= 0x7A) || ($0 >= 0x30 && $0 <= 0x39) || $0 == 0x2D || $0 == 0x5F }
        guard allowed, !text.isEmpty, text.utf8.count <= 64, text.utf8.first != 0x2D else {
            problem("`name:` is used for folders: 1 to 64 lower-case letters, digits, `-` and `_`", at: node)
            return nil
        }
        return text
    }

    mutating func currency(_ node: DefinitionNode) -> String? {
        guard let text = text(of: node) else { return nil }
        guard let code = CurrencyCode(text) else {
            problem("`\(text)` is no ISO 4217 currency code; write three capital letters, as EUR", at: node)
            return nil
        }
        return code.text
    }

    mutating func zone(_ node: DefinitionNode) -> ZoneOffsets? {
        guard let text = text(of: node) else { return nil }
        guard let zone = ZoneOffsets.named(text) else {
            let nearest = nearestWord(to: text, among: ZoneOffsets.knownNames).map { "; did you mean `\($0)`?" } ?? ""
            problem("`\(text)` is no IANA time zone, as Europe/Berlin or UTC\(nearest)", at: node)
            return nil
        }
        return zone
    }

    mutating func instant(_ node: DefinitionNode) -> Int64? {
        guard let text = text(of: node) else { return nil }
        guard let instant = Canonical.instant(Array(text.utf8).span) else {
            problem("`\(text)` is no instant; write it as 2025-02-01T00:00:00Z", at: node)
            return nil
        }
        return instant
    }

    /// `1%` or `0.01`.
    mutating func share(_ node: DefinitionNode) -> Double? {
        guard let text = text(of: node) else { return nil }
        let value = text.hasSuffix("%") ? Double(text.dropLast()).map { $0 / 100 } : Double(text)
        guard let value, (0...1).contains(value) else {
            problem("`\(text)` is no share of rows; write it as 1% or 0.01", at: node)
            return nil
        }
        return value
    }

    /// `30s`, `90m`, `26h`, `2d`.
    mutating func duration(_ node: DefinitionNode) -> Int? {
        guard let text = text(of: node) else { return nil }
        let units: [Character: Int] = ["s": 1, "m": 60, "h": 3600, "d": 86400]
        guard let last = text.last, let unit = units[last], let count = Int(text.dropLast()), (1...100_000).contains(count) else {
            problem("`\(text)` is no duration; write it as 30s, 90m, 26h or 2d", at: node)
            return nil
        }
        return count * unit
    }
}

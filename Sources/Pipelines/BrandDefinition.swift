internal import ExportFormats
internal import Findings
internal import SocialData
internal import TextValues

/// `statuses:`, `budget:`, `brand_tags:` and `audience:`, what the brand's words mean, what it wants to spend, says and looks for.
extension DefinitionReader {
    /// `{shipped: paid}`: a shop's own status words, folded as those of the exports are.
    mutating func statuses(_ node: DefinitionNode) -> [String: OrderStatus] {
        var statuses: [String: OrderStatus] = [:]
        for entry in entries(of: node, known: nil) {
            let word = String(decoding: WordFolding.fold(Array(entry.key.utf8).span), as: UTF8.self)
            let known = OrderStatus.allCases.map(\.rawValue)
            guard let status = self.word(of: entry.value, among: known).flatMap(OrderStatus.init(rawValue:)) else { continue }
            guard !word.isEmpty, statuses.updateValue(status, forKey: word) == nil else {
                problem("`\(entry.key)` is named twice", at: entry.keyPlace)
                continue
            }
        }
        return statuses
    }


    /// Dimensions of an audience that a pipeline can name.
    private static let dimensions = ["age", "country", "gender"]

    /// An amount of the reporting currency in 1/10,000, read digit by digit: `50000`, `50_000`, `1250.50`.
    mutating func budget(_ node: DefinitionNode) -> ExactTotal? {
        guard let text = text(of: node) else { return nil }
        guard let amount = exactDecimal(text.replacing("_", with: "")), amount.decimals <= 4, amount.units > 0,
            let units = Int64(exactly: Int128(amount.units) * Int128(Self.power(of: 4 - amount.decimals))),
            units <= Self.largestBudget
        else {
            problem(
                "`budget:` an amount over 0 and up to 1,000,000,000,000 of the reporting currency is expected, as 50000 or 1250.50, found `\(text)`",
                at: node)
            return nil
        }
        return ExactTotal(Int128(units))
    }

    private static let largestBudget = 1_000_000_000_000 * Canonical.moneyScale

    /// Tags as hashtags are compared: without `#`, folded; ascending, each once.
    mutating func brandTags(_ node: DefinitionNode) -> [String] {
        var tags: Set<String> = []
        for item in node.isList ? items(of: node) : [node] {
            guard let text = text(of: item) else { continue }
            let name = text.hasPrefix("#") ? String(text.dropFirst()) : text
            let tag = HandleFolding.fold(name)
            guard !tag.isEmpty, !name.contains(where: { $0.isWhitespace || "#@|,;".contains($0) }) else {
                problem("`\(text)` is no hashtag; write one word without #, as skincare", at: item)
                continue
            }
            tags.insert(tag)
        }
        return tags.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    /// The shares of each dimension that is named, `{country: {DE: 60%, AT: 0.4}}`, ascending by dimension and value.
    /// Values are compared as words are: trimmed, lower-cased.
    mutating func audience(_ node: DefinitionNode) -> [AudienceShare] {
        var shares: [AudienceShare] = []
        for dimension in entries(of: node, known: Self.dimensions) {
            var seen: Set<String> = []
            var sum: Int128 = 0
            let before = problems.count
            for entry in entries(of: dimension.value, known: nil) {
                let value = String(decoding: WordFolding.fold(Array(entry.key.utf8).span), as: UTF8.self)
                guard !value.isEmpty, seen.insert(value).inserted else {
                    problem("`\(entry.key)` is named twice", at: entry.keyPlace)
                    continue
                }
                guard let share = targetShare(entry.value) else { continue }
                sum += Int128(share.units) * Int128(Self.power(of: Self.shareDecimals - share.decimals))
                shares.append(AudienceShare(
                    dimension: dimension.key, value: value, share: Double(share.units) / Double(Self.power(of: share.decimals))))
            }
            // A share that could not be read is the mistake, not the sum without it.
            guard problems.count == before else { continue }
            let whole = Int128(Self.power(of: Self.shareDecimals))
            if sum * 100 < whole * 95 || sum * 100 > whole * 105 {
                var percent: [UInt8] = []
                ExactDecimal(units: Int64(clamping: sum), decimals: Self.shareDecimals - 2).append(to: &percent)
                problem(
                    "`audience.\(dimension.key):` the shares add up to \(String(decoding: percent, as: UTF8.self)) %; they must make 100 % (95 to 105 are taken); name the rest, as `other`",
                    at: dimension.value)
            }
        }
        return shares.sorted { ($0.dimension, $0.value) < ($1.dimension, $1.value) }
    }

    /// Decimals that the exact sum of shares is kept in: more than any share is written with.
    private static let shareDecimals = 14

    private static func power(of decimals: Int) -> Int64 { (0..<decimals).reduce(Int64(1)) { power, _ in power * 10 } }

    /// `60%` or `0.6`, from 0 to 1.
    private mutating func targetShare(_ node: DefinitionNode) -> ExactDecimal? {
        guard let text = text(of: node) else { return nil }
        let isPercent = text.hasSuffix("%")
        guard let decimal = exactDecimal(isPercent ? String(text.dropLast()) : text), decimal.units >= 0,
            decimal.decimals <= Self.shareDecimals - 2
        else { return notAShare(text, at: node) }
        let share = isPercent ? ExactDecimal(units: decimal.units, decimals: decimal.decimals + 2) : decimal
        guard share.units <= Self.power(of: share.decimals) else { return notAShare(text, at: node) }
        return share
    }

    private mutating func notAShare(_ text: String, at node: DefinitionNode) -> ExactDecimal? {
        problem("`\(text)` is no share; write it as 60% or 0.6", at: node)
        return nil
    }

    private func exactDecimal(_ text: String) -> ExactDecimal? { ExactDecimal(Array(text.utf8).span) }
}

internal import Findings
internal import SocialData

/// What the first page says to one headline question: sentences in plain words, a figure for the eye, and what to know
/// when reading them. Words state what the files show; verdicts are given elsewhere.
struct Answer: Equatable {
    /// What is compared: `Engagement rate, micro relative to macro`.
    var question: String
    /// The figure, or nil where the files cannot tell.
    var figure: String?
    /// Interval and numbers of creators, or why the files cannot tell.
    var detail: String
    /// Whether the interval includes no difference, or is missing.
    var isOpen = false
    /// Sentences of the first paragraph.
    var sentences: [String]
    /// What to read with them.
    var remarks: [String] = []
}

extension Answer {
    /// Which tiers of a pair have fewer creators than the minimum, as the end of a sentence; nil where none has.
    static func shortage(_ index: FindingsIndex, _ metric: MetricName, _ statistic: Statistic, of what: String) -> String? {
        let definition = index.definition
        let short = [definition.tierA, definition.tierB].compactMap { index.estimate(metric, statistic, tier: $0) }
            .filter { $0.notes.contains(.fewCreators) }
        guard !short.isEmpty else { return nil }
        let parts = short.map { "\(Visible.text($0.tier)) has \(Format.counted($0.creators, .creator)) \(what)" }
        return parts.joined(separator: ", ") + ", and the pipeline asks for at least \(Format.count(definition.minimumCreators))"
    }

    /// Why rows of a tier are missing from a metric: `Left out of macro (Comment rate): 20 posts (followers unknown, in no
    /// tier), …`; at most three.
    static func leftOut(_ index: FindingsIndex, unit: CountedUnit, tier: String, metric: MetricName) -> String? {
        let rows = index.exclusions(unit: unit, tier: tier, metric: metric).prefix(3)
        guard !rows.isEmpty else { return nil }
        let parts = rows.map { "\(Format.counted($0.rows, Noun(unit))) (\(Wording.reason($0.reason, index.definition)))" }
        let name = Wording.metric(metric)
        return "Left out of \(Visible.text(tier)) (\(name)): \(parts.joined(separator: ", "))."
    }

    /// Posts or deals that are in no tier, said once: unknown followers, or known ones that lie between the tiers.
    static func withoutTier(_ index: FindingsIndex, unit: CountedUnit) -> String? {
        guard let row = index.census(tier: "unknown") else { return nil }
        let rows = unit == .posts ? row.posts : row.deals
        guard rows > 0 else { return nil }
        let between = index.findings.followersSources.filter {
            $0.unit == unit && $0.tier == "unknown" && $0.source != .unknown
        }.reduce(0) { $0 + $1.rows }
        let noun = Noun(unit)
        guard between > 0 else {
            return
                "\(Format.counted(rows, noun)) \(rows == 1 ? "is" : "are") in no tier: the followers of "
                + "\(rows == 1 ? "its creator" : "their creators") are not in the files."
        }
        return
            "\(Format.counted(rows, noun)) \(rows == 1 ? "is" : "are") in no tier: of \(Format.count(between)) the followers are known and lie between the tiers of the scheme."
    }

    static func interval(_ quantity: Format.Quantity, confidence: Double) -> String? {
        quantity.interval.map { "\(Format.setting(confidence)) interval \($0)" }
    }

    static func creators(_ a: Int, _ b: Int) -> String { "\(Format.count(a)) against \(Format.counted(b, .creator))" }

    /// `Like for like, within the same platform and niche, it is 1.4 times (95% interval …; 188 against 60 creators).`
    static func likeForLike(
        _ row: Comparison, _ value: String, _ quantity: Format.Quantity, border: String, _ definition: Definition
    ) -> String {
        let interval = interval(quantity, confidence: definition.confidence) ?? "no interval can be given"
        let isOpen = row.includesNoDifference ?? false
        let strata = row.rung.map { ", within the same \(Wording.adjustmentLevel($0))," } ?? ""
        return "Like for like\(strata) \(value) (\(interval); \(creators(row.creatorsA, row.creatorsB)))\(isOpen ? "; that interval includes \(border)" : "")."
    }

    /// What cannot be told from the tier, and keeps the question from a verdict (Methods 11.4), a sentence each.
    static func separation(_ index: FindingsIndex, _ metric: MetricName) -> [String] {
        index.findings.balance.filter { $0.metric == metric && $0.isSeparated }.map { row in
            let name = Wording.covariate(row.covariate)
            func most(_ tier: String, _ level: String?, _ share: Double?) -> String {
                "\(Visible.text(tier)) mostly \(level.map { $0.isEmpty ? "without one" : Visible.text($0) } ?? Format.missing) (\(Format.share(share)))"
            }
            return "By \(name), \(most(row.a, row.levelA, row.shareA)) and \(most(row.b, row.levelB, row.shareB)) share \(Format.share(row.overlap)): \(name) and tier cannot be told apart."
        }
    }

    /// What the tiers lack unevenly, with both shares and how far the headline could move for it (Methods 28), a sentence or two
    /// for each thing lacking.
    static func missing(_ index: FindingsIndex, _ metric: MetricName) -> [String] {
        let rows = index.findings.missing.filter { $0.metric == metric && $0.isUneven }
        return MissingPart.allCases.compactMap { part in
            guard let a = rows.first(where: { $0.part == part && $0.tier == $0.a }),
                let b = rows.first(where: { $0.part == part && $0.tier == $0.b })
            else { return nil }
            func share(_ row: MissingRow) -> String {
                "\(Format.share(row.share)) of \(Format.counted(row.units, Noun(row.unit), of: Visible.text(row.tier)))"
            }
            let shares = "\(share(a)) and \(share(b))"
            return "\(lack(shares, part, a.unit)) \(bounds(a, index.definition))"
        }
    }

    private static func lack(_ shares: String, _ part: MissingPart, _ unit: CountedUnit) -> String {
        switch (part, unit) {
        case (.orders, _): "Unevenly missing: \(shares) have no order. If these sold nothing, the answer stands."
        case (.numbers, .deals):
            "Unevenly missing: \(shares) are left out, because their cost, currency, exchange rate, start or creator is not known."
        case (.numbers, _): "Unevenly missing: \(shares) are left out, because counts or followers of the day are not known."
        }
    }

    /// - Parameter row: of either tier.
    private static func bounds(_ row: MissingRow, _ definition: Definition) -> String {
        let isRatio = row.scale == .log
        guard let low = isRatio ? row.ratioLow : row.low, let high = isRatio ? row.ratioHigh : row.high else {
            return "How far that could move the answer cannot be said: \(row.whyEmpty?.rawValue ?? "there are no bounds")."
        }
        let border = isRatio ? 1.0 : 0
        let range = Format.quantity(low, low: low, high: high, kind: isRatio ? .times : .money, border: border)
        let what = isRatio ? "the ratio" : "the difference"
                let includes = low <= border && high >= border ? ", which includes no difference" : ""
        func limit(_ text: String?) -> String {
            isRatio ? text ?? Format.missing : Format.currency(text ?? Format.missing, definition.currency)
        }
        let unwritten = row.part == .orders ? "nobody wrote down what they sold, and " : ""
        return
            "If \(unwritten)they lay at the lower or the upper quartile of the others of their tier, \(what) would lie between \(limit(range.low)) and \(limit(range.high))\(includes)."
    }

    /// What the mix of platforms, niches and post types does to a headline difference (Methods 12.4), in words.
    static func mix(_ headline: HeadlineRow?, _ definition: Definition) -> [String] {
        guard let headline, let words = Wording.simpson(headline.simpson, headline, definition) else { return [] }
        return [words]
    }

    /// How long the deals of both tiers were followed, where one tier's were clearly longer (Methods 25.3).
    static func followUp(_ index: FindingsIndex, _ notes: [Note]) -> [String] {
        guard notes.contains(.unequalFollowUp) else { return [] }
        func days(_ tier: String) -> Int? {
            index.findings.windows.first { $0.tier == tier && $0.sums?.followUp != nil }?.sums?.followUp
                .flatMap { Int(exactly: $0.rounded()) }
        }
        let (tierA, tierB) = (index.definition.tierA, index.definition.tierB)
        guard let a = days(tierA), let b = days(tierB) else { return Answer.notes([.unequalFollowUp]) }
        return [
            "Half of the \(index.nameA) deals collected orders for \(Format.counted(a, .day)) or more, half of the \(index.nameB) deals for \(Format.counted(b, .day)): what was followed longer had more time to sell. tables/windows.csv has the orders of equally many days."
        ]
    }

    /// Notes of a comparison in words, a remark each; `missing` says more of what is missing.
    static func notes(_ notes: [Note]) -> [String] {
        notes.filter { $0 != .unevenMissing }.map { "\(Wording.capitalised(Wording.note($0)))." }
    }
}

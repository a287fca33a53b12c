internal import Findings
internal import SocialData

/// What the page says to one headline question: sentences in plain words, and what to know when reading them. Words state what
/// the files show; verdicts are given elsewhere.
struct Answer: Equatable {
    /// Sentences of the first paragraph.
    var sentences: [String]
    /// What to read with them.
    var remarks: [String] = []
}

extension Answer {
    /// Which tiers of a pair have fewer creators than the minimum, as the end of a sentence; nil where none has.
    static func shortage(_ index: FindingsIndex, _ metric: MetricName, _ statistic: Statistic, of what: Shortfall) -> String? {
        let definition = index.definition
        let short = [definition.tierA, definition.tierB].compactMap { index.estimate(metric, statistic, tier: $0) }
            .filter { $0.notes.contains(.fewCreators) }
        guard !short.isEmpty else { return nil }
        let parts = short.map { row in
            let (tier, creators) = (Visible.text(row.tier), Format.counted(row.creators, .creator))
            return switch what {
            case .rates: say("\(tier) has \(creators) with a known rate")
            case .deals: say("\(tier) has \(creators) with a deal that counts")
            }
        }
        return say("\(parts.joined(separator: ", ")), and the pipeline asks for at least \(Format.count(definition.minimumCreators))")
    }

    /// What creators are short of.
    enum Shortfall { case rates, deals }

    /// Why rows of a tier are missing from a metric: `Left out of macro (Comment rate): 20 posts (followers unknown, in no
    /// tier), …`; at most three.
    static func leftOut(_ index: FindingsIndex, unit: CountedUnit, tier: String, metric: MetricName) -> String? {
        let rows = index.exclusions(unit: unit, tier: tier, metric: metric).prefix(3)
        guard !rows.isEmpty else { return nil }
        let parts = rows.map { "\(Format.counted($0.rows, Noun(unit))) (\(Wording.reason($0.reason, index.definition)))" }
        return say("Left out of \(Visible.text(tier)) (\(Wording.metric(metric))): \(parts.joined(separator: ", ")).")
    }

    /// Posts or deals that are in no tier, said once: unknown followers, or known ones that lie between the tiers.
    static func withoutTier(_ index: FindingsIndex, unit: CountedUnit) -> String? {
        guard let row = index.census(tier: "unknown") else { return nil }
        let rows = unit == .posts ? row.posts : row.deals
        guard rows > 0 else { return nil }
        let between = index.findings.followersSources.filter {
            $0.unit == unit && $0.tier == "unknown" && $0.source != .unknown
        }.reduce(0) { $0 + $1.rows }
        let (counted, known) = (Format.counted(rows, Noun(unit)), Format.count(between))
        guard between > 0 else {
            return rows == 1
                ? say("\(counted) is in no tier: the followers of its creator are not in the files.")
                : say("\(counted) are in no tier: the followers of their creators are not in the files.")
        }
        return rows == 1
            ? say("\(counted) is in no tier: of \(known) the followers are known and lie between the tiers of the scheme.")
            : say("\(counted) are in no tier: of \(known) the followers are known and lie between the tiers of the scheme.")
    }

    static func interval(_ quantity: Format.Quantity, confidence: Double) -> String? {
        quantity.interval.map { self.interval($0, confidence: confidence) }
    }

    /// `95% interval 1.2 to 1.8`.
    static func interval(_ limits: String, confidence: Double) -> String {
        say("\(Format.significant(confidence * 100, digits: 6))% interval \(limits)")
    }

    /// In place of an interval, where there is none.
    static var noInterval: String { say("no interval can be given") }

    static func creators(_ a: Int, _ b: Int) -> String { say("\(Format.count(a)) against \(Format.counted(b, .creator))") }

    /// `Like for like, within the same platform and niche, it is 1.4 times (95% interval …; 188 against 60 creators).`
    ///
    /// - Parameter value: of a ratio, or with its currency of a difference.
    static func likeForLike(
        _ row: Comparison, _ value: String, _ quantity: Format.Quantity, isRatio: Bool, _ definition: Definition
    ) -> String {
        let interval = interval(quantity, confidence: definition.confidence) ?? noInterval
        var evidence = "(\(interval); \(creators(row.creatorsA, row.creatorsB)))"
        if row.includesNoDifference ?? false { evidence += say("; that interval includes \(isRatio ? "1" : "0")") }
        guard let strata = row.rung.map(Wording.adjustmentLevel) else {
            return isRatio
                ? say("Like for like it is \(value) times \(evidence).") : say("Like for like the difference is \(value) \(evidence).")
        }
        return isRatio
            ? say("Like for like, within the same \(strata), it is \(value) times \(evidence).")
            : say("Like for like, within the same \(strata), the difference is \(value) \(evidence).")
    }

    /// What cannot be told from the tier, and keeps the question from a verdict (Methods 11.4), a sentence each.
    static func separation(_ index: FindingsIndex, _ metric: MetricName) -> [String] {
        index.findings.balance.filter { $0.metric == metric && $0.isSeparated }.map { row in
            let name = Wording.covariate(row.covariate)
            func most(_ tier: String, _ level: String?, _ share: Double?) -> String {
                guard let level, level.isEmpty else {
                    return say("\(Visible.text(tier)) mostly \(level.map { Visible.text($0) } ?? Format.missing) (\(Format.share(share)))")
                }
                return say("\(Visible.text(tier)) mostly without one (\(Format.share(share)))")
            }
            return say("By \(name), \(most(row.a, row.levelA, row.shareA)) and \(most(row.b, row.levelB, row.shareB)) share \(Format.share(row.overlap)): \(name) and tier cannot be told apart.")
        }
    }

    /// What the tiers lack unevenly, with both shares and how far the headline could move for it (Methods 28), a sentence or two
    /// for each thing lacking.
    static func missing(_ index: FindingsIndex, _ metric: MetricName) -> [String] {
        unevenlyMissing(index, metric).map { a, b in
            func share(_ row: MissingRow) -> String {
                say("\(Format.share(row.share)) of \(Format.counted(row.units, Noun(row.unit), of: Visible.text(row.tier)))")
            }
            return "\(lack(Wording.list([share(a), share(b)]), a.part, a.unit)) \(bounds(a, index.definition))"
        }
    }

    /// Both tiers' rows of each thing that they lack unevenly.
    static func unevenlyMissing(_ index: FindingsIndex, _ metric: MetricName) -> [(a: MissingRow, b: MissingRow)] {
        let rows = index.findings.missing.filter { $0.metric == metric && $0.isUneven }
        return MissingPart.allCases.compactMap { part in
            guard let a = rows.first(where: { $0.part == part && $0.tier == $0.a }),
                let b = rows.first(where: { $0.part == part && $0.tier == $0.b })
            else { return nil }
            return (a, b)
        }
    }

    private static func lack(_ shares: String, _ part: MissingPart, _ unit: CountedUnit) -> String {
        switch (part, unit) {
        case (.orders, _): say("Unevenly missing: \(shares) have no order. If these sold nothing, the answer stands.")
        case (.numbers, .deals):
            say("Unevenly missing: \(shares) are left out, because their cost, currency, exchange rate, start or creator is not known.")
        case (.numbers, _): say("Unevenly missing: \(shares) are left out, because counts or followers of the day are not known.")
        }
    }

    /// - Parameter row: of either tier.
    private static func bounds(_ row: MissingRow, _ definition: Definition) -> String {
        let isRatio = row.scale == .log
        guard let low = isRatio ? row.ratioLow : row.low, let high = isRatio ? row.ratioHigh : row.high else {
            let why = Language.current.word(row.whyEmpty?.rawValue ?? "there are no bounds")
            return say("How far that could move the answer cannot be said: \(why).")
        }
        let border = isRatio ? 1.0 : 0
        let range = Format.quantity(low, low: low, high: high, kind: isRatio ? .times : .money, border: border)
        func limit(_ text: String?) -> String {
            isRatio ? text ?? Format.missing : Format.currency(text ?? Format.missing, definition.currency)
        }
        let limits = say("between \(limit(range.low)) and \(limit(range.high))")
        let between = low <= border && high >= border ? say("\(limits), which includes no difference") : limits
        if isRatio {
            return say("If they lay at the lower or the upper quartile of the others of their tier, the ratio would lie \(between).")
        }
        return row.part == .orders
            ? say("If nobody wrote down what they sold, and they lay at the lower or the upper quartile of the others of their tier, the difference would lie \(between).")
            : say("If they lay at the lower or the upper quartile of the others of their tier, the difference would lie \(between).")
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
            say("Half of the \(index.nameA) deals collected orders for \(Format.counted(a, .day)) or more, half of the \(index.nameB) deals for \(Format.counted(b, .day)): what was followed longer had more time to sell. tables/windows.csv has the orders of equally many days.")
        ]
    }

    /// Notes of a comparison in words, a remark each; `missing` says more of what is missing.
    static func notes(_ notes: [Note]) -> [String] {
        notes.filter { $0 != .unevenMissing }.map { "\(Wording.capitalised(Wording.note($0)))." }
    }
}

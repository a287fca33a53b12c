internal import Findings
internal import SocialData

/// The words of findings as a page says them: reasons, notes, sources, statistics, components.
enum Wording {
    /// Why rows were left out; completes `20 posts: …`.
    static func reason(_ reason: ExclusionReason, _ definition: Definition) -> String {
        switch reason {
        case .tooYoung: say("younger than \(Format.counted(definition.minimumAgeDays, .day)) when exported")
        case .immature: say("started less than \(Format.counted(definition.maturityDays, .day)) before the data cut-off")
        default: Glossary.phrase(.reason, reason)
        }
    }

    /// What a note on a number or a verdict means.
    static func note(_ note: Note) -> String { Glossary.phrase(.note, note) }

    static func followersSource(_ source: FollowersSource) -> String { Glossary.phrase(.followersSource, source) }

    static func statistic(_ statistic: Statistic) -> String { Glossary.phrase(.statistic, statistic) }

    static func analysis(_ analysis: Analysis) -> String { Glossary.phrase(.analysis, analysis) }

    static func metric(_ metric: MetricName) -> String { MetricDefinition.of(metric).map { Language.current.word($0.title) } ?? word(metric.rawValue) }

    static func flag(_ flag: CreatorFlag) -> String { Glossary.phrase(.flag, flag) }

    /// What a share is of, in a trend.
    static func measure(_ measure: TrendMeasure) -> String { Language.current.word(measure.rawValue) }

    /// What rows are, in the many.
    static func unit(_ unit: CountedUnit) -> String { Language.current.word(unit.rawValue) }

    /// The name of a tier; what is in none is said.
    static func tier(_ name: String) -> String { name == "unknown" ? say("unknown") : Visible.text(name) }

    static func verdict(_ verdict: PairVerdict) -> String {
        switch verdict {
        case .higher(let tier): say("\(Visible.text(tier)) higher")
        case .noClearDifference: say("no clear difference")
        case .noRelevantDifference: say("no relevant difference")
        case .notEnoughData: say("not enough data")
        }
    }

    static func tiers(_ tiers: TrendTiers) -> String {
        switch tiers {
        case .asPosted: say("as posted")
        case .fixed: say("fixed at the first month")
        case .difference: say("difference of the two")
        }
    }

    static func component(_ component: CostComponent) -> String {
        switch component {
        case .fee: say("fee")
        case .commission: say("commission")
        case .productCost: say("product")
        case .shipping: say("shipping")
        case .agencyFee: say("agency fee")
        case .usageRights: say("usage rights")
        case .boostSpend: say("boosting")
        case .labour: say("own labour")
        }
    }

    /// What is without a partner (`UnmatchedRow.kind`).
    static func unmatched(_ kind: UnmatchedKind) -> String { Glossary.phrase(.unmatched, kind) }

    static func attribution(_ credit: OrderCredit) -> String { Glossary.phrase(.attribution, credit) }

    /// `every euro`, for currencies whose name is common; else `every 1 SEK`.
    static func every(_ currency: String) -> String {
        switch currency {
        case "EUR": say("every euro")
        case "USD": say("every US dollar")
        case "GBP": say("every pound")
        case "CHF": say("every Swiss franc")
        default: say("every \("1\(Format.wideSpace)\(Visible.text(currency))")")
        }
    }

    /// `2025-02-01T00:00:00Z` → `2025-02-01 00:00 UTC`; a text of another shape stays as it is.
    static func instant(_ text: String) -> String {
        let bytes = Array(text.utf8)
        guard bytes.count == 20, bytes[10] == UInt8(ascii: "T"), bytes[19] == UInt8(ascii: "Z") else {
            return Visible.text(text)
        }
        return Visible.text("\(text.prefix(10)) \(text.dropFirst(11).prefix(5)) UTC")
    }

    /// A Simpson flag as a sentence; nil where raw and like for like agree.
    static func simpson(_ effect: MixEffect, _ headline: HeadlineRow, _ definition: Definition) -> String? {
        let mix = headline.rung.map(adjustmentLevel) ?? say("posts and deals")
        switch effect {
        case .reversal:
            return say("The mix of \(mix) turns the answer round: raw one tier is clearly higher, like for like clearly the other (reversal).")
        case .explainedByMix:
            return say("Raw, the tiers differ clearly; like for like they no longer do. The raw difference goes with the mix of \(mix) (explained by mix).")
        case .maskedByMix:
            return say("Raw, no clear difference shows; like for like one does. The mix of \(mix) hides it (masked by mix).")
        case .signChange:
            return say("Raw and like for like point in opposite directions, neither clearly (sign change).")
        case .notAssessed where headline.verdict != .notEnoughData:
            return say("Raw against like for like was not assessed: the tiers share too few platforms, niches and post types.")
        case .none, .notAssessed: return nil
        }
    }

    /// `a, b and c`.
    static func list(_ items: [String]) -> String {
        guard let last = items.last, items.count > 1 else { return items.first ?? "" }
        return say("\(items.dropLast().joined(separator: ", ")) and \(last)")
    }

    static func capitalised(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() }

    /// What makes the strata of a like-for-like comparison: `platform+niche+post_type` → `platform, niche and post type`.
    static func adjustmentLevel(_ level: AdjustmentLevel) -> String { list(level.parts.map(covariate)) }

    /// What tells posts or deals apart.
    static func covariate(_ part: StratumPart) -> String {
        switch part {
        case .postType: say("post type")
        case .sponsored: say("kind (sponsored or not)")
        case .platform, .niche, .month, .quarter: Language.current.word(part.rawValue)
        }
    }

    /// A word of a vocabulary with blanks for underscores: `post_type` → `post type`.
    static func word(_ name: String) -> String { Language.current.word(Visible.text(String(name.map { $0 == "_" ? " " : $0 }))) }

    /// `1,000 to 100,000 followers`.
    static func band(_ tier: TierBand) -> String {
        let from = Format.count(Int128(tier.from))
        guard let to = tier.to.map({ Format.count(Int128($0)) }) else { return say("\(from) followers and more") }
        return tier.from <= 0 ? say("below \(to) followers") : say("\(from) to below \(to) followers")
    }

    /// The followers of a tier, also where a platform draws the lines elsewhere: `1,000 to below 100,000 followers; on
    /// youtube 10,000 to below 500,000 followers`.
    static func followers(_ tier: String, _ definition: Definition) -> String {
        let common = definition.tiers.first { $0.name == tier }.map(band) ?? Format.missing
        let own = definition.platformTiers.compactMap { platform in
            platform.tiers.first { $0.name == tier }.map { say("; on \(Visible.text(platform.platform)) \(band($0))") }
        }
        return common + own.joined()
    }

    /// Why an estimate has no value, in few words for a cell.
    static func whyNoValue(_ estimate: Estimate?) -> String {
        guard let estimate, estimate.creators > 0 else { return say("no creators") }
        if estimate.denominator.value == 0 { return say("no denominator") }
        if estimate.notes.contains(.typicalNotValid) {
            return say("too few engagements")
        }
        return say("not defined")
    }

    /// Why an estimate has a value but no interval.
    static func whyNoInterval(creators: Int) -> String { creators < 2 ? say("one creator") : say("no spread to measure") }
}

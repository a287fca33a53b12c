internal import Findings
internal import SocialData

/// The words of findings as a page says them: reasons, notes, sources, statistics, components.
enum Wording {
    /// Why rows were left out; completes `20 posts: …`.
    static func reason(_ reason: ExclusionReason, _ definition: Definition) -> String {
        switch reason {
        case .tooYoung: "younger than \(Format.counted(definition.minimumAgeDays, .day)) when exported"
        case .immature: "started less than \(Format.counted(definition.maturityDays, .day)) before the data cut-off"
        default: Glossary.phrase(.reason, reason)
        }
    }

    /// What a note on a number or a verdict means.
    static func note(_ note: Note) -> String { Glossary.phrase(.note, note) }

    static func followersSource(_ source: FollowersSource) -> String { Glossary.phrase(.followersSource, source) }

    static func statistic(_ statistic: Statistic) -> String { Glossary.phrase(.statistic, statistic) }

    static func analysis(_ analysis: Analysis) -> String { Glossary.phrase(.analysis, analysis) }

    static func metric(_ metric: MetricName) -> String { MetricDefinition.of(metric)?.title ?? word(metric.rawValue) }

    static func flag(_ flag: CreatorFlag) -> String { Glossary.phrase(.flag, flag) }

    /// What a share is of, in a trend.
    static func measure(_ measure: TrendMeasure) -> String { measure.rawValue }

    static func tiers(_ tiers: TrendTiers) -> String {
        switch tiers {
        case .asPosted: "as posted"
        case .fixed: "fixed at the first month"
        case .difference: "difference of the two"
        }
    }

    static func component(_ component: CostComponent) -> String {
        switch component {
        case .fee: "fee"
        case .commission: "commission"
        case .productCost: "product"
        case .shipping: "shipping"
        case .agencyFee: "agency fee"
        case .usageRights: "usage rights"
        case .boostSpend: "boosting"
        case .labour: "own labour"
        }
    }

    /// What is without a partner (`UnmatchedRow.kind`).
    static func unmatched(_ kind: UnmatchedKind) -> String { Glossary.phrase(.unmatched, kind) }

    static func attribution(_ credit: OrderCredit) -> String { Glossary.phrase(.attribution, credit) }

    /// `every euro`, for currencies whose name is common; else `every 1 SEK`.
    static func every(_ currency: String) -> String {
        switch currency {
        case "EUR": "every euro"
        case "USD": "every US dollar"
        case "GBP": "every pound"
        case "CHF": "every Swiss franc"
        default: "every 1\u{00A0}\(Visible.text(currency))"
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
        let strata = headline.rung.map { "the mix of \(adjustmentLevel($0).replacing(" and ", with: " and of "))" } ?? "the mix of posts and deals"
        switch effect {
        case .reversal:
            return
                "\(capitalised(strata)) turns the answer round: raw one tier is clearly higher, like for like clearly the other (reversal)."
        case .explainedByMix:
            return
                "Raw, the tiers differ clearly; like for like they no longer do. The raw difference goes with \(strata) (explained by mix)."
        case .maskedByMix:
            return
                "Raw, no clear difference shows; like for like one does. \(capitalised(strata)) hides it (masked by mix)."
        case .signChange:
            return "Raw and like for like point in opposite directions, neither clearly (sign change)."
        case .notAssessed where headline.verdict != .notEnoughData:
            return "Raw against like for like was not assessed: the tiers share too few platforms, niches and post types."
        case .none, .notAssessed: return nil
        }
    }

    static func capitalised(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() }

    /// What makes the strata of a like-for-like comparison: `platform+niche+post_type` → `platform, niche and post type`.
    static func adjustmentLevel(_ level: AdjustmentLevel) -> String {
        let parts = level.parts.map(covariate)
        guard let last = parts.last, parts.count > 1 else { return parts.first ?? "" }
        return parts.dropLast().joined(separator: ", ") + " and " + last
    }

    /// What tells posts or deals apart.
    static func covariate(_ part: StratumPart) -> String {
        switch part {
        case .postType: "post type"
        case .sponsored: "kind (sponsored or not)"
        case .platform, .niche, .month, .quarter: part.rawValue
        }
    }

    /// A word of a vocabulary with blanks for underscores: `post_type` → `post type`.
    static func word(_ name: String) -> String { Visible.text(String(name.map { $0 == "_" ? " " : $0 })) }

    /// `1,000 to 100,000 followers`.
    static func band(_ tier: TierBand) -> String {
        let from = Format.count(Int128(tier.from))
        guard let to = tier.to else { return "\(from) followers and more" }
        return tier.from <= 0
            ? "below \(Format.count(Int128(to))) followers" : "\(from) to below \(Format.count(Int128(to))) followers"
    }

    /// The followers of a tier, also where a platform draws the lines elsewhere: `1,000 to below 100,000 followers; on
    /// youtube 10,000 to below 500,000 followers`.
    static func followers(_ tier: String, _ definition: Definition) -> String {
        let common = definition.tiers.first { $0.name == tier }.map(band) ?? Format.missing
        let own = definition.platformTiers.compactMap { platform in
            platform.tiers.first { $0.name == tier }.map { "; on \(Visible.text(platform.platform)) \(band($0))" }
        }
        return common + own.joined()
    }

    /// Why an estimate has no value, in few words for a cell.
    static func whyNoValue(_ estimate: Estimate?) -> String {
        guard let estimate, estimate.creators > 0 else { return "no creators" }
        if estimate.denominator.value == 0 { return "no denominator" }
        if estimate.notes.contains(.typicalNotValid) {
            return "over 1% low posts"
        }
        return "not defined"
    }

    /// Why an estimate has a value but no interval.
    static func whyNoInterval(creators: Int) -> String { creators < 2 ? "one creator" : "no spread to measure" }
}

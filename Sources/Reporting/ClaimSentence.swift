internal import Findings
internal import SocialData

/// One row of a claim as a plain sentence with its number, interval and n.
struct ClaimSentence {
    private let index: FindingsIndex

    init(_ index: FindingsIndex) { self.index = index }

    private var definition: Definition { index.definition }
    private var a: String { index.nameA }
    private var b: String { index.nameB }

    func text(_ row: ClaimRow) -> String {
        guard row.verdict != .notTestable else { return notTestable(row) }
        return body(row)
    }

    private func notTestable(_ row: ClaimRow) -> String {
        let names = index.missing(row)
        let missing = names.map { Remedy.phrase($0, definition) }.joined(separator: ", ")
        let why = missing.isEmpty ? "" : ": they lack \(missing)"
        // A return without orders is not 0 but unknown.
        let told = row.estimate == nil || names.contains(.orders) ? "" : " Among what there is: \(body(row))"
        return "\(about(row)): these files cannot tell\(why).\(told)"
    }

    private func body(_ row: ClaimRow) -> String {
        switch row.scale {
        case .log: ratio(row)
        case .slope: share(row)
        case .tenfold: ElasticityWords(times: row.estimate, low: row.low, high: row.high, creators: row.creatorsA, definition).sentence
        case .probability: row.claim == .budget ? budget(row) : chance(row)
        case .correlation: correlation(row)
        case .linear: difference(row)
        case .none, .cliffsDelta: row.claim == .definition ? census() : row.claim == .style ? style(row) : number(row)
        }
    }

    /// What a row asks about, as the beginning of a sentence.
    func about(_ row: ClaimRow) -> String {
        switch row.question {
        case .census: "Who is in which tier"
        case .elasticity: "Over followers, without tiers"
        case .withoutTopCreator: "Without the top creator of each tier"
        case .equalBudget: "One budget in each tier"
        case .spendShare: "Share of spend"
        case .spendShareFixed: "Share of spend with every creator fixed in the tier of their first month"
        case .postsShare: "Share of posts"
        case .engagementShare: "Share of engagement"
        case .flaggedShare: "Creators that carry a flag"
        case .headline:
            switch row.claim {
            case .niche: "Focus on few topics"
            case .audience: "The audience that the brand looks for"
            case .alignment: "Tags like the brand's"
            default: Wording.metric(row.metric)
            }
        case .commentLikeRatio, .commentRate, .saveRate, .shareRate, .engagementByReach, .engagementByImpressions,
            .engagementByViews:
            Wording.metric(row.metric)
        case .postType, .sponsored, .captionLength, .postingFrequency:
            Wording.capitalised(Wording.word(row.question.rawValue))
        }
    }

    // MARK: By scale

    private func evidence(_ quantity: Format.Quantity, _ row: ClaimRow, creators: String? = nil) -> String {
        let interval = Answer.interval(quantity, confidence: definition.confidence)
        let p = interval == nil ? row.p.map { "p \(Format.probability($0)) after the adjustment for several questions" } : nil
        return "(\(interval ?? p ?? "no interval can be given"); \(creators ?? Answer.creators(row.creatorsA, row.creatorsB)))"
    }

    private func ratio(_ row: ClaimRow) -> String {
        let ratio = Format.quantity(row.estimate, low: row.low, high: row.high, kind: .times, border: 1)
        let metric = Wording.metric(row.metric)
        let basis = index.headlineBasis(row.metric) == .adjusted ? "; like for like" : ""
        let isTypical = index.comparison(row.metric, .typical)?.ratio != nil
        let subject = isTypical ? "a typical \(a) creator gets" : "\(a) posts together got"
        let object = isTypical ? "that of a typical \(b) creator" : "that of \(b) posts"
        return "\(metric): \(subject) \(ratio.value) times \(object) \(evidence(ratio, row).dropLast())\(basis))."
    }

    /// Share points per month.
    private func share(_ row: ClaimRow) -> String {
        let points = Format.points(row.estimate, row.low, row.high)
        return
            "\(about(row)): that of \(a) moves by \(Format.signed(points.value, row.estimate)) percentage points a month \(evidence(points, row))."
    }

    private func budget(_ row: ClaimRow) -> String {
        let budget = definition.budget.map { "With \(Format.amount($0)) \(Visible.text(definition.currency)), " } ?? ""
        let chance = Format.share(row.estimate)
        return
            "\(budget)\(a) alone ends above \(b) alone in \(chance) of \(Format.count(definition.resamples)) draws of past creators and deals (\(Answer.creators(row.creatorsA, row.creatorsB)); the draws are the interval)."
    }

    private func chance(_ row: ClaimRow) -> String {
        let quantity = Format.quantity(
            row.estimate, low: row.low, high: row.high, kind: .percent, border: 0.5, significant: 2)
        return
            "\(about(row)): a \(a) creator drawn at random lies above a \(b) creator drawn at random in \(quantity.value) of the pairs, ties half \(evidence(quantity, row)). 50\(Format.narrowSpace)% is no difference."
    }

    private func correlation(_ row: ClaimRow) -> String {
        let rho = Format.quantity(row.estimate, low: row.low, high: row.high, kind: .times, border: 0)
        let creators = max(row.creatorsA, row.creatorsB)
        return
            "\(about(row)): over creators, its rank correlation with net revenue for cost is \(rho.value) \(evidence(rho, row, creators: Format.counted(creators, "creator"))). 0 is no relation."
    }

    private func difference(_ row: ClaimRow) -> String {
        guard row.verdict != .counted else {
            let points = Format.points(row.estimate, nil, nil)
            return
                "\(about(row)): the share of \(a) minus that of \(b) is \(Format.signed(points.value, row.estimate)) percentage points (\(Answer.creators(row.creatorsA, row.creatorsB)); shown, not tested)."
        }
        let points = Format.points(row.estimate, row.low, row.high)
        let what = [.returnOnInvestment, .returnOnSpend].contains(row.metric) ? "the ROI of \(a) minus that of \(b)" : "the share of \(a) minus that of \(b)"
        return
            "\(about(row)): \(what) is \(Format.signed(points.value, row.estimate)) percentage points \(evidence(points, row))."
    }

    /// The level that differs most clearly from the tier's other posts.
    private func style(_ row: ClaimRow) -> String {
        let levels = index.findings.style.filter {
            $0.dimension.rawValue == row.question.rawValue && [definition.tierA, definition.tierB].contains($0.tier) && $0.pAdjusted != nil
        }
        guard let level = levels.first(where: { $0.pAdjusted == row.p }) ?? levels.first, level.ratio != nil else {
            return number(row)
        }
        let ratio = Format.quantity(level.ratio, low: level.ratioLow, high: level.ratioHigh, kind: .times, border: 1)
        let interval = Answer.interval(ratio, confidence: definition.confidence) ?? "no interval can be given"
        return
            "\(about(row)): the clearest difference is that of \(CreatorSection.level(level)) in \(Visible.text(level.tier)), \(ratio.value) times the engagement rate of the tier's other posts (\(interval); p \(Format.probability(level.pAdjusted)) after the adjustment for several questions; \(Format.counted(level.creators, "creator")))."
    }

    private func number(_ row: ClaimRow) -> String {
        guard row.estimate != nil || row.p != nil else {
            return "\(about(row)): no number can be given (\(Answer.creators(row.creatorsA, row.creatorsB)))."
        }
        guard row.estimate != nil else {
            let p = row.p.map { "p \(Format.probability($0)) after the adjustment for several questions; " } ?? ""
            return "\(about(row)): several numbers, in the section Creators and content (\(p)\(Answer.creators(row.creatorsA, row.creatorsB)))."
        }
        let value = Format.quantity(row.estimate, low: row.low, high: row.high, kind: .times)
        return "\(about(row)): \(value.value) \(evidence(value, row))."
    }

    private func census() -> String {
        let parts = [definition.tierA, definition.tierB].map { tier -> String in
            let row = index.census(tier: tier)
            let band = Wording.followers(tier, definition) + "; "
            return
                "\(Format.counted(row?.creators ?? 0, "creator")) \(row?.creators == 1 ? "is" : "are") \(Visible.text(tier)) (\(band)\(Format.counted(row?.posts ?? 0, "post")), \(Format.counted(row?.deals ?? 0, "deal")))"
        }
        let crossing = index.census(tier: definition.tierA)?.crossingCreators ?? 0
        let unknown = index.census(tier: "unknown")?.creators ?? 0
        var text = "With the pipeline's boundaries, \(parts.joined(separator: " and "))."
        if crossing > 0 {
            text += " \(Format.counted(crossing, "\(a) creator")) also \(crossing == 1 ? "appears" : "appear") in another tier."
        }
        if unknown > 0 { text += " \(Format.counted(unknown, "creator")) \(unknown == 1 ? "has" : "have") posts or deals in no tier." }
        return text
    }
}

/// `β` in words: what ten times the followers do to the rate, and to engagement itself (METHODS.md 11.3, 22).
struct ElasticityWords {
    /// `10^β`: the rate at ten times the followers over the rate now.
    let times: Double?
    let low: Double?
    let high: Double?
    let creators: Int
    private let definition: Definition

    init(times: Double?, low: Double?, high: Double?, creators: Int, _ definition: Definition) {
        self.times = times
        self.low = low
        self.high = high
        self.creators = creators
        self.definition = definition
    }

    var sentence: String {
        guard let times else { return "Over followers, without tiers: the slope is not defined." }
        let rate = Format.quantity(times, low: low, high: high, kind: .times, border: 1)
        // Ten times the followers at `10^β` times the rate are `10^(1+β)` times the engagement.
        let engagement = Format.quantity(
            10 * times, low: low.map { 10 * $0 }, high: high.map { 10 * $0 }, kind: .times, border: 1)
        let interval = Answer.interval(rate, confidence: definition.confidence) ?? "no interval can be given"
        let own = engagement.interval.map { ", \($0)" } ?? ""
        return
            "Over followers, without tiers: with ten times the followers the engagement rate is \(rate.value) times as high (\(interval); \(Format.counted(creators, "creator"))). "
            + "Engagement itself grows by a factor of 10^(1+β) = \(engagement.value)\(own) for ten times the followers."
    }
}

internal import Findings
internal import SocialData

/// Answers "what does a unit of money bring back in tier A and in tier B?" from totals over totals (Methods 4.2, 6.6,
/// 9.3). Where orders, costs or a tier are missing, the answer is that the files cannot tell.
struct MoneyAnswer {
    private let index: FindingsIndex

    static func answer(_ index: FindingsIndex) -> Answer {
        MoneyAnswer(index: index).answer()
    }

    private var definition: Definition { index.definition }
    private var a: String { index.nameA }
    private var b: String { index.nameB }
    private func money(_ number: String) -> String { Format.currency(number, definition.currency) }

    private func answer() -> Answer {
        guard index.hasDeals else {
            return cannotTell(
                index.refused.said(instead: .deals).map { say("\($0), and no other file holds deals, so nothing can be said about return on spend.") }
                    ?? say("There are no deals in these files, so nothing can be said about return on spend."))
        }
        guard index.hasCountingDeals else {
            return cannotTell(
                UncountedDeals.said(index) + " " + say("So they cannot tell what a return on spend is."),
                remarks: leftOut([definition.tierA, definition.tierB]))
        }
        guard index.hasOrders else {
            return cannotTell(
                index.refused.said(instead: .orders).map { say("\($0), and no other file holds orders, so these files cannot tell what the deals brought back.") }
                    ?? say("There are no orders in these files, so they cannot tell what the deals brought back."))
        }
        guard index.findings.money.contains(where: { $0.orders > 0 }) else {
            let orders = index.findings.attribution.reduce(0) { $0 + $1.orders }
            return cannotTell(
                say("None of the \(Format.counted(orders, .order)) could be credited to a deal that counts, by code or by link, so these files cannot tell what the deals brought back."),
                remarks: leftOut([definition.tierA, definition.tierB]))
        }
        guard let moneyA = index.money(tier: definition.tierA), let roasA = moneyA.roas,
            let moneyB = index.money(tier: definition.tierB), let roasB = moneyB.roas
        else { return oneSided() }
        return compared(moneyA, roasA, moneyB, roasB)
    }

    private func cannotTell(_ sentence: String, remarks: [String] = []) -> Answer {
        Answer(sentences: [sentence], remarks: remarks)
    }

    private func leftOut(_ tiers: [String]) -> [String] {
        tiers.compactMap { Answer.leftOut(index, unit: .deals, tier: $0, metric: MetricName.returnOnSpend) }
            + [Answer.withoutTier(index, unit: .deals)].compactMap(\.self)
    }

    /// At least one tier of the pair has no return; the other one is told.
    private func oneSided() -> Answer {
        let pair = [definition.tierA, definition.tierB]
        let empty = pair.filter { index.money(tier: $0)?.roas == nil }
        let isEither = empty.count < 2
        let name = Visible.text(empty.first ?? definition.tierA)
        var sentences = [
            isEither
                ? say("These files cannot tell how the returns of \(a) and \(b) deals compare: no \(name) deal with a known cost counts.")
                : say("These files cannot tell how the returns of \(a) and \(b) deals compare: no \(a) and no \(b) deal with a known cost counts.")
        ]
        for tier in pair {
            guard let row = index.money(tier: tier), let roas = row.roas else { continue }
            let value = Format.quantity(roas, low: row.roasLow, high: row.roasHigh, kind: .money)
            let interval = Answer.interval(value, confidence: definition.confidence) ?? Answer.noInterval
            sentences.append(
                say("For \(Wording.every(definition.currency)) spent, \(Visible.text(tier)) deals returned \(money(value.value)) of net revenue (\(interval); \(Format.counted(row.creators, .creator)))."))
        }
        return cannotTell(sentences.joined(separator: " "), remarks: leftOut(empty))
    }

    private func compared(_ moneyA: MoneyRow, _ roasA: Double, _ moneyB: MoneyRow, _ roasB: Double) -> Answer {
        let contrast = MoneyContrast(index)
        let every = Wording.every(definition.currency)
        let returnA = money(Format.quantity(roasA, kind: .money).value)
        let returnB = money(Format.quantity(roasB, kind: .money).value)
        let difference = Format.quantity(
            contrast.difference, low: contrast.low, high: contrast.high, kind: .money, border: 0)
        let interval = Answer.interval(difference, confidence: definition.confidence) ?? Answer.noInterval
        let creators = Answer.creators(moneyA.creators, moneyB.creators)
        let evidence = "(\(interval); \(creators))"

        let shortage = Answer.shortage(index, MetricName.returnOnSpend, .pooled, of: .deals)
        var sentences: [String] = []
        if let shortage {
            sentences.append(say("These files cannot tell how the returns of \(a) and \(b) deals compare: \(shortage)."))
            sentences.append(
                contrast.difference == nil
                    ? say("Among those few: for \(every) spent, \(a) deals returned \(returnA) and \(b) deals \(returnB) of net revenue (\(creators); the difference is not defined).")
                    : say("Among those few: for \(every) spent, \(a) deals returned \(returnA) and \(b) deals \(returnB) of net revenue; the difference is \(money(difference.value)) \(evidence)."))
        } else {
            sentences.append(
                contrast.difference == nil
                    ? say("For \(every) spent, \(a) deals returned \(returnA) and \(b) deals \(returnB) of net revenue (\(creators); the difference is not defined).")
                    : say("For \(every) spent, \(a) deals returned \(returnA) and \(b) deals \(returnB) of net revenue; the difference is \(money(difference.value)) \(evidence)."))
            if let compatible = compatibility(contrast) { sentences.append(compatible) }
            if let alike = likeForLike(contrast) { sentences.append(alike) }
            if let roi = roi([moneyA, moneyB]) { sentences.append(roi) }
        }
        let isTold = shortage == nil && contrast.difference != nil
        return Answer(
            sentences: sentences,
            remarks: (isTold ? LeadLimits(index).sentences : [])
                + (shortage == nil ? [] : [roi([moneyA, moneyB])].compactMap(\.self))
                + remarks([moneyA, moneyB], contrast))
    }

    private func likeForLike(_ contrast: MoneyContrast) -> String? {
        guard let row = contrast.analysis(.adjusted), row.estimate != nil else { return nil }
        let difference = Format.quantity(row.estimate, low: row.low, high: row.high, kind: .money, border: 0)
        return Answer.likeForLike(row, money(difference.value), difference, isRatio: false, definition)
    }

    private func compatibility(_ contrast: MoneyContrast) -> String? {
        guard contrast.difference != nil else { return nil }
        guard let includesNoDifference = contrast.includesNoDifference else {
            return say("Without an interval these files cannot tell how far the difference is a matter of chance.")
        }
        guard includesNoDifference else { return nil }
        return say("The interval includes \("0"): these files are compatible with no difference.")
    }

    private func remarks(_ rows: [MoneyRow], _ contrast: MoneyContrast) -> [String] {
        var remarks = PayoffWords(index).sentences()
        for row in rows {
            guard let share = row.topCreatorShare, share > 0.25, let roas = row.roas else { continue }
            // Intervals of such a tier miss on the low side (Methods 21).
            remarks.append(
                say("One creator brought \(Format.share(share)) of the net revenue of \(Visible.text(row.tier)). Intervals of such a tier tend to lie too low: read its return as at least \(money(Format.quantity(roas, kind: .money).value))."))
        }
        for row in rows {
            guard let known = row.costShareKnown, known < 1 else { continue }
            remarks.append(
                say("\(Format.share(known)) of the cost components of \(Visible.text(row.tier)) deals are known; an unknown one counts as nothing, so the full cost may be higher and the return lower."))
        }
        if rows.allSatisfy({ $0.orders > 0 && $0.net.value <= 0 }) {
            remarks.append(
                say("No tier's deals brought any net revenue: every order credited to them was refunded or brought nothing. An ROI of \(Format.percent(-1)) says so, and there is no spread for an interval."))
        }
        for row in rows where row.orders == 0 {
            remarks.append(
                say("No order was credited to a \(Visible.text(row.tier)) deal. A return of 0 also appears when its codes and links are not in the files."))
        }
        remarks += Answer.separation(index, MetricName.returnOnSpend)
        remarks = Answer.missing(index, MetricName.returnOnSpend) + Answer.mix(index.headline(MetricName.returnOnSpend), definition) + remarks
        let notes = index.headline(MetricName.returnOnSpend)?.notes ?? contrast.notes
        return remarks + Answer.followUp(index, notes) + Answer.notes(notes.filter { $0 != .unequalFollowUp }) + [Answer.withoutTier(index, unit: .deals)].compactMap(\.self)
    }

    /// What the margin makes of the returns.
    private func roi(_ rows: [MoneyRow]) -> String? {
        let parts: [String] = rows.compactMap { row in
            guard let roi = row.roi else { return nil }
            let value = Format.quantity(
                roi, low: row.roiLow, high: row.roiHigh, kind: .percent, border: 0, significant: 2)
            return say("\(value.text) for \(Visible.text(row.tier))")
        }
        guard !parts.isEmpty else { return nil }
        let list = Wording.list(parts)
        return definition.margin == 1
            ? say("On revenue (no margin is set, so the cost of the goods is not in it), that is an ROI of \(list).")
            : say("With a gross margin of \(Format.setting(definition.margin)), that is an ROI of \(list).")
    }
}

/// The difference of the returns of A and B with its envelope interval, the widest limits of the analyses of that
/// difference: several weak witnesses agreeing are worth more than one (Methods 9.3).
struct MoneyContrast {
    let difference: Double?
    let low: Double?
    let high: Double?
    let includesNoDifference: Bool?
    let notes: [Note]
    /// All on the scale of a difference, like for like and without the top creator included.
    let analyses: [Comparison]

    init(_ index: FindingsIndex) {
        analyses = index.comparisons(MetricName.returnOnSpend, .pooled).filter {
            $0.scale == .linear && $0.analysis != .permutation
        }
        let raw = analyses.first { $0.analysis == .raw }
        let envelope = analyses.first { $0.analysis == .envelope }
        difference = raw?.estimate
        notes = raw?.notes ?? []
        low = envelope?.low
        high = envelope?.high
        includesNoDifference = envelope?.includesNoDifference
    }

    func analysis(_ name: Analysis) -> Comparison? { analyses.first { $0.analysis == name } }
}

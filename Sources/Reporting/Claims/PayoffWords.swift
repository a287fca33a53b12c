internal import Findings
internal import SocialData

/// Who paid off, in plain sentences beside the claim about money (Methods 26).
struct PayoffWords {
    private let index: FindingsIndex

    init(_ index: FindingsIndex) { self.index = index }

    private var definition: Definition { index.definition }
    private var rows: [PayoffRow] { index.findings.payoff }
    private var pair: [PayoffRow] { [index.payoff(tier: definition.tierA), index.payoff(tier: definition.tierB)].compactMap(\.self) }

    /// None where nobody knows what the deals brought back.
    func sentences() -> [String] { [shares(), profits()].compactMap(\.self) + pair.compactMap { headroom($0) } }

    /// `Of 41 micro creators 10 paid for themselves (24%, 95% interval 14 to 39), of 18 macro creators 4 …`
    private func shares() -> String? {
        let parts = pair.compactMap { row -> String? in
            guard let paidOff = row.paidOff, let creators = row.creators, let tier = row.tier else { return nil }
            let share = Format.quantity(row.share, low: row.shareLow, high: row.shareHigh, kind: .percent, significant: 2)
            let evidence = [share.value, Answer.interval(share, confidence: definition.confidence)].compactMap(\.self).joined(separator: ", ")
            return say("of \(Format.counted(creators, .creator, of: Visible.text(tier))) \(Format.count(paidOff)) paid for themselves (\(evidence))")
        }
        guard !parts.isEmpty, let row = pair.first else { return nil }
        var text = Wording.capitalised(parts.joined(separator: ", "))
        if let difference = rows.first(where: { $0.part == .difference }), let value = difference.share {
            let points = Format.points(value, difference.shareLow, difference.shareHigh)
            text =
                if let interval = points.interval {
                    say("\(text): a difference of \(points.value) points (\(interval))")
                } else {
                    say("\(text): a difference of \(points.value) points")
                }
        }
        let roas = Format.quantity(row.breakEvenROAS, kind: .money).value
        let breakEven =
            definition.margin == 1
            ? say("A deal pays for itself from a return of \(roas) on, as no margin is set.")
            : say("A deal pays for itself from a return of \(roas) on.")
        return "\(text). \(breakEven)"
    }

    /// `What is left after goods and deals: −17,856.54 EUR for micro (95% interval …), … and … for all tiers together.`
    private func profits() -> String? {
        let parts = (pair + [index.programme].compactMap(\.self)).compactMap { row -> String? in
            guard let profit = row.profit else { return nil }
            let amount = Format.currency(Format.money(profit), definition.currency)
            let told = row.tier.map { say("\(amount) for \(Visible.text($0))") } ?? say("\(amount) for all tiers together")
            let interval = (row.creators ?? 0) < definition.minimumCreators ? nil : row.profitLow.flatMap { low in
                row.profitHigh.map { high in
                    Answer.interval(
                        say("\(Format.decimal(low, decimals: 2)) to \(Format.decimal(high, decimals: 2))"), confidence: definition.confidence)
                }
            }
            return "\(told) (\(interval ?? Answer.noInterval))"
        }
        guard !parts.isEmpty else { return nil }
        let list = parts.joined(separator: ", ")
        return definition.margin == 1 ? say("What is left when the deals are paid: \(list).") : say("What is left when goods and deals are paid: \(list).")
    }

    private func headroom(_ row: PayoffRow) -> String? {
        guard let headroom = row.headroomPerDeal, headroom.value > 0, let tier = row.tier else { return nil }
        let names = row.unknownComponents.map { Wording.component($0) }
        let amount = Format.currency(Format.money(headroom), definition.currency)
        return names.isEmpty
            ? say("\(amount) more per deal, recorded by nobody, would take the profit of \(Visible.text(tier)) away; every deal states all its costs.")
            : say("\(amount) more per deal, recorded by nobody, would take the profit of \(Visible.text(tier)) away; not stated for every deal: \(names.joined(separator: ", ")).")
    }
}

internal import Findings
internal import SocialData

/// Who paid off, in plain sentences beside the claim about money (Methods 26).
struct PayoffWords {
    private let index: FindingsIndex

    init(_ index: FindingsIndex) { self.index = index }

    private var definition: Definition { index.definition }
    private var rows: [PayoffRow] { index.findings.payoff }
    private func tier(_ name: String) -> PayoffRow? { rows.first { $0.part == .tier && $0.tier == name } }
    private var pair: [PayoffRow] { [tier(definition.tierA), tier(definition.tierB)].compactMap(\.self) }
    private var programme: PayoffRow? { rows.first { $0.part == .programme } }

    /// None where nobody knows what the deals brought back.
    func sentences() -> [String] { [shares(), profits()].compactMap(\.self) + pair.compactMap { headroom($0) } }

    /// `Of 41 micro creators 10 paid for themselves (24%, 95% interval 14 to 39), of 18 macro creators 4 …`
    private func shares() -> String? {
        let parts = pair.compactMap { row -> String? in
            guard let paidOff = row.paidOff, let creators = row.creators, let tier = row.tier else { return nil }
            let share = Format.quantity(row.share, low: row.shareLow, high: row.shareHigh, kind: .percent, significant: 2)
            let interval = Answer.interval(share, confidence: definition.confidence).map { ", \($0)" } ?? ""
            return "of \(Format.counted(creators, .creator, of: Visible.text(tier))) \(Format.count(paidOff)) paid for themselves (\(share.value)\(interval))"
        }
        guard !parts.isEmpty, let row = pair.first else { return nil }
        var text = Wording.capitalised(parts.joined(separator: ", "))
        if let difference = rows.first(where: { $0.part == .difference }), let value = difference.share {
            let points = Format.points(value, difference.shareLow, difference.shareHigh)
            text += ": a difference of \(points.value) points\(points.interval.map { " (\($0))" } ?? "")"
        }
        let roas = Format.quantity(row.breakEvenROAS, kind: .money).value
        return text + ". A deal pays for itself from a return of \(roas) on\(definition.margin == 1 ? ", as no margin is set" : "")."
    }

    /// `What is left after goods and deals: −17,856.54 EUR for micro (95% interval …), … and … for all tiers together.`
    private func profits() -> String? {
        let parts = (pair + [programme].compactMap(\.self)).compactMap { row -> String? in
            guard let profit = row.profit else { return nil }
            let who = row.tier.map { Visible.text($0) } ?? "all tiers together"
            let interval = row.profitLow.flatMap { low in
                row.profitHigh.map { high in
                    " (\(Format.setting(definition.confidence)) interval \(Format.decimal(low, decimals: 2)) to \(Format.decimal(high, decimals: 2)))"
                }
            }
            return "\(Format.currency(Format.money(profit), definition.currency)) for \(who)\(interval ?? " (no interval can be given)")"
        }
        guard !parts.isEmpty else { return nil }
        let what = definition.margin == 1 ? "the deals are paid" : "goods and deals are paid"
        return "What is left when \(what): \(parts.joined(separator: ", "))."
    }

    private func headroom(_ row: PayoffRow) -> String? {
        guard let headroom = row.headroomPerDeal, headroom.value > 0, let tier = row.tier else { return nil }
        let names = row.unknownComponents.map { Wording.component($0) }
        let unknown = names.isEmpty ? "every deal states all its costs" : "not stated for every deal: \(names.joined(separator: ", "))"
        return
            "\(Format.currency(Format.money(headroom), definition.currency)) more per deal, recorded by nobody, would take the profit of \(Visible.text(tier)) away; \(unknown)."
    }
}

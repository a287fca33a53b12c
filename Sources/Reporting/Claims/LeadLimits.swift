internal import Findings
internal import SocialData

/// What would end the lead in returns, in words: codes that catch less of one tier's sales, cost that nobody recorded (Methods 25).
struct LeadLimits {
    private let index: FindingsIndex

    init(_ index: FindingsIndex) { self.index = index }

    var sentences: [String] { [attribution, unrecordedCost].compactMap(\.self) }

    private func row(_ view: RobustnessRow.View) -> RobustnessRow? {
        index.robustness(.returnOnSpend, view)
    }

    /// Whether the verdict is that the tier is higher: only of such a lead it is said where it ceases to be clear.
    private func isClear(_ leader: String) -> Bool { index.headline(.returnOnSpend)?.verdict == .higher(leader) }

    private var attribution: String? {
        guard let row = row(.attribution), let point = row.attribution, point.tipping > 0, point.tipping != 1, point.bClearBelow > 0
        else { return nil }
        let aLeads = point.tipping < 1
        let (leader, other) = aLeads ? (row.a, row.b) : (row.b, row.a)
        // Of the tier behind over the leader.
        let (turn, clear) = aLeads ? (point.tipping, point.aClearAbove) : (1 / point.tipping, 1 / point.bClearBelow)
        let (first, second) = (Visible.text(leader), Visible.text(other))
        return isClear(leader) && clear < 1
            ? say("By totals \(first) returned more. That turns if codes and links catch less than \(share(turn)) as large a share of \(second)'s sales as of \(first)'s; below \(share(clear)) the lead is no longer clear.")
            : say("By totals \(first) returned more. That turns if codes and links catch less than \(share(turn)) as large a share of \(second)'s sales as of \(first)'s.")
    }

    private var unrecordedCost: String? {
        guard let row = row(.unrecordedCost), let cost = row.unrecordedCost else { return nil }
        let leader = Visible.text(cost.leader)
        let equal = cost.equal.map(amount)
        if isClear(cost.leader) {
            guard let unclear = cost.unclear else {
                return say("No cost per deal that nobody recorded, such as own work, makes \(leader)'s lead by totals unclear, up to ten times what deals cost.")
            }
            if unclear.value > 0 {
                let unclear = amount(unclear)
                guard let equal else {
                    return say("About \(unclear) of cost per deal that nobody recorded, such as own work, and \(leader)'s lead by totals is no longer clear.")
                }
                return say("About \(unclear) of cost per deal that nobody recorded, such as own work, and \(leader)'s lead by totals is no longer clear; at about \(equal) both tiers return the same.")
            }
        }
        guard let equal else {
            return say("No cost per deal that nobody recorded, the same for every deal, would end \(leader)'s lead by totals.")
        }
        return say("Cost per deal that nobody recorded, such as own work, would end \(leader)'s lead by totals: at about \(equal) both tiers return the same.")
    }

    private func share(_ value: Double) -> String { Format.setting(value, digits: 2) }

    private func amount(_ total: ExactTotal) -> String {
        Format.currency(Format.significant(Double(total.value) / 10_000, digits: 2), index.definition.currency)
    }
}

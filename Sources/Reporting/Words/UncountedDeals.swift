internal import Findings
internal import SocialData

/// Deals that are in the files and count for no return: how many, and why (Methods 4.2). Files whose deals are all too
/// young, unpaid or without a fee do hold deals; saying "no deals" of them would be wrong.
struct UncountedDeals {
    /// By reason over all tiers, most frequent first.
    let reasons: [(name: ExclusionReason, deals: Int)]
    /// Deals that cost nothing, with what they brought.
    let unpaid: Int
    let unpaidNet: ExactTotal

    init(_ findings: FindingSet) {
        var names: [ExclusionReason] = []
        var counts: [ExclusionReason: Int] = [:]
        for row in findings.exclusions where row.unit == .deals && row.rows > 0 {
            guard row.metric == .none || row.metric == MetricName.returnOnSpend else { continue }
            if counts[row.reason] == nil { names.append(row.reason) }
            counts[row.reason, default: 0] += row.rows
        }
        unpaid = max(findings.money.reduce(0) { $0 + $1.unpaidDeals }, counts[.unpaid] ?? 0)
        unpaidNet = ExactTotal(findings.money.reduce(0) { $0 + $1.unpaidNet.value })
        if unpaid > 0 {
            if counts[.unpaid] == nil { names.append(.unpaid) }
            counts[.unpaid] = unpaid
        }
        reasons = names.enumerated().map { (place: $0.offset, name: $0.element, deals: counts[$0.element] ?? 0) }
            .sorted { ($1.deals, $0.place) < ($0.deals, $1.place) }.map { (name: $0.name, deals: $0.deals) }
    }

    var total: Int { reasons.reduce(0) { $0 + $1.deals } }

    /// `12 started less than 30 days before the data cut-off, 4 no fee known`; all reasons.
    func why(_ definition: Definition) -> String {
        reasons.map { "\(Format.count($0.deals)) (\(Wording.reason($0.name, definition)))" }.joined(separator: ", ")
    }

    /// What to say where no deal counts.
    static func said(_ index: FindingsIndex) -> String {
        UncountedDeals(index.findings).sentence(index) ?? say("No deal in these files counts for a return.")
    }

    /// The same; nil where there is none at all.
    func sentence(_ index: FindingsIndex) -> String? {
        guard total > 0 else { return nil }
        let deals = Format.counted(total, .deal)
        if reasons.count == 1, unpaid == total {
            guard index.hasOrders else {
                return total == 1
                    ? say("The only deal in these files cost nothing, so a return on spend is not defined for it.")
                    : say("All \(deals) in these files cost nothing, so a return on spend is not defined for them.")
            }
            let brought = Format.currency(Format.money(unpaidNet), index.definition.currency)
            return total == 1
                ? say("The only deal in these files cost nothing, so a return on spend is not defined for it; it brought \(brought) of net revenue.")
                : say("All \(deals) in these files cost nothing, so a return on spend is not defined for them; together they brought \(brought) of net revenue.")
        }
        return say("These files hold \(deals), and none counts for a return: \(why(index.definition)).")
    }
}

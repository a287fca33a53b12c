internal import Findings
internal import SocialData

/// `payoff.csv`: who paid off, and what is left.
struct PayoffTable: ReportTable {
    let file = "payoff.csv"
    let about =
        "Who paid for themselves and what is left of what they sold, a tier, the difference of the compared tiers or the programme (all tiers) per row."
    let columns: [TableColumn<PayoffRow>] = [
        TableColumn("part", .name, "`tier`, `difference` (of the shares, A minus B) or `programme`.") { .text($0.part) },
        TableColumn("tier", .name, "Tier; of a difference tier A; empty for the programme.") { .optional($0.tier) },
        TableColumn("minus", .name, "Of a difference tier B, else empty.") { .optional($0.minus) },
        TableColumn("creators", .whole(.creators), "Creators with a deal that counts; empty for a difference.") { .optional($0.creators) },
        TableColumn("paid_off", .whole(.creators), "Of these, the ones whose margin on net revenue is at least their cost; empty for a difference.") {
            .optional($0.paidOff)
        },
        TableColumn("share", .fraction, "`paid_off` over `creators`; of a difference in points, crossing creators in their home tier.") {
            .number($0.share)
        },
        TableColumn("share_low", .fraction, "Lower limit of the interval (Wilson; of a difference Newcombe).") { .number($0.shareLow) },
        TableColumn("share_high", .fraction, "Upper limit of the interval.") { .number($0.shareHigh) },
        TableColumn("break_even_roas", .ratio, "The return at which a deal pays for itself: 1 over the margin.") {
            .number($0.breakEvenROAS)
        },
        TableColumn("deals", .whole(.deals), "Deals that count; empty for a difference.") { .optional($0.deals) },
        TableColumn("cost", .money, "What they cost; empty for a difference.") { $0.cost.map { .money($0) } ?? .empty },
        TableColumn("net", .money, "Revenue after refunds; empty for a difference.") { $0.net.map { .money($0) } ?? .empty },
        TableColumn("profit", .money, "Margin times net revenue, less the cost; empty for a difference.") {
            $0.profit.map { .money($0) } ?? .empty
        },
        TableColumn("profit_low", .estimatedMoney, "Lower limit of the interval, given what was spent.") { .number($0.profitLow) },
        TableColumn("profit_high", .estimatedMoney, "Upper limit of the interval.") { .number($0.profitHigh) },
        TableColumn(
            "headroom_per_deal", .money, "Profit per deal: a cost that nobody recorded and that would take the profit away. Below 0 there is none."
        ) { $0.headroomPerDeal.map { .money($0) } ?? .empty },
        TableColumn("cost_share_known", .fraction, "Share of the cost components that are known over all deals; empty without any.") {
            .number($0.costShareKnown)
        },
        TableColumn("unknown_components", .names, "Cost components that some deal does not state, and that the headroom has to hold.") {
            .list($0.unknownComponents)
        },
        TableColumn("why_empty", .text, "Why numbers are empty that the row should have.") { .optional($0.whyEmpty) },
    ]
    let rows: [PayoffRow]

    init(_ source: TableSource) { rows = source.findings.payoff }
}

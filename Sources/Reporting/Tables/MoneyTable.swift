internal import Findings
internal import SocialData

/// How many deals of a tier were left out, by reason (Methods 4.2).
struct DealExclusions: Sendable {
    private let rows: [ExclusionRow]
    /// Some order was read. Without one nobody knows what was sold.
    let knowsSales: Bool

    init(_ findings: FindingSet) {
        rows = findings.exclusions.filter { $0.unit == .deals }
        knowsSales = findings.attribution.contains { $0.orders > 0 } || findings.money.contains { $0.orders > 0 }
    }

    func count(tier: String, reason: ExclusionReason) -> Int {
        rows.filter {
            $0.tier == tier && $0.reason == reason && ($0.metric == .none || $0.metric == MetricName.returnOnSpend)
        }
        .reduce(0) { $0 + $1.rows }
    }
}

/// `money.csv`: one row per tier. The columns of the cost ledger follow `CostComponent`.
struct MoneyTable: ReportTable {
    let file = "money.csv"
    let about = "The money of one tier per row. Ratios are over totals, with intervals over creators."
    let columns: [TableColumn<MoneyRow>]
    let rows: [MoneyRow]

    init(_ source: TableSource) {
        let exclusions = DealExclusions(source.findings)
        rows = source.findings.money
        columns = Self.counts(exclusions) + Self.excluded(exclusions) + Self.ledger + Self.results(exclusions)
    }

    private static func counts(_ exclusions: DealExclusions) -> [TableColumn<MoneyRow>] {
        [
            TableColumn("tier", "name", "Tier.") { .text($0.tier) },
            TableColumn("deals", "deals", "Deals that count.") { .whole($0.deals) },
            TableColumn("creators", "creators", "Creators with such a deal.") { .whole($0.creators) },
            TableColumn(
                "deals_without_sale", "deals",
                "Deals to which no order was credited; they stay in. Empty where no file holds an order."
            ) {
                exclusions.knowsSales ? .whole($0.dealsWithoutSale) : .empty
            },
        ]
    }

    private static func excluded(_ exclusions: DealExclusions) -> [TableColumn<MoneyRow>] {
        ExclusionReason.ofDeals.map { reason in
            TableColumn("excluded_\(reason)", "deals", "Deals left out for the reason `\(reason)`.") {
                .whole(exclusions.count(tier: $0.tier, reason: reason))
            }
        }
    }

    private static let ledger: [TableColumn<MoneyRow>] =
        [TableColumn("cost", "money", "Cost of the deals: fee and the other known components.") { .money($0.cost) }]
        + CostComponent.allCases.flatMap { component in
            [
                TableColumn<MoneyRow>(
                    "cost_\(component.rawValue)", "money",
                    "Known cost of this component; empty where no deal states it."
                ) {
                    entry(component, of: $0).map { .money($0.amount) } ?? .empty
                },
                TableColumn<MoneyRow>("known_\(component.rawValue)", "deals", "Deals that state this component.") {
                    .whole(entry(component, of: $0)?.knownDeals ?? 0)
                },
            ]
        }
        + [
            TableColumn("cost_share_known", "fraction", "Share of the cost components that are known over all deals.") {
                .number($0.costShareKnown)
            }
        ]

    /// What was sold; empty where no file holds an order.
    private static func sales(_ exclusions: DealExclusions) -> [TableColumn<MoneyRow>] {
        let amounts: [(name: String, meaning: String, value: @Sendable (MoneyRow) -> ExactTotal)] = [
            ("gross", "Revenue before refunds.", { $0.gross }), ("refund", "Refunds.", { $0.refund }),
            ("net", "Revenue after refunds.", { $0.net }),
        ]
        return [
            TableColumn("orders", "orders", "Orders credited to the deals; empty where no file holds an order.") {
                exclusions.knowsSales ? .whole($0.orders) : .empty
            }
        ]
            + amounts.map { amount in
                TableColumn(amount.name, "money", amount.meaning) { exclusions.knowsSales ? .money(amount.value($0)) : .empty }
            }
    }

    private static func results(_ exclusions: DealExclusions) -> [TableColumn<MoneyRow>] {
        sales(exclusions) + returns + unpaid(exclusions)
    }

    private static let returns: [TableColumn<MoneyRow>] = [
        TableColumn("roas", "ratio", "Net revenue over cost.") { .number($0.roas) },
        TableColumn("roas_low", "ratio", "Lower limit of the interval.") { .number($0.roasLow) },
        TableColumn("roas_high", "ratio", "Upper limit of the interval.") { .number($0.roasHigh) },
        TableColumn("roi", "fraction", "Margin times net revenue over cost, minus 1.") { .number($0.roi) },
        TableColumn("roi_low", "fraction", "Lower limit of the interval.") { .number($0.roiLow) },
        TableColumn("roi_high", "fraction", "Upper limit of the interval.") { .number($0.roiHigh) },
        TableColumn("cpe", "money", "Cost per engagement.") { .number($0.costPerEngagement) },
        TableColumn("cpm", "money", "Cost per thousand impressions.") { .number($0.costPerThousandImpressions) },
        TableColumn("cpa", "money", "Cost per order.") { .number($0.costPerOrder) },
        TableColumn("aov", "money", "Gross revenue per order.") { .number($0.averageOrderValue) },
        TableColumn("refund_rate", "fraction", "Refunds over gross revenue.") { .number($0.refundRate) },
        TableColumn("top_creator_share", "fraction", "Share of the tier's net revenue that its top creator brought.") {
            .number($0.topCreatorShare)
        },
    ]

    private static func unpaid(_ exclusions: DealExclusions) -> [TableColumn<MoneyRow>] {
        [
            TableColumn("unpaid_deals", "deals", "Deals with cost 0, whose return is not defined.") {
                .whole($0.unpaidDeals)
            },
            TableColumn("unpaid_net", "money", "Net revenue of those deals.") {
                exclusions.knowsSales ? .money($0.unpaidNet) : .empty
            },
        ]
    }

    /// The ledger line of a component; nil where no deal states it, so that unknown never reads as 0.
    private static func entry(_ component: CostComponent, of row: MoneyRow) -> CostComponentTotal? {
        row.costByComponent.first { $0.component == component && $0.knownDeals > 0 }
    }
}

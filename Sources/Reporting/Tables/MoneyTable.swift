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

/// `money.csv`: one item of one tier per row. The items of the cost ledger follow `CostComponent`.
struct MoneyTable: ReportTable {
    let file = "money.csv"
    let about = "The money of the tiers, one item of one tier per row. Ratios are over totals, with intervals over creators."
    let columns: [TableColumn<MoneyEntry>]
    let rows: [MoneyEntry]
    let items: [TableDescription.Column]

    init(_ source: TableSource) {
        let currency = source.currency
        let items = MoneyItem.all(DealExclusions(source.findings))
        rows = source.findings.money.flatMap { row in items.map { MoneyEntry(row: row, item: $0) } }
        self.items = items.map { TableDescription.Column(name: $0.name, unit: $0.unit, meaning: $0.meaning) }
        columns = [
            TableColumn("tier", .name, "Tier.") { .text($0.row.tier) },
            Self.item,
            TableColumn("value", .measured(in: "unit"), "The number; empty where it is not known or not defined.") { $0.item.value($0.row) },
            TableColumn("low", .measured(in: "unit"), "Lower limit of the interval; empty where the item has none.") { .number($0.item.low($0.row)) },
            TableColumn("high", .measured(in: "unit"), "Upper limit of the interval.") { .number($0.item.high($0.row)) },
            TableColumn("unit", .name, "Of `value` and its limits: `deals`, `creators`, `orders`, `ratio`, `fraction` or the currency.") { entry in
                .text([.money, .estimatedMoney].contains(entry.item.unit) ? currency : entry.item.unit.text)
            },
        ]
    }

    private static let item: TableColumn<MoneyEntry> = {
        var column = TableColumn<MoneyEntry>("item", .name, "What the number is; the list below has all of them.") { .text($0.item.name) }
        column.isItem = true
        return column
    }()
}

/// One item of one tier.
struct MoneyEntry: Sendable {
    let row: MoneyRow
    let item: MoneyItem
}

/// What is said of a tier's money: one number, in one unit.
struct MoneyItem: Sendable {
    let name: String
    let unit: TableUnit
    let meaning: String
    let value: @Sendable (MoneyRow) -> TableValue
    /// Limits of its interval.
    let low: @Sendable (MoneyRow) -> Double?
    let high: @Sendable (MoneyRow) -> Double?

    private init(
        _ name: String, _ unit: TableUnit, _ meaning: String, low: @escaping @Sendable (MoneyRow) -> Double? = { _ in nil },
        high: @escaping @Sendable (MoneyRow) -> Double? = { _ in nil }, _ value: @escaping @Sendable (MoneyRow) -> TableValue
    ) {
        self.name = name
        self.unit = unit
        self.meaning = meaning
        self.value = value
        self.low = low
        self.high = high
    }

    static func all(_ exclusions: DealExclusions) -> [MoneyItem] {
        counts(exclusions) + excluded(exclusions) + ledger + sales(exclusions) + returns + unpaid(exclusions)
    }

    private static func counts(_ exclusions: DealExclusions) -> [MoneyItem] {
        [
            MoneyItem("deals", .whole(.deals), "Deals that count.") { .whole($0.deals) },
            MoneyItem("creators", .whole(.creators), "Creators with such a deal.") { .whole($0.creators) },
            MoneyItem(
                "deals_without_sale", .whole(.deals), "Deals to which no order was credited; they stay in. Empty where no file holds an order."
            ) { exclusions.knowsSales ? .whole($0.dealsWithoutSale) : .empty },
        ]
    }

    private static func excluded(_ exclusions: DealExclusions) -> [MoneyItem] {
        ExclusionReason.ofDeals.map { reason in
            MoneyItem("excluded_\(reason)", .whole(.deals), "Deals left out for the reason `\(reason)`.") {
                .whole(exclusions.count(tier: $0.tier, reason: reason))
            }
        }
    }

    private static let ledger: [MoneyItem] =
        [MoneyItem("cost", .money, "Cost of the deals: fee and the other known components.") { .money($0.cost) }]
        + CostComponent.allCases.flatMap { component in
            [
                MoneyItem("cost_\(component.rawValue)", .money, "Known cost of this component; empty where no deal states it.") {
                    entry(component, of: $0).map { .money($0.amount) } ?? .empty
                },
                MoneyItem("known_\(component.rawValue)", .whole(.deals), "Deals that state this component.") {
                    .whole(entry(component, of: $0)?.knownDeals ?? 0)
                },
            ]
        }
        + [
            MoneyItem("cost_share_known", .fraction, "Share of the cost components that are known over all deals.") {
                .number($0.costShareKnown)
            }
        ]

    /// What was sold; empty where no file holds an order.
    private static func sales(_ exclusions: DealExclusions) -> [MoneyItem] {
        let amounts: [(name: String, meaning: String, value: @Sendable (MoneyRow) -> ExactTotal)] = [
            ("gross", "Revenue before refunds.", { $0.gross }), ("refund", "Refunds.", { $0.refund }),
            ("net", "Revenue after refunds.", { $0.net }),
        ]
        return [
            MoneyItem("orders", .whole(.orders), "Orders credited to the deals; empty where no file holds an order.") {
                exclusions.knowsSales ? .whole($0.orders) : .empty
            }
        ]
            + amounts.map { amount in
                MoneyItem(amount.name, .money, amount.meaning) { exclusions.knowsSales ? .money(amount.value($0)) : .empty }
            }
    }

    private static let returns: [MoneyItem] = [
        MoneyItem("roas", .ratio, "Net revenue over cost.", low: { $0.roasLow }, high: { $0.roasHigh }) { .number($0.roas) },
        MoneyItem("roi", .fraction, "Margin times net revenue over cost, minus 1.", low: { $0.roiLow }, high: { $0.roiHigh }) { .number($0.roi) },
        MoneyItem("cpe", .estimatedMoney, "Cost per engagement.") { .number($0.costPerEngagement) },
        MoneyItem("cpm", .estimatedMoney, "Cost per thousand impressions.") { .number($0.costPerThousandImpressions) },
        MoneyItem("cpa", .estimatedMoney, "Cost per order.") { .number($0.costPerOrder) },
        MoneyItem("aov", .estimatedMoney, "Gross revenue per order.") { .number($0.averageOrderValue) },
        MoneyItem("refund_rate", .fraction, "Refunds over gross revenue.") { .number($0.refundRate) },
        MoneyItem("top_creator_share", .fraction, "Share of the tier's net revenue that its top creator brought.") {
            .number($0.topCreatorShare)
        },
    ]

    private static func unpaid(_ exclusions: DealExclusions) -> [MoneyItem] {
        [
            MoneyItem("unpaid_deals", .whole(.deals), "Deals with cost 0, whose return is not defined.") { .whole($0.unpaidDeals) },
            MoneyItem("unpaid_net", .money, "Net revenue of those deals.") { exclusions.knowsSales ? .money($0.unpaidNet) : .empty },
        ]
    }

    /// The ledger line of a component; nil where no deal states it, so that unknown never reads as 0.
    private static func entry(_ component: CostComponent, of row: MoneyRow) -> CostComponentTotal? {
        row.costByComponent.first { $0.component == component && $0.knownDeals > 0 }
    }
}

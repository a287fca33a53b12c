/// What is measured of deals, a ratio of two exact sums (Methods 4.2), in the order of tables.
package enum DealMetric: Int, CaseIterable, Sendable {
    case returnOnSpend, costPerEngagement, costPerThousandImpressions, costPerOrder, averageOrderValue, refundRate

    package var name: MetricName { MetricDefinition.ofDeals[rawValue].name }

    /// What the ratio of exact sums is divided by to be shown: money is counted in 1/10,000, `cpm` is per thousand.
    package var divisor: Double {
        switch self {
        case .costPerEngagement, .costPerOrder, .averageOrderValue: 10_000
        case .costPerThousandImpressions: 10
        case .returnOnSpend, .refundRate: 1
        }
    }

    package var definition: MetricDefinition {
        switch self {
        case .returnOnSpend:
            MetricDefinition(
                name: .returnOnSpend, title: "Net revenue per unit of cost (ROAS)", unit: .ratio, per: "per unit of cost",
                formula: "(gross revenue − refunds) / cost", denominator: "cost of the deals",
                source: "orders credited by code or link; cost from the deals", section: "4.2",
                example: Self.example("`(1500 − 120) / 945 = 1.46`."), numeratorIsMoney: true, denominatorIsMoney: true)
        case .costPerEngagement:
            MetricDefinition(
                name: .costPerEngagement, title: "Cost per engagement", unit: .money, per: "per engagement",
                formula: "cost / E", denominator: "engagements of the deal's posts", source: "deals and their posts",
                section: "4.2", example: Self.example("its posts had 595 engagements, so `945 / 595 = 1.59` each."),
                numeratorIsMoney: true)
        case .costPerThousandImpressions:
            MetricDefinition(
                name: .costPerThousandImpressions, title: "Cost per thousand impressions", unit: .money,
                per: "per thousand impressions", formula: "1 000 · cost / impressions",
                denominator: "impressions of the deal's posts", source: "deals and their posts", section: "4.2",
                example: Self.example("its posts had 12 100 impressions, so `1000 · 945 / 12100 = 78.10` per thousand."),
                numeratorIsMoney: true)
        case .costPerOrder:
            MetricDefinition(
                name: .costPerOrder, title: "Cost per order", unit: .money, per: "per order", formula: "cost / orders",
                denominator: "orders credited to the deal", source: "deals and orders", section: "4.2",
                example: Self.example("`945 / 24 = 39.38` per order."), numeratorIsMoney: true)
        case .averageOrderValue:
            MetricDefinition(
                name: .averageOrderValue, title: "Average order value", unit: .money, per: "per order",
                formula: "gross revenue / orders", denominator: "orders credited to the deal", source: "orders",
                section: "4.2", example: Self.example("`1500 / 24 = 62.50`."), numeratorIsMoney: true)
        case .refundRate:
            MetricDefinition(
                name: .refundRate, title: "Refund rate", unit: .fraction, per: "of gross revenue",
                formula: "refunds / gross revenue", denominator: "gross revenue", source: "orders", section: "4.2",
                example: Self.example("`120 / 1500 = 0.08`, shown as 8 %."), numeratorIsMoney: true, denominatorIsMoney: true)
        }
    }

    static func example(_ rest: String) -> String {
        "A deal cost 945 and brought 24 orders over 1 500, of which 120 were refunded: \(rest)"
    }
}

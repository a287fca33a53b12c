internal import SocialData

/// A metric as it is explained and shown. What it means numerically is Methods 4.1 and 4.2.
struct Metric: Sendable, Equatable {
    let id: MetricName
    let title: String
    /// Completes "3.4 % …": `of followers per post`.
    let per: String
    /// Plain formula over totals of a creator.
    let formula: String
    let denominator: String
    /// Where its values come from.
    let source: String
    let kind: ValueKind
    /// Whether the exact totals are amounts in 1/10,000 of the reporting currency.
    var numeratorIsMoney = false
    var denominatorIsMoney = false
}

/// The metrics in the order in which they are shown.
enum MetricCatalogue {
    /// The metric of the headline question about engagement (Methods 6.6).
    static let headline = MetricName.engagementByFollowers
    /// The metric of the headline question about money.
    static let money = MetricName.returnOnSpend

    static let engagement: [Metric] = [
        Metric(
            id: .engagementByFollowers, title: "Engagement rate over followers", per: "of followers per post",
            formula: "E / followers",
            denominator: "followers when the post went up",
            source:
                "post exports; followers of the post, else of a dated snapshot; today's profile count is never divided by",
            kind: .percent),
        Metric(
            id: .engagementByReach, title: "Engagement rate over reach", per: "of people reached", formula: "E / reach",
            denominator: "accounts reached", source: "post exports that carry reach", kind: .percent),
        Metric(
            id: .engagementByImpressions, title: "Engagement rate over impressions", per: "of impressions",
            formula: "E / impressions", denominator: "impressions", source: "post exports that carry impressions",
            kind: .percent),
        Metric(
            id: .engagementByViews, title: "Engagement rate over views", per: "of views", formula: "E / views",
            denominator: "views", source: "post exports that carry views", kind: .percent),
        Metric(
            id: .reachRate, title: "Reach rate", per: "of followers per post", formula: "reach / followers",
            denominator: "followers when the post went up", source: "post exports that carry reach; followers as above",
            kind: .percent),
        Metric(
            id: .viewRate, title: "View rate", per: "of followers per post", formula: "views / followers",
            denominator: "followers when the post went up", source: "post exports that carry views; followers as above",
            kind: .percent),
        Metric(
            id: .commentRate, title: "Comment rate", per: "of followers per post", formula: "comments / followers",
            denominator: "followers when the post went up", source: "post exports; followers as above", kind: .percent),
        Metric(
            id: .saveRate, title: "Save rate", per: "of people reached", formula: "saves / reach",
            denominator: "accounts reached", source: "post exports that carry saves and reach", kind: .percent),
        Metric(
            id: .shareRate, title: "Share rate", per: "of people reached", formula: "shares / reach",
            denominator: "accounts reached", source: "post exports that carry shares and reach", kind: .percent),
        Metric(
            id: .commentLikeRatio, title: "Comments per like", per: "of likes", formula: "comments / likes",
            denominator: "likes", source: "post exports", kind: .percent),
    ]

    static let moneyMetrics: [Metric] = [
        Metric(
            id: .returnOnSpend, title: "Net revenue per unit of cost (ROAS)", per: "per unit of cost",
            formula: "(gross revenue − refunds) / cost", denominator: "cost of the deals",
            source: "orders credited by code or link; cost from the deals", kind: .times, numeratorIsMoney: true,
            denominatorIsMoney: true),
        Metric(
            id: .costPerEngagement, title: "Cost per engagement", per: "per engagement", formula: "cost / E",
            denominator: "engagements of the deal's posts", source: "deals and their posts", kind: .money,
            numeratorIsMoney: true),
        Metric(
            id: .costPerThousandImpressions, title: "Cost per thousand impressions", per: "per thousand impressions",
            formula: "1 000 · cost / impressions", denominator: "impressions of the deal's posts",
            source: "deals and their posts", kind: .money, numeratorIsMoney: true),
        Metric(
            id: .costPerOrder, title: "Cost per order", per: "per order", formula: "cost / orders",
            denominator: "orders credited to the deal", source: "deals and orders", kind: .money, numeratorIsMoney: true
        ),
        Metric(
            id: .averageOrderValue, title: "Average order value", per: "per order", formula: "gross revenue / orders",
            denominator: "orders credited to the deal", source: "orders", kind: .money, numeratorIsMoney: true),
        Metric(
            id: .refundRate, title: "Refund rate", per: "of gross revenue", formula: "refunds / gross revenue",
            denominator: "gross revenue", source: "orders", kind: .percent, numeratorIsMoney: true,
            denominatorIsMoney: true),
    ]

    /// What the margin makes of the return on spend.
    static let returnOnInvestment = Metric(
        id: .returnOnInvestment, title: "Return on investment (ROI)", per: "of the cost", formula: "margin × ROAS − 1",
        denominator: "cost of the deals", source: "as ROAS, with the pipeline's margin", kind: .percent)

    static func metric(_ id: MetricName) -> Metric? {
        (engagement + moneyMetrics + [returnOnInvestment]).first { $0.id == id }
    }
}

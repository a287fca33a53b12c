/// Everything that is said of a metric, in one place: pages, `tierwise explain` and tables read it here. What it is computed
/// from stands beside it (`PostMetric.numerator`, `DealCell`).
package struct MetricDefinition: Sendable, Equatable {
    /// How people read its values.
    package enum Unit: Sendable {
        /// A fraction, shown in percent (Methods 1.3).
        case fraction
        /// A ratio of two like things.
        case ratio
        /// An amount of the reporting currency per something.
        case money
    }

    package let name: MetricName
    package let title: String
    /// How its values are shown.
    package let unit: Unit
    /// Completes "3.4 % …": `of followers per post`.
    package let per: String
    /// Plain formula over totals of a creator.
    package let formula: String
    /// What it is divided by, in words.
    package let denominator: String
    /// Where its values come from.
    package let source: String
    /// Sections of the methods.
    package let section: String
    /// With numbers; a test computes its equations.
    package let example: String
    /// Whether the exact totals are amounts in 1/10,000 of the reporting currency.
    package var numeratorIsMoney = false
    /// As for the numerator.
    package var denominatorIsMoney = false

    /// What the margin makes of the return on spend (Methods 7).
    package static let returnOnInvestment = MetricDefinition(
        name: .returnOnInvestment, title: "Return on investment (ROI)", unit: .fraction, per: "of the cost",
        formula: "margin × ROAS − 1", denominator: "cost of the deals", source: "as ROAS, with the pipeline's margin",
        section: "4.2",
        example: DealMetric.example(
            "ROAS is `(1500 − 120) / 945 = 1.46`, and with a margin of 55 % ROI is `0.55 · 1380 / 945 − 1 = −0.197`, shown as −20 %."), numeratorIsMoney: true, denominatorIsMoney: true)

    /// In the order of pages and tables.
    package static let ofPosts = PostMetric.allCases.map(\.definition)
    /// In the order of pages and tables.
    package static let ofDeals = DealMetric.allCases.map(\.definition)
    /// Those of posts, of deals, and what follows from them.
    package static let all = ofPosts + ofDeals + [returnOnInvestment]

    /// nil for what is no metric of posts or deals.
    package static func of(_ name: MetricName) -> MetricDefinition? { byName[name] }

    private static let byName = Dictionary(all.map { ($0.name, $0) }) { first, _ in first }
}

internal import Findings
internal import SocialData

extension FindingSet {
    private static let metrics: Set<MetricName> = [.returnOnSpend, .returnOnInvestment]

    /// Where no order is credited to any deal that counts, nobody knows what the deals brought back: their returns are absent,
    /// not 0. Deals without a sale beside others with some keep their 0.
    var knowsReturns: Bool { money.contains { $0.orders != 0 || $0.gross.value != 0 || $0.refund.value != 0 } }

    /// The creators' rows leave theirs out themselves.
    mutating func forgetUnknownReturns() {
        guard !knowsReturns else { return }
        for place in money.indices {
            Self.clear(
                &money[place],
                [\.roas, \.roasLow, \.roasHigh, \.roi, \.roiLow, \.roiHigh, \.costPerOrder, \.averageOrderValue, \.refundRate, \.topCreatorShare])
        }
        for place in estimates.indices where Self.metrics.contains(estimates[place].metric) {
            Self.clear(&estimates[place], [\.value, \.low, \.high, \.degreesOfFreedom])
        }
        for place in comparisons.indices where Self.metrics.contains(comparisons[place].metric) {
            Self.clear(
                &comparisons[place],
                [\.estimate, \.standardError, \.degreesOfFreedom, \.low, \.high, \.ratio, \.ratioLow, \.ratioHigh, \.p, \.pAdjusted, \.minimumDetectableEffect])
        }
        for place in claims.indices where Self.metrics.contains(claims[place].metric) {
            Self.clear(&claims[place], [\.estimate, \.low, \.high, \.p])
        }
        for place in sensitivity.indices where Self.metrics.contains(sensitivity[place].metric) {
            Self.clear(&sensitivity[place], [\.estimate, \.low, \.high, \.p])
        }
        let why: EmptyReason = money.contains { $0.deals > 0 } ? .unknownReturns : .noDeals
        for place in missing.indices where Self.metrics.contains(missing[place].metric) {
            Self.clear(&missing[place], [\.value, \.lowerQuartile, \.upperQuartile, \.low, \.high])
            if missing[place].whyEmpty != .noUnits { missing[place].whyEmpty = why }
        }
        for place in curve.indices where Self.metrics.contains(curve[place].metric) {
            Self.clear(&curve[place], [\.value, \.low, \.high])
        }
        for place in robustness.indices where Self.metrics.contains(robustness[place].metric) {
            Self.clear(&robustness[place], [\.estimate, \.low, \.high, \.p])
            robustness[place].includesNoDifference = nil
            (robustness[place].attribution, robustness[place].unrecordedCost) = (nil, nil)
            if !robustness[place].gaps.contains(.deals) { robustness[place].gaps = [.orders] }
        }
        windows = []
        for place in budget.indices {
            Self.clear(&budget[place], [\.mean, \.p5, \.p50, \.p95, \.lossProbability, \.beatsProbability])
        }
    }

    private static func clear<Row>(_ row: inout Row, _ values: [WritableKeyPath<Row, Double?>]) {
        for value in values { row[keyPath: value] = nil }
    }
}

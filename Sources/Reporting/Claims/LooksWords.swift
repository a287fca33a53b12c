internal import Findings
internal import SocialData

/// Why a headline is unclear to who reads the report again and again, beside an interval of one look that excludes no difference
/// (Methods 24).
struct LooksWords {
    private let index: FindingsIndex

    init(_ index: FindingsIndex) { self.index = index }

    func sentence(_ row: ClaimRow) -> String? {
        guard index.definition.looks == .repeated, row.verdict == .unclear, row.question == .headline,
            [.engagement, .return].contains(row.claim)
        else { return nil }
        let metric = row.metric == .returnOnInvestment ? MetricName.returnOnSpend : row.metric
        guard index.robustness(metric, .once)?.includesNoDifference == false, let again = index.robustness(metric, .repeated),
            again.includesNoDifference == true
        else { return nil }
        // A claim's row has the interval that its verdict rests on as ratios, and money as ROI; its sentences say amounts.
        let isRatio = again.scale == .log
        let range =
            isRatio
            ? Format.quantity(row.estimate, low: row.low, high: row.high, kind: .times, border: 1)
            : Format.quantity(again.estimate, low: again.low, high: again.high, kind: .money, border: 0)
        guard let interval = isRatio ? range.interval : range.interval(in: index.definition.currency) else { return nil }
        return say("Read again and again, the interval that holds at all looks is \(interval), which includes no difference.")
    }
}

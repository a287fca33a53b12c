internal import Findings
internal import SocialData

/// A contrast on the axis of its scale, and its numbers as they are read: a ratio on the log scale, else a difference.
struct ContrastMark {
    let position: Double?
    let low: Double?
    let high: Double?
    let quantity: Format.Quantity

    init(_ row: Comparison) {
        self.init(
            row.scale, row.estimate, low: row.low, high: row.high, ratio: row.ratio, ratioLow: row.ratioLow,
            ratioHigh: row.ratioHigh)
    }

    init(_ row: RobustnessRow) {
        self.init(
            row.scale, row.estimate, low: row.low, high: row.high, ratio: row.ratio, ratioLow: row.ratioLow,
            ratioHigh: row.ratioHigh)
    }

    init(_ row: SensitivityRow) {
        self.init(
            row.scale, row.estimate, low: row.low, high: row.high, ratio: row.ratio, ratioLow: row.ratioLow,
            ratioHigh: row.ratioHigh)
    }

    private init(
        _ scale: EffectScale, _ estimate: Double?, low: Double?, high: Double?, ratio: Double?, ratioLow: Double?,
        ratioHigh: Double?
    ) {
        position = estimate
        self.low = low
        self.high = high
        quantity =
            scale == .log
            ? Format.quantity(ratio, low: ratioLow, high: ratioHigh, kind: .times, border: 1)
            : Format.quantity(estimate, low: low, high: high, kind: .money, border: 0)
    }
}

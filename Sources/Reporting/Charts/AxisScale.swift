/// Where values stand on an axis, and which ticks it has.
struct AxisScale {
    enum Kind { case linear, logarithmic }

    let kind: Kind
    let low: Double
    let high: Double
    let ticks: [Double]

    /// Position of `value` from 0 (low end) to 1 (high end); values beyond an end stay on it.
    func position(_ value: Double) -> Double {
        switch kind {
        case .linear: return min(max((value - low) / (high - low), 0), 1)
        case .logarithmic:
            guard value > 0 else { return 0 }
            let span = decimalLogarithm(high) - decimalLogarithm(low)
            return min(max((decimalLogarithm(value) - decimalLogarithm(low)) / span, 0), 1)
        }
    }

    func contains(_ value: Double) -> Bool { value >= low && value <= high }

    /// A linear axis around `values` that always shows `base` (zero, break-even). Limits so far out that the values
    /// themselves would shrink to a point are cut off; the chart draws them as arrows.
    static func linear(values: [Double], limits: [Double], base: Double, ticks wanted: Int) -> AxisScale {
        let known = values.filter(\.isFinite) + [base]
        let reach = max((known.max() ?? base) - (known.min() ?? base), 1e-9)
        let all = known + limits.filter { $0.isFinite && $0 > base - 4 * reach && $0 < base + 4 * reach }
        let cut = limits.filter(\.isFinite).filter { $0 <= base - 4 * reach || $0 >= base + 4 * reach }
        var low = all.min() ?? base
        var high = all.max() ?? base
        if cut.contains(where: { $0 > base }) { high = max(high, base + 2 * reach) }
        if cut.contains(where: { $0 < base }) { low = min(low, base - 2 * reach) }
        let step = niceStep((high - low) / Double(wanted))
        // Nothing below the base: the axis starts exactly there.
        let first = low < base ? (low / step).rounded(.down) : (base / step).rounded(.down)
        let last = max((high / step).rounded(.up), first + 1)
        let ticks = stride(from: first, through: last, by: 1).map { $0 * step }
        return AxisScale(kind: .linear, low: first * step, high: last * step, ticks: ticks)
    }

    /// A logarithmic axis around positive `values` that always shows `base`.
    static func logarithmic(values: [Double], limits: [Double], base: Double) -> AxisScale {
        let known = values.filter { $0.isFinite && $0 > 0 } + [base]
        let least = (known.min() ?? base) / 20
        let most = (known.max() ?? base) * 20
        let all = known + limits.filter { $0.isFinite && $0 > least && $0 < most }
        let low = all.min() ?? base
        let high = all.max() ?? base
        let candidates = (-9...12).flatMap { power in [1.0, 2, 5].map { $0 * powerOfTen(Double(power)) } }
        let first = candidates.last { $0 <= low * 0.999_999 } ?? low
        let last = candidates.first { $0 >= high * 1.000_001 } ?? high
        var ticks = candidates.filter { $0 >= first && $0 <= last }
        // More than eight labels collide: keep the decades.
        if ticks.count > 8 { ticks = ticks.filter { isDecade($0) } }
        return AxisScale(kind: .logarithmic, low: first, high: last, ticks: ticks)
    }

    /// Decades from `low` to `high` with a tick at each.
    static func decades(from low: Double, to high: Double) -> AxisScale {
        let first = decimalLogarithm(low).rounded(.down)
        let last = max(decimalLogarithm(high).rounded(.up), first + 1)
        let ticks = stride(from: first, through: last, by: 1).map(powerOfTen)
        return AxisScale(kind: .logarithmic, low: low, high: high, ticks: ticks.filter { $0 >= low && $0 <= high })
    }

    private static func isDecade(_ value: Double) -> Bool {
        let logarithm = decimalLogarithm(value)
        return (logarithm - logarithm.rounded()).magnitude < 1e-9
    }

    /// The round step (1, 2, 2.5 or 5 times a power of ten) nearest above `raw`.
    private static func niceStep(_ raw: Double) -> Double {
        let power = powerOfTen(decimalLogarithm(max(raw, 1e-12)).rounded(.down))
        return ([1.0, 2, 2.5, 5].first { $0 * power >= raw * 0.999_999 } ?? 10) * power
    }
}

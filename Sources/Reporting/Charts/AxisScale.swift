/// Where values stand on an axis, and which ticks it has. On a logarithmic axis values are logarithms, as findings publish
/// them; ticks know where they stand, so nothing is computed here but steps and powers of ten by multiplication.
struct AxisScale {
    struct Tick {
        /// On the axis.
        let position: Double
        /// What is written beside it.
        let value: Double
        var isDecade = false
    }

    let low: Double
    let high: Double
    let ticks: [Tick]

    /// Place of `value` from 0 (low end) to 1 (high end); values beyond an end stay on it.
    func place(_ value: Double) -> Double { min(max((value - low) / (high - low), 0), 1) }

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
        let ticks = stride(from: first, through: last, by: 1).map { Tick(position: $0 * step, value: $0 * step) }
        return AxisScale(low: first * step, high: last * step, ticks: ticks)
    }

    /// An axis of ratios by their natural logarithms, around `values`, that always shows a ratio of 1. Limits more than
    /// twenty times beyond all values are cut off.
    static func ratios(values: [Double], limits: [Double]) -> AxisScale {
        let known = values.filter(\.isFinite) + [0]
        let least = (known.min() ?? 0) - twenty
        let most = (known.max() ?? 0) + twenty
        let all = known + limits.filter { $0.isFinite && $0 > least && $0 < most }
        let low = all.min() ?? 0
        let high = all.max() ?? 0
        let first = ratioTicks.last { $0.position <= low - 1e-6 }?.position ?? low
        let last = ratioTicks.first { $0.position >= high + 1e-6 }?.position ?? high
        var ticks = ratioTicks.filter { $0.position >= first && $0.position <= last }
        // More than eight labels collide: keep the decades.
        if ticks.count > 8 { ticks = ticks.filter(\.isDecade) }
        return AxisScale(low: first, high: last, ticks: ticks)
    }

    /// An axis of decimal logarithms, with a tick at every power of ten.
    static func decades(from low: Double, to high: Double) -> AxisScale {
        let first = Int(low.rounded(.down))
        let last = max(Int(high.rounded(.up)), first + 1)
        let ticks = (first...last).map { Tick(position: Double($0), value: powerOfTen($0)) }
        return AxisScale(low: low, high: high, ticks: ticks.filter { $0.position >= low && $0.position <= high })
    }

    /// 1, 2 and 5 times every power of ten, with their natural logarithms.
    private static let ratioTicks: [Tick] = (-9...12).flatMap { exponent in
        let power = powerOfTen(exponent)
        let position = Double(exponent) * 2.302_585_092_994_045_7
        return [
            Tick(position: position, value: power, isDecade: true),
            Tick(position: position + 0.693_147_180_559_945_3, value: 2 * power),
            Tick(position: position + 1.609_437_912_434_100_3, value: 5 * power),
        ]
    }
    /// Of 20.
    private static let twenty = 2.995_732_273_553_991

    /// Small ones by division: a tenth has no exact binary form to multiply with.
    private static func powerOfTen(_ exponent: Int) -> Double {
        var power = 1.0
        for _ in 0..<exponent.magnitude { power *= 10 }
        return exponent < 0 ? 1 / power : power
    }

    /// The round step (1, 2, 2.5 or 5 times a power of ten) nearest above `raw`.
    private static func niceStep(_ raw: Double) -> Double {
        let raw = max(raw, 1e-12)
        // The last power of ten that is not above it.
        var exponent = -12
        while exponent < 300, powerOfTen(exponent + 1) <= raw { exponent += 1 }
        let power = powerOfTen(exponent)
        return ([1.0, 2, 2.5, 5].first { $0 * power >= raw * 0.999_999 } ?? 10) * power
    }
}

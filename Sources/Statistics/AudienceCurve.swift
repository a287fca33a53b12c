import RealModule

/// The rate as a smooth function of audience size, without tier boundaries (Methods 12.1).
///
/// Points are creators at `x_c = log₁₀(ΣX/Σn)`. Every grid point looks at the creators within half a decade, with
/// tricube weights `k = (1 − |u|³)³`.
package enum AudienceCurve {
    /// One grid point.
    package struct Point: Sendable, Equatable {
        /// Log₁₀ followers.
        package let position: Double
        /// Creators with weight.
        package let creators: Int
        /// `n_k = (Σk)²/Σk²`; `nil` without creators.
        package let effectiveCreators: Double?
        /// Mean `l_c` at the position, or `θ` there; `nil`, like all below, where the data do not carry an estimate.
        package let estimate: Double?
        /// Of the local linear fit only.
        package let standardError: Double?
        /// From t with `n_k − 2` degrees of freedom, or linear by section 7 for a pooled rate.
        package let interval: ConfidenceInterval?
    }

    /// 2.00, 2.25, … 7.00: a hundred to ten million followers.
    package static let grid = (0...20).map { 2 + 0.25 * Double($0) }
    /// Half-width of the window, in decades.
    package static let halfWidth = 0.5
    /// Below this `n_k` there is no estimate.
    package static let minimumEffectiveCreators = 10.0

    /// The local linear fit of the mean logarithms of the creators' posts; estimates are natural logarithms of rates, all `nil` where
    /// units have no rates of their own.
    package static func typicalPost(_ sample: TierSample, confidence: Double = 0.95) -> [Point] {
        let logs = sample.postLogs
        return points(sample) { window in
            guard let logs, let fit = window.moments, window.carriesEstimate else { return nil }
            var (t0, t1) = (CompensatedSum(), CompensatedSum())
            for entry in window.entries {
                t0.add(entry.weight * logs[entry.index])
                t1.add(entry.weight * entry.offset * logs[entry.index])
            }
            let level = (fit.s2 * t0.value - fit.s1 * t1.value) / fit.determinant
            let slope = (fit.s0 * t1.value - fit.s1 * t0.value) / fit.determinant
            var squares = CompensatedSum()
            for entry in window.entries {
                let smoother = entry.weight * (fit.s2 - fit.s1 * entry.offset) / fit.determinant
                let residual = logs[entry.index] - level - slope * entry.offset
                squares.add(smoother * residual * (smoother * residual))
            }
            let effective = fit.effectiveCreators
            let inference = Inference(
                estimate: level,
                standardError: (squares.value * effective / (effective - 2)).squareRoot(),
                degreesOfFreedom: effective - 2, confidence: confidence)
            return (level, inference.standardError, inference.interval)
        }
    }

    /// Section 7 on `kY` and `kX` with its linear interval: ROAS, or any pooled rate, over followers.
    ///
    /// `audiences` are the creators' mean followers, parallel to the sample; 0 or less means unknown.
    package static func pooled(
        _ sample: TierSample, audiences: [Double], confidence: Double = 0.95
    ) -> [Point] {
        points(audiences.map { $0 > 0 ? .log10($0) : nil }) { window in
            guard window.carriesEstimate else { return nil }
            var weighted = TierSample(minimumCapacity: window.entries.count)
            for entry in window.entries {
                weighted.append(
                    creator: sample.creators[entry.index], units: sample.units[entry.index],
                    numerator: entry.weight * sample.numerators[entry.index],
                    denominator: entry.weight * sample.denominators[entry.index])
            }
            guard let pooled = PooledEstimate(weighted, confidence: confidence) else { return nil }
            return (pooled.value, pooled.standardErrorCR2, pooled.linearInterval(confidence: confidence))
        }
    }

    /// The same where the denominator is the followers themselves, so that `x_c` follows from the sample.
    package static func pooled(_ sample: TierSample, confidence: Double = 0.95) -> [Point] {
        pooled(sample, audiences: audiences(sample), confidence: confidence)
    }

    private static func audiences(_ sample: TierSample) -> [Double] {
        zip(sample.denominators, sample.units).map { $0 / Double($1) }
    }

    private static func points(
        _ sample: TierSample,
        estimate: (Window) -> (value: Double, standardError: Double?, interval: ConfidenceInterval?)?
    ) -> [Point] {
        points(audiences(sample).map { $0 > 0 ? .log10($0) : nil }, estimate: estimate)
    }

    private static func points(
        _ positions: [Double?],
        estimate: (Window) -> (value: Double, standardError: Double?, interval: ConfidenceInterval?)?
    ) -> [Point] {
        let known = positions.compactMap(\.self)
        let range = known.min().flatMap { low in known.max().map { low...$0 } }
        return grid.map { position in
            let window = Window(positions, around: position, range: range)
            let result = estimate(window)
            return Point(
                position: position, creators: window.entries.count,
                effectiveCreators: window.moments?.effectiveCreators, estimate: result?.value,
                standardError: result?.standardError, interval: result?.interval)
        }
    }

    /// The creators near one grid point.
    private struct Window {
        struct Moments {
            let s0: Double
            let s1: Double
            let s2: Double
            let effectiveCreators: Double
            var determinant: Double { s0 * s2 - s1 * s1 }
        }

        /// Index into the sample, `z = x − g`, and weight `k > 0`; in canonical order.
        private(set) var entries: [(index: Int, offset: Double, weight: Double)] = []
        /// `nil` without entries.
        let moments: Moments?
        private let isInRange: Bool

        init(_ positions: [Double?], around position: Double, range: ClosedRange<Double>?) {
            isInRange = range?.contains(position) ?? false
            var (s0, s1, s2, squares) = (CompensatedSum(), CompensatedSum(), CompensatedSum(), CompensatedSum())
            for (index, x) in positions.enumerated() {
                guard let x, abs(x - position) < halfWidth else { continue }
                let offset = x - position
                let u = abs(offset) / halfWidth
                let base = 1 - u * u * u
                let weight = base * base * base
                guard weight > 0 else { continue }
                entries.append((index: index, offset: offset, weight: weight))
                s0.add(weight)
                s1.add(weight * offset)
                s2.add(weight * offset * offset)
                squares.add(weight * weight)
            }
            moments =
                entries.isEmpty
                ? nil
                : Moments(
                    s0: s0.value, s1: s1.value, s2: s2.value,
                    effectiveCreators: s0.value * s0.value / squares.value)
        }

        /// The null rules of Methods 12.1.
        var carriesEstimate: Bool {
            guard let moments, isInRange, entries.count >= 3 else { return false }
            return moments.effectiveCreators >= minimumEffectiveCreators
                && moments.determinant > 1e-9 * moments.s0 * moments.s2
        }
    }
}

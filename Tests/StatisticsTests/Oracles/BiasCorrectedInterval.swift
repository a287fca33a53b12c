import RealModule
@testable import Statistics

/// The bias-corrected and accelerated bootstrap interval of one tier (Methods 8.4), printed on request only.
struct BiasCorrectedInterval: Sendable, Equatable {
    /// `z₀`, the normal quantile of the share of replicates below the estimate, ties half.
    let biasCorrection: Double
    /// `a = Σd³/(6(Σd²)^{3/2})` with `d = mean(jackknife) − jackknife_c`.
    let acceleration: Double
    let interval: ConfidenceInterval

    /// `nil` when all replicates lie on one side, a deletion is undefined, or all deletions agree.
    init?(
        estimate: Double, numerators: [Double], denominators: [Double], scale: Contrast.Scale, replicates: [Double],
        confidence: Double
    ) {
        let below = replicates.reduce(0.0) { $0 + ($1 < estimate ? 1 : $1 == estimate ? 0.5 : 0) }
        let share = below / Double(max(1, replicates.count))
        guard share > 0, share < 1 else { return nil }

        let (y, x) = (numerators.compensatedSum(), denominators.compensatedSum())
        var deletions: [Double] = []
        for index in numerators.indices {
            let rest = x - denominators[index]
            let rate = (y - numerators[index]) / rest
            guard rest > 0, scale == .linear || rate > 0 else { return nil }
            deletions.append(scale == .log ? .log(rate) : rate)
        }
        let mean = deletions.compensatedSum() / Double(deletions.count)
        let cubes = deletions.map { (mean - $0) * (mean - $0) * (mean - $0) }.compensatedSum()
        let squares = deletions.map { (mean - $0) * (mean - $0) }.compensatedSum()
        guard squares > 0 else { return nil }
        let a = cubes / (6 * squares * squares.squareRoot())
        let z0 = NormalDistribution.quantile(share)

        let sorted = replicates.sorted()
        func limit(_ probability: Double) -> Double? {
            let z = z0 + NormalDistribution.quantile(probability)
            let adjusted = NormalDistribution.cumulative(z0 + z / (1 - a * z))
            return adjusted.isNaN ? nil : Quantiles.type7(sorted: sorted, adjusted)
        }
        let alpha = 1 - confidence
        guard let lower = limit(alpha / 2), let upper = limit(1 - alpha / 2),
            let interval = ConfidenceInterval(lower, upper)
        else { return nil }
        biasCorrection = z0
        acceleration = a
        self.interval = interval
    }
}

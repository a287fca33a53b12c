internal import RealModule
internal import Statistics

/// Random numbers of one brand, one after the other, of the counter-based generator (Methods 8.1).
struct BrandDraws {
    private let numbers: RandomReplicate
    private var next = 0

    init(seed: UInt64, label: String, index: Int) {
        numbers = RandomStream(seed: seed, label: label).replicate(index)
    }

    /// In `[0, 1)`.
    mutating func unit() -> Double {
        defer { next += 1 }
        return numbers.unit(next)
    }

    mutating func chance(_ probability: Double) -> Bool { unit() < probability }

    mutating func whole(_ range: ClosedRange<Int>) -> Int {
        defer { next += 1 }
        return range.lowerBound + numbers.bounded(next, below: range.count)
    }

    /// Standard normal, by inversion; half a step away from 0 and 1.
    mutating func normal() -> Double { NormalDistribution.quantile(unit() + 0x1p-54) }

    /// Log-normal with mean 1.
    mutating func factor(spread: Double) -> Double { .exp(spread * normal() - spread * spread / 2) }

    /// A Poisson count: by inversion where it is small, else by the normal quantile with its skewness.
    mutating func count(mean: Double) -> Double {
        guard mean < 30 else {
            let z = normal()
            return max(0, (mean + mean.squareRoot() * z + (z * z - 1) / 6).rounded())
        }
        let place = unit()
        var (count, probability) = (0.0, .exp(-mean) as Double)
        var cumulative = probability
        while cumulative <= place, probability > 0 {
            count += 1
            probability *= mean / count
            cumulative += probability
        }
        return count
    }
}

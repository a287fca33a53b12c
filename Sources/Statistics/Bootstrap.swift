import RealModule

/// The bootstrap over creators of a pooled rate, or of two tiers' pooled rates (METHODS 8).
///
/// Creating one computes the point values; `replicates` are pure and may be computed in any pieces by any thread;
/// `result` turns all of them, in order, into intervals and p.
package struct Bootstrap: Sendable {
    /// How creators are drawn.
    package enum Weights: Sendable {
        /// As many draws with replacement as creators, within each home tier.
        case multinomial
        /// Independent Poisson(1) weights, from each creator's `CounterRandom.entityHash` by rank.
        case poisson(entityHash: @Sendable (Int32) -> UInt64)
    }

    package struct Plan: Sendable {
        package var resamples: Int
        package var seed: UInt64
        package var confidence: Double
        package var weights: Weights

        package init(
            resamples: Int = 2_000, seed: UInt64 = 1, confidence: Double = 0.95, weights: Weights = .multinomial
        ) {
            precondition(resamples >= 1, "a bootstrap needs resamples")
            self.resamples = resamples
            self.seed = seed
            self.confidence = confidence
            self.weights = weights
        }
    }

    /// `δ*` and `se*` of one replicate.
    package struct Replicate: Sendable, Equatable {
        /// `nil` where it is undefined (`X* ≤ 0`, or `θ* ≤ 0` on the log scale).
        package let estimate: Double?
        /// `nil` where it is undefined (as above, or `G* < 2`).
        package let standardError: Double?
    }

    /// Creators drawn together: their random numbers and their positions.
    private struct Stratum {
        let stream: RandomStream
        let positions: [Int]
    }

    /// One tier's totals by position; creators who are not in the tier have zeros everywhere.
    private struct Columns {
        var present: [Double]
        var numerators: [Double]
        var denominators: [Double]

        init(_ sample: TierSample, indices: [Int?]) {
            present = indices.map { $0 == nil ? 0 : 1 }
            numerators = indices.map { $0.map { sample.numerators[$0] } ?? 0 }
            denominators = indices.map { $0.map { sample.denominators[$0] } ?? 0 }
        }
    }

    package let plan: Plan
    package let scale: Contrast.Scale
    /// `δ`, or `ln θ` or `θ` of a single tier.
    package let estimate: Double
    /// `se`, which is CR1; `nil` when a tier has one creator.
    package let standardError: Double?
    private let first: Columns
    private let second: Columns?
    private let strata: [Stratum]
    private let entityHashes: [UInt64]

    /// Two tiers, named as configured; `nil` when a point value is undefined.
    ///
    /// Labels are `boot/v1/METRIC/A~B/HOME`, with `metric` an id of METHODS 4.1 or `roas`.
    package init?(
        _ a: TierSample, named nameA: String, _ b: TierSample, named nameB: String, metric: String,
        scale: Contrast.Scale, plan: Plan = Plan()
    ) {
        let pair = TierPair(a, b)
        let prefix = "boot/v1/\(metric)/\(nameA)~\(nameB)/"
        let homes = (0..<pair.count).map { pair.home($0) }
        self.init(
            Columns(a, indices: pair.indicesA), Columns(b, indices: pair.indicesB), ranks: pair.creators,
            strata: [
                Stratum(
                    stream: RandomStream(seed: plan.seed, label: prefix + nameA),
                    positions: homes.indices.filter { homes[$0] == .a }),
                Stratum(
                    stream: RandomStream(seed: plan.seed, label: prefix + nameB),
                    positions: homes.indices.filter { homes[$0] == .b }),
            ],
            scale: scale, plan: plan)
    }

    /// One tier, label `boot/v1/METRIC/TIER`; `nil` when the point value is undefined.
    package init?(
        _ sample: TierSample, named name: String, metric: String, scale: Contrast.Scale, plan: Plan = Plan()
    ) {
        let positions = Array(0..<sample.count)
        let stream = RandomStream(seed: plan.seed, label: "boot/v1/\(metric)/\(name)")
        self.init(
            Columns(sample, indices: positions), nil, ranks: sample.creators,
            strata: [Stratum(stream: stream, positions: positions)], scale: scale, plan: plan)
    }

    private init?(
        _ first: Columns, _ second: Columns?, ranks: [Int32], strata: [Stratum], scale: Contrast.Scale, plan: Plan
    ) {
        self.first = first
        self.second = second
        self.strata = strata
        self.scale = scale
        self.plan = plan
        entityHashes = if case .poisson(let entityHash) = plan.weights { ranks.map(entityHash) } else { [] }
        let ones = [Double](repeating: 1, count: ranks.count)
        let point = Self.evaluate(first, second, scale: scale, weights: ones)
        guard let estimate = point.estimate else { return nil }
        self.estimate = estimate
        standardError = point.standardError
    }

    /// The replicates of a range of `b`.
    package func replicates(_ range: Range<Int>) -> [Replicate] {
        var weights = [Double](repeating: 0, count: first.present.count)
        return range.map { b in
            draw(b, into: &weights)
            return Self.evaluate(first, second, scale: scale, weights: weights)
        }
    }

    /// All replicates on the calling thread, summarised.
    package func run() -> BootstrapResult {
        result(replicates(0..<plan.resamples))
    }

    /// The summary of all replicates `0 ..< plan.resamples`, in order.
    package func result(_ replicates: [Replicate]) -> BootstrapResult {
        precondition(replicates.count == plan.resamples, "a result needs every replicate once")
        return BootstrapResult(
            estimate: estimate, standardError: standardError, replicates: replicates, confidence: plan.confidence)
    }

    /// BCa's interval for a single tier, printed on request (METHODS 8.4); `nil` for a pair or where it is undefined.
    package func biasCorrected(_ replicates: [Replicate]) -> BiasCorrectedInterval? {
        guard second == nil else { return nil }
        return BiasCorrectedInterval(
            estimate: estimate, numerators: first.numerators, denominators: first.denominators, scale: scale,
            replicates: replicates.compactMap(\.estimate), confidence: plan.confidence)
    }

    private func draw(_ b: Int, into weights: inout [Double]) {
        for index in weights.indices { weights[index] = 0 }
        for stratum in strata {
            let random = stratum.stream.replicate(b)
            let count = stratum.positions.count
            switch plan.weights {
            case .multinomial:
                for k in 0..<count { weights[stratum.positions[random.bounded(k, below: count)]] += 1 }
            case .poisson:
                for position in stratum.positions {
                    weights[position] = Double(random.poissonWeight(entityHash: entityHashes[position]))
                }
            }
        }
    }

    /// One tier's weighted rate and the factor of its influences.
    private struct Side {
        let rate: Double
        /// `f_g·d_g/X*`; `nil` when `G* < 2`.
        let factor: Double?
        /// `ln θ*` or `θ*`.
        let value: Double

        init?(_ columns: Columns, scale: Contrast.Scale, weights: [Double]) {
            var (creators, numerator, denominator) = (0.0, 0.0, 0.0)
            for index in weights.indices {
                let weight = weights[index]
                creators += weight * columns.present[index]
                numerator += weight * columns.numerators[index]
                denominator += weight * columns.denominators[index]
            }
            guard denominator > 0 else { return nil }
            rate = numerator / denominator
            guard scale == .linear || rate > 0 else { return nil }
            value = scale == .log ? .log(rate) : rate
            let derivative = scale == .log ? 1 / rate : 1
            factor = creators < 2 ? nil : (creators / (creators - 1)).squareRoot() * derivative / denominator
        }
    }

    /// `δ*` and `se* = √Σ w ψ²`; sums are plain and run in canonical order (METHODS 17.2).
    private static func evaluate(
        _ first: Columns, _ second: Columns?, scale: Contrast.Scale, weights: [Double]
    ) -> Replicate {
        let none = Replicate(estimate: nil, standardError: nil)
        guard let sideA = Side(first, scale: scale, weights: weights) else { return none }
        guard let second else {
            guard let factorA = sideA.factor else { return Replicate(estimate: sideA.value, standardError: nil) }
            var squares = 0.0
            for index in weights.indices {
                let influence = (first.numerators[index] - sideA.rate * first.denominators[index]) * factorA
                squares += weights[index] * (influence * influence)
            }
            return Replicate(estimate: sideA.value, standardError: squares.squareRoot())
        }
        guard let sideB = Side(second, scale: scale, weights: weights) else { return none }
        let estimate = sideA.value - sideB.value
        guard let factorA = sideA.factor, let factorB = sideB.factor else {
            return Replicate(estimate: estimate, standardError: nil)
        }
        var squares = 0.0
        for index in weights.indices {
            let influence =
                (first.numerators[index] - sideA.rate * first.denominators[index]) * factorA
                - (second.numerators[index] - sideB.rate * second.denominators[index]) * factorB
            squares += weights[index] * (influence * influence)
        }
        return Replicate(estimate: estimate, standardError: squares.squareRoot())
    }
}

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

    package let plan: Plan
    package let scale: Contrast.Scale
    /// `δ`, or `ln θ` or `θ` of a single tier.
    package let estimate: Double
    /// `se`, which is CR1; `nil` when a tier has one creator.
    package let standardError: Double?
    private let columns: BootstrapColumns
    /// The sample of a single tier.
    private let single: TierSample?
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
            BootstrapColumns(pair, scale: scale), single: nil, ranks: pair.creators,
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
        let stream = RandomStream(seed: plan.seed, label: "boot/v1/\(metric)/\(name)")
        self.init(
            BootstrapColumns(sample, scale: scale), single: sample, ranks: sample.creators,
            strata: [Stratum(stream: stream, positions: Array(0..<sample.count))], scale: scale, plan: plan)
    }

    private init?(
        _ columns: BootstrapColumns, single: TierSample?, ranks: [Int32], strata: [Stratum], scale: Contrast.Scale,
        plan: Plan
    ) {
        self.columns = columns
        self.single = single
        self.strata = strata
        self.scale = scale
        self.plan = plan
        entityHashes = if case .poisson(let entityHash) = plan.weights { ranks.map(entityHash) } else { [] }
        let ones = [UInt32](repeating: 1, count: BootstrapColumns.lanes * ranks.count)
        let point = columns.evaluate(ones)[0]
        guard let estimate = point.estimate else { return nil }
        self.estimate = estimate
        standardError = point.standardError
    }

    /// The replicates of a range of `b`.
    package func replicates(_ range: Range<Int>) -> [Replicate] {
        let count = columns.count
        var weights = [UInt32](repeating: 0, count: BootstrapColumns.lanes * count)
        var replicates: [Replicate] = []
        replicates.reserveCapacity(range.count)
        for start in stride(from: range.lowerBound, to: range.upperBound, by: BootstrapColumns.lanes) {
            let batch = start..<min(start + BootstrapColumns.lanes, range.upperBound)
            for index in weights.indices { weights[index] = 0 }
            for (lane, b) in batch.enumerated() { draw(b, into: &weights, from: lane * count) }
            replicates += columns.evaluate(weights).prefix(batch.count)
        }
        return replicates
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
        guard let single else { return nil }
        return BiasCorrectedInterval(
            estimate: estimate, numerators: single.numerators, denominators: single.denominators, scale: scale,
            replicates: replicates.compactMap(\.estimate), confidence: plan.confidence)
    }

    /// Draws the weights of replicate `b`; they stand in `weights` from `offset` on, where all are 0.
    private func draw(_ b: Int, into weights: inout [UInt32], from offset: Int) {
        var weights = weights.mutableSpan
        for stratum in strata {
            let random = stratum.stream.replicate(b)
            let positions = stratum.positions.span
            switch plan.weights {
            case .multinomial:
                for k in positions.indices {
                    weights[offset + positions[random.bounded(k, below: positions.count)]] += 1
                }
            case .poisson:
                for position in stratum.positions {
                    weights[offset + position] = UInt32(random.poissonWeight(entityHash: entityHashes[position]))
                }
            }
        }
    }
}

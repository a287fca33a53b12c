import RealModule

/// The bootstrap over creators of a pooled rate, or of two tiers' pooled rates (Methods 8).
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

    /// How often and by which random numbers a bootstrap draws (Methods 8.1, 8.4).
    package struct Plan: Sendable {
        /// `B`, at least 1; from 199 on p and interval agree.
        package var resamples: Int
        /// Shared by all streams; their labels tell them apart.
        package var seed: UInt64
        /// The level of the interval, `1 − α`.
        package var confidence: Double
        /// How often a creator counts in a replicate (Methods 8.2, 8.3).
        package var weights: Weights

        /// Traps without a resample.
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

    /// Creators drawn together: their random numbers and the slots of their weights.
    private struct Stratum {
        let stream: RandomStream
        let slots: Range<Int>
    }

    /// What the replicates are drawn by.
    package let plan: Plan
    /// Whether differences are of logarithms or of the values themselves.
    package let scale: Contrast.Scale
    /// `δ`, or `ln θ` or `θ` of a single tier.
    package let estimate: Double
    /// `se`, which is CR1; `nil` when a tier has one creator.
    package let standardError: Double?
    private let columns: BootstrapColumns
    private let strata: [Stratum]
    /// By slot; empty for multinomial weights.
    private let entityHashes: [UInt64]

    /// Two tiers, named as configured; `nil` when a point value is undefined.
    ///
    /// Labels are `boot/v1/METRIC/A~B/HOME`, with `metric` an id of Methods 4.1 or `roas`.
    package init?(
        _ a: TierSample, named nameA: String, _ b: TierSample, named nameB: String, metric: String,
        scale: Contrast.Scale, plan: Plan = Plan()
    ) {
        let pair = TierPair(a, b)
        let prefix = "boot/v1/\(metric)/\(nameA)~\(nameB)/"
        // Weights stand by home tier, in each in canonical order.
        let homes = (0..<pair.count).map { pair.home($0) }
        let countA = homes.count { $0 == .a }
        var slots: [Int32] = []
        var (nextA, nextB) = (Int32(0), Int32(countA))
        for home in homes {
            slots.append(home == .a ? nextA : nextB)
            if home == .a { nextA += 1 } else { nextB += 1 }
        }
        self.init(
            BootstrapColumns(pair, slots: slots, scale: scale), ranks: pair.creators, slots: slots,
            strata: [
                Stratum(stream: RandomStream(seed: plan.seed, label: prefix + nameA), slots: 0..<countA),
                Stratum(stream: RandomStream(seed: plan.seed, label: prefix + nameB), slots: countA..<pair.count),
            ],
            scale: scale, plan: plan)
    }

    /// One tier, label `boot/v1/METRIC/TIER`; `nil` when the point value is undefined.
    package init?(
        _ sample: TierSample, named name: String, metric: String, scale: Contrast.Scale, plan: Plan = Plan()
    ) {
        let stream = RandomStream(seed: plan.seed, label: "boot/v1/\(metric)/\(name)")
        self.init(
            BootstrapColumns(sample, scale: scale), ranks: sample.creators,
            slots: (0..<sample.count).map { Int32($0) }, strata: [Stratum(stream: stream, slots: 0..<sample.count)],
            scale: scale, plan: plan)
    }

    private init?(
        _ columns: BootstrapColumns, ranks: [Int32], slots: [Int32], strata: [Stratum],
        scale: Contrast.Scale, plan: Plan
    ) {
        self.columns = columns
        self.strata = strata
        self.scale = scale
        self.plan = plan
        if case .poisson(let entityHash) = plan.weights {
            var hashes = [UInt64](repeating: 0, count: ranks.count)
            for (rank, slot) in zip(ranks, slots) { hashes[Int(slot)] = entityHash(rank) }
            entityHashes = hashes
        } else {
            entityHashes = []
        }
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

    /// Draws the weights of replicate `b`; they stand in `weights` from `offset` on, where all are 0.
    private func draw(_ b: Int, into weights: inout [UInt32], from offset: Int) {
        var weights = weights.mutableSpan
        for stratum in strata {
            let random = stratum.stream.replicate(b)
            let first = offset + stratum.slots.lowerBound
            let count = stratum.slots.count
            switch plan.weights {
            case .multinomial:
                for k in 0..<count { weights[first + random.bounded(k, below: count)] += 1 }
            case .poisson:
                let hashes = entityHashes.span.extracting(stratum.slots)
                for index in hashes.indices {
                    weights[first + index] = UInt32(truncatingIfNeeded: random.poissonWeight(entityHash: hashes[index]))
                }
            }
        }
    }
}

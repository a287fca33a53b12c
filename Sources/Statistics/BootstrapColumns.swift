import RealModule

/// The creators of one or two tiers as the bootstrap's inner loops read them, and the statistics of a few replicates at
/// once (Methods 8.4).
///
/// Every sum of a replicate is plain and runs in canonical order (Methods 17.2), so one addition waits for the one before.
/// Four replicates side by side keep the processor busy meanwhile; none of them sees the others.
struct BootstrapColumns: Sendable {
    /// Replicates that are evaluated together.
    static let lanes = 4
    typealias Lanes = SIMD4<Double>

    /// One tier, in canonical order: where its creators' weights stand, and their totals.
    private struct Side {
        var slots: [Int32] = []
        var numerators: [Double] = []
        var denominators: [Double] = []

        init(_ sample: TierSample, indices: [Int?], slots: [Int32]) {
            for (position, index) in indices.enumerated() {
                guard let index else { continue }
                self.slots.append(slots[position])
                numerators.append(sample.numerators[index])
                denominators.append(sample.denominators[index])
            }
        }
    }

    /// Who a creator is in the joint list.
    private enum Kind {
        static let first: UInt8 = 0
        static let second: UInt8 = 1
        static let both: UInt8 = 2
    }

    /// Creators of both tiers together, in canonical order.
    let count: Int
    private let first: Side
    private let second: Side?
    private let scale: Contrast.Scale
    /// Where each creator's weight stands, by canonical position.
    private let slots: [Int32]
    /// By canonical position; for creators of both tiers their totals in the first.
    private var kinds: [UInt8] = []
    private var numerators: [Double] = []
    private var denominators: [Double] = []
    /// Totals in the second tier of creators of both, in canonical order.
    private var crossingNumerators: [Double] = []
    private var crossingDenominators: [Double] = []

    /// One tier.
    init(_ sample: TierSample, scale: Contrast.Scale) {
        let slots = (0..<sample.count).map { Int32($0) }
        self.init(Side(sample, indices: Array(0..<sample.count), slots: slots), nil, slots: slots, scale: scale)
        kinds = [UInt8](repeating: Kind.first, count: count)
        numerators = sample.numerators
        denominators = sample.denominators
    }

    /// Two tiers.
    ///
    /// - Parameter slots: where each creator's weight stands, a permutation: drawing is quicker where the creators that are
    ///   drawn together stand together.
    init(_ pair: TierPair, slots: [Int32], scale: Contrast.Scale) {
        self.init(
            Side(pair.a, indices: pair.indicesA, slots: slots), Side(pair.b, indices: pair.indicesB, slots: slots),
            slots: slots, scale: scale)
        for position in 0..<pair.count {
            switch (pair.indicesA[position], pair.indicesB[position]) {
            case (let a?, let b?):
                append(Kind.both, pair.a, a)
                crossingNumerators.append(pair.b.numerators[b])
                crossingDenominators.append(pair.b.denominators[b])
            case (let a?, nil): append(Kind.first, pair.a, a)
            case (nil, let b?): append(Kind.second, pair.b, b)
            case (nil, nil): preconditionFailure("a creator of a pair is in one of its tiers")
            }
        }
    }

    private init(_ first: Side, _ second: Side?, slots: [Int32], scale: Contrast.Scale) {
        self.first = first
        self.second = second
        self.slots = slots
        count = slots.count
        self.scale = scale
    }

    private mutating func append(_ kind: UInt8, _ sample: TierSample, _ index: Int) {
        kinds.append(kind)
        numerators.append(sample.numerators[index])
        denominators.append(sample.denominators[index])
    }

    /// `δ*` and `se* = √Σ w ψ²` of each lane.
    ///
    /// - Parameter weights: the lanes' weights end to end, each `count` long, by slot.
    func evaluate(_ weights: [UInt32]) -> [Bootstrap.Replicate] {
        precondition(weights.count == Self.lanes * count, "a weight for every creator of every lane")
        let sideA = rates(first, weights)
        let sideB = second.map { rates($0, weights) }
        let squares = squares(sideA, sideB, weights)
        return (0..<Self.lanes).map { lane in
            guard sideA.isDefined[lane], sideB?.isDefined[lane] ?? true else {
                return Bootstrap.Replicate(estimate: nil, standardError: nil)
            }
            let hasError = sideA.creators[lane] >= 2 && (sideB.map { $0.creators[lane] >= 2 } ?? true)
            return Bootstrap.Replicate(
                estimate: sideA.value(lane, scale) - (sideB?.value(lane, scale) ?? 0),
                standardError: hasError ? squares[lane].squareRoot() : nil)
        }
    }

    /// One tier's weighted rates, and the factor of its influences.
    private struct Rates {
        var creators = Lanes.zero
        var rate = Lanes.zero
        /// `f_g·d_g/X*`; 0 where it is not defined.
        var factor = Lanes.zero
        /// Whether `X* > 0`, and `θ* > 0` on the log scale.
        var isDefined = SIMDMask<SIMD4<Int64>>(repeating: false)

        func value(_ lane: Int, _ scale: Contrast.Scale) -> Double {
            scale == .log ? .log(rate[lane]) : rate[lane]
        }
    }

    private func rates(_ side: Side, _ weights: [UInt32]) -> Rates {
        var (creators, numerator, denominator) = (Lanes.zero, Lanes.zero, Lanes.zero)
        let span = weights.span
        let (slots, y, x) = (side.slots.span, side.numerators.span, side.denominators.span)
        for index in slots.indices {
            let weight = lanes(span, Int(slots[index]))
            creators += weight
            numerator += weight * y[index]
            denominator += weight * x[index]
        }
        var rates = Rates()
        rates.creators = creators
        for lane in 0..<Self.lanes where denominator[lane] > 0 {
            let rate = numerator[lane] / denominator[lane]
            guard scale == .linear || rate > 0 else { continue }
            rates.isDefined[lane] = true
            rates.rate[lane] = rate
            guard creators[lane] >= 2 else { continue }
            let derivative = scale == .log ? 1 / rate : 1
            rates.factor[lane] =
                (creators[lane] / (creators[lane] - 1)).squareRoot() * derivative / denominator[lane]
        }
        return rates
    }

    private func squares(_ sideA: Rates, _ sideB: Rates?, _ weights: [UInt32]) -> Lanes {
        let sideB = sideB ?? Rates()
        var squares = Lanes.zero
        var crossing = 0
        let span = weights.span
        let (slots, kinds, y, x) = (slots.span, kinds.span, numerators.span, denominators.span)
        for position in kinds.indices {
            let kind = kinds[position]
            let (rate, factor) = kind == Kind.second ? (sideB.rate, sideB.factor) : (sideA.rate, sideA.factor)
            var influence = (y[position] - rate * x[position]) * factor
            if kind == Kind.both {
                influence -=
                    (crossingNumerators[crossing] - sideB.rate * crossingDenominators[crossing]) * sideB.factor
                crossing += 1
            }
            squares += lanes(span, Int(slots[position])) * (influence * influence)
        }
        return squares
    }

    @inline(__always)
    private func lanes(_ weights: Span<UInt32>, _ slot: Int) -> Lanes {
        Lanes(
            Double(weights[slot]), Double(weights[count + slot]), Double(weights[2 * count + slot]),
            Double(weights[3 * count + slot]))
    }
}

/// How much cost per deal that nobody recorded, the same for every deal, ends a tier's lead in returns (Methods 25.2).
///
/// `h` takes the place of what is missing as `cost_c + h·deals_c`. Amounts are in the unit of the samples' money.
package struct HiddenCost: Sendable, Equatable {
    /// The `h` at which both tiers return the same; `nil` where none does.
    package let zero: Double?
    /// The smallest `h` at which contrast 9.3 (i) is not clear; 0 if it is not clear now, `nil` if it is still clear where the search
    /// ends.
    package let unclear: Double?

    private static let bisections = 60
    /// Where no `h` makes the returns equal, the search ends at this many times the larger mean cost of a deal.
    private static let farthest = 10.0

    /// The samples hold deals as units, net revenue over cost; `nil` unless A's ROAS is the larger. Where B leads, ask the other way
    /// round.
    package init?(leading a: TierSample, over b: TierSample, confidence: Double = 0.95) {
        guard let now = Contrast.pooledLinear(a, b, confidence: confidence), now.standardError != nil, now.estimate > 0
        else { return nil }
        let (netA, netB) = (a.numerators.compensatedSum(), b.numerators.compensatedSum())
        let (costA, costB) = (a.denominators.compensatedSum(), b.denominators.compensatedSum())
        let (dealsA, dealsB) = (Double(a.totalUnits), Double(b.totalUnits))
        // net_A/(C_A + h·D_A) = net_B/(C_B + h·D_B)
        let slope = netB * dealsA - netA * dealsB
        let equal = slope > 0 ? (netA * costB - netB * costA) / slope : 0
        let zero = equal > 0 && equal.isFinite ? equal : nil
        func isClear(_ cost: Double) -> Bool {
            let contrast = Contrast.pooledLinear(
                a.addingCost(perUnit: cost), b.addingCost(perUnit: cost), confidence: confidence)
            return contrast?.p.map { $0 <= 1 - confidence } ?? false
        }
        self.zero = zero
        guard isClear(0) else {
            unclear = 0
            return
        }
        var upper = zero ?? Self.farthest * max(costA / dealsA, costB / dealsB)
        if zero == nil, isClear(upper) {
            unclear = nil
            return
        }
        var lower = 0.0
        for _ in 0..<Self.bisections {
            let middle = (lower + upper) / 2
            if isClear(middle) { lower = middle } else { upper = middle }
        }
        unclear = upper
    }
}

extension TierSample {
    /// The sample with a further cost for every unit: of money, where denominators are costs.
    fileprivate func addingCost(perUnit cost: Double) -> TierSample {
        TierSample(
            creators: creators, units: units, numerators: numerators,
            denominators: zip(denominators, units).map { $0 + cost * Double($1) })
    }
}

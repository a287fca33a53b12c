/// The creators of two tiers as one list in canonical order, each with its home tier (Methods 3.5).
package struct TierPair: Sendable {
    /// The tier that a crossing creator counts for.
    package enum Home: Sendable { case a, b }

    /// The samples as they were given, A the lower tier.
    package let a: TierSample
    package let b: TierSample
    /// The ranks of all creators, ascending.
    package private(set) var creators: [Int32] = []
    /// The position of a creator in each sample, `nil` where it is absent; parallel to `creators`.
    package private(set) var indicesA: [Int?] = []
    package private(set) var indicesB: [Int?] = []

    /// Merges the two by rank; a creator who is in both becomes one entry.
    package init(_ a: TierSample, _ b: TierSample) {
        self.a = a
        self.b = b
        var (i, j) = (0, 0)
        while i < a.count || j < b.count {
            let takesA = j == b.count || (i < a.count && a.creators[i] <= b.creators[j])
            let takesB = i == a.count || (j < b.count && b.creators[j] <= a.creators[i])
            creators.append(takesA ? a.creators[i] : b.creators[j])
            indicesA.append(takesA ? i : nil)
            indicesB.append(takesB ? j : nil)
            if takesA { i += 1 }
            if takesB { j += 1 }
        }
    }

    /// Creators of either tier, crossing ones once.
    package var count: Int { creators.count }

    /// Creators who are in both tiers.
    package var crossing: Int { a.count + b.count - count }

    /// The tier with more of the creator's posts or deals; ties go to A.
    package func home(_ position: Int) -> Home {
        let unitsA = indicesA[position].map { a.units[$0] } ?? 0
        let unitsB = indicesB[position].map { b.units[$0] } ?? 0
        return unitsB > unitsA ? .b : .a
    }

    /// Each sample restricted to the creators at home in it, as ranks and permutations use them (Methods 10.2).
    package var atHome: (a: TierSample, b: TierSample) {
        var homeA: Set<Int32> = []
        for position in 0..<count where home(position) == .a { homeA.insert(creators[position]) }
        return (a.removing { !homeA.contains($0) }, b.removing { homeA.contains($0) })
    }
}

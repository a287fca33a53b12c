/// Positions of things by the group that they belong to, ascending within each.
struct Groups {
    private var positions: [Int32]
    /// One more than there are groups.
    private var starts: [Int]

    /// - Parameter isKept: which positions are grouped at all.
    init(_ groupOf: [Int32], groups: Int, where isKept: (Int) -> Bool = { _ in true }) {
        starts = [Int](repeating: 0, count: groups + 1)
        for (position, group) in groupOf.enumerated() where isKept(position) { starts[Int(group) + 1] += 1 }
        for group in 0..<groups { starts[group + 1] += starts[group] }
        positions = [Int32](repeating: 0, count: starts[groups])
        var next = starts
        for (position, group) in groupOf.enumerated() where isKept(position) {
            positions[next[Int(group)]] = Int32(position)
            next[Int(group)] += 1
        }
    }

    subscript(group: Int) -> LazyMapSequence<ArraySlice<Int32>, Int> {
        positions[starts[group]..<starts[group + 1]].lazy.map { Int($0) }
    }
}

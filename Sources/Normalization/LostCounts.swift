internal import SocialData
internal import StageFiles

/// Counts that a post has in some of its rows and not in the one that counts (Methods 1.6), as where a public tool and the network's own export both
/// hold it.
struct LostCounts: Sendable {
    /// Columns of which a missing value is a number that is not known.
    private static let counts = RowOrder.countsOfPosts

    private(set) var posts = 0
    /// By place in `counts`.
    private var isLost = [Bool](repeating: false, count: Self.counts.count)

    /// What is lost, in the order of the columns.
    var columns: [PostColumn] { zip(Self.counts, isLost).filter(\.1).map(\.0) }

    /// - Parameters:
    ///   - greatest: the row that counts.
    ///   - group: all rows of a post.
    mutating func add(_ greatest: Int, of group: [Int], _ rows: StageRows) {
        var isAny = false
        for (place, column) in Self.counts.enumerated() where Self.witness(of: column, greatest, group, rows) != nil { (isLost[place], isAny) = (true, true) }
        if isAny { posts += 1 }
    }

    mutating func merge(_ other: LostCounts) {
        posts += other.posts
        for place in isLost.indices where other.isLost[place] { isLost[place] = true }
    }

    /// Of the rows of a post, beside the greatest, those without which nobody would see what it lacks.
    static func witnesses(_ greatest: Int, of group: [Int], _ rows: StageRows) -> [Int] {
        var witnesses: [Int] = []
        for column in counts {
            if let witness = witness(of: column, greatest, group, rows), !witnesses.contains(where: { !rows.isMissing($0, column.position) }) { witnesses.append(witness) }
        }
        return witnesses
    }

    private static func witness(of column: PostColumn, _ greatest: Int, _ group: [Int], _ rows: StageRows) -> Int? {
        rows.isMissing(greatest, column.position) ? group.first { !rows.isMissing($0, column.position) } : nil
    }
}

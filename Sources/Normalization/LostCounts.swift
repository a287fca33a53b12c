internal import SocialData
internal import StageFiles

/// Counts that a post has in some of its rows and not in the one that counts (Methods 1.6), as where a public tool and the network's own export both
/// hold it; or has greater ones there, in a row that does not say when it was exported.
struct LostCounts: Sendable {
    enum Kind: Int, Sendable, CaseIterable {
        case missing, lower
    }

    /// Columns of which a missing value is a number that is not known.
    private static let counts = RowOrder.countsOfPosts

    /// Posts, by kind.
    private var posts = [Int](repeating: 0, count: Kind.allCases.count)
    /// By kind, and by place in `counts`.
    private var isLost = [[Bool]](repeating: [Bool](repeating: false, count: Self.counts.count), count: Kind.allCases.count)

    func posts(_ kind: Kind) -> Int { posts[kind.rawValue] }

    /// What is lost, in the order of the columns.
    func columns(_ kind: Kind) -> [PostColumn] { zip(Self.counts, isLost[kind.rawValue]).filter(\.1).map(\.0) }

    /// - Parameters:
    ///   - greatest: the row that counts.
    ///   - group: all rows of a post.
    mutating func add(_ greatest: Int, of group: [Int], _ rows: StageRows) {
        var kinds: Set<Kind> = []
        for (place, column) in Self.counts.enumerated() {
            guard let kind = Self.loss(of: column, greatest, group, rows) else { continue }
            isLost[kind.rawValue][place] = true
            kinds.insert(kind)
        }
        for kind in kinds { posts[kind.rawValue] += 1 }
    }

    mutating func merge(_ other: LostCounts) {
        for kind in posts.indices {
            posts[kind] += other.posts[kind]
            for place in isLost[kind].indices where other.isLost[kind][place] { isLost[kind][place] = true }
        }
    }

    private static func loss(of column: PostColumn, _ greatest: Int, _ group: [Int], _ rows: StageRows) -> Kind? {
        guard let counted = rows.number(greatest, column.position) else {
            return group.contains { !rows.isMissing($0, column.position) } ? .missing : nil
        }
        guard !isUndated(greatest, rows), let other = most(column, group, rows) else { return nil }
        return other.count > counted ? .lower : nil
    }

    /// Of the rows of a post, beside the greatest, those without which nobody would see what it loses, or a greater one that comes later.
    static func witnesses(_ greatest: Int, of group: [Int], _ rows: StageRows) -> [Int] {
        var witnesses: [Int] = []
        for column in counts {
            let lacking = rows.isMissing(greatest, column.position) ? group.first { !rows.isMissing($0, column.position) } : nil
            for row in [lacking, most(column, group, rows)?.row].compactMap(\.self) where row != greatest && !witnesses.contains(row) { witnesses.append(row) }
        }
        return witnesses
    }

    /// The greatest count of the rows that do not say when they were exported.
    private static func most(_ column: PostColumn, _ group: [Int], _ rows: StageRows) -> (count: Int64, row: Int)? {
        var most: (count: Int64, row: Int)?
        for row in group where isUndated(row, rows) {
            if let count = rows.number(row, column.position), count > most?.count ?? .min { most = (count, row) }
        }
        return most
    }

    private static func isUndated(_ row: Int, _ rows: StageRows) -> Bool { rows.isMissing(row, PostColumn.exportedAt.position) }
}

internal import ExportFormats
internal import SocialData

/// What the first posts of a file show of whether each has one row.
///
/// Several rows of one time with other counts are no states of a post but parts of it, as an export by country writes them, or by day; of
/// the rows of a post one counts (Methods 1.6), and what the others hold is missing. A post that only a short link names is another one than
/// that of a file with its id.
struct PostParts {
    private struct State {
        var exportedAt: Int64?
        var counts: [Int64?]
        var isParted = false
    }

    /// What writes parts of posts writes them of every post, so the first rows tell.
    private static let mostRows = 4096
    private static let columns = [PostColumn.likes, .comments, .shares, .saves, .views, .reach, .impressions].map(\.position)

    private var states: [[UInt8]: State] = [:]
    private(set) var rows = 0

    /// Posts that were looked at, and those of them that stand in parts.
    var posts: Int { states.count }
    private(set) var parted = 0
    /// Posts whose number is a short link.
    private(set) var linked = 0

    mutating func add(_ rows: EntityRows) {
        guard rows.entity == .posts, self.rows < Self.mostRows else { return }
        for row in rows.lines.indices where rows.isKept[row] && self.rows < Self.mostRows {
            self.rows += 1
            add(row, rows.columns)
        }
    }

    private mutating func add(_ row: Int, _ columns: [ColumnValues]) {
        func number(_ column: Int) -> Int64? { columns[column].isPresent[row] ? columns[column].numbers[row] : nil }
        func text(_ column: PostColumn) -> ArraySlice<UInt8> { columns[column.position].bytes[columns[column.position].range(row)] }
        let post = Array(text(.platform)) + [0] + text(.postID)
        let state = State(exportedAt: number(PostColumn.exportedAt.position), counts: Self.columns.map(number))
        guard let known = states[post] else {
            states[post] = state
            let id = Array(text(.postID))
            if PlatformLink.isShort(id.span) { linked += 1 }
            return
        }
        guard !known.isParted, known.exportedAt == state.exportedAt, known.counts != state.counts else { return }
        states[post]?.isParted = true
        parted += 1
    }
}

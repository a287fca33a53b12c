internal import RecordFormats
internal import SocialData

/// Which rows of a shard are kept, one per identity (Methods 1.6), in the order of the identities.
struct ShardDuplicates: Sendable {
    /// Kept rows, as numbered by the index.
    private(set) var kept: [UInt32] = []
    private(set) var tally = DuplicateTally()
    /// The rows that have a twin, `input` and `line` included, and the groups they form.
    private(set) var rows: RowStore
    private(set) var groups: [(keptPlace: Int, rows: Range<Int>, identity: String)] = []
    /// What the index calls those rows.
    private(set) var numbers: [UInt32] = []

    /// - Parameters:
    ///   - index: sorted.
    ///   - text: the shard's text.
    ///   - line: where a row stands in the text, without its line end.
    init(
        _ index: IdentityIndex, text: [UInt8], files: StagedFiles, order: RowOrder, line: (_ row: Int) -> Range<Int>
    ) throws {
        rows = RowStore(columns: files.width)
        kept.reserveCapacity(index.count)
        // Rows with a twin are few: they are split once more, all together.
        var twins: [UInt8] = []
        var pending: [(keptPlace: Int, members: Range<Int>, place: Int)] = []
        var twinRows: [UInt32] = []
        var place = 0
        while place < index.count {
            var end = place + 1
            while end < index.count, index.isSame(place, end) { end += 1 }
            kept.append(UInt32(index.row(at: place)))
            if end - place > 1 {
                let first = twinRows.count
                for member in place..<end {
                    let row = index.row(at: member)
                    twins.append(contentsOf: text[line(row)])
                    twins.append(UInt8(ascii: "\n"))
                    twinRows.append(UInt32(row))
                }
                pending.append((kept.count - 1, first..<twinRows.count, place))
            }
            place = end
        }
        guard !pending.isEmpty else { return }
        try files.forEachBatch(of: twins) { batch in
            for record in batch.records { rows.append(batch, record) }
        }
        for group in pending {
            var greatest = group.members.lowerBound
            for member in group.members.dropFirst() where order.precedes(rows, greatest, member) { greatest = member }
            kept[group.keptPlace] = twinRows[greatest]
            tally.drop(group.members.count - 1)
            if group.members.contains(where: { order.contradict(rows, $0, greatest) }) {
                tally.addConflict(index.text(at: group.place))
            }
            groups.append((group.keptPlace, group.members, index.text(at: group.place)))
        }
        numbers = twinRows
    }
}

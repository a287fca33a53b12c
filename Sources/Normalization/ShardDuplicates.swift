internal import SocialData
internal import StageFiles

/// Which rows of a shard are kept, one per identity (Methods 1.6), in the order of the identities.
struct ShardDuplicates: Sendable {
    /// Rows of one identity.
    struct Group: Sendable {
        /// Its place in `kept`.
        var keptPlace: Int
        var rows: [Int]
        /// The first of its places in the index.
        var place: Int
    }

    private(set) var kept: [UInt32] = []
    private(set) var tally = DuplicateTally()
    /// The identities that have several rows.
    private(set) var groups: [Group] = []

    /// - Parameter index: of the rows, sorted.
    init(_ index: IdentityIndex, rows: StageRows, order: RowOrder) {
        kept.reserveCapacity(index.count)
        var place = 0
        while place < index.count {
            var end = place + 1
            while end < index.count, index.isSame(place, end) { end += 1 }
            if end - place == 1 {
                kept.append(UInt32(index.row(at: place)))
            } else {
                let members = (place..<end).map(index.row(at:))
                var greatest = members[0]
                for member in members.dropFirst() where order.precedes(rows, greatest, member) { greatest = member }
                tally.drop(members.count - 1)
                if members.contains(where: { order.contradict(rows, $0, greatest) }) { tally.addConflict(index.text(at: place)) }
                groups.append(Group(keptPlace: kept.count, rows: members, place: place))
                kept.append(UInt32(greatest))
            }
            place = end
        }
    }
}

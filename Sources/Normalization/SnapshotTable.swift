internal import SocialData
internal import StageFiles
internal import TextValues

/// One count of followers of a channel: of a staged row, or taken from posts' `followers_at_export`.
struct SnapshotEntry: Sendable, Equatable {
    /// Number of (creator, platform); −1 where the row shows no identity.
    var channel: Int32
    /// Staged row, or −1.
    var row: Int32
    /// For derived entries the account, as numbered by the open resolver.
    var account: Int32
    /// Seconds since 1970, or `missingInstant` for a profile count.
    var instant: Int64
    /// 0 where missing.
    var followers: Int64

    var isDerived: Bool { row < 0 }
}

/// All follower counts: staged snapshots and profiles, and what posts say about their export time.
struct SnapshotTable: Sendable {
    private var rows = StageRows(.staged(.snapshots))
    private(set) var entries: [SnapshotEntry] = []
    private let order = RowOrder(.snapshots)
    private(set) var tally = DuplicateTally()

    /// Rows equal to the one before them, which are not kept: a file may repeat one for ever.
    private var repeated = 0

    /// Staged rows.
    var accepted: Int { rows.count + repeated }

    mutating func add(_ batch: StageRows, _ resolver: inout AccountResolver) {
        let (platform, creatorID) = (SnapshotColumn.platform.position, SnapshotColumn.creatorID.position)
        let (accountID, handle) = (SnapshotColumn.accountID.position, SnapshotColumn.handle.position)
        let (observedAt, followers) = (SnapshotColumn.observedAt.position, SnapshotColumn.followers.position)
        for row in batch.indices {
            let account = resolver.resolve(
                batch.bytes.span, platform: batch.range(row, platform), creatorID: batch.range(row, creatorID),
                account: batch.range(row, accountID), handle: batch.range(row, handle))
            let instant = batch.number(row, observedAt)
            let count = batch.number(row, followers)
            let channel = resolver[account].channel
            if channel >= 0, rows.count > 0, repeats(batch, row) {
                repeated += 1
                continue
            }
            entries.append(
                SnapshotEntry(
                    channel: channel, row: Int32(rows.count), account: Int32(account),
                    instant: instant ?? missingInstant, followers: count ?? 0))
            rows.append(row, of: batch)
        }
    }

    /// Adds a count that a post's row shows; `account` is the open resolver's number.
    mutating func addDerived(account: Int, channel: Int32, instant: Int64, followers: Int64) {
        entries.append(
            SnapshotEntry(channel: channel, row: -1, account: Int32(account), instant: instant, followers: followers))
    }

    /// Sorts by channel and instant and keeps one entry of each: the larger count, then the greater row. Call once, after
    /// all counts were added.
    ///
    /// - Parameter resolver: the one that numbered the accounts.
    mutating func resolveDuplicates(_ resolver: AccountResolver) {
        entries = entries.sorted { left, right in
            if left.channel != right.channel { return left.channel < right.channel }
            if left.instant != right.instant { return left.instant < right.instant }
            return precedes(left, right, resolver)
        }
        var kept: [SnapshotEntry] = []
        kept.reserveCapacity(entries.count)
        var start = 0
        while start < entries.count {
            var end = start + 1
            while end < entries.count, isSame(entries[start], entries[end]) { end += 1 }
            kept.append(entries[end - 1])
            countDuplicates(start..<end, resolver)
            start = end
        }
        entries = kept
        if repeated > 0 { tally.drop(repeated) }
    }

    /// Fact rows of all entries: by creator shard, in each by creator key, platform and instant.
    func facts(_ resolver: AccountResolver) -> FactRows {
        let rank = resolver.creators.channelRanks()
        // Rows without identity come first; they have no creator to stand with.
        let sorted = entries.sorted { left, right in
            let (leftShard, rightShard) = (shard(left, resolver), shard(right, resolver))
            if leftShard != rightShard { return leftShard < rightShard }
            if left.channel != right.channel {
                return (left.channel < 0 ? -1 : rank[Int(left.channel)]) < (right.channel < 0 ? -1 : rank[Int(right.channel)])
            }
            return left.instant != right.instant ? left.instant < right.instant : precedes(left, right, resolver)
        }
        var output = FactRows(.snapshots)
        for (place, entry) in sorted.enumerated() {
            append(entry, resolver, to: &output.rows)
            let shard = shard(entry, resolver)
            if place + 1 == sorted.count || self.shard(sorted[place + 1], resolver) != shard {
                output.close(shard: shard, end: place + 1)
            }
        }
        return output
    }

    private func shard(_ entry: SnapshotEntry, _ resolver: AccountResolver) -> Int {
        max(0, Int(resolver[Int(entry.account)].shard))
    }

    /// Appends an entry's fact row.
    private func append(_ entry: SnapshotEntry, _ resolver: AccountResolver, to output: inout StageRows) {
        if entry.isDerived {
            let shown: [SnapshotColumn] = [.platform, .creatorID, .accountID, .handle]
            for (column, part) in zip(shown, resolver.parts(Int(entry.account))) {
                output.append(text: part.span, to: column.position)
            }
            output.append(number: entry.instant == missingInstant ? nil : entry.instant, to: SnapshotColumn.observedAt.position)
            output.append(number: entry.followers, to: SnapshotColumn.followers.position)
            output.append(number: nil, to: SnapshotColumn.following.position)
            output.append(number: nil, to: SnapshotColumn.posts.position)
            output.appendMissing(to: SnapshotColumn.estimated.position)
        } else {
            for column in Entity.snapshots.columns.indices { output.appendCell(column, Int(entry.row), of: rows) }
        }
        output.append(to: SnapshotColumn.creator.position) { resolver.appendKey(resolver[Int(entry.account)], to: &$0) }
        output.endRow()
    }

    /// Whether a row is that which was kept last.
    private func repeats(_ batch: StageRows, _ row: Int) -> Bool {
        Entity.snapshots.columns.indices.allSatisfy { rows.isSame($0, rows.count - 1, batch, row) }
    }

    private func isSame(_ left: SnapshotEntry, _ right: SnapshotEntry) -> Bool {
        left.channel >= 0 && left.channel == right.channel && left.instant == right.instant
    }

    /// The order within one channel and instant: followers, then a staged row before what was derived, then all columns.
    private func precedes(_ left: SnapshotEntry, _ right: SnapshotEntry, _ resolver: AccountResolver) -> Bool {
        if left.followers != right.followers { return left.followers < right.followers }
        if left.isDerived != right.isDerived { return left.isDerived }
        if left.isDerived {
            guard left.account != right.account else { return false }
            return compareParts(resolver.parts(Int(left.account)), resolver.parts(Int(right.account))) < 0
        }
        return order.precedes(rows, Int(left.row), Int(right.row))
    }

    private mutating func countDuplicates(_ group: Range<Int>, _ resolver: AccountResolver) {
        let staged = group.filter { !entries[$0].isDerived }
        guard let last = staged.last else { return }
        let dropped = entries[group.upperBound - 1].isDerived ? staged.count : staged.count - 1
        guard dropped > 0 else { return }
        tally.drop(dropped)
        let greatest = entries[group.upperBound - 1].followers
        if staged.contains(where: { entries[$0].followers != greatest }) {
            let example = describe(entries[last])
            tally.addConflict(example)
        }
    }

    private func describe(_ entry: SnapshotEntry) -> String {
        let row = Int(entry.row)
        let columns: [SnapshotColumn] = [.platform, .creatorID, .accountID, .handle, .observedAt]
        return columns.map { rows.text(row, $0.position) }.filter { !$0.isEmpty }.joined(separator: " ")
    }

    private func compareParts(_ left: [[UInt8]], _ right: [[UInt8]]) -> Int {
        for (one, other) in zip(left, right) {
            let order = compareBytes(one.span, other.span)
            if order != 0 { return order }
        }
        return 0
    }
}

internal import SocialData
internal import StageFiles
internal import TextValues

/// The follower counts of one shard's creators.
struct SnapshotFacts {
    private struct Count {
        let creator: Int32
        let platform: Int32
        let instant: Int64
        let followers: Int64
    }

    private var counts: [Count] = []
    private let columns = (
        creator: SnapshotColumn.creator.position, platform: SnapshotColumn.platform.position,
        observedAt: SnapshotColumn.observedAt.position, followers: SnapshotColumn.followers.position
    )

    /// Adds the rows of creators that have posts or deals. Counts without a time or of nobody tell nothing of growth.
    mutating func add(_ batch: borrowing StageRows, words: inout FactWords) {
        let bytes = batch.bytes.span
        for row in batch.indices {
            guard let creator = words.creators.find(bytes.extracting(batch.range(row, columns.creator))),
                let instant = batch.number(row, columns.observedAt),
                let followers = batch.number(row, columns.followers), followers > 0
            else { continue }
            let platform = words.platforms.insert(bytes.extracting(batch.range(row, columns.platform)))
            counts.append(
                Count(creator: Int32(creator), platform: Int32(platform), instant: instant, followers: followers))
        }
    }

    /// Growth by creator number.
    func growth(creators: Int) -> [FollowerGrowth?] {
        var growth = [FollowerGrowth?](repeating: nil, count: creators)
        let ordered = counts.sorted {
            ($0.creator, $0.platform, $0.instant, $0.followers) < ($1.creator, $1.platform, $1.instant, $1.followers)
        }
        var start = 0
        while start < ordered.count {
            let creator = ordered[start].creator
            var accounts: [[(instant: Int64, followers: Int64)]] = []
            var platform: Int32 = -1
            while start < ordered.count, ordered[start].creator == creator {
                if ordered[start].platform != platform { accounts.append([]) }
                platform = ordered[start].platform
                accounts[accounts.count - 1].append((instant: ordered[start].instant, followers: ordered[start].followers))
                start += 1
            }
            growth[Int(creator)] = FollowerGrowth(accounts)
        }
        return growth
    }
}

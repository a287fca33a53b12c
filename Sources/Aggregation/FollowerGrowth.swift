internal import RecordFormats
internal import SocialData
internal import TextValues
internal import Statistics

/// How a creator's followers grew between two counts at most a week apart (Methods 15 (c)).
struct FollowerGrowth: Sendable, Equatable {
    /// The counts of the largest relative gain, on any platform; `before` is positive.
    var before: Int64
    var after: Int64
    /// Whether any gain was a jump, and whether any jump was reversed.
    var hasJump: Bool
    var isReversed: Bool

    private static let longestGap: Int64 = 7 * CivilTime.secondsPerDay

    /// nil without two counts at most a week apart.
    ///
    /// - Parameter accounts: the counts of each platform by instant.
    init?(_ accounts: [[(instant: Int64, followers: Int64)]]) {
        var largest: (before: Int64, after: Int64)?
        var jumps: [AuthenticityFlags.FollowerJump] = []
        for counts in accounts {
            for (before, after) in zip(counts, counts.dropFirst()) where after.instant - before.instant <= Self.longestGap {
                let isLarger =
                    largest.map {
                        Int128(after.followers) * Int128($0.before) > Int128($0.after) * Int128(before.followers)
                    } ?? true
                if isLarger { largest = (before: before.followers, after: after.followers) }
            }
            jumps += AuthenticityFlags.followerJumps(counts)
        }
        guard let largest else { return nil }
        self.init(
            before: largest.before, after: largest.after, hasJump: !jumps.isEmpty,
            isReversed: jumps.contains(where: \.isReversed))
    }

    init(before: Int64, after: Int64, hasJump: Bool, isReversed: Bool) {
        self.before = before
        self.after = after
        self.hasJump = hasJump
        self.isReversed = isReversed
    }

    /// `f₁/f₀ − 1`
    var relativeGain: Double { Double(after) / Double(before) - 1 }
}

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
        creator: Entity.snapshots.factPosition("creator"), platform: Entity.snapshots.factPosition("platform"),
        observedAt: Entity.snapshots.factPosition("observed_at"), followers: Entity.snapshots.factPosition("followers")
    )

    /// Adds the rows of creators that have posts or deals. Counts without a time or of nobody tell nothing of growth.
    mutating func add(_ batch: borrowing FieldBatch, words: inout FactWords) {
        let bytes = batch.bytes.span
        for record in batch.records {
            guard let creator = words.creators.find(bytes.extracting(batch.range(record, columns.creator))),
                let instant = Canonical.instant(bytes.extracting(batch.range(record, columns.observedAt))),
                let followers = Canonical.count(bytes.extracting(batch.range(record, columns.followers))), followers > 0
            else { continue }
            let platform = words.platforms.insert(bytes.extracting(batch.range(record, columns.platform)))
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

internal import Findings
internal import SocialData
internal import Statistics

/// The flags of Methods 15 for all creators, by canonical place. Heuristics: they are shown with their inputs and drop
/// nothing. Repeated comments (15 (d)) are not assessed: no input holds the texts of comments.
struct AuthenticityMarks: Sendable {
    /// Of a creator's platforms the z farthest from 0; nil where none could be computed.
    private(set) var sizeZ: [Double?]
    private(set) var commentLikeZ: [Double?]
    private(set) var growth: [FollowerGrowth?]
    private var marks: [Set<CreatorFlag>]

    init(_ tally: MergedTally) {
        let creators = tally.creatorsInOrder
        sizeZ = [Double?](repeating: nil, count: creators.count)
        commentLikeZ = sizeZ
        marks = [Set<CreatorFlag>](repeating: [], count: creators.count)
        growth = creators.map { tally.creatorTally.growth($0) }
        for (rank, growth) in growth.enumerated() {
            if growth?.hasJump == true { marks[rank].insert(.followerJump) }
            if growth?.isReversed == true { marks[rank].insert(.reversedJump) }
        }
        assess(Self.channels(tally))
    }

    /// Whether the creator has enough data for a flag.
    func isAssessed(_ rank: Int, _ flag: CreatorFlag) -> Bool {
        switch flag {
        case .lowForSize, .highForSize: sizeZ[rank] != nil
        case .commentLike: commentLikeZ[rank] != nil
        case .followerJump, .reversedJump: growth[rank] != nil
        case .any: CreatorFlag.single.contains { isAssessed(rank, $0) }
        }
    }

    func isFlagged(_ rank: Int, _ flag: CreatorFlag) -> Bool {
        flag == .any ? !marks[rank].isEmpty : marks[rank].contains(flag)
    }

    /// In the order of `CreatorFlag`.
    func flags(_ rank: Int) -> [CreatorFlag] { CreatorFlag.single.filter { marks[rank].contains($0) } }

    // MARK: Scores

    /// A creator's posts on one platform, whatever the tier.
    private struct Channel {
        let rank: Int
        let platform: Int
        var engagement = MetricTotals()
        var comments: Int128 = 0
        var likes: Int128 = 0
    }

    private static func channels(_ tally: MergedTally) -> [Channel] {
        var channels: [Channel] = []
        for (rank, creator) in tally.creatorsInOrder.enumerated() {
            for totals in tally.creatorTally.channels(creator) {
                if channels.last?.rank != rank || channels.last?.platform != totals.platform {
                    channels.append(Channel(rank: rank, platform: totals.platform))
                }
                channels[channels.count - 1].engagement += totals.engagement
                channels[channels.count - 1].comments += totals.commentLike.numerator + totals.commentsWithoutLikes
                channels[channels.count - 1].likes += totals.commentLike.denominator
            }
        }
        return channels
    }

    private mutating func assess(_ channels: [Channel]) {
        let withRate = channels.filter { $0.engagement.units > 0 }
        let bins = withRate.map { channel in
            let followers = Int64(clamping: channel.engagement.denominator / Int128(channel.engagement.units))
            // Every post of a rate has followers, so there is a bin.
            return TierScheme.bin(followers: followers) ?? 0
        }
        let rates = withRate.map { Double($0.engagement.logSum) / (Double(PostLog.scale) * Double($0.engagement.units)) }
        let sizes = AuthenticityFlags.engagementForSize(platforms: withRate.map(\.platform), bins: bins, logRates: rates)
        for (channel, z) in zip(withRate, sizes) {
            guard let z else { continue }
            Self.keepFarthest(z, in: &sizeZ[channel.rank])
            if z <= -AuthenticityFlags.limit { marks[channel.rank].insert(.lowForSize) }
            if z >= AuthenticityFlags.limit { marks[channel.rank].insert(.highForSize) }
        }

        let withLikes = channels.filter { $0.comments > 0 || $0.likes > 0 }
        let ratios = withLikes.map {
            AuthenticityFlags.commentLike(comments: Double(exactTotal: $0.comments), likes: Double(exactTotal: $0.likes))
        }
        let scores = AuthenticityFlags.withinPlatform(platforms: withLikes.map(\.platform), values: ratios)
        for (channel, z) in zip(withLikes, scores) {
            guard let z else { continue }
            Self.keepFarthest(z, in: &commentLikeZ[channel.rank])
            if abs(z) >= AuthenticityFlags.limit { marks[channel.rank].insert(.commentLike) }
        }
    }

    private static func keepFarthest(_ z: Double, in kept: inout Double?) {
        if abs(z) > abs(kept ?? 0) || kept == nil { kept = z }
    }
}

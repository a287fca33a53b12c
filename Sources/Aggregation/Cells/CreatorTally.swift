internal import SocialData

/// The profiles of all creators, packed, by creator number: what is kept of them until every shard has been read.
struct CreatorTally: Sendable {
    private var months = CreatorRecords()
    private var deals = CreatorRecords()
    private var channels = CreatorRecords()
    private var topics = CreatorRecords()
    private var reach = CreatorRecords()
    /// Words of all shards' platforms; channels name them by these numbers.
    private(set) var platforms = ByteTable()
    /// Hashes of all hashtags, and of all niches: how many there are is the vocabulary (Methods 16).
    private var hashtags: Set<UInt64> = []
    private var niches: Set<UInt64> = []

    /// Appends a shard's creators, in its canonical order.
    mutating func append(_ shard: ShardProfiles) {
        let platformNumbers = shard.platforms.map { platforms.insert($0.span) }
        for profile in shard.profiles {
            months.append(profile.months.flatMap { [Int128($0.month), Int128($0.tier), Int128($0.posts), $0.engagement, $0.spend] })
            deals.append(profile.deals.flatMap { [Int128($0.tier), Int128($0.cost), $0.net, $0.hasOrders ? 1 : 0] })
            channels.append(profile.channels.flatMap { numbers($0, platform: platformNumbers[$0.platform]) })
            topics.append(numbers(profile.hashtags) + numbers(profile.niches) + [Int128(profile.brandTagCount)])
            reach.append(reachNumbers(profile))
        }
        hashtags.formUnion(shard.hashtags)
        niches.formUnion(shard.niches)
    }

    /// To be called after the last shard.
    mutating func trim() {
        months.trim()
        deals.trim()
        channels.trim()
        topics.trim()
        reach.trim()
    }

    // MARK: Reading

    /// No fewer than all creators' months: memory that none of them needs is not touched.
    var mostMonths: Int { months.mostNumbers / 5 }

    func months(_ creator: Int) -> [MonthAmounts] {
        var record = months.record(creator)
        var amounts: [MonthAmounts] = []
        while !record.isAtEnd {
            var month = MonthAmounts(month: record.nextInt(), tier: record.nextInt())
            month.posts = record.nextInt()
            month.engagement = record.next()
            month.spend = record.next()
            amounts.append(month)
        }
        return amounts
    }

    func deals(_ creator: Int) -> [PaidDeal] {
        var record = deals.record(creator)
        var deals: [PaidDeal] = []
        while !record.isAtEnd {
            deals.append(
                PaidDeal(tier: record.nextInt(), cost: Int64(record.next()), net: record.next(), hasOrders: record.next() == 1))
        }
        return deals
    }

    func channels(_ creator: Int) -> [ChannelTotals] {
        var record = channels.record(creator)
        var channels: [ChannelTotals] = []
        while !record.isAtEnd {
            var channel = ChannelTotals(platform: record.nextInt(), tier: record.nextInt())
            channel.posts = record.nextInt()
            channel.engagement = ratio(&record)
            channel.commentLike = ratio(&record)
            channel.commentsWithoutLikes = record.next()
            channels.append(channel)
        }
        return channels
    }

    /// What the creator's posts are about: hashtags, or niches where no post of anybody has a hashtag.
    func topics(_ creator: Int) -> (topics: TopicCounts, brandTagCount: Int) {
        var record = topics.record(creator)
        let (hashtags, niches) = (counts(&record), counts(&record))
        return (usesHashtags ? hashtags : niches, record.nextInt())
    }

    /// Whether any post has hashtags.
    var usesHashtags: Bool { !hashtags.isEmpty }

    /// `K`, the different topics of all creators' posts.
    var vocabulary: Int { usesHashtags ? hashtags.count : niches.count }

    func growth(_ creator: Int) -> FollowerGrowth? {
        var record = reach.record(creator)
        guard !record.isAtEnd, record.nextInt() & 1 == 1 else { return nil }
        return FollowerGrowth(
            before: Int64(record.next()), after: Int64(record.next()), hasJump: record.next() == 1,
            isReversed: record.next() == 1)
    }

    func audienceOverlap(_ creator: Int) -> Double? {
        var record = reach.record(creator)
        guard !record.isAtEnd else { return nil }
        let kinds = record.nextInt()
        guard kinds & 2 == 2 else { return nil }
        if kinds & 1 == 1 { for _ in 0..<4 { _ = record.next() } }
        return Double(bitPattern: UInt64(record.next()))
    }

    // MARK: Packing

    private func numbers(_ channel: ChannelTotals, platform: Int) -> [Int128] {
        [Int128(platform), Int128(channel.tier), Int128(channel.posts)] + numbers(channel.engagement)
            + numbers(channel.commentLike) + [channel.commentsWithoutLikes]
    }

    private func numbers(_ totals: MetricTotals) -> [Int128] {
        [Int128(totals.units), totals.numerator, totals.denominator, Int128(totals.logSum)]
    }

    private func numbers(_ topics: TopicCounts) -> [Int128] {
        [Int128(topics.posts), Int128(topics.topicsByCount.count)]
            + topics.topicsByCount.flatMap { [Int128($0.count), Int128($0.topics)] }
    }

    /// Empty where neither is known; else which are, and they.
    private func reachNumbers(_ profile: CreatorProfile) -> [Int128] {
        let kinds = (profile.growth == nil ? 0 : 1) | (profile.audienceOverlap == nil ? 0 : 2)
        guard kinds > 0 else { return [] }
        var numbers = [Int128(kinds)]
        if let growth = profile.growth {
            numbers += [Int128(growth.before), Int128(growth.after), growth.hasJump ? 1 : 0, growth.isReversed ? 1 : 0]
        }
        if let overlap = profile.audienceOverlap { numbers.append(Int128(overlap.bitPattern)) }
        return numbers
    }

    private func ratio(_ record: inout CreatorRecords.Reader) -> MetricTotals {
        var totals = MetricTotals()
        totals.units = record.nextInt()
        totals.numerator = record.next()
        totals.denominator = record.next()
        totals.logSum = Int64(record.next())
        return totals
    }

    private func counts(_ record: inout CreatorRecords.Reader) -> TopicCounts {
        var counts = TopicCounts()
        counts.posts = record.nextInt()
        let different = record.nextInt()
        for _ in 0..<different {
            counts.topicsByCount.append((count: record.nextInt(), topics: record.nextInt()))
        }
        return counts
    }
}

/// The profiles of one shard's creators, in canonical order.
struct ShardProfiles: Sendable {
    var profiles: [CreatorProfile] = []
    /// Words of the platforms that channels name by number.
    var platforms: [[UInt8]] = []
    /// Hashes of the topics that organic posts carry.
    var hashtags: [UInt64] = []
    var niches: [UInt64] = []
    /// Creators by their place among `profiles`.
    var styles = StyleTally()
}

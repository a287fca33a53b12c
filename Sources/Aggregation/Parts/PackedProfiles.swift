internal import Findings
internal import SocialData

// How what is known of a shard's creators is written down.

extension MonthAmounts: PackedState {
    func pack(into part: inout PartWriter) { part.append([Int128(month), Int128(tier), Int128(posts), engagement, spend]) }

    init(from part: inout PartReader) throws(AggregationError) {
        let numbers = try part.array(of: Int128.self, count: 5)
        self.init(month: try PartReader.int(numbers[0]), tier: try PartReader.int(numbers[1]))
        (posts, engagement, spend) = (try PartReader.int(numbers[2]), numbers[3], numbers[4])
    }
}

extension PaidDeal: PackedState {
    func pack(into part: inout PartWriter) { part.append([Int128(tier), Int128(cost), net, hasOrders ? 1 : 0]) }

    init(from part: inout PartReader) throws(AggregationError) {
        let numbers = try part.array(of: Int128.self, count: 4)
        guard let cost = Int64(exactly: numbers[1]) else { throw PartReader.damage }
        self.init(tier: try PartReader.int(numbers[0]), cost: cost, net: numbers[2], hasOrders: numbers[3] == 1)
    }
}

extension ChannelTotals: PackedState {
    func pack(into part: inout PartWriter) {
        part.append([platform, tier, posts])
        part.append(engagement)
        part.append(commentLike)
        part.append(commentsWithoutLikes)
    }

    init(from part: inout PartReader) throws(AggregationError) {
        let counts = try part.array(of: Int.self, count: 3)
        self.init(platform: counts[0], tier: counts[1])
        posts = counts[2]
        (engagement, commentLike) = (try MetricTotals(from: &part), try MetricTotals(from: &part))
        commentsWithoutLikes = try part.wide()
    }
}

extension TopicCounts: PackedState {
    func pack(into part: inout PartWriter) {
        part.append(posts)
        part.append(topicsByCount.map(\.count))
        part.append(topicsByCount.map(\.topics))
    }

    init(from part: inout PartReader) throws(AggregationError) {
        self.init()
        posts = try part.whole()
        let counts = try part.array(of: Int.self)
        let topics = try part.array(of: Int.self, count: counts.count)
        topicsByCount = zip(counts, topics).map { (count: $0, topics: $1) }
    }
}

extension FollowerGrowth: PackedState {
    func pack(into part: inout PartWriter) { part.append([before, after, hasJump ? 1 : 0, isReversed ? 1 : 0] as [Int64]) }

    init(from part: inout PartReader) throws(AggregationError) {
        let numbers = try part.array(of: Int64.self, count: 4)
        self.init(before: numbers[0], after: numbers[1], hasJump: numbers[2] == 1, isReversed: numbers[3] == 1)
    }
}

extension CreatorProfile: PackedState {
    func pack(into part: inout PartWriter) {
        part.append(months)
        part.append(deals)
        part.append(channels)
        part.append(hashtags)
        part.append(niches)
        part.append(brandTagCount)
        part.append(growth.map { [$0] } ?? [])
        part.append(audienceOverlap.map { [$0.bitPattern] } ?? [])
    }

    init(from part: inout PartReader) throws(AggregationError) {
        (months, deals, channels) = (try part.array(), try part.array(), try part.array())
        (hashtags, niches) = (try TopicCounts(from: &part), try TopicCounts(from: &part))
        brandTagCount = try part.whole()
        growth = try part.array(of: FollowerGrowth.self).first
        audienceOverlap = try part.array(of: UInt64.self).first.map { Double(bitPattern: $0) }
    }
}

extension ShardProfiles: PackedState {
    func pack(into part: inout PartWriter) {
        part.append(profiles)
        part.append(texts: platforms)
        part.append(hashtags.sorted())
        part.append(niches.sorted())
        part.append(styles)
    }

    init(from part: inout PartReader) throws(AggregationError) {
        profiles = try part.array()
        platforms = try part.texts()
        (hashtags, niches) = (try part.array(), try part.array())
        styles = try StyleTally(from: &part)
        guard profiles.allSatisfy({ $0.channels.allSatisfy { platforms.indices.contains($0.platform) } }) else { throw PartReader.damage }
    }
}

extension StyleLevel: PackedState {
    func pack(into part: inout PartWriter) {
        part.append(tier)
        part.append(text: Array(dimension.rawValue.utf8))
        part.append(text: value)
    }

    init(from part: inout PartReader) throws(AggregationError) {
        let tier: Int = try part.whole()
        guard let dimension = StyleDimension(rawValue: String(decoding: try part.text(), as: UTF8.self)) else { throw PartReader.damage }
        self.init(tier: tier, dimension: dimension, value: try part.text())
    }

    /// Any order, but always the same.
    static func precedes(_ first: StyleLevel, _ second: StyleLevel) -> Bool {
        if first.tier != second.tier { return first.tier < second.tier }
        if first.dimension != second.dimension { return first.dimension.rawValue < second.dimension.rawValue }
        return first.value.lexicographicallyPrecedes(second.value)
    }
}

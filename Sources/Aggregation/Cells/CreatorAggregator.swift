internal import SocialData

/// Looks at one shard's facts creator by creator.
struct CreatorAggregator {
    private let plan: AggregationPlan
    private let posts: PostFacts
    private let deals: DealFacts
    private let directory: DirectoryFacts
    private let growth: [FollowerGrowth?]
    private let words: FactWords
    private let ranks: WordRanks
    private let organicPostsOf: Groups
    private let usedDealsOf: Groups
    /// Numbers of the brand's tags.
    private let brandTags: Set<Int>
    /// Of each used post, `er_followers`.
    private let engagement: [PostRate?]

    init(_ facts: ShardFacts, engagement: [PostRate?], ranks: WordRanks, plan: AggregationPlan) {
        self.plan = plan
        self.engagement = engagement
        posts = facts.posts
        deals = facts.deals
        directory = facts.directory
        words = facts.words
        self.ranks = ranks
        growth = facts.snapshots.growth(creators: words.creators.count)
        let (used, dealt) = (facts.posts.used, facts.deals.deals)
        organicPostsOf = Groups(used.map(\.creator), groups: words.creators.count) { !used[$0].isBoosted }
        usedDealsOf = Groups(dealt.map(\.creator), groups: words.creators.count) { dealt[$0].use == .used }
        brandTags = Set(plan.brandTags.compactMap { facts.posts.tags.number($0) })
    }

    /// Every creator of the shard, in canonical order.
    func profiles() -> ShardProfiles {
        var shard = ShardProfiles()
        var hashtags = TopicCounter(topics: posts.tags.count)
        var niches = TopicCounter(topics: words.niches.count)
        var styles = StyleCounter(tierCount: plan.tierCount, postTypes: words.postTypes.count)
        var places = MonthPlaces(posts.used.map(\.month) + self.deals.deals.map(\.month), tierCount: plan.tierCount)
        let isPostType = (0..<words.postTypes.count).map { words.postTypes.withBytes($0) { !$0.isEmpty } }
        shard.profiles.reserveCapacity(words.creators.count)
        for (place, creator) in words.creators.sortedIndices().enumerated() {
            let deals = dealsInOrder(creator)
            var profile = CreatorProfile()
            profile.months = months(creator, deals, &places)
            profile.deals = deals.map { PaidDeal(tier: plan.tier($0), cost: $0.cost, net: $0.net, hasOrders: $0.orders != 0) }
            profile.channels = channels(creator, deals)
            (profile.hashtags, profile.brandTagCount) = hashtagCounts(creator, &hashtags)
            profile.niches = nicheCounts(creator, &niches)
            profile.growth = growth[creator]
            profile.audienceOverlap = directory.audienceOverlap(creator)
            shard.profiles.append(profile)
            addStyles(creator, isPostType, &styles)
            styles.finish(creator: place, words: words, into: &shard.styles)
        }
        shard.platforms = (0..<words.platforms.count).map { words.platforms.bytes($0) }
        shard.hashtags = hashtags.met(hashes: posts.tags.hashes)
        shard.niches = niches.met(hashes: words.niches.hashes)
        return shard
    }

    // MARK: Deals, months

    /// Deals that enter the money metrics, by deal id.
    private func dealsInOrder(_ creator: Int) -> [DealFact] {
        let ids = deals.ids
        return usedDealsOf[creator].sorted { ids.precedes($0, $1) }.map { deals.deals[$0] }
    }

    private func months(_ creator: Int, _ deals: [DealFact], _ places: inout MonthPlaces) -> [MonthAmounts] {
        var amounts: [MonthAmounts] = []
        for index in organicPostsOf[creator] {
            let post = posts.used[index]
            let tier = plan.tier(post)
            guard tier < plan.tierCount else { continue }
            let place = places.place(post.month, tier, in: &amounts)
            amounts[place].posts += 1
            if case .value(let engagement) = post.counts.engagement { amounts[place].engagement += engagement }
        }
        for deal in deals { amounts[places.place(deal.month, plan.tier(deal), in: &amounts)].spend += Int128(deal.cost) }
        places.forget(amounts)
        return amounts.sorted { ($0.month, $0.tier) < ($1.month, $1.tier) }
    }

    // MARK: Styles

    private func addStyles(_ creator: Int, _ isPostType: [Bool], _ styles: inout StyleCounter) {
        for index in organicPostsOf[creator] {
            let post = posts.used[index]
            let tier = plan.tier(post)
            guard tier < plan.tierCount, let rate = engagement[index] else { continue }
            styles.add(post, tier: tier, hasPostType: isPostType[Int(post.postType)], rate)
        }
    }

    // MARK: Channels

    private func channels(_ creator: Int, _ deals: [DealFact]) -> [ChannelTotals] {
        var channels: [ChannelTotals] = []
        func place(_ platform: Int32, _ tier: Int) -> Int {
            if let place = channels.firstIndex(where: { $0.platform == Int(platform) && $0.tier == tier }) { return place }
            channels.append(ChannelTotals(platform: Int(platform), tier: tier))
            return channels.count - 1
        }
        for index in organicPostsOf[creator] {
            let post = posts.used[index]
            let place = place(post.platform, plan.tier(post))
            channels[place].add(post.counts, engagement[index])
        }
        for deal in deals { _ = place(deal.platform, plan.tier(deal)) }
        // The closure holds the ranks alone: one that holds `self` copies every field of it.
        let ranks = ranks.platforms
        return channels.sorted { (ranks[$0.platform], $0.tier) < (ranks[$1.platform], $1.tier) }
    }

    // MARK: Topics

    private func hashtagCounts(_ creator: Int, _ counter: inout TopicCounter) -> (TopicCounts, brandTagCount: Int) {
        var tagged = 0
        for post in organicPostsOf[creator] {
            let tags = posts.tags[post]
            if !tags.isEmpty { tagged += 1 }
            for tag in tags { counter.add(Int(tag)) }
        }
        let brand = brandTags.reduce(0) { $0 + counter.count($1) }
        return (TopicCounts(posts: tagged, counts: counter.take()), brand)
    }

    private func nicheCounts(_ creator: Int, _ counter: inout TopicCounter) -> TopicCounts {
        var tagged = 0
        for post in organicPostsOf[creator] {
            let niche = Int(posts.used[post].niche)
            if words.niches.withBytes(niche, { $0.isEmpty }) { continue }
            tagged += 1
            counter.add(niche)
        }
        return TopicCounts(posts: tagged, counts: counter.take())
    }
}

/// Where one creator's amounts of a month and tier stand.
private struct MonthPlaces {
    private let first: Int32
    private let tierCount: Int
    /// By month from the first on, then tier; -1 where there are none.
    private var places: [Int32]

    /// - Parameter months: all that are asked for.
    init(_ months: [Int32], tierCount: Int) {
        first = months.min() ?? 0
        self.tierCount = tierCount
        places = [Int32](repeating: -1, count: Int((months.max() ?? 0) - first + 1) * tierCount)
    }

    /// The place of a month and tier among the amounts, a new one at their end where there was none.
    mutating func place(_ month: Int32, _ tier: Int, in amounts: inout [MonthAmounts]) -> Int {
        let key = Int(month - first) * tierCount + tier
        if places[key] < 0 {
            places[key] = Int32(amounts.count)
            amounts.append(MonthAmounts(month: Int(month), tier: tier))
        }
        return Int(places[key])
    }

    /// Begins the next creator.
    mutating func forget(_ amounts: [MonthAmounts]) {
        for amount in amounts { places[(amount.month - Int(first)) * tierCount + amount.tier] = -1 }
    }
}

extension ChannelTotals {
    mutating func add(_ counts: PostCounts, _ rate: PostRate?) {
        posts += 1
        if let rate { engagement.add(rate) }
        switch counts.observation(of: .commentLikeRatio, engagement: .missing) {
        case .used(let numerator, let denominator):
            commentLike.add(units: 1, numerator: numerator, denominator: Int128(denominator))
        case .excluded(.zeroDenominator): commentsWithoutLikes += Int128(counts[.comments] ?? 0)
        case .excluded: break
        }
    }
}

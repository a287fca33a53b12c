/// `er_followers` of one tier, pooled.
struct RateTotals {
    var posts = 0
    var creators: Set<String> = []
    var engagement = 0
    var followers = 0
}

/// What the posts come to (Methods 2, 3.2, 4.1).
struct PostTruth {
    /// Posts used, and their creators, by tier.
    private(set) var used = [Int](repeating: 0, count: Truth.tiers.count)
    private(set) var creators = [Set<String>](repeating: [], count: Truth.tiers.count)
    /// By platform (empty: all), then tier.
    private(set) var rates: [String: [Int: RateTotals]] = [:]
    private(set) var exclusions: [TruthKey: Int] = [:]
    private(set) var sources: [TruthKey: Int] = [:]

    /// What a pipeline may use: its period, in local time.
    let period: Range<Int64>

    init(period: Range<Int64>) { self.period = period }

    mutating func add(_ post: Post, _ world: World) {
        let account = world.accounts[post.account]
        var followers = post.followersAtPost
        var source = "post"
        if followers == nil { (followers, source) = Truth.followers(account, post.postedAt) }
        let tier = Truth.tier(followers)
        if let reason = reason(post) {
            exclusions[TruthKey(tier: tier, reason: reason), default: 0] += 1
            return
        }
        used[tier] += 1
        creators[tier].insert(account.key)
        sources[TruthKey(tier: tier, reason: source), default: 0] += 1
        guard tier < 4, let followers else {
            exclusions[TruthKey(tier: tier, reason: "unknown_tier"), default: 0] += 1
            return
        }
        if let reason = rateReason(post.kept, isProfile: source == "profile") {
            exclusions[TruthKey(tier: tier, metric: "er_followers", reason: reason), default: 0] += 1
            return
        }
        let counts = post.kept
        let engagement = [counts.likes, counts.comments, counts.shares, counts.saves].reduce(0) { $0 + ($1 ?? 0) }
        for platform in ["", account.platform] {
            var totals = rates[platform, default: [:]][tier, default: RateTotals()]
            totals.posts += 1
            totals.creators.insert(account.key)
            totals.engagement += engagement
            totals.followers += followers
            rates[platform, default: [:]][tier] = totals
        }
    }

    /// Why a post is not used.
    private func reason(_ post: Post) -> String? {
        guard let postedAt = post.postedAt else { return "no_posted_at" }
        if post.keptExportedAt - postedAt < 7 * Clock.day { return "too_young" }
        return Truth.isIn(period, postedAt) ? nil : "outside_period"
    }

    /// Why a post with followers is not in the rate; the first that applies.
    private func rateReason(_ counts: Counts, isProfile: Bool) -> String? {
        guard counts.likes != nil, counts.comments != nil else { return "missing_numerator" }
        if isProfile { return "missing_denominator" }
        let parts = [counts.likes, counts.comments, counts.shares, counts.saves]
        return parts.contains { ($0 ?? 0) < 0 } ? "negative_count" : nil
    }
}

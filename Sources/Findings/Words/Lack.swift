package import SocialData

/// What a question lacks so that it cannot be answered (Methods 12.3, 22).
package enum Lack: String, PublishedWord {
    // Keys of the pipeline.
    case budget
    case audienceTarget = "audience_target"
    case brandTags = "brand_tags"
    // What files hold.
    case posts, deals, orders, cost, followers
    /// Of deals: when they began.
    case startedAt = "started_at"
    /// Deals are there, and all of them are too young or outside the period.
    case dealsInTime = "deals_in_time"
    /// Of orders.
    case newCustomer = "new_customer"
    case likes, comments, shares, saves, reach, views, impressions
    case hashtags, niche
    /// Either would do.
    case hashtagsOrNiche = "hashtags_or_niche"
    /// Of the directory of creators.
    case audienceShares = "audience_shares"
    case postType = "post_type"
    case sponsored
    case captionChars = "caption_chars"
    case postedAt = "posted_at"
    // Enough of it.
    case fewCreators = "few_creators"
    case fewEffectiveCreators = "few_effective_creators"
    case fewCreatorsWithSales = "few_creators_with_sales"
    /// Fewer than a trend needs (13).
    case fewMonths = "few_months"
    /// There is data, but no number can be had from it: all are the same, or one creator has everything.
    case notEstimable = "not_estimable"
    /// The tiers differ so much in something that is not held alike that it cannot be told from the tier (11.4).
    case separated
}

extension Lack {
    /// The lack of that count.
    package init(_ count: PostCount) {
        self =
            switch count {
            case .likes: .likes
            case .comments: .comments
            case .shares: .shares
            case .saves: .saves
            case .views: .views
            case .reach: .reach
            case .impressions: .impressions
            case .followers: .followers
            }
    }
}

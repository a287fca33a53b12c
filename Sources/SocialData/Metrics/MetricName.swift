/// What stands in a column `metric`: the metrics (Methods 4), what follows from them, and what claims measure beside them.
package enum MetricName: String, PublishedWord {
    // Of posts (4.1).
    case engagementByFollowers = "er_followers"
    case engagementByReach = "er_reach"
    case engagementByImpressions = "er_impressions"
    case engagementByViews = "er_views"
    /// Reach over followers, not engagement over reach.
    case reachRate = "reach_rate"
    case viewRate = "view_rate"
    case commentRate = "comment_rate"
    case saveRate = "save_rate"
    case shareRate = "share_rate"
    case commentLikeRatio = "comment_like_ratio"
    /// Core engagement: likes and comments alone (4.1).
    case coreByFollowers = "er_followers_core"
    case coreByReach = "er_reach_core"
    case coreByImpressions = "er_impressions_core"
    case coreByViews = "er_views_core"
    // Of deals (4.2).
    /// Net revenue over cost.
    case returnOnSpend = "roas"
    case costPerEngagement = "cpe"
    case costPerThousandImpressions = "cpm"
    case costPerOrder = "cpa"
    case averageOrderValue = "aov"
    case refundRate = "refund_rate"
    /// `m · ROAS − 1`, of every estimate and limit of ROAS (7).
    case returnOnInvestment = "roi"
    // Of creators (15, 16).
    /// Unbiased HHI over topics (16).
    case topicConcentration = "topic_concentration"
    /// `Σ min(p, q)` with the brand's audience (16).
    case audienceOverlap = "audience_overlap"
    /// Cosine with the brand's tags (16).
    case brandAlignment = "brand_alignment"
    /// Share of creators with an authenticity flag (15).
    case flaggedShare = "flagged_share"
    // Amounts whose shares move (13).
    case spend, posts, engagement
    /// None, or all.
    case none = ""
}

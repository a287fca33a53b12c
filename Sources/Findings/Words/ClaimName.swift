internal import SocialData

/// A claim of the essay (Methods 22).
package enum ClaimName: String, PublishedWord {
    /// In the order of the essay.
    case definition, niche, connection, engagement, `return`, budget, shift, audience, style, alignment

    /// As the essay counts.
    package var number: String {
        switch self {
        case .definition: "S0"
        case .niche: "S1"
        case .connection: "S2"
        case .engagement: "S3"
        case .return: "S4"
        case .budget: "S5"
        case .shift: "S6"
        case .audience: "S7"
        case .style: "S8"
        case .alignment: "S9"
        }
    }
}

/// What is asked of the files for a claim, one name per question.
package enum ClaimQuestion: String, PublishedWord {
    /// The one question of a claim, or the one its verdict is.
    case headline
    /// S0: who is there at all.
    case census
    // Connection.
    case commentLikeRatio = "comment_like_ratio"
    case commentRate = "comment_rate"
    case saveRate = "save_rate"
    case shareRate = "share_rate"
    /// Share of creators with an authenticity flag.
    case flaggedShare = "flagged_share"
    // Engagement.
    case engagementByReach = "er_reach"
    case engagementByImpressions = "er_impressions"
    case engagementByViews = "er_views"
    /// S3: what ten times the followers do to the rate.
    case elasticity
    // Return and budget.
    /// S4 without the creator that brings each tier most.
    case withoutTopCreator = "without_top_creator"
    /// S4 with the orders of each deal's first 30 days (25.3).
    case first30Days = "first_30_days"
    /// S5: what the same budget returns in either tier.
    case equalBudget = "equal_budget"
    // Shift.
    case spendShare = "spend_share"
    /// S6 with every creator in the tier of their first month.
    case spendShareFixed = "spend_share_fixed"
    case postsShare = "posts_share"
    case engagementShare = "engagement_share"
    // Style.
    case postType = "post_type"
    case sponsored
    case captionLength = "caption_length"
    case postingFrequency = "posting_frequency"
}

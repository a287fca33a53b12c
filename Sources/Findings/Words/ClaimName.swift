internal import SocialData

/// A claim of the essay (Methods 22).
package enum ClaimName: String, PublishedWord {
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
    case census
    // Connection.
    case commentLikeRatio = "comment_like_ratio"
    case commentRate = "comment_rate"
    case saveRate = "save_rate"
    case shareRate = "share_rate"
    case flaggedShare = "flagged_share"
    // Engagement.
    case engagementByReach = "er_reach"
    case engagementByImpressions = "er_impressions"
    case engagementByViews = "er_views"
    case elasticity
    // Return and budget.
    case withoutTopCreator = "without_top_creator"
    case first30Days = "first_30_days"
    case equalBudget = "equal_budget"
    // Shift.
    case spendShare = "spend_share"
    case spendShareFixed = "spend_share_fixed"
    case postsShare = "posts_share"
    case engagementShare = "engagement_share"
    // Style.
    case postType = "post_type"
    case sponsored
    case captionLength = "caption_length"
    case postingFrequency = "posting_frequency"
}

/// What files count of a post, and metrics are made of (Methods 4.1).
package enum PostCount: Int, CaseIterable, Sendable {
    case likes, comments, shares, saves, views, reach, impressions
    /// The audience of the post (Methods 3.2).
    case followers

    /// Where facts hold it.
    package var column: PostColumn {
        switch self {
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

/// What a metric of posts adds up (Methods 4.1).
package enum PostQuantity: Hashable, Sendable {
    /// The sum of likes, comments, shares and saves.
    case engagement
    /// Likes and comments only: what every platform exports.
    case coreEngagement
    /// One count of the file, as it is.
    case count(PostCount)
}

/// What is measured of posts, a ratio of two exact sums (Methods 4.1), in the order of tables. A new one is a case with its
/// definition, its two quantities, and a word in `MetricName`; what nobody counted yet is a case of `PostCount`, too.
package enum PostMetric: Int, CaseIterable, Sendable {
    case engagementByFollowers, engagementByReach, engagementByImpressions, engagementByViews
    case reachRate, viewRate, commentRate, saveRate, shareRate, commentLikeRatio
    case coreByFollowers, coreByReach, coreByImpressions, coreByViews

    /// The rate of likes and comments over the same denominator, which two tiers are compared in where shares or saves are
    /// exported unevenly (Methods 4.1); nil for what is no engagement rate.
    package var core: PostMetric? {
        switch self {
        case .engagementByFollowers: .coreByFollowers
        case .engagementByReach: .coreByReach
        case .engagementByImpressions: .coreByImpressions
        case .engagementByViews: .coreByViews
        default: nil
        }
    }

    package var name: MetricName { MetricDefinition.ofPosts[rawValue].name }

    /// `Y`, summed exactly over a creator's posts.
    package var numerator: PostQuantity {
        switch self {
        case .engagementByFollowers, .engagementByReach, .engagementByImpressions, .engagementByViews: .engagement
        case .coreByFollowers, .coreByReach, .coreByImpressions, .coreByViews: .coreEngagement
        case .reachRate: .count(.reach)
        case .viewRate: .count(.views)
        case .commentRate, .commentLikeRatio: .count(.comments)
        case .saveRate: .count(.saves)
        case .shareRate: .count(.shares)
        }
    }

    /// `X`, summed exactly over the same posts; it must be positive.
    package var denominator: PostCount {
        switch self {
        case .engagementByFollowers, .coreByFollowers, .reachRate, .viewRate, .commentRate: .followers
        case .engagementByReach, .coreByReach, .saveRate, .shareRate: .reach
        case .engagementByImpressions, .coreByImpressions: .impressions
        case .engagementByViews, .coreByViews: .views
        case .commentLikeRatio: .likes
        }
    }

    package var definition: MetricDefinition {
        switch self {
        case .engagementByFollowers:
            Self.engagement(
                .engagementByFollowers, "Engagement rate over followers", "of followers per post", "E / followers",
                "followers when the post went up",
                "post exports; followers of the post, else of a dated snapshot; today's profile count is never divided by",
                "With 18 200 followers when it went up: `595 / 18200 = 0.0327`, shown as 3.27 %.")
        case .engagementByReach:
            Self.engagement(
                .engagementByReach, "Engagement rate over reach", "of people reached", "E / reach", "accounts reached",
                "post exports that carry reach", "With 9 400 accounts reached: `595 / 9400 = 0.0633`, shown as 6.33 %.")
        case .engagementByImpressions:
            Self.engagement(
                .engagementByImpressions, "Engagement rate over impressions", "of impressions", "E / impressions", "impressions",
                "post exports that carry impressions", "With 12 100 impressions: `595 / 12100 = 0.0492`, shown as 4.92 %.")
        case .engagementByViews:
            Self.engagement(
                .engagementByViews, "Engagement rate over views", "of views", "E / views", "views",
                "post exports that carry views", "With 10 200 views: `595 / 10200 = 0.0583`, shown as 5.83 %.")
        case .reachRate:
            Self.share(
                .reachRate, "Reach rate", "of followers per post", "reach / followers", "followers when the post went up",
                "post exports that carry reach; followers as above",
                "A post that reached 9 400 accounts, of a creator with 18 200 followers: `9400 / 18200 = 0.516`.")
        case .viewRate:
            Self.share(
                .viewRate, "View rate", "of followers per post", "views / followers", "followers when the post went up",
                "post exports that carry views; followers as above",
                "A post with 10 200 views, of a creator with 18 200 followers: `10200 / 18200 = 0.560`.")
        case .commentRate:
            Self.share(
                .commentRate, "Comment rate", "of followers per post", "comments / followers",
                "followers when the post went up", "post exports; followers as above",
                "A post with 31 comments, of a creator with 18 200 followers: `31 / 18200 = 0.00170`.")
        case .saveRate:
            Self.share(
                .saveRate, "Save rate", "of people reached", "saves / reach", "accounts reached",
                "post exports that carry saves and reach", "A post with 40 saves that reached 9 400 accounts: `40 / 9400 = 0.00426`.")
        case .shareRate:
            Self.share(
                .shareRate, "Share rate", "of people reached", "shares / reach", "accounts reached",
                "post exports that carry shares and reach",
                "A post with 12 shares that reached 9 400 accounts: `12 / 9400 = 0.00128`.")
        case .commentLikeRatio:
            Self.share(
                .commentLikeRatio, "Comments per like", "of likes", "comments / likes", "likes", "post exports",
                "A post with 31 comments and 512 likes: `31 / 512 = 0.0605`, six comments for a hundred likes.")
        case .coreByFollowers:
            Self.core(
                .coreByFollowers, "followers", "of followers per post", "followers when the post went up",
                "With 18 200 followers when it went up: `543 / 18200 = 0.0298`, shown as 2.98 %.")
        case .coreByReach:
            Self.core(
                .coreByReach, "reach", "of people reached", "accounts reached",
                "With 9 400 accounts reached: `543 / 9400 = 0.0578`, shown as 5.78 %.")
        case .coreByImpressions:
            Self.core(
                .coreByImpressions, "impressions", "of impressions", "impressions",
                "With 12 100 impressions: `543 / 12100 = 0.0449`, shown as 4.49 %.")
        case .coreByViews:
            Self.core(
                .coreByViews, "views", "of views", "views", "With 10 200 views: `543 / 10200 = 0.0532`, shown as 5.32 %.")
        }
    }

    private static func share(
        _ name: MetricName, _ title: String, _ per: String, _ formula: String, _ denominator: String, _ source: String,
        _ example: String
    ) -> MetricDefinition {
        MetricDefinition(
            name: name, title: title, unit: .fraction, per: per, formula: formula, denominator: denominator, source: source,
            section: "4.1, 3.2", example: example)
    }

    private static func core(
        _ name: MetricName, _ over: String, _ per: String, _ denominator: String, _ example: String
    ) -> MetricDefinition {
        share(
            name, "Likes and comments over \(over)", per, "(likes + comments) / \(over)", denominator,
            "as the engagement rate, without shares and saves, which files may export unevenly",
            "A post with 512 likes and 31 comments has `512 + 31 = 543`. \(example)")
    }

    private static func engagement(
        _ name: MetricName, _ title: String, _ per: String, _ formula: String, _ denominator: String, _ source: String,
        _ example: String
    ) -> MetricDefinition {
        share(
            name, title, per, formula, denominator, source,
            "A post with 512 likes, 31 comments, 12 shares and 40 saves has E = `512 + 31 + 12 + 40 = 595`. \(example)")
    }
}

internal import SocialData

/// What a trend's shares are of (Methods 13), in the order of the rows.
package enum TrendMeasure: String, PublishedWord {
    case spend, posts, engagement
}

/// Which tier a creator counts for in a trend.
package enum TrendTiers: String, PublishedWord {
    /// That of the month.
    case asPosted = "as_posted"
    /// That of the creator's first month.
    case fixed
    /// Difference of the two slopes.
    case difference
}

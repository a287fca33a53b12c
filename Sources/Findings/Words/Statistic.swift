internal import SocialData

/// What is made of a metric over the creators of a tier (Methods 6, 7).
package enum Statistic: String, PublishedWord {
    /// `ΣY / ΣX`, creators by their denominators.
    case pooled
    /// The geometric mean over creators, each counting once.
    case typical
    /// The plain mean of the creators' rates (6.3).
    case creatorMean = "creator_mean"
    /// The plain mean of the posts' rates (6.3).
    case postMean = "post_mean"
    /// The median of the creators' rates (6.3).
    case creatorMedian = "creator_median"
    /// Quantiles over creators.
    case p10, p25, p50, p75, p90
    /// Quantiles over posts (17.5).
    case postP10 = "post_p10"
    case postP25 = "post_p25"
    case postP50 = "post_p50"
    case postP75 = "post_p75"
    case postP90 = "post_p90"
    /// A property of single creators, compared by ranks.
    case creator
}

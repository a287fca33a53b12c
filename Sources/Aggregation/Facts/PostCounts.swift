internal import SocialData

/// The counts of one post; nil is missing (Methods 1.1).
struct PostCounts: Sendable, Equatable {
    var likes, comments, shares, saves, views, reach, impressions: Int64?
    /// The audience of the post. Missing where only today's count is known (Methods 3.2, source `profile`).
    var followers: Int64?

    /// `E`, the sum of the components present; likes and comments are required (Methods 4.1).
    var engagement: Quantity {
        guard let likes, let comments else { return .missing }
        let (shares, saves) = (shares ?? 0, saves ?? 0)
        guard min(likes, comments, shares, saves) >= 0 else { return .negative }
        return .value(Int128(likes) + Int128(comments) + Int128(shares) + Int128(saves))
    }

    /// Likes and comments, both required.
    var coreEngagement: Quantity {
        guard let likes, let comments else { return .missing }
        return min(likes, comments) < 0 ? .negative : .value(Int128(likes) + Int128(comments))
    }

    /// A numerator.
    enum Quantity {
        case missing, negative
        case value(Int128)

        init(_ count: Int64?) {
            if let count { self = count < 0 ? .negative : .value(Int128(count)) } else { self = .missing }
        }
    }

    /// What a post brings to a metric.
    enum Observation: Equatable {
        /// Both are present, neither is negative, the denominator is positive.
        case used(numerator: Int128, denominator: Int64)
        case excluded(MetricExclusion)

        init(_ numerator: Quantity, over denominator: Int64?) {
            switch (numerator, denominator) {
            case (.missing, _): self = .excluded(.missingNumerator)
            case (_, nil): self = .excluded(.missingDenominator)
            case (.negative, _): self = .excluded(.negativeCount)
            case (.value(let numerator), .some(let denominator)):
                if denominator > 0 {
                    self = .used(numerator: numerator, denominator: denominator)
                } else {
                    self = .excluded(denominator < 0 ? .negativeCount : .zeroDenominator)
                }
            }
        }
    }

    /// Numerator and denominator of an engagement metric. `engagement` is handed in because four metrics share it.
    func observation(of metric: PostMetric, engagement: Quantity) -> Observation {
        let numerator =
            switch metric.numerator {
            case .engagement: engagement
            case .coreEngagement: coreEngagement
            case let count: Quantity(self.count(count))
            }
        return Observation(numerator, over: count(metric.denominator))
    }

    /// nil also for engagement, whole or core, which is no count of the file.
    private func count(_ quantity: PostQuantity) -> Int64? {
        switch quantity {
        case .likes: likes
        case .comments: comments
        case .shares: shares
        case .saves: saves
        case .views: views
        case .reach: reach
        case .impressions: impressions
        case .followers: followers
        case .engagement, .coreEngagement: nil
        }
    }
}

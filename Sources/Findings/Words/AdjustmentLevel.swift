internal import SocialData

/// What a stratum may be made of.
package enum StratumPart: String, PublishedWord {
    /// Of the post or deal; deals are told apart by platform, niche and quarter only.
    case platform, niche
    case postType = "post_type"
    case sponsored, month, quarter
}

/// What must be alike for posts or deals to be compared: finer levels compare more alike, coarser ones leave less out
/// (Methods 11.4). Written `platform+niche`; published columns call it `rung`.
package struct AdjustmentLevel: PublishedWord, Hashable {
    /// In the order of the name.
    package let parts: [StratumPart]

    /// The order of the parts is that of the name.
    package init(_ parts: [StratumPart]) { self.parts = parts }

    /// nil for a level that nobody asks for.
    package init?(rawValue: String) {
        guard let level = Self.allCases.first(where: { $0.rawValue == rawValue }) else { return nil }
        self = level
    }

    package var rawValue: String { parts.map(\.rawValue).joined(separator: "+") }

    /// Whether units are compared within levels of a covariate; a month lies in one quarter.
    package func holdsAlike(_ covariate: StratumPart) -> Bool {
        parts.contains(covariate) || (covariate == .quarter && parts.contains(.month))
    }

    /// What tells units apart, and what the balance of two tiers is looked at in (11.4).
    package static let covariatesOfPosts: [StratumPart] = [.platform, .niche, .postType, .sponsored, .quarter]
    /// Those that a deal has.
    package static let covariatesOfDeals: [StratumPart] = [.platform, .niche, .quarter]

    /// Those of posts, the finest first.
    package static let ofPosts = [
        AdjustmentLevel([.platform, .niche, .postType, .sponsored, .month]),
        AdjustmentLevel([.platform, .niche, .postType, .sponsored, .quarter]),
        withoutTime,
        AdjustmentLevel([.platform, .postType, .sponsored]),
        AdjustmentLevel([.platform, .sponsored]),
        AdjustmentLevel([.platform]),
    ]

    /// Those of deals, the finest first.
    package static let ofDeals = [
        AdjustmentLevel([.platform, .niche, .quarter]),
        AdjustmentLevel([.platform, .niche]),
        AdjustmentLevel([.platform, .quarter]),
        AdjustmentLevel([.platform]),
    ]

    /// Of posts and deals, each once.
    package static let allCases = ofPosts + ofDeals.filter { !ofPosts.contains($0) }

    /// The strata of the elasticity (11.3).
    package static let withoutTime = AdjustmentLevel([.platform, .niche, .postType, .sponsored])
}

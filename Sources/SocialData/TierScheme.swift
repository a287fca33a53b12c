/// One tier: creators with followers in the half-open band `[lower, upper)`.
package struct Tier: Sendable, Equatable {
    /// Unique in its scheme, and the same on every platform.
    package let name: String
    /// Followers, inclusive.
    package let lower: Int64
    /// `nil`: no upper end.
    package let upper: Int64?

    /// `lower` inclusive, `upper` exclusive.
    package init(_ name: String, from lower: Int64, to upper: Int64?) {
        self.name = name
        self.lower = lower
        self.upper = upper
    }
}

/// How creators are divided by followers (Methods 3.1): ascending half-open bands, which may leave gaps.
package struct TierScheme: Sendable, Equatable {
    /// What tables repeat.
    package let name: String
    /// Ascending; gaps are possible.
    package let tiers: [Tier]
    /// Platforms that draw the lines elsewhere, ascending by platform; their tiers have the same names in the same order.
    package let platforms: [PlatformTiers]

    /// Traps where a platform's tiers have other names.
    package init(name: String, tiers: [Tier], platforms: [PlatformTiers] = []) {
        precondition(
            platforms.allSatisfy { $0.tiers.map(\.name) == tiers.map(\.name) }, "a tier means one thing on every platform")
        self.name = name
        self.tiers = tiers
        self.platforms = platforms
    }

    /// The tiers of one platform.
    package struct PlatformTiers: Sendable, Equatable {
        /// As in facts: lower case.
        package let platform: String
        /// The scheme's names in the scheme's order, with bounds of the platform's own.
        package let tiers: [Tier]

        /// Used where a row names the platform.
        package init(platform: String, tiers: [Tier]) {
            self.platform = platform
            self.tiers = tiers
        }
    }

    /// What is wrong with a scheme someone wrote, in words; `nil` where nothing is.
    package var problem: String? {
        guard !tiers.isEmpty else { return "a tier scheme needs at least one tier" }
        var end: Int64? = 0
        var names: Set<String> = []
        for tier in tiers {
            if tier.name.isEmpty { return "a tier needs a name" }
            if !names.insert(tier.name).inserted { return "two tiers are called '\(tier.name)'" }
            if tier.lower < 0 { return "tier '\(tier.name)' begins below 0" }
            if let upper = tier.upper, upper <= tier.lower {
                return "tier '\(tier.name)' ends at \(upper), not above where it begins (\(tier.lower))"
            }
            guard let last = end else { return "tier '\(tier.name)' follows a tier without an upper end" }
            if tier.lower < last {
                return "tier '\(tier.name)' begins at \(tier.lower), inside the tier before it: tiers must ascend"
            }
            end = tier.upper
        }
        return nil
    }

    /// Index of the tier of a follower count. Missing, negative and zero counts (zero is an export artefact,
    /// Methods 3.1) and counts in a gap are in no tier.
    package func tier(followers: Int64?) -> Int? { Self.tier(followers: followers, of: tiers) }

    /// The same among other tiers.
    package static func tier(followers: Int64?, of tiers: [Tier]) -> Int? {
        guard let followers, followers > 0 else { return nil }
        for (index, tier) in tiers.enumerated() where followers >= tier.lower {
            if tier.upper.map({ followers < $0 }) ?? true { return index }
        }
        return nil
    }

    /// Index of the tier with a name.
    package func index(of name: String) -> Int? { tiers.firstIndex { $0.name == name } }
}

extension TierScheme {
    /// The default: nano, micro, macro, mega (Methods 3.1). A thousand followers are micro.
    package static let essay = TierScheme(
        name: "essay",
        tiers: [
            Tier("nano", from: 0, to: 1_000),
            Tier("micro", from: 1_000, to: 100_000),
            Tier("macro", from: 100_000, to: 1_000_000),
            Tier("mega", from: 1_000_000, to: nil),
        ])

    /// What others call micro and macro (Methods 12.2), for the sensitivity check; a band between the two belongs
    /// to neither.
    package static let published: [TierScheme] = [
        published("hypeauditor-2026", micro: (10, 50), macro: (500, 1000)),
        published("emarketer", micro: (5, 20), macro: (100, 1000)),
        published("izea", micro: (10, 50), macro: (200, 500)),
        published("later-fohr", micro: (10, 100), macro: (500, 1000)),
        published("iab-uk", micro: (10, 50), macro: (500, 1000)),
        published("favikon", micro: (5, 50), macro: (100, 500)),
        published("tribe", micro: (3, 100), macro: (100, 1000)),
        published("common-four", micro: (10, 100), macro: (100, 1000)),
    ]

    /// All built-in schemes, `essay` first.
    package static var builtIn: [TierScheme] { [essay] + published }

    /// A built-in scheme by name.
    package static func named(_ name: String) -> TierScheme? { builtIn.first { $0.name == name } }

    /// Bounds in thousands of followers.
    private static func published(_ name: String, micro: (Int64, Int64), macro: (Int64, Int64)) -> TierScheme {
        TierScheme(
            name: name,
            tiers: [
                Tier("micro", from: micro.0 * 1000, to: micro.1 * 1000),
                Tier("macro", from: macro.0 * 1000, to: macro.1 * 1000),
            ])
    }

    /// Where the boundary between the compared tiers is moved to (Methods 12.2).
    package static let sensitivityBoundaries: [Int64] = [
        20_000, 30_000, 50_000, 75_000, 100_000, 150_000, 200_000, 300_000, 500_000,
    ]

    /// Lower edges of the quarter-decade bins of followers (Methods 12.1).
    package static let binEdges: [Int64] = [
        0, 100, 178, 317, 563, 1000, 1779, 3163, 5624, 10_000, 17_783, 31_623, 56_235, 100_000, 177_828, 316_228,
        562_342, 1_000_000, 1_778_280, 3_162_278, 5_623_414, 10_000_000,
    ]

    /// The bin of a follower count: the last edge that is not above it; `nil` for a missing or negative count.
    package static func bin(followers: Int64?) -> Int? {
        guard let followers, followers >= 0 else { return nil }
        return binEdges.lastIndex { $0 <= followers }
    }
}

internal import Findings
internal import SocialData

/// How many creators of each tier carry a flag (Methods 15).
struct FlagCounts {
    let tally: MergedTally
    let tiers: [Tier]
    let marks: AuthenticityMarks

    /// By tier, then flag, `any` last; a creator counts in every tier they are in.
    var rows: [FlagRow] {
        let members = members
        return tiers.indices.flatMap { tier in
            CreatorFlag.allCases.map { flag in
                FlagRow(
                    tier: tiers[tier].name, flag: flag, assessed: members[tier].count { marks.isAssessed($0, flag) },
                    flagged: members[tier].count { marks.isFlagged($0, flag) })
            }
        }
    }

    /// Canonical places of each tier's creators.
    private var members: [[Int]] {
        var members = [[Int]](repeating: [], count: tiers.count)
        for (rank, creator) in tally.creatorsInOrder.enumerated() {
            for tier in Set(tally.creatorTally.channels(creator).map(\.tier)) where tier < tiers.count {
                members[tier].append(rank)
            }
        }
        return members
    }
}

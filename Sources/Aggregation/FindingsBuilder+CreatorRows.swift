internal import Findings
internal import Jobs
internal import SocialData
internal import Statistics

/// One row per creator and tier, and the flags counted by tier.
extension FindingsBuilder {
    /// Creators in canonical order, each in every tier where they have an organic post or a paid deal.
    func creatorRows(_ standings: CreatorStandings, jobs: Int, stop: StopFlag?) throws -> [CreatorRow] {
        let count = tally.creatorsInOrder.count
        let ranges = stride(from: 0, to: count, by: Self.creatorsAtOnce).map { $0..<min($0 + Self.creatorsAtOnce, count) }
        return try Parallel.orderedMap(ranges, jobs: jobs) { ranks in
            try stop?.check()
            return ranks.flatMap { rows(rank: $0, standings) }
        }.flatMap(\.self)
    }

    /// Creators that one thread works on at a time.
    private static let creatorsAtOnce = 1000

    private func rows(rank: Int, _ standings: CreatorStandings) -> [CreatorRow] {
        let creator = tally.creatorsInOrder[rank]
        let channels = tally.creatorTally.channels(creator)
        let deals = tally.creatorTally.deals(creator)
        return tiers.indices.compactMap { tier -> CreatorRow? in
            let channels = channels.filter { $0.tier == tier }
            guard !channels.isEmpty else { return nil }
            return row(rank, creator, tier, channels, deals.filter { $0.tier == tier }, standings)
        }
    }

    private func row(
        _ rank: Int, _ creator: Int, _ tier: Int, _ channels: [ChannelTotals], _ deals: [PaidDeal],
        _ standings: CreatorStandings
    ) -> CreatorRow {
        var (engagement, commentLike) = (MetricTotals(), MetricTotals())
        for channel in channels {
            engagement += channel.engagement
            commentLike += channel.commentLike
        }
        let (cost, net) = (deals.reduce(Int128(0)) { $0 + Int128($1.cost) }, deals.reduce(Int128(0)) { $0 + $1.net })
        let topics = standings.topics[rank]
        let marks = standings.marks
        return CreatorRow(
            creator: tally.creatorName(creator), tier: tiers[tier].name,
            platforms: channels.map { tally.creatorTally.platforms.text($0.platform) },
            posts: channels.reduce(0) { $0 + $1.posts },
            meanFollowers: ratio(engagement.denominator, Int128(engagement.units)),
            engagement: engagement.units > 0 ? ExactTotal(engagement.numerator) : nil,
            engagementRate: ratio(engagement.numerator, engagement.denominator),
            commentLikeRatio: ratio(commentLike.numerator, commentLike.denominator), deals: deals.count,
            cost: deals.isEmpty ? nil : ExactTotal(cost), net: deals.isEmpty ? nil : ExactTotal(net),
            roas: ratio(net, cost), topicConcentration: topics.concentration?.published, focus: topics.focus?.published,
            topics: topics.posts, brandAlignment: standings.brandAlignment[rank]?.published,
            audienceOverlap: standings.audienceOverlap[rank]?.published, flags: marks.flags(rank),
            sizeZ: marks.sizeZ[rank]?.published, commentLikeZ: marks.commentLikeZ[rank]?.published,
            largestJump: marks.growth[rank]?.relativeGain.published)
    }

    /// nil where there is nothing to divide by.
    private func ratio(_ numerator: Int128, _ denominator: Int128) -> Double? {
        denominator > 0 ? (Double(exactTotal: numerator) / Double(exactTotal: denominator)).published : nil
    }

    /// By tier, then flag, `any` last; a creator counts in every tier they are in.
    func flagRows(_ standings: CreatorStandings) -> [FlagRow] {
        let members = tierMembers()
        let marks = standings.marks
        return tiers.indices.flatMap { tier in
            CreatorFlag.allCases.map { flag in
                FlagRow(
                    tier: tiers[tier].name, flag: flag, assessed: members[tier].count { marks.isAssessed($0, flag) },
                    flagged: members[tier].count { marks.isFlagged($0, flag) })
            }
        }
    }

    /// Canonical places of each tier's creators.
    private func tierMembers() -> [[Int]] {
        var members = [[Int]](repeating: [], count: tiers.count)
        for (rank, creator) in tally.creatorsInOrder.enumerated() {
            for tier in Set(tally.creatorTally.channels(creator).map(\.tier)) where tier < tiers.count {
                members[tier].append(rank)
            }
        }
        return members
    }

    /// The two headlines of the asked pair without flagged creators (Methods 15), as the segment `flagged=0`; none where
    /// nobody could be assessed.
    func unflaggedResults(_ standings: CreatorStandings) -> [QuestionResult] {
        guard let (a, b) = askedTiers, a != b,
            tally.creatorsInOrder.indices.contains(where: { standings.marks.isAssessed($0, .any) })
        else { return [] }
        return [Metric.post(.engagementByFollowers), .deal(.returnOnSpend)].compactMap { metric in
            let levels = [a, b].map { tier in
                TierLevel(
                    metric,
                    tally.totals(segment: SegmentAccumulator.everything, tier: tier, metric) {
                        !standings.marks.isFlagged(Int($0), .any)
                    }, tally.totals[SegmentAccumulator.everything].coverage[tier], definition: definition)
            }
            guard levels[0].creators > 0, levels[1].creators > 0 else { return nil }
            let contrast = TierContrast(
                levels[0], levels[1], segment: "flagged=0", nameA: tiers[a].name, nameB: tiers[b].name,
                definition: definition)
            return QuestionResult(
                question: Question(metric: metric.name, part: .unflagged, a: a, b: b), analyses: .headline(contrast, .raw))
        }
    }
}

internal import Findings
internal import SocialData

/// What is counted rather than estimated: who is there, what was left out, where followers come from.
struct TierCensus {
    let tally: MergedTally
    let tiers: [Tier]

    private var tierNames: [String] { tiers.map(\.name) + [CellRows.unknownTier] }

    var rows: [CensusRow] {
        zip(tierNames, tally.census).map { name, totals in
            CensusRow(
                tier: name, creators: totals.creators, posts: totals.posts, deals: totals.deals,
                crossingCreators: totals.crossing)
        }
    }

    var followersSources: [FollowersSourceRow] {
        [(CountedUnit.posts, tally.postSources), (.deals, tally.dealSources)].flatMap { unit, sources in
            tierNames.enumerated().flatMap { tier, name in
                sources.rows(tier: tier).map {
                    FollowersSourceRow(unit: unit, tier: name, source: $0.word, rows: $0.rows)
                }
            }
        }
    }

    /// By unit, tier, metric (none first) and reason.
    var exclusions: [ExclusionRow] {
        [(CountedUnit.posts, tally.postExclusions), (.deals, tally.dealExclusions)].flatMap { unit, counts in
            tierNames.enumerated().flatMap { tier, name -> [ExclusionRow] in
                let whole = counts.rows(tier: tier).map {
                    ExclusionRow(unit: unit, tier: name, metric: .none, reason: $0.word, rows: $0.rows)
                }
                guard tier < tiers.count else { return whole }
                return whole + (unit == .posts ? postMetricExclusions(tier: tier) : dealMetricExclusions(tier: tier))
            }
        }
    }

    private func postMetricExclusions(tier: Int) -> [ExclusionRow] {
        PostMetric.allCases.flatMap { metric in
            MetricExclusion.allCases.compactMap { reason in
                let rows = tally.exclusions(of: metric, reason, tier: tier)
                guard rows > 0 else { return nil }
                return ExclusionRow(
                    unit: .posts, tier: tiers[tier].name, metric: metric.name, reason: reason.word, rows: rows)
            }
        }
    }

    /// Deals without posts that have engagement or impressions, deals with negative gross.
    private func dealMetricExclusions(tier: Int) -> [ExclusionRow] {
        let coverage = tally.totals[SegmentAccumulator.everything].coverage[tier]
        func row(_ metric: DealMetric, _ reason: MetricExclusion, _ rows: Int) -> ExclusionRow? {
            guard rows > 0 else { return nil }
            return ExclusionRow(
                unit: .deals, tier: tiers[tier].name, metric: metric.name, reason: reason.word, rows: rows)
        }
        return DealMetric.allCases.compactMap { row($0, .missingDenominator, coverage.missing[Metric.deal($0).place]) }
            + [row(.refundRate, .negativeCount, coverage.negativeGross)].compactMap(\.self)
    }
}

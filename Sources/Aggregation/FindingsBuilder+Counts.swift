internal import Findings
internal import SocialData
internal import Statistics

/// What is counted rather than estimated: who is there, what was left out, where followers come from; and the bins.
extension FindingsBuilder {
    private var tierNames: [String] { tiers.map(\.name) + [CellRows.unknownTier] }

    var census: [CensusRow] {
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
                let place = (tier * PostMetric.allCases.count + metric.rawValue) * MetricExclusion.allCases.count
                let rows = tally.metricExclusions[place + reason.rawValue]
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

    /// Creators by the quarter decade of their mean followers, `⌊X/n⌋`, whatever the tier (Methods 12.1). The typical
    /// value is null where it is not valid (6.2).
    var bins: [BinRow] {
        let totals = tally.continuousTotals()
        let sample = totals.sample
        let edges = TierScheme.binEdges
        var bins = [TierSample](repeating: TierSample(), count: edges.count)
        for (index, followers) in totals.meanDenominators.enumerated() {
            guard let bin = TierScheme.bin(followers: followers) else { continue }
            bins[bin].append(
                creator: sample.creators[index], units: sample.units[index], numerator: sample.numerators[index],
                denominator: sample.denominators[index])
        }
        return bins.indices.compactMap { bin in
            guard !bins[bin].isEmpty else { return nil }
            let typical = TypicalEstimate(bins[bin], confidence: definition.confidence).flatMap { $0.isValid ? $0 : nil }
            let to = bin + 1 < edges.count ? edges[bin + 1] : nil
            var row = BinRow(
                metric: .engagementByFollowers, from: edges[bin], to: to, posts: bins[bin].totalUnits,
                creators: bins[bin].count, value: typical?.value.published, low: typical?.interval?.lower.published,
                high: typical?.interval?.upper.published)
            row.positionFrom = FollowersPosition.of(row.from)
            row.positionTo = to.flatMap(FollowersPosition.of)
            return row
        }
    }
}

internal import Findings
internal import SocialData
internal import Statistics

/// Engagement over followers by bins of followers, whatever the tier (Methods 12.1).
struct FollowerBins {
    let tally: MergedTally
    let confidence: Double

    /// Creators by the quarter decade of their mean followers, `⌊X/n⌋`. The typical
    /// value is null where it is not valid (6.2).
    var rows: [BinRow] {
        let totals = tally.continuousTotals()
        let sample = totals.sample
        let edges = TierScheme.binEdges
        var bins = [TierSample](repeating: TierSample(), count: edges.count)
        for (index, followers) in totals.meanDenominators.enumerated() {
            guard let bin = TierScheme.bin(followers: followers) else { continue }
            bins[bin].append(
                creator: sample.creators[index], units: sample.units[index], numerator: sample.numerators[index],
                denominator: sample.denominators[index], logSum: sample.logSums[index], lowUnits: sample.lowUnits[index])
        }
        return bins.indices.compactMap { bin in
            guard !bins[bin].isEmpty else { return nil }
            let typical = TypicalPost(bins[bin], confidence: confidence).flatMap { $0.isValid ? $0 : nil }
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

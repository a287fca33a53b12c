internal import Findings
internal import Jobs
internal import SocialData
internal import Statistics

/// Computes findings from the merged totals. Doubles begin here.
struct FindingsBuilder: Sendable {
    let tally: MergedTally
    let definition: Definition
    let bands: FollowerBands
    let tiers: [Tier]
    let dimensions: [Dimension]

    /// Rows in canonical order; estimates of segments, tiers and metrics without data are left out but for `all`.
    func findings(summary: NormalizationSummary, jobs: Int, stop: StopFlag?) throws -> FindingSet {
        var findings = FindingSet(definition: definition)
        findings.census = census
        findings.followersSources = followersSources
        findings.exclusions = exclusions + summary.exclusions
        findings.attribution = summary.attribution
        findings.attributionWitnesses = summary.attributionWitnesses
        findings.unmatched = summary.unmatched
        findings.duplicates = summary.duplicates
        findings.notices = summary.notices
        findings.losses = summary.losses + exclusionLosses(findings.exclusions, summary)
        findings.bins = bins
        let pair = try pairResults(jobs: jobs, stop: stop)
        try addStatistics(to: &findings, pair, jobs: jobs, stop: stop)
        let standings = CreatorStandings(tally, brandTags: definition.brandTags.count)
        findings.comparisons += creatorComparisons(standings)
        conclude(pair, &findings)
        findings.money = moneyRows(findings.estimates)
        try addCreatorFindings(to: &findings, standings, jobs: jobs, stop: stop)
        findings.claims = inOrder(findings.claims)
        findings.forgetUnknownReturns()
        return findings
    }

    // MARK: Estimates and comparisons

    /// The results of one metric in one segment.
    private struct MetricResults: Sendable {
        /// By tier.
        var estimates: [[Estimate]]
        var comparisons: [Comparison]
    }

    /// Works on segments and metrics in parallel, never inside a sum (METHODS.md 17.2).
    private func addStatistics(
        to findings: inout FindingSet, _ pair: PairResults?, jobs: Int, stop: StopFlag?
    ) throws {
        let parts = tally.segments.indices.flatMap { segment in
            presentMetrics(segment: segment).map { (segment: segment, metric: $0) }
        }
        let results = try Parallel.orderedMap(parts, jobs: jobs) { part in
            try stop?.check()
            return metricResults(segment: part.segment, part.metric, pair)
        }
        var start = 0
        while start < parts.count {
            var end = start
            while end < parts.count, parts[end].segment == parts[start].segment { end += 1 }
            for tier in tiers.indices {
                for result in results[start..<end] { findings.estimates += result.estimates[tier] }
            }
            for result in results[start..<end] { findings.comparisons += result.comparisons }
            start = end
        }
    }

    /// Metrics that some tier of a segment has data for.
    private func presentMetrics(segment: Int) -> [Metric] {
        Metric.allCases.filter { metric in
            tiers.indices.contains { !tally.totals[segment].totals(tier: $0, metric).isEmpty }
        }
    }

    private func metricResults(segment: Int, _ metric: Metric, _ asked: PairResults?) -> MetricResults {
        let text = tally.segments[segment].text(dimensions)
        let isEverything = segment == SegmentAccumulator.everything
        let levels = tiers.indices.map { tier in
            TierLevel(
                metric, tally.totals(segment: segment, tier: tier, metric), tally.totals[segment].coverage[tier],
                definition: definition)
        }
        let estimates = tiers.indices.map { tier -> [Estimate] in
            guard isEverything || levels[tier].creators > 0 else { return [] }
            let posts =
                isEverything && !metric.isMoney
                ? tally.histograms[tier * Metric.engagementCount + metric.rawValue].histogram : nil
            return levels[tier].estimates(segment: text, tier: tiers[tier].name, posts: posts)
        }
        guard metric == .returnOnSpend || !metric.isMoney else {
            return MetricResults(estimates: estimates, comparisons: [])
        }
        let comparisons = pairs.enumerated().flatMap { index, pair -> [Comparison] in
            let isAsked = index == 0 && isEverything && asked != nil
            guard isAsked || (levels[pair.a].creators > 0 && levels[pair.b].creators > 0) else { return [] }
            let rows = TierContrast(
                levels[pair.a], levels[pair.b], segment: text, nameA: tiers[pair.a].name, nameB: tiers[pair.b].name,
                definition: definition
            ).comparisons()
            return isAsked ? rows + (asked?.comparisons(metric) ?? []) : rows
        }
        return MetricResults(estimates: estimates, comparisons: comparisons)
    }

    /// The pair that the definition compares; nil where it names no two of these tiers.
    var askedTiers: (a: Int, b: Int)? { AskedPair(definition, tiers: tiers).map { (a: $0.a, b: $0.b) } }

    /// The pair that the definition compares, then all others, the lower tier first.
    private var pairs: [(a: Int, b: Int)] {
        let others = tiers.indices.flatMap { a in
            tiers.indices.filter { $0 > a }.map { b in (a: a, b: b) }
        }
        guard let asked = askedTiers else { return others }
        return [asked] + others.filter { Set([$0.a, $0.b]) != Set([asked.a, asked.b]) }
    }
}

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
        findings.tierPositions = definition.tiers.map { TierPosition($0) }
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
        let standings = CreatorStandings(tally, brandTags: definition.brandTags.count)
        let compared = try metricResults(pair, jobs: jobs, stop: stop)
        let results = compared.results + unflaggedResults(standings) + topicResults(standings)
        let families = QuestionFamilies(results, elasticity: pair?.elasticity?.p)
        findings.estimates = compared.estimates
        findings.comparisons = results.flatMap { $0.rows(families, pair: pair?.pair) }
        pair?.add(to: &findings, families)
        findings.money = moneyRows(findings.estimates)
        try addTrends(to: &findings, jobs: jobs, stop: stop)
        findings.budget = try budgetRows(jobs: jobs, stop: stop)
        findings.creators = try creatorRows(standings, jobs: jobs, stop: stop)
        findings.flags = flagRows(standings)
        findings.associations = try associationRows(standings, jobs: jobs, stop: stop)
        let styles = try styleResults(jobs: jobs, stop: stop)
        findings.style = styles.map(\.row)
        let evidence = ClaimEvidence(
            tally: tally, definition: definition, tiers: tiers, pair: pair, families: families,
            focus: results.lazy.compactMap { if case .ranks(let ranks) = $0.analyses { ranks } else { nil } }.first,
            standings: standings, styles: styles, findings: findings)
        findings.claims = ClaimName.allCases.flatMap { $0.claim.rows(evidence) }
        findings.forgetUnknownReturns()
        return findings
    }

    // MARK: Estimates and comparisons

    /// What is known of the tiers by one metric in one segment.
    private struct MetricResults: Sendable {
        /// By tier.
        var estimates: [[Estimate]]
        var results: [QuestionResult]
    }

    /// Works on segments and metrics in parallel, never inside a sum (Methods 17.2).
    private func metricResults(
        _ pair: PairResults?, jobs: Int, stop: StopFlag?
    ) throws -> (estimates: [Estimate], results: [QuestionResult]) {
        let parts = tally.segments.indices.flatMap { segment in
            presentMetrics(segment: segment).map { (segment: segment, metric: $0) }
        }
        let parallel = try Parallel.orderedMap(parts, jobs: jobs) { part in
            try stop?.check()
            return metricResults(segment: part.segment, part.metric, pair)
        }
        var estimates: [Estimate] = []
        var start = 0
        while start < parts.count {
            var end = start
            while end < parts.count, parts[end].segment == parts[start].segment { end += 1 }
            for tier in tiers.indices {
                for result in parallel[start..<end] { estimates += result.estimates[tier] }
            }
            start = end
        }
        return (estimates, parallel.flatMap(\.results))
    }

    /// Metrics that some tier of a segment has data for.
    private func presentMetrics(segment: Int) -> [Metric] {
        Metric.all.filter { metric in
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
                ? tally.histograms[tier * PostMetric.allCases.count + metric.place].histogram : nil
            return levels[tier].estimates(segment: text, tier: tiers[tier].name, posts: posts)
        }
        guard metric == .deal(.returnOnSpend) || !metric.isMoney else {
            return MetricResults(estimates: estimates, results: [])
        }
        let results = pairs.enumerated().flatMap { index, pair -> [QuestionResult] in
            if index == 0, isEverything, let asked, asked.question(metric) != nil { return asked.results(metric) }
            let isAsked = index == 0 && isEverything && asked != nil
            guard isAsked || (levels[pair.a].creators > 0 && levels[pair.b].creators > 0) else { return [] }
            let contrast = TierContrast(
                levels[pair.a], levels[pair.b], segment: text, nameA: tiers[pair.a].name, nameB: tiers[pair.b].name,
                definition: definition)
            return [
                QuestionResult(
                    question: Question(metric: metric.name, part: .segment(segment), a: pair.a, b: pair.b),
                    analyses: .raw(contrast))
            ]
        }
        return MetricResults(estimates: estimates, results: results)
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

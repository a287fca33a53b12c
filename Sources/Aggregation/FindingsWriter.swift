internal import Findings
internal import Jobs
internal import SocialData

/// Asks everything of the merged totals and puts the answers together. Doubles begin in the questions; here are only their
/// order and what one takes from another.
struct FindingsWriter {
    let tally: MergedTally
    let definition: Definition
    let bands: FollowerBands
    let tiers: [Tier]
    let dimensions: [Dimension]

    /// Rows in canonical order; estimates of segments, tiers and metrics without data are left out but for `all`.
    func findings(
        summary: NormalizationSummary, jobs: Int, stop: StopFlag?, creators: ([CreatorRow]) throws -> Void
    ) throws -> FindingSet {
        var findings = FindingSet(definition: definition)
        findings.tierPositions = definition.tiers.map { TierPosition($0) }
        addCounts(to: &findings, summary)
        let asked = AskedPair(definition, tiers: tiers)
        let pair = try asked.map {
            try PairStudy(tally: tally, definition: definition, tiers: tiers, bands: bands, pair: $0).results(jobs: jobs, stop: stop)
        }
        let standings = try CreatorStandings(tally, brandTags: definition.brandTags.count, jobs: jobs)
        let metrics = try MetricQuestions(
            tally: tally, definition: definition, tiers: tiers, dimensions: dimensions, asked: pair
        ).results(jobs: jobs, stop: stop)
        let topics = TopicQuestions(tally: tally, definition: definition, pair: asked, standings: standings).results
        let results =
            metrics.results
            + UnflaggedQuestions(tally: tally, definition: definition, pair: asked, marks: standings.marks).results
            + topics
        findings.estimates = metrics.estimates
        findings.money = TierMoney(tally: tally, tiers: tiers).rows(metrics.estimates)
        let trends = try TrendQuestions(tally: tally, confidence: definition.confidence, tiers: tiers).rows(jobs: jobs, stop: stop)
        findings.trend = trends.trends
        findings.trendMonths = trends.months
        let returns = CreatorReturns(tally)
        findings.budget = try BudgetSplit(returns: returns, definition: definition, pair: asked).rows(jobs: jobs, stop: stop)
        findings.payoff = Payoff(
            returns: returns, money: tally.money, tiers: tiers, definition: definition, pair: asked, knowsReturns: findings.knowsReturns
        ).rows()
        var clouds = CreatorClouds(tiers: tiers.map(\.name))
        findings.creatorCount = try CreatorRows(
            tally: tally, tiers: tiers, standings: standings, returns: returns, knowsReturns: findings.knowsReturns
        ).forEachBatch(jobs: jobs, stop: stop) {
            clouds.append($0)
            try creators($0)
        }
        findings.creatorClouds = clouds.rows()
        findings.flags = FlagCounts(tally: tally, tiers: tiers, marks: standings.marks).rows
        findings.associations = try ReturnAssociations(standings: standings, seed: definition.seed).rows(jobs: jobs, stop: stop)
        let styles = try StyleAssociations(tally: tally, definition: definition, tiers: tiers).results(jobs: jobs, stop: stop)
        findings.style = styles.map(\.row)
        let claims = ClaimTests(
            definition: definition, pair: pair, trends: findings.trend, associations: findings.associations, styles: styles)
        let families = QuestionFamilies(results, claims: claims.members)
        findings.comparisons = results.flatMap { $0.rows(families, pair: asked) }
        pair?.add(to: &findings, families)
        let evidence = ClaimEvidence(
            tally: tally, definition: definition, tiers: tiers, pair: pair, families: families,
            focus: topics.lazy.compactMap { if case .ranks(let ranks) = $0.analyses { ranks } else { nil } }.first,
            standings: standings, styles: styles, findings: findings)
        findings.claims = ClaimName.allCases.flatMap { $0.claim.rows(evidence) }
        findings.forgetUnknownReturns()
        return findings
    }

    /// What normalize and the cells counted.
    private func addCounts(to findings: inout FindingSet, _ summary: NormalizationSummary) {
        let census = TierCensus(tally: tally, tiers: tiers)
        findings.census = census.rows
        findings.followersSources = census.followersSources
        findings.exclusions = census.exclusions + summary.exclusions
        findings.attribution = summary.attribution
        findings.attributionWitnesses = summary.attributionWitnesses
        findings.unmatched = summary.unmatched
        findings.duplicates = summary.duplicates
        findings.notices = summary.notices
        findings.losses = summary.losses + UnusedFacts.losses(findings.exclusions, summary, usedCost: tally.money.reduce(0) { $0 + $1.cost })
            + [tally.stillFollowers.loss].compactMap(\.self)
        findings.bins = FollowerBins(tally: tally, confidence: definition.confidence).rows
    }
}

internal import Findings
internal import Jobs
internal import SocialData
internal import Statistics

/// The asked pair in everything: every analysis of Methods 9 to 12 of it. Expensive ones (resampling) only for the two
/// headline questions.
struct PairStudy: Sendable {
    let tally: MergedTally
    let definition: Definition
    let tiers: [Tier]
    let bands: FollowerBands
    let pair: AskedPair

    /// Above this many creators in a tier the bootstrap draws Poisson weights (Methods 8.3).
    private static let mostMultinomialCreators = 50_000
    private static let mostPoissonResamples = 1_000
    private static let metricsAtOnce = 4
    /// Replicates that are drawn by one thread at a time.
    private static let blockSize = 50

    /// The metrics that are asked about: those some compared tier has data for, and the headlines in any case.
    private var metrics: [Metric] {
        let isUneven = tally.components.isUneven(pair.a, pair.b)
        return Metric.all.filter { $0.isCompared(isUneven: isUneven) }.filter { metric in
            metric.isHeadline
                || [pair.a, pair.b].contains { tier in
                    !tally.totals[SegmentAccumulator.everything].totals(tier: tier, metric).isEmpty
                }
        }
    }

    // MARK: Everything

    func results(jobs: Int, stop: StopFlag?) throws -> PairResults {
        var results = PairResults(pair: pair)
        let metrics = metrics
        var questions = try Parallel.orderedMap(metrics, jobs: jobs) { metric in
            try stop?.check()
            return PairQuestion(contrast(metric), definition: definition)
        }
        let isTypical = questions.map(\.contrast.isTypical)
        // Each goes through all cells, some several times, and needs nothing of the others.
        let parts = searches(metrics) + CellPart.others
        let answers = try Parallel.orderedMap(parts, jobs: jobs) { part in
            try stop?.check()
            return try answer(part, metrics, isTypical)
        }
        for answer in answers {
            switch answer {
            case .searches(let found): for (index, search) in found { questions[index].add(search) }
            case .elasticity(let row): results.elasticity = row
            case .sensitivity(let rows): results.sensitivity += rows
            case .curve(let rows): results.curve = rows
            case .withoutTopCreator(let question): results.withoutTopCreator = question
            }
        }
        results.questions = try finished(questions, metrics, jobs: jobs, stop: stop)
        results.followUp = try FollowUpStudy(
            tally: tally, definition: definition, tiers: tiers, bands: bands, pair: pair
        ).answers(jobs: jobs, stop: stop)
        return results
    }

    private enum CellPart {
        case elasticity, engagement, money, curve, withoutTopCreator
        /// The like-for-like analyses of metrics of the same strata, by their places among those that are asked about.
        case searches([Int])

        /// The longest first, so that no thread waits for the other at the end.
        static let others: [CellPart] = [.elasticity, .engagement, .money, .curve, .withoutTopCreator]
    }

    private enum CellAnswer {
        case searches([(Int, AdjustedSearch)])
        case elasticity(ElasticityRow?)
        case sensitivity([SensitivityRow])
        case curve([CurveRow])
        case withoutTopCreator(PairQuestion?)
    }

    /// Posts' metrics some at a time: one thread goes through the cells for all of them.
    private func searches(_ metrics: [Metric]) -> [CellPart] {
        let kept = metrics.indices.filter { tally.strata(metrics[$0]) != nil }
        let posts = kept.filter { !metrics[$0].isMoney }
        return stride(from: 0, to: posts.count, by: Self.metricsAtOnce).map {
            .searches(Array(posts[$0..<min($0 + Self.metricsAtOnce, posts.count)]))
        } + kept.filter { metrics[$0].isMoney }.map { .searches([$0]) }
    }

    private func answer(_ part: CellPart, _ metrics: [Metric], _ isTypical: [Bool]) throws -> CellAnswer {
        let engagement = tally.compared(.engagementByFollowers, pair)
        let view = ContinuousView(tally: tally, bands: bands, engagement: engagement, confidence: definition.confidence)
        return switch part {
        case .searches(let indices):
            .searches(Array(zip(indices, try search(indices.map { (metrics[$0], isTypical[$0]) }))))
        case .elasticity: .elasticity(try view.elasticity())
        case .engagement: .sensitivity(try sensitivity(engagement))
        case .money: .sensitivity(try sensitivity(.deal(.returnOnSpend)))
        case .curve: .curve(try view.curve())
        case .withoutTopCreator: .withoutTopCreator(try withoutTopCreator())
        }
    }

    /// Empty without any data of the metric.
    private func sensitivity(_ metric: Metric) throws -> [SensitivityRow] {
        guard let (strata, stored) = tally.strata(metric) else { return [] }
        let entries = try strata.bandEntries(metric: stored)
        guard !entries.isEmpty else { return [] }
        return SensitivityCheck(
            metric: metric, strata: strata, entries: entries, bands: bands, tiers: tiers, pair: pair, definition: definition
        ).rows()
    }

    // MARK: Questions

    /// With what is asked of some of them: what is missing, resampling.
    private func finished(_ asked: [PairQuestion], _ metrics: [Metric], jobs: Int, stop: StopFlag?) throws -> [PairQuestion] {
        var questions = asked
        if let (a, b) = followUp, let money = metrics.firstIndex(of: .deal(.returnOnSpend)) {
            questions[money].add(medianFollowUp: a, b)
        }
        let headlines = metrics.indices.filter { metrics[$0].isHeadline }
        for index in headlines {
            questions[index].add(questions[index].contrast.missing(of: tally, tierA: pair.a, tierB: pair.b))
        }
        let results = try bootstraps(headlines.map { questions[$0].contrast }, jobs: jobs, stop: stop)
        for (index, result) in zip(headlines, results) { result.map { questions[index].add($0) } }
        for index in headlines where !metrics[index].isMoney {
            try permutation(questions[index].contrast, jobs: jobs, stop: stop).map { questions[index].add($0) }
        }
        return questions
    }

    /// Median days of A's and B's deals; nil where nothing says, or nobody knows of any order.
    private var followUp: (Double, Double)? {
        guard !tally.followUp.views.isEmpty else { return nil }
        return tally.followUp.medianDays(tier: pair.a).flatMap { a in tally.followUp.medianDays(tier: pair.b).map { (a, $0) } }
    }

    /// - Parameter removed: canonical places of creators to leave out.
    func contrast(_ metric: Metric, without removed: Set<Int32> = []) -> TierContrast {
        func level(_ tier: Int) -> TierLevel {
            TierLevel(metric, of: tally, tier: tier, definition: definition) { !removed.contains($0) }
        }
        return TierContrast(
            level(pair.a), level(pair.b), segment: Segment.all.text([]), nameA: pair.nameA, nameB: pair.nameB,
            definition: definition)
    }

    /// Return on spend without the creator that brings each tier most (Methods 22, S4): of both tiers, because to take
    /// the luckiest creator from one of them alone would favour the other. nil where nobody brings anything.
    func withoutTopCreator() throws -> PairQuestion? {
        let contrast = contrast(.deal(.returnOnSpend))
        let top = [contrast.a, contrast.b].compactMap { level -> Int32? in
            let sample = level.fit.sample
            guard let greatest = sample.numerators.max(), greatest > 0 else { return nil }
            return sample.numerators.firstIndex(of: greatest).map { sample.creators[$0] }
        }
        guard !top.isEmpty else { return nil }
        var question = PairQuestion(self.contrast(.deal(.returnOnSpend), without: Set(top)), definition: definition, isResampled: false)
        for search in try search([(.deal(.returnOnSpend), isTypical: false)], without: Set(top)) { question.add(search) }
        return question
    }

    // MARK: Like for like

    /// Of metrics of the same strata.
    private func search(_ asked: [(Metric, isTypical: Bool)], without removed: Set<Int32> = []) throws -> [AdjustedSearch] {
        guard let strata = asked.first.flatMap({ tally.strata($0.0)?.strata }) else { return [] }
        let subjects = asked.compactMap { metric, isTypical in
            tally.strata(metric).map { AdjustedSearch.Subject(metric: metric, stored: $0.stored, isTypical: isTypical) }
        }
        return try AdjustedSearch.searches(
            subjects, strata, sides: bands.sides(of: pair), confidence: definition.confidence, without: removed)
    }

    // MARK: Resampling

    /// The bootstraps of pooled rates, all their replicates spread over the jobs; nil where a point value is undefined.
    private func bootstraps(_ contrasts: [TierContrast], jobs: Int, stop: StopFlag?) throws -> [BootstrapResult?] {
        let bootstraps = contrasts.map { contrast in
            Bootstrap(
                contrast.a.fit.sample, named: pair.nameA, contrast.b.fit.sample, named: pair.nameB,
                metric: contrast.metric.name.rawValue, scale: contrast.metric.scale, plan: plan(contrast))
        }
        let blocks = bootstraps.enumerated().flatMap { index, bootstrap in
            bootstrap.map { Self.blocks($0.plan.resamples).map { (bootstrap: index, range: $0) } } ?? []
        }
        let replicates = try Parallel.orderedMap(blocks, jobs: jobs) { block in
            try stop?.check()
            return bootstraps[block.bootstrap]?.replicates(block.range) ?? []
        }
        return bootstraps.enumerated().map { index, bootstrap in
            bootstrap?.result(zip(blocks, replicates).filter { $0.0.bootstrap == index }.flatMap(\.1))
        }
    }

    private func plan(_ contrast: TierContrast) -> Bootstrap.Plan {
        var plan = Bootstrap.Plan(
            resamples: definition.resamples, seed: definition.seed, confidence: definition.confidence)
        if max(contrast.a.creators, contrast.b.creators) > Self.mostMultinomialCreators {
            let hashes = tally.entityHashes()
            plan.weights = .poisson { hashes[Int($0)] }
            plan.resamples = min(plan.resamples, Self.mostPoissonResamples)
        }
        return plan
    }

    /// 10.3 on the creators' values at home: Welch's t of `l_c`, or Brunner and Munzel's where typical is not valid.
    private func permutation(_ contrast: TierContrast, jobs: Int, stop: StopFlag?) throws -> PermutationTest.Result? {
        let home = TierPair(contrast.a.fit.sample, contrast.b.fit.sample).atHome
        let values = contrast.isTypical ? (home.a.postLogs, home.b.postLogs) : (home.a.rates, home.b.rates)
        guard let a = values.0, let b = values.1,
            let test = PermutationTest(
                a, b, statistic: contrast.isTypical ? .welch : .brunnerMunzel, seed: definition.seed,
                label: "perm/v1/\(contrast.metric.name.rawValue)/\(pair.nameA)~\(pair.nameB)",
                resamples: PermutationTest.resamples(creators: a.count + b.count))
        else { return nil }
        guard !test.isExact else { return test.run() }
        let counts = try Parallel.orderedMap(Self.blocks(test.total), jobs: jobs) { block in
            try stop?.check()
            return test.count(block)
        }
        return test.result(count: counts.reduce(0, +))
    }

    private static func blocks(_ count: Int) -> [Range<Int>] {
        stride(from: 0, to: count, by: blockSize).map { $0..<min($0 + blockSize, count) }
    }
}

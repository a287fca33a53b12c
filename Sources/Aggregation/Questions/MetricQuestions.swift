internal import Findings
internal import Jobs
internal import SocialData

/// Every metric of every tier in every segment: its levels, and every two tiers compared (Methods 6 to 9).
struct MetricQuestions: Sendable {
    let tally: MergedTally
    let definition: Definition
    let tiers: [Tier]
    let dimensions: [Dimension]
    /// What is known of the asked pair, whose questions in everything were answered before; nil without one.
    let asked: PairResults?

    /// What is known of the tiers by one metric in one segment.
    private struct MetricResults: Sendable {
        /// By tier.
        var estimates: [[Estimate]]
        var results: [QuestionResult]
    }

    /// Works on segments and metrics in parallel, never inside a sum (Methods 17.2).
    func results(jobs: Int, stop: StopFlag?) throws -> (estimates: [Estimate], results: [QuestionResult]) {
        let parts = tally.segments.indices.flatMap { segment in
            presentMetrics(segment: segment).map { (segment: segment, metric: $0) }
        }
        let parallel = try Parallel.orderedMap(parts, jobs: jobs) { part in
            try stop?.check()
            return metricResults(segment: part.segment, part.metric)
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

    private func metricResults(segment: Int, _ metric: Metric) -> MetricResults {
        let text = tally.segments[segment].text(dimensions)
        let isEverything = segment == SegmentAccumulator.everything
        let levels = tiers.indices.map { tier in
            TierLevel(metric, of: tally, segment: segment, tier: tier, definition: definition)
        }
        let estimates = tiers.indices.map { tier -> [Estimate] in
            guard isEverything || levels[tier].creators > 0 else { return [] }
            let posts =
                isEverything && !metric.isMoney
                ? tally.histograms[tier * PostMetric.allCases.count + metric.place].histogram : nil
            return levels[tier].estimates(segment: text, tier: tiers[tier].name, posts: posts)
        }
        let results = pairs.enumerated().flatMap { index, pair -> [QuestionResult] in
            guard metric.isCompared(isUneven: tally.components.isUneven(pair.a, pair.b)) else { return [] }
            if index == 0, isEverything, let asked, asked.question(metric) != nil { return asked.results(metric) }
            let isAsked = index == 0 && isEverything && asked != nil
            guard isAsked || (levels[pair.a].creators > 0 && levels[pair.b].creators > 0) else { return [] }
            let contrast = TierContrast(
                levels[pair.a], levels[pair.b], segment: text, nameA: tiers[pair.a].name, nameB: tiers[pair.b].name,
                definition: definition)
            return [
                QuestionResult(
                    question: Question(metric: metric.name, part: .segment(segment), a: pair.a, b: pair.b),
                    analyses: .raw(RawRows(contrast)))
            ]
        }
        return MetricResults(estimates: estimates, results: results)
    }

    /// The pair that the definition compares, then all others, the lower tier first.
    private var pairs: [(a: Int, b: Int)] {
        let others = tiers.indices.flatMap { a in
            tiers.indices.filter { $0 > a }.map { b in (a: a, b: b) }
        }
        guard let asked = asked?.pair else { return others }
        return [(a: asked.a, b: asked.b)] + others.filter { Set([$0.a, $0.b]) != Set([asked.a, asked.b]) }
    }
}

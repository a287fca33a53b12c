internal import Findings
internal import SocialData
internal import Statistics

/// The claims that are answered by comparing the asked pair: S0, S2, S3 and S4 (METHODS.md 22).
extension FindingsBuilder {
    func claims(_ results: PairResults, _ families: QuestionFamilies, _ findings: FindingSet) -> [ClaimRow] {
        let builder = ClaimBuilder(pair: results.pair)
        let closeness: [(Metric, ClaimQuestion)] = [
            (.commentLikeRatio, .commentLikeRatio), (.commentRate, .commentRate), (.saveRate, .saveRate), (.shareRate, .shareRate),
        ]
        let denominators: [(Metric, ClaimQuestion)] = [
            (.engagementByReach, .engagementByReach), (.engagementByImpressions, .engagementByImpressions),
            (.engagementByViews, .engagementByViews),
        ]
        var rows = [census(builder, findings)]
        rows += closeness.map { claim(.connection, $0.1, $0.0, builder, results, families) }
        rows.append(claim(.engagement, .headline, .engagementByFollowers, builder, results, families))
        for (metric, question) in denominators where results.question(metric) != nil {
            rows.append(claim(.engagement, question, metric, builder, results, families))
        }
        rows.append(elasticity(builder, results.elasticity, p: families.others.first ?? nil))
        rows.append(claim(.return, .headline, .returnOnSpend, builder, results, families, findings))
        if let row = results.withoutTopCreator {
            let adjusted = findings.comparisons.first { $0.analysis == Analysis.withoutTopCreator }?.pAdjusted
            rows.append(withoutTopCreator(builder, row, p: adjusted))
        }
        return rows
    }

    /// S0 is a count. It needs followers, or nobody is in a tier.
    private func census(_ builder: ClaimBuilder, _ findings: FindingSet) -> ClaimRow {
        func creators(_ tier: Int) -> Int { findings.census[tier].creators }
        let inTiers = tiers.indices.reduce(0) { $0 + creators($1) }
        let (a, b) = (creators(builder.pair.a), creators(builder.pair.b))
        guard inTiers > 0 else {
            return builder.notTestable(.definition, .census, metric: .none, scale: .none, missing: [.followers])
        }
        return builder.row(.definition, .census, .counted, metric: .none, scale: .none, creatorsA: a, creatorsB: b)
    }

    /// - Parameter findings: for money, which needs orders.
    private func claim(
        _ claim: ClaimName, _ name: ClaimQuestion, _ metric: Metric, _ builder: ClaimBuilder, _ results: PairResults,
        _ families: QuestionFamilies, _ findings: FindingSet? = nil
    ) -> ClaimRow {
        // Money is shown as return on investment: its differences are m times those of ROAS (METHODS.md 9.3).
        let shownMetric = metric == .returnOnSpend ? MetricName.returnOnInvestment : metric.name
        let columns = findings.map { missingMoney($0) } ?? missingColumns(metric, builder.pair)
        guard let question = results.question(metric) else {
            return builder.notTestable(claim, name, metric: shownMetric, scale: EffectScale(metric.scale), missing: columns)
        }
        let asked = question.question
        let p = families.asked[metric]
        let verdict = asked.verdict(holmP: p)
        let analysis = question.basisAnalysis
        let factor = metric == .returnOnSpend ? definition.margin : 1
        let isMissing = asked.basis == nil
        return builder.row(
            claim, name, builder.verdict(verdict), metric: shownMetric, scale: EffectScale(metric.scale),
            estimate: analysis.map { factor * $0.estimate }, analysis?.interval?.map { factor * $0 }, p: p,
            creatorsA: question.contrast.a.creators, creatorsB: question.contrast.b.creators,
            missing: isMissing ? columns + asked.missingData.map(Lack.init) : [], notes: question.notes(verdict))
    }

    /// The rate falls with audience size, or rises; over all tiers, so the pair's creators are not what it rests on.
    private func elasticity(_ builder: ClaimBuilder, _ row: ElasticityRow?, p: Double?) -> ClaimRow {
        let metric = Metric.engagementByFollowers
        guard let row, let slope = row.slope, let low = row.low, let high = row.high, let p else {
            return builder.notTestable(
                .engagement, .elasticity, metric: metric.name, scale: .tenfold,
                missing: missingColumns(metric, builder.pair) + [Lack.notEstimable])
        }
        let isClear = p <= 1 - definition.confidence && ConfidenceInterval(low, high)?.excludesZero ?? false
        // The sentence says how many times as high the rate is: `10^β`, one more than the change.
        let times = row.perTenfoldLow.flatMap { low in row.perTenfoldHigh.flatMap { ConfidenceInterval(1 + low, 1 + $0) } }
        return builder.row(
            .engagement, .elasticity, !isClear ? .unclear : slope < 0 ? .supported : .contradicted, metric: metric.name,
            scale: .tenfold, estimate: row.perTenfold.map { 1 + $0 }, times, p: p, creatorsA: row.creators, creatorsB: row.creators)
    }

    private func withoutTopCreator(_ builder: ClaimBuilder, _ row: Comparison, p: Double?) -> ClaimRow {
        let interval = row.low.flatMap { low in row.high.flatMap { ConfidenceInterval(low, $0) } }
        let margin = definition.margin
        let reasons = Lack.ofNotes(row.notes)
            + (interval == nil || row.p == nil ? [Lack.notEstimable] : [])
        let isClear = p.map { $0 <= 1 - definition.confidence } ?? false && interval?.excludesZero ?? false
        let verdict: Verdict =
            !reasons.isEmpty
            ? .notEnoughData
            : !isClear ? .noClearDifference : row.estimate ?? 0 > 0 ? .higherA : .higherB
        return builder.row(
            .return, .withoutTopCreator, builder.verdict(verdict), metric: MetricName.returnOnInvestment,
            scale: row.scale, estimate: row.estimate.map { margin * $0 }, interval?.map { margin * $0 }, p: p,
            creatorsA: row.creatorsA, creatorsB: row.creatorsB, missing: reasons)
    }

    // MARK: What is missing

    /// Columns without which a compared tier has no value of an engagement metric, in the order numerator, denominator.
    private func missingColumns(_ metric: Metric, _ pair: AskedPair) -> [Lack] {
        let posts = tally.census.map(\.posts)
        guard posts.reduce(0, +) > 0 else { return [.posts] }
        guard posts.dropLast().reduce(0, +) > 0 else { return [.followers] }
        let empty = [pair.a, pair.b].filter {
            tally.totals[SegmentAccumulator.everything].totals(tier: $0, metric).isEmpty
        }
        let columns = metric.numeratorColumns + [metric.denominatorColumn]
        return columns.filter { column in empty.contains { isAbsent(column, tier: $0) } }
    }

    /// Whether no organic post of a tier has a count, as far as the exclusions tell: what is missing is named by the first
    /// column that is.
    private func isAbsent(_ column: Lack, tier: Int) -> Bool {
        let posts = tally.totals[SegmentAccumulator.everything].coverage[tier].posts
        func lacks(_ metric: Metric, _ reason: MetricExclusion) -> Bool {
            let place = (tier * Metric.engagementCount + metric.rawValue) * MetricExclusion.allCases.count
            return posts > 0 && tally.metricExclusions[place + reason.rawValue] == posts
        }
        return switch column {
        case .comments: lacks(.commentRate, .missingNumerator)
        case .reach: lacks(.reachRate, .missingNumerator)
        case .views: lacks(.viewRate, .missingNumerator)
        case .saves: lacks(.saveRate, .missingNumerator)
        case .shares: lacks(.shareRate, .missingNumerator)
        case .likes:
            lacks(.commentLikeRatio, .missingDenominator)
                || lacks(.engagementByFollowers, .missingNumerator) && !lacks(.commentRate, .missingNumerator)
        case .impressions: lacks(.engagementByImpressions, .missingDenominator)
        default:
            [Metric.engagementByFollowers, .commentRate, .reachRate, .viewRate].contains { lacks($0, .missingDenominator) }
        }
    }

    private func missingMoney(_ findings: FindingSet) -> [Lack] {
        let census = tally.census
        guard census.contains(where: { $0.deals > 0 }) || !findings.exclusions.filter({ $0.unit == .deals }).isEmpty else {
            return [.deals]
        }
        var missing: [Lack] = []
        if tally.money.allSatisfy({ $0.deals == 0 }) { missing.append(.cost) }
        if !findings.attribution.contains(where: { $0.orders > 0 }), tally.money.allSatisfy({ $0.orders == 0 }) {
            missing.append(.orders)
        }
        return missing
    }
}

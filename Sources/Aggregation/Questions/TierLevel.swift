internal import Findings
internal import SocialData
internal import Statistics

/// The level of one metric in one tier of one segment (Methods 6, 7), and its rows of estimates.
struct TierLevel {
    let metric: Metric
    let totals: TierTotals
    let coverage: Coverage
    /// Its typical value is nil for deals, which have no rates of their own.
    let fit: TierFit
    /// Creators with `gross > 0`; nil when the metric is not the return on spend (Methods 12.3).
    let creatorsWithSales: Int?
    private let definition: Definition

    /// - Parameters:
    ///   - segment: its number.
    ///   - isKept: by canonical place, which creators count.
    init(
        _ metric: Metric, of tally: MergedTally, segment: Int = SegmentAccumulator.everything, tier: Int,
        definition: Definition, where isKept: (Int32) -> Bool = { _ in true }
    ) {
        self.metric = metric
        totals = tally.totals(segment: segment, tier: tier, metric, where: isKept)
        coverage = tally.totals[segment].coverage[tier]
        self.definition = definition
        fit = TierFit(totals.sample, scale: metric.scale, confidence: definition.confidence)
        creatorsWithSales =
            metric == .deal(.returnOnSpend)
            ? tally.creatorsWithSales(segment: segment, tier: tier, where: isKept) : nil
    }

    /// A level of money that some orders make (Methods 25.3).
    init(_ metric: Metric, _ totals: TierTotals, creatorsWithSales: Int, definition: Definition) {
        self.metric = metric
        self.totals = totals
        self.creatorsWithSales = creatorsWithSales
        self.definition = definition
        coverage = Coverage()
        fit = TierFit(totals.sample, scale: metric.scale, confidence: definition.confidence)
    }

    var pooled: PooledEstimate? { fit.pooled }
    var typical: TypicalPost? { fit.typicalPost }
    var creators: Int { totals.sample.count }

    /// Whether the typical value may be presented (6.2).
    var isTypicalValid: Bool { typical?.isValid ?? false }

    /// Notes on what a statistic rests on; `typical` weighs creators alike, the others by their denominators.
    func notes(typical isTypical: Bool) -> Set<Note> {
        let limits = HeadlineQuestion.Limits(definition)
        var notes: Set<Note> = []
        if creators < limits.minimumCreators { notes.insert(Note.fewCreators) }
        let effective = isTypical ? Double(creators) : pooled?.effectiveCreators ?? 0
        if effective < limits.minimumEffectiveCreators { notes.insert(Note.fewEffectiveCreators) }
        if !isTypical, let pooled, VerdictNotes.isDominated(pooled) { notes.insert(Note.dominated) }
        if let creatorsWithSales, creatorsWithSales < limits.minimumCreatorsWithSales {
            notes.insert(Note.fewCreatorsWithSales)
        }
        return notes
    }

    /// Share of the tier's units that lack the numerator or the denominator.
    private var missingShare: Double? {
        let units = metric.isMoney ? coverage.deals : coverage.posts
        return units > 0 ? Double(coverage.missing[metric.place]) / Double(units) : nil
    }

    // MARK: Rows

    /// Rows of `estimates`, statistics in the order of Methods 23; for ROAS the row of ROI, too.
    ///
    /// - Parameter posts: the posts' own rates, where they are kept.
    func estimates(segment: String, tier: String, posts: QuantileHistogram?) -> [Estimate] {
        let confidence = definition.confidence
        func row(_ statistic: Statistic, _ level: Level) -> Estimate {
            estimate(segment, tier, metric.name, statistic, level)
        }
        let pooledLevel = Level(
            pooled?.value, pooled?.interval, .clusterRobust, pooled?.degreesOfFreedom, notes(typical: false), divisor: metric.divisor)
        var rows = [row(.pooled, pooledLevel)]
        if metric.hasCreatorRates {
            if !metric.isMoney { rows.append(row(.typical, typicalLevel)) }
            let mean = CreatorMean(totals.sample, confidence: confidence)
            rows.append(row(.creatorMean, Level(mean?.value, mean?.interval, .studentT, Double(creators - 1), fewCreators)))
            if !metric.isMoney {
                let mean = PostMean(quantised: totals.quantised, confidence: confidence)
                rows.append(row(.postMean, Level(mean?.value, mean?.interval, .clusterRobust, mean?.degreesOfFreedom, fewCreators)))
            }
            let median = CreatorMedian(totals.sample, confidence: confidence)
            rows.append(row(.creatorMedian, Level(median?.value, median?.interval, .orderStatistics, nil, fewCreators)))
            rows += [
                (Statistic.p10, median?.p10), (.p25, median?.p25), (.p50, median?.value), (.p75, median?.p75),
                (.p90, median?.p90),
            ].map { row($0.0, Level($0.1, fewCreators)) }
        }
        if let posts {
            let quantiles = posts.quantiles(Self.postQuantiles.map(\.probability))
            rows += zip(Self.postQuantiles, quantiles).map { row($0.name, Level($1, fewCreators)) }
        }
        if metric == .deal(.returnOnSpend) {
            // ROI is m·ROAS − 1, its limits likewise (7).
            let margin = definition.margin
            let level = Level(
                pooled.map { margin * $0.value - 1 }, pooled?.interval?.map { margin * $0 - 1 }, .clusterRobust,
                pooled?.degreesOfFreedom, notes(typical: false))
            rows.append(estimate(segment, tier, .returnOnInvestment, .pooled, level))
        }
        return rows
    }

    /// Quantiles of the posts' own rates (17.5).
    private static let postQuantiles: [(name: Statistic, probability: Double)] = [
        (.postP10, 0.1), (.postP25, 0.25), (.postP50, 0.5), (.postP75, 0.75), (.postP90, 0.9),
    ]

    private var fewCreators: Set<Note> { notes(typical: true).intersection([Note.fewCreators]) }

    private var typicalLevel: Level {
        var notes = notes(typical: true)
        if creators > 0, !isTypicalValid {
            notes.insert(Note.typicalNotValid)
            return Level(nil, notes)
        }
        return Level(typical?.value, typical?.interval, .studentT, Double(creators - 1), notes)
    }

    /// A value with its interval.
    private struct Level {
        var value: Double?
        var interval: ConfidenceInterval?
        var kind: IntervalMethod?
        var degreesOfFreedom: Double?
        var notes: Set<Note>

        init(_ value: Double?, _ notes: Set<Note>) {
            self.init(value, nil, nil, nil, notes)
        }

        /// The kind and the degrees of freedom go with an interval; without one they are nil.
        init(
            _ value: Double?, _ interval: ConfidenceInterval?, _ kind: IntervalMethod?, _ degreesOfFreedom: Double?,
            _ notes: Set<Note>, divisor: Double = 1
        ) {
            self.value = value.map { $0 / divisor }
            self.interval = interval?.map { $0 / divisor }
            self.kind = interval == nil ? nil : kind
            self.degreesOfFreedom = interval == nil ? nil : degreesOfFreedom
            self.notes = notes
        }
    }

    private func estimate(
        _ segment: String, _ tier: String, _ metric: MetricName, _ statistic: Statistic, _ level: Level
    ) -> Estimate {
        Estimate(
            scheme: definition.scheme, segment: segment, tier: tier, metric: metric, statistic: statistic,
            value: level.value?.published, low: level.interval?.lower.published, high: level.interval?.upper.published,
            interval: level.kind, degreesOfFreedom: level.degreesOfFreedom?.published, units: totals.sample.totalUnits,
            creators: creators, effectiveCreators: pooled?.effectiveCreators.published,
            zeroCreators: totals.sample.zeroCreators, lowShare: totals.sample.lowShare?.published, numerator: ExactTotal(totals.numerator),
            denominator: ExactTotal(totals.denominator), missingShare: missingShare?.published,
            notes: level.notes.inOrder)
    }
}

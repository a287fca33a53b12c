internal import Findings
internal import Jobs
internal import SocialData
internal import TextValues
internal import Statistics

/// How the tiers' shares of spend, posts and engagement move from month to month (Methods 13).
struct TrendQuestions {
    let tally: MergedTally
    let confidence: Double
    let tiers: [Tier]

    /// What is known of the trends, and the months that they are fitted to.
    struct Rows {
        fileprivate(set) var trends: [TrendRow] = []
        fileprivate(set) var months: [TrendMonthRow] = []
    }

    /// Beyond a century of months the dates are at fault, and pairs of months grow too many to compare.
    private static let mostMonths = 1200

    /// By measure, then as posted, fixed and their difference, then by tier.
    func rows(jobs: Int, stop: StopFlag?) throws -> Rows {
        var rows = Rows()
        for measure in TrendMeasure.allCases {
            var amounts = try monthlyAmounts(measure, jobs: jobs, stop: stop)
            let totals = MonthTotals(amounts, tierCount: tiers.count)
            rows.months += monthRows(measure, totals)
            let posted = try trends(measure, .asPosted, amounts, totals, jobs: jobs, stop: stop)
            amounts.fixTiers()
            let fixed = try trends(measure, .fixed, amounts, totals, jobs: jobs, stop: stop)
            rows.trends += posted + fixed + zip(posted, fixed).map { posted, fixed in
                row(measure, .difference, posted.tier, totals, slope: posted.slope.flatMap { slope in
                    fixed.slope.map { slope - $0 }
                })
            }
        }
        return rows
    }

    /// Amounts that are not 0, creators in canonical order.
    private func monthlyAmounts(_ measure: TrendMeasure, jobs: Int, stop: StopFlag?) throws -> MonthlyAmounts {
        var cells: [MonthlyAmounts.Cell] = []
        cells.reserveCapacity(tally.creatorTally.mostMonths)
        try tally.forEachRange(jobs: jobs) { ranks -> [MonthlyAmounts.Cell] in
            try stop?.check()
            return ranks.flatMap { rank in
                tally.creatorTally.months(tally.creatorsInOrder[rank]).lazy.compactMap { month in
                    let amount = measure.amount(month)
                    return amount > 0 ? MonthlyAmounts.Cell(creator: Int32(rank), month: month.month, tier: month.tier, amount: amount) : nil
                }
            }
        } consume: {
            cells += $0
        }
        return MonthlyAmounts(cells)
    }

    /// One row per tier, with Holm's p over them.
    private func trends(
        _ measure: TrendMeasure, _ kind: TrendTiers, _ amounts: MonthlyAmounts, _ totals: MonthTotals, jobs: Int,
        stop: StopFlag?
    ) throws -> [TrendRow] {
        let confidence = confidence
        let isTooLong = totals.months.count > Self.mostMonths
        let trends = try Parallel.orderedMap(Array(tiers.indices), jobs: jobs) { tier in
            try stop?.check()
            return isTooLong ? nil : TierTrend(amounts, tier: tier, confidence: confidence)
        }
        let adjusted = Multiplicity.holm(trends.map { $0?.hasSpread == true ? $0?.p : nil })
        return tiers.indices.map { tier in
            guard let trend = trends[tier] else { return row(measure, kind, tiers[tier].name, totals, slope: nil) }
            guard trend.hasSpread else {
                var flat = row(measure, kind, tiers[tier].name, totals, slope: abs(trend.slope) < 1e-12 ? 0 : trend.slope)
                flat.mannKendallScore = trend.mannKendall.score
                flat.theilSenSlope = trend.theilSenSlope.published
                return flat
            }
            return TrendRow(
                measure: measure, tiers: kind, tier: tiers[tier].name, months: trend.months.count,
                creators: trend.creators, slope: trend.slope.published, standardError: trend.standardError.published,
                degreesOfFreedom: trend.degreesOfFreedom?.published, low: trend.interval?.lower.published,
                high: trend.interval?.upper.published, p: trend.p?.published, pAdjusted: adjusted[tier]?.published,
                mannKendallScore: trend.mannKendall.score, mannKendallZ: trend.mannKendall.z.published,
                mannKendallP: trend.mannKendall.p.published, theilSenSlope: trend.theilSenSlope.published)
        }
    }

    /// A row without a test.
    private func row(
        _ measure: TrendMeasure, _ kind: TrendTiers, _ tier: String, _ totals: MonthTotals, slope: Double?
    ) -> TrendRow {
        TrendRow(
            measure: measure, tiers: kind, tier: tier, months: totals.months.count, creators: totals.creators,
            slope: slope?.published, standardError: nil, degreesOfFreedom: nil, low: nil, high: nil, p: nil,
            pAdjusted: nil, mannKendallScore: nil, mannKendallZ: nil, mannKendallP: nil, theilSenSlope: nil)
    }

    private func monthRows(_ measure: TrendMeasure, _ totals: MonthTotals) -> [TrendMonthRow] {
        totals.months.flatMap { month, amounts in
            let total = amounts.reduce(0, +)
            return tiers.indices.map { tier in
                TrendMonthRow(
                    measure: measure, month: CivilTime.monthText(index: month), tier: tiers[tier].name,
                    amount: ExactTotal(amounts[tier]),
                    share: (Double(exactTotal: amounts[tier]) / Double(exactTotal: total)).published)
            }
        }
    }
}

extension TierTrend {
    /// Whether the creators differ at all. Shares are fractions with errors of 10⁻¹⁶: where every creator has the same part
    /// in every month, all that is left of the standard error is rounding, and so is the slope.
    fileprivate var hasSpread: Bool { standardError > 1e-12 }
}

/// Exact amounts by month, of the months that have any, and tier.
private struct MonthTotals {
    let months: [(month: Int, amounts: [Int128])]
    let creators: Int

    init(_ amounts: MonthlyAmounts, tierCount: Int) {
        var totals: [Int: [Int128]] = [:]
        var creators = 0
        var last: Int32 = -1
        for cell in amounts.cells {
            totals[cell.month, default: [Int128](repeating: 0, count: tierCount)][cell.tier] += Int128(cell.amount)
            if cell.creator != last { creators += 1 }
            last = cell.creator
        }
        months = totals.sorted { $0.key < $1.key }.map { (month: $0.key, amounts: $0.value) }
        self.creators = creators
    }
}

extension TrendMeasure {
    var metric: MetricName {
        switch self {
        case .spend: .spend
        case .posts: .posts
        case .engagement: .engagement
        }
    }

    func amount(_ amounts: MonthAmounts) -> Int64 {
        switch self {
        case .spend: Int64(clamping: amounts.spend)
        case .posts: Int64(amounts.posts)
        // Nobody has so much engagement; a file that says so must not stop the run.
        case .engagement: Int64(clamping: amounts.engagement)
        }
    }
}

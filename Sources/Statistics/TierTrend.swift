/// Amounts of one kind (spend, posts or engagement) by creator, month and tier (Methods 13).
package struct MonthlyAmounts: Sendable {
    /// One cell; `month` counts calendar months, so that a gap of two months is 2.
    package struct Cell: Sendable, Equatable {
        /// Rank in canonical order.
        package let creator: Int32
        /// Month, then tier. There may be millions of cells, so they are kept small.
        private var place: Int32
        /// Not negative.
        package let amount: Int64

        private static let tierBits: Int32 = 12

        /// Calendar months, counted on from some first one.
        package var month: Int { Int(place >> Self.tierBits) }
        /// The place of the tier in the scheme.
        package fileprivate(set) var tier: Int {
            get { Int(place & (1 << Self.tierBits - 1)) }
            set { place = Self.place(month: month, tier: newValue) }
        }

        /// Months and tiers are not negative; a tier must be below 4,096.
        package init(creator: Int32, month: Int, tier: Int, amount: Int64) {
            self.creator = creator
            place = Self.place(month: month, tier: tier)
            self.amount = amount
        }

        private static func place(month: Int, tier: Int) -> Int32 {
            precondition(tier >= 0 && tier < 1 << tierBits, "tiers are few")
            return Int32(month << Int(tierBits) | tier)
        }

        fileprivate static func precedes(_ first: Cell, _ second: Cell) -> Bool {
            (first.creator, first.place) < (second.creator, second.place)
        }
    }

    /// By creator in canonical order, then month, then tier.
    package private(set) var cells: [Cell]

    /// Cells may come in any order; there is one at most for each creator, month and tier.
    package init(_ cells: [Cell]) {
        // Mostly they come in order, and then no copy is needed.
        let isOrdered = zip(cells, cells.dropFirst()).allSatisfy { !Cell.precedes($1, $0) }
        self.cells = isOrdered ? cells : cells.sorted(by: Cell.precedes)
    }

    /// The cells of each creator.
    var creatorRanges: [Range<Int>] {
        var ranges: [Range<Int>] = []
        var start = 0
        while start < cells.count {
            var end = start + 1
            while end < cells.count, cells[end].creator == cells[start].creator { end += 1 }
            ranges.append(start..<end)
            start = end
        }
        return ranges
    }

    /// Fixes every creator in the tier of their first month with a positive amount; who has none is left out.
    ///
    /// If that month has several tiers it is the one with the most, ties the lowest. The difference to the trend as
    /// observed is creators growing out of a tier, not money moving.
    package mutating func fixTiers() {
        var kept = 0
        for range in creatorRanges {
            var home: Cell?
            for cell in cells[range] where cell.amount > 0 {
                guard let first = home else {
                    home = cell
                    continue
                }
                if cell.month == first.month, cell.amount > first.amount { home = cell }
            }
            guard let home else { continue }
            for index in range {
                cells[kept] = cells[index]
                cells[kept].tier = home.tier
                kept += 1
            }
        }
        cells.removeLast(cells.count - kept)
    }
}

/// The trend of one tier's monthly share (Methods 13): least-squares slope with the creator jackknife, and beside it
/// Mann and Kendall's test and Theil and Sen's slope.
package struct TierTrend: Sendable, Equatable {
    /// Months with a positive total, ascending.
    package let months: [Int]
    /// `p_m`, the tier's share of each month's total; a fraction.
    package let shares: [Double]
    /// Share points per calendar month; a fraction per month.
    package let slope: Double
    /// `√V` of the slope, by the creator jackknife.
    package let standardError: Double
    /// `max(1, G_eff − 1)` on creator totals; `nil`, with statistic and interval, for `se = 0`.
    package let degreesOfFreedom: Double?
    /// `slope/se`
    package let statistic: Double?
    /// Two-sided; Holm across tiers is the caller's.
    package let p: Double?
    /// Of the slope, share points per month.
    package let interval: ConfidenceInterval?
    /// `G`, creators with an amount in any tier.
    package let creators: Int
    /// The same question by signs alone, without a variance over creators.
    package let mannKendall: MannKendall
    /// Median of the slopes between all pairs of months.
    package let theilSenSlope: Double

    /// Fewer do not make a trend (Methods 13).
    package static let minimumMonths = 6
    package static let minimumCreators = 10

    /// `nil` with fewer than 6 months or 10 creators, or when a deletion leaves fewer than two months.
    package init?(_ amounts: MonthlyAmounts, tier: Int, confidence: Double = 0.95) {
        let ranges = amounts.creatorRanges
        let totals = Totals(amounts, tier: tier)
        let months = totals.months
        guard months.count >= Self.minimumMonths, ranges.count >= Self.minimumCreators,
            let line = Line(months.map { ($0, totals.share($0)) })
        else { return nil }
        var (jackknife, sum, squares) = (CompensatedSum(), CompensatedSum(), CompensatedSum())
        for range in ranges {
            let cells = amounts.cells[range]
            guard let deleted = totals.slope(without: cells, tier: tier, line: line) else { return nil }
            let deviation = deleted - line.slope
            // Where everybody is paid the same every month no share changes, whoever is left out.
            if abs(deviation) > line.rounding { jackknife.add(deviation * deviation) }
            let own = Double(exactTotal: cells.reduce(Int128(0)) { $0 + Int128($1.amount) })
            sum.add(own)
            squares.add(own * own)
        }
        let g = Double(ranges.count)
        let inference = Inference(
            estimate: line.slope, standardError: ((g - 1) / g * jackknife.value).squareRoot(),
            degreesOfFreedom: max(1, sum.value * sum.value / squares.value - 1), confidence: confidence)
        let shares = months.map { totals.share($0) }
        self.months = months
        self.shares = shares
        slope = line.slope
        standardError = inference.standardError
        degreesOfFreedom = inference.degreesOfFreedom
        statistic = inference.statistic
        p = inference.p
        interval = inference.interval
        creators = ranges.count
        mannKendall = MannKendall(shares)
        var slopes: [Double] = []
        for i in months.indices {
            for j in months.indices where j > i {
                slopes.append((shares[j] - shares[i]) / Double(months[j] - months[i]))
            }
        }
        theilSenSlope = Quantiles.type7(sorted: slopes.sorted(), 0.5) ?? line.slope
    }

    /// Exact monthly sums, so that a month emptied by a deletion is known to be empty.
    private struct Totals {
        private var all: [Int128]
        private var own: [Int128]
        private let firstMonth: Int

        init(_ amounts: MonthlyAmounts, tier: Int) {
            firstMonth = amounts.cells.map(\.month).min() ?? 0
            let lastMonth = amounts.cells.map(\.month).max() ?? 0
            all = [Int128](repeating: 0, count: lastMonth - firstMonth + 1)
            own = all
            for cell in amounts.cells {
                all[cell.month - firstMonth] += Int128(cell.amount)
                if cell.tier == tier { own[cell.month - firstMonth] += Int128(cell.amount) }
            }
        }

        var months: [Int] { all.indices.filter { all[$0] > 0 }.map { $0 + firstMonth } }

        func share(_ month: Int) -> Double {
            Double(exactTotal: own[month - firstMonth]) / Double(exactTotal: all[month - firstMonth])
        }

        /// The slope without a creator's cells, which are by month; `nil` when fewer than two months are left.
        ///
        /// Where no month is emptied the line keeps its months, and only the shares of the creator's own months move.
        func slope(without cells: ArraySlice<MonthlyAmounts.Cell>, tier: Int, line: Line) -> Double? {
            var change = CompensatedSum()
            var start = cells.startIndex
            while start < cells.endIndex {
                let month = cells[start].month
                var (lessAll, lessOwn) = (Int128(0), Int128(0))
                while start < cells.endIndex, cells[start].month == month {
                    lessAll += Int128(cells[start].amount)
                    if cells[start].tier == tier { lessOwn += Int128(cells[start].amount) }
                    start += 1
                }
                guard lessAll > 0 else { continue }
                let restAll = all[month - firstMonth] - lessAll
                guard restAll > 0 else { return emptied(by: cells, tier: tier) }
                let restShare = Double(exactTotal: own[month - firstMonth] - lessOwn) / Double(exactTotal: restAll)
                change.add((Double(month) - line.meanMonth) * (restShare - share(month)))
            }
            return line.slope + change.value / line.spread
        }

        /// The slope without a creator who alone fills some month: that month is skipped.
        private func emptied(by cells: ArraySlice<MonthlyAmounts.Cell>, tier: Int) -> Double? {
            var rest = self
            for cell in cells {
                rest.all[cell.month - firstMonth] -= Int128(cell.amount)
                if cell.tier == tier { rest.own[cell.month - firstMonth] -= Int128(cell.amount) }
            }
            return Line(rest.months.map { ($0, rest.share($0)) })?.slope
        }
    }

    /// A least-squares line through (month, share); `nil` for fewer than two months.
    private struct Line {
        let slope: Double
        let meanMonth: Double
        /// `Σ(month − mean)²`
        let spread: Double
        /// What the slope can be off by where shares are: those are at most 1, and their doubles some 10⁻¹⁶ apart.
        let rounding: Double

        init?(_ points: [(month: Int, share: Double)]) {
            guard points.count > 1 else { return nil }
            let n = Double(points.count)
            let meanX = points.map { Double($0.month) }.compensatedSum() / n
            let meanY = points.map(\.share).compensatedSum() / n
            let xy = points.map { (Double($0.month) - meanX) * ($0.share - meanY) }.compensatedSum()
            let xx = points.map { (Double($0.month) - meanX) * (Double($0.month) - meanX) }.compensatedSum()
            slope = xy / xx
            meanMonth = meanX
            spread = xx
            rounding = 1e-15 * points.map { abs(Double($0.month) - meanX) }.compensatedSum() / xx
        }
    }
}

/// Mann and Kendall's test for a monotone trend, with the tie-corrected variance and continuity correction.
package struct MannKendall: Sendable, Equatable {
    /// `S`, concordant less discordant pairs.
    package let score: Int
    /// `(S − sign S)/√Var S`; 0 when all values are equal.
    package let z: Double
    /// Two-sided, from the normal distribution.
    package let p: Double

    /// The values in order of time; pairs are compared, so the time costs their square.
    package init(_ values: [Double]) {
        var score = 0
        for i in values.indices {
            for j in values.indices where j > i {
                if values[j] > values[i] { score += 1 } else if values[j] < values[i] { score -= 1 }
            }
        }
        func variance(_ n: Int) -> Int { n * (n - 1) * (2 * n + 5) }
        let ties = Dictionary(grouping: values) { $0 }.values.reduce(0) { $0 + variance($1.count) }
        let spread = Double(variance(values.count) - ties) / 18
        self.score = score
        z = spread > 0 ? Double(score - score.signum()) / spread.squareRoot() : 0
        p = NormalDistribution.twoSidedP(z)
    }
}

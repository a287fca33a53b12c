internal import Findings
internal import SocialData
internal import Statistics

/// How alike two tiers are in one covariate (Methods 11.4).
struct CovariateBalance: Sendable {
    /// The level with most of a tier's weight.
    struct Main: Sendable {
        let level: String
        let share: Double
    }

    let covariate: StratumPart
    let overlap: Double
    /// nil for a tier without weight.
    let a: Main?
    let b: Main?
}

/// What two tiers weigh at each level of each covariate (Methods 11.4): every creator weighs 1 in a tier as in 11.1, deals weigh
/// their `X`.
struct CovariateWeights {
    private let covariates: [StratumPart]
    /// By band; nil leaves the band out.
    private let sides: [StratifiedSample.Side?]
    private let ofPosts: Bool
    /// By finest stratum, then covariate: the place among `weights`.
    private var places: [Int32] = []
    /// By covariate: the level that its first weight is of, and where its weights begin.
    private var firstLevels: [Int] = []
    private var starts: [Int] = []
    /// By covariate, level and side.
    private var weights: [Double] = []

    init(_ strata: MergedStrata, _ covariates: [StratumPart], sides: [StratifiedSample.Side?]) {
        self.covariates = covariates
        self.sides = sides
        ofPosts = strata.ofPosts
        places = [Int32](repeating: 0, count: strata.keys.count * covariates.count)
        var end = 0
        for (index, covariate) in covariates.enumerated() {
            let levels = strata.keys.map { Int($0.level(of: covariate)) }
            let (least, greatest) = (levels.min() ?? 0, levels.max() ?? 0)
            for stratum in levels.indices { places[stratum * covariates.count + index] = Int32(end + 2 * (levels[stratum] - least)) }
            firstLevels.append(least)
            starts.append(end)
            end += 2 * (greatest - least + 1)
        }
        weights = [Double](repeating: 0, count: end)
    }

    /// Adds what a creator's cells have of a metric.
    ///
    /// - Parameter metric: place in the request that the cells are of.
    mutating func add(_ cells: borrowing CreatorCells, metric: Int) {
        var (unitsA, unitsB) = (0.0, 0.0)
        for index in cells.cells.indices {
            guard let side = sides[cells.cells[index].band] else { continue }
            let units = Double(cells.totals(cell: index, metric: metric).units)
            if side.isA { unitsA += units } else { unitsB += units }
        }
        for index in cells.cells.indices {
            let totals = cells.totals(cell: index, metric: metric)
            guard totals.units > 0, let side = sides[cells.cells[index].band] else { continue }
            let weight = ofPosts ? Double(totals.units) / (side.isA ? unitsA : unitsB) : Double(exactTotal: totals.denominator)
            let first = cells.cells[index].stratum * covariates.count
            for place in first..<first + covariates.count { weights[Int(places[place]) + (side.isA ? 0 : 1)] += weight }
        }
    }

    /// How alike the tiers are.
    func balance(_ strata: MergedStrata) -> [CovariateBalance] {
        covariates.indices.map { index in
            func main(_ all: [Double]) -> CovariateBalance.Main? {
                guard let greatest = all.max(), greatest > 0, let level = all.firstIndex(of: greatest) else { return nil }
                return CovariateBalance.Main(
                    level: strata.text(firstLevels[index] + level, of: covariates[index]), share: greatest / all.compensatedSum())
            }
            let end = index + 1 < starts.count ? starts[index + 1] : weights.count
            let (a, b) = (
                stride(from: starts[index], to: end, by: 2).map { weights[$0] }, stride(from: starts[index] + 1, to: end, by: 2).map { weights[$0] }
            )
            return CovariateBalance(
                covariate: covariates[index], overlap: CovariateOverlap.share(a, b), a: main(a), b: main(b))
        }
    }
}

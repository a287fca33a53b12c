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
    /// By covariate and finest stratum: the place among `weights`.
    private var places: [[Int]] = []
    /// By covariate: the level that its first weight is of.
    private var firstLevels: [Int] = []
    private var weights: [[(a: Double, b: Double)]] = []

    init(_ strata: MergedStrata, _ covariates: [StratumPart], sides: [StratifiedSample.Side?]) {
        self.covariates = covariates
        self.sides = sides
        ofPosts = strata.ofPosts
        for covariate in covariates {
            let levels = strata.keys.map { Int($0.level(of: covariate)) }
            let (least, greatest) = (levels.min() ?? 0, levels.max() ?? 0)
            places.append(levels.map { $0 - least })
            firstLevels.append(least)
            weights.append([(a: Double, b: Double)](repeating: (0, 0), count: greatest - least + 1))
        }
    }

    /// Adds a creator's cells.
    mutating func add(_ cells: [StratumCells.Cell]) {
        var (unitsA, unitsB) = (0.0, 0.0)
        for cell in cells {
            guard let side = sides[cell.band] else { continue }
            if side == .a { unitsA += Double(cell.totals.units) } else { unitsB += Double(cell.totals.units) }
        }
        for cell in cells {
            guard let side = sides[cell.band] else { continue }
            let weight =
                ofPosts
                ? Double(cell.totals.units) / (side == .a ? unitsA : unitsB) : Double(exactTotal: cell.totals.denominator)
            for index in places.indices {
                let place = places[index][cell.stratum]
                if side == .a { weights[index][place].a += weight } else { weights[index][place].b += weight }
            }
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
            let (a, b) = (weights[index].map(\.a), weights[index].map(\.b))
            return CovariateBalance(
                covariate: covariates[index], overlap: CovariateOverlap.share(a, b), a: main(a), b: main(b))
        }
    }
}

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

extension MergedStrata {
    /// The balance of two tiers in each covariate, by the weight of 11.1 (every creator weighs 1 in a tier), of deals by `X`.
    ///
    /// - Parameters:
    ///   - sides: by band; nil leaves the band out.
    ///   - removed: canonical places of creators to leave out.
    func balance(
        metric: Int, _ covariates: [StratumPart], sides: [StratifiedSample.Side?], without removed: Set<Int32> = []
    ) -> [CovariateBalance] {
        // By covariate and level.
        var weights = [[Weights]](repeating: [], count: covariates.count)
        var creator: Int32 = -1
        var cells: [(key: StratumKey, side: StratifiedSample.Side, totals: StratumCells.Totals)] = []
        func close() {
            var units = Weights()
            for cell in cells { units.add(cell.side, Double(cell.totals.units)) }
            for cell in cells {
                let weight =
                    ofPosts ? Double(cell.totals.units) / units[cell.side] : Double(exactTotal: cell.totals.denominator)
                for (index, covariate) in covariates.enumerated() {
                    let level = cell.key.level(of: covariate)
                    while weights[index].count <= level { weights[index].append(Weights()) }
                    weights[index][level].add(cell.side, weight)
                }
            }
            cells.removeAll(keepingCapacity: true)
        }
        forEachCell(metric: metric) { rank, key, totals in
            guard let side = sides[key.band], !removed.contains(rank) else { return }
            if rank != creator { close() }
            creator = rank
            cells.append((key, side, totals))
        }
        close()
        return zip(covariates, weights).map { covariate, levels in
            func main(_ side: StratifiedSample.Side) -> CovariateBalance.Main? {
                let all = levels.map { $0[side] }
                guard let greatest = all.max(), greatest > 0, let level = all.firstIndex(of: greatest) else { return nil }
                return CovariateBalance.Main(level: text(level, of: covariate), share: greatest / all.compensatedSum())
            }
            return CovariateBalance(
                covariate: covariate,
                overlap: CovariateOverlap.share(levels.map { $0[.a] }, levels.map { $0[.b] }),
                a: main(.a), b: main(.b))
        }
    }

    private struct Weights {
        private var a = 0.0
        private var b = 0.0

        subscript(side: StratifiedSample.Side) -> Double { side == .a ? a : b }

        mutating func add(_ side: StratifiedSample.Side, _ weight: Double) {
            if side == .a { a += weight } else { b += weight }
        }
    }
}

extension StratumKey {
    /// Numbers that order as the levels that they stand for.
    fileprivate func level(of covariate: StratumPart) -> Int {
        switch covariate {
        case .platform: platform
        case .niche: niche
        case .postType: postType
        case .sponsored: sponsored
        case .month: month
        case .quarter: month / 3
        }
    }
}

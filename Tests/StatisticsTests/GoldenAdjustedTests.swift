import Testing

@testable import Statistics

/// Case 14: like-for-like comparisons and the elasticity.
@Suite struct GoldenAdjusted {
    @Test func sets() throws {
        let golden = try GoldenVector("14_adjusted")
        let sets = Dictionary(grouping: try golden.rows("cells.csv"), by: { $0["set"] ?? "" })
        for (name, expected) in golden.expected.members {
            let rows = try #require(sets[name])
            let sample = try stratified(rows, addingTiers: false)
            golden.expectEqual(
                [
                    "adjusted_typical": form(AdjustedContrast.typical(sample)),
                    "mh_log": form(AdjustedContrast.mantelHaenszelLog(sample)),
                    "mh_linear": form(AdjustedContrast.mantelHaenszelLinear(sample)),
                    "absorbed_slope": form(Elasticity(try stratified(rows, addingTiers: true))),
                ], expected, name)
        }
    }

    /// The rows in canonical order; with `addingTiers` a creator's cells in the two tiers of a stratum become one.
    private func stratified(_ rows: [[String: String]], addingTiers: Bool) throws -> StratifiedSample {
        let ranks = TierSample.goldenRanks(rows)
        let strata = Set(rows.map { $0["stratum"] ?? "" }).sorted()
        struct Key: Hashable {
            let creator: Int32
            let stratum: Int
            let group: String
        }
        var cells: [Key: (n: Int, y: Int, x: Int)] = [:]
        for row in rows {
            let key = Key(
                creator: try #require(ranks[row["creator"] ?? ""]),
                stratum: try #require(strata.firstIndex(of: row["stratum"] ?? "")),
                group: addingTiers ? "A" : row["group"] ?? "")
            let numbers = try ["n", "y", "x"].map { try #require(Int(row[$0] ?? "")) }
            let cell = cells[key] ?? (0, 0, 0)
            cells[key] = (cell.n + numbers[0], cell.y + numbers[1], cell.x + numbers[2])
        }
        var sample = StratifiedSample()
        let order = cells.sorted {
            ($0.key.creator, $0.key.group, $0.key.stratum) < ($1.key.creator, $1.key.group, $1.key.stratum)
        }
        for (key, cell) in order {
            sample.append(
                creator: key.creator, side: key.group == "A" ? .a : .b, stratum: key.stratum, units: cell.n,
                numerator: Double(cell.y), denominator: Double(cell.x))
        }
        return sample
    }

    private func form(_ contrast: AdjustedContrast?) -> GoldenValue {
        guard let contrast else { return .null }
        return [
            "estimate": .number(contrast.estimate), "clusters": .integer(contrast.creators),
            "g_eff_a": .number(contrast.effectiveCreatorsA), "g_eff_b": .number(contrast.effectiveCreatorsB),
            "strata_overlap": .integer(contrast.overlap.strata),
            "coverage_a": .number(contrast.overlap.coverageA), "coverage_b": .number(contrast.overlap.coverageB),
            "creators_a": .integer(contrast.overlap.creatorsA), "creators_b": .integer(contrast.overlap.creatorsB),
            "se": .number(contrast.standardError), "df": GoldenValue(contrast.degreesOfFreedom),
            "t": GoldenValue(contrast.statistic), "p": GoldenValue(contrast.p),
            "ci": GoldenValue(contrast.interval), "ratio": GoldenValue(contrast.ratio),
            "ratio_ci": GoldenValue(contrast.ratioInterval),
        ]
    }

    private func form(_ elasticity: Elasticity?) -> GoldenValue {
        guard let elasticity else { return .null }
        return [
            "estimate": .number(elasticity.slope), "clusters": .integer(elasticity.creators),
            "rows": .integer(elasticity.rows), "strata": .integer(elasticity.strata),
            "se_cr1": .number(elasticity.standardErrorCR1), "se": .number(elasticity.standardError),
            "df": GoldenValue(elasticity.degreesOfFreedom), "t": GoldenValue(elasticity.statistic),
            "p": GoldenValue(elasticity.p), "ci": GoldenValue(elasticity.interval),
            "per_tenfold": .number(elasticity.perTenfold),
        ]
    }
}

import Testing

@testable import Statistics

/// Case 13: dense regression with clustered errors; agrees with statsmodels and R clubSandwich.
@Suite struct GoldenRegression {
    @Test func weightedAndUnweighted() throws {
        let golden = try GoldenVector("13_ols_cluster")
        let rows = try golden.rows("data.csv")
        func column(_ name: String) throws -> [Double] { try rows.map { try #require(Double($0[name] ?? "")) } }
        // `1` is the constant.
        let design = try golden.params["columns"].elements.map { name in
            let name = try name.requireText()
            return name == "1" ? rows.map { _ in 1.0 } : try column(name)
        }
        let clusters = try rows.map { try #require(Int(($0["cluster"] ?? "").dropFirst())) }
        for name in golden.expected.members.keys {
            try #require(["unweighted", "weighted"].contains(name))
            let weights = name == "weighted" ? try column("w") : nil
            let fit = try #require(LeastSquares(columns: design, y: try column("y"), weights: weights))
            let robust = try #require(ClusterRobust(fit, clusters: clusters))
            golden.expectEqual(
                [
                    "n": .integer(fit.observations), "k": .integer(fit.parameters),
                    "clusters": .integer(robust.clusters), "coef": GoldenValue(fit.coefficients),
                    "se_cr0": GoldenValue(robust.standardErrorsCR0), "se_cr1": GoldenValue(robust.standardErrorsCR1),
                    "se_cr2": GoldenValue(robust.standardErrorsCR2),
                    "se_cr3": robust.standardErrorsCR3.map { GoldenValue($0) } ?? .null,
                    "df_cr2": GoldenValue(robust.degreesOfFreedom), "p_cr1": GoldenValue(robust.pCR1),
                    "p_cr2": GoldenValue(robust.pCR2),
                    "ci_cr2": .list(robust.intervalsCR2.map { GoldenValue($0) }),
                ], golden.expected[name], name)
        }
    }
}

/// The NIST linear regression sets.
@Suite struct GoldenNISTLinear {
    @Test func sets() throws {
        let sets = try Golden.json("nist/linear.json").members
        #expect(!sets.isEmpty)
        for (name, certified) in sets {
            let rows = try Golden.rows("nist/linear/\(name).csv")
            let y = try rows.map { try #require(Double($0["y"] ?? "")) }
            let fit = try #require(LeastSquares(columns: try design(rows, certified), y: y), "\(name)")
            try check(name, "coef", fit.coefficients, certified)
            if certified["perfect_fit"] == .boolean(false) {
                try check(name, "se", try #require(fit.standardErrors), certified)
                let digits = logRelativeError(
                    try #require(fit.residualStandardDeviation),
                    try #require(Double(certified["residual_sd"].requireText())))
                #expect(digits >= (try certified["min_lre"]["residual_sd"].requireDouble()), "\(name) residual_sd")
            }
        }
    }

    /// A polynomial by repeated multiplication, or all columns.
    private func design(_ rows: [[String: String]], _ certified: GoldenValue) throws -> [[Double]] {
        func column(_ name: String) throws -> [Double] { try rows.map { try #require(Double($0[name] ?? "")) } }
        let ones = rows.map { _ in 1.0 }
        let first = certified["intercept"] == .boolean(true) ? [ones] : []
        guard let degree = certified["degree"].integer else {
            return first + (try (1..<rows[0].count).map { try column("x\($0)") })
        }
        let x = try column("x")
        var powers: [[Double]] = [ones]
        for _ in 0..<degree { powers.append(zip(powers[powers.count - 1], x).map { $0 * $1 }) }
        return first + powers.dropFirst()
    }

    /// Every coefficient must reach the required digits.
    private func check(_ name: String, _ statistic: String, _ answers: [Double], _ certified: GoldenValue) throws {
        let expected = try certified[statistic].elements.map { try #require(Double($0.requireText())) }
        let required = try certified["min_lre"][statistic].requireDouble()
        let digits = zip(answers, expected).map { logRelativeError($0, $1) }
        #expect(answers.count == expected.count)
        #expect((digits.min() ?? 0) >= required, "\(name) \(statistic) \(digits)")
    }
}

/// The NIST analysis of variance sets.
@Suite struct GoldenNISTAnalysisOfVariance {
    @Test func sets() throws {
        let sets = try Golden.json("nist/anova.json").members
        #expect(!sets.isEmpty)
        for (name, certified) in sets {
            let rows = try Golden.rows("nist/anova/\(name).csv")
            let groups = Dictionary(grouping: rows) { Int($0["treatment"] ?? "") ?? 0 }.sorted { $0.key < $1.key }
            let values = try groups.map { try $0.value.map { try #require(Double($0["y"] ?? "")) } }
            #expect(values.count == certified["treatments"].integer)
            let analysis = try #require(OneWayAnalysis(values))
            let answers = [
                "f": try #require(analysis.f), "r_squared": try #require(analysis.rSquared),
                "residual_sd": analysis.residualStandardDeviation,
            ]
            for (statistic, answer) in answers {
                let digits = logRelativeError(answer, try #require(Double(certified[statistic].requireText())))
                #expect(digits >= (try certified["min_lre"][statistic].requireDouble()), "\(name) \(statistic)")
            }
        }
    }
}

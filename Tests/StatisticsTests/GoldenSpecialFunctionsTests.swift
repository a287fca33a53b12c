import Testing

@testable import Statistics

/// Case 01: 40-digit arithmetic.
@Suite struct GoldenSpecialFunctions {
    let golden: GoldenVector

    init() throws { golden = try GoldenVector("01_special") }

    /// The answers of `function` for every row of a table, in the table's form.
    private func check(_ table: String, _ function: (GoldenValue) throws -> Double) throws {
        let rows = golden.expected[table].elements
        #expect(!rows.isEmpty)
        for row in rows {
            var answer = row.members
            answer["value"] = .number(try function(row))
            golden.expectEqual(.object(answer), row, "\(table) \(row.members)")
        }
    }

    private func argument(_ row: GoldenValue, _ name: String) throws -> Double {
        try row[name].requireDouble()
    }

    @Test func normalCumulative() throws {
        try check("norm_cdf") { NormalDistribution.cumulative(try argument($0, "x")) }
    }

    @Test func normalQuantile() throws {
        try check("norm_ppf") { NormalDistribution.quantile(try argument($0, "p")) }
    }

    @Test func studentCumulative() throws {
        try check("t_cdf") {
            StudentDistribution.cumulative(try argument($0, "t"), degreesOfFreedom: try argument($0, "df"))
        }
    }

    @Test func studentQuantile() throws {
        try check("t_ppf") {
            StudentDistribution.quantile(try argument($0, "p"), degreesOfFreedom: try argument($0, "df"))
        }
    }

    @Test func studentTwoSidedP() throws {
        try check("t_two_sided_p") {
            StudentDistribution.twoSidedP(try argument($0, "t"), degreesOfFreedom: try argument($0, "df"))
        }
    }

    @Test func incompleteBeta() throws {
        try check("betainc") {
            IncompleteBeta.regularised(try argument($0, "a"), try argument($0, "b"), x: try argument($0, "x"))
        }
    }

    @Test func fairBinomial() throws {
        try check("binom_cdf_half") {
            FairBinomial.cumulative(try $0["k"].requireInteger(), trials: try $0["n"].requireInteger())
        }
    }
}

import Findings
import Testing

/// Case 21, as far as aggregate goes: from exports to the raw comparisons of micro with macro.
@Suite(.enabled(if: Golden.isAvailable)) struct GoldenEndToEnd {
    private static let asOf = "2025-09-01T00:00:00Z"
    private let golden: GoldenCase
    private let findings: FindingSet

    /// Computed once for all tests of the suite.
    private static let shared = Result { try Golden.findings("21_end_to_end", asOf: asOf, by: ["platform", "niche", "month"]) }

    init() throws {
        golden = try GoldenCase("21_end_to_end")
        findings = try Self.shared.get()
    }

    @Test func counts() throws {
        let posts = try #require(findings.duplicates.first { $0.entity == "posts" })
        #expect(posts.dropped == (try golden.int("counts/duplicates")))
        #expect(findings.excluded("posts", "too_young") == (try golden.int("counts/too_young")))
        #expect(findings.excluded("posts", "unknown_tier") == (try golden.int("counts/unknown_tier")))
        for reason in try golden.keys("deal_exclusions") {
            #expect(findings.excluded("deals", reason) == (try golden.int("deal_exclusions/\(reason)")), "\(reason)")
        }
        for row in findings.attribution { #expect(row.orders == (try golden.int("attribution/\(row.attribution)"))) }
    }

    @Test func engagement() throws {
        golden.check(findings.estimate("micro", "er_followers", "typical")?.value, "engagement/typical_a")
        golden.check(findings.estimate("macro", "er_followers", "typical")?.value, "engagement/typical_b")
        let typical = try #require(findings.comparison("er_followers", "typical"))
        #expect(typical.creatorsA == (try golden.int("engagement/n_a")))
        #expect(typical.creatorsB == (try golden.int("engagement/n_b")))
        golden.check(typical.effectiveA, "engagement/g_eff_a")
        golden.check(typical.effectiveB, "engagement/g_eff_b")
        golden.check(typical.minimumDetectableEffect, "engagement/mde")
        check(typical, "engagement/raw")
        check(try #require(findings.comparison("er_followers", "pooled")), "engagement/pooled")
    }

    private func check(_ row: Comparison, _ path: String) {
        golden.check(row.estimate, "\(path)/estimate")
        golden.check(row.standardError, "\(path)/se")
        golden.check(row.degreesOfFreedom, "\(path)/df")
        golden.check(row.p, "\(path)/p")
        golden.check(row.low, row.high, "\(path)/ci")
        golden.check(row.ratio, "\(path)/ratio")
        golden.check(row.ratioLow, row.ratioHigh, "\(path)/ratio_ci")
    }

    @Test func money() throws {
        golden.check(findings.estimate("micro", "roas", "pooled")?.value, "money/roas_a")
        golden.check(findings.estimate("macro", "roas", "pooled")?.value, "money/roas_b")
        let raw = try #require(findings.comparison("roas", "pooled"))
        #expect(raw.creatorsA == (try golden.int("money/n_a")))
        #expect(raw.creatorsB == (try golden.int("money/n_b")))
        golden.check(raw.effectiveA, "money/g_eff_a")
        golden.check(raw.effectiveB, "money/g_eff_b")
        golden.check(raw.estimate, "money/raw/estimate")
        golden.check(raw.standardError, "money/raw/se")
        golden.check(raw.degreesOfFreedom, "money/raw/df")
        golden.check(raw.p, "money/raw/p_cr2")
        golden.check(raw.low, raw.high, "money/raw/ci_cr2")
        golden.check(raw.minimumDetectableEffect, "money/mde")
        let mover = try #require(findings.comparison("roas", "pooled", "mover"))
        golden.check(mover.low, mover.high, "money/raw/ci_mover")
    }

    private static let by = ["platform", "post_type", "niche", "month", "quarter", "campaign", "sponsored"]
    /// The bytes of findings and cells, computed in file order by one job.
    private static let reference = Result { try bytes(jobs: 1, generator: nil) }

    private static func bytes(jobs: Int, generator: SeededGenerator?) throws -> (findings: [UInt8], cells: String) {
        let bench = try Bench()
        let findings = try Golden.findings(
            "21_end_to_end", asOf: asOf, by: by, jobs: jobs, shuffledWith: generator, bench: bench)
        return (try findings.json(), try bench.cells())
    }

    /// Shard and order rule of the golden cases: shuffled rows and any number of jobs give the same bytes.
    @Test(arguments: [(1, 1), (2, 2), (3, 7)]) func sameBytes(jobs: Int, seed: Int) throws {
        let bytes = try Self.bytes(jobs: jobs, generator: SeededGenerator(seed: UInt64(seed)))
        let reference = try Self.reference.get()
        #expect(bytes.findings == reference.findings)
        #expect(bytes.cells == reference.cells)
    }
}

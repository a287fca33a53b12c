import Findings
import SocialData
import Testing

@testable import Aggregation
import TestSupport

/// Case 21, as far as aggregate goes: from exports to the verdicts on micro against macro.
@Suite struct GoldenEndToEnd {
    private let golden: GoldenCase
    private let findings: FindingSet
    private let tierA: String
    private let tierB: String

    /// Computed once for all tests of the suite.
    private static let shared = Result {
        let golden = try GoldenCase("21_end_to_end")
        let (seed, resamples) = (try golden.param("seed"), try golden.param("B"))
        let (a, b) = (try golden.text("engagement/a"), try golden.text("engagement/b"))
        return try Golden.findings("21_end_to_end", by: ["platform", "niche", "month"]) {
            $0.seed = UInt64(seed)
            $0.resamples = resamples
            ($0.tierA, $0.tierB) = (a, b)
        }
    }

    init() throws {
        golden = try GoldenCase("21_end_to_end")
        findings = try Self.shared.get()
        (tierA, tierB) = (try golden.text("engagement/a"), try golden.text("engagement/b"))
    }

    @Test func counts() throws {
        let posts = try #require(findings.duplicates.first { $0.entity == .posts })
        #expect(posts.dropped == (try golden.int("counts/duplicates")))
        #expect(findings.excluded("posts", "too_young") == (try golden.int("counts/too_young")))
        #expect(findings.excluded("posts", "unknown_tier") == (try golden.int("counts/unknown_tier")))
        for reason in try golden.keys("deal_exclusions") {
            #expect(findings.excluded("deals", reason) == (try golden.int("deal_exclusions/\(reason)")), "\(reason)")
        }
        for row in findings.attribution { #expect(row.orders == (try golden.int("attribution/\(row.attribution)"))) }
    }

    @Test func engagement() throws {
        golden.check(findings.estimate(tierA, "er_followers", "typical")?.value, "engagement/typical_a")
        golden.check(findings.estimate(tierB, "er_followers", "typical")?.value, "engagement/typical_b")
        let typical = try #require(findings.comparison("er_followers", "typical"))
        #expect(typical.creatorsA == (try golden.int("engagement/n_a")))
        #expect(typical.creatorsB == (try golden.int("engagement/n_b")))
        golden.check(typical.effectiveA, "engagement/g_eff_a")
        golden.check(typical.effectiveB, "engagement/g_eff_b")
        golden.check(typical.minimumDetectableEffect, "engagement/mde")
        check(typical, "engagement/raw")
        check(try #require(findings.comparison("er_followers", "pooled")), "engagement/pooled")
    }

    @Test func engagementByRanks() throws {
        let ranks = try #require(findings.comparison("er_followers", "typical", "ranks"))
        let path = "engagement/brunner_munzel"
        golden.check(ranks.estimate, "\(path)/cliffs_delta")
        // The row stands on the scale of δ = 2·prob − 1.
        golden.check(ranks.estimate.map { ($0 + 1) / 2 }, "\(path)/prob")
        golden.check(ranks.standardError.map { $0 / 2 }, "\(path)/se")
        golden.check(ranks.degreesOfFreedom, "\(path)/df")
        golden.check(ranks.p, "\(path)/p")
        golden.check(ranks.low, ranks.high, "\(path)/delta_ci")
        #expect(ranks.magnitude?.rawValue == (try golden.text("engagement/magnitude")))
    }

    @Test(arguments: [("engagement", "er_followers", "typical"), ("money", "roas", "pooled")])
    func likeForLike(_ part: String, _ metric: String, _ statistic: String) throws {
        let row = try #require(findings.comparison(metric, statistic, "adjusted"))
        let path = "\(part)/adjusted"
        #expect(row.rung?.rawValue == (try golden.value("\(part)/rung") as? String))
        golden.check(row.estimate, "\(path)/estimate")
        golden.check(row.standardError, "\(path)/se")
        golden.check(row.degreesOfFreedom, "\(path)/df")
        golden.check(row.p, "\(path)/p")
        golden.check(row.low, row.high, "\(path)/ci")
        if part == "engagement" {
            golden.check(row.ratio, "\(path)/ratio")
            golden.check(row.ratioLow, row.ratioHigh, "\(path)/ratio_ci")
        }
        golden.check(row.coverageA, "\(path)/coverage_a")
        golden.check(row.coverageB, "\(path)/coverage_b")
        golden.check(row.effectiveA, "\(path)/g_eff_a")
        golden.check(row.effectiveB, "\(path)/g_eff_b")
        #expect(row.creatorsA == (try golden.int("\(path)/creators_a")))
        #expect(row.creatorsB == (try golden.int("\(path)/creators_b")))

        let ladder = findings.ladder.filter { $0.metric.rawValue == metric }
        #expect(ladder.count == (try golden.list("\(part)/ladder").count))
        for (index, rung) in ladder.enumerated() {
            #expect(rung.rung.rawValue == (try golden.text("\(part)/ladder/\(index)/rung")))
            golden.check(rung.coverageA, "\(part)/ladder/\(index)/coverage_a")
            golden.check(rung.coverageB, "\(part)/ladder/\(index)/coverage_b")
            #expect(rung.creatorsA == (try golden.int("\(part)/ladder/\(index)/creators_a")))
            #expect(rung.creatorsB == (try golden.int("\(part)/ladder/\(index)/creators_b")))
        }
        #expect(ladder.last?.strata == (try golden.int("\(path)/strata_overlap")))
        // Only the last one looked at can be adequate, and is where the case has a rung.
        let hasRung = try golden.value("\(part)/rung") != nil
        #expect(ladder.map(\.isAdequate) == ladder.indices.map { hasRung && $0 == ladder.count - 1 })
    }

    @Test(arguments: [("engagement", "er_followers"), ("money", "roas")])
    func balance(_ part: String, _ metric: String) throws {
        let rows = findings.balance.filter { $0.metric.rawValue == metric }
        #expect(Set(rows.map(\.covariate.rawValue)) == Set(try golden.keys("\(part)/overlaps")))
        for row in rows { golden.check(row.overlap, "\(part)/overlaps/\(row.covariate.rawValue)") }
        #expect(rows.filter(\.isSeparated).map(\.covariate.rawValue) == (try golden.list("\(part)/separated") as? [String]))
    }

    @Test func moneyEnvelope() throws {
        let bootstrap = try #require(findings.comparison("roas", "pooled", "bootstrap"))
        golden.check(bootstrap.low, bootstrap.high, "money/raw/ci_boot")
        golden.check(bootstrap.p, "money/raw/p_boot")
        let hull = try #require(findings.comparison("roas", "pooled", "hull"))
        golden.check(hull.estimate, "money/raw/estimate")
        golden.check(hull.low, hull.high, "money/raw/ci")
        golden.check(hull.p, "money/raw/p")
        golden.check(findings.comparison("roas", "pooled", "mover")?.p, "money/raw/p_mover")
    }

    @Test(arguments: [("engagement", "er_followers"), ("money", "roas")])
    func verdicts(_ part: String, _ metric: String) throws {
        let row = try #require(findings.headlines.first { $0.metric.rawValue == metric })
        let path = "headline/\(part)"
        #expect(row.basis.rawValue == (try golden.text("\(path)/basis")))
        #expect(row.simpson.rawValue == (try golden.text("\(path)/simpson")))
        #expect(row.reasons.map(\.rawValue) == (try golden.list("\(path)/reasons") as? [String]))
        #expect(row.verdict.description == (try golden.text("\(path)/verdict")))
        golden.check(row.pAdjusted, "\(path)/p_holm")
        if part == "engagement" { #expect(row.notes.contains(.leaveOneCreatorOut) == (try golden.value("engagement/fragile") as? Bool)) }
        if part == "money" {
            #expect(row.creatorsWithSalesA == (try golden.int("money/pos_a")))
            #expect(row.creatorsWithSalesB == (try golden.int("money/pos_b")))
        }
        // The member of the primary family is the row of the basis.
        let members = findings.comparisons.filter { $0.family == .primary && $0.metric.rawValue == metric }
        #expect(members.count == 1)
        let member = try #require(members.first)
        #expect(member.analysis.rawValue == row.basis.rawValue && member.segment == "all")
        golden.check(member.pAdjusted, "\(path)/p_holm")
        let claim = try #require(findings.claims.first { $0.claim == (part == "money" ? .return : .engagement) && $0.question == .headline })
        // Both claims say that the lower tier is ahead.
        let expected: [String: ClaimVerdict] = [
            "\(tierA) higher": .supported, "\(tierB) higher": .contradicted, "no clear difference": .unclear, "not enough data": .notTestable,
        ]
        #expect(claim.verdict == expected[try golden.text("\(path)/verdict")])
    }

    @Test func movedBoundaries() throws {
        let rows = findings.sensitivity.filter { $0.metric == .engagementByFollowers && $0.kind == .boundary }
        let boundaries = try #require(golden.params["boundaries"] as? [Int])
        #expect(rows.compactMap { $0.boundary.map(Int.init) } == boundaries)
        #expect(try golden.list("threshold/rows").count == boundaries.count)
        for (index, row) in rows.enumerated() {
            let path = "threshold/rows/\(index)"
            #expect(row.boundary.map { Int($0) } == (try golden.int("\(path)/boundary")))
            #expect(row.isConfigured == (row.boundary == 100_000))
            #expect(row.creatorsA == (try golden.int("\(path)/n_a")))
            #expect(row.creatorsB == (try golden.int("\(path)/n_b")))
            golden.check(row.estimate, "\(path)/estimate")
            golden.check(row.low, row.high, "\(path)/ci")
            golden.check(row.p, "\(path)/p")
            #expect(row.verdict.description == (try golden.text("\(path)/verdict")).replacing("A higher", with: "\(tierA) higher")
                .replacing("B higher", with: "\(tierB) higher"))
        }
        // Golden's stability is over the boundaries alone; here all of them and all schemes agree but those without data.
        golden.check(SensitivityCheck.stability(rows), "threshold/stability")
        #expect(findings.sensitivity.count { $0.metric == .engagementByFollowers && $0.kind == .scheme } == 8)
    }

    @Test func elasticity() throws {
        let row = try #require(findings.elasticity.first)
        golden.check(row.slope, "elasticity/estimate")
        golden.check(row.standardErrorCR1, "elasticity/se_cr1")
        golden.check(row.standardError, "elasticity/se")
        golden.check(row.degreesOfFreedom, "elasticity/df")
        golden.check(row.p, "elasticity/p")
        golden.check(row.low, row.high, "elasticity/ci")
        golden.check(row.perTenfold, "elasticity/per_tenfold")
        #expect(row.creators == (try golden.int("elasticity/clusters")))
        #expect(row.rows == (try golden.int("elasticity/rows")))
        #expect(row.strata == (try golden.int("elasticity/strata")))
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
        golden.check(findings.estimate(tierA, "roas", "pooled")?.value, "money/roas_a")
        golden.check(findings.estimate(tierB, "roas", "pooled")?.value, "money/roas_b")
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
    /// The bytes of findings and the exact totals behind them, computed in file order by one job.
    private static let reference = Result { try bytes(jobs: 1, generator: nil) }

    private static func bytes(jobs: Int, generator: SeededGenerator?) throws -> (findings: [UInt8], creators: [CreatorRow], totals: TallyListing) {
        let bench = try Bench()
        let findings = try Golden.findings(
            "21_end_to_end", by: by, jobs: jobs, shuffledWith: generator, bench: bench)
        let (plan, tally) = try bench.tally(by: by, jobs: jobs)
        return (try findings.json(), bench.creators, try TallyListing(plan, tally))
    }

    /// Other names in the same order lie in other shards, and every number stays.
    @Test func namesChangeNoNumber() throws {
        let bench = try Bench()
        let renamed = try Golden.findings("21_end_to_end", by: Self.by, prefix: "m", bench: bench).json()
        #expect(renamed != (try Self.reference.get().findings))
        let back = String(decoding: renamed, as: UTF8.self).replacing("mcr", with: "cr")
        #expect(Array(back.utf8) == (try Self.reference.get().findings))
        let creators = bench.creators.map { row in
            var row = row
            row.creator = row.creator.replacing("mcr", with: "cr")
            return row
        }
        #expect(creators == (try Self.reference.get().creators))
    }

    /// Shard and order rule of the golden cases: shuffled rows and any number of jobs give the same bytes.
    @Test(arguments: [(1, 1), (2, 2), (3, 7)]) func sameBytes(jobs: Int, seed: Int) throws {
        let bytes = try Self.bytes(jobs: jobs, generator: SeededGenerator(seed: UInt64(seed)))
        let reference = try Self.reference.get()
        #expect(bytes.findings == reference.findings)
        #expect(bytes.creators == reference.creators)
        #expect(bytes.totals == reference.totals)
        #expect(reference.totals.strata.count > 100)
    }
}

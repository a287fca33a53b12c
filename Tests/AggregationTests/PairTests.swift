import Findings
import Foundation
import SocialData
import Testing

@testable import Aggregation

/// Verdicts, families, levels of adjustment, sensitivity and claims of the asked pair.
@Suite struct PairTests {
    /// Creators with 2,000 followers and about twice the rate of those with 200,000; rates differ by creator.
    private func writePosts(
        to bench: Bench, a: Int = 14, b: Int = 14, changeA: (Int) -> Row = { _ in [:] }, changeB: (Int) -> Row = { _ in [:] }
    ) throws {
        let low = (0..<a).map { post("a\(100 + $0)", $0, followers: 2000, ["likes": String(90 + 7 * $0)].merging(changeA($0)) { $1 }) }
        let high = (0..<b).map {
            post("b\(100 + $0)", 100 + $0, followers: 200_000, ["likes": String(4000 + 400 * $0)].merging(changeB($0)) { $1 })
        }
        try bench.writeFacts(.posts, low + high)
    }

    private func headline(_ findings: FindingSet, _ metric: MetricName = .engagementByFollowers) throws -> HeadlineRow {
        try #require(findings.headlines.first { $0.metric == metric })
    }

    private func claim(_ findings: FindingSet, _ claim: String, _ question: String) throws -> ClaimRow {
        try #require(findings.claims.first { $0.claim.number == claim && $0.question.rawValue == question })
    }

    @Test func theClaimNamesTheLowerTierWhicheverWayItIsAsked() throws {
        let bench = try Bench()
        try writePosts(to: bench)
        let asked = try bench.aggregate()
        let reversed = try bench.aggregate { ($0.tierA, $0.tierB) = ("macro", "micro") }
        #expect(try headline(asked).verdict == .higher("micro"))
        #expect(try headline(reversed).verdict == .higher("micro"))
        let (claim, mirrored) = (try claim(asked, "S3", "headline"), try self.claim(reversed, "S3", "headline"))
        #expect(claim.verdict == .supported && mirrored.verdict == .supported)
        let (ratio, inverse) = (try #require(claim.estimate), try #require(mirrored.estimate))
        #expect(ratio > 1.5 && abs(ratio * inverse - 1) < 1e-9)
    }

    /// Niches of the tiers are different words, everything else is alike: the fourth level is the first without niche.
    @Test func theSearchStopsAtTheFirstAdequateLevel() throws {
        let bench = try Bench()
        try writePosts(to: bench, changeA: { _ in ["niche": "beauty"] }, changeB: { _ in ["niche": "food"] })
        let findings = try bench.aggregate()
        let ladder = findings.ladder.filter { $0.metric == .engagementByFollowers }
        #expect(ladder.map(\.isAdequate) == [false, false, false, true])
        #expect(ladder.map(\.coverageA) == [0, 0, 0, 1] && ladder.map(\.creatorsB) == [0, 0, 0, 14])
        #expect(try headline(findings).rung?.rawValue == "platform+post_type+sponsored")
        let adjusted = try #require(findings.comparison("er_followers", "typical", "adjusted"))
        #expect(adjusted.rung?.rawValue == "platform+post_type+sponsored")
    }

    /// What a report needs beside a contrast, from the contrast's own numbers (Methods 9.4, 10.2, 12.5).
    @Test func whatAReportSaysIsPublished() throws {
        let bench = try Bench()
        try writePosts(to: bench)
        let findings = try bench.aggregate()
        func isNear(_ value: Double?, _ expected: Double) -> Bool { value.map { abs($0 - expected) < 1e-9 * max(1, abs(expected)) } ?? false }
        var targets: Set<Double> = []
        for row in findings.comparisons {
            if let low = row.low, let high = row.high {
                #expect(row.includesNoDifference == (low <= 0 && high >= 0))
            } else {
                #expect(row.includesNoDifference == nil)
            }
            guard row.scale != .cliffsDelta else {
                #expect(row.estimate == nil || isNear(row.probability?.value, ((row.estimate ?? 0) + 1) / 2))
                continue
            }
            #expect(row.probability == nil)
            guard let effect = row.minimumDetectableEffect else {
                #expect(row.neededCreators == nil && row.minimumDetectableRatio == nil)
                continue
            }
            if row.scale == .log { #expect(isNear(row.minimumDetectableRatio, exp(effect))) }
            guard let needed = row.neededCreators else { continue }
            targets.insert(needed.ratio ?? needed.effect)
            let factor = (effect / needed.effect) * (effect / needed.effect)
            #expect(effect > needed.effect && isNear(needed.factor, factor))
            #expect(abs(Double(needed.creatorsA) - Double(row.creatorsA) * factor) < 1.001)
            #expect(needed.creatorsA >= row.creatorsA && needed.creatorsB >= row.creatorsB)
        }
        #expect(!targets.isEmpty && targets.isSubset(of: [1.5, 1.1, 0.5, 0.1]))
        for row in findings.sensitivity where row.scale == .log {
            #expect(row.estimate == nil ? row.ratio == nil : isNear(row.ratio, exp(row.estimate ?? 0)))
            #expect(row.high == nil ? row.ratioHigh == nil : isNear(row.ratioHigh, exp(row.high ?? 0)))
        }
        // log₁₀ of 1 000, 100 000 and 1 000 000.
        #expect(findings.tierPositions.map(\.from) == [nil, 3, 5, 6] && findings.tierPositions.map(\.to) == [3, 5, 6, nil])
        #expect(findings.tierPositions.map(\.tier) == findings.definition.tiers.map(\.name))
        #expect(findings.curve.first { $0.position == 3.5 }?.followers == 3162)
        #expect(findings.bins.first { $0.from == 10_000 }?.positionFrom ?? 4 == 4)
    }

    /// (0.6 / ln 1.5)² = 2.1898, 40 and 20 times that are 87.6 and 43.8; (0.34 / 0.1)² = 11.56, 180 and 52 times that are 2 080.8
    /// and 601.12. A ratio of e^0.09 = 1.094 or a difference of 0.1 shows already, so nothing need be asked for.
    @Test func creatorsThatWouldBeNeeded() throws {
        let ratio = try #require(NeededCreators(minimumDetectable: 0.6, scale: .log, creatorsA: 40, creatorsB: 20))
        #expect(ratio.ratio == 1.5 && abs(ratio.factor - 2.1898) < 5e-5 && ratio.creatorsA == 88 && ratio.creatorsB == 44)
        let money = try #require(NeededCreators(minimumDetectable: 0.34, scale: .linear, creatorsA: 180, creatorsB: 52))
        #expect(money.ratio == nil && money.effect == 0.1 && money.factor == 11.56)
        #expect(money.creatorsA == 2_081 && money.creatorsB == 602)
        // (1e5 / 0.5)² = 4e10 creators are more than there are, and 4e20 more than an Int holds.
        #expect(NeededCreators(minimumDetectable: 1e5, scale: .linear, creatorsA: 1, creatorsB: 1) == nil)
        #expect(NeededCreators(minimumDetectable: 1e10, scale: .linear, creatorsA: 1, creatorsB: 1) == nil)
        #expect(NeededCreators(minimumDetectable: 0.09, scale: .log, creatorsA: 40, creatorsB: 20) == nil)
        #expect(NeededCreators(minimumDetectable: 0.1, scale: .linear, creatorsA: 40, creatorsB: 20) == nil)
    }

    /// A missing niche is a level of its own (Methods 1.5).
    @Test func missingNichesAreComparedWithEachOther() throws {
        let bench = try Bench()
        try writePosts(to: bench)
        #expect(try bench.aggregate().ladder.first?.isAdequate == true)
    }

    /// One tier on one platform, the other on another: no level is adequate, and platform cannot be told from tier.
    @Test func separatedTiersHaveNoVerdict() throws {
        let bench = try Bench()
        try writePosts(to: bench, changeB: { _ in ["platform": "tiktok"] })
        let findings = try bench.aggregate()
        #expect(findings.ladder.filter { $0.metric == .engagementByFollowers }.count == 6)
        let row = try headline(findings)
        #expect(row.verdict == .notEnoughData && row.reasons == [.separated])
        #expect(row.basis == .none && row.rung == nil && row.simpson == .notAssessed)
        #expect(findings.comparison("er_followers", "typical", "adjusted") == nil)
        #expect(findings.comparison("er_followers", "typical")?.family == QuestionFamily.none)
        let platform = try #require(findings.balance.first { $0.metric == .engagementByFollowers && $0.covariate == .platform })
        #expect(platform.overlap == 0 && platform.isSeparated && !platform.isHeldAlike)
        #expect(platform.levelA == "instagram" && platform.shareA == 1 && platform.levelB == "tiktok" && platform.shareB == 1)
        let niche = try #require(findings.balance.first { $0.metric == .engagementByFollowers && $0.covariate == .niche })
        #expect(niche.overlap == 1 && !niche.isSeparated && niche.levelA == "")
        #expect(try claim(findings, "S3", "headline").missing == [.separated])
    }

    /// Niches of the tiers have nothing in common, and the adequate level does not hold them alike: no verdict. Where the tiers
    /// share half of them, there is one.
    @Test(arguments: [0, 6, 7]) func whatTheLevelLeavesOut(shared: Int) throws {
        let bench = try Bench()
        try writePosts(to: bench, changeA: { _ in ["niche": "beauty"] }, changeB: { $0 < shared ? ["niche": "beauty"] : ["niche": "food"] })
        let findings = try bench.aggregate()
        let row = try headline(findings)
        #expect(row.rung?.rawValue == "platform+post_type+sponsored")
        let niche = try #require(findings.balance.first { $0.metric == .engagementByFollowers && $0.covariate == .niche })
        // Fourteen creators of B, each of one post.
        #expect(niche.overlap == (Double(shared) / 14).published && niche.isSeparated == (shared < 7))
        #expect((row.verdict == .notEnoughData) == (shared < 7))
    }

    /// What holds at all looks together is wider, and counts where the pipeline says so.
    @Test func lookingAgainAndAgain() throws {
        let bench = try Bench()
        try writePosts(to: bench)
        let once = try bench.aggregate()
        let rows = once.robustness.filter { $0.metric == .engagementByFollowers }
        #expect(rows.map(\.view) == [.once, .repeated])
        let row = try headline(once)
        #expect(rows[0].p == row.p && rows[0].estimate == rows[1].estimate)
        let (low, wide) = (try #require(rows[0].low), try #require(rows[1].low))
        #expect(wide < low)
        // p is at most α exactly where the interval holds no difference.
        let p = try #require(rows[1].p)
        #expect((p <= 0.05) == (rows[1].includesNoDifference == false))
        let again = try bench.aggregate { $0.looks = .repeated }
        #expect(try headline(again).p == rows[1].p)
        #expect(again.robustness == once.robustness)
        #expect(try claim(again, "S3", "headline").low == exp(wide).published)
    }

    /// Rates twice as high, and a margin of five: it can be told, and does not matter.
    @Test func differencesWithinTheMarginDoNotMatter() throws {
        let bench = try Bench()
        try writePosts(to: bench)
        let findings = try bench.aggregate { $0.relevant.engagement = 5 }
        #expect(try headline(findings).verdict == .noRelevantDifference)
        #expect(try claim(findings, "S3", "headline").verdict == .noRelevantDifference)
        #expect(try headline(findings).notes.contains(.small))
    }

    /// Three of fourteen creators have posts without engagement: pooled takes the place of typical, everywhere.
    @Test func pooledStandsInForATypicalValueThatIsNotValid() throws {
        let bench = try Bench()
        try writePosts(to: bench, changeA: { $0 < 3 ? ["likes": "0", "comments": "0"] : [:] })
        let findings = try bench.aggregate()
        let row = try headline(findings)
        #expect(row.statistic == .pooled && row.notes.contains(.typicalNotValid))
        #expect(findings.comparison("er_followers", "pooled", "adjusted")?.estimate != nil)
        #expect(findings.comparison("er_followers", "typical", "adjusted") == nil)
        let configured = try #require(findings.sensitivity.first { $0.isConfigured && $0.metric == .engagementByFollowers })
        #expect(configured.statistic == .pooled && configured.estimate == findings.comparison("er_followers", "pooled")?.estimate)
    }

    /// Return of the lower tier 900/300, without its top creator 400/200; of the higher tier 450/300 and 150/200.
    @Test func theTopCreatorOfEachTierLeaves() throws {
        let bench = try Bench()
        try bench.writeFacts(
            .deals,
            [
                ("500.00", 2000), ("100.00", 2000), ("300.00", 2000), ("100.00", 200_000), ("300.00", 200_000),
                ("50.00", 200_000),
            ].enumerated().map { deal("c\($0)", $0, followers: $1.1, cost: "100.00", gross: $1.0) })
        let findings = try bench.aggregate { $0.margin = 0.5 }
        let row = try #require(findings.comparison("roas", "pooled", "without_top_creator"))
        #expect(row.estimate == 2 - 0.75 && row.creatorsA == 2 && row.creatorsB == 2)
        let raw = try #require(findings.comparison("roas", "pooled"))
        #expect(raw.estimate == 3 - 1.5)
        // Shown as return on investment: m times the difference of ROAS.
        let claim = try claim(findings, "S4", "without_top_creator")
        #expect(claim.estimate == 0.625 && claim.metric == .returnOnInvestment && claim.verdict == .notTestable)
        #expect(claim.missing == [.fewCreators, .fewEffectiveCreators, .fewCreatorsWithSales])
    }

    /// One row per question, p adjusted within its family: recomputed here by the definitions.
    @Test func families() throws {
        let bench = try Bench()
        try writePosts(
            to: bench, a: 24, b: 24, changeA: { ["niche": $0 < 12 ? "beauty" : "food", "reach": "900"] },
            changeB: { ["niche": $0 < 12 ? "beauty" : "food", "reach": "90000"] })
        try bench.writeFacts(
            .deals,
            (0..<48).map {
                deal("\($0 < 24 ? "a" : "b")\(100 + $0 % 24)", $0, followers: $0 < 24 ? 2000 : 200_000, cost: "100.00",
                    gross: "\(50 + 13 * ($0 % 24)).00")
            })
        let findings = try bench.aggregate(by: ["niche"])
        let members = findings.comparisons.filter { !($0.family == .none) }
        let questions = members.map { "\($0.segment) \($0.metric) \($0.a) \($0.b) \($0.analysis == .withoutTopCreator)" }
        #expect(Set(questions).count == questions.count)

        let primary = members.filter { $0.family == .primary }
        #expect(primary.map(\.metric) == [.engagementByFollowers, .returnOnSpend])
        let p = primary.map { $0.p! }.sorted()
        let holm = primary.map { $0.pAdjusted! }.sorted()
        #expect(abs(holm[0] - 2 * p[0]) <= 1e-10 * holm[0] && abs(holm[1] - max(2 * p[0], p[1])) <= 1e-10 * holm[1])

        // What claims ask beside the headlines: Holm over the tables' members and the tests that stand elsewhere.
        let claims = members.filter { $0.family == .claims }
        // All creators of a tier have one comment rate, so that question is not tested.
        #expect(claims.map(\.metric) == [.engagementByReach, .commentLikeRatio, .returnOnSpend])
        let asked = (claims.map { $0.p! } + findings.elasticity.compactMap(\.p)).sorted()
        for row in claims {
            let wanted = asked.enumerated().filter { $1 <= row.p! }.map { min(1, $1 * Double(asked.count - $0)) }.max()!
            #expect(abs(row.pAdjusted! - wanted) <= 1e-10 * wanted, "\(row.metric)")
        }

        let exploratory = members.filter { $0.family == .exploratory }
        #expect(exploratory.contains { $0.segment == "niche=food" && $0.metric == .engagementByReach })
        let all = exploratory.map { $0.p! }.sorted()
        for row in exploratory {
            // min over q ≥ p of q·m/rank(q)
            let wanted = all.enumerated().filter { $1 >= row.p! }.map { min(1, $1 * Double(all.count) / Double($0 + 1)) }.min()!
            #expect(abs(row.pAdjusted! - wanted) <= 1e-10 * wanted, "\(row.segment) \(row.metric)")
        }
    }

    /// Rates over reach that differ by about 2.2 standard errors: clear alone, not among all that the first page asks.
    @Test func anAnswerThatOnlyTheAdjustmentKeepsUnclearSaysAmongHowMany() throws {
        let bench = try Bench()
        // As many comments for a like in both tiers.
        try writePosts(
            to: bench, a: 24, b: 24, changeA: { _ in ["reach": "900"] },
            changeB: { ["reach": "55200", "comments": String(10 * (4000 + 400 * $0) / (90 + 7 * $0))] })
        let findings = try bench.aggregate()
        let row = try #require(findings.comparisons.first { $0.family == .claims && $0.metric == .engagementByReach })
        let asked = findings.comparisons.count { $0.family == .claims } + findings.elasticity.count { $0.p != nil }
        #expect(try #require(row.p) <= 0.05 && #require(row.pAdjusted) > 0.05 && row.includesNoDifference == false && asked > 2)
        let claim = try claim(findings, "S3", "er_reach")
        #expect(claim.verdict == .unclear && claim.unclearAmong == asked)
        #expect(findings.claims.filter { $0.unclearAmong != nil } == [claim])
    }

    /// Tiers that do not touch: the configured cut is no boundary. Micro is 1,000–5,000, macro 100,000–1,000,000.
    @Test func aGapBetweenTheTiersIsAScheme() throws {
        let bench = try Bench()
        try writePosts(to: bench)
        let scheme = TierScheme(name: "gap", tiers: [Tier("micro", from: 1000, to: 5000), Tier("macro", from: 100_000, to: 1_000_000)])
        let findings = try bench.aggregate(scheme: scheme)
        let rows = findings.sensitivity.filter { $0.metric == .engagementByFollowers }
        #expect(rows.filter(\.isConfigured).map(\.name) == ["gap"])
        #expect(rows.filter { $0.kind == .boundary }.compactMap(\.boundary) == TierScheme.sensitivityBoundaries)
        // From 300,000 on nobody is left above the boundary. Of the schemes only tribe's micro begins below 5,000, at 3,000.
        #expect(rows.map(\.creatorsB).prefix(9) == [14, 14, 14, 14, 14, 14, 14, 0, 0])
        #expect(rows.filter { $0.creatorsA > 0 && $0.kind == .scheme }.map(\.name) == ["gap"])
        #expect(try #require(headline(findings).stability) == (8.0 / 18).published)
    }

    /// With 200,000 followers a creator is macro, but micro on youtube, whose line is drawn at 500,000: of 14 + 10 low and
    /// 14 high creators, all ten of youtube are low. A boundary moved to 150,000 is the same on every platform.
    @Test func aPlatformDrawsItsOwnLine() throws {
        let bench = try Bench()
        let low = (0..<14).map { post("a\(100 + $0)", $0, followers: 2000, ["likes": String(90 + 7 * $0)]) }
        let high = (0..<14).map { post("b\(100 + $0)", 100 + $0, followers: 200_000, ["likes": String(4000 + 400 * $0)]) }
        let own = (0..<10).map {
            post("c\(100 + $0)", 200 + $0, followers: 200_000, ["platform": "youtube", "likes": String(9000 + 400 * $0)])
        }
        try bench.writeFacts(.posts, low + high + own)
        let youtube = TierScheme.PlatformTiers(
            platform: "youtube",
            tiers: [
                Tier("nano", from: 0, to: 10_000), Tier("micro", from: 10_000, to: 500_000),
                Tier("macro", from: 500_000, to: 5_000_000), Tier("mega", from: 5_000_000, to: nil),
            ])
        let findings = try bench.aggregate(
            by: ["platform"], scheme: TierScheme(name: "custom", tiers: TierScheme.essay.tiers, platforms: [youtube]))
        #expect(findings.census.filter { $0.posts > 0 }.map { "\($0.tier) \($0.creators)" } == ["micro 24", "macro 14"])
        let ratio = try #require(findings.comparison("er_followers", "typical", "raw"))
        #expect(ratio.creatorsA == 24 && ratio.creatorsB == 14)
        let rows = findings.sensitivity.filter { $0.metric == .engagementByFollowers }
        let configured = try #require(rows.first { $0.isConfigured })
        #expect(configured.kind == .scheme && configured.name == "custom")
        #expect(configured.creatorsA == 24 && configured.creatorsB == 14 && configured.estimate == ratio.estimate)
        let moved = try #require(rows.first { $0.boundary == 150_000 })
        #expect(moved.creatorsA == 14 && moved.creatorsB == 24)
        // Like for like, youtube has micro alone: the other platform's 14 against 14 are left.
        let adjusted = try #require(findings.comparison("er_followers", "typical", "adjusted"))
        #expect(adjusted.creatorsA == 14 && adjusted.creatorsB == 14)
    }

    @Test func absentColumnsAreNamed() throws {
        let bench = try Bench()
        try writePosts(to: bench)
        let findings = try bench.aggregate()
        #expect(try claim(findings, "S2", "save_rate").missing == [.saves, .reach])
        let deals = try claim(findings, "S4", "headline")
        #expect(deals.verdict == .notTestable && deals.missing.first == .deals)
        // The questions about two tiers; those about creators are CreatorFindingsTests'.
        let pairClaims = findings.claims.filter { ["S0", "S2", "S3", "S4"].contains($0.claim.number) && $0.question != .flaggedShare }
        #expect(pairClaims.map(\.claim.number) == ["S0", "S2", "S2", "S2", "S2", "S3", "S3", "S4"])
    }
}

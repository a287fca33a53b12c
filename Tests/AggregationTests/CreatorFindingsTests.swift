import Findings
import Foundation
import SocialData
import TextValues
import Testing

@testable import Aggregation
import TestSupport

/// What is found out about single creators: topics, fit, flags (Methods 15, 16; 22, S1, S2, S7, S9).
@Suite struct CreatorFindingsTests {
    /// Twelve creators of micro and of macro with six posts each; all posts of `focused` carry one tag, the others' posts
    /// carry two tags in turn.
    private static func tagged(column: String = "hashtags", focused: (Int, Bool) -> Bool) -> [Row] {
        var rows: [Row] = []
        for creator in 0..<24 {
            let isMicro = creator % 2 == 0
            let name = (isMicro ? "a" : "b") + String(creator)
            for index in 0..<6 {
                let tag = focused(creator / 2, isMicro) || index % 2 == 0 ? "glow" : "travel"
                rows.append(post(name, rows.count, followers: isMicro ? 5000 : 500_000, [column: tag]))
            }
        }
        return rows
    }

    private let bench: Bench
    /// Rows per creator of the last findings.
    private var creatorRows: [CreatorRow] { bench.creators }

    init() throws { bench = try Bench() }

    private func findings(
        posts: [Row] = [], deals: [Row] = [], snapshots: [Row] = [], creators: [Row] = [], jobs: Int = 1,
        _ change: (inout Definition) -> Void = { _ in }
    ) throws -> FindingSet {
        try bench.clear()
        if !posts.isEmpty { try bench.writeFacts(.posts, posts) }
        if !deals.isEmpty { try bench.writeFacts(.deals, deals) }
        if !snapshots.isEmpty { try bench.writeFacts(.snapshots, snapshots) }
        if !creators.isEmpty { try bench.writeFacts(.creators, creators) }
        return try bench.aggregate(jobs: jobs, change)
    }

    private func claim(_ findings: FindingSet, _ id: String, _ question: String? = nil) throws -> ClaimRow {
        try #require(findings.claims.first { $0.claim.number == id && (question == nil || $0.question.rawValue == question) })
    }

    // MARK: Topics

    @Test(arguments: ["hashtags", "niche"]) func focus(column: String) throws {
        // One micro creator has two topics, one macro creator one.
        let rows = Self.tagged(column: column) { $1 ? $0 != 0 : $0 == 0 }
        let findings = try findings(posts: rows)
        let row = try #require(findings.comparisons.first { $0.metric == .topicConcentration })
        // 121 of 144 pairs are won, 22 are ties: P = 132/144; scipy.stats.brunnermunzel([1]*11+[.4], [.4]*11+[1]).
        #expect(abs(try #require(row.estimate) - 0.8333333333333334) < 1e-11)
        #expect(abs(try #require(row.p) - 4.298478776029403e-07) < 1e-12)
        #expect(row.creatorsA == 12 && row.creatorsB == 12)
        let claim = try claim(findings, "S1")
        #expect(claim.verdict == .supported)
        #expect(claim.notes == (column == "niche" ? [.byNiche] : []))
        // Three posts each on two topics: (3·2 + 3·2)/(6·5); entropy ln 2 of two topics in all.
        let mixed = try #require(creatorRows.first { $0.creator == "a0" })
        #expect(mixed.topicConcentration == 0.4 && mixed.topics == 6)
        #expect(abs(try #require(mixed.focus)) < 1e-12)
        let single = try #require(creatorRows.first { $0.creator == "a2" })
        #expect(single.topicConcentration == 1 && single.focus == 1)
    }

    /// The same tag twice in a post is one; boosted posts say nothing; four tagged posts are too few for the claim.
    @Test func whatCounts() throws {
        let tags = ["glow|glow", "glow|", "|travel", "glow"]
        var rows = tags.enumerated().map { post("a", $0, followers: 5000, ["hashtags": $1]) }
        rows.append(post("a", 10, followers: 5000, ["hashtags": "cars", "boosted": "1"]))
        rows.append(post("a", 11, followers: 5000))
        let findings = try findings(posts: rows)
        let row = try #require(creatorRows.first)
        // Glow thrice, travel once: 3·2/(4·3); the vocabulary is two.
        #expect(row.topicConcentration == 0.5 && row.topics == 4 && row.posts == 5)
        let entropy = -(0.75 * log(0.75) + 0.25 * log(0.25))
        #expect(abs(try #require(row.focus) - (1 - entropy / log(2))) < 1e-11)
        let comparison = try #require(findings.comparisons.first { $0.metric == .topicConcentration })
        #expect(comparison.creatorsA == 0 && comparison.estimate == nil)
        #expect(try claim(findings, "S1").missing == [.fewCreators])
    }

    @Test func withoutTopics() throws {
        let findings = try findings(posts: [post("a", 1, followers: 5000), post("b", 2, followers: 500_000)])
        #expect(!findings.comparisons.contains { $0.metric == .topicConcentration })
        #expect(try claim(findings, "S1").missing == [.hashtags, .niche])
        #expect(creatorRows.allSatisfy { $0.topicConcentration == nil && $0.focus == nil && $0.topics == 0 })
    }

    // MARK: Fit

    private static func dealsOfTwelve(_ gross: (Int) -> Int) -> [Row] {
        (0..<12).map { deal("c\($0)", $0, followers: 5000, cost: "100.00", gross: "\(gross($0)).00") }
    }

    /// Creator `k` has `k` posts with the brand's tag and 12 − k without: the more, the higher the return.
    @Test func brandAlignment() throws {
        var posts: [Row] = []
        for place in 0..<144 {
            let (creator, index) = (place / 12, place % 12)
            posts.append(post("c\(creator)", place, followers: 5000, ["hashtags": index < creator ? "glow" : "cars"]))
        }
        let findings = try findings(posts: posts, deals: Self.dealsOfTwelve { 50 + 10 * $0 }) { $0.brandTags = ["glow", "skin"] }
        let row = try #require(creatorRows.first { $0.creator == "c3" })
        // (3, 9, 0)·(1, 0, 1) over the norms.
        #expect(abs(try #require(row.brandAlignment) - 3 / (90.0.squareRoot() * 2.0.squareRoot())) < 1e-11)
        let association = try #require(findings.associations.first { $0.property == .brandAlignment })
        #expect(association.creators == 12 && association.rho == 1)
        let claim = try claim(findings, "S9")
        #expect(claim.verdict == .supported && claim.estimate == 1)
        let turned = try self.findings(posts: posts, deals: Self.dealsOfTwelve { 500 - 10 * $0 }) { $0.brandTags = ["glow"] }
        #expect(try self.claim(turned, "S9").verdict == .contradicted)
    }

    @Test func audienceOverlap() throws {
        let wanted = [
            AudienceShare(dimension: "country", value: "de", share: 0.8), AudienceShare(dimension: "country", value: "at", share: 0.2),
            AudienceShare(dimension: "gender", value: "f", share: 1),
        ]
        let creators: [Row] = [
            // min(0.5, 0.8) + 0.2 of countries, 0.6 of genders.
            ["creator": "c0", "audience": "country:DE=0.5|country:at=0.5|gender:f=0.6|gender:m=0.4"],
            // No gender; shares far from 1; no audience; nobody who posts.
            ["creator": "c1", "audience": "country:de=1"], ["creator": "c2", "audience": "country:de=0.5|gender:f=1"],
            ["creator": "c3", "audience": "half of them"], ["creator": "zz", "audience": "country:de=1|gender:f=1"],
        ]
        let posts = (0..<5).map { post("c\($0)", $0, followers: 5000) }
        let findings = try findings(posts: posts, deals: Self.dealsOfTwelve { _ in 100 }, creators: creators) { $0.audience = wanted }
        #expect(creatorRows.first { $0.creator == "c0" }?.audienceOverlap == 0.65)
        #expect(creatorRows.count { $0.audienceOverlap != nil } == 1)
        #expect(findings.associations.first { $0.property == .audienceOverlap }?.creators == 1)
        #expect(try claim(findings, "S7").missing == [.fewCreators])
    }

    @Test func fitIsNotTestable() throws {
        let posts = [post("a", 1, followers: 5000)]
        let none = try findings(posts: posts)
        #expect(try claim(none, "S7").missing == [.audienceTarget, .audienceShares, .deals])
        #expect(try claim(none, "S9").missing == [.brandTags, .hashtags, .deals])
        #expect(none.associations.allSatisfy { $0.creators == 0 && $0.rho == nil && $0.p == nil })
        // Every creator returns the same: nothing to rank.
        let tagged = (0..<12).map { post("c\($0)", $0, followers: 5000, ["hashtags": $0 % 2 == 0 ? "glow" : "cars"]) }
        let flat = try findings(posts: tagged, deals: Self.dealsOfTwelve { _ in 100 }) { $0.brandTags = ["glow"] }
        #expect(try claim(flat, "S9").missing == [.notEstimable])
    }

    // MARK: Flags

    /// 25 creators of one size whose rates grow by 2 % from one to the next, and one whose rate is out of all bounds.
    private static let crowd: [Row] = {
        var rows: [Row] = []
        for creator in 0..<26 {
            let comments = creator == 25 ? 4000 : 100 + 2 * creator
            let name = (creator < 20 || creator == 25 ? "a" : "b") + String(creator)
            rows.append(post(name, creator, followers: 20_000, ["likes": "1000", "comments": String(comments)]))
        }
        return rows
    }()

    @Test func unusualCreators() throws {
        let counts: [(creator: String, platform: String, day: String, followers: Int)] = [
            ("a0", "instagram", "01", 10_000), ("a0", "instagram", "03", 16_000), ("a0", "instagram", "20", 11_000),
            ("a1", "instagram", "01", 10_000), ("a1", "instagram", "08", 10_500), ("a2", "instagram", "01", 10_000),
            ("a2", "tiktok", "02", 90_000),
        ]
        let snapshots: [Row] = counts.map { count in
            [
                "creator": count.creator, "platform": count.platform, "observed_at": "2025-03-\(count.day)T00:00:00Z",
                "followers": String(count.followers),
            ]
        }
        let findings = try findings(posts: Self.crowd, snapshots: snapshots)
        func row(_ creator: String) throws -> CreatorRow { try #require(creatorRows.first { $0.creator == creator }) }
        #expect(try row("a25").flags == [.highForSize, .commentLike])
        #expect(try #require(try row("a25").sizeZ) > 3.5)
        #expect(try row("a0").flags == [.followerJump, .reversedJump])
        #expect(try row("a0").largestJump == 0.6)
        #expect(try row("a1").largestJump == 0.05 && (try row("a1").flags.isEmpty))
        #expect(try row("a2").largestJump == nil)
        let micro = findings.flags.filter { $0.tier == "micro" }
        #expect(micro.map(\.flag.rawValue) == [
            "er_low_for_size", "er_high_for_size", "comment_like", "follower_jump", "follower_jump_reversed", "any",
        ])
        #expect(micro.map(\.assessed) == [26, 26, 26, 2, 2, 26])
        #expect(micro.map(\.flagged) == [0, 1, 1, 1, 1, 2])
        #expect(findings.flags.filter { $0.tier == "macro" }.allSatisfy { $0.assessed == 0 && $0.flagged == 0 })
        #expect(try claim(findings, "S2", "flagged_share").missing == [.fewCreators])
    }

    @Test func headlinesWithoutThem() throws {
        let rows = Self.crowd + Self.crowd.map { row in
            row.merging(["creator": row["creator"]! + "x", "post_id": row["post_id"]! + "x", "followers": "400000"]) { $1 }
        }
        let findings = try findings(posts: rows)
        let whole = try #require(findings.comparison("er_followers", "typical"))
        let without = try #require(findings.comparison("er_followers", "typical", segment: "flagged=0"))
        #expect(whole.creatorsA == 26 && without.creatorsA == 25 && without.creatorsB == 25)
        // The others' rates are the same but for the followers, each logarithm rounded to 10⁻⁹.
        #expect(abs(try #require(without.estimate) - log(20)) < 1e-9)
        #expect(findings.comparisons.count { $0.segment == "flagged=0" } == 1)
        let share = try claim(findings, "S2", "flagged_share")
        #expect(share.verdict == .counted && share.estimate == 0)
        #expect(share.creatorsA == 26 && share.creatorsB == 26)
    }

    /// Fewer than 20 creators: nobody is assessed, nothing is shown without them.
    @Test func tooFewToAssess() throws {
        let findings = try findings(posts: Array(Self.crowd.prefix(19)))
        #expect(findings.flags.allSatisfy { $0.assessed == 0 && $0.flagged == 0 })
        #expect(creatorRows.allSatisfy { $0.flags.isEmpty && $0.sizeZ == nil && $0.commentLikeZ == nil })
        #expect(!findings.comparisons.contains { $0.segment == "flagged=0" })
    }

    // MARK: Rows

    @Test func rowsOfACrossingCreator() throws {
        let posts = [
            post("m", 1, followers: 50_000, ["likes": "90", "comments": "10"]),
            post("m", 2, followers: 70_000, ["likes": "300", "comments": "20", "platform": "tiktok"]),
            post("m", 3, followers: 200_000), post("a", 4, followers: 0, ["followers": ""]),
            post("k", 5, followers: 3000, ["boosted": "1"]),
        ]
        let deals = [
            deal("m", 1, followers: 80_000, cost: "100.00", gross: "150.00", ["refund": "30.00", "platform": "youtube"]),
            deal("d", 2, followers: 5000, cost: "0.00", gross: "10.00"),
        ]
        _ = try findings(posts: posts, deals: deals)
        // Neither without a tier, nor with boosted posts or unpaid deals only.
        #expect(creatorRows.map(\.creator) == ["m", "m"])
        let micro = creatorRows[0]
        #expect(micro.tier == "micro" && micro.platforms == ["instagram", "tiktok", "youtube"])
        #expect(micro.posts == 2 && micro.deals == 1)
        #expect(micro.meanFollowers == 60_000 && micro.engagement == ExactTotal(420))
        #expect(micro.engagementRate == 0.0035)
        #expect(micro.commentLikeRatio == (30.0 / 390).published)
        #expect(micro.cost == ExactTotal(1_000_000) && micro.net == ExactTotal(1_200_000) && micro.roas == 1.2)
        let macro = creatorRows[1]
        #expect(macro.tier == "macro" && macro.posts == 1 && macro.deals == 0 && macro.cost == nil && macro.roas == nil)
    }

    /// Everything at once, shuffled and with other jobs: the same bytes.
    @Test func sameBytes() throws {
        var posts = Self.crowd + Self.tagged { $0 % 3 == 0 || $1 }
        for index in posts.indices {
            posts[index]["post_id"] = "p\(index)"
            posts[index]["sponsored"] = index % 3 == 0 ? "1" : "0"
            posts[index]["caption_chars"] = "\(index * 37 % 300)"
            posts[index]["post_type"] = ["image", "video", "short"][index % 3]
            posts[index]["posted_at"] = "2025-0\(1 + index % 9)-10T00:00:00Z"
            posts[index]["likes"] = "\(50 + index * 13 % 900)"
        }
        var deals: [Row] = []
        for index in 0..<40 {
            let start = "2025-0\(1 + index % 9)-10T00:00:00Z"
            let (cost, gross) = ("\(50 + index).00", "\(index * 7 % 300).00")
            let followers = index % 2 == 0 ? 5000 : 500_000
            deals.append(
                deal("a\(index % 24)", index, followers: followers, cost: cost, gross: gross, ["started_at": start]))
        }
        var creators: [Row] = []
        for index in 0..<24 {
            let share = index % 9
            let audience = "country:de=0.\(share)|country:at=0.\(9 - share)|country:ch=0.1"
            creators.append(["creator": "a\(index)", "audience": audience])
        }
        var generator = SeededGenerator(seed: 5)
        func bytes(_ posts: [Row], _ deals: [Row], jobs: Int) throws -> (json: [UInt8], rows: [CreatorRow]) {
            let findings = try findings(posts: posts, deals: deals, creators: creators, jobs: jobs) {
                ($0.budget, $0.brandTags, $0.resamples) = (ExactTotal(5_000_000), ["glow"], 199)
                $0.audience = [AudienceShare(dimension: "country", value: "de", share: 1)]
            }
            return (try findings.json(), creatorRows)
        }
        let first = try bytes(posts, deals, jobs: 1)
        let other = try bytes(posts.shuffled(using: &generator), deals.shuffled(using: &generator), jobs: 4)
        #expect(other == first)
        // a0 to a25 without a24, b20 to b24, and the odd b1 to b19.
        #expect(Set(first.rows.map(\.creator)).count == 40)
        let read = try FindingSet(json: first.json)
        #expect(!read.style.isEmpty && !read.budget.isEmpty && !read.associations.isEmpty)
        #expect(read.claims.map(\.claim.number) == read.claims.map(\.claim.number).sorted())
    }

    /// The poorest of inputs: every number that cannot be had is absent, nothing traps and nothing is infinite.
    @Test(arguments: ["nothing", "one post", "one deal", "three creators", "alike", "huge"])
    func poorData(kind: String) throws {
        let (posts, deals) = Self.poorRows(kind)
        let findings = try findings(posts: posts, deals: deals) {
            ($0.budget, $0.brandTags, $0.resamples) = (ExactTotal(1_000_000), ["x"], 199)
            $0.audience = [AudienceShare(dimension: "gender", value: "f", share: 1)]
        }
        // Encoding refuses what is not finite.
        #expect(try !findings.json().isEmpty)
        #expect(findings.claims.allSatisfy { ($0.verdict == .notTestable) == !$0.missing.isEmpty })
        #expect(Set(findings.claims.map(\.claim.number)).isSuperset(of: ["S1", "S2", "S5", "S6", "S7", "S8", "S9"]))
    }
}

extension CreatorFindingsTests {
    private static func poorRows(_ kind: String) -> (posts: [Row], deals: [Row]) {
        func posts(_ count: Int, _ change: Row) -> [Row] {
            (0..<count).map { post("c\($0)", $0, followers: $0 % 2 == 0 ? 5000 : 500_000, change) }
        }
        func deals(_ count: Int, cost: String, gross: String) -> [Row] {
            (0..<count).map { deal("c\($0)", $0, followers: $0 % 2 == 0 ? 5000 : 500_000, cost: cost, gross: gross) }
        }
        let most = String(Int64.max)
        return switch kind {
        case "one post": (posts(1, [:]), [])
        case "one deal": ([], deals(1, cost: "10.00", gross: "0.00"))
        case "three creators": (posts(3, ["hashtags": "x", "likes": "0", "comments": "0"]), [])
        case "alike": (posts(40, ["hashtags": "x", "caption_chars": "0"]), deals(40, cost: "10.00", gross: "0.00"))
        case "huge":
            (
                posts(30, ["likes": most, "comments": most]),
                deals(30, cost: "900000000000000.00", gross: "900000000000000.00")
            )
        default: ([], [])
        }
    }
}

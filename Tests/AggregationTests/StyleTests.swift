import Findings
import SocialData
import Foundation
import Testing

@testable import Aggregation

/// Engagement by style (Methods 22, S8) through facts.
@Suite struct StyleTests {
    /// Twenty micro creators, each with an image of rate about 0.1 and a video of about 0.2, which differ by creator.
    private static let posts: [Row] = {
        var rows: [Row] = []
        for creator in 0..<20 {
            let image = 900 + 20 * (creator * 7 % 20)
            let video = 2 * image + creator % 3 * 50
            for style: Row in [
                ["post_type": "image", "likes": "\(image)", "sponsored": "0", "caption_chars": "5"],
                ["post_type": "video", "likes": "\(video)", "sponsored": "1", "caption_chars": "100"],
            ] {
                rows.append(post("c\(creator)", rows.count, followers: 10_000, style.merging(["comments": "0"]) { $1 }))
            }
        }
        return rows
    }()

    private func findings(_ posts: [Row]) throws -> FindingSet {
        let bench = try Bench()
        try bench.writeFacts(.posts, posts)
        return try bench.aggregate()
    }

    private func row(_ findings: FindingSet, _ dimension: String, _ level: String) throws -> StyleRow {
        try #require(findings.style.first { $0.dimension.rawValue == dimension && $0.level == level })
    }

    @Test func aLevelAgainstTheOthers() throws {
        let findings = try findings(Self.posts)
        func mean(_ type: String) -> Double {
            let logs = Self.posts.filter { $0["post_type"] == type }.map { log((Double($0["likes"]!)! + 0.5) / 10_000) }
            return logs.reduce(0, +) / 20
        }
        let video = try row(findings, "post_type", "video")
        #expect(video.posts == 20 && video.creators == 20)
        #expect(abs(try #require(video.value) - exp(mean("video"))) < 1e-11)
        #expect(abs(try #require(video.ratio) - exp(mean("video") - mean("image"))) < 1e-9)
        let image = try row(findings, "post_type", "image")
        #expect(abs(try #require(image.ratio) * (try #require(video.ratio)) - 1) < 1e-10)
        // Every creator is in both levels, so only the differences within creators vary.
        #expect(try #require(video.p) < 1e-10)
        // Sponsored and caption length divide the posts in the same way.
        for (dimension, level) in [("sponsored", "1"), ("caption_length", "q3")] {
            let other = try row(findings, dimension, level)
            #expect(other.value == video.value && other.ratio == video.ratio && other.p == video.p)
        }
        #expect(findings.style.filter { $0.dimension == .captionLength }.map(\.level) == ["q1", "q3"])
        // Everybody posts twice in one month: one level, nothing to compare with.
        let frequency = findings.style.filter { $0.dimension == .postingFrequency }
        #expect(frequency.map(\.level) == ["q1"] && frequency[0].ratio == nil)
        let claims = findings.claims.filter { $0.claim == .style }
        #expect(claims.map(\.question.rawValue) == ["post_type", "sponsored", "caption_length", "posting_frequency"])
        #expect(claims.map(\.verdict) == [.supported, .supported, .supported, .notTestable])
        #expect(claims[3].missing == [.notEstimable])
        #expect(claims[0].creatorsA == 20 && claims[0].creatorsB == 0)
    }

    /// Quarters of posts: 16 captions of length 1 to 16 in four levels; of creators: 1, 2, 3 and 4 posts a month.
    @Test func quartiles() throws {
        let captions = try findings((1...16).map { post("c\($0)", $0, followers: 5000, ["caption_chars": "\($0)"]) })
        #expect(captions.style.filter { $0.dimension == .captionLength }.map(\.posts) == [4, 4, 4, 4])
        var posts: [Row] = []
        for frequency in 1...4 {
            for index in 0..<2 * frequency {
                let month = index % 2 == 0 ? "2025-01" : "2025-03"
                posts.append(
                    post("c\(frequency)", posts.count, followers: 5000, ["posted_at": "\(month)-10T00:00:00Z"]))
            }
        }
        let frequencies = try findings(posts).style.filter { $0.dimension == .postingFrequency }
        #expect(frequencies.map(\.level) == ["q1", "q2", "q3", "q4"])
        #expect(frequencies.map(\.posts) == [2, 4, 6, 8])
    }

    /// A step of 16 to 17 and of 64 to 71, one bucket each; lengths that are not.
    @Test func captionBuckets() {
        let lengths: [Int64] = [0, 15, 16, 17, 18, 64, 71, 72, 2200, Int64(Int32.max), Int64.max]
        #expect(lengths.map { CaptionBuckets.bucket($0) } == [0, 15, 16, 16, 17, 32, 32, 33, 72, 231, 231])
        #expect(CaptionBuckets.bucket(-5) == 0)
    }

    @Test func absentColumns() throws {
        var bare: [Row] = []
        for index in 0..<24 {
            let followers = index % 2 == 0 ? 5000 : 500_000
            bare.append(post("c\(index)", index, followers: followers, ["post_type": "", "likes": "\(100 + index)"]))
        }
        let claims = try findings(bare).claims.filter { $0.claim == .style }
        #expect(claims.map(\.missing) == [[.postType], [.sponsored], [.captionChars], [.notEstimable]])
        let empty = try Bench().aggregate().claims.filter { $0.claim == .style }
        #expect(empty.allSatisfy { $0.missing == [.likes, .comments, .followers] })
    }
}

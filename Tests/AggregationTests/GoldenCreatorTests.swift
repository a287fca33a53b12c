import Findings
import Foundation
import SocialData
import TextValues
import Testing

@testable import Aggregation
import TestSupport

/// Cases 19 and 20 through facts.
@Suite struct GoldenCreatorFacts {
    @Test func commentLike() throws {
        let golden = try GoldenCase("19_flags")
        let rows = try golden.table("creators").enumerated().map { index, row in
            post(row["creator"] ?? "", index, followers: Int(row["mean_followers"] ?? "") ?? 0, [
                "platform": row["platform"] ?? "", "likes": row["likes"] ?? "", "comments": row["comments"] ?? "",
            ])
        }
        let bench = try Bench()
        try bench.writeFacts(.posts, rows)
        let creators = Dictionary(grouping: try bench.creatorRows(), by: \.creator)
        for index in rows.indices {
            let row = try #require(creators[golden.text("comment_like_z/\(index)/creator")]?.first)
            golden.check(row.commentLikeZ, "comment_like_z/\(index)/z")
        }
    }

    @Test func followerJumps() throws {
        let golden = try GoldenCase("19_flags")
        let series = try #require(golden.params["snapshots"] as? [String: [[Int]]])
        var snapshots: [Row] = []
        for (name, counts) in series {
            for count in counts {
                var instant: [UInt8] = []
                Canonical.append(instant: Int64(count[0]), to: &instant)
                snapshots.append([
                    "creator": name, "platform": "instagram", "observed_at": String(decoding: instant, as: UTF8.self),
                    "followers": "\(count[1])",
                ])
            }
        }
        let bench = try Bench()
        try bench.writeFacts(.snapshots, snapshots)
        try bench.writeFacts(.posts, series.keys.enumerated().map { post($1, $0, followers: 5000) })
        for row in try bench.creatorRows() {
            let jumps = try #require(golden.value("follower_jumps/\(row.creator)") as? [[String: Any]])
            let isReversed = jumps.contains { $0["reversed"] as? Bool == true }
            #expect(row.flags == (jumps.isEmpty ? [] : [.followerJump]) + (isReversed ? [.reversedJump] : []))
        }
    }

    @Test func focus() throws {
        let golden = try GoldenCase("20_focus_alignment")
        let topics = try #require(golden.params["topics"] as? [String: [String: Any]])
        var posts: [Row] = []
        for (name, topic) in topics {
            for (tag, count) in try #require(topic["counts"] as? [Int]).enumerated() {
                for _ in 0..<count { posts.append(post(name, posts.count, followers: 5000, ["hashtags": "tag\(tag)"])) }
            }
        }
        let bench = try Bench()
        try bench.writeFacts(.posts, posts)
        let rows = try bench.creatorRows()
        // A creator of no tagged post is none here.
        #expect(try rows.count == topics.values.count { try !#require($0["counts"] as? [Int]).isEmpty })
        for row in rows {
            #expect(row.topicConcentration == (try golden.value("focus/\(row.creator)/hhi_unbiased") as? Double)?.published)
        }
    }

    @Test func audienceOverlap() throws {
        let golden = try GoldenCase("20_focus_alignment")
        let pairs = try #require(golden.params["audiences"] as? [[[String: Double]]])
        for (index, pair) in pairs.enumerated() {
            let bench = try Bench()
            try bench.writeFacts(.posts, [post("c", 1, followers: 5000)])
            let text = pair[0].map { "kind:\($0.key)=\($0.value)" }.joined(separator: "|")
            try bench.writeFacts(.creators, [["creator": "c", "audience": text]])
            let rows = try bench.creatorRows {
                $0.audience = pair[1].map { AudienceShare(dimension: "kind", value: $0.key, share: $0.value) }
            }
            let overlap = try #require(rows.first).audienceOverlap
            #expect(overlap == (try golden.value("audience_overlap/\(index)") as? Double)?.published)
        }
    }
}

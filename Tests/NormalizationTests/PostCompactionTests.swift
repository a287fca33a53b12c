import Findings
import Foundation
import Normalization
import SocialData
import StageFiles
import TestSupport
import Testing

/// Nights that export the same posts again: what of them is compacted changes no fact and no count.
struct PostCompactionTests {
    /// Everything that normalize hands on.
    private struct Outcome: Equatable {
        var summary: NormalizationSummary
        var facts: [Entity: [[Row]]] = [:]

        init(_ bench: Bench, _ request: (inout NormalizationRequest) -> Void = { _ in }) throws {
            summary = try bench.normalize(request)
            for entity in [Entity.posts, .deals, .orders, .snapshots] { facts[entity] = try bench.shards(entity) }
        }
    }

    /// Posts of eight creators as six nights show them: counts rise and sometimes fall, accounts are renamed, posts change hands, links,
    /// campaigns and times; some nights repeat a row, some show followers.
    private static func nights(_ generator: inout SeededGenerator) -> [[Row]] {
        func chance(_ percent: UInt64) -> Bool { generator.next() % 100 < percent }
        var nights: [[Row]] = []
        let hasFollowers = chance(70)
        for night in 1...6 {
            var rows: [Row] = []
            for post in 0..<40 where chance(80) {
                let creator = chance(5) ? Int(generator.next() % 8) : post % 8
                let platform = ["instagram", "tiktok"][post % 2]
                var row: Row = [
                    "platform": platform, "post_id": "p\(post)", "creator_id": creator < 6 ? "c\(creator)" : "",
                    "handle": chance(8) ? "new\(creator)" : "anna\(creator)", "posted_at": "2025-03-\(10 + post % 9)T10:00:00Z",
                    "exported_at": "2025-04-0\(night)T00:00:00Z", "likes": "\(post * 10 + (chance(80) ? night : Int(generator.next() % 9)))", "comments": "\(post)",
                    "post_type": "image", "url": "https://\(platform).com/p/L\(chance(15) ? post - 1 : post)",
                ]
                if chance(10) { row["exported_at"] = "" }
                if chance(8) { row["posted_at"] = "2025-03-\(20 + post % 9)T10:00:00Z" }
                if chance(25) { row["campaign_id"] = "spring" }
                if chance(15) { row["sponsored"] = "1" }
                if chance(10) { row["account_id"] = "a\(creator)" }
                if chance(10) { row["authors"] = "2" }
                // One night in ten another tool exports a post, which knows less.
                if chance(90) { row["saves"] = "\(night)" } else { row["reach"] = "\(100 * night)" }
                if hasFollowers, chance(60) { row["followers_at_export"] = "\(chance(5) ? 0 : 1000 * (creator + 1) + night)" }
                rows.append(row)
                if chance(5) { rows.append(row) }
            }
            nights.append(rows)
        }
        return nights
    }

    private static func stageDeals(_ bench: Bench) throws {
        try bench.stage(.deals, (0..<4).map { number in
            [
                "deal_id": "d\(number)", "creator_id": "c\(number)", "campaign_id": number < 2 ? "spring" : "", "platform": "instagram",
                "started_at": "2025-03-05T00:00:00Z", "fee": "100", "currency": "EUR",
            ]
        })
    }

    @Test(arguments: 1...40) func sameFactsAndCounts(seed: Int) throws {
        var generator = SeededGenerator(seed: UInt64(seed))
        let nights = Self.nights(&generator)
        let plain = try Bench()
        try Self.stageDeals(plain)
        for (night, rows) in nights.enumerated() { try plain.stage(.posts, rows, input: "00000000000\(night)") }
        let expected = try Outcome(plain)
        #expect(expected.summary.duplicates(.posts).dropped > 20)

        // The first nights at once, then one or two more at a time.
        var compacted: CompactedPosts?
        var next = Int(generator.next() % 4) + 1
        var first = 0
        while first < nights.count {
            let bench = try Bench()
            try Self.stageDeals(bench)
            for night in first..<nights.count { try bench.stage(.posts, nights[night], input: "00000000000\(night)") }
            if first > 0 { #expect(try Outcome(bench, { $0.compacted = compacted }) == expected, "after \(first) nights") }
            let end = min(nights.count, first + next)
            let now = try compactPosts(
                Array(bench.paths(.posts).prefix(end - first)), earlier: compacted, posts: "\(plain.folder)/compacted-\(end).parquet",
                observations: "\(plain.folder)/observations-\(end).parquet", jobs: 2, stop: nil)
            #expect(now.rows + now.dropped == nights[..<end].reduce(0) { $0 + $1.count })
            compacted = now
            next = Int(generator.next() % 2) + 1
            first = end
        }
        let bench = try Bench()
        try Self.stageDeals(bench)
        #expect(try Outcome(bench, { $0.compacted = compacted }) == expected, "all nights")
        // Of a post stay the greatest row and one that contradicts it, and few for what else its rows showed.
        #expect(try #require(compacted).dropped > 0)
    }

    /// Twenty nights of growing counts: two rows of each post stay, and of each account and night its followers.
    @Test func whatStaysDoesNotGrow() throws {
        let bench = try Bench()
        for night in 10..<30 {
            try bench.stage(.posts, (0..<50).map { post in
                [
                    "platform": "tiktok", "post_id": "p\(post)", "handle": "anna\(post % 5)", "posted_at": "2025-03-01T10:00:00Z",
                    "exported_at": "2025-03-\(night)T00:00:00Z", "likes": "\(night)", "followers_at_export": "\(1000 + night)",
                ]
            })
        }
        let compacted = try compactPosts(
            bench.paths(.posts), earlier: nil, posts: "\(bench.folder)/c.parquet", observations: "\(bench.folder)/o.parquet", jobs: 1, stop: nil)
        #expect(compacted.rows == 100)
        #expect(compacted.dropped == 900)
        #expect(try StageFile(.staged(.posts), path: compacted.observations).rows == 100)
    }
}

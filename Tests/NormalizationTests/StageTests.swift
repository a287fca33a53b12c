import ByteStreams
import Findings
import Foundation
@testable import Jobs
import Normalization
import SocialData
import StageFiles
import TestSupport
import Testing

/// The stage as a whole: books, bad staged files, stopping.
@Suite("Normalize as a stage")
struct StageTests {
    @Test("Nothing staged gives empty facts and an empty summary")
    func empty() throws {
        let bench = try Bench()
        let summary = try bench.normalize()
        for entity in [Entity.posts, .deals, .orders, .snapshots, .creators] {
            #expect(try bench.facts(entity).isEmpty)
            if entity != .creators { #expect(summary.rows(of: entity).facts == 0) }
        }
        #expect(summary.attribution.map(\.attribution.rawValue) == ["promo_code", "utm", "ambiguous_code", "unattributed"])
    }

    /// Accepted = facts + duplicates.
    @Test("Every staged row is a fact or a duplicate")
    func books() throws {
        let bench = try Bench()
        let post: Row = ["platform": "instagram", "creator_id": "c1", "followers_at_export": "9"]
        try bench.stage(.posts, (0..<50).map { post.merging(["post_id": "p\($0 % 40)"]) { own, _ in own } })
        try bench.stage(.orders, (0..<30).map { ["store": "s", "order_id": "o\($0 % 20)"] })
        try bench.stage(.snapshots, (0..<10).map { ["platform": "x", "creator_id": "c1", "followers": "\($0)"] })
        try bench.stage(.deals, (0..<9).map { ["deal_id": "d\($0 % 4)"] })
        try bench.stage(.codes, [["promo_code": "a", "deal_id": "d1"], ["promo_code": "A ", "deal_id": "d1"]])
        let summary = try bench.normalize(jobs: 3)
        #expect(summary.rows.map(\.entity.rawValue).sorted() == ["codes", "deals", "orders", "posts", "snapshots"])
        for rows in summary.rows { #expect(rows.accepted + rows.derived == rows.facts + rows.duplicates, "\(rows)") }
        #expect(summary.rows(of: .posts).facts == 40)
        #expect(summary.rows(of: .orders).duplicates == 10)
        #expect(summary.rows(of: .codes).duplicates == 1)
    }

    /// Rows of a person may differ, and their order must not matter.
    @Test("The directory becomes one fact row per person", arguments: [false, true])
    func people(isReversed: Bool) throws {
        let bench = try Bench()
        let rows: [Row] = [
            ["creator_id": "c1", "platform": "instagram", "handle": "mia", "niche": "food", "audience": "country:de=1"],
            ["creator_id": "c1", "platform": "tiktok", "handle": "mia.t", "niche": "fashion", "country": "at"],
            ["creator_id": "c2", "display_name": "Nobody, really"], ["platform": "x", "handle": "nobody"],
        ]
        try bench.stage(.creators, isReversed ? rows.reversed() : rows)
        _ = try bench.normalize()
        let facts = try bench.facts(.creators).sorted { $0["creator"]! < $1["creator"]! }
            .map { $0.filter { !$0.value.isEmpty } }
        #expect(facts == [
            ["creator_id": "c1", "niche": "food", "country": "at", "audience": "country:de=1", "creator": "c1"],
            ["creator_id": "c2", "creator": "c2"],
        ])
    }

    @Test("A staged file of another entity, another program or half a file is named as damaged, whatever stage meets it")
    func foreignFiles() throws {
        let bench = try Bench()
        let path = bench.folder + "/old.parquet"
        try StageTables.write([["platform": "x", "post_id": "1"]], as: .facts(.posts), path: path) { _ in [] }
        let other = try Data(contentsOf: URL(filePath: path))
        for bytes in [other, other.prefix(100), Data("platform,post_id\n".utf8)] {
            try bytes.write(to: URL(filePath: path))
            let error = try #require(throws: StreamError.self) { try bench.normalize { $0.staged[.posts] = [path] } }
            #expect(error.kind == .stateDamaged && error.path == path)
        }
    }

    @Test("An unknown reporting currency is refused")
    func unknownCurrency() throws {
        let error = try #require(throws: NormalizationError.self) { try Bench().normalize { $0.definition.currency = "EURO" } }
        #expect(error.kind == .unknownCurrency)
    }

    @Test("A stop request ends the stage between two blocks")
    func stopped() throws {
        let bench = try Bench()
        try bench.stage(.posts, [["platform": "x", "post_id": "1", "creator_id": "c"]])
        let stop = StopFlag()
        stop.request(signal: 15)
        #expect(throws: Stopped(signal: 15)) { try bench.normalize(jobs: 2) { $0.stop = stop } }
    }

    @Test("Progress counts every staged row and its bytes")
    func progress() throws {
        let bench = try Bench()
        try bench.stage(.posts, (0..<100).map { ["platform": "x", "post_id": "\($0)", "creator_id": "c"] })
        try bench.stage(.orders, (0..<10).map { ["store": "s", "order_id": "o\($0)"] })
        let progress = ProgressCounter()
        _ = try bench.normalize { $0.progress = progress }
        #expect(progress.rows == 110)
    }

    /// Posts and orders of two files that repeat and contradict each other, links that two posts have, deals and codes.
    @Test("Large shards are worked on in parts, and the facts are the same", arguments: [1, 3])
    func parts(jobs: Int) throws {
        let bench = try Bench()
        for (file, likes) in [("aaaaaaaaaaaa", 0), ("bbbbbbbbbbbb", 3)] {
            try bench.stage(.posts, (0..<900).map { number -> Row in
                [
                    "platform": "instagram", "post_id": "\(number % (700 - likes))", "handle": "mia\(number % 11)", "likes": "\(number % 13 * likes)",
                    "posted_at": "2025-03-\(10 + number % 9)T00:00:00Z", "exported_at": "2025-0\(4 + number % 3)-01T00:00:00Z",
                    "followers_at_export": "\(1000 + number)", "campaign_id": number % 5 == 0 ? "spring" : "",
                    "url": "https://instagram.com/p/Cabc\(number % 650)/",
                ]
            }, input: file)
            try bench.stage(.orders, (0..<400).map { number -> Row in
                [
                    "store": "s", "order_id": "o\(number % 300)", "ordered_at": "2025-03-1\(number % 9)T00:00:00Z", "currency": "EUR",
                    "revenue": "\(10 + number % 7)", "status": number % 4 == likes ? "cancelled" : "paid", "promo_code": "MIA\(number % 11)",
                ]
            }, input: file)
        }
        try bench.stage(.deals, (0..<11).map { ["deal_id": "d\($0)", "platform": "instagram", "handle": "mia\($0)", "campaign_id": "spring", "started_at": "2025-03-01T00:00:00Z", "fee": "100", "currency": "EUR"] })
        try bench.stage(.codes, (0..<11).map { ["promo_code": "MIA\($0)", "deal_id": "d\($0)"] })
        func result(_ rowsAtOnce: Int) throws -> (summary: String, facts: [[String]]) {
            let summary = try bench.normalize(jobs: jobs) { $0.rowsAtOnce = rowsAtOnce }
            // In which order a shard's facts stand says nothing.
            let facts = try [Entity.posts, .deals, .orders].flatMap { entity in
                try bench.shards(entity).map { rows in rows.map { row in "\(row.sorted { $0.key < $1.key })" }.sorted() }
            }
            return ("\(summary)", facts)
        }
        let whole = try result(.max)
        #expect(whole.facts.joined().count > 600)
        for rowsAtOnce in [1, 3, 10] { #expect(try result(rowsAtOnce) == whole) }
    }
}

import Findings
import Foundation
import SocialData
import Testing
import TestSupport

import Normalization

/// A file that repeats one thing for ever: what is dropped while a shard is read changes nothing but the memory it takes.
struct CompactionTests {
    private static let text = "t" + String(repeating: "x", count: 4000)

    /// Post b lies in another shard or in the same: both are as right. Past the bound of a shard (12 MiB): 4,000 rows of 4 KB of few posts, in any order and in any split over files, give the
    /// facts and counts that the same statements give once.
    @Test(arguments: ["sorted", "reversed", "shuffled", "in 40 files"])
    func fault84_rowsThatSayOneThing(order: String) throws {
        var generator = SeededGenerator(seed: 84)
        // Post a says one thing 3,990 times; post b says four things.
        var rows: [Row] = []
        for _ in 0..<3990 { rows.append(post("a", likes: "10")) }
        for likes in ["1", "7", "7", "3"] { for _ in 0..<3 { rows.append(post("b", likes: likes)) } }
        switch order {
        case "reversed": rows.reverse()
        case "shuffled", "in 40 files": rows.shuffle(using: &generator)
        default: break
        }
        let bench = try Bench()
        if order == "in 40 files" {
            for file in 0..<40 { try bench.stage(.posts, rows.indices.filter { $0 % 40 == file }.map { rows[$0] }, input: "input\(file)") }
        } else {
            try bench.stage(.posts, rows)
        }
        let summary = try bench.normalize()
        // Methods 1.6: of b stays the row with most likes.
        #expect(try bench.facts(.posts).map { [$0["post_id"], $0["likes"]] } == [["a", "10"], ["b", "7"]])
        #expect(summary.rows(of: .posts).accepted == 4002)
        #expect(summary.duplicates(.posts).dropped == 4000)
        #expect(summary.duplicates(.posts).conflicts == 1)
        #expect(summary.duplicates(.posts).examples == ["instagram b"])
    }

    private func post(_ id: String, likes: String) -> Row {
        ["platform": "instagram", "post_id": id, "handle": "anna", "posted_at": "2025-03-10T10:00:00Z", "likes": likes, "niche": Self.text]
    }

    @Test func fault84_ordersKeepWhatTellsShopsApart() throws {
        let bench = try Bench()
        for (file, time) in [("one", "2025-03-10T10:00:00Z"), ("two", "2025-03-11T10:00:00Z"), ("six", "2025-03-11T10:00:00Z")] {
            var rows: [Row] = []
            for _ in 0..<1500 { rows.append(["store": "main", "order_id": "1", "ordered_at": time, "currency": "EUR", "revenue": "5", "promo_code": Self.text]) }
            try bench.stage(.orders, rows, input: file)
        }
        let summary = try bench.normalize()
        #expect(summary.mergedStoreInputs == ["one", "six", "two"])
        #expect(summary.rows(of: .orders).accepted == 4500)
        #expect(summary.duplicates(.orders).dropped == 4499)
    }

    @Test func fault84_countsOfOneDay() throws {
        let bench = try Bench()
        let row: Row = ["platform": "instagram", "handle": "anna", "observed_at": "2025-03-10T10:00:00Z", "followers": "5000"]
        try bench.stage(.snapshots, [Row](repeating: row, count: 5000))
        let summary = try bench.normalize()
        #expect(try bench.facts(.snapshots).count == 1)
        #expect(summary.rows(of: .snapshots).accepted == 5000)
        #expect(summary.duplicates(.snapshots).dropped == 4999)
        #expect(summary.duplicates(.snapshots).conflicts == 0)
    }
}

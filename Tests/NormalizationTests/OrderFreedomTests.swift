import Findings
import Normalization
import SocialData
import TextValues
import TestSupport
import Testing

/// Golden's shard and order rule on rows that golden does not have: handles, accounts, directory, export counts, several
/// currencies, duplicates everywhere.
@Suite("Any order of rows and files gives the same facts")
struct OrderFreedomTests {
    private struct Source {
        var random: SeededGenerator

        mutating func pick(_ choices: [String]) -> String { choices.randomElement(using: &random)! }
        mutating func number(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &random) }
        mutating func time() -> String {
            var text: [UInt8] = []
            Canonical.append(instant: instant("2025-01-01T00:00:00Z") + Int64(number(200)) * 86_400, to: &text)
            return pick([String(decoding: text, as: UTF8.self), String(decoding: text, as: UTF8.self), ""])
        }
        /// Some of what a row may show of one of twelve people.
        mutating func account() -> Row {
            let person = number(12)
            var row: Row = ["platform": pick(["instagram", "tiktok", ""])]
            if number(3) == 0 { row["creator_id"] = "c\(person)" }
            if number(3) > 0 { row["handle"] = pick(["mia\(person)", "@Mia\(person)", "noa"]) }
            return row
        }

        mutating func rows() -> [Entity: [Row]] {
            var rows: [Entity: [Row]] = [:]
            for _ in 0..<300 {
                var post = account()
                post["post_id"] = "p\(number(200))"
                if number(4) == 0 { post["account_id"] = "\(number(12))" }
                post["posted_at"] = time()
                post["exported_at"] = time()
                post["followers_at_post"] = pick(["", "", "0", "500"])
                post["followers_at_export"] = pick(["", "", "700", "90000"])
                post["likes"] = pick(["", "1", "20"])
                post["sponsored"] = pick(["", "0", "1"])
                post["campaign_id"] = pick(["", "", "spring", "autumn"])
                post["niche"] = pick(["", "", "food", "a, \"b\""])
                rows[.posts, default: []].append(post)
            }
            for _ in 0..<60 {
                rows[.snapshots, default: []].append(account().merging(["observed_at": time(), "followers": pick(["", "0", "1200", "3400"])]) { _, new in new })
                rows[.accounts, default: []].append(["platform": pick(["instagram", "tiktok"]), "account_id": "\(number(12))", "handle": "mia\(number(12))"])
            }
            for _ in 0..<6 {
                rows[.creators, default: []].append(account().merging(["creator_id": "c\(number(4))", "niche": pick(["", "beauty", "food, raw"]), "former_handles": pick(["", "mia3|mia4"])]) { _, new in new })
            }
            for _ in 0..<40 {
                rows[.deals, default: []].append(account().merging([
                    "deal_id": "d\(number(30))", "campaign_id": pick(["", "spring", "winter"]), "started_at": time(), "fee": pick(["", "0", "10.5", "200"]),
                    "currency": pick(["EUR", "EUR", "USD", ""]), "basis": pick(["", "flat", "gifted"]), "labour": pick(["", "3"]),
                ]) { _, new in new })
                rows[.codes, default: []].append(["promo_code": pick(["A", "b", "B", "c"]) + "\(number(9))" + pick(["", " "]), "deal_id": "d\(number(33))", "valid_from": pick(["", time()]), "valid_to": pick(["", "", "2025-06-01T00:00:00Z"])])
                rows[.rates, default: []].append(["day": pick(["2025-02-01", "2025-03-01", "2025-05-01"]), "currency": "USD", "rate": pick(["1.1", "1.25"])])
            }
            for _ in 0..<200 {
                rows[.orders, default: []].append([
                    "store": pick(["main", ""]), "order_id": "o\(number(120))", "ordered_at": time(), "currency": pick(["EUR", "EUR", "USD", ""]),
                    "revenue": pick(["", "10", "99.95", "-5"]), "refund": pick(["", "0", "10", "200"]), "status": pick(["paid", "", "cancelled", "refunded", "sent"]),
                    "order_reference": pick(["", "", "", "o\(number(120))"]),
                    "promo_code": pick(["", "a\(number(9))", "B\(number(9))|zz", "c\(number(9))|a\(number(9))"]), "utm_creator": pick(["", "c1", "@MIA5", "noa", "nobody"]),
                ])
            }
            return rows
        }
    }

    @Test(arguments: [1, 2, 3], [1, 2, 8])
    func shuffledAndSplit(seed: Int, jobs: Int) throws {
        var source = Source(random: SeededGenerator(seed: UInt64(seed)))
        let staged = source.rows()
        let reference = try Bench()
        let shuffled = try Bench()
        for (entity, rows) in staged.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            try reference.stage(entity, rows)
            let mixed = rows.shuffled(using: &source.random)
            let cut = source.number(mixed.count)
            try shuffled.stage(entity, Array(mixed[cut...]), input: "aaaaaaaaaaaa")
            try shuffled.stage(entity, Array(mixed[..<cut]), input: "bbbbbbbbbbbb")
        }
        var expected = try reference.normalize()
        var summary = try shuffled.normalize(jobs: jobs)
        // These name files, which differ.
        #expect(expected.mergedStoreInputs.isEmpty == summary.mergedStoreInputs.isEmpty)
        expected.mergedStoreInputs = []
        summary.mergedStoreInputs = []
        #expect(summary.rows == expected.rows && summary.duplicates == expected.duplicates, "seed \(seed)")
        #expect(summary.unmatched == expected.unmatched, "seed \(seed)")
        #expect(summary.notices == expected.notices, "seed \(seed)")
        #expect(summary == expected, "seed \(seed)")
        for entity in [Entity.posts, .deals, .orders, .snapshots] {
            #expect(try shuffled.shards(entity) == reference.shards(entity), "\(entity), seed \(seed)")
        }
        for rows in summary.rows { #expect(rows.accepted + rows.derived == rows.facts + rows.duplicates, "\(rows), seed \(seed)") }
        // The rows are worth the test only where everything occurs.
        #expect(summary.duplicates(.posts).conflicts > 0 && summary.rows(of: .snapshots).derived > 0)
        #expect(summary.attribution("promo_code").orders > 0 && summary.attribution("utm").orders > 0)
        #expect(summary.notices.count > 3 && summary.unmatched.count > 10)
    }

    /// A shard of more than one piece of text, with values that need quotes and hold line ends.
    @Test("Rows are the same wherever the text of a shard is cut into pieces")
    func largeShard() throws {
        let ids = (0...).lazy.map { "p\($0)" }.filter { Shards.shard(of: Array("x\u{1F}\($0)".utf8).span) == 9 }.prefix(1500)
        let url = "https://example.org/\"quoted\",\n" + String(repeating: "long", count: 40)
        let bench = try Bench()
        // Every third post twice, the second time with more likes.
        let posts: [Row] = ids.map { ["platform": "x", "post_id": $0, "creator_id": "c,1", "url": url, "likes": "1"] }
        try bench.stage(.posts, posts)
        try bench.stage(.posts, posts.enumerated().filter { $0.offset % 3 == 0 }.map { $0.element.merging(["likes": "2"]) { _, new in new } })
        let summary = try bench.normalize(jobs: 2)
        #expect(summary.duplicates(.posts).dropped == 500)
        let facts = try bench.facts(.posts)
        #expect(facts.map { $0["post_id"]! } == ids.sorted())
        #expect(facts.allSatisfy { $0["url"] == url && $0["creator"] == "c,1" })
        #expect(facts.filter { $0["likes"] == "2" }.count == 500)
    }
}

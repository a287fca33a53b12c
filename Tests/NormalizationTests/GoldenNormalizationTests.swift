import Findings
import Normalization
import SocialData
import TextValues
import TestSupport
import Testing

@Suite("Golden: normalize")
struct GoldenNormalizationTests {
    /// Normalizes a case and hands over bench and summary.
    private func normalize(_ golden: GoldenCase) throws -> (Bench, NormalizationSummary) {
        let bench = try Bench()
        let asOf = instant(try golden.asOf())
        for (entity, rows) in try Golden.staged(golden) { try bench.stage(entity, rows) }
        // Days that a case states.
        let windowDays = golden.params["utm_window_days"] as? Int
        let maturityDays = golden.params["maturity_days"] as? Int
        return (
            bench,
            try bench.normalize {
                $0.asOf = asOf
                if let windowDays { $0.definition.windowDays = windowDays }
                if let maturityDays { $0.definition.maturityDays = maturityDays }
            })
    }

    private func counted(_ rows: [Row], _ column: String) -> [String: Int] {
        rows.reduce(into: [:]) { $0[$1[column] ?? "", default: 0] += 1 }
    }

    @Test("05: duplicates, sources of followers, tiers")
    func metrics() throws {
        let golden = try GoldenCase("05_metrics")
        let (bench, summary) = try normalize(golden)
        let counts = try golden.counts("counts")
        #expect(summary.duplicates(.posts).dropped == counts["duplicates"])
        let posts = try bench.facts(.posts)
        let used = posts.filter { $0["excluded"] == "" }
        #expect(used.count == (try golden.int("posts_used")))
        #expect(posts.filter { $0["excluded"] == "too_young" }.count == counts["too_young"])
        #expect(counted(used, "followers_source") == (try golden.counts("sources")))
        var tiers: [String: Int] = [:]
        for post in used {
            let tier = TierScheme.essay.tier(followers: Int64(post["followers"]!)).map { TierScheme.essay.tiers[$0].name }
            tiers[tier ?? "unknown", default: 0] += 1
        }
        #expect(tiers == (try golden.counts("tiers").filter { $0.value > 0 }))
    }

    @Test("06: attribution, costs, orders and money of every deal")
    func money() throws {
        let golden = try GoldenCase("06_money")
        let (bench, summary) = try normalize(golden)
        for (kind, orders) in try golden.counts("attribution") {
            #expect(summary.attribution(kind).orders == orders, "\(kind)")
        }
        let facts = try bench.facts(.deals)
        let deals = try #require(golden.value("deals") as? [[String: Any]])
        #expect(facts.count == deals.count)
        for deal in deals {
            let fact = try #require(facts.first { $0["deal_id"] == deal["deal_id"] as? String })
            #expect(fact["creator"] == deal["creator"] as? String)
            #expect(money(fact["cost"]) == deal["cost"] as? Int, "\(fact)")
            #expect(fact["orders"] == String(deal["orders"] as! Int), "\(fact)")
            #expect(money(fact["gross"]) == deal["gross"] as? Int, "\(fact)")
            #expect(money(fact["refund"]) == deal["refund"] as? Int, "\(fact)")
            // The tier is aggregate's affair.
            let status = deal["status"] as! String
            #expect(fact["excluded"] == (["ok", "unknown_tier"].contains(status) ? "" : status))
        }
    }

    @Test("21: duplicates, exclusions of deals, attribution")
    func endToEnd() throws {
        let golden = try GoldenCase("21_end_to_end")
        let (bench, summary) = try normalize(golden)
        let counts = try golden.counts("counts")
        #expect(summary.duplicates(.posts).dropped == counts["duplicates"])
        let used = try bench.facts(.posts).filter { $0["excluded"] == "" }
        #expect(used.filter { $0["followers"] == "" }.count == counts["unknown_tier"])
        for (kind, orders) in try golden.counts("attribution") {
            #expect(summary.attribution(kind).orders == orders, "\(kind)")
        }
        let deals = try bench.facts(.deals)
        let exclusions = try golden.counts("deal_exclusions")
        for reason in exclusions.keys.sorted() where reason != "unknown_tier" {
            #expect(deals.filter { $0["excluded"] == reason }.count == exclusions[reason], "\(reason)")
        }
        #expect(deals.filter { $0["excluded"] == "" && $0["followers"] == "" }.count == exclusions["unknown_tier"])
    }

    /// An amount in 1/10,000; nil for none.
    private func money(_ text: String?) -> Int? {
        let bytes = Array((text ?? "").utf8)
        return Canonical.money(bytes.span).map { Int($0) }
    }

    /// Golden's shard and order rule: any order, any split, any number of jobs give the same bytes.
    @Test("Same facts for every order, split and number of jobs", arguments: [1, 2, 8], [1, 3, 7])
    func orderFree(jobs: Int, files: Int) throws {
        var random = SeededGenerator(seed: UInt64(jobs * 100 + files))
        let staged = try Golden.staged(GoldenCase("21_end_to_end"))
        let reference = try Bench()
        let shuffled = try Bench()
        for (entity, rows) in staged.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            try reference.stage(entity, rows)
            let mixed = rows.shuffled(using: &random)
            for file in 0..<files {
                let part = mixed.indices.filter { $0 % files == file }.map { mixed[$0] }
                try shuffled.stage(entity, part, input: "00000000000\(file)")
            }
        }
        let expected = try reference.normalize()
        let summary = try shuffled.normalize(jobs: jobs)
        #expect(summary == expected, "seed \(jobs * 100 + files)")
        for entity in [Entity.posts, .deals, .orders, .snapshots] {
            #expect(try shuffled.shards(entity) == reference.shards(entity), "\(entity), seed \(jobs * 100 + files)")
        }
    }
}

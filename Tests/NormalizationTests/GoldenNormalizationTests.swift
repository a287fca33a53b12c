import Findings
import Normalization
import SocialData
import TestSupport
import Testing

@Suite("Golden: normalize", .enabled(if: Golden.isAvailable))
struct GoldenNormalizationTests {
    /// Normalizes a case and hands over bench and summary.
    private func normalize(_ name: String) throws -> (Bench, NormalizationSummary) {
        let bench = try Bench()
        let asOf = instant(try Golden.asOf(name))
        for (entity, rows) in try Golden.staged(name) { try bench.stage(entity, rows) }
        return (bench, try bench.normalize { $0.asOf = asOf })
    }

    private func counted(_ rows: [Row], _ column: String) -> [String: Int] {
        rows.reduce(into: [:]) { $0[$1[column] ?? "", default: 0] += 1 }
    }

    @Test("05: duplicates, sources of followers, tiers")
    func metrics() throws {
        let (bench, summary) = try normalize("05_metrics")
        let expected = try Golden.expected("05_metrics")
        let counts = expected["counts"] as! [String: Int]
        #expect(summary.duplicates(.posts).dropped == counts["duplicates"])
        let posts = try bench.facts(.posts)
        let used = posts.filter { $0["excluded"] == "" }
        #expect(used.count == expected["posts_used"] as? Int)
        #expect(posts.filter { $0["excluded"] == "too_young" }.count == counts["too_young"])
        #expect(counted(used, "followers_source") == expected["sources"] as? [String: Int])
        var tiers: [String: Int] = [:]
        for post in used {
            let tier = TierScheme.essay.tier(followers: Int64(post["followers"]!)).map { TierScheme.essay.tiers[$0].name }
            tiers[tier ?? "unknown", default: 0] += 1
        }
        #expect(tiers == expected["tiers"] as? [String: Int])
    }

    @Test("06: attribution, costs, orders and money of every deal")
    func money() throws {
        let (bench, summary) = try normalize("06_money")
        let expected = try Golden.expected("06_money")
        for (kind, orders) in expected["attribution"] as! [String: Int] {
            #expect(summary.attribution(kind).orders == orders, "\(kind)")
        }
        let facts = try bench.facts(.deals)
        let deals = expected["deals"] as! [[String: Any]]
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
        let (bench, summary) = try normalize("21_end_to_end")
        let expected = try Golden.expected("21_end_to_end")
        let counts = expected["counts"] as! [String: Int]
        #expect(summary.duplicates(.posts).dropped == counts["duplicates"])
        let used = try bench.facts(.posts).filter { $0["excluded"] == "" }
        #expect(used.filter { $0["followers"] == "" }.count == counts["unknown_tier"])
        for (kind, orders) in expected["attribution"] as! [String: Int] {
            #expect(summary.attribution(kind).orders == orders, "\(kind)")
        }
        let deals = try bench.facts(.deals)
        let exclusions = expected["deal_exclusions"] as! [String: Int]
        for reason in ["immature", "cost_missing", "unpaid"] {
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
        let staged = try Golden.staged("21_end_to_end")
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
            #expect(try shuffled.text(entity) == reference.text(entity), "\(entity), seed \(jobs * 100 + files)")
        }
    }
}

import Foundation
import Testing

/// The report's tables against `samples/truth`, which the generator worked out without any of the stages.
@Suite(.serialized)
struct TruthTests {
    private func sampleRun() throws -> SampleRun { try #require(SampleRun.microVsMacro) }

    private func truth(_ name: String) throws -> Table { try SampleRun.truth(name) }

    @Test func theRunSucceeds() throws {
        let run = try sampleRun()
        #expect(run.result.code == 0, "\(run.result)")
        #expect(FileManager.default.fileExists(atPath: run.output + "/report.html"))
    }

    @Test func everyRowOfEveryFileIsAccountedFor() throws {
        let run = try sampleRun()
        let columns = ["rows", "accepted", "quarantined", "skipped", "quarantined_cells"]
        let found = try Table(path: run.output + "/tables/quality.csv")
        let expected = try truth("files").values(of: columns, by: ["file"])
        let byName = Dictionary(uniqueKeysWithValues: expected.map { ($0.key.split(separator: "/").last.map(String.init) ?? "", $0.value) })
        expectEqual(found.values(of: columns, by: ["name"]), byName, "rows of files")
        #expect(found.rows.allSatisfy { $0["refused"] == "" })
    }

    @Test func tiersHoldTheCreatorsPostsAndDealsTheyShould() throws {
        let run = try sampleRun()
        let columns = ["creators", "posts", "deals", "crossing_creators"]
        expectEqual(
            try Table(path: run.output + "/tables/census.csv").values(of: columns, by: ["tier"]),
            try truth("tiers").values(of: columns, by: ["tier"]), "census")
    }

    @Test func engagementAndFollowersAddUpExactly() throws {
        let run = try sampleRun()
        let estimates = try Table(path: run.output + "/tables/estimates.csv")
        func pooled(_ segment: String) -> [String: [String]] {
            estimates.values(of: ["units", "creators", "numerator", "denominator"], by: ["tier"]) {
                $0["segment"] == segment && $0["metric"] == "er_followers" && $0["statistic"] == "pooled" && $0["scheme"] == "essay"
            }
        }
        let columns = ["rate_posts", "rate_creators", "engagement", "followers"]
        expectEqual(
            pooled("all"), try truth("tiers").values(of: columns, by: ["tier"]) { $0["tier"] != "unknown" }, "er_followers")
        let platforms = try truth("platforms")
        for platform in Set(platforms.rows.compactMap { $0["platform"] }).sorted() {
            expectEqual(
                pooled("platform=\(platform)"), platforms.values(of: columns, by: ["tier"]) { $0["platform"] == platform },
                "er_followers on \(platform)")
        }
    }

    @Test func moneyAddsUpExactly() throws {
        let run = try sampleRun()
        let columns = ["deals", "creators", "deals_without_sale", "cost", "orders", "gross", "refund", "net"]
        expectEqual(
            try Table(path: run.output + "/tables/money.csv").wide(by: "tier").values(of: columns, by: ["tier"]),
            try truth("money").values(of: columns, by: ["tier"]), "money")
    }

    @Test func thoseWhoPaidOffAreTheOnesWhoShould() throws { try sampleRun().expectPayoff("") }

    @Test func theFirstDaysSellWhatTheyShould() throws { try sampleRun().expectWindows("") }

    @Test func whatIsMissingIsCounted() throws { try sampleRun().expectMissing("") }

    @Test func ordersAreCreditedAsTheyShould() throws {
        let run = try sampleRun()
        let columns = ["orders", "gross", "refund", "without_money"]
        expectEqual(
            try Table(path: run.output + "/tables/attribution.csv").values(of: columns, by: ["attribution"])
                .filter { ["promo_code", "utm", "ambiguous_code", "unattributed"].contains($0.key) },
            try truth("attribution").values(of: columns, by: ["attribution"]), "attribution")
    }

    @Test func codesWithoutPartnerAreListed() throws {
        let run = try sampleRun()
        let kinds: Set<String> = ["ambiguous_code", "order_code_nobody_owns", "order_code_not_valid"]
        expectEqual(
            try Table(path: run.output + "/tables/unmatched.csv").values(of: ["rows", "money"], by: ["kind", "key"]) {
                kinds.contains($0["kind"] ?? "")
            },
            try truth("unmatched").values(of: ["rows", "money"], by: ["kind", "key"]), "unmatched")
    }

    @Test func exclusionsAreCountedByReason() throws {
        let run = try sampleRun()
        let keys = ["unit", "tier", "metric", "reason"]
        expectEqual(
            try Table(path: run.output + "/tables/exclusions.csv").values(of: ["rows"], by: keys) {
                ["", "er_followers"].contains($0["metric"])
            },
            try truth("exclusions").values(of: ["rows"], by: keys), "exclusions")
    }

    @Test func duplicatesAreResolvedOnce() throws {
        let run = try sampleRun()
        expectEqual(
            try Table(path: run.output + "/tables/duplicates.csv").values(of: ["dropped", "conflicts"], by: ["entity"]),
            try truth("duplicates").values(of: ["dropped", "conflicts"], by: ["entity"]), "duplicates")
    }

    @Test func followersComeFromWhereTheyShould() throws {
        let run = try sampleRun()
        expectEqual(
            try Table(path: run.output + "/tables/followers_sources.csv").values(of: ["rows"], by: ["unit", "tier", "source"]),
            try truth("followers_sources").values(of: ["rows"], by: ["unit", "tier", "source"]), "sources of followers")
    }

    /// Every customer of the samples is called canary and has an address at example.invalid.
    @Test func noCustomerLeaksIntoWorkspaceOrReport() throws {
        let run = try sampleRun()
        var searched = 0
        for folder in [run.workspace, run.output] {
            for path in try Places.files(folder) {
                let text = String(decoding: try Places.contents("\(folder)/\(path)"), as: UTF8.self)
                #expect(!text.contains("example.invalid") && !text.localizedCaseInsensitiveContains("canary"), "\(path)")
                searched += 1
            }
        }
        #expect(searched > 20)
    }
}

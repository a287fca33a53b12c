import Foundation
import Testing

/// The pipelines beside `micro-vs-macro.yml`, run by the real program, against the truth that the generator worked out.
struct OtherPipelinesTests {
    // MARK: launch-campaign-by-code

    @Test func theLaunchPipelineSucceeds() throws {
        let run = try #require(SampleRun.launchCampaignByCode)
        #expect(run.result.code == 0, "\(run.result)")
    }

    @Test func theLaunchesMoneyAddsUpExactly() throws {
        let run = try #require(SampleRun.launchCampaignByCode)
        let columns = ["deals", "creators", "deals_without_sale", "cost", "orders", "gross", "refund", "net"]
        expectEqual(
            try run.table("money").wide(by: "tier").values(of: columns, by: ["tier"]),
            try SampleRun.truth("launch-money").values(of: columns, by: ["tier"]), "money of the launch")
    }

    @Test func theLaunchPaidOffWhereItShould() throws {
        let run = try #require(SampleRun.launchCampaignByCode)
        try run.expectPayoff("launch-")
        try run.expectWindows("launch-")
        try run.expectMissing("launch-")
    }

    @Test func theLaunchesOrdersAreCreditedByCode() throws {
        let run = try #require(SampleRun.launchCampaignByCode)
        let columns = ["orders", "gross", "refund", "without_money"]
        let kinds: Set<String> = ["promo_code", "utm", "ambiguous_code", "unattributed"]
        expectEqual(
            try run.table("attribution").values(of: columns, by: ["attribution"]) { kinds.contains($0["attribution"] ?? "") },
            try SampleRun.truth("launch-attribution").values(of: columns, by: ["attribution"]),
            "attribution of the launch")
    }

    @Test func everyCampaignOfTheLaunchHasItsCostAndNet() throws {
        let run = try #require(SampleRun.launchCampaignByCode)
        let found = try run.table("estimates").values(of: ["units", "creators", "denominator", "numerator"], by: ["segment", "tier"]) {
            ($0["segment"] ?? "").hasPrefix("campaign=") && $0["metric"] == "roas" && $0["statistic"] == "pooled" && $0["scheme"] == "essay"
                && $0["units"] != "0"
        }
        let truth = try SampleRun.truth("launch-campaigns").values(of: ["deals", "creators", "cost", "net"], by: ["campaign", "tier"])
        expectEqual(found, Dictionary(uniqueKeysWithValues: truth.map { ("campaign=\($0.key)", $0.value) }), "campaigns of the launch")
    }

    // MARK: organic-benchmark

    @Test func theOrganicPipelineSucceeds() throws {
        let run = try #require(SampleRun.organicBenchmark)
        #expect(run.result.code == 0, "\(run.result)")
    }

    @Test func organicPostsStandInTheTiersTheyShould() throws {
        let run = try #require(SampleRun.organicBenchmark)
        expectEqual(
            try run.table("census").values(of: ["posts", "deals"], by: ["tier"]),
            try SampleRun.truth("organic-tiers").values(of: ["posts"], by: ["tier"]).mapValues { $0 + ["0"] }, "organic census")
    }

    @Test func organicEngagementAddsUpExactly() throws {
        let run = try #require(SampleRun.organicBenchmark)
        let estimates = try run.table("estimates")
        func pooled(_ segment: String) -> [String: [String]] {
            estimates.values(of: ["units", "creators", "numerator", "denominator"], by: ["tier"]) {
                $0["segment"] == segment && $0["metric"] == "er_followers" && $0["statistic"] == "pooled" && $0["scheme"] == "essay"
                    && $0["units"] != "0"
            }
        }
        let columns = ["rate_posts", "rate_creators", "engagement", "followers"]
        expectEqual(
            pooled("all"), try SampleRun.truth("organic-tiers").values(of: columns, by: ["tier"]) { $0["rate_posts"] != "0" },
            "organic er_followers")
        let platforms = try SampleRun.truth("organic-platforms")
        #expect(Set(platforms.rows.compactMap { $0["platform"] }) == ["tiktok", "x", "youtube"])
        for platform in ["tiktok", "x", "youtube"] {
            expectEqual(
                pooled("platform=\(platform)"), platforms.values(of: columns, by: ["tier"]) { $0["platform"] == platform },
                "organic er_followers on \(platform)")
        }
    }

    @Test func organicPostsLackTheNumbersTheyShould() throws {
        try #require(SampleRun.organicBenchmark).expectMissing("organic-")
    }

    /// Without deals there is no money, and the tables of money say nothing instead of 0.
    @Test func organicPostsEarnNothingThatAnyoneKnows() throws {
        let run = try #require(SampleRun.organicBenchmark)
        #expect(try run.table("money").wide(by: "tier").rows.allSatisfy { $0["deals"] == "0" && $0["roas"] == "" })
        #expect(try run.table("attribution").rows.allSatisfy { $0["orders"] == "0" })
    }
}

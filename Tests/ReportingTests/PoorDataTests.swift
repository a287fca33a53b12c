import Findings
import Foundation
@testable import Reporting
import Testing

/// Files that lack something: the report says in plain words what cannot be told and why. That no page holds a blank
/// section, a NaN or a word of judgement is checked for the same samples in `PageTests`.
@Suite struct PoorDataTests {
    private static func text(_ name: String) throws -> String {
        let report = try #require(RenderedReport.samples[name])
        return plain(report.markdown).replacingOccurrences(of: "\\", with: "")
    }

    @Test func noOrders() throws {
        let report = try RenderedReport(Samples.noOrders)
        #expect(report.heading(.return).hasSuffix("cannot tell"))
        #expect(report.claim(.return).contains("Missing: orders."))
        #expect(report.list(.return, "What would change it").first?.hasPrefix("Add an export of the shop's orders") == true)
        // No draw of deals without orders says anything of a budget.
        #expect(report.sentences(.budget) == "One budget in each tier: these files cannot tell: they lack orders.")
        #expect(!plain(report.markdown).contains("50% of 2,000 draws"))
        #expect(!report.paths.contains("charts/budget_mixes.svg"))
    }

    @Test func noCosts() throws {
        let text = try Self.text("noCosts")
        #expect(text.contains("These files hold 245 deals, and none counts for a return: 245 (no fee known)."))
        #expect(!text.contains("ROI of"))
    }

    @Test func noReach() throws {
        let report = try RenderedReport(Samples.noReach)
        #expect(report.heading(.connection).hasSuffix(": 1 of 3 unclear"))
        #expect(report.claim(.connection).contains("- cannot tell: Save rate: these files cannot tell: they lack reach."))
        #expect(report.claim(.connection).contains("Missing: reach."))
        let changes = report.list(.connection, "What would change it")
        #expect(changes.count == 2)
        #expect(changes.first?.hasPrefix("Comment rate: Other files, or another boundary between the tiers: p is 0.3") == true)
        #expect(!report.paths.contains("charts/er_reach_by_tier.svg"))
    }

    @Test func noHashtags() throws {
        let report = try RenderedReport(Samples.noHashtags)
        #expect(report.sentences(.niche) == "Focus on few topics: these files cannot tell: they lack hashtags.")
        #expect(report.claim(.alignment).contains("Missing: hashtags, the brand's tags."))
        #expect(report.list(.alignment, "What would change it").last?.hasSuffix("`brand_tags: [glow, skincare]`") == true)
    }

    @Test func oneTierEmpty() throws {
        #expect(
            try Self.text("emptyTier").contains("no macro creator has a post with engagement and followers."))
    }

    @Test func oneCreatorWithHalfOfTheReach() throws {
        let report = try RenderedReport(Samples.oneGiant)
        #expect(
            report.claim(.engagement).contains(
                "- cannot tell: Engagement rate over reach: these files cannot tell: they lack more equal creators (the weight of a tier lies on fewer than five). Among what there is: Engagement rate over reach: a typical micro creator gets 1.21 times"
            ))
        #expect(try Self.text("oneGiant").contains("dominated: one creator carries more than a quarter of a tier's weight."))
    }

    /// A return of exactly nothing is told as that, not as a rounding of something.
    @Test func everyReturnIsLost() throws {
        let report = try RenderedReport(Samples.allLost)
        #expect(
            report.sentences(.return).contains(
                "micro deals returned €0.00 and macro deals €0.00 of net revenue; the difference is €0.00 (no interval can be given; 180 against 52 creators)."
            ))
        #expect(report.sentences(.return).contains("an ROI of −100% for micro and −100% for macro"))
        #expect(report.claim(.return).contains("No tier's deals brought any net revenue"))
        #expect(
            report.claim(.return).contains(
                "Missing: creators with sales (a tier has fewer than 10), spread to measure (no interval can be computed)."))
    }

    @Test func monthsAreMissing() throws {
        let report = try RenderedReport(Samples.fewMonths)
        #expect(report.sentences(.shift) == "Share of spend: these files cannot tell: they lack months (fewer than six).")
        #expect(
            try Self.text("fewMonths").contains(
                "No trend can be tested: it needs six months with an amount and ten creators; here are 4 months."))
        // March had no spend: its share is a dash, not 0.
        let chart = plain(report.files["charts/spend_shares.svg"] ?? "")
        #expect(chart.contains("2024-03 –"))
    }

    /// Followers that are known and lie between tiers are not unknown.
    @Test func tiersLeaveAGap() throws {
        let text = try Self.text("tierGap")
        #expect(
            text.contains(
                "5,000 posts are in no tier: of 4,767 the followers are known and lie between the tiers of the scheme."))
        #expect(text.contains("| deals | unknown | `outside_tiers` | followers between the tiers, in none | 216 |"))
    }

    @Test func allFollowersUnknown() throws {
        let text = try Self.text("allUnknown")
        #expect(text.contains("None of the 1,200 posts can be placed in a tier"))
        #expect(text.contains("No rate can be computed: no post in a tier has both a numerator and a denominator."))
    }
}

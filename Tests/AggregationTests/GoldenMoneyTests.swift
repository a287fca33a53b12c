import Findings
import SocialData
import TestSupport
import Testing

/// Case 06: deals and orders to ROAS and ROI by tier.
@Suite struct GoldenMoney {
    private let golden: GoldenCase
    private let findings: FindingSet

    /// Computed once for all tests of the suite.
    private static let shared = Result { try Golden.findings("06_money") }

    init() throws {
        golden = try GoldenCase("06_money")
        findings = try Self.shared.get()
    }

    @Test func exclusionsByReason() throws {
        for reason in try golden.keys("excluded") {
            #expect(findings.excluded("deals", reason) == (try golden.int("excluded/\(reason)")), "\(reason)")
        }
    }

    @Test func attribution() throws {
        for row in findings.attribution { #expect(row.orders == (try golden.int("attribution/\(row.attribution)"))) }
    }

    @Test func tiers() throws {
        for tier in try golden.keys("tiers") { try check(tier) }
        let others = findings.money.filter { $0.deals > 0 }.map(\.tier)
        #expect(try Set(others) == Set(golden.keys("tiers")))
    }

    private func check(_ tier: String) throws {
        let path = "tiers/\(tier)"
        let money = try #require(findings.money.first { $0.tier == tier })
        #expect(money.deals == (try golden.int("\(path)/deals")))
        #expect(money.creators == (try golden.int("\(path)/creators")))
        #expect(money.net.value == Int128(try golden.int("\(path)/net")))
        #expect(money.cost.value == Int128(try golden.int("\(path)/cost")))
        golden.check(money.roas, "\(path)/roas")
        golden.check(money.roasLow, money.roasHigh, "\(path)/roas_ci")
        golden.check(money.roi, "\(path)/roi")

        let roas = try #require(findings.estimate(tier, "roas", "pooled"))
        golden.check(roas.degreesOfFreedom, "\(path)/df")
        golden.check(roas.effectiveCreators, "\(path)/g_eff")
        #expect(roas.zeroCreators == (try golden.int("\(path)/zero_sale_creators")))
        let mean = try #require(findings.estimate(tier, "roas", "creator_mean"))
        golden.check(mean.value, "\(path)/mean_creator_roas")
        golden.check(mean.low, mean.high, "\(path)/mean_ci")
        let median = try #require(findings.estimate(tier, "roas", "creator_median"))
        golden.check(median.value, "\(path)/median_creator_roas")
        golden.check(median.low, median.high, "\(path)/median_ci")
    }

    @Test func everyDealIsUsedOrCounted() throws {
        let used = findings.money.reduce(0) { $0 + $1.deals }
        let excluded = findings.exclusions.filter { $0.unit == .deals && $0.metric == .none }.reduce(0) { $0 + $1.rows }
        #expect(used + excluded == (try golden.list("deals").count))
    }
}

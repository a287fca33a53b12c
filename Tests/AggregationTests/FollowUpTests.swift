import Findings
import SocialData
import StageFiles
import Testing

@testable import Aggregation

/// Equal follow-up (Methods 25.3) on small deals with answers by hand.
@Suite struct FollowUpTests {
    private func order(_ id: Int, _ deal: String, _ at: String, _ gross: String, new: String = "", _ change: Row = [:]) -> Row {
        [
            "store": "main", "order_id": "o\(id)", "ordered_at": at, "currency": "EUR", "gross": gross, "refund_converted": "0.00",
            "new_customer": new, "attribution": "promo_code", "deal_id": deal,
        ].merging(change) { $1 }
    }

    private func write(_ bench: Bench, _ deals: [Row], _ orders: [Row]) throws {
        try bench.writeFacts(.deals, deals)
        var owners: [String: String] = [:]
        for deal in deals { owners[deal["deal_id"] ?? ""] = deal["creator"] }
        _ = try bench.write("orders", .facts(.orders), orders) { Array((owners[$0["deal_id"] ?? ""] ?? "").utf8) }
    }

    /// The files reach to 2025-12-31: the second deal of micro is 30 days old to the second.
    private func findings(macroUntil: String = "2025-04-10T00:00:00Z", _ change: (inout Definition) -> Void = { _ in }) throws -> FindingSet {
        let bench = try Bench()
        try write(
            bench,
            [
                deal("a", 1, followers: 2000, cost: "100.00", gross: "118.00", [
                    "started_at": "2025-03-01T00:00:00Z", "followed_until": "2025-03-31T00:00:00Z", "orders": "5", "refund": "5.00",
                ]),
                deal("b", 2, followers: 2000, cost: "100.00", gross: "0.00", [
                    "started_at": "2025-12-01T00:00:00Z", "followed_until": "2025-12-31T00:00:00Z", "orders": "0",
                ]),
                deal("m", 3, followers: 500_000, cost: "50.00", gross: "25.00", [
                    "started_at": "2025-03-01T00:00:00Z", "followed_until": macroUntil, "orders": "1",
                ]),
                // Neither counts.
                deal("c", 4, followers: 2000, cost: "0.00", gross: "9.00", ["excluded": "unpaid", "followed_until": "2025-12-31T00:00:00Z"]),
                deal("d", 5, followers: 0, cost: "10.00", gross: "9.00", ["followers": "", "followers_source": "unknown"]),
            ],
            [
                order(1, "d1", "2025-03-01T00:00:00Z", "30.00", new: "1"),
                // Seven days are over.
                order(2, "d1", "2025-03-08T00:00:00Z", "50.00", new: "0"),
                order(3, "d1", "2025-03-30T23:59:59Z", "20.00", ["refund_converted": "5.00"]),
                // Before the start, with a code that was valid already.
                order(4, "d1", "2025-02-28T00:00:00Z", "7.00", new: "0"),
                order(5, "d1", "2025-03-31T00:00:00Z", "11.00", new: "0"),
                order(6, "d1", "2025-03-02T00:00:00Z", "", new: "1", ["excluded": "no_rate", "refund_converted": ""]),
                order(7, "d3", "2025-03-04T00:00:00Z", "25.00"),
                order(8, "d4", "2025-03-19T00:00:00Z", "9.00", new: "1"),
                order(9, "", "2025-03-19T00:00:00Z", "99.00", new: "1"),
            ])
        return try bench.aggregate(change)
    }

    private func row(_ findings: FindingSet, _ days: Int?, _ tier: String, _ customers: WindowRow.Customers = .all) throws -> WindowRow {
        try #require(findings.windows.first { $0.days == days && $0.tier == tier && $0.customers == customers && $0.versus == nil })
    }

    /// Days, deals and those too young, orders, net and what it is over cost.
    @Test(arguments: [
        (nil, 2, 0, 5, 1_130_000, 0.565), (7, 2, 0, 1, 300_000, 0.15), (30, 2, 0, 3, 950_000, 0.475), (60, 1, 1, 4, 1_060_000, 1.06),
        (90, 1, 1, 4, 1_060_000, 1.06),
    ] as [(Int?, Int, Int, Int, Int, Double)])
    func aTierAddsUp(days: Int?, deals: Int, young: Int, orders: Int, net: Int, estimate: Double) throws {
        let row = try row(try findings(), days, "micro")
        let sums = try #require(row.sums)
        #expect([sums.deals, sums.youngDeals, sums.orders, Int(sums.net.value)] == [deals, young, orders, net])
        #expect(sums.cost.value == Int128(deals) * 1_000_000 && sums.creators == deals && row.estimate == estimate)
        // One creator has no interval, two have.
        #expect((row.low == nil) == (deals == 1) && row.missing == (deals == 1 ? [.fewCreators] : []))
    }

    /// Four of five orders say it; of macro none does.
    @Test func newCustomers() throws {
        let findings = try findings()
        let micro = try row(findings, nil, "micro", .new)
        #expect(micro.estimate == 0.15 && micro.sums?.orders == 1 && micro.sums?.customersKnown == 0.8)
        let macro = try row(findings, nil, "macro", .new)
        #expect(macro.estimate == nil && macro.missing == [.newCustomer] && macro.sums?.customersKnown == 0)
        let comparison = try #require(findings.windows.first { $0.customers == .new && $0.versus == "macro" })
        #expect(comparison.estimate == nil && comparison.p == nil && comparison.missing == [.newCustomer])
    }

    @Test func comparisons() throws {
        let findings = try findings()
        let rows = findings.windows.filter { $0.versus == "macro" && $0.customers == .all }
        #expect(rows.map(\.days) == [nil, 7, 30, 60, 90])
        #expect(rows.map(\.estimate) == [0.065, -0.35, -0.025, 0.56, 0.56])
        #expect(rows.allSatisfy { $0.missing.contains(.fewCreators) && $0.sums == nil })
        #expect(rows.map(\.analysis) == [.envelope, .raw, .raw, .raw, .raw])
        let claim = try #require(findings.claims.first { $0.question == .first30Days })
        #expect(claim.claim == .return && claim.verdict == .notTestable && claim.estimate == -0.025 && claim.missing.contains(.fewCreators))
        // Tiers without a deal have no row.
        #expect(Set(findings.windows.map(\.tier)) == ["micro", "macro"])
    }

    /// Followed for 30 and 30 days; macro's for 40, or for a quarter longer and no more.
    @Test(arguments: [("2025-04-10T00:00:00Z", 40, true), ("2025-04-07T12:00:00Z", 37.5, false), ("2025-03-25T00:00:00Z", 24, false), ("2025-03-24T00:00:00Z", 23, true), ("", nil, false)] as [(String, Double?, Bool)])
    func medians(until: String, days: Double?, isUnequal: Bool) throws {
        let findings = try findings(macroUntil: until)
        #expect(try row(findings, nil, "micro").sums?.followUp == 30)
        #expect(try row(findings, nil, "macro").sums?.followUp == days)
        #expect(try row(findings, 30, "micro").sums?.followUp == nil)
        let headline = try #require(findings.headlines.first { $0.metric == .returnOnSpend })
        #expect(headline.notes.contains(.unequalFollowUp) == isUnequal)
        let claim = try #require(findings.claims.first { $0.claim == .return })
        #expect(claim.notes.contains(.unequalFollowUp) == isUnequal)
    }

    /// Other days, none, and none that is asked about.
    @Test func daysAreThoseOfThePipeline() throws {
        let findings = try findings { $0.followUpDays = [31] }
        #expect(findings.windows.map(\.days) == [nil, nil, nil, 31, 31, 31, nil, nil, nil])
        #expect(try row(findings, 31, "micro").sums?.orders == 4)
        #expect(!findings.claims.contains { $0.question == .first30Days })
        #expect(try self.findings { $0.followUpDays = [] }.windows.allSatisfy { $0.days == nil })
    }

    /// Returns differ by creator; every order comes within 30 days, so the first 30 days are everything.
    private func large(_ bench: Bench) throws {
        var (deals, orders): ([Row], [Row]) = ([], [])
        for number in 0..<24 {
            let isMicro = number < 12
            let gross = "\((isMicro ? 200 : 50) + 3 * (number % 12)).00"
            deals.append(
                deal(isMicro ? "a\(number)" : "b\(number)", number, followers: isMicro ? 5000 : 500_000, cost: "100.00", gross: gross, ["orders": "1"]))
            orders.append(order(number, "d\(number)", "2025-04-01T00:00:00Z", gross))
        }
        try write(bench, deals, orders)
    }

    @Test func aQuestionOfTheClaimAboutReturn() throws {
        let bench = try Bench()
        try large(bench)
        let findings = try bench.aggregate { $0.resamples = 299 }
        let row = try #require(findings.windows.first { $0.days == 30 && $0.versus != nil })
        let whole = try #require(findings.comparison("roas", "pooled", "adjusted"))
        #expect(row.analysis == .adjusted && row.missing.isEmpty)
        #expect([row.estimate, row.low, row.high, row.p] == [whole.estimate, whole.low, whole.high, whole.p])
        let claim = try #require(findings.claims.first { $0.question == .first30Days })
        #expect(claim.verdict == .supported && claim.estimate == row.estimate)
        // Of the family's questions only this one and the one without top creators were tested.
        let (p, top) = (try #require(row.p), try #require(findings.comparison("roas", "pooled", "without_top_creator")?.p))
        let holm = p <= top ? 2 * p : max(2 * top, p)
        #expect(abs(try #require(claim.p) - holm) <= 1e-11 * holm)
        // The first seven days end before any order.
        let early = try #require(findings.windows.first { $0.days == 7 && $0.versus != nil })
        #expect(early.estimate == 0 && early.missing.contains(.fewCreatorsWithSales))
        #expect(try bench.aggregate(jobs: 4) { $0.resamples = 299 } == findings)
    }

    /// All orders come within 30 days, so all days say what the first 30 say, also to who counts what holds at all looks.
    @Test(arguments: Definition.Looks.allCases) func everyRowIsOfOneLook(looks: Definition.Looks) throws {
        let bench = try Bench()
        try large(bench)
        let findings = try bench.aggregate {
            $0.resamples = 299
            $0.looks = looks
        }
        let rows = findings.windows.filter { $0.versus != nil && $0.customers == .all }
        let whole = try #require(rows.first { $0.days == nil })
        let early = try #require(rows.first { $0.days == 30 })
        #expect(whole.low != nil && whole.p != nil && whole.missing.isEmpty)
        #expect([whole.estimate, whole.low, whole.high, whole.p] == [early.estimate, early.low, early.high, early.p])
        let once = try #require(findings.robustness.first { $0.metric == .returnOnSpend && $0.view == .once })
        #expect([whole.low, whole.high, whole.p] == [once.low, once.high, once.p])
    }

    /// Nobody knows what was sold: nothing is said, and nothing counts as 0.
    @Test func withoutOrders() throws {
        let bench = try Bench()
        try bench.writeFacts(.deals, [deal("a", 1, followers: 2000, cost: "100.00", gross: "0.00", ["orders": "0"])])
        let findings = try bench.aggregate()
        #expect(findings.windows.isEmpty && !findings.claims.contains { $0.question == .first30Days })
        try write(bench, [deal("a", 1, followers: 2000, cost: "100.00", gross: "0.00", ["orders": "0"])], [order(1, "", "2025-03-19T00:00:00Z", "1.00")])
        #expect(try bench.aggregate().windows.isEmpty)
    }
}

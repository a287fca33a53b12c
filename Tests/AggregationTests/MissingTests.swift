import Findings
import Foundation
import SocialData
import Testing

@testable import Aggregation

/// What is missing unevenly, and the bounds for it (Methods 28), by hand.
@Suite struct MissingTests {
    private func rows(_ findings: FindingSet, _ metric: MetricName, _ part: MissingPart = .numbers) throws -> (a: MissingRow, b: MissingRow) {
        let rows = findings.missing.filter { $0.metric == metric && $0.part == part }
        try #require(rows.map(\.tier) == ["micro", "macro"])
        return (rows[0], rows[1])
    }

    private func isNear(_ value: Double?, _ expected: Double, _ tolerance: Double = 1e-12) -> Bool {
        value.map { abs($0 - expected) <= tolerance * abs(expected) } ?? false
    }

    private func notes(_ findings: FindingSet, _ metric: MetricName) -> [Note] {
        findings.headlines.first { $0.metric == metric }?.notes ?? []
    }

    /// Micro's eight rates are 0.02, 0.04 and 0.08, typical 0.04 and quartiles 0.02 and 0.04, and two posts hide their likes; macro's
    /// are 0.01, and four of ten hide theirs. So the ratio lies between 4·2^−0.2 = 3.482 and 4. Rates of posts are read from
    /// buckets of 2⁻¹¹, and half an engagement is added to 1000.
    @Test func hiddenLikes() throws {
        let bench = try Bench()
        let low = [1000, 1000, 2000, 2000, 2000, 2000, 4000, 4000, nil, nil].enumerated().map { place, likes -> Row in
            post("a\(place)", place, followers: 50_000, ["likes": likes.map { String($0 - 10) } ?? "-1"])
        }
        let high = (0..<10).map { post("b\($0)", 100 + $0, followers: 500_000, ["likes": $0 < 6 ? "4990" : ""]) }
        try bench.writeFacts(.posts, low + high)
        let findings = try bench.aggregate()
        let (a, b) = try rows(findings, .engagementByFollowers)
        #expect(a.unit == .posts && a.units == 10 && a.missing == 2 && a.share == 0.2 && b.missing == 4 && b.share == 0.4)
        #expect(a.isUneven && b.isUneven && notes(findings, .engagementByFollowers).contains(.unevenMissing))
        #expect(isNear(a.value, 0.04, 1e-3) && isNear(a.lowerQuartile, 0.02, 1e-3) && isNear(a.upperQuartile, 0.04, 1e-3))
        #expect(isNear(b.value, 0.01, 1e-3) && isNear(b.lowerQuartile, 0.01, 1e-3) && isNear(b.upperQuartile, 0.01, 1e-3))
        #expect(isNear(a.ratioLow, 3.482202, 2e-3) && isNear(a.ratioHigh, 4, 2e-3) && a.whyEmpty == nil)
        #expect(isNear(a.low, 1.247665, 2e-3) && a.scale == .log)
        #expect(b.low == a.low && b.high == a.high && b.ratioLow == a.ratioLow)
    }

    /// Micro returned 0, 100, 300 and 400 on 100 each, so 2 with quartiles 0.75 and 3.25, and of one deal nobody knows the fee; macro
    /// twice 100 on 100, and two deals have no rate. 0.8·2 + 0.2·0.75 − 1 = 0.75, 0.8·2 + 0.2·3.25 − 1 = 1.25.
    /// Of micro's deals three have an order: 800/300 with quartiles 2 and 3.5, so 2 + 0.5 − 1 = 1.5 to 2 + 0.875 − 1 = 1.875.
    @Test func dealsWithoutCostOrOrder() throws {
        let bench = try Bench()
        let low = ["0.00", "100.00", "300.00", "400.00"].enumerated().map { place, gross -> Row in
            deal("a\(place)", place, followers: 50_000, cost: "100.00", gross: gross, ["orders": place == 0 ? "0" : "1"])
        }
        let high = (0..<4).map { place -> Row in
            deal("b\(place)", 100 + place, followers: 500_000, cost: "100.00", gross: "100.00", place < 2 ? [:] : ["excluded": "no_rate", "cost": ""])
        }
        let lost = [
            deal("a8", 8, followers: 50_000, cost: "", gross: "900.00"),
            // What is known to count for nothing is not missing.
            deal("a9", 9, followers: 50_000, cost: "100.00", gross: "900.00", ["excluded": "immature"]),
            deal("a10", 10, followers: 50_000, cost: "0.00", gross: "900.00"),
        ]
        try bench.writeFacts(.deals, low + lost + high)
        let findings = try bench.aggregate()
        let (a, b) = try rows(findings, .returnOnSpend)
        #expect(a.unit == .deals && a.units == 5 && a.missing == 1 && a.share == 0.2 && b.units == 4 && b.share == 0.5)
        #expect(a.value == 2 && a.lowerQuartile == 0.75 && a.upperQuartile == 3.25 && b.value == 1)
        #expect(isNear(a.low, 0.75) && isNear(a.high, 1.25) && a.ratioLow == nil && a.scale == .linear && a.isUneven)
        let (soldA, soldB) = try rows(findings, .returnOnSpend, .orders)
        #expect(soldA.units == 4 && soldA.missing == 1 && soldA.share == 0.25 && soldB.share == 0 && soldA.isUneven)
        #expect(isNear(soldA.value, 8.0 / 3, 1e-11) && soldA.lowerQuartile == 2 && soldA.upperQuartile == 3.5)
        #expect(isNear(soldB.low, 1.5) && isNear(soldB.high, 1.875) && soldB.whyEmpty == nil)
        #expect(notes(findings, .returnOnSpend).contains(.unevenMissing))
    }

    /// Half of either tier's deals sell nothing: that is the trade, not a gap. Of posts there are none.
    @Test func whatIsEvenHasNoNote() throws {
        let bench = try Bench()
        let deals = (0..<8).map { place -> Row in
            deal(
                "c\(place)", place, followers: place < 4 ? 50_000 : 500_000, cost: "100.00", gross: place % 2 == 0 ? "0.00" : "200.00",
                ["orders": place % 2 == 0 ? "0" : "3"])
        }
        try bench.writeFacts(.deals, deals)
        let findings = try bench.aggregate()
        #expect(!notes(findings, .returnOnSpend).contains(.unevenMissing))
        let (a, b) = try rows(findings, .returnOnSpend, .orders)
        #expect(a.share == 0.5 && b.share == 0.5 && !a.isUneven && a.low == 0 && a.high == 0)
        let (none, _) = try rows(findings, .engagementByFollowers)
        #expect(none.units == 0 && none.share == nil && !none.isUneven && none.value == nil && none.low == nil && none.whyEmpty == .noUnits)
    }

    /// All of micro's posts hide their likes; and of a lower quartile of 0 there is no logarithm.
    @Test func boundsThatThereAreNot() throws {
        let bench = try Bench()
        func high(_ likes: [String]) -> [Row] {
            likes.enumerated().map { post("b\($0)", 100 + $0, followers: 500_000, ["likes": $1, "comments": "0"]) }
        }
        let hidden = (0..<3).map { post("a\($0)", $0, followers: 50_000, ["likes": "-1"]) }
        try bench.writeFacts(.posts, hidden + high(["900", "900"]))
        let all = try rows(try bench.aggregate(), .engagementByFollowers).a
        #expect(all.share == 1 && all.isUneven && all.value == nil && all.low == nil && all.whyEmpty == .allMissing)
        try bench.clear()
        let shown = (0..<3).map { post("a\($0)", $0, followers: 50_000, ["likes": "900"]) }
        try bench.writeFacts(.posts, shown + high(["0", "0", "900", "-1", "-1"]))
        let zero = try rows(try bench.aggregate(), .engagementByFollowers).b
        #expect(zero.share == 0.4 && zero.lowerQuartile == 0 && zero.low == nil && zero.ratioHigh == nil && zero.whyEmpty == .notPositive)
    }

    /// A tool writes −1 for comments that are switched off: two of five posts have none.
    @Test func countsBelowZeroAreMissing() throws {
        let bench = try Bench()
        let low = (0..<5).map { post("a\($0)", $0, followers: 50_000, ["comments": $0 < 2 ? "-1" : "10"]) }
        try bench.writeFacts(.posts, low + (0..<5).map { post("b\($0)", 100 + $0, followers: 500_000) })
        let (a, b) = try rows(try bench.aggregate(), .engagementByFollowers)
        #expect(a.missing == 2 && a.share == 0.4 && b.missing == 0 && a.isUneven)
    }

    /// Nobody knows what the deals brought back: no value of theirs, nor bounds.
    @Test func unknownReturnsHaveNoBounds() throws {
        let bench = try Bench()
        let deals = (0..<4).map { place -> Row in
            deal("c\(place)", place, followers: place < 2 ? 50_000 : 500_000, cost: "100.00", gross: "0.00", ["orders": "0"])
        }
        try bench.writeFacts(.deals, deals)
        let findings = try bench.aggregate()
        for part in MissingPart.allCases {
            let (a, b) = try rows(findings, .returnOnSpend, part)
            for row in [a, b] { #expect(row.value == nil && row.lowerQuartile == nil && row.low == nil && row.whyEmpty == .unknownReturns) }
        }
        #expect(try rows(findings, .returnOnSpend, .orders).a.missing == 2)
    }

    /// No deal says when it started: that is what is missing, not what it cost or an order.
    @Test func withoutAStart() throws {
        let bench = try Bench()
        func deals(_ change: (Int) -> Row) -> [Row] {
            (0..<4).map { place in
                deal("c\(place)", place, followers: place < 2 ? 50_000 : 500_000, cost: "100.00", gross: "0.00", change(place))
            }
        }
        let noStart: Row = ["started_at": "", "excluded": "no_start", "orders": ""]
        try bench.writeFacts(.deals, deals { _ in noStart })
        let findings = try bench.aggregate { $0.budget = ExactTotal(10_000_000) }
        let (a, b) = try rows(findings, .returnOnSpend)
        for row in [a, b] { #expect(row.units == 2 && row.missing == 2 && row.low == nil && row.whyEmpty == .noDeals) }
        for name in [ClaimName.return, .budget] {
            let claim = try #require(findings.claims.first { $0.claim == name })
            #expect(claim.verdict == .notTestable && claim.missing.contains(.startedAt) && !claim.missing.contains(.cost))
        }
        try bench.clear()
        try bench.writeFacts(.deals, deals { $0 == 3 ? ["cost": "", "excluded": "cost_missing"] : noStart })
        let mixed = try #require(try bench.aggregate().claims.first { $0.claim == .return })
        #expect(mixed.missing.starts(with: [.startedAt, .cost]))
        // What they cost is known, and they are too young.
        try bench.clear()
        try bench.writeFacts(.deals, deals { _ in ["excluded": "immature"] })
        let young = try #require(try bench.aggregate().claims.first { $0.claim == .return })
        #expect(young.missing.contains(.dealsInTime) && !young.missing.contains(.cost) && !young.missing.contains(.startedAt))
    }
}

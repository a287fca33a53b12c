import Findings
import SocialData

extension Samples {
    /// Findings in which something is missing, by name.
    static var poor: [(name: String, findings: FindingSet)] {
        [
            ("nothing", FindingSet(definition: definition)), ("noOrders", noOrders), ("noCosts", noCosts),
            ("noDeals", noDeals),
            ("emptyTier", emptyTier), ("threeCreators", threeCreators), ("allUnknown", allUnknown),
            ("noSegments", noSegments),
            ("noneCredited", noneCredited), ("noIntervals", noIntervals), ("lowPosts", lowPosts),
            ("onRevenue", onRevenue),
            ("infinite", infinite), ("noReach", noReach), ("noHashtags", noHashtags), ("oneGiant", oneGiant),
            ("allLost", allLost), ("fewMonths", fewMonths), ("tierGap", tierGap),
        ]
    }

    /// Deals with costs, but nobody exported the shop: every total is 0 and means nothing.
    static var noOrders: FindingSet {
        var findings = rich
        findings.attribution = []
        findings.money = findings.money.map { row in
            money(
                row.tier, deals: row.deals, creators: row.creators, without: row.deals, cost: row.cost.value / 10_000,
                net: 0,
                roas: row.deals == 0 ? nil : 0, orders: 0)
        }
        findings.comparisons.removeAll { $0.metric == .returnOnSpend }
        findings.headlines.removeAll { $0.metric == .returnOnSpend }
        findings.answer(.return, [claim(.return, .headline, .notTestable, .returnOnInvestment, scale: .linear, missing: [.orders])])
        findings.answer(
            .budget,
            [
                claim(
                    .budget, .equalBudget, .notTestable, .returnOnInvestment, scale: .probability, 0.5, a: 180, b: 52,
                    missing: [.fewCreatorsWithSales])
            ])
        return findings
    }

    static var noneCredited: FindingSet {
        var findings = noOrders
        findings.attribution = [
            AttributionRow(
                attribution: .unattributed, orders: 1_234, gross: ExactTotal(60_000_000), refund: ExactTotal(0),
                withoutMoney: 0)
        ]
        return findings
    }

    /// Orders credited to deals whose fee nobody wrote down.
    static var noCosts: FindingSet {
        var findings = rich
        findings.money = ["nano", "micro", "macro", "mega"].map {
            money(
                $0, deals: 0, creators: 0, without: 0, cost: 0, net: 0, roas: nil, known: nil,
                orders: $0 == "micro" ? 10 : 0)
        }
        findings.exclusions = [
            ExclusionRow(unit: .deals, tier: "micro", metric: .none, reason: .costMissing, rows: 244),
            ExclusionRow(unit: .deals, tier: "macro", metric: .none, reason: .costMissing, rows: 1),
        ]
        findings.comparisons.removeAll { $0.metric == .returnOnSpend }
        findings.headlines.removeAll { $0.metric == .returnOnSpend }
        findings.answer(.return, [claim(.return, .headline, .notTestable, .returnOnInvestment, scale: .linear, missing: [.cost])])
        return findings
    }

    static var noDeals: FindingSet {
        var findings = rich
        findings.money = []
        findings.attribution = []
        findings.exclusions.removeAll { $0.unit == .deals }
        findings.census = findings.census.map {
            CensusRow(
                tier: $0.tier, creators: $0.creators, posts: $0.posts, deals: 0, crossingCreators: $0.crossingCreators)
        }
        return findings
    }

    /// Nobody in macro, neither posts nor deals.
    static var emptyTier: FindingSet {
        var findings = rich
        findings.census.removeAll { $0.tier == "macro" }
        findings.estimates.removeAll { $0.tier == "macro" }
        findings.comparisons = []
        findings.money = findings.money.map {
            $0.tier == "macro"
                ? money("macro", deals: 0, creators: 0, without: 0, cost: 0, net: 0, roas: nil, known: nil, orders: 0)
                : $0
        }
        return findings
    }

    /// Three macro creators against the ten that the pipeline asks for.
    static var threeCreators: FindingSet {
        var findings = rich
        findings.comparisons = [
            ratio(.engagementByFollowers, 1.9123, 0.4, 9.1, b: 3),
            comparison(.returnOnSpend, .pooled, scale: .linear, estimate: 0.3412, low: -3.5, high: 4.2, a: 180, b: 3),
            envelope(-3.5, 4.2, b: 3),
        ]
        for place in findings.estimates.indices where findings.estimates[place].tier == "macro" && findings.estimates[place].segment == "all" {
            findings.estimates[place].creators = 3
            findings.estimates[place].notes = [.fewCreators]
        }
        findings.money = findings.money.map {
            $0.tier == "macro"
                ? money(
                    "macro", deals: 4, creators: 3, without: 1, cost: 4_000, net: 4_355, roas: 1.0888, low: 0.1,
                    high: 9, orders: 60) : $0
        }
        return findings
    }

    /// Posts and deals are there, followers are not.
    static var allUnknown: FindingSet {
        var findings = FindingSet(definition: definition)
        findings.census = [CensusRow(tier: "unknown", creators: 80, posts: 1_200, deals: 12, crossingCreators: 0)]
        findings.exclusions = [
            ExclusionRow(unit: .posts, tier: "unknown", metric: .none, reason: .unknownTier, rows: 1_200),
            ExclusionRow(unit: .deals, tier: "unknown", metric: .none, reason: .unknownTier, rows: 12),
        ]
        findings.attribution = [
            AttributionRow(
                attribution: .promoCode, orders: 5, gross: ExactTotal(5_000_000), refund: ExactTotal(0),
                withoutMoney: 0)
        ]
        return findings
    }

    static var noSegments: FindingSet {
        var findings = rich
        findings.definition.by = []
        findings.estimates.removeAll { $0.segment != "all" }
        findings.comparisons.removeAll { $0.segment != "all" }
        return findings
    }

    /// Values without any interval.
    static var noIntervals: FindingSet {
        var findings = rich
        findings.comparisons = [
            ratio(.engagementByFollowers, 1.9123, nil, nil),
            comparison(.returnOnSpend, .pooled, scale: .linear, estimate: 0.3412, low: nil, high: nil, a: 180, b: 52),
            comparison(
                .returnOnSpend, .pooled, analysis: .mover, scale: .linear, estimate: 0.3412, low: -0.1, high: 0.8, a: 180,
                b: 52),
        ]
        findings.estimates = findings.estimates.map {
            var row = $0
            row.low = nil
            row.high = nil
            row.interval = nil
            return row
        }
        return findings
    }

    /// Nearly a fifth of the macro posts have fewer than 3 engagements: no typical value, the totals speak.
    static var lowPosts: FindingSet {
        var findings = rich
        findings.estimates = findings.estimates.map {
            var row = $0
            guard row.tier == "macro", row.metric == .engagementByFollowers, row.segment == "all" else { return row }
            row.lowShare = 0.19
            if row.statistic == .typical {
                row.value = nil
                row.low = nil
                row.high = nil
                row.notes = [.typicalNotValid]
            }
            return row
        }
        findings.comparisons.removeAll { $0.metric == .engagementByFollowers && $0.statistic == .typical }
        return findings
    }

    static var onRevenue: FindingSet {
        var findings = rich
        findings.definition.margin = 1
        findings.money = [
            money(
                "micro", deals: 216, creators: 180, without: 61, cost: 98_400, net: 140_712, roas: 1.43, low: 1.18,
                high: 1.74, margin: 1, known: 1, orders: 3_031),
            money(
                "macro", deals: 77, creators: 52, without: 9, cost: 412_250, net: 449_352, roas: 1.0888, low: 0.71,
                high: 1.66, margin: 1, known: 1, orders: 9_204),
        ]
        findings.comparisons.removeAll { $0.metric == .returnOnSpend && [.mover, .envelope].contains($0.analysis) }
        findings.comparisons.append(envelope(0.0521, 0.6311))
        return findings
    }

    /// Values that must never reach a page, and limits far beyond it.
    static var infinite: FindingSet {
        var findings = rich
        findings.comparisons = [
            ratio(.engagementByFollowers, 1.9, 1e-300, 1e304),
            comparison(
                .returnOnSpend, .pooled, scale: .linear, estimate: .nan, low: -.infinity, high: .infinity, a: 180, b: 52),
        ]
        findings.estimates[0].value = .nan
        findings.estimates[1].high = .infinity
        findings.estimates[2].high = 1e300
        findings.money[1].roi = .nan
        findings.money[2].roiHigh = .infinity
        findings.money[3].roasHigh = 1e304
        findings.bins[5].value = .nan
        findings.bins[6].high = .infinity
        return findings
    }
}

extension FindingSet {
    /// Replaces the rows of a claim.
    fileprivate mutating func answer(_ claim: ClaimName, _ rows: [ClaimRow]) {
        let place = claims.firstIndex { $0.claim == claim } ?? claims.endIndex
        claims.removeAll { $0.claim == claim }
        claims.insert(contentsOf: rows, at: place)
    }
}

/// Files that lack one thing.
extension Samples {
    /// No export carries reach: two of the four questions of S2 fall, and one denominator.
    static var noReach: FindingSet {
        var findings = rich
        findings.estimates.removeAll { $0.metric == .engagementByReach }
        findings.comparisons.removeAll { $0.metric == .engagementByReach }
        findings.answer(
            .connection,
            [
                claim(.connection, .commentRate, .unclear, .commentRate, scale: .log, 1.1, 0.9, 1.34, p: 0.3, a: 212, b: 64),
                claim(.connection, .saveRate, .notTestable, .saveRate, scale: .log, missing: [.reach]),
                claim(.connection, .shareRate, .notTestable, .shareRate, scale: .log, missing: [.reach]),
            ])
        findings.answer(.engagement, [claims.first { $0.claim == .engagement }].compactMap(\.self))
        return findings
    }

    static var noHashtags: FindingSet {
        var findings = rich
        findings.associations = []
        findings.answer(
            .niche, [claim(.niche, .headline, .notTestable, .topicConcentration, scale: .probability, missing: [.hashtags])])
        findings.answer(
            .alignment, [claim(.alignment, .headline, .notTestable, .brandAlignment, scale: .correlation, missing: [.hashtags, .brandTags])])
        return findings
    }

    /// One creator has half of all reach of macro.
    static var oneGiant: FindingSet {
        var findings = rich
        for place in findings.estimates.indices
        where findings.estimates[place].metric == .engagementByReach && findings.estimates[place].tier == "macro" {
            findings.estimates[place].effectiveCreators = 3.7
            findings.estimates[place].notes = [.dominated, .fewEffectiveCreators]
        }
        findings.answer(
            .engagement,
            [
                claim(
                    .engagement, .headline, .supported, .engagementByFollowers, scale: .log, 1.3994, 1.0997, 1.8004, p: 0.012, a: 212,
                    b: 64),
                claim(
                    .engagement, .engagementByReach, .notTestable, .engagementByReach, scale: .log, 1.21, 0.4, 3.66, a: 180, b: 60,
                    missing: [.fewEffectiveCreators], notes: [.dominated]),
            ])
        return findings
    }

    /// Every order was sent back: each ROI is −100%, and nothing spreads.
    static var allLost: FindingSet {
        var findings = rich
        findings.money = findings.money.filter { $0.tier == "micro" || $0.tier == "macro" }.map {
            money(
                $0.tier, deals: $0.deals, creators: $0.creators, without: 3, cost: $0.cost.value / 10_000, net: 0, refund: 900,
                roas: 0, orders: 20, top: nil)
        }
        findings.comparisons.removeAll { $0.metric == .returnOnSpend }
        findings.comparisons.append(
            comparison(.returnOnSpend, .pooled, scale: .linear, estimate: 0, low: nil, high: nil, p: nil, mde: nil, a: 180, b: 52))
        findings.headlines[1] = HeadlineRow(
            metric: .returnOnSpend, statistic: .pooled, a: "micro", b: "macro", verdict: .notEnoughData,
            reasons: [.fewCreatorsWithSales, .notEstimable], basis: .none, simpson: .notAssessed, p: nil, pAdjusted: nil,
            rung: nil, stability: nil, creatorsWithSalesA: 0, creatorsWithSalesB: 0, notes: [])
        findings.sensitivity.removeAll { $0.metric == .returnOnSpend }
        findings.ladder.removeAll { $0.metric == .returnOnSpend }
        findings.curve.removeAll { $0.metric == .returnOnSpend }
        findings.budget = findings.budget.map {
            var row = $0
            (row.mean, row.p5, row.p50, row.p95, row.lossProbability) = (-1, -1, -1, -1, 1)
            row.beatsProbability = row.shareA == 100 ? 0.5 : nil
            return row
        }
        findings.answer(
            .return,
            [
                claim(
                    .return, .headline, .notTestable, .returnOnInvestment, scale: .linear, 0, a: 180, b: 52,
                    missing: [.fewCreatorsWithSales, .notEstimable])
            ])
        findings.answer(
            .budget,
            [
                claim(
                    .budget, .equalBudget, .notTestable, .returnOnInvestment, scale: .probability, 0.5, a: 180, b: 52,
                    missing: [.fewCreatorsWithSales])
            ])
        return findings
    }

    /// Four months, one of them without any spend.
    static var fewMonths: FindingSet {
        var findings = rich
        let kept = ["2024-01", "2024-02", "2024-03", "2024-04"]
        findings.trendMonths.removeAll { !kept.contains($0.month) }
        findings.trend = findings.trend.map {
            TrendRow(
                measure: $0.measure, tiers: $0.tiers, tier: $0.tier, months: $0.measure == .spend ? 3 : 4, creators: 90,
                slope: nil, standardError: nil, degreesOfFreedom: nil, low: nil, high: nil, p: nil, pAdjusted: nil,
                mannKendallScore: nil, mannKendallZ: nil, mannKendallP: nil, theilSenSlope: nil)
        }
        findings.answer(
            .shift, [claim(.shift, .spendShare, .notTestable, .spend, scale: .slope, a: 60, b: 30, missing: [.fewMonths])])
        return findings
    }

    /// Tiers that leave 50,000 to 500,000 followers out.
    static var tierGap: FindingSet {
        var findings = rich
        findings.definition.tiers = [
            TierBand(name: "micro", from: 10_000, to: 50_000), TierBand(name: "macro", from: 500_000, to: 1_000_000),
        ]
        findings.tierPositions = [
            TierPosition(tier: "micro", from: 4, to: 4.69897), TierPosition(tier: "macro", from: 5.69897, to: 6),
        ]
        findings.census = [
            CensusRow(tier: "micro", creators: 120, posts: 3_000, deals: 90, crossingCreators: 0),
            CensusRow(tier: "macro", creators: 31, posts: 900, deals: 20, crossingCreators: 0),
            CensusRow(tier: "unknown", creators: 150, posts: 5_000, deals: 216, crossingCreators: 0),
        ]
        findings.followersSources += [
            FollowersSourceRow(unit: .posts, tier: "unknown", source: .snapshotBefore, rows: 4_767),
            FollowersSourceRow(unit: .deals, tier: "unknown", source: .booking, rows: 216),
        ]
        findings.exclusions = [
            ExclusionRow(unit: .deals, tier: "unknown", metric: .none, reason: .outsideTiers, rows: 216)
        ]
        return findings
    }
}

import Findings
import Foundation
@testable import Reporting
import SocialData

/// Findings made by hand: one rich set, and poor ones derived from it. The numbers are invented; they only have to agree
/// with the sentences that the tests expect.
enum Samples {
    static var definition: Definition {
        Definition(
            name: "micro-vs-macro", title: "Micro versus macro creators, 2024", currency: "EUR",
            timeZone: "Europe/Berlin",
            periodFrom: "2024-01-01", periodTo: "2024-12-31", asOf: "2025-02-01T00:00:00Z",
            asOfSource: "posts exported_at instagram 17990000000000001", scheme: "essay",
            tiers: [
                TierBand(name: "nano", from: 0, to: 1_000), TierBand(name: "micro", from: 1_000, to: 100_000),
                TierBand(name: "macro", from: 100_000, to: 1_000_000), TierBand(name: "mega", from: 1_000_000, to: nil),
            ],
            tierA: "micro", tierB: "macro", by: ["platform", "niche"], margin: 0.55, windowDays: 30, maturityDays: 30,
            confidence: 0.95, minimumCreators: 10, minimumAgeDays: 7, seed: 1)
    }

    static func estimate(
        _ tier: String, _ metric: MetricName, _ statistic: Statistic, _ value: Double?, _ low: Double? = nil,
        _ high: Double? = nil,
        creators: Int, units: Int, zeros: Int = 0, lowShare: Double? = 0, segment: String = "all", numerator: Int128 = 1_000,
        denominator: Int128 = 50_000,
        missing: Double? = 0.02, notes: [Note] = []
    ) -> Estimate {
        Estimate(
            scheme: "essay", segment: segment, tier: tier, metric: metric, statistic: statistic, value: value, low: low,
            high: high,
            interval: low == nil ? nil : statistic == .creatorMedian ? .orderStatistics : statistic == .pooled ? .clusterRobust : .studentT,
            degreesOfFreedom: low == nil ? nil : Double(creators - 1), units: units, creators: creators,
            effectiveCreators: Double(creators) * 0.4, zeroCreators: zeros, lowShare: metric == .returnOnSpend || metric == .returnOnInvestment ? nil : lowShare,
            numerator: ExactTotal(numerator),
            denominator: ExactTotal(denominator), missingShare: missing, notes: notes)
    }

    static func comparison(
        _ metric: MetricName, _ statistic: Statistic, analysis: Analysis = .raw, scale: EffectScale = .log, estimate: Double?,
        low: Double?,
        high: Double?, ratio: Double? = nil, ratioLow: Double? = nil, ratioHigh: Double? = nil, p: Double? = 0.0004,
        mde: Double? = 0.33,
        a: Int = 212, b: Int = 64, segment: String = "all", notes: [Note] = []
    ) -> Comparison {
        var row = Comparison(
            scheme: "essay", segment: segment, metric: metric, statistic: statistic, a: "micro", b: "macro",
            analysis: analysis, scale: scale,
            estimate: estimate, standardError: 0.12, degreesOfFreedom: 118.2, low: low, high: high, ratio: ratio,
            ratioLow: ratioLow,
            ratioHigh: ratioHigh, p: p, minimumDetectableEffect: mde, creatorsA: a, creatorsB: b, effectiveA: 80,
            effectiveB: 31.5, notes: notes)
        if let low, let high, low.isFinite, high.isFinite { row.includesNoDifference = low <= 0 && high >= 0 }
        if scale == .log { row.minimumDetectableRatio = mde.map { exp($0) } }
        return row
    }

    /// The difference of returns as it is displayed.
    static func envelope(_ low: Double, _ high: Double, b: Int = 52) -> Comparison {
        comparison(
            .returnOnSpend, .pooled, analysis: .envelope, scale: .linear, estimate: 0.3412, low: low, high: high, p: 0.021,
            mde: 0.41, a: 180, b: b)
    }

    /// A log contrast given as a ratio.
    static func ratio(
        _ metric: MetricName, _ ratio: Double, _ low: Double?, _ high: Double?, statistic: Statistic = .typical, a: Int = 212,
        b: Int = 64,
        segment: String = "all", notes: [Note] = []
    ) -> Comparison {
        comparison(
            metric, statistic, estimate: log(ratio), low: low.map { log($0) }, high: high.map { log($0) }, ratio: ratio,
            ratioLow: low,
            ratioHigh: high, a: a, b: b, segment: segment, notes: notes)
    }

    static func money(
        _ tier: String, deals: Int, creators: Int, without: Int, cost: Int128, net: Int128, refund: Int128 = 0,
        roas: Double?, low: Double? = nil,
        high: Double? = nil, margin: Double = 0.55, known: Double? = 0.41, orders: Int, top: Double? = 0.12,
        unpaid: Int = 0
    ) -> MoneyRow {
        MoneyRow(
            tier: tier, deals: deals, creators: creators, dealsWithoutSale: without, cost: ExactTotal(cost * 10_000),
            costByComponent: [
                CostComponentTotal(component: .fee, amount: ExactTotal(cost * 9_000), knownDeals: deals),
                CostComponentTotal(component: .commission, amount: ExactTotal(0), knownDeals: 0),
                CostComponentTotal(
                    component: .productCost, amount: ExactTotal(cost * 1_000 + 5_000), knownDeals: deals / 2),
            ],
            costShareKnown: known, orders: orders, gross: ExactTotal((net + refund) * 10_000),
            refund: ExactTotal(refund * 10_000),
            net: ExactTotal(net * 10_000), roas: roas, roasLow: low, roasHigh: high, roi: roas.map { $0 * margin - 1 },
            roiLow: low.map { $0 * margin - 1 }, roiHigh: high.map { $0 * margin - 1 },
            costPerEngagement: deals == 0 ? nil : 0.1234,
            costPerThousandImpressions: deals == 0 ? nil : 14.2, costPerOrder: orders == 0 ? nil : 32.456,
            averageOrderValue: orders == 0 ? nil : 48.9, refundRate: orders == 0 ? nil : 0.074,
            topCreatorShare: orders == 0 ? nil : top,
            unpaidDeals: unpaid, unpaidNet: ExactTotal(unpaid == 0 ? 0 : 12_345_600))
    }

    /// Four tiers, two denominators, deals, orders, segments, bins, and something of every defect.
    static var rich: FindingSet {
        var findings = FindingSet(definition: definition)
        findings.tierPositions = [
            TierPosition(tier: "nano", from: nil, to: 3), TierPosition(tier: "micro", from: 3, to: 5),
            TierPosition(tier: "macro", from: 5, to: 6), TierPosition(tier: "mega", from: 6, to: nil),
        ]
        findings.census = [
            CensusRow(tier: "nano", creators: 38, posts: 410, deals: 0, crossingCreators: 3),
            CensusRow(tier: "micro", creators: 214, posts: 6_120, deals: 244, crossingCreators: 9),
            CensusRow(tier: "macro", creators: 65, posts: 2_480, deals: 81, crossingCreators: 8),
            CensusRow(tier: "mega", creators: 4, posts: 190, deals: 5, crossingCreators: 1),
            CensusRow(tier: "unknown", creators: 17, posts: 233, deals: 6, crossingCreators: 0),
        ]
        findings.followersSources = [
            FollowersSourceRow(unit: .posts, tier: "micro", source: .post, rows: 1_200),
            FollowersSourceRow(unit: .posts, tier: "micro", source: .snapshotBefore, rows: 4_300),
            FollowersSourceRow(unit: .posts, tier: "micro", source: .profile, rows: 620),
            FollowersSourceRow(unit: .posts, tier: "macro", source: .snapshotBefore, rows: 2_480),
            FollowersSourceRow(unit: .posts, tier: "unknown", source: .unknown, rows: 233),
            FollowersSourceRow(unit: .deals, tier: "micro", source: .booking, rows: 244),
            FollowersSourceRow(unit: .deals, tier: "macro", source: .booking, rows: 81),
        ]
        findings.estimates = engagementEstimates + segmentEstimates + moneyEstimates
        findings.comparisons = [
            ratio(.engagementByFollowers, 1.9123, 1.5049, 2.4301, notes: [.unadjusted]),
            ratio(.engagementByFollowers, 2.15, 1.11, 4.17, statistic: .pooled),
            ratio(.engagementByReach, 1.21, 0.97, 1.51, a: 180, b: 60, notes: [.componentGap]),
            comparison(
                .returnOnSpend, .pooled, scale: .linear, estimate: 0.3412, low: 0.0521, high: 0.6311, p: 0.021, mde: 0.41,
                a: 180, b: 52),
            comparison(
                .returnOnSpend, .pooled, analysis: .mover, scale: .linear, estimate: 0.3412, low: -0.1049, high: 0.7988,
                p: nil, mde: nil, a: 180, b: 52),
            envelope(-0.1049, 0.7988),
            ratio(.engagementByFollowers, 2.02, 1.55, 2.63, a: 150, b: 44, segment: "platform=instagram"),
            ratio(.engagementByFollowers, 1.31, 0.82, 2.09, a: 62, b: 20, segment: "platform=tiktok"),
            ratio(.engagementByFollowers, 2.4, 1.2, 4.8, a: 30, b: 8, segment: "niche=beauty", notes: [.fewCreators]),
            ratio(.engagementByFollowers, 0.62, 0.12, 3.1, a: 12, b: 3, segment: "niche=", notes: [.fewCreators]),
        ]
        findings.exclusions = [
            ExclusionRow(unit: .posts, tier: "micro", metric: .none, reason: .tooYoung, rows: 41),
            ExclusionRow(
                unit: .posts, tier: "micro", metric: .engagementByFollowers, reason: .missingDenominator, rows: 620),
            ExclusionRow(unit: .posts, tier: "macro", metric: .engagementByReach, reason: .missingDenominator, rows: 312),
            ExclusionRow(unit: .deals, tier: "micro", metric: .none, reason: .immature, rows: 21),
            ExclusionRow(unit: .deals, tier: "micro", metric: .none, reason: .unpaid, rows: 7),
            ExclusionRow(unit: .deals, tier: "macro", metric: .none, reason: .costMissing, rows: 4),
            ExclusionRow(unit: .deals, tier: "unknown", metric: .none, reason: .unknownTier, rows: 6),
        ]
        findings.money = [
            money("nano", deals: 0, creators: 0, without: 0, cost: 0, net: 0, roas: nil, known: nil, orders: 0),
            money(
                "micro", deals: 216, creators: 180, without: 61, cost: 98_400, net: 140_712, refund: 11_240, roas: 1.43,
                low: 1.18, high: 1.74, orders: 3_031, unpaid: 7),
            money(
                "macro", deals: 77, creators: 52, without: 9, cost: 412_250, net: 449_352, refund: 30_100, roas: 1.0888,
                low: 0.71, high: 1.66, known: 1, orders: 9_204, top: 0.31),
            money(
                "mega", deals: 5, creators: 4, without: 1, cost: 210_000, net: 96_600, roas: 0.46, low: 0.02, high: 9.8,
                known: 1, orders: 1_411, top: 0.77),
        ]
        findings.attribution = [
            AttributionRow(
                attribution: .promoCode, orders: 11_812, gross: ExactTotal(6_122_031_000),
                refund: ExactTotal(361_004_400), withoutMoney: 204),
            AttributionRow(
                attribution: .utm, orders: 1_834, gross: ExactTotal(880_020_000), refund: ExactTotal(52_400_000),
                withoutMoney: 31),
            AttributionRow(
                attribution: .ambiguousCode, orders: 12, gross: ExactTotal(4_890_000), refund: ExactTotal(0),
                withoutMoney: 0),
            AttributionRow(
                attribution: .unattributed, orders: 48_211, gross: ExactTotal(23_004_120_000),
                refund: ExactTotal(1_900_411_200), withoutMoney: 890),
        ]
        findings.bins = bins
        findings.unmatched = [
            UnmatchedRow(
                kind: .dealWithoutPosts, key: "D-2024-0117", rows: 1, money: ExactTotal(4_500_000), sources: "deals"),
            UnmatchedRow(kind: .codeWithoutOrders, key: "LENA15", rows: 1, money: ExactTotal(0), sources: "codes"),
            UnmatchedRow(
                kind: .orderCodeOfNobody, key: "GLOW25", rows: 118, money: ExactTotal(57_702_000),
                sources: "orders"),
            UnmatchedRow(
                kind: .oneSourceOnly, key: "instagram:@glow.diary", rows: 3, money: ExactTotal(0),
                sources: "snapshots"),
        ]
        findings.duplicates = [
            DuplicateRow(
                entity: .posts, dropped: 312, conflicts: 4,
                examples: ["instagram 17990000000000001", "tiktok 7312345678901234567"]),
            DuplicateRow(entity: .orders, dropped: 0, conflicts: 0, examples: []),
        ]
        findings.notices = [
            Notice(
                name: .openQuestion, text: "Publish times name no zone; America/New_York was assumed.", rows: 6_120),
            Notice(
                name: .handleConflict, text: "post_type \"guide\" is not a known word and was kept as it is.", rows: 3),
        ]
        addVerdicts(to: &findings)
        addDistributions(to: &findings)
        addClouds(to: &findings)
        addCreators(to: &findings)
        return findings
    }

    private static var engagementEstimates: [Estimate] {
        var rows: [Estimate] = []
        let rates: [(String, Double, Double, Double, Int, Int)] = [
            ("nano", 0.0712, 0.0581, 0.0872, 38, 402), ("micro", 0.0389, 0.0352, 0.0430, 212, 5_459),
            ("macro", 0.0203, 0.0166, 0.0249, 64, 2_401), ("mega", 0.0118, 0.0031, 0.0452, 4, 188),
        ]
        for (tier, value, low, high, creators, units) in rates {
            rows.append(
                estimate(
                    tier, .engagementByFollowers, .pooled, value * 0.8, low * 0.75, high * 0.9, creators: creators,
                    units: units))
            rows.append(
                estimate(
                    tier, .engagementByFollowers, .typical, value, low, high, creators: creators, units: units,
                    notes: tier == "mega" ? [.dominated] : []))
            rows.append(
                estimate(
                    tier, .engagementByFollowers, .creatorMean, value * 1.3, low * 1.2, high * 1.4, creators: creators,
                    units: units))
            rows.append(
                estimate(
                    tier, .engagementByFollowers, .postMean, value * 1.25, low, high * 1.5, creators: creators, units: units))
            rows.append(
                estimate(
                    tier, .engagementByFollowers, .creatorMedian, value * 0.97, low * 0.95, high, creators: creators,
                    units: units))
        }
        rows.append(
            estimate("micro", .engagementByReach, .pooled, 0.081, 0.07, 0.094, creators: 180, units: 4_800, missing: 0.12))
        rows.append(
            estimate("micro", .engagementByReach, .typical, 0.0912, 0.083, 0.1, creators: 180, units: 4_800, missing: 0.12))
        rows.append(
            estimate(
                "macro", .engagementByReach, .pooled, 0.07, 0.055, 0.09, creators: 60, units: 2_100, zeros: 1, missing: 0.13))
        rows.append(
            estimate(
                "macro", .engagementByReach, .typical, 0.0754, 0.061, 0.093, creators: 60, units: 2_100, zeros: 1,
                missing: 0.13))
        rows.append(estimate("mega", .engagementByReach, .pooled, 0.041, creators: 1, units: 9, missing: 0.95))
        rows.append(estimate("mega", .engagementByReach, .typical, 0.041, creators: 1, units: 9, missing: 0.95))
        return rows
    }

    private static var segmentEstimates: [Estimate] {
        let rates: [(String, String, Double, Double, Double, Int)] = [
            ("platform=instagram", "micro", 0.0402, 0.036, 0.045, 150),
            ("platform=instagram", "macro", 0.0199, 0.016, 0.0247, 44),
            ("platform=tiktok", "micro", 0.0351, 0.027, 0.0456, 62),
            ("platform=tiktok", "macro", 0.0268, 0.018, 0.0399, 20),
            ("niche=beauty", "micro", 0.051, 0.04, 0.065, 30), ("niche=beauty", "macro", 0.0212, 0.011, 0.041, 8),
            ("niche=", "micro", 0.03, 0.02, 0.045, 12), ("niche=", "macro", 0.048, 0.01, 0.23, 3),
        ]
        return rates.flatMap { segment, tier, value, low, high, creators in
            [
                estimate(
                    tier, .engagementByFollowers, .pooled, value * 0.9, low * 0.8, high, creators: creators,
                    units: creators * 20, segment: segment),
                estimate(
                    tier, .engagementByFollowers, .typical, value, low, high, creators: creators, units: creators * 20,
                    segment: segment),
            ]
        }
    }

    private static var moneyEstimates: [Estimate] {
        [
            estimate(
                "micro", .returnOnSpend, .pooled, 1.43, 1.18, 1.74, creators: 180, units: 216, numerator: 1_407_120_000,
                denominator: 984_000_000),
            estimate(
                "macro", .returnOnSpend, .pooled, 1.0888, 0.71, 1.66, creators: 52, units: 77, numerator: 4_493_520_000,
                denominator: 4_122_500_000),
        ]
    }

    private static var bins: [BinRow] {
        let edges: [Int64] = [
            0, 100, 178, 317, 563, 1_000, 1_779, 3_163, 5_624, 10_000, 17_783, 31_623, 56_235, 100_000, 177_828,
            316_228, 562_342, 1_000_000,
            1_778_280, 3_162_278, 5_623_414, 10_000_000,
        ]
        let creators = [0, 0, 0, 6, 32, 24, 30, 41, 38, 29, 27, 25, 28, 20, 15, 9, 2, 1, 1, 0, 0, 0]
        return edges.enumerated().map { place, from in
            let count = creators[place]
            let value = count == 0 ? nil : 0.11 - 0.0052 * Double(place) - (place.isMultiple(of: 2) ? 0.004 : 0)
            let half = count < 3 ? nil : value.map { $0 * 0.9 / Double(count).squareRoot() }
            var bin = BinRow(
                metric: .engagementByFollowers, from: from, to: place + 1 < edges.count ? edges[place + 1] : nil,
                posts: count * 22, creators: count,
                value: value, low: half.flatMap { half in value.map { $0 - half } },
                high: half.flatMap { half in value.map { $0 + half } })
            if from > 0 { bin.positionFrom = log10(Double(from)) }
            bin.positionTo = bin.to.map { log10(Double($0)) }
            return bin
        }
    }

    static var inputs: [InputSummary] {
        [
            input(
                "posts_2024.csv.gz", "meta-business-suite-instagram", [.posts], rows: 9_800, accepted: 9_433,
                quarantined: 12, skipped: 355),
            input(
                "orders_2024.csv", "shopify-orders", [.orders], rows: 61_869, accepted: 61_869, quarantined: 0,
                skipped: 0),
            input(
                "deals.csv", "native-deals", [.deals, .codes], rows: 336, accepted: 336, quarantined: 0, skipped: 0),
            InputSummary(
                name: "old export.xlsx", sha256: String(repeating: "c", count: 64), bytes: 20_411, format: "native-codes",
                entities: [.codes], dialect: "", rows: 0,
                accepted: 0, quarantined: 0, skipped: 0, quarantinedCells: 0, skipReasons: [],
                refused: "an Excel workbook, not text; save it as CSV (UTF-8) and run again", notes: []),
        ]
    }

    private static func input(
        _ name: String, _ format: String, _ entities: [Entity], rows: Int, accepted: Int, quarantined: Int, skipped: Int
    ) -> InputSummary {
        InputSummary(
            name: name, sha256: String(repeating: "a", count: 64), bytes: 1_204_511, format: format, entities: entities,
            dialect: "UTF-8, comma, quotes, header in line 1", rows: rows, accepted: accepted, quarantined: quarantined,
            skipped: skipped,
            quarantinedCells: 31, skipReasons: skipped == 0 ? [] : ["daily breakdown, not posts: \(skipped)"],
            refused: nil,
            notes: ["time zone America/New_York assumed"])
    }
}

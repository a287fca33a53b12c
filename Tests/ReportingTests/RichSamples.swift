import Findings
import Foundation
@testable import Reporting
import SocialData

/// The rows of the rich sample that verdicts, other boundaries, trends, budgets and single creators need.
extension Samples {
    static func addVerdicts(to findings: inout FindingSet) {
        findings.comparisons += [
            adjusted(.engagementByFollowers, .typical, scale: .log, 0.336, 0.095, 0.588, p: 0.006),
            adjusted(.returnOnSpend, .pooled, scale: .linear, 0.21, -0.18, 0.6, p: 0.29),
            comparison(
                .returnOnSpend, .pooled, analysis: .withoutTopCreator, scale: .linear, estimate: 0.52, low: 0.11,
                high: 0.93, p: 0.013, mde: nil, a: 179, b: 51),
            comparison(
                .engagementByFollowers, .typical, analysis: .ranks, scale: .cliffsDelta, estimate: 0.41, low: 0.25,
                high: 0.55, p: 0.00002, mde: nil),
        ]
        // (0.41 + 1) / 2 = 0.705
        findings.comparisons[findings.comparisons.endIndex - 1].probability = Comparison.Probability(value: 0.705, low: 0.625, high: 0.775)
        findings.claims = claims
        findings.headlines = [
            HeadlineRow(
                metric: .engagementByFollowers, statistic: .typical, a: "micro", b: "macro", verdict: .higher("micro"),
                reasons: [], basis: .adjusted, simpson: .none, p: 0.006, pAdjusted: 0.012, rung: AdjustmentLevel([.platform, .niche]),
                stability: 0.889, creatorsWithSalesA: nil, creatorsWithSalesB: nil, notes: [.componentGap]),
            HeadlineRow(
                metric: .returnOnSpend, statistic: .pooled, a: "micro", b: "macro", verdict: .noClearDifference,
                reasons: [], basis: .adjusted, simpson: .explainedByMix, p: 0.29, pAdjusted: 0.29,
                rung: AdjustmentLevel([.platform]), stability: 0.5, creatorsWithSalesA: 121, creatorsWithSalesB: 44,
                notes: [.leaveOneCreatorOut]),
        ]
        findings.sensitivity = sensitivity
        findings.ladder = [
            AdjustmentLevelRow(
                metric: .engagementByFollowers, rung: AdjustmentLevel([.platform, .niche, .postType, .sponsored, .month]), coverageA: 0.31,
                coverageB: 0.42, creatorsA: 96, creatorsB: 40, strata: 61, isAdequate: false),
            AdjustmentLevelRow(
                metric: .engagementByFollowers, rung: AdjustmentLevel([.platform, .niche]), coverageA: 0.83, coverageB: 0.91, creatorsA: 188,
                creatorsB: 60, strata: 14, isAdequate: true),
            AdjustmentLevelRow(
                metric: .returnOnSpend, rung: AdjustmentLevel([.platform]), coverageA: 1, coverageB: 1, creatorsA: 180, creatorsB: 52, strata: 3,
                isAdequate: true),
        ]
        // 10^−0.31 − 1 = −0.5102, 10^−0.39 − 1 = −0.5926, 10^−0.23 − 1 = −0.4112.
        findings.elasticity = [
            ElasticityRow(
                metric: .engagementByFollowers, slope: -0.31, standardErrorCR1: 0.038, standardError: 0.04,
                degreesOfFreedom: 96.4, p: 0.00001, low: -0.39, high: -0.23, perTenfold: -0.510221, perTenfoldLow: -0.59262,
                perTenfoldHigh: -0.411156, creators: 301, rows: 1_420, strata: 88)
        ]
        findings.curve = (0...20).flatMap { step -> [CurveRow] in
            let position = 2 + Double(step) / 4
            let followers = Int64(pow(10, position).rounded())
            let value = step < 3 || step > 17 ? nil : 0.11 - 0.0052 * Double(step)
            let roas = step < 6 || step > 15 ? nil : 1.9 - 0.07 * Double(step)
            return [
                CurveRow(
                    metric: .engagementByFollowers, position: position, followers: followers, creators: value == nil ? 4 : 40,
                    effectiveCreators: value == nil ? 3.1 : 31.5, value: value, low: value.map { $0 * 0.85 },
                    high: value.map { $0 * 1.18 }),
                CurveRow(
                    metric: .returnOnSpend, position: position, followers: followers, creators: roas == nil ? 2 : 25,
                    effectiveCreators: roas == nil ? 1.2 : 20.4, value: roas, low: roas.map { $0 - 0.6 },
                    high: roas.map { $0 + 0.7 }),
            ]
        }
    }

    private static func adjusted(
        _ metric: MetricName, _ statistic: Statistic, scale: EffectScale, _ estimate: Double, _ low: Double, _ high: Double,
        p: Double
    ) -> Comparison {
        // e^0.336 = 1.3994, e^0.095 = 1.0997, e^0.588 = 1.8004.
        var row = comparison(
            metric, statistic, analysis: .adjusted, scale: scale, estimate: estimate, low: low, high: high,
            ratio: scale == .log ? 1.3994 : nil, ratioLow: scale == .log ? 1.0997 : nil,
            ratioHigh: scale == .log ? 1.8004 : nil, p: p, mde: 0.34, a: metric == .returnOnSpend ? 180 : 188,
            b: metric == .returnOnSpend ? 52 : 60)
        // (0.34 / 0.1)² = 11.56; 180 · 11.56 = 2,080.8 and 52 · 11.56 = 601.12. (0.34 / ln 1.1)² = 12.7257; 188 · 12.7257 = 2,392.4
        // and 60 · 12.7257 = 763.5.
        row.neededCreators =
            scale == .linear
            ? NeededCreators(effect: 0.1, ratio: nil, factor: 11.56, creatorsA: 2_081, creatorsB: 602)
            : NeededCreators(effect: 0.0953, ratio: 1.1, factor: 12.7257, creatorsA: 2_393, creatorsB: 764)
        row.pAdjusted = p * 2
        row.family = .primary
        row.rung = AdjustmentLevel(metric == .returnOnSpend ? [.platform] : [.platform, .niche])
        row.coverageA = 0.83
        row.coverageB = 0.91
        return row
    }

    private static var sensitivity: [SensitivityRow] {
        let boundaries: [(Int64, Double, PairVerdict)] = [
            (20_000, 0.31, .noClearDifference), (50_000, 0.52, .higher("micro")), (100_000, 0.6483, .higher("micro")),
            (300_000, 0.71, .higher("micro")), (500_000, 0.9, .notEnoughData),
        ]
        let rates = boundaries.map { boundary, estimate, verdict in
            SensitivityRow(
                metric: .engagementByFollowers, statistic: .typical, kind: .boundary, name: "", boundary: boundary,
                isConfigured: boundary == 100_000, scale: .log, estimate: estimate, low: estimate - 0.33,
                high: estimate + 0.33, p: verdict == .higher("micro") ? 0.001 : 0.06, verdict: verdict, creatorsA: 190,
                creatorsB: boundary == 500_000 ? 6 : 70)
        }
        let schemes: [(String, Double?, PairVerdict)] = [
            ("emarketer", 0.55, .higher("micro")), ("izea", 0.24, .noClearDifference), ("favikon", nil, .notEnoughData),
        ]
        let others = schemes.map { name, estimate, verdict in
            SensitivityRow(
                metric: .engagementByFollowers, statistic: .typical, kind: .scheme, name: name, boundary: nil,
                isConfigured: false, scale: .log, estimate: estimate, low: estimate.map { $0 - 0.3 },
                high: estimate.map { $0 + 0.3 }, p: estimate == nil ? nil : 0.02, verdict: verdict, creatorsA: 90,
                creatorsB: 31)
        }
        let money: [(Int64, Double, PairVerdict)] = [
            (50_000, 0.12, .noClearDifference), (100_000, 0.3412, .higher("micro")), (200_000, 0.2, .noClearDifference),
        ]
        let onRatios = (rates + others).map { row in
            var row = row
            (row.ratio, row.ratioLow, row.ratioHigh) = (row.estimate.map { exp($0) }, row.low.map { exp($0) }, row.high.map { exp($0) })
            return row
        }
        return onRatios
            + money.map { boundary, estimate, verdict in
                SensitivityRow(
                    metric: .returnOnSpend, statistic: .pooled, kind: .boundary, name: "", boundary: boundary,
                    isConfigured: boundary == 100_000, scale: .linear, estimate: estimate, low: estimate - 0.29,
                    high: estimate + 0.29, p: 0.2, verdict: verdict, creatorsA: 170, creatorsB: 60)
            }
    }

    static func claim(
        _ id: ClaimName, _ question: ClaimQuestion, _ verdict: ClaimVerdict, _ metric: MetricName = .none, scale: EffectScale = .none,
        _ estimate: Double? = nil, _ low: Double? = nil, _ high: Double? = nil, p: Double? = nil, a: Int = 0, b: Int = 0,
        missing: [Lack] = [], notes: [Note] = []
    ) -> ClaimRow {
        ClaimRow(
            claim: id, question: question, verdict: verdict, metric: metric, scale: scale, estimate: estimate, low: low,
            high: high, p: p, creatorsA: a, creatorsB: b, missing: missing, notes: notes)
    }

    static var claims: [ClaimRow] {
        [
            claim(.definition, .census, .counted, a: 214, b: 65),
            claim(
                .niche, .headline, .notTestable, .topicConcentration, scale: .probability, missing: [.hashtags, .niche]),
            claim(
                .connection, .commentLikeRatio, .supported, .commentLikeRatio, scale: .log, 1.3, 1.1, 1.54, p: 0.004, a: 212,
                b: 64),
            claim(.connection, .commentRate, .unclear, .commentRate, scale: .log, 1.1, 0.9, 1.34, p: 0.3, a: 212, b: 64),
            claim(.connection, .saveRate, .notTestable, .saveRate, scale: .log, missing: [.saves]),
            claim(
                .engagement, .headline, .supported, .engagementByFollowers, scale: .log, 1.3994, 1.0997, 1.8004, p: 0.012, a: 212,
                b: 64, notes: [.componentGap]),
            claim(.engagement, .engagementByReach, .unclear, .engagementByReach, scale: .log, 1.21, 0.97, 1.51, p: 0.09, a: 180, b: 60),
            claim(.engagement, .elasticity, .supported, .engagementByFollowers, scale: .tenfold, 0.489779, 0.407380, 0.588844, p: 0.0001, a: 301, b: 301),
            claim(
                .return, .headline, .unclear, .returnOnInvestment, scale: .linear, 0.1155, -0.099, 0.33, p: 0.29, a: 180, b: 52,
                notes: [.leaveOneCreatorOut]),
            claim(
                .return, .withoutTopCreator, .supported, .returnOnInvestment, scale: .linear, 0.286, 0.0605, 0.5115, p: 0.013, a: 179,
                b: 51),
            claim(.budget, .equalBudget, .unclear, .returnOnInvestment, scale: .probability, 0.81, a: 180, b: 52, notes: [.supply]),
            claim(.shift, .spendShare, .supported, .spend, scale: .slope, 0.012, 0.006, 0.018, p: 0.004, a: 180, b: 52),
            claim(.shift, .postsShare, .unclear, .posts, scale: .slope, 0.003, -0.003, 0.009, p: 0.3, a: 214, b: 65),
            claim(.audience, .headline, .notTestable, .audienceOverlap, scale: .correlation, missing: [.audienceTarget, .audienceShares]),
            claim(.style, .postType, .supported, .engagementByFollowers, scale: .none, p: 0.036, a: 212, b: 64),
            claim(.alignment, .headline, .unclear, .brandAlignment, scale: .correlation, 0.18, p: 0.08, a: 141, b: 0),
        ]
    }

    /// 300 creators, ten of whom are drawn.
    static func addClouds(to findings: inout FindingSet) {
        findings.creatorClouds = [(MetricName.returnOnSpend, 1.2), (.engagementByFollowers, 0.03)].map { metric, value in
            CreatorCloud(
                metric: metric, creators: 300,
                tiers: [
                    CreatorCloud.Tier(tier: "micro", creators: 230, position: 4.2), CreatorCloud.Tier(tier: "macro", creators: 70, position: 5.4),
                ],
                points: (0..<10).map { step in
                    let position = 3.5 + Double(step) / 4
                    return CreatorCloud.Point(
                        tier: position < 5 ? "micro" : "macro", followers: Int64(pow(10, position).rounded()), position: position,
                        value: step == 9 ? value * 40 : value * Double(step) / 5)
                })
        }
        findings.robustness += [(RobustnessRow.View.once, 0.095, 0.588), (.repeated, -0.02, 0.7)].map { view, low, high in
            var row = RobustnessRow(metric: .engagementByFollowers, a: "micro", b: "macro", view: view, scale: .log)
            (row.estimate, row.low, row.high, row.includesNoDifference) = (0.336, low, high, low < 0)
            (row.ratio, row.ratioLow, row.ratioHigh) = (1.3994, exp(low), exp(high))
            return row
        }
    }

    static func addDistributions(to findings: inout FindingSet) {
        findings.definition.budget = ExactTotal(500_000_000)
        let shares: [(Int, Double, Double, Double, Double, Double)] = [
            (0, -0.38, -0.66, -0.4, -0.02, 0.96), (25, -0.33, -0.56, -0.34, -0.07, 0.97),
            (50, -0.29, -0.48, -0.29, -0.08, 0.98), (75, -0.24, -0.43, -0.25, -0.03, 0.96),
            (100, -0.2, -0.4, -0.21, 0.03, 0.93),
        ]
        findings.budget = shares.map { share, mean, low, middle, high, loss in
            BudgetRow(
                budget: ExactTotal(500_000_000), shareA: share, medianDeals: Double(9 + share), mean: mean, p5: low,
                p50: middle, p95: high, lossProbability: loss, beatsProbability: share == 100 ? 0.81 : nil,
                notes: share == 100 ? [.supply] : [], largest: share == 100 ? ExactTotal(412_995_000) : nil)
        }
        let months = (1...12).map { "2024-\($0 < 10 ? "0" : "")\($0)" }
        for (measure, start, step) in [(TrendMeasure.spend, 0.18, 0.012), (.posts, 0.6, 0.003), (.engagement, 0.4, 0)] {
            for (place, month) in months.enumerated() {
                // Nothing was spent in March.
                let isEmpty = measure == .spend && place == 2
                let micro = start + step * Double(place)
                for (tier, share) in [("nano", 0.0), ("micro", micro), ("macro", 0.9 - micro), ("mega", 0.1)] {
                    findings.trendMonths.append(
                        TrendMonthRow(
                            measure: measure, month: month, tier: tier,
                            amount: ExactTotal(isEmpty ? 0 : Int128(share * 1_000_000)), share: isEmpty ? nil : share))
                }
            }
            for (tiers, factor) in [(TrendTiers.asPosted, 1.0), (.fixed, 0.8), (.difference, 0.2)] {
                findings.trend.append(
                    TrendRow(
                        measure: measure, tiers: tiers, tier: "micro", months: measure == .spend ? 11 : 12,
                        creators: 214, slope: step * factor, standardError: 0.003, degreesOfFreedom: 61.2,
                        low: step * factor - 0.006, high: step * factor + 0.006, p: 0.001, pAdjusted: 0.004,
                        mannKendallScore: 31, mannKendallZ: 2.3, mannKendallP: 0.02, theilSenSlope: step * factor))
            }
        }
    }

    /// For the table that findings do not hold.
    static let creators: [CreatorRow] = {
        var micro = CreatorRow(
            creator: "=cmd|' /C calc'!A0", tier: "micro", platforms: ["instagram", "tiktok"], posts: 41,
            meanFollowers: 18_204.5, engagement: ExactTotal(30_412), engagementRate: 0.0407,
            commentLikeRatio: 0.031, deals: 2, cost: ExactTotal(9_000_000), net: ExactTotal(-125_000), roas: -0.0139,
            topicConcentration: 0.31, focus: 0.22, topics: 38, brandAlignment: 0.44, audienceOverlap: nil,
            flags: [.followerJump, .lowForSize], sizeZ: -3.9, commentLikeZ: 0.2, largestJump: 0.61)
        (micro.shrunkROAS, micro.reliability) = (-0.0021, 0.12)
        var macro = CreatorRow(
            creator: "crÉ0007", tier: "macro", platforms: [], posts: 0, meanFollowers: nil, engagement: nil,
            engagementRate: nil, commentLikeRatio: nil, deals: 1, cost: nil, net: nil, roas: nil,
            topicConcentration: nil, focus: nil, topics: 0, brandAlignment: nil, audienceOverlap: nil, flags: [],
            sizeZ: nil, commentLikeZ: nil, largestJump: nil)
        macro.whyNotShrunk = .unknownReturns
        return [micro, macro]
    }()

    static func addCreators(to findings: inout FindingSet) {
        findings.creatorCount = creators.count
        findings.flags = ["micro", "macro"].flatMap { tier in
            [
                FlagRow(tier: tier, flag: .lowForSize, assessed: tier == "micro" ? 190 : 0, flagged: tier == "micro" ? 3 : 0),
                FlagRow(tier: tier, flag: .followerJump, assessed: 201, flagged: 9),
                FlagRow(tier: tier, flag: .any, assessed: 212, flagged: 12),
            ]
        }
        findings.style = [
            StyleRow(
                tier: "micro", dimension: .postType, level: "short", posts: 2_100, creators: 160, value: 0.045,
                low: 0.04, high: 0.051, ratio: 1.21, ratioLow: 1.05, ratioHigh: 1.39, p: 0.009, pAdjusted: 0.036),
            StyleRow(
                tier: "macro", dimension: .captionLength, level: "q4", posts: 610, creators: 58, value: 0.019,
                low: 0.015, high: 0.024, ratio: 0.94, ratioLow: 0.75, ratioHigh: 1.18, p: 0.6, pAdjusted: 0.7),
            StyleRow(
                tier: "macro", dimension: .sponsored, level: "1", posts: 0, creators: 0, value: nil, low: nil,
                high: nil, ratio: nil, ratioLow: nil, ratioHigh: nil, p: nil, pAdjusted: nil),
        ]
        findings.associations = [
            AssociationRow(property: .brandAlignment, outcome: .returnOnSpend, creators: 141, rho: 0.18, p: 0.04)
        ]
    }
}

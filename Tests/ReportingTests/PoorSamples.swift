import Findings

extension Samples {
    /// Findings in which something is missing, by name.
    static var poor: [(name: String, findings: FindingSet)] {
        [
            ("nothing", FindingSet(definition: definition)), ("noOrders", noOrders), ("noCosts", noCosts),
            ("noDeals", noDeals),
            ("emptyTier", emptyTier), ("threeCreators", threeCreators), ("allUnknown", allUnknown),
            ("noSegments", noSegments),
            ("noneCredited", noneCredited), ("noIntervals", noIntervals), ("manyZeros", manyZeros),
            ("onRevenue", onRevenue),
            ("infinite", infinite),
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
        findings.comparisons.removeAll { $0.metric == "roas" }
        return findings
    }

    static var noneCredited: FindingSet {
        var findings = noOrders
        findings.attribution = [
            AttributionRow(
                attribution: "unattributed", orders: 1_234, gross: ExactTotal(60_000_000), refund: ExactTotal(0),
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
            ExclusionRow(unit: "deals", tier: "micro", metric: "", reason: "cost_missing", rows: 244),
            ExclusionRow(unit: "deals", tier: "macro", metric: "", reason: "cost_missing", rows: 1),
        ]
        findings.comparisons.removeAll { $0.metric == "roas" }
        return findings
    }

    static var noDeals: FindingSet {
        var findings = rich
        findings.money = []
        findings.attribution = []
        findings.exclusions.removeAll { $0.unit == "deals" }
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
            ratio("er_followers", 1.9123, 0.4, 9.1, b: 3),
            comparison("roas", "pooled", scale: "linear", estimate: 0.3412, low: -3.5, high: 4.2, a: 180, b: 3),
        ]
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
            ExclusionRow(unit: "posts", tier: "unknown", metric: "", reason: "unknown_tier", rows: 1_200),
            ExclusionRow(unit: "deals", tier: "unknown", metric: "", reason: "unknown_tier", rows: 12),
        ]
        findings.attribution = [
            AttributionRow(
                attribution: "promo_code", orders: 5, gross: ExactTotal(5_000_000), refund: ExactTotal(0),
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
            ratio("er_followers", 1.9123, nil, nil),
            comparison("roas", "pooled", scale: "linear", estimate: 0.3412, low: nil, high: nil, a: 180, b: 52),
            comparison(
                "roas", "pooled", analysis: "mover", scale: "linear", estimate: 0.3412, low: -0.1, high: 0.8, a: 180,
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

    /// More than a tenth of the macro creators have no engagement: no typical value, the totals speak.
    static var manyZeros: FindingSet {
        var findings = rich
        findings.estimates = findings.estimates.map {
            var row = $0
            guard row.tier == "macro", row.metric == "er_followers", row.segment == "all" else { return row }
            row.zeroCreators = 12
            if row.statistic == "typical" {
                row.value = nil
                row.low = nil
                row.high = nil
            }
            return row
        }
        findings.comparisons.removeAll { $0.metric == "er_followers" && $0.statistic == "typical" }
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
        findings.comparisons.removeAll { $0.metric == "roas" && $0.analysis == "mover" }
        return findings
    }

    /// Values that must never reach a page, and limits far beyond it.
    static var infinite: FindingSet {
        var findings = rich
        findings.comparisons = [
            ratio("er_followers", 1.9, 1e-300, 1e304),
            comparison(
                "roas", "pooled", scale: "linear", estimate: .nan, low: -.infinity, high: .infinity, a: 180, b: 52),
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

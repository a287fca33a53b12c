import Findings
import SocialData
@testable import Aggregation
import TestSupport
import Testing

/// Case 05: a messy export to tiers, exclusions, all ten rates and every statistic of the level.
@Suite struct GoldenMetrics {
    private let golden: GoldenCase
    private let findings: FindingSet

    /// Computed once for all tests of the suite.
    private static let shared = Result { try Golden.findings("05_metrics") }

    init() throws {
        golden = try GoldenCase("05_metrics")
        findings = try Self.shared.get()
    }

    @Test func counts() throws {
        let duplicates = try #require(findings.duplicates.first { $0.entity == .posts })
        #expect(duplicates.dropped == (try golden.int("counts/duplicates")))
        #expect(findings.excluded("posts", "too_young") == (try golden.int("counts/too_young")))
        #expect(findings.excluded("posts", "unknown_tier") == (try golden.int("counts/unknown_tier")))
        #expect(findings.census.reduce(0) { $0 + $1.posts } == (try golden.int("posts_used")))
        // A tier without posts has no row, or one that says 0.
        let posts = Dictionary(uniqueKeysWithValues: findings.census.filter { $0.posts > 0 }.map { ($0.tier, $0.posts) })
        #expect(try posts == golden.counts("tiers").filter { $0.value > 0 })
    }

    @Test func followersSources() throws {
        var sources: [String: Int] = [:]
        for row in findings.followersSources where row.unit == .posts { sources[row.source.rawValue, default: 0] += row.rows }
        #expect(sources.keys.sorted() == (try golden.keys("sources")))
        for (source, rows) in sources { #expect(rows == (try golden.int("sources/\(source)"))) }
    }

    @Test func exclusionsByReason() throws {
        for metric in try golden.keys("metrics") {
            let rows = findings.exclusions.filter { $0.unit == .posts && $0.metric.rawValue == metric }
            let names = rows.map { "\($0.tier)/\($0.reason)" }
            let wanted = try golden.counts("metrics/\(metric)/excluded")
            #expect(Dictionary(uniqueKeysWithValues: zip(names, rows.map(\.rows))) == wanted, "\(metric)")
        }
    }

    @Test func everyStatisticOfEveryTier() throws {
        for metric in try golden.keys("metrics") {
            for tier in try golden.keys("metrics/\(metric)/tiers") {
                try checkLevel(metric, tier, "metrics/\(metric)/tiers/\(tier)")
            }
        }
    }

    private func checkLevel(_ metric: String, _ tier: String, _ path: String) throws {
        let pooled = try #require(findings.estimate(tier, metric, "pooled"))
        #expect(pooled.units == (try golden.int("\(path)/posts")))
        #expect(pooled.creators == (try golden.int("\(path)/creators")))
        #expect(pooled.numerator.value == Int128(try golden.int("\(path)/numerator")))
        #expect(pooled.denominator.value == Int128(try golden.int("\(path)/denominator")))
        #expect(pooled.zeroCreators == (try golden.int("\(path)/zero_creators")))
        golden.check(pooled.effectiveCreators, "\(path)/g_eff")
        golden.check(pooled.value, "\(path)/pooled/value")
        golden.check(pooled.low, pooled.high, "\(path)/pooled/ci")
        golden.check(pooled.degreesOfFreedom, "\(path)/pooled/df")

        let typical = try #require(findings.estimate(tier, metric, "typical"))
        if try golden.value("\(path)/typical/valid") as? Bool == true {
            golden.check(typical.value, "\(path)/typical/value")
            golden.check(typical.lowShare, "\(path)/typical/low_share")
            golden.check(typical.low, typical.high, "\(path)/typical/ci")
        } else {
            #expect(typical.value == nil && typical.low == nil)
            #expect(typical.notes.contains(.typicalNotValid))
        }

        let mean = try #require(findings.estimate(tier, metric, "creator_mean"))
        golden.check(mean.value, "\(path)/mean_of_creators/value")
        golden.check(mean.low, mean.high, "\(path)/mean_of_creators/ci")
        let postMean = try #require(findings.estimate(tier, metric, "post_mean"))
        golden.check(postMean.value, "\(path)/mean_of_posts/value")
        golden.check(postMean.low, postMean.high, "\(path)/mean_of_posts/ci")
        let median = try #require(findings.estimate(tier, metric, "creator_median"))
        golden.check(median.value, "\(path)/median_creator/value")
        golden.check(median.low, median.high, "\(path)/median_creator/ci")
        for quantile in ["p10", "p25", "p50", "p75", "p90"] {
            golden.check(findings.estimate(tier, metric, quantile)?.value, "\(path)/median_creator/quantiles/\(quantile)")
        }
    }

    /// The merged totals are the golden ones, to the last unit.
    @Test func totalsAddUp() throws {
        let bench = try Bench()
        _ = try Golden.findings("05_metrics", bench: bench)
        let (_, tally) = try bench.tally()
        let tiers = TierScheme.essay.tiers.map(\.name)
        for name in try golden.keys("metrics") {
            let metric = try #require(Metric.all.first { $0.name.rawValue == name })
            for tier in try golden.keys("metrics/\(name)/tiers") {
                var sum = MetricTotals()
                tally.forEachCreator(tally.totals[0].totals(tier: try #require(tiers.firstIndex(of: tier)), metric)) { sum += $1 }
                let path = "metrics/\(name)/tiers/\(tier)"
                #expect(sum.units == (try golden.int("\(path)/posts")))
                #expect(sum.numerator == Int128(try golden.int("\(path)/numerator")))
                #expect(sum.denominator == Int128(try golden.int("\(path)/denominator")))
                #expect(sum.parts == Int128(try golden.int("\(path)/mean_of_posts/sum_parts")))
            }
        }
    }
}

import Foundation
import TestSupport
import Testing

/// Golden cases through the front door: CSV files in, published tables out, compared with `case.json`.
@Suite struct GoldenProgramsTests {
    /// Case 05: tiers, sources of followers, exclusions, and all ten rates with every statistic of every tier.
    @Test func metrics() throws {
        let workdir = try GoldenPipeline.run("05_metrics", more: "by: []")
        defer { workdir.remove() }
        let golden = try GoldenCase("05_metrics")
        try counts(golden, in: workdir)

        let census = try PublishedTable("census", in: workdir)
        let posts = try census.sums("posts") { $0["tier"] }
        // A tier without posts has no row, or one that says 0.
        #expect(try posts.filter { $0.value > 0 } == golden.counts("tiers").filter { $0.value > 0 })
        #expect(try posts.values.reduce(0, +) == golden.int("posts_used"))
        // One row for each tier that a creator has posts in.
        let creatorTiers = try PublishedTable("creators", in: workdir).sums("posts") { row in
            row["tier"] == "unknown" || row["posts"] == "0" ? nil : "\(row["creator"]!) \(row["tier"]!)"
        }
        let tiersOf = Dictionary(grouping: creatorTiers.keys) { $0.split(separator: " ")[0] }
        #expect(try tiersOf.values.count { $0.count > 1 } == golden.int("creators_in_more_than_one_tier"))
        let sources = try PublishedTable("followers_sources", in: workdir).sums("rows") { $0["unit"] == "posts" ? $0["source"] : nil }
        #expect(try sources == golden.counts("sources"))

        let exclusions = try PublishedTable("exclusions", in: workdir)
        let estimates = try PublishedTable("estimates", in: workdir)
        for metric in try golden.keys("metrics") {
            let excluded = try exclusions.sums("rows") { row in
                row["unit"] == "posts" && row["metric"] == metric ? "\(row["tier"]!)/\(row["reason"]!)" : nil
            }
            #expect(try excluded == golden.counts("metrics/\(metric)/excluded"), "\(metric)")
            for tier in try golden.keys("metrics/\(metric)/tiers") { try level(metric, tier, estimates, golden) }
        }
    }

    private func counts(_ golden: GoldenCase, in workdir: Workdir) throws {
        let duplicates = try PublishedTable("duplicates", in: workdir)
        try golden.checkInt(duplicates.row(["entity": "posts"])["dropped"]!, "counts/duplicates")
        let excluded = try PublishedTable("exclusions", in: workdir).sums("rows") { row in
            row["unit"] == "posts" && row["metric"]!.isEmpty ? row["reason"] : nil
        }
        for reason in ["too_young", "unknown_tier"] { #expect(try excluded[reason] ?? 0 == golden.int("counts/\(reason)")) }
    }

    private func level(_ metric: String, _ tier: String, _ estimates: PublishedTable, _ golden: GoldenCase) throws {
        let path = "metrics/\(metric)/tiers/\(tier)"
        func row(_ statistic: String) throws -> [String: String] {
            try estimates.row(["scheme": "essay", "segment": "all", "tier": tier, "metric": metric, "statistic": statistic])
        }
        func check(_ statistic: String, _ key: String) throws {
            let row = try row(statistic)
            try golden.check(row["value"]!, "\(path)/\(key)/value")
            try golden.check(row["ci_low"]!, "\(path)/\(key)/ci/0")
            try golden.check(row["ci_high"]!, "\(path)/\(key)/ci/1")
        }
        for statistic in ["pooled", "typical", "creator_mean", "post_mean", "creator_median", "p10", "p25", "p50", "p75", "p90"] {
            let row = try row(statistic)
            try golden.checkInt(row["units"]!, "\(path)/posts", statistic)
            try golden.checkInt(row["creators"]!, "\(path)/creators", statistic)
            try golden.checkInt(row["zero_creators"]!, "\(path)/zero_creators", statistic)
            try golden.checkInt(row["numerator"]!, "\(path)/numerator", statistic)
            try golden.checkInt(row["denominator"]!, "\(path)/denominator", statistic)
            try golden.check(row["effective_creators"]!, "\(path)/g_eff", statistic)
        }
        try check("pooled", "pooled")
        try golden.check(row("pooled")["df"]!, "\(path)/pooled/df")
        if try golden.value("\(path)/typical/valid") as? Bool == true {
            try check("typical", "typical")
        } else {
            // Not valid is empty in presentation (Methods 6.2).
            let row = try row("typical")
            #expect(row["value"] == "" && row["ci_low"] == "" && row["ci_high"] == "", "\(path): \(row)")
        }
        try check("creator_mean", "mean_of_creators")
        try check("post_mean", "mean_of_posts")
        try check("creator_median", "median_creator")
        for quantile in ["p10", "p25", "p50", "p75", "p90"] {
            try golden.check(row(quantile)["value"]!, "\(path)/median_creator/quantiles/\(quantile)")
        }
    }

    /// Case 06: who is credited with which order.
    @Test func attribution() throws {
        let golden = try GoldenCase("06_money")
        let days = try (window: golden.param("utm_window_days"), maturity: golden.param("maturity_days"))
        let workdir = try GoldenPipeline.run("06_money", more: "roi: {window_days: \(days.window), maturity_days: \(days.maturity)}")
        defer { workdir.remove() }
        let orders = try PublishedTable("attribution", in: workdir).sums("orders") { $0["attribution"] }
            .filter { ["promo_code", "utm", "ambiguous_code", "unattributed"].contains($0.key) }
        #expect(try orders == golden.counts("attribution"))
    }

    /// Case 06: excluded deals, and what each tier returned, on revenue and with every margin that the case has.
    @Test func money() throws {
        let golden = try GoldenCase("06_money")
        let tiers = try golden.keys("tiers")
        let margins = try golden.keys("tiers/\(tiers[0])").compactMap { $0.wholeMatch(of: /roi_margin_(.+)/).map { String($0.1) } }
        #expect(!margins.isEmpty)
        for margin in ["1"] + margins { try money(golden, margin: margin) }
    }

    private func money(_ golden: GoldenCase, margin: String) throws {
        let roi = margin == "1" ? "roi" : "roi_margin_\(margin)"
        let days = try (window: golden.param("utm_window_days"), maturity: golden.param("maturity_days"))
        let workdir = try GoldenPipeline.run(
            "06_money", more: "roi: {margin: \(margin), window_days: \(days.window), maturity_days: \(days.maturity)}")
        defer { workdir.remove() }
        try dealExclusions(golden, "excluded", in: workdir)
        let money = try PublishedTable("money", in: workdir)
        let estimates = try PublishedTable("estimates", in: workdir)
        for tier in try golden.keys("tiers") {
            let path = "tiers/\(tier)"
            func item(_ name: String, _ column: String = "value") throws -> String {
                try #require(try money.row(["tier": tier, "item": name])[column])
            }
            try golden.checkInt(item("deals"), "\(path)/deals")
            try golden.checkInt(item("creators"), "\(path)/creators")
            try golden.checkMoney(item("net"), "\(path)/net")
            try golden.checkMoney(item("cost"), "\(path)/cost")
            try golden.check(item("roas"), "\(path)/roas")
            try golden.check(item("roas", "low"), "\(path)/roas_ci/0")
            try golden.check(item("roas", "high"), "\(path)/roas_ci/1")
            try golden.check(item("roi"), "\(path)/\(roi)")

            func estimate(_ metric: String, _ statistic: String) throws -> [String: String] {
                try estimates.row(["segment": "all", "tier": tier, "metric": metric, "statistic": statistic])
            }
            try golden.check(estimate("roi", "pooled")["value"]!, "\(path)/\(roi)")
            let pooled = try estimate("roas", "pooled")
            try golden.check(pooled["value"]!, "\(path)/roas")
            try golden.check(pooled["df"]!, "\(path)/df")
            try golden.check(pooled["effective_creators"]!, "\(path)/g_eff")
            try golden.checkInt(pooled["zero_creators"]!, "\(path)/zero_sale_creators")
            for (statistic, value, interval) in [
                ("creator_mean", "mean_creator_roas", "mean_ci"), ("creator_median", "median_creator_roas", "median_ci"),
            ] {
                let row = try estimate("roas", statistic)
                try golden.check(row["value"]!, "\(path)/\(value)")
                try golden.check(row["ci_low"]!, "\(path)/\(interval)/0")
                try golden.check(row["ci_high"]!, "\(path)/\(interval)/1")
            }
        }
    }

    private func dealExclusions(_ golden: GoldenCase, _ path: String, in workdir: Workdir) throws {
        let excluded = try PublishedTable("exclusions", in: workdir).sums("rows") { row in
            row["unit"] == "deals" && row["metric"]!.isEmpty ? row["reason"] : nil
        }
        // A reason that nothing has is no row.
        #expect(try excluded == golden.counts(path).filter { $0.value > 0 })
        // The same by tier, where a deal has one: money.csv has no row for those without.
        let byTier = try PublishedTable("exclusions", in: workdir).sums("rows") { row in
            row["unit"] == "deals" && row["metric"]!.isEmpty && row["tier"] != "unknown" ? "\(row["tier"]!)/\(row["reason"]!)" : nil
        }
        let money = try PublishedTable("money", in: workdir)
        var counted: [String: Int] = [:]
        for reason in excluded.keys where reason != "unknown_tier" {
            for row in money.rows where row["item"] == "excluded_\(reason)" {
                let rows = try #require(Int(row["value"]!), "\(reason)")
                if rows > 0 { counted["\(row["tier"]!)/\(reason)"] = rows }
            }
        }
        #expect(counted == byTier)
    }

    /// Case 21: from exports to the verdicts on micro against macro, with golden's seed.
    @Test func endToEnd() throws {
        let golden = try GoldenCase("21_end_to_end")
        let workdir = try GoldenPipeline.run(
            "21_end_to_end", more: """
                compare: {a: \(golden.text("engagement/a")), b: \(golden.text("engagement/b"))}
                statistics: {seed: \(golden.param("seed")), resamples: \(golden.param("B"))}
                """)
        defer { workdir.remove() }
        try counts(golden, in: workdir)
        try dealExclusions(golden, "deal_exclusions", in: workdir)
        let orders = try PublishedTable("attribution", in: workdir).sums("orders") { $0["attribution"] }
            .filter { ["promo_code", "utm", "ambiguous_code", "unattributed"].contains($0.key) }
        #expect(try orders == golden.counts("attribution"))

        let (a, b) = (try golden.text("engagement/a"), try golden.text("engagement/b"))
        let estimates = try PublishedTable("estimates", in: workdir)
        let comparisons = try PublishedTable("comparisons", in: workdir)
        func estimate(_ tier: String, _ metric: String, _ statistic: String) throws -> [String: String] {
            try estimates.row(["scheme": "essay", "segment": "all", "tier": tier, "metric": metric, "statistic": statistic])
        }
        func comparison(_ metric: String, _ statistic: String, _ analysis: String) throws -> [String: String] {
            try comparisons.row([
                "scheme": "essay", "segment": "all", "a": a, "b": b, "metric": metric, "statistic": statistic,
                "analysis": analysis, "scale": analysis == "ranks" ? "cliffs_delta" : metric == "roas" ? "linear" : "log",
            ])
        }
        try golden.check(estimate(a, "er_followers", "typical")["value"]!, "engagement/typical_a")
        try golden.check(estimate(b, "er_followers", "typical")["value"]!, "engagement/typical_b")
        let typical = try comparison("er_followers", "typical", "raw")
        try creators(typical, golden, "engagement")
        try golden.check(typical["mde"]!, "engagement/mde")
        try contrast(typical, golden, "engagement/raw")
        try contrast(comparison("er_followers", "pooled", "raw"), golden, "engagement/pooled")

        let micro = try estimate(a, "roas", "pooled")
        let macro = try estimate(b, "roas", "pooled")
        try golden.check(micro["value"]!, "money/roas_a")
        try golden.check(macro["value"]!, "money/roas_b")
        // Creators with sales, whatever went back: gross revenue is the numerator of the average order value.
        for (tier, key) in [(a, "money/pos_a"), (b, "money/pos_b")] {
            let orders = try estimate(tier, "aov", "pooled")
            #expect(try Int(orders["creators"]!)! - Int(orders["zero_creators"]!)! == golden.int(key))
        }
        let money = try comparison("roas", "pooled", "raw")
        try creators(money, golden, "money")
        try golden.check(money["mde"]!, "money/mde")
        try golden.check(money["estimate"]!, "money/raw/estimate")
        try golden.check(money["se"]!, "money/raw/se")
        try golden.check(money["df"]!, "money/raw/df")
        try golden.check(money["p"]!, "money/raw/p_cr2")
        try interval(money, golden, "money/raw/ci_cr2")
        try interval(comparison("roas", "pooled", "mover"), golden, "money/raw/ci_mover")
        try interval(comparison("roas", "pooled", "bootstrap"), golden, "money/raw/ci_boot")
        let hull = try comparison("roas", "pooled", "hull")
        try interval(hull, golden, "money/raw/ci")
        try golden.check(hull["p"]!, "money/raw/p")

        let ranks = try comparison("er_followers", "typical", "ranks")
        try golden.check(ranks["estimate"]!, "engagement/brunner_munzel/cliffs_delta")
        try interval(ranks, golden, "engagement/brunner_munzel/delta_ci")
        try golden.check(ranks["p"]!, "engagement/brunner_munzel/p")

        let adjusted = try comparison("er_followers", "typical", "adjusted")
        try contrast(adjusted, golden, "engagement/adjusted")
        try likeForLike(adjusted, golden, "engagement")
        let adjustedMoney = try comparison("roas", "pooled", "adjusted")
        for key in ["estimate", "se", "df", "p"] { try golden.check(adjustedMoney[key]!, "money/adjusted/\(key)") }
        try interval(adjustedMoney, golden, "money/adjusted/ci")
        try likeForLike(adjustedMoney, golden, "money")
        try conclusions(golden, in: workdir)
    }

    private func likeForLike(_ row: [String: String], _ golden: GoldenCase, _ part: String) throws {
        #expect(try row["rung"] == golden.value("\(part)/rung") as? String ?? "")
        for side in ["a", "b"] {
            try golden.check(row["coverage_\(side)"]!, "\(part)/adjusted/coverage_\(side)")
            try golden.checkInt(row["creators_\(side)"]!, "\(part)/adjusted/creators_\(side)")
            try golden.check(row["effective_\(side)"]!, "\(part)/adjusted/g_eff_\(side)")
        }
    }

    private func conclusions(_ golden: GoldenCase, in workdir: Workdir) throws {
        let (a, b) = (try golden.text("engagement/a"), try golden.text("engagement/b"))
        let headlines = try PublishedTable("headlines", in: workdir)
        for (part, metric) in [("engagement", "er_followers"), ("money", "roas")] {
            let row = try headlines.row(["metric": metric])
            for key in ["verdict", "basis", "simpson"] {
                #expect(try row[key] == golden.value("headline/\(part)/\(key)") as? String, "\(part) \(key)")
            }
            #expect(try row["reasons"] == (golden.value("headline/\(part)/reasons") as? [String])?.joined(separator: "; "))
            try golden.check(row["p_adjusted"]!, "headline/\(part)/p_holm")
        }
        let boundaries = try PublishedTable("sensitivity", in: workdir).rows.filter {
            $0["metric"] == "er_followers" && $0["kind"] == "boundary"
        }
        #expect(try boundaries.count == golden.list("threshold/rows").count)
        for (index, row) in boundaries.enumerated() {
            let path = "threshold/rows/\(index)"
            for (column, key) in [("boundary", "boundary"), ("creators_a", "n_a"), ("creators_b", "n_b")] {
                try golden.checkInt(row[column]!, "\(path)/\(key)")
            }
            try golden.check(row["estimate"]!, "\(path)/estimate")
            try golden.check(row["p"]!, "\(path)/p")
            try interval(row, golden, "\(path)/ci")
            #expect(try row["verdict"] == (golden.value("\(path)/verdict") as? String)?.replacing("A higher", with: "\(a) higher").replacing("B higher", with: "\(b) higher"))
        }
        let elasticity = try PublishedTable("elasticity", in: workdir).row(["metric": "er_followers"])
        for (column, key) in [("slope", "estimate"), ("se_cr1", "se_cr1"), ("se", "se"), ("df", "df"), ("p", "p"), ("per_tenfold", "per_tenfold")] {
            try golden.check(elasticity[column]!, "elasticity/\(key)")
        }
        try interval(elasticity, golden, "elasticity/ci")
        try golden.checkInt(elasticity["creators"]!, "elasticity/clusters")
        try golden.checkInt(elasticity["strata"]!, "elasticity/strata")
    }

    private func creators(_ row: [String: String], _ golden: GoldenCase, _ path: String) throws {
        for side in ["a", "b"] {
            try golden.checkInt(row["creators_\(side)"]!, "\(path)/n_\(side)")
            try golden.check(row["effective_\(side)"]!, "\(path)/g_eff_\(side)")
        }
    }

    private func interval(_ row: [String: String], _ golden: GoldenCase, _ path: String) throws {
        try golden.check(row["ci_low"]!, "\(path)/0")
        try golden.check(row["ci_high"]!, "\(path)/1")
    }

    private func contrast(_ row: [String: String], _ golden: GoldenCase, _ path: String) throws {
        for key in ["estimate", "se", "df", "p", "ratio"] { try golden.check(row[key]!, "\(path)/\(key)") }
        try interval(row, golden, "\(path)/ci")
        try golden.check(row["ratio_low"]!, "\(path)/ratio_ci/0")
        try golden.check(row["ratio_high"]!, "\(path)/ratio_ci/1")
    }
}

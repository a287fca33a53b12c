import Findings
import Foundation
@testable import Reporting
import SocialData
import Testing

@Suite struct TableTests {
    private static let names = ["rich"] + Samples.poor.map(\.name)

    @Test(arguments: names)
    func everyTableParsesAndIsDescribed(name: String) throws {
        let report = try #require(RenderedReport.samples[name])
        let readme = try #require(report.files["tables/README.md"])
        #expect(report.tables.count == 30)
        for (path, text) in report.tables {
            let rows = try #require(records(text), "\(path) is not RFC 4180")
            let header = try #require(rows.first)
            #expect(rows.allSatisfy { $0.count == header.count }, "\(path): rows of different lengths")
            #expect(Set(header).count == header.count, "\(path): two columns of one name")
            // The description of a table stands under its heading, in the same order.
            let file = String(path.dropFirst("tables/".count))
            let section = try #require(
                readme.components(separatedBy: "## \(file)\n").last?.components(separatedBy: "\n## ").first)
            let described = section.split(separator: "\n").filter { $0.hasPrefix("| `") }
            #expect(described.map { $0.split(separator: "`")[1].description }.prefix(header.count).elementsEqual(header), "\(path)")
            #expect(
                described.allSatisfy { $0.split(separator: "|").count >= 3 && $0.hasSuffix(". |") },
                "\(path): a column without a meaning")
        }
    }

    /// One row by hand: exact totals, 12 digits, empty for null.
    @Test func estimates() throws {
        var findings = FindingSet(definition: Samples.definition)
        findings.estimates = [
            Samples.estimate(
                "micro", .engagementByFollowers, .typical, 1.0 / 3, 0.25, 0.5, creators: 3, units: 7, zeros: 1, numerator: 12,
                denominator: 9_007_199_254_740_993,
                missing: nil, notes: [.dominated, .small]),
            Samples.estimate(
                "micro", .returnOnSpend, .pooled, nil, creators: 1, units: 2, numerator: 12_345_678, denominator: -5_000,
                missing: 0.5),
            Samples.estimate(
                "micro", .returnOnInvestment, .pooled, nil, creators: 1, units: 2, numerator: 26_612_707, denominator: 16_014_760),
        ]
        let rows = try #require(records(try RenderedReport(findings).files["tables/estimates.csv"] ?? ""))
        #expect(
            rows[0] == [
                "scheme", "segment", "tier", "metric", "statistic", "value", "ci_low", "ci_high", "interval", "df",
                "units", "creators",
                "effective_creators", "zero_creators", "low_share", "numerator", "denominator", "missing_share", "notes",
                "unit", "value_unit", "numerator_unit", "denominator_unit",
            ])
        // effective creators: 0.4 per creator in the sample.
        #expect(
            rows[1] == [
                "essay", "all", "micro", "er_followers", "typical", "0.333333333333", "0.25", "0.5", "t", "2", "7", "3",
                "1.2", "1", "0", "12",
                "9007199254740993", "", "dominated; small", "posts", "fraction", "count", "count",
            ])
        // Totals of a money metric are amounts: 12,345,678 and −5,000 ten-thousandths.
        #expect(
            rows[2] == [
                "essay", "all", "micro", "roas", "pooled", "", "", "", "", "", "2", "1", "0.4", "0", "", "1234.5678",
                "-0.50", "0.5", "", "deals", "ratio", "EUR", "EUR",
            ])
        // So are those of what is made of it: net revenue and cost.
        #expect(rows[3][15...16] == ["2661.2707", "1601.476"] && rows[3][19...] == ["deals", "fraction", "EUR", "EUR"])
    }

    /// The columns of Methods 23, in its order.
    @Test func comparisons() throws {
        let rows = try #require(records(try RenderedReport(Samples.rich).files["tables/comparisons.csv"] ?? ""))
        #expect(
            rows[0].joined(separator: ", ")
                == "scheme, segment, metric, statistic, a, b, analysis, scale, estimate, se, df, ci_low, ci_high, ratio, ratio_low, ratio_high, p, p_adjusted, family, mde, creators_a, creators_b, effective_a, effective_b, rung, coverage_a, coverage_b, verdict, basis, simpson, notes"
        )
        let adjusted = try #require(rows.first { $0[6] == "adjusted" && $0[2] == "er_followers" })
        #expect(adjusted[16...18] == ["0.006", "0.012", "primary"])
        #expect(adjusted[24...] == ["platform+niche", "0.83", "0.91", "", "", "", ""])
        // A row that is in no family says nothing about one.
        let raw = try #require(rows.first { $0[6] == "raw" })
        #expect(raw[17...18] == ["", ""])
        #expect(raw[24...29] == ["", "", "", "", "", ""])
    }

    /// Sentences and what would change them stand beside the numbers.
    @Test func claims() throws {
        let report = try RenderedReport(Samples.rich)
        let rows = try #require(records(report.files["tables/claims.csv"] ?? ""))
        #expect(
            rows[0].joined(separator: ", ")
                == "claim, number, sentence, question, verdict, metric, estimate, ci_low, ci_high, creators_a, creators_b, missing, notes, what_would_change_it, unit"
        )
        #expect(rows.count == 1 + Samples.claims.count)
        let share = try #require(rows.first { $0[3] == "spend_share" })
        #expect(
            plain(share[2])
                == "Share of spend: that of micro moves by +1.20 percentage points a month (95% interval 0.60 to 1.80; 180 against 52 creators)."
        )
        #expect(share[4...10] == ["SUPPORTED", "spend", "0.012", "0.006", "0.018", "180", "52"])
        #expect(share[14] == "fraction per month")
        let focus = try #require(rows.first { $0[0] == "niche" && $0[1] == "S1" })
        #expect(focus[4] == "NOT TESTABLE" && focus[11] == "hashtags; niche")
        #expect(
            focus[13].hasPrefix(
                "Add hashtags (or a niche): the column hashtags in a file of posts, for example platform,post_id,handle,posted_at,hashtags / instagram,"
            ))
    }

    /// A handle is data: what a spreadsheet would run is quoted, and comes back.
    @Test func creatorsMayHoldFormulas() throws {
        let rows = try #require(records(try RenderedReport(Samples.rich).files["tables/creators.csv"] ?? ""))
        #expect(
            rows[1] == [
                "'=cmd|' /C calc'!A0", "micro", "instagram; tiktok", "41", "18204.5", "30412", "0.0407", "0.031", "2",
                "900.00", "-12.50", "-0.0139", "-0.0021", "0.12", "", "0.31", "0.22", "38", "0.44", "",
                "follower_jump; er_low_for_size", "-3.9", "0.2", "0.61",
            ])
        #expect(
            rows[2] == [
                "crÉ0007", "macro", "", "0", "", "", "", "", "1", "", "", "", "", "", "no order is credited to any deal", "", "", "0", "", "",
                "", "", "", "",
            ])
    }

    /// Spend is money, posts are counted; a month without any has no share.
    @Test func monthsBoundariesAndBudgets() throws {
        let report = try RenderedReport(Samples.rich)
        let months = try #require(records(report.files["tables/trend_months.csv"] ?? ""))
        #expect(months[0] == ["measure", "month", "tier", "amount", "share", "unit"])
        // 0.18 · 1,000,000 ten-thousandths.
        #expect(months[2] == ["spend", "2024-01", "micro", "18.00", "0.18", "EUR"])
        #expect(months[10] == ["spend", "2024-03", "micro", "0.00", "", "EUR"])
        #expect(months.first { $0[0] == "posts" && $0[2] == "micro" } == ["posts", "2024-01", "micro", "600000", "0.6", "posts"])
        let boundaries = try #require(records(report.files["tables/sensitivity.csv"] ?? ""))
        #expect(boundaries.dropFirst().filter { $0[5] == "1" }.map { $0[4] } == ["100000", "100000"])
        #expect(boundaries.first { $0[3] == "favikon" }?[4...11] == ["", "0", "log", "", "", "", "", "not enough data"])
        let budget = try #require(records(report.files["tables/budget.csv"] ?? ""))
        #expect(budget[1] == ["50000.00", "0", "9", "-0.38", "-0.66", "-0.4", "-0.02", "0.96", "", "", ""])
        #expect(budget[5] == ["50000.00", "100", "109", "-0.2", "-0.4", "-0.21", "0.03", "0.93", "0.81", "supply", "41299.50"])
    }

    /// A row for each tier and item, a unit for each row; an interval where the item has one.
    @Test func moneyNamesEveryComponentAndReason() throws {
        let rows = try #require(records(try RenderedReport(Samples.rich).files["tables/money.csv"] ?? ""))
        #expect(rows[0] == ["tier", "item", "value", "low", "high", "unit"])
        func entry(_ tier: String, _ item: String) -> [String] {
            let found = rows.filter { $0[0] == tier && $0[1] == item }
            return found.count == 1 ? Array(found[0][2...]) : ["\(found.count) rows of \(item)"]
        }
        #expect(entry("micro", "deals") == ["216", "", "", "deals"])
        #expect(entry("micro", "creators") == ["180", "", "", "creators"])
        #expect(entry("micro", "orders") == ["3031", "", "", "orders"])
        #expect(entry("micro", "cost") == ["98400.00", "", "", "EUR"])
        #expect(entry("micro", "cost_fee") == ["88560.00", "", "", "EUR"])
        #expect(entry("micro", "known_fee") == ["216", "", "", "deals"])
        // Stated by no deal: unknown, not 0.
        #expect(entry("micro", "cost_commission") == ["", "", "", "EUR"])
        #expect(entry("micro", "known_commission") == ["0", "", "", "deals"])
        #expect(entry("micro", "cost_product_cost") == ["9840.50", "", "", "EUR"])
        #expect(entry("micro", "cost_labour") == ["", "", "", "EUR"])
        #expect(entry("micro", "excluded_immature") == ["21", "", "", "deals"])
        #expect(entry("micro", "excluded_cost_missing") == ["0", "", "", "deals"])
        #expect(entry("macro", "excluded_cost_missing") == ["4", "", "", "deals"])
        #expect(entry("micro", "net") == ["140712.00", "", "", "EUR"])
        #expect(entry("micro", "unpaid_net") == ["1234.56", "", "", "EUR"])
        #expect(entry("micro", "roas") == ["1.43", "1.18", "1.74", "ratio"])
        // With a margin of 0.55: 0.55 · 1.43 − 1, 0.55 · 1.18 − 1, 0.55 · 1.74 − 1.
        #expect(entry("micro", "roi") == ["-0.2135", "-0.351", "-0.043", "fraction"])
        #expect(entry("micro", "cpe") == ["0.1234", "", "", "EUR"])
        #expect(entry("nano", "roas") == ["", "", "", "ratio"])
        // Each tier has every item, in one order.
        let items = rows.dropFirst().filter { $0[0] == "nano" }.map { $0[1] }
        #expect(Set(items).count == items.count && items.first == "deals")
        for tier in ["micro", "macro", "mega"] { #expect(rows.filter { $0[0] == tier }.map { $0[1] } == items, "\(tier)") }
    }

    /// The quality table is the only one that inputs reach.
    @Test func onlyQualityDependsOnInputs() throws {
        let one = try RenderedReport(Samples.rich, inputs: Samples.inputs)
        let other = try RenderedReport(Samples.rich, inputs: [])
        #expect(one.paths == other.paths)
        for path in one.paths where path != "tables/quality.csv" && !path.hasSuffix(".md") && !path.hasSuffix(".html") {
            #expect(one.files[path] == other.files[path], "\(path)")
        }
        #expect(one.files["tables/quality.csv"] != other.files["tables/quality.csv"])
        #expect(
            one.markdown.components(separatedBy: "## Inputs\n")[0]
                == other.markdown.components(separatedBy: "## Inputs\n")[0])
        #expect(
            one.details.components(separatedBy: "<section id=\"inputs\"")[0]
                == other.details.components(separatedBy: "<section id=\"inputs\"")[0])
        #expect(one.html == other.html)
    }
}

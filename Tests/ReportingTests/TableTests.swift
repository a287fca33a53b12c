import Findings
import Foundation
@testable import Reporting
import Testing

@Suite struct TableTests {
    private static let names = ["rich"] + Samples.poor.map(\.name)

    @Test(arguments: names)
    func everyTableParsesAndIsDescribed(name: String) throws {
        let report = try #require(RenderedReport.samples[name])
        let readme = try #require(report.files["tables/README.md"])
        #expect(report.tables.count == 11)
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
            #expect(described.map { $0.split(separator: "`")[1].description } == header, "\(path)")
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
                "micro", "er_followers", "typical", 1.0 / 3, 0.25, 0.5, creators: 3, units: 7, zeros: 1, numerator: 12,
                denominator: 9_007_199_254_740_993,
                missing: nil, notes: ["dominated", "small"]),
            Samples.estimate(
                "micro", "roas", "pooled", nil, creators: 1, units: 2, numerator: 12_345_678, denominator: -5_000,
                missing: 0.5),
        ]
        let rows = try #require(records(try RenderedReport(findings).files["tables/estimates.csv"] ?? ""))
        #expect(
            rows[0] == [
                "scheme", "segment", "tier", "metric", "statistic", "value", "ci_low", "ci_high", "interval", "df",
                "units", "creators",
                "effective_creators", "zero_creators", "numerator", "denominator", "missing_share", "notes",
            ])
        // effective creators: 0.4 per creator in the sample.
        #expect(
            rows[1] == [
                "essay", "all", "micro", "er_followers", "typical", "0.333333333333", "0.25", "0.5", "t", "2", "7", "3",
                "1.2", "1", "12",
                "9007199254740993", "", "dominated; small",
            ])
        // Totals of a money metric are amounts: 12 345 678 and −5 000 ten-thousandths.
        #expect(
            rows[2] == [
                "essay", "all", "micro", "roas", "pooled", "", "", "", "", "", "2", "1", "0.4", "0", "1234.5678",
                "-0.50", "0.5", "",
            ])
    }

    @Test func moneyNamesEveryComponentAndReason() throws {
        let rows = try #require(records(try RenderedReport(Samples.rich).files["tables/money.csv"] ?? ""))
        let header = rows[0]
        func cell(_ column: String, _ row: Int) -> String {
            header.firstIndex(of: column).map { rows[row][$0] } ?? "no column \(column)"
        }
        // micro is the second row.
        #expect(cell("tier", 2) == "micro")
        #expect(cell("cost", 2) == "98400.00")
        #expect(cell("cost_fee", 2) == "88560.00")
        #expect(cell("known_fee", 2) == "216")
        // Stated by no deal: unknown, not 0.
        #expect(cell("cost_commission", 2) == "")
        #expect(cell("known_commission", 2) == "0")
        #expect(cell("cost_product_cost", 2) == "9840.50")
        #expect(cell("cost_labour", 2) == "")
        #expect(cell("excluded_immature", 2) == "21")
        #expect(cell("excluded_cost_missing", 2) == "0")
        #expect(cell("excluded_cost_missing", 3) == "4")
        #expect(cell("net", 2) == "140712.00")
        #expect(cell("unpaid_net", 2) == "1234.56")
    }

    /// The quality table is the only one that inputs reach.
    @Test func onlyQualityDependsOnInputs() throws {
        let one = try RenderedReport(Samples.rich, inputs: Samples.inputs)
        let other = try RenderedReport(Samples.rich, inputs: [])
        #expect(one.paths == other.paths)
        for path in one.paths where path != "tables/quality.csv" && !path.hasPrefix("report.") {
            #expect(one.files[path] == other.files[path], "\(path)")
        }
        #expect(one.files["tables/quality.csv"] != other.files["tables/quality.csv"])
        #expect(
            one.markdown.components(separatedBy: "## Inputs\n")[0]
                == other.markdown.components(separatedBy: "## Inputs\n")[0])
        #expect(
            one.html.components(separatedBy: "<section id=\"inputs\">")[0]
                == other.html.components(separatedBy: "<section id=\"inputs\">")[0])
    }
}

import Findings
import Foundation
@testable import Reporting
import SocialData
import Testing

/// `tables/datapackage.json` against the tables beside it, read by Foundation's JSON and by readers of the tests' own.
@Suite struct DataPackageTests {
    private struct Package: Decodable {
        struct Resource: Decodable {
            struct Schema: Decodable {
                struct Field: Decodable {
                    struct Constraints: Decodable { var `enum`: [String] }
                    var name: String
                    var type: String
                    var description: String
                    var unit: String?
                    var unitField: String?
                    var trueValues: [String]?
                    var constraints: Constraints?
                }
                var fields: [Field]
                var missingValues: [String]
            }
            var name: String
            var path: String
            var encoding: String
            var dialect: Dialect
            var schema: Schema
        }
        struct Dialect: Decodable {
            var delimiter: String
            var quoteChar: String
            var lineTerminator: String
            var header: Bool
        }
        var profile: String
        var name: String
        var title: String
        var resources: [Resource]
    }

    private static func package(_ report: RenderedReport) throws -> Package {
        try JSONDecoder().decode(Package.self, from: Data((report.files["tables/datapackage.json"] ?? "").utf8))
    }

    /// Every table and column, in their order, and every cell as its field says.
    @Test(arguments: ["rich"] + Samples.poor.map(\.name))
    func everyCellIsOfItsFieldsType(name: String) throws {
        let report = try #require(RenderedReport.samples[name])
        let package = try Self.package(report)
        #expect(Set(package.resources.map { "tables/\($0.path)" }) == Set(report.tables.map(\.path)) && package.resources.count == 30)
        for resource in package.resources {
            let rows = try #require(records(report.files["tables/\(resource.path)"] ?? ""))
            #expect(resource.path == "\(resource.name).csv")
            #expect(resource.schema.fields.map(\.name) == rows[0], "\(resource.path)")
            #expect(resource.schema.missingValues == [""] && resource.encoding == "utf-8")
            let dialect = resource.dialect
            #expect(dialect.delimiter == "," && dialect.quoteChar == "\"" && dialect.lineTerminator == "\n" && dialect.header)
            for (place, field) in resource.schema.fields.enumerated() {
                #expect(!field.description.isEmpty, "\(resource.name).\(field.name)")
                for row in rows.dropFirst() where !row[place].isEmpty {
                    #expect(Self.isRight(row[place], field), "\(resource.name).\(field.name) is \(field.type): \(row[place])")
                }
            }
        }
    }

    private static func isRight(_ cell: String, _ field: Package.Resource.Schema.Field) -> Bool {
        switch field.type {
        case "string": field.constraints?.enum.contains(cell) ?? true
        case "integer": cell.wholeMatch(of: /-?[0-9]+/) != nil
        case "number": cell.wholeMatch(of: /-?[0-9]+(\.[0-9]+)?/) != nil
        case "boolean": ["0", "1"].contains(cell)
        case "yearmonth": cell.wholeMatch(of: /[0-9]{4}-[0-9]{2}/) != nil
        default: false
        }
    }

    /// One unit per column: its own, or what another column of the table says; and that one has a word wherever there is a number.
    @Test func everyNumberHasOneUnit() throws {
        let report = try RenderedReport(Samples.rich)
        let package = try Self.package(report)
        var named: Set<String> = []
        for resource in package.resources {
            let rows = try #require(records(report.files["tables/\(resource.path)"] ?? ""))
            for (place, field) in resource.schema.fields.enumerated() where ["integer", "number"].contains(field.type) {
                guard let other = field.unitField else {
                    #expect(field.unit?.contains(" or ") == false && field.unit?.isEmpty == false, "\(resource.name).\(field.name)")
                    continue
                }
                #expect(field.unit == nil)
                named.insert("\(resource.name).\(other)")
                let unit = try #require(rows[0].firstIndex(of: other), "\(resource.name) has no column \(other)")
                #expect(resource.schema.fields[unit].type == "string")
                for row in rows.dropFirst() where !row[place].isEmpty {
                    #expect(!row[unit].isEmpty, "\(resource.name).\(field.name): \(row)")
                }
            }
        }
        #expect(named.isSuperset(of: [
            "claims.unit", "estimates.unit", "estimates.value_unit", "estimates.numerator_unit", "estimates.denominator_unit", "money.unit",
            "trend_months.unit", "curve.unit", "missing.unit", "missing.value_unit", "comparisons.scale", "losses.unit",
        ]))
    }

    @Test func fieldsByHand() throws {
        let package = try Self.package(try RenderedReport(Samples.rich))
        #expect(package.profile == "tabular-data-package" && package.name == "micro-vs-macro")
        #expect(package.title == "Micro versus macro creators, 2024")
        func field(_ table: String, _ column: String) -> Package.Resource.Schema.Field? {
            package.resources.first { $0.name == table }?.schema.fields.first { $0.name == column }
        }
        let cost = field("payoff", "cost")
        #expect(cost?.type == "number" && cost?.unit == "EUR")
        // A limit of an interval is no exact amount, and still euros.
        #expect(field("payoff", "profit_low")?.unit == "EUR")
        #expect(field("trend_months", "month")?.type == "yearmonth")
        #expect(field("ladder", "adequate")?.trueValues == ["1"])
        // Effective creators are a weight, creators are people.
        #expect(field("estimates", "creators")?.type == "integer" && field("estimates", "effective_creators")?.type == "number")
        let item = field("money", "item")
        #expect(item?.constraints?.enum.contains("cost_product_cost") == true)
        #expect(field("money", "value")?.unitField == "unit")
    }

    /// Names that the standard does not allow become ones that it does.
    @Test(arguments: [("Micro vs. Macro", "micro-vs.-macro"), ("für_2024", "f-r_2024"), ("", "tierwise"), ("a", "a")])
    func identifiers(name: String, identifier: String) {
        #expect(DataPackage.identifier(name) == identifier)
    }

    /// Text is data: quotes, line ends and control characters stay inside their string.
    @Test func titlesAreEscaped() throws {
        var findings = FindingSet(definition: Samples.definition)
        findings.definition.title = "a \"b\" \\ c\n\u{1}\u{7F} ü"
        #expect(try Self.package(try RenderedReport(findings)).title == findings.definition.title)
    }
}

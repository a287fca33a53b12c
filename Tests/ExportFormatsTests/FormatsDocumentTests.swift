@testable import ExportFormats
import Foundation
import SocialData
import Testing

/// Documentation/Formats.md says all that a format file can say. That its examples work is tested where files are ingested.
struct FormatsDocumentTests {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    private static func document() throws -> String {
        try String(contentsOf: root.appending(path: "Documentation/Formats.md"), encoding: .utf8)
    }

    /// Every key that the reader accepts is described, and stands in an example.
    @Test func everyKeyIsDescribedAndShown() throws {
        let text = try Self.document()
        let examples = text.matches(of: /(?s)```yaml[^\n]*\n(.*?)```/).map { String($0.1) }.joined()
        let keys = ExportFormatReader.keys + ExportFormatReader.ruleKeys + ExportFormatReader.detectionKeys
            + ExportFormatReader.rowRuleKeys + ["because", "instead", "from", "key", "equals", "name", "value"]
        for key in Set(keys).sorted() {
            #expect(text.contains("`\(key)`") || text.contains("`\(key):`"), "`\(key)` is not described")
            #expect(examples.contains("\(key):"), "`\(key)` stands in no example")
        }
        for key in ExportFormatReader.testKeys {
            #expect(text.contains("{\(key): "), "the test `\(key)` is not shown")
        }
    }

    /// Every word that a key can have.
    @Test func everyWordIsDescribed() throws {
        let text = try Self.document()
        let words = UnlistedValue.allCases.map(\.rawValue) + NumberForm.allCases.map(\.rawValue) + EpochUnit.allCases.map(\.rawValue)
            + IdentifierTime.allCases.map(\.rawValue) + FormatContainer.allCases.map(\.rawValue) + [SharedKey.add.rawValue, "any", "first"]
            + DateOrder.allCases.map(\.rawValue) + ["either_order", "month_names", "month_names_without_year", "iso8601"]
        for word in words { #expect(text.contains("`\(word)`"), "`\(word)`") }
        for entity in Entity.allCases where entity != .accounts { #expect(text.contains(entity.rawValue), "\(entity)") }
    }

    /// A block that names a kind of export stands in its file, line by line.
    @Test func blocksOfTheCatalogueStandThere() throws {
        let catalogue = FormatCatalogue.builtIn
        let blocks = try Self.document().matches(of: /(?s)```yaml ([a-z0-9-]+)\n(.*?)```/)
        #expect(blocks.count > 10)
        for block in blocks {
            let source = try #require(catalogue.sources[String(block.1)], "no format \(block.1)")
            let lines = Set(source.split(separator: "\n"))
            for line in block.2.split(separator: "\n") {
                #expect(lines.contains { $0 == line || $0.hasPrefix(line + "  #") }, "\(block.1): \(line)")
            }
        }
    }
}

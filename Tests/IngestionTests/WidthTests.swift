import Findings
import Foundation
import Ingestion
import Testing

/// Rows that are wider or narrower than their header: one word about all of them, or one refusal.
struct WidthTests {
    private static let header = ["Name", "Financial Status", "Currency", "Subtotal", "Total", "Discount Code", "Created at", "Lineitem quantity"]

    private static func row(_ index: Int) -> [String] {
        ["#\(index)", "paid", "EUR", "\(index).00", "\(index).00", "SPRING", "2025-08-22 12:43:50 +0100", "1"]
    }

    private func ingest(_ lines: [String]) throws -> IngestionOutcome {
        let folder = try TemporaryFolder()
        return try ingestFile(try folder.write("file.csv", lines.map { $0 + "\n" }.joined()), in: folder)
    }

    /// The values of a staged column, each once.
    private func values(_ column: String, of lines: [String]) throws -> Set<String> {
        let folder = try TemporaryFolder()
        let outcome = try ingestFile(try folder.write("file.csv", lines.map { $0 + "\n" }.joined()), in: folder)
        return Set(try StagedTable(try #require(outcome.staged.first)).values(column))
    }

    private func lines(_ delimiter: String, _ change: ([String]) -> [String] = { $0 }) -> [String] {
        [Self.header.joined(separator: delimiter)] + (1...9).map { change(Self.row($0)).joined(separator: delimiter) }
    }

    @Test(arguments: [",", ";", "\t", "|"])
    func surplusAndMissingCellsOfAllRows(delimiter: String) throws {
        let tail = try ingest(lines(delimiter) { $0 + [""] }).summary
        #expect(tail.accepted == 9 && tail.quarantined == 0 && tail.refused == nil)
        #expect(tail.notes.count { $0.contains("9 of 9 records in the sample end in 1 empty cell") } == 1, "\(tail.notes)")
        let short = try ingest(lines(delimiter) { $0.dropLast() }).summary
        #expect(short.accepted == 9 && short.quarantined == 0)
        #expect(short.notes.count { $0.contains("8 names") && $0.contains("7 fields") } == 1, "\(short.notes)")
        // Numbered rows: every name would be another column's.
        let wide = try ingest(lines(delimiter) { ["1"] + $0 })
        let refused = try #require(wide.summary.refused)
        #expect(refused.contains("8 names") && refused.contains("9 fields") && refused.contains("export it again"), "\(refused)")
        #expect(wide.staged.isEmpty)
    }

    /// Titles that read like names, as wide as the table and wider: the catalogue knows the names below them.
    @Test(arguments: [",", ";", "\t", "|"])
    func titlesAsWideAsTheTable(delimiter: String) throws {
        let titles = [
            ["Report", "by", "Ann", "on", "a", "Saturday", "in", "May"], ["Report", "by", "Ann", "on", "a", "Saturday", "in", "May", "or", "June"],
            ["Report", "by Ann"], ["Orders", "2025-08-01 - 2025-08-31", "of", "the", "shop", "in", "all", "countries"],
        ]
        for title in titles {
            let line = title.joined(separator: delimiter)
            for above in [[line], [line, "Shop" + delimiter + "main"]] {
                let summary = try ingest(above + lines(delimiter)).summary
                #expect(summary.refused == nil && summary.accepted == 9 && summary.quarantined == 0, "\(above): \(summary)")
            }
        }
        let taken = try ingest([titles[0].joined(separator: delimiter)] + lines(delimiter)).summary
        #expect(taken.notes.contains { $0.contains("line 1 is taken for a title") }, "\(taken.notes)")
        // What no export has stays unknown, with the words of its first line.
        let refused = try ingest(["a", "b", "c"].map { "\($0)\(delimiter)x" })
        #expect(refused.summary.refused?.contains("no known export has these columns") == true, "\(refused.summary.refused ?? "")")
    }

    @Test func oneRowOfAnotherWidthIsSetAside() throws {
        var lines = lines(",")
        lines[4] += ",x"
        let summary = try ingest(lines).summary
        #expect(summary.accepted == 8 && summary.quarantined == 1 && summary.refused == nil)
    }

    @Test func linesQuotedOnceMore() throws {
        let lines = lines(",").map { "\"" + $0.replacingOccurrences(of: "SPRING", with: "\"\"SPRING\"\"") + "\"" }
        let summary = try ingest(lines).summary
        #expect(summary.accepted == 9 && summary.notes.contains { $0.contains("quoted once more") })
        #expect(try values("promo_code", of: lines) == ["SPRING"])
    }

    @Test func blanksAfterTheDelimiter() throws {
        let lines = lines(", ") { $0.map { "\"\($0)\"" } }
        #expect(try ingest(lines).summary.accepted == 9)
        #expect(try values("currency", of: lines) == ["EUR"])
    }
}

import TestSupport
import Testing

@testable import RecordFormats

/// Real export files, compared with what an independent reader counted (`exports/truth.csv`).
@Suite(.needs("exports")) struct CSVExportsTests {
    struct Truth: Sendable, CustomTestStringConvertible {
        var path: String
        var encoding: String
        var container: String
        var newline: String
        var preambleLines: Int
        var headerRecords: Int
        var records: Int
        var testDescription: String { path }
    }

    static let truths: [Truth] = {
        guard let bytes = try? SharedFolder.bytes("exports/truth.csv") else { return [] }
        let names = readCSV(bytes, Dialect(headerLines: 0)).rows[0]
        let rows = readCSV(bytes).rows
        return rows.map { row in
            let cell = { (name: String) in row[names.firstIndex(of: name)!] }
            return Truth(
                path: cell("path"), encoding: cell("encoding"), container: cell("delimiter"), newline: cell("newline"),
                preambleLines: Int(cell("preamble_lines"))!, headerRecords: Int(cell("header_records"))!,
                records: Int(cell("records"))!)
        }
    }()

    @Test func theTruthIsThere() { #expect(!Self.truths.isEmpty) }

    @Test(arguments: truths)
    func detectedAsCounted(_ truth: Truth) throws {
        let bytes = try SharedFolder.bytes("exports/" + truth.path)
        let sample = Array(bytes.prefix(1 << 20))
        let detected = try detectDialect(sample: sample, isWhole: sample.count == bytes.count)
        let dialect = detected.dialect
        let reasons = Comment(rawValue: detected.evidence.joined(separator: "; "))
        #expect(dialect.container == ["comma": .csv, "ndjson": .ndjson, "json": .jsonArray][truth.container], reasons)
        let encodings: [String: (TextEncoding, Bool)] = [
            "utf-8": (.utf8, false), "utf-8-sig": (.utf8, true), "utf-16le": (.utf16LittleEndian, true),
            "cp1252": (.windows1252, false),
        ]
        #expect(dialect.encoding == encodings[truth.encoding]?.0, reasons)
        #expect(dialect.byteOrderMark == encodings[truth.encoding]?.1, reasons)
        guard dialect.container == .csv else { return }
        #expect(dialect.delimiter == UInt8(ascii: ","), reasons)
        #expect(dialect.newline == NewlineStyle(rawValue: truth.newline), reasons)
        // Three tables in one file: the truth counts the titles and headers of all of them, the reader knows the first.
        if truth.path.hasSuffix("Audience.csv") { return }
        #expect(dialect.preambleLines == truth.preambleLines, reasons)
        #expect(dialect.headerLines == truth.headerRecords, reasons)
    }

    @Test(arguments: truths.filter { $0.container == "comma" && !$0.path.hasSuffix("Audience.csv") })
    func recordsAsCounted(_ truth: Truth) throws {
        let bytes = try SharedFolder.bytes("exports/" + truth.path)
        let detected = try detectDialect(sample: Array(bytes.prefix(1 << 20)), isWhole: bytes.count <= 1 << 20)
        var outcomes: [CSVOutcome] = []
        for size in [1 << 20, 4_099] {
            var transcoder = Transcoder(detected.dialect.encoding)
            var reader = CSVRecordReader(
                dialect: detected.dialect, columns: detected.header.count, allowShort: true)
            var outcome = CSVOutcome()
            var start = 0
            while start < bytes.count {
                let end = min(start + size, bytes.count)
                let text = transcoder.transcode(Array(bytes[start..<end]), isLast: end == bytes.count)
                var batch = FieldBatch()
                reader.read(text, isLast: end == bytes.count, into: &batch)
                outcome.take(batch)
                start = end
            }
            outcomes.append(outcome)
        }
        #expect(outcomes[0] == outcomes[1])
        let faults = outcomes[0].faults
        #expect(outcomes[0].records.count + faults.count == truth.records, "\(faults.prefix(3))")
        // The one row of all files that has a field too many is a grand total with its label at the end.
        #expect(outcomes[0].faultList == (truth.path.hasSuffix("exploration_landing_page.csv") ? ["tooManyFields@8"] : []))
        #expect(outcomes[0].repeatedHeaders == 0)
    }

    @Test
    func shortRowsOfMetaNeedLeave() throws {
        // README.md of the exports: five rows have 27 of the header's 31 fields.
        let path = "exports/meta_business_suite/Jan-14-2025_Apr-14-2025_1396269028466733.csv"
        let text = Array(try SharedFolder.bytes(path).dropFirst(3))
        let whole = readCSV(text, allowShort: true)
        #expect(whole.records.count { $0.fields.count == 27 } == 5)
        #expect(whole.records.count { $0.fields.count == 31 } == 256)
    }
}

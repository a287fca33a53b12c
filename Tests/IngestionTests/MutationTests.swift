import ByteStreams
import ExportFormats
import Findings
import Foundation
import Ingestion
import RecordFormats
import SocialData
import TextValues
import TestSupport
import Testing

/// Exports as other people's tools would have written them: other column order, delimiter, encoding, line ends, quotes, lines
/// above the table, language of the header. The rows come out the same, or the file is refused.
struct MutationTests {
    /// Table exports of the samples, read a few times each.
    @Test(arguments: Self.samples) func samplesWrittenAnotherWay(export: MutableExport) throws {
        try writeAnotherWay(export, rounds: 2)
        try writeInAnotherLanguage(export)
    }

    @Test func theSamplesAreThere() { #expect(Self.samples.count >= 20) }

    /// Real exports, small enough to be read many times.
    @Test(.needs("exports"), arguments: exports) func writtenAnotherWay(export: MutableExport) throws { try writeAnotherWay(export, rounds: 6) }

    @Test(.needs("exports"), arguments: exports) func inAnotherLanguage(export: MutableExport) throws { try writeInAnotherLanguage(export) }

    @Test(.needs("exports")) func theExportsAreThere() { #expect(!Self.exports.isEmpty) }

    static let exports: [MutableExport] = ExportsTruthTests.rows.compactMap { truth in
        guard truth["delimiter"] == "comma", (Int(truth["physical_rows"] ?? "") ?? .max) <= 1600, truth["kind"] != "ga4-exploration",
            let path = truth["path"], let shared = SharedFolder.path
        else { return nil }
        return MutableExport(
            path: "\(shared)/exports/\(path)", set: ExportsTruthTests.set[truth["kind"] ?? ""] ?? [:],
            isOrderedByTime: truth["time_min"]?.hasPrefix("--") == true)
    }

    static let samples: [MutableExport] = {
        let folder = Repository.path + "/samples"
        guard let bytes = FileManager.default.contents(atPath: folder + "/truth/exports.csv") else { return [] }
        let records = csvRecords(Array(bytes))
        return records.dropFirst().compactMap { record in
            let row = Dictionary(uniqueKeysWithValues: zip(records[0], record))
            guard let file = row["file"], row["entity"] != "", (Int(row["rows"] ?? "") ?? .max) <= 500,
                [".csv", ".csv.gz"].contains(where: file.hasSuffix)
            else { return nil }
            let set = (row["set"] ?? "").split(separator: ";").map { $0.split(separator: "=", maxSplits: 1).map(String.init) }
            return MutableExport(
                path: "\(folder)/\(file)", set: Dictionary(uniqueKeysWithValues: set.map { ($0[0], $0[1]) }),
                isOrderedByTime: row["set"]?.contains("year=") == true)
        }
    }()

    private func writeAnotherWay(_ export: MutableExport, rounds: Int) throws {
        let table = try MutableTable(export)
        let baseline = try table.ingest(table.render(Writing()))
        var random = SeededGenerator(seed: FNV1a.hash(export.testDescription))
        for round in 0..<rounds {
            let writing = Writing(random: &random)
            guard let bytes = table.render(writing) else { continue }
            let result = try table.ingest(bytes)
            #expect(result == baseline, "\(export), round \(round): \(writing)")
        }
    }

    /// The header in every language that the format knows.
    private func writeInAnotherLanguage(_ export: MutableExport) throws {
        let table = try MutableTable(export)
        let baseline = try table.ingest(table.render(Writing()))
        let format = try #require(FormatCatalogue.builtIn.format(named: baseline.format))
        for locale in format.headers {
            var translated = table
            for (name, spellings) in locale.names {
                let names = HeaderNames(table.header, isJSON: false)
                let braces = names.text(inBracesOf: name, in: format) ?? ""
                let spelling = spellings[0].replacingOccurrences(of: "{currency}", with: braces)
                for position in names.positions(of: name) { translated.header[position] = spelling }
            }
            // A later vintage has columns that the earlier one called like others: such a table does not exist.
            guard Set(translated.header).count == Set(table.header).count else { continue }
            let result = try table.ingest(translated.render(Writing(delimiter: ";", encoding: .utf16LittleEndian)))
            #expect(result == baseline, "\(export) in \(locale.locale)")
        }
    }
}

/// A file, and what a pipeline says of it.
struct MutableExport: Sendable, CustomTestStringConvertible {
    let path: String
    let set: [String: String]
    /// Dates without a year are dated by their order.
    let isOrderedByTime: Bool

    var testDescription: String { path.split(separator: "/").suffix(2).joined(separator: "/") }
}

/// How a table is written down.
struct Writing {
    var delimiter: Character = ","
    var encoding = TextEncoding.utf8
    var hasMark = false
    var newline = "\n"
    var quotesAll = false
    var preamble: [String] = []
    /// Seeds of a new column order and row order; nil keeps them.
    var columnSeed: UInt64?
    var rowSeed: UInt64?

    init(delimiter: Character = ",", encoding: TextEncoding = .utf8) {
        self.delimiter = delimiter
        self.encoding = encoding
        hasMark = encoding != .utf8
    }

    init(random: inout SeededGenerator) {
        delimiter = [",", ";", "\t"][random.below(3)]
        encoding = [TextEncoding.utf8, .utf16LittleEndian, .utf16BigEndian, .windows1252][random.below(4)]
        hasMark = encoding == .utf8 ? random.below(2) == 0 : encoding != .windows1252
        newline = random.below(2) == 0 ? "\n" : "\r\n"
        quotesAll = random.below(2) == 0
        preamble = [[], ["Report of the week", ""], ["# ----", "# Account: somebody"], ["sep=\(delimiter)"]][random.below(4)]
        columnSeed = random.below(3) == 0 ? nil : random.next()
        rowSeed = random.below(2) == 0 ? nil : random.next()
    }
}

/// An export taken apart into cells.
struct MutableTable {
    private let export: MutableExport
    private let name: String
    var header: [String]
    /// Records between the header and the rows (a second header).
    private let fixed: [[String]]
    private let rows: [[String]]

    init(_ export: MutableExport) throws {
        self.export = export
        name = URL(filePath: export.path).lastPathComponent.replacing(".gz", with: "")
        var source = try ByteSource(path: export.path)
        var bytes: [UInt8] = []
        while try source.read(into: &bytes, atMost: 1 << 20) {}
        let detected = try detectDialect(sample: bytes, isWhole: true)
        var transcoder = Transcoder(detected.dialect.encoding)
        var dialect = detected.dialect
        dialect.headerLines = 0
        var reader = CSVRecordReader(dialect: dialect, columns: nil, allowShort: true)
        var batch = FieldBatch()
        reader.read(transcoder.transcode(bytes, isLast: true), isLast: true, into: &batch)
        let records = batch.records.map { record in
            batch.fields[record.firstField..<(record.firstField + record.fieldCount)].map { field in
                String(decoding: batch.bytes[Int(field.start)..<Int(field.start + field.length)], as: UTF8.self)
            }
        }
        header = try #require(records.first)
        let headers = max(detected.dialect.headerLines, 1)
        fixed = Array(records[1..<headers])
        rows = Array(records[headers...])
    }

    /// The table's text in bytes; nil where the encoding has no such characters.
    func render(_ writing: Writing) -> [UInt8]? {
        var order = Array(header.indices)
        // Short rows lack their last columns: those keep their place.
        if let seed = writing.columnSeed, rows.allSatisfy({ $0.count == header.count }) { order.shuffle(seed) }
        var rows = rows
        if let seed = writing.rowSeed, !export.isOrderedByTime { rows.shuffle(seed) }
        var text = writing.preamble.map { $0 + writing.newline }.joined()
        for row in [header] + fixed + rows {
            let cells = order.filter { $0 < row.count }.map { quoted(row[$0], writing) }
            text += cells.joined(separator: String(writing.delimiter)) + writing.newline
        }
        switch writing.encoding {
        case .utf8: return (writing.hasMark ? [0xEF, 0xBB, 0xBF] : []) + Array(text.utf8)
        case .utf16LittleEndian: return [0xFF, 0xFE] + text.utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)] }
        case .utf16BigEndian: return [0xFE, 0xFF] + text.utf16.flatMap { [UInt8(truncatingIfNeeded: $0 >> 8), UInt8(truncatingIfNeeded: $0)] }
        default: return text.data(using: .windowsCP1252).map(Array.init)
        }
    }

    private func quoted(_ cell: String, _ writing: Writing) -> String {
        let needsQuotes = cell.unicodeScalars.contains { $0 == "\"" || $0 == "\n" || $0 == "\r" || String($0) == String(writing.delimiter) }
        return needsQuotes || writing.quotesAll ? "\"" + cell.replacingOccurrences(of: "\"", with: "\"\"") + "\"" : cell
    }

    /// What becomes of the bytes.
    func ingest(_ bytes: [UInt8]?) throws -> Result {
        let folder = try TemporaryFolder()
        let file = try folder.write(name, try #require(bytes))
        let outcome = try ingestFile(file, in: folder, set: export.set)
        var result = Result(
            format: outcome.summary.format, isRefused: outcome.summary.refused != nil,
            counts: [outcome.summary.rows, outcome.summary.accepted, outcome.summary.skipped, outcome.summary.quarantined], rows: [])
        for staged in outcome.staged where staged.entity != .accounts {
            let table = try StagedTable(staged)
            // Place and hash of the input differ; of two columns of one name, either can be the rounded one.
            let kept = table.header.indices.filter { !["input", "line", "estimated"].contains(table.header[$0]) }
            result.rows += table.rows.map { row in staged.entity.rawValue + ":" + kept.map { row[$0] }.joined(separator: "\u{1}") }
        }
        result.rows.sort()
        return result
    }

    struct Result: Equatable, CustomStringConvertible {
        var format: String
        var isRefused: Bool
        var counts: [Int]
        var rows: [String]
        var description: String { "\(format) \(isRefused ? "refused" : "read") \(counts)" }
    }
}

extension SeededGenerator {
    mutating func below(_ limit: Int) -> Int { Int(next() % UInt64(limit)) }
}

extension Array {
    mutating func shuffle(_ seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        for index in indices.reversed() where index > 0 { swapAt(index, random.below(index + 1)) }
    }
}

import ExportFormats
import Findings
import Foundation
import Ingestion
import RecordFormats
import SocialData
import TestSupport
import Testing

/// Real exports as other people's tools would have written them: other column order, delimiter, encoding, line ends,
/// quotes, lines above the table, language of the header. The rows come out the same, or the file is refused.
struct MutationTests {
    /// Table exports that are read, small enough to be read many times.
    static let files: [TruthRow] = ExportsTruthTests.rows.filter { truth in
        truth["delimiter"] == "comma" && (Int(truth["physical_rows"] ?? "") ?? .max) <= 1600 && !["ga4-exploration"].contains(truth["kind"] ?? "")
    }

    @Test(arguments: files)
    func writtenAnotherWay(truth: TruthRow) throws {
        let table = try MutableTable(truth: truth)
        let baseline = try table.ingest(table.render(Writing()))
        var random = SeededGenerator(seed: FNV1a.hash(truth["path"] ?? ""))
        for round in 0..<6 {
            let writing = Writing(random: &random)
            guard let bytes = table.render(writing) else { continue }
            let result = try table.ingest(bytes)
            #expect(result == baseline, "\(truth["path"] ?? ""), round \(round): \(writing)")
        }
    }

    /// The header in every language that the format knows.
    @Test(arguments: files)
    func inAnotherLanguage(truth: TruthRow) throws {
        let table = try MutableTable(truth: truth)
        let baseline = try table.ingest(table.render(Writing()))
        let format = try #require(try FormatCatalogue.builtIn().format(named: baseline.format))
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
            #expect(result == baseline, "\(truth["path"] ?? "") in \(locale.locale)")
        }
    }
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
    let truth: TruthRow
    let name: String
    var header: [String]
    /// Records between the header and the rows (a second header).
    private let fixed: [[String]]
    private let rows: [[String]]

    init(truth: TruthRow) throws {
        self.truth = truth
        let path = try #require(truth["path"])
        let shared = try #require(SharedFolder.path)
        name = URL(filePath: path).lastPathComponent
        let bytes = Array(try #require(FileManager.default.contents(atPath: "\(shared)/exports/\(path)")))
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
        // Dates without a year are dated by their order.
        if let seed = writing.rowSeed, truth["time_min"]?.hasPrefix("--") != true { rows.shuffle(seed) }
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
        let outcome = try ingestFile(file, in: folder, set: ExportsTruthTests.set[truth["kind"] ?? ""] ?? [:])
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

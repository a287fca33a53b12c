import Foundation
import Testing

@testable import RecordFormats
import TestSupport

/// What a reader gave, as plain values that can be compared whatever the chunks were.
struct CSVOutcome: Equatable, CustomStringConvertible {
    struct Record: Equatable {
        var line: Int
        var offset: Int
        var raw: [UInt8]
        var fields: [[UInt8]]
    }

    var records: [Record] = []
    var faults: [RecordFault] = []
    var blankLines = 0
    var repeatedHeaders = 0
    var otherHeader: Int?

    /// The fields of every record as text.
    var rows: [[String]] { records.map { $0.fields.map { String(decoding: $0, as: UTF8.self) } } }
    var lines: [Int] { records.map(\.line) }
    /// `kind@line` of every fault.
    var faultList: [String] { faults.map { "\($0.kind)@\($0.line)" } }

    var description: String {
        let records = records.map { "\($0.line):\($0.offset) \(String(decoding: $0.raw, as: UTF8.self).debugDescription)" }
        let faults = faults.map { "\($0.kind) \($0.line):\($0.offset) column \($0.column ?? 0) \($0.detail) +\($0.further)" }
        return "rows \(rows)\nrecords \(records)\nfaults \(faults)\nblank \(blankLines), headers \(repeatedHeaders)"
    }

    mutating func take(_ batch: FieldBatch) {
        func bytes(_ start: UInt32, _ length: UInt32) -> [UInt8] {
            Array(batch.bytes[Int(start)..<Int(start) + Int(length)])
        }
        for record in batch.records {
            let fields = batch.fields[record.firstField..<record.firstField + record.fieldCount]
            records.append(
                Record(
                    line: record.line, offset: record.offset, raw: bytes(record.rawStart, record.rawLength),
                    fields: fields.map { bytes($0.start, $0.length) }))
        }
        faults += batch.faults
        blankLines += batch.blankLines
        repeatedHeaders += batch.repeatedHeaders
        otherHeader = otherHeader ?? batch.otherHeader
    }
}

/// How the text reaches the reader.
enum Cuts {
    case none
    case at([Int])
    case every(Int)

    func ends(of count: Int) -> [Int] {
        switch self {
        case .none: [count]
        case .at(let cuts): cuts + [count]
        case .every(let size): Array(stride(from: size, to: count, by: size)) + [count]
        }
    }
}

func readCSV(
    _ text: [UInt8], _ dialect: Dialect = .canonical, columns: Int? = nil, allowShort: Bool = false,
    limits: RecordLimits = .standard, cuts: Cuts = .none, keeps: Bool = false, usesFastPaths: Bool = true
) -> CSVOutcome {
    var reader = CSVRecordReader(
        dialect: dialect, columns: columns, allowShort: allowShort, limits: limits, checksShape: true,
        usesFastPaths: usesFastPaths)
    var outcome = CSVOutcome()
    var batch = FieldBatch()
    let ends = cuts.ends(of: text.count)
    var start = 0
    for (index, end) in ends.enumerated() {
        reader.read(Array(text[start..<end]), isLast: index == ends.count - 1, into: &batch)
        start = end
        if !keeps {
            outcome.take(batch)
            batch = FieldBatch()
        }
    }
    outcome.take(batch)
    return outcome
}

func readCSV(
    _ text: String, _ dialect: Dialect = .canonical, columns: Int? = nil, allowShort: Bool = false,
    limits: RecordLimits = .standard, cuts: Cuts = .none
) -> CSVOutcome {
    readCSV(
        Array(text.utf8), dialect, columns: columns, allowShort: allowShort, limits: limits, cuts: cuts)
}

/// Reads in one piece, and again cut at every byte, byte by byte, and without the fast ways: all must agree.
func readCSVAllWays(
    _ text: [UInt8], _ dialect: Dialect = .canonical, columns: Int? = nil, allowShort: Bool = false,
    limits: RecordLimits = .standard, sourceLocation: SourceLocation = #_sourceLocation
) -> CSVOutcome {
    let whole = readCSV(text, dialect, columns: columns, allowShort: allowShort, limits: limits)
    for cut in 0...text.count {
        let parts = readCSV(
            text, dialect, columns: columns, allowShort: allowShort, limits: limits, cuts: .at([cut]),
            keeps: cut % 2 == 0)
        #expect(parts == whole, "cut at byte \(cut)", sourceLocation: sourceLocation)
        if parts != whole { return whole }
    }
    for usesFastPaths in [true, false] {
        for size in [1, 3, 64] {
            let parts = readCSV(
                text, dialect, columns: columns, allowShort: allowShort, limits: limits, cuts: .every(size),
                usesFastPaths: usesFastPaths)
            #expect(parts == whole, "every \(size) bytes, fast \(usesFastPaths)", sourceLocation: sourceLocation)
        }
    }
    return whole
}

func readCSVAllWays(
    _ text: String, _ dialect: Dialect = .canonical, columns: Int? = nil, allowShort: Bool = false,
    limits: RecordLimits = .standard, sourceLocation: SourceLocation = #_sourceLocation
) -> CSVOutcome {
    readCSVAllWays(
        Array(text.utf8), dialect, columns: columns, allowShort: allowShort, limits: limits,
        sourceLocation: sourceLocation)
}

/// A JSON file of the shared folder.
func sharedJSON(_ path: String) throws -> Any { try JSONSerialization.jsonObject(with: Data(try SharedFolder.bytes(path))) }

/// Reads a file as nobody described it: the dialect from its own bytes, then every record.
func readDetected(_ text: String, _ overrides: DialectOverrides = DialectOverrides()) throws -> (DetectedDialect, CSVOutcome) {
    let bytes = Array(text.utf8)
    let detected = try detectDialect(sample: bytes, isWhole: true, overrides: overrides)
    var reader = CSVRecordReader(
        dialect: detected.dialect, columns: detected.columns, allowShort: false, optionalFields: detected.leftOut)
    var batch = FieldBatch()
    reader.read(bytes, isLast: true, into: &batch)
    var outcome = CSVOutcome()
    outcome.take(batch)
    return (detected, outcome)
}

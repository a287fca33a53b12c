@testable import ColumnFiles
import Foundation
import TestSupport

/// A whole file, as a program that has it in memory reads it.
struct TestFile {
    let bytes: [UInt8]
    let footer: FileFooter

    init(_ bytes: [UInt8]) throws {
        self.bytes = bytes
        footer = try FileFooter(file: bytes.span)
    }

    /// One column of one row group.
    func read(_ column: Int, rowGroup: Int, with reader: inout ColumnReader) throws -> ColumnValues {
        let range = footer.rowGroups[rowGroup].chunks[column].range
        return try reader.read(footer, column: column, rowGroup: rowGroup, bytes.span.extracting(range))
    }

    /// All values of a column as text, in the manner of `TextForm`.
    func lines(_ name: String) throws -> [String?] {
        guard let column = footer.column(named: name) else { return [] }
        var reader = ColumnReader()
        var lines: [String?] = []
        for group in footer.rowGroups.indices {
            lines += TextForm.lines(try read(column, rowGroup: group, with: &reader), footer.columns[column].logical)
        }
        return lines
    }
}

extension ColumnStatistics {
    /// Bounds of INT32 and INT64 columns, least and greatest; nil where one is missing or no such number.
    var integerBounds: [Int64]? {
        let bounds = [minimum, maximum].compactMap { $0.flatMap(Self.integer) }
        return bounds.count == 2 ? bounds : nil
    }

    /// PLAIN integers have their lowest byte first.
    private static func integer(_ bytes: [UInt8]) -> Int64? {
        let bits = bytes.reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        switch bytes.count {
        case 4: return Int64(Int32(truncatingIfNeeded: bits))
        case 8: return Int64(bitPattern: bits)
        default: return nil
        }
    }
}

/// Values as pyarrow's expected files spell them.
enum TextForm {
    static func lines(_ values: ColumnValues, _ logical: LogicalType) -> [String?] {
        (0..<values.count).map { row in
            switch values {
            case .int64(let column): column[row].map { integer($0, logical) }
            case .int32(let column): column[row].map { integer(Int64($0), logical) }
            case .double(let column): column[row].map { "\($0)" }
            case .boolean(let column): column[row].map { $0 ? "True" : "False" }
            case .text(let column):
                column[row].map { bytes in
                    if logical == .string { return String(decoding: bytes, as: UTF8.self) }
                    return bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
                }
            }
        }
    }

    private static func integer(_ value: Int64, _ logical: LogicalType) -> String {
        switch logical {
        case .decimal(_, let scale) where scale > 0:
            let digits = String(value.magnitude)
            let padded = String(repeating: "0", count: max(0, scale + 1 - digits.count)) + digits
            return (value < 0 ? "-" : "") + padded.dropLast(scale) + "." + padded.suffix(scale)
        case .date:
            let format = Date.ISO8601FormatStyle(timeZone: TimeZone(secondsFromGMT: 0)!).year().month().day()
            return Date(timeIntervalSince1970: Double(value) * 86400).formatted(format)
        default: return String(value)
        }
    }
}

/// A file written in memory.
func write(
    _ columns: [ColumnDefinition], _ groups: [[ColumnValues]], options: WritingOptions = WritingOptions(), metadata: [KeyValue] = [],
    shards: [String?] = []
) -> [UInt8] {
    var encoder = RowGroupEncoder(columns, options: options)
    var writer = ColumnFileWriter(columns, metadata: metadata, createdBy: "tests version 1.0")
    var bytes: [UInt8] = []
    for (index, group) in groups.enumerated() {
        let shard = index < shards.count ? shards[index] : nil
        let encoded = encoder.encode(group, metadata: shard.map { [KeyValue("shard", $0)] } ?? [])
        writer.append(encoded) { bytes += [UInt8](copying: $0) }
    }
    writer.finish { bytes += [UInt8](copying: $0) }
    return bytes
}

package import ByteStreams
package import ExportFormats
package import RecordFormats

/// A table as its header and its first rows show it, before anybody knows what it is: what a format file can be drafted from.
package struct TableLook: Sendable {
    /// How the table was read.
    package var detected: DetectedDialect
    /// Header names, or for JSON the paths below `records`.
    package var columns: [String]
    /// Cells by row and column; empty where there is no value.
    package var rows: [[String]]
    /// Where each row stands.
    package var lines: [Int]
    /// Else it is delimited text or a sheet.
    package var isJSON: Bool
    /// JSON: where the records of a page are, as `data[]`; nil where they stand alone.
    package var records: String?
    /// What is known of it already.
    package var detection: FormatDetection
    /// What a person should know about how it was read.
    package var notes: [String]
    /// Why no format can be made for it; nil where one can.
    package var refusal: String?

    /// Rows looked at.
    private static let rowLimit = 2_000

    /// The table of a file with the header that is found in it, and with those that could stand below a title.
    package static func all(place: InputPlace, catalogue: FormatCatalogue, overrides: DialectOverrides) throws -> [TableLook] {
        var source = try InputText(place, limits: .standard, overrides: overrides, catalogue: catalogue, format: nil)
        try source.readSample()
        let (sample, isWhole, overrides) = (source.sample, source.isWhole, source.overrides)
        let found = try FileColumns.find(sample: sample, isWhole: isWhole, overrides: overrides, catalogue: catalogue, format: nil)
        let first = try TableLook(found, catalogue: catalogue, sample: sample, isWhole: isWhole, notes: source.notes)
        let below = found.belowTitles(sample: sample, isWhole: isWhole, overrides: overrides)
        return [first] + below.compactMap { try? TableLook($0, catalogue: catalogue, sample: sample, isWhole: isWhole, notes: source.notes) }
    }

    private init(_ found: FileColumns, catalogue: FormatCatalogue, sample: [UInt8], isWhole: Bool, notes: [String]) throws {
        detected = found.detected
        isJSON = found.isJSON
        self.notes = notes + found.detected.notes
        detection = found.detect(in: catalogue)
        let batch: FieldBatch
        if found.isJSON {
            records = Self.records(in: found.columns)
            columns = Self.scalars(found.columns, below: records)
            var reader = JSONRecordReader(container: found.dialect.container, records: records, paths: columns.compactMap(JSONPath.init))
            var transcoder = Transcoder(found.dialect.encoding)
            var read = FieldBatch()
            try reader.read(transcoder.transcode(sample, isLast: isWhole), isLast: isWhole, into: &read)
            batch = read
        } else {
            columns = found.columns
            batch = FileColumns.records(of: sample, isWhole: isWhole, dialect: found.dialect)
        }
        let width = columns.count
        rows = batch.records.prefix(Self.rowLimit).map { record in
            (0..<width).map { field in
                guard field < record.fieldCount, batch.fields[record.firstField + field].hasContent else { return "" }
                return String(decoding: batch.bytes[batch.range(record, field)], as: UTF8.self)
                    .split(whereSeparator: \.isWhitespace).joined(separator: " ")
            }
        }
        lines = batch.records.prefix(Self.rowLimit).map(\.line)
        refusal = Self.refusal(found, hasRows: !rows.isEmpty)
    }

    private static func refusal(_ found: FileColumns, hasRows: Bool) -> String? {
        if !found.isJSON, found.dialect.headerLines == 0 {
            return "no header row was found: the first line reads like a row of values; write the names of the columns above them"
        }
        if found.columns.isEmpty { return "no columns were found in it" }
        if found.detected.tables > 1 { return found.stackedTables(format: nil).message }
        if let unclear = found.detected.unclearWidth { return "\(unclear); give every column its name and every name its column" }
        return hasRows ? nil : "it has a header and no row, and a mapping is drafted from values"
    }

    /// The array that most of a page's paths lie in; nil where they lie in none.
    private static func records(in paths: [String]) -> String? {
        var counts: [String: Int] = [:]
        for path in paths {
            guard let end = path.firstRange(of: "[]") else { continue }
            counts[String(path[..<end.upperBound]), default: 0] += 1
        }
        guard let most = counts.max(by: { ($0.value, $1.key) < ($1.value, $0.key) }), most.value * 2 > paths.count else { return nil }
        return most.key
    }

    /// Paths of single values, as a format names them.
    private static func scalars(_ paths: [String], below records: String?) -> [String] {
        let prefix = records.map { $0 + "." } ?? ""
        return paths.compactMap { path in
            guard path.hasPrefix(prefix) else { return nil }
            let name = String(path.dropFirst(prefix.count))
            return name.contains("[]") ? nil : name
        }
    }
}

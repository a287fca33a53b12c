internal import ByteStreams
internal import ExportFormats
internal import RecordFormats
internal import SocialData

/// What a file is and how it is read: dialect, format and the mapper compiled for its columns.
struct FileReading: Sendable {
    let dialect: Dialect
    let header: [String]
    let mapper: RowMapper
    let notes: [String]

    /// Decides from the first MiB; refuses what no format fits, saying what was nearest.
    static func recognise(
        sample: [UInt8], isWhole: Bool, input: IngestionInput, catalogue: FormatCatalogue
    ) throws -> FileReading {
        let detected = try detectDialect(sample: sample, isWhole: isWhole, overrides: input.dialect)
        let isJSON = detected.dialect.container != .csv
        if !isJSON, detected.dialect.headerLines == 0 {
            throw FileRefusal(
                "no header row was found: the first line reads like a row of values; export it with the names of its columns, or say `header_lines: 1` in the source if the first line holds them")
        }
        let columns = isJSON
            ? surveyJSON(sample: sample, container: detected.dialect.container, isWhole: isWhole) : detected.header
        if isJSON, columns.isEmpty, let mistake = firstMistake(sample, isWhole: isWhole, dialect: detected.dialect) {
            throw FileRefusal("\(mistake); export it again, or say `input: csv` in the source if it is no JSON")
        }
        let format = try self.format(input.format, columns: columns, isJSON: isJSON, detected: detected, catalogue: catalogue)
        var dialect = detected.dialect
        var notes = detected.notes + (detected.isHeaderOnly ? ["the file has a header and no row"] : [])
        if dialect.encoding != .utf8 { notes.append("read as \(dialect.summary)") }
        if input.dialect.headerLines == nil, !detected.secondHeader.isEmpty { dialect.headerLines = 2 }
        let options = MappingOptions(
            set: input.set, zone: input.zone, isZoneAssumed: input.isZoneAssumed,
            inputKey: String(input.sha256.prefix(12)), asOf: input.asOf)
        let mapper = try RowMapper(format: format, header: columns, isJSON: isJSON, options: options)
        return FileReading(dialect: dialect, header: columns, mapper: mapper, notes: notes + mapper.notes)
    }

    /// What is wrong with a JSON file in which no key was found; nil where nothing is, as in an empty array.
    private static func firstMistake(_ sample: [UInt8], isWhole: Bool, dialect: Dialect) -> String? {
        var transcoder = Transcoder(dialect.encoding)
        var reader = JSONRecordReader(container: dialect.container, paths: [])
        var batch = FieldBatch()
        do {
            try reader.read(transcoder.transcode(sample, isLast: isWhole), isLast: isWhole, into: &batch)
        } catch {
            return "line \(error.line): \(error.message)"
        }
        return batch.faults.first.map { "line \($0.line): \($0.detail)" }
    }

    private static func format(
        _ name: String?, columns: [String], isJSON: Bool, detected: DetectedDialect, catalogue: FormatCatalogue
    ) throws -> ExportFormat {
        if let name {
            guard let format = catalogue.format(named: name) else {
                throw FileRefusal("the format `\(name)` is not known; see `tierwise formats list`")
            }
            return format
        }
        switch catalogue.detect(columns: columns, isJSON: isJSON) {
        case .found(let format, _): return format
        case .ambiguous(let matches):
            let names = matches.map { "`\($0.format)`" }.joined(separator: " and ")
            throw FileRefusal("it fits \(names) equally well; say which it is with `format:` in the source")
        case .unknown(let nearest):
            let first = columns.prefix(8).map(printable).joined(separator: ", ")
            var message = "no known export has these columns (\(first)\(columns.count > 8 ? ", …" : ""))"
            if let best = nearest.first {
                let lacks = (best.missing + best.forbidden.map { "not \($0)" }).prefix(5).joined(separator: ", ")
                message += "; the nearest is \(best.title), which needs \(lacks)"
            }
            throw FileRefusal(message + "; see `tierwise formats list`, or describe it in a format file of your own (`formats:`)")
        }
    }

    /// Header names come from strangers: control characters shown, length bounded.
    private static func printable(_ name: String) -> String {
        var shown = ""
        for scalar in name.unicodeScalars.prefix(40) {
            if scalar.value < 0x20 || scalar.value == 0x7F { shown += "\\u{\(String(scalar.value, radix: 16))}" } else { shown.unicodeScalars.append(scalar) }
        }
        return shown
    }

    func makeReader() -> RecordReader {
        if dialect.container == .csv {
            return .csv(CSVRecordReader(dialect: dialect, columns: mapper.fieldCount, allowShort: mapper.format.allowsShortRows))
        }
        let paths = mapper.columns.compactMap(JSONPath.init)
        return .json(JSONRecordReader(container: dialect.container, records: mapper.format.records, paths: paths))
    }
}

/// Either reader; chosen once per file.
enum RecordReader: ~Copyable {
    case csv(CSVRecordReader)
    case json(JSONRecordReader)

    mutating func read(_ text: [UInt8], isLast: Bool, into batch: inout FieldBatch) throws {
        switch consume self {
        case .csv(var reader):
            reader.read(text, isLast: isLast, into: &batch)
            self = .csv(reader)
        case .json(var reader):
            do {
                try reader.read(text, isLast: isLast, into: &batch)
                self = .json(reader)
            } catch {
                self = .json(reader)
                throw error
            }
        }
    }
}

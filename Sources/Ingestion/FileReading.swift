internal import ByteStreams
internal import ExportFormats
internal import RecordFormats
internal import SocialData

/// What a file is and how it is read: dialect, format and the mapper compiled for its columns.
struct FileReading: Sendable {
    let dialect: Dialect
    let header: [String]
    /// Columns at the end that no row has a field for.
    let leftOut: Int
    let mapper: RowMapper
    let notes: [String]

    /// Decides from the first MiB; refuses what no format fits, saying what was nearest.
    static func recognise(
        sample: [UInt8], isWhole: Bool, overrides: DialectOverrides, input: IngestionInput, catalogue: FormatCatalogue
    ) throws -> FileReading {
        let found = try FileColumns.find(
            sample: sample, isWhole: isWhole, overrides: overrides, catalogue: catalogue, format: input.format)
        if !found.isJSON, found.dialect.headerLines == 0 {
            throw FileRefusal(
                "no header row was found: the first line reads like a row of values; export it with the names of its columns, or say `header_lines: 1` in the source if the first line holds them")
        }
        if found.isJSON, found.columns.isEmpty, let mistake = firstMistake(sample, isWhole: isWhole, dialect: found.dialect) {
            throw FileRefusal("\(mistake); export it again, or say `input: csv` in the source if it is no JSON")
        }
        let unclear = found.detected.unclearWidth.map {
            FileRefusal("\($0); export it again, or give every column its name and every name its column", dialect: found.dialect.summary)
        }
        let format: ExportFormat
        do {
            format = try self.format(input.format, found: found, sample: sample, isWhole: isWhole, catalogue: catalogue)
        } catch {
            throw unclear ?? error
        }
        if let refusal = format.refusal {
            throw FileRefusal(
                "it is \(format.title): \(refusal.because); \(refusal.instead)", format: format.name, dialect: found.dialect.summary)
        }
        if found.detected.tables > 1 { throw found.stackedTables(format: format.name) }
        if let unclear, format.trailingColumn == nil { throw unclear }
        var notes = found.detected.notes + (found.detected.isHeaderOnly ? ["the file has a header and no row"] : [])
        if found.dialect.encoding != .utf8 { notes.append("read as \(found.dialect.summary)") }
        var options = MappingOptions(
            set: input.set, zone: input.zone, isZoneAssumed: input.isZoneAssumed,
            inputKey: String(input.sha256.prefix(12)), asOf: input.asOf)
        options.fileName = input.place.fileName
        do {
            let reading = try FileReading(found: found, format: format, options: options, sample: sample, isWhole: isWhole)
            return FileReading(
                dialect: reading.dialect, header: reading.header, leftOut: reading.leftOut, mapper: reading.mapper,
                notes: notes + reading.notes)
        } catch let error as MappingError {
            let lacks: MissingAnswer? = switch error {
            case .noIdentity(_, column: "platform"): .platform
            case .noIdentity(_, let column) where column.hasSuffix("handle"): .handle
            case .noYear: .year
            case .unknownZone: .zoneOfWord
            default: nil
            }
            throw FileRefusal(
                "it is \(format.title): \(error.message)", format: format.name, dialect: found.dialect.summary, lacks: lacks)
        }
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

    /// Compiles a format for a file, with everything filled in that the file's own values decide.
    init(found: FileColumns, format: ExportFormat, options: MappingOptions, sample: [UInt8], isWhole: Bool) throws {
        var options = options
        options.preamble = found.detected.preamble.map(Self.bare)
        options.samples = found.samples
        func compiled(_ options: MappingOptions) throws -> RowMapper {
            try RowMapper(format: format, header: found.columns, isJSON: found.isJSON, options: options)
        }
        var mapper = try compiled(options)
        // A cut sample ends inside a record: what is complete is evidence enough.
        let batch = try FileReading(dialect: found.dialect, header: found.columns, leftOut: found.detected.leftOut, mapper: mapper, notes: [])
            .records(of: sample, isWhole: isWhole)
        if !found.isJSON { try TwinColumns.prove(mapper, batch) }
        let identifiers = try IdentifierEvidence.complete(options, mapper: mapper, sample: batch)
        if !identifiers.options.roundedRules.isEmpty { mapper = try compiled(identifiers.options) }
        let evidence = try FileEvidence.complete(mapper, header: found.columns, sample: batch, isWhole: isWhole)
        mapper = try compiled(evidence.options)
        self.init(
            dialect: found.dialect, header: found.columns, leftOut: found.detected.leftOut, mapper: mapper,
            notes: identifiers.notes + evidence.notes + mapper.notes)
    }

    /// A line above the table without the quotes and delimiters that a spreadsheet put around it.
    private static func bare(_ line: String) -> String {
        let padding: Set<Character> = [" ", "\t", ",", ";", "|", "\""]
        return String(line.drop(while: padding.contains).reversed().drop(while: padding.contains).reversed())
    }

    init(dialect: Dialect, header: [String], leftOut: Int, mapper: RowMapper, notes: [String]) {
        self.dialect = dialect
        self.header = header
        self.leftOut = leftOut
        self.mapper = mapper
        self.notes = notes
    }

    private static func format(
        _ name: String?, found: FileColumns, sample: [UInt8], isWhole: Bool, catalogue: FormatCatalogue
    ) throws -> ExportFormat {
        let columns = found.columns
        if let name {
            guard let format = catalogue.format(named: name) else {
                throw FileRefusal("the format `\(name)` is not known; see `tierwise formats list`")
            }
            return format
        }
        let dialect = found.dialect.summary
        switch found.detect(in: catalogue) {
        case .found(let format, _): return format
        case .ambiguous(let matches):
            let names = matches.map { "`\($0.format)`" }.joined(separator: " and ")
            throw FileRefusal("it fits \(names) equally well; say which it is with `format:` in the source", dialect: dialect)
        case .unknown(let nearest):
            if AccountMetricTable(sample: sample, isWhole: isWhole, dialect: found.dialect) != nil {
                throw FileRefusal(AccountMetricTable.message, dialect: dialect)
            }
            if found.detected.tables > 1 { throw found.stackedTables(format: nil) }
            let first = columns.prefix(8).map(printable).joined(separator: ", ")
            var message = "no known export has these columns (\(first)\(columns.count > 8 ? ", …" : ""))"
            if let best = nearest.first {
                let foreign = best.forbidden.map(printable)
                let differs = best.missing.isEmpty
                    ? "has no column \(foreign.prefix(5).joined(separator: ", "))"
                    : "needs \((best.missing + foreign.map { "not \($0)" }).prefix(5).joined(separator: ", "))"
                message += "; the nearest is \(best.title), which \(differs)"
            }
            throw FileRefusal(
                message + "; see `tierwise formats list`, or describe it in a format file of your own (`formats:`), which `tierwise formats draft` proposes",
                dialect: dialect, isUnknownTable: true)
        }
    }

    /// Header names come from strangers: control characters shown, length bounded. In a file without a header a row stands
    /// here, so what reads like an address is not shown.
    private static func printable(_ name: String) -> String {
        if name.contains("@") { return "…@…" }
        var shown = ""
        for scalar in name.unicodeScalars.prefix(40) {
            if scalar.value < 0x20 || scalar.value == 0x7F { shown += "\\u{\(String(scalar.value, radix: 16))}" } else { shown.unicodeScalars.append(scalar) }
        }
        return shown
    }

    func makeReader() -> RecordReader {
        if dialect.container == .csv {
            return .csv(
                CSVRecordReader(
                    dialect: dialect, columns: mapper.fieldCount, allowShort: mapper.takesShortRows,
                    optionalFields: mapper.optionalFields + leftOut))
        }
        let paths = mapper.columns.compactMap(JSONPath.init)
        let joins = mapper.format.joins.compactMap { join -> JSONJoin? in
            guard let from = JSONPath(join.from), let key = JSONPath(join.key), let equals = JSONPath(join.equals) else { return nil }
            return JSONJoin(from: from, key: key, equals: equals, as: join.name)
        }
        return .json(JSONRecordReader(container: dialect.container, records: mapper.format.records, paths: paths, joins: joins))
    }

    /// The records of a sample; the last one only if the sample is the whole file.
    func records(of sample: [UInt8], isWhole: Bool) throws -> FieldBatch {
        var reader = makeReader()
        var transcoder = Transcoder(dialect.encoding)
        var batch = FieldBatch()
        try reader.read(transcoder.transcode(sample, isLast: isWhole), isLast: isWhole, into: &batch)
        return batch
    }
}

/// How a file holds its records, and which columns they have.
struct FileColumns {
    private(set) var detected: DetectedDialect
    /// With a second header record counted in, where one was found.
    let dialect: Dialect
    /// Header names, or the paths of a JSON file.
    let columns: [String]
    /// Some values of each column of a CSV file.
    let samples: ColumnSamples
    /// What `find` found them to be: asked again, they are not compared with every format again.
    private var detection: FormatDetection?

    /// Of a sample, bytes whose records are looked at.
    static let valueBytes = 1 << 16

    func detect(in catalogue: FormatCatalogue) -> FormatDetection {
        detection ?? catalogue.detect(columns: columns, isJSON: isJSON, samples: samples)
    }

    /// Lines of text that can stand above the names of the columns and be as wide as a table.
    private static let mostTitles = 3

    /// The columns of a file. A title can look like names, and only the catalogue knows which names an export has: where none
    /// has those of the first line and one has those of a line right below it, what stands above is a title.
    ///
    /// - Parameter format: what a source says that the file is.
    static func find(
        sample: [UInt8], isWhole: Bool, overrides: DialectOverrides, catalogue: FormatCatalogue, format: String?
    ) throws -> FileColumns {
        var found = try FileColumns(sample: sample, isWhole: isWhole, overrides: overrides)
        if format == nil { found.detection = found.detect(in: catalogue) }
        guard !found.areColumns(of: format, in: catalogue) else { return found }
        return found.belowTitles(sample: sample, isWhole: isWhole, overrides: overrides).first { $0.areColumns(of: format, in: catalogue) } ?? found
    }

    /// What the columns are where the first lines of the table, as many as titles can have, are a title.
    func belowTitles(sample: [UInt8], isWhole: Bool, overrides: DialectOverrides) -> [FileColumns] {
        guard !isJSON, overrides.preambleLines == nil, overrides.headerLines == nil, detected.tables == 1 else { return [] }
        let above = dialect.preambleLines
        var all: [FileColumns] = []
        for lines in above + 1...above + Self.mostTitles {
            var overrides = overrides
            overrides.preambleLines = lines
            guard var below = try? FileColumns(sample: sample, isWhole: isWhole, overrides: overrides) else { break }
            guard below.dialect.headerLines > 0 else { continue }
            let place = lines == above + 1 ? "line \(lines) is" : "lines \(above + 1) to \(lines) are"
            below.detected.notes.append("\(place) taken for a title and left out: the names of an export's columns stand below")
            all.append(below)
        }
        return all
    }

    /// Whether a table holds money, by the names of its columns or what stands in them.
    var holdMoney: Bool {
        dialect.headerLines > 0 && columns.count > 1 && DealColumns.holdMoney(columns.indices.map { (columns[$0], samples.values(of: $0)) })
    }

    /// Whether these are the columns of a format, of any where none is named.
    func areColumns(of format: String?, in catalogue: FormatCatalogue) -> Bool {
        guard let format else {
            if case .unknown = detect(in: catalogue) { return false }
            return true
        }
        let header = HeaderNames(columns, isJSON: isJSON, samples: samples)
        return catalogue.format(named: format)?.match(header).isComplete ?? true
    }

    var isJSON: Bool { dialect.container != .csv }

    func stackedTables(format: String?) -> FileRefusal {
        FileRefusal(
            "\(detected.tables) tables stand in it one below the other; put the one that holds posts, orders or deals into a file of its own",
            format: format, dialect: dialect.summary)
    }

    init(sample: [UInt8], isWhole: Bool, overrides: DialectOverrides) throws {
        let detected = try detectDialect(sample: sample, isWhole: isWhole, overrides: overrides)
        self.detected = detected
        dialect = detected.dialect
        if detected.dialect.container == .csv {
            columns = detected.header
            let isAll = isWhole && sample.count <= Self.valueBytes
            samples = ColumnSamples(Self.records(of: Array(sample.prefix(Self.valueBytes)), isWhole: isAll, dialect: dialect))
        } else {
            samples = ColumnSamples()
            var transcoder = Transcoder(detected.dialect.encoding)
            columns = surveyJSON(
                sample: transcoder.transcode(sample, isLast: isWhole), container: detected.dialect.container, isWhole: isWhole)
        }
    }

    /// Records of any width.
    static func records(of sample: [UInt8], isWhole: Bool, dialect: Dialect) -> FieldBatch {
        var transcoder = Transcoder(dialect.encoding)
        var reader = CSVRecordReader(dialect: dialect, columns: nil, allowShort: true)
        var batch = FieldBatch()
        reader.read(transcoder.transcode(sample, isLast: isWhole), isLast: isWhole, into: &batch)
        return batch
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

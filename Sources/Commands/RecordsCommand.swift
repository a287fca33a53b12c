internal import ArgumentParser
internal import ByteStreams
internal import ExportFormats
internal import Jobs
internal import Ingestion
internal import RecordFormats

/// `tierwise records FILE`.
struct RecordsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "records", abstract: "Print a file's records as the reader sees them.",
        discussion: """
            CSV records are printed as JSON arrays of text, JSON records as they are, one a line. What cannot be read goes to \
            stderr with line and reason; then the exit code is 1. A file that cannot be used as a whole gives 2. An empty file has \
            no records, which is no mistake here; a pipeline refuses it.

            Example: tierwise records exports/orders.csv.gz | head
            Example: tierwise records exports/orders.csv --dialect
            Example: tierwise records deals.xlsx --sheet 2
            """)

    @Argument(help: ArgumentHelp("A CSV, TSV, NDJSON or JSON file, plain, gzip or zstd, or an .xlsx workbook.", valueName: "file"), completion: .file())
    var file: String

    @OptionGroup var dialectOptions: DialectOptions
    @OptionGroup var limitOptions: LimitOptions

    @Option(name: .customLong("as"), help: "json (default) or csv.")
    var form: RecordForm = .json

    @Flag(help: "Print only what was detected, with the evidence.")
    var dialect = false

    mutating func run() throws {
        do { try print() } catch let error as StreamError where error.path == file && error.kind == .empty {
            say("is empty: no records")
        } catch let error as DialectError where error.kind.isEmptyFile {
            say("is empty: no records")
        } catch {
            guard let refusal = FileRefusal(error, of: file) else { throw error }
            say(refusal.message)
            throw ExitCode(ExitStatus.refused)
        }
    }

    private func say(_ what: String) { StandardError.say("records", "\(file): \(what)", level: .notice) }

    private func print() throws {
        var source = try InputText(
            dialectOptions.place(file), limits: limitOptions.limits, overrides: try dialectOptions.overrides(), catalogue: .builtIn,
            format: nil)
        try source.readSample()
        var chunk = source.takeSample()
        var isLast = source.isWhole
        let detected = try detectDialect(sample: chunk, isWhole: isLast, overrides: source.overrides)
        for note in detected.notes { say(note) }
        if let unclear = detected.unclearWidth { say("\(unclear); a pipeline refuses the file") }
        if dialect { return try show(detected) }
        var transcoder = Transcoder(detected.dialect.encoding)
        var printer = RecordPrinter(form: form, isCSV: detected.dialect.container == .csv)
        if detected.dialect.container == .csv {
            if form == .csv, detected.dialect.headerLines > 0 { printer.add(header: header(detected)) }
            var dialect = detected.dialect
            // Nothing is mapped to a name here, so that an empty cell too many can do no harm.
            dialect.emptyTail = max(dialect.emptyTail, 64)
            var reader = CSVRecordReader(
                dialect: dialect, columns: detected.columns, allowShort: false, optionalFields: detected.leftOut)
            repeat {
                var batch = FieldBatch()
                reader.read(transcoder.transcode(chunk, isLast: isLast), isLast: isLast, into: &batch)
                try emit(batch, &printer)
            } while try next(&source, &chunk, &isLast)
        } else {
            var reader = JSONRecordReader(container: detected.dialect.container, paths: [])
            repeat {
                var batch = FieldBatch()
                try reader.read(transcoder.transcode(chunk, isLast: isLast), isLast: isLast, into: &batch)
                try emit(batch, &printer)
            } while try next(&source, &chunk, &isLast)
        }
        for note in source.notes { say(note) }
        if printer.emptyTails > 0, detected.dialect.emptyTail == 0 {
            say("\(printer.emptyTails) \(printer.emptyTails == 1 ? "record ends" : "records end") in empty cells beyond the last column: left out")
        }
        if printer.faults > 0 || detected.unclearWidth != nil { throw ExitCode(ExitStatus.warning) }
    }

    /// The next piece of text; false once the verified end has been handed on.
    private func next(_ source: inout InputText, _ chunk: inout [UInt8], _ isLast: inout Bool) throws -> Bool {
        guard !isLast else { return false }
        if let signal = Program.stop.signal { throw ExitCode(128 + signal) }
        chunk.removeAll(keepingCapacity: true)
        while chunk.count < 1 << 20, !isLast { isLast = try !source.read(into: &chunk, atMost: (1 << 20) - chunk.count) }
        return true
    }

    private func emit(_ batch: FieldBatch, _ printer: inout RecordPrinter) throws {
        for fault in batch.faults {
            printer.faults += 1
            StandardError.say("records", "\(file):\(fault.line): \(fault.kind.rawValue): \(fault.detail)", level: .warning)
        }
        printer.emptyTails += batch.emptyTails
        try StandardOutput.write(printer.text(of: batch))
    }

    /// The names of the columns; where somebody says that several records hold them, those of a column joined.
    private func header(_ detected: DetectedDialect) -> [String] {
        let records = detected.headerRecords
        guard let lines = dialectOptions.headerLines, lines > 1, records.count == lines else { return detected.header }
        let width = records.reduce(0) { max($0, $1.count) }
        return (0..<width).map { column in
            records.compactMap { column < $0.count && !$0[column].isEmpty ? $0[column] : nil }.joined(separator: " ")
        }
    }

    private func show(_ detected: DetectedDialect) throws {
        var text = detected.dialect.summary + "\n"
        for line in detected.evidence { text += "  \(line.printable)\n" }
        for line in detected.preamble { text += "  preamble: \(line.printable)\n" }
        for (index, name) in detected.header.enumerated() { text += "  column \(index + 1): \(name.printable)\n" }
        try StandardOutput.write(text)
    }
}

enum RecordForm: String, ExpressibleByArgument, CaseIterable {
    case json, csv
}

/// Records as text.
struct RecordPrinter {
    let form: RecordForm
    let isCSV: Bool
    var faults = 0
    var emptyTails = 0
    private var header: [UInt8] = []

    init(form: RecordForm, isCSV: Bool) {
        self.form = form
        self.isCSV = isCSV
    }

    mutating func add(header names: [String]) {
        for (index, name) in names.enumerated() {
            if index > 0 { header.append(UInt8(ascii: ",")) }
            CSVText.appendField(Array(name.utf8).span, to: &header)
        }
        header.append(UInt8(ascii: "\n"))
    }

    mutating func text(of batch: FieldBatch) -> [UInt8] {
        var text = header
        header = []
        let bytes = batch.bytes.span
        for record in batch.records {
            if !isCSV {
                Self.appendCompact(bytes.extracting(record.raw), to: &text)
            } else {
                if form == .json { text.append(UInt8(ascii: "[")) }
                for index in 0..<record.fieldCount {
                    if index > 0 { text.append(UInt8(ascii: ",")) }
                    let value = bytes.extracting(batch.range(record, index))
                    if form == .json { JSONText.appendString(value, to: &text) } else { CSVText.appendField(value, to: &text) }
                }
                if form == .json { text.append(UInt8(ascii: "]")) }
            }
            text.append(UInt8(ascii: "\n"))
        }
        return text
    }

    /// A JSON record on one line: white space outside strings left out.
    private static func appendCompact(_ record: Span<UInt8>, to text: inout [UInt8]) {
        var isInString = false
        var isEscaped = false
        for index in record.indices {
            let byte = record[index]
            if !isInString, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { continue }
            text.append(byte)
            if isEscaped { isEscaped = false } else if isInString, byte == UInt8(ascii: "\\") { isEscaped = true }
            else if byte == UInt8(ascii: "\"") { isInString.toggle() }
        }
    }
}

internal import ByteStreams
internal import ExportFormats
internal import Findings
internal import Jobs
internal import RecordFormats
internal import SocialData
internal import StageFiles

/// One file on its way from bytes to staged rows.
struct FileIngestion: Sendable {
    let input: IngestionInput
    let request: IngestionRequest
    let share: JobShare

    /// Text handed to a mapper at once: about a thousand records. The mapper goes over them column by column, so they and their
    /// fields should stay in a processor's own cache (1 MiB and more).
    static let blockBytes = 256 << 10
    func run() throws -> IngestionOutcome {
        if let refusal = input.refusal { return refused(refusal, shown: refusal) }
        do {
            return try stage()
        } catch {
            guard let refusal = FileRefusal(error, of: input.path) else { throw error }
            var outcome = refused(refusal.message, shown: shown(refusal), format: refusal.format, dialect: refusal.dialect)
            if let error = error as? StreamError, error.isWithheld { outcome.withheld = error }
            return outcome
        }
    }

    /// Why a file was refused, for the report, which strangers read: nothing that stands in the file.
    private func shown(_ refusal: FileRefusal) -> String {
        if let reason = refusal.publicReason { return reason }
        guard let name = refusal.format, let format = request.catalogue.format(named: name) else {
            return "it is none of the exports that are known"
        }
        return "it was taken for \(format.title) and cannot be used as it is"
    }

    private func refused(_ why: String, shown: String, format: String? = nil, dialect: String = "") -> IngestionOutcome {
        // What it would have been.
        let known = (format ?? input.format).flatMap(request.catalogue.format)
        var summary = InputSummary(
            name: input.name, sha256: input.sha256, bytes: input.bytes, format: format ?? input.format ?? "",
            entities: known?.entities.map(\.entity).filter { $0 != .accounts } ?? [],
            dialect: dialect, rows: 0, accepted: 0, quarantined: 0, skipped: 0, quarantinedCells: 0, skipReasons: [],
            refused: why, notes: [])
        summary.publicReason = "\(shown); the messages of the run say more"
        return IngestionOutcome(summary: summary, staged: [], latest: nil, quarantine: nil)
    }

    private func stage() throws -> IngestionOutcome {
        var source = try InputText(
            input.place, limits: request.limits, overrides: input.dialect, catalogue: request.catalogue, format: input.format)
        do {
            try source.readSample()
        } catch {
            throw counted(error, after: source.sample, overrides: source.overrides)
        }
        let reading = try FileReading.recognise(
            sample: source.sample, isWhole: source.isWhole, overrides: source.overrides, input: input, catalogue: request.catalogue)
        var writer = try StagedWriter(mapper: reading.mapper, input: input, request: request)
        var blocks = RecordBlocks(reading: reading, sample: source.takeSample(), isWhole: source.isWhole)
        try stageRows(of: &blocks, from: &source, by: reading.mapper, into: &writer)
        try requireSameBytes(source.sha256)
        var outcome = try writer.finish(reading: reading, sourceNotes: source.notes)
        if !source.unreadSheets.isEmpty { outcome.summary.unreadSheets = source.unreadSheets }
        let options = reading.mapper.options
        if let order = options.dateOrder ?? options.assumedOrder {
            outcome.summary.dates = InputDates(isDayFirst: order == .dayFirst, isShown: options.dateOrder != nil)
        }
        return outcome
    }

    /// Maps all blocks and writes their rows. What fills a row group is encoded beside it, so that a single file keeps several threads
    /// busy.
    private func stageRows(
        of blocks: inout RecordBlocks, from source: inout InputText, by mapper: RowMapper, into writer: inout StagedWriter
    ) throws {
        var packedBytesSeen = 0
        var mapped = OrderedResults(share: share) { (batch: FieldBatch) -> MappedRows in
            var rows = mapper.makeRows()
            mapper.map(batch, into: &rows)
            return rows
        }
        var encoded = OrderedResults(share: share) { (full: (output: Int, rows: RowsOfShard)) in (output: full.output, rows: full.rows.encoded()) }
        func nextBatch() throws -> FieldBatch? {
            try request.stop?.check()
            let batch = try blocks.next(from: &source, blockBytes: Self.blockBytes)
            request.progress?.add(rows: 0, bytes: source.packedBytesRead - packedBytesSeen)
            packedBytesSeen = source.packedBytesRead
            return batch
        }
        var isAtEnd = false
        func nextFull() throws -> (output: Int, rows: RowsOfShard)? {
            while true {
                if let full = writer.takeFull() { return full }
                guard !isAtEnd else { return nil }
                if let rows = try mapped.next(nextBatch) {
                    request.progress?.add(rows: rows.candidates, bytes: 0)
                    try writer.append(rows)
                } else {
                    isAtEnd = true
                    writer.setAsideRest()
                }
            }
        }
        while let full = try encoded.next(nextFull) { try writer.write(full.rows, to: full.output) }
    }
}

extension FileIngestion {
    /// What was read must be what the input is known by: another file may have taken its place in between.
    private func requireSameBytes(_ sha256: String?) throws(StreamError) {
        guard sha256 != input.sha256 else { return }
        throw StreamError(
            kind: .changedWhileReading, path: input.path, detail: "was replaced or written to between two looks at it, so what was read may be half of each")
    }

    /// An error in the sample. The file is refused either way: what could be read only tells how many rows came before.
    private func counted(_ error: StreamError, after sample: [UInt8], overrides: DialectOverrides) -> StreamError {
        guard error.isDamage,
            let reading = try? FileReading.recognise(
                sample: sample, isWhole: false, overrides: overrides, input: input, catalogue: request.catalogue)
        else { return error }
        var blocks = RecordBlocks(reading: reading, sample: [], isWhole: false)
        return blocks.counted(error, after: sample)
    }
}

/// Cuts a file's text into batches of records.
struct RecordBlocks: ~Copyable {
    private var transcoder: Transcoder
    private var reader: RecordReader
    /// Bytes read while the file was recognised, still to be handed on.
    private var pending: [UInt8]
    private var isAtEnd: Bool
    private var isFinished = false
    /// Whole records handed on.
    private var rows = 0
    /// Text handed on at once: small at first, where most lines are broken and where rows are short, for a fault takes a hundred
    /// times the memory of the line it is about, and a row that the mapper sets aside as much.
    private var pieceBytes = Self.leastPieceBytes
    private static let leastPieceBytes = 64 << 10
    private static let manyFaults = 1024
    private static let manyRecords = 16_384

    init(reading: FileReading, sample: [UInt8], isWhole: Bool) {
        transcoder = Transcoder(reading.dialect.encoding)
        reader = reading.makeReader()
        pending = sample
        isAtEnd = isWhole
    }

    mutating func next(from source: inout InputText, blockBytes: Int) throws -> FieldBatch? {
        guard !isFinished else { return nil }
        if pending.isEmpty, !isAtEnd {
            var read: [UInt8] = []
            read.reserveCapacity(pieceBytes)
            do {
                try fill(&read, from: &source, to: pieceBytes)
            } catch {
                throw counted(error, after: read)
            }
            pending = read
        }
        var chunk: [UInt8] = []
        if pending.count <= pieceBytes {
            swap(&chunk, &pending)
        } else {
            chunk = Array(pending.prefix(pieceBytes))
            pending.removeFirst(pieceBytes)
        }
        isFinished = isAtEnd && pending.isEmpty
        var batch = FieldBatch()
        try reader.read(transcoder.transcode(chunk, isLast: isFinished), isLast: isFinished, into: &batch)
        if let line = batch.otherHeader {
            throw FileRefusal(
                "line \(line) names the columns again, in another order or with others than the first line of the table, so what stands below is of another export; put it into a file of its own, with that line as its first",
                publicReason: "line \(line) begins a second table with other columns or another order of them")
        }
        rows += batch.records.count
        let isCrowded = batch.faults.count > Self.manyFaults || batch.records.count > Self.manyRecords
        pieceBytes = isCrowded ? Self.leastPieceBytes : min(blockBytes, 4 * pieceBytes)
        return batch
    }

    private mutating func fill(_ chunk: inout [UInt8], from source: inout InputText, to count: Int) throws(StreamError) {
        while chunk.count < count, !isAtEnd {
            isAtEnd = try !source.read(into: &chunk, atMost: count - chunk.count)
        }
    }

    /// The error of a damaged file, saying how many rows came before the damage; other errors as they are.
    mutating func counted(_ error: StreamError, after chunk: [UInt8]) -> StreamError {
        guard error.isDamage else { return error }
        var batch = FieldBatch()
        try? reader.read(transcoder.transcode(chunk, isLast: false), isLast: false, into: &batch)
        rows += batch.records.count
        var error = error
        error.detail += ", \(rows) whole \(rows == 1 ? "row" : "rows") unused"
        return error
    }
}

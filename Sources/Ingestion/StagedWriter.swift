internal import ByteStreams
internal import ExportFormats
internal import Findings
internal import RecordFormats
internal import SocialData
internal import StageFiles

/// Writes what one file gives: staged rows by entity and shard, rejects into quarantine; publishes all or nothing.
struct StagedWriter: ~Copyable {
    /// Of words outside the vocabularies, a note each.
    private static let mostWords = 20

    private let input: IngestionInput
    private let request: IngestionRequest
    private var outputs: [StagedOutput] = []
    private let quarantine: QuarantineFile
    private var proof = KeyProof()
    private var parts = PostParts()

    /// Everything that was counted so far; its rows and rejects stay empty.
    private var books: MappedRows
    /// Records set aside, one entry per reason.
    private var setAside = RejectTally()

    init(mapper: RowMapper, input: IngestionInput, request: IngestionRequest) throws {
        books = mapper.makeRows()
        self.input = input
        self.request = request
        quarantine = QuarantineFile(path: Self.quarantinePath(input, request))
        for entity in mapper.entities {
            outputs.append(
                StagedOutput(entity: entity, path: Self.stagedPath(entity, input, request), input: mapper.options.inputKey))
        }
    }

    static func stagedPath(_ entity: Entity, _ input: IngestionInput, _ request: IngestionRequest) -> String {
        "\(request.stagedFolder)/\(entity.rawValue)/\(input.key).parquet"
    }

    static func quarantinePath(_ input: IngestionInput, _ request: IngestionRequest) -> String {
        "\(request.quarantineFolder)/\(input.key).csv.gz"
    }

    mutating func append(_ rows: consuming MappedRows) throws {
        books.count(rows)
        setAside.add(rows.rejects)
        for index in rows.entities.indices {
            try proof.add(&rows.entities[index])
            try RateProof.check(rows.entities[index])
            parts.add(rows.entities[index])
            try outputs[index].append(rows.entities[index])
        }
        try quarantine.append(rows.rejects)
    }

    /// Rows that fill a row group of one of the files; nil where there are none.
    func takeFull() -> (output: Int, rows: RowsOfShard)? {
        for output in outputs.indices {
            if let rows = outputs[output].takeFull() { return (output, rows) }
        }
        return nil
    }

    /// Has what is left taken, too: no rows are appended after that.
    func setAsideRest() {
        for output in outputs { output.setAsideRest() }
    }

    /// Writes rows that were taken, in the order in which they were.
    func write(_ rows: consuming EncodedRows, to output: Int) throws { try outputs[output].write(rows) }

    /// Checks the books, then publishes; the ledger line that makes it count is written by the caller, last.
    consuming func finish(reading: FileReading, sourceNotes: [String]) throws -> IngestionOutcome {
        precondition(books.candidates == books.accepted + books.quarantined + books.skipped, "a row was lost or invented")
        if books.quarantined >= 10, Double(books.quarantined) > input.refuseShare * Double(books.candidates) {
            let why = setAside.first.map { " (line \($0.line): \($0.reason))" } ?? ""
            let share = "\(books.quarantined) of \(books.candidates) rows cannot be used, more than the pipeline's `rejects: refuse`"
            throw FileRefusal(
                "\(share)\(why); export the file again, name its format, or raise the limit", publicReason: share)
        }
        let losses = FileLosses(name: input.name, books: books, setAside: setAside, repeats: proof.repeats, parts: parts, mapper: reading.mapper)
        if let column = losses.unreadableColumn {
            throw FileRefusal(column, format: reading.mapper.format.name, dialect: reading.dialect.summary)
        }
        var summary = InputSummary(
            name: input.name, sha256: input.sha256, bytes: input.bytes, format: reading.mapper.format.name,
            entities: reading.mapper.entities.filter { $0 != .accounts }, dialect: reading.dialect.summary,
            rows: books.candidates, accepted: books.accepted, quarantined: books.quarantined, skipped: books.skipped,
            quarantinedCells: books.quarantinedCells, skipReasons: [], refused: nil, notes: reading.notes + sourceNotes,
            losses: losses.all)
        for (rule, count) in zip(reading.mapper.format.skips, books.skippedByRule) where count > 0 {
            summary.skipReasons.append("\(rule.reason): \(count)")
        }
        if books.blanks > 0 { summary.skipReasons.append("empty row: \(books.blanks)") }
        if books.totals.count > 0 { summary.skipReasons.append("total row: \(books.totals.count)") }
        let words = books.unknownWords.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        for (word, count) in words.prefix(Self.mostWords) {
            let parts = word.split(separator: " ", maxSplits: 1).map(String.init)
            let shown = parts.last.flatMap(Loss.shownWord) ?? "(not shown)"
            summary.notes.append("unknown word, \(parts.first ?? "") \(shown) (\(count) rows)")
        }
        let rest = words.count - Self.mostWords
        if rest > 0 { summary.notes.append("and \(rest) more unknown word\(rest == 1 ? "" : "s")") }
        var staged: [StagedFile] = []
        for index in outputs.indices {
            if let file = try outputs[index].publish() { staged.append(file) }
        }
        let quarantinePath = try quarantine.publish()
        return IngestionOutcome(summary: summary, staged: staged, latest: books.latest, calledOff: books.calledOff, quarantine: quarantinePath)
    }
}

internal import ByteStreams
internal import ExportFormats
internal import Findings
internal import RecordFormats
internal import SocialData

/// Writes what one file gives: staged rows by entity and shard, rejects into quarantine; publishes all or nothing.
struct StagedWriter: ~Copyable {
    private let input: IngestionInput
    private let request: IngestionRequest
    private var outputs: [StagedOutput] = []
    private let quarantine: QuarantineFile

    private var candidates = 0
    private var accepted = 0
    private var quarantined = 0
    private var skipped = 0
    private var quarantinedCells = 0
    private var skippedByRule: [Int] = []
    private var latest: LatestInstant?
    private var unknownWords: [String: Int] = [:]

    init(entities: [Entity], input: IngestionInput, request: IngestionRequest) throws {
        self.input = input
        self.request = request
        quarantine = QuarantineFile(path: Self.quarantinePath(input, request))
        for entity in entities { outputs.append(StagedOutput(entity: entity, path: Self.stagedPath(entity, input, request))) }
    }

    static func stagedPath(_ entity: Entity, _ input: IngestionInput, _ request: IngestionRequest) -> String {
        "\(request.stagedFolder)/\(entity.rawValue)/\(input.key).csv.gz"
    }

    static func quarantinePath(_ input: IngestionInput, _ request: IngestionRequest) -> String {
        "\(request.quarantineFolder)/\(input.key).csv.gz"
    }

    mutating func append(_ rows: MappedRows) throws {
        candidates += rows.candidates
        accepted += rows.accepted
        quarantined += rows.quarantined
        skipped += rows.skipped
        quarantinedCells += rows.quarantinedCells
        if skippedByRule.isEmpty { skippedByRule = rows.skippedByRule } else {
            for index in skippedByRule.indices { skippedByRule[index] += rows.skippedByRule[index] }
        }
        latest = LatestInstant.later(latest, rows.latest)
        for (word, count) in rows.unknownWords { unknownWords[word, default: 0] += count }
        for index in rows.entities.indices { try outputs[index].append(rows.entities[index]) }
        try quarantine.append(rows.rejects)
    }

    /// Checks the books, then publishes; the ledger line that makes it count is written by the caller, last.
    consuming func finish(reading: FileReading, sourceNotes: [String]) throws -> IngestionOutcome {
        precondition(candidates == accepted + quarantined + skipped, "a row was lost or invented")
        let examples = quarantine.examples
        if quarantined >= 10, Double(quarantined) > input.refuseShare * Double(candidates) {
            let why = examples.first.map { " (\($0))" } ?? ""
            throw FileRefusal(
                "\(quarantined) of \(candidates) rows cannot be used, more than the pipeline's `rejects: refuse`\(why); export the file again, name its format, or raise the limit")
        }
        var summary = InputSummary(
            name: input.name, sha256: input.sha256, bytes: input.bytes, format: reading.mapper.format.name,
            entities: reading.mapper.entities.filter { $0 != .accounts }.map(\.rawValue), dialect: reading.dialect.summary,
            rows: candidates, accepted: accepted, quarantined: quarantined, skipped: skipped,
            quarantinedCells: quarantinedCells, skipReasons: [], refused: nil, notes: reading.notes + sourceNotes)
        for (rule, count) in zip(reading.mapper.format.skips, skippedByRule) where count > 0 {
            summary.skipReasons.append("\(rule.reason): \(count)")
        }
        for (word, count) in unknownWords.sorted(by: { $0.key < $1.key }).prefix(20) {
            summary.notes.append("unknown word, \(word) (\(count) rows)")
        }
        var staged: [StagedFile] = []
        for index in outputs.indices {
            if let file = try outputs[index].publish() { staged.append(file) }
        }
        let quarantinePath = try quarantine.publish()
        return IngestionOutcome(summary: summary, staged: staged, latest: latest, quarantine: quarantinePath, examples: examples)
    }
}

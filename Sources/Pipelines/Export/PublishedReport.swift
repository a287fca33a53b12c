internal import ByteStreams
internal import DatabaseFiles
internal import Findings
internal import RecordFormats
internal import Reporting
internal import TextValues

/// The report of a pipeline as it stands in its folder, held against its manifest.
struct PublishedReport {
    let findings: FindingSet
    /// What the table `metadata` says, key and value.
    let metadata: [[String]]
    private let folder: String
    private let manifest: Manifest
    private let files: [String: Manifest.File]

    init(_ run: PipelineRun) throws {
        folder = run.output
        guard try Folders.somethingExists(at: folder) else {
            throw PipelineError(.stageMissing, "\(folder): there is no report yet; run `tierwise run \(run.pipeline.file)` first")
        }
        let check = try ManifestCheck(folder: folder)
        if let mistake = check.mistakes.first {
            throw PipelineError(.nothingAccepted, "\(folder)/\(mistake); run `tierwise run \(run.pipeline.file)` to publish it again")
        }
        manifest = check.manifest
        guard manifest.pipeline == run.pipeline.definition.name else {
            throw PipelineError(.nothingAccepted, "\(folder): is the report of the pipeline `\(manifest.pipeline)`, not of `\(run.pipeline.definition.name)`")
        }
        guard manifest.pipelineSHA256 == Manifest.hash(Array(run.pipeline.text.utf8)) else {
            throw PipelineError(.nothingAccepted, "\(folder): the pipeline file has changed since this report; run `tierwise run \(run.pipeline.file)` first")
        }
        files = Dictionary(manifest.outputs.map { ($0.path, $0) }) { first, _ in first }
        let path = Folders.join(folder, Manifest.name)
        findings = try FindingSet(json: try Self.bytes(Self.findingsFile, files, in: folder))
        var published: [UInt8] = []
        Canonical.append(instant: Int64(try FileIdentity(path: path).modified / 1_000_000_000), to: &published)
        metadata = [
            ["program", manifest.program], ["version", manifest.version], ["pipeline", manifest.pipeline], ["pipeline_sha256", manifest.pipelineSHA256],
            ["manifest_sha256", try StateText.sha256(path) ?? ""], ["published_at", String(decoding: published, as: UTF8.self)],
            ["currency", findings.definition.currency], ["definition", String(decoding: try StateText.json(findings.definition), as: UTF8.self)],
        ]
    }

    private static let findingsFile = "findings.json"

    /// Refuses a report that was not made of these findings: its tables and the facts would say different things.
    func require(findings bytes: [UInt8]) throws {
        guard files[Self.findingsFile]?.sha256 == Manifest.hash(bytes) else {
            throw PipelineError(.nothingAccepted, "\(folder): the report is not made of the facts in the workspace; run all stages first (`tierwise run`)")
        }
    }

    /// Writes the rows of a published table.
    ///
    /// - Returns: how many.
    func write(_ published: PublishedTable, as table: DatabaseTable, to database: DatabaseFile) throws -> Int {
        let path = Folders.join(folder, published.path)
        let bytes = try Self.bytes(published.path, files, in: folder)
        var batch = FieldBatch()
        var reader = CSVRecordReader(dialect: Dialect(headerLines: 0), columns: table.columns.count, allowShort: false)
        reader.read(bytes, isLast: true, into: &batch)
        let header = batch.records.first.map { record in
            (0..<record.fieldCount).map { String(decoding: batch.bytes[batch.range(record, $0)], as: UTF8.self) }
        }
        guard batch.faults.isEmpty, header == table.columns.map(\.name) else {
            throw PipelineError(.nothingAccepted, "\(path): has other columns than this version writes (published by \(manifest.version)); run the pipeline again")
        }
        try database.execute(table.creation)
        try database.withStatement(table.insertion) { statement in
            let texts = batch.bytes.span
            for record in batch.records.dropFirst() {
                for (position, column) in table.columns.enumerated() {
                    let range = batch.range(record, position)
                    // A text that looked like a formula has an apostrophe before it in the file.
                    try statement.bind(texts.extracting(column.type == .text ? CSVText.unprotected(texts, range) : range), to: column)
                }
                try statement.run()
            }
        }
        return batch.records.count - 1
    }

    /// A file of the report as its manifest knows it.
    private static func bytes(_ name: String, _ files: [String: Manifest.File], in folder: String) throws -> [UInt8] {
        let path = Folders.join(folder, name)
        let bytes = try readWholeFile(path, limit: 1 << 31)
        guard Manifest.hash(bytes) == files[name]?.sha256 else {
            throw PipelineError(.nothingAccepted, "\(path): changed while it was read; try again")
        }
        return bytes
    }
}

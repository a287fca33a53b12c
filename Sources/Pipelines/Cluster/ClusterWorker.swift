internal import Aggregation
internal import ByteStreams
internal import Findings
internal import Ingestion
package import Jobs
internal import SocialData
internal import StageFiles

/// Does one task. Holds no lock: what it writes appears whole, under a name that says what it is made of, and the driver's books are
/// what makes it count.
package struct ClusterWorker {
    private let task: ClusterTask
    private let pipeline: Pipeline
    private let workspace: Workspace
    private let identity: ClusterIdentity
    private let jobs: Int
    private let stop: StopFlag?

    /// - Throws: `PipelineError` of kind `foreignTask` where the task is of another program or definition.
    package init(_ task: ClusterTask, jobs: Int, programVersion: String, stop: StopFlag? = nil) throws {
        self.task = task
        self.jobs = jobs
        self.stop = stop
        pipeline = try PipelineReader.read(path: task.pipeline)
        workspace = Workspace(folder: task.workspace)
        identity = try ClusterIdentity(pipeline, programVersion: programVersion)
        try identity.require(task)
    }

    /// - Returns: false where all that it makes was there already.
    package func run() throws -> Bool {
        if let input = task.input { return try ingest(input) }
        if let shards = task.shards { return try aggregate(shards) }
        return false
    }

    // MARK: ingest

    private func ingest(_ wanted: ClusterTask.Input) throws -> Bool {
        let changed = PipelineError(
            .inputMissing, "\(wanted.path): holds other bytes than when the task was planned, or is gone; plan again")
        let limits = StreamLimits(unpackedBytes: wanted.maxUncompressed, acceptsTrailingData: wanted.acceptTrailingData)
        // Two names may lead to one file; what is staged depends on the name, too.
        let keys = StagingKeys(pipeline, limits)
        let inputs = try PipelineInputs(pipeline).files
            .filter { try Folders.absolute($0.place.path)?.nameBytes == wanted.path.nameBytes && $0.place.member == wanted.member }
            .map { keys.input($0, sha256: wanted.sha256, bytes: wanted.bytes) }
        guard !inputs.isEmpty else { throw changed }
        guard let input = inputs.first(where: { $0.key == wanted.key && $0.refusal == nil }) else {
            throw PipelineError(.foreignTask, "\(wanted.path): would be staged as other rows than planned; plan again")
        }
        if let known = try workspace.outcome(of: input), try workspace.damage(of: known).isEmpty { return false }
        let outcome = try Ingestion.ingest(IngestionRequest(
            inputs: [input], catalogue: pipeline.formats, stagedFolder: workspace.staged, quarantineFolder: workspace.quarantine, jobs: jobs,
            limits: limits, stop: stop))[0]
        // What this machine could not read another may, or this one later: nothing is known of the file.
        if let withheld = outcome.withheld { throw withheld }
        // A file that changed meanwhile is refused by ingest as one that cannot be read; here it is another file.
        if outcome.summary.refused != nil,
            try StateText.sha256(InputPlace(path: wanted.path, member: wanted.member)) != wanted.sha256 { throw changed }
        let entry = try LedgerEntry(input, outcome: outcome)
        let seal = StateSeal(kind: "outcome", from: input.sha256, files: [:])
        try SealedDocument.write(workspace.outcome(key: input.key), seal) { write in try write(try StateText.json(entry)) }
        return true
    }

    // MARK: aggregate

    private func aggregate(_ wanted: ClusterTask.Shards) throws -> Bool {
        guard 0 <= wanted.from, wanted.from < wanted.to, wanted.to <= Shards.count else {
            throw PipelineError(.foreignTask, "the task names creator shards that there are not; plan again")
        }
        let parts = AggregationParts(identity, facts: wanted.facts, workspace)
        guard task.outputs == (wanted.from..<wanted.to).map({ workspace.name(of: parts.path(shard: $0)) }) else {
            throw PipelineError(.foreignTask, "the task names other parts than those of its facts; plan again")
        }
        let missing = try (wanted.from..<wanted.to).filter { try !parts.isSound(shard: $0) }
        guard !missing.isEmpty else { return false }
        guard let books = try Ledger.read(workspace), books.isSound, books.sha256 == wanted.ledger else { throw Self.otherFacts }
        try requireFacts(wanted)
        let request = pipeline.aggregationRequest(books, in: workspace, jobs: jobs, stop: stop)
        // Looked at again before a part gets its name: facts may have been replaced while they were read.
        try parts.write(shards: missing, of: request) { try requireFacts(wanted) }
        return true
    }

    private static let otherFacts = PipelineError(
        .stageMissing, "the facts or the books are other ones than when the task was planned; plan round `aggregate` again")

    private func requireFacts(_ wanted: ClusterTask.Shards) throws {
        guard let facts = try SealedDocument.read(workspace.factsSummary, kind: "facts"), facts.sha256 == wanted.facts,
            facts.seal.from == wanted.ledger, try facts.seal.files.allSatisfy({ try StageFileSeal.quick("\(workspace.folder)/\($0.key)") == $0.value })
        else { throw Self.otherFacts }
    }
}

internal import Aggregation
internal import ByteStreams
package import Findings
internal import Foundation
internal import Ingestion
internal import Jobs
internal import SocialData
internal import StageFiles

/// What is left to do of a round, and what the steps between the rounds lost.
package struct ClusterPlan: Sendable {
    /// Everything of the round that is not done yet; none where it is over.
    package var tasks: [ClusterTask]
    /// What was lost between the rounds, each said once.
    package var losses: LossList
}

extension PipelineRun {
    /// The tasks of a round that are not done yet; none where it is over. What lies between two rounds is done here: before the parts
    /// are planned, the books are made of what was read, and the facts of them.
    ///
    /// - Parameter count: tasks that the creator shards are divided among.
    package func plan(_ round: ClusterTask.Round, tasks count: Int) throws -> ClusterPlan {
        for folder in [workspace.outcomes, workspace.parts] {
            try Folders.create(folder, mode: 0o750)
            // Of a task that was killed; one that still runs ends with an error and is done again.
            try Folders.removeTemporaries(in: folder)
        }
        let identity = try ClusterIdentity(pipeline, programVersion: options.programVersion)
        let distinct = try distinctInputs()
        try requireGiven(distinct)
        let waiting = try waitingInputs(distinct, identity)
        switch round {
        case .ingest: return ClusterPlan(tasks: waiting, losses: .none)
        case .aggregate:
            try requireRead(waiting)
            var losses = LossList.none
            var origin = try plannedFacts(distinct, identity)
            if origin == nil {
                _ = try ingest(distinct)
                losses = try normalize()
                let (ledger, _, facts) = try soundFacts()
                try SealedDocument.write(workspace.plan, StateSeal(kind: "plan", from: facts, files: [:])) { write in
                    try write(try StateText.json(PlannedFacts(identity: identity, ledger: ledger.sha256)))
                }
                origin = (ledger.sha256, facts)
            }
            guard let origin else { return ClusterPlan(tasks: [], losses: losses) }
            return ClusterPlan(tasks: try partTasks(identity, ledger: origin.ledger, facts: origin.facts, count: count), losses: losses)
        }
    }

    /// In the place of `ingest` and `normalize`, where a cluster has done their work: what became of the inputs.
    ///
    /// - Throws: `PipelineError` of kind `stageMissing` where a round is not over, or anything it was made of is another one now.
    package func takePlanned() throws -> IngestReport {
        let identity = try ClusterIdentity(pipeline, programVersion: options.programVersion)
        let distinct = try distinctInputs()
        try requireGiven(distinct)
        guard let planned = try plannedFacts(distinct, identity) else {
            try requireRead(try waitingInputs(distinct, identity))
            throw Self.otherFacts
        }
        let ledger = try soundLedger()
        guard ledger.sha256 == planned.ledger, try soundFacts().sha256 == planned.facts else { throw Self.otherFacts }
        return IngestReport(entries: ledger.entries, notes: distinct.found.notes, losses: losses(ledger, later: []))
    }

    private static let otherFacts = PipelineError(
        .stageMissing, "no parts are planned of these exports, this definition and this program; run `cluster plan --round aggregate` and its tasks first")

    /// Parts → findings.
    ///
    /// - Throws: `PipelineError` of kind `stageMissing` where one is not there.
    @discardableResult
    package func aggregateParts() throws -> LossList {
        let identity = try ClusterIdentity(pipeline, programVersion: options.programVersion)
        parts = parts(identity, facts: try soundFacts().sha256)
        defer { parts = nil }
        do {
            return try aggregate()
        } catch let error as AggregationError where error.kind == .partMissing {
            throw PipelineError(.stageMissing, error.message)
        }
    }

    /// Removes what only a run in the making needs.
    package func removeClusterState() throws {
        for path in [workspace.outcomes, workspace.parts] where try Folders.kind(at: path) == .folder {
            let folder = try OwnFolder(path)
            for name in try folder.files() { try folder.remove(name) }
        }
    }

    private func requireRead(_ waiting: [ClusterTask]) throws {
        guard let first = waiting.first?.input else { return }
        throw PipelineError(
            .stageMissing, "\(waiting.count) \(waiting.count == 1 ? "export is" : "exports are") not read yet (\(first.path)\(waiting.count > 1 ? ", …" : "")); run the tasks of `cluster plan --round ingest` first")
    }

    // MARK: inputs

    /// Exports that nobody read yet. Those that may not be read, or cannot, are refused when the books are made.
    private func waitingInputs(_ distinct: DistinctInputs, _ identity: ClusterIdentity) throws -> [ClusterTask] {
        let known = Set(try (Ledger.read(workspace)?.entries ?? []).filter { try $0.summary.refused == nil && isThere($0) }.map(\.key))
        return try distinct.inputs.compactMap { input in
            guard input.refusal == nil, input.isHashed, !known.contains(input.key), try !outcomeIsThere(input) else { return nil }
            let wanted = ClusterTask.Input(
                path: try Folders.absolute(input.path) ?? input.path, member: input.member, sha256: input.sha256, bytes: input.bytes, key: input.key, maxUncompressed: options.limits.unpackedBytes,
                acceptTrailingData: options.limits.acceptsTrailingData)
            return try ClusterTask(wanted, identity, pipeline: pipeline, workspace: workspace)
        }
    }

    /// Books without an export that was read would lose it, and what is staged of it: the next plan may be given it. One that was never
    /// read is refused, as `run` does.
    private func requireGiven(_ distinct: DistinctInputs) throws {
        guard !distinct.withheld.isEmpty else { return }
        // The tasks have whole paths.
        func key(_ place: InputPlace) throws -> [UInt8] { InputPlace(path: try Folders.absolute(place.path) ?? place.path, member: place.member).key }
        let entries = (try Ledger.read(workspace)?.entries ?? []) + (try workspace.readOutcomes())
        let read = Set(try entries.filter { $0.summary.refused == nil }.map { try key($0.place) })
        for file in distinct.found.files {
            if let error = distinct.withheld[file.place.key], read.contains(try key(file.place)) { throw error }
        }
    }

    private func outcomeIsThere(_ input: IngestionInput) throws -> Bool {
        try workspace.outcome(of: input).map(isThere) ?? false
    }

    /// By footers alone: every byte is looked at when the books are made.
    private func isThere(_ entry: LedgerEntry) throws -> Bool {
        try entry.staged.allSatisfy { try StageFileSeal.quick(workspace.staged($0.entity, key: entry.key)) == $0.seal && !$0.seal.isEmpty }
            && (entry.quarantine.map { try Folders.somethingExists(at: "\(workspace.quarantine)/\($0)") } ?? true)
    }

    // MARK: parts

    private struct PlannedFacts: Codable {
        var identity: ClusterIdentity
        var ledger: String
    }

    /// The books and facts of the last plan; nil where they are no longer those of this pipeline, program and inputs.
    private func plannedFacts(_ distinct: DistinctInputs, _ identity: ClusterIdentity) throws -> (ledger: String, facts: String)? {
        guard let document = try SealedDocument.read(workspace.plan, kind: "plan"),
            let planned = try? JSONDecoder().decode(PlannedFacts.self, from: Data(document.value)), planned.identity == identity,
            let books = try Ledger.read(workspace), books.isSound, books.sha256 == planned.ledger,
            let facts = try SealedDocument.read(workspace.factsSummary, kind: "facts"), facts.sha256 == document.seal.from,
            try facts.seal.files.allSatisfy({ try StageFileSeal.quick("\(workspace.folder)/\($0.key)") == $0.value })
        else { return nil }
        return Set(books.entries.map(\.key)) == Set(distinct.inputs.map(\.key)) ? (planned.ledger, document.seal.from) : nil
    }

    private func parts(_ identity: ClusterIdentity, facts: String) -> AggregationParts { AggregationParts(identity, facts: facts, workspace) }

    private func partTasks(_ identity: ClusterIdentity, ledger: String, facts: String, count: Int) throws -> [ClusterTask] {
        let parts = parts(identity, facts: facts)
        let folder = try OwnFolder(workspace.parts)
        for name in try folder.files() where !name.hasPrefix(parts.prefix) { try folder.remove(name) }
        let sound = try Parallel.orderedMap(Array(0..<Shards.count), jobs: options.jobs) { try parts.isSound(shard: $0) }
        let tasks = min(max(1, count), Shards.count)
        return try (0..<tasks).compactMap { task in
            let range = (task * Shards.count / tasks)..<((task + 1) * Shards.count / tasks)
            guard range.contains(where: { !sound[$0] }) else { return nil }
            let wanted = ClusterTask.Shards(from: range.lowerBound, to: range.upperBound, ledger: ledger, facts: facts)
            let outputs = range.map { workspace.name(of: parts.path(shard: $0)) }
            return try ClusterTask(wanted, outputs: outputs, identity, pipeline: pipeline, workspace: workspace)
        }
    }
}

extension AggregationParts {
    init(_ identity: ClusterIdentity, facts: String, _ workspace: Workspace) {
        let made = [identity.program, identity.definition, facts].joined(separator: "\n")
        self.init(folder: workspace.parts, origin: Manifest.hash(Array(made.utf8)))
    }
}

extension Workspace {
    /// What a machine made of an input; nil where none did.
    func outcome(of input: IngestionInput) throws -> LedgerEntry? {
        guard let entry = try readOutcome(outcome(key: input.key)), entry.summary.sha256 == input.sha256, entry.key == input.key else { return nil }
        return entry
    }

    /// What machines made of any inputs.
    func readOutcomes() throws -> [LedgerEntry] {
        try OwnFolder(outcomes).files().compactMap { try readOutcome(Folders.join(outcomes, $0)) }
    }

    /// Nil where it is not as it was written, or of another input than its seal says.
    private func readOutcome(_ path: String) throws -> LedgerEntry? {
        guard let document = try SealedDocument.read(path, kind: "outcome"),
            let entry = try? JSONDecoder().decode(LedgerEntry.self, from: Data(document.value)), document.seal.from == entry.summary.sha256
        else { return nil }
        return entry
    }
}

internal import ByteStreams
internal import ExportFormats
package import Findings
internal import Ingestion
internal import Jobs
internal import RecordFormats
internal import SocialData
internal import TextValues

/// What ingest did, for people and exit codes.
package struct IngestReport: Sendable {
    /// One per input, in the order of the pipeline's sources, then of names.
    package var entries: [LedgerEntry]
    /// Files that were set aside unread, each with the reason.
    package var notes: [String]
    /// What was lost while reading, by file.
    package var losses: LossList

    /// Inputs whose content could not be used.
    package var refused: [LedgerEntry] { entries.filter { $0.summary.refused != nil } }
    /// Rows of all inputs that became staged rows.
    package var acceptedRows: Int { entries.reduce(0) { $0 + $1.summary.accepted } }
}

/// One look at the inputs, which everything that has to agree on them takes.
struct DistinctInputs {
    var found: PipelineInputs
    /// Each content once.
    var inputs: [IngestionInput] = []
    /// What is said of the others.
    var copies: [Loss] = []
    /// By place: of those in `inputs`, what the system keeps back. Looked at again, it may be given.
    var withheld: [[UInt8]: StreamError] = [:]
}

extension Pipeline {
    /// Paths and patterns of its sources for which no file is there.
    package func unmatchedPatterns() throws -> [String] {
        try (sources.flatMap(\.files) + rates).filter { try FilePattern($0).isEmpty }
    }

    /// What its sources and rates say of inputs.
    package func namedInputs() throws -> NamedInputs { try NamedInputs(self) }
}

extension PipelineRun {
    /// The books of all inputs, with what later stages refused.
    package func inputSummaries() throws -> [InputSummary] { try soundLedger().entries.map(\.summary) }

    /// Export files → staged rows, quarantine, ledger.
    package func ingest() throws -> IngestReport { try ingest(try distinctInputs()) }

    func ingest(_ distinct: DistinctInputs) throws -> IngestReport {
        let inputs = distinct.inputs
        let books = try Ledger.read(workspace)
        if books?.isSound == false { tellRebuilt(workspace.ledger, "lines of the ledger were") }
        var known = Dictionary((books?.entries ?? []).filter { $0.summary.refused == nil }.map { ($0.key, $0) }) { first, _ in first }
        // What other machines read is not read again.
        for input in inputs where known[input.key] == nil { known[input.key] = try workspace.outcome(of: input) }
        let candidates = inputs.compactMap { known[$0.key] }
        var reusable: Set<String> = []
        for (entry, isSound) in zip(candidates, try areComplete(candidates)) {
            if isSound { reusable.insert(entry.key) } else { tellRebuilt(entry.summary.name, "what was staged of it was") }
        }
        let fresh = inputs.filter { !reusable.contains($0.key) }
        newFiles = fresh.filter { known[$0.key] == nil }.map(\.name)
        try removeUnclaimed(keeping: reusable)
        options.onStep?(StepNotice(stage: "ingest", bytes: fresh.reduce(0) { $0 + $1.bytes }))
        let outcomes = try Ingestion.ingest(IngestionRequest(
            inputs: fresh, catalogue: pipeline.formats, stagedFolder: workspace.staged,
            quarantineFolder: workspace.quarantine, jobs: options.jobs, limits: options.limits, stop: options.stop, progress: options.progress))
        let read = try Parallel.orderedMap(Array(zip(fresh, outcomes)), jobs: options.jobs) { try LedgerEntry($0.0, outcome: $0.1) }
        let entries = Dictionary(read.map { ($0.key, $0) }) { $1 }
        var ledger = Ledger()
        let definition = try definitionHash()
        for input in inputs {
            guard var entry = entries[input.key] ?? known[input.key] else { continue }
            entry.summary.name = input.name
            entry.path = input.path
            entry.member = input.member
            entry.definition = definition
            // Depends on the other sources, which may be others than when the file was read.
            entry.summary.losses.removeAll { $0.kind == .fileIgnored }
            if let loss = distinct.found.unreadSheets(of: entry.place, entry.summary) { entry.summary.losses.append(loss) }
            ledger.entries.append(entry)
        }
        let dates = DateOrders(ledger.entries)
        for index in ledger.entries.indices { dates.update(&ledger.entries[index].summary) }
        let changes = try InputChanges(before: books?.entries ?? [], now: ledger.entries, found: distinct.found, pipeline: pipeline)
        // The ledger is what makes staged files count: it is written last.
        try ledger.write(workspace)
        self.ledger = ledger
        tell(changes.losses + distinct.copies + (try keep(distinct.found).losses))
        let report = IngestReport(
            entries: ledger.entries, notes: distinct.found.notes, losses: losses(ledger, later: []))
        let refused = report.refused.map { "\($0.summary.name): \($0.summary.refused ?? "")" }
        guard report.acceptedRows > 0 else {
            // The workspace's owner reads this; what was set aside has its values in the quarantine.
            let setAside = report.losses.losses.filter { $0.kind != .fileRefused }.prefix(20)
                .map { $0.sentence(currency: pipeline.definition.currency) }
            throw PipelineError(
                .nothingAccepted, ["no row of any input was accepted; nothing was published\(earlierReport)"] + refused + setAside)
        }
        let usable = report.entries.filter { $0.summary.accepted > 0 }
        if usable.allSatisfy({ $0.summary.entities.allSatisfy { [.spend, .rates].contains($0) } }) {
            let what = usable.allSatisfy { $0.summary.entities.allSatisfy { $0 == .rates } }
                ? "exchange rates alone answer nothing, and nothing was published\(earlierReport); add deals, posts or orders"
                : "advertising alone answers nothing, and nothing was published\(earlierReport): it names no creator, and there is no deal that it could belong to; add the deals (with their campaigns, or `set: {handle: …}` on the file of one creator's ads), posts or orders"
            throw PipelineError(.nothingAccepted, [what] + refused)
        }
        return report
    }

    /// What stands where this run would have published: its readers do not see that it is an old one.
    private var earlierReport: String {
        (try? ReportMarker(folder: output)) == nil ? "" : " (the report of an earlier run in \(output) stands as it was)"
    }

    // MARK: inputs

    func distinctInputs() throws -> DistinctInputs {
        let found = try PipelineInputs(pipeline)
        var distinct = DistinctInputs(found: found)
        var firstNames: [String: String] = [:]
        let (inputs, withheld) = try hashed(found.files)
        distinct.withheld = withheld
        for input in inputs {
            // Sheets of one workbook are its only parts that count apart.
            let content = input.sha256 + (input.dialect.sheet.map { " \($0)" } ?? "")
            if let first = firstNames[content] {
                distinct.copies.append(
                    Loss(
                        .fileIgnored, .important, source: input.name, what: "holds the same bytes as \(first), which is read once",
                        count: 1, unit: .files, remedy: "remove the copy, or export it again if it should hold something else"))
                continue
            }
            firstNames[content] = input.name
            distinct.inputs.append(input)
        }
        return distinct
    }

    /// Inputs known by content. An unreadable file becomes an input too: ingest refuses it, and the others go on.
    private func hashed(_ files: [PipelineInputs.File]) throws -> (inputs: [IngestionInput], withheld: [[UInt8]: StreamError]) {
        var hashes = options.rehash ? InputHashes() : try InputHashes.read(workspace)
        if !hashes.isSound { tellRebuilt(workspace.hashes, "the memory of hashes was") }
        hashes.keep(Set(files.map(\.place.key)))
        let remembered = files.map { hashes.hash(of: $0.place) }
        let unknown = files.indices.filter { remembered[$0] == nil && files[$0].refusal == nil }
        let digests = try Parallel.orderedMap(unknown.map { files[$0].place }, jobs: options.jobs) { [stop = options.stop, limits = options.limits] place -> Result<FileDigest, StreamError> in
            do {
                return .success(try FileDigest.of(place, limits: limits) { try stop?.check() })
            } catch let error as StreamError {
                return .failure(error)
            }
        }
        // By the file system's own clock: no stage reads another.
        let began = (try? FileIdentity(path: workspace.lock))?.modified ?? 0
        var digestOf: [Int: FileDigest] = [:]
        var withheld: [[UInt8]: StreamError] = [:]
        for (index, digest) in zip(unknown, digests) {
            switch digest {
            case .success(let digest): digestOf[index] = digest
            case .failure(let error): if error.isWithheld { withheld[files[index].place.key] = error }
            }
        }
        let keys = StagingKeys(pipeline, options.limits)
        var inputs: [IngestionInput] = []
        for (index, file) in files.enumerated() {
            if let known = remembered[index], file.refusal == nil {
                inputs.append(keys.input(file, sha256: known.sha256, bytes: known.bytes))
            } else if let digest = digestOf[index] {
                hashes.remember(digest, of: file.place, began: began)
                inputs.append(keys.input(file, sha256: digest.sha256, bytes: digest.bytes))
            } else {
                let bytes = (try? FileIdentity(path: file.place.path))?.size ?? 0
                let name = IngestionInput.unreadable + Manifest.hash(file.place.key)
                inputs.append(keys.input(file, sha256: name, bytes: file.refusal == nil ? 0 : bytes))
            }
        }
        try hashes.write(workspace)
        return (inputs, withheld)
    }

    // MARK: staged files

    /// Whether everything the ledger says of each input is still there, byte for byte.
    func areComplete(_ entries: [LedgerEntry]) throws -> [Bool] {
        try Parallel.orderedMap(entries, jobs: options.jobs) { [workspace, stop = options.stop] entry in
            try stop?.check()
            return try workspace.damage(of: entry).isEmpty
        }
    }

    /// Removes what no ledger line claims: leavings of aborted runs and of inputs that are gone. What is not called as we call
    /// our files was put there by somebody else and stays.
    func removeUnclaimed(keeping keys: Set<String>) throws {
        for path in Entity.allCases.map(workspace.staged) + [workspace.quarantine] {
            let folder = try OwnFolder(path)
            let unclaimed = try folder.files().filter { name in
                let key = name.prefix { $0 != "." }
                let isOurs = key.utf8.count == 32 && key.utf8.allSatisfy { ($0 >= 0x30 && $0 <= 0x39) || ($0 >= 0x61 && $0 <= 0x66) }
                return isOurs && !keys.contains(String(key))
            }
            for name in unclaimed { try folder.remove(name) }
            // Whoever goes on from the books does not look again.
            if !unclaimed.isEmpty { try Folders.synchronize(path) }
        }
    }
}

extension IngestionInput {
    /// Begins what stands for the hash of a file that cannot be read.
    fileprivate static let unreadable = "unreadable-"

    var isHashed: Bool { !sha256.hasPrefix(Self.unreadable) }
}

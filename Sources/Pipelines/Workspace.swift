internal import ByteStreams
internal import Findings
internal import SocialData
internal import StageFiles

/// Where a pipeline keeps what it has staged and concluded. Safe to delete: everything is rebuilt from the exports.
package struct Workspace: Sendable {
    /// Ends the names of staged rows and facts.
    static let stageFileSuffix = ".parquet"

    /// What stands in the place of what was set aside and kept for long enough: a gzip file of no bytes.
    static let emptiedQuarantine: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0]

    /// The one folder; nothing of a pipeline is kept outside it.
    package let folder: String

    /// `.tierwise/NAME` beside the pipeline file.
    package static func standard(for pipeline: Pipeline) -> Workspace {
        Workspace(folder: Folders.join(pipeline.folder, ".tierwise/\(pipeline.definition.name)"))
    }

    /// Written anew when a run begins.
    package var lock: String { "\(folder)/lock" }
    /// The books: one line per input file (`Ledger`).
    package var ledger: String { "\(folder)/ledger.ndjson" }
    /// Hashes of inputs by path and state, so that an unchanged one is not read again.
    package var hashes: String { "\(folder)/hashes.ndjson" }
    /// Staged rows, a folder per entity.
    package var staged: String { "\(folder)/staged" }
    /// Posts that many inputs repeat, once.
    package var compacted: String { "\(staged)/compacted" }
    /// What the compacted posts were made of.
    package var compactedSummary: String { "\(compacted)/summary.json" }
    /// Rows and values that were set aside, a file per input.
    package var quarantine: String { "\(folder)/quarantine" }
    /// What normalize concluded, a file per entity.
    package var facts: String { "\(folder)/facts" }
    /// What normalize counted, and what the facts were made of.
    package var factsSummary: String { "\(folder)/facts/summary.json" }
    /// A row per creator and tier, which findings do not hold.
    package var creators: String { "\(folder)/creators.csv" }
    /// What aggregate concluded, and what it was made of.
    package var findings: String { "\(folder)/findings.json" }
    /// What the last whole run was made of and came to (`LastRun`).
    package var lastRun: String { "\(folder)/last-run.json" }
    /// A line per run (`RunJournal`).
    package var runs: String { "\(folder)/runs.ndjson" }
    /// That of the last report, a copy of the one in its folder.
    package var manifest: String { "\(folder)/manifest.json" }

    func staged(_ entity: Entity) -> String { "\(staged)/\(entity.rawValue)" }
    /// What an input gave of an entity.
    func staged(_ entity: Entity, key: String) -> String { staged(entity.rawValue, key: key) }
    func staged(_ entity: String, key: String) -> String { "\(staged)/\(entity)/\(key)\(Self.stageFileSuffix)" }
    func facts(_ entity: Entity) -> String { "\(facts)/\(entity.rawValue)\(Self.stageFileSuffix)" }

    /// Folders of the workspace, itself first.
    var folders: [String] { [folder, staged, compacted, quarantine, facts] + Entity.allCases.map(staged) }
    /// Fact files that are there.
    func factFiles() throws -> [String] {
        try OwnFolder(facts).files().filter { $0.hasSuffix(Self.stageFileSuffix) }.map { "\(facts)/\($0)" }
    }
    /// A path below the folder, without the folder.
    func name(of path: String) -> String { path.hasPrefix(folder + "/") ? String(path.dropFirst(folder.count + 1)) : path }

    /// Staged and quarantine files of an input that are not as the ledger says, by path.
    ///
    /// - Throws: where the system keeps one back, which is no damage.
    func damage(of entry: LedgerEntry) throws(StreamError) -> [String] {
        var damaged: [String] = []
        for file in entry.staged {
            let path = staged(file.entity, key: entry.key)
            if try StageFileSeal.whole(path) != file.seal || file.seal.isEmpty { damaged.append(path) }
        }
        if let name = entry.quarantine {
            let path = "\(quarantine)/\(name)"
            let sum = try StateText.sha256(path)
            if sum != entry.quarantineSHA256, sum != Manifest.hash(Self.emptiedQuarantine) { damaged.append(path) }
        }
        return damaged
    }

    /// Staged and quarantine files of an input.
    func files(of entry: LedgerEntry) -> [String] {
        entry.staged.map { staged($0.entity, key: entry.key) }
            + (entry.quarantine.map { ["\(quarantine)/\($0)"] } ?? [])
    }

    /// Files that a seal speaks for and that are not as they were when it was written, by name below the folder.
    ///
    /// - Throws: where the system keeps one back, which is no damage.
    func damage(of seal: StateSeal) throws(StreamError) -> [String] {
        var damaged: [String] = []
        for (name, sum) in seal.files {
            let path = "\(folder)/\(name)"
            let found = try name.hasSuffix(Self.stageFileSuffix) ? StageFileSeal.whole(path) : StateText.sha256(path)
            if sum.isEmpty || found != sum { damaged.append(name) }
        }
        return damaged.sorted()
    }

    /// Names of all files below the folder.
    func fileNames() throws -> [String] {
        try folders.filter { try Folders.kind(at: $0) == .folder }.flatMap { folder in
            try OwnFolder(folder).files().map { name(of: "\(folder)/\($0)") }
        }
    }

    /// Refuses a folder that holds something and was never a workspace: files in it would be removed as leavings.
    func requireOurs() throws {
        if try Folders.kind(at: folder) == .link {
            throw PipelineError(.outputNotWritable, "\(folder): is a link; name the folder itself for `--workspace`")
        }
        guard try Folders.exists(folder) else { return }
        let names = try Folders.list(folder)
        guard let first = names.first, !names.contains("lock"), !names.contains("ledger.ndjson") else { return }
        throw PipelineError(.outputNotWritable, "\(folder): holds `\(first)` and is no workspace; choose a folder of its own for `--workspace`")
    }

    /// Makes the folders, readable by their owner's group only. A link in the place of one is refused, never followed.
    func create() throws(StreamError) {
        for folder in folders {
            try Folders.create(folder, mode: 0o750)
            // The lock is ours: what is half written was left by a process that was killed.
            try Folders.removeTemporaries(in: folder)
        }
        // Written up to version 0.2, by far the largest file beside the staged rows; nothing reads it.
        try Folders.remove("\(folder)/cells.csv.gz")
    }
}

internal import ByteStreams
internal import SocialData

/// Where a pipeline keeps what it has staged and concluded. Safe to delete: everything is rebuilt from the exports.
package struct Workspace: Sendable {
    package let folder: String

    package init(folder: String) { self.folder = folder }

    /// `.tierwise/NAME` beside the pipeline file.
    package static func standard(for pipeline: Pipeline) -> Workspace {
        Workspace(folder: Folders.join(pipeline.folder, ".tierwise/\(pipeline.name)"))
    }

    package var ledger: String { "\(folder)/ledger.ndjson" }
    package var hashes: String { "\(folder)/hashes.ndjson" }
    package var staged: String { "\(folder)/staged" }
    package var quarantine: String { "\(folder)/quarantine" }
    package var facts: String { "\(folder)/facts" }
    package var factsSummary: String { "\(folder)/facts/summary.json" }
    package var cells: String { "\(folder)/cells.csv.gz" }
    package var findings: String { "\(folder)/findings.json" }
    package var manifest: String { "\(folder)/manifest.json" }

    func staged(_ entity: Entity) -> String { "\(staged)/\(entity.rawValue)" }

    /// Refuses a folder that holds something and was never a workspace: files in it would be removed as leavings.
    func requireOurs() throws {
        guard Folders.exists(folder) else { return }
        let names = try Folders.list(folder)
        guard let first = names.first, !names.contains("lock"), !names.contains("ledger.ndjson") else { return }
        throw PipelineError(.outputNotWritable, "\(folder): holds `\(first)` and is no workspace; choose a folder of its own for `--workspace`")
    }

    /// Makes the folders, readable by their owner's group only.
    func create() throws(StreamError) {
        try Folders.create(folder, mode: 0o750)
        try Folders.create(quarantine, mode: 0o750)
        try Folders.create(facts, mode: 0o750)
        for entity in Entity.allCases { try Folders.create(staged(entity), mode: 0o750) }
        // The lock is ours: what is half written was left by a process that was killed.
        for folder in [folder, quarantine, facts] + Entity.allCases.map(staged) { try Folders.removeTemporaries(in: folder) }
    }
}

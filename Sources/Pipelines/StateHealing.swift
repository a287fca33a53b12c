internal import ByteStreams
internal import Findings
internal import Foundation
internal import Jobs
internal import Normalization

/// State heals itself: what of the workspace is damaged, replaced, or written by another version or for other inputs is made
/// anew from what it was made from, down to the exports, and said once.
extension PipelineRun {
    /// The ledger and every staged file it names, as they were written.
    func soundLedger() throws -> Ledger {
        if let ledger { return ledger }
        guard let read = try Ledger.read(workspace), !read.isSound || !read.entries.isEmpty else {
            throw PipelineError(.stageMissing, "nothing is ingested yet; run `ingest` first, or `tierwise run` for all stages")
        }
        if read.isSound {
            // What was made by another definition would look like an answer to this one.
            let definition = try definitionHash()
            guard read.entries.allSatisfy({ $0.definition == definition }) else {
                throw PipelineError(
                    .stageMissing, "\(pipeline.file) or a format of its own is another one than when `ingest` last ran; run `ingest` again, then the stages after it, or `tierwise run` for all of them")
            }
            let used = read.entries.filter { $0.summary.refused == nil }
            if try areComplete(used).allSatisfy({ $0 }) {
                ledger = read
                return read
            }
        }
        // It looks at all of this again and says what it finds.
        _ = try ingest()
        guard let ledger else { throw damaged(workspace.ledger) }
        return ledger
    }

    /// Says what the last run left damaged of the files that this run makes anew without reading them.
    package func checkDerivedState() throws {
        let books = [(workspace.compactedSummary, "compacted"), (workspace.factsSummary, "facts"), (workspace.findings, "findings")]
        for (path, kind) in books where try Folders.somethingExists(at: path) {
            guard let seal = try SealedDocument.read(path, kind: kind)?.seal else {
                tellRebuilt(path, kind == "compacted" ? "the compacted posts were" : "the \(kind) were")
                continue
            }
            try options.stop?.check()
            for name in try workspace.damage(of: seal) { tellRebuilt("\(workspace.folder)/\(name)", "it was") }
        }
        if try !Folders.somethingExists(at: workspace.compactedSummary), try removeCompacted(but: nil) {
            tellRebuilt(workspace.compactedSummary, "the compacted posts were")
        }
        if try Folders.somethingExists(at: workspace.manifest), let marker = try ReportMarker(folder: output),
            try marker.manifestSHA256 != StateText.sha256(workspace.manifest) {
            tellRebuilt(workspace.manifest, "the copy of the report's manifest was")
        }
    }

    /// The facts' books, and their hash; the facts are those of the ledger.
    func soundFacts() throws -> (ledger: Ledger, summary: NormalizationSummary, sha256: String) {
        var ledger = try soundLedger()
        guard try Folders.somethingExists(at: workspace.factsSummary) else {
            throw PipelineError(.stageMissing, "there are no facts yet; run `normalize` first, or `tierwise run` for all stages")
        }
        if let facts = try readFacts(of: ledger) { return (ledger, facts.summary, facts.sha256) }
        tellRebuilt(workspace.facts, "the facts were", isOlder: try isSealed(workspace.factsSummary, "facts", from: ledger.sha256) == false)
        try normalize()
        ledger = try soundLedger()
        guard let facts = try readFacts(of: ledger) else { throw damaged(workspace.facts) }
        return (ledger, facts.summary, facts.sha256)
    }

    /// Whether a document was made from this state; nil where it is not as it was written.
    private func isSealed(_ path: String, _ kind: String, from state: String) throws -> Bool? {
        try SealedDocument.read(path, kind: kind).map { $0.seal.from == state }
    }

    private func readFacts(of ledger: Ledger) throws -> (summary: NormalizationSummary, sha256: String)? {
        guard let document = try SealedDocument.read(workspace.factsSummary, kind: "facts"), document.seal.from == ledger.sha256,
            let summary = try? JSONDecoder().decode(NormalizationSummary.self, from: Data(document.value))
        else { return nil }
        if !areFactsFresh, try !workspace.damage(of: document.seal).isEmpty { return nil }
        areFactsFresh = true
        return (summary, document.sha256)
    }

    /// What `aggregate` concluded from the facts that are there.
    func soundFindings() throws -> (findings: FindingSet, bytes: [UInt8]) {
        let facts = try soundFacts().sha256
        if let findings = try readFindings(of: facts) { return findings }
        tellRebuilt(try lostFindings(), "the findings were", isOlder: try isSealed(workspace.findings, "findings", from: facts) == false)
        try aggregate()
        guard let findings = try readFindings(of: try soundFacts().sha256) else { throw damaged(workspace.findings) }
        return findings
    }

    private func readFindings(of facts: String) throws -> (findings: FindingSet, bytes: [UInt8])? {
        guard let document = try SealedDocument.read(workspace.findings, kind: "findings"), document.seal.from == facts else { return nil }
        let known = concluded.flatMap { $0.checksum == document.checksum ? $0.findings : nil }
        guard let findings = known ?? (try? FindingSet(json: document.value)), findings.version == FindingSet.currentVersion else { return nil }
        guard try workspace.damage(of: document.seal).isEmpty else { return nil }
        return (findings, document.value)
    }

    /// Which file keeps the findings from being used: themselves, or the rows per creator that they were written with.
    private func lostFindings() throws -> String {
        let seal = try SealedDocument.read(workspace.findings, kind: "findings")?.seal
        return try seal.flatMap { try workspace.damage(of: $0).first }.map { "\(workspace.folder)/\($0)" } ?? workspace.findings
    }

    /// Runs a stage over rows of the workspace. Damage that it meets is removed, so that it is found missing and made anew.
    ///
    /// - Returns: nil where that happened: the stage is to be run again.
    func healing<Result>(_ stage: () throws -> Result) throws -> Result? {
        do {
            return try stage()
        } catch let error as StreamError where error.kind == .stateDamaged || error.kind == .notFound {
            try remove(damaged: error.path, because: error)
        }
        ledger = nil
        areFactsFresh = false
        return nil
    }

    private func remove(damaged path: String, because error: StreamError) throws {
        guard path.hasPrefix(workspace.folder + "/") else { throw error }
        try countHealing(error)
        let folder = try OwnFolder(Folders.parent(of: path))
        try folder.remove(Folders.name(of: path))
    }

    /// Damage that comes again and again is not in the files.
    private func countHealing(_ error: any Error) throws {
        healed += 1
        if healed > 3 { throw error }
    }

    private func damaged(_ path: String) -> PipelineError {
        PipelineError(.inconsistent, "\(path): cannot be read back as it was written; check the disk and run again")
    }
}

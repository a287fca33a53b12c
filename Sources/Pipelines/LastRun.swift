internal import ByteStreams
internal import ExportFormats
package import Findings
internal import Foundation

/// What the last whole run was made of and came to, so that a run that finds the same again leaves the report as it is.
struct LastRun: Codable {
    /// Hash of everything beside the inputs that decides what is published.
    var recipe: String
    /// Hash of the published manifest.
    var manifest: String
    /// What stages after ingest lost.
    var losses: [Loss]
    /// What it came to.
    var publication: Publication
    /// What the report before came to that was about something else: a run that makes the same report again, because the last
    /// one was killed or the workspace healed, says the same of what is new.
    var previous: Publication?
}

extension PipelineRun {
    /// Whether a run of all stages would publish again what is published: then its losses. Call after `checkDerivedState` and `ingest`.
    ///
    /// Nothing is taken for unchanged that was not looked at: the inputs by their hashes, the state and the report byte by byte.
    package func unchanged() throws -> LossList? {
        let ledger = try soundLedger()
        guard try Folders.somethingExists(at: workspace.lastRun) else { return nil }
        guard let document = try SealedDocument.read(workspace.lastRun, kind: "run") else {
            tellRebuilt(workspace.lastRun, "what the last run noted was")
            return nil
        }
        guard !told.contains(where: { $0.kind == .stateRebuilt }), document.seal.from == ledger.sha256,
            let last = try? JSONDecoder().decode(LastRun.self, from: Data(document.value)), last.recipe == (try recipe()),
            try Folders.somethingExists(at: workspace.factsSummary), try Folders.somethingExists(at: workspace.findings),
            try ReportMarker(folder: output)?.manifestSHA256 == last.manifest,
            try isReportSound()
        else { return nil }
        return losses(ledger, later: last.losses)
    }

    /// Whether the report is as it was published. What the system keeps back now is no damage: a run that took it for that would publish
    /// the same numbers as news.
    private func isReportSound() throws -> Bool {
        do {
            return try ManifestCheck(folder: output).mistakes.isEmpty
        } catch let error as StreamError where error.isWithheld {
            throw error
        } catch {
            return false
        }
    }

    /// Notes what this run published, for the next one. Only for a run of all stages: what a single stage publishes can be made of
    /// what another definition left.
    package func remember() throws {
        guard let published else { return }
        let previous = try previous(to: published.publication)
        let seal = StateSeal(kind: "run", from: try soundLedger().sha256, files: [:])
        let last = LastRun(
            recipe: try recipe(), manifest: published.manifest, losses: published.losses, publication: published.publication, previous: previous)
        try SealedDocument.write(workspace.lastRun, seal) { write in try write(try StateText.json(last)) }
    }

    /// What a publication is compared with: the last one that was another.
    func previous(to publication: Publication) throws -> Publication? {
        guard let document = try SealedDocument.read(workspace.lastRun, kind: "run"),
            let last = try? JSONDecoder().decode(LastRun.self, from: Data(document.value))
        else { return nil }
        return last.publication == publication ? last.previous : last.publication
    }

    /// What the last whole run came to.
    func lastPublication() throws -> Publication? {
        try SealedDocument.read(workspace.lastRun, kind: "run").flatMap { try? JSONDecoder().decode(LastRun.self, from: Data($0.value)) }?.publication
    }

    /// Hash of what people wrote that decides the numbers: the pipeline file and formats of its own.
    package func definitionHash() throws -> String {
        let own = pipeline.formats.addedSources.sorted { $0.key < $1.key }
        var sum = SHA256Sum()
        for text in [pipeline.text] + own.flatMap({ [$0.key, $0.value] }) { sum.update(Array("\(text.utf8.count) \(text)".utf8)) }
        return sum.finish()
    }

    /// The pipeline file, the formats, what lies beside the inputs, the pages of one's own, and the program, which is another one after every build.
    private func recipe() throws -> String {
        var sum = SHA256Sum()
        func add(_ text: String) { sum.update(Array("\(text.utf8.count) \(text)".utf8)) }
        add(options.programVersion)
        let program = try? FileIdentity(path: "/proc/self/exe")
        add("\(program?.size ?? 0) \(program?.modified ?? 0)")
        add(try definitionHash())
        for loss in try ignoredFiles().losses { add(loss.what) }
        for (name, page) in options.templates.sorted(by: { $0.key < $1.key }) {
            add(name)
            add(page)
        }
        return sum.finish()
    }
}

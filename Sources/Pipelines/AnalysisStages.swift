internal import Aggregation
internal import ByteStreams
package import Findings
internal import Foundation
internal import Jobs
internal import Normalization
internal import Reporting
internal import SocialData

extension PipelineRun {
    /// Staged rows → facts. Inputs that turn out to be unusable only here are refused in the ledger.
    @discardableResult
    package func normalize() throws -> LossList {
        var ledger = try readLedger()
        options.onStep?(StepNotice(stage: "normalize", rows: ledger.entries.reduce(0) { $0 + $1.summary.accepted }))
        var clashes: [Loss] = []
        while true {
            var summary = try normalize(ledger)
            // The last round has no clash left; those that refused files stay said.
            clashes += summary.losses.filter { $0.kind == .storeClash }
            summary.notices += pipeline.openNeeds.map { Notice(name: "open_question", text: $0.question, rows: 0) }
            guard !summary.mergedStoreInputs.isEmpty else {
                summary.losses += clashes
                try write(summary, to: workspace.factsSummary)
                return losses(ledger, later: summary.losses)
            }
            // Each round refuses at least one file, so this ends.
            let clashing = ledger.entries.indices.filter { index in
                ledger.entries[index].summary.refused == nil
                    && summary.mergedStoreInputs.contains(where: ledger.entries[index].summary.sha256.hasPrefix)
            }
            let names = clashing.map { ledger.entries[$0].summary.name }
            for index in clashing { ledger.entries[index].refuseMergedStores(names) }
            guard !clashing.isEmpty else {
                throw PipelineError(.inconsistent, "internal check failed: orders of unknown inputs; delete \(workspace.folder) and run again")
            }
            try ledger.write(workspace)
        }
    }

    private func normalize(_ ledger: Ledger) throws -> NormalizationSummary {
        var staged: [Entity: [String]] = [:]
        for entry in ledger.entries where entry.summary.refused == nil {
            for file in entry.staged {
                guard let entity = Entity(rawValue: file.entity) else { continue }
                staged[entity, default: []].append("\(workspace.staged(entity))/\(entry.key).csv.gz")
            }
        }
        let day: Int64 = 86_400
        let local = { [zone = pipeline.zone] (days: Int32) in zone.instant(local: Int64(days) * day).instant }
        do {
            var request = NormalizationRequest(
                staged: staged, factsFolder: workspace.facts, zone: pipeline.zone, periodFrom: pipeline.periodFrom.map(local),
                periodTo: pipeline.periodTo.map { local($0 + 1) }, currency: pipeline.currency,
                asOf: try cutOff(ledger).instant, windowDays: pipeline.windowDays, maturityDays: pipeline.maturityDays,
                minimumAgeDays: pipeline.minimumAgeDays, jobs: options.jobs, stop: options.stop, progress: options.progress)
            request.statuses = pipeline.statuses
            return try Normalization.normalize(request)
        } catch let error as NormalizationError where error.kind == .amountTooLarge {
            let files = ledger.entries.filter { entry in entry.staged.contains { $0.entity == error.entity?.rawValue } }
            throw PipelineError(
                .amountTooLarge, "\(error.message) (\(files.map(\.summary.name).joined(separator: ", "))); nothing was published")
        } catch let error as NormalizationError where error.kind == .foreignHeader || error.kind == .damagedRow {
            throw PipelineError(.inconsistent, "internal check failed: \(error.message)")
        } catch let error as NormalizationError {
            throw PipelineError(.inconsistent, "internal check failed: \(error.message); delete \(workspace.folder) and run again")
        }
    }

    /// Facts → cells and findings.
    @discardableResult
    package func aggregate() throws -> LossList {
        let ledger = try readLedger()
        guard Folders.somethingExists(at: workspace.factsSummary) else {
            throw PipelineError(.stageMissing, "there are no facts yet; run `normalize` first, or `tierwise run` for all stages")
        }
        let bytes = try readWholeFile(workspace.factsSummary, limit: 1 << 30)
        guard let summary = try? JSONDecoder().decode(NormalizationSummary.self, from: Data(bytes)) else {
            throw foreign(workspace.factsSummary, writtenBy: "normalize")
        }
        options.onStep?(StepNotice(stage: "aggregate", rows: summary.rows.reduce(0) { $0 + $1.facts }))
        let findings = try Aggregation.aggregate(try aggregationRequest(ledger, summary))
        var file = try PublishedFile(path: workspace.findings, mode: 0o600)
        try findings.writeJSON { part in
            try options.stop?.check()
            try file.write(part)
        }
        try file.publish()
        return losses(ledger, later: findings.losses)
    }

    func losses(_ ledger: Ledger, later: [Loss]) -> LossList {
        LossList(inputs: ledger.entries.map(\.summary), later: later, warningShare: pipeline.rejects.warn)
    }

    /// What `aggregate` wrote, if it was this version of it.
    func findings(_ bytes: [UInt8]) throws -> FindingSet {
        guard let findings = try? FindingSet(json: bytes), findings.version == FindingSet.currentVersion else {
            throw foreign(workspace.findings, writtenBy: "aggregate")
        }
        return findings
    }

    private func foreign(_ path: String, writtenBy stage: String) -> PipelineError {
        PipelineError(.inconsistent, "\(path): is damaged, or another version of tierwise wrote it; run `\(stage)` again, or `tierwise run`")
    }

    func aggregationRequest(_ ledger: Ledger, _ summary: NormalizationSummary = NormalizationSummary()) throws -> AggregationRequest {
        AggregationRequest(
            factsFolder: workspace.facts, cellsPath: workspace.cells, definition: try definition(ledger),
            scheme: pipeline.tiers, zone: pipeline.zone, summary: summary, jobs: options.jobs, stop: options.stop,
            progress: options.progress)
    }

    /// Findings → the published report.
    @discardableResult
    package func report() throws -> LossList {
        let ledger = try readLedger()
        guard Folders.somethingExists(at: workspace.findings) else {
            throw PipelineError(.stageMissing, "there are no findings yet; run `aggregate` first, or `tierwise run` for all stages")
        }
        options.onStep?(StepNotice(stage: "report"))
        try checkOutput()
        let findingsBytes = try readWholeFile(workspace.findings, limit: 1 << 32)
        let findings = try findings(findingsBytes)
        let inputs = ledger.entries.map(\.summary)
        let losses = losses(ledger, later: findings.losses)
        var files = try Reporting.renderReport(findings, inputs: inputs, losses: losses, programVersion: options.programVersion)
            .map { (path: $0.path, bytes: $0.bytes) }
        files.append((path: "findings.json", bytes: findingsBytes))
        let manifest = try Manifest(pipeline: pipeline, inputs: inputs, files: files, programVersion: options.programVersion).json()
        try PublishedFile.write(path: workspace.manifest, bytes: manifest, mode: 0o600)
        files.append((path: "manifest.json", bytes: manifest))
        try publish(files)
        return losses
    }

    /// Writes the report beside its place and puts it there as a whole; after an error nothing of it is left.
    private func publish(_ files: [(path: String, bytes: [UInt8])]) throws {
        let staging = outputFolder.staging
        // The lock is ours: what stands here was left by a process that was killed.
        try Folders.remove(staging)
        do {
            for folder in [""] + OutputFolder.folders { try Folders.create(Folders.join(staging, folder), mode: 0o750) }
            for file in files {
                try options.stop?.check()
                try PublishedFile.write(path: "\(staging)/\(file.path)", bytes: file.bytes, mode: 0o640)
            }
            try outputFolder.requireReplaceable()
            try Folders.publish(staging, as: output)
        } catch {
            try? Folders.remove(staging)
            throw error
        }
    }

    // MARK: parts

    func readLedger() throws -> Ledger {
        let ledger = try Ledger.read(workspace)
        guard !ledger.entries.isEmpty else {
            throw PipelineError(.stageMissing, "nothing is ingested yet; run `ingest` first, or `tierwise run` for all stages")
        }
        return ledger
    }

    /// The data cut-off and what set it.
    package func cutOff(_ ledger: Ledger) throws -> (instant: Int64, source: String) {
        if let asOf = pipeline.asOf { return (asOf, "pipeline") }
        if let latest = ledger.latest { return (latest.instant, "\(latest.entity) \(latest.column) \(latest.identity)") }
        // Files without any clock of their own: nothing can be immature or too young, and the report says why.
        let never = CivilTime.representable.upperBound
        return (never, "no input says when its numbers were read; name `as_of:` in the pipeline")
    }

    /// The latest instant of the inputs, or the pipeline's `as_of`; nil where nothing says.
    package func dataCutOff() throws -> Int64? { try pipeline.asOf ?? readLedger().latest?.instant }

    private func definition(_ ledger: Ledger) throws -> Definition {
        let cutOff = try self.cutOff(ledger)
        let text = { (append: (inout [UInt8]) -> Void) in
            var bytes: [UInt8] = []
            append(&bytes)
            return String(decoding: bytes, as: UTF8.self)
        }
        var definition = Definition(
            name: pipeline.name, title: pipeline.title, currency: pipeline.currency, timeZone: pipeline.zone.name,
            periodFrom: pipeline.periodFrom.map { day in text { Canonical.append(day: day, to: &$0) } },
            periodTo: pipeline.periodTo.map { day in text { Canonical.append(day: day, to: &$0) } },
            asOf: text { Canonical.append(instant: cutOff.instant, to: &$0) }, asOfSource: cutOff.source,
            scheme: pipeline.tiers.name,
            tiers: pipeline.tiers.tiers.map { TierBand(name: $0.name, from: $0.lower, to: $0.upper) }, tierA: pipeline.tierA,
            tierB: pipeline.tierB, by: pipeline.by, margin: pipeline.margin, windowDays: pipeline.windowDays,
            maturityDays: pipeline.maturityDays, confidence: pipeline.confidence,
            minimumCreators: pipeline.minimumCreators, minimumAgeDays: pipeline.minimumAgeDays, seed: pipeline.seed)
        definition.platformTiers = pipeline.tiers.platforms.map { platform in
            PlatformTiers(
                platform: platform.platform,
                tiers: platform.tiers.map { TierBand(name: $0.name, from: $0.lower, to: $0.upper) })
        }
        definition.resamples = pipeline.resamples
        definition.budget = pipeline.budget
        definition.brandTags = pipeline.brandTags
        definition.audience = pipeline.audience
        return definition
    }

    private func write(_ value: some Encodable, to path: String) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        try PublishedFile.write(path: path, bytes: Array(try encoder.encode(value)), mode: 0o600)
    }
}

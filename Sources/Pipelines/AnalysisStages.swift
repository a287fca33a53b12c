internal import Aggregation
internal import ByteStreams
internal import ExportFormats
package import Findings
internal import Foundation
internal import Jobs
internal import Normalization
package import Reporting
internal import SocialData
internal import StageFiles
internal import TextValues

extension PipelineRun {
    /// Staged rows → facts. Inputs that turn out to be unusable only here are refused in the ledger.
    ///
    /// A staged file that turns out to be damaged is read again from its export.
    @discardableResult
    package func normalize() throws -> LossList {
        var ledger = try soundLedger()
        options.onStep?(StepNotice(stage: "normalize", rows: ledger.entries.reduce(0) { $0 + $1.summary.accepted }))
        var clashes: [Loss] = []
        while true {
            let posts = try postsToRead(ledger)
            guard var summary = try healing({ try normalize(ledger, posts) }) else {
                // Read again, no file knows any more that it was refused here.
                ledger = try soundLedger()
                clashes = []
                continue
            }
            // The last round has no clash left; those that refused files stay said.
            clashes += summary.losses.filter { $0.kind == .storeClash }
            summary.notices += (pipeline.openNeeds.map(\.question) + pipeline.openFormatQuestions).map { Notice(name: .openQuestion, text: $0, rows: 0) }
            guard !summary.mergedStoreInputs.isEmpty else {
                summary.losses += clashes
                try removeOldFacts()
                var files: [String: String] = [:]
                for path in try workspace.factFiles() { files[workspace.name(of: path)] = try StageFileSeal.quick(path) ?? "" }
                let seal = StateSeal(kind: "facts", from: ledger.sha256, files: files)
                try SealedDocument.write(workspace.factsSummary, seal) { write in try write(try StateText.json(summary)) }
                areFactsFresh = true
                // Damage that was not met a moment ago is found by the next run.
                _ = try healing { try compact(posts, kept: summary.rows(of: .posts).facts) }
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
            self.ledger = ledger
        }
    }

    private func normalize(_ ledger: Ledger, _ posts: PostsToRead) throws -> NormalizationSummary {
        var staged: [Entity: [String]] = [:]
        for entry in ledger.entries where entry.summary.refused == nil {
            for file in entry.staged {
                guard let entity = Entity(rawValue: file.entity), entity != .posts || posts.held[entry.key] == nil else { continue }
                staged[entity, default: []].append(workspace.staged(entity, key: entry.key))
            }
        }
        let local = { [zone = pipeline.zone] (days: Int32) in zone.instant(local: Int64(days) * CivilTime.secondsPerDay).instant }
        do {
            let cutOff = try cutOff(ledger)
            var request = NormalizationRequest(
                staged: staged, factsFolder: workspace.facts, definition: pipeline.definition(cutOff: cutOff), zone: pipeline.zone,
                periodFrom: pipeline.periodFrom.map(local), periodTo: pipeline.periodTo.map { local($0 + 1) }, asOf: cutOff.instant,
                jobs: options.jobs, stop: options.stop, progress: options.progress)
            request.compacted = posts.compacted
            request.statuses = pipeline.statuses
            request.origins = try origins(ledger)
            for entry in ledger.entries where entry.summary.refused == nil {
                if let deals = entry.calledOff { request.calledOff[String(entry.summary.sha256.prefix(12)), default: []] += deals }
            }
            return try Normalization.normalize(request)
        } catch let error as NormalizationError where error.kind == .amountTooLarge {
            let files = ledger.entries.filter { entry in entry.staged.contains { $0.entity == error.entity?.rawValue } }
            throw PipelineError(
                .amountTooLarge, "\(error.message) (\(files.map(\.summary.name).joined(separator: ", "))); nothing was published")
        } catch let error as NormalizationError {
            throw PipelineError(.inconsistent, "internal check failed: \(error.message); delete \(workspace.folder) and run again")
        }
    }

    /// Facts that an older version wrote in another form.
    private func removeOldFacts() throws {
        let folder = try OwnFolder(workspace.facts)
        for name in try folder.files() where !name.hasSuffix(Workspace.stageFileSuffix) {
            if Entity(rawValue: String(name.prefix { $0 != "." })) != nil { try folder.remove(name) }
        }
    }

    /// Which inputs are of one series: of one source of the pipeline and one format.
    private func origins(_ ledger: Ledger) throws -> [String: InputOrigin] {
        // A source whose files are gone is what ingest says; here its files are sources of their own.
        let files: [PipelineInputs.File]
        do { files = try PipelineInputs(pipeline).files } catch is PipelineError { files = [] }
        let sources = Dictionary(files.map { ($0.place.key, $0.source) }) { first, _ in first }
        let entries = ledger.entries.filter { entry in
            entry.summary.refused == nil && [Entity.orders, .deals].contains { entry.summary.entities.contains($0) }
        }
        let series = Dictionary(grouping: entries) { "\($0.summary.format) \(sources[$0.place.key]?.place ?? $0.key)" }
        var origins: [String: InputOrigin] = [:]
        for (source, entries) in series {
            let first = entries.map(\.summary.name).min() ?? ""
            let name = entries.count == 1 ? first : "\(first) and \(entries.count - 1) more"
            let format = pipeline.formats.format(named: entries[0].summary.format)
            let origin = InputOrigin(
                source: source, name: name, format: entries[0].summary.format, makesDealIDs: format?.makesDealIDs ?? false,
                setsStart: sources[entries[0].place.key]?.set["started_at"] != nil)
            for entry in entries { origins[String(entry.summary.sha256.prefix(12))] = origin }
        }
        return origins
    }

    /// Facts → findings.
    @discardableResult
    package func aggregate() throws -> LossList {
        var (ledger, summary, from) = try soundFacts()
        options.onStep?(StepNotice(stage: "aggregate", rows: summary.rows.reduce(0) { $0 + $1.facts }))
        var found = try healing { try aggregate(try aggregationRequest(ledger, summary)) }
        while found == nil {
            (ledger, summary, from) = try soundFacts()
            found = try healing { try aggregate(try aggregationRequest(ledger, summary)) }
        }
        guard let (findings, creators) = found else { return .none }
        let seal = StateSeal(kind: "findings", from: from, files: [workspace.name(of: workspace.creators): creators])
        var parts = try findings.jsonParts()[...]
        let sum = try SealedDocument.write(workspace.findings, seal) { write in
            try Parallel.orderedPipeline(jobs: options.jobs) { parts.popFirst() } transform: { try $0.json() } consume: { part in
                try options.stop?.check()
                try write(part)
            }
        }
        concluded = (findings, sum)
        return losses(ledger, later: findings.losses)
    }

    /// Findings, and the hash of the rows per creator that were written beside them.
    private func aggregate(_ request: AggregationRequest) throws -> (findings: FindingSet, creators: String) {
        var creators = try CreatorFile.Writer(path: workspace.creators)
        let findings = try Aggregation.aggregate(request) { try creators.append($0) }
        return (findings, try creators.publish())
    }

    /// What people are told: what was lost in files and after them, and what this run found changed.
    func losses(_ ledger: Ledger, later: [Loss]) -> LossList {
        let list = LossList(inputs: ledger.entries.map(\.summary), later: later + told, warningShare: pipeline.rejects.warn)
        lost = list
        return list
    }

    func aggregationRequest(_ ledger: Ledger, _ summary: NormalizationSummary = NormalizationSummary()) throws -> AggregationRequest {
        var request = pipeline.aggregationRequest(ledger, in: workspace, jobs: options.jobs, stop: options.stop)
        request.summary = summary
        request.progress = options.progress
        request.parts = parts
        return request
    }

    /// Findings → the published report.
    @discardableResult
    package func report() throws -> LossList {
        let ledger = try soundLedger()
        guard try Folders.somethingExists(at: workspace.findings) else {
            throw PipelineError(.stageMissing, "there are no findings yet; run `aggregate` first, or `tierwise run` for all stages")
        }
        options.onStep?(StepNotice(stage: "report"))
        try checkOutput()
        let (findings, findingsBytes) = try soundFindings()
        // Strangers read it: nothing of a refused file's content is in it.
        var inputs = ledger.entries.map(\.summary.published)
        let publication = Publication(findings, inputs: inputs, definition: try definitionHash(), program: options.programVersion)
        var changes = try previous(to: publication).map { PublicationChanges(from: $0, to: publication) }
        let pseudonyms = pipeline.pseudonymises ? Pseudonyms(key: try PseudonymKey.read(workspace)) : nil
        var (shown, bytes) = (findings, findingsBytes)
        let ignored = try ignoredFiles()
        var besides = ignored.losses
        if let pseudonyms {
            besides = pseudonyms.applied(to: besides, files: ignored.names)
            shown = pseudonyms.applied(to: findings, files: inputs.map(\.name))
            bytes = try shown.json()
            inputs = pseudonyms.applied(to: inputs)
            changes = changes.map(pseudonyms.applied)
        }
        let published = LossList(inputs: inputs, later: shown.losses + besides, warningShare: pipeline.rejects.warn)
        var files = try rendered(shown, bytes, inputs: inputs, losses: published, changes: changes)
        let creators = try OutputFile(table: CreatorLines.path) { [creators = workspace.creators] in
            try CreatorFile.table(creators, pseudonyms, $0)
        }
        files.insert(creators, at: files.count - 1)
        let manifest = try Manifest(pipeline: pipeline, inputs: inputs, files: files, programVersion: options.programVersion).json()
        try PublishedFile.write(path: workspace.manifest, bytes: manifest, mode: 0o600)
        files.append(OutputFile(path: Manifest.name, bytes: manifest))
        let marker = ReportMarker(pipeline: pipeline, files: files.map(\.path), manifest: manifest)
        files.append(OutputFile(path: ReportMarker.name, bytes: marker.text))
        try publish(files)
        self.published = (Manifest.hash(manifest), findings.losses, publication)
        reported = findings
        return losses(ledger, later: findings.losses)
    }

    /// The report's files, the findings as the last of them. The pages take as long as all that is not theirs.
    private func rendered(
        _ findings: FindingSet, _ bytes: [UInt8], inputs: [InputSummary], losses: LossList, changes: PublicationChanges?
    ) throws -> [OutputFile] {
        let (version, templates, language, words) = (options.programVersion, options.templates, pipeline.language, pipeline.words)
        let (pages, tables) = try Parallel.both(jobs: options.jobs) {
            try renderPages(
                findings, inputs: inputs, losses: losses, changes: changes, programVersion: version, templates: templates, language: language, words: words
            ).map { OutputFile(path: $0.path, bytes: $0.bytes) }
        } _: {
            (renderTables(findings, inputs: inputs, losses: losses) + [ReportFile(path: "findings.json", bytes: bytes)])
                .map { OutputFile(path: $0.path, bytes: $0.bytes) }
        }
        return pages + tables
    }

    /// What the report that stands answers first; empty where the workspace has no findings to tell.
    package func answers() throws -> [ShortAnswer] {
        guard let findings = try reported ?? SealedDocument.read(workspace.findings, kind: "findings").map({ try FindingSet(json: $0.value) })
        else { return [] }
        return shortAnswers(findings, language: pipeline.language, words: pipeline.words)
    }

    /// Writes the report beside its place and puts it there as a whole; after an error nothing of it is left.
    private func publish(_ files: [OutputFile]) throws {
        let staging = outputFolder.staging
        do {
            for folder in [""] + OutputFolder.folders { try Folders.create(Folders.join(staging, folder), mode: 0o750) }
            _ = try Parallel.orderedMap(files, jobs: options.jobs) { [stop = options.stop] file in
                try stop?.check()
                try file.write(to: "\(staging)/\(file.path)")
            }
            try outputFolder.requireReplaceable(by: pipeline, isForced: options.force)
            try keepReports()
            try PublishedFolder.publish(staging, as: output, keeping: outputFolder.previous)
        } catch let error as StreamError where error.kind == .leftBehind {
            tell([Loss(.stateRebuilt, .warning, source: error.path, what: error.detail, count: 1, unit: .files, remedy: error.remedy)])
        } catch {
            try? Folders.remove(staging)
            throw error
        }
    }

    // MARK: parts

    /// The data cut-off and what set it.
    package func cutOff(_ ledger: Ledger) throws -> (instant: Int64, source: String) { pipeline.cutOff(ledger) }

    /// The latest instant of the inputs, or the pipeline's `as_of`; nil where nothing says.
    package func dataCutOff() throws -> Int64? { try pipeline.asOf ?? soundLedger().latest?.instant }
}

extension Pipeline {
    /// What to aggregate, whoever does it.
    func aggregationRequest(_ ledger: Ledger, in workspace: Workspace, jobs: Int, stop: StopFlag?) -> AggregationRequest {
        AggregationRequest(
            factsFolder: workspace.facts, scratchFolder: workspace.folder, definition: definition(cutOff: cutOff(ledger)), scheme: tiers, zone: zone, jobs: jobs, stop: stop)
    }

    fileprivate func cutOff(_ ledger: Ledger) -> (instant: Int64, source: String) {
        if let asOf { return (asOf, "pipeline") }
        if let latest = ledger.latest { return (latest.instant, "\(latest.entity) \(latest.column) \(latest.identity)") }
        // Files without any clock of their own: nothing can be immature or too young, and the report says why.
        let never = CivilTime.representable.upperBound
        return (never, "no input says when its numbers were read; name `as_of:` in the pipeline")
    }
}

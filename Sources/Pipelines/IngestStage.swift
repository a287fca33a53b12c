internal import ByteStreams
internal import ExportFormats
package import Findings
internal import Ingestion
internal import Jobs
internal import RecordFormats
internal import SocialData

/// What ingest did, for people and exit codes.
package struct IngestReport: Sendable {
    /// One per input, in the order of the pipeline's sources, then of names.
    package var entries: [LedgerEntry]
    /// Inputs whose staged rows were there already.
    package var reused: Int
    /// Files that were set aside unread, each with the reason.
    package var notes: [String]
    package var losses: LossList

    package var refused: [LedgerEntry] { entries.filter { $0.summary.refused != nil } }
    package var acceptedRows: Int { entries.reduce(0) { $0 + $1.summary.accepted } }
}

extension PipelineRun {
    /// The books of all inputs, with what later stages refused.
    package func inputSummaries() throws -> [InputSummary] { try readLedger().entries.map(\.summary) }

    /// Export files → staged rows, quarantine, ledger.
    package func ingest() throws -> IngestReport {
        let found = try inputs()
        var notes = found.notes
        var inputs: [IngestionInput] = []
        var firstNames: [String: String] = [:]
        for input in try hashed(found.files, notes: &notes) {
            if let first = firstNames[input.sha256] {
                notes.append("\(input.name): holds the same bytes as \(first); read once")
                continue
            }
            firstNames[input.sha256] = input.name
            inputs.append(input)
        }
        let known = Dictionary(try Ledger.read(workspace).entries.map { ($0.key, $0) }) { first, _ in first }
        let isReusable = { [self] (input: IngestionInput) in known[input.key].map { $0.summary.refused == nil && isComplete($0) } ?? false }
        let fresh = inputs.filter { !isReusable($0) }
        try removeUnclaimed(keeping: Set(inputs.filter(isReusable).map(\.key)))
        options.onStep?(StepNotice(stage: "ingest", bytes: fresh.reduce(0) { $0 + $1.bytes }))
        let outcomes = try Ingestion.ingest(IngestionRequest(
            inputs: fresh, catalogue: pipeline.formats, stagedFolder: workspace.staged,
            quarantineFolder: workspace.quarantine, jobs: options.jobs, limits: options.limits, stop: options.stop, progress: options.progress))
        var entries: [String: LedgerEntry] = [:]
        for (input, outcome) in zip(fresh, outcomes) { entries[input.key] = LedgerEntry(key: input.key, outcome: outcome) }
        var ledger = Ledger()
        for input in inputs {
            guard var entry = entries[input.key] ?? known[input.key] else { continue }
            entry.summary.name = input.name
            ledger.entries.append(entry)
        }
        // The ledger is what makes staged files count: it is written last.
        try ledger.write(workspace)
        let report = IngestReport(
            entries: ledger.entries, reused: inputs.count - fresh.count, notes: notes, losses: losses(ledger, later: []))
        guard report.acceptedRows > 0 else {
            throw PipelineError(.nothingAccepted, ["no row of any input was accepted; nothing was published"] + report.refused.map { "\($0.summary.name): \($0.summary.refused ?? "")" })
        }
        return report
    }

    // MARK: inputs

    private struct InputFile {
        var path: String
        var source: PipelineSource
    }

    /// The files of all sources; each path once.
    private func inputs() throws -> (files: [InputFile], notes: [String]) {
        var files: [InputFile] = []
        var notes: [String] = []
        var missing: [String] = []
        var places: [String: String] = [:]
        let rates = pipeline.rates.map {
            PipelineSource(files: [$0], place: $0, format: nil, zone: nil, set: [:], dialect: .init())
        }
        for source in pipeline.sources + rates {
            for glob in source.files {
                let paths = try Folders.expand(glob)
                if paths.isEmpty { missing.append("\(glob): there is no such file; check the path in the pipeline's `sources:`") }
                for path in paths {
                    let name = Folders.name(of: path)
                    if name.hasPrefix("._") {
                        notes.append("\(name): left out, an archive's AppleDouble file and not an export")
                        continue
                    }
                    if let first = places[path] {
                        notes.append("\(name): named by two sources; the first (\(first)) reads it")
                        continue
                    }
                    places[path] = source.place
                    files.append(InputFile(path: path, source: source))
                }
            }
        }
        guard missing.isEmpty else { throw PipelineError(.inputMissing, missing) }
        return (files, notes)
    }

    /// Inputs known by content. An unreadable file becomes an input too: ingest refuses it, and the others go on.
    private func hashed(_ files: [InputFile], notes: inout [String]) throws -> [IngestionInput] {
        var hashes = options.rehash ? InputHashes() : try InputHashes.read(workspace)
        let remembered = files.map { hashes.hash(of: $0.path) }
        let unknown = files.indices.filter { remembered[$0] == nil }
        let digests = try Parallel.orderedMap(unknown.map { files[$0].path }, jobs: options.jobs) { path in
            Result { () throws(StreamError) in try FileDigest.of(path) }
        }
        var inputs: [IngestionInput] = []
        var digestOf: [Int: Result<FileDigest, StreamError>] = [:]
        for (index, digest) in zip(unknown, digests) { digestOf[index] = digest }
        for (index, file) in files.enumerated() {
            switch (remembered[index], digestOf[index]) {
            case (let known?, _):
                inputs.append(input(file, sha256: known.sha256, bytes: known.bytes))
            case (nil, .success(let digest)?):
                hashes.remember(digest, of: file.path)
                inputs.append(input(file, sha256: digest.sha256, bytes: digest.bytes))
            case (nil, .failure?), (nil, nil):
                var sum = SHA256Sum()
                sum.update(Array(file.path.utf8))
                inputs.append(input(file, sha256: "unreadable-" + sum.finish(), bytes: 0))
            }
        }
        try hashes.write(workspace)
        return inputs
    }

    private func input(_ file: InputFile, sha256: String, bytes: Int) -> IngestionInput {
        let source = file.source
        return IngestionInput(
            path: file.path, name: Folders.name(of: file.path), sha256: sha256, bytes: bytes, key: key(source, sha256: sha256),
            format: source.format, set: source.set, zone: source.zone ?? pipeline.zone, isZoneAssumed: source.zone == nil,
            asOf: pipeline.asOf, dialect: source.dialect, refuseShare: pipeline.rejects.refuse)
    }

    /// Names what would be staged: everything that the staged rows depend on is in it.
    private func key(_ source: PipelineSource, sha256: String) -> String {
        var sum = SHA256Sum()
        let formats = source.format.flatMap { pipeline.formats.sources[$0] }
            ?? pipeline.formats.formats.map { pipeline.formats.sources[$0.name] ?? "" }.joined(separator: "\u{0}")
        let zone = source.zone ?? pipeline.zone
        var parts = [
            "staging \(stagingVersion)", sha256, source.format ?? "", formats,
            source.set.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: "\u{1}"),
            zone.name, source.zone == nil ? "assumed" : "given", "\(pipeline.asOf ?? 0)", "\(source.dialect)",
            "\(pipeline.rejects.refuse)",
        ]
        if options.limits.acceptsTrailingData { parts.append("trailing data accepted") }
        for part in parts {
            sum.update(Array(part.utf8))
            sum.update([0])
        }
        return String(sum.finish().prefix(32))
    }

    // MARK: staged files

    /// Whether everything the ledger says of an input is still there.
    private func isComplete(_ entry: LedgerEntry) -> Bool {
        entry.staged.allSatisfy { file in
            guard let entity = Entity(rawValue: file.entity) else { return false }
            return Folders.somethingExists(at: "\(workspace.staged(entity))/\(entry.key).csv.gz")
        }
    }

    /// Removes what no ledger line claims: leavings of aborted runs and of inputs that are gone.
    private func removeUnclaimed(keeping keys: Set<String>) throws {
        for folder in Entity.allCases.map(workspace.staged) + [workspace.quarantine] {
            for name in try Folders.list(folder) {
                let key = name.split(separator: ".").first.map(String.init) ?? name
                if !keys.contains(key) { try Folders.remove("\(folder)/\(name)") }
            }
        }
    }
}

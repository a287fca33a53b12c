internal import ByteStreams
internal import Findings

/// What the files of a run are against those of the run before, and against each other: nothing happened is something.
struct InputChanges {
    private(set) var losses: [Loss] = []
    private let pipeline: Pipeline

    /// - Parameters:
    ///   - before: the books that the last run left.
    ///   - found: all files of this run, those with equal bytes included.
    init(before: [LedgerEntry], now: [LedgerEntry], found: PipelineInputs, pipeline: Pipeline) throws {
        self.pipeline = pipeline
        // A file that is there and no source names any more is a change of the pipeline, not of the files.
        let places = Set(found.files.map(\.place.key))
        let before = try before.filter { try places.contains($0.place.key) || !Folders.somethingExists(at: $0.path) }
        addGoneAndChanged(before, now, places)
        addFewerRows(before, now)
        addWithoutRows(now)
        addMissingDays(found, now)
    }

    private mutating func addGoneAndChanged(_ before: [LedgerEntry], _ now: [LedgerEntry], _ places: Set<[UInt8]>) {
        let contents = Set(now.map(\.summary.sha256))
        let current = Dictionary(now.map { ($0.place.key, $0) }) { first, _ in first }
        for entry in before {
            let old = entry.summary
            guard places.contains(entry.place.key) else {
                // The same bytes under another name are not gone.
                if contents.contains(old.sha256) { continue }
                add(.important, old.name, "was there in the last run and is gone, with \(old.accepted) rows", old.accepted, "put it back if it was not meant to go")
                continue
            }
            guard let new = current[entry.place.key]?.summary, new.sha256 != old.sha256 else { continue }
            guard new.refused == nil, old.refused == nil else { continue }
            let fewer = new.accepted < old.accepted ? ", fewer than before" : ""
            add(
                .important, new.name, "changed since the last run: \(old.accepted) rows then, \(new.accepted) now\(fewer)", abs(new.accepted - old.accepted),
                "nothing has to be done if it is exported anew each time")
        }
    }

    /// Fewer rows than before in all files together, by more than the pipeline lets pass.
    private mutating func addFewerRows(_ before: [LedgerEntry], _ now: [LedgerEntry]) {
        let rows = (before.reduce(0) { $0 + $1.summary.accepted }, now.reduce(0) { $0 + $1.summary.accepted })
        guard rows.1 < rows.0 else { return }
        let isOver = Double(rows.0 - rows.1) > pipeline.rejects.warn * Double(rows.0)
        add(
            isOver ? .warning : .important, pipeline.definition.name, "all files together have \(rows.1) rows, and had \(rows.0) in the last run", rows.0 - rows.1,
            "check that the exports still arrive whole")
    }

    private mutating func addWithoutRows(_ now: [LedgerEntry]) {
        for entry in now where entry.summary.refused == nil && entry.summary.rows == 0 {
            add(stale, entry.summary.name, "has a header and no row", 0, "export it again, or leave it out if nothing was expected")
        }
    }

    private mutating func addMissingDays(_ found: PipelineInputs, _ now: [LedgerEntry]) {
        let rows = Dictionary(now.map { ($0.place.key, $0.summary) }) { first, _ in first }
        for series in DatedSeries.all(of: found.files.filter { $0.place.member == nil }.map(\.place.path)) {
            let missing = series.missing
            if let first = missing.first {
                let others = missing.count == 1 ? "" : " and \(missing.count - 1) more"
                add(stale, series.example.printable, "the file of \(first)\(others) is missing between its neighbours", missing.count, "export the missing \(missing.count == 1 ? "day" : "days")", unit: .files)
            }
            guard let last = series.paths.last.flatMap({ rows[$0.nameBytes] }), last.refused == nil, last.rows > 0,
                let previous = series.paths.dropLast().last.flatMap({ rows[$0.nameBytes] }), previous.refused == nil,
                2 * last.accepted < previous.accepted
            else { continue }
            add(.important, last.name, "has \(last.accepted) rows, less than half of the \(previous.accepted) of the file before it", previous.accepted - last.accepted, "check that it was exported whole")
        }
    }

    /// How grave it is that nothing new came: as grave as the pipeline's `freshness:` makes it.
    private var stale: Loss.Weight { pipeline.freshness.warn != nil || pipeline.freshness.fail != nil ? .warning : .important }

    private mutating func add(_ weight: Loss.Weight, _ source: String, _ what: String, _ count: Int, _ remedy: String, unit: LossUnit = .rows) {
        losses.append(Loss(.fileChanged, weight, source: source, what: what, count: count, unit: unit, remedy: remedy))
    }
}

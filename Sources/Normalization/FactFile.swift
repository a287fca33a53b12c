internal import Jobs
internal import SocialData
internal import StageFiles

/// Fact rows of some things, sorted into the shards: what a worker hands over.
struct FactRows: Sendable {
    /// Rows of one shard.
    struct Section: Sendable {
        var shard: Int
        /// One past its last row.
        var end: Int
    }

    /// Shard by shard.
    var rows: StageRows
    private(set) var sections: [Section] = []

    init(_ entity: Entity) { rows = StageRows(.facts(entity)) }

    /// Forgets all rows and keeps the memory.
    mutating func removeAll() {
        rows.removeAll()
        sections.removeAll(keepingCapacity: true)
    }

    /// The rows since the last call, up to `end`, belong to a shard.
    mutating func close(shard: Int, end: Int) {
        guard end > sections.last?.end ?? 0 else { return }
        sections.append(Section(shard: shard, end: end))
    }
}

/// `facts/ENTITY.parquet`: nobody sees it before `publish`.
struct FactFile: ~Copyable {
    private var writer: StageFileWriter

    init(_ entity: Entity, folder: String) throws {
        writer = try StageFileWriter(.facts(entity), path: folder + "/" + entity.rawValue + ".parquet")
    }

    /// Appends facts as they come, and has threads encode them that have nothing else to do.
    ///
    /// - Parameters:
    ///   - next: the next facts, nil at the end; runs on the calling thread.
    ///   - done: takes back what was appended.
    mutating func appendAll(jobs: Int, _ next: () throws -> FactRows?, done: (FactRows) -> Void) throws {
        var encoded = OrderedResults(jobs: jobs) { (rows: RowsOfShard) in rows.encoded() }
        var pending = PendingFacts()
        func nextFull() throws -> RowsOfShard? {
            while true {
                if let rows = writer.takeFull() { return rows }
                if pending.addSection(to: &writer) { continue }
                if let facts = pending.take() { done(facts) }
                guard !pending.isAtEnd else { return nil }
                pending.set(try next())
                if pending.isAtEnd { writer.setAsideRest() }
            }
        }
        while let rows = try encoded.next(nextFull) { try writer.write(rows) }
    }

    /// Facts of which some sections have been added.
    private struct PendingFacts {
        private var facts: FactRows?
        private var section = 0
        private var start = 0
        private(set) var isAtEnd = false

        mutating func set(_ next: FactRows?) {
            (facts, section, start) = (next, 0, 0)
            isAtEnd = next == nil
        }

        /// False where all are.
        mutating func addSection(to writer: inout StageFileWriter) -> Bool {
            guard let facts, section < facts.sections.count else { return false }
            let next = facts.sections[section]
            writer.add(facts.rows, start..<next.end, shard: next.shard)
            (section, start) = (section + 1, next.end)
            return true
        }

        mutating func take() -> FactRows? {
            defer { facts = nil }
            return facts
        }
    }

    mutating func append(_ facts: FactRows) throws {
        var start = 0
        for section in facts.sections {
            try writer.append(facts.rows, start..<section.end, shard: section.shard)
            start = section.end
        }
    }

    consuming func publish() throws {
        _ = try writer.publish()
    }
}

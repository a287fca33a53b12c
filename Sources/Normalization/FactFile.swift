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

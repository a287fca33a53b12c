internal import ByteStreams
internal import SocialData

/// Fact rows of some things, sorted into the 64 shards: what a worker hands over.
struct FactRows: Sendable {
    /// Rows of one shard.
    private struct Section: Sendable {
        var shard: Int
        /// One past its last row.
        var end: Int
    }

    /// CSV lines, shard by shard.
    var bytes: [UInt8] = []
    /// Where each row ends in `bytes`; a row may hold line ends, so they cannot be found again.
    private var ends: [Int] = []
    private var sections: [Section] = []

    /// Forgets all rows and keeps the memory.
    mutating func removeAll() {
        bytes.removeAll(keepingCapacity: true)
        ends.removeAll(keepingCapacity: true)
        sections.removeAll(keepingCapacity: true)
    }

    /// Everything appended since the last call is one row.
    mutating func endRow() {
        ends.append(bytes.count)
    }

    /// The rows since the last call belong to a shard.
    mutating func close(shard: Int) {
        guard ends.count > sections.last?.end ?? 0 else { return }
        sections.append(Section(shard: shard, end: ends.count))
    }

    fileprivate func forEachRow(_ body: (_ range: Range<Int>, _ shard: Int) throws -> Void) rethrows {
        var row = 0
        var start = 0
        for section in sections {
            while row < section.end {
                try body(start..<ends[row], section.shard)
                start = ends[row]
                row += 1
            }
        }
    }
}

/// `facts/ENTITY.csv.gz`: nobody sees it before `publish`.
struct FactFile: ~Copyable {
    private var writer: ShardedFileWriter

    init(_ entity: Entity, folder: String) throws {
        let header = Array((entity.factHeader.joined(separator: ",") + "\n").utf8)
        writer = try ShardedFileWriter(path: folder + "/" + entity.rawValue + ".csv.gz", header: header)
    }

    mutating func append(_ facts: FactRows) throws {
        let bytes = facts.bytes.span
        try facts.forEachRow { range, shard in
            try writer.append(bytes.extracting(range), shard: shard)
        }
    }

    consuming func publish() throws {
        _ = try writer.publish()
    }
}

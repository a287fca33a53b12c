internal import ByteStreams
internal import SocialData

/// Fact rows of some things, sorted into the 64 shards: what a worker hands over.
struct FactRows: Sendable {
    /// Rows of one shard: where they end in `bytes`, and how many they are.
    private struct Section: Sendable {
        var shard: Int
        var end: Int
        var rows: Int
    }

    /// CSV lines, shard by shard.
    var bytes: [UInt8] = []
    private var sections: [Section] = []

    /// Closes the current shard: everything appended since the last call belongs to it.
    mutating func close(shard: Int, rows: Int) {
        guard rows > 0 else { return }
        sections.append(Section(shard: shard, end: bytes.count, rows: rows))
    }

    fileprivate func forEachSection(_ body: (_ bytes: Range<Int>, _ shard: Int, _ rows: Int) throws -> Void) rethrows {
        var start = 0
        for section in sections {
            try body(start..<section.end, section.shard, section.rows)
            start = section.end
        }
    }
}

/// `facts/ENTITY.csv.gz`: nobody sees it before `publish`.
struct FactFile: ~Copyable {
    private var writer: ShardedFileWriter
    private(set) var rows = 0

    init(_ entity: Entity, folder: String) throws {
        let header = Array((entity.factHeader.joined(separator: ",") + "\n").utf8)
        writer = try ShardedFileWriter(path: folder + "/" + entity.rawValue + ".csv.gz", header: header)
    }

    mutating func append(_ facts: FactRows) throws {
        let bytes = facts.bytes.span
        try facts.forEachSection { range, shard, count in
            try writer.append(bytes.extracting(range), shard: shard, rows: count)
            rows += count
        }
    }

    consuming func publish() throws {
        _ = try writer.publish()
    }
}

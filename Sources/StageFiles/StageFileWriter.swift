internal import ByteStreams
internal import ColumnFiles
internal import SocialData

/// Writes the rows of one entity for the next stage: a Parquet file whose row groups hold rows of one shard each, so that every shard
/// can be read alone. Nobody sees it before `publish`.
///
/// A row group is written whenever a shard's buffer is full: memory is that of all buffers, whatever the number of rows.
package struct StageFileWriter: ~Copyable {
    /// Rows and bytes of a row group: more pack better and cost memory, for every shard has a buffer.
    private static let rowsOfGroup = 4096
    private static let bytesOfGroup = 512 << 10

    private let schema: StageSchema
    private var file: PublishedFile
    private var writer: ColumnFileWriter
    private var encoder: RowGroupEncoder
    private var shapes = RowGroupColumns()
    /// Rows of each shard that are not written yet.
    private var buffers: [StageRows]
    private var rows = 0
    /// Of all bytes before the footer.
    private var sum = SHA256Sum()

    /// - Parameter mode: permissions of the file.
    package init(_ schema: StageSchema, path: String, mode: UInt32 = 0o600) throws {
        self.schema = schema
        file = try PublishedFile(path: path, mode: mode)
        let columns = schema.definitions
        writer = ColumnFileWriter(columns, metadata: StageFile.metadata(schema), createdBy: StageFile.writerName)
        encoder = RowGroupEncoder(columns, options: WritingOptions(hasTextBounds: false))
        buffers = [StageRows](repeating: StageRows(schema), count: Shards.count)
    }

    /// Appends rows, each to its shard.
    ///
    /// - Parameters:
    ///   - shards: by row.
    ///   - isKept: by row; the others are left out. Nil where all are kept.
    package mutating func append(_ rows: StageRows, shards: [UInt8], isKept: [Bool]? = nil) throws {
        precondition(shards.count == rows.count && isKept?.count ?? rows.count == rows.count, "a shard for each row")
        // Counting sort: the rows of each shard, in their order.
        var starts = [Int](repeating: 0, count: Shards.count + 1)
        for row in shards.indices where isKept?[row] ?? true { starts[Int(shards[row]) + 1] += 1 }
        for shard in 0..<Shards.count { starts[shard + 1] += starts[shard] }
        var next = starts
        var order = [UInt32](repeating: 0, count: starts[Shards.count])
        for row in shards.indices where isKept?[row] ?? true {
            let shard = Int(shards[row])
            order[next[shard]] = UInt32(row)
            next[shard] += 1
        }
        for shard in 0..<Shards.count where starts[shard] < starts[shard + 1] {
            buffers[shard].append(order.span.extracting(starts[shard]..<starts[shard + 1]), of: rows)
            try flushIfFull(shard)
        }
    }

    /// Appends a run of rows to one shard.
    package mutating func append(_ rows: StageRows, _ range: Range<Int>, shard: Int) throws {
        var start = range.lowerBound
        while start < range.upperBound {
            let end = min(range.upperBound, start + Self.rowsOfGroup)
            buffers[shard].append(start..<end, of: rows)
            try flushIfFull(shard)
            start = end
        }
    }

    /// Writes what is left, shard by shard, and gives the file its name.
    ///
    /// - Returns: rows of the whole file.
    @discardableResult
    package consuming func publish() throws -> Int {
        for shard in buffers.indices { try flush(shard) }
        let rows = rows
        try writer.begin { (bytes: Span<UInt8>) throws(StreamError) in
            sum.update(bytes)
            try file.write(bytes)
        }
        var tail: [UInt8] = []
        writer.finish(metadata: [KeyValue(StageFile.contentKey, sum.finish())]) { (bytes: Span<UInt8>) in
            unsafe bytes.withUnsafeBufferPointer { unsafe tail.append(contentsOf: $0) }
        }
        try file.write(tail)
        try file.publish()
        return rows
    }

    private mutating func flushIfFull(_ shard: Int) throws {
        if buffers[shard].count >= Self.rowsOfGroup || buffers[shard].byteCount >= Self.bytesOfGroup { try flush(shard) }
    }

    private mutating func flush(_ shard: Int) throws {
        guard !buffers[shard].isEmpty else { return }
        rows += buffers[shard].count
        let group = encoder.encode(shapes.columns(of: buffers[shard]), metadata: [KeyValue(StageFile.shardKey, String(shard))])
        buffers[shard].removeAll()
        try writer.append(group) { (bytes: Span<UInt8>) throws(StreamError) in
            sum.update(bytes)
            try file.write(bytes)
        }
    }
}

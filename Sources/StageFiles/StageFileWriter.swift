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
    /// Into which these are divided, for the first row group of each shard.
    private static let parts = 256

    private let schema: StageSchema
    private var file: PublishedFile
    private var writer: ColumnFileWriter
    private var encoder: RowsEncoder
    /// Rows of each shard that are not written yet.
    private var buffers: [StageRows]
    /// Whether a shard has no row group yet.
    private var isFirst = [Bool](repeating: true, count: Shards.count)
    /// Buffers that were full, in this order, and rows of those that were written, for their memory.
    private var full: [RowsOfShard] = []
    private var spare: [StageRows] = []
    private var rows = 0
    /// Of all bytes before the footer.
    private var sum = SHA256Sum()

    /// - Parameter mode: permissions of the file.
    package init(_ schema: StageSchema, path: String, mode: UInt32 = 0o600) throws {
        self.schema = schema
        file = try PublishedFile(path: path, mode: mode)
        writer = ColumnFileWriter(schema.definitions, metadata: StageFile.metadata(schema), createdBy: StageFile.writerName)
        encoder = RowsEncoder(schema)
        buffers = [StageRows](repeating: StageRows(schema), count: Shards.count)
    }

    /// Appends rows, each to its shard, for who takes what is full and has it encoded by other threads: the file is the same.
    ///
    /// - Parameters:
    ///   - rows: best some thousands at once, for each shard gets its part of every column on its own.
    ///   - shards: by row.
    ///   - isKept: by row; the others are left out. Nil where all are kept.
    package mutating func add(_ rows: StageRows, shards: [UInt8], isKept: [Bool]? = nil) {
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
            setAsideIfFull(shard)
        }
    }

    /// Appends a run of rows to one shard.
    package mutating func append(_ rows: StageRows, _ range: Range<Int>, shard: Int) throws {
        for piece in Self.pieces(range) {
            add(rows, piece, shard: shard)
            try writeFull()
        }
    }

    /// Appends a run of rows to one shard, for who takes what is full and has it encoded by other threads: the file is the same.
    package mutating func add(_ rows: StageRows, _ range: Range<Int>, shard: Int) {
        for piece in Self.pieces(range) {
            buffers[shard].append(piece, of: rows)
            setAsideIfFull(shard)
        }
    }

    /// Of no more rows than a row group has.
    private static func pieces(_ range: Range<Int>) -> [Range<Int>] {
        stride(from: range.lowerBound, to: range.upperBound, by: rowsOfGroup).map { $0..<min(range.upperBound, $0 + rowsOfGroup) }
    }

    /// Rows that fill a row group; nil where there are none. Whoever takes them writes them, in this order.
    package mutating func takeFull() -> RowsOfShard? { full.isEmpty ? nil : full.removeFirst() }

    /// Has what is left taken, too: no rows are added after that.
    package mutating func setAsideRest() {
        for shard in buffers.indices { setAside(shard) }
    }

    /// Writes rows that were taken.
    package mutating func write(_ encoded: consuming EncodedRows) throws {
        rows += encoded.group.rows
        try writer.append(encoded.group) { (bytes: Span<UInt8>) throws(StreamError) in
            sum.update(bytes)
            try file.write(bytes)
        }
        var emptied = StageRows(schema)
        swap(&emptied, &encoded.rows)
        emptied.removeAll()
        spare.append(emptied)
    }

    /// Writes what is left, shard by shard, and gives the file its name.
    ///
    /// - Returns: rows of the whole file, and what `StageFileSeal.quick` says of it.
    @discardableResult
    package consuming func publish() throws -> (rows: Int, seal: String) {
        setAsideRest()
        try writeFull()
        let rows = rows
        try writer.begin { (bytes: Span<UInt8>) throws(StreamError) in
            sum.update(bytes)
            try file.write(bytes)
        }
        var footer = SHA256Sum()
        try writer.finish(metadata: [KeyValue(StageFile.contentKey, sum.finish())]) { (bytes: Span<UInt8>) throws(StreamError) in
            footer.update(bytes)
            try file.write(bytes)
        }
        try file.publish()
        return (rows, footer.finish())
    }

    private mutating func setAsideIfFull(_ shard: Int) {
        // Shards fill evenly: if the first row groups were of one size, all buffers would be full at once, time and again.
        let parts = isFirst[shard] ? Self.parts / 4 + shard * (Self.parts - Self.parts / 4) / Shards.count : Self.parts
        let (rows, bytes) = (Self.rowsOfGroup / Self.parts * parts, Self.bytesOfGroup / Self.parts * parts)
        if buffers[shard].count >= rows || buffers[shard].byteCount >= bytes { setAside(shard) }
    }

    private mutating func setAside(_ shard: Int) {
        guard !buffers[shard].isEmpty else { return }
        var rows = spare.popLast() ?? StageRows(schema)
        swap(&rows, &buffers[shard])
        isFirst[shard] = false
        full.append(RowsOfShard(shard: shard, rows: rows))
    }

    private mutating func writeFull() throws {
        while let rows = takeFull() { try write(encoder.encode(rows)) }
    }
}

/// Rows of one shard that become a row group.
package struct RowsOfShard: Sendable {
    fileprivate let shard: Int
    fileprivate let rows: StageRows

    /// As they stand in the file; any thread may do it.
    package func encoded() -> EncodedRows {
        var encoder = RowsEncoder(rows.schema)
        return encoder.encode(self)
    }
}

/// Rows as they stand in the file, and the memory that they had.
package struct EncodedRows: Sendable {
    fileprivate let group: EncodedRowGroup
    fileprivate var rows: StageRows
}

/// Encodes rows for a `StageFileWriter`; keeps its memory from one row group to the next.
private struct RowsEncoder: ~Copyable {
    private var encoder: RowGroupEncoder
    private var shapes = RowGroupColumns()

    init(_ schema: StageSchema) {
        encoder = RowGroupEncoder(schema.definitions, options: WritingOptions(hasTextBounds: false))
    }

    mutating func encode(_ rows: RowsOfShard) -> EncodedRows {
        let group = encoder.encode(shapes.columns(of: rows.rows), metadata: [KeyValue(StageFile.shardKey, String(rows.shard))])
        return EncodedRows(group: group, rows: rows.rows)
    }
}

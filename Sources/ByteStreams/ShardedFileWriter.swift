/// Writes rows so that each shard can be read alone: a gzip file of many members, each with rows of one shard.
///
/// The first member holds the header line, so the whole is an ordinary gzipped CSV for every other program. A member is
/// written whenever a shard's buffer is full: memory is `shards * bufferBytes`, whatever the number of rows. An index
/// (`ShardIndex`) lies beside the file and is published after it.
///
/// Equal rows in equal order give equal bytes, as far as one library packs alike on all processors.
package struct ShardedFileWriter: ~Copyable {
    private var file: PublishedFile
    private let mode: UInt32
    private let bufferBytes: Int
    private var index: ShardIndex
    private var deflater = Deflater()
    private var member: [UInt8] = []
    private var shards: [ShardBuffer] = []

    /// - Parameters:
    ///   - header: the header line with its line end.
    ///   - mode: permissions of the file and its index.
    ///   - bufferBytes: unpacked bytes of a member. Larger members pack a little better and cost memory per shard.
    package init(
        path: String, header: [UInt8], mode: UInt32 = 0o600, bufferBytes: Int = 65536
    ) throws(StreamError) {
        precondition(bufferBytes > 0, "a buffer of nothing never fills")
        var file = try PublishedFile(path: path, mode: mode)
        deflater.appendMember(of: header.span, to: &member)
        try file.write(member)
        self.file = file
        self.mode = mode
        self.bufferBytes = bufferBytes
        index = ShardIndex(headerBytes: member.count)
    }

    /// Appends one row, line end included, to a shard.
    ///
    /// - Parameter shard: 0 or more; buffers are made for shards up to the largest seen.
    package mutating func append(_ row: Span<UInt8>, shard: Int) throws(StreamError) {
        while shard >= shards.count { shards.append(ShardBuffer()) }
        if shards[shard].bytes.count + row.count > bufferBytes { try flush(shard) }
        if shards[shard].bytes.capacity == 0 { shards[shard].bytes.reserveCapacity(max(bufferBytes, row.count)) }
        unsafe row.withUnsafeBufferPointer { unsafe shards[shard].bytes.append(contentsOf: $0) }
        shards[shard].rows += 1
    }

    /// Appends one row given as a range of a larger buffer.
    package mutating func append(_ bytes: [UInt8], _ range: Range<Int>, shard: Int) throws(StreamError) {
        try append(bytes.span.extracting(range), shard: shard)
    }

    /// Writes what is left, shard by shard, and gives the file and then the index their names.
    ///
    /// - Returns: rows of the whole file.
    @discardableResult
    package consuming func publish() throws(StreamError) -> Int {
        for shard in shards.indices { try flush(shard) }
        try file.publishInPlace()
        index.sha256 = file.sha256
        let index = index
        try PublishedFile.write(path: file.path + ShardIndex.pathSuffix, bytes: index.text, mode: mode)
        return index.rows
    }

    private mutating func flush(_ shard: Int) throws(StreamError) {
        guard shards[shard].rows > 0 else { return }
        // Taken out and put back, so that it is never copied.
        var full = ShardBuffer()
        swap(&full, &shards[shard])
        member.removeAll(keepingCapacity: true)
        let crc = deflater.appendMember(of: full.bytes.span, to: &member)
        index.members.append(
            .init(shard: shard, offset: index.fileBytes, length: member.count, rows: full.rows, crc: crc))
        full.bytes.removeAll(keepingCapacity: true)
        full.rows = 0
        swap(&full, &shards[shard])
        try file.write(member)
    }
}

/// Rows of a shard that have not been written yet.
private struct ShardBuffer {
    var bytes: [UInt8] = []
    var rows = 0
}

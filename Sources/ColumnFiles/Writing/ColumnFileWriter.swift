/// Puts encoded row groups one behind another into a file, and the footer at the end. Does no I/O: bytes go to the caller's sink, in order.
///
///     var encoder = RowGroupEncoder(columns)
///     var writer = ColumnFileWriter(columns, createdBy: "tierwise 1.0")
///     for batch in batches {
///         try writer.append(encoder.encode(batch.values, metadata: [KeyValue("shard", "7")]), to: sink)
///     }
///     try writer.finish(to: sink)
///
/// Keeps what the footer will say: some fifty bytes for each column of each row group.
package struct ColumnFileWriter: ~Copyable {
    private let columns: [ColumnDefinition]
    private let metadata: [KeyValue]
    private let createdBy: String
    private var groups = FooterWriter.Groups()
    private var position = 0

    /// Nothing is written before the first row group or the end. `createdBy` goes into the footer.
    package init(_ columns: [ColumnDefinition], metadata: [KeyValue] = [], createdBy: String) {
        self.columns = columns
        self.metadata = metadata
        self.createdBy = createdBy
    }

    /// Rows so far.
    package var rows: Int { groups.rows }

    /// Hands a row group's bytes to `sink`; traps where it has another number of columns.
    package mutating func append<Failure: Error>(_ group: EncodedRowGroup, to sink: (Span<UInt8>) throws(Failure) -> Void) throws(Failure) {
        precondition(group.chunks.count == columns.count, "a row group of these columns")
        try begin(to: sink)
        try sink(group.bytes.span)
        groups.append(group, columns, start: position)
        position += group.bytes.count
    }

    /// Writes the footer, once. A file without row groups is a table without rows.
    ///
    /// - Parameter later: entries known only now, behind those known from the start.
    package mutating func finish<Failure: Error>(
        metadata later: [KeyValue] = [], to sink: (Span<UInt8>) throws(Failure) -> Void
    ) throws(Failure) {
        try begin(to: sink)
        let pieces = FooterWriter.pieces(columns, groups, metadata: metadata + later, createdBy: createdBy)
        let length = pieces.reduce(0) { $0 + $1.count }
        precondition(length <= Int(Int32.max), "a footer holds at most 2 GiB")
        for piece in pieces { try sink(piece.span) }
        var end: [UInt8] = []
        end.append(littleEndian: UInt32(length))
        end.append(contentsOf: FileFooter.magic)
        try sink(end.span)
    }

    /// Writes the first bytes of the file, where nothing was written yet. Everything else does so too.
    package mutating func begin<Failure: Error>(to sink: (Span<UInt8>) throws(Failure) -> Void) throws(Failure) {
        guard position == 0 else { return }
        let magic = FileFooter.magic
        try sink(magic.span)
        position = magic.count
    }
}

/// A row group ready to be written: its bytes, and what the footer will say about them. Made by a `RowGroupEncoder` on any thread, put into
/// its place by the `ColumnFileWriter`.
package struct EncodedRowGroup: Sendable {
    package let rows: Int
    /// Pages of all chunks, ready to be put anywhere in the file.
    package let bytes: [UInt8]
    let chunks: [EncodedChunk]
}

/// A column chunk, its places counted from the first byte of its row group.
struct EncodedChunk: Sendable, Equatable {
    var range: Range<Int>
    /// Where its first data page begins; the dictionary's page stands before it, where there is one.
    var dataStart: Int
    var codec: Codec
    var encodings: [Encoding]
    var values: Int
    var unpackedBytes: Int
    var statistics: ColumnStatistics
    var metadata: [KeyValue]
}

/// How pages are compressed. Raw values are Parquet's (CompressionCodec).
package enum Codec: Int, Sendable, CaseIterable {
    case none = 0
    case zstandard = 6
    /// Blocks without a frame (LZ4_RAW), not the older LZ4 of Hadoop.
    case lz4 = 7

    /// Parquet's name of any codec, for refusals.
    static func name(_ raw: Int) -> String {
        let names = ["UNCOMPRESSED", "SNAPPY", "GZIP", "LZO", "BROTLI", "LZ4", "ZSTD", "LZ4_RAW"]
        return names.indices.contains(raw) ? names[raw] : "number \(raw)"
    }
}

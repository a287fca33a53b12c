/// How row groups are written. None of it changes a value, only sizes and speed.
package struct WritingOptions: Sendable, Equatable {
    /// Chunks that it makes hardly smaller are left unpacked.
    package var codec: Codec
    /// zstd's own scale.
    package var zstandardLevel: Int
    /// A page ends at so many rows, or before its strings pass so many bytes (a longer string is a page of its own).
    package var pageRows: Int
    package var pageBytes: Int
    /// Whether the least and the greatest text of a chunk are noted, which helps who looks for one text and costs a comparison for each.
    package var hasTextBounds: Bool

    /// Traps where pages would be larger than other readers accept: 2²⁴ rows or 256 MiB.
    package init(
        codec: Codec = .none, zstandardLevel: Int = 1, pageRows: Int = 1 << 16, pageBytes: Int = 1 << 20, hasTextBounds: Bool = true
    ) {
        precondition(pageRows > 0 && pageRows <= 1 << 24 && pageBytes > 0 && pageBytes <= 1 << 28, "pages of a size that readers accept")
        self.codec = codec
        self.zstandardLevel = zstandardLevel
        self.pageRows = pageRows
        self.pageBytes = pageBytes
        self.hasTextBounds = hasTextBounds
    }
}

package import ByteStreams
internal import ColumnFiles

/// A few named pieces of bytes under checksums: a Parquet file of two columns, `piece` and `content`, each piece a row group of its
/// own, so that one is read without the others. What the bytes mean is the business of who writes and reads them.
///
/// Nothing is believed, as of a `StageFile`: damage, and a file that was made of something else, is a `StreamError` of kind
/// `stateDamaged`.
package struct PieceFile: Sendable {
    /// Where it stands; opened anew for each piece.
    package let path: String
    private let footer: FileFooter

    private static let kindKey = "tierwise.kind"
    private static let originKey = "tierwise.origin"
    private static let columns = [
        ColumnDefinition("piece", .string, isOptional: false), ColumnDefinition("content", .bytes, isOptional: false),
    ]

    /// Writes a file whole.
    ///
    /// - Parameter origin: everything that the pieces are made of, by hash.
    package static func write(
        _ pieces: [(name: String, content: [UInt8])], kind: String, origin: String, path: String, mode: UInt32 = 0o600
    ) throws {
        precondition(!pieces.isEmpty, "a file holds a piece at least")
        var file = try PublishedFile(path: path, mode: mode)
        var sum = SHA256Sum()
        var writer = ColumnFileWriter(
            columns, metadata: [KeyValue(kindKey, kind), KeyValue(originKey, origin)], createdBy: StageFile.writerName)
        var encoder = RowGroupEncoder(columns, options: WritingOptions(codec: .zstandard, hasTextBounds: false))
        for piece in pieces {
            let group = encoder.encode([
                .text(TextColumn(.plain(ByteStrings([piece.name])))),
                .text(TextColumn(.plain(ByteStrings(offsets: [0, UInt32(piece.content.count)], bytes: piece.content)))),
            ])
            try writer.append(group) { (bytes: Span<UInt8>) throws(StreamError) in
                sum.update(bytes)
                try file.write(bytes)
            }
        }
        try writer.finish(metadata: [KeyValue(StageFile.contentKey, sum.finish())]) { (bytes: Span<UInt8>) throws(StreamError) in
            try file.write(bytes)
        }
        try file.publish()
    }

    /// - Throws: kind `stateDamaged` where the file is of another kind or origin, or damaged.
    package init(path: String, kind: String, origin: String) throws(StreamError) {
        self.path = path
        footer = try StageFile.footer(path).footer
        guard footer.isSealed, footer.columns.map(\.physical) == Self.columns.map(\.type.physical),
            footer.metadata[Self.kindKey] == kind
        else { throw StageFile.damaged(path, "no part that this program wrote") }
        guard footer.metadata[Self.originKey] == origin else {
            throw StageFile.damaged(path, "was made of other facts, by another definition or by another program")
        }
    }

    /// The content of the piece that stands in a place.
    package func piece(_ number: Int, named name: String) throws(StreamError) -> [UInt8] {
        guard footer.rowGroups.indices.contains(number), footer.rowGroups[number].rows == 1 else {
            throw StageFile.damaged(path, "has no piece \(name)")
        }
        let file = try OpenFile.reading(path)
        var reader = ColumnReader()
        let found = try text(0, number, file, &reader)
        guard found == Array(name.utf8) else { throw StageFile.damaged(path, "has no piece \(name)") }
        return try text(1, number, file, &reader)
    }

    private func text(
        _ column: Int, _ group: Int, _ file: borrowing OpenFile, _ reader: inout ColumnReader
    ) throws(StreamError) -> [UInt8] {
        let range = footer.rowGroups[group].chunks[column].range
        var bytes: [UInt8] = []
        guard try file.read(range.count, at: range.lowerBound, appendingTo: &bytes) else {
            throw StageFile.damaged(path, "ends before a column of its footer", offset: range.lowerBound)
        }
        do throws(ColumnFileError) {
            return try reader.text(footer, column: column, rowGroup: group, bytes.span)[0] ?? []
        } catch {
            throw StageFile.damaged(path, error.description, offset: range.lowerBound)
        }
    }
}

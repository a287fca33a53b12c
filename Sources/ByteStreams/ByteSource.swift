/// The unpacked bytes of one input, plain, gzip or Zstandard, decided by its first bytes; a file, or a member of a zip archive.
///
/// A file counts only as a whole: bytes come as they are read, but they may be used only after `read` has returned
/// false. Before that any damage, anywhere in the file, ends in an error: a packed stream that is cut, corrupt or
/// followed by something else, a file written to while it was read, a system that cannot read on.
///
///     var source = try ByteSource(path: "posts.csv.gz")
///     while try source.read(into: &chunk, atMost: 1 << 20) { … }
///
/// Costs 256 KiB for packed bytes and some 200 KiB for the inflater; of Zstandard data also the
/// window that its frames ask for, at most 128 MiB. Inputs are not mapped into memory: a mapped file
/// that shrinks kills its reader.
package struct ByteSource: ~Copyable {
    /// Of the file, or of the archive that holds it.
    package let path: String
    private var reader: UnpackingReader
    /// The first unpacked bytes of a packed file, looked at and not yet handed out.
    private var head: [UInt8]
    private let nameNote: String?

    /// Opens the file, looks at its first bytes and refuses what cannot be read, with the remedy.
    package init(path: String, limits: StreamLimits = .standard) throws(StreamError) {
        try self.init(InputPlace(path: path), limits: limits)
    }

    /// Opens a file or a member and looks at its first bytes.
    ///
    /// - Throws: where it cannot be opened, is empty, or is packed in a way that is not read.
    package init(_ place: InputPlace, limits: StreamLimits) throws(StreamError) {
        try self.init(place, limits: limits, backend: .standard)
    }

    init(_ place: InputPlace, limits: StreamLimits, backend: GzipBackend) throws(StreamError) {
        var reader = try UnpackingReader(place, limits: limits, backend: backend)
        let content = reader.content
        let head = content.isPacked ? try reader.readHead() : []
        path = place.path
        nameNote = content.disagreement(withName: place.fileName)
        self.head = head
        self.reader = reader
    }

    /// The hash of the file's bytes as they were read, known once `read` has returned false.
    package var sha256: String? { reader.sha256 }

    /// Bytes taken from the file so far; at the end, its size.
    package var packedBytesRead: Int { reader.packedBytesRead }

    /// What people should know though it is no error, each a clause. Complete once `read` has returned false.
    package var notes: [String] {
        var notes = nameNote.map { [$0] } ?? []
        let (part, kind) = reader.content == .gzip ? ("gzip member", "gzip") : ("Zstandard frame", "Zstandard")
        if reader.paddingBytes > 0 {
            notes.append("\(reader.paddingBytes) bytes of zero padding after the last \(part)")
        }
        if let (bytes, offset) = reader.trailing {
            notes.append("\(bytes) bytes from byte \(offset) on were left out: they follow the last \(part) and are not \(kind) data")
        }
        return notes
    }

    /// Appends the next unpacked bytes, as many as there are up to `limit`.
    ///
    /// - Returns: false at the end of the file, when nothing was appended and all that came before is verified.
    /// - Throws: the error names the fault; what was appended in this call or before must not be used.
    package mutating func read(into buffer: inout [UInt8], atMost limit: Int) throws(StreamError) -> Bool {
        precondition(limit > 0, "a read of nothing would look like the end of the file")
        let before = buffer.count
        if !head.isEmpty {
            let count = min(limit, head.count)
            buffer.append(contentsOf: head[..<count])
            head.removeFirst(count)
        }
        let wanted = limit - (buffer.count - before)
        if wanted > 0 { try reader.read(into: &buffer, atMost: wanted) }
        return buffer.count > before
    }
}

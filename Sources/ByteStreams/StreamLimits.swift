/// How far an input may go before it is refused.
package struct StreamLimits: Sendable, Equatable {
    /// Bytes after unpacking. Bounds files made to unpack for ever.
    package var unpackedBytes: Int
    /// Whether other bytes behind the last complete gzip member or Zstandard frame are left out with a note, instead of refusing the file.
    package var acceptsTrailingData: Bool

    /// 64 GiB, and nothing behind packed data, unless said otherwise.
    package init(unpackedBytes: Int = 64 << 30, acceptsTrailingData: Bool = false) {
        self.unpackedBytes = unpackedBytes
        self.acceptsTrailingData = acceptsTrailingData
    }

    /// The limits that hold where nobody says otherwise.
    package static let standard = StreamLimits()
}

extension StreamError {
    /// The refusal of an input that passes `unpackedBytes`; `offset` is where in the packed file.
    package static func tooManyBytes(_ limits: StreamLimits, path: String, offset: Int? = nil) -> StreamError {
        StreamError(
            kind: .tooLarge, path: path, offset: offset,
            detail: "has more than \(limits.unpackedBytes) bytes after unpacking, the limit of this run")
    }
}

/// Reads a small file whole: definitions, format files, manifests.
///
/// - Parameter limit: bytes; a larger file is refused with kind `tooLarge` before it is read.
package func readWholeFile(_ path: String, limit: Int) throws(StreamError) -> [UInt8] {
    let file = try OpenFile.reading(path)
    let size = file.identity.size
    guard size <= limit else {
        throw StreamError(
            kind: .tooLarge, path: path, detail: "has \(size) bytes, more than the \(limit) allowed here",
            remedy: "check that it is the right file")
    }
    var bytes: [UInt8] = []
    // One byte more than there should be, so that a file that grew is seen.
    _ = try file.read(size + 1, at: 0, appendingTo: &bytes)
    try file.requireUnchanged(bytesRead: bytes.count)
    return bytes
}

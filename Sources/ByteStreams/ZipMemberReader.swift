internal import CZip

/// The bytes of one member of a zip archive, in their order.
///
/// They may be used only after `read` has come to their end: before that, a member that is longer or shorter than its
/// archive says, or has another checksum, ends in an error.
///
/// A class, because libzip's handle moves on with every read; used by one thread.
@safe package final class ZipMemberReader {
    /// Which member is read, with the length that it must have.
    package let member: ZipMember
    private let archive: ZipArchive
    private let stream: OpaquePointer
    private var bytesRead = 0
    private var isAtEnd = false

    init(archive: ZipArchive, member: ZipMember, stream: OpaquePointer) {
        self.archive = archive
        self.member = member
        unsafe self.stream = stream
    }

    deinit { unsafe zip_fclose(stream) }

    var path: String { archive.path }

    /// Appends up to `limit` bytes.
    ///
    /// - Returns: false at the member's end, which has then been verified; what there was has been appended.
    package func read(_ limit: Int, appendingTo bytes: inout [UInt8]) throws(StreamError) -> Bool {
        guard !isAtEnd else { return false }
        var done = 0
        try bytes.append(addingCapacity: limit) { (span) throws(StreamError) in
            try unsafe span.withUnsafeMutableBufferPointer { (room, initialized) throws(StreamError) in
                while done < limit, !isAtEnd {
                    let rest = unsafe UnsafeMutableBufferPointer(rebasing: room[initialized..<initialized + limit - done])
                    let count = Int(unsafe zip_fread(stream, rest.baseAddress, UInt64(rest.count)))
                    guard count >= 0 else { throw ZipArchive.fault(unsafe zip_error_code_zip(zip_file_get_error(stream)), path: path) }
                    done += count
                    initialized += count
                    bytesRead += count
                    isAtEnd = count == 0
                    if bytesRead > member.bytes || isAtEnd && bytesRead < member.bytes {
                        throw StreamError(
                            kind: .corrupt, path: path, detail: "has \(isAtEnd ? "fewer" : "more") bytes than the archive says (\(member.bytes))",
                            remedy: "download or export it again")
                    }
                }
            }
        }
        return done == limit
    }

    /// - Throws: kind `changedWhileReading` where the archive was written to meanwhile.
    func requireUnchanged() throws(StreamError) { try archive.requireUnchanged() }
}

internal import CZip
internal import Glibc

/// A zip archive, read where it lies: nothing is ever unpacked to the disk.
///
/// Its directory is read when it is opened and has a limit; a member is a stream with a limit (`ZipMemberReader`). Directories
/// that lie are found out when a member is read: by its length and by its checksum.
///
/// A class because readers of its members keep it open; used by one thread.
@safe package final class ZipArchive {
    /// Of the archive; in messages, for itself and for its members.
    package let path: String
    /// In the order of the archive's directory, folders included.
    package let members: [ZipMember]

    private let handle: OpaquePointer
    /// Nil for an archive that is a member of another one, and lies in memory.
    private let file: OpenFile?

    /// More members than any export has. Each takes memory as soon as the archive is opened.
    package static let mostMembers = 10_000
    /// A member that is an archive itself, as a workbook is, is read into memory up to this size.
    private static let innerBytes = 64 << 20

    /// Whether what stands at a place begins as a zip archive does.
    package static func isOne(_ place: InputPlace) throws(StreamError) -> Bool {
        let origin = try ByteOrigin(place, limits: .standard)
        guard origin.size > 0 else { return false }
        var start: [UInt8] = []
        _ = try origin.read(min(origin.size, ContentKind.sampleBytes), at: 0, appendingTo: &start)
        return ContentKind(start) == .zip
    }

    /// - Throws: kinds `truncated` and `corrupt` where the archive's directory cannot be read, `tooLarge` where it is too long.
    package convenience init(_ place: InputPlace, limits: StreamLimits = .standard) throws(StreamError) {
        guard place.member != nil else {
            try self.init(path: place.path)
            return
        }
        let origin = try ByteOrigin(place, limits: limits)
        guard origin.size <= Self.innerBytes else {
            throw StreamError(
                kind: .tooLarge, path: place.path, detail: "has \(origin.size) bytes, too many for a workbook inside an archive",
                remedy: "unpack the archive and use the files")
        }
        var bytes: [UInt8] = []
        var isWhole = false
        while !isWhole { isWhole = try !origin.read(OpenFile.blockBytes, at: bytes.count, appendingTo: &bytes) }
        try origin.requireUnchanged(bytesRead: bytes.count)
        try self.init(bytes: bytes, path: place.path)
    }

    private convenience init(path: String) throws(StreamError) {
        let file = try OpenFile.reading(path)
        var tail: [UInt8] = []
        let start = max(0, file.identity.size - ZipEnd.mostBytes)
        _ = try file.read(file.identity.size - start, at: start, appendingTo: &tail)
        try ZipEnd.check(tail, path: path)
        let descriptor = try file.duplicate()
        var code: Int32 = 0
        guard let handle = unsafe zip_fdopen(descriptor, 0, &code) else {
            close(descriptor)
            throw Self.fault(code, path: path)
        }
        try unsafe self.init(handle: handle, file: file, path: path)
    }

    private convenience init(bytes: [UInt8], path: String) throws(StreamError) {
        try ZipEnd.check(Array(bytes.suffix(ZipEnd.mostBytes)), path: path)
        // libzip frees the copy.
        guard let copy = unsafe malloc(max(1, bytes.count)) else { preconditionFailure("no memory for an archive within its limit") }
        unsafe bytes.withUnsafeBytes { unsafe UnsafeMutableRawBufferPointer(start: copy, count: bytes.count).copyMemory(from: $0) }
        var error = unsafe zip_error_t()
        guard let source = unsafe zip_source_buffer_create(copy, UInt64(bytes.count), 1, &error) else {
            unsafe free(copy)
            preconditionFailure("libzip has no memory for a source")
        }
        guard let handle = unsafe zip_open_from_source(source, ZIP_RDONLY, &error) else {
            unsafe zip_source_free(source)
            throw Self.fault(unsafe error.zip_err, path: path)
        }
        try unsafe self.init(handle: handle, file: nil, path: path)
    }

    private init(handle: OpaquePointer, file: consuming OpenFile?, path: String) throws(StreamError) {
        unsafe self.handle = handle
        self.file = file
        self.path = path
        do {
            members = try unsafe Self.members(of: handle, path: path)
        } catch {
            unsafe zip_discard(handle)
            throw error
        }
    }

    deinit { unsafe zip_discard(handle) }

    private static func members(of handle: OpaquePointer, path: String) throws(StreamError) -> [ZipMember] {
        let count = Int(unsafe zip_get_num_entries(handle, 0))
        guard count <= mostMembers else { throw ZipEnd.tooMany(count, path: path) }
        var members: [ZipMember] = []
        var indices: [[UInt8]: Int] = [:]
        for index in 0..<UInt64(max(0, count)) {
            var status = unsafe zip_stat_t()
            guard unsafe zip_stat_index(handle, index, 0, &status) == 0, let name = unsafe status.name else {
                throw StreamError(kind: .corrupt, path: path, detail: "is a zip archive with a damaged directory")
            }
            var member = unsafe ZipMember(
                name: String(cString: name), bytes: Int(clamping: status.size), index: index,
                isEncrypted: status.encryption_method != UInt16(ZIP_EM_NONE))
            if let first = indices.updateValue(members.count, forKey: member.name.nameBytes) {
                let reason = "stands in its archive several times, and nobody can tell which one counts; unpack it and keep the right one"
                members[first].refusal = members[first].refusal ?? reason
                member.refusal = member.refusal ?? reason
            }
            members.append(member)
        }
        return members
    }

    /// A stream of a member's bytes.
    package func reader(of member: ZipMember, limits: StreamLimits) throws(StreamError) -> ZipMemberReader {
        if let refusal = member.refusal {
            throw StreamError(kind: .unsupportedFormat, path: path, detail: refusal.clauseBefore, remedy: refusal.clauseBehind)
        }
        guard member.bytes <= limits.unpackedBytes else { throw .tooManyBytes(limits, path: path) }
        guard let stream = unsafe zip_fopen_index(handle, member.index, 0) else {
            throw Self.fault(unsafe zip_error_code_zip(zip_get_error(handle)), path: path)
        }
        return unsafe ZipMemberReader(archive: self, member: member, stream: stream)
    }

    /// The archive as it was when it was opened.
    var identity: FileIdentity? {
        switch file {
        case .some(let file): file.identity
        case nil: nil
        }
    }

    /// - Throws: kind `changedWhileReading`.
    package func requireUnchanged() throws(StreamError) {
        switch file {
        case .some(let file): try file.requireUnchanged(bytesRead: file.identity.size)
        case nil: break
        }
    }

    /// What libzip's error codes mean for people.
    static func fault(_ code: Int32, path: String) -> StreamError {
        let again = "download or export it again"
        switch code {
        case ZIP_ER_NOZIP, ZIP_ER_EOF:
            return StreamError(kind: .truncated, path: path, detail: "is a zip archive that is cut off or damaged at its end", remedy: again)
        case ZIP_ER_CRC:
            return StreamError(kind: .checksumDiffers, path: path, detail: "is damaged: the checksum differs from that of the data", remedy: again)
        case ZIP_ER_COMPNOTSUPP:
            return StreamError(
                kind: .unsupportedFormat, path: path, detail: "is packed in a way that is not read", remedy: "unpack the archive and use the files")
        case ZIP_ER_NOPASSWD, ZIP_ER_WRONGPASSWD, ZIP_ER_ENCRNOTSUPP:
            return StreamError(kind: .unsupportedFormat, path: path, detail: "is encrypted", remedy: "unpack the archive with its password, and use the files")
        case ZIP_ER_MULTIDISK:
            return StreamError(
                kind: .unsupportedFormat, path: path, detail: "is one part of a zip archive in several", remedy: "unpack the whole archive first")
        case ZIP_ER_READ, ZIP_ER_SEEK, ZIP_ER_OPEN:
            return StreamError(kind: .readFailed, path: path, detail: "cannot be read")
        case ZIP_ER_MEMORY:
            return StreamError(kind: .corrupt, path: path, detail: "is a zip archive whose directory asks for more memory than there is", remedy: again)
        default:
            return StreamError(kind: .corrupt, path: path, detail: "is a damaged zip archive", remedy: again)
        }
    }
}

extension String {
    /// A message of two clauses, what and what to do, in its parts.
    fileprivate var clauseBefore: String { String(prefix { $0 != ";" }) }
    fileprivate var clauseBehind: String { String(drop { $0 != ";" }.dropFirst(2)) }
}

/// The record at an archive's end, looked at before libzip makes room for as many members as it says.
private enum ZipEnd {
    private static let bytes = 22
    private static let locatorBytes = 20
    /// A comment may follow, and the record of large archives stands before.
    static let mostBytes = bytes + 65_535 + locatorBytes + 56

    static func check(_ tail: [UInt8], path: String) throws(StreamError) {
        guard tail.count >= bytes,
            let start = (0...tail.count - bytes).last(where: { tail[$0...].starts(with: [0x50, 0x4B, 5, 6]) })
        else { throw ZipArchive.fault(ZIP_ER_NOZIP, path: path) }
        var count = number(tail, at: start + 10, bytes: 2)
        let large = start - locatorBytes - 56
        if large >= 0, tail[large...].starts(with: [0x50, 0x4B, 6, 6]) { count = max(count == 0xFFFF ? 0 : count, number(tail, at: large + 32, bytes: 8)) }
        if count > ZipArchive.mostMembers { throw tooMany(count, path: path) }
    }

    static func tooMany(_ count: Int, path: String) -> StreamError {
        StreamError(
            kind: .tooLarge, path: path, detail: "is a zip archive of \(count == 0xFFFF ? "65,535 and more" : "\(count)") members, more than the \(ZipArchive.mostMembers) that are read",
            remedy: "unpack it and use the files that are exports")
    }

    private static func number(_ bytes: [UInt8], at start: Int, bytes count: Int) -> Int {
        Int(clamping: (0..<count).reduce(0 as UInt64) { $0 | UInt64(bytes[start + $1]) << UInt64(8 * $1) })
    }
}

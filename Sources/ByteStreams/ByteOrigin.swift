/// Where the bytes of an input come from, before anything is unpacked: a file, or a member of a zip archive, which is read in order.
enum ByteOrigin: ~Copyable {
    case file(OpenFile)
    /// With the archive's state when it was opened.
    case member(ZipMemberReader, FileIdentity)

    init(_ place: InputPlace, limits: StreamLimits) throws(StreamError) {
        guard let name = place.member else {
            self = .file(try OpenFile.reading(place.path))
            return
        }
        let archive = try ZipArchive(InputPlace(path: place.path))
        guard let member = archive.members.first(where: { $0.name.nameBytes == name.nameBytes }) else {
            throw StreamError(kind: .notFound, path: place.path, detail: "has no member \(name.printable)")
        }
        guard let identity = archive.identity else { preconditionFailure("an archive at a path is a file") }
        self = .member(try archive.reader(of: member, limits: limits), identity)
    }

    var path: String {
        switch self {
        case .file(let file): file.path
        case .member(let member, _): member.path
        }
    }

    /// Of the file or the archive.
    var identity: FileIdentity {
        switch self {
        case .file(let file): file.identity
        case .member(_, let identity): identity
        }
    }

    /// Bytes there should be.
    var size: Int {
        switch self {
        case .file(let file): file.identity.size
        case .member(let reader, _): reader.member.bytes
        }
    }

    func adviseSequentialReading() {
        switch self {
        case .file(let file): file.adviseSequentialReading()
        case .member: break
        }
    }

    /// Appends `count` bytes from `offset` on, which is where the last reading ended.
    ///
    /// - Returns: false where the bytes end before; what there was has been appended.
    func read(_ count: Int, at offset: Int, appendingTo bytes: inout [UInt8]) throws(StreamError) -> Bool {
        switch self {
        case .file(let file): try file.read(count, at: offset, appendingTo: &bytes)
        case .member(let member, _): try member.read(count, appendingTo: &bytes)
        }
    }

    /// - Throws: kind `changedWhileReading` unless exactly the file that was opened has been read.
    func requireUnchanged(bytesRead: Int) throws(StreamError) {
        switch self {
        case .file(let file): try file.requireUnchanged(bytesRead: bytesRead)
        case .member(let member, _): try member.requireUnchanged()
        }
    }
}

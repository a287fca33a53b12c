internal import Glibc
internal import Synchronization

/// A file that appears at its path whole or not at all.
///
/// Written under a temporary name in the same folder (created new, links not followed), then brought to the disk, read
/// back, compared by checksum and renamed; what stood at the path before stays readable until then. Dropped without
/// `publish()`, it leaves nothing.
package struct PublishedFile: ~Copyable {
    /// Names of files being written begin with this. Only a kill leaves them: see `Folders.removeTemporaries(in:)`, and for folders that
    /// no lock guards `Folders.removeAbandoned(in:)`.
    package static let temporaryPrefix = ".tierwise-tmp-"

    /// Where the file will appear.
    package let path: String
    /// Bytes handed over so far.
    package private(set) var bytesWritten = 0

    private let temporary: String
    private var file: OpenFile
    private var buffer: [UInt8] = []
    /// CRC-32 of the bytes handed to the system: what is read back is compared with it, for a disk's mistakes, not a person's.
    private var sum: UInt32 = 0
    private var isPublished = false

    /// - Parameters:
    ///   - mode: permissions of the new file; the process's umask can only narrow them.
    ///   - tidies: first removes what killed processes left in the folder; for a folder that no lock guards.
    package init(path: String, mode: UInt32 = 0o640, tidies: Bool = false) throws(StreamError) {
        self.path = path
        if tidies { Folders.removeAbandoned(in: Folders.parent(of: path)) }
        var name = Self.nextTemporaryName(besides: path)
        while true {
            do {
                file = try OpenFile.creating(name, for: path, mode: mode)
                temporary = name
                unpublished.withLock { _ = $0.insert(FileName.bytes(name)) }
                // Tells others who tidy up that somebody is at work; where the file system has no locks, the process's number does.
                if tidies { _ = try? file.tryLock() }
                break
            } catch {
                // Left behind by a killed process that had this one's number.
                guard error.code == EEXIST else { throw error }
                name = Self.nextTemporaryName(besides: path)
            }
        }
        buffer.reserveCapacity(OpenFile.blockBytes)
    }

    deinit {
        if !isPublished { _ = temporary.withPath { unsafe unlink($0) } }
        let name = FileName.bytes(temporary)
        unpublished.withLock { _ = $0.remove(name) }
    }

    /// Appends bytes.
    ///
    /// - Throws: where the disk is full or cannot be written; what stood at the path stays.
    package mutating func write(_ bytes: [UInt8]) throws(StreamError) {
        try write(bytes.span)
    }

    /// The same without a copy.
    package mutating func write(_ bytes: Span<UInt8>) throws(StreamError) {
        bytesWritten += bytes.count
        if buffer.count + bytes.count > OpenFile.blockBytes { try flush() }
        if bytes.count >= OpenFile.blockBytes {
            sum = CRC32.of(bytes, after: sum)
            try file.write(bytes)
        } else {
            unsafe bytes.withUnsafeBufferPointer { unsafe buffer.append(contentsOf: $0) }
        }
    }

    /// Where a library writes the content that does not come through `write`; then `adopt()`.
    package var temporaryPath: String { temporary }

    /// Takes what a library wrote to `temporaryPath` for the content, as if all of it had been handed over.
    package mutating func adopt() throws(StreamError) {
        precondition(bytesWritten == 0, "one writer per file")
        let size = try file.currentIdentity().size
        while bytesWritten < size {
            buffer.removeAll(keepingCapacity: true)
            guard try file.read(min(OpenFile.blockBytes, size - bytesWritten), at: bytesWritten, appendingTo: &buffer) else {
                throw StreamError(kind: .writeFailed, path: path, detail: "lost bytes while it was written")
            }
            sum = CRC32.of(buffer.span, after: sum)
            bytesWritten += buffer.count
        }
        buffer.removeAll(keepingCapacity: true)
    }

    /// Makes the content durable and gives it its name.
    package consuming func publish() throws(StreamError) {
        try complete()
        guard temporary.withPath({ from in path.withPath { unsafe rename(from, $0) } }) == 0 else {
            throw .system(.write, path: path, "cannot be put in its place", code: errno)
        }
        isPublished = true
        try Folders.synchronize(Folders.parent(of: path))
    }

    /// Makes the content durable and gives it its name, where nothing has that name.
    ///
    /// - Throws: a `StreamError` of kind `alreadyThere` where something has it; that stays as it is.
    package consuming func publishNew() throws(StreamError) {
        try complete()
        // A second name for the file; the first goes with `self`. Unlike a rename, it never takes another's place.
        guard temporary.withPath({ from in path.withPath { unsafe link(from, $0) } }) == 0 else {
            if errno == EEXIST {
                throw StreamError(kind: .alreadyThere, path: path, detail: "is there already and was left as it is", code: EEXIST)
            }
            throw .system(.write, path: path, "cannot be put in its place", code: errno)
        }
        try Folders.synchronize(Folders.parent(of: path))
    }

    /// Everything written, durable, and found to be what was handed over.
    private mutating func complete() throws(StreamError) {
        try flush()
        try file.synchronize()
        var readBack: UInt32 = 0
        var position = 0
        while position < bytesWritten {
            buffer.removeAll(keepingCapacity: true)
            guard try file.read(min(OpenFile.blockBytes, bytesWritten - position), at: position, appendingTo: &buffer) else { break }
            readBack = CRC32.of(buffer.span, after: readBack)
            position += buffer.count
        }
        buffer = []
        guard position == bytesWritten, readBack == sum else {
            throw StreamError(kind: .writeFailed, path: path, detail: "reads back other bytes than were written to it")
        }
        try file.close()
    }

    private mutating func flush() throws(StreamError) {
        guard !buffer.isEmpty else { return }
        sum = CRC32.of(buffer.span, after: sum)
        try file.write(buffer.span)
        buffer.removeAll(keepingCapacity: true)
    }

    /// Removes what this process has half written, for a process that ends in the middle of it.
    package static func removeAllUnpublished() {
        unpublished.withLock { names in
            for name in names { _ = FileName.text(name).withPath { unsafe unlink($0) } }
        }
    }

    /// Writes a whole small file.
    package static func write(path: String, bytes: [UInt8], mode: UInt32 = 0o640, tidies: Bool = false) throws(StreamError) {
        var file = try PublishedFile(path: path, mode: mode, tidies: tidies)
        try file.write(bytes)
        try file.publish()
    }

    /// The process that gave a temporary name; nil for other names.
    static func process(ofTemporary name: String) -> pid_t? {
        guard name.hasPrefix(temporaryPrefix) else { return nil }
        return pid_t(name.dropFirst(temporaryPrefix.count).prefix { $0 != "-" })
    }

    /// A name in the folder of `path`, independent of its last part, which may be as long as names can be.
    static func nextTemporaryName(besides path: String) -> String {
        let number = temporaryNumber.wrappingAdd(1, ordering: .relaxed).newValue
        return Folders.join(Folders.parent(of: path), "\(temporaryPrefix)\(getpid())-\(processToken)-\(number)")
    }
}

/// Tells processes of several machines apart that write into one folder and may have the same number.
private let processToken = String(UInt64.random(in: .min ... .max), radix: 16)
private let temporaryNumber = Atomic<Int>(0)
/// Temporary names of this process, as bytes.
private let unpublished = Mutex<Set<[UInt8]>>([])

internal import Glibc

/// An open file: closed exactly once, EINTR and short transfers taken care of.
package struct OpenFile: ~Copyable {
    /// One read or write of the whole module: large enough that system calls do not count.
    static let blockBytes = 256 * 1024

    /// As it was opened; what errors name.
    package let path: String
    /// The file's state right after it was opened.
    package let identity: FileIdentity
    private var descriptor: Int32

    /// - Parameter requiresFile: refuses whatever is not a regular file.
    private init(path: String, descriptor: Int32, requiresFile: Bool) throws(StreamError) {
        self.path = path
        self.descriptor = descriptor
        let status: stat
        do {
            status = try Self.status(of: descriptor, path: path)
            if requiresFile { try Self.requireRegularFile(status, path: path) }
        } catch {
            // Without its fields set, the value has no deinit to close for it.
            Glibc.close(descriptor)
            throw error
        }
        identity = FileIdentity(status)
    }

    deinit {
        if descriptor >= 0 { Glibc.close(descriptor) }
    }

    /// Opens a regular file for reading and refuses everything else by its type.
    ///
    /// The type is asked for twice: before opening, because opening a device can have effects, and after, because the
    /// path may have changed in between. Non-blocking, so that a pipe without a writer cannot hold the program.
    package static func reading(_ path: String) throws(StreamError) -> OpenFile {
        var status = stat()
        guard path.withPath({ unsafe stat($0, &status) }) == 0 else {
            throw .system(.read, path: path, "cannot be read", code: errno)
        }
        try requireRegularFile(status, path: path)
        return try open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC, operation: .read, requiresFile: true)
    }

    /// Creates a file that must not exist, to be written and read back; a link planted at its path is not followed.
    ///
    /// - Parameter shownPath: what messages call the file: its name once it is published.
    static func creating(_ path: String, for shownPath: String, mode: UInt32) throws(StreamError) -> OpenFile {
        try open(
            path, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode: mode, operation: .write,
            shownPath: shownPath)
    }

    /// Opens or creates a file to be locked; a link planted at its path is not followed.
    static func lockFile(_ path: String) throws(StreamError) -> OpenFile {
        try open(path, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK, mode: 0o600, operation: .write)
    }

    /// Opens a folder, to make changes of its entries durable.
    static func folder(_ path: String) throws(StreamError) -> OpenFile {
        try open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC, operation: .write)
    }

    private static func open(
        _ path: String, _ flags: Int32, mode: UInt32 = 0, operation: StreamError.Operation, requiresFile: Bool = false,
        shownPath: String? = nil
    ) throws(StreamError) -> OpenFile {
        while true {
            let descriptor = path.withPath { unsafe Glibc.open($0, flags, mode_t(mode)) }
            if descriptor >= 0 {
                return try OpenFile(path: shownPath ?? path, descriptor: descriptor, requiresFile: requiresFile)
            }
            let code = errno
            if code == EINTR { continue }
            let action = operation == .read ? "cannot be read" : "cannot be created or opened for writing"
            throw .system(operation, path: shownPath ?? path, action, code: code)
        }
    }

    private static func status(of descriptor: Int32, path: String) throws(StreamError) -> stat {
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0 else {
            throw .system(.read, path: path, "cannot be examined", code: errno)
        }
        return status
    }

    /// The file's state now.
    func currentIdentity() throws(StreamError) -> FileIdentity {
        FileIdentity(try Self.status(of: descriptor, path: path))
    }

    /// Another descriptor of the file, for a library that closes what it is given.
    func duplicate() throws(StreamError) -> Int32 {
        let copy = fcntl(descriptor, F_DUPFD_CLOEXEC, 0)
        guard copy >= 0 else { throw .system(.read, path: path, "cannot be read", code: errno) }
        return copy
    }

    /// Tells the system that the file will be read once, front to back. Advice: without effect where it fails.
    func adviseSequentialReading() {
        _ = posix_fadvise(descriptor, 0, 0, POSIX_FADV_SEQUENTIAL)
    }

    /// Reads what one call gives, at least one byte unless the file ends.
    ///
    /// - Returns: bytes read, 0 at the end of the file.
    func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int) throws(StreamError) -> Int {
        while true {
            let count = unsafe Glibc.pread(descriptor, buffer.baseAddress, buffer.count, off_t(offset))
            if count >= 0 { return count }
            let code = errno
            if code == EINTR { continue }
            throw .system(.read, path: path, "cannot be read", code: code, offset: offset)
        }
    }

    /// Appends `count` bytes from `offset` on.
    ///
    /// - Returns: false where the file ends before; what there was has been appended.
    package func read(_ count: Int, at offset: Int, appendingTo bytes: inout [UInt8]) throws(StreamError) -> Bool {
        guard count > 0 else { return true }
        var done = 0
        try bytes.append(addingCapacity: count) { (span) throws(StreamError) in
            try unsafe span.withUnsafeMutableBufferPointer { (buffer, initialized) throws(StreamError) in
                while done < count {
                    let room = unsafe UnsafeMutableRawBufferPointer(
                        UnsafeMutableBufferPointer(rebasing: buffer[initialized..<initialized + count - done]))
                    let got = try unsafe read(into: room, at: offset + done)
                    if got == 0 { break }
                    done += got
                    initialized += got
                }
            }
        }
        return done == count
    }

    /// Writes all bytes at the current position.
    func write(_ bytes: Span<UInt8>) throws(StreamError) {
        try unsafe bytes.withUnsafeBytes { (buffer) throws(StreamError) in
            var done = 0
            while done < buffer.count {
                let rest = unsafe UnsafeRawBufferPointer(rebasing: buffer[done...])
                let count = unsafe Glibc.write(descriptor, rest.baseAddress, rest.count)
                if count < 0 {
                    let code = errno
                    if code == EINTR { continue }
                    throw .system(.write, path: path, "cannot be written", code: code, offset: done)
                }
                done += count
            }
        }
    }

    func truncate() throws(StreamError) {
        guard ftruncate(descriptor, 0) == 0, lseek(descriptor, 0, SEEK_SET) == 0 else {
            throw .system(.write, path: path, "cannot be emptied", code: errno)
        }
    }

    /// Waits until the content is on the disk. After an error the content is unknown: never tried again.
    func synchronize() throws(StreamError) {
        guard fsync(descriptor) == 0 else {
            throw .system(.write, path: path, "cannot be brought to the disk", code: errno)
        }
    }

    /// Takes the kernel's exclusive lock, which ends with this process or this value.
    ///
    /// - Returns: false where another open file holds it.
    func tryLock() throws(StreamError) -> Bool {
        while true {
            if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return true }
            let code = errno
            if code == EWOULDBLOCK { return false }
            if code == EINTR { continue }
            throw .system(.write, path: path, "cannot be locked", code: code)
        }
    }

    /// Gives the lock up at once, also where a process that was just forked still holds a copy of the descriptor.
    func unlock() { _ = flock(descriptor, LOCK_UN) }

    /// Closes and reports what the system had kept back until now, which network file systems do.
    mutating func close() throws(StreamError) {
        let closing = descriptor
        descriptor = -1
        // After EINTR the descriptor is closed all the same on Linux; closing again could hit another file.
        guard Glibc.close(closing) == 0 || errno == EINTR else {
            throw .system(.write, path: path, "cannot be closed", code: errno)
        }
    }

    private static func requireRegularFile(_ status: stat, path: String) throws(StreamError) {
        let type = status.st_mode & S_IFMT
        if type == S_IFREG { return }
        let (kind, name): (StreamError.Kind, String) =
            switch type {
            case S_IFDIR: (.folder, "a folder")
            case S_IFIFO: (.pipe, "a named pipe")
            case S_IFSOCK: (.socket, "a socket")
            default: (.device, "a device")
            }
        throw StreamError(kind: kind, path: path, detail: "is \(name), not a file")
    }
}

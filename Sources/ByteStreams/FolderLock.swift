internal import Glibc

/// The right to change a folder, held by one process at a time.
///
/// A kernel lock on a file: it ends with the process, however that ends, so a crash or a reboot leaves nothing to clean
/// up. The file's text only tells people who holds it.
package struct FolderLock: ~Copyable {
    private static let name = "lock"

    private let file: OpenFile
    /// The file's path, where it goes with the lock.
    private let removedPath: String?

    /// Takes the lock on the file `lock` in a folder, or fails at once. The file stays.
    ///
    /// - Throws: kind `locked` with the holder's process number and start time.
    package init(folder: String) throws(StreamError) {
        try self.init(of: folder, file: Folders.join(folder, Self.name), isRemoved: false)
    }

    /// Takes the lock on a file beside a folder that is replaced as a whole, or fails at once. The file goes with the lock;
    /// one that a killed process left is used again.
    ///
    /// - Throws: kind `locked` with the holder's process number and start time.
    package init(replacing folder: String, file: String) throws(StreamError) {
        try self.init(of: folder, file: file, isRemoved: true)
    }

    private init(of folder: String, file path: String, isRemoved: Bool) throws(StreamError) {
        while true {
            let file = try OpenFile.lockFile(path)
            guard try file.tryLock() else {
                throw StreamError(
                    kind: .locked, path: folder, detail: "is in use by another run (\(try Self.holder(file)))",
                    code: EWOULDBLOCK)
            }
            // Between opening and locking the file may have been removed and made anew: then this lock guards nothing.
            guard let identity = try Self.identity(path), identity.inode == file.identity.inode, identity.device == file.identity.device
            else { continue }
            try file.truncate()
            try file.write(Array("process \(getpid()), started \(Self.now())\n".utf8).span)
            self.file = file
            removedPath = isRemoved ? path : nil
            return
        }
    }

    private static func identity(_ path: String) throws(StreamError) -> FileIdentity? {
        do {
            return try FileIdentity(path: path)
        } catch {
            if error.kind == .notFound { return nil }
            throw error
        }
    }

    deinit {
        // While it is still held: who opened the file before finds another one at its path, and tries again.
        if let removedPath { _ = removedPath.withPath { unsafe unlink($0) } }
        // Nobody holds it any more, and nothing is in it that a bit could change.
        try? file.truncate()
        file.unlock()
    }

    private static func holder(_ file: borrowing OpenFile) throws(StreamError) -> String {
        var text: [UInt8] = []
        _ = try file.read(200, at: 0, appendingTo: &text)
        let line = text.prefix { $0 >= 0x20 && $0 < 0x7F }
        return line.isEmpty ? "it has just started" : String(decoding: line, as: UTF8.self)
    }

    /// The time as people write it, UTC. For the lock's text only: nothing published knows a clock.
    private static func now() -> String {
        var seconds = time(nil)
        var parts = unsafe tm()
        unsafe gmtime_r(&seconds, &parts)
        let date = unsafe [parts.tm_year + 1900, parts.tm_mon + 1, parts.tm_mday].map(padded).joined(separator: "-")
        let clock = unsafe [parts.tm_hour, parts.tm_min, parts.tm_sec].map(padded).joined(separator: ":")
        return "\(date)T\(clock)Z"
    }

    private static func padded(_ value: Int32) -> String {
        value < 10 ? "0\(value)" : "\(value)"
    }
}

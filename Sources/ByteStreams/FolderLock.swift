internal import Glibc

/// The right to change a folder, held by one process at a time.
///
/// A kernel lock on the file `lock` in the folder: it ends with the process, however that ends, so a crash or a reboot
/// leaves nothing to clean up. The file's text only tells people who holds it.
package struct FolderLock: ~Copyable {
    private static let name = "lock"

    private let file: OpenFile

    /// Takes the lock or fails at once.
    ///
    /// - Throws: kind `locked` with the holder's process number and start time.
    package init(folder: String) throws(StreamError) {
        let path = Folders.join(folder, Self.name)
        while true {
            let file = try OpenFile.lockFile(path)
            guard try file.tryLock() else {
                throw StreamError(
                    kind: .locked, path: folder, detail: "is in use by another run (\(try Self.holder(file)))",
                    code: EWOULDBLOCK)
            }
            // Between opening and locking the folder may have been removed and made anew: then this lock guards nothing.
            guard let identity = try? FileIdentity(path: path), identity.inode == file.identity.inode,
                identity.device == file.identity.device
            else { continue }
            try file.truncate()
            try file.write(Array("process \(getpid()), started \(Self.now())\n".utf8).span)
            self.file = file
            return
        }
    }

    deinit { file.unlock() }

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

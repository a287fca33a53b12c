internal import Glibc

/// Which file, in which state. Two equal identities of one path mean: not written to in between.
///
/// Remembers the hash of a file that has been read before; inputs themselves are known by their bytes.
package struct FileIdentity: Sendable, Hashable, Codable {
    /// As the system numbers them; together they name a file whatever its path.
    package let device: UInt64
    package let inode: UInt64
    /// Bytes.
    package let size: Int
    /// Last writing of the content, nanoseconds since 1970 UTC.
    package let modified: Int
    /// Last change of content, name or permissions, nanoseconds since 1970 UTC. Cannot be set back by copying tools.
    package let changed: Int

    init(_ status: stat) {
        device = UInt64(status.st_dev)
        inode = UInt64(status.st_ino)
        size = Int(status.st_size)
        modified = Self.nanoseconds(status.st_mtim)
        changed = Self.nanoseconds(status.st_ctim)
    }

    /// The identity of the file at `path` as it is now, links followed.
    package init(path: String) throws(StreamError) {
        var status = stat()
        guard path.withPath({ unsafe stat($0, &status) }) == 0 else {
            throw .system(.read, path: path, "cannot be examined", code: errno)
        }
        self.init(status)
    }

    /// Whether the content can be the same: a rename or a new name does not count.
    func hasSameContent(as other: FileIdentity) -> Bool {
        size == other.size && modified == other.modified
    }

    private static func nanoseconds(_ time: timespec) -> Int {
        // Wraps only for times after the year 2262, where equality is still all that is asked.
        Int(time.tv_sec) &* 1_000_000_000 &+ Int(time.tv_nsec)
    }
}

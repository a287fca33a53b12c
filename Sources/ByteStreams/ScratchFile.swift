internal import Glibc
internal import Synchronization

/// Bytes put aside because there are too many to hold: a file without a name, which is gone with its last user, however the process
/// ends. Written at its end, read anywhere, by any number of threads.
package final class ScratchFile: Sendable {
    private let file: OpenFile
    private let end = Mutex(0)

    /// - Parameter folder: where there is room for it, a folder of the program's own.
    package init(in folder: String) throws(StreamError) {
        let name = PublishedFile.nextTemporaryName(besides: Folders.join(folder, "scratch"))
        file = try OpenFile.creating(name, for: Folders.join(folder, "(unnamed)"), mode: 0o600)
        guard name.withPath({ unsafe unlink($0) }) == 0 else {
            throw .system(.write, path: name, "cannot be removed", code: errno)
        }
    }

    /// Puts bytes at the end.
    ///
    /// - Returns: where they stand.
    package func append(_ bytes: Span<UInt8>) throws(StreamError) -> Range<Int> {
        try end.withLock { (end) throws(StreamError) in
            try file.write(bytes)
            defer { end += bytes.count }
            return end..<end + bytes.count
        }
    }

    /// Appends bytes that stand in the file to others.
    package func read(_ range: Range<Int>, appendingTo bytes: inout [UInt8]) throws(StreamError) {
        guard try file.read(range.count, at: range.lowerBound, appendingTo: &bytes) else {
            throw StreamError(kind: .readFailed, path: file.path, detail: "lost bytes that were put aside in it")
        }
    }
}

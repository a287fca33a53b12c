internal import Glibc

/// Folders that are published as a whole.
package enum PublishedFolder {
    /// Puts a finished folder in the place of another, or where nothing stands.
    ///
    /// Readers see the old folder or the new one, never a mixture, and never none where the system can exchange two
    /// names (Linux; most file systems). Elsewhere the old one is moved aside first, which leaves a moment without; a
    /// process killed in that moment leaves the old one at `previous`, and `restore` puts it back.
    /// The old folder is kept at `previous` until the next publication, so that who is reading it can finish.
    ///
    /// - Parameters:
    ///   - staged: beside `target`, on the same file system, its files written and durable.
    ///   - target: a folder, or a free path in an existing folder.
    ///   - previous: beside `target`; what an earlier publication left there is removed.
    /// - Throws: kind `leftBehind` where the new folder stands and only the old one could not be put away.
    package static func publish(_ staged: String, as target: String, keeping previous: String) throws(StreamError) {
        let staged = withoutTrailingSlash(staged)
        let target = withoutTrailingSlash(target)
        try Folders.synchronize(staged)
        var status = stat()
        guard target.withPath({ unsafe lstat($0, &status) }) == 0 else {
            try move(staged, to: target)
            return try Folders.synchronize(Folders.parent(of: target))
        }
        guard status.st_mode & S_IFMT == S_IFDIR else {
            throw StreamError(
                kind: .notAFolder, path: target, detail: "is there already and not a folder", code: ENOTDIR,
                remedy: "choose another output folder")
        }
        switch exchange(staged, target) {
        case 0: break
        case ENOSYS, EINVAL, EOPNOTSUPP: return try replaceByTwoRenames(target, with: staged, keeping: previous)
        case let code: throw .system(.write, path: target, "cannot be put in its place", code: code)
        }
        do {
            try Folders.synchronize(Folders.parent(of: target))
        } catch {
            // What may not be on the disk is not published: the old folder gets its place back.
            _ = exchange(staged, target)
            throw error
        }
        do {
            try Folders.remove(previous)
            try move(staged, to: previous)
        } catch {
            throw StreamError(
                kind: .leftBehind, path: staged, detail: "\(target) is published; the report before it could not be put away: \(error.detail)",
                code: error.code, remedy: "remove the folder by hand")
        }
    }

    /// Puts back what a publication by two renames moved aside and was killed before it put the new one there.
    ///
    /// - Returns: whether it did.
    @discardableResult
    package static func restore(_ target: String, from previous: String) throws(StreamError) -> Bool {
        guard try Folders.kind(at: target) == nil, try Folders.kind(at: previous) == .folder else { return false }
        try move(previous, to: target)
        try Folders.synchronize(Folders.parent(of: target))
        return true
    }

    /// Where names cannot be exchanged: aside with the old folder, in with the new one, and back where that fails.
    static func replaceByTwoRenames(_ target: String, with staged: String, keeping previous: String) throws(StreamError) {
        try Folders.remove(previous)
        try move(target, to: previous)
        do {
            try move(staged, to: target)
            try Folders.synchronize(Folders.parent(of: target))
        } catch {
            if (try? Folders.kind(at: target)) == nil { try move(previous, to: target) }
            throw error
        }
    }

    /// Puts a folder where nothing stands, on the same file system.
    package static func move(_ source: String, to target: String) throws(StreamError) {
        guard source.withPath({ from in target.withPath { unsafe rename(from, $0) } }) == 0 else {
            throw .system(.write, path: target, "cannot be put in its place", code: errno)
        }
    }

    private typealias RenameAt2 = @convention(c) (
        Int32, UnsafePointer<CChar>, Int32, UnsafePointer<CChar>, UInt32
    ) -> Int32

    /// `renameat2` with RENAME_EXCHANGE. Looked up at run time, because it is a GNU extension that Swift's view of the C
    /// library leaves out, and because older libraries lack it.
    ///
    /// - Returns: 0 or the `errno`.
    private static func exchange(_ first: String, _ second: String) -> Int32 {
        guard let symbol = unsafe dlsym(nil, "renameat2") else { return ENOSYS }
        let renameAt2 = unsafe unsafeBitCast(symbol, to: RenameAt2.self)
        let exchangeFlag: UInt32 = 1 << 1
        return first.withPath { first in second.withPath { unsafe renameAt2(AT_FDCWD, first, AT_FDCWD, $0, exchangeFlag) } } == 0 ? 0 : errno
    }

    private static func withoutTrailingSlash(_ path: String) -> String {
        var path = path
        while path.utf8.count > 1, path.utf8.last == UInt8(ascii: "/") { path.removeLast() }
        return path
    }
}

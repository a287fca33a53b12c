internal import Glibc

extension Folders {
    /// Puts a finished folder in the place of another, or where nothing stands.
    ///
    /// Readers see the old folder or the new one, never a mixture, and never none where the system can exchange two
    /// names (Linux; most file systems). Elsewhere the old one is moved aside first, which leaves a moment without.
    /// The old folder is removed afterwards.
    ///
    /// - Parameters:
    ///   - staged: beside `target`, on the same file system, its files written and durable.
    ///   - target: a folder, or a free path in an existing folder.
    package static func publish(_ staged: String, as target: String) throws(StreamError) {
        let staged = withoutTrailingSlash(staged)
        let target = withoutTrailingSlash(target)
        try synchronize(staged)
        var status = stat()
        if unsafe lstat(target, &status) == 0 {
            guard status.st_mode & S_IFMT == S_IFDIR else {
                throw StreamError(
                    kind: .notAFolder, path: target, detail: "is there already and not a folder", code: ENOTDIR,
                    remedy: "choose another output folder")
            }
            let old = try replace(target, with: staged)
            do {
                try synchronize(parent(of: target))
            } catch {
                // What may not be on the disk is not published: the old folder gets its place back.
                _ = exchange(old, target)
                throw error
            }
            try remove(old)
        } else {
            try move(staged, to: target)
            try synchronize(parent(of: target))
        }
    }

    /// Makes the names in a folder durable.
    static func synchronize(_ folder: String) throws(StreamError) {
        try OpenFile.folder(folder).synchronize()
    }

    /// - Returns: where the old folder is now.
    private static func replace(_ target: String, with staged: String) throws(StreamError) -> String {
        switch exchange(staged, target) {
        case 0: return staged
        case ENOSYS, EINVAL, EOPNOTSUPP: return try replaceByTwoRenames(target, with: staged)
        case let code: throw .system(.write, path: target, "cannot be put in its place", code: code)
        }
    }

    /// Where names cannot be exchanged: aside with the old folder, in with the new one, and back where that fails.
    static func replaceByTwoRenames(_ target: String, with staged: String) throws(StreamError) -> String {
        let aside = PublishedFile.nextTemporaryName(besides: target)
        try move(target, to: aside)
        do {
            try move(staged, to: target)
        } catch {
            try move(aside, to: target)
            throw error
        }
        return aside
    }

    private static func move(_ source: String, to target: String) throws(StreamError) {
        guard unsafe rename(source, target) == 0 else {
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
        return unsafe renameAt2(AT_FDCWD, first, AT_FDCWD, second, exchangeFlag) == 0 ? 0 : errno
    }

    private static func withoutTrailingSlash(_ path: String) -> String {
        var path = path
        while path.utf8.count > 1, path.utf8.last == UInt8(ascii: "/") { path.removeLast() }
        return path
    }
}

internal import Glibc

/// Folders: what stands in them, and changing them so that a crash leaves the old state or the new one.
package enum Folders {
    /// Creates a folder and those above it where they are missing.
    ///
    /// - Parameter mode: permissions of new folders; the process's umask can only narrow them.
    package static func create(_ path: String, mode: UInt32 = 0o750) throws(StreamError) {
        // Durable before anything in it is: what is published into a folder whose own name is lost is lost with it.
        if path.withPath({ unsafe mkdir($0, mode_t(mode)) }) == 0 { return try synchronize(parent(of: path)) }
        let code = errno
        switch code {
        case EEXIST:
            guard try exists(path) else {
                throw StreamError(kind: .notAFolder, path: path, detail: "is not a folder", code: ENOTDIR)
            }
        case ENOENT where parent(of: path) != path:
            try create(parent(of: path), mode: mode)
            // Somebody else may have been quicker: a folder is all that is wanted.
            if path.withPath({ unsafe mkdir($0, mode_t(mode)) }) == 0 { return try synchronize(parent(of: path)) }
            let code = errno
            if try !exists(path) { throw .system(.write, path: path, "cannot be created", code: code) }
        default:
            throw .system(.write, path: path, "cannot be created", code: code)
        }
    }

    /// What the system says of a path; nil where nothing is there or nobody may look.
    ///
    /// - Throws: where the system cannot say. Taken for nothing there, a file that is would be left out in silence.
    private static func status(of path: String, followsLinks: Bool) throws(StreamError) -> stat? {
        var status = stat()
        if path.withPath({ unsafe followsLinks ? stat($0, &status) : lstat($0, &status) }) == 0 { return status }
        let code = errno
        if meansNothingThere(code) { return nil }
        throw .system(.read, path: path, "cannot be examined", code: code)
    }

    private static func meansNothingThere(_ code: Int32) -> Bool { [ENOENT, ENOTDIR, EACCES, EPERM, ELOOP, ENAMETOOLONG].contains(code) }

    /// Whether there is a folder at `path`, links followed.
    package static func exists(_ path: String) throws(StreamError) -> Bool {
        try status(of: path, followsLinks: true).map { $0.st_mode & S_IFMT == S_IFDIR } ?? false
    }

    /// Whether there is anything at `path`, links followed.
    package static func somethingExists(at path: String) throws(StreamError) -> Bool {
        try status(of: path, followsLinks: true) != nil
    }

    /// Whether nobody but its owner may read or write what stands at `path`, links followed.
    package static func isPrivate(_ path: String) -> Bool {
        var status = stat()
        return path.withPath({ unsafe stat($0, &status) }) == 0 && status.st_mode & 0o077 == 0
    }

    /// What can stand at a path.
    package enum EntryKind: Sendable {
        /// `other` is what no input can be: pipes, sockets, devices.
        case folder, file, link, other
    }

    /// What stands at `path`, a link being a link; nil where nothing does or nobody may look.
    package static func kind(at path: String) throws(StreamError) -> EntryKind? {
        guard let status = try status(of: path, followsLinks: false) else { return nil }
        return switch status.st_mode & S_IFMT {
        case S_IFDIR: .folder
        case S_IFREG: .file
        case S_IFLNK: .link
        default: .other
        }
    }

    /// Permissions of what a path leads to; nil where nothing is there.
    package static func permissions(of path: String) throws(StreamError) -> UInt32? {
        try status(of: path, followsLinks: true).map { UInt32($0.st_mode & 0o777) }
    }

    /// Names in a folder, in the order of their bytes, without `.` and `..`.
    package static func list(_ path: String) throws(StreamError) -> [String] {
        guard let folder = path.withPath({ unsafe opendir($0) }) else {
            throw .system(.read, path: path, "cannot be listed", code: errno)
        }
        defer { unsafe closedir(folder) }
        var names: [String] = []
        while true {
            errno = 0
            guard let entry = unsafe readdir(folder) else {
                if errno != 0 { throw .system(.read, path: path, "cannot be listed", code: errno) }
                return sorted(names)
            }
            // A name is an array of CChar that ends with 0: a tuple in Swift, whose address is that of its first element.
            let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { field in
                unsafe String(path: UnsafeRawPointer(field).assumingMemoryBound(to: CChar.self))
            }
            if name != "." && name != ".." { names.append(name) }
        }
    }

    /// Removes a file or a folder with all it holds; nothing there is no error. Links are removed, not followed.
    package static func remove(_ path: String) throws(StreamError) {
        var status = stat()
        guard path.withPath({ unsafe lstat($0, &status) }) == 0 else {
            if errno == ENOENT { return }
            throw .system(.write, path: path, "cannot be removed", code: errno)
        }
        let isFolder = status.st_mode & S_IFMT == S_IFDIR
        if isFolder {
            for name in try list(path) { try remove(join(path, name)) }
        }
        guard path.withPath({ unsafe isFolder ? rmdir($0) : unlink($0) }) == 0 || errno == ENOENT else {
            throw .system(.write, path: path, "cannot be removed", code: errno)
        }
    }

    /// Removes what killed processes left half written in a folder. Only for the holder of the folder's lock.
    package static func removeTemporaries(in path: String) throws(StreamError) {
        try OwnFolder(path).removeTemporaries()
    }

    /// Removes what killed processes left half written in a folder that no lock guards: temporary names whose process is gone and
    /// whose file nobody holds. A help, no promise: what cannot be looked at or removed stays.
    static func removeAbandoned(in path: String) {
        for name in (try? list(path)) ?? [] {
            guard let process = PublishedFile.process(ofTemporary: name), kill(process, 0) != 0, errno == ESRCH else { continue }
            let file = join(path, name)
            guard (try? kind(at: file)) == .file, let held = try? OpenFile.reading(file), (try? held.tryLock()) == true else { continue }
            _ = file.withPath { unsafe unlink($0) }
        }
    }

    /// Paths of existing files and folders that match a shell pattern (`*`, `?`, `[…]`), in the order of their bytes.
    ///
    /// A path that exists is itself, whatever signs it holds. Hidden names need a pattern that begins with a dot.
    ///
    /// - Throws: a folder that the pattern needs and nobody may read: files would go missing in silence.
    package static func expand(_ pattern: String) throws(StreamError) -> [String] {
        if try somethingExists(at: pattern) { return [pattern] }
        try requireReadable(folderNamed(in: pattern))
        var matches = unsafe glob_t()
        defer { unsafe globfree(&matches) }
        let status = pattern.withPath { unsafe glob($0, GLOB_NOSORT, { _, code in code == ENOENT || code == ENOTDIR ? 0 : 1 }, &matches) }
        switch status {
        case 0: break
        case GLOB_NOMATCH: return []
        default: throw .system(.read, path: pattern, "cannot be searched", code: errno)
        }
        var paths: [String] = []
        for index in 0..<Int(unsafe matches.gl_pathc) {
            if let path = unsafe matches.gl_pathv[index] { paths.append(unsafe String(path: path)) }
        }
        return sorted(paths)
    }

    /// The folders of a pattern down to the first part that holds a sign; a pattern without one stands in its folder.
    package static func folderNamed(in pattern: String) -> String {
        let parts = pattern.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        let signs = Array("*?[\\".utf8)
        let plain = parts.dropLast().prefix { part in !part.contains(where: signs.contains) }
        if plain.isEmpty { return "." }
        let folder = plain.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "/")
        return folder.isEmpty ? "/" : folder
    }

    /// - Throws: kind `permissionDenied` where a folder is there and nobody may look into it, or into one above it.
    private static func requireReadable(_ folder: String) throws(StreamError) {
        // A file in the place of a folder can be an archive, in which a path goes on.
        if try somethingExists(at: folder), try !exists(folder) { return }
        guard folder.withPath({ unsafe access($0, R_OK | X_OK) }) != 0 else { return }
        let code = errno
        if code == EACCES || code == EPERM { throw .system(.read, path: folder, "cannot be searched", code: code) }
    }

    /// Makes the names in a folder durable.
    package static func synchronize(_ folder: String) throws(StreamError) {
        try OpenFile.folder(folder).synchronize()
    }

    /// Whether a name matches a shell pattern, as `expand` matches the last part of a path.
    package static func matches(_ name: String, pattern: String) -> Bool {
        pattern.withPath { pattern in name.withPath { unsafe fnmatch(pattern, $0, FNM_PERIOD) } } == 0
    }

    /// The path without links, `.` and `..`; nil where nothing is there or nobody may look.
    package static func absolute(_ path: String) throws(StreamError) -> String? {
        guard let resolved = path.withPath({ unsafe realpath($0, nil) }) else {
            let code = errno
            if meansNothingThere(code) { return nil }
            throw .system(.read, path: path, "cannot be examined", code: code)
        }
        defer { unsafe free(resolved) }
        return unsafe String(path: resolved)
    }

    // MARK: Paths

    /// The folder of a path: "." for a bare name, "/" for what stands at the root.
    package static func parent(of path: String) -> String {
        let parts = path.utf8.reversed().drop { $0 == UInt8(ascii: "/") }.drop { $0 != UInt8(ascii: "/") }
        if parts.isEmpty { return path.utf8.first == UInt8(ascii: "/") ? "/" : "." }
        let folder = parts.drop { $0 == UInt8(ascii: "/") }
        return folder.isEmpty ? "/" : String(decoding: folder.reversed(), as: UTF8.self)
    }

    /// The name after the last slash.
    package static func name(of path: String) -> String {
        guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return path }
        return String(path[path.index(after: slash)...])
    }

    /// `folder/name`; a name that is an absolute path stays what it is.
    package static func join(_ folder: String, _ name: String) -> String {
        if name.utf8.first == UInt8(ascii: "/") || folder.isEmpty { return name }
        return folder.utf8.last == UInt8(ascii: "/") ? folder + name : "\(folder)/\(name)"
    }

    /// Swift compares strings by canonical equivalence; files are ordered by the bytes of their names.
    static func sorted(_ names: [String]) -> [String] {
        names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }
}

internal import Glibc

/// What stands below a folder.
package struct FolderTree: Sendable {
    /// Paths below the root, without it, in the order of their bytes.
    package private(set) var files: [String] = []
    /// Links, which are not followed: they may lead anywhere, and twice to the same file.
    package private(set) var links: [String] = []

    /// Everything below `root` but hidden names and folders that `skips` names (by their path below the root).
    ///
    /// Pipes, sockets and devices are listed as files: whoever opens them refuses them by their type.
    package init(_ root: String, skips: (String) -> Bool) throws(StreamError) {
        try walk(root, "", skips: skips)
        files = Folders.sorted(files)
        links = Folders.sorted(links)
    }

    private mutating func walk(_ root: String, _ folder: String, skips: (String) -> Bool) throws(StreamError) {
        for name in try Folders.list(Folders.join(root, folder)) where name.utf8.first != UInt8(ascii: ".") {
            let path = Folders.join(folder, name)
            var status = stat()
            guard Folders.join(root, path).withPath({ unsafe lstat($0, &status) }) == 0 else { continue }
            switch status.st_mode & S_IFMT {
            case S_IFLNK: links.append(path)
            case S_IFDIR:
                if !skips(path) { try walk(root, path, skips: skips) }
            default: files.append(path)
            }
        }
    }
}

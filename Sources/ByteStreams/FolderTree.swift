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
    package init(_ root: String, skips: (String) throws(StreamError) -> Bool) throws(StreamError) {
        try walk(root, "", skips: skips)
        files = Folders.sorted(files)
        links = Folders.sorted(links)
    }

    private mutating func walk(_ root: String, _ folder: String, skips: (String) throws(StreamError) -> Bool) throws(StreamError) {
        for name in try Folders.list(Folders.join(root, folder)) where name.utf8.first != UInt8(ascii: ".") {
            let path = Folders.join(folder, name)
            switch try Folders.kind(at: Folders.join(root, path)) {
            case nil: continue
            case .link: links.append(path)
            case .folder:
                if try !skips(path) { try walk(root, path, skips: skips) }
            case .file, .other: files.append(path)
            }
        }
    }
}

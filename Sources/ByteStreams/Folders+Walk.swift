internal import Glibc

extension Folders {
    /// What stands below a folder.
    package struct Tree: Sendable {
        /// Paths below the root, without it, in the order of their bytes.
        package var files: [String] = []
        /// Links, which are not followed: they may lead anywhere, and twice to the same file.
        package var links: [String] = []
    }

    /// Everything below `root` but hidden names and folders that `skips` names (by their path below the root).
    ///
    /// Pipes, sockets and devices are listed as files: whoever opens them refuses them by their type.
    package static func tree(_ root: String, skips: (String) -> Bool) throws(StreamError) -> Tree {
        var tree = Tree()
        try walk(root, "", skips: skips, into: &tree)
        tree.files = sorted(tree.files)
        tree.links = sorted(tree.links)
        return tree
    }

    private static func walk(
        _ root: String, _ folder: String, skips: (String) -> Bool, into tree: inout Tree
    ) throws(StreamError) {
        for name in try list(join(root, folder)) where name.utf8.first != UInt8(ascii: ".") {
            let path = join(folder, name)
            var status = stat()
            guard join(root, path).withPath({ unsafe lstat($0, &status) }) == 0 else { continue }
            switch status.st_mode & S_IFMT {
            case S_IFLNK: tree.links.append(path)
            case S_IFDIR:
                if !skips(path) { try walk(root, path, skips: skips, into: &tree) }
            default: tree.files.append(path)
            }
        }
    }

    /// Whether a name matches a shell pattern, as `expand` matches the last part of a path.
    package static func matches(_ name: String, pattern: String) -> Bool {
        pattern.withPath { pattern in name.withPath { unsafe fnmatch(pattern, $0, FNM_PERIOD) } } == 0
    }

    /// The path without links, `.` and `..`; nil where nothing is there.
    package static func absolute(_ path: String) -> String? {
        guard let resolved = path.withPath({ unsafe realpath($0, nil) }) else { return nil }
        defer { unsafe free(resolved) }
        return unsafe String(path: resolved)
    }
}

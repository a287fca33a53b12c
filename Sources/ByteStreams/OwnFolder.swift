internal import Glibc

/// A folder of ours, opened without following a link: what is listed and removed in it stands in it and nowhere else.
package struct OwnFolder: ~Copyable {
    /// As it was opened; what errors name.
    package let path: String
    private let descriptor: Int32

    /// - Throws: kind `symbolicLink` where a link stands at the path.
    package init(_ path: String) throws(StreamError) {
        self.path = path
        var opened: Int32
        repeat { opened = path.withPath { unsafe open($0, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC) } } while opened < 0 && errno == EINTR
        let code = errno
        descriptor = opened
        guard descriptor >= 0 else {
            // Linux says of a link that it is no folder, and that links are too many only without O_DIRECTORY.
            if (try? Folders.kind(at: path)) == .link {
                throw StreamError(
                    kind: .symbolicLink, path: path, detail: "is a link, and a folder of the workspace is none", code: ELOOP,
                    remedy: "remove the link; what it leads to was left as it is")
            }
            throw .system(.read, path: path, "cannot be opened", code: code)
        }
    }

    deinit { close(descriptor) }

    /// Names of regular files in it, in the order of their bytes. Links, folders and pipes are none of ours.
    package func files() throws(StreamError) -> [String] {
        var files: [String] = []
        for name in try Folders.list(path) {
            var status = stat()
            if name.withPath({ unsafe fstatat(descriptor, $0, &status, AT_SYMLINK_NOFOLLOW) }) != 0 {
                let code = errno
                if code == ENOENT { continue }
                throw .system(.read, path: Folders.join(path, name), "cannot be examined", code: code)
            }
            if status.st_mode & S_IFMT == S_IFREG { files.append(name) }
        }
        return files
    }

    /// Removes a file in it; nothing there is no error.
    package func remove(_ name: String) throws(StreamError) {
        guard name.withPath({ unsafe unlinkat(descriptor, $0, 0) }) != 0, errno != ENOENT else { return }
        throw .system(.write, path: Folders.join(path, name), "cannot be removed", code: errno)
    }

    func removeTemporaries() throws(StreamError) {
        for name in try files() where name.hasPrefix(PublishedFile.temporaryPrefix) { try remove(name) }
    }
}

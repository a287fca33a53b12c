/// What ties a sharded file to whoever names it: the hash of its index, which holds that of the file and of every member.
package enum ShardedFileSeal {
    /// Bytes of an index that are read.
    static let indexLimit = 1 << 30

    /// The SHA-256 of the index of `path`; costs what the index costs, for the file is only asked for its size.
    ///
    /// - Returns: nil where the index is missing, damaged or of another layout, or where the file is not there whole.
    package static func quick(_ path: String) -> String? {
        guard let text = try? readWholeFile(path + ShardIndex.pathSuffix, limit: indexLimit), let index = ShardIndex(text: text),
            let identity = try? FileIdentity(path: path), identity.size == index.fileBytes
        else { return nil }
        var sum = SHA256Sum()
        sum.update(text)
        return sum.finish()
    }

    /// As `quick`, and every byte of the file is what was written.
    package static func whole(_ path: String) -> String? {
        guard let seal = quick(path), let text = try? readWholeFile(path + ShardIndex.pathSuffix, limit: indexLimit),
            let index = ShardIndex(text: text), let digest = try? FileDigest.of(path), digest.sha256 == index.sha256
        else { return nil }
        return seal
    }

    /// The data file and its index.
    package static func names(of path: String) -> [String] { [path, path + ShardIndex.pathSuffix] }
}

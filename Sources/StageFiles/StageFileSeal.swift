internal import ByteStreams
internal import ColumnFiles

/// Ties a stage file to whoever names it: the hash of its footer, which holds that of all bytes before.
package enum StageFileSeal {
    /// The SHA-256 of the footer of `path`; costs what the footer costs.
    ///
    /// - Returns: nil where the file is missing, damaged or of another program.
    package static func quick(_ path: String) -> String? {
        guard let (footer, bytes) = try? StageFile.footer(path), footer.isSealed else { return nil }
        return hash(bytes)
    }

    /// As `quick`, and every byte of the file is what was written.
    package static func whole(_ path: String) -> String? {
        guard let (footer, bytes) = try? StageFile.footer(path), footer.isSealed,
            let digest = try? FileDigest.of(path, leavingOut: bytes.count), digest == footer.metadata[StageFile.contentKey]
        else { return nil }
        return hash(bytes)
    }

    private static func hash(_ footer: [UInt8]) -> String {
        var sum = SHA256Sum()
        sum.update(footer)
        return sum.finish()
    }
}

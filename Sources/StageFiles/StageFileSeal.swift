package import ByteStreams
internal import ColumnFiles

/// Ties a stage file to whoever names it: the hash of its footer, which holds that of all bytes before.
package enum StageFileSeal {
    /// The SHA-256 of the footer of `path`; costs what the footer costs.
    ///
    /// - Returns: nil where the file is missing, damaged or of another program.
    /// - Throws: where the system keeps it back, which is no damage.
    package static func quick(_ path: String) throws(StreamError) -> String? {
        try StreamError.unlessDamaged { () throws(StreamError) -> String? in
            let (footer, bytes) = try StageFile.footer(path)
            return footer.isSealed ? hash(bytes) : nil
        } ?? nil
    }

    /// As `quick`, and every byte of the file is what was written.
    package static func whole(_ path: String) throws(StreamError) -> String? {
        try StreamError.unlessDamaged { () throws(StreamError) -> String? in
            let (footer, bytes) = try StageFile.footer(path)
            guard footer.isSealed, try FileDigest.of(path, leavingOut: bytes.count) == footer.metadata[StageFile.contentKey] else { return nil }
            return hash(bytes)
        } ?? nil
    }

    private static func hash(_ footer: [UInt8]) -> String {
        var sum = SHA256Sum()
        sum.update(footer)
        return sum.finish()
    }
}

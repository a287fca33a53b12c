internal import ByteStreams
internal import Findings
internal import Reporting

/// The rows per creator on their way from aggregate to report: in a file of their own, so that neither stage, nor anybody
/// who reads findings, holds all of them.
enum CreatorFile {
    struct Writer: ~Copyable {
        private var file: PublishedFile
        private var sum = SHA256Sum()

        init(path: String) throws {
            var file = try PublishedFile(path: path, mode: 0o600)
            sum.update(CreatorLines.header)
            try file.write(CreatorLines.header)
            self.file = file
        }

        /// Appends rows; they come in canonical order.
        mutating func append(_ rows: [CreatorRow]) throws {
            let lines = CreatorLines.csv(rows)
            sum.update(lines)
            try file.write(lines)
        }

        /// Gives the file its name and returns its hash.
        consuming func publish() throws -> String {
            try file.publish()
            return sum.finish()
        }
    }

    /// The table as it is published, in parts.
    static func table(_ path: String, _ body: (_ part: [UInt8]) throws -> Void) throws {
        _ = try FileDigest.of(path, eachBlock: body)
    }
}

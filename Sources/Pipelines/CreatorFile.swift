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

    /// The table as it is published, in parts, with names in the place of the creators where they are to be had.
    static func table(_ path: String, _ pseudonyms: Pseudonyms?, _ body: (_ part: [UInt8]) throws -> Void) throws {
        guard let pseudonyms else {
            _ = try FileDigest.of(InputPlace(path: path), eachBlock: body)
            return
        }
        // Whole lines: a quoted field may hold a line feed, so the rest of a block waits where its quotes are open.
        var lines: [UInt8] = []
        var isHeader = true
        func give(_ part: [UInt8]) throws {
            guard isHeader else { return try body(pseudonyms.creatorLines(part)) }
            isHeader = false
            try body(CreatorLines.header)
            try body(pseudonyms.creatorLines(Array(part.dropFirst(CreatorLines.header.count))))
        }
        _ = try FileDigest.of(InputPlace(path: path)) { block in
            lines += block
            var (end, isQuoted) = (0, false)
            for (place, byte) in lines.enumerated() {
                if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
                if byte == UInt8(ascii: "\n"), !isQuoted { end = place + 1 }
            }
            guard end > 0 else { return }
            try give(Array(lines[..<end]))
            lines.removeFirst(end)
        }
        if !lines.isEmpty { try give(lines) }
    }
}

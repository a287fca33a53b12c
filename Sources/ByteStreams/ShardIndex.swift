/// Where the rows of each shard stand in a sharded file. Lies beside it as text, so that people can read it too.
///
///     shards 2 header 84 bytes 123456 rows 4000
///     7 84 20311 612 90d1f3aa
///     …
///     sha256 9f86d0…
///     crc32 5d3f9a01
///
/// The first line has the layout's number, the length of the header's member, and the size and rows of the file. Each
/// further line is a member: shard, offset, length, rows, and its CRC-32, which ties the index to just this file. Then come
/// the SHA-256 of the whole file and the CRC-32 of the text above it. So whoever knows the hash of an index knows the file.
struct ShardIndex: Sendable, Equatable {
    struct Member: Sendable, Equatable {
        var shard: Int
        /// Offset and length of the packed member in the file, bytes.
        var offset: Int
        var length: Int
        var rows: Int
        /// Of the unpacked rows, as in the member's trailer.
        var crc: UInt32
    }

    static let pathSuffix = ".index"
    private static let firstWord = "shards 2 header "
    private static let fileWord = "sha256 "
    private static let checksumWord = "crc32 "

    /// Length of the first member, which holds the header line, bytes.
    var headerBytes: Int
    /// In the order of the file, without gaps.
    var members: [Member] = []
    /// Of the whole file; empty as long as it is being written.
    var sha256 = ""

    var rows: Int { members.reduce(0) { $0 + $1.rows } }
    /// Size of the file that the index belongs to.
    var fileBytes: Int { members.last.map { $0.offset + $0.length } ?? headerBytes }

    var text: [UInt8] {
        var lines = "\(Self.firstWord)\(headerBytes) bytes \(fileBytes) rows \(rows)\n"
        for member in members {
            let crc = String(member.crc, radix: 16)
            lines += "\(member.shard) \(member.offset) \(member.length) \(member.rows) \(crc)\n"
        }
        lines += "\(Self.fileWord)\(sha256)\n"
        let body = Array(lines.utf8)
        return body + Array("\(Self.checksumWord)\(String(GzipBackend.standard.crc32(0, body.span), radix: 16))\n".utf8)
    }

    init(headerBytes: Int) {
        self.headerBytes = headerBytes
    }

    /// Nil where the text is not exactly what `text` writes.
    init?(text: [UInt8]) {
        var lines = text.split(separator: 0x0A, omittingEmptySubsequences: false).map { String(decoding: $0, as: UTF8.self) }
        guard lines.count >= 4, lines.removeLast().isEmpty else { return nil }
        lines.removeLast()
        sha256 = String(lines.removeLast().dropFirst(Self.fileWord.count))
        let first = lines.removeFirst().split(separator: " ")
        guard first.count == 8, let headerBytes = Int(first[3]), headerBytes > 0 else { return nil }
        self.headerBytes = headerBytes
        var end = headerBytes
        for line in lines {
            let parts = line.split(separator: " ")
            guard parts.count == 5, let shard = Int(parts[0]), let offset = Int(parts[1]), let length = Int(parts[2]),
                let rows = Int(parts[3]), let crc = UInt32(parts[4], radix: 16)
            else { return nil }
            guard shard >= 0, offset == end, length >= Deflater.minimumMemberBytes, rows > 0 else { return nil }
            let (next, overflows) = offset.addingReportingOverflow(length)
            if overflows { return nil }
            end = next
            members.append(Member(shard: shard, offset: offset, length: length, rows: rows, crc: crc))
        }
        // Written again it must be the same, checksum and first line included.
        guard self.text == text else { return nil }
    }
}

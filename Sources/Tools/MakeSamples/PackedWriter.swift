internal import ByteStreams

/// A gzip file written in members of about a MiB, so that its size does not matter to memory.
struct PackedWriter: ~Copyable {
    private static let memberBytes = 1 << 20

    private var file: PublishedFile
    /// Rows of the next member.
    var rows: [UInt8] = []

    init(path: String, header: String) throws {
        file = try PublishedFile(path: path, mode: 0o644)
        rows.reserveCapacity(Self.memberBytes + 4_096)
        rows += Array((header + "\n").utf8)
    }

    /// Call after each row.
    mutating func endRow() throws {
        rows.append(UInt8(ascii: "\n"))
        if rows.count >= Self.memberBytes { try flush() }
    }

    consuming func publish() throws {
        try flush()
        try file.publish()
    }

    private mutating func flush() throws {
        guard !rows.isEmpty else { return }
        try file.write(try GzipMember.compress(rows))
        rows.removeAll(keepingCapacity: true)
    }
}

internal import ByteStreams

/// A file of the report, before it is written.
struct OutputFile: Sendable {
    /// Lends the content in parts, the same each time.
    typealias Parts = @Sendable (_ body: (_ part: [UInt8]) throws -> Void) throws -> Void

    /// Inside the output folder.
    let path: String
    let sha256: String
    let byteCount: Int
    /// Rows of a table without its header; nil for other files.
    let rows: Int?
    private let parts: Parts

    init(path: String, bytes: [UInt8]) {
        self.path = path
        sha256 = Manifest.hash(bytes)
        byteCount = bytes.count
        rows = Manifest.rows(of: path, bytes)
        parts = { body in try body(bytes) }
    }

    /// - Parameter parts: of a table.
    init(table path: String, parts: @escaping Parts) throws {
        var sum = SHA256Sum()
        var (bytes, lines) = (0, 0)
        try parts { part in
            sum.update(part)
            bytes += part.count
            lines += part.count { $0 == UInt8(ascii: "\n") }
        }
        self.path = path
        sha256 = sum.finish()
        byteCount = bytes
        rows = max(0, lines - 1)
        self.parts = parts
    }

    func write(to path: String) throws {
        var file = try PublishedFile(path: path, mode: 0o640)
        try parts { try file.write($0) }
        try file.publish()
    }
}

internal import ByteStreams
internal import Foundation

/// Remembers the hash of a file by path, device, inode, size and times, so that unchanged files are not hashed again.
///
/// Only a memory: what an input is, is always its content. `rehash` forgets it.
struct InputHashes {
    private struct Line: Codable {
        var path: String
        var identity: FileIdentity
        var sha256: String
        var bytes: Int
    }

    private var known: [String: Line] = [:]

    static func read(_ workspace: Workspace) throws -> InputHashes {
        var hashes = InputHashes()
        for data in try Ledger.lines(of: workspace.hashes) {
            if let line = try? JSONDecoder().decode(Line.self, from: data) { hashes.known[line.path] = line }
        }
        return hashes
    }

    /// The remembered hash and size; nil where the file is another one now.
    func hash(of path: String) -> (sha256: String, bytes: Int)? {
        guard let line = known[path], let identity = try? FileIdentity(path: path), identity == line.identity else { return nil }
        return (line.sha256, line.bytes)
    }

    /// Where a file with this content was read, ascending.
    func paths(of sha256: String) -> [String] { known.values.filter { $0.sha256 == sha256 }.map(\.path).sorted() }

    mutating func remember(_ digest: FileDigest, of path: String) {
        known[path] = Line(path: path, identity: digest.identity, sha256: digest.sha256, bytes: digest.bytes)
    }

    func write(_ workspace: Workspace) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        var bytes: [UInt8] = []
        for path in known.keys.sorted() {
            bytes += Array(try encoder.encode(known[path]))
            bytes.append(UInt8(ascii: "\n"))
        }
        try PublishedFile.write(path: workspace.hashes, bytes: bytes, mode: 0o600)
    }
}

internal import ByteStreams
internal import Foundation

/// Remembers the hash of a file by path, device, inode, size and times, so that unchanged files are not hashed again.
///
/// Only a memory: what an input is, is always its content. `rehash` forgets it.
struct InputHashes {
    private struct Line: Codable {
        var path: String
        /// Of the archive at `path`.
        var member: String?
        var identity: FileIdentity
        var sha256: String
        var bytes: Int

        var place: InputPlace { InputPlace(path: path, member: member) }
    }

    /// By the place's key.
    private var known: [[UInt8]: Line] = [:]
    /// Every line is as it was written.
    private(set) var isSound = true

    private static let kind = "hashes"
    /// Nanoseconds between two writes that file systems tell apart for certain.
    private static let oneTick = 2_000_000_000

    static func read(_ workspace: Workspace) throws -> InputHashes {
        var hashes = InputHashes()
        guard let sealed = try SealedLines.read(workspace.hashes, kind: kind) else { return hashes }
        hashes.isSound = sealed.isSound
        for data in sealed.lines {
            if let line = try? JSONDecoder().decode(Line.self, from: data) { hashes.known[line.place.key] = line }
        }
        return hashes
    }

    /// The remembered hash and size; nil where the file is another one now.
    func hash(of place: InputPlace) -> (sha256: String, bytes: Int)? {
        guard let line = known[place.key], let identity = try? FileIdentity(path: place.path), identity == line.identity else { return nil }
        return (line.sha256, line.bytes)
    }

    /// Where a file with this content was read, ascending.
    func paths(of sha256: String) -> [String] { sorted.filter { $0.sha256 == sha256 }.map(\.path) }

    /// - Parameter began: when the run began, by the clock of the file system, nanoseconds. A file that was written to a
    ///   moment before may be written to again with the same times: what it holds is not remembered but asked for again.
    mutating func remember(_ digest: FileDigest, of place: InputPlace, began: Int) {
        if digest.identity.changed > began - Self.oneTick {
            known[place.key] = nil
        } else {
            known[place.key] = Line(
                path: place.path, member: place.member, identity: digest.identity, sha256: digest.sha256, bytes: digest.bytes)
        }
    }

    /// Forgets every place but these.
    mutating func keep(_ places: Set<[UInt8]>) { known = known.filter { places.contains($0.key) } }

    func write(_ workspace: Workspace) throws {
        let bytes = SealedLines.text(try sorted.map(StateText.json), kind: Self.kind)
        try PublishedFile.write(path: workspace.hashes, bytes: bytes, mode: 0o600)
    }

    private var sorted: [Line] { known.values.sorted { $0.place.key.lexicographicallyPrecedes($1.place.key) } }
}

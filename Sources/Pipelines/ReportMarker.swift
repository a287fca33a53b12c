internal import ByteStreams
internal import Findings

/// The file that makes a folder a report of ours: whose it is, what is in it, and the hash of its manifest.
///
/// That it is there says that the folder is ours, so no bit in it or in the manifest can make a report somebody else's. The
/// list of files stands here and in the manifest: one of the two survives whatever happens to the other.
struct ReportMarker: Equatable {
    static let name = ".tierwise-report"
    private static let firstLine = "tierwise report 1"

    /// Name of the pipeline and of its file, which the report of another one may not replace.
    let pipeline: String
    let file: String
    let manifestSHA256: String
    /// Paths of all files but this one.
    let files: [String]

    init(pipeline: Pipeline, files: [String], manifest: [UInt8]) {
        self.pipeline = pipeline.definition.name
        file = Folders.name(of: pipeline.file).printable
        manifestSHA256 = Manifest.hash(manifest)
        self.files = files
    }

    /// Nil where there is none, or a bit differs from what was written.
    init?(folder: String) throws(StreamError) {
        guard let bytes = try StateText.bytes(Folders.join(folder, Self.name), limit: 1 << 24) else { return nil }
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        guard lines.count >= 6, lines[0] == Self.firstLine else { return nil }
        let value = { (line: Int, word: String) in lines[line].hasPrefix(word + " ") ? String(lines[line].dropFirst(word.count + 1)) : nil }
        guard let pipeline = value(1, "pipeline"), let file = value(2, "file"), let manifest = value(3, "manifest") else { return nil }
        self.pipeline = pipeline
        self.file = file
        manifestSHA256 = manifest
        files = Array(lines[4..<(lines.count - 2)])
        // Written again it must be the same, checksum included.
        guard text == bytes else { return nil }
    }

    var text: [UInt8] {
        let body = ([Self.firstLine, "pipeline \(pipeline)", "file \(file)", "manifest \(manifestSHA256)"] + files).joined(separator: "\n") + "\n"
        return Array("\(body)sha256 \(Manifest.hash(Array(body.utf8)))\n".utf8)
    }
}

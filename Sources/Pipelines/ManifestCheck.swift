internal import ByteStreams
internal import Findings
internal import Foundation

/// A published report held against its manifest, and its inputs against the workspace that read them.
package struct ManifestCheck {
    package let manifest: Manifest
    /// What differs, one line each, beginning with the file; none for a valid report.
    package private(set) var mistakes: [String] = []
    private let folder: String

    /// Checks every file of the report: there, with the bytes and rows the manifest says, and no other.
    package init(folder: String) throws {
        self.folder = folder
        let path = Folders.join(folder, "manifest.json")
        let bytes = try readWholeFile(path, limit: 1 << 30)
        guard let manifest = try? JSONDecoder().decode(Manifest.self, from: Data(bytes)), manifest.program == "tierwise" else {
            throw PipelineError(.nothingAccepted, "\(path): is no manifest of this program and version; publish the report again")
        }
        self.manifest = manifest
        for file in manifest.outputs { check(file) }
        for foreign in try OutputFolder(folder).foreignEntries(besides: Set(manifest.outputs.map(\.path))) {
            mistakes.append("\(foreign): is not part of what was published")
        }
    }

    private mutating func check(_ file: Manifest.File) {
        guard !file.path.hasPrefix("/"), !file.path.split(separator: "/").contains("..") else {
            mistakes.append("\(file.path): is no path inside the report")
            return
        }
        guard let bytes = try? readWholeFile(Folders.join(folder, file.path), limit: 1 << 32) else {
            mistakes.append("\(file.path): is not there or cannot be read")
            return
        }
        if bytes.count != file.bytes || Manifest.hash(bytes) != file.sha256 {
            mistakes.append("\(file.path): differs from what was published")
        } else if Manifest.rows(of: file.path, bytes) != file.rows {
            mistakes.append("\(file.path): the manifest says another number of rows than the file has")
        }
    }

    /// Reads every input again that the workspace knows by the hash in the manifest, and compares the books.
    package mutating func checkInputs(workspace folder: String) throws {
        let workspace = Workspace(folder: folder)
        let hashes = try InputHashes.read(workspace)
        let books = Dictionary(try Ledger.read(workspace).entries.map { ($0.summary.sha256, $0.summary) }) { first, _ in first }
        // A file that could not be read has no hash; the report says so, and there is nothing to compare.
        for input in manifest.inputs where !input.sha256.hasPrefix("unreadable-") {
            let paths = hashes.paths(of: input.sha256)
            let isUnchanged = paths.contains { path in (try? FileDigest.of(path))?.sha256 == input.sha256 }
            if paths.isEmpty {
                mistakes.append("\(input.name): is not known to the workspace \(folder); it was changed or left out since the report")
            } else if !isUnchanged {
                mistakes.append("\(input.name): changed or is gone since the report (\(paths.joined(separator: ", ")))")
            }
            if let book = books[input.sha256], !Self.agree(book, input) {
                mistakes.append("\(input.name): the workspace counts other rows than the report; run the pipeline again")
            }
        }
    }

    private static func agree(_ book: InputSummary, _ input: InputSummary) -> Bool {
        (book.rows, book.accepted, book.quarantined, book.skipped) == (input.rows, input.accepted, input.quarantined, input.skipped)
    }
}

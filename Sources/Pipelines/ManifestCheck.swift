internal import ByteStreams
internal import Findings
internal import Foundation

/// A published report held against its manifest, and its inputs and its state against the workspace that it came from.
package struct ManifestCheck {
    /// The one that the folder holds.
    package let manifest: Manifest
    /// What differs, one line each, beginning with the file; none for a valid report.
    package private(set) var mistakes: [String] = []
    private let folder: String
    private let bytes: [UInt8]

    /// Checks every file of the report: there, with the bytes and rows the manifest says, and no other.
    package init(folder: String) throws {
        self.folder = folder
        let path = Folders.join(folder, Manifest.name)
        bytes = try readWholeFile(path, limit: 1 << 30)
        guard let manifest = try? JSONDecoder().decode(Manifest.self, from: Data(bytes)), manifest.program == "tierwise" else {
            throw PipelineError(.nothingAccepted, "\(path): is no manifest of this program and version; publish the report again")
        }
        self.manifest = manifest
        for file in manifest.outputs { try check(file) }
        if try Folders.kind(at: Folders.join(folder, ReportMarker.name)) == nil {
            mistakes.append("\(ReportMarker.name): is not there")
        } else if try ReportMarker(folder: folder)?.manifestSHA256 != Manifest.hash(bytes) {
            mistakes.append("\(Manifest.name): or \(ReportMarker.name) beside it differs from what was published")
        }
        for foreign in try OutputFolder(folder).foreignEntries(besides: Set(manifest.outputs.map(\.path))) {
            mistakes.append("\(foreign): is not part of what was published")
        }
    }

    private mutating func check(_ file: Manifest.File) throws(StreamError) {
        guard !file.path.hasPrefix("/"), !file.path.split(separator: "/").contains("..") else {
            mistakes.append("\(file.path): is no path inside the report")
            return
        }
        guard let bytes = try StateText.bytes(Folders.join(folder, file.path), limit: 1 << 32) else {
            mistakes.append("\(file.path): is not there or cannot be read")
            return
        }
        if bytes.count != file.bytes || Manifest.hash(bytes) != file.sha256 {
            mistakes.append("\(file.path): differs from what was published")
        } else if Manifest.rows(of: file.path, bytes) != file.rows {
            mistakes.append("\(file.path): the manifest says another number of rows than the file has")
        }
    }

    /// Reads every input again that the workspace knows by the hash in the manifest, compares the books, and holds every file
    /// of the workspace against its checksum.
    package mutating func checkInputs(workspace folder: String) throws {
        let workspace = Workspace(folder: folder)
        let entries = try Ledger.read(workspace)?.entries ?? []
        let books = Dictionary(grouping: entries, by: \.summary.sha256)
        // A file that could not be read has no hash; the report says so, and there is nothing to compare.
        for input in manifest.inputs where !input.sha256.hasPrefix("unreadable-") {
            // Sheets of one workbook have one hash.
            guard let sheets = books[input.sha256], let book = sheets.first(where: { Self.agree($0.summary, input) }) ?? sheets.first else {
                mistakes.append("\(input.name): is not known to the workspace \(folder); it was changed or left out since the report")
                continue
            }
            // A path is as the run had it, from the folder in which it was started.
            if !book.path.hasPrefix("/"), try !Folders.somethingExists(at: book.path) {
                mistakes.append(
                    "\(input.name): \(book.path) is not there, as seen from this folder; it is gone since the report, or the run was started in another folder, where `verify` has to be started, too")
            } else if try StateText.sha256(book.place) != input.sha256 {
                mistakes.append("\(input.name): changed or is gone since the report (\(book.path))")
            }
            if !Self.agree(book.summary, input) {
                mistakes.append("\(input.name): the workspace counts other rows than the report; run the pipeline again")
            }
        }
    }

    /// Every file of the workspace is as it was written, and none is there that nobody wrote.
    package mutating func checkState(workspace folder: String) throws {
        let workspace = Workspace(folder: folder)
        var known: Set<String> = ["lock"]
        var damaged: [String] = []
        let ledger = try Ledger.read(workspace)
        if ledger?.isSound != true { damaged.append("ledger.ndjson") }
        if try Folders.somethingExists(at: workspace.hashes), try !InputHashes.read(workspace).isSound { damaged.append("hashes.ndjson") }
        if try Folders.somethingExists(at: workspace.runs), try !RunJournal.read(workspace).isSound { damaged.append("runs.ndjson") }
        known.formUnion(["ledger.ndjson", "hashes.ndjson", "runs.ndjson"])
        for entry in ledger?.entries ?? [] {
            damaged += try workspace.damage(of: entry).map(workspace.name(of:))
            known.formUnion(workspace.files(of: entry).map(workspace.name(of:)))
        }
        for (path, kind) in [
            (workspace.compactedSummary, "compacted"), (workspace.factsSummary, "facts"), (workspace.findings, "findings"), (workspace.lastRun, "run"),
            (workspace.plan, "plan"),
        ] {
            let name = workspace.name(of: path)
            known.insert(name)
            guard try Folders.somethingExists(at: path) else { continue }
            guard let seal = try SealedDocument.read(path, kind: kind)?.seal else {
                damaged.append(name)
                continue
            }
            damaged += try workspace.damage(of: seal)
            for file in seal.files.keys { known.insert(file) }
        }
        let copy = workspace.name(of: workspace.manifest)
        known.insert(copy)
        if try Folders.somethingExists(at: workspace.manifest), try StateText.bytes(workspace.manifest, limit: 1 << 30) != bytes { damaged.append(copy) }
        mistakes += damaged.map { "workspace \($0): differs from what was written; the next run makes it anew" }
        // What a lost book spoke for is not foreign.
        guard damaged.isEmpty else { return }
        for name in try workspace.fileNames() where !known.contains(name) {
            mistakes.append("workspace \(name): is none of the files that were written")
        }
    }

    private static func agree(_ book: InputSummary, _ input: Manifest.Input) -> Bool {
        (book.rows, book.accepted, book.quarantined, book.skipped) == (input.rows, input.accepted, input.quarantined, input.skipped)
    }
}

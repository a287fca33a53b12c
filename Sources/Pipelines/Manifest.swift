internal import ByteStreams
internal import Findings
internal import Foundation

/// What a report was made of and what it consists of, by hash: a report is valid if and only if its manifest verifies.
package struct Manifest: Codable, Sendable {
    static let name = "manifest.json"

    /// A file of the report.
    package struct File: Codable, Sendable {
        /// Inside the report's folder.
        package var path: String
        /// 64 lower-case hexadecimal digits.
        package var sha256: String
        package var bytes: Int
        /// Rows of a table, without its header.
        package var rows: Int?
    }

    /// An input and its books; tables/quality.csv says the rest of it.
    package struct Input: Codable, Sendable {
        /// Name without folder.
        package var name: String
        /// As it lies on the disk.
        package var sha256: String
        package var bytes: Int
        /// Candidate rows: accepted + quarantined + skipped.
        package var rows: Int
        /// Rows that became staged rows.
        package var accepted: Int
        /// Rows that were set aside.
        package var quarantined: Int
        /// Rows that a rule left out.
        package var skipped: Int
        /// Nothing of it was used.
        package var isRefused: Bool

        init(_ summary: InputSummary) {
            name = summary.name
            sha256 = summary.sha256
            bytes = summary.bytes
            rows = summary.rows
            accepted = summary.accepted
            quarantined = summary.quarantined
            skipped = summary.skipped
            isRefused = summary.refused != nil
        }
    }

    /// Always `tierwise`: whose manifest it is.
    package var program: String
    /// Of the program that published.
    package var version: String
    /// Name of the pipeline.
    package var pipeline: String
    /// SHA-256 of the pipeline file.
    package var pipelineSHA256: String
    /// All inputs, in the order of the books.
    package var inputs: [Input]
    /// All files but the manifest itself.
    package var outputs: [File]

    init(pipeline: Pipeline, inputs: [InputSummary], files: [OutputFile], programVersion: String) {
        program = "tierwise"
        version = programVersion
        self.pipeline = pipeline.definition.name
        pipelineSHA256 = Self.hash(Array(pipeline.text.utf8))
        self.inputs = inputs.map(Input.init)
        outputs = files.map { File(path: $0.path, sha256: $0.sha256, bytes: $0.byteCount, rows: $0.rows) }
    }

    /// Rows of a table without its header; nil for other files.
    static func rows(of path: String, _ bytes: [UInt8]) -> Int? {
        path.hasSuffix(".csv") ? max(0, bytes.count { $0 == UInt8(ascii: "\n") } - 1) : nil
    }

    func json() throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
        return Array(try encoder.encode(self)) + [UInt8(ascii: "\n")]
    }

    static func hash(_ bytes: [UInt8]) -> String {
        var sum = SHA256Sum()
        sum.update(bytes)
        return sum.finish()
    }

    /// What the manifest of a report in `folder` lists; nil where there is no manifest of ours. Asks for no more than this,
    /// so that the reports of every version are known.
    static func listing(folder: String) throws(StreamError) -> (pipeline: String, paths: [String])? {
        guard let bytes = try StateText.bytes(Folders.join(folder, name), limit: 1 << 30),
            let listing = try? JSONDecoder().decode(Listing.self, from: Data(bytes)), listing.program == "tierwise"
        else { return nil }
        return (listing.pipeline, listing.outputs.map(\.path))
    }

    private struct Listing: Decodable {
        struct Entry: Decodable { var path: String }
        var program: String
        var pipeline: String
        var outputs: [Entry]
    }
}

internal import ByteStreams
package import Findings
internal import Foundation

/// What a report was made of and what it consists of, by hash: a report is valid if and only if its manifest verifies.
package struct Manifest: Codable, Sendable {
    package struct File: Codable, Sendable {
        package var path: String
        package var sha256: String
        package var bytes: Int
        /// Rows of a table, without its header.
        package var rows: Int?
    }

    package var program: String
    package var version: String
    package var pipeline: String
    /// SHA-256 of the pipeline file.
    package var pipelineSHA256: String
    package var inputs: [InputSummary]
    package var outputs: [File]

    init(pipeline: Pipeline, inputs: [InputSummary], files: [(path: String, bytes: [UInt8])], programVersion: String) {
        program = "tierwise"
        version = programVersion
        self.pipeline = pipeline.name
        pipelineSHA256 = Self.hash(Array(pipeline.text.utf8))
        self.inputs = inputs
        outputs = files.map { file in
            let isTable = file.path.hasSuffix(".csv")
            return File(
                path: file.path, sha256: Self.hash(file.bytes), bytes: file.bytes.count,
                rows: isTable ? max(0, file.bytes.count { $0 == UInt8(ascii: "\n") } - 1) : nil)
        }
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

    /// Checks a published folder against its manifest; the mistakes found, none for a valid report.
    package static func verify(folder: String) throws -> (manifest: Manifest, mistakes: [String]) {
        let bytes = try readWholeFile("\(folder)/manifest.json", limit: 1 << 30)
        let manifest = try JSONDecoder().decode(Manifest.self, from: Data(bytes))
        var mistakes: [String] = []
        for file in manifest.outputs {
            guard let digest = try? FileDigest.of("\(folder)/\(file.path)") else {
                mistakes.append("\(file.path): is not there or cannot be read")
                continue
            }
            if digest.sha256 != file.sha256 { mistakes.append("\(file.path): differs from what was published") }
        }
        return (manifest, mistakes)
    }
}

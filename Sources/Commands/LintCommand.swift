internal import ArgumentParser
internal import ByteStreams
internal import Findings
internal import Pipelines

/// `tierwise lint PIPELINE`.
struct LintCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lint", abstract: "Check pipeline files without running them.",
        discussion: """
            Reports every mistake with file, line and column, and the nearest known word.

            Example: tierwise lint pipelines/*.yml
            """)

    @Argument(help: ArgumentHelp("Pipeline files.", valueName: "pipeline"), completion: .file(extensions: ["yml"]))
    var pipelines: [String]

    mutating func run() throws {
        var code: Int32 = 0
        var outputs: [[UInt8]: String] = [:]
        for path in pipelines {
            do {
                let pipeline = try PipelineReader.read(path: path)
                for question in pipeline.openFormatQuestions { try StandardOutput.write("\(path.printable): \(question)\n") }
                for need in pipeline.openNeeds { try StandardOutput.write("\(path.printable):\(need.line): still open: \(need.question.printable)\n") }
                for pattern in try pipeline.unmatchedPatterns() {
                    try StandardOutput.write("\(path.printable): no file is there for \(pattern.printable); a run would stop: check the path in `sources:`\n")
                }
                for message in try pipeline.conflicts(&outputs) {
                    StandardError.say("lint", "\(path): \(message)")
                    code = max(code, ExitStatus.cannotCreate)
                }
                try StandardOutput.write("\(path.printable): no mistakes (\(pipeline.sources.count) sources, \(pipeline.definition.tierA) against \(pipeline.definition.tierB))\n")
            } catch {
                guard let failure = Failure(error) else { throw error }
                for message in failure.messages { StandardError.say("lint", message) }
                code = max(code, failure.code)
            }
        }
        if code != 0 { throw ExitCode(code) }
    }
}

internal import ArgumentParser
internal import ByteStreams
internal import ExportFormats
internal import Reporting

/// `tierwise explain [WORD]`.
struct ExplainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain", abstract: "What a metric, column, verdict or note of a report means, with numbers.",
        discussion: """
            Prints definition, formula, source and a worked example. Without a word it lists all that can be explained.

            Example: tierwise explain er_followers
            Example: tierwise explain NOT TESTABLE
            """)

    @Argument(help: ArgumentHelp("A metric, statistic, column, verdict, reason, note or claim.", valueName: "word"))
    var words: [String] = []

    mutating func run() throws {
        guard !words.isEmpty else {
            try StandardOutput.write(Explanation.list)
            return
        }
        let name = words.joined(separator: " ")
        guard let text = Explanation.text(of: name) else {
            let nearest = nearestWord(to: name, among: Explanation.names).map { "; did you mean `\($0)`?" } ?? ";"
            throw CommandError(
                message: "nothing is called `\(name.printable)`\(nearest) `tierwise explain` alone lists everything",
                code: ExitStatus.usage)
        }
        try StandardOutput.write(text)
    }
}

internal import ArgumentParser
internal import Pipelines

/// `tierwise verify FOLDER`.
struct VerifyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify", abstract: "Check a published report against its manifest.",
        discussion: """
            A report is what was published if every file has the hash that its manifest.json says.

            Example: tierwise verify reports/micro-vs-macro
            """)

    @Argument(help: ArgumentHelp("The report's folder.", valueName: "folder"))
    var folder: String

    mutating func run() throws {
        let (manifest, mistakes) = try Manifest.verify(folder: folder)
        for mistake in mistakes { StandardError.write("verify: \(folder)/\(mistake.printable)\n") }
        guard mistakes.isEmpty else { throw ExitCode(ExitStatus.noData) }
        try StandardOutput.write("\(folder): \(manifest.outputs.count) files are as published by \(manifest.program) \(manifest.version)\n")
    }
}

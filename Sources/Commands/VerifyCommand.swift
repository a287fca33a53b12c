internal import ArgumentParser
internal import Pipelines

/// `tierwise verify FOLDER`.
struct VerifyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify", abstract: "Check a published report against its manifest.",
        discussion: """
            A report is what was published if every file has the hash and the rows that its manifest.json says, and nothing \
            else stands beside them. With the workspace the inputs are read again too. What differs goes to stderr; then \
            the exit code is 65.

            Example: tierwise verify reports/micro-vs-macro
            Example: tierwise verify reports/micro-vs-macro --workspace pipelines/.tierwise/micro-vs-macro
            """)

    @Argument(help: ArgumentHelp("The report's folder.", valueName: "folder"))
    var folder: String

    @Option(help: ArgumentHelp("The workspace of the run: its inputs are read again and compared.", valueName: "folder"))
    var workspace: String?

    mutating func run() throws {
        var check = try ManifestCheck(folder: folder)
        let outputs = check.mistakes.count
        if let workspace { try check.checkInputs(workspace: workspace) }
        for (index, mistake) in check.mistakes.enumerated() {
            StandardError.write("verify: \(index < outputs ? "\(folder)/" : "input ")\(mistake.printable)\n")
        }
        guard check.mistakes.isEmpty else { throw ExitCode(ExitStatus.noData) }
        let manifest = check.manifest
        let inputs = workspace == nil ? "" : ", \(manifest.inputs.count) inputs are as they were read"
        try StandardOutput.write(
            "\(folder): \(manifest.outputs.count) files are as published by \(manifest.program) \(manifest.version)\(inputs)\n")
    }
}

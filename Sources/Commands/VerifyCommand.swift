internal import ArgumentParser
internal import ByteStreams
internal import Pipelines

/// `tierwise verify FOLDER`.
struct VerifyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify", abstract: "Check a published report against its manifest.",
        discussion: """
            A report is what was published if every file has the hash and the rows that its manifest.json says, and nothing \
            else stands beside them. With the workspace the inputs are read again too, and every file of the workspace is held \
            against its checksum. What differs goes to stderr; then \
            the exit code is 65.

            Example: tierwise verify reports/micro-vs-macro
            Example: tierwise verify reports/micro-vs-macro --workspace pipelines/.tierwise/micro-vs-macro
            """)

    @Argument(help: ArgumentHelp("The report's folder.", valueName: "folder"), completion: .directory)
    var folder: String

    @Option(help: ArgumentHelp("The workspace of the run: it and the inputs are read again and compared.", valueName: "folder"), completion: .directory)
    var workspace: String?

    mutating func run() throws {
        var check = try ManifestCheck(folder: folder)
        let outputs = check.mistakes.count
        var inputs = outputs
        if let workspace {
            try check.checkInputs(workspace: workspace)
            inputs = check.mistakes.count
            try check.checkState(workspace: workspace)
        }
        for (index, mistake) in check.mistakes.enumerated() {
            StandardError.say("verify", "\(index < outputs ? "\(folder)/" : index < inputs ? "input " : "")\(mistake)")
        }
        guard check.mistakes.isEmpty else { throw ExitCode(ExitStatus.noData) }
        let manifest = check.manifest
        let more = workspace == nil ? "" : ", the workspace is as it was written, \(manifest.inputs.count) inputs are as they were read"
        try StandardOutput.write(
            "\(folder.printable): \(manifest.outputs.count) files are as published by \(manifest.program) \(manifest.version)\(more)\n")
    }
}

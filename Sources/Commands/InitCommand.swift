internal import ArgumentParser
internal import ByteStreams
internal import Ingestion
internal import Jobs
internal import PipelineDrafting
internal import Pipelines

/// `tierwise init FOLDER`.
struct InitCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init", abstract: "Draft a pipeline file for a folder of exports.",
        discussion: """
            Looks at every file below the folder, says which exports they are and which it cannot use, and writes \
            PIPELINE.yml, which runs at once, and creators.csv, a list of the accounts in the files. Questions that the files \
            do not answer stand in PIPELINE.yml in lines that begin with `# needs:`. Nothing is ever overwritten.

            Exit codes: 0 written; 65 no file can be used; 66 no folder, or no file in it; 73 the pipeline file is there already.

            Example: tierwise init exports
            """)

    @Argument(help: ArgumentHelp("The folder with the exports.", valueName: "folder"), completion: .directory)
    var folder: String

    @Option(help: ArgumentHelp("Where the pipeline file goes; default: PIPELINE.yml in the folder.", valueName: "file"), completion: .file())
    var output: String?

    @Option(help: ArgumentHelp("How many files to look at at once. Default: the processors of this machine.", valueName: "n"))
    var jobs: Int?

    func validate() throws {
        if let jobs, !(1...256).contains(jobs) { throw ValidationError("--jobs must be from 1 to 256") }
    }

    mutating func run() throws {
        let survey = try FolderSurvey(folder: folder, jobs: jobs ?? Parallel.processorCount)
        let file = output ?? (folder.hasSuffix("/") ? folder : folder + "/") + "PIPELINE.yml"
        let draft = try PipelineDraft(survey, file: file)
        try draft.write(survey, file: file)
        try StandardOutput.write(Self.text(survey, draft, file: file))
    }

    private static func text(_ survey: FolderSurvey, _ draft: PipelineDraft, file: String) -> String {
        var rows = [["file", "format", "rows", "usable", "set aside", "skipped", ""]]
        for (name, survey) in survey.usable {
            var notes = survey.skipReasons
            if let reject = survey.firstReject { notes.insert("line \(reject.line): \(reject.reason)", at: 0) }
            if !survey.isWhole { notes.insert("only its beginning was looked at", at: 0) }
            rows.append([
                name.printable, survey.format, grouped(survey.candidates), grouped(survey.accepted), grouped(survey.quarantined),
                grouped(survey.skipped), notes.joined(separator: "; ").printable,
            ])
        }
        var text = InputTable.aligned(rows)
        if !survey.unusable.isEmpty { text += "\nnot used:\n" }
        for file in survey.unusable { text += "  \(file.name.printable): \(file.reason.printable)\n" }
        for link in survey.links { text += "  \(link.printable): a link, which is not followed; put the file itself here\n" }
        let questions = draft.needs == 0
            ? "no open question" : "\(draft.needs) open question\(draft.needs == 1 ? "" : "s"), each in a line `# needs:`"
        text += "\n\(file.printable): \(draft.sources) source\(draft.sources == 1 ? "" : "s"), \(questions)\n"
        if draft.creators != nil {
            text += "\(PipelineDraft.creatorsName): \(grouped(draft.accounts)) accounts; give those of one person the same creator_id\n"
        }
        for note in draft.notes { text += "note: \(note.printable)\n" }
        return text + """

            next:
              tierwise lint \(quoted(file))
              tierwise run \(quoted(file))

            """
    }

    /// A path as a shell reads it.
    private static func quoted(_ path: String) -> String {
        let isPlain = path.utf8.allSatisfy { byte in
            (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) || "._/-".utf8.contains(byte)
        }
        return isPlain ? path : "'\(path.printable.replacing("'", with: "'\\''"))'"
    }
}

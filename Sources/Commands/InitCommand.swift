internal import ArgumentParser
internal import ByteStreams
internal import ExportFormats
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
            do not answer stand in PIPELINE.yml in lines that begin with `# needs:`. Nothing is ever overwritten. Format files \
            in the folder are used; for a table that no format fits `tierwise formats draft` proposes one.

            With --update it adds to a pipeline what its folder gained: sources behind the others, accounts at the end of \
            creators.csv. What stands there stays as it is, and a second time changes nothing.

            Exit codes: 0 written; 65 no file can be used; 66 no folder, or no file in it; 73 the pipeline file is there already; \
            78 the pipeline that is to be updated has mistakes.

            Example: tierwise init exports
            Example: tierwise init exports --draft-formats
            Example: tierwise init --update exports/PIPELINE.yml
            """)

    @Argument(help: ArgumentHelp("The folder with the exports; with --update the pipeline's own, where none is named.", valueName: "folder"), completion: .directory)
    var folder: String?

    @Option(help: ArgumentHelp("Add to this pipeline what the folder gained.", valueName: "pipeline"), completion: .file(extensions: ["yml"]))
    var update: String?

    @Flag(help: "Write a format file beside each table that no format fits, as `tierwise formats draft` proposes it.")
    var draftFormats = false

    @Option(help: ArgumentHelp("Where the pipeline file goes; default: PIPELINE.yml in the folder.", valueName: "file"), completion: .file())
    var output: String?

    @Option(help: ArgumentHelp("How many files to look at at once. Default: the processors of this machine.", valueName: "n"))
    var jobs: Int?

    func validate() throws {
        if folder == nil, update == nil { throw ValidationError("name the folder with the exports, or a pipeline with --update") }
        if update != nil, output != nil { throw ValidationError("--update writes into the pipeline that it names; leave --output out") }
        if let jobs, !(1...256).contains(jobs) { throw ValidationError("--jobs must be from 1 to 256") }
    }

    mutating func run() throws {
        let jobs = jobs ?? Parallel.processorCount
        if let update {
            let pipeline = try PipelineReader.read(path: update)
            let folder = folder ?? Folders.parent(of: update)
            let (survey, drafts) = try survey(folder, jobs: jobs, pipeline: pipeline)
            let update = try PipelineUpdate(survey, pipeline: pipeline)
            try update.write()
            if pipeline.text.contains(DefinitionText.modeline(.pipeline)) { try SchemaCommand.write(.pipeline, beside: pipeline.file) }
            return try StandardOutput.write(Self.text(survey, drafts, update, file: pipeline.file, drafted: draftFormats))
        }
        let folder = folder ?? "."
        let file = output ?? (folder.hasSuffix("/") ? folder : folder + "/") + "PIPELINE.yml"
        if draftFormats, try Folders.somethingExists(at: file) {
            throw CommandError(message: "\(file): is there already; add to it with `tierwise init --update \(quoted(file))`, or name another with --output", code: ExitStatus.cannotCreate)
        }
        let (survey, drafts) = try survey(folder, jobs: jobs, pipeline: nil)
        let draft = try PipelineDraft(survey, file: file)
        try draft.write(survey, file: file)
        try SchemaCommand.write(.pipeline, beside: file)
        try StandardOutput.write(drafts + Self.text(survey, draft, file: file, drafted: draftFormats))
    }

    /// The folder's files, once formats are drafted for those that lack one, if that was asked for; and what was drafted, in lines.
    private func survey(_ folder: String, jobs: Int, pipeline: Pipeline?) throws -> (FolderSurvey, String) {
        let survey = try FolderSurvey(folder: folder, jobs: jobs, pipeline: pipeline)
        guard draftFormats, !survey.unknownTables.isEmpty else { return (survey, "") }
        let drafts = try survey.draftFormats()
        for (path, _) in drafts.written { try SchemaCommand.write(.format, beside: path) }
        let lines = drafts.written.map { path, questions in
            let open = questions == 0 ? "" : "; \(questions == 1 ? "a question stands" : "\(questions) questions stand") in it, in lines `# open:`"
            return "\(path.printable): a format drafted, to be looked over\(open)\n"
        } + drafts.reasons.map { $0.printable + "\n" }
        return (drafts.written.isEmpty ? survey : try FolderSurvey(folder: folder, jobs: jobs, pipeline: pipeline), lines.joined() + "\n")
    }

    private static func text(_ survey: FolderSurvey, _ drafts: String, _ update: PipelineUpdate, file: String, drafted: Bool) -> String {
        var text = drafts
        for line in update.added { text += "added \(line.printable)\n" }
        for note in update.notes { text += "note: \(note.printable)\n" }
        text += notUsed(survey, drafted: drafted)
        if update.added.isEmpty { return text + "\(file.printable): nothing to add\n" }
        return text + "\(file.printable): updated\n\nnext:\n  tierwise lint \(quoted(file))\n  tierwise run \(quoted(file))\n"
    }

    /// Files that give no rows, and what could make them of use.
    ///
    /// - Parameter drafted: formats were drafted for what could be; the others have their reasons above.
    private static func notUsed(_ survey: FolderSurvey, drafted: Bool) -> String {
        var text = survey.unusable.isEmpty ? "" : "not used:\n"
        for file in survey.unusable {
            text += "  \(file.name.printable): \(file.reason.printable)\n"
            if !drafted, let place = survey.place(ofUnknownTable: file.name) {
                let member = place.member.map { " --member \(quoted($0))" } ?? ""
                text += "    `tierwise formats draft \(quoted(place.path))\(member)` proposes a mapping\n"
            }
        }
        for link in survey.links { text += "  \(link.printable): a link, which is not followed; put the file itself here\n" }
        return text
    }

    private static func text(_ survey: FolderSurvey, _ draft: PipelineDraft, file: String, drafted: Bool) -> String {
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
        let notUsed = notUsed(survey, drafted: drafted)
        if !notUsed.isEmpty { text += "\n" + notUsed }
        let questions = draft.needs == 0
            ? "no open question" : "\(draft.needs) open question\(draft.needs == 1 ? "" : "s"), each in a line `# needs:`"
        text += "\n\(file.printable): \(draft.sources) source\(draft.sources == 1 ? "" : "s"), \(questions)\n"
        if draft.creators != nil {
            text += "\(PipelineDraft.creatorsName): \(grouped(draft.accounts)) accounts; give those of one person the same creator_id\n"
        }
        for note in draft.notes { text += "note: \(note.printable)\n" }
        // Once that was tried, what is left has been told why.
        let unknown = drafted ? 0 : survey.unusable.count { survey.place(ofUnknownTable: $0.name) != nil }
        if unknown > 0 {
            text += "\n\(unknown == 1 ? "a table" : "\(unknown) tables") that no format fits can still be used; formats for all that allow it:\n"
            text += "  tierwise init --update \(quoted(file)) --draft-formats\n"
        }
        return text + """

            next:
              tierwise lint \(quoted(file))
              tierwise run \(quoted(file))

            """
    }
}

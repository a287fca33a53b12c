internal import ArgumentParser
internal import ByteStreams
internal import ExportFormats
internal import FormatDrafting
internal import Ingestion
internal import SocialData

/// `tierwise formats draft`.
struct FormatsDraft: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "draft", abstract: "Propose a format file for a table that no format fits.",
        discussion: """
            Looks at the header and the values, says for each column what it could be and why, shows the first rows as they would be \
            staged, and writes NAME.yml beside the file, which `formats:` of a pipeline names. What the table does not say is asked, \
            in the file and on the terminal; nothing is made up. An existing file is never overwritten without --force.

            Exit codes: 0 written; 2 nothing can be drafted; 73 the format file is there already.

            Example: tierwise formats draft exports/deals.xlsx
            Example: tierwise formats draft tracker.csv --entity deals --output formats/tracker.yml
            """)

    @Argument(help: ArgumentHelp("A table: CSV, a workbook, NDJSON or JSON.", valueName: "file"), completion: .file())
    var file: String

    @Option(help: ArgumentHelp("What a row is: deals, posts, orders, creators, snapshots, codes or spend; default: what fits best.", valueName: "entity"))
    var entity: String?

    @Option(help: ArgumentHelp("Where the format file goes; default: NAME.yml beside the table.", valueName: "file"), completion: .file())
    var output: String?

    @Flag(help: "Replace a format file that is there.")
    var force = false

    @OptionGroup var dialectOptions: DialectOptions

    mutating func run() throws {
        let wanted = try entity.map { try Entity(named: $0) }
        if let wanted, !DraftedTable.entities.contains(wanted) {
            throw ValidationError("--entity: a format is drafted for \(DraftedTable.entities.map(\.rawValue).joined(separator: ", ")), not for \(wanted.rawValue)")
        }
        let path = output ?? DraftedTable.path(beside: file)
        do {
            let drafted = try DraftedTable(place: dialectOptions.place(file), overrides: try dialectOptions.overrides(), entity: wanted, path: path)
            try drafted.draft.write(path: path, replacing: force)
            try SchemaCommand.write(.format, beside: path)
            try StandardOutput.write(Self.text(drafted, path: path).withoutAddresses)
        } catch let refusal as DraftRefusal {
            for reason in refusal.reasons { StandardError.say("formats", "\(file): \(reason.withoutAddresses)") }
            throw ExitCode(ExitStatus.refused)
        } catch {
            guard let refusal = FileRefusal(error, of: file) else { throw error }
            StandardError.say("formats", "\(file): \(refusal.message)")
            throw ExitCode(ExitStatus.refused)
        }
    }

    private static func text(_ drafted: DraftedTable, path: String) -> String {
        let draft = drafted.draft
        var text = "\(drafted.file.printable): rows are taken for \(draft.entity.rawValue)"
        if let other = draft.alsoFits { text += "; they could also be \(other.rawValue): `--entity \(other.rawValue)`" }
        text += "\n\n"
        var rows = [["column", "", "field", "example", "as staged", "why"]]
        for field in draft.fields {
            let (example, staged) = drafted.example(of: field)
            let names = field.names.isEmpty ? "–" : field.names.joined(separator: " + ")
            let prefix = draft.fields.contains { $0.entity != draft.entity } ? "\(field.entity.rawValue)." : ""
            rows.append([names, field.isSure ? "sure" : "likely", prefix + field.column, example, staged, field.why].map(\.printable))
        }
        text += columns(rows)
        if !draft.unread.isEmpty { text += "not read: \(draft.unread.map(\.printable).joined(separator: ", "))\n" }
        for note in draft.notes { text += "note: \(note.printable)\n" }
        for question in draft.questions { text += "open: \(question.column): \(question.text.printable)\n" }
        let inspection = drafted.inspection
        if let needs = inspection.needs { text += "needs: \(needs.printable)\n" }
        for reject in inspection.rejects.prefix(3) { text += "line \(reject.line): set aside: \(reject.column) \(reject.reason.printable)\n" }
        for (entity, csv) in inspection.preview { text += "\n\(entity.rawValue), as staged:\n\(csv)" }
        return text + """

            \(path.printable): written; name it in the pipeline with `formats: [\(path.printable)]`
            next:
              tierwise formats detect \(quoted(drafted.file)) --formats \(quoted(path))

            """
    }

    /// Columns two blanks apart; the last one runs on.
    private static func columns(_ rows: [[String]]) -> String {
        let widths = rows[0].indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
        return rows.map { row in
            let last = row.count - 1
            let cells = row.enumerated().map { $0 == last ? $1 : $1.padded(to: widths[$0]) }
            return cells.joined(separator: "  ") + "\n"
        }.joined()
    }
}

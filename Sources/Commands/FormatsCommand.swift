internal import ArgumentParser
internal import ByteStreams
internal import ExportFormats
internal import Ingestion
internal import RecordFormats
internal import SocialData

/// `tierwise formats`.
struct FormatsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "formats", abstract: "Which exports Tierwise reads, and which one a file is.",
        discussion: """
            Example: tierwise formats list
            Example: tierwise formats show shopify-orders
            Example: tierwise formats detect exports/orders.csv
            Example: tierwise formats draft exports/deals.xlsx
            Example: tierwise formats columns posts
            """,
        subcommands: [FormatsList.self, FormatsShow.self, FormatsDetect.self, FormatsDraft.self, FormatsColumns.self])
}

struct FormatsList: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "All formats: name, what a row is, title.")

    mutating func run() throws {
        let formats = FormatCatalogue.builtIn.formats
        let width = formats.map(\.name.count).max() ?? 0
        for format in formats {
            let entities = format.refusal == nil ? format.entities.map(\.entity.rawValue).joined(separator: ", ") : "(refused)"
            let name = format.name + String(repeating: " ", count: width - format.name.count)
            try StandardOutput.write("\(name)  \(entities.padded(to: 9))  \(format.title)\n")
        }
    }
}

struct FormatsShow: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "show", abstract: "A format's file, as a model for your own.")

    @Argument(help: "A name from `tierwise formats list`.")
    var name: String

    mutating func run() throws {
        let catalogue = FormatCatalogue.builtIn
        guard let source = catalogue.sources[name] else {
            let nearest = nearestWord(to: name, among: catalogue.formats.map(\.name)).map { "; did you mean `\($0)`?" } ?? ""
            throw CommandError(message: "no format is called `\(name)`\(nearest)", code: ExitStatus.usage)
        }
        try StandardOutput.write(source)
    }
}

struct FormatsDetect: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "detect", abstract: "Say which export a file is, why, and how its first rows would be staged.")

    @Argument(help: ArgumentHelp("An export file.", valueName: "file"), completion: .file())
    var file: String

    @OptionGroup var dialectOptions: DialectOptions

    @Option(help: ArgumentHelp("A format file of your own; may be repeated.", valueName: "file"), completion: .file())
    var formats: [String] = []

    @Option(name: .customLong("set"), help: ArgumentHelp("A column that the export lacks, as platform=tiktok; may be repeated.", valueName: "column=value"))
    var set: [String] = []

    mutating func run() throws {
        var catalogue = FormatCatalogue.builtIn
        for path in formats {
            let bytes = try readWholeFile(path, limit: DefinitionReader.sizeLimit + 1)
            try catalogue.add(text: String(decoding: bytes, as: UTF8.self), file: path)
        }
        var values: [String: String] = [:]
        for pair in set {
            let parts = pair.split(separator: "=", maxSplits: 1).map(String.init)
            guard parts.count == 2 else { throw ValidationError("--set: `\(pair)` is not column=value") }
            values[parts[0]] = parts[1]
        }
        do {
            let inspection = try FileInspection(
                place: dialectOptions.place(file), catalogue: catalogue, overrides: try dialectOptions.overrides(), set: values, rows: 3)
            try StandardOutput.write(text(of: inspection))
            if case .found(let format, _) = inspection.detection, format.refusal == nil, inspection.needs == nil { return }
            throw ExitCode(ExitStatus.refused)
        } catch {
            guard let refusal = FileRefusal(error, of: file) else { throw error }
            StandardError.say("formats", "\(file): \(refusal.message)")
            throw ExitCode(ExitStatus.refused)
        }
    }

    private func text(of inspection: FileInspection) -> String {
        var text = ""
        switch inspection.detection {
        case .found(let format, let match):
            text += "\(format.name): \(format.title) (\(match.matched.count) columns match)\n"
            if let refusal = format.refusal { text += "of no use here: \(refusal.because)\nwhat to do: \(refusal.instead)\n" }
            if let needs = inspection.needs { text += "needs: \(needs.printable)\n" }
        case .ambiguous(let matches):
            text += "undecided: \(matches.map(\.format).joined(separator: " and ")) fit equally well; name one with `format:`\n"
        case .unknown:
            text += "unknown: no format fits; `tierwise formats draft` proposes a format file of your own, `tierwise formats show NAME` gives a model\n"
        }
        text += "read as \(inspection.detected.dialect.summary)\n"
        for line in inspection.detected.evidence { text += "  \(line.printable)\n" }
        for note in inspection.notes { text += "  \(note.printable)\n" }
        for match in inspection.matches.prefix(2) where match.isComplete || match.isNear {
            text += "match: \(match.format): has \(list(match.matched))"
            if !match.missing.isEmpty { text += "; lacks \(list(match.missing))" }
            if !match.forbidden.isEmpty { text += "; must not have \(list(match.forbidden))" }
            text += "\n"
        }
        for reject in inspection.rejects.prefix(3) { text += "line \(reject.line): set aside: \(reject.column) \(reject.reason.printable)\n" }
        for (entity, csv) in inspection.preview { text += "\n\(entity.rawValue), as staged:\n\(csv)" }
        return text
    }

    private func list(_ names: [String]) -> String {
        let shown = names.prefix(12).map(\.printable).joined(separator: ", ")
        return names.count > 12 ? "\(shown) and \(names.count - 12) more" : shown
    }
}

extension String {
    func padded(to width: Int) -> String { self + String(repeating: " ", count: max(0, width - count)) }
}

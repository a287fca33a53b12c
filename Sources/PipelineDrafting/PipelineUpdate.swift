internal import ByteStreams
internal import ExportFormats
internal import Ingestion
package import Pipelines
internal import RecordFormats

/// What a folder gained since its pipeline was written, added to the pipeline and to its list of creators: behind what is there,
/// of which no byte changes. Doing it again adds nothing.
package struct PipelineUpdate: Sendable {
    /// The file with what was added; nil where nothing was.
    package private(set) var text: String?
    /// The list of creators with what was added; nil where nothing was.
    package private(set) var creators: [UInt8]?
    /// What was added, in sentences.
    package private(set) var added: [String] = []
    /// What could not be added, and what to do.
    package private(set) var notes: [String] = []

    private let file: String
    private let creatorsPath: String

    /// - Parameter survey: of the folder, with the pipeline's formats.
    package init(_ survey: FolderSurvey, pipeline: Pipeline) throws {
        // What a link leads to is changed, not the link.
        file = try Folders.absolute(pipeline.file) ?? pipeline.file
        creatorsPath = Folders.join(survey.folder, PipelineDraft.creatorsName)
        for pattern in try pipeline.unmatchedPatterns() {
            notes.append("no file is there for \(pattern) any more, so a run would stop; take it out of `sources:` if it is not to come back")
        }
        notes += survey.formatMistakes
        try addSources(survey, pipeline)
        try addCreators(survey, pipeline)
    }

    private mutating func addSources(_ survey: FolderSurvey, _ pipeline: Pipeline) throws {
        let named = try pipeline.namedInputs()
        let copies = Set(survey.copies.map(\.name))
        let new = try survey.usable.filter { file in
            guard let place = survey.places[file.name], !copies.contains(file.name) else { return false }
            return try !named.contains(place)
        }
        guard !new.isEmpty else { return }
        let place = try DraftPlace(folder: survey.folder, file: pipeline.file)
        let neighbours = survey.files.map(\.name) + survey.links
        let groups = DraftGroup.groups(
            new.filter { !$0.rows.isRates }, neighbours: neighbours, stores: Set(pipeline.sources.compactMap { $0.set["store"] }))
        let writer = DraftText(place: place, groups: groups, rates: [], rows: new.map(\.rows), creators: nil, formats: [])
        var lines = try PipelineLines(pipeline.text, file: pipeline.file)
        if !groups.isEmpty {
            guard case .at(let line, let indent) = lines.end(of: "sources") else {
                if case .nowhere(let why) = lines.end(of: "sources") { notes.append("\(list(new.map(\.name))): not added, because \(why)") }
                return
            }
            lines.insert(groups.flatMap(writer.source).map { indent + $0.dropFirst(2) }, at: line)
            for group in groups { added.append("source: \(group.patterns.joined(separator: ", ")) (\(group.title))") }
        }
        let used = Set(groups.map(\.format))
        addFormats(survey.formats.filter { used.contains($0.format) }.map(\.file), place, to: &lines)
        addRates(new.filter(\.rows.isRates).map(\.name), place, to: &lines)
        guard lines.text != pipeline.text else { return }
        // What cannot be read back is not written.
        let read = try PipelineReader.read(lines.text, path: pipeline.file)
        guard read.sources.count == pipeline.sources.count + groups.count else {
            throw PipelineError(.inconsistent, "\(pipeline.file): internal check failed: the file with its new sources reads as another; nothing was written, please report this")
        }
        text = lines.text
    }

    private mutating func addFormats(_ files: [String], _ place: DraftPlace, to lines: inout PipelineLines) {
        guard !files.isEmpty else { return }
        let names = files.map { DefinitionText.scalar(place.definition($0)) }
        if lines.has("formats") {
            if let why = lines.append(names, to: "formats") {
                notes.append("\(list(files)): not added, because \(why); add it yourself")
                return
            }
        } else if let line = lines.above("sources") {
            lines.insert(["formats: [\(names.joined(separator: ", "))]"], at: line)
        }
        for file in files { added.append("format: \(file)") }
    }

    private mutating func addRates(_ files: [String], _ place: DraftPlace, to lines: inout PipelineLines) {
        guard !files.isEmpty else { return }
        guard !lines.has("rates"), case .at(let line, _) = lines.end(of: "sources") else {
            return notes.append("\(list(files)): exchange rates, not added, because the file has `rates:` already; add it there if it holds more")
        }
        lines.insert(["rates: \(DefinitionText.list(files.map(place.path)))"], at: line)
        for file in files { added.append("rates: \(file)") }
    }

    // MARK: creators

    /// Accounts that the list does not have, in its own columns.
    private mutating func addCreators(_ survey: FolderSurvey, _ pipeline: Pipeline) throws {
        guard let place = survey.places[PipelineDraft.creatorsName], let rows = survey.usable.first(where: { $0.name == PipelineDraft.creatorsName }),
            rows.rows.format == "native-creators"
        else { return }
        let accounts = AccountList(survey.usable.map(\.rows))
        let known = AccountList([rows.rows])
        let (handles, ids) = (Set(known.rows.map { [$0[1], $0[3]] }), Set(known.rows.map { [$0[1], $0[2]] }))
        let new = accounts.rows.filter { row in
            !(handles.contains([row[1], row[3]]) && !row[3].isEmpty) && !(ids.contains([row[1], row[2]]) && !row[2].isEmpty)
        }
        guard !new.isEmpty else { return }
        let bytes = try readWholeFile(place.path, limit: 64 << 20)
        guard let detected = try? detectDialect(sample: bytes, isWhole: true), detected.dialect.encoding == .utf8, detected.dialect.container == .csv,
            detected.dialect.quote == UInt8(ascii: "\"")
        else {
            return notes.append("\(new.count) accounts are not in \(PipelineDraft.creatorsName), which is no UTF-8 text with quotes; add them yourself")
        }
        let names = ["creator_id", "platform", "account_id", "handle"]
        guard names.allSatisfy(detected.header.contains) else {
            return notes.append("\(new.count) accounts are not in \(PipelineDraft.creatorsName), which lacks a column of \(names.joined(separator: ", ")); add them yourself")
        }
        let lineEnd: [UInt8] = detected.dialect.newline == .crlf ? [0x0D, 0x0A] : [0x0A]
        var text = bytes
        if let last = text.last, last != 0x0A { text += lineEnd }
        for row in new {
            for (index, name) in detected.header.enumerated() {
                if index > 0 { text.append(detected.dialect.delimiter) }
                guard let column = names.firstIndex(of: name) else { continue }
                let cell = row[column]
                CSVText.appendField(cell.span, delimiter: detected.dialect.delimiter, to: &text)
            }
            text += lineEnd
        }
        creators = text
        added.append("\(PipelineDraft.creatorsName): \(new.count) account\(new.count == 1 ? "" : "s")")
    }

    private func list(_ names: [String]) -> String {
        names.prefix(5).joined(separator: ", ") + (names.count > 5 ? " and \(names.count - 5) more" : "")
    }

    // MARK: writing

    /// Puts the new files in the place of the old ones, each whole or not at all.
    package func write() throws {
        // The list first: a source that counts accounts nobody listed yet says less than the other way round.
        if let creators { try Self.replace(creatorsPath, creators) }
        if let text { try Self.replace(file, Array(text.utf8)) }
    }

    private static func replace(_ path: String, _ bytes: [UInt8]) throws {
        let real = try Folders.absolute(path) ?? path
        try PublishedFile.write(path: real, bytes: bytes, mode: try Folders.permissions(of: real) ?? 0o640, tidies: true)
    }
}

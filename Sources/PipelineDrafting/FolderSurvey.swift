package import ByteStreams
internal import ExportFormats
internal import FormatDrafting
package import Ingestion
internal import Jobs
package import Pipelines
internal import RecordFormats
internal import SocialData

/// The files of a folder and what ingest would make of each: what a pipeline for them can be drafted from.
package struct FolderSurvey: Sendable {
    /// As it was named.
    package var folder: String
    /// In the order of their paths below the folder, which are their names.
    package var files: [FileSurvey]
    /// Links, which are not followed.
    package var links: [String]

    /// Files that hold the same bytes as one before them, with its name.
    package var copies: [(name: String, first: String)]
    /// Format files of the folder, each with the name of its format.
    package var formats: [(file: String, format: String)]
    /// Format files with a mistake, in sentences.
    package var formatMistakes: [String]
    /// Where each file is.
    var places: [String: InputPlace]
    let catalogue: FormatCatalogue

    /// Tables whose columns no format knows: a format file can be drafted for each.
    package var unknownTables: [String] { files.filter(\.isUnknownTable).map(\.name) }

    /// Where a table is that no format knows; nil for other files.
    package func place(ofUnknownTable name: String) -> InputPlace? {
        files.contains { $0.name == name && $0.isUnknownTable } ? places[name] : nil
    }

    /// Files that give rows.
    package var usable: [(name: String, rows: SurveyedRows)] {
        files.compactMap { file in
            guard case .read(let rows) = file.outcome, rows.accepted > 0 else { return nil }
            return (file.name, rows)
        }
    }

    /// Files that give none, and why.
    package var unusable: [(name: String, reason: String)] {
        files.compactMap { file in
            switch file.outcome {
            case .refused(let reason): return (file.name, reason)
            case .read(let rows):
                guard rows.accepted == 0 else { return nil }
                if let reject = rows.firstReject, rows.quarantined > 0 {
                    return (file.name, "\(rows.title), but every row would be set aside, the first (line \(reject.line)) because: \(reject.reason)")
                }
                let reasons = rows.skipReasons.isEmpty ? "it has no rows" : "nothing to count in it (\(rows.skipReasons.joined(separator: "; ")))"
                return (file.name, "\(rows.title): \(reasons)")
            }
        }
    }

    /// Looks at every file below `folder`. Hidden names, pipeline files and published reports are no exports; format files are read.
    ///
    /// - Parameter pipeline: one that is there already; its formats are known.
    /// - Throws: `PipelineError` where there is no such folder, or nothing in it.
    package init(folder: String, jobs: Int, pipeline: Pipeline? = nil) throws {
        guard try Folders.exists(folder) else {
            let why = try Folders.somethingExists(at: folder) ? "it is not a folder; name the folder that holds it" : "there is no such folder; check the name"
            throw PipelineError(.inputMissing, "\(folder): \(why)")
        }
        let tree = try FolderTree(folder) { name throws(StreamError) in
            for file in ["manifest.json", "findings.json"] where try !Folders.somethingExists(at: "\(folder)/\(name)/\(file)") { return false }
            return true
        }
        let names = tree.files.filter { !Self.isDefinition($0) }
        guard !names.isEmpty else {
            throw PipelineError(.inputMissing, "\(folder): there is no file in it; put the exports there, as they are")
        }
        self.folder = folder
        links = tree.links
        let inputs = names.flatMap { Self.inputs($0, in: folder) }
        copies = Self.copies(inputs)
        places = Dictionary(inputs.map { ($0.name, $0.place) }) { first, _ in first }
        let own = try Self.formats(tree.files.filter(Self.isDefinition), in: folder, pipeline: pipeline)
        (formats, formatMistakes, catalogue) = (own.formats, own.mistakes, own.catalogue)
        let catalogue = own.catalogue
        let named = try pipeline?.namedInputs()
        let stated = try inputs.map { input in input.refusal == nil ? try named?.format(of: input.place) : nil }
        files = try Parallel.orderedMap(Array(zip(inputs, stated)), jobs: jobs) { input, format in
            let name = input.name
            if let reason = input.refusal { return FileSurvey(name: name, refused: reason) }
            return try FileSurvey(
                place: input.place, name: name, catalogue: catalogue, format: format,
                standIns: [.platform: Self.platform(ofPath: name) ?? "unknown", .handle: "unknown-" + Self.slug(Self.stem(name))])
        }
    }

    private static func isDefinition(_ name: String) -> Bool { name.hasSuffix(".yml") || name.hasSuffix(".yaml") }

    /// The kinds that ship and those of format files in the folder; a definition that is none of a format is passed over.
    private static func formats(
        _ names: [String], in folder: String, pipeline: Pipeline?
    ) throws -> (formats: [(file: String, format: String)], mistakes: [String], catalogue: FormatCatalogue) {
        var catalogue = pipeline?.formats ?? .builtIn
        let known = Set(try (pipeline?.formatFiles ?? []).compactMap { try Folders.absolute($0)?.nameBytes })
        var formats: [(file: String, format: String)] = []
        var mistakes: [String] = []
        for name in names {
            let path = Folders.join(folder, name)
            if let real = try Folders.absolute(path), known.contains(real.nameBytes) { continue }
            let text = String(decoding: try readWholeFile(path, limit: DefinitionReader.sizeLimit + 1), as: UTF8.self)
            guard DefinitionKind(of: text) == .format else { continue }
            let before = Set(catalogue.formats.map(\.name))
            do {
                try catalogue.add(text: text, file: name)
                formats += catalogue.formats.filter { !before.contains($0.name) }.map { (name, $0.name) }
            } catch {
                mistakes += error.problems.map(\.description)
            }
        }
        return (formats, mistakes, catalogue)
    }

    /// Drafts a format file for each table that no format knows, beside it, where none of that name is there. Other tables of the
    /// same columns are known by the first one's.
    ///
    /// - Returns: what was written, with the number of questions that stand in it, and why nothing was for the others.
    package func draftFormats() throws -> (written: [(path: String, questions: Int)], reasons: [String]) {
        var written: [(path: String, questions: Int)] = []
        var reasons: [String] = []
        var catalogue = catalogue
        for name in unknownTables {
            guard let place = places[name] else { continue }
            let path = DraftedTable.path(beside: place.path)
            do {
                let looks = try TableLook.all(place: place, catalogue: catalogue, overrides: DialectOverrides())
                if case .found? = looks.first?.detection { continue }
                guard try !Folders.somethingExists(at: path) else {
                    reasons.append("\(name): \(path) is there already")
                    continue
                }
                let drafted = try DraftedTable(place: place, overrides: DialectOverrides(), entity: nil, path: path)
                try drafted.draft.write(path: path)
                try catalogue.add(text: drafted.draft.text, file: path)
                written.append((path, drafted.draft.questions.count))
            } catch let refusal as DraftRefusal {
                reasons += refusal.reasons.map { "\(name): no format can be drafted: \($0.withoutAddresses)" }
            } catch {
                guard let refusal = FileRefusal(error, of: place.path) else { throw error }
                reasons.append("\(name): no format can be drafted: \(refusal.message)")
            }
        }
        return (written, reasons)
    }

    private struct Input: Sendable {
        /// Below the folder; a path goes on in an archive as in a folder.
        var name: String
        var place: InputPlace
        var refusal: String?
    }

    /// A file, or the members of an archive.
    private static func inputs(_ name: String, in folder: String) -> [Input] {
        let path = Folders.join(folder, name)
        if let reason = FileClutter.reason(name: Folders.name(of: name)) { return [Input(name: name, place: InputPlace(path: path), refusal: reason)] }
        // What is wrong with an archive is said when it is read as a file.
        guard let archive = try? ArchiveListing(path: path) else { return [Input(name: name, place: InputPlace(path: path))] }
        let files = archive.files.map { ($0.place, $0.refusal) } + archive.leftOut.map { ($0.place, $0.reason) }
        return files.map { place, refusal in Input(name: place.member.map { "\(name)/\($0)" } ?? name, place: place, refusal: refusal) }
    }

    private static func copies(_ inputs: [Input]) -> [(name: String, first: String)] {
        var copies: [(name: String, first: String)] = []
        var firsts: [String: String] = [:]
        for input in inputs where input.refusal == nil {
            // What cannot be read is refused elsewhere, with its reason.
            guard let digest = try? FileDigest.of(input.place), digest.bytes > 0 else { continue }
            if let first = firsts[digest.sha256] { copies.append((input.name, first)) } else { firsts[digest.sha256] = input.name }
        }
        return copies
    }

    /// The one platform that a path names, as `exports/tiktok/posts.csv` does; nil for none or several.
    static func platform(ofPath path: String) -> String? {
        let words = path.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
        let named = Set(words.compactMap(Platform.init(rawValue:)))
        return named.count == 1 ? named.first?.rawValue : nil
    }

    /// The file's name up to its first point.
    static func stem(_ path: String) -> String {
        let name = Folders.name(of: path)
        return name.split(separator: ".").first.map(String.init) ?? name
    }

    /// Lower-case letters, digits, `-` and `_`, as names of pipelines and stores have them; at most 40.
    static func slug(_ text: String) -> String {
        var slug = ""
        for scalar in text.lowercased().unicodeScalars {
            let isPlain = scalar.isASCII && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil || scalar == "_")
            if isPlain { slug.unicodeScalars.append(scalar) } else if !slug.isEmpty, slug.last != "-" { slug.append("-") }
        }
        slug = String(slug.prefix(40))
        while slug.last == "-" { slug.removeLast() }
        while slug.first == "-" { slug.removeFirst() }
        return slug.isEmpty ? "exports" : slug
    }
}

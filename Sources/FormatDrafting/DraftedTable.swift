package import ByteStreams
internal import ExportFormats
package import Ingestion
package import RecordFormats
package import SocialData

/// A draft, and what ingest makes of the table with it: read back as any format file is.
package struct DraftedTable: Sendable {
    /// The proposal, whose text the inspection was made with.
    package let draft: FormatDraft
    /// The table's first rows as this format stages them.
    package let inspection: FileInspection
    /// The table, as it was named.
    package let file: String
    private let look: TableLook?

    /// - Parameters:
    ///   - entity: what a row is; nil: what fits best.
    ///   - path: where the format file is to stand; the format is called after it.
    /// - Throws: `DraftRefusal` where no format can be drafted, or none is needed.
    package init(place: InputPlace, overrides: DialectOverrides, entity: Entity?, path: String) throws {
        var catalogue = FormatCatalogue.builtIn
        file = place.path
        let looks = try TableLook.all(place: place, catalogue: catalogue, overrides: overrides)
        if entity == nil, let known = looks.first.flatMap(Self.known) { throw DraftRefusal(reasons: [known]) }
        let name = Self.name(ofFormatAt: path, in: catalogue)
        draft = try FormatDraft(looks, name: name, file: Folders.name(of: place.path), entity: entity)
        try catalogue.add(text: draft.text, file: path)
        inspection = try FileInspection(place: place, catalogue: catalogue, overrides: overrides, set: [:], rows: 3)
        guard case .found(let format, _) = inspection.detection, format.name == name else {
            throw DraftRefusal(reasons: ["the table has too few columns of its own: with the drafted format it could still be \(Self.rivals(inspection.detection)); name the format in the source (`format:`) or give its columns other names"])
        }
        let columns = inspection.columns
        look = looks.first { $0.columns == columns } ?? looks.first { $0.isJSON }
    }

    /// Why no format is needed; nil where one is.
    private static func known(_ look: TableLook) -> String? {
        switch look.detection {
        case .unknown: nil
        case .ambiguous(let matches): "it fits \(matches.map { "`\($0.format)`" }.joined(separator: " and ")) equally well; say which it is with `format:` in the source, or what a row is with `--entity`"
        case .found(let format, _) where format.refusal != nil:
            "it is \(format.title): \(format.refusal?.because ?? ""); \(format.refusal?.instead ?? "")"
        case .found(let format, _): "it is read already, as `\(format.name)` (\(format.title)); say what a row is with `--entity` if it is something else"
        }
    }

    private static func rivals(_ detection: FormatDetection) -> String {
        switch detection {
        case .found(let format, _): "`\(format.name)`"
        case .ambiguous(let matches): matches.map { "`\($0.format)`" }.joined(separator: " or ")
        case .unknown: "nothing"
        }
    }

    /// A cell of the table and what became of it, from the first row that has both.
    package func example(of field: DraftField) -> (cell: String, staged: String) {
        guard let look, let first = field.positions.first else { return ("", "") }
        let rows = inspection.staged(field.entity)
        if let header = rows.first, let column = header.firstIndex(of: field.column), let line = header.firstIndex(of: "line") {
            for row in rows.dropFirst() where row.count == header.count && !row[column].isEmpty {
                guard let place = look.lines.firstIndex(where: { String($0) == row[line] }) else { continue }
                return (ColumnFacts.shown(look.rows[place][first]), ColumnFacts.shown(row[column]))
            }
        }
        let cell = look.rows.lazy.map { $0[first] }.first { !$0.isEmpty }
        return (cell.map(ColumnFacts.shown) ?? "", "")
    }

    // MARK: names

    /// `exports/deals.yml` for `exports/deals.xlsx`.
    package static func path(beside file: String) -> String {
        let name = Folders.name(of: file)
        let stem = name.split(separator: ".").first.map(String.init) ?? name
        // A bare name stands in the working folder, which needs no `./` in messages.
        let folder = Folders.parent(of: file)
        return Folders.join(folder == "." ? "" : folder, stem + ".yml")
    }

    /// Letters, digits and dashes of the file's name; a name that is taken gets `our-` before it.
    private static func name(ofFormatAt path: String, in catalogue: FormatCatalogue) -> String {
        let stem = Folders.name(of: path).split(separator: ".").first.map(String.init) ?? ""
        let words = HeaderWords.split(stem).map { $0.filter { $0.isASCII } }.filter { !$0.isEmpty }
        let name = words.isEmpty || words[0].first?.isLetter != true ? (["table"] + words).joined(separator: "-") : words.joined(separator: "-")
        return catalogue.format(named: name) == nil ? name : "our-" + name
    }

    /// The entity that somebody names.
    package static let entities: [Entity] = Entity.allCases.filter { WantedField.all(of: $0) != nil }
}

extension FormatDraft {
    /// Writes the format file, whole or not at all.
    ///
    /// - Throws: `StreamError` of kind `alreadyThere` where something stands there that may not be replaced.
    package func write(path: String, replacing: Bool = false) throws(StreamError) {
        var file = try PublishedFile(path: path, mode: 0o640, tidies: true)
        try file.write(Array(text.utf8))
        if replacing { try file.publish() } else { try file.publishNew() }
    }
}

extension String {
    /// A text for people without anybody's e-mail address.
    package var withoutAddresses: String {
        guard contains("@") else { return self }
        return replacing(/[^\s,;:"'|<>()\[\]`\/]+@[^\s,;:"'|<>()\[\]`]+\.[^\s,;:"'|<>()\[\]`.]{2,}/, with: "…@…")
    }
}

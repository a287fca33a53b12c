internal import ExportFormats
internal import Ingestion
internal import SocialData

/// Writes a drafted format file: every line with why it stands there.
struct DraftFormatText {
    let mapping: DraftMapping
    let table: DraftTable
    let name: String
    let file: String

    /// Columns that a file must have to be this kind, at most.
    private static let markLimit = 6

    var text: String {
        var lines = [
            DefinitionText.modeline(.format),
            "# Drafted from \(DefinitionText.comment(file)) by `tierwise formats draft`. Correct what is wrong; Documentation/Formats.md has all that can stand here.",
            "# sure: header and values agree. likely: one of them says it, or another column could be meant. open: the table does not say it.",
            "format: \(name)",
            "title: \(DefinitionText.scalar("Own table, as \(file)"))",
        ]
        if table.look.isJSON { lines.append("container: json") }
        if let records = table.look.records { lines.append("records: \(DefinitionText.scalar(records))") }
        let unread = table.columns.filter { !mapping.uses($0) }.map(\.name)
        if !unread.isEmpty { lines.append("# not read: \(DefinitionText.comment(unread.joined(separator: ", ")))") }
        lines.append("detect: {columns: [\(marks.map(DefinitionText.scalar).joined(separator: ", "))]}")
        if !missing.isEmpty { lines.append("missing: [\(missing.map(DefinitionText.scalar).joined(separator: ", "))]") }
        let entities = Entity.allCases.filter { entity in mapping.fields.contains { $0.entity == entity } }
        if entities.count == 1 {
            lines += ["entity: \(entities[0].rawValue)", "columns:"] + columns(of: entities[0], indent: "  ")
        } else {
            lines.append("entities:")
            for entity in entities { lines += ["  \(entity.rawValue):"] + columns(of: entity, indent: "    ") }
        }
        return (lines + rules).joined(separator: "\n") + "\n"
    }

    private var marks: [String] {
        let others = mapping.fields.flatMap(\.names).filter { !mapping.marks.contains($0) }
        var names = Array(mapping.marks.prefix(Self.markLimit))
        for other in others where names.count < 3 && !names.contains(other) { names.append(other) }
        return names
    }

    /// Words that stand for no value in columns of dates and numbers, as the table writes them.
    private var missing: [String] {
        var words: Set<String> = []
        for facts in table.columns where mapping.uses(facts) && (facts.areDates || facts.areAmounts || facts.mostly(facts.counts)) {
            for row in table.rows {
                let cell = table.cell(row, facts)
                if table.vocabulary.isMissing(cell) { words.insert(cell) }
            }
        }
        return words.sorted()
    }

    private func columns(of entity: Entity, indent: String) -> [String] {
        var lines: [String] = []
        for column in entity.columns {
            for question in mapping.questions where question.column == column.name && entity == questioned(column.name) && question.proposals.first != "rows: add" {
                lines.append("\(indent)\(FormatCatalogue.openMark) \(DefinitionText.comment(question.text))")
                lines += question.proposals.map { "\(indent)# \($0)" }
            }
            guard let field = mapping.fields.first(where: { $0.entity == entity && $0.column == column.name }) else { continue }
            lines.append("\(indent)# \(field.isSure ? "sure" : "likely"): \(DefinitionText.comment(field.why))")
            lines.append("\(indent)\(column.name): \(field.value)")
        }
        return lines
    }

    /// The entity that a question about a column is written into: the first that has the column.
    private func questioned(_ column: String) -> Entity? {
        let entities = Entity.allCases.filter { entity in mapping.fields.contains { $0.entity == entity } }
        return entities.first { $0 == mapping.entity && $0.index(of: column) != nil } ?? entities.first { $0.index(of: column) != nil }
    }

    /// What stands below the columns.
    private var rules: [String] {
        var lines: [String] = []
        for question in mapping.questions where question.proposals.first == "rows: add" || !["skip"].contains(question.column) && questioned(question.column) == nil {
            lines.append("\(FormatCatalogue.openMark) \(DefinitionText.comment(question.text))")
            lines += question.proposals.map { "# \($0)" }
        }
        let skips = mapping.skips.map { skip in
            let values = skip.isPart ? "{contains: \(DefinitionText.list(skip.values))}" : DefinitionText.list(skip.values)
            return "  - {row_where: {\(DefinitionText.scalar(skip.column)): \(values)}, because: \(skip.because)\(skip.callsOff ? ", calls_off: true" : "")}"
        }
        let open = mapping.questions.filter { $0.column == "skip" }
        if !skips.isEmpty { lines += ["skip:"] + skips }
        for question in open {
            lines.append("\(skips.isEmpty ? "" : "  ")\(FormatCatalogue.openMark) \(DefinitionText.comment(question.text))")
            if skips.isEmpty { lines.append("# skip:") }
            lines += question.proposals.map { skips.isEmpty ? "#   \($0)" : "  # \($0)" }
        }
        if !mapping.unused.isEmpty {
            lines.append("unused:")
            lines += mapping.unused.map { "  \(DefinitionText.scalar($0.name)): \(DefinitionText.scalar($0.because))" }
        }
        return lines
    }
}

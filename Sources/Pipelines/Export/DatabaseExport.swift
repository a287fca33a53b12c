internal import ByteStreams
internal import DatabaseFiles
internal import Findings
internal import Jobs
internal import RecordFormats
internal import Reporting
internal import SocialData
internal import StageFiles
internal import TextValues

/// What an export wrote.
package struct ExportSummary: Sendable {
    /// Tables of facts that were written.
    package var factTables = 0
    /// Facts in all of them.
    package var facts = 0
    /// Tables of the report that were written.
    package var reportTables = 0
    /// Rows in all of them.
    package var rows = 0
    /// Views that make them readable without joins.
    package var views = 0
}

extension PipelineRun {
    /// Writes the facts and the published tables into one SQLite file, which appears whole or not at all.
    ///
    /// - Parameters:
    ///   - replaces: an SQLite file that is there; nothing else is ever replaced.
    ///   - tablesOnly: without the facts, which name people.
    package func export(database path: String, replaces: Bool, tablesOnly: Bool) throws -> ExportSummary {
        guard tablesOnly || !pipeline.pseudonymises else {
            throw PipelineError(
                .namesWithheld,
                "\(pipeline.file): says `pseudonymise: true`, and facts name creators, posts, deals, codes and orders; `--tables-only` exports the report's tables alone")
        }
        try requireExportable(to: path, replaces: replaces)
        let report = try PublishedReport(self)
        if !tablesOnly { try report.require(findings: try soundFindings().bytes) }
        var file = try PublishedFile(path: path, mode: 0o600, tidies: true)
        let database = try DatabaseFile(at: file.temporaryPath, for: path)
        var summary = ExportSummary()
        let definition = report.findings.definition
        let tables = publishedTables(currency: definition.currency).map { ($0, DatabaseTable($0)) }
        let facts = tablesOnly ? [] : Entity.allCases.filter { !$0.factColumns.isEmpty }.map { ($0, DatabaseTable($0, currency: definition.currency)) }
        try writeMetadata(report, tables.map(\.1) + facts.map(\.1), to: database)
        for (entity, table) in facts {
            summary.factTables += 1
            summary.facts += try writeFacts(of: entity, as: table, to: database)
        }
        for (published, table) in tables {
            summary.reportTables += 1
            summary.rows += try report.write(published, as: table, to: database)
            try options.stop?.check()
        }
        for view in ClaimViews.creations(definition) {
            try database.execute(view)
            summary.views += 1
        }
        try database.finish()
        try file.adopt()
        if replaces { try file.publish() } else { try file.publishNew() }
        return summary
    }

    /// Refuses a place where something would be lost.
    private func requireExportable(to path: String, replaces: Bool) throws {
        let here = PlainPath(path)
        for folder in [output, workspace.folder] where PlainPath(folder).holds(here) {
            throw PipelineError(.outputNotWritable, "\(path): lies in \(folder), which only runs write to; choose another place for `--sqlite`")
        }
        for input in pipeline.sources.flatMap(\.files) + pipeline.rates + pipeline.formatFiles + [pipeline.file] where here.isMatched(by: PlainPath(input)) {
            throw PipelineError(.outputNotWritable, "\(path): is `\(input)`, which the pipeline reads; choose another name for `--sqlite`")
        }
        guard let kind = try Folders.kind(at: path) else { return }
        guard replaces else {
            throw PipelineError(.outputNotWritable, "\(path): is there already; choose another name, or `--force` to replace an SQLite file")
        }
        var start: [UInt8] = []
        if kind == .file { _ = try OpenFile.reading(path).read(Self.databaseMark.count, at: 0, appendingTo: &start) }
        guard start == Self.databaseMark else {
            throw PipelineError(.outputNotWritable, "\(path): is there already and no SQLite file, so it is not replaced; choose another name")
        }
    }

    /// How every SQLite file begins.
    private static let databaseMark = Array("SQLite format 3\0".utf8)

    private func writeMetadata(_ report: PublishedReport, _ tables: [DatabaseTable], to database: DatabaseFile) throws {
        // The layout of what follows: of tables and views that are there in every export.
        try database.execute("PRAGMA user_version = 1")
        try write([["key", "value"]] + report.metadata, as: "metadata", to: database)
        let columns = tables.flatMap(\.described)
        try write([["table_name", "column_name", "type", "unit", "meaning"]] + columns, as: "columns", to: database)
    }

    /// A table of texts, its header first.
    private func write(_ rows: [[String]], as name: String, to database: DatabaseFile) throws {
        let table = DatabaseTable(name, rows[0].map { DatabaseTable.Column(name: $0, type: .text, unit: "", meaning: "") })
        try database.execute(table.creation)
        try database.withStatement(table.insertion) { statement in
            for row in rows.dropFirst() {
                for (place, text) in row.enumerated() { try statement.bind(place, text) }
                try statement.run()
            }
        }
    }

    private func writeFacts(of entity: Entity, as table: DatabaseTable, to database: DatabaseFile) throws -> Int {
        try database.execute(table.creation)
        var written = 0
        var spelling: [UInt8] = []
        try database.withStatement(table.insertion) { statement in
            try forEachBatch(of: .facts(entity)) { rows, count in
                let texts = rows.bytes.span
                for row in 0..<count {
                    for (position, column) in table.columns.enumerated() where !rows.isMissing(row, position) {
                        switch rows.schema.columns[position].type {
                        case .count, .flag: try statement.bind(column.place, rows.number(row, position) ?? 0)
                        case .text, .identifier, .handle, .word, .currency, .list, .decimal:
                            try statement.bind(texts.extracting(rows.range(row, position)), to: column)
                        case .money, .instant, .day:
                            spelling.removeAll(keepingCapacity: true)
                            rows.appendSpelling(row, position, to: &spelling)
                            try statement.bind(spelling.span, to: column)
                        }
                    }
                    try statement.run()
                }
                written += count
            }
        }
        return written
    }
}

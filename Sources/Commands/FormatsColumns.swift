internal import ArgumentParser
internal import ByteStreams
internal import ExportFormats
internal import SocialData

/// `tierwise formats columns`: the data dictionary, from the one list of columns.
struct FormatsColumns: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "columns", abstract: "Every column of staged rows and facts: name, type, meaning, as Markdown.",
        discussion: """
            Names for files of your own, for `set:`, and for whoever reads staged/ and facts/ with DuckDB or pandas.

            Example: tierwise formats columns orders
            """)

    @Argument(help: ArgumentHelp("posts, snapshots, creators, deals, codes, orders, clicks, rates or accounts; default: all.", valueName: "entity"))
    var entity: String?

    mutating func run() throws {
        guard let name = entity else { return try StandardOutput.write(Entity.allCases.map(Self.section).joined(separator: "\n")) }
        let entity = try Entity(named: name)
        try StandardOutput.write(Self.section(of: entity))
    }

    private static func section(of entity: Entity) -> String {
        var text = "## \(entity.rawValue)\n\nIdentity: \(entity.identity.map { "`\($0)`" }.joined(separator: ", ")).\n"
        text += "\nStaged (`staged/\(entity.rawValue)/*.parquet`):\n\n" + table(entity.stagedColumns)
        guard !entity.factColumns.isEmpty else { return text }
        text += "\nFacts (`facts/\(entity.rawValue).parquet`): the staged columns without `input` and `line`, and\n\n"
        return text + table(entity.factColumns)
    }

    private static func table(_ columns: [Column]) -> String {
        let rows = columns.map { "| `\($0.name)` | \(spelling($0.type)) | \($0.meaning.replacing("|", with: "\\|")) |\n" }
        return "| column | type | meaning |\n| --- | --- | --- |\n" + rows.joined()
    }

    /// How values of a type are written.
    private static func spelling(_ type: ColumnType) -> String {
        switch type {
        case .text: "text"
        case .identifier: "id, as text"
        case .handle: "handle, as exported"
        case .word: "lower-case word"
        case .count: "whole number"
        case .money: "decimal amount"
        case .currency: "ISO 4217 code"
        case .instant: "UTC, `2025-03-18T09:48:00Z`"
        case .day: "day, `2025-03-18`"
        case .flag: "1 or 0"
        case .list: "items joined by `\\|`"
        case .decimal: "decimal"
        }
    }
}

extension Entity {
    /// The entity that somebody names on the command line.
    init(named name: String) throws {
        guard let entity = Entity(rawValue: name) else {
            let nearest = nearestWord(to: name, among: Entity.allCases.map(\.rawValue)).map { "; did you mean `\($0)`?" } ?? ""
            throw CommandError(message: "no entity is called `\(name.printable)`\(nearest)", code: ExitStatus.usage)
        }
        self = entity
    }
}

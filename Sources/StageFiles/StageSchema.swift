internal import ColumnFiles
package import SocialData

/// What a file between two stages holds: rows of one entity, as ingest writes them or as normalize does.
package struct StageSchema: Sendable, Equatable {
    /// Which stage wrote the rows; raw values stand in the files.
    package enum Stage: String, Sendable {
        /// What files say, `input` and `line` last.
        case staged
        /// What normalize concluded, behind what files say.
        case facts
    }

    /// What the rows are of: what files say, or what was concluded of it.
    package let stage: Stage
    package let entity: Entity
    /// In the order of a row.
    package let columns: [SocialData.Column]

    /// What files say of an entity, with where each row comes from.
    package static func staged(_ entity: Entity) -> StageSchema {
        StageSchema(stage: .staged, entity: entity, columns: entity.stagedColumns)
    }

    /// What files say of an entity, with what normalize concluded.
    package static func facts(_ entity: Entity) -> StageSchema {
        StageSchema(stage: .facts, entity: entity, columns: entity.columns + entity.factColumns)
    }

    /// As people call it.
    var name: String { stage == .staged ? "staged \(entity.rawValue)" : "facts of \(entity.rawValue)" }

    /// The columns as Parquet has them.
    var definitions: [ColumnDefinition] { columns.map { ColumnDefinition($0.name, $0.type.stored) } }
}

extension SocialData.ColumnType {
    /// How the values of a column lie in a file. Whatever has an exact type there has it; the rest is text.
    var stored: ColumnFiles.ColumnType {
        switch self {
        case .count: .int64
        case .money: .decimal(precision: 18, scale: 4)
        case .instant: .timestamp
        case .day: .date
        case .flag: .boolean
        case .text, .identifier, .handle, .word, .currency, .list, .decimal: .string
        }
    }
}

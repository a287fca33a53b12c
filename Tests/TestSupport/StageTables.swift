internal import SocialData
package import StageFiles
internal import TextValues

/// Stage files as tables of text by column name, for tests only: values in canonical spelling, missing ones empty.
package enum StageTables {
    package typealias Row = [String: String]

    /// Writes a file as a stage does; columns left out are missing.
    package static func write(_ rows: [Row], as schema: StageSchema, path: String, shard: (Row) -> [UInt8]) throws {
        var table = StageRows(schema)
        for row in rows {
            for name in row.keys { precondition(schema.columns.contains { $0.name == name }, "there is no column \(name)") }
            table.append(spelled: schema.columns.map { row[$0.name] ?? "" })
        }
        var writer = try StageFileWriter(schema, path: path)
        let shards = rows.map { row in
            let identity = shard(row)
            return UInt8(Shards.shard(of: identity.span))
        }
        writer.add(table, shards: shards)
        try writer.publish()
    }

    /// The rows of each shard.
    package static func shards(_ schema: StageSchema, path: String) throws -> [[Row]] {
        let file = try StageFile(schema, path: path)
        return try (0..<Shards.count).map { shard in
            var rows = StageRows(schema)
            try file.read(shard: shard, into: &rows)
            return rows.indices.map { row in
                Dictionary(uniqueKeysWithValues: schema.columns.enumerated().map { ($1.name, rows.text(row, $0)) })
            }
        }
    }

    /// All rows, shard by shard.
    package static func rows(_ schema: StageSchema, path: String) throws -> [Row] { try shards(schema, path: path).flatMap { $0 } }
}

extension StageRows {
    /// Appends a row of values in canonical spelling.
    package mutating func append(spelled values: [String]) {
        precondition(values.count == schema.columns.count, "a row has one value per column")
        for (column, value) in values.enumerated() {
            let text = Array(value.utf8)
            let number: Int64?
            switch schema.columns[column].type {
            case .text, .identifier, .handle, .word, .currency, .list, .decimal:
                append(text: text.span, to: column)
                continue
            case .count: number = Canonical.count(text.span)
            case .money: number = Canonical.money(text.span)
            case .instant: number = Canonical.instant(text.span)
            case .day: number = Canonical.day(text.span).map(Int64.init)
            case .flag: number = Canonical.flag(text.span).map { $0 ? 1 : 0 }
            }
            precondition(text.isEmpty || number != nil, "\(value) is no value of \(schema.columns[column].name)")
            append(number: number, to: column)
        }
        endRow()
    }
}

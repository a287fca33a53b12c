internal import SocialData
package import StageFiles

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
        try writer.append(table, shards: shards)
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

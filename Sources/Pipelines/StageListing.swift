internal import Findings
internal import Jobs
internal import SocialData
package import StageFiles

extension PipelineRun {
    /// Lends the facts of an entity, or its staged rows, some thousands at once, in the order of the shards.
    ///
    /// - Parameters:
    ///   - limit: rows that are asked for; what comes behind them is not read.
    ///   - body: is told how many of the rows it may take.
    /// - Precondition: facts are only asked for where normalize makes them (`Entity.factColumns`).
    package func forEachBatch(of schema: StageSchema, limit: Int = .max, _ body: (StageRows, _ count: Int) throws -> Void) throws {
        let ledger = try soundFacts().ledger
        let paths: [String]
        switch schema.stage {
        case .facts:
            paths = [workspace.facts(schema.entity)]
        case .staged:
            paths = ledger.entries.filter { entry in
                entry.summary.refused == nil && entry.staged.contains { $0.entity == schema.entity.rawValue }
            }.map { workspace.staged(schema.entity, key: $0.key) }
        }
        var left = limit
        var rows = StageRows(schema)
        for file in try paths.map({ try StageFile(schema, path: $0) }) {
            for shard in 0..<Shards.count where left > 0 {
                try options.stop?.check()
                try file.forEachGroup(shard: shard, into: &rows) { rows in
                    let count = min(left, rows.count)
                    left -= count
                    if count > 0 { try body(rows, count) }
                }
            }
        }
    }
}

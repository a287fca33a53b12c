internal import Findings
internal import Jobs
internal import SocialData
package import StageFiles

extension PipelineRun {
    /// Lends the facts of an entity, or its staged rows, some thousands at once, in the order of the shards.
    ///
    /// - Precondition: facts are only asked for where normalize makes them (`Entity.factColumns`).
    package func forEachBatch(of schema: StageSchema, _ body: (StageRows) throws -> Void) throws {
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
        var rows = StageRows(schema)
        for file in try paths.map({ try StageFile(schema, path: $0) }) {
            for shard in 0..<Shards.count {
                try options.stop?.check()
                try file.forEachGroup(shard: shard, into: &rows) { try body($0) }
            }
        }
    }
}

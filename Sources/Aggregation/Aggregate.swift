internal import ByteStreams
package import Findings
internal import Jobs
internal import SocialData

/// Turns facts into cells and findings (Methods 3 to 9).
///
/// Works on one creator shard at a time, several in parallel, writes its cells and keeps totals by creator and segment.
/// The same facts give the same findings and the same cells for any number of jobs. Memory: what grows with creators
/// and segments, about 15 bytes for each creator's totals of a metric in a segment, and the shards being worked on.
///
/// - Throws: `AggregationError`, `StreamError`, `Stopped`. The cells are published at the end or not at all.
package func aggregate(_ request: AggregationRequest) throws -> FindingSet {
    let plan = try AggregationPlan(request)
    var tally = MergedTally(tierCount: plan.tierCount)
    var cells = try PublishedFile(path: request.cellsPath, mode: 0o600)
    try cells.write(try CellWriter.headerMember())
    var nextShard = 0
    try Parallel.orderedPipeline(
        jobs: request.jobs,
        produce: {
            guard nextShard < Shards.count else { return nil }
            defer { nextShard += 1 }
            return nextShard
        },
        transform: { shard in try ShardAggregator.tally(shard: shard, plan: plan) },
        consume: { shard in
            try cells.write(shard.cells)
            try tally.merge(shard)
        })
    tally.finish()
    let writer = FindingsWriter(
        tally: tally, definition: request.definition, bands: plan.bands, tiers: request.scheme.tiers,
        dimensions: plan.dimensions)
    let findings = try writer.findings(summary: request.summary, jobs: request.jobs, stop: request.stop)
    try cells.publish()
    return findings
}

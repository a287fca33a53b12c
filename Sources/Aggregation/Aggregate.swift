internal import ByteStreams
package import Findings
internal import Jobs
internal import SocialData

/// Turns facts into findings (Methods 3 to 9).
///
/// The same facts give the same findings for any number of jobs. Memory: what grows with creators and segments, about 15
/// bytes for each creator's totals of a metric in a segment, and the shards being worked on. Cells by creator and stratum, which are
/// nearly as many as posts, are put aside in a file (about 26 bytes each).
///
/// - Parameter creators: takes the rows per creator, in canonical order, some at a time: nobody need hold all of them.
/// - Throws: `AggregationError`, `StreamError`, `Stopped`, and what `creators` throws.
package func aggregate(
    _ request: AggregationRequest, creators: ([CreatorRow]) throws -> Void
) throws -> FindingSet {
    let plan = try AggregationPlan(request)
    let tally = try MergedTally(of: plan, jobs: request.jobs)
    let writer = FindingsWriter(
        tally: tally, definition: request.definition, bands: plan.bands,
        tiers: request.scheme.tiers, dimensions: plan.dimensions)
    return try writer.findings(summary: request.summary, jobs: request.jobs, stop: request.stop, creators: creators)
}

extension MergedTally {
    /// Adds up all shards, several in parallel, in parts where they are large: memory is the same for any number of posts.
    init(of plan: AggregationPlan, jobs: Int) throws {
        var tally = MergedTally(tierCount: plan.tierCount, scratch: try ScratchFile(in: plan.scratchFolder))
        var slices = plan.slices[...]
        try Parallel.orderedPipeline(
            jobs: jobs, inFlight: jobs + 1,
            produce: { slices.popFirst() }, transform: { slice in try plan.tally(slice) }, consume: { slice in try tally.merge(slice) })
        tally.finish()
        self = tally
    }
}

extension AggregationPlan {
    /// All shards. Parts of them that other machines made are read as they are.
    fileprivate var slices: [ShardSlice] {
        (0..<Shards.count).flatMap { shard in
            parts == nil ? Shards.slices(shard: shard, rows: posts?.rows(shard: shard) ?? 0, most: postsAtOnce) : [ShardSlice(shard: shard)]
        }
    }

    /// What a slice adds to the whole: read from its part, or added up here. Nothing behind it knows which.
    fileprivate func tally(_ slice: ShardSlice) throws -> ShardTally {
        try stop?.check()
        return try parts?.tally(shard: slice.shard, plan: self) ?? ShardAggregator.tally(slice, plan: self)
    }
}

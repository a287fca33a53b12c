internal import ByteStreams
package import Findings
internal import Jobs
internal import SocialData

/// Turns facts into findings (Methods 3 to 9).
///
/// The same facts give the same findings for any number of jobs. Memory: what grows with creators and segments, about 15
/// bytes for each creator's totals of a metric in a segment, and the shards being worked on. Cells by creator and stratum, which are
/// nearly as many as posts, are put aside in a file (about 50 bytes each).
///
/// - Parameter creators: takes the rows per creator, in canonical order, some at a time: nobody need hold all of them.
/// - Throws: `AggregationError`, `StreamError`, `Stopped`, and what `creators` throws.
package func aggregate(
    _ request: AggregationRequest, creators: ([CreatorRow]) throws -> Void
) throws -> FindingSet {
    let plan = try AggregationPlan(request)
    let tally = try MergedTally.complete(plan, jobs: request.jobs)
    let writer = FindingsWriter(
        tally: tally, definition: request.definition, bands: plan.bands,
        tiers: request.scheme.tiers, dimensions: plan.dimensions)
    return try writer.findings(summary: request.summary, jobs: request.jobs, stop: request.stop, creators: creators)
}

extension MergedTally {
    /// With what the comparisons need. Few files export components unevenly; these are read twice rather than all kept larger.
    fileprivate static func complete(_ plan: AggregationPlan, jobs: Int) throws -> MergedTally {
        do {
            let lean = try MergedTally(of: plan, jobs: jobs)
            if !lean.components.isUneven { return lean }
            // It is gone here, before the other one is made.
        }
        var plan = plan
        plan.keepsCore = true
        return try MergedTally(of: plan, jobs: jobs)
    }

    /// Adds up all shards, several in parallel.
    init(of plan: AggregationPlan, jobs: Int) throws {
        var tally = MergedTally(tierCount: plan.tierCount, scratch: try ScratchFile(in: plan.scratchFolder))
        var nextShard = 0
        try Parallel.orderedPipeline(
            jobs: jobs, inFlight: jobs + 1,
            produce: {
                guard nextShard < Shards.count else { return nil }
                defer { nextShard += 1 }
                return nextShard
            },
            transform: { shard in try plan.tally(shard: shard) },
            consume: { shard in try tally.merge(shard) })
        tally.finish()
        self = tally
    }
}

extension AggregationPlan {
    /// What a shard adds to the whole: read from its part, or added up here. Nothing behind it knows which.
    fileprivate func tally(shard: Int) throws -> ShardTally {
        try stop?.check()
        return try parts?.tally(shard: shard, plan: self) ?? ShardAggregator.tally(shard: shard, plan: self)
    }
}

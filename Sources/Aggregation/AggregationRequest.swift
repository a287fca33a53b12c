package import Findings
package import Jobs
package import SocialData
package import TextValues

/// What to aggregate and by which rules.
package struct AggregationRequest: Sendable {
    /// Folder of the facts of posts, deals, orders, snapshots and creators, sharded by creator. Any may be missing.
    package var factsFolder: String
    /// Where there is room for what is put aside while it is added up; nothing stays there.
    package var scratchFolder: String
    /// The question as it was asked; copied into the findings.
    package var definition: Definition
    /// The tiers that `definition` names.
    package var scheme: TierScheme
    /// The calendar of months and quarters (Methods 1.4).
    package var zone: ZoneOffsets
    /// What normalize counted; copied into the findings.
    package var summary: NormalizationSummary
    /// Where the totals of the shards are read; nil adds them up from the facts.
    package var parts: AggregationParts?
    /// Threads; no finding depends on it.
    package var jobs: Int
    /// Posts that one thread holds. Each costs some 250 bytes while it is worked on. No finding depends on it.
    package var postsAtOnce = 70_000
    /// Looked at between blocks of work; when it is set, `Stopped` is thrown.
    package var stop: StopFlag?
    /// Counts facts as they are read, for who shows progress.
    package var progress: ProgressCounter?

    /// What has no argument here keeps the value that stands above.
    package init(
        factsFolder: String, scratchFolder: String, definition: Definition, scheme: TierScheme, zone: ZoneOffsets = .utc,
        summary: NormalizationSummary = NormalizationSummary(), jobs: Int = 1, stop: StopFlag? = nil,
        progress: ProgressCounter? = nil
    ) {
        self.factsFolder = factsFolder
        self.scratchFolder = scratchFolder
        self.definition = definition
        self.scheme = scheme
        self.zone = zone
        self.summary = summary
        self.jobs = jobs
        self.stop = stop
        self.progress = progress
    }
}

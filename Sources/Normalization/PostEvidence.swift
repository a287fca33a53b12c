internal import Findings
internal import Jobs
internal import SocialData
internal import StageFiles
internal import TextValues

/// What only all posts together tell: follower counts at export time, and which deals some post names by its campaign.
///
/// Few exports have either, so it is collected only when a run over the posts has met a reason to.
struct PostEvidence: Sendable {
    /// Follower counts were collected into the snapshots.
    var hasFollowers: Bool
    /// By deal, whether some post names its campaign; nil: not collected.
    var hasCampaignPosts: [Bool]?
}

/// A follower count that posts of an account show for their export time.
struct ExportObservation: Sendable, Hashable, Comparable {
    var account: Int32
    /// `missingInstant` where the row has no `exported_at`.
    var instant: Int64
    var followers: Int64

    static func < (left: ExportObservation, right: ExportObservation) -> Bool {
        if left.account != right.account { return left.account < right.account }
        return left.instant != right.instant ? left.instant < right.instant : left.followers < right.followers
    }
}

/// Reads all posts once for the evidence. Memory grows with accounts and distinct export times, not with posts.
struct PostEvidenceCollector: Sendable {
    private struct Shard: Sendable {
        /// The accounts' values (`AccountResolver.parts`), by their number in `observations`.
        var accounts: [[[UInt8]]] = []
        var observations: [ExportObservation] = []
        var dealsByCampaign: Set<Int32> = []
        var rows = 0
        var bytes = 0
    }

    private let files: StagedFiles
    /// Follower counts of rows that are compacted.
    private let observations: StagedFiles
    private let columns = PostColumns()
    private let deals: DealTable
    private let request: NormalizationRequest

    init(_ files: StagedFiles, observations: StagedFiles, deals: DealTable, request: NormalizationRequest) {
        self.files = files
        self.observations = observations
        self.deals = deals
        self.request = request
    }

    /// Adds the follower counts to the snapshots and their creators to the resolver.
    ///
    /// - Returns: the evidence, and the largest count of each channel at export, which is a profile count too
    ///   (Methods 3.2 (d)): a post that went up long before has no nearer one.
    func collect(
        _ resolver: inout AccountResolver, _ snapshots: inout SnapshotTable
    ) throws -> (evidence: PostEvidence, profiles: [Int64]) {
        let workers = Pool<AccountResolver>()
        let closed = resolver.closed()
        var observations: [ExportObservation] = []
        var hasCampaignPosts = [Bool](repeating: false, count: deals.count)
        try files.forEachShard(jobs: request.jobs, { shard in try collect(shard: shard, workers, closed) }) { shard in
            let numbers = shard.accounts.map { Int32(resolver.resolve(parts: $0)) }
            for observation in shard.observations {
                observations.append(
                    ExportObservation(
                        account: numbers[Int(observation.account)], instant: observation.instant,
                        followers: observation.followers))
            }
            for deal in shard.dealsByCampaign { hasCampaignPosts[Int(deal)] = true }
            request.progress?.add(rows: shard.rows, bytes: shard.bytes)
        }
        observations.sort()
        var profiles = [Int64](repeating: 0, count: resolver.creators.channelCount)
        var previous: ExportObservation?
        for observation in observations where observation != previous {
            previous = observation
            let channel = resolver[Int(observation.account)].channel
            guard channel >= 0 else { continue }
            profiles[Int(channel)] = max(profiles[Int(channel)], observation.followers)
            snapshots.addDerived(
                account: Int(observation.account), channel: channel, instant: observation.instant,
                followers: observation.followers)
        }
        return (PostEvidence(hasFollowers: true, hasCampaignPosts: hasCampaignPosts), profiles)
    }

    private func collect(shard: Int, _ workers: Pool<AccountResolver>, _ closed: AccountResolver) throws -> Shard {
        try request.stop?.check()
        var resolver = workers.take() ?? closed
        var result = Shard()
        for source in [files, observations] {
            try source.forEachBatch(ofShard: shard, columns: columns.ofEvidence) { batch in
                result.bytes += batch.byteCount
                result.rows += batch.count
                collect(batch, &resolver, into: &result)
                // Posts of one account share their export time: kept once, they are few.
                if result.observations.count > 1 << 20 { result.observations = Array(Set(result.observations)) }
            }
        }
        result.observations.sort()
        var unique: [ExportObservation] = []
        var numbers: [Int32: Int32] = [:]
        for observation in result.observations where unique.last.map({ !isSame($0, observation, numbers) }) ?? true {
            var renumbered = observation
            if let known = numbers[observation.account] {
                renumbered.account = known
            } else {
                renumbered.account = Int32(result.accounts.count)
                numbers[observation.account] = renumbered.account
                result.accounts.append(resolver.parts(Int(observation.account)))
            }
            unique.append(renumbered)
        }
        result.observations = unique
        workers.give(resolver)
        return result
    }

    private func isSame(_ renumbered: ExportObservation, _ other: ExportObservation, _ numbers: [Int32: Int32]) -> Bool {
        renumbered.instant == other.instant && renumbered.followers == other.followers
            && numbers[other.account] == renumbered.account
    }

    private func collect(_ batch: StageRows, _ resolver: inout AccountResolver, into result: inout Shard) {
        let bytes = batch.bytes.span
        for row in batch.indices {
            let followers = batch.number(row, columns.followersAtExport)
            let campaign = batch.range(row, columns.campaign)
            let knownCampaign = campaign.isEmpty ? nil : deals.campaigns.find(bytes.extracting(campaign))
            guard followers != nil || knownCampaign != nil else { continue }
            let account = resolver.resolve(
                batch.bytes.span, platform: batch.range(row, columns.platform), creatorID: batch.range(row, columns.creatorID),
                account: batch.range(row, columns.accountID), handle: batch.range(row, columns.handle))
            if let followers, followers > 0, resolver[account].shard >= 0 {
                result.observations.append(
                    ExportObservation(
                        account: Int32(account), instant: batch.number(row, columns.exportedAt) ?? missingInstant, followers: followers))
            }
            if let knownCampaign {
                let found = deals.deal(
                    ofPost: Int(resolver[account].channel), campaign: knownCampaign, isSponsored: false,
                    postedAt: batch.number(row, columns.postedAt) ?? missingInstant, hasCampaignPosts: nil)
                if let found { result.dealsByCampaign.insert(Int32(found.deal)) }
            }
        }
    }
}

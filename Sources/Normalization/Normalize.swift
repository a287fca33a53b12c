package import Findings
internal import Jobs
internal import SocialData
internal import StageFiles

/// Turns staged rows into facts: one row per post, deal, order and follower snapshot.
///
/// Writes `posts`, `deals`, `orders`, `snapshots` and `creators` as `ENTITY.parquet` into the facts folder, each published whole. The
/// same rows give the same facts and the same summary, whatever files they came in, in whatever order, for any number of
/// jobs. Memory: creators, deals, codes, rates and follower counts, and a few shards of posts or orders.
///
/// - Throws: `NormalizationError`, `StreamError`, `Stopped`. Facts published before the error stay; the rest is as before.
package func normalize(_ request: NormalizationRequest) throws -> NormalizationSummary {
    var normalizer = try Normalizer(request)
    return try normalizer.run()
}

/// The steps of normalizing, in the order in which they need each other.
private struct Normalizer {
    private let request: NormalizationRequest
    private var staged: [Entity: StagedFiles] = [:]
    /// Follower counts of posts that are compacted.
    private let observations: StagedFiles
    private var currency: ReportingCurrency
    private var resolver = AccountResolver(directory: CreatorDirectory())
    private var deals = DealTable()
    private var codes = CodeTable()
    private var spend = SpendTable()
    private var snapshots = SnapshotTable()
    private var people = PersonTable()
    private var summary = NormalizationSummary()
    private var notices = NormalizationNotices()
    private var losses: NormalizationLosses
    private var spendLeft: [SpendAssignment.Left] = []

    init(_ request: NormalizationRequest) throws {
        self.request = request
        losses = NormalizationLosses(currency: request.definition.currency)
        currency = try ReportingCurrency(request.definition.currency, zone: request.zone)
        observations = try StagedFiles(.posts, paths: request.compacted.map { [$0.observations] } ?? [], jobs: 1)
        for entity in Entity.allCases {
            let compacted = entity == .posts ? request.compacted.map { [$0.posts] } : nil
            staged[entity] = try StagedFiles(
                entity, paths: (request.staged[entity] ?? []) + (compacted ?? []), jobs: request.jobs, rowsAtOnce: request.rowsAtOnce)
        }
    }

    mutating func run() throws -> NormalizationSummary {
        try readSmallEntities()
        let posts = try normalizePosts()
        let history = posts.history
        let dealNormalizer = DealNormalizer(
            deals, codes: codes, history: history, currency: currency, request: request)
        let dealFacts = try dealNormalizer.facts()
        let shardOfDeal = shardsOfDeals()
        let (orders, evidence) = try normalizeOrders(shardOfDeal, handles: posts.handles)
        try writeDeals(dealNormalizer, dealFacts, orders, shardOfDeal)
        try writeSnapshots()
        try writeCreators()

        let conflicts = resolver.directory.conflictingHandles()
        notices.add(resolver.directory, conflicts: conflicts)
        notices.add(currency, deals: dealFacts, orders: orders)
        notices.add(orders, currency: request.definition.currency)
        summary.notices = notices.notices
        summary.mergedStoreInputs = orders.mergedStoreInputs.sorted()
        let unmatched = Unmatched(
            creators: resolver.creators, deals: deals, dealFacts: dealFacts, codes: codes, snapshots: snapshots,
            totals: orders, postsOfDeal: posts.postsOfDeal, hasPosts: posts.hasPosts,
            spend: spendLeft, hasAnyPosts: !files(.posts).isEmpty, hasAnyOrders: !files(.orders).isEmpty)
        summary.unmatched = unmatched.rows()
        summary.unusedCost = DealNormalizer.unusedCost(dealFacts)
        losses.add(conflicts: conflicts)
        losses.add(orders, evidence)
        losses.add(orders.repeated, InputSources(request.origins), zone: request.zone)
        losses.add(reasons: orders.ofReason)
        losses.add(salesOf: dealFacts, orders)
        losses.add(deals, dealFacts, lastOrder: orders.latest, maturity: request.definition.maturityDays, zone: request.zone)
        losses.add(deals, dealFacts, days: orders.days, maturity: request.definition.maturityDays)
        let hasCredit = orders.ofDeal.contains { $0.orders > 0 }
        losses.add(codes, orders, hasCredit: hasCredit)
        if hasCredit {
            losses.add(similarCodes: .codes(orders, codes))
            losses.add(similarLinks: .links(orders, deals))
            losses.add(withoutCode: dealFacts, deals, codes, orders)
        }
        losses.add(beforeStartOf: orders)
        losses.add(otherDealOf: orders)
        losses.add(pendingOf: orders)
        losses.add(giftCardsOf: orders)
        losses.add(summary.unmatched, windowDays: request.definition.windowDays, hasCredit: hasCredit)
        losses.add(summary.duplicates, deals: deals.doubts.sum(.otherDeal, deals.rows, currency).money)
        losses.addStoreClash(orders)
        losses.add(otherAmounts: orders.otherAmounts)
        losses.add(stragglingOf: orders, asOf: request.asOf, zone: request.zone)
        losses.add(equalRowsOf: orders)
        losses.add(cancelledLater: orders.cancelledLater, failedOnce: orders.failedOnce)
        summary.losses = losses.losses
        return summary
    }

    // MARK: Steps

    private mutating func readSmallEntities() throws {
        var directory = CreatorDirectory()
        try forEachBatch(.creators) {
            directory.add(creators: $0)
            people.add($0)
        }
        try forEachBatch(.accounts) { directory.add(accounts: $0) }
        directory.finish()
        try forEachBatch(.rates) { currency.add(rates: $0) }
        resolver = AccountResolver(directory: directory)
        // Deals first, so that creators with deals have the lowest numbers.
        try forEachBatch(.deals) { deals.add($0, &resolver) }
        let sources = InputSources(request.origins)
        try deals.finish(resolver, sources, CalledOffDeals(request.calledOff, resolver, sources))
        losses.add(deals, currency)
        losses.add(CreatorTwins(deals.deals, resolver.creators))
        try forEachBatch(.snapshots) { snapshots.add($0, &resolver) }
        var known = resolver.closed()
        try forEachBatch(.spend) { spend.add($0, &known) }
        spend.finish(zone: request.zone)
        let assignment = try SpendAssignment(spend, &deals, currency, windowDays: request.definition.windowDays)
        spendLeft = assignment.left
        losses.add(assignment)
        losses.add(halfCovered: spend)
        losses.add(undated: spend)
        losses.add(contradicted: spend)
        losses.add(renamed: spend)
        losses.add(repeated: spend)
        losses.add(totals: spend)
        try forEachBatch(.codes) { codes.add($0) }
        codes.finish(deals)
        add(.deals, accepted: deals.accepted, facts: deals.count, deals.tally)
        var overlaps = DuplicateTally()
        overlaps.drop(spend.accepted - spend.kept)
        if spend.accepted > 0 { add(.spend, accepted: spend.accepted, facts: spend.kept, overlaps) }
        add(.codes, accepted: codes.accepted, facts: codes.kept, codes.tally)
    }

    private struct Posts {
        var history: FollowersHistory
        var postsOfDeal: [Int32]
        var hasPosts: [Bool]
        var handles: OwnerTable
    }

    /// Runs over the posts again, with evidence, where a run met a reason to collect it: once for each of the reasons at most.
    private mutating func normalizePosts() throws -> Posts {
        var evidence: PostEvidence?
        var links: SharedLinks?
        var profiles: [Int64] = []
        let collector = PostEvidenceCollector(files(.posts), observations: observations, deals: deals, request: request)
        if !observations.isEmpty { (evidence, profiles) = try collector.collect(&resolver, &snapshots) }
        while true {
            var table = snapshots
            table.resolveDuplicates(resolver)
            profiles += [Int64](repeating: 0, count: resolver.creators.channelCount - profiles.count)
            let history = FollowersHistory(observations: table.entries, profiles: profiles)
            let normalizer = PostNormalizer(
                files(.posts), resolver: resolver, history: history, deals: deals, evidence: evidence, links: links, request: request)
            let run = PostRun(normalizer, deals: deals.count, creators: resolver.creators.count)
            switch try run.write(request) {
            case .needsFollowers:
                (evidence, profiles) = try collector.collect(&resolver, &snapshots)
            case .needsCampaigns(let hasCampaignPosts):
                evidence = PostEvidence(hasFollowers: false, hasCampaignPosts: hasCampaignPosts)
            case .needsLinks(let hashes):
                links = try SharedLinks(hashes, files(.posts), resolver, request: request)
            case .written(var totals):
                snapshots = table
                let compacted = request.compacted?.dropped ?? 0
                totals.duplicates.drop(compacted)
                add(.posts, accepted: totals.accepted + compacted, facts: totals.kept, totals.duplicates)
                notices.add(
                    .postsWithSeveralAuthors, rows: totals.postsWithSeveralAuthors,
                    "Posts with several authors; each belongs to the first.")
                losses.add(totals.farFromCounts, of: totals.kept)
                losses.add(collaborations: totals.collaborations + (links?.collaborations ?? 0), of: totals.kept)
                losses.add(totals.lostCounts, of: totals.kept)
                losses.add(repeatedPosts: links?.repeated ?? 0, of: totals.kept)
                losses.add(withoutLikes: totals.withoutLikes, of: totals.kept)
                losses.add(aboveFollowers: totals.aboveFollowers, of: totals.withFollowers)
                return Posts(
                    history: history, postsOfDeal: totals.postsOfDeal, hasPosts: totals.hasPosts,
                    handles: normalizer.handles())
            }
        }
    }

    /// Ends a run over the orders early.
    private struct EvidenceNeeded: Error {}

    /// Runs over the orders twice where the first run met an order that others decide about.
    private mutating func normalizeOrders(
        _ shardOfDeal: [Int], handles: OwnerTable
    ) throws -> (totals: OrderTotals, evidence: OrderEvidence?) {
        let attribution = try attribution(handles: handles)
        var evidence: OrderEvidence?
        while true {
            let normalizer = OrderNormalizer(
                files(.orders), codes: codes, deals: deals, attribution: attribution, currency: currency,
                shardOfDeal: shardOfDeal, evidence: evidence, request: request)
            do {
                return (try writeOrders(normalizer, needsEvidence: evidence == nil), evidence)
            } catch is EvidenceNeeded {
                evidence = try OrderEvidenceCollector(files(.orders), request: request).collect()
            }
        }
    }

    private mutating func writeOrders(_ normalizer: OrderNormalizer, needsEvidence: Bool) throws -> OrderTotals {
        var file = try FactFile(.orders, folder: request.factsFolder)
        var totals = OrderTotals(deals: deals.count, codes: codes.names.count)
        var duplicates = DuplicateTally()
        var (accepted, kept) = (0, 0)
        var stores = ByteTable()
        try files(.orders).forEachSlice(jobs: request.jobs, normalizer.normalize(_:)) { shard in
            if needsEvidence {
                for store in 0..<shard.stores.count { shard.stores.withBytes(store) { _ = stores.insert($0) } }
                if shard.needsEvidence || stores.count > 1 { throw EvidenceNeeded() }
            }
            try file.append(shard.facts)
            totals.merge(shard.totals)
            duplicates.merge(shard.duplicates)
            accepted += shard.accepted
            kept += shard.kept
            request.progress?.add(rows: shard.accepted, bytes: shard.bytes)
        }
        try file.publish()
        add(.orders, accepted: accepted, facts: kept, duplicates)
        summary.attribution = AttributionKind.allCases.map {
            totals.ofKind[$0.rawValue].row($0.word)
        }
        summary.attributionWitnesses = zip(AttributionWitnesses.all, totals.ofWitness).map { $1.row($0.word) }
        for reason in OrderReason.allCases where totals.ofReason[reason.rawValue] > 0 {
            guard let word = reason.word else { continue }
            summary.exclusions.append(
                ExclusionRow(unit: .orders, tier: "", metric: .none, reason: word, rows: totals.ofReason[reason.rawValue]))
        }
        return totals
    }

    /// Names that links may use: keys and exported ids of the creators with deals, and every handle met.
    private func attribution(handles: OwnerTable) throws -> OrderAttribution {
        var ids = OwnerTable()
        var names = handles
        names.merge(resolver.handles)
        var creatorsWithDeals = [Bool](repeating: false, count: resolver.creators.count)
        let idColumn = DealColumn.creatorID.position
        for deal in deals.deals where deal.creator >= 0 {
            let creator = Int(deal.creator)
            creatorsWithDeals[creator] = true
            resolver.creators.keys.withBytes(creator) { ids.add($0, owner: creator) }
            ids.add(deals.rows.bytes.span.extracting(deals.rows.range(deal.row, idColumn)), owner: creator)
        }
        resolver.directory.forEachHandle { handle, key in
            if let creator = resolver.creators.find(key.span) { names.add(handle.span, owner: creator) }
        }
        var evidence = resolver.closed()
        try forEachBatch(.accounts) { batch in
            for row in batch.indices {
                _ = evidence.resolve(
                    batch.bytes.span, platform: batch.range(row, AccountColumn.platform.position),
                    creatorID: batch.range(row, AccountColumn.creatorID.position),
                    account: batch.range(row, AccountColumn.accountID.position),
                    handle: batch.range(row, AccountColumn.handle.position))
            }
        }
        names.merge(evidence.handles)
        names.keep(where: { creatorsWithDeals[$0] })
        return OrderAttribution(codes: codes, deals: deals, ids: ids, handles: names, windowDays: request.definition.windowDays)
    }

    private mutating func writeDeals(
        _ normalizer: DealNormalizer, _ facts: [DealFact], _ orders: OrderTotals, _ shardOfDeal: [Int]
    ) throws {
        var file = try FactFile(.deals, folder: request.factsFolder)
        try file.append(try normalizer.rows(facts, orders.ofDeal, shardOfDeal: shardOfDeal, resolver))
        try file.publish()
    }

    private mutating func writeSnapshots() throws {
        var file = try FactFile(.snapshots, folder: request.factsFolder)
        try file.append(snapshots.facts(resolver))
        try file.publish()
        let facts = snapshots.entries.count
        let duplicates = snapshots.tally
        summary.rows.append(
            EntityRows(
                entity: .snapshots, accepted: snapshots.accepted,
                derived: facts + duplicates.dropped - snapshots.accepted, facts: facts, duplicates: duplicates.dropped))
        summary.duplicates.append(duplicates.row(entity: .snapshots))
    }

    private func writeCreators() throws {
        var file = try FactFile(.creators, folder: request.factsFolder)
        try file.append(people.facts())
        try file.publish()
    }

    // MARK: Helpers

    /// Fact shard of each deal: its creator's, else its own.
    private func shardsOfDeals() -> [Int] {
        deals.deals.indices.map { number in
            let shard = resolver[deals.deals[number].account].shard
            return shard >= 0 ? Int(shard) : Shards.shard(of: Array(deals.id(number).utf8).span)
        }
    }

    private mutating func add(_ entity: Entity, accepted: Int, facts: Int, _ duplicates: DuplicateTally) {
        summary.rows.append(
            EntityRows(
                entity: entity, accepted: accepted, derived: 0, facts: facts, duplicates: duplicates.dropped))
        summary.duplicates.append(duplicates.row(entity: entity))
    }

    private func files(_ entity: Entity) -> StagedFiles {
        guard let files = staged[entity] else {
            // `init` opens the files of every entity.
            preconditionFailure("staged files of \(entity.rawValue) were not opened")
        }
        return files
    }

    private func forEachBatch(_ entity: Entity, _ body: (StageRows) throws -> Void) throws {
        try files(entity).forEachBatch(stop: request.stop, progress: request.progress, body)
    }
}

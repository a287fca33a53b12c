internal import SocialData
internal import StageFiles
internal import TextValues

/// A deal as posts, orders and its own fact need it. Its number is its place by `deal_id` bytes.
struct Deal: Sendable {
    /// Row of the table's store.
    var row: Int
    var creator: Int32
    var channel: Int32
    /// The open resolver's number of the account.
    var account: Int
    /// Seconds since 1970, or `missingInstant`.
    var startedAt: Int64
    /// Number of its campaign id, −1 for none.
    var campaign: Int32
}

/// All deals, one per `deal_id`, found by creator, by channel and by id.
struct DealTable: Sendable {
    /// Sponsored posts without a campaign id belong to a deal for so long after its start (Methods 4.2).
    static let postWindow: Int64 = 30 * CivilTime.secondsPerDay

    private(set) var rows = StageRows(.staged(.deals))
    private var accounts: [Int32] = []
    /// Rows that were staged; merged ones follow.
    private(set) var accepted = 0
    /// Number of each staged row's file.
    private var inputs: [Int32] = []
    private var inputNames = ByteTable()
    private(set) var deals: [Deal] = []
    private(set) var tally = DuplicateTally()
    private(set) var doubts = DealDoubts()
    private var ids = ByteTable()
    private var dealOfID: [Int32] = []
    private(set) var campaigns = CampaignNames()
    /// Deals by channel, start and number; where each channel begins.
    private var byChannel = GroupedDeals()
    private var byCreator = GroupedDeals()

    var count: Int { deals.count }

    mutating func add(_ batch: StageRows, _ resolver: inout AccountResolver) {
        let entity = Entity.deals
        let (platform, creatorID) = (DealColumn.platform.position, DealColumn.creatorID.position)
        let handle = DealColumn.handle.position
        for row in batch.indices {
            // A deal names no account id: an empty range.
            let none = batch.range(row, handle).lowerBound
            let account = resolver.resolve(
                batch.bytes.span, platform: batch.range(row, platform), creatorID: batch.range(row, creatorID),
                account: none..<none, handle: batch.range(row, handle))
            accounts.append(Int32(account))
            let input = batch.bytes.span.extracting(batch.range(row, entity.columns.count))
            inputs.append(Int32(inputNames.insert(input)))
            rows.append(row, of: batch)
            accepted += 1
        }
    }

    /// Keeps one row per deal and builds the ways to find it. Call once, after all rows were added.
    ///
    /// - Parameters:
    ///   - sources: what is known of the files.
    ///   - calledOff: deals that do not count, whatever their rows say.
    /// - Throws: `amountTooLarge`.
    mutating func finish(_ resolver: AccountResolver, _ sources: InputSources, _ calledOff: CalledOffDeals) throws {
        let origins = (0..<inputNames.count).map { inputNames.withBytes($0) { sources.origin(ofInput: $0) } }
        let order = RowOrder(.deals)
        let idColumn = DealColumn.dealID.position
        let sorted = (0..<rows.count).sorted { left, right in
            let byID = rows.compare(idColumn, left, right)
            return byID != 0 ? byID < 0 : order.precedes(rows, left, right)
        }
        var kept: [Int] = []
        var sharedDeals: [[Int]: Int] = [:]
        var start = 0
        while start < sorted.count {
            var end = start + 1
            while end < sorted.count, sameID(sorted[start], sorted[end], idColumn) { end += 1 }
            noteFiles(of: sorted[start..<end], in: &sharedDeals)
            let isCalledOff = isCalledOff(sorted[start..<end], resolver, calledOff)
            if let paid = try payments(of: Array(sorted[start..<end]), order, origins) {
                for (place, merged) in paid.deals.enumerated() {
                    rows.append(0, of: merged.values)
                    accounts.append(accounts[merged.source])
                    kept.append(rows.count - 1)
                    if place > 0 { doubts.add(rows.count - 1, times: 1, .otherCurrency) }
                    // What was paid is spent, unless it came back.
                    if isCalledOff { doubts.add(rows.count - 1, times: 1, .calledOffAndPaid) }
                }
                doubts.add(paid.doubts)
                if paid.isContradictory { tally.addConflict(rows.text(sorted[start], idColumn)) }
            } else if isCalledOff {
                doubts.add(sorted[end - 1], times: 1, .calledOff)
            } else {
                let greatest = sorted[end - 1]
                if sorted[start..<end].contains(where: { order.contradict(rows, $0, greatest) }) {
                    tally.addConflict(rows.text(greatest, idColumn))
                }
                addDoubts(sorted[start..<end], order, origins)
                kept.append(greatest)
            }
            start = end
        }
        // A payment in another currency made a deal of its own, so the ids are sorted once more.
        let all = rows
        kept.sort { left, right in
            let span = all.bytes.span
            return compareBytes(span.extracting(all.range(left, idColumn)), span.extracting(all.range(right, idColumn))) < 0
        }
        tally.drop(accepted - kept.count)
        for row in kept { append(row, resolver) }
        doubts.add(DealTwins(deals, rows, inputs: inputs, origins: origins, sharedDeals: sharedDeals).doubts)
        byChannel = GroupedDeals(deals, groups: resolver.creators.channelCount) { Int($0.channel) }
        byCreator = GroupedDeals(deals, groups: resolver.creators.count) { Int($0.creator) }
    }

    /// More files than this that hold one deal are a series of exports, and number their deals.
    private static let mostFiles = 8

    /// Counts one deal for each two files that hold it under one number: what they hold besides may be one, too.
    ///
    /// - Parameters:
    ///   - group: rows of the deal.
    ///   - shared: by the files, ascending.
    private func noteFiles(of group: ArraySlice<Int>, in shared: inout [[Int]: Int]) {
        guard group.count > 1 else { return }
        let files = Set(group.map { Int(inputs[$0]) }).sorted()
        guard files.count > 1, files.count <= Self.mostFiles else { return }
        for (place, file) in files.enumerated() { for other in files[(place + 1)...] { shared[[file, other], default: 0] += 1 } }
    }

    /// Whether another file than those of the rows of one deal calls it off.
    ///
    /// - Parameter group: ascending by the order.
    private func isCalledOff(_ group: ArraySlice<Int>, _ resolver: AccountResolver, _ calledOff: CalledOffDeals) -> Bool {
        guard !calledOff.isEmpty, let row = group.last else { return false }
        let id = rows.bytes.span.extracting(rows.range(row, DealColumn.dealID.position))
        return calledOff.calls(
            off: id, creator: resolver[Int(accounts[row])].creator, startedAt: rows.number(row, DealColumn.startedAt.position),
            inputs: group.map { inputNames.bytes(Int(inputs[$0])) })
    }

    /// What the payments among the rows of one deal make; nil where none is one. Nothing holds the table afterwards, which grows.
    private func payments(
        of group: [Int], _ order: RowOrder, _ origins: [InputOrigin?]
    ) throws -> (deals: [DealPayments.Merged], doubts: DealDoubts, isContradictory: Bool)? {
        let payments = DealPayments(group, rows: rows, inputs: inputs, origins: origins, order: order)
        guard !payments.isEmpty else { return nil }
        return (try payments.deals(), payments.doubts, payments.isContradictory)
    }

    /// What of the rows of one deal does not count: rows that differ from the greatest, and rows of files that have no numbers of
    /// deals and no day, of which each may be another deal.
    ///
    /// - Parameters:
    ///   - group: ascending by `order`.
    ///   - origins: by input.
    private mutating func addDoubts(_ group: ArraySlice<Int>, _ order: RowOrder, _ origins: [InputOrigin?]) {
        let startColumn = DealColumn.startedAt.position
        guard let greatest = group.last else { return }
        var place = group.startIndex
        while place < group.endIndex {
            let row = group[place]
            var files: Set<Int32> = []
            var end = place
            while end < group.endIndex, !order.contradict(rows, row, group[end]) {
                files.insert(inputs[group[end]])
                end += 1
            }
            if order.contradict(rows, row, greatest) {
                doubts.add(row, times: 1, .otherDeal)
            } else if files.count > 1, files.allSatisfy({ origins[Int($0)]?.makesDealIDs == true }),
                rows.isMissing(row, startColumn) || files.contains(where: { origins[Int($0)]?.setsStart == true }) {
                doubts.add(row, times: files.count - 1, .sameDeal)
            }
            place = end
        }
    }

    /// The deal of an id, nil where there is none.
    func find(_ id: Span<UInt8>) -> Int? {
        ids.find(id).map { Int(dealOfID[$0]) }
    }

    func id(_ deal: Int) -> String { rows.text(deals[deal].row, DealColumn.dealID.position) }

    /// Appends a deal's id.
    func appendID(_ deal: Int, to output: inout [UInt8]) {
        output.append(contentsOf: rows.bytes[rows.range(deals[deal].row, DealColumn.dealID.position)])
    }

    func handle(_ deal: Int) -> [UInt8] {
        let bytes = rows.bytes.span
        return HandleFolding.fold(bytes.extracting(rows.range(deals[deal].row, DealColumn.handle.position)))
    }

    /// The creator's deal that started last at or before an instant, and at most `window` seconds before it; of two that
    /// started together the one with the greater id.
    func latest(creator: Int, at instant: Int64, window: Int64) -> Int? {
        guard instant != missingInstant else { return nil }
        for deal in byCreator.group(creator).reversed() {
            let start = deals[Int(deal)].startedAt
            guard start != missingInstant else { return nil }
            if start <= instant { return instant - start <= window ? Int(deal) : nil }
        }
        return nil
    }

    /// All deals of that creator which began in the same time, that one among them.
    func running(creator: Int, at instant: Int64, window: Int64) -> [Int] {
        guard instant != missingInstant else { return [] }
        return byCreator.group(creator).map { Int($0) }.filter { deal in
            let start = deals[deal].startedAt
            return start != missingInstant && start <= instant && instant - start <= window
        }
    }

    /// The deal a post belongs to (Methods 4.2).
    ///
    /// - Parameters:
    ///   - hasCampaignPosts: by deal, whether some post names its campaign, where that is known: then the creator's other
    ///     posts are not the deal's.
    /// - Returns: the deal, and whether the post names its campaign.
    func deal(
        ofPost channel: Int, campaign: Int32, isSponsored: Bool, postedAt: Int64, hasCampaignPosts: [Bool]?
    ) -> (deal: Int, byCampaign: Bool)? {
        let candidates = byChannel.group(channel)
        guard !candidates.isEmpty else { return nil }
        if campaign >= 0, let deal = dealOfCampaign(campaign, among: candidates, postedAt: postedAt) { return (deal, true) }
        guard isSponsored, postedAt != missingInstant else { return nil }
        for candidate in candidates.reversed() {
            let deal = Int(candidate)
            let start = deals[deal].startedAt
            guard start != missingInstant, postedAt - start <= Self.postWindow else { return nil }
            if start <= postedAt, hasCampaignPosts?[deal] != true { return (deal, false) }
        }
        return nil
    }

    /// Of several deals for one campaign the last that had begun, else the first to begin.
    private func dealOfCampaign(_ campaign: Int32, among candidates: ArraySlice<Int32>, postedAt: Int64) -> Int? {
        var first: Int?
        for candidate in candidates.reversed() where deals[Int(candidate)].campaign == campaign {
            if deals[Int(candidate)].startedAt <= postedAt { return Int(candidate) }
            first = Int(candidate)
        }
        return first
    }

    // MARK: advertising

    private static let currencyColumn = DealColumn.currency.position
    private static let boostColumn = DealColumn.boostSpend.position
    private static let components = CostComponent.allCases.map { $0.column.position }

    func currency(_ deal: Int) -> [UInt8] { Array(rows.bytes[rows.range(deals[deal].row, Self.currencyColumn)]) }

    func namesAmount(_ deal: Int) -> Bool { Self.components.contains { !rows.isMissing(deals[deal].row, $0) } }

    func foldedCampaign(_ deal: Int) -> [UInt8] {
        let bytes = rows.bytes.span
        return WordFolding.fold(bytes.extracting(rows.range(deals[deal].row, DealColumn.campaignID.position)))
    }

    /// When a deal ended; its begin where nothing says.
    func end(_ deal: Int) -> Int64 {
        return rows.number(deals[deal].row, DealColumn.endedAt.position) ?? deals[deal].startedAt
    }

    /// Sets what advertising a deal's posts cost, unless its own row states more; whether that row states something else.
    mutating func setBoost(_ deal: Int, _ amount: Int64, currency: [UInt8]) -> Bool {
        let row = deals[deal].row
        let own = rows.number(row, Self.boostColumn)
        if let own, own >= amount { return own != amount }
        rows.appendCopy(of: row)
        rows.set(rows.count - 1, Self.boostColumn, number: amount)
        rows.set(rows.count - 1, Self.currencyColumn, text: currency.span)
        deals[deal].row = rows.count - 1
        return own != nil
    }

    private func sameID(_ left: Int, _ right: Int, _ column: Int) -> Bool {
        return rows.compare(column, left, right) == 0
    }

    private mutating func append(_ row: Int, _ resolver: AccountResolver) {
        let bytes = rows.bytes
        let span = bytes.span
        let id = span.extracting(rows.range(row, DealColumn.dealID.position))
        let campaign = span.extracting(rows.range(row, DealColumn.campaignID.position))
        let account = Int(accounts[row])
        let start = rows.number(row, DealColumn.startedAt.position)
        _ = ids.insert(id)
        dealOfID.append(Int32(deals.count))
        deals.append(
            Deal(
                row: row, creator: resolver[account].creator, channel: resolver[account].channel, account: account,
                startedAt: start ?? missingInstant, campaign: campaign.count > 0 ? campaigns.insert(campaign) : -1))
    }
}

/// Deals by a group (creator, channel), in each by start, then number.
struct GroupedDeals: Sendable {
    private var members: [Int32] = []
    private var starts: [Int] = [0]

    init() {}

    /// - Parameter group: −1 leaves a deal out.
    init(_ deals: [Deal], groups: Int, _ group: (Deal) -> Int) {
        members = deals.indices.filter { group(deals[$0]) >= 0 }.map { Int32($0) }
        members.sort { left, right in
            let (one, other) = (deals[Int(left)], deals[Int(right)])
            if group(one) != group(other) { return group(one) < group(other) }
            return one.startedAt != other.startedAt ? one.startedAt < other.startedAt : left < right
        }
        starts = [Int](repeating: 0, count: groups + 1)
        for member in members { starts[group(deals[Int(member)]) + 1] += 1 }
        for index in 1..<starts.count { starts[index] += starts[index - 1] }
    }

    /// Groups that came after the deals have none.
    func group(_ number: Int) -> ArraySlice<Int32> {
        guard number >= 0, number + 1 < starts.count else { return [] }
        return members[starts[number]..<starts[number + 1]]
    }
}

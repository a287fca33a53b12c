internal import SocialData
internal import StageFiles
internal import TextValues

/// A sum spent on one ad (ad set, campaign) over one period.
struct Spend: Sendable {
    var row: Int
    var amount: Int128
    /// Rows in it.
    var rows: Int
}

/// What advertising cost, each amount once: rows are parts that add up, and several reports may hold the same spending.
///
/// Reports of one campaign overlap in three ways, and in each the one that tells more is used, the finer where they tell the same:
/// by level (campaign, ad set, ad), by period (a month and its days), by breakdown (age here, country there). Ids tell campaigns
/// and ads apart where all rows have them, names elsewhere; other networks and accounts are other spending.
struct SpendTable: Sendable {
    /// Positions of the columns.
    struct Columns: Sendable {
        let network = SpendColumn.network.position
        let platform = SpendColumn.platform.position
        let account = SpendColumn.accountID.position
        let campaignID = SpendColumn.campaignID.position
        let campaign = SpendColumn.campaign.position
        let adSet = SpendColumn.adSet.position
        let adID = SpendColumn.adID.position
        let ad = SpendColumn.ad.position
        let creatorID = SpendColumn.creatorID.position
        let handle = SpendColumn.handle.position
        let startedAt = SpendColumn.startedAt.position
        let endedAt = SpendColumn.endedAt.position
        let breakdown = SpendColumn.breakdown.position
        let currency = SpendColumn.currency.position
        let amount = SpendColumn.boostSpend.position
        let repeated = SpendColumn.repeated.position
    }

    let columns = Columns()
    private(set) var rows = StageRows(.staged(.spend))
    private var inputs: [Int32] = []
    private var inputNames = ByteTable()
    /// By row: the creator that it names, −1 for none; filled by `add`.
    private(set) var creators: [Int32] = []
    /// What counts, and how many rows are in it.
    private(set) var spends: [Spend] = []
    /// What is left out although nobody can know that it is counted: its days lie partly in those of another report.
    private(set) var halfCovered: [Spend] = []

    /// What counts beside an ad of another file with the same days and amounts, under another name.
    private(set) var renamed: [Spend] = []

    /// What several files say of an ad without any day beside the file that says most: other days, or the same once more.
    private(set) var undated: [Spend] = []

    /// Lines that say what another one of their file says, as where an export was appended to itself: each counts once.
    private(set) var repeated: [Spend] = []

    /// Rows that name nothing in files whose other rows have names: their totals.
    private(set) var totals: [Spend] = []

    /// What another file says otherwise of every ad and day that both name, as where they are of two accounts.
    private(set) var contradicted: [Spend] = []
    private var pairs = ReportPairs()
    /// By file.
    private var days: [Int32: SpendDays] = [:]

    var accepted: Int { rows.count }
    /// Rows whose amounts count.
    var kept: Int { spends.reduce(0) { $0 + $1.rows } }

    /// - Parameter resolver: closed: spending alone makes nobody a creator.
    mutating func add(_ batch: StageRows, _ resolver: inout AccountResolver) {
        for row in batch.indices {
            let none = batch.range(row, columns.handle).lowerBound
            let account = resolver.resolve(
                batch.bytes.span, platform: batch.range(row, columns.platform),
                creatorID: batch.range(row, columns.creatorID), account: none..<none,
                handle: batch.range(row, columns.handle))
            creators.append(resolver[account].creator)
            let input = batch.bytes.span.extracting(batch.range(row, Entity.spend.columns.count))
            inputs.append(Int32(inputNames.insert(input)))
            rows.append(row, of: batch)
        }
    }

    // MARK: overlaps

    /// Finds what counts. Call once, after all rows were added.
    ///
    /// - Parameter zone: whose days reports have, where they say no other.
    mutating func finish(zone: ZoneOffsets) {
        days = Dictionary(grouping: 0..<rows.count) { inputs[$0] }.mapValues { SpendDays($0.map(period), zone: zone, ad: ad) }
        let order = RowOrder(.spend)
        var members: [SpendGroups.Row] = []
        let named = filesWithNames()
        let ofSeveral = filesOfSeveral()
        for row in (0..<rows.count).sorted(by: { order.precedes(rows, $0, $1) }) {
            // A row that names nothing in a file whose rows have names is their total, unless it says whose it is and not all rows say the same.
            if isNameless(row), named.contains(inputs[row]), !(ofSeveral.contains(inputs[row]) && owner(row).contains { !$0.isEmpty }) {
                totals.append(Spend(row: row, amount: Int128(rows.number(row, columns.amount) ?? 0), rows: 1))
                continue
            }
            guard rows.number(row, columns.repeated) != 1 else {
                repeated.append(Spend(row: row, amount: Int128(rows.number(row, columns.amount) ?? 0), rows: 1))
                continue
            }
            pairs.extend(inputs[row], to: end(row))
            members.append(grouped(row))
        }
        let groups = SpendGroups(members, evidence: evidence)
        for (row, holder) in groups.completed { creators[row] = creators[holder] }
        var twins = CampaignTwins()
        for group in groups.groups {
            for campaign in apart(group, id: columns.campaignID, name: columns.campaign) {
                for account in accounts(campaign) {
                    let counted = resolved(account)
                    spends += counted
                    if note(counted, of: account, &twins) { renamed += counted }
                }
            }
        }
        contradicted = pairs.left(of: spends)
    }

    private func note(_ counted: [Spend], of members: [Int], _ twins: inout CampaignTwins) -> Bool {
        guard let first = members.first, creators[first] >= 0, let start = members.compactMap({ rows.number($0, columns.startedAt) }).min() else { return false }
        let cost = CampaignTwins.Cost(
            creator: creators[first], currency: value(first, columns.currency), start: start,
            end: members.map(end).max(), amount: counted.reduce(0) { $0 + $1.amount })
        return twins.meets(cost, files: Set(members.map { inputs[$0] }))
    }

    private func filesOfSeveral() -> Set<Int32> {
        var owners: [Int32: [[UInt8]]] = [:]
        return Set((0..<rows.count).filter { row in owners.updateValue(owner(row), forKey: inputs[row]).map { $0 != owner(row) } ?? false }.map { inputs[$0] })
    }

    private func filesWithNames() -> Set<Int32> {
        Set((0..<rows.count).filter { !isNameless($0) }.map { inputs[$0] })
    }

    /// R writes `NA` where nothing is; one column alone may call a campaign so.
    private func isNameless(_ row: Int) -> Bool {
        let names = [columns.campaignID, columns.campaign, columns.adSet, columns.adID, columns.ad].filter { !rows.isMissing(row, $0) }
        return names.isEmpty || names.count > 1 && names.allSatisfy { value(row, $0) == Array("NA".utf8) }
    }

    /// The creator, in whichever way the file names the account.
    private func owner(_ row: Int) -> [[UInt8]] {
        let creator = creators[row]
        return creator >= 0 ? [Array("\(creator)".utf8), [], []] : [[], folded(row, columns.handle), folded(row, columns.creatorID)]
    }

    private func grouped(_ row: Int) -> SpendGroups.Row {
        // Sheets of one's own say the platform, reports the network that sold the ads.
        let network = rows.isMissing(row, columns.network) ? columns.platform : columns.network
        let key = SpendGroups.Key(network: value(row, network), currency: value(row, columns.currency), owner: owner(row), own: own(row))
        return SpendGroups.Row(place: row, file: inputs[row], key: key)
    }

    /// The ad set or ad of what has no campaign.
    private func own(_ row: Int) -> [UInt8] {
        guard rows.isMissing(row, columns.campaign), rows.isMissing(row, columns.campaignID) else { return [] }
        return rows.isMissing(row, columns.adSet) ? identity(row, columns.adID, columns.ad) : folded(row, columns.adSet)
    }

    private func evidence(_ row: Int) -> SpendGroups.Evidence {
        let names = [columns.campaignID, columns.campaign].map { folded(row, $0) } + [own(row)]
        let isSpent = rows.number(row, columns.amount) ?? 0 != 0
        let amount = [columns.adSet, columns.ad].map { folded(row, $0) } + [columns.startedAt, columns.breakdown, columns.amount].map { value(row, $0) } + [Array("\(end(row))".utf8)]
        return SpendGroups.Evidence(names: names.filter { !$0.isEmpty }, amount: isSpent ? amount : nil)
    }

    private func identity(_ row: Int, _ id: Int, _ name: Int) -> [UInt8] {
        rows.isMissing(row, id) ? folded(row, name) : value(row, id)
    }

    /// Rows by what they name. One id under two names was renamed; one name under two ids is two things, where every row of
    /// the name has an id.
    private func apart(_ members: [Int], id: Int, name: Int) -> [[Int]] {
        var ofID: [[UInt8]: Int] = [:]
        var groups: [[Int]] = []
        for row in members where !rows.isMissing(row, id) {
            let place = ofID[folded(row, id)] ?? groups.count
            if place == groups.count { groups.append([]) }
            ofID[folded(row, id)] = place
            groups[place].append(row)
        }
        var named: [[UInt8]: Set<Int>] = [:]
        for (place, group) in groups.enumerated() {
            for row in group where !rows.isMissing(row, name) { named[folded(row, name), default: []].insert(place) }
        }
        var parent = Array(groups.indices)
        var byName: [[UInt8]: Int] = [:]
        for row in members where rows.isMissing(row, id) {
            // A campaign may be called by its number.
            let text = folded(row, name)
            let homes = named[text].map { $0.sorted() } ?? ofID[text].map { [$0] } ?? []
            if let first = homes.first {
                for other in homes.dropFirst() { parent[other] = first }
                groups[first].append(row)
            } else {
                let place = byName[text] ?? groups.count
                if place == groups.count {
                    groups.append([])
                    parent.append(place)
                }
                byName[text] = place
                groups[place].append(row)
            }
        }
        func root(_ place: Int) -> Int { parent[place] == place ? place : root(parent[place]) }
        var merged: [Int: [Int]] = [:]
        for place in groups.indices { merged[root(place), default: []] += groups[place] }
        return merged.sorted { $0.key < $1.key }.map(\.value)
    }

    /// A campaign's rows by account, where every row names one in the same way: by number, or by name.
    private func accounts(_ campaign: [Int]) -> [[Int]] {
        var accounts: [[UInt8]: [Int]] = [:]
        for row in campaign { accounts[folded(row, columns.account), default: []].append(row) }
        let isNumbered = Set(accounts.keys.map { $0.contains { (48...57).contains($0) } && !$0.contains { (97...122).contains($0) } })
        guard accounts.count > 1, isNumbered.count == 1, accounts[[]] == nil else { return [campaign] }
        return accounts.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map(\.value)
    }

    // MARK: levels and periods

    /// What was spent in some days, in one or several spends.
    private struct Pack {
        var start: Int64
        var end: Int64
        var spends: [Spend]

        var amount: Int128 { spends.reduce(0) { $0 + $1.amount } }
        /// Credits count like spending when reports are compared.
        var weight: Int128 { Int128(amount.magnitude) }
    }

    /// A campaign's reports by campaign, by ad set and by ad tell the same spending; each is used for the days for which it tells
    /// most, the finest of equal ones.
    private mutating func resolved(_ campaign: [Int]) -> [Spend] {
        let ofAds = campaign.filter { hasAd($0) && rows.isMissing($0, columns.adSet) }
        var ofSets: [[UInt8]: [Int]] = [:]
        for row in campaign where !rows.isMissing(row, columns.adSet) { ofSets[folded(row, columns.adSet), default: []].append(row) }
        let whole = campaign.filter { !hasAd($0) && rows.isMissing($0, columns.adSet) }
        let known = renamed.count
        var views = [disjoint(periods(whole))]
        views.append(
            ofSets.keys.sorted { $0.lexicographicallyPrecedes($1) }.flatMap { name -> [Pack] in
                let rows = ofSets[name] ?? []
                return best([disjoint(periods(rows.filter { !hasAd($0) })), ads(rows.filter(hasAd))])
            })
        views.append(ads(ofAds))
        let chosen = best(views).flatMap(\.spends)
        // What another level tells does not count.
        let counted = Set(chosen.map(\.row))
        renamed = renamed.enumerated().filter { $0.offset < known || counted.contains($0.element.row) }.map(\.element)
        return chosen
    }

    private func hasAd(_ row: Int) -> Bool { !rows.isMissing(row, columns.ad) || !rows.isMissing(row, columns.adID) }

    private mutating func ads(_ members: [Int]) -> [Pack] {
        var ads: [(rows: [Int], packs: [Pack])] = []
        for ad in apart(members, id: columns.adID, name: columns.ad) { ads.append((ad, disjoint(periods(ad)))) }
        noteRenamed(ads)
        return ads.flatMap(\.packs)
    }

    /// Ads of one set that no file holds together and that cost the same on the same days: one ad, perhaps, whose name was changed between two
    /// exports. Two ids are two ads.
    private mutating func noteRenamed(_ ads: [(rows: [Int], packs: [Pack])]) {
        var met: [[Int128]: [(files: Set<Int32>, isNumbered: Bool)]] = [:]
        for ad in ads {
            let cost = ad.packs.flatMap { [Int128($0.start), Int128($0.end), $0.amount] }
            guard ad.packs.contains(where: { $0.amount != 0 }) else { continue }
            let files = Set(ad.rows.map { inputs[$0] })
            let isNumbered = ad.rows.allSatisfy { !rows.isMissing($0, columns.adID) }
            if let others = met[cost], others.allSatisfy({ $0.files.isDisjoint(with: files) && !($0.isNumbered && isNumbered) }) {
                renamed += ad.packs.flatMap(\.spends)
            }
            met[cost, default: []].append((files, isNumbered))
        }
    }

    /// Of several views of the same spending the best for each stretch of days; the finest are last.
    private mutating func best(_ views: [[Pack]]) -> [Pack] {
        let filled = views.filter { !$0.isEmpty }
        guard filled.count > 1 else { return filled.first ?? [] }
        return disjoint(filled.flatMap(Self.joined))
    }

    private struct Period: Hashable, Comparable {
        /// `Int64.min` where it is missing.
        var start: Int64
        /// The first second behind it, `Int64.max` where nothing is known.
        var end: Int64

        static func < (left: Period, right: Period) -> Bool { (left.start, left.end) < (right.start, right.end) }
    }

    /// Packs whose days overlap in one.
    private static func joined(_ packs: [Pack]) -> [Pack] {
        var joined: [Pack] = []
        for pack in packs.sorted(by: { ($0.start, $0.end) < ($1.start, $1.end) }) {
            if let last = joined.last, pack.start < last.end {
                joined[joined.count - 1].end = max(last.end, pack.end)
                joined[joined.count - 1].spends += pack.spends
            } else {
                joined.append(pack)
            }
        }
        return joined
    }

    /// The amounts of one ad, one for each period.
    private mutating func periods(_ ad: [Int]) -> [Pack] {
        let periods = Dictionary(grouping: ad) { Period(start: rows.number($0, columns.startedAt) ?? .min, end: end($0)) }
        return periods.sorted { $0.key < $1.key }.map { period, rows in
            let (start, end) = (period.start, period.end)
            let parts = SpendParts(rows.map { part($0) })
            if start == .min, end == .max { undated += parts.others } else { pairs.add(parts, end: end) }
            return Pack(start: start, end: end, spends: [parts.spend])
        }
    }

    /// Of periods that overlap, those without overlap that tell most; of equal ones the most, so the finest. What is left out
    /// and lies only partly in their days is kept apart.
    private mutating func disjoint(_ packs: [Pack]) -> [Pack] {
        let sorted = packs.enumerated().sorted { ($0.element.end, $0.element.start, $0.offset) < ($1.element.end, $1.element.start, $1.offset) }
            .map(\.element)
        // The best of the first n periods: its weight and number, and whether it takes the n-th and which it had before.
        var best: [(weight: Int128, count: Int, takes: Bool, before: Int)] = [(0, 0, false, 0)]
        for (index, pack) in sorted.enumerated() {
            let before = sorted[..<index].lastIndex { $0.end <= pack.start }.map { $0 + 1 } ?? 0
            let with = (weight: best[before].weight + pack.weight, count: best[before].count + pack.spends.count)
            let without = (weight: best[index].weight, count: best[index].count)
            best.append(with >= without ? (with.weight, with.count, true, before) : (without.weight, without.count, false, index))
        }
        var chosen: [Pack] = []
        var left: [Pack] = []
        var place = sorted.count
        while place > 0 {
            let next = best[place].before
            if best[place].takes { chosen.append(sorted[place - 1]) }
            left += sorted[next..<place].enumerated().filter { !(best[place].takes && $0.offset == place - 1 - next) }.map(\.element)
            place = next
        }
        for pack in left {
            let overlapping = chosen.filter { $0.start < pack.end && pack.start < $0.end }
            let isInside = overlapping.contains { $0.start <= pack.start && pack.end <= $0.end }
            let first = overlapping.map(\.start).min() ?? 0
            let last = overlapping.map(\.end).max() ?? 0
            if !isInside, !(pack.start <= first && last <= pack.end) { halfCovered += pack.spends }
        }
        return chosen.reversed()
    }

    // MARK: values

    /// When what a row says is over: see `SpendDays`.
    func end(_ row: Int) -> Int64 {
        let end = rows.number(row, columns.endedAt)
        guard let start = rows.number(row, columns.startedAt) ?? end else { return .max }
        return days[inputs[row]]?.end(start: start, end: end) ?? .max
    }

    private func period(_ row: Int) -> SpendDays.Row {
        SpendDays.Row(place: row, start: rows.number(row, columns.startedAt), end: rows.number(row, columns.endedAt))
    }

    private func ad(_ row: Int) -> [[UInt8]] {
        [columns.campaignID, columns.campaign, columns.adSet, columns.adID, columns.ad, columns.handle, columns.creatorID, columns.breakdown].map { folded(row, $0) }
    }

    private func part(_ row: Int) -> SpendParts.Row {
        SpendParts.Row(place: row, file: inputs[row], breakdown: value(row, columns.breakdown), amount: rows.number(row, columns.amount) ?? 0)
    }

    func value(_ row: Int, _ column: Int) -> [UInt8] { rows.spelling(row, column) }

    func folded(_ row: Int, _ column: Int) -> [UInt8] {
        let bytes = rows.bytes.span
        return WordFolding.fold(bytes.extracting(rows.range(row, column)))
    }

    func instant(_ row: Int, _ column: Int) -> Int64 {
        rows.number(row, column) ?? missingInstant
    }
}

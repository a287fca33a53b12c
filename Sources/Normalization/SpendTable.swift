internal import RecordFormats
internal import SocialData

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
/// by level (campaign, ad set, ad), by period (a month and its days), by breakdown (age here, country there).
struct SpendTable: Sendable {
    /// Positions of the columns.
    struct Columns: Sendable {
        let platform = Entity.spend.position("platform")
        let account = Entity.spend.position("account_id")
        let campaignID = Entity.spend.position("campaign_id")
        let campaign = Entity.spend.position("campaign")
        let adSet = Entity.spend.position("ad_set")
        let ad = Entity.spend.position("ad")
        let creatorID = Entity.spend.position("creator_id")
        let handle = Entity.spend.position("handle")
        let startedAt = Entity.spend.position("started_at")
        let endedAt = Entity.spend.position("ended_at")
        let breakdown = Entity.spend.position("breakdown")
        let currency = Entity.spend.position("currency")
        let amount = Entity.spend.position("boost_spend")
    }

    let columns = Columns()
    private(set) var rows = RowStore(columns: Entity.spend.columns.count)
    private var inputs: [Int32] = []
    private var inputNames = ByteTable()
    /// By row: the creator that it names, −1 for none; filled by `add`.
    private(set) var creators: [Int32] = []
    /// What counts, and how many rows are in it.
    private(set) var spends: [Spend] = []

    var accepted: Int { rows.count }
    /// Rows whose amounts count.
    var kept: Int { spends.reduce(0) { $0 + $1.rows } }

    /// - Parameter resolver: closed: spending alone makes nobody a creator.
    mutating func add(_ batch: FieldBatch, _ resolver: inout AccountResolver) {
        for record in batch.records {
            let none = batch.range(record, columns.handle).lowerBound
            let account = resolver.resolve(
                batch.bytes, platform: batch.range(record, columns.platform),
                creatorID: batch.range(record, columns.creatorID), account: none..<none,
                handle: batch.range(record, columns.handle))
            creators.append(resolver[account].creator)
            let input = batch.bytes.span.extracting(batch.range(record, Entity.spend.columns.count))
            inputs.append(Int32(inputNames.insert(input)))
            rows.append(batch, record)
        }
    }

    // MARK: overlaps

    /// Finds what counts. Call once, after all rows were added.
    mutating func finish() {
        let order = RowOrder(.spend)
        var campaigns: [[[UInt8]]: [Int]] = [:]
        let named = filesWithNames()
        for row in (0..<rows.count).sorted(by: { order.precedes(rows, $0, $1) }) {
            // A row that names nothing in a file whose rows have names is their total.
            if isNameless(row), named.contains(inputs[row]) { continue }
            campaigns[campaignKey(row), default: []].append(row)
        }
        for key in campaigns.keys.sorted(by: Self.precedes) { spends += resolved(campaigns[key] ?? []) }
    }

    private func filesWithNames() -> Set<Int32> {
        Set((0..<rows.count).filter { !isNameless($0) }.map { inputs[$0] })
    }

    private func isNameless(_ row: Int) -> Bool {
        [columns.campaignID, columns.campaign, columns.adSet, columns.ad].allSatisfy { rows.isEmpty(row, $0) }
    }

    /// One campaign of one account, currency and creator; without a campaign each ad set or ad by itself.
    private func campaignKey(_ row: Int) -> [[UInt8]] {
        let hasCampaign = !rows.isEmpty(row, columns.campaign) || !rows.isEmpty(row, columns.campaignID)
        let name = rows.isEmpty(row, columns.campaign) ? columns.campaignID : columns.campaign
        let own = hasCampaign ? [name] : rows.isEmpty(row, columns.adSet) ? [columns.ad] : [columns.adSet]
        return [columns.currency, columns.handle, columns.creatorID].map { value(row, $0) } + own.map { folded(row, $0) }
    }

    /// The level that tells most; the finest of equal ones.
    private func resolved(_ campaign: [Int]) -> [Spend] {
        var best: [Spend] = []
        for level in 0..<3 {
            let members = campaign.filter { self.level($0) == level }
            guard !members.isEmpty else { continue }
            var ads: [[[UInt8]]: [Int]] = [:]
            for row in members { ads[[folded(row, columns.adSet), folded(row, columns.ad)], default: []].append(row) }
            let found = ads.keys.sorted(by: Self.precedes).flatMap { disjoint(periods(ads[$0] ?? [])) }
            if Self.sum(found) >= Self.sum(best) { best = found }
        }
        return best
    }

    /// 0 a campaign, 1 an ad set, 2 an ad.
    private func level(_ row: Int) -> Int {
        rows.isEmpty(row, columns.ad) ? (rows.isEmpty(row, columns.adSet) ? 0 : 1) : 2
    }

    /// The amounts of one ad, one for each period.
    private func periods(_ ad: [Int]) -> [(start: Int64, end: Int64, spend: Spend)] {
        var periods: [[[UInt8]]: [Int]] = [:]
        for row in ad { periods[[value(row, columns.startedAt), value(row, columns.endedAt)], default: []].append(row) }
        return periods.keys.sorted(by: Self.precedes).map { key in
            let rows = periods[key] ?? []
            let (first, final) = (key[0], key[1])
            let start = Canonical.instant(first.span) ?? .min
            // Days end where the next begins; a day stands for itself.
            let last = Canonical.instant(final.span) ?? (start == .min ? .max : start)
            let end = last >= .max - CivilTime.secondsPerDay ? Int64.max : max(last, start) + CivilTime.secondsPerDay
            return (start, end, whole(rows))
        }
    }

    /// The amount of one ad and period: of several breakdowns the one that tells most, each part once whatever files hold it.
    private func whole(_ members: [Int]) -> Spend {
        var breakdowns: [[UInt8]: [Int]] = [:]
        for row in members { breakdowns[dimensions(row), default: []].append(row) }
        var best = Spend(row: members[0], amount: .min, rows: 0)
        for names in breakdowns.keys.sorted(by: { $0.count != $1.count ? $0.count < $1.count : $0.lexicographicallyPrecedes($1) }) {
            var sum = Spend(row: breakdowns[names]?[0] ?? members[0], amount: 0, rows: 0)
            var parts: [[UInt8]: [Int32: Spend]] = [:]
            for row in breakdowns[names] ?? [] {
                let amount = Canonical.money(rows.bytes.span.extracting(rows.range(row, columns.amount))) ?? 0
                var part = parts[value(row, columns.breakdown), default: [:]][inputs[row]] ?? Spend(row: row, amount: 0, rows: 0)
                part.amount += Int128(amount)
                part.rows += 1
                parts[value(row, columns.breakdown), default: [:]][inputs[row]] = part
            }
            for files in parts.values {
                guard let most = files.values.max(by: { ($0.amount, $0.rows) < ($1.amount, $1.rows) }) else { continue }
                sum.amount += most.amount
                sum.rows += most.rows
            }
            if sum.amount >= best.amount { best = sum }
        }
        return best
    }

    /// Names of the columns by which a row is broken down.
    private func dimensions(_ row: Int) -> [UInt8] {
        var names: [UInt8] = []
        for part in value(row, columns.breakdown).split(separator: UInt8(ascii: "|")) {
            names += part.prefix { $0 != UInt8(ascii: "=") } + [UInt8(ascii: "|")]
        }
        return names
    }

    /// Of periods that overlap, those without overlap that tell most; of equal ones the most, so the finest.
    private func disjoint(_ periods: [(start: Int64, end: Int64, spend: Spend)]) -> [Spend] {
        let sorted = periods.sorted { ($0.end, $0.start) < ($1.end, $1.start) }
        // The best of the first n periods: its sum and number, and whether it takes the n-th and which it had before.
        var best: [(sum: Int128, count: Int, takes: Bool, before: Int)] = [(0, 0, false, 0)]
        for (index, period) in sorted.enumerated() {
            let before = sorted[..<index].lastIndex { $0.end <= period.start }.map { $0 + 1 } ?? 0
            let with = (sum: best[before].sum + period.spend.amount, count: best[before].count + 1)
            let without = (sum: best[index].sum, count: best[index].count)
            best.append(with >= without ? (with.sum, with.count, true, before) : (without.sum, without.count, false, index))
        }
        var chosen: [Spend] = []
        var place = sorted.count
        while place > 0 {
            if best[place].takes { chosen.append(sorted[place - 1].spend) }
            place = best[place].before
        }
        return chosen.reversed()
    }

    // MARK: values

    func value(_ row: Int, _ column: Int) -> [UInt8] { Array(rows.bytes[rows.range(row, column)]) }

    func folded(_ row: Int, _ column: Int) -> [UInt8] {
        let bytes = rows.bytes.span
        return WordFolding.fold(bytes.extracting(rows.range(row, column)))
    }

    func instant(_ row: Int, _ column: Int) -> Int64 {
        Canonical.instant(rows.bytes.span.extracting(rows.range(row, column))) ?? missingInstant
    }

    private static func sum(_ spends: [Spend]) -> Int128 { spends.isEmpty ? -1 : spends.reduce(0) { $0 + $1.amount } }

    private static func precedes(_ left: [[UInt8]], _ right: [[UInt8]]) -> Bool {
        for (one, other) in zip(left, right) where one != other { return one.lexicographicallyPrecedes(other) }
        return left.count < right.count
    }
}

internal import ExportFormats
internal import SocialData
internal import TextValues

extension DraftMapping {
    private static let mostStatuses = 6
    static let costs = ["fee", "commission", "product_cost", "shipping", "agency_fee", "usage_rights", "boost_spend", "labour"]

    mutating func makeDeals() {
        guard let person = choice.taken["handle"] ?? choice.taken["creator_id"] else {
            lacks.append("no column says whose deal a row is: \(noneElse()) holds handles, links to profiles or names of creators; add a column with the account's handle (`@name`) or a link to the profile")
            return
        }
        mark(person.facts)
        let key = takeDealID(person.facts)
        take("creator_id") { $0.bare($1) }
        if let handle = choice.taken["handle"] { takePerson(handle) }
        takePlatform(from: choice.taken["handle"]?.facts)
        for column in ["campaign_id", "niche"] { take(column) { $0.bare($1) } }
        if take("started_at", isMark: true, { $0.dated($1) }) == nil {
            propose("started_at", "no column holds when a deal began: \(noneElse()) reads as the date of a start, and only orders within a time of it count; add a column, or say it for all in the source, as `set: {started_at: 2025-03-01}`") { $0.dated($1) }
        }
        take("ended_at") { $0.dated($1) }
        take("deliverables") { $0.bare($1) }
        if take("followers_at_booking", { $0.from($1, "number: rounded") }) == nil, choice.others["followers_at_booking"] != nil {
            propose("followers_at_booking", "no column is surely a count of followers; other files can say it") { $0.from($1, "number: rounded") }
        }
        askOtherFollowers()
        if !Self.costs.contains(where: { choice.taken[$0] != nil || choice.tied[$0] != nil }), !table.columns.contains(where: WantedKind.amount.fits) {
            propose("fee", "no column holds what was paid: \(noneElse()) has amounts under a word for a fee; add a column") { $0.from($1, "symbol: true") }
        }
        takeAmounts(Self.costs)
        askDates()
        askRepeatedFees(person.facts)
        takeStatus()
        takeCodes(key)
        let hasCosts = fields.contains { Self.costs.contains($0.column) }
        for facts in table.columns where !uses(facts) && !facts.values.isEmpty {
            // A sum counts where nothing that it sums up is read.
            if let unused = table.vocabulary.unused.first(where: { $0.words.contains { $0 == facts.words.words } }), !unused.isSum || hasCosts {
                leaveUnused(facts, because: unused.because)
            }
        }
        askAmounts()
    }

    /// Amounts that nothing is read from: what a creator cost could stand there, and without it the cost is too low.
    private mutating func askAmounts() {
        let money = Set(DealColumns.money(in: table.columns.map { ($0.name, $0.values) }).map { table.columns[$0].position })
        func mayCost(_ facts: ColumnFacts) -> Bool {
            WantedKind.amount.fits(facts) && (isMoney(facts) || money.contains(facts.position)) && !uses(facts) && !table.vocabulary.areIDs(facts.words)
        }
        for facts in table.columns where mayCost(facts) {
            guard let unit = table.vocabulary.unit(facts.words) else { continue }
            ask("fee", "`\(facts.name)` (\(facts.example)) is left out: `\(unit)` in its header says that its numbers are no amounts of money as they stand; if a creator cost them, add a column with the whole amounts")
        }
        let asked = Set(questions.flatMap(\.proposals))
        let open = table.columns.filter { facts in
            mayCost(facts) && table.vocabulary.unit(facts.words) == nil && !choice.isTaken(facts) && !choice.misfits.contains { $0.facts.position == facts.position }
                && !(choice.tied.values.contains { $0.contains { $0.position == facts.position } }) && table.vocabulary.taxes(facts.words) >= 0
        }
        guard !open.isEmpty, !open.allSatisfy({ facts in asked.contains("fee: \(from(facts, "symbol: true"))") }) else { return }
        let names = open.map { "`\($0.name)` (\($0.example))" }.joined(separator: ", ")
        let isLacking = !fields.contains { $0.column == "fee" } && choice.tied["fee"] == nil
        ask("fee", "\(names) \(open.count == 1 ? "holds" : "hold") amounts and nothing is read from \(open.count == 1 ? "it" : "them"); what a creator cost has to be mapped to one of \(Self.costs.joined(separator: ", ")), or the cost is too low",
            proposals: isLacking ? open.filter { !table.vocabulary.isVoid($0.words) }.map { "fee: \(from($0, "symbol: true"))" } : [])
    }

    /// The account; of names, which are no accounts, only the person.
    private mutating func takePerson(_ taken: FieldChoice.Taken) {
        let facts = taken.facts
        guard facts.areHandles else {
            guard choice.taken["creator_id"] == nil else { return }
            add(nil, "creator_id", bare(facts), of: [facts], isSure: false, why: taken.why + "; names are no accounts, so each stands for a person")
            ask("handle", "no column holds handles: `\(facts.name)` holds names (as \(facts.example)), by which no post and no follower count is found; add a column with handles or links to the profiles, or list each name as creator_id with its accounts in creators.csv")
            return
        }
        add(nil, "handle", bare(facts), of: [facts], isSure: taken.isSure, why: taken.why)
    }

    /// What tells one deal from another: a number of its own, else whose it is and when it began.
    ///
    /// - Returns: how the format file writes it.
    private mutating func takeDealID(_ person: ColumnFacts) -> (value: String, columns: [ColumnFacts]) {
        if let own = choice.taken["deal_id"] {
            add(nil, "deal_id", bare(own.facts), of: [own.facts], isSure: own.isSure, why: own.why + ", and no value comes twice")
            mark(own.facts)
            return (bare(own.facts), [own.facts])
        }
        // Of two dates that could be the start either tells deals apart.
        let parts = ["started_at", "campaign_id", "platform", "deliverables"].compactMap { choice.taken[$0]?.facts ?? choice.tied[$0]?.first }.filter { $0.values.count * 20 >= $0.rows * 19 && canStandInTemplate($0) }
        var used = [person]
        let rows = table.rows.filter { !table.cell($0, person).isEmpty }
        var unique = table.keys(used, rows: rows)
        // Another file of this format can be of another network.
        let network = choice.taken["platform"]?.facts.position
        for part in parts where unique.distinct < unique.filled || used.count < 2 || part.position == network {
            let more = table.keys(used + [part], rows: rows)
            guard more.distinct > unique.distinct || used.count < 2 || part.position == network else { continue }
            used.append(part)
            unique = more
        }
        let starts = [choice.taken["started_at"]?.facts, choice.tied["started_at"]?.first].compactMap(\.self).map(\.position)
        let places = used.map { place($0, isPerson: $0.position == person.position && $0.areHandles, isDay: starts.contains($0.position)) }
        let value = "{compose: \(DefinitionText.scalar(places.joined(separator: "/")))}"
        let names = used.map { "`\($0.name)`" }.joined(separator: " and ")
        add(nil, "deal_id", value, of: used, isSure: unique.distinct == unique.filled && used.count > 1, why: "no column numbers the deals; \(names) together \(unique.distinct == unique.filled ? "differ from row to row" : "come as near as columns of this table do")")
        if unique.distinct < unique.filled {
            ask("deal_id", "\(unique.filled - unique.distinct) of \(unique.filled) rows have the same \(names) as another, so the file is refused; add a column that numbers the deals, or keep the line below and give `payout_id` the number of the payment if they are payments of one deal that add up", proposals: ["rows: add"])
        }
        return (value, used)
    }

    /// More than a number: a currency beside it or in its header, or a header that can mean a cost.
    private func isMoney(_ facts: ColumnFacts) -> Bool {
        facts.words.sign != nil || !facts.signs.isEmpty || facts.sharedSign != nil || table.vocabulary.mayBeCost(facts.words)
            || Self.costs.contains { table.vocabulary.weigh(facts.words, for: $0, of: .deals) != nil }
    }

    private func canStandInTemplate(_ facts: ColumnFacts) -> Bool { !facts.name.contains("#") && ![Template.handleMark, Template.dayMark].contains(where: facts.name.hasSuffix) }

    /// - Parameter isDay: a sheet and its copy in another file may write one day in two ways.
    private func place(_ facts: ColumnFacts, isPerson: Bool, isDay: Bool) -> String {
        "{\(facts.name)\(facts.nth.map { "#\($0)" } ?? "")\(isPerson ? Template.handleMark : isDay ? Template.dayMark : "")}"
    }

    /// Days and months that could stand in each other's place, where the values do not show which is which.
    mutating func askDates() {
        let columns = table.columns.filter { facts in uses(facts) && facts.dates.names.contains("either_order") }
        guard !columns.contains(where: { $0.dates.dayFirst != nil || $0.dates.monthFirst != nil }), let facts = columns.first(where: { $0.dates.eitherOrder != nil }),
            let example = facts.dates.eitherOrder
        else { return }
        ask("dates", "nothing in `\(facts.name)` shows whether \(example) has its day or its month first; say it in the source, as `set: {dates: day_first}` or `set: {dates: month_first}`, or write one of the two in the place of `either_order`")
    }

    /// Followers of another account, or of all together: the tier is that of the account a deal was made for.
    private mutating func askOtherFollowers() {
        guard let taken = choice.taken["followers_at_booking"]?.facts else { return }
        let others = (choice.others["followers_at_booking"] ?? []).filter { !uses($0) && WantedKind.count.fits($0) && $0.nth == nil }
        guard !others.isEmpty else { return }
        ask("followers_at_booking", "\(others.map { "`\($0.name)` (\($0.example))" }.joined(separator: ", ")) \(others.count == 1 ? "holds" : "hold") followers, too, and tiers come from `\(taken.name)` alone; put the line below in the place of the one above where deals were made for that account, and give each account a row of its own where they were made for several",
            proposals: others.map { "followers_at_booking: \(from($0, "number: rounded"))" })
    }

    /// One amount on several rows of a creator's campaign: for each, or for all.
    private mutating func askRepeatedFees(_ person: ColumnFacts) {
        guard let fee = choice.taken["fee"]?.facts, let campaign = choice.taken["campaign_id"]?.facts, uses(fee) else { return }
        let rows = table.rows.filter { !table.cell($0, person).isEmpty && !table.cell($0, campaign).isEmpty && !table.cell($0, fee).isEmpty }
        let groups = Dictionary(grouping: rows) { [table.cell($0, person), table.cell($0, campaign)] }.values
        let repeated = groups.filter { group in group.count > 1 && Set(group.map { table.cell($0, fee) }).count == 1 }
        guard repeated.count > 1, 2 * repeated.count >= groups.count, let example = repeated.compactMap(\.first).map({ table.cell($0, fee) }).min() else { return }
        ask("fee", "`\(fee.name)` says the same on several rows of one creator and campaign, as \(ColumnFacts.shown(example)), and counts on each; nothing to do where each row was paid for, and leave it on one of them where it was agreed for all")
    }

    /// Deals that were called off are none.
    private mutating func takeStatus() {
        guard let status = choice.taken["status"]?.facts, status.nth == nil else { return askConfirmation() }
        let words = Set(status.values).sorted()
        // Whatever this sheet says: the next month's may have them, and in another word.
        skip(status, holding: StatusWords.calledOff, because: "the deal was called off", callsOff: true)
        let lost = words.filter { StatusWords.cameToNothing(deal: $0) && !StatusWords.isCalledOff($0) }
        if !lost.isEmpty { skip(status, being: lost, because: "the deal was called off", callsOff: true) }
        let open = words.filter { StatusWords.isOpen(deal: $0) }
        if !open.isEmpty {
            ask("skip", "rows whose `\(status.name)` is \(open.map { "`\($0)`" }.joined(separator: " or ")) count as deals with what stands in them; keep the line below if nothing was agreed yet", proposals: [
                "- {row_where: {\(DefinitionText.scalar(status.name)): \(DefinitionText.list(open))}, because: nothing was agreed yet}",
            ])
        }
        askUnknownStatus(status, words.filter { !open.contains($0) && !lost.contains($0) })
    }

    /// Nobody here knows every word for a deal that came to nothing.
    private mutating func askUnknownStatus(_ status: ColumnFacts, _ words: [String]) {
        let unknown = words.filter { StatusWords.isShort($0) && !StatusWords.isCalledOff($0) && !table.vocabulary.saysStanding($0) && !table.vocabulary.isMissing($0) }
        // Many words that hardly come again are notes.
        guard !unknown.isEmpty, unknown.count <= max(Self.mostStatuses, status.values.count / 3) else { return }
        ask("skip", "rows whose `\(status.name)` is \(unknown.map { "`\($0)`" }.joined(separator: " or ")) count as deals with what stands in them, whatever the word means; keep the line below if those came to nothing", proposals: [
            "- {row_where: {\(DefinitionText.scalar(status.name)): \(DefinitionText.list(unknown))}, because: the deal was called off, calls_off: true}",
        ])
    }

    /// Yes and no under a word for what was agreed.
    private mutating func askConfirmation() {
        for facts in table.columns where !uses(facts) && facts.nth == nil && facts.mostly(facts.flags) && table.vocabulary.isConfirmation(facts.words) {
            let noes = Set(facts.values.filter { FlagText.parse($0) == false }).sorted()
            guard !noes.isEmpty else { continue }
            ask("skip", "rows whose `\(facts.name)` is \(noes.map { "`\($0)`" }.joined(separator: " or ")) count as deals with what stands in them; keep the line below if they came to nothing", proposals: [
                "- {row_where: {\(DefinitionText.scalar(facts.name)): \(DefinitionText.list(noes))}, because: the deal was not confirmed, calls_off: true}",
            ])
        }
    }

    /// A code beside a deal credits that deal.
    private mutating func takeCodes(_ key: (value: String, columns: [ColumnFacts])) {
        guard let code = choice.taken["promo_code"] else { return }
        add(.codes, "promo_code", bare(code.facts), of: [code.facts], isSure: code.isSure, why: code.why)
        add(.codes, "deal_id", key.value, of: key.columns, isSure: true, why: "the deal of the same row")
        for column in ["valid_from", "valid_to"] { take(column, as: .codes) { $0.dated($1) } }
        let codes = code.facts.values.map { $0.uppercased() }
        if Set(codes).count < codes.count, choice.taken["valid_from"] == nil {
            ask("valid_from", "some codes stand in several rows, and without `valid_from` and `valid_to` nobody knows which deal an order belongs to; add columns that say from when to when each counts")
        }
    }
}

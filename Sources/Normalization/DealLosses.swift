internal import Findings
internal import SocialData
internal import StageFiles
internal import TextValues

/// What is said of deals, their payments and their advertising.
extension NormalizationLosses {
    /// Advertising that belongs to no deal.
    mutating func add(_ assignment: SpendAssignment) {
        for reason in SpendAssignment.Reason.allCases {
            let left = assignment.left.filter { $0.reason == reason }
            let (what, remedy) =
                switch reason {
                case .nobody:
                    (
                        "was spent on ads whose campaign is no deal's and that name no creator",
                        "give the deals the campaign's name as campaign_id, or say `set: {handle: …}` on the file of one creator's ads"
                    )
                case .noDeal:
                    ("was spent on ads of creators who had no deal then", "add the deal, or correct its started_at and ended_at")
                case .several:
                    (
                        "was spent on ads that could belong to several deals",
                        "give each deal its own campaign_id; or say on the file whose ads they are, `set: {platform: …}` or `set: {handle: …}`"
                    )
                case .otherCurrency:
                    (
                        "was spent in another currency than the deal's", "name a file of exchange rates in the pipeline: `rates: rates.csv`"
                    )
                }
            let known = left.compactMap(\.amount)
            let sum = known.reduce(Int128(0), +)
            let text = known.isEmpty ? "an amount without a currency or exchange rate" : "\(ExactTotal(sum).saidText) \(currency)"
            add(
                .spendUnmatched, .important, source: .spend, column: SpendColumn.boostSpend.name, "\(text) \(what)", count: left.reduce(0) { $0 + $1.rows },
                unit: .rows, money: known.isEmpty ? nil : sum, remedy: remedy)
        }
        add(
            .contradictingRows, .important, source: .deals, column: DealColumn.boostSpend.name,
            "\(assignment.contradictions) deals state another boost_spend than the reports of their ads; the larger counts",
            count: assignment.contradictions, unit: .deals, remedy: "leave boost_spend to the reports, or the reports out")
    }

    /// Of two reports whose days overlap only partly one is used, and nobody can know how much of the other is in it.
    mutating func add(halfCovered spend: SpendTable) {
        guard !spend.halfCovered.isEmpty else { return }
        add(
            .contradictingRows, .important, source: .spend, column: SpendColumn.startedAt.name,
            "\(Self.amounts(spend.halfCovered, spend)) of ad reports is left out: its days lie partly in those of another report of the same ads",
            count: spend.halfCovered.reduce(0) { $0 + $1.rows }, unit: .rows,
            remedy: "export reports whose periods meet, or one of the whole time")
    }

    /// Nobody can know whether two files without days hold the same spending or that of two months.
    mutating func add(undated spend: SpendTable) {
        let left = spend.undated.filter { $0.amount != 0 }
        guard !left.isEmpty else { return }
        add(
            .contradictingRows, .important, source: .spend, column: "started_at",
            "\(Self.amounts(left, spend)) of ad reports without days is left out: another file names the same ads and says more",
            count: left.reduce(0) { $0 + $1.rows }, unit: .rows,
            remedy: "export the reports with their days (`started_at`, `ended_at`), so that other days add up and equal ones count once")
    }

    /// Reports of two accounts that call their ads alike, or one report early and late: nobody can know.
    mutating func add(contradicted spend: SpendTable) {
        guard !spend.contradicted.isEmpty else { return }
        add(
            .contradictingRows, .important, source: .spend, column: SpendColumn.boostSpend.name,
            "\(Self.amounts(spend.contradicted, spend)) of ad reports is left out: another file names the same ads and days, and none of their amounts is the same",
            count: spend.contradicted.reduce(0) { $0 + $1.rows }, unit: .rows,
            remedy: "if they are of two accounts, name each on its source, `set: {account_id: …}`; if one was exported earlier, leave it out")
    }

    /// An export that was appended to itself, or two ads that nothing tells apart.
    mutating func add(repeated spend: SpendTable) {
        let count = spend.repeated.count { $0.amount != 0 }
        guard count > 0 else { return }
        add(
            .notUsed, .important, source: .spend,
            Self.sentence(
                count, "row of ad reports is the same as another of its file and counts once with it",
                "rows of ad reports are the same as others of their file and count once with them"),
            count: count, unit: .rows, remedy: "if they are several amounts, give each its day, or export the ids of the ads")
    }

    /// What an ad manager writes under its report, perhaps an amount of its own.
    mutating func add(totals spend: SpendTable) {
        let left = spend.totals.filter { $0.amount != 0 }
        guard !left.isEmpty else { return }
        add(
            .notUsed, .noted, source: .spend,
            "\(Self.amounts(left, spend)) of ad reports stands in rows that name no campaign and no ad, and is left out as the sum of the others",
            count: left.count, unit: .rows, remedy: "nothing to do; if it is an amount of its own, name its campaign")
    }

    /// Whether two ads cost the same or one has two names, nobody can know.
    mutating func add(renamed spend: SpendTable) {
        guard !spend.renamed.isEmpty else { return }
        add(
            .contradictingRows, .important, source: .spend, column: SpendColumn.ad.name,
            "\(Self.amounts(spend.renamed, spend)) of ad reports counts beside ads of another file with the same days and amounts, under other names",
            count: spend.renamed.reduce(0) { $0 + $1.rows }, unit: .rows,
            remedy: "if ads were renamed between two exports, leave one of them out, or export the ids of the ads")
    }

    /// Sums in the currencies that reports have: `100.00 EUR and 20.00 USD`.
    private static func amounts(_ spends: [Spend], _ table: SpendTable) -> String {
        let sums = Dictionary(grouping: spends) { table.rows.text($0.row, table.columns.currency) }.mapValues { $0.reduce(Int128(0)) { $0 + $1.amount } }
        return sums.sorted { $0.key < $1.key }.map { "\(ExactTotal($0.value).saidText) \($0.key)" }.joined(separator: " and ")
    }

    // MARK: deals

    /// Payments and deals that look like others, and what was done with them.
    mutating func add(_ deals: DealTable, _ currency: ReportingCurrency) {
        for kind in DealDoubts.Kind.allCases where kind != .otherDeal {
            let (count, money, greatest) = deals.doubts.sum(kind, deals.rows, currency)
            let most = greatest > 0 && count > 1 ? " (the greatest \(ExactTotal(greatest).saidText) \(self.currency))" : ""
            let words = kind.words(most)
            add(
                .contradictingRows, kind.weight, source: .deals, column: kind.isOfDeals ? "deal_id" : "payout_id",
                Self.sentence(count, words.one, words.several), count: count, unit: kind.isOfDeals ? .rows : .payments, money: money,
                example: kind == .calledOff || kind == .calledOffAndPaid ? deals.doubts.firstID(kind, deals.rows) : "", remedy: words.remedy)
        }
    }

    /// The latest order says how far the data reach where nothing else does.
    mutating func add(stragglingOf orders: OrderTotals, asOf: Int64, zone: ZoneOffsets) {
        guard orders.counted >= 20, orders.straggling > 0, let latest = orders.latest, latest == asOf else { return }
        add(
            .contradictingRows, .important, source: .orders, column: OrderColumn.orderedAt.name,
            Self.sentence(orders.straggling, "order lies", "orders lie")
                + " more than a year after all others (\(Self.day(of: latest, in: zone))), and the data are taken to reach so far",
            count: orders.straggling, unit: .orders,
            remedy: "correct the year, or say in the pipeline until when the data reach, `as_of:`")
    }

    /// Orders of deals that something lacks of: their sales are in no tier.
    mutating func add(salesOf facts: [DealFact], _ orders: OrderTotals) {
        var sum = OrderSum()
        for (fact, sales) in zip(facts, orders.ofDeal) {
            let lacksData = [.noStart, .noCurrency, .noRate, .costMissing].contains(fact.reason)
            if lacksData || fact.reason == .none && fact.followers.followers <= 0 { sum.merge(sales) }
        }
        add(
            .partnerMissing, .important, source: .orders,
            Self.sentence(sum.orders, "order is", "orders are")
                + " credited to deals of which the start, the cost, its currency or rate, or the followers lack, so these sales count in no tier",
            count: sum.orders, unit: .orders, money: sum.gross, remedy: "complete those deals: tables/exclusions.csv counts them by what they lack")
    }

    /// Deals whose sales the files cannot hold, as the orders end before they begin: they cost money and bring none, and no number
    /// says why.
    ///
    /// - Parameter maturity: days that a deal is given before it counts.
    mutating func add(_ deals: DealTable, _ facts: [DealFact], lastOrder: Int64?, maturity: Int, zone: ZoneOffsets) {
        guard let lastOrder else { return }
        // Those without followers stand in no tier, and so count nowhere.
        let late = facts.indices.filter {
            facts[$0].reason == .none && facts[$0].followers.source != .unknown && deals.deals[$0].startedAt > lastOrder
        }
        add(
            .partnerMissing, .important, source: .orders, column: OrderColumn.orderedAt.name,
            Self.sentence(late.count, "deal began", "deals began") + " after the last order of these files (\(Self.day(of: lastOrder, in: zone))), so "
                + (late.count == 1 ? "its cost counts and none of its sales" : "their cost counts and none of their sales"),
            count: late.count, unit: .deals, money: late.reduce(Int128(0)) { $0 + Int128(facts[$1].cost ?? 0) },
            remedy: "add the orders since then, or leave the deals out that were not followed to their end: `period: {to: \(Self.day(of: lastOrder - Int64(maturity) * CivilTime.secondsPerDay, in: zone))}`")
    }

    /// The same of deals before the first order, and of those that ran while no order was placed, as where the file of a month was left out.
    mutating func add(_ deals: DealTable, _ facts: [DealFact], days stores: StoreDays, maturity: Int) {
        let days = stores.all
        guard let first = days.first else { return }
        let counted = facts.indices.filter { facts[$0].reason == .none && facts[$0].followers.source != .unknown }
        func cost(_ deals: [Int]) -> Int128 { deals.reduce(0) { $0 + Int128(facts[$1].cost ?? 0) } }
        func starts(_ deal: Int) -> Int { CivilTime.day(ofSeconds: deals.deals[deal].startedAt) }
        let early = counted.filter { starts($0) + maturity < first }
        add(
            .partnerMissing, .important, source: .orders, column: OrderColumn.orderedAt.name,
            Self.sentence(early.count, "deal began", "deals began") + " more than \(maturity) days before the first order of these files (\(Self.day(first))), so "
                + (early.count == 1 ? "its cost counts and none of its sales until then" : "their cost counts and none of their sales until then"),
            count: early.count, unit: .deals, money: cost(early),
            remedy: "add the orders before that, or leave the deals out: `period: {from: \(Self.day(first - maturity))}`; nothing to do if they sold nothing")
        func say(_ gap: Range<Int>, _ weight: Loss.Weight, of store: String, remedy: String) {
            // Most of the time in which a deal's orders are placed.
            let running = counted.filter { 2 * (min(starts($0) + maturity, gap.upperBound) - max(starts($0), gap.lowerBound)) >= maturity }
            add(
                .partnerMissing, weight, source: .orders, column: OrderColumn.orderedAt.name,
                Self.sentence(running.count, "deal", "deals") + " ran while these files have no order\(store), from \(Self.day(gap.lowerBound)) to \(Self.day(gap.upperBound - 1)), so "
                    + (running.count == 1 ? "its cost counts and not all of its sales" : "their cost counts and not all of their sales"),
                count: running.count, unit: .deals, money: cost(running), remedy: remedy)
        }
        for gap in days.gaps { say(gap, .important, of: "", remedy: "add the orders of that time, if a file of them was left out") }
        for (store, own, isLarge) in stores.each() {
            for gap in own.gaps where !days.gaps.contains(where: { $0.overlaps(gap) }) {
                say(
                    gap, isLarge ? .important : .noted, of: " of \(Loss.shownWord(store) ?? "one store")",
                    remedy: "add the orders of that store and time, if a file of them was left out; nothing to do if it was closed")
            }
        }
    }

    private static func day(_ day: Int) -> String {
        var text: [UInt8] = []
        Canonical.append(day: Int32(clamping: day), to: &text)
        return String(decoding: text, as: UTF8.self)
    }
}

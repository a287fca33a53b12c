internal import Findings
internal import SocialData
internal import StageFiles
internal import TextValues

/// What of the accepted rows no number counts, as entries of the one list of losses.
struct NormalizationLosses {
    /// Words of their own entry; the rest share one.
    static let shownWords = 10

    private(set) var losses: [Loss] = []
    let currency: String

    init(currency: String) { self.currency = currency }

    mutating func add(
        _ kind: Loss.Kind, _ weight: Loss.Weight, source: Entity, column: String = "", _ what: String, count: Int, unit: LossUnit,
        money: Int128? = nil, example: String = "", remedy: String
    ) {
        guard count > 0 else { return }
        losses.append(
            Loss(
                kind, weight, source: source.rawValue, column: column, what: what, count: count, unit: unit,
                money: money.map(ExactTotal.init), example: example, remedy: remedy))
    }

    // MARK: orders

    mutating func add(_ totals: OrderTotals, _ evidence: OrderEvidence?) {
        addUnknownStatuses(totals.unknownStatuses)
        add(
            .partnerMissing, .important, source: .orders, column: OrderColumn.refund.name,
            Self.sentence(totals.lonelyRefunds.orders, "refund names an order", "refunds name orders")
                + " that no file holds, so nothing of it was counted and nothing is taken back",
            count: totals.lonelyRefunds.orders, unit: .orders, money: totals.lonelyRefunds.gross,
            remedy: "add the export that holds those orders; if another file holds them, name the shop of both: `set: {store: …}`")
        add(
            .contradictingRows, .important, source: .orders, column: OrderColumn.orderedAt.name,
            Self.sentence(totals.afterCutOff.orders, "credited order lies", "credited orders lie")
                + " more than 48 hours after the data cut-off, until which deals are followed; they count all the same",
            count: totals.afterCutOff.orders, unit: .orders, money: totals.afterCutOff.gross,
            remedy: "say in the pipeline until when the data reach, `as_of:`, or leave later orders out of the export")
        add(
            .answerMissing, .important, source: .orders, column: OrderColumn.tax.name,
            Self.sentence(totals.unclearTaxes.orders, "order has", "orders have")
                + " a total that fits prices neither with nor without tax, so the revenue may hold tax",
            count: totals.unclearTaxes.orders, unit: .orders, money: totals.unclearTaxes.gross,
            remedy: "compare Total with Subtotal, Shipping and Taxes in the export, and give the goods before tax as revenue")
        add(
            .answerMissing, .important, source: .orders, column: OrderColumn.refund.name,
            Self.sentence(totals.unknownRefunds.orders, "order was", "orders were")
                + " refunded, at least in part, and nothing says how much, so nothing is taken back",
            count: totals.unknownRefunds.orders, unit: .orders, money: totals.unknownRefunds.gross,
            remedy: "export the orders with the amounts refunded")
        add(
            .answerMissing, .important, source: .orders, column: OrderColumn.refund.name,
            Self.sentence(totals.refundsWithoutRate.orders, "order has", "orders have")
                + " a refund in a currency without an exchange rate, which takes nothing back",
            count: totals.refundsWithoutRate.orders, unit: .orders, money: totals.refundsWithoutRate.gross,
            remedy: "name a file of exchange rates in the pipeline: `rates: rates.csv`")
        add(
            .contradictingRows, .important, source: .orders, column: OrderColumn.refund.name,
            Self.sentence(totals.repeatedRefunds.orders, "order has", "orders have")
                + " several rows of a refund in one file, of one time and amount or of one number; they count as one refund",
            count: totals.repeatedRefunds.orders, unit: .orders, money: totals.repeatedRefunds.gross,
            remedy: "nothing to do if a refund was written twice; if they are several, or lines of one, give each its own `refund_id`")
        addSalesOfTwoSources(totals, evidence)
    }

    private mutating func addUnknownStatuses(_ statuses: OrderTotals.Named) {
        var rest = OrderSum()
        for (place, number) in statuses.names.sortedIndices().enumerated() {
            let sum = statuses.sums[number]
            let word = Loss.shownWord(String(decoding: statuses.names.bytes(number), as: UTF8.self))
            guard place < Self.shownWords, let word else {
                rest.merge(sum)
                continue
            }
            add(
                .unknownStatus, .important, source: .orders, column: OrderColumn.status.name,
                Self.sentence(sum.orders, "order has", "orders have")
                    + " the status \(word), which says neither paid nor not paid, and stands apart",
                count: sum.orders, unit: .orders, money: sum.gross, example: word,
                remedy: "say what it means in the pipeline: `statuses: {\(Self.quoted(word)): paid}`, or cancelled")
        }
        add(
            .unknownStatus, .important, source: .orders, column: OrderColumn.status.name,
            "orders with other status words stand apart", count: rest.orders, unit: .orders, money: rest.gross,
            remedy: "say what they mean in the pipeline: `statuses: {WORD: paid}`")
    }

    /// - Parameter counts: orders by `OrderReason`.
    mutating func add(reasons counts: [Int]) {
        let count = counts[OrderReason.noRevenue.rawValue]
        add(
            .answerMissing, Self.weight(count, of: counts.reduce(0, +)), source: .orders, column: OrderColumn.revenue.name,
            Self.sentence(count, "order names no amount and brings no money", "orders name no amount and bring no money"),
            count: count, unit: .orders, remedy: "export the orders with their amounts")
    }

    /// Codes of orders that credit nobody: the first cause of a wrong return. An order counts once, however many codes it has.
    mutating func add(_ codes: CodeTable, _ totals: OrderTotals, hasCredit: Bool) {
        for fault in CodeFault.allCases {
            let sum = totals.ofCodeFault[fault.rawValue]
            let found = codesAtFault(fault, codes, totals)
            guard let first = found.max(by: { ($0.sum.gross, $1.name) < ($1.sum.gross, $0.name) }) else { continue }
            let (column, what, remedy) =
                switch fault {
                case .nobodys:
                    ("promo_code", "codes that orders carry belong to no deal", "add those of creators to the codes file, each with its deal_id")
                case .withoutDeal:
                    (
                        "deal_id", "codes of the codes file name a deal that no file holds",
                        "add the deal, or correct deal_id of the codes file"
                    )
                case .undated:
                    (
                        "ordered_at", "codes stand in orders without a time, so nobody knows whether they were valid then",
                        "export the orders with their times"
                    )
                case .notValid:
                    ("valid_from", "codes that orders carry were not valid then", "correct valid_from and valid_to of the codes file")
                case .ambiguous:
                    (
                        "promo_code", "codes that orders carry had two owners then, and credit nobody",
                        "give each creator's use of the code its own valid_from and valid_to"
                    )
                case .twoCreators:
                    (
                        "promo_code", "codes stand in orders beside another creator's code, and credit nobody",
                        "nothing to do, unless a code belongs to another deal than the codes file says"
                    )
                }
            // Other codes of a shop are no creators'; where nothing at all is credited they may be.
            let weight = fault == .nobodys && hasCredit ? Loss.Weight.noted : .important
            let isOfOrders = fault != .withoutDeal
            add(
                .codeUnmatched, weight, source: column == "promo_code" || column == "ordered_at" ? .orders : .codes, column: column,
                Self.several(found.count, what), count: isOfOrders ? sum.orders : found.count, unit: isOfOrders ? .orders : .codes,
                money: sum.gross, example: first.name, remedy: remedy)
        }
    }

    /// Of the codes that nobody owns, those that were meant to be a deal's.
    mutating func add(similarCodes similar: SimilarNames) {
        add(
            .codeUnmatched, .important, source: .orders, column: OrderColumn.promoCode.name,
            Self.several(similar.count, "codes that orders carry are spelled almost as a deal's, and credit nobody"), count: similar.sum.orders, unit: .orders,
            money: similar.sum.gross, example: similar.example, remedy: "add these spellings to the codes file, each with its deal_id, if they are those creators'")
    }

    /// The same of creators that links name.
    mutating func add(similarLinks similar: SimilarNames) {
        add(
            .linkUnmatched, .important, source: .orders, column: OrderColumn.utmCreator.name,
            Self.several(similar.count, "creators that links name are spelled almost as a deal's, and are credited nothing"), count: similar.sum.orders, unit: .orders,
            money: similar.sum.gross, remedy: "write the handles of links as the deals do, or use the creators' ids")
    }

    /// Sales that nobody has paid yet, as their status says.
    mutating func add(pendingOf orders: OrderTotals) {
        let pending = orders.pending
        add(
            .contradictingRows, Self.weight(pending.gross, of: orders.creditedGross), source: .orders, column: OrderColumn.status.name,
            Self.sentence(
                pending.orders, "order that is credited is not paid yet, as its status says, and counts as a sale",
                "orders that are credited are not paid yet, as their status says, and count as sales"),
            count: pending.orders, unit: .orders, money: pending.gross,
            remedy: "export them again once they are paid, or say `statuses: {pending: cancelled}` in the pipeline if such orders bring nothing")
    }

    /// Sales that a code credits to a deal that had not begun.
    mutating func add(beforeStartOf orders: OrderTotals) {
        let early = orders.beforeStart
        add(
            .contradictingRows, Self.weight(early.gross, of: orders.creditedGross), source: .orders, column: OrderColumn.orderedAt.name,
            Self.sentence(early.orders, "order was", "orders were") + " placed more than a day before the deal began that a code credits them to, and count as its sales",
            count: early.orders, unit: .orders, money: early.gross, remedy: "give the codes a valid_from, or correct started_at of the deals; nothing to do if the code was out before")
    }

    /// Sales that a link brings to the creator's latest deal, and would bring to an earlier one if it could say so.
    mutating func add(otherDealOf orders: OrderTotals) {
        let other = orders.otherDeal
        add(
            .contradictingRows, Self.weight(other.gross, of: orders.creditedGross), source: .orders, column: OrderColumn.utmCreator.name,
            Self.sentence(other.orders, "order is credited by its link to the latest deal of the creator, and names", "orders are credited by their links to the latest deal of the creator, and name")
                + " the account or campaign of another one that was running",
            count: other.orders, unit: .orders, money: other.gross, remedy: "give each of a creator's deals a code of its own: a link names a creator, and no deal")
    }

    /// A gift card is money for what is bought later, and that is a sale, too.
    mutating func add(giftCardsOf orders: OrderTotals) {
        let cards = orders.giftCards
        add(
            .contradictingRows, Self.weight(cards.gross, of: orders.creditedGross), source: .orders, column: OrderColumn.giftCard.name,
            Self.sentence(cards.orders, "credited order sold gift cards or was paid with some, and counts", "credited orders sold gift cards or were paid with some, and count")
                + ": where files hold both, the same money counts twice",
            count: cards.orders, unit: .orders, money: cards.gross, remedy: "leave one of the two out of the export: the gift cards, or what was paid with them")
    }

    /// Deals that no sale can be credited to: their return is 0 whatever they sold.
    mutating func add(withoutCode facts: [DealFact], _ deals: DealTable, _ codes: CodeTable, _ orders: OrderTotals) {
        // A link credits a deal without a code.
        guard orders.ofKind[AttributionKind.utm.rawValue].orders == 0, orders.unknownLinks.names.count == 0 else { return }
        let ends = codes.lastEnds(deals: facts.count)
        let used = facts.indices.filter { facts[$0].reason == .none && (facts[$0].cost ?? 0) > 0 }
        func cost(_ deals: [Int]) -> Int128 { deals.reduce(0) { $0 + Int128(facts[$1].cost ?? 0) } }
        // What was paid in a further currency has its code beside it.
        let parts = deals.doubts.rows(.otherCurrency)
        let left = used.filter { ends[$0] == nil && !parts.contains(deals.deals[$0].row) }
        add(
            .partnerMissing, Self.weight(cost(left), of: cost(used)), source: .deals, column: DealColumn.dealID.name,
            Self.sentence(left.count, "deal has", "deals have") + " no code, and no order names a link, so nothing that they sold is counted, and all that they cost",
            count: left.count, unit: .deals, money: cost(left), remedy: "add their codes to the codes file, or leave those deals out that were not to sell")
    }

    private func codesAtFault(_ fault: CodeFault, _ codes: CodeTable, _ totals: OrderTotals) -> [(name: String, sum: OrderSum)] {
        func found(_ numbers: some Sequence<Int>, _ names: ByteTable, _ sums: [OrderSum]) -> [(name: String, sum: OrderSum)] {
            numbers.map { (String(decoding: names.bytes($0), as: UTF8.self), sums[$0]) }
        }
        switch fault {
        case .nobodys: return found(0..<totals.unknownCodes.names.count, totals.unknownCodes.names, totals.unknownCodes.sums)
        case .withoutDeal:
            // Whether orders carry them or not.
            return found((0..<codes.names.count).filter { codes.hasEntryWithoutDeal(code: $0) }, codes.names, totals.ofCodeWithoutDeal)
        case .undated, .notValid:
            let numbers = totals.codesOfFault[fault.rawValue].filter { !codes.isWithoutDeal(code: $0) }
            return found(numbers, codes.names, totals.uncreditedOfCode)
        case .ambiguous, .twoCreators: return found(totals.codesOfFault[fault.rawValue], codes.names, totals.ambiguousOfCode)
        }
    }

    /// Creators of links that credit nobody.
    ///
    /// - Parameter windowDays: for how long after a deal's start orders count to its link.
    mutating func add(_ unmatched: [UnmatchedRow], windowDays: Int, hasCredit: Bool) {
        for (kind, weight, what, remedy) in [
            (
                UnmatchedKind.linkWithoutDeal, hasCredit ? Loss.Weight.noted : .important,
                "creators that links name had no deal that had begun in the \(Self.sentence(windowDays, "day", "days")) before the order",
                "add their deals, or correct the names"
            ),
            (
                .linkAmbiguous, .important,
                "handles that links name are borne by two creators, and credit nobody", "use the creator's id in links"
            ),
        ] {
            let rows = unmatched.filter { $0.kind == kind }
            add(
                .linkUnmatched, weight, source: .orders, column: "utm_creator", Self.several(rows.count, what),
                count: rows.reduce(0) { $0 + $1.rows }, unit: .orders, money: Self.sum(rows), remedy: remedy)
        }
    }

    private static func sum(_ rows: [UnmatchedRow]) -> Int128? {
        rows.compactMap(\.money?.value).reduce(Int128(0), +)
    }

    // MARK: duplicates

    /// Rows of one thing that say different things about it.
    ///
    /// - Parameter deals: what those of the deals cost that do not count.
    mutating func add(_ duplicates: [DuplicateRow], deals: Int128?) {
        for row in duplicates where row.conflicts > 0 {
            let entity = row.entity
            // Counts and orders go on changing between exports; own sheets should not.
            let isOwnSheet = entity == .deals || entity == .codes
            add(
                .contradictingRows, isOwnSheet ? .important : .noted, source: entity,
                "\(row.conflicts) of the \(entity) stand in several rows that differ; the greatest is used",
                count: row.conflicts, unit: LossUnit(entity), money: entity == .deals ? deals : nil, example: isOwnSheet ? row.examples.first ?? "" : "",
                remedy: isOwnSheet
                    ? "keep one row of each, or give those of different creators numbers of their own"
                    : entity == .orders ? "nothing to do: amounts, codes and cancellations that differ are said apart" : "nothing to do if the exports are of different days")
        }
    }

    mutating func addStoreClash(_ totals: OrderTotals) {
        let clashes = totals.mergedStores.row(entity: .orders)
        add(
            .storeClash, .refusal, source: .orders, column: OrderColumn.store.name,
            Self.sentence(clashes.conflicts, "order number stands", "order numbers stand")
                + " for two sales at different times or in different currencies, so two shops share one name",
            count: clashes.conflicts, unit: .orders, remedy: "give each shop's files a name in the source: `set: {store: …}`")
    }

    /// Of an order that stands in several rows one counts, and the others are the same order only if one shop wrote them all.
    mutating func add(otherAmounts rest: OrderSum) {
        add(
            .contradictingRows, .important, source: .orders, column: OrderColumn.revenue.name,
            Self.sentence(rest.orders, "order stands", "orders stand")
                + " in several rows with other amounts or codes; of each the row with the greatest refund, then amount, counts",
            count: rest.orders, unit: .orders, money: rest.gross,
            remedy:
                "leave the older export of orders that were edited out; if two shops share their numbers, say `set: {store: …}`, and if a row is a line of an order, give the order one row")
    }

    mutating func add(equalRowsOf orders: OrderTotals) {
        let equalRows = orders.equalRows
        add(
            .contradictingRows, Self.weight(equalRows.orders, of: orders.counted), source: .orders, column: OrderColumn.orderID.name,
            Self.sentence(equalRows.orders, "order stands", "orders stand")
                + " several times in one file with the same amount and codes; each counts once",
            count: equalRows.orders, unit: .orders, money: equalRows.gross,
            remedy: "nothing to do if the rows were written twice; if each is a line of its order, give the order one row with its whole amount")
    }

    /// Exports of different days say different things of an order's payment.
    mutating func add(cancelledLater: OrderSum, failedOnce: OrderSum) {
        add(
            .contradictingRows, .noted, source: .orders, column: OrderColumn.status.name,
            Self.sentence(cancelledLater.orders, "order is", "orders are")
                + " cancelled or void in one row and not in another; the cancellation counts",
            count: cancelledLater.orders, unit: .orders, money: cancelledLater.gross, remedy: "nothing to do if the exports are of different days")
        add(
            .contradictingRows, .important, source: .orders, column: OrderColumn.status.name,
            Self.sentence(failedOnce.orders, "order is", "orders are")
                + " failed in one row and not in another; the payment counts",
            count: failedOnce.orders, unit: .orders, money: failedOnce.gross, remedy: "leave the older export out if the payments failed afterwards")
    }

    // MARK: words

    static func sum(of amounts: [Int64?]) -> Int128 {
        amounts.reduce(Int128(0)) { $0 + Int128($1 ?? 0) }
    }

    /// Before words for several things: `1 of the codes that …`, `14 codes that …`.
    private static func several(_ count: Int, _ what: String) -> String { count == 1 ? "1 of the \(what)" : "\(count) \(what)" }

    /// More than a twentieth could change the answer.
    static func weight<Number: BinaryInteger>(_ part: Number, of whole: Number) -> Loss.Weight { 20 * part > whole ? .important : .noted }

    static func sentence(_ count: Int, _ one: String, _ several: String) -> String {
        "\(count) \(count == 1 ? one : several)"
    }

    /// `2025-03-01`
    static func day(of instant: Int64, in zone: ZoneOffsets) -> String {
        var text: [UInt8] = []
        Canonical.append(day: CivilTime.day(of: instant, in: zone), to: &text)
        return String(decoding: text, as: UTF8.self)
    }

    /// A word as a key of YAML.
    private static func quoted(_ word: String) -> String {
        word.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" } ? word : "\"\(word)\""
    }
}

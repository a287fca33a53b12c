internal import Findings
internal import SocialData

/// Sentences that a reader of the report must know.
struct NormalizationNotices {
    /// Names shown in one sentence.
    private static let shown = 5

    private(set) var notices: [Notice] = []

    mutating func add(_ name: NoticeName, rows: Int, _ text: @autoclosure () -> String) {
        if rows > 0 { notices.append(Notice(name: name, text: text(), rows: rows)) }
    }

    mutating func add(_ directory: CreatorDirectory, conflicts: [(handle: String, accounts: [String])]) {
        add(
            .handleConflict, rows: conflicts.count,
            "Handles shown with several account ids; rows that name only the handle are kept apart from all of them: "
                + Self.list(conflicts.map { "\($0.handle) (\($0.accounts.prefix(Self.shown).joined(separator: ", ")))" })
                + ". Link them in creators.csv.")
        let contradictions = directory.contradictoryLinks
        add(
            .directoryConflict, rows: contradictions.count,
            "Accounts that the directory gives to two creators; it links none of them: \(Self.list(contradictions)). "
                + "Correct creators.csv.")
    }

    mutating func add(_ currency: ReportingCurrency, deals: [DealFact], orders: OrderTotals) {
        add(
            .rateConflict, rows: currency.conflictingRates,
            "Days for which a currency has two rates; the greater one is used.")
        add(
            .rateOfEarlierDay, rows: deals.filter(\.usesOlderRate).count + orders.olderRates,
            "Amounts converted by the last rate before their day, at most 7 days old, because the day has none.")
    }

    mutating func add(_ orders: OrderTotals, currency: String) {
        let merged = orders.mergedStores.row(entity: .orders)
        add(
            .ordersOfTwoStores, rows: merged.conflicts,
            "Order numbers that come with two times or two currencies, as when two shops are exported under one name: "
                + Self.list(merged.examples) + ". Set store for each source.")
        add(
            .refundAboveRevenue, rows: orders.refundsAboveRevenue,
            "Orders refunded with more than they brought, tax and shipping mostly; where the files show those, no more is taken back than was counted.")
        add(
            .taxInsidePrices, rows: orders.taxesRemoved.orders,
            "Orders whose total shows that their prices include tax; \(Self.amount(orders.taxesRemoved.gross, currency)) of tax were taken out of the revenue.")
    }

    private static func amount(_ sum: Int128, _ currency: String) -> String { "\(ExactTotal(sum).saidText) \(currency)" }

    private static func list(_ names: [String]) -> String {
        let rest = names.count - shown
        return names.prefix(shown).joined(separator: "; ") + (rest > 0 ? " and \(rest) more" : "")
    }
}

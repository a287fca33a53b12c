internal import Findings
internal import SocialData
internal import StageFiles

/// What the orders of a shard brought each of its deals, by view (Methods 25.3). Orders credited to a deal stand in its shard.
struct OrderFacts: Sendable {
    struct Sum: Sendable {
        /// Orders of the view that bring money.
        var orders = 0
        var net: Int128 = 0
        var gross: Int128 = 0
        /// Orders of the view's days, whoever the customer is, and those of them that say whether the customer is new.
        var asked = 0
        var known = 0
    }

    static let columns = [
        OrderColumn.orderedAt, .newCustomer, .gross, .refundConverted, .dealID, .excluded,
    ].map(\.position)

    private let views: [FollowUpView]
    /// `deal * views.count + view`
    private var sums: [Sum]

    init(_ views: [FollowUpView], deals: Int) {
        self.views = views
        sums = [Sum](repeating: Sum(), count: deals * views.count)
    }

    /// - Parameter deal: its place in the shard's deals.
    subscript(deal deal: Int, view view: Int) -> Sum { sums[deal * views.count + view] }

    /// Adds the rows of a batch that are credited to a deal, as normalize adds them up (Methods 4.3).
    mutating func add(_ batch: borrowing StageRows, deals: DealFacts) {
        let bytes = batch.bytes.span
        let (credited, excluded) = (batch.texts(OrderColumn.dealID.position), batch.texts(OrderColumn.excluded.position))
        let (orderedAt, isNew) = (batch.numbers(OrderColumn.orderedAt.position), batch.numbers(OrderColumn.newCustomer.position))
        let (gross, refund) = (batch.numbers(OrderColumn.gross.position), batch.numbers(OrderColumn.refundConverted.position))
        for row in batch.indices where !credited.isMissing(row) {
            guard let deal = deals.ids.find(bytes.extracting(credited[row])) else { continue }
            let isCounted = excluded.isMissing(row)
            for (view, number) in zip(views, deal * views.count..<(deal + 1) * views.count)
            where view.reaches(orderedAt: orderedAt[row], startedAt: deals.deals[deal].startedAt) {
                if isCounted {
                    sums[number].asked += 1
                    if !isNew.isMissing(row) { sums[number].known += 1 }
                }
                guard view.customers == .all || isNew.flag(row) == true else { continue }
                if isCounted { sums[number].orders += 1 }
                sums[number].gross += Int128(gross[row] ?? 0)
                sums[number].net += Int128(gross[row] ?? 0) - Int128(refund[row] ?? 0)
            }
        }
    }
}

/// How orders were credited (Methods 4.3): promo_code, utm, ambiguous_code, unattributed; or what codes alone and
/// links alone say of them: code_only, link_only, either, conflicting.
package struct AttributionRow: Codable, Sendable, Equatable {
    /// What the rule or the witnesses say of these orders.
    package var attribution: OrderCredit
    /// Orders that bring money; `withoutMoney` holds the others.
    package var orders: Int
    /// Gross revenue and refunds in 1/10,000 of the reporting currency.
    package var gross: ExactTotal
    /// What was taken back of `gross`, in the same unit.
    package var refund: ExactTotal
    /// Orders of this kind that bring no money, because they were cancelled, voided or failed, or have no rate.
    package var withoutMoney: Int

    package init(attribution: OrderCredit, orders: Int, gross: ExactTotal, refund: ExactTotal, withoutMoney: Int) {
        self.attribution = attribution
        self.orders = orders
        self.gross = gross
        self.refund = refund
        self.withoutMoney = withoutMoney
    }
}

internal import Findings
internal import SocialData

/// Money and number of orders credited to something. Sums are exact.
struct OrderSum: Sendable, Equatable {
    var orders = 0
    /// Orders among them that bring no money.
    var withoutMoney = 0
    var gross: Int128 = 0
    var refund: Int128 = 0

    mutating func add(_ money: OrderMoney) {
        orders += 1
        if money.reason != .none { withoutMoney += 1 }
        gross += Int128(money.gross ?? 0)
        refund += Int128(money.refund ?? 0)
    }

    /// Counts an order by an amount that stands apart from revenue and refunds.
    mutating func add(apart amount: (some FixedWidthInteger)?) {
        orders += 1
        if amount == nil { withoutMoney += 1 }
        gross += Int128(amount ?? 0)
    }

    mutating func merge(_ other: OrderSum) {
        orders += other.orders
        withoutMoney += other.withoutMoney
        gross += other.gross
        refund += other.refund
    }

    func row(_ attribution: OrderCredit) -> AttributionRow {
        AttributionRow(
            attribution: attribution, orders: orders, gross: ExactTotal(gross), refund: ExactTotal(refund),
            withoutMoney: withoutMoney)
    }
}

/// An order's money in the reporting currency; nil where it brings none or the file says nothing.
struct OrderMoney: Sendable, Equatable {
    var gross: Int64?
    var refund: Int64?
    var reason = OrderReason.none
    var usesOlderRate = false
    /// What stands apart: the revenue of an order with an unknown status, a refund without its order.
    var apart: Int64?
    /// Tax that was taken out of the revenue.
    var taxRemoved: Int64 = 0
    /// The revenue may hold tax: nothing shows where it is.
    var isTaxUnclear = false
    /// It is not paid yet, as its status says.
    var isPending = false
    /// A part or all of it was refunded, and nothing says how much.
    var isRefundUnknown = false
    /// A refund names an amount in a currency without a rate, and so takes nothing back.
    var lacksRefundRate = false
    /// What more would be taken back if equal refund rows of one file were several refunds.
    var refundInDoubt: Int64 = 0
    /// Refunds named more than the revenue.
    var isRefundCut = false
}

internal import Findings
internal import SocialData
internal import StageFiles
internal import TextValues

/// Why an order brings no money; words of the fact column `excluded`.
enum OrderReason: Int, Sendable, CaseIterable {
    case none, cancelled, voided, failed, unknownStatus, refundOnly, noRevenue, noCurrency, noRate

    static let words = WordList(allCases.map(\.word))

    var word: ExclusionReason? {
        switch self {
        case .none: nil
        case .cancelled: .cancelled
        case .voided: .voided
        case .failed: .failed
        case .unknownStatus: .unknownStatus
        case .refundOnly: .refundOnly
        case .noRevenue: .noRevenue
        case .noCurrency: .noCurrency
        case .noRate: .noRate
        }
    }
}

/// Whether the tax of an order stands inside its prices.
enum TaxPlace: Sendable {
    case inside, outside
    /// The total fits neither: its file's other orders decide.
    case unclear
}

/// The amounts of one staged order, in its own currency, 1/10,000 (Methods 4.2).
struct OrderAmounts: Sendable {
    var revenue: Int64?
    var tax: Int64?
    var shipping: Int64?
    var total: Int64?
    var refund: Int64?

    /// A cent: totals are rounded by the shop.
    private static let tolerance = Int128(Canonical.moneyScale / 100)

    /// Exports write what went back with or without a minus: `-30` and `($30.00)` are a refund of 30.
    static func takenBack(_ refund: Int64?) -> Int64? { refund.map { $0 == .min ? .max : abs($0) } }

    /// nil where there is no tax, or nothing to compare it with.
    var taxPlace: TaxPlace? {
        guard let revenue, let total, let tax, tax > 0, revenue > 0 else { return nil }
        let goods = Int128(revenue) + Int128(shipping ?? 0)
        let inside = (Int128(total) - goods).magnitude <= Self.tolerance.magnitude
        let outside = (Int128(total) - goods - Int128(tax)).magnitude <= Self.tolerance.magnitude
        if inside != outside { return inside ? .inside : .outside }
        return inside ? nil : .unclear
    }

    /// What another may report as the amount of this sale: goods with or without tax and shipping; its own revenue first.
    var reportable: [Int128] {
        guard let revenue else { return [] }
        var amounts = [Int128(revenue)]
        if let without = revenueWithoutTax() { amounts.append(Int128(without)) }
        if let tax { amounts.append(Int128(revenue) + Int128(tax)) }
        if let total {
            amounts.append(Int128(total))
            if let shipping { amounts.append(Int128(total) - Int128(shipping)) }
        } else if let shipping {
            amounts.append(Int128(revenue) + Int128(shipping))
            if let tax { amounts.append(Int128(revenue) + Int128(tax) + Int128(shipping)) }
        }
        return amounts
    }

    /// Whether another's amount may be of this sale: networks and second tools name the goods with or without tax and shipping.
    func states(_ amount: Int64) -> Bool {
        reportable.contains { ($0 - Int128(amount)).magnitude <= Self.tolerance.magnitude }
    }

    /// Goods before tax: `revenue − tax·revenue/(revenue + shipping)`, half even.
    func revenueWithoutTax() -> Int64? {
        guard let revenue, let tax else { return nil }
        let goods = Int128(revenue) + Int128(shipping ?? 0)
        guard goods > 0 else { return nil }
        return Int64(exactly: Int128(revenue) - Money.divideHalfToEven(Int128(tax) * Int128(revenue), by: goods))
    }

    /// What a refund of the goods, in the prices of the sale, takes back of `revenue`: prices may hold tax, `revenue` does not.
    func counted(goods refund: Int64, of revenue: Int64) -> Int64 {
        guard refund > 0, revenue > 0, let sold = self.revenue, sold > 0 else { return 0 }
        let share = Money.divideHalfToEven(Int128(refund) * Int128(revenue), by: Int128(sold))
        return Int64(min(share, Int128(revenue)))
    }

    /// What a refund of the total takes back of `revenue`: proportional where there is a total, never more than all of it. Where
    /// nothing says that it holds tax or shipping it is what it is: refunds above sales are rare and real.
    func counted(refund: Int64, of revenue: Int64) -> Int64 {
        guard refund > 0, revenue > 0 else { return 0 }
        guard let total, total > 0 else { return tax == nil && shipping == nil ? refund : min(refund, revenue) }
        let share = Money.divideHalfToEven(Int128(refund) * Int128(revenue), by: Int128(total))
        return Int64(min(share, Int128(revenue)))
    }
}

/// Positions of the order columns that normalize looks at.
struct OrderColumns: Sendable {
    let store = OrderColumn.store.position
    let orderID = OrderColumn.orderID.position
    let orderedAt = OrderColumn.orderedAt.position
    let currency = OrderColumn.currency.position
    let revenue = OrderColumn.revenue.position
    let tax = OrderColumn.tax.position
    let shipping = OrderColumn.shipping.position
    let total = OrderColumn.total.position
    let refund = OrderColumn.refund.position
    let refundedAt = OrderColumn.refundedAt.position
    let refundID = OrderColumn.refundID.position
    let status = OrderColumn.status.position
    let promoCode = OrderColumn.promoCode.position
    let link = OrderColumn.utmCreator.position
    let campaign = OrderColumn.utmCampaign.position
    let reference = OrderColumn.orderReference.position
    let giftCard = OrderColumn.giftCard.position
    let input = Entity.orders.columns.count
    let line = Entity.orders.columns.count + 1

    /// Store and order number as one key.
    func identity(_ rows: StageRows, _ row: Int) -> [UInt8] {
        Array(rows.bytes[rows.range(row, store)]) + [Shards.separator] + Array(rows.bytes[rows.range(row, orderID)])
    }

    /// Whether a row only takes back: a refund row, a negative amount, the status refunded without an amount. An order of
    /// nothing but shipping has a total.
    func takesBack(_ amounts: OrderAmounts, hasRefundID: Bool, isRefunded: Bool) -> Bool {
        let revenue = amounts.revenue ?? 0
        if hasRefundID || revenue < 0 { return true }
        guard revenue == 0, (amounts.total ?? 0) <= 0 else { return false }
        return (amounts.refund ?? 0) > 0 || (isRefunded && amounts.total == nil)
    }

    func takesBack(_ rows: StageRows, _ row: Int, isRefunded: Bool) -> Bool {
        takesBack(amounts(rows, row), hasRefundID: !rows.isMissing(row, refundID), isRefunded: isRefunded)
    }

    func amounts(_ rows: StageRows, _ row: Int) -> OrderAmounts {
        OrderAmounts(
            revenue: rows.number(row, revenue), tax: rows.number(row, tax), shipping: rows.number(row, shipping),
            total: rows.number(row, total), refund: OrderAmounts.takenBack(rows.number(row, refund)))
    }
}

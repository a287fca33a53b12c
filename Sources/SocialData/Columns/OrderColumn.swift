/// Columns of orders, in the order of a row.
package enum OrderColumn: Int, EntityColumn {
    case store, orderID, orderedAt, currency, revenue, discount, tax, shipping, total, refund, refundedAt, refundID
    case status, promoCode, utmSource, utmMedium, utmCampaign, utmContent, utmCreator, newCustomer, orderReference
    case giftCard
    // What normalize concluded.
    case gross, refundConverted, attribution, dealID, excluded

    package static let firstFact: OrderColumn? = .gross

    package var column: Column {
        switch self {
        case .store: Column("store", .identifier, "the shop; order numbers are unique within one")
        case .orderID: Column("order_id", .identifier, "the shop's order number")
        case .orderedAt: Column("ordered_at", .instant, "when the order was placed")
        case .currency: Column("currency", .currency, "currency of all amounts of the row")
        case .revenue: Column("revenue", .money, "goods after discounts, before tax and shipping")
        case .discount: Column("discount", .money, "discount given")
        case .tax: Column("tax", .money, "tax")
        case .shipping: Column("shipping", .money, "shipping charged")
        case .total: Column("total", .money, "what was paid: goods, shipping and tax; shows whether prices hold tax")
        case .refund: Column("refund", .money, "refunded, of the total where there is one")
        case .refundedAt: Column("refunded_at", .instant, "when it was refunded")
        case .refundID: Column("refund_id", .identifier, "the refund's own number, where a row is a refund of the order")
        case .status:
            Column(
                "status", .word,
                "paid, pending, partially_refunded, refunded, cancelled, voided or failed; any other counts only by `statuses:`")
        case .promoCode: Column("promo_code", .list, "codes used, joined by |")
        case .utmSource: Column("utm_source", .text, "UTM source")
        case .utmMedium: Column("utm_medium", .text, "UTM medium")
        case .utmCampaign: Column("utm_campaign", .text, "UTM campaign")
        case .utmContent: Column("utm_content", .text, "UTM content")
        case .utmCreator: Column("utm_creator", .text, "the creator a link named, by id or handle")
        case .newCustomer: Column("new_customer", .flag, "1 for a customer's first order")
        case .orderReference:
            Column("order_reference", .identifier, "the shop's number of a sale that an affiliate network reports")
        case .giftCard: Column("gift_card", .flag, "1 where a gift card was sold, or paid with")
        case .gross: Column("gross", .money, "revenue without tax, in the reporting currency")
        case .refundConverted:
            Column("refund_converted", .money, "what of it was taken back by all its rows, in the reporting currency")
        case .attribution: Column("attribution", .word, "promo_code, utm, ambiguous_code or unattributed (Methods 4.3)")
        case .dealID: Column("deal_id", .identifier, "the deal it is credited to")
        case .excluded: Column("excluded", .word, "why it brings no money (no_rate, unknown_status, a cancelled status …)")
        }
    }
}

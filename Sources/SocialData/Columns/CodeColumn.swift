/// Columns of promo codes, in the order of a row.
package enum CodeColumn: Int, EntityColumn {
    case promoCode, dealID, validFrom, validTo

    package var column: Column {
        switch self {
        case .promoCode: Column("promo_code", .identifier, "the code, compared trimmed and upper-cased")
        case .dealID: Column("deal_id", .identifier, "the deal it credits")
        case .validFrom: Column("valid_from", .instant, "first instant at which it credits; empty means always")
        case .validTo:
            Column("valid_to", .instant, "first instant at which it no longer does, a day includes that day; empty means open")
        }
    }
}

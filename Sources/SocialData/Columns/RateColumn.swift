/// Columns of exchange rates, in the order of a row.
package enum RateColumn: Int, EntityColumn {
    case day, currency, rate

    package var column: Column {
        switch self {
        case .day: Column("day", .day, "the day of the rate")
        case .currency: Column("currency", .currency, "the currency")
        case .rate: Column("rate", .decimal, "units of it for one euro")
        }
    }
}

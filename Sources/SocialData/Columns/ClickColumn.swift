/// Columns of clicks, in the order of a row.
package enum ClickColumn: Int, EntityColumn {
    case source, day, utmSource, utmMedium, utmCampaign, utmContent, utmCreator, sessions, conversions, currency
    case clicksRevenue

    package var column: Column {
        switch self {
        case .source: Column("source", .text, "where the sessions came from")
        case .day: Column("day", .day, "the day")
        case .utmSource: Column("utm_source", .text, "UTM source")
        case .utmMedium: Column("utm_medium", .text, "UTM medium")
        case .utmCampaign: Column("utm_campaign", .text, "UTM campaign")
        case .utmContent: Column("utm_content", .text, "UTM content")
        case .utmCreator: Column("utm_creator", .text, "the creator a link named")
        case .sessions: Column("sessions", .count, "sessions")
        case .conversions: Column("conversions", .count, "conversions counted by the source")
        case .currency: Column("currency", .currency, "currency of the row's amounts")
        case .clicksRevenue: Column("clicks_revenue", .money, "revenue claimed by the source")
        }
    }
}

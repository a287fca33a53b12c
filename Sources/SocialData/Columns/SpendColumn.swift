/// Columns of what ads cost, in the order of a row. Rows are parts that add up: of one ad by day and by kind of audience.
package enum SpendColumn: Int, EntityColumn {
    case network, platform, accountID, campaignID, campaign, adSet, adID, ad, creatorID, handle, startedAt, endedAt
    case breakdown, currency, boostSpend, repeated

    package var column: Column {
        switch self {
        case .network:
            Column("network", .word, "who sold the ads, as `meta` or `google`; their campaigns of one name are different ones")
        case .platform: Column("platform", .word, "the network whose deals the ads belong to")
        case .accountID: Column("account_id", .identifier, "the advertising account")
        case .campaignID: Column("campaign_id", .identifier, "the campaign's id, in the ad manager or of the brand")
        case .campaign: Column("campaign", .text, "the campaign's name")
        case .adSet: Column("ad_set", .text, "name of the ad set or ad group")
        case .adID: Column("ad_id", .identifier, "the ad's id")
        case .ad: Column("ad", .text, "name of the ad")
        case .creatorID: Column("creator_id", .identifier, "the exporting tool's own id of the person whose posts are shown")
        case .handle: Column("handle", .handle, "that person's account, without @")
        case .startedAt: Column("started_at", .instant, "first day of the amount")
        case .endedAt: Column("ended_at", .instant, "last day of the amount")
        case .breakdown:
            Column("breakdown", .text, "the part of the audience, `Age=18-24|Gender=female`; empty where the amount is of all")
        case .currency: Column("currency", .currency, "currency of the amount")
        case .boostSpend: Column("boost_spend", .money, "paid to the platform")
        case .repeated: Column("repeated", .flag, "1 where another line of the file says the same and counts; made by ingest")
        }
    }
}

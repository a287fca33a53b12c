/// Columns of deals, in the order of a row.
package enum DealColumn: Int, EntityColumn {
    case dealID, payoutID, creatorID, handle, campaignID, platform, niche, startedAt, endedAt, deliverables
    case followersAtBooking, currency, basis, fee, commission, productCost, shipping, agencyFee, usageRights, boostSpend
    case labour
    // What normalize concluded.
    case creator, followers, followersSource, tier, cost, costKnown
    case feeConverted, commissionConverted, productCostConverted, shippingConverted, agencyFeeConverted, usageRightsConverted
    case boostSpendConverted, labourConverted
    case orders, gross, refund, followedUntil, excluded

    package static let firstFact: DealColumn? = .creator

    package var column: Column {
        switch self {
        case .dealID: Column("deal_id", .identifier, "one paid collaboration: one creator, one campaign, one fee")
        case .payoutID:
            Column("payout_id", .identifier, "a payment's own number, `?` where it has none: the payments of a deal add up")
        case .creatorID: Column("creator_id", .identifier, "the exporting tool's own id of the person")
        case .handle: Column("handle", .handle, "the account's name on the platform, without @")
        case .campaignID: Column("campaign_id", .identifier, "the brand's campaign")
        case .platform: Column("platform", .word, "the network the deal is for")
        case .niche: Column("niche", .word, "topic of the deal")
        case .startedAt: Column("started_at", .instant, "when the collaboration began")
        case .endedAt: Column("ended_at", .instant, "when it ended")
        case .deliverables: Column("deliverables", .text, "what was agreed")
        case .followersAtBooking: Column("followers_at_booking", .count, "followers when the deal was made")
        case .currency: Column("currency", .currency, "currency of all amounts of the row")
        case .basis: Column("basis", .word, "flat, per_order, gifted, …")
        case .fee: Column("fee", .money, "what the creator was paid")
        case .commission: Column("commission", .money, "paid per sale")
        case .productCost: Column("product_cost", .money, "value of goods given")
        case .shipping: Column("shipping", .money, "cost of sending them")
        case .agencyFee: Column("agency_fee", .money, "what an agency took")
        case .usageRights: Column("usage_rights", .money, "paid for using the content")
        case .boostSpend: Column("boost_spend", .money, "paid to the platform to show the post")
        case .labour: Column("labour", .money, "own work")
        case .creator: Column("creator", .identifier, "the creator key (Methods 1.5)")
        case .followers: Column("followers", .count, "followers the deal is tiered by (Methods 3.3)")
        case .followersSource: Column("followers_source", .word, "booking, snapshot_before, snapshot_after, profile or unknown")
        case .tier: Column("tier", .word, "the pipeline's tier of these followers; empty where they are in none")
        case .cost: Column("cost", .money, "fee plus known components, in the reporting currency")
        case .costKnown: Column("cost_known", .count, "cost components known, of eight")
        case .feeConverted: Column("fee_converted", .money, "the fee's part of `cost`, 0 where the basis has none")
        case .commissionConverted: Column("commission_converted", .money, "the commission's part of `cost`")
        case .productCostConverted: Column("product_cost_converted", .money, "the part of `cost` of goods given")
        case .shippingConverted: Column("shipping_converted", .money, "the part of `cost` of sending them")
        case .agencyFeeConverted: Column("agency_fee_converted", .money, "the agency's part of `cost`")
        case .usageRightsConverted: Column("usage_rights_converted", .money, "the part of `cost` for using the content")
        case .boostSpendConverted: Column("boost_spend_converted", .money, "the part of `cost` paid to the platform")
        case .labourConverted: Column("labour_converted", .money, "the part of `cost` of own work")
        case .orders: Column("orders", .count, "orders attributed to the deal")
        case .gross: Column("gross", .money, "their revenue, in the reporting currency")
        case .refund: Column("refund", .money, "their refunds, in the reporting currency")
        case .followedUntil:
            Column("followed_until", .instant, "until when orders can be credited to it (Methods 25.3); empty where nothing says")
        case .excluded: Column("excluded", .word, "why the deal is not used (Methods 4.2), but for its tier and a cost below 0; empty where it is")
        }
    }
}

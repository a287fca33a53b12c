/// Why a row is left out, and what a verdict can lack.
extension Glossary {
    private static func reason(_ name: String, _ phrase: String, _ definition: String, _ source: String, _ example: String)
        -> GlossaryEntry
    { GlossaryEntry(.reason, name, phrase, definition, source, example) }

    static let reasons: [GlossaryEntry] = [
        reason(
            "too_young", "too young when exported", "The post was younger than the minimum age (7 days) when its numbers were read; engagement was still coming.",
            "Methods 2", "Posted on 10 March, exported on 14 March: `14 − 10 = 4` days, under 7."),
        reason(
            "missing_numerator", "likes or another count of the numerator not in the export",
            "A count that the metric needs above the line is missing, which is not 0.", "Methods 4.1",
            "Of 500 posts 40 have hidden likes: `500 − 40 = 460` count."),
        reason(
            "missing_denominator", "the denominator not in the files", "Followers, reach, views or impressions are missing for the post.",
            "Methods 4.1", "Of 500 posts 120 have no reach: `120 / 500 = 0.24`, 24 % are missing from that metric."),
        reason(
            "negative_count", "a negative count", "A count below 0 other than the sign for hidden likes.", "Methods 1.1",
            "Shares of −3 in one of 500 posts: `500 − 1 = 499` count."),
        reason(
            "zero_denominator", "a denominator of 0", "Nobody was reached, or nobody liked: no ratio exists.", "Methods 4.1",
            "A post with 0 likes has no comments per like: `500 − 1 = 499` posts count."),
        reason(
            "unknown_tier", "followers unknown, in no tier", "No file says how many followers the creator had near the day.",
            "Methods 3.2, 3.3", "20 of 500 posts: `20 / 500 = 0.04`, 4 % are in no tier."),
        reason(
            "outside_tiers", "followers between the tiers, in none",
            "The followers are known and lie in a gap of the tier scheme.", "Methods 3.1",
            "Tiers end at 50 000 and begin at 500 000: 120 000 followers lie `120000 − 50000 = 70000` above the gap's lower edge, in no tier."),
        reason(
            "outside_period", "outside the period asked for", "The day lies before or after the pipeline's period.", "Methods 2",
            "A period of January to June leaves out a post of 3 July by `3 − 0 = 3` days."),
        reason(
            "boosted", "promoted with money", "Bought reach is no organic engagement: boosted posts have a segment of their own.",
            "Methods 2", "30 of 500 posts: `500 − 30 = 470` are organic."),
        reason("no_creator", "no creator named", "The row names no creator.", "Methods 2", "2 of 330 deals: `330 − 2 = 328` have one."),
        reason("no_platform", "no platform named", "The row names no platform.", "Methods 2", "5 of 500 posts: `500 − 5 = 495` have one."),
        reason(
            "no_posted_at", "no valid date of posting", "The post's date is missing or cannot be read.", "Methods 2",
            "5 of 500 posts: `500 − 5 = 495` have one."),
        reason(
            "after_cut_off", "later than the data cut-off",
            "The post's time lies more than 48 hours after the moment up to which the files reach; its time or the cut-off is wrong.",
            "Methods 2", "Posted on 9 March with a cut-off on 1 March: `9 − 1 = 8` days after it."),
        reason(
            "immature", "too young: its orders still arrive", "The deal started less than the maturity time (30 days) before the data cut-off.",
            "Methods 4.2", "Started on 10 January with a cut-off on 1 February: `31 − 10 + 1 = 22` days, under 30."),
        reason("no_start", "no start date", "The deal names no start.", "Methods 4.2", "3 of 330 deals: `330 − 3 = 327` have one."),
        reason(
            "no_currency", "an amount without a currency", "An amount whose currency nobody states cannot be added to others.",
            "Methods 1.2, 4.2", "Two of 330 deals: `330 − 2 = 328` count."),
        reason(
            "no_rate", "no exchange rate for the day", "No rate on the day or the seven before it, or no file of rates.",
            "Methods 1.2, 4.2", "100 USD at 1.25 USD for a euro would be `100 / 1.25 = 80` euros; without the rate they are left out."),
        reason(
            "cost_missing", "no fee known", "The fee is missing, so the cost is not known. It is not taken for 0.", "Methods 4.2",
            "Four of 81 deals: `81 − 4 = 77` have a cost."),
        reason(
            "unpaid", "cost 0", "The deal cost nothing, so net revenue over cost is not defined; such deals stand on a line of their own.",
            "Methods 4.2", "Seven of 244 deals: `244 − 7 = 237` were paid."),
        reason(
            "negative_cost", "a negative cost", "The components of the cost add up to less than 0.", "Methods 4.2",
            "A fee of 100 and a boost of −150: `100 − 150 = −50`."),
        reason("cancelled", "cancelled", "A cancelled order brings neither revenue nor refund.", "Methods 4.2", "12 of 900 orders: `900 − 12 = 888` bring money."),
        reason("voided", "voided", "A voided order brings neither revenue nor refund.", "Methods 4.2", "2 of 900 orders: `900 − 2 = 898` bring money."),
        reason("failed", "payment failed", "An order whose payment failed brings neither revenue nor refund.", "Methods 4.2", "3 of 900 orders: `900 − 3 = 897` bring money."),
        reason(
            "unknown_status", "unknown order status",
            "The shop's word says neither paid nor not paid. Such orders stand apart with their sum until the pipeline explains the word, as `statuses: {shipped: paid}`.",
            "Methods 4.2", "5 of 900 orders: `900 − 5 = 895` bring money."),
        reason(
            "refund_without_order", "refund of an order that is not there",
            "A refund of an order that no file holds. Nothing of it was counted, so nothing is taken back.", "Methods 1.6",
            "4 of 900 rows: `900 − 4 = 896` are orders."),
        reason("no_revenue", "no amount in the export", "The order names no amount; that is not 0.", "Methods 4.2", "1 of 900 orders: `900 − 1 = 899` name one."),
    ]
}

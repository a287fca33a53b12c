/// Flags on creators, sources of followers, attribution, and what found no partner.
extension Glossary {
    static let flags: [GlossaryEntry] = [
        GlossaryEntry(
            .flag, "er_low_for_size", "engagement rate far below creators of the same size",
            "The creator's log rate lies 3.5 robust standard deviations or more below the median of the platform's creators of similar followers (20 at least).",
            formula: "z = (x − median) / (1.4826 · MAD) ≤ −3.5", "Methods 15 (a)",
            "A log rate of −5.4 where the median is −3.2 and MAD 0.4: `(−5.4 − (−3.2)) / (1.4826 · 0.4) = −3.71`."),
        GlossaryEntry(
            .flag, "er_high_for_size", "engagement rate far above creators of the same size", "The same on the other side.",
            formula: "z ≥ 3.5", "Methods 15 (a)",
            "A log rate of −0.9 where the median is −3.2 and MAD 0.4: `(−0.9 − (−3.2)) / (1.4826 · 0.4) = 3.88`."),
        GlossaryEntry(
            .flag, "comment_like", "unusual number of comments for the likes",
            "The log of comments over likes lies 3.5 robust standard deviations or more from the platform's median (20 creators at least).",
            formula: "|z| of ln((C + ½) / (L + ½)) ≥ 3.5", "Methods 15 (b)",
            "900 comments on 2 000 likes: `ln(900.5 / 2000.5) = −0.798`; with a median of −3.4 and MAD 0.45 z is `(−0.798 + 3.4) / (1.4826 · 0.45) = 3.90`."),
        GlossaryEntry(
            .flag, "follower_jump", "followers rose by a tenth or more within a week",
            "Between two counts at most 7 days apart followers rose by 500 or more and by a tenth or more.",
            formula: "10 f₁ ≥ 11 f₀", "Methods 15 (c)", "From 10 000 to 11 600: `11600 / 10000 − 1 = 0.16`."),
        GlossaryEntry(
            .flag, "follower_jump_reversed", "such a jump, and most of it gone again",
            "Within the 30 days after a jump followers fell below the middle between before and after.",
            formula: "2 f < f₀ + f₁", "Methods 15 (c)", "After 10 000 to 11 600 down to 10 700, below `(10000 + 11600) / 2 = 10800`."),
        GlossaryEntry(
            .flag, "any", "any of them", "Creators that carry at least one flag. A count, not a score.", "Methods 15",
            "12 of 212 creators: `12 / 212 = 0.057`."),
    ]

    static let followersSources: [GlossaryEntry] = [
        GlossaryEntry(
            .followersSource, "post", "in the post's export", "The export recorded the count when the post went up.", "Methods 3.2 (a)",
            "Of 500 posts 98: `98 / 500 = 0.196`."),
        GlossaryEntry(
            .followersSource, "booking", "at booking", "The deal says how many followers the creator had when it was made.",
            "Methods 3.3", "Of 330 deals 264: `264 / 330 = 0.8`."),
        GlossaryEntry(
            .followersSource, "snapshot_before", "snapshot before", "The latest count at or before the post, at most 90 days old.",
            "Methods 3.2 (b)", "Counted on day 40, posted on day 70: `70 − 40 = 30` days old."),
        GlossaryEntry(
            .followersSource, "snapshot_after", "snapshot after", "The earliest count after the post, within 30 days.", "Methods 3.2 (c)",
            "Posted on day 70, counted on day 82: `82 − 70 = 12` days later."),
        GlossaryEntry(
            .followersSource, "profile", "profile count of today",
            "Today's count places a post in a tier and is never divided by: it is not the audience that an old post had.", "Methods 3.2 (d)",
            "595 engagements over today's 40 000 would read as `595 / 40000 = 0.0149`, over the 18 200 of that day as `595 / 18200 = 0.0327`."),
        GlossaryEntry(
            .followersSource, "unknown", "unknown", "No file says it; the row is in no tier.", "Methods 3.2",
            "Of 500 posts 20: `20 / 500 = 0.04`."),
    ]

    static let attributions: [GlossaryEntry] = [
        GlossaryEntry(
            .attribution, "promo_code", "by promo code", "The order carries a code that was valid then: its deal is credited.",
            "Methods 4.3 (1)", "336 of 418 orders: `336 / 418 = 0.80`."),
        GlossaryEntry(
            .attribution, "utm", "by link (UTM)", "Else the link's creator: the latest deal that started within 30 days before the order.",
            "Methods 4.3 (2)", "An order on day 25 of a deal that started on day 3: `25 − 3 = 22` days, within 30."),
        GlossaryEntry(
            .attribution, "ambiguous_code", "code of two creators, credited to nobody",
            "The code, or the order's codes, belong to two creators at that time.", "Methods 4.3", "3 of 418 orders: `418 − 3 = 415` are not."),
        GlossaryEntry(
            .attribution, "unattributed", "to no creator", "Neither code nor link leads to a deal.", "Methods 4.3 (3)",
            "9 of 418 orders: `9 / 418 = 0.02`."),
        GlossaryEntry(
            .attribution, "code_only", "what codes alone credit", "Orders that a code credits, whatever their link says.",
            "Methods 4.3, 23", "336 by code and 73 only by link: `336 / (336 + 73) = 0.82` carry a code."),
        GlossaryEntry(
            .attribution, "link_only", "what links alone would credit", "Orders that a link would credit if codes did not count.",
            "Methods 4.3, 23", "73 only by link and 61 by both: `73 + 61 = 134`."),
        GlossaryEntry(
            .attribution, "either", "what either credits", "Orders that a code or a link credits.", "Methods 4.3, 23",
            "336 by code, 134 by link, 61 by both: `336 + 134 − 61 = 409`."),
        GlossaryEntry(
            .attribution, "conflicting", "code and link name different creators",
            "Orders whose code and whose link lead to different creators; the code counts.", "Methods 4.3, 23",
            "5 of the 61 with both: `5 / 61 = 0.082`."),
    ]

    private static func lonely(_ name: String, _ phrase: String, _ definition: String, _ example: String) -> GlossaryEntry {
        GlossaryEntry(.unmatched, name, phrase, definition, "Methods 23", example)
    }

    static let unmatched: [GlossaryEntry] = [
        lonely("deal_without_posts", "deal without posts", "No post of the creator belongs to the deal; its money is the deal's cost.", "Two deals of 450 each: `2 · 450 = 900`."),
        lonely("handle_in_one_source_only", "creator in one source only", "Deals or follower counts of a creator of whom no post is there.", "Three counts and one deal: `3 + 1 = 4` rows."),
        lonely("code_without_orders", "code without orders", "A code that no order carries; its money is the deals' cost.", "A code of two deals of 450: `2 · 450 = 900`."),
        lonely("code_without_deal", "code without a deal", "A code whose deal is in no file; its money is what its orders brought.", "118 orders of 48.90: `118 · 48.90 = 5770.20`."),
        lonely("order_code_not_valid", "code used outside its dates", "Orders with a known code, before or after it was valid.", "4 orders of 50: `4 · 50 = 200`."),
        lonely("ambiguous_code", "code of two creators", "Orders with a code that two creators own at that time.", "4 orders of 50: `4 · 50 = 200`."),
        lonely("order_code_nobody_owns", "order code that nobody owns", "A code on orders that no file of codes knows.", "118 orders of 48.90: `118 · 48.90 = 5770.20`."),
        lonely("utm_creator_without_deal", "link of a creator without a deal", "A link names a creator who has no deal at that time.", "4 orders of 50: `4 · 50 = 200`."),
        lonely("spend_without_deal", "advertising without a deal", "Money spent on ads whose campaign or creator has no deal at that time.", "Two ads of 60: `2 · 60 = 120`."),
        lonely("utm_creator_ambiguous", "link that fits two creators", "A link names a handle that two creators have.", "4 orders of 50: `4 · 50 = 200`."),
    ]
}

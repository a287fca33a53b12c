/// Words that are no name of a table: tiers, money, comparisons; and what a loss can be.
extension Glossary {
    private static func term(_ name: String, _ phrase: String, _ definition: String, _ source: String, _ example: String)
        -> GlossaryEntry
    { GlossaryEntry(.term, name, phrase, definition, source, example) }

    static let terms: [GlossaryEntry] = [
        term(
            "tier", "a class of creators by followers",
            "Creators from one number of followers to below another, as the pipeline's `tiers` say. A post stands in the tier its account was in when the post went up.",
            "Methods 3", "1 200 followers at posting and bounds of 1 000 and 100 000: `1200 − 1000 = 200` above the lower one, so micro."),
        term(
            "nano", "the tier below 1 000 followers",
            "In the built-in scheme essay: fewer than 1 000 followers.",
            "Methods 3", "`1000 − 999 = 1` follower below the border."),
        term(
            "micro", "the tier from 1 000 to below 100 000 followers",
            "In the built-in scheme essay: 1 000 or more and fewer than 100 000 followers. A pipeline may draw it elsewhere, or by platform.",
            "Methods 3", "99 999 followers are micro: `100000 − 99999 = 1` is missing to macro."),
        term(
            "macro", "the tier from 100 000 to below 1 000 000 followers",
            "In the built-in scheme essay: 100 000 or more and fewer than 1 000 000 followers.",
            "Methods 3", "100 000 followers are macro: `100000 − 100000 = 0` above the border."),
        term(
            "mega", "the tier from 1 000 000 followers",
            "In the built-in scheme essay: 1 000 000 followers or more.",
            "Methods 3", "`1000000 / 100000 = 10` times where macro begins."),
        term(
            "unknown", "in no tier",
            "No file says how many followers the creator had near the day, or they lie in a gap of the scheme. `tierwise rows PIPELINE --tier unknown` lists such rows.",
            "Methods 3", "20 of 500 posts: `20 / 500 = 0.04`."),
        term(
            "margin", "the share of revenue that is left after the goods",
            "What of a unit of net revenue remains when the goods are paid, before the creators: `roi: {margin: …}` in the pipeline. Without it ROI is said to be on revenue.",
            "Methods 4.2", "A margin of 55 % turns 2 of net revenue per unit of cost into `0.55 · 2 − 1 = 0.1`, a return of 10 %."),
        term(
            "stratum", "one class of a like-for-like comparison",
            "All posts of one platform, niche, post type, and paid or not (deals: platform, niche, quarter), as far as the files allow. Tiers are compared within it.",
            "Methods 11.4", "3 platforms and 4 post types make `3 · 4 = 12` strata."),
        term(
            "strata", "the classes of a like-for-like comparison",
            "Several of them; see stratum.",
            "Methods 11.4", "3 platforms and 4 post types make `3 · 4 = 12` strata."),
        term(
            "like for like", "compared within the same platform, niche, post type …",
            "The tiers are compared only within strata that hold both, and the differences of the strata are averaged; so what the mix of posts does is not taken for what the tier does. Its analysis is called adjusted.",
            "Methods 11", "Differences of 0.4 and 0.2 with weights 3 and 1: `(3 · 0.4 + 1 · 0.2) / (3 + 1) = 0.35`."),
        term(
            "rung", "what made the strata of a comparison",
            "The finest of several sets of strata in which enough of both tiers lies; chosen by who is where, never by results.",
            "Methods 11.4", "60 of 100 posts in shared strata: `60 / 100 = 0.6`, above the half that is asked for."),
        term(
            "engagement", "likes, comments, shares and saves",
            "E: the sum of those that the export has; likes and comments are required.",
            "Methods 4.1", "`560 + 25 + 6 + 4 = 595`."),
        term(
            "creator", "one person",
            "Accounts that a directory or an exported id joins count as one; else each account is a creator. Intervals are made over creators, not over posts.",
            "Methods 1.5", "Two linked accounts with 12 and 8 posts: `12 + 8 = 20` posts of one creator."),
        term(
            "deal", "one creator, one campaign, one fee",
            "The unit of cost and return. Payments to one deal add up.",
            "Methods 4.2", "Payments of 500, 300 and 200: `500 + 300 + 200 = 1000`."),
        term(
            "net revenue", "revenue less refunds",
            "Goods after discounts, before tax and shipping, less what was paid back of it.",
            "Methods 4.2", "`1500 − 120 = 1380`."),
        term(
            "headline", "one of the questions that get a verdict first",
            "By default two: the engagement rate over followers, and net revenue for cost, A against B.",
            "Methods 10.4", "With two of them Holm asks `0.05 / 2 = 0.025` of the smaller p."),
    ]

    private static func loss(_ name: String, _ phrase: String, _ definition: String, _ example: String) -> GlossaryEntry {
        GlossaryEntry(.loss, name, phrase, definition, "Methods 23", example)
    }

    static let losses: [GlossaryEntry] = [
        loss(
            "file_refused", "a file of which nothing is used",
            "It is no known export, damaged, or most values of a needed column cannot be read.",
            "1 of 12 files: `12 − 1 = 11` are used."),
        loss(
            "file_changed", "a file that is gone, changed, shrank or skipped a day",
            "What the last run read is not what stands there now.",
            "Yesterday 400 rows, today 380: `400 − 380 = 20` fewer."),
        loss(
            "file_ignored", "a file beside the exports that no source names",
            "It lies in a folder of the sources, or is no export by its name.",
            "3 of 20 files: `20 − 3 = 17` are read."),
        loss(
            "rows_set_aside", "rows that cannot be used",
            "They cannot be split, or say neither what nor whom they are about. They lie in the quarantine with line and reason.",
            "5 of 1 000 rows: `5 / 1000 = 0.005`."),
        loss(
            "values_set_aside", "values that cannot be read or cannot be true",
            "The value is missing from then on, its row stays. Above 5 % of a needed column people are warned, above half the file is refused.",
            "8 of 80 values: `8 / 80 = 0.1`, above 0.05."),
        loss(
            "contradicting_rows", "rows of one thing that differ",
            "One of them is kept, by content and never by the order of files.",
            "Three rows of one post: `3 − 1 = 2` are dropped."),
        loss(
            "not_used", "rows that no analysis reads",
            "They are read, and something in them is missing that every analysis needs.",
            "13 of 369 deals: `369 − 13 = 356` are used."),
        loss(
            "store_clash", "orders of two shops under one name",
            "The same order number stands for two sales; the files are refused until each shop has a `store`.",
            "2 files share 40 numbers: `2 · 40 = 80` rows."),
        loss(
            "same_sale", "a sale that two sources hold",
            "A shop and an affiliate network report it; it counts once.",
            "270 in each of two files: `270 + 270 − 270 = 270`."),
        loss(
            "unknown_status", "orders whose status says neither paid nor not paid",
            "They stand apart with their sum until the pipeline's `statuses` say what the word means.",
            "Two orders of 50: `2 · 50 = 100` stand apart."),
        loss(
            "code_unmatched", "codes that credit nobody",
            "A code of an order that nobody owns, or that was not valid, or a code whose deal no file holds.",
            "3 orders of 40: `3 · 40 = 120` are credited to nobody."),
        loss(
            "link_unmatched", "creators named by links who have no deal",
            "The order is credited to nobody.",
            "2 orders of 60: `2 · 60 = 120`."),
        loss(
            "spend_unmatched", "money spent that belongs to no deal",
            "Advertising whose campaign and creator no deal names; it is in no cost.",
            "50 + 30 of 100: `50 + 30 = 80` belong to nobody."),
        loss(
            "partner_missing", "something that found no partner in the other files",
            "A deal without posts, follower counts of nobody.",
            "4 of 81 deals: `81 − 4 = 77` have posts."),
        loss(
            "counts_too_old", "follower counts too far from the posts",
            "They are older than 90 days and place no post in a tier.",
            "120 days old: `120 − 90 = 30` too many."),
        loss(
            "answer_missing", "a rule without the value it needs",
            "No file and no pipeline line states it, so the rule is off.",
            "Without a margin ROI is on revenue: `1 · 1.5 − 1 = 0.5`."),
        loss(
            "state_rebuilt", "a file of the program's own that was made anew",
            "It was damaged or written by another version; it was rebuilt from the exports.",
            "1 of 30 staged files: `30 − 1 = 29` were reused."),
    ]
}

/// Notes beside numbers and verdicts.
extension Glossary {
    private static func note(_ name: String, _ phrase: String, _ definition: String, _ source: String, _ example: String)
        -> GlossaryEntry
    { GlossaryEntry(.note, name, phrase, definition, source, example) }

    static let notes: [GlossaryEntry] = [
        note(
            "component_gap", "saves or shares are exported for more posts of one tier than of the other, which moves its rate up",
            "A part of E that not every export has (shares, saves) is present in a share of posts that differs by more than 0.05 between the tiers. Like for like is made within platform and removes it.",
            "Methods 4.1, 12.5", "Saves in 90 % of micro's and 60 % of macro's posts: `0.90 − 0.60 = 0.30`, over 0.05."),
        note(
            "dominated", "one creator carries more than a quarter of a tier's weight",
            "The largest share of a creator in a tier's denominator is over 0.25.", "Methods 6.5, 12.5",
            "A creator with 3 of a tier's 10 million followers: `3 / 10 = 0.3`."),
        note(
            "fragile", "leaving out a single creator would change the answer",
            "The raw difference is clear, and without the creator who stands out most in either tier it is not, or is the other way round.",
            "Methods 12.5", "A log ratio of 0.30 with limits `0.30 − 0.28 = 0.02` and more is clear; without one creator the limits begin at `0.25 − 0.29 = −0.04`."),
        note(
            "small", "the whole interval lies close to no difference",
            "The interval lies inside a ratio of 1.10 either way, or within 0.10 of return.", "Methods 12.5",
            "A ratio of 1.02 (0.95 to 1.08): `1 / 1.10 = 0.91` and 1.10 lie outside it."),
        note(
            "weak_test", "only a large difference would have shown with this many creators",
            "No clear difference, and only a ratio above 1.5, or a difference above 0.5 of return, would have shown.", "Methods 9.4, 12.5",
            "A smallest log difference of 0.6 is a ratio of `exp(0.6) = 1.82`, above 1.5."),
        note(
            "unadjusted", "the tiers' platforms, niches and post types are not made alike",
            "The verdict rests on the raw comparison: no strata hold enough of both tiers.", "Methods 11.4, 12.5",
            "Strata with both tiers hold 190 of 500 posts: `190 / 500 = 0.38`, under one half."),
        note(
            "typical_not_valid", "more than a tenth of the creators have none at all, so there is no typical value",
            "More than 10 % of a tier's creators have a numerator of 0; the totals over totals take its place.", "Methods 6.2",
            "12 of 64 creators: `12 / 64 = 0.1875`, over 0.1."),
        note(
            "few_creators", "fewer creators than the pipeline asks for", "A tier has fewer creators than minimum_creators (10).",
            "Methods 12.3", "Three creators: `10 − 3 = 7` too few."),
        note(
            "few_effective_creators", "the weight lies on fewer than five creators",
            "The effective number of creators of a tier is under 5.", "Methods 6.5, 12.3",
            "Weights of 8, 1 and 1: `(8 + 1 + 1)^2 / (8^2 + 1^2 + 1^2) = 1.52`."),
        note(
            "few_creators_with_sales", "fewer creators of a tier brought sales than the pipeline asks for",
            "A tier has fewer than minimum_creators (10) creators with positive net revenue.", "Methods 12.3, 20",
            "Eight: `10 − 8 = 2` too few."),
        note(
            "by_niche", "topics are niches, for want of hashtags", "No post has hashtags, so the topics of a creator are the niches of the posts.",
            "Methods 16, 22 (S1)", "Eight posts on beauty and two on travel: `(8 · 7 + 2 · 1) / (10 · 9) = 0.644`."),
        note(
            "few_months", "fewer than six months", "A trend needs six months with an amount.", "Methods 13", "Four months: `6 − 4 = 2` too few."),
        note(
            "not_estimable", "no interval can be computed", "There is data, and no interval or p can be had from it: all values are the same, or one creator has everything.",
            "Methods 7, 12.3", "Three creators at 4 %: the spread is `0.04 − 0.04 = 0`."),
        note(
            "supply", "the budget buys more deals than the tier has creators",
            "The median number of deals that the draws use is above the number of the tier's creators.", "Methods 14",
            "109 deals of 52 creators: `109 / 52 = 2.1` each."),
        note(
            "extrapolation", "the budget is more than three times what the tier's deals cost so far",
            "Prices and reach are taken to hold beyond what was seen.", "Methods 14",
            "A budget of 500 000 where deals cost 98 400: `500000 / 98400 = 5.1` times."),
    ]
}

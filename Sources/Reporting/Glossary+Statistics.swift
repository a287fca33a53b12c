/// Statistics over the creators of a tier, and their intervals.
extension Glossary {
    private static let three = "Three creators have totals Y of 100, 30 and 10 over X of 1 000, 1 000 and 2 000:"

    static let statistics: [GlossaryEntry] =
        [
            GlossaryEntry(
                .statistic, "typical", "typical creator",
                "The geometric mean over creators: what a creator of the tier typically gets. Not given when more than 10 % of the creators have 0; then pooled takes its place.",
                formula: "exp(mean of ln((Y + ½) / X))", "Methods 6.2, 6.6",
                "\(three) `exp((ln(100.5 / 1000) + ln(30.5 / 1000) + ln(10.5 / 2000)) / 3) = 0.0252`."),
            GlossaryEntry(
                .statistic, "pooled", "pooled",
                "Total over total: what a follower, or a unit of money, returned. The headline for money, where few winners are the return.",
                formula: "ΣY / ΣX", "Methods 6.1, 6.6", "\(three) `(100 + 30 + 10) / (1000 + 1000 + 2000) = 0.035`."),
            GlossaryEntry(
                .statistic, "creator_mean", "mean of creators", "The average creator, moved by a few large values.",
                formula: "mean of Y / X", "Methods 6.3", "\(three) `(100 / 1000 + 30 / 1000 + 10 / 2000) / 3 = 0.045`."),
            GlossaryEntry(
                .statistic, "post_mean", "mean of posts", "The average post; creators who post more weigh more.",
                formula: "mean of the posts' rates", "Methods 6.3",
                "Three posts with rates of 0.02, 0.04 and 0.09: `(0.02 + 0.04 + 0.09) / 3 = 0.05`."),
            GlossaryEntry(
                .statistic, "creator_median", "median creator", "Half of the creators lie above it.",
                formula: "median of Y / X", "Methods 6.3, 6.4",
                "Of the rates 0.01, 0.03, 0.05 and 0.2 it lies between the middle two: `(0.03 + 0.05) / 2 = 0.04`."),
            GlossaryEntry(
                .statistic, "creator", "property of a creator",
                "Each creator has one value, and tiers are compared by ranks of them.", "Methods 10.1, 16",
                "Two creators of A at 0.3 and 0.5, one of B at 0.4: A lies above in one pair of two, `1 / 2 = 0.5`."),
        ] + quantiles
        + [
            GlossaryEntry(
                .statistic, "effective_creators", "effective number of creators",
                "How many equally large creators would weigh the same. Small where one creator dominates.",
                formula: "(ΣX)² / ΣX²", "Methods 6.5",
                "\(three) `(1000 + 1000 + 2000)^2 / (1000^2 + 1000^2 + 2000^2) = 2.67`, less than three."),
            GlossaryEntry(
                .statistic, "topic_concentration", "focus on few topics",
                "How much a creator's tagged posts keep to few topics: the chance that two of them, drawn at random, share one (unbiased Herfindahl index). 1 is a single topic.",
                formula: "Σn(n − 1) / (N(N − 1))", "Methods 16",
                "Ten tagged posts, six on one topic, three on another, one on a third: `(6 · 5 + 3 · 2 + 1 · 0) / (10 · 9) = 0.4`."),
            GlossaryEntry(
                .statistic, "focus", "focus by entropy",
                "1 minus the entropy of the topics over its largest value: 1 is a single topic, 0 all topics alike.",
                formula: "1 − H / ln K", "Methods 16", "Two of four topics, half of the posts each: `1 − ln(2) / ln(4) = 0.5`."),
            GlossaryEntry(
                .statistic, "brand_alignment", "likeness to the brand's tags",
                "The cosine of the creator's tag counts with the brand's tags: 0 nothing in common, 1 the same mixture.",
                formula: "a·b / (|a| |b|)", "Methods 16",
                "Counts of two tags, 1 and 2 for the creator, 2 and 1 for the brand: `(1 · 2 + 2 · 1) / (sqrt(1 + 4) · sqrt(4 + 1)) = 0.8`."),
            GlossaryEntry(
                .statistic, "audience_overlap", "overlap with the audience the brand looks for",
                "The part of the audience that is where the brand looks for it, after making both sets of shares add up to 1.",
                formula: "Σ min(p, q)", "Methods 16",
                "A creator with 70 % in one country and 30 % in another, a brand that looks for 50 % and 50 %: `0.5 + 0.3 = 0.8`."),
        ]

    private static let quantiles: [GlossaryEntry] =
        [("p10", "a tenth"), ("p25", "a quarter"), ("p50", "half"), ("p75", "three quarters"), ("p90", "nine tenths")].flatMap {
            name, part in
            [
                GlossaryEntry(
                    .statistic, name, "\(part) of creators below",
                    "The rate that \(part) of the creators lie below (quantile of type 7, between neighbours).",
                    formula: "x_j + (h − j)(x_(j+1) − x_j), h = (n − 1)p", "Methods 6.4",
                    "For p90 of 1, 2, 3, 4 and 10: h is `(5 − 1) · 0.9 = 3.6`, so `4 + (3.6 − 3) · (10 − 4) = 7.6`."),
                GlossaryEntry(
                    .statistic, "post_\(name)", "\(part) of posts below",
                    "The rate that \(part) of the posts lie below, from a histogram that is exact to one part in 2 048.",
                    formula: "midpoint of the bucket that reaches pn posts", "Methods 17.5",
                    "For p90 of 50 posts the bucket with post number `0.9 · 50 = 45` is taken."),
            ]
        }

    static let intervals: [GlossaryEntry] = [
        GlossaryEntry(
            .interval, "cr2", "clustered by creator, CR2",
            "Delta method clustered by creator, with Bell and McCaffrey's correction and Satterthwaite's degrees of freedom, on logarithms. One dominating creator widens it, as it should.",
            formula: "θ · exp(±t · √V / θ)", "Methods 7; Bell and McCaffrey 2002, Satterthwaite 1946; with CR1 equal to Deng et al. 2018",
            "A pooled rate of 0.035 with a standard error of 0.008 and t = 2.2 begins at `0.035 · exp(−2.2 · 0.008 / 0.035) = 0.0212`."),
        GlossaryEntry(
            .interval, "t", "Student t over creators",
            "Student's t over the creators' values (their logarithms for typical), with one degree of freedom less than creators.",
            formula: "mean ± t · √(s² / G)", "Methods 6.3, 7",
            "A mean of 0.045 over 3 creators with s = 0.049 and t = 4.30 ends at `0.045 + 4.30 · 0.049 / sqrt(3) = 0.167`."),
        GlossaryEntry(
            .interval, "order", "exact, from order statistics",
            "The interval of a median between two of the ordered values, exact whatever their distribution.",
            formula: "[x_(k), x_(G+1−k)]", "Methods 6.3",
            "Of 10 creators k is 2, as `(1 + 10) / 2^10 = 0.0107` is at most 0.025: from the second smallest to the second largest value."),
    ]
}

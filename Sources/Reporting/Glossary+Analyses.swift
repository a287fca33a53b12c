/// Ways to look at a difference, and the numbers beside it.
extension Glossary {
    static let analyses: [GlossaryEntry] = [
        GlossaryEntry(
            .analysis, "raw", "raw",
            "The tiers as they are in the files. Engagement: the ratio of typical rates; money: the difference of returns. Variances are over creators of both tiers jointly, so a creator in both counts once.",
            formula: "A / B on logarithms; A − B for money", "Methods 9.1, 9.2, 9.3; Welch 1947",
            "Typical rates of 3.9 % and 2.0 %: `0.039 / 0.02 = 1.95` times."),
        GlossaryEntry(
            .analysis, "adjusted", "like for like",
            "Creators are compared only within strata (the same platform, niche, post type …) that hold both tiers; the strata's differences are averaged. Variance by leaving out one creator at a time.",
            formula: "Σω(ȳ_A − ȳ_B) / Σω; money by Mantel–Haenszel", "Methods 11.1, 11.2, 11.4; Mantel and Haenszel 1959",
            "Two strata with log differences of 0.4 and 0.2 and weights 3 and 1: `(3 · 0.4 + 1 · 0.2) / (3 + 1) = 0.35`, a ratio of `exp(0.35) = 1.42`."),
        GlossaryEntry(
            .analysis, "bootstrap", "resampled creators (bootstrap-t)",
            "Creators are drawn anew with replacement; the difference is studentised in every draw, so that heavy tails widen the interval.",
            formula: "δ ± c · se", "Methods 8.4",
            "Where 12 of 2 000 draws are at least as extreme: p = `(1 + 12) / (2000 + 1) = 0.0065`."),
        GlossaryEntry(
            .analysis, "mover", "from the tiers' own intervals (MOVER)",
            "The interval of a difference from the intervals of its two parts.",
            formula: "δ − √((θ_A − l_A)² + (u_B − θ_B)²)", "Methods 9.3 (iii); Zou and Donner 2008",
            "Returns of 1.43 (from 1.18) and 1.09 (to 1.66): the difference of 0.34 begins at `0.34 − sqrt((1.43 − 1.18)^2 + (1.66 − 1.09)^2) = −0.28`."),
        GlossaryEntry(
            .analysis, "hull", "the widest of them",
            "The smallest lower and the largest upper limit of CR2, bootstrap-t and MOVER, with the larger p: three weak witnesses agreeing are worth more than one.",
            formula: "min of the lower, max of the upper limits", "Methods 9.3, 20",
            "Of 0.05 to 0.63 and −0.10 to 0.80 the hull is −0.10 to 0.80, `0.80 − (−0.10) = 0.90` wide."),
        GlossaryEntry(
            .analysis, "ranks", "by ranks (Brunner–Munzel)",
            "How often a creator of A lies above one of B, ties half; no size enters, only order. Shown as Cliff's δ.",
            formula: "δ = 2 P(A > B) − 1", "Methods 10.1, 10.2; Brunner and Munzel 2000, Vargha and Delaney 2000, Cliff 1993",
            "A above B in 66 of 100 pairs: `2 · 66 / 100 − 1 = 0.32`, a small effect (under 0.33)."),
        GlossaryEntry(
            .analysis, "permutation", "by permutation",
            "How often shuffled labels of creators give a difference as large as the one seen.",
            formula: "(1 + #) / (B + 1)", "Methods 10.3",
            "3 of 9 999 shuffles reach it: p = `(1 + 3) / (9999 + 1) = 0.0004`."),
        GlossaryEntry(
            .analysis, "without_top_creator", "without the top creator",
            "The same difference after taking the creator with the most net revenue out of each tier.",
            formula: "as raw, on the other creators", "Methods 22, S4",
            "The top creator brought 1 000 of 4 000 for 300 of 2 000: without, `(4000 − 1000) / (2000 − 300) = 1.76` instead of `4000 / 2000 = 2`."),
        GlossaryEntry(
            .analysis, "elasticity", "how the rate goes with followers",
            "The slope of the log rate on log followers over all tiers, within strata. Ten times the followers change the rate by a factor of 10^β and engagement itself by 10^(1+β).",
            formula: "10^β − 1", "Methods 11.3",
            "β = −0.31: the rate is `10^(−0.31) = 0.490` times as high, engagement itself grows `10^(1 − 0.31) = 4.90` times."),
        GlossaryEntry(
            .analysis, "curve", "the curve without tiers",
            "A smooth line through all creators: at every quarter decade a straight line is fitted to the creators within half a decade, near ones weighing more (tricube).",
            formula: "weight (1 − |z / 0.5|³)³", "Methods 12.1",
            "A creator a quarter decade away weighs `(1 − (0.25 / 0.5)^3)^3 = 0.670`."),
        GlossaryEntry(
            .analysis, "stability", "stability over boundaries",
            "The share of all boundaries and published schemes tried, the pipeline's own among them, whose screening verdict is that of the pipeline's boundary.",
            formula: "rows alike / rows", "Methods 12.2", "14 of 16 rows agree: `14 / 16 = 0.875`."),
        GlossaryEntry(
            .analysis, "mde", "smallest difference that would show",
            "The smallest true difference that would be clear in 80 % of such samples. To see a smaller one, τ, multiply both tiers by (MDE / τ)².",
            formula: "(t_(0.975) + t_(0.8)) · se", "Methods 9.4",
            "With se = 0.12: `(1.98 + 0.845) · 0.12 = 0.339`, a ratio of `exp(0.339) = 1.40`. For a ratio of 1.1 take `(0.339 / ln(1.1))^2 = 12.7` times as many creators."),
        GlossaryEntry(
            .analysis, "holm", "p for several headline questions (Holm)",
            "The smallest p is multiplied by the number of questions, the next by one less, and so on, never falling.",
            formula: "max over earlier of (m − i + 1) p_i, at most 1", "Methods 10.4; Holm 1979",
            "Of 0.006 and 0.29 the first becomes `2 · 0.006 = 0.012`, the second stays `1 · 0.29 = 0.29`."),
        GlossaryEntry(
            .analysis, "benjamini_hochberg", "p for many further questions (Benjamini–Hochberg)",
            "Bounds the share of false finds among those called clear, for questions beside the headline ones.",
            formula: "m p_i / i", "Methods 10.4; Benjamini and Hochberg 1995",
            "The second smallest of four, 0.01, becomes `4 · 0.01 / 2 = 0.02`."),
        GlossaryEntry(
            .analysis, "trend", "trend of a share",
            "The least-squares slope of a tier's monthly share, in share points per month; its error by leaving out one creator at a time.",
            formula: "slope of share on month", "Methods 13",
            "Shares of 0.20, 0.22 and 0.24 in three months: `(0.24 − 0.20) / 2 = 0.02` a month."),
        GlossaryEntry(
            .analysis, "mann_kendall", "test of order (Mann–Kendall)",
            "Pairs of months in which the share rose minus pairs in which it fell.",
            formula: "S = #up − #down", "Methods 13; Mann 1945, Kendall 1975",
            "Three months that only rise have three pairs: `3 − 0 = 3`."),
        GlossaryEntry(
            .analysis, "theil_sen", "median slope (Theil–Sen)",
            "The median of the slopes of all pairs of months, which single months cannot move.",
            formula: "median of (p_j − p_i) / (j − i)", "Methods 13; Theil 1950, Sen 1968",
            "Shares of 0.20, 0.22 and 0.30 have slopes of 0.02, 0.08 and `(0.30 − 0.20) / 2 = 0.05`, which is the median."),
        GlossaryEntry(
            .analysis, "equal_budget", "the same budget in each tier",
            "A budget is spent on creators and deals of a tier drawn from the past, again and again; past prices and returns are taken to hold.",
            formula: "profit = margin · net − budget", "Methods 14 (against it: response curves as in Robyn and Meridian)",
            "A ends above B in 1 620 of 2 000 draws: P(A beats B) = `1620 / 2000 = 0.81`."),
        GlossaryEntry(
            .analysis, "spearman", "rank correlation (Spearman)",
            "Whether creators that are higher in one thing are higher in another; −1 to 1, p by permutation of creators.",
            formula: "ρ = 1 − 6Σd² / (n(n² − 1))", "Methods 22, S7 and S9",
            "Four creators with two neighbours swapped, Σd² = 2: `1 − 6 · 2 / (4 · (4^2 − 1)) = 0.8`."),
    ]
}

internal import Findings

/// Claims, verdicts, and raw against like for like.
extension Glossary {
    static let claims: [GlossaryEntry] = ClaimName.allCases.map { name in
        let claim = name.text
        return GlossaryEntry(
            .claim, name.rawValue, claim.statement,
            "The essay's \(name.number) says: \(claim.statement). Asked of the files: \(claim.question)", "Methods 22",
            claim.example)
    }

    static let verdicts: [GlossaryEntry] = [
        GlossaryEntry(
            .verdict, "SUPPORTED", "supported", "The difference is clear, and it is the one the claim names.",
            formula: "adjusted p ≤ 0.05 and no difference outside the interval", "Methods 12.3, 22",
            "Ratio 1.4 (1.1 to 1.8), p `2 · 0.006 = 0.012`: clear, and micro is higher as claimed."),
        GlossaryEntry(
            .verdict, "CONTRADICTED", "contradicted", "The difference is clear, and it is the opposite of what the claim names.",
            formula: "as SUPPORTED, with the other sign", "Methods 12.3, 22",
            "Ratio 0.7 (0.55 to 0.9), p `2 · 0.003 = 0.006`: clear, and macro is higher."),
        GlossaryEntry(
            .verdict, "UNCLEAR", "unclear",
            "There is enough data to ask, and no clear difference. That is not the same as no difference: the interval says what is still possible.",
            formula: "adjusted p > 0.05, or no difference inside the interval", "Methods 12.3, 22",
            "Ratio 1.1 (0.9 to 1.3), p `2 · 0.15 = 0.30`: from a tenth lower to three tenths higher is possible."),
        GlossaryEntry(
            .verdict, "NOT TESTABLE", "not testable",
            "A column, a pipeline key or enough creators are missing; what to add is said beside it.", "Methods 12.3, 22",
            "Three macro creators where ten are asked for: `10 − 3 = 7` more are needed."),
        GlossaryEntry(
            .verdict, "COUNTED", "a count", "A count of who is there; nothing is asked that could be so or otherwise.",
            "Methods 22, S0", "`214 + 65 = 279` creators in the two tiers."),
        GlossaryEntry(
            .verdict, "higher", "a tier is higher",
            "\"micro higher\", \"macro higher\" and so on: the difference of a headline question is clear, with this sign.",
            formula: "adjusted p ≤ 0.05 and no difference outside the interval", "Methods 12.3",
            "Log ratio 0.336 (0.095 to 0.588): `exp(0.336) = 1.40` times, and 0 lies outside: micro higher."),
        GlossaryEntry(
            .verdict, "no clear difference", "no clear difference", "As UNCLEAR, of a headline question.",
            formula: "adjusted p > 0.05, or no difference inside the interval", "Methods 12.3",
            "Difference 0.34 (−0.10 to 0.80): 0 is inside, `0.34 − 0.44 = −0.10`."),
        GlossaryEntry(
            .verdict, "not enough data", "not enough data",
            "A tier has too few creators, too few that weigh, too few with sales, or there is no interval; all reasons are listed.",
            "Methods 12.3", "Eight creators with sales where ten are asked for: `10 − 8 = 2` short."),
        GlossaryEntry(
            .verdict, "compatible with no difference", "compatible with no difference",
            "The interval holds the value that means no difference: 1 for a ratio, 0 for a difference, 50 % for a chance.",
            "Methods 12.3", "A ratio whose logarithm is 0: `exp(0) = 1`."),
    ]

    static let simpson: [GlossaryEntry] = [
        GlossaryEntry(
            .simpson, "none", "raw and like for like agree", "Raw and like for like say the same.", "Methods 12.4",
            "Raw `0.039 / 0.02 = 1.95`, like for like 1.4, both clear."),
        GlossaryEntry(
            .simpson, "reversal", "the mix turns the answer round",
            "Raw one tier is clearly higher, like for like clearly the other (Simpson's paradox).", "Methods 12.4; Simpson 1951",
            "On each of two platforms micro lies lower, 3 % against 4 % and 8 % against 9 %; but nine tenths of micro's posts are on the second: `0.1 · 0.03 + 0.9 · 0.08 = 0.075` against macro's `0.9 · 0.04 + 0.1 · 0.09 = 0.045`."),
        GlossaryEntry(
            .simpson, "explained_by_mix", "the difference goes with the mix",
            "Raw, the tiers differ clearly; like for like no longer.", "Methods 12.4",
            "Both tiers get 8 % on one platform and 3 % on the other, micro with 90 % of its posts on the first: `0.9 · 0.08 + 0.1 · 0.03 = 0.075` against `0.1 · 0.08 + 0.9 · 0.03 = 0.035` raw, the same like for like."),
        GlossaryEntry(
            .simpson, "masked_by_mix", "the mix hides a difference", "Raw, no clear difference; like for like there is one.",
            "Methods 12.4",
            "Micro gets 6 % and 4 % on two platforms, macro 5 % and 3 %, but micro is mostly on the second: `0.2 · 0.06 + 0.8 · 0.04 = 0.044` against `0.7 · 0.05 + 0.3 · 0.03 = 0.044`."),
        GlossaryEntry(
            .simpson, "sign_change", "opposite directions, neither clear",
            "Raw and like for like point in opposite directions, neither clearly.", "Methods 12.4",
            "Ratios of `exp(0.05) = 1.05` raw and `exp(−0.03) = 0.97` like for like."),
        GlossaryEntry(
            .simpson, "not_assessed", "not assessed",
            "No strata hold enough of both tiers, or there is not enough data for a verdict.", "Methods 11.4, 12.4",
            "Strata with both tiers hold 190 of 500 micro posts: `190 / 500 = 0.38`, under one half."),
    ]
}

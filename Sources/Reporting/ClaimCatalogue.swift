internal import Findings

/// One claim of the essay, in short.
struct Claim: Sendable, Equatable {
    let id: ClaimName
    let statement: String
    /// What is asked of the files, for footnotes and `tierwise explain`.
    let question: String
    /// Names of the glossary that say how its numbers are computed.
    let terms: [String]
    /// Its rows answer several questions that stand side by side, so it has no verdict of its own.
    var hasSeveralAnswers = false
}

/// The ten claims in the order of the first page (METHODS.md 22).
enum ClaimCatalogue {
    static let claims: [Claim] = [
        Claim(
            id: .definition, statement: "Micro means 1 000 to 100 000 followers",
            question: "Who is there: creators, posts and deals per tier, and where the followers that place them come from.",
            terms: ["stability"]),
        Claim(
            id: .niche, statement: "Micro-influencers are more niche-focused",
            question:
                "Whether a creator of the lower tier keeps to fewer topics (unbiased concentration over hashtags or niches), by ranks; creators with five tagged posts or more.",
            terms: ["topic_concentration", "ranks"]),
        Claim(
            id: .connection, statement: "They have a closer, more authentic connection",
            question:
                "Comments per like, comment rate, save rate and share rate, each on its own, and the share of creators that carry a flag.",
            terms: ["comment_like_ratio", "comment_rate", "save_rate", "share_rate", "typical", "benjamini_hochberg"], hasSeveralAnswers: true),
        Claim(
            id: .engagement, statement: "Trust gives higher engagement",
            question:
                "The engagement rate over followers of typical creators, raw and like for like; then in every other denominator, and over followers without tiers.",
            terms: ["er_followers", "typical", "raw", "adjusted", "elasticity", "stability", "mde", "holm"]),
        Claim(
            id: .return, statement: "Smaller communities drive higher ROI",
            question: "Net revenue over cost, raw and like for like, shown as ROI; and the same without the top creator.",
            terms: ["roas", "roi", "pooled", "hull", "adjusted", "without_top_creator", "stability", "mde", "holm"]),
        Claim(
            id: .budget, statement: "… than large-scale campaigns",
            question: "What one budget would have brought in each tier, spent on past deals drawn anew.",
            terms: ["roi", "equal_budget"]),
        Claim(
            id: .shift, statement: "Marketing shifts towards micro",
            question: "The lower tier's share of spend from month to month, beside posts and engagement.",
            terms: ["trend", "mann_kendall", "theil_sen"]),
        Claim(
            id: .audience, statement: "Know the creator's audience",
            question: "Whether creators whose audience is the one the brand looks for returned more, by ranks.",
            terms: ["audience_overlap", "spearman"]),
        Claim(
            id: .style, statement: "Content style matters",
            question:
                "The engagement rate by post type, sponsored or not, caption length and posting frequency, within a tier.",
            terms: ["er_followers", "typical", "benjamini_hochberg"], hasSeveralAnswers: true),
        Claim(
            id: .alignment, statement: "Alignment with the brand matters",
            question: "Whether creators whose tags are like the brand's returned more, by ranks.",
            terms: ["brand_alignment", "spearman"]),
    ]

    static func claim(_ id: ClaimName) -> Claim? { claims.first { $0.id == id } }
}

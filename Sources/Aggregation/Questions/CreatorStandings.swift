internal import Statistics

/// Every creator's numbers in doubles, by canonical place: computed once from the profiles, for rows, contrasts and
/// correlations.
struct CreatorStandings: Sendable {
    let marks: AuthenticityMarks
    /// Tagged posts, unbiased HHI and focus (Methods 16).
    private(set) var topics: [(posts: Int, concentration: Double?, focus: Double?)] = []
    /// Cosine with the brand's tags; nil without such tags, or without hashtags of the creator.
    private(set) var brandAlignment: [Double?] = []
    private(set) var audienceOverlap: [Double?] = []
    /// Σnet/Σcost over all tiers; nil without a paid deal.
    private(set) var roas: [Double?] = []

    init(_ tally: MergedTally, brandTags: Int, jobs: Int) throws {
        marks = AuthenticityMarks(tally)
        try tally.forEachRange(jobs: jobs) { ranks in
            ranks.map { Standing(of: tally.creatorsInOrder[$0], tally.creatorTally, brandTags: brandTags) }
        } consume: { standings in
            topics += standings.map(\.topics)
            brandAlignment += standings.map(\.brandAlignment)
            audienceOverlap += standings.map(\.audienceOverlap)
            roas += standings.map(\.roas)
        }
    }

    /// One creator's.
    private struct Standing: Sendable {
        let topics: (posts: Int, concentration: Double?, focus: Double?)
        let brandAlignment: Double?
        let audienceOverlap: Double?
        let roas: Double?

        init(of creator: Int, _ profiles: CreatorTally, brandTags: Int) {
            let (topics, brandTagCount) = profiles.topics(creator)
            let focus = TopicFocus(counts: topics.counts, vocabulary: profiles.vocabulary)
            self.topics = (topics.posts, focus.unbiasedConcentration, focus.focus)
            brandAlignment =
                profiles.usesHashtags
                ? Alignment.cosine(
                    dot: Int128(brandTagCount), squares: topics.counts.reduce(Int128(0)) { $0 + Int128($1) * Int128($1) },
                    otherSquares: Int128(brandTags)) : nil
            audienceOverlap = profiles.audienceOverlap(creator)
            let deals = profiles.deals(creator)
            let (cost, net) = (deals.reduce(Int128(0)) { $0 + Int128($1.cost) }, deals.reduce(Int128(0)) { $0 + $1.net })
            roas = cost > 0 ? Double(exactTotal: net) / Double(exactTotal: cost) : nil
        }
    }
}

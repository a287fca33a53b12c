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

    init(_ tally: MergedTally, brandTags: Int) {
        marks = AuthenticityMarks(tally)
        let profiles = tally.creatorTally
        for creator in tally.creatorsInOrder {
            let (topics, brandTagCount) = profiles.topics(creator)
            let focus = TopicFocus(counts: topics.counts, vocabulary: profiles.vocabulary)
            self.topics.append((topics.posts, focus.unbiasedConcentration, focus.focus))
            brandAlignment.append(
                profiles.usesHashtags
                    ? Alignment.cosine(
                        dot: Int128(brandTagCount), squares: topics.counts.reduce(Int128(0)) { $0 + Int128($1) * Int128($1) },
                        otherSquares: Int128(brandTags)) : nil)
            audienceOverlap.append(profiles.audienceOverlap(creator))
            let deals = profiles.deals(creator)
            let (cost, net) = (deals.reduce(Int128(0)) { $0 + Int128($1.cost) }, deals.reduce(Int128(0)) { $0 + $1.net })
            roas.append(cost > 0 ? Double(exactTotal: net) / Double(exactTotal: cost) : nil)
        }
    }
}

internal import Findings
internal import SocialData

/// Adds up a creator's posts by style.
struct StyleCounter {
    private let tierCount: Int
    private let postTypes: Int
    /// By tier, then level: post types, sponsored or not, buckets of caption lengths.
    private var totals: [MetricTotals]
    private var touched: [Int] = []

    init(tierCount: Int, postTypes: Int) {
        self.tierCount = tierCount
        self.postTypes = postTypes
        totals = [MetricTotals](
            repeating: MetricTotals(), count: tierCount * (postTypes + 2 + CaptionBuckets.count))
    }

    private var levels: Int { postTypes + 2 + CaptionBuckets.count }

    /// Adds a post of the creator at hand that has a rate.
    mutating func add(_ post: PostFact, tier: Int, hasPostType: Bool, _ rate: PostRate) {
        let first = tier * levels
        func add(_ place: Int) {
            if totals[place].units == 0 { touched.append(place) }
            totals[place].add(rate)
        }
        if hasPostType { add(first + Int(post.postType)) }
        if let sponsored = post.sponsored { add(first + postTypes + (sponsored ? 1 : 0)) }
        if post.captionLength >= 0 { add(first + postTypes + 2 + Int(CaptionBuckets.bucket(Int64(post.captionLength)))) }
    }

    /// Hands over the creator's totals, by its place in the shard's order, and begins the next creator.
    mutating func finish(creator: Int, words: FactWords, into tally: inout StyleTally) {
        for place in touched {
            let (tier, level) = place.quotientAndRemainder(dividingBy: levels)
            let style =
                if level < postTypes {
                    StyleLevel(tier: tier, dimension: .postType, value: words.postTypes.bytes(level))
                } else if level < postTypes + 2 {
                    StyleLevel(tier: tier, dimension: .sponsored, value: [UInt8(level - postTypes)])
                } else {
                    StyleLevel(tier: tier, dimension: .captionLength, value: [UInt8(level - postTypes - 2)])
                }
            tally.append(style, creator: creator, totals[place])
            totals[place] = MetricTotals()
        }
        touched.removeAll(keepingCapacity: true)
    }
}

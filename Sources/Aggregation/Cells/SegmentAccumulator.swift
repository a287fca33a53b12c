internal import SocialData

/// Gathers one shard's cells into totals by segment, tier, metric and creator. Cells come creator by creator, all of a
/// creator's before `finish(creator:)`.
struct SegmentAccumulator {
    /// The segment that holds everything.
    static let everything = 0

    private let tierCount: Int
    private(set) var segments: [Segment] = [.all]
    private(set) var totals: [SegmentTotals]
    /// Segment of a dimension's value, by dimension and the value's number.
    private var known: [UInt64: Int] = [:]
    /// Of the creator at hand: where the totals of a segment and tier stand in `open`, -1 where it has none.
    private var place: [Int] = []
    private var touched: [Int] = []
    private var open: [MetricTotals] = []

    init(tierCount: Int) {
        self.tierCount = tierCount
        totals = [SegmentTotals(tierCount: tierCount)]
        place = [Int](repeating: -1, count: tierCount)
    }

    /// The segment of a dimension's value, a new one where it was not met before.
    ///
    /// - Parameters:
    ///   - place: of the dimension, among the plan's.
    ///   - number: of the value: a word's number, a month or quarter, or a flag.
    mutating func segment(_ place: Int, _ dimension: Dimension, number: Int, words: FactWords) -> Int {
        let key = Self.key(place, number)
        if let segment = known[key] { return segment }
        let segment = segments.count
        known[key] = segment
        segments.append(Segment(dimension: place, value: words.value(dimension, number: number)))
        totals.append(SegmentTotals(tierCount: tierCount))
        self.place.append(contentsOf: repeatElement(-1, count: tierCount))
        return segment
    }

    private static func key(_ dimension: Int, _ number: Int) -> UInt64 {
        UInt64(dimension) << 32 | UInt64(UInt32(truncatingIfNeeded: number))
    }

    /// Adds a cell of the creator at hand.
    ///
    /// - Parameter cell: by metric, from the place `first` on.
    mutating func add(_ cell: [MetricTotals], from first: Int, coverage: Coverage, segment: Int, tier: Int) {
        totals[segment].coverage[tier] += coverage
        let key = segment * tierCount + tier
        if place[key] < 0 {
            place[key] = open.count
            touched.append(key)
            open.append(contentsOf: repeatElement(MetricTotals(), count: Metric.count))
        }
        let start = place[key] + first
        for metric in cell.indices where cell[metric].units > 0 { open[start + metric] += cell[metric] }
    }

    /// Closes a creator, by its place in the shard's order.
    mutating func finish(creator: Int) {
        for key in touched {
            let (segment, tier) = key.quotientAndRemainder(dividingBy: tierCount)
            for metric in 0..<Metric.count where open[place[key] + metric].units > 0 {
                totals[segment].creators[tier * Metric.count + metric].append(
                    creator: creator, open[place[key] + metric])
            }
            place[key] = -1
        }
        touched.removeAll(keepingCapacity: true)
        open.removeAll(keepingCapacity: true)
    }
}

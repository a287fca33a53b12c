internal import ByteStreams
internal import SocialData
internal import Statistics
internal import TextValues

/// What the deals of one tier had in one view (Methods 25.3), exact.
struct WindowTotals: Sendable, Equatable {
    var deals = 0
    /// Deals that count, but started too late.
    var youngDeals = 0
    var cost: Int128 = 0
    var orders = 0
    var net: Int128 = 0
    /// As in `OrderFacts.Sum`.
    var asked = 0
    var known = 0

    static func += (total: inout WindowTotals, other: WindowTotals) {
        total.deals += other.deals
        total.youngDeals += other.youngDeals
        total.cost += other.cost
        total.orders += other.orders
        total.net += other.net
        total.asked += other.asked
        total.known += other.known
    }
}

/// Metrics of the strata of a view: return on spend, and gross revenue over orders, which says who sold.
enum WindowMetrics {
    static let returnOnSpend = 0
    static let gross = 1
    static let count = 2
}

/// What one shard adds to the views of its deals.
struct ShardFollowUp: Sendable {
    struct View: Sendable {
        /// By tier.
        var totals: [WindowTotals]
        /// Empty for the view of everything: its cells are those of the deals.
        var strata = MergedStrata.Piece(.deals(metrics: WindowMetrics.count))
    }

    /// By view; none where no file holds orders.
    var views: [View] = []
    /// Seconds in which orders could be credited to the used deals of each tier.
    var seconds: [[Int64]]

    init(tierCount: Int) { seconds = [[Int64]](repeating: [], count: tierCount) }
}

/// The views of all deals.
struct MergedFollowUp: Sendable {
    struct View: Sendable {
        fileprivate(set) var totals: [WindowTotals]
        fileprivate(set) var strata: MergedStrata
    }

    private(set) var views: [View] = []
    /// Days, by tier; ascending after `finish`.
    private var days: [[Double]]
    private let scratch: ScratchFile

    init(tierCount: Int, scratch: ScratchFile) {
        days = [[Double]](repeating: [], count: tierCount)
        self.scratch = scratch
    }

    mutating func append(_ other: ShardFollowUp, slice: Int) throws(StreamError) {
        if views.isEmpty {
            views = other.views.map {
                View(
                    totals: [WindowTotals](repeating: WindowTotals(), count: $0.totals.count),
                    strata: MergedStrata(.deals(metrics: WindowMetrics.count), scratch: scratch))
            }
        }
        for (view, piece) in other.views.enumerated() {
            for (tier, totals) in piece.totals.enumerated() { views[view].totals[tier] += totals }
            try views[view].strata.append(piece.strata, slice: slice)
        }
        for (tier, seconds) in other.seconds.enumerated() {
            days[tier] += seconds.map { Double($0) / Double(CivilTime.secondsPerDay) }
        }
    }

    mutating func finish(rank: (_ slice: Int, _ creator: Int) -> Int32) {
        for view in views.indices { views[view].strata.finish(rank: rank) }
        for tier in days.indices { days[tier].sort() }
    }

    /// Median days in which an order could be credited to the used deals of a tier; nil where nothing says.
    func medianDays(tier: Int) -> Double? { Quantiles.type7(sorted: days[tier], 0.5) }
}

internal import SocialData
internal import TextValues

/// Orders of which two sources hold a row each under another store's name: a landing page's tool, a warehouse or a second export
/// hands in the shop's orders once more.
///
/// Number, time, currency and amount prove it (Methods 1.6), and each such order counts once. Where the times are days, or one file
/// holds both stores, single orders can agree by accident: there most orders of the smaller store must agree.
struct OrderCopies: Sendable {
    /// A sale of a source, by what a copy of it repeats.
    private struct Mark: Sendable {
        /// Of number, time and currency.
        var key: UInt64
        var number: UInt64
        var orderedAt: Int64
        /// Number in `series`.
        var series: Int
    }

    /// An order that may have a copy, from all its rows.
    private struct Order: Sendable {
        /// `pair(store, order_id)`.
        var identity: [UInt8]
        var series: Int
        var sales: [(key: UInt64, orderedAt: Int64, amounts: OrderAmounts)] = []
        /// What rows of it take back: the row that knows of it stands for the sale.
        var takenBack: Int128 = 0
        var credits: [Credit] = []
    }

    /// Codes and link of one row of an order.
    struct Credit: Sendable, Hashable {
        var codes: [UInt8]
        var link: [UInt8]
    }

    /// Fewer orders of two stores agree by accident, be it all of them.
    private static let fewest = 5

    /// Store and source, and the source's place among `sources`.
    private var series = ByteTable()
    private var sourceOfSeries: [Int] = []
    private var sources = ByteTable()
    private var marks: [Mark] = []
    /// Of orders that share number, time and currency with one of another series.
    private var numbers: Set<UInt64> = []
    private var identities = ByteTable()
    private var orders: [Order] = []
    /// By identity: the order that stands for it, where it is not its own row.
    private var originals: [Int: Int] = [:]
    private var copies: [Int: [Int]] = [:]
    /// Orders of two sources that share number, time and currency, and no amount.
    private(set) var otherAmounts = 0

    // MARK: collecting

    /// Notes a sale; call for all before `prepare`.
    mutating func note(store: Span<UInt8>, source: Span<UInt8>, orderID: Span<UInt8>, orderedAt: Int64, currency: Span<UInt8>) {
        guard orderedAt != missingInstant else { return }
        let number = Self.number(orderID)
        marks.append(
            Mark(key: Self.key(number, orderedAt, currency), number: number, orderedAt: orderedAt, series: place(store, source)))
    }

    /// Finds the sales that two series may share.
    mutating func prepare() {
        marks.sort { ($0.key, $0.series) < ($1.key, $1.series) }
        // Several exports of one series hold an order several times.
        var kept = 0
        for mark in marks {
            if kept > 0, marks[kept - 1].key == mark.key, marks[kept - 1].series == mark.series { continue }
            if kept > 0, marks[kept - 1].key == mark.key { numbers.insert(mark.number) }
            marks[kept] = mark
            kept += 1
        }
        marks.removeLast(marks.count - kept)
    }

    var isEmpty: Bool { numbers.isEmpty }

    /// Offers a row of an order, whatever it says.
    ///
    /// - Parameters:
    ///   - isSale: whether the row sells; what it takes back otherwise is `takenBack`.
    mutating func offer(
        identity: [UInt8], store: Span<UInt8>, source: Span<UInt8>, orderID: Span<UInt8>, orderedAt: Int64,
        currency: Span<UInt8>, _ amounts: OrderAmounts, isSale: Bool, takenBack: Int64, credit: Credit
    ) {
        let number = Self.number(orderID)
        guard numbers.contains(number) else { return }
        let known = identities.insert(identity.span)
        if known == orders.count { orders.append(Order(identity: identity, series: place(store, source))) }
        if isSale, orderedAt != missingInstant {
            orders[known].sales.append((Self.key(number, orderedAt, currency), orderedAt, amounts))
        }
        // An order that stands in two sources of its store is of the series with the lesser bytes: no order of files matters.
        let other = place(store, source)
        if series.precedes(other, orders[known].series) { orders[known].series = other }
        orders[known].takenBack += Int128(takenBack)
        orders[known].credits.append(credit)
    }

    /// Decides which orders are copies, once all rows were offered.
    mutating func finish() {
        var places: [UInt64: [(order: Int, sale: Int)]] = [:]
        for (order, one) in orders.enumerated() {
            for sale in one.sales.indices { places[one.sales[sale].key, default: []].append((order, sale)) }
        }
        var agreeing: [[Int]: Set<[Int]>] = [:]
        var timed: Set<[Int]> = []
        var contradicting: Set<[Int]> = []
        for group in places.values where group.count > 1 {
            for (place, left) in group.enumerated() {
                for right in group[(place + 1)...] {
                    let (mine, other) = (orders[left.order], orders[right.order])
                    guard left.order != right.order, mine.series != other.series else { continue }
                    let pair = [left.order, right.order].sorted()
                    let isOfTwoSources = sourceOfSeries[mine.series] != sourceOfSeries[other.series]
                    let isTimed = isOfTwoSources && !Self.mayBeDay(mine.sales[left.sale].orderedAt)
                    if Self.agree(mine.sales[left.sale].amounts, other.sales[right.sale].amounts) {
                        agreeing[[mine.series, other.series].sorted(), default: []].insert(pair)
                        if isTimed { timed.insert(pair) }
                    } else if isTimed {
                        contradicting.insert(pair)
                    }
                }
            }
        }
        var parents = Array(orders.indices)
        func root(_ order: Int) -> Int {
            var order = order
            while parents[order] != order { order = parents[order] }
            return order
        }
        for (pair, found) in agreeing {
            let isLikely = found.count >= Self.fewest && 2 * found.count >= possible(pair)
            for orders in found where isLikely || timed.contains(orders) {
                let (one, other) = (root(orders[0]), root(orders[1]))
                parents[max(one, other)] = min(one, other)
            }
        }
        var groups: [Int: [Int]] = [:]
        for order in orders.indices { groups[root(order), default: []].append(order) }
        for group in groups.values where group.count > 1 {
            guard let original = group.min(by: { stands(orders[$0], before: orders[$1]) }) else { continue }
            copies[original] = group.filter { $0 != original }.sorted { orders[$0].identity.lexicographicallyPrecedes(orders[$1].identity) }
            for order in group where order != original { originals[order] = original }
        }
        otherAmounts = contradicting.count { root($0[0]) != root($0[1]) }
        marks = []
    }

    /// What took most back is the later word; then the lesser revenue, without tax and shipping; equal ones are told apart by
    /// their bytes.
    private func stands(_ order: Order, before other: Order) -> Bool {
        if order.takenBack != other.takenBack { return order.takenBack > other.takenBack }
        let revenues = [order, other].map { $0.sales.compactMap(\.amounts.revenue).max() ?? 0 }
        if revenues[0] != revenues[1] { return revenues[0] < revenues[1] }
        return order.identity.lexicographicallyPrecedes(other.identity)
    }

    /// Sales of the smaller of two series at the times that both cover.
    private func possible(_ pair: [Int]) -> Int {
        let times = pair.map { one in marks.filter { $0.series == one }.map(\.orderedAt) }
        let first = times.compactMap { $0.min() }.max() ?? .min
        let last = times.compactMap { $0.max() }.min() ?? .max
        return times.map { $0.count { $0 >= first && $0 <= last } }.min() ?? 0
    }

    // MARK: asking

    /// Whether another row stands for this order.
    func isCopy(_ identity: Span<UInt8>) -> Bool { identities.find(identity).map { originals[$0] != nil } ?? false }

    /// How many copies the order has that stands for them.
    func count(of identity: Span<UInt8>) -> Int { identities.find(identity).flatMap { copies[$0]?.count } ?? 0 }

    /// Codes and links of an order's copies, none twice.
    func credits(of identity: Span<UInt8>) -> [Credit] {
        guard let known = identities.find(identity), let copies = copies[known] else { return [] }
        var credits: [Credit] = []
        let all = copies.flatMap { orders[$0].credits }.sorted {
            $0.codes == $1.codes ? $0.link.lexicographicallyPrecedes($1.link) : $0.codes.lexicographicallyPrecedes($1.codes)
        }
        for credit in all where credits.last != credit { credits.append(credit) }
        return credits
    }

    // MARK: comparing

    private mutating func place(_ store: Span<UInt8>, _ source: Span<UInt8>) -> Int {
        let place = series.insert(RepeatedSales.key(store, source).span)
        if place == sourceOfSeries.count { sourceOfSeries.append(sources.insert(source)) }
        return place
    }

    /// A day without a time is midnight of some zone: a full quarter of an hour.
    private static func mayBeDay(_ instant: Int64) -> Bool { instant % 900 == 0 }

    private static func number(_ orderID: Span<UInt8>) -> UInt64 {
        var hash = FNV1a()
        hash.combine(ReportedSales.word(of: orderID).span)
        return mix64(hash.value)
    }

    private static func key(_ number: UInt64, _ orderedAt: Int64, _ currency: Span<UInt8>) -> UInt64 {
        var hash = FNV1a()
        hash.combine(currency)
        return mix64(number ^ mix64(hash.value ^ mix64(UInt64(bitPattern: orderedAt))))
    }

    /// Another tool states the amount with or without tax and shipping.
    private static func agree(_ one: OrderAmounts, _ other: OrderAmounts) -> Bool {
        if let revenue = other.revenue, one.states(revenue) { return true }
        guard let revenue = one.revenue else { return false }
        return other.states(revenue)
    }
}

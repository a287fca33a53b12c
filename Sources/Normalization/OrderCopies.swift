internal import SocialData
internal import TextValues

/// Orders of which two stores' exports hold a row each: a landing page's tool, a warehouse or a second export hands in the shop's
/// orders once more, under a store's name of its own or another way to write the number.
///
/// Number, time and amount prove it (Methods 1.6), and each such order counts once. Where the times are days single orders can agree
/// by accident: there most orders of the smaller store must agree, or some order with a time.
struct OrderCopies: Sendable {
    /// A sale, by what a copy of it repeats.
    private struct Mark: Sendable {
        /// Of number and time.
        var key: UInt64
        var number: UInt64
        var orderedAt: Int64
        /// Number in `stores`.
        var store: Int
        /// Of the number as it is written.
        var spelling: UInt64
    }

    /// An order that may have a copy, from all its rows.
    private struct Order: Sendable {
        /// `pair(store, order_id)`.
        let identity: [UInt8]
        let store: Int
        var sales: [Sale] = []
        /// What its sales say was taken back, the most, and what each of its refunds took back.
        var taken: Int64 = 0
        var refunds: [UInt64: Int64] = [:]
        var credits: Set<Credit> = []

        /// The row that knows most of what was taken back stands for the sale. Rows that repeat a refund count once.
        var takenBack: Int128 { refunds.values.reduce(Int128(taken)) { $0 + Int128($1) } }
    }

    private struct Sale: Sendable {
        let key: UInt64
        let orderedAt: Int64
        let currency: [UInt8]
        let amounts: OrderAmounts
        let codes: [UInt8]

        /// Another tool states the amount with or without tax and shipping.
        func hasAmount(of other: Sale) -> Bool {
            guard currency == other.currency else { return false }
            if let revenue = other.amounts.revenue, amounts.states(revenue) { return true }
            return amounts.revenue.map(other.amounts.states) ?? false
        }

        /// A day without a time is midnight of some zone: a full quarter of an hour.
        var mayBeDay: Bool { orderedAt % 900 == 0 }
    }

    /// Codes and link of one row of an order.
    struct Credit: Sendable, Hashable {
        var codes: [UInt8]
        var link: [UInt8]
    }

    /// A row of an order as it is offered.
    struct Row {
        var identity: [UInt8]
        var store: [UInt8]
        var orderID: [UInt8]
        var orderedAt: Int64
        var currency: [UInt8]
        var amounts: OrderAmounts
        /// Whether the row sells; else it takes back only.
        var isSale: Bool
        var takenBack: Int64
        var refundID: [UInt8]
        var credit: Credit
    }

    /// Fewer orders of two stores agree by accident, be it all of them.
    private static let fewest = 5

    private var stores = ByteTable()
    private var marks: [Mark] = []
    /// Of orders that share number and time with another.
    private var numbers: Set<UInt64> = []
    private var identities = ByteTable()
    private var orders: [Order] = []
    /// By identity: the order that stands for it, where it is not its own row.
    private var originals: [Int: Int] = [:]
    private var copies: [Int: [Int]] = [:]
    /// Orders that share number and time with another, and no amount.
    private(set) var otherAmounts = 0

    // MARK: collecting

    /// Notes a sale; call for all before `prepare`.
    mutating func note(store: Span<UInt8>, orderID: Span<UInt8>, orderedAt: Int64) {
        guard orderedAt != missingInstant else { return }
        let number = Self.number(orderID)
        var spelling = FNV1a()
        spelling.combine(orderID)
        marks.append(
            Mark(
                key: Self.key(number, orderedAt), number: number, orderedAt: orderedAt, store: stores.insert(store),
                spelling: spelling.value))
    }

    /// Finds the sales that two orders may share.
    mutating func prepare() {
        marks.sort { ($0.key, $0.store, $0.spelling) < ($1.key, $1.store, $1.spelling) }
        // Several exports of one store hold an order several times.
        var kept = 0
        for mark in marks {
            if kept > 0, marks[kept - 1].key == mark.key {
                if marks[kept - 1].store == mark.store, marks[kept - 1].spelling == mark.spelling { continue }
                numbers.insert(mark.number)
            }
            marks[kept] = mark
            kept += 1
        }
        marks.removeLast(marks.count - kept)
    }

    var isEmpty: Bool { numbers.isEmpty }

    /// Whether a row's order may have a copy, so that the row is to be offered.
    func asks(_ orderID: Span<UInt8>) -> Bool { numbers.contains(Self.number(orderID)) }

    /// Offers a row of an order, whatever it says.
    mutating func offer(_ row: Row) {
        let number = Self.number(row.orderID.span)
        let known = identities.insert(row.identity.span)
        if known == orders.count { orders.append(Order(identity: row.identity, store: stores.insert(row.store.span))) }
        if row.isSale {
            orders[known].taken = max(orders[known].taken, row.takenBack)
            if row.orderedAt != missingInstant {
                orders[known].sales.append(
                    Sale(
                        key: Self.key(number, row.orderedAt), orderedAt: row.orderedAt, currency: row.currency, amounts: row.amounts,
                        codes: row.credit.codes))
            }
        } else {
            // One refund has one number; without one its time and amount tell it (Methods 1.6).
            var refund = FNV1a()
            refund.combine(row.refundID.span)
            let name =
                row.refundID.isEmpty ? mix64(UInt64(bitPattern: row.orderedAt) ^ mix64(UInt64(bitPattern: row.takenBack))) : refund.value
            orders[known].refunds[name] = max(orders[known].refunds[name] ?? 0, row.takenBack)
        }
        orders[known].credits.insert(row.credit)
    }

    // MARK: deciding

    /// Two orders with a sale each of one number and time.
    private struct Pair: Hashable {
        let one: Int
        let other: Int

        init(_ one: Int, _ other: Int) { (self.one, self.other) = one < other ? (one, other) : (other, one) }
    }

    /// What the orders of two stores have in common.
    private struct Agreement {
        /// Proved by their time.
        var timed: Set<Pair> = []
        /// Of a day, and perhaps by accident.
        var dated: Set<Pair> = []
    }

    /// Decides which orders are copies, once all rows were offered.
    mutating func finish() {
        var places: [UInt64: [(order: Int, sale: Int)]] = [:]
        for (order, one) in orders.enumerated() {
            for sale in one.sales.indices { places[one.sales[sale].key, default: []].append((order, sale)) }
        }
        var agreements: [Pair: Agreement] = [:]
        var contradicting: [UInt64: Set<Pair>] = [:]
        for (key, group) in places where group.count > 1 {
            for (place, left) in group.enumerated() {
                for right in group[(place + 1)...] where left.order != right.order {
                    let (mine, other) = (orders[left.order].sales[left.sale], orders[right.order].sales[right.sale])
                    let stores = Pair(orders[left.order].store, orders[right.order].store)
                    let pair = Pair(left.order, right.order)
                    if mine.hasAmount(of: other) {
                        if !mine.mayBeDay {
                            agreements[stores, default: Agreement()].timed.insert(pair)
                        } else if stores.one != stores.other, Self.haveNoOtherCodes(mine.codes, other.codes) {
                            agreements[stores, default: Agreement()].dated.insert(pair)
                        }
                    } else if !mine.mayBeDay {
                        contradicting[key, default: []].insert(pair)
                    }
                }
            }
        }
        var roots = Array(orders.indices)
        func root(_ order: Int) -> Int {
            var order = order
            while roots[order] != order { order = roots[order] }
            return order
        }
        func join(_ pair: Pair) {
            let (one, other) = (root(pair.one), root(pair.other))
            roots[max(one, other)] = min(one, other)
        }
        for (stores, found) in agreements {
            found.timed.forEach(join)
            let isLikely = found.dated.count >= Self.fewest && 2 * found.dated.count >= possible(stores)
            if isLikely || !found.timed.isEmpty { found.dated.forEach(join) }
        }
        var groups: [Int: [Int]] = [:]
        for order in orders.indices { groups[root(order), default: []].append(order) }
        for group in groups.values where group.count > 1 {
            guard let original = group.min(by: { stands(orders[$0], before: orders[$1]) }) else { continue }
            copies[original] = group.filter { $0 != original }.sorted { orders[$0].identity.lexicographicallyPrecedes(orders[$1].identity) }
            for order in group where order != original { originals[order] = original }
        }
        otherAmounts = contradicting.values.count { $0.contains { root($0.one) != root($0.other) } }
        marks = []
    }

    /// The most taken back is the later word; then the lesser revenue, without tax and shipping; equal ones are told apart by
    /// their bytes.
    private func stands(_ order: Order, before other: Order) -> Bool {
        if order.takenBack != other.takenBack { return order.takenBack > other.takenBack }
        let revenues = [order, other].map { $0.sales.compactMap(\.amounts.revenue).max() ?? 0 }
        if revenues[0] != revenues[1] { return revenues[0] < revenues[1] }
        return order.identity.lexicographicallyPrecedes(other.identity)
    }

    /// Sales of the smaller of two stores at the times that both cover.
    private func possible(_ stores: Pair) -> Int {
        let times = [stores.one, stores.other].map { one in marks.filter { $0.store == one }.map(\.orderedAt) }
        let first = times.compactMap { $0.min() }.max() ?? .min
        let last = times.compactMap { $0.max() }.min() ?? .max
        return times.map { $0.count { $0 >= first && $0 <= last } }.min() ?? 0
    }

    /// Codes of two creators speak against one sale; a tool may leave them out.
    private static func haveNoOtherCodes(_ one: [UInt8], _ other: [UInt8]) -> Bool {
        func codes(_ list: [UInt8]) -> Set<[UInt8]> { Set(listItems(list.span).map { CodeFolding.fold(list.span.extracting($0)) }) }
        return one.isEmpty || other.isEmpty || !codes(one).isDisjoint(with: codes(other))
    }

    private static func number(_ orderID: Span<UInt8>) -> UInt64 {
        var hash = FNV1a()
        ReportedSales.forEachByte(of: orderID) { hash.combine($0) }
        return mix64(hash.value)
    }

    private static func key(_ number: UInt64, _ orderedAt: Int64) -> UInt64 { mix64(number ^ mix64(UInt64(bitPattern: orderedAt))) }

    // MARK: asking

    /// Whether another row stands for this order.
    func isCopy(_ identity: Span<UInt8>) -> Bool { identities.find(identity).map { originals[$0] != nil } ?? false }

    /// Whether the order stands for others.
    func hasCopies(_ identity: Span<UInt8>) -> Bool { identities.find(identity).map { copies[$0] != nil } ?? false }

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
}

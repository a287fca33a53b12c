internal import SocialData
internal import TextValues

/// On which days each store had orders. Merging is order-free.
struct StoreDays: Sendable {
    private var names = ByteTable()
    private var days: [Set<Int32>] = []
    private var orders: [Int] = []

    mutating func add(_ store: Span<UInt8>, at orderedAt: Int64) {
        let place = number(store)
        if orderedAt != missingInstant { days[place].insert(CivilTime.day(of: orderedAt, in: .utc)) }
        orders[place] += 1
    }

    mutating func merge(_ other: StoreDays) {
        for number in 0..<other.names.count {
            let place = other.names.withBytes(number) { self.number($0) }
            days[place].formUnion(other.days[number])
            orders[place] += other.orders[number]
        }
    }

    private mutating func number(_ store: Span<UInt8>) -> Int {
        let place = names.insert(store)
        if place == days.count {
            days.append([])
            orders.append(0)
        }
        return place
    }

    /// Of all stores together.
    var all: OrderDays { OrderDays(days.reduce(into: []) { $0.formUnion($1) }) }

    /// Each of several stores, and whether it has more than a twentieth of the orders. One that ends before another has a gap until then.
    func each() -> [(store: String, days: OrderDays, isLarge: Bool)] {
        guard names.count > 1 else { return [] }
        let last = days.compactMap { $0.max() }.max().map { Int($0) }
        let all = orders.reduce(0, +)
        return names.sortedIndices().map { (String(decoding: names.bytes($0), as: UTF8.self), OrderDays(days[$0], until: last), 20 * orders[$0] > all) }
    }
}

/// On which days orders were placed, in days since 1970, and where there were none for long among many.
struct OrderDays: Sendable {
    /// nil where orders are too few to tell what is usual.
    let first: Int?
    /// Days without an order, where the others are so close to each other that a file of them lacks, perhaps.
    let gaps: [Range<Int>]

    /// Shorter ones are holidays, a closed shop, or chance.
    private static let fewestDays = 14
    /// Of days with orders, so that what is usual is known.
    private static let fewestOrders = 20
    /// So much longer than usual.
    private static let factor = 10

    /// - Parameter last: the day until which orders are looked for; nil: the last one that has some.
    init(_ days: Set<Int32>, until last: Int? = nil) {
        let sorted = days.sorted().map { Int($0) }
        let steps = zip(sorted, sorted.dropFirst()).map { $1 - $0 }
        guard steps.count >= Self.fewestOrders else {
            (first, gaps) = (nil, [])
            return
        }
        first = sorted.first
        // The step that nine of ten keep to: a gap is none of them.
        let usual = steps.sorted()[steps.count * 9 / 10]
        let next = sorted.dropFirst() + [max((last ?? 0) + 1, sorted[sorted.count - 1])]
        gaps = zip(sorted, next).filter { $1 - $0 > max(Self.fewestDays, Self.factor * usual) }.map { $0 + 1..<$1 }
    }
}

internal import Findings
internal import SocialData
internal import TextValues

/// Sales of which two sources may each hold a row, and no order number proves it: of one creator and day, and one amount or number.
///
/// A network's report without the shop's order numbers, or handed in under Tierwise's own column names, looks like a second
/// shop. Both rows count, for two shops can sell the same to one creator's followers; how many there are is said.
struct RepeatedSales: Sendable {
    /// A sale under an amount that another source may state of it.
    private struct Mark: Sendable {
        /// Of creator, currency and amount.
        var key: UInt64
        var orderedAt: Int64
        var gross: Int64
        /// Of store and order number.
        var order: UInt64
        /// Of the number alone, however it is written.
        var number: UInt64
        var series: Int
        /// The amount is the row's own, not one with or without tax or shipping.
        var isOwn: Bool
        /// The key is of creator, currency and number, whatever the amount.
        var isOfNumber = false

        /// Tax and shipping are less than a third of what is paid.
        func hasAmountNear(_ other: Mark) -> Bool {
            10 * Int128(min(gross, other.gross)) >= 7 * Int128(max(gross, other.gross))
        }
    }

    /// Two sources, and the sales that both may hold.
    struct Pair: Sendable {
        /// Inputs or sources, by the bytes of store and source.
        var sources: [[UInt8]]
        var sales = OrderSum()
        /// Sales of the smaller one on the days that both cover.
        var possible = 0
        /// Some agree in their number, and not in the amount.
        var hasOtherAmounts = false
        /// The greatest of the sales.
        var example = (gross: Int64.min, orderedAt: missingInstant)

        /// Two shops sell the same on one day now and then; a report repeats most of what it holds.
        var isLikely: Bool { 2 * sales.orders >= possible }
    }

    /// Of a million sales about 40 MB.
    private static let mostMarks = 1 << 20
    private static let separator = Shards.separator

    /// Store and source of each series.
    private var series = ByteTable()
    private var marks: [Mark] = []
    /// Series that hold the same orders: exports of one shop.
    private var links: Set<[Int]> = []
    /// Only marks whose key has none of these bits are kept: all sources lose the same ones.
    private(set) var mask: UInt64 = 0

    // MARK: collecting

    /// - Parameters:
    ///   - seller: the creator that the sale is credited to.
    ///   - amounts: the row's own, then others that a report of it may state.
    mutating func add(
        store: Span<UInt8>, source: Span<UInt8>, order: Span<UInt8>, seller: Int32, currency: Span<UInt8>, amounts: [Int128],
        orderedAt: Int64, gross: Int64
    ) {
        let number = series.insert(Self.key(store, source).span)
        var identity = FNV1a()
        identity.combine(store)
        identity.combine(Self.separator)
        identity.combine(order)
        var digits = FNV1a()
        ReportedSales.forEachByte(of: order) { digits.combine($0) }
        var words = FNV1a()
        words.combine(currency)
        for (place, amount) in amounts.enumerated() where !amounts[..<place].contains(amount) {
            let money = UInt64(truncatingIfNeeded: amount)
            let key = mix64(words.value ^ mix64(money ^ mix64(UInt64(truncatingIfNeeded: seller))))
            guard key & mask == 0 else { continue }
            marks.append(Mark(key: key, orderedAt: orderedAt, gross: gross, order: identity.value, number: digits.value, series: number, isOwn: place == 0))
        }
        // Another tool may state the amount with tax, or without a part of it.
        let key = mix64(words.value ^ mix64(~digits.value ^ mix64(UInt64(truncatingIfNeeded: seller))))
        if key & mask == 0 {
            marks.append(Mark(key: key, orderedAt: orderedAt, gross: gross, order: identity.value, number: digits.value, series: number, isOwn: false, isOfNumber: true))
        }
        shorten()
    }

    /// Two sources of a store that hold the same order.
    mutating func link(store: Span<UInt8>, _ source: Span<UInt8>, _ other: Span<UInt8>) {
        let pair = [series.insert(Self.key(store, source).span), series.insert(Self.key(store, other).span)].sorted()
        if pair[0] != pair[1] { links.insert(pair) }
    }

    mutating func merge(_ other: RepeatedSales) {
        let numbers = (0..<other.series.count).map { index in other.series.withBytes(index) { series.insert($0) } }
        for link in other.links { links.insert(link.map { numbers[$0] }.sorted()) }
        mask |= other.mask
        for var mark in other.marks {
            mark.series = numbers[mark.series]
            marks.append(mark)
        }
        marks.removeAll { $0.key & mask != 0 }
        shorten()
    }

    private mutating func shorten() {
        while marks.count > Self.mostMarks {
            mask = mask << 1 | 1
            marks.removeAll { $0.key & mask != 0 }
        }
    }

    private static func key(_ store: Span<UInt8>, _ source: Span<UInt8>) -> [UInt8] {
        var key: [UInt8] = []
        for index in store.indices { key.append(store[index]) }
        key.append(separator)
        for index in source.indices { key.append(source[index]) }
        return key
    }

    // MARK: comparing

    /// Sources that may hold the same sales, in the order of their bytes. One file's stores are what it says: they are not compared.
    func pairs(in zone: ZoneOffsets) -> [Pair] {
        guard series.count > 1 else { return [] }
        let order = series.sortedIndices()
        var rankOf = [Int](repeating: 0, count: order.count)
        for (rank, number) in order.enumerated() { rankOf[number] = rank }
        let sources = order.map { Array(series.bytes($0).drop { $0 != Self.separator }.dropFirst()) }
        let shops = self.shops(rankOf)
        var sorted = marks.map { mark in
            var mark = mark
            mark.series = rankOf[mark.series]
            return mark
        }
        sorted.sort { ($0.key, $0.series, $0.orderedAt, $0.order) < ($1.key, $1.series, $1.orderedAt, $1.order) }
        let days = SeriesDays(sorted.lazy.filter(\.isOwn).map { ($0.series, $0.orderedAt) }, count: order.count, zone: zone)

        var pairs: [[Int]: Matching] = [:]
        var start = 0
        while start < sorted.count {
            var runs: [Range<Int>] = []
            var end = start
            while end < sorted.count, sorted[end].key == sorted[start].key {
                let first = end
                while end < sorted.count, sorted[end].key == sorted[first].key, sorted[end].series == sorted[first].series { end += 1 }
                runs.append(first..<end)
            }
            for (place, run) in runs.enumerated() {
                for other in runs[(place + 1)...] {
                    let pair = [sorted[run.lowerBound].series, sorted[other.lowerBound].series]
                    guard sources[pair[0]] != sources[pair[1]], shops[pair[0]] != shops[pair[1]],
                        let near = days.common(pair, apart: Matching.mostDaysOfNumber) else { continue }
                    let common = days.common(pair, apart: 0)
                    let matching = pairs[pair] ?? Matching(Pair(sources: pair.map { sources[$0] }, possible: days.least(pair, common ?? near)))
                    pairs[pair] = matching.adding(sorted[run], sorted[other], within: common, days)
                }
            }
            start = end
        }
        return pairs.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map(\.value.pair).filter { $0.sales.orders > 0 }
    }

    /// The shop of each series, by rank: series that hold the same orders are one shop's.
    private func shops(_ rankOf: [Int]) -> [Int] {
        var parents = Array(rankOf.indices)
        func root(_ rank: Int) -> Int {
            var rank = rank
            while parents[rank] != rank { rank = parents[rank] }
            return rank
        }
        for link in links {
            let (one, other) = (root(rankOf[link[0]]), root(rankOf[link[1]]))
            parents[max(one, other)] = min(one, other)
        }
        return parents.indices.map(root)
    }

    /// Days that each series covers, and how many sales lie on them.
    private struct SeriesDays {
        private var days: [[Int32]]
        private var undated: [Int]
        private let zone: ZoneOffsets

        init(_ sales: some Sequence<(Int, Int64)>, count: Int, zone: ZoneOffsets) {
            days = [[Int32]](repeating: [], count: count)
            undated = [Int](repeating: 0, count: count)
            self.zone = zone
            for (series, orderedAt) in sales {
                if orderedAt == missingInstant { undated[series] += 1 } else { days[series].append(day(orderedAt)) }
            }
            for series in days.indices { days[series].sort() }
        }

        func day(_ instant: Int64) -> Int32 { CivilTime.day(of: instant, in: zone) }

        /// Days that two series both cover: an undated one may be of any day. nil where there is none, as between the exports of
        /// two months of one shop.
        ///
        /// - Parameter apart: days between what is one sale in both.
        func common(_ pair: [Int], apart: Int32) -> ClosedRange<Int32>? {
            let known = pair.filter { undated[$0] == 0 }
            let first = known.compactMap { days[$0].first }.max() ?? .min
            let last = known.compactMap { days[$0].last }.min() ?? .max
            return Int64(first) - Int64(apart) <= Int64(last) ? min(first, last)...max(first, last) : nil
        }

        func least(_ pair: [Int], _ common: ClosedRange<Int32>) -> Int {
            pair.map { series in undated[series] + days[series].count { common.contains($0) } }.min() ?? 0
        }
    }

    /// The sales of two series, each matched at most once.
    private struct Matching {
        private(set) var pair: Pair
        private var used: Set<UInt64> = []
        /// Between two rows of one number and creator.
        static let mostDaysOfNumber: Int32 = 3

        init(_ pair: Pair) { self.pair = pair }

        /// Sales of one key, each ascending by time.
        consuming func adding(_ left: ArraySlice<Mark>, _ right: ArraySlice<Mark>, within common: ClosedRange<Int32>?, _ days: SeriesDays) -> Matching {
            func isCommon(_ mark: Mark) -> Bool { mark.orderedAt == missingInstant || common?.contains(days.day(mark.orderedAt)) == true }
            var (one, other) = (left.startIndex, right.startIndex)
            while one < left.endIndex, other < right.endIndex {
                let (mine, theirs) = (left[one], right[other])
                guard !used.contains(mine.order) else {
                    one += 1
                    continue
                }
                guard !used.contains(theirs.order) else {
                    other += 1
                    continue
                }
                let isUndated = mine.orderedAt == missingInstant || theirs.orderedAt == missingInstant
                // One tool has the day of the order, another that of the payment.
                let isOneNumber = mine.number == theirs.number
                let most = (isOneNumber ? Int64(Self.mostDaysOfNumber) : 1) * CivilTime.secondsPerDay
                let areAlike = mine.isOfNumber ? mine.hasAmountNear(theirs) : mine.isOwn || theirs.isOwn
                if areAlike, isOneNumber || isCommon(mine) && isCommon(theirs), isUndated || abs(mine.orderedAt - theirs.orderedAt) <= most {
                    used.insert(mine.order)
                    used.insert(theirs.order)
                    let gross = min(mine.gross, theirs.gross)
                    pair.sales.add(apart: gross)
                    if mine.isOfNumber, mine.gross != theirs.gross { pair.hasOtherAmounts = true }
                    if (gross, mine.orderedAt) > pair.example { pair.example = (gross, mine.orderedAt) }
                    one += 1
                    other += 1
                } else if mine.orderedAt < theirs.orderedAt {
                    one += 1
                } else {
                    other += 1
                }
            }
            return self
        }
    }
}

internal import SocialData
internal import StageFiles
internal import TextValues

/// What the rows of one order take back together (Methods 1.6): refunds of different rows add, the same refund twice
/// counts once. Where one file holds the same one twice, that may be wrong, and it is said.
struct OrderRefunds: Sendable {
    /// One refund row: in its own currency.
    struct Refund: Sendable {
        var amount: Int64
        var currency: [UInt8]
        /// Of the goods alone, as a negative sale is; else of the total.
        var isOfGoods: Bool
        /// How many more rows of it than one stand in one file, where no number tells whether they are several refunds.
        var repeats = 0
        /// Where no number tells which refund it is: when it was, and the files that hold it.
        fileprivate var time: Int64?
        fileprivate var files: Set<[UInt8]> = []
        /// By file and currency: the amounts under its number.
        fileprivate var amountsOfFile: [[UInt8]: Set<Int64>] = [:]

        /// What a file names under its number beside the greatest amount, in the currency that counts; of several files the most: lines of
        /// one refund, perhaps.
        var otherAmounts: [Int64] {
            let end = [Shards.separator] + currency
            let files = amountsOfFile.filter { $0.key.suffix(end.count) == end[...] }.values.map { $0.sorted().dropLast() }
            func sum(_ amounts: ArraySlice<Int64>) -> Int128 { amounts.reduce(0) { $0 + Int128($1) } }
            let most = files.max { sum($0) != sum($1) ? sum($0) < sum($1) : $0.lexicographicallyPrecedes($1) }
            return Array(most ?? [])
        }
    }

    private static func isGreater(_ one: Refund, than other: Refund) -> Bool {
        if one.amount != other.amount { return one.amount > other.amount }
        if one.currency != other.currency { return other.currency.lexicographicallyPrecedes(one.currency) }
        return one.isOfGoods && !other.isOfGoods
    }

    /// The different refund rows.
    private(set) var refunds: [Refund] = []
    /// A row says that everything was refunded and names no amount.
    private(set) var isWhole = false
    /// No row is a sale: the order stands in no file.
    private(set) var hasNoSale = true

    private let columns: OrderColumns
    private let statuses: OrderStatuses

    init(_ group: [Int], _ rows: StageRows, _ columns: OrderColumns, _ statuses: OrderStatuses, zone: ZoneOffsets) {
        self.columns = columns
        self.statuses = statuses
        var seen = ByteTable()
        var inFiles: [[UInt8]: Int] = [:]
        for row in group { add(row, rows, &seen, &inFiles) }
        if refunds.count > 1 { mergeRoundedTimes(in: zone) }
    }

    /// How exactly a time is written, as far as it shows; a spreadsheet leaves the seconds out, and a sheet of one's own the hour.
    private enum Precision: Int {
        case day, minute, second

        init(_ time: Int64, in zone: ZoneOffsets) {
            if CivilTime.day(of: time, in: zone) != CivilTime.day(of: time - 1, in: zone) { self = .day } else { self = time % 60 == 0 ? .minute : .second }
        }

        /// Whether a time can be another one, written so.
        func covers(_ time: Int64, _ exact: Int64, in zone: ZoneOffsets) -> Bool {
            switch self {
            case .day: CivilTime.day(of: time, in: zone) == CivilTime.day(of: exact, in: zone)
            case .minute: (0..<60).contains(exact - time)
            case .second: false
            }
        }
    }

    /// A refund of one file is that of another where it has its amount, and its time but for what was left out of it.
    private mutating func mergeRoundedTimes(in zone: ZoneOffsets) {
        func precision(_ refund: Refund) -> Int { refund.time.map { Precision($0, in: zone).rawValue } ?? -1 }
        var kept: [Refund] = []
        for refund in refunds.sorted(by: { (precision($0), $0.time ?? 0) > (precision($1), $1.time ?? 0) }) {
            let same = kept.firstIndex { exact in
                guard let time = refund.time, let other = exact.time else { return false }
                return precision(exact) > precision(refund) && Precision(time, in: zone).covers(time, other, in: zone) && exact.amount == refund.amount
                    && exact.currency == refund.currency && exact.isOfGoods == refund.isOfGoods && exact.files.isDisjoint(with: refund.files)
            }
            if let same {
                kept[same].files.formUnion(refund.files)
                kept[same].repeats = max(kept[same].repeats, refund.repeats)
            } else {
                kept.append(refund)
            }
        }
        refunds = kept
    }

    /// - Parameters:
    ///   - seen: what tells the refunds apart.
    ///   - inFiles: of refunds without a number, how many rows each file holds.
    private mutating func add(_ row: Int, _ rows: StageRows, _ seen: inout ByteTable, _ inFiles: inout [[UInt8]: Int]) {
        let amounts = columns.amounts(rows, row)
        let (revenue, refund) = (amounts.revenue, amounts.refund)
        let isRefunded = isRefunded(row, rows)
        guard columns.takesBack(rows, row, isRefunded: isRefunded) else {
            hasNoSale = false
            if isRefunded, (refund ?? 0) <= 0 { isWhole = true }
            return
        }
        let isOfGoods = (refund ?? 0) <= 0 && revenue != nil
        let amount = (refund ?? 0) > 0 ? refund : revenue.map { $0 == .min ? .max : abs($0) }
        guard let amount, amount > 0 else {
            if isRefunded { isWhole = true }
            return
        }
        // A refund's own number tells refunds apart; without one its time and amount do.
        var key: [UInt8] = []
        let hasID = !rows.isMissing(row, columns.refundID)
        let time = rows.isMissing(row, columns.refundedAt) ? columns.orderedAt : columns.refundedAt
        for column in hasID ? [columns.refundID] : [time, columns.currency] {
            rows.appendSpelling(row, column, to: &key)
            key.append(Shards.separator)
        }
        if !hasID { Canonical.append(money: amount, to: &key) }
        let number = seen.insert(key.span)
        let next = Refund(
            amount: amount, currency: Array(rows.bytes[rows.range(row, columns.currency)]), isOfGoods: isOfGoods)
        if number == refunds.count {
            refunds.append(next)
        } else if Self.isGreater(next, than: refunds[number]) {
            // Rows of one refund that differ: the greatest, whichever stands first.
            (refunds[number].amount, refunds[number].currency, refunds[number].isOfGoods) = (next.amount, next.currency, next.isOfGoods)
        }
        if hasID {
            let file = Array(rows.bytes[rows.range(row, columns.input)]) + [Shards.separator] + next.currency
            refunds[number].amountsOfFile[file, default: []].insert(amount)
        }
        guard !hasID else { return }
        refunds[number].time = rows.number(row, time)
        refunds[number].files.insert(Array(rows.bytes[rows.range(row, columns.input)]))
        // Two exports that overlap hold a refund twice; one export has no reason to.
        key.append(Shards.separator)
        rows.appendSpelling(row, columns.input, to: &key)
        let more = inFiles[key, default: 0]
        inFiles[key] = more + 1
        refunds[number].repeats = max(refunds[number].repeats, more)
    }

    private func isRefunded(_ row: Int, _ rows: StageRows) -> Bool {
        let bytes = rows.bytes.span
        return statuses.status(bytes.extracting(rows.range(row, columns.status))) == .refunded
    }
}

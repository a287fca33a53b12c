internal import ExportFormats
internal import SocialData
internal import TextValues

/// What the amounts of orders prove of each other, whatever their headers say.
struct OrderArithmetic {
    /// The column of goods is before discounts: what is paid in the end is less by them, row by row. How a format file takes them off.
    private(set) var discounts: (key: String, column: ColumnFacts)?
    /// The totals prove that the column of goods is behind discounts.
    private(set) var areGoodsAfterDiscounts = false
    /// Some row has a discount, and how a format file takes them off.
    private(set) var anyDiscount: (key: String, column: ColumnFacts)?
    /// A column of sales from which refunds are not taken yet, where that of goods is after them; the refunds; and the discounts that are
    /// still to be taken off it, where it is before those, too.
    private(set) var beforeRefunds: (sales: ColumnFacts, refunds: ColumnFacts, discounts: (key: String, column: ColumnFacts)?)?
    /// Rows whose total is less than the goods, which nothing here takes off.
    private(set) var rowsBelowGoods = 0
    /// The total is what remains after refunds, not what was paid.
    private(set) var isTotalAfterRefunds = false

    /// - Parameter taken: columns by the canonical column that they were taken for.
    init(_ table: DraftTable, taken: [String: ColumnFacts]) {
        guard let goods = taken["revenue"], goods.nth == nil else { return }
        let columns = table.columns.filter { WantedKind.amount.fits($0) && $0.nth == nil }
        // One style reads all of a file's numbers; which one does not matter for what holds in all rows.
        for style in NumberStyle.all {
            var amounts: [Int: [Int64?]] = [:]
            for facts in columns { amounts[facts.position] = table.rows.map { Self.amount(table.cell($0, facts), style) } }
            let rows = table.rows.indices
            func values(_ column: String) -> [Int64?]? { taken[column].flatMap { $0.nth == nil ? amounts[$0.position] : nil } }
            guard let sold = amounts[goods.position] else { return }
            if let discount = taken["discount"], let off = values("discount") {
                if anyDiscount == nil, off.contains(where: { $0 ?? 0 != 0 }) { anyDiscount = (Self.key(off), discount) }
                if let total = values("total") {
                    let (tax, shipping) = (values("tax"), values("shipping"))
                    /// Whether the goods, less what is taken off them, make up the totals.
                    func makeUp(_ takenOff: (Int) -> Int64) -> Bool {
                        Self.isProved(rows, where: { off[$0] ?? 0 != 0 }, by: { row in
                            guard let sold = sold[row], let total = total[row] else { return nil }
                            let paid = sold - takenOff(row) + (shipping?[row] ?? 0)
                            return abs(total - paid) <= Self.cent || abs(total - paid - (tax?[row] ?? 0)) <= Self.cent
                        })
                    }
                    if discounts == nil, makeUp({ abs(off[$0] ?? 0) }) { discounts = (Self.key(off), discount) }
                    areGoodsAfterDiscounts = areGoodsAfterDiscounts || makeUp { _ in 0 }
                }
            }
            if let total = values("total") {
                let below = rows.count { row in
                    guard let sold = sold[row], let total = total[row], total > 0 else { return false }
                    return total + Self.cent < sold
                }
                rowsBelowGoods = max(rowsBelowGoods, below)
            }
            // By its name alone `Returns` may count pieces: here amounts prove what it is.
            guard let refunds = taken["refund"] ?? columns.first(where: { facts in
                facts.position != goods.position && !taken.contains { $0.value.position == facts.position } && StatusWords.namesRefunds(facts.name)
            }), refunds.nth == nil, let back = amounts[refunds.position] else { continue }
            let isTelling = { (row: Int) in back[row] ?? 0 != 0 }
            // What is called a total may be the sales, where nothing else is part of one.
            let mayBeTotal = taken["tax"] == nil && taken["shipping"] == nil
            let free = columns.filter { facts in
                !taken.contains { $0.value.position == facts.position && !($0.key == "total" && mayBeTotal) } && facts.position != goods.position && facts.position != refunds.position
            }
            /// A column that is the goods again, with refunds added and, of some, discounts.
            func sales(with off: [Int64?]?) -> ColumnFacts? {
                free.first { facts in
                    guard let gross = amounts[facts.position] else { return false }
                    return Self.isProved(rows, where: isTelling, by: { row in
                        guard let sold = sold[row], let gross = gross[row] else { return nil }
                        return abs(gross - abs(off?[row] ?? 0) - abs(back[row] ?? 0) - sold) <= Self.cent
                    })
                }
            }
            if beforeRefunds == nil {
                if let found = sales(with: nil) {
                    beforeRefunds = (found, refunds, nil)
                } else if let discount = taken["discount"], let off = values("discount"), let found = sales(with: off) {
                    beforeRefunds = (found, refunds, (Self.key(off), discount))
                }
            }
            if taken["refund"] != nil || beforeRefunds != nil, let total = values("total") {
                let (tax, shipping) = (values("tax"), values("shipping"))
                // Goods that are after refunds make up such a total as they stand.
                let areAfter = beforeRefunds != nil
                let isAfter = Self.isProved(rows, where: isTelling, by: { row in
                    guard let sold = sold[row], let total = total[row] else { return nil }
                    let left = sold + (shipping?[row] ?? 0) - (areAfter ? 0 : abs(back[row] ?? 0))
                    return abs(total - left) <= Self.cent || abs(total - left - (tax?[row] ?? 0)) <= Self.cent
                })
                isTotalAfterRefunds = isTotalAfterRefunds || isAfter
            }
        }
    }

    /// How a format file takes discounts off: some exports write them with a minus.
    private static func key(_ discounts: [Int64?]) -> String { discounts.contains { ($0 ?? 0) < 0 } ? "add" : "minus" }

    /// Of so many rows one may be an exception: a tip, a rounded sum.
    private static let rowsOfException = 20

    /// Whether something holds in the rows that say it, but for one in twenty, and some row could have shown the contrary.
    private static func isProved(_ rows: Range<Int>, where isTelling: (Int) -> Bool, by holds: (Int) -> Bool?) -> Bool {
        var (held, proofs, exceptions, contraries) = (0, 0, 0, 0)
        for row in rows {
            guard let isSo = holds(row) else { continue }
            let tells = isTelling(row)
            if isSo {
                held += 1
                proofs += tells ? 1 : 0
            } else {
                exceptions += 1
                contraries += tells ? 1 : 0
            }
        }
        return proofs > 0 && exceptions * rowsOfException <= held && 2 * contraries * rowsOfException <= held + proofs
    }

    /// In 1/10,000.
    private static let cent: Int64 = 100

    private static func amount(_ text: String, _ style: NumberStyle) -> Int64? {
        let bytes = Array(text.utf8)
        let amount = MoneyText.parse(bytes.span, style: style, symbols: .common, words: .usual).value
        // Sums of them stay in range.
        return amount.flatMap { $0.magnitude < 1 << 60 ? $0 : nil }
    }
}

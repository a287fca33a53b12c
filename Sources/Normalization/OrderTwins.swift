internal import SocialData
internal import StageFiles
internal import TextValues

/// What the rows of one order number say about the shops and files they come from.
struct OrderTwins: Sendable {
    let columns: OrderColumns
    let statuses: OrderStatuses
    let sources: InputSources

    /// - Returns: how many rows of the order one file holds beside one that they equal, at most.
    func add(_ group: [Int], _ identity: String, _ rows: StageRows, _ totals: inout OrderTotals) -> Int {
        let sales = self.sales(group, rows)
        addMergedStores(sales, identity, rows, &totals)
        linkSources(group, rows, &totals)
        return equalRows(sales, rows)
    }

    /// Two sales under one order number at two times or in two currencies: two shops under one name (Methods 1.6). What
    /// only takes back belongs to its order whatever its time.
    private func addMergedStores(
        _ sales: [Int], _ identity: String, _ rows: StageRows, _ totals: inout OrderTotals
    ) {
        guard sales.count > 1 else { return }
        for column in [columns.orderedAt, columns.currency] {
            var first: Int?
            for row in sales where !rows.isMissing(row, column) {
                guard let known = first else {
                    first = row
                    continue
                }
                let order = rows.compare(column, known, row)
                guard order != 0 else { continue }
                return totals.addMergedStores(identity, inputs: sales.map { rows.text($0, columns.input) })
            }
        }
        addChangesOfStatus(sales, rows, &totals)
        // A later export of one shop can say another amount, and so can another shop with the same numbers.
        let amounts = Set(sales.compactMap { rows.number($0, columns.revenue).map { Int128($0) } })
        let codes = Set(sales.map { rows.text($0, columns.promoCode) }.filter { !$0.isEmpty })
        guard amounts.count > 1 || codes.count > 1, let most = amounts.max() else { return }
        totals.addOtherAmounts(amounts.count > 1 ? amounts.reduce(-most, +) : most)
    }

    /// Rows that are equal in everything. Exports that overlap hold an order twice; one file has no reason to, unless its rows are lines of
    /// orders.
    private func equalRows(_ sales: [Int], _ rows: StageRows) -> Int {
        guard sales.count > 1 else { return 0 }
        var most = 0
        for file in Dictionary(grouping: sales, by: { rows.spelling($0, columns.input) }).values where file.count > 1 {
            var left = file[...]
            while let row = left.popFirst() {
                let isEqual = { (other: Int) in (0..<columns.input).allSatisfy { rows.compare($0, row, other) == 0 } }
                most = max(most, left.count(where: isEqual))
                left.removeAll(where: isEqual)
            }
        }
        return most
    }

    /// Exports of different days: the order was cancelled between them, or its payment failed before or after.
    private func addChangesOfStatus(_ sales: [Int], _ rows: StageRows, _ totals: inout OrderTotals) {
        let statuses = sales.map { self.statuses.status(rows.bytes.span.extracting(rows.range($0, columns.status))) }
        let most = sales.compactMap { rows.number($0, columns.revenue) }.max().map { Int128($0) }
        if statuses.contains(where: \.isEnd) {
            if !statuses.allSatisfy(\.isEnd) { totals.addCancelledLater(most) }
        } else if statuses.contains(.failed), !statuses.allSatisfy({ $0 == .failed }) {
            totals.addFailedOnce(most)
        }
    }

    /// The rows that sell. A refunded one that names no refund may be the refund of a sale beside it: dated after it, under its codes
    /// or none, in its currency and of no more than its amount.
    private func sales(_ group: [Int], _ rows: StageRows) -> [Int] {
        let bytes = rows.bytes.span
        var sales: [Int] = []
        var open: [Int] = []
        for row in group {
            let isRefunded = statuses.status(bytes.extracting(rows.range(row, columns.status))) == .refunded
            if columns.takesBack(rows, row, isRefunded: isRefunded) { continue }
            let amounts = columns.amounts(rows, row)
            if isRefunded, amounts.total == nil, (amounts.refund ?? 0) == 0 { open.append(row) } else { sales.append(row) }
        }
        let certain = sales
        for row in open where !certain.contains(where: { isRefund(row, of: $0, rows) }) { sales.append(row) }
        return sales.sorted()
    }

    private func isRefund(_ row: Int, of sale: Int, _ rows: StageRows) -> Bool {
        func compare(_ column: Int) -> Int {
            rows.compare(column, row, sale)
        }
        let (amounts, sold) = (columns.amounts(rows, row), columns.amounts(rows, sale))
        return compare(columns.orderedAt) > 0 && compare(columns.currency) == 0
            && (amounts.revenue ?? 0) <= max(sold.revenue ?? 0, sold.total ?? 0)
            && (rows.isMissing(row, columns.promoCode) || compare(columns.promoCode) == 0)
    }

    /// Files that hold the same order of one store are one shop's.
    private func linkSources(_ group: [Int], _ rows: StageRows, _ totals: inout OrderTotals) {
        let bytes = rows.bytes.span
        guard let first = group.first else { return }
        for row in group.dropFirst() {
            let (input, other) = (rows.range(first, columns.input), rows.range(row, columns.input))
            guard compareBytes(bytes.extracting(input), bytes.extracting(other)) != 0 else { continue }
            totals.repeated.link(
                store: bytes.extracting(rows.range(first, columns.store)),
                sources.source(ofInput: bytes.extracting(input)).span, sources.source(ofInput: bytes.extracting(other)).span)
        }
    }
}

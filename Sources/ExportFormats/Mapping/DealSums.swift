internal import SocialData

/// What the deals of one file add up to, beside what its own rows of sums say of that: a fee that stands on every line of a deal is more
/// than was paid, and a sum under a word that nobody knows is nobody's fee.
package struct DealSums: Sendable {
    /// A row of sums that says something else than the rows.
    package struct Contradiction: Sendable, Equatable {
        package let line: Int
        package let column: String
        /// In 1/10,000, as `sum`.
        package let said: Int64
        package let sum: Int128
    }

    /// One row's numbers, by column.
    struct Row: Sendable {
        var line: Int
        var values: [Int64?]
        var currency: [UInt8]
    }

    /// Amounts, then followers.
    static let columns = Entity.deals.columns.filter { $0.type == .money }.map(\.name) + ["followers_at_booking"]
    private static let amounts = columns.count - 1

    private var sums = [Int128](repeating: 0, count: columns.count)
    /// The last row that counts.
    private var last: Row?
    private var rows = 0
    private var currencies: Set<[UInt8]> = []
    /// The last row of sums.
    private var total: Row?
    /// Rows of sums.
    package private(set) var totals = 0

    mutating func add(_ row: Row) {
        for (column, value) in row.values.enumerated() { sums[column] += Int128(value ?? 0) }
        rows += 1
        if currencies.count < 2, !row.currency.isEmpty { currencies.insert(row.currency) }
        last = row
    }

    mutating func add(total row: Row) {
        totals += 1
        total = row
    }

    /// Adds what later rows of the file hold.
    mutating func add(_ later: DealSums) {
        for column in sums.indices { sums[column] += later.sums[column] }
        rows += later.rows
        currencies.formUnion(later.currencies)
        totals += later.totals
        (last, total) = (later.last ?? last, later.total ?? total)
    }

    /// Where the one row of sums, at the file's end, says something else; nil where there is none, or where that says nothing: sums of
    /// several kinds, or amounts of several currencies.
    package var contradiction: Contradiction? {
        guard totals == 1, let total, let last, total.line > last.line, rows > 1, currencies.count < 2 else { return nil }
        for column in 0..<Self.amounts {
            guard let said = total.values[column], sums[column] > 0, Int128(said) != sums[column] else { continue }
            return Contradiction(line: total.line, column: Self.columns[column], said: said, sum: sums[column])
        }
        return nil
    }

    /// The line of a last row that holds what all others add up to: three or more, or two whose followers it adds up, too.
    package var possibleTotal: Int? {
        guard totals == 0, let last, rows > 2, currencies.count < 2 else { return nil }
        func isSum(_ column: Int) -> Bool { last.values[column].map { 2 * Int128($0) == sums[column] } ?? false }
        let amounts = (0..<Self.amounts).filter { (last.values[$0] ?? 0) > 0 }
        guard !amounts.isEmpty, amounts.allSatisfy(isSum), rows > 3 || isSum(Self.amounts) else { return nil }
        return last.line
    }
}

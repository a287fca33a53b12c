internal import SocialData
internal import TextValues

/// What the deals of one file add up to, beside what its own rows of sums say of that: a fee that stands on every line of a deal is more
/// than was paid, and a sum under a word that nobody knows is nobody's fee.
package struct DealSums: Sendable {
    /// A row of sums that says something else than the rows.
    package struct Contradiction: Sendable, Equatable {
        /// Of the row of sums.
        package let line: Int
        /// Canonical column of the amount.
        package let column: String
        /// In 1/10,000, as `sum`.
        package let said: Int64
        /// What the rows come to; sums of many do not fit 64 bits.
        package let sum: Int128
    }

    /// One row's numbers, by column.
    private struct Row: Sendable {
        let line: Int
        let values: [Int64?]

        init(_ pass: borrowing EntityPass, _ places: [Int?], record: Int, line: Int) {
            self.line = line
            var values: [Int64?] = []
            for place in places {
                if let place, pass.columns[place].isPresent[record] { values.append(pass.columns[place].numbers[record]) } else { values.append(nil) }
            }
            self.values = values
        }
    }

    /// Amounts, then followers.
    static let columns = Entity.deals.columns.filter { $0.type == .money }.map(\.name) + ["followers_at_booking"]
    private static let amounts = columns.count - 1

    private var sums = [Int128](repeating: 0, count: columns.count)
    /// The last row that counts.
    private var last: Row?
    private var rows = 0
    /// Of the first row that names one.
    private var currency: [UInt8] = []
    private var hasSeveralCurrencies = false
    /// The last row of sums.
    private var total: Row?
    /// Rows of sums.
    package private(set) var totals = 0

    /// Adds a batch's deals.
    ///
    /// - Parameter lines: by record.
    mutating func add(_ pass: borrowing EntityPass, _ program: EntityProgram, lines: [Int]) {
        guard let end = lines.indices.last(where: { pass.isOpen[$0] }) else { return }
        rows += pass.isOpen.count { $0 }
        let places = Self.columns.map { name in program.columns.firstIndex { $0.name == name } }
        last = Row(pass, places, record: end, line: lines[end])
        for (column, place) in places.enumerated() {
            guard let place else { continue }
            let values = pass.columns[place]
            for record in lines.indices where pass.isOpen[record] && values.isPresent[record] { sums[column] += Int128(values.numbers[record]) }
        }
        guard let place = program.columns.firstIndex(where: { $0.type == .currency }) else { return }
        let codes = pass.columns[place]
        var first = currency
        for record in lines.indices where pass.isOpen[record] && codes.isPresent[record] && !hasSeveralCurrencies {
            if first.isEmpty { first = Array(codes.bytes[codes.range(record)]) }
            hasSeveralCurrencies = codes.withText(record) { compareBytes($0, first.span) != 0 }
        }
        currency = first
    }

    /// Adds a batch's rows of sums.
    mutating func add(totals pass: borrowing EntityPass, _ program: EntityProgram, lines: [Int]) {
        guard let end = lines.indices.last else { return }
        totals += lines.count
        total = Row(pass, Self.columns.map { name in program.columns.firstIndex { $0.name == name } }, record: end, line: lines[end])
    }

    /// Adds what later rows of the file hold.
    mutating func add(_ later: DealSums) {
        for column in sums.indices { sums[column] += later.sums[column] }
        rows += later.rows
        hasSeveralCurrencies = hasSeveralCurrencies || later.hasSeveralCurrencies || (!currency.isEmpty && !later.currency.isEmpty && currency != later.currency)
        if currency.isEmpty { currency = later.currency }
        totals += later.totals
        (last, total) = (later.last ?? last, later.total ?? total)
    }

    /// Where the one row of sums, at the file's end, says something else; nil where there is none, or where that says nothing: sums of
    /// several kinds, or amounts of several currencies.
    package var contradiction: Contradiction? {
        guard totals == 1, let total, let last, total.line > last.line, rows > 1, !hasSeveralCurrencies else { return nil }
        for column in 0..<Self.amounts {
            guard let said = total.values[column], sums[column] > 0, Int128(said) != sums[column] else { continue }
            return Contradiction(line: total.line, column: Self.columns[column], said: said, sum: sums[column])
        }
        return nil
    }

    /// The line of a last row that holds what all others add up to: three or more, or two whose followers it adds up, too.
    package var possibleTotal: Int? {
        guard totals == 0, let last, rows > 2, !hasSeveralCurrencies else { return nil }
        func isSum(_ column: Int) -> Bool { last.values[column].map { 2 * Int128($0) == sums[column] } ?? false }
        let amounts = (0..<Self.amounts).filter { (last.values[$0] ?? 0) > 0 }
        guard !amounts.isEmpty, amounts.allSatisfy(isSum), rows > 3 || isSum(Self.amounts) else { return nil }
        return last.line
    }
}

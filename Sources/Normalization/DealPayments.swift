internal import SocialData
internal import StageFiles
internal import TextValues

/// The rows of one deal of which some are payments: those add up.
///
/// A payment with a number of its own counts once, whatever files hold it. Of payments without one, equal rows of one file are
/// different payments. Equal rows of two files are the same payment where they name a day, as two exports of one time hold it;
/// without a day they are different ones, as the sheets of two months. Nobody can know, so both are said.
struct DealPayments {
    /// A deal as its payments make it: its values as one row, and the row that its other values come from.
    struct Merged {
        var values: StageRows
        var source: Int
    }

    private static let unnamed = Array("?".utf8)
    private static let idColumn = DealColumn.dealID.position
    private static let payoutColumn = DealColumn.payoutID.position
    private static let currencyColumn = DealColumn.currency.position
    private static let startColumn = DealColumn.startedAt.position
    private static let components = CostComponent.allCases.map { $0.column.position }

    private let rows: StageRows
    private let order: RowOrder
    /// Payments that count, with how often; ascending by the order.
    private var payments: [(row: Int, times: Int)] = []
    /// The deal's own row.
    private var own: Int?
    /// Two rows of the deal itself differ.
    private(set) var isContradictory = false
    private(set) var doubts = DealDoubts()

    var isEmpty: Bool { payments.isEmpty }

    /// - Parameters:
    ///   - group: rows of one deal id, ascending by `order`.
    ///   - inputs: the file of each row; `origins` by file.
    init(_ group: [Int], rows: StageRows, inputs: [Int32], origins: [InputOrigin?], order: RowOrder) {
        self.rows = rows
        self.order = order
        var named: [[UInt8]: Int] = [:]
        var place = 0
        while place < group.count {
            let row = group[place]
            let payout = Array(rows.bytes[rows.range(row, Self.payoutColumn)])
            if payout.isEmpty {
                isContradictory = isContradictory || own.map { order.contradict(rows, $0, row) } ?? false
                own = row
                place += 1
                continue
            }
            // Equal rows stand together.
            var times: [Int32: Int] = [:]
            var end = place
            while end < group.count, !order.contradict(rows, row, group[end]) {
                times[inputs[group[end]], default: 0] += 1
                end += 1
            }
            if payout == Self.unnamed {
                let isDated = !rows.isMissing(row, Self.startColumn) && !times.keys.contains { origins[Int($0)]?.setsStart == true }
                addUnnamed(row, all: end - place, most: times.values.max() ?? 1, isDated: isDated)
            } else {
                addNamed(payout, row, most: times.values.max() ?? 1, &named)
            }
            place = end
        }
    }

    private mutating func addUnnamed(_ row: Int, all: Int, most: Int, isDated: Bool) {
        payments.append((row, isDated ? most : all))
        guard all > most else { return }
        doubts.add(row, times: all - most, isDated ? .samePayment : .furtherPayment)
    }

    private mutating func addNamed(_ payout: [UInt8], _ row: Int, most: Int, _ named: inout [[UInt8]: Int]) {
        if most > 1 { doubts.add(row, times: most - 1, .sameNumber) }
        if let known = named[payout] {
            doubts.add(payments[known].row, times: 1, .sameNumber)
            payments[known].row = row
        } else {
            named[payout] = payments.count
            payments.append((row, 1))
        }
    }

    /// One deal, or one for each currency that it was paid in.
    ///
    /// - Throws: `amountTooLarge`.
    func deals() throws -> [Merged] {
        var currencies: [[UInt8]] = own.map { [currency($0)] } ?? []
        for payment in payments where !currencies.contains(currency(payment.row)) { currencies.append(currency(payment.row)) }
        if own == nil { currencies.sort { $0.lexicographicallyPrecedes($1) } }
        return try currencies.enumerated().map { try merged($1, isFirst: $0 == 0) }
    }

    private func merged(_ currency: [UInt8], isFirst: Bool) throws -> Merged {
        let parts = payments.filter { self.currency($0.row) == currency }
        let source = (isFirst ? own : nil) ?? first(of: parts.map(\.row))
        var values = StageRows(rows.schema)
        values.append(source, of: rows)
        for column in Self.components {
            var sum: Int128?
            for part in parts {
                guard let amount = rows.number(part.row, column) else { continue }
                sum = (sum ?? 0) + Int128(amount) * Int128(part.times)
            }
            // The deal's own row may state what the payments come to.
            if isFirst, let own, let agreed = rows.number(own, column) {
                sum = max(sum ?? Int128(agreed), Int128(agreed))
            }
            guard let sum else { continue }
            guard let total = Int64(exactly: sum) else {
                throw NormalizationError(
                    .amountTooLarge,
                    "deal \(rows.text(source, Self.idColumn)): its payments in the column \(Entity.deals.columns[column].name) add up to "
                        + "more than \(DealNormalizer.limit); correct them", entity: .deals)
            }
            values.set(0, column, number: total)
        }
        if parts.count > 1 || own != nil { values.clear(0, Self.payoutColumn) }
        if !isFirst {
            let id = rows.spelling(source, Self.idColumn) + Array("/".utf8) + currency
            values.set(0, Self.idColumn, text: id.span)
        }
        return Merged(values: values, source: source)
    }

    /// The payment with which the deal began, undated ones last.
    private func first(of rows: [Int]) -> Int {
        var best = rows[0]
        for row in rows.dropFirst() {
            let (start, other) = (self.rows.text(row, Self.startColumn), self.rows.text(best, Self.startColumn))
            if !start.isEmpty, other.isEmpty || start < other { best = row }
        }
        return best
    }

    private func currency(_ row: Int) -> [UInt8] { Array(rows.bytes[rows.range(row, Self.currencyColumn)]) }
}

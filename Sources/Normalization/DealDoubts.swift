internal import SocialData
internal import StageFiles
internal import TextValues

/// Rows of deals and payments that may have been taken for what they are not: nobody can know, so they are said with their sum.
struct DealDoubts: Sendable {
    enum Kind: Int, Sendable, CaseIterable {
        /// Payments without number and day that stand in several files: each counts.
        case furtherPayment
        /// Payments without number, of one day, that stand in several files: they count once.
        case samePayment
        /// Payments under the number of another: only the greatest counts.
        case sameNumber
        /// Deals without a number of their own and without a day that stand in several files: they count once.
        case sameDeal
        /// Deals of one number whose rows differ: the greatest counts.
        case otherDeal
    }

    /// A row, and how many times it is in doubt.
    struct Doubt: Sendable {
        var kind: Kind
        var row: Int
        var times: Int
    }

    private static let components = CostComponent.allCases.map { $0.column.position }
    private static let currencyColumn = DealColumn.currency.position
    private static let startColumn = DealColumn.startedAt.position

    private(set) var doubts: [Doubt] = []

    mutating func add(_ row: Int, times: Int, _ kind: Kind) { doubts.append(Doubt(kind: kind, row: row, times: times)) }

    mutating func add(_ other: DealDoubts) { doubts += other.doubts }

    /// How many rows, what they cost together in the reporting currency as far as it is known, and the greatest amount.
    func sum(_ kind: Kind, _ rows: StageRows, _ currency: ReportingCurrency) -> (rows: Int, money: Int128?, greatest: Int128) {
        var count = 0
        var money: Int128?
        var greatest: Int128 = 0
        let bytes = rows.bytes.span
        for doubt in doubts where doubt.kind == kind {
            count += doubt.times
            let amount = Self.components.reduce(Int128(0)) {
                $0 + Int128(rows.number(doubt.row, $1) ?? 0)
            }
            let code = bytes.extracting(rows.range(doubt.row, Self.currencyColumn))
            let start = rows.number(doubt.row, Self.startColumn) ?? missingInstant
            guard let paid = Int64(exactly: amount), case .known(let known, _) = currency.convert(paid, currency: code, at: start) else { continue }
            money = (money ?? 0) + Int128(known) * Int128(doubt.times)
            greatest = max(greatest, Int128(known))
        }
        return (count, money, greatest)
    }
}

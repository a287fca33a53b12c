internal import Findings
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
        /// Deals under two numbers in two files, of one creator, day and amount: each counts.
        case twinDeal
        /// Deals under two numbers in two files, of one creator and amount, on different days: each counts.
        case repeatedDeal
        /// Deals of two files, most of which meet one of the other, of one creator and day or campaign, with another amount or
        /// campaign: each counts.
        case restatedDeal
        /// Deals of a file that hold, creator by creator, as much money as those of a file of another kind: each counts.
        case sameTotals
        /// Lines of one file, of one creator, day, campaign and amount, told apart by what was to be posted: each counts.
        case repeatedFee
        /// Deals that a row of another file calls off: they do not count.
        case calledOff
        /// The same of deals that were paid, or a part of them: the payments count.
        case calledOffAndPaid
        /// What was paid of deals in another currency than the first: it counts as a deal of its own, which sells nothing.
        case otherCurrency
        /// Deals of one number whose rows differ: the greatest counts.
        case otherDeal
    }

    /// A row, and how many times it is in doubt.
    struct Doubt: Sendable {
        var kind: Kind
        var row: Int
        var times: Int
    }

    static let amountColumns = CostComponent.allCases.map { $0.column.position }
    private static let currencyColumn = DealColumn.currency.position
    private static let startColumn = DealColumn.startedAt.position

    private(set) var doubts: [Doubt] = []

    mutating func add(_ row: Int, times: Int, _ kind: Kind) { doubts.append(Doubt(kind: kind, row: row, times: times)) }

    mutating func add(_ other: DealDoubts) { doubts += other.doubts }

    /// Rows of a kind.
    func rows(_ kind: Kind) -> Set<Int> { Set(doubts.filter { $0.kind == kind }.map(\.row)) }

    /// The number of the first deal; empty where there is none.
    func firstID(_ kind: Kind, _ rows: StageRows) -> String {
        doubts.first { $0.kind == kind }.map { rows.text($0.row, DealColumn.dealID.position) } ?? ""
    }

    /// How many rows, what they cost together in the reporting currency as far as it is known, and the greatest amount.
    func sum(_ kind: Kind, _ rows: StageRows, _ currency: ReportingCurrency) -> (rows: Int, money: Int128?, greatest: Int128) {
        var count = 0
        var money: Int128?
        var greatest: Int128 = 0
        let bytes = rows.bytes.span
        for doubt in doubts where doubt.kind == kind {
            count += doubt.times
            let amount = Self.amountColumns.reduce(Int128(0)) {
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

extension DealDoubts.Kind {
    /// Whether deals are in doubt; else payments are.
    var isOfDeals: Bool {
        switch self {
        case .furtherPayment, .samePayment, .sameNumber: false
        case .sameDeal, .twinDeal, .repeatedDeal, .restatedDeal, .sameTotals, .repeatedFee, .calledOff, .calledOffAndPaid, .otherCurrency, .otherDeal: true
        }
    }

    /// A cost that stands in the right tier, beside its sales, changes no answer.
    var weight: Loss.Weight { self == .otherCurrency ? .noted : .important }

    /// What is said of one and of several of them, without their number, and what to do.
    ///
    /// - Parameter most: the greatest amount, in parentheses, or nothing.
    func words(_ most: String) -> (one: String, several: String, remedy: String) {
        switch self {
        case .furtherPayment:
            (
                "payment\(most) without number and day stands in several files and counts in each",
                "payments\(most) without number and day stand in several files and count in each",
                "right for sheets of two months; if one sheet goes on where the other ended, leave the older out, or give payments a `payout_id`"
            )
        case .samePayment:
            (
                "payment\(most) without a number stands for the same day in another file too and counts once",
                "payments\(most) without a number stand for the same day in another file too and count once",
                "right for two exports of one time; if they are several payments, give each a `payout_id`"
            )
        case .sameNumber:
            (
                "payment\(most) has the number of another and does not count: of one number the greatest does",
                "payments\(most) have the number of another and do not count: of one number the greatest does",
                "if an invoice was paid in parts, give each payment its own `payout_id`"
            )
        case .twinDeal:
            (
                "deal\(most) has the creator, day and amount of another one in another file, under another number, and counts beside it",
                "deals\(most) have the creator, day and amount of others in other files, under other numbers, and count beside them",
                "if two files hold one deal, give it the same `deal_id` in both, or leave one of them out"
            )
        case .repeatedDeal:
            (
                "deal\(most) has the creator and amount of another one in another file, on another day and under no other campaign, and counts beside it",
                "deals\(most) have the creator and amount of others in other files, on other days and under no other campaign, and count beside them",
                "right for a retainer or instalments; if two files hold one deal, give it the same `deal_id` in both, or leave one of them out"
            )
        case .restatedDeal:
            (
                "deal\(most) has the creator, and the day or the campaign, of another one in another file, with another amount or campaign, and counts beside it",
                "deals\(most) have the creator, and the day or the campaign, of others in other files, with other amounts or campaigns, and count beside them",
                "if one file states the deals of the other anew, with tax or a fee that changed, leave it out, or give each deal the same `deal_id` in both"
            )
        case .sameTotals:
            (
                "deal\(most) of one file adds up to what another file holds for its creator, or that with tax, and counts beside it",
                "deals\(most) of one file add up, creator by creator, to what another file holds, or that with tax, and count beside it",
                "if one file lists what was paid of the other's deals, leave it out, or give each payment the deal's `deal_id` and a `payout_id`; right where both were agreed"
            )
        case .repeatedFee:
            (
                "deal\(most) has the creator, day, campaign and amount of another line of its file, and counts beside it",
                "deals\(most) have the creator, day, campaign and amount of other lines of their files, and count beside them",
                "right where each line was paid for; if one amount was agreed for several lines, leave it on one of them"
            )
        case .calledOff:
            (
                "deal\(most) stands in one file and is called off in another, so it does not count",
                "deals\(most) stand in one file and are called off in another, so they do not count",
                "nothing to do if that was the end of it; else leave out the export that calls it off"
            )
        case .calledOffAndPaid:
            (
                "deal\(most) is called off in one file, and its payments in another count",
                "deals\(most) are called off in one file, and their payments in another count",
                "leave out payments that came back"
            )
        case .otherCurrency:
            (
                "deal\(most) is what was paid of another one in a further currency, and counts beside it",
                "deals\(most) are what was paid of others in further currencies, and count beside them",
                "nothing to do for returns of creators and tiers; to make one deal of them, write all payments in one currency"
            )
        case .sameDeal, .otherDeal:
            (
                "deal\(most) without a day and a number of its own stands in another file too and counts once",
                "deals\(most) without a day and a number of their own stand in another file too and count once",
                "right for later versions of one list; if they are other deals, give the lists a column of campaigns or dates"
            )
        }
    }
}

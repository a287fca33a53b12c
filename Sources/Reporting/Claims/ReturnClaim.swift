internal import Findings
internal import SocialData

struct ReturnClaim: ClaimText {
    let name = ClaimName.return
    let statement = "Smaller communities drive higher ROI"
    let question = "Net revenue over cost, raw and like for like, shown as ROI; the same without the top creator, and of the first 30 days."
    let terms = ["roas", "roi", "pooled", "hull", "adjusted", "without_top_creator", "first_days", "tipping", "unrecorded_cost", "stability", "mde", "holm"]
    let example =
        "Returns of 1.43 and 1.09: the difference is `1.43 − 1.09 = 0.34`, and with a margin of 55% `0.55 · 0.34 = 0.187` in ROI."

    let noDifference: NoDifference? = .difference(of: 0)
    let details = DetailsPlace(table: "return-contrast", section: "money")

    func claimed(_ words: ClaimWords) -> String {
        say("\(Wording.capitalised(words.a)) creators return more \(Wording.per(words.definition.currency))")
    }

    /// In ROI: what a unit of money brings more, after the cost of goods; less of it with its limits turned round.
    func line(_ row: ClaimRow, _ words: ClaimWords) -> String {
        let currency = words.definition.currency
        let isLess = (row.estimate ?? 0) < 0
        let quantity =
            isLess
            ? Format.quantity(row.estimate.map { -$0 }, low: row.high.map { -$0 }, high: row.low.map { -$0 }, kind: .money, border: 0)
            : Format.quantity(row.estimate, low: row.low, high: row.high, kind: .money, border: 0)
        let amount = Format.currency(quantity.value, currency)
        let interval = quantity.interval(in: currency).map { " (\($0))" } ?? ""
        let unit = Wording.per(currency)
        let line = isLess ? say("\(amount) less \(unit) than \(words.b)\(interval)") : say("\(amount) more \(unit) than \(words.b)\(interval)")
        return words.index.headlineBasis(.returnOnSpend) == .adjusted ? say("\(line), like for like") : line
    }

    func subject(_ row: ClaimRow) -> String {
        switch row.question {
        case .withoutTopCreator: say("Without the top creator of each tier")
        case .first30Days: say("With orders of the first 30 days only")
        default: Wording.metric(row.metric)
        }
    }

    func sentence(_ row: ClaimRow, _ words: ClaimWords) -> String {
        let points = Format.points(row.estimate, row.low, row.high)
        return say("\(subject(row)): the ROI of \(words.a) minus that of \(words.b) is \(Format.signed(points.value, row.estimate)) percentage points \(words.evidence(points, row)).")
    }

    func opening(_ index: FindingsIndex) -> Answer? { MoneyAnswer.answer(index) }

    func cautions(_ index: FindingsIndex) -> [String] { Caution(index, MetricName.returnOnSpend)?.words ?? [] }
}

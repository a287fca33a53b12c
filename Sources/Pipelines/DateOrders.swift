internal import Findings

/// Files of one kind whose dates are written in two ways: where one shows its order and another does not, the other may have the same.
struct DateOrders {
    /// Of what it says, so that a later run with other files can say it anew.
    private static let column = "dates"

    /// By format and order, the first file by its name that shows it.
    private var shown: [String: [Bool: String]] = [:]

    init(_ entries: [LedgerEntry]) {
        for entry in entries {
            guard let dates = entry.summary.dates, dates.isShown, entry.summary.refused == nil else { continue }
            let name = entry.summary.name
            let first = shown[entry.summary.format]?[dates.isDayFirst]
            shown[entry.summary.format, default: [:]][dates.isDayFirst] = min(first ?? name, name)
        }
    }

    /// Says it, or no longer.
    func update(_ summary: inout InputSummary) {
        summary.losses.removeAll { $0.kind == .answerMissing && $0.column == Self.column }
        guard let dates = summary.dates, !dates.isShown, summary.accepted > 0, let other = shown[summary.format]?[!dates.isDayFirst] else { return }
        let (read, shown) = dates.isDayFirst ? ("day", "month") : ("month", "day")
        summary.losses.append(
            Loss(
                .answerMissing, .important, source: summary.name, column: Self.column,
                what: "its dates are read \(read) first, as this export writes them, but \(other) of the same kind has the \(shown) first, so they may be wrong",
                count: summary.accepted, unit: .rows, remedy: "say in the source which it is: `set: {dates: day_first}` or `set: {dates: month_first}`"))
    }
}

internal import Findings

/// What the chart of returns says of the asked pair, in a sentence. Nothing is claimed of a tier whose interval holds break-even.
struct PayoffMessage {
    /// What a tier's interval says.
    private enum Outcome { case gained, lost, open, unknown }

    private let a: (name: String, outcome: Outcome, loss: String)
    private let b: (name: String, outcome: Outcome, loss: String)
    /// Whether what the goods cost is in the return.
    private let hasMargin: Bool

    init(_ index: FindingsIndex) {
        func side(_ tier: String) -> (String, Outcome, String) {
            let name = Visible.text(tier, limit: Self.longestName)
            guard let row = index.money(tier: tier), let roi = row.roi, let low = row.roiLow, let high = row.roiHigh else {
                return (name, .unknown, "")
            }
            return (name, low > 0 ? .gained : high < 0 ? .lost : .open, Format.share(roi.magnitude))
        }
        a = side(index.definition.tierA)
        b = side(index.definition.tierB)
        hasMargin = index.definition.margin != 1
    }

    private static let longestName = 32

    var text: String { Wording.capitalised(hasMargin ? profit : revenue) }

    /// With what the goods cost.
    private var profit: String {
        let (one, other) = (a.name, b.name)
        return switch (a.outcome, b.outcome) {
        case (.gained, .gained): say("\(one) and \(other) both paid for themselves")
        case (.gained, .lost): say("\(one) paid for itself; \(other) lost \(b.loss) of what it cost")
        case (.lost, .gained): say("\(other) paid for itself; \(one) lost \(a.loss) of what it cost")
        case (.lost, .lost): say("\(one) lost \(a.loss) of what it cost, \(other) \(b.loss)")
        case (.gained, .open): say("\(one) paid for itself; for \(other) it is open")
        case (.open, .gained): say("\(other) paid for itself; for \(one) it is open")
        case (.lost, .open): say("\(one) lost \(a.loss) of what it cost; whether \(other) paid for itself is open")
        case (.open, .lost): say("\(other) lost \(b.loss) of what it cost; whether \(one) paid for itself is open")
        case (.open, .open): say("Neither \(one) nor \(other) surely paid for itself")
        case (.gained, .unknown): say("\(one) paid for itself; for \(other) it is unknown")
        case (.unknown, .gained): say("\(other) paid for itself; for \(one) it is unknown")
        case (.lost, .unknown): say("\(one) lost \(a.loss) of what it cost; for \(other) it is unknown")
        case (.unknown, .lost): say("\(other) lost \(b.loss) of what it cost; for \(one) it is unknown")
        case (.open, .unknown), (.unknown, .open), (.unknown, .unknown): say("Whether \(one) or \(other) paid for itself is open")
        }
    }

    /// Without it: sales may cover the cost, and nobody has earned yet.
    private var revenue: String {
        let (one, other) = (a.name, b.name)
        return switch (a.outcome, b.outcome) {
        case (.gained, .gained): say("sales covered the cost of \(one) and of \(other)")
        case (.gained, .lost): say("sales covered the cost of \(one); for \(other) they fell \(b.loss) short")
        case (.lost, .gained): say("sales covered the cost of \(other); for \(one) they fell \(a.loss) short")
        case (.lost, .lost): say("sales fell \(a.loss) short of the cost of \(one), \(b.loss) of that of \(other)")
        case (.gained, .open): say("sales covered the cost of \(one); for \(other) it is open")
        case (.open, .gained): say("sales covered the cost of \(other); for \(one) it is open")
        case (.lost, .open): say("sales fell \(a.loss) short of the cost of \(one); for \(other) it is open")
        case (.open, .lost): say("sales fell \(b.loss) short of the cost of \(other); for \(one) it is open")
        case (.open, .open): say("Neither for \(one) nor for \(other) did sales surely cover the cost")
        case (.gained, .unknown): say("sales covered the cost of \(one); for \(other) it is unknown")
        case (.unknown, .gained): say("sales covered the cost of \(other); for \(one) it is unknown")
        case (.lost, .unknown): say("sales fell \(a.loss) short of the cost of \(one); for \(other) it is unknown")
        case (.unknown, .lost): say("sales fell \(b.loss) short of the cost of \(other); for \(one) it is unknown")
        case (.open, .unknown), (.unknown, .open), (.unknown, .unknown): say("Whether sales covered the cost of \(one) or \(other) is open")
        }
    }
}

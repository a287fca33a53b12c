package import SocialData

/// A headline's answer in one view of it, a row of `tables/robustness.csv` (Methods 24, 25.1, 25.2).
package struct RobustnessRow: Codable, Sendable, Equatable {
    /// What is asked of the answer.
    package enum View: String, Codable, Sendable {
        /// One look.
        case once
        /// The interval and p that hold at all looks together.
        case repeated
        /// How unequally codes and links may catch the tiers' sales before it turns.
        case attribution
        /// How much cost per deal that nobody recorded ends the lead.
        case unrecordedCost = "unrecorded_cost"

        /// The view that a verdict looked at so often rests on.
        package init(_ looks: Definition.Looks) {
            self =
                switch looks {
                case .once: .once
                case .repeated: .repeated
                }
        }
    }

    /// Why a row lacks a number.
    package enum Gap: String, Codable, Sendable {
        /// A tier has no deal that counts.
        case deals
        /// No order is credited to a deal that counts.
        case orders
        /// A tier has one creator, or all creators are alike.
        case notEstimable = "not_estimable"
        /// No cost per deal makes both tiers return the same.
        case neverEqual = "never_equal"
        /// The lead is still clear where the search for a cost ends.
        case staysClear = "stays_clear"
    }

    /// Values of `c`, the share of B's sales that is credited over the same share of A's.
    package struct Attribution: Codable, Sendable, Equatable {
        /// Both return the same.
        package var tipping: Double
        /// A's lead is clear above.
        package var aClearAbove: Double
        /// B's lead is clear below.
        package var bClearBelow: Double

        /// All three are positive.
        package init(tipping: Double, aClearAbove: Double, bClearBelow: Double) {
            self.tipping = tipping
            self.aClearAbove = aClearAbove
            self.bClearBelow = bClearBelow
        }
    }

    /// Costs per deal in 1/10,000 of the reporting currency.
    package struct UnrecordedCost: Codable, Sendable, Equatable {
        /// The tier that returns more without it.
        package var leader: String
        /// Its lead is no longer clear.
        package var unclear: ExactTotal?
        /// Both return the same.
        package var equal: ExactTotal?

        /// Costs are nil where none ends the lead, or makes both tiers equal.
        package init(leader: String, unclear: ExactTotal?, equal: ExactTotal?) {
            self.leader = leader
            self.unclear = unclear
            self.equal = equal
        }
    }

    /// Of the headline.
    package var metric: MetricName
    /// Name of the lower tier of the pair.
    package var a: String
    /// Name of the higher one.
    package var b: String
    /// Which of the numbers below the row has.
    package var view: View
    /// How `estimate` and its limits are to be read.
    package var scale: EffectScale
    /// A relative to B; with its limits and p of the views of looks.
    package var estimate: Double?
    /// Limits of the view: of one look, or of all looks together.
    package var low: Double?
    package var high: Double?
    /// On the log scale: `e^estimate` and its limits.
    package var ratio: Double?
    /// `e^low` and `e^high`.
    package var ratioLow: Double?
    package var ratioHigh: Double?
    /// Of the view; two-sided, not adjusted.
    package var p: Double?
    /// Whether the interval holds no difference; nil without one.
    package var includesNoDifference: Bool?
    /// Of the view `attribution` alone.
    package var attribution: Attribution?
    /// Of the view `unrecorded_cost` alone.
    package var unrecordedCost: UnrecordedCost?
    /// Why numbers are absent that the view should have.
    package var gaps: [Gap] = []

    /// Without numbers; they depend on the view.
    package init(metric: MetricName, a: String, b: String, view: View, scale: EffectScale) {
        self.metric = metric
        self.a = a
        self.b = b
        self.view = view
        self.scale = scale
    }
}

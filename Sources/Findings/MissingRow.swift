package import SocialData

/// What one tier lacks of a headline's units, and how much the headline could move for what both lack: a row of
/// `tables/missing.csv` (Methods 28).
package struct MissingRow: Codable, Sendable, Equatable {
    /// Of the headline.
    package var metric: MetricName
    /// What of a unit is missing.
    package var part: MissingPart
    /// Name of the lower tier of the pair.
    package var a: String
    /// Name of the higher one.
    package var b: String
    /// The one of the two that the counts of this row are of.
    package var tier: String
    /// What is counted.
    package var unit: CountedUnit
    /// Units of the tier, those that lack something included.
    package var units: Int
    /// Units that lack it.
    package var missing: Int
    /// nil without units.
    package var share: Double?
    /// Whether the two tiers' shares are uneven: the note `uneven_missing`.
    package var isUneven: Bool
    /// Of the tier, from the units that are there; nil where there are none.
    package var value: Double?
    /// Of the values of single units; with `value`.
    package var lowerQuartile: Double?
    package var upperQuartile: Double?
    /// How `low` and `high` are to be read.
    package var scale: EffectScale
    /// The headline, A relative to B, if every missing unit of A were at A's lower quartile and of B at B's upper; and the other
    /// way round. On the log scale logarithms, with the ratios beside them.
    package var low: Double?
    package var high: Double?
    /// `e^low` and `e^high` on the log scale, else nil.
    package var ratioLow: Double?
    package var ratioHigh: Double?
    /// Why there are no bounds; nil where there are.
    package var whyEmpty: EmptyReason?

    package init(
        metric: MetricName, part: MissingPart, a: String, b: String, tier: String, unit: CountedUnit, units: Int, missing: Int,
        share: Double?, isUneven: Bool, value: Double?, lowerQuartile: Double?, upperQuartile: Double?, scale: EffectScale,
        low: Double?, high: Double?, ratioLow: Double?, ratioHigh: Double?, whyEmpty: EmptyReason?
    ) {
        self.metric = metric
        self.part = part
        self.a = a
        self.b = b
        self.tier = tier
        self.unit = unit
        self.units = units
        self.missing = missing
        self.share = share
        self.isUneven = isUneven
        self.value = value
        self.lowerQuartile = lowerQuartile
        self.upperQuartile = upperQuartile
        self.scale = scale
        self.low = low
        self.high = high
        self.ratioLow = ratioLow
        self.ratioHigh = ratioHigh
        self.whyEmpty = whyEmpty
    }
}

/// What a unit lacks.
package enum MissingPart: String, PublishedWord {
    /// A number that the metric is made of: counts or followers of a post; cost, currency, rate, start or creator of a deal.
    case numbers
    /// An order: nothing was sold, or nobody wrote it down.
    case orders
}

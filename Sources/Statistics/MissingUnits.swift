import RealModule

/// What is missing unevenly between two tiers, and how much the headline could move for it (Methods 28).
package enum MissingUnits {
    /// One tier's side.
    package struct Tier: Sendable, Equatable {
        /// The headline's value: a rate, or ROAS.
        package let value: Double
        /// Share of the tier's units, posts or deals, that are missing.
        package let missingShare: Double
        /// Quartiles of the values of the units that are there.
        package let lowerQuartile: Double
        package let upperQuartile: Double

        /// The share is from 0 to 1; the other numbers are on the scale of the headline's values.
        package init(value: Double, missingShare: Double, lowerQuartile: Double, upperQuartile: Double) {
            self.value = value
            self.missingShare = missingShare
            self.lowerQuartile = lowerQuartile
            self.upperQuartile = upperQuartile
        }
    }

    /// `uneven_missing`: more than a fifth of a tier is missing, or the tiers differ by more than 10 points.
    package static func isUneven(_ shareA: Double, _ shareB: Double) -> Bool {
        max(shareA, shareB) > 0.20 || differ(shareA, shareB)
    }

    /// By more than 10 points, and not by the rounding of the shares: 4 of 10 and 3 of 10 do not.
    package static func differ(_ shareA: Double, _ shareB: Double) -> Bool { abs(shareA - shareB) > 0.10 + 1e-12 }

    /// The headline, A relative to B, if every missing unit of A were at A's lower quartile and of B at B's upper, and the other way
    /// round; on the contrast's scale. Missing units count like the others of their tier: with `s` missing the tier is at
    /// `(1 − s)·value + s·quartile`, for the log scale of the logarithms.
    ///
    /// `nil` where the log scale has a value or quartile that is not positive.
    package static func bounds(_ a: Tier, _ b: Tier, scale: Contrast.Scale) -> ConfidenceInterval? {
        func filled(_ tier: Tier, _ quartile: Double) -> Double? {
            let s = tier.missingShare
            // Nothing missing needs no quartile.
            guard s > 0 else { return scale == .log ? positiveLog(tier.value) : tier.value }
            guard scale == .log else { return (1 - s) * tier.value + s * quartile }
            guard let value = positiveLog(tier.value), let logQuartile = positiveLog(quartile) else { return nil }
            return (1 - s) * value + s * logQuartile
        }
        guard let lowestA = filled(a, a.lowerQuartile), let highestA = filled(a, a.upperQuartile),
            let lowestB = filled(b, b.lowerQuartile), let highestB = filled(b, b.upperQuartile)
        else { return nil }
        return ConfidenceInterval(lowestA - highestB, highestA - lowestB)
    }

    private static func positiveLog(_ value: Double) -> Double? { value > 0 ? .log(value) : nil }
}

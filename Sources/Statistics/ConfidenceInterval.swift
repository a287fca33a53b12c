import RealModule

/// A two-sided interval with finite limits, `lower ≤ upper`.
package struct ConfidenceInterval: Sendable, Equatable {
    package let lower: Double
    package let upper: Double

    /// `nil` when a limit is not finite: infinities never leave the module (Methods 17.6).
    package init?(_ lower: Double, _ upper: Double) {
        guard lower.isFinite, upper.isFinite, lower <= upper else { return nil }
        self.lower = lower
        self.upper = upper
    }

    /// `centre ± halfWidth`.
    package init?(centre: Double, halfWidth: Double) {
        self.init(centre - halfWidth, centre + halfWidth)
    }

    /// Whether both limits lie on the same side of 0; a limit that is 0 does not exclude it.
    package var excludesZero: Bool { lower > 0 || upper < 0 }

    /// Whether both limits lie within `± margin`; a limit at the margin does not.
    package func isInside(margin: Double) -> Bool { lower > -margin && upper < margin }

    /// A limit is within.
    package func contains(_ value: Double) -> Bool { lower <= value && value <= upper }

    /// The limits after an increasing or decreasing map; `nil` when a limit is no longer finite.
    package func map(_ transform: (Double) -> Double) -> ConfidenceInterval? {
        let (first, second) = (transform(lower), transform(upper))
        return ConfidenceInterval(min(first, second), max(first, second))
    }

    /// Limits of a difference of logarithms as ratios; `nil` where one would not be a positive finite number.
    package var ratios: ConfidenceInterval? {
        lower > -700 && upper < 700 ? map { .exp($0) } : nil
    }

    /// The smallest interval that covers both.
    package func envelope(_ other: ConfidenceInterval) -> ConfidenceInterval? {
        ConfidenceInterval(min(lower, other.lower), max(upper, other.upper))
    }
}

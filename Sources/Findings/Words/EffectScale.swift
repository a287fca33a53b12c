internal import SocialData

/// How an estimate and its limits are to be read.
package enum EffectScale: String, PublishedWord {
    /// Difference of logarithms; in claims the ratio itself.
    case log
    /// Difference.
    case linear
    /// Cliff's δ of ranks, −1 to 1.
    case cliffsDelta = "cliffs_delta"
    /// A probability, 0 to 1.
    case probability
    /// Share points per month.
    case slope
    /// Times as high for ten times the followers, `10^β`.
    case tenfold
    /// Spearman's correlation.
    case correlation = "rho"
    /// No estimate.
    case none = ""
}

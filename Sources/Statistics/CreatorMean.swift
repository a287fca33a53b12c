/// The plain mean of the creators' rates `r_c = Y_c/X_c`, t interval with `G − 1` degrees of freedom (Methods 6.3).
package struct CreatorMean: Sendable, Equatable {
    /// A rate, as the `r_c` are.
    package let value: Double
    /// `s²` of the rates; `nil` for one creator.
    package let variance: Double?
    /// `G`
    package let creators: Int
    /// `nil` for one creator or when all rates are equal.
    package let interval: ConfidenceInterval?

    /// `nil` when the sample is empty or some `X_c` is 0.
    package init?(_ sample: TierSample, confidence: Double = 0.95) {
        guard let rates = sample.rates, let moments = Moments(rates) else { return nil }
        value = moments.mean
        variance = moments.variance
        creators = sample.count
        interval = moments.interval(confidence: confidence)
    }
}

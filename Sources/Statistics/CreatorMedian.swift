/// The median of the creators' rates `r_c`, its order-statistic interval and the reported quantiles (Methods 6.3, 6.4).
package struct CreatorMedian: Sendable, Equatable {
    /// The type 7 median.
    package let value: Double
    /// Type 7 quantiles of `r_c`.
    package let p10, p25, p75, p90: Double
    /// `G`
    package let creators: Int
    /// `k`, the rank of the lower limit: the largest with `P(Bin(G, ½) ≤ k − 1) ≤ α/2`; 0 where there is none.
    package let rank: Int
    /// `[x_(k), x_(G+1−k)]`, exact for any distribution; `nil` if `k = 0`.
    package let interval: ConfidenceInterval?

    /// `nil` when the sample is empty or some `X_c` is 0.
    package init?(_ sample: TierSample, confidence: Double = 0.95) {
        guard let rates = sample.rates else { return nil }
        self.init(values: rates, confidence: confidence)
    }

    /// The same statistics of any values, one per creator; `nil` for none.
    package init?(values: [Double], confidence: Double = 0.95) {
        let sorted = values.sorted()
        guard
            let p10 = Quantiles.type7(sorted: sorted, 0.1), let p25 = Quantiles.type7(sorted: sorted, 0.25),
            let p50 = Quantiles.type7(sorted: sorted, 0.5), let p75 = Quantiles.type7(sorted: sorted, 0.75),
            let p90 = Quantiles.type7(sorted: sorted, 0.9)
        else { return nil }
        value = p50
        (self.p10, self.p25, self.p75, self.p90) = (p10, p25, p75, p90)
        creators = sorted.count
        rank = FairBinomial.largestRank(trials: sorted.count, limit: (1 - confidence) / 2)
        interval = rank == 0 ? nil : ConfidenceInterval(sorted[rank - 1], sorted[sorted.count - rank])
    }
}

/// The binomial distribution with probability ½, the law of the sign test (Methods 18).
package enum FairBinomial {
    /// `P(Bin(n, ½) ≤ k) = I_½(n − k, k + 1)`; 0 for `k < 0`, 1 for `k ≥ n`.
    package static func cumulative(_ k: Int, trials n: Int) -> Double {
        precondition(n >= 0, "a number of trials is not negative")
        if k < 0 { return 0 }
        if k >= n { return 1 }
        if n <= 62 { return exactCumulative(k, trials: n) }
        return IncompleteBeta.regularised(Double(n - k), Double(k + 1), x: 0.5, y: 0.5)
    }

    /// The sum of binomial coefficients in integers: a probability that equals its limit is found equal.
    private static func exactCumulative(_ k: Int, trials n: Int) -> Double {
        var coefficient: UInt64 = 1
        var sum: UInt64 = 1
        for i in 0..<k {
            // C(n, i+1) from C(n, i); the product needs more than 64 bits, the quotient does not.
            let product = coefficient.multipliedFullWidth(by: UInt64(n - i))
            coefficient = UInt64(i + 1).dividingFullWidth(product).quotient
            sum += coefficient
        }
        return Double(sum) / Double(sign: .plus, exponent: n, significand: 1)
    }

    /// The largest `k ≥ 0` with `P(Bin(n, ½) ≤ k − 1) ≤ limit`, for `limit < 1` (Methods 6.3).
    package static func largestRank(trials n: Int, limit: Double) -> Int {
        precondition(limit < 1, "every rank would do")
        var low = 0
        var high = n + 1
        // Invariant: `low` satisfies the condition, `high` does not (P(Bin ≤ n) = 1).
        while high - low > 1 {
            let middle = (low + high) / 2
            if cumulative(middle - 1, trials: n) <= limit { low = middle } else { high = middle }
        }
        return low
    }
}

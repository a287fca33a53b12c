/// Quantiles of values in memory, type 7 (Methods 6.4).
package enum Quantiles {
    /// The quantile `p` of finite ascending values, `nil` if there are none.
    ///
    /// `h = (n − 1)p`, `j = ⌊h⌋`; the maximum if `j ≥ n − 1`, else `x_j + (h − j)(x_{j+1} − x_j)`.
    package static func type7(sorted values: [Double], _ p: Double) -> Double? {
        precondition(p >= 0 && p <= 1, "a quantile needs a probability")
        guard let last = values.last else { return nil }
        let h = Double(values.count - 1) * p
        let j = Int(h.rounded(.down))
        guard j < values.count - 1 else { return last }
        return values[j] + (h - Double(j)) * (values[j + 1] - values[j])
    }
}

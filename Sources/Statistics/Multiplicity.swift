/// Adjusted p values over a family of questions (Methods 10.4). Ties in p keep input order.
///
/// A question without a p was not tested: it stays `nil` and does not count in the family.
package enum Multiplicity {
    /// Holm's step-down: the `i`-th smallest (from 0) becomes `max over j ≤ i of (m − j)·p_j`, capped at 1.
    package static func holm(_ p: [Double?]) -> [Double?] {
        let order = ascending(p)
        var adjusted = [Double?](repeating: nil, count: p.count)
        var greatest = 0.0
        for (position, entry) in order.enumerated() {
            greatest = max(greatest, min(1, Double(order.count - position) * entry.p))
            adjusted[entry.index] = greatest
        }
        return adjusted
    }

    /// Benjamini and Hochberg's step-up: `min over j ≥ i of p_j·m/(j + 1)`, capped at 1.
    package static func benjaminiHochberg(_ p: [Double?]) -> [Double?] {
        let order = ascending(p)
        var adjusted = [Double?](repeating: nil, count: p.count)
        var least = 1.0
        for (position, entry) in order.enumerated().reversed() {
            least = min(least, entry.p * Double(order.count) / Double(position + 1))
            adjusted[entry.index] = least
        }
        return adjusted
    }

    private static func ascending(_ p: [Double?]) -> [(index: Int, p: Double)] {
        p.enumerated().compactMap { index, p in p.map { (index: index, p: $0) } }
            .sorted { ($0.p, $0.index) < ($1.p, $1.index) }
    }
}

/// The components of one deal's cost, in another currency.
enum CostSplit {
    /// Replaces the known components, which stand in the deal's currency, by parts of its converted cost in the same
    /// proportion. The parts add up to the cost exactly: each is the difference of two rounded running totals.
    static func convert(_ components: inout [Int64?], to cost: Int64) {
        let sum = components.reduce(Int128(0)) { $0 + Int128($1 ?? 0) }
        guard sum != Int128(cost), sum > 0 else { return }
        var running: Int128 = 0
        var given: Int128 = 0
        for index in components.indices {
            guard let component = components[index] else { continue }
            running += Int128(component)
            let total = (2 * running * Int128(cost) + sum) / (2 * sum)
            components[index] = Int64(clamping: total - given)
            given = total
        }
    }
}

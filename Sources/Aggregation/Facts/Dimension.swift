/// What results can be divided by: the words of a pipeline's `by`.
enum Dimension: String, CaseIterable, Sendable {
    case platform
    case postType = "post_type"
    case niche, month, quarter, campaign, sponsored
    /// Boosted posts stand apart from organic ones (Methods 2): they have this segment to themselves. Not in `by`.
    case boosted

    /// The dimensions of a pipeline's `by`, each once, in its order; `boosted` last.
    static func dimensions(by names: [String]) throws(AggregationError) -> [Dimension] {
        var dimensions: [Dimension] = []
        for name in names {
            guard let dimension = Dimension(rawValue: name), dimension != .boosted else {
                let known = allCases.filter { $0 != .boosted }.map(\.rawValue).joined(separator: ", ")
                throw AggregationError(
                    .unknownDimension, "by: '\(name)' is not something results can be divided by; known are \(known)")
            }
            if !dimensions.contains(dimension) { dimensions.append(dimension) }
        }
        return dimensions + [.boosted]
    }
}

/// A part of the data with results of its own: everything, or what has one value of a dimension.
struct Segment: Sendable, Hashable {
    /// Position in the plan's dimensions; -1 for everything, so that it comes first.
    let dimension: Int
    /// UTF-8 of the value; empty for a missing one, a level of its own (Methods 1.5).
    let value: [UInt8]

    static let all = Segment(dimension: -1, value: [])

    /// `all`, or `platform=instagram`.
    func text(_ dimensions: [Dimension]) -> String {
        guard dimension >= 0 else { return "all" }
        return dimensions[dimension].rawValue + "=" + String(decoding: value, as: UTF8.self)
    }

    /// Canonical order: everything, then the dimensions in their order, values by bytes.
    static func precedes(_ first: Segment, _ second: Segment) -> Bool {
        if first.dimension != second.dimension { return first.dimension < second.dimension }
        return first.value.lexicographicallyPrecedes(second.value)
    }
}

/// An interval in a line of a table, 120 × 22: the point, its limits and the line that means no difference in the middle. A limit
/// beyond the drawing is an arrow.
struct IntervalGlyph {
    /// Ratios as ratios, not as their logarithms.
    let value: Double
    let low: Double?
    let high: Double?
    /// What means no difference: 1 of ratios, 0 of differences, a half of probabilities.
    let reference: Double
    /// A ratio and its reciprocal stand equally far from the reference.
    let isRatio: Bool

    private static let width = 120.0
    private static let height = 22.0
    private static let middle = height / 2
    /// Room for the mark and the arrow at an end.
    private static let side = 9.0

    /// Empty where there is nothing to draw.
    var svg: String {
        guard value.isFinite, !isRatio || (value > 0 && reference > 0) else { return "" }
        let limits = limits
        let distances = ([value] + limits).map { distance($0) }
        let reach = reach(distances)
        func x(_ distance: Double) -> Double {
            Self.width / 2 + max(-1, min(1, distance / reach)) * (Self.width / 2 - Self.side)
        }
        var canvas = SVGCanvas(width: Self.width)
        canvas.line(Self.width / 2, 1, Self.width / 2, Self.height - 1, "tw-ref")
        if limits.count == 2 {
            canvas.line(x(distances[1]), Self.middle, x(distances[2]), Self.middle, "tw-whisker tw-c")
            for distance in distances.dropFirst() where distance.magnitude > reach {
                let direction = distance < 0 ? -1.0 : 1
                let tip = x(distance) + direction * 4
                canvas.path(
                    [(tip - direction * 5, Self.middle - 5), (tip, Self.middle), (tip - direction * 5, Self.middle + 5)],
                    "tw-whisker tw-open tw-c")
            }
        }
        canvas.mark(.point, x: x(distances[0]), y: Self.middle, "tw-mark tw-c")
        return canvas.glyph(height: Self.height, label: label)
    }

    private var limits: [Double] {
        guard let low, let high, low.isFinite, high.isFinite else { return [] }
        return [low, high]
    }

    /// From the reference, with its sign; of a ratio `(r − 1)/(r + 1)`, which is opposite for r and 1/r and below 1 for all.
    private func distance(_ value: Double) -> Double {
        isRatio ? (max(value, 0) - reference) / (max(value, 0) + reference) : value - reference
    }

    /// Up to the farthest of all, unless that would press the rest into a point.
    private func reach(_ distances: [Double]) -> Double {
        let value = distances[0].magnitude
        let limits = distances.dropFirst().map(\.magnitude)
        let needed = max(value, limits.max() ?? 0)
        let readable = max(8 * value, 4 * (limits.min() ?? 0))
        return max(min(needed, readable), isRatio ? 0.1 : 1e-9)
    }

    private var label: String {
        let shown = Format.quantity(value, low: low, high: high, kind: .times, border: reference)
        let none = Format.significant(reference, digits: 3)
        guard let interval = shown.interval else { return say("\(shown.value); \(none) would be no difference") }
        return say("\(shown.value), interval \(interval); \(none) would be no difference")
    }
}

internal import Findings

/// The logarithmic axis of followers under a chart, with the tiers named above it. Values are decimal logarithms.
struct FollowersAxis {
    let left: Double
    let right: Double
    let top: Double
    let bottom: Double
    private let scale: AxisScale
    private let tiers: [TierPosition]

    init(from: Double, to: Double, left: Double, right: Double, top: Double, bottom: Double, tiers: [TierPosition]) {
        self.left = left
        self.right = right
        self.top = top
        self.bottom = bottom
        self.tiers = tiers
        scale = AxisScale.decades(from: from, to: max(to, from + Self.narrowest))
    }

    /// An axis spans at least a factor of one and a half.
    private static let narrowest = 0.176_091_259_055_681

    func x(_ position: Double) -> Double { left + scale.place(position) * (right - left) }

    func draw(title: String, on canvas: inout SVGCanvas) {
        for tick in scale.ticks {
            canvas.line(x(tick.position), bottom, x(tick.position), bottom + 5, "tw-ref")
            canvas.text(inside: 0...right + 14, Self.short(tick.value), x: x(tick.position), y: bottom + 20, "tw-tick")
        }
        canvas.text(inside: 0...right + 14, title, x: (left + right) / 2, y: bottom + 40, "tw-axis")
        for tier in tiers {
            let from = max(tier.from ?? scale.low, scale.low)
            let to = min(tier.to ?? scale.high, scale.high)
            guard from < to else { continue }
            if scale.low < from { canvas.line(x(from), top - 8, x(from), bottom, "tw-ref") }
            guard x(to) - x(from) >= Self.leastRoom else { continue }
            canvas.text(inside: (x(from) + 3)...(x(to) - 3), Visible.text(tier.tier), x: (x(from) + x(to)) / 2, y: top - 14, "tw-reflabel")
        }
    }

    /// Where fewer letters fit, a name says nothing.
    private static let leastRoom = 30.0

    /// `10k`, `1M`.
    static func short(_ followers: Double) -> String {
        if followers >= 1e6 { return Format.significant(followers / 1e6, digits: 3) + "M" }
        if followers >= 1e3 { return Format.significant(followers / 1e3, digits: 3) + "k" }
        return Format.significant(followers, digits: 3)
    }
}

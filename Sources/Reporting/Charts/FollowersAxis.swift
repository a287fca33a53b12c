internal import Findings

/// The logarithmic axis of followers under a chart, with the tiers named above it.
struct FollowersAxis {
    let left: Double
    let right: Double
    let top: Double
    let bottom: Double
    private let scale: AxisScale
    private let tiers: [TierBand]

    init(from: Double, to: Double, left: Double, right: Double, top: Double, bottom: Double, tiers: [TierBand]) {
        self.left = left
        self.right = right
        self.top = top
        self.bottom = bottom
        self.tiers = tiers
        scale = AxisScale.decades(from: from, to: max(to, from * 1.5))
    }

    func x(_ followers: Double) -> Double { left + scale.position(followers) * (right - left) }

    func draw(title: String, on canvas: inout SVGCanvas) {
        for tick in scale.ticks {
            canvas.line(x(tick), bottom, x(tick), bottom + 5, "tw-ref")
            canvas.text(Self.short(tick), x: x(tick), y: bottom + 20, "tw-tick", anchor: .middle)
        }
        canvas.text(title, x: (left + right) / 2, y: bottom + 40, "tw-axis", anchor: .middle)
        for tier in tiers {
            let from = max(Double(tier.from), scale.low)
            let to = min(tier.to.map(Double.init) ?? scale.high, scale.high)
            guard from < to else { continue }
            if scale.low < Double(tier.from) { canvas.line(x(from), top - 8, x(from), bottom, "tw-ref") }
            let room = Int((x(to) - x(from)) / 7.5)
            guard room >= 3 else { continue }
            let name = Visible.text(tier.name)
            canvas.text(
                name.count <= room ? name : name.prefix(room - 1) + "…", x: (x(from) + x(to)) / 2, y: top - 14,
                "tw-reflabel", anchor: .middle)
        }
    }

    /// `10k`, `1M`.
    static func short(_ followers: Double) -> String {
        if followers >= 1e6 { return Format.significant(followers / 1e6, digits: 3) + "M" }
        if followers >= 1e3 { return Format.significant(followers / 1e3, digits: 3) + "k" }
        return Format.significant(followers, digits: 3)
    }
}

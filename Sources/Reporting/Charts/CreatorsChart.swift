internal import Findings
internal import SocialData

/// A dot for each creator, by followers and what they returned, or, where no money is known, by engagement; the tiers' own values as
/// larger marks. What lies above the axis stands at its end as an arrow.
struct CreatorsChart: Drawing {
    struct Tier {
        var label: String
        /// Of all its creators: the middle of their followers, the tier's own value.
        var position: Double
        var value: Double
        var spoken: String
        var shape: MarkShape
        var tone: String
    }

    var name: String
    var title: String
    var subtitle: String
    var description: String
    var note: String
    var valueTitle: String
    var axisTitle: String
    var points: [CreatorCloud.Point]
    var tiers: [Tier]
    /// Boundaries of the tiers, with their names.
    var boundaries: [TierPosition]
    var tone: (_ tier: String) -> String
    var scale: AxisScale
    /// The value that means break-even, with its name.
    var reference: (value: Double, label: String)?
    var valueText: (Double) -> String

    var widths: (wide: Double, narrow: Double) { (860, 366) }

    func svg(width: Double, id: String, style: String?) -> String {
        var canvas = SVGCanvas(width: width)
        let isNarrow = width < 500
        let places = points.map(\.position) + tiers.map(\.position)
        let axis = FollowersAxis(
            from: (places.min() ?? 3) - 0.125, to: (places.max() ?? 5) + 0.125,
            left: (scale.ticks.map { TextWidth.small.of(valueText($0.value)) }.max() ?? 0) + 8, right: width - 12, top: 58,
            bottom: isNarrow ? 290 : 360, tiers: boundaries)
        func y(_ value: Double) -> Double { axis.bottom - scale.place(value) * (axis.bottom - axis.top) }

        canvas.text(TextWidth.small.clipped(valueTitle, to: width), x: 0, y: 14, "tw-axis")
        for tick in scale.ticks {
            canvas.line(axis.left, y(tick.position), axis.right, y(tick.position), "tw-grid")
            canvas.text(valueText(tick.value), x: axis.left - 6, y: y(tick.position) + 4, "tw-tick", anchor: .end)
        }
        axis.draw(title: axisTitle, on: &canvas)
        for point in points {
            // Nobody points with a finger at one of hundreds, and nobody wants to stop at each.
            canvas.spot(
                x: axis.x(point.position), y: y(point.value), isCut: !scale.contains(point.value), "tw-spot \(tone(point.tier))",
                spoken: isNarrow ? nil : spoken(point))
        }
        if let reference {
            canvas.line(axis.left, y(reference.value), axis.right, y(reference.value), "tw-ref")
            canvas.text(reference.label, x: axis.right, y: y(reference.value) - 5, "tw-reflabel", anchor: .end)
        }
        for tier in tiers {
            canvas.point(tier.spoken) { canvas in
                canvas.mark(tier.shape, x: axis.x(tier.position), y: y(tier.value), times: 1.5, "tw-mark \(tier.tone)")
                canvas.tip(tier.spoken)
            }
        }
        return canvas.svg(height: axis.bottom + 48, id: id, of: self, style: style)
    }

    private func spoken(_ point: CreatorCloud.Point) -> String {
        say("\(Visible.text(point.tier, limit: 24)), \(Format.count(Int128(point.followers))) followers: \(valueText(point.value))")
    }
}

extension CreatorsChart {
    /// Nil where no creator has a value.
    init?(_ index: FindingsIndex) {
        let clouds = index.findings.creatorClouds.filter { !$0.points.isEmpty }
        guard let cloud = clouds.first(where: { $0.metric == .returnOnSpend && index.hasOrders }) ?? clouds.first(where: { $0.metric == .engagementByFollowers })
        else { return nil }
        let isMoney = cloud.metric == .returnOnSpend
        let margin = isMoney ? index.definition.margin : 1
        let code = index.definition.currency
        let kind: ValueKind = isMoney ? .money : .percent
        let shown = cloud.points.map { point in
            CreatorCloud.Point(tier: point.tier, followers: point.followers, position: point.position, value: point.value * margin)
        }
        let marks = TierMarks(definition: index.definition)
        let tiers = cloud.tiers.compactMap { tier -> Tier? in
            let known = isMoney ? index.money(tier: tier.tier)?.roi.map { $0 + 1 } : index.estimate(.engagementByFollowers, .typical, tier: tier.tier)?.value
            guard let value = known else { return nil }
            let text = Format.quantity(value, kind: kind).value
            let name = Visible.text(tier.tier)
            return Tier(
                label: name, position: tier.position, value: value,
                spoken: isMoney
                    ? say("\(name) together: \(text) \(Visible.text(code, limit: 8)) \(Wording.per(code)) of cost, \(Format.counted(tier.creators, .creator))")
                    : say("typical \(name) creator: \(text), \(Format.counted(tier.creators, .creator))"),
                shape: marks.shape(tier.tier), tone: marks.tone(tier.tier))
        }
        points = shown
        self.tiers = tiers
        boundaries = index.findings.tierPositions
        tone = { marks.tone($0) }
        let scale = Self.scale(shown.map(\.value), tiers.map(\.value), base: isMoney ? [1] : [])
        self.scale = scale
        reference = isMoney ? (1, index.definition.margin == 1 ? say("cost covered") : say("break-even")) : nil
        valueText = isMoney ? { Format.significant($0, digits: 3) } : { Format.percent($0) }
        name = isMoney ? "creators_return" : "creators_engagement"
        title = isMoney ? Self.paidOff(index) : say("Engagement of single creators, by followers")
        valueTitle =
            !isMoney
            ? say("engagement rate over followers")
            : margin == 1 ? say("revenue after refunds \(Wording.per(code)) of cost") : say("revenue × margin \(Wording.per(code)) of cost")
        subtitle =
            isMoney
            ? margin == 1
                ? say("Each dot is a creator with a deal that counts: revenue after refunds \(Wording.per(code)) of cost")
                : say("Each dot is a creator with a deal that counts: revenue after refunds, at the margin, \(Wording.per(code)) of cost")
            : say("Each dot is a creator: engagement rate over followers")
        axisTitle = say("mean followers (logarithmic axis)")
        description =
            isMoney
            ? say("Creators by followers and return. \(tiers.map(\.spoken).joined(separator: "; ")). The values of each stand in tables/creators.csv.")
            : say("Creators by followers and engagement rate. \(tiers.map(\.spoken).joined(separator: "; ")). The values of each stand in tables/creators.csv.")
        note = Self.note(cloud, above: shown.count { !scale.contains($0.value) }, tiers: tiers)
    }

    /// What pays off is counted by the findings.
    private static func paidOff(_ index: FindingsIndex) -> String {
        let rows = [index.definition.tierA, index.definition.tierB].map { tier in
            index.payoff(tier: tier)
        }
        guard let a = rows[0], let b = rows[1], let allA = a.creators, let allB = b.creators, let someA = a.paidOff, let someB = b.paidOff
        else { return say("What single creators returned, by followers") }
        let (nameA, nameB) = (Visible.text(index.definition.tierA, limit: 32), Visible.text(index.definition.tierB, limit: 32))
        return index.definition.margin == 1
            ? say("\(Format.count(someA)) of \(Format.count(allA)) \(nameA) and \(Format.count(someB)) of \(Format.count(allB)) \(nameB) creators sold for what they cost")
            : say("\(Format.count(someA)) of \(Format.count(allA)) \(nameA) and \(Format.count(someB)) of \(Format.count(allB)) \(nameB) creators paid for themselves")
    }

    private static func note(_ cloud: CreatorCloud, above: Int, tiers: [Tier]) -> String {
        let marks = cloud.metric == .returnOnSpend ? say("Larger marks are tiers as a whole") : say("Larger marks are the tiers’ typical creators")
        let choice =
            cloud.points.count < cloud.creators
            ? say("A choice by chance of \(Format.count(cloud.points.count)) of \(Format.count(cloud.creators)) creators is drawn.") : ""
        let cut = above == 0 ? "" : above == 1 ? say("One dot lies beyond the axis (arrow at its end).") : say("\(Format.count(above)) dots lie beyond the axis (arrows at its end).")
        return [
            say("\(marks), at the mean of their creators’ log followers."), choice, cut,
            say("Creators of different size differ in more than that: the picture does not say what a creator who grows would get."),
        ].filter { !$0.isEmpty }.joined(separator: " ")
    }

    /// Nearly all dots; a few far out would press the rest together.
    private static func scale(_ values: [Double], _ tiers: [Double], base: [Double]) -> AxisScale {
        let ordered = values.sorted()
        let most = ordered.isEmpty ? 0 : ordered[(ordered.count - 1) * 96 / 100]
        let least = ordered.isEmpty ? 0 : ordered[(ordered.count - 1) / 100]
        return .linear(values: tiers + base + [most, min(least, 0)], limits: [], base: 0, ticks: 5)
    }
}

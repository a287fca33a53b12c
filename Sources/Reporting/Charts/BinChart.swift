internal import Findings

/// A rate over followers without any tier: dots with a band, on a logarithmic axis, and below it how many creators each
/// bin has. Where a bin has no value the curve is interrupted, never bridged.
struct BinChart: Drawing {
    var name: String
    var title: String
    var description: String
    var axisTitle: String
    var bins: [BinRow]
    /// Boundaries of the compared tiers, with their names.
    var tiers: [TierPosition]

    private struct Point {
        var x: Double
        var bin: BinRow
        var value: Double
    }

    func svg(width: Double, id: String, style: String?) -> String {
        var canvas = SVGCanvas(width: width)
        let occupied = bins.filter { $0.creators > 0 }
        let axis = FollowersAxis(
            from: lowerEdge(occupied.first), to: upperEdge(occupied.last), left: 54, right: width - 14, top: 46,
            bottom: width < 500 ? 230 : 290, tiers: tiers)
        let (left, right, top, bottom) = (axis.left, axis.right, axis.top, axis.bottom)
        let bars = bottom + 60
        let values = occupied.compactMap(\.value)
        let rate = AxisScale.linear(
            values: values, limits: occupied.compactMap(\.high), base: 0, ticks: 5)
        let x = axis.x
        func y(_ value: Double) -> Double { bottom - rate.place(value) * (bottom - top) }

        for tick in rate.ticks {
            canvas.line(left, y(tick.position), right, y(tick.position), "tw-grid")
            canvas.text(Format.setting(tick.value), x: left - 6, y: y(tick.position) + 4, "tw-tick", anchor: .end)
        }
        axis.draw(title: axisTitle, on: &canvas)

        for run in runs(occupied) {
            // A point without an interval interrupts the band.
            let bands = run.split { $0.bin.low == nil || $0.bin.high == nil }
            for band in bands where band.count > 1 {
                let upper = band.map { (x: x($0.x), y: y($0.bin.high ?? $0.value)) }
                let lower = band.reversed().map { (x: x($0.x), y: y($0.bin.low ?? $0.value)) }
                canvas.path(upper + lower, "tw-band tw-c", closed: true)
            }
            for point in bands.joined() {
                canvas.line(
                    x(point.x), y(point.bin.low ?? point.value), x(point.x), y(point.bin.high ?? point.value),
                    "tw-whisker tw-thin tw-c")
            }
            canvas.path(run.map { (x: x($0.x), y: y($0.value)) }, "tw-curve tw-c")
            for point in run {
                let spoken = Self.spoken(point.bin)
                canvas.point(spoken) { canvas in
                    canvas.rectangle(x: x(point.x) - 7, y: top, width: 14, height: bottom - top, "tw-hit")
                    canvas.mark(.dot, x: x(point.x), y: y(point.value), "tw-mark tw-c")
                    canvas.tip(spoken)
                }
            }
        }
        creatorBars(occupied, x: x, top: bars, right: right, left: left, on: &canvas)
        return canvas.svg(height: bars + 66, id: id, of: self, style: style)
    }

    /// A bin in words.
    static func spoken(_ bin: BinRow) -> String {
        let rate = Format.quantity(bin.value, low: bin.low, high: bin.high, kind: .percent)
        return say("from \(Format.count(Int128(bin.from))) followers: \(rate.text), \(Format.counted(bin.creators, .creator))")
    }

    /// Consecutive bins with a value.
    private func runs(_ bins: [BinRow]) -> [[Point]] {
        var runs: [[Point]] = []
        var previousEnd: Int64?
        for bin in bins {
            guard let value = bin.value, value.isFinite else {
                previousEnd = nil
                continue
            }
            let point = Point(x: middle(bin), bin: bin, value: value)
            if previousEnd == bin.from, !runs.isEmpty {
                runs[runs.count - 1].append(point)
            } else {
                runs.append([point])
            }
            previousEnd = bin.to
        }
        return runs
    }

    private func creatorBars(
        _ bins: [BinRow], x: (Double) -> Double, top: Double, right: Double, left: Double, on canvas: inout SVGCanvas
    ) {
        let most = bins.map(\.creators).max() ?? 1
        let height = 36.0
        for bin in bins {
            let from = x(lowerEdge(bin)) + 1
            let to = x(upperEdge(bin)) - 1
            let size = height * Double(bin.creators) / Double(max(most, 1))
            canvas.rectangle(x: from, y: top + height - size, width: max(to - from, 1), height: size, "tw-bar")
            let label = Format.count(bin.creators)
            if Double(label.count) * 7 < to - from + 4 {
                canvas.text(label, x: (from + to) / 2, y: top + height - 4, "tw-small", anchor: .middle)
            }
        }
        canvas.line(left, top + height, right, top + height, "tw-grid")
        canvas.text(say("creators per bin"), x: (left + right) / 2, y: top + height + 18, "tw-axis", anchor: .middle)
    }

    /// The lowest bin starts at 0, which a logarithmic axis cannot show.
    private func lowerEdge(_ bin: BinRow?) -> Double { max(bin?.positionFrom ?? 1, 1) }

    /// Without an upper edge a bin is as wide as the others, a quarter of a decade.
    private func upperEdge(_ bin: BinRow?) -> Double {
        guard let bin else { return 2 }
        return bin.positionTo ?? lowerEdge(bin) + 0.25
    }

    private func middle(_ bin: BinRow) -> Double { (lowerEdge(bin) + upperEdge(bin)) / 2 }
}

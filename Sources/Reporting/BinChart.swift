internal import Findings

/// A rate over followers without any tier: dots with a band, on a logarithmic axis, and below it how many creators each
/// bin has. Where a bin has no value the curve is interrupted, never bridged.
struct BinChart {
    var name: String
    var title: String
    var description: String
    var axisTitle: String
    var bins: [BinRow]
    /// Boundaries of the compared tiers, with their names.
    var tiers: [TierBand]

    private struct Point {
        var x: Double
        var bin: BinRow
        var value: Double
    }

    func chart() -> Chart {
        Chart(
            name: name, title: title, description: description, wide: svg(width: 860, id: name, style: nil),
            narrow: svg(width: 360, id: name + "-narrow", style: nil))
    }

    func file() -> String { svg(width: 860, id: name, style: ChartStyle.standalone) }

    private func svg(width: Double, id: String, style: String?) -> String {
        var canvas = SVGCanvas(width: width)
        let left = 54.0
        let right = width - 14
        let top = 34.0
        let bottom = width < 500 ? 230.0 : 290.0
        let bars = bottom + 60

        let occupied = bins.filter { $0.creators > 0 }
        let axis = AxisScale.decades(from: edge(occupied.first?.from), to: upperEdge(occupied.last))
        let values = occupied.compactMap(\.value)
        let rate = AxisScale.linear(
            values: values, limits: occupied.compactMap(\.high), base: 0, ticks: 5)
        func x(_ followers: Double) -> Double { left + axis.position(followers) * (right - left) }
        func y(_ value: Double) -> Double { bottom - rate.position(value) * (bottom - top) }

        for tick in rate.ticks {
            canvas.line(left, y(tick), right, y(tick), "tw-grid")
            canvas.text(Format.setting(tick), x: left - 6, y: y(tick) + 4, "tw-tick", anchor: .end)
        }
        for tick in axis.ticks {
            canvas.line(x(tick), bottom, x(tick), bottom + 5, "tw-ref")
            canvas.text(short(tick), x: x(tick), y: bottom + 20, "tw-tick", anchor: .middle)
        }
        canvas.text(axisTitle, x: (left + right) / 2, y: bottom + 40, "tw-axis", anchor: .middle)
        boundaries(axis, x: x, top: top, bottom: bottom, width: width, on: &canvas)

        for run in runs(occupied) {
            let band = run.filter { $0.bin.low != nil && $0.bin.high != nil }
            if band.count > 1 {
                let upper = band.map { (x: x($0.x), y: y($0.bin.high ?? $0.value)) }
                let lower = band.reversed().map { (x: x($0.x), y: y($0.bin.low ?? $0.value)) }
                canvas.path(upper + lower, "tw-band tw-a", closed: true)
            }
            for point in band {
                canvas.line(
                    x(point.x), y(point.bin.low ?? point.value), x(point.x), y(point.bin.high ?? point.value),
                    "tw-whisker tw-thin tw-a")
            }
            canvas.path(run.map { (x: x($0.x), y: y($0.value)) }, "tw-curve tw-a")
            for point in run { canvas.mark(.dot, x: x(point.x), y: y(point.value), "tw-mark tw-a") }
        }
        creatorBars(occupied, x: x, top: bars, right: right, left: left, on: &canvas)
        return canvas.svg(height: bars + 66, id: id, title: title, description: description, style: style)
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

    private func boundaries(
        _ axis: AxisScale, x: (Double) -> Double, top: Double, bottom: Double, width: Double, on canvas: inout SVGCanvas
    ) {
        for tier in tiers {
            let from = max(Double(tier.from), axis.low)
            let to = min(tier.to.map(Double.init) ?? axis.high, axis.high)
            guard from < to else { continue }
            if axis.low < Double(tier.from) { canvas.line(x(from), top - 8, x(from), bottom, "tw-ref") }
            let room = Int((x(to) - x(from)) / 7.5)
            guard room >= 3 else { continue }
            let name = Visible.text(tier.name)
            canvas.text(
                name.count <= room ? name : name.prefix(room - 1) + "…", x: (x(from) + x(to)) / 2, y: top - 14,
                "tw-reflabel",
                anchor: .middle)
        }
    }

    private func creatorBars(
        _ bins: [BinRow], x: (Double) -> Double, top: Double, right: Double, left: Double, on canvas: inout SVGCanvas
    ) {
        let most = bins.map(\.creators).max() ?? 1
        let height = 36.0
        for bin in bins {
            let from = x(edge(bin.from)) + 1
            let to = x(upperEdge(bin)) - 1
            let size = height * Double(bin.creators) / Double(max(most, 1))
            canvas.rectangle(x: from, y: top + height - size, width: max(to - from, 1), height: size, "tw-bar")
            let label = Format.count(bin.creators)
            if Double(label.count) * 7 < to - from + 4 {
                canvas.text(label, x: (from + to) / 2, y: top + height - 4, "tw-small", anchor: .middle)
            }
        }
        canvas.line(left, top + height, right, top + height, "tw-grid")
        canvas.text("creators per bin", x: (left + right) / 2, y: top + height + 18, "tw-axis", anchor: .middle)
    }

    /// The lowest bin starts at 0, which a logarithmic axis cannot show.
    private func edge(_ from: Int64?) -> Double { max(Double(from ?? 0), 10) }

    private func upperEdge(_ bin: BinRow?) -> Double {
        guard let bin else { return 100 }
        return bin.to.map(Double.init) ?? edge(bin.from) * 1.778
    }

    private func middle(_ bin: BinRow) -> Double {
        powerOfTen((decimalLogarithm(edge(bin.from)) + decimalLogarithm(upperEdge(bin))) / 2)
    }

    /// `10k`, `1M`.
    private func short(_ followers: Double) -> String {
        if followers >= 1e6 { return Format.significant(followers / 1e6, digits: 3) + "M" }
        if followers >= 1e3 { return Format.significant(followers / 1e3, digits: 3) + "k" }
        return Format.significant(followers, digits: 3)
    }
}

internal import Findings

/// A metric over followers without any cut: a line with its band on a logarithmic axis (Methods 12.1). Where the curve
/// has no value it is interrupted, never bridged.
struct CurveChart: Drawing {
    var name: String
    var title: String
    var description: String
    var axisTitle: String
    var rows: [CurveRow]
    /// Boundaries of the tiers, with their names.
    var tiers: [TierPosition]
    var tickText: (Double) -> String
    /// A place in words.
    var spoken: (CurveRow) -> String
    /// The value that means break-even, with its name.
    var reference: (value: Double, label: String)?

    func svg(width: Double, id: String, style: String?) -> String {
        var canvas = SVGCanvas(width: width)
        let known = rows.filter { $0.value != nil }
        let axis = FollowersAxis(
            from: (known.first?.position ?? 2) - 0.125, to: (known.last?.position ?? 3) + 0.125,
            left: 54, right: width - 14, top: 46, bottom: width < 500 ? 230 : 290, tiers: tiers)
        let values = known.compactMap(\.value)
        let scale = AxisScale.linear(
            values: values + (reference.map { [$0.value] } ?? []), limits: known.flatMap { [$0.low, $0.high].compactMap(\.self) },
            base: 0, ticks: 5)
        func y(_ value: Double) -> Double { axis.bottom - scale.place(value) * (axis.bottom - axis.top) }

        for tick in scale.ticks {
            canvas.line(axis.left, y(tick.position), axis.right, y(tick.position), "tw-grid")
            canvas.text(tickText(tick.value), x: axis.left - 6, y: y(tick.position) + 4, "tw-tick", anchor: .end)
        }
        axis.draw(title: axisTitle, on: &canvas)
        if let reference {
            canvas.line(axis.left, y(reference.value), axis.right, y(reference.value), "tw-ref")
            canvas.text(reference.label, x: axis.right, y: y(reference.value) - 5, "tw-reflabel", anchor: .end)
        }
        for run in runs {
            let band = run.filter { $0.low != nil && $0.high != nil }
            func points(_ rows: [CurveRow], _ value: (CurveRow) -> Double?) -> [(x: Double, y: Double)] {
                rows.map { (x: axis.x($0.position), y: y(value($0) ?? 0)) }
            }
            if band.count > 1 {
                canvas.path(points(band) { $0.high } + points(band.reversed()) { $0.low }, "tw-band tw-c", closed: true)
            }
            canvas.path(points(run) { $0.value }, "tw-curve tw-c")
            for row in run {
                // The grid is fine: a stop at each place would be dozens.
                canvas.point(spoken(row), isStop: false) { canvas in
                    canvas.rectangle(x: axis.x(row.position) - 5, y: axis.top, width: 10, height: axis.bottom - axis.top, "tw-hit")
                    canvas.tip(spoken(row))
                }
            }
            if run.count == 1 { canvas.mark(.dot, x: axis.x(run[0].position), y: y(run[0].value ?? 0), "tw-mark tw-c") }
        }
        return canvas.svg(height: axis.bottom + 50, id: id, of: self, style: style)
    }

    /// Neighbours on the grid that have a value.
    private var runs: [[CurveRow]] {
        var runs: [[CurveRow]] = []
        var isOpen = false
        for row in rows {
            guard row.value != nil else {
                isOpen = false
                continue
            }
            if isOpen { runs[runs.count - 1].append(row) } else { runs.append([row]) }
            isOpen = true
        }
        return runs
    }
}

internal import Findings

/// How the tiers share an amount from month to month: one line per tier, with its name and its last share at the end. A
/// month without any amount interrupts the lines.
struct ShareChart: Drawing {
    var name: String
    var title: String
    var description: String
    var axisTitle: String
    var months: [String]
    /// Shares by month in the order of `months`; nil where the month has none.
    var lines: [Line]

    struct Line {
        var label: String
        var tone: String
        var shape: MarkShape
        var shares: [Double?]
    }

    func svg(width: Double, id: String, style: String?) -> String {
        var canvas = SVGCanvas(width: width)
        let left = 44.0
        let right = width - 96
        let top = 14.0
        let bottom = width < 500 ? 210.0 : 270.0
        let scale = AxisScale.linear(
            values: lines.flatMap { $0.shares.compactMap(\.self) }, limits: [], base: 0, ticks: 5)
        func x(_ month: Int) -> Double {
            months.count < 2 ? (left + right) / 2 : left + 8 + (right - left - 16) * Double(month) / Double(months.count - 1)
        }
        func y(_ share: Double) -> Double { bottom - scale.place(share) * (bottom - top) }

        for tick in scale.ticks {
            canvas.line(left, y(tick.position), right, y(tick.position), "tw-grid")
            canvas.text(Format.setting(tick.value), x: left - 5, y: y(tick.position) + 4, "tw-tick", anchor: .end)
        }
        // A label takes about 60 units.
        let step = max(1, Int((Double(months.count) * 60 / (right - left)).rounded(.up)))
        for (place, month) in months.enumerated() where place.isMultiple(of: step) {
            canvas.line(x(place), bottom, x(place), bottom + 5, "tw-ref")
            canvas.text(Visible.text(month), x: x(place), y: bottom + 20, "tw-tick", anchor: .middle)
        }
        canvas.text(axisTitle, x: (left + right) / 2, y: bottom + 40, "tw-axis", anchor: .middle)
        for line in lines {
            for run in runs(line.shares) {
                canvas.path(run.map { (x: x($0.month), y: y($0.share)) }, "tw-curve \(line.tone)")
                for point in run { canvas.mark(.dot, x: x(point.month), y: y(point.share), "tw-mark \(line.tone)") }
            }
        }
        for (line, place) in labels(y, top: top, bottom: bottom) {
            canvas.mark(line.shape, x: right + 12, y: place - 4, "tw-mark \(line.tone)")
            canvas.text(line.label, x: right + 24, y: place, "tw-label")
        }
        return canvas.svg(height: bottom + 50, id: id, title: title, description: description, style: style)
    }

    /// Names beside the last values, pushed apart so that none covers another.
    private func labels(_ y: (Double) -> Double, top: Double, bottom: Double) -> [(line: Line, y: Double)] {
        var placed = lines.compactMap { line in
            line.shares.last(where: { $0 != nil }).flatMap(\.self).map { (line: line, y: y($0) + 4) }
        }.sorted { $0.y < $1.y }
        for place in placed.indices.dropFirst() { placed[place].y = max(placed[place].y, placed[place - 1].y + 17) }
        if let last = placed.last, last.y > bottom + 4 {
            placed[placed.count - 1].y = bottom + 4
            for place in placed.indices.dropLast().reversed() { placed[place].y = min(placed[place].y, placed[place + 1].y - 17) }
        }
        return placed
    }

    private func runs(_ shares: [Double?]) -> [[(month: Int, share: Double)]] {
        var runs: [[(month: Int, share: Double)]] = []
        var isOpen = false
        for (month, share) in shares.enumerated() {
            guard let share else {
                isOpen = false
                continue
            }
            if isOpen { runs[runs.count - 1].append((month, share)) } else { runs.append([(month, share)]) }
            isOpen = true
        }
        return runs
    }
}

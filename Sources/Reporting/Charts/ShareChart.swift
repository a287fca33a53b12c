internal import Findings

/// How the tiers share an amount from month to month: one line per tier, with its name at the end. A month without any amount
/// interrupts the lines.
struct ShareChart: Drawing {
    var name: String
    var title: String
    var subtitle: String
    var description: String
    /// What the shares are of, above the axis.
    var axisTitle: String
    var months: [String]
    /// Shares by month in the order of `months`; nil where the month has none.
    var lines: [Line]

    struct Line {
        var label: String
        var tone: String
        var shape: MarkShape
        /// Tells lines of the same colour apart.
        var isDashed = false
        var shares: [Double?]
    }

    /// Of months that one may stop at with the keyboard; of more, the text alternative has the values.
    private static let mostStops = 24

    func svg(width: Double, id: String, style: String?) -> String {
        var canvas = SVGCanvas(width: width)
        let names = min(lines.map { TextWidth.label.of($0.label) }.max() ?? 0, width * 0.25)
        let scale = AxisScale.linear(
            values: lines.flatMap { $0.shares.compactMap(\.self) }, limits: [], base: 0, ticks: 5)
        let left = (scale.ticks.map { TextWidth.small.of(Format.setting($0.value)) }.max() ?? 0) + 6
        let right = width - names - 26
        let top = 28.0
        let bottom = width < 500 ? 210.0 : 260.0
        func x(_ month: Int) -> Double {
            months.count < 2 ? (left + right) / 2 : left + 8 + (right - left - 16) * Double(month) / Double(months.count - 1)
        }
        func y(_ share: Double) -> Double { bottom - scale.place(share) * (bottom - top) }

        canvas.text(TextWidth.small.clipped(axisTitle, to: width), x: 0, y: 14, "tw-axis")
        for tick in scale.ticks {
            canvas.line(left, y(tick.position), right, y(tick.position), "tw-grid")
            canvas.text(Format.setting(tick.value), x: left - 5, y: y(tick.position) + 4, "tw-tick", anchor: .end)
        }
        let widest = months.map { TextWidth.small.of(Visible.text($0)) }.max() ?? 1
        let step = max(1, Int((Double(months.count) * (widest + 8) / (right - left)).rounded(.up)))
        for (place, month) in months.enumerated() where place.isMultiple(of: step) {
            canvas.line(x(place), bottom, x(place), bottom + 5, "tw-ref")
            canvas.text(inside: 0...width, Visible.text(month), x: x(place), y: bottom + 20, "tw-tick")
        }
        for line in lines {
            for run in runs(line.shares) {
                canvas.path(run.map { (x: x($0.month), y: y($0.share)) }, "tw-curve \(line.tone)\(line.isDashed ? " tw-dashed" : "")")
                for point in run { canvas.mark(.dot, x: x(point.month), y: y(point.share), "tw-mark \(line.tone)") }
            }
        }
        for (line, place) in labels(y, top: top, bottom: bottom) {
            canvas.mark(line.shape, x: right + 10, y: place - 4, "tw-mark \(line.tone)")
            canvas.text(TextWidth.label.clipped(line.label, to: width - right - 22), x: right + 21, y: place, "tw-label")
        }
        let half = months.count < 2 ? 20 : (right - left - 16) / Double(months.count - 1) / 2
        for month in months.indices {
            let spoken = spoken(month)
            canvas.point(spoken, isStop: months.count <= Self.mostStops) { canvas in
                canvas.rectangle(x: max(x(month) - half, 0), y: top, width: 2 * half, height: bottom - top, "tw-hit")
                canvas.tip(spoken)
            }
        }
        return canvas.svg(height: bottom + 28, id: id, of: self, style: style)
    }

    /// `2024-03: micro 12 %, macro 60 %`.
    private func spoken(_ month: Int) -> String {
        let shares = lines.map { "\($0.label) \(Format.share($0.shares[month]))" }
        return "\(Visible.text(months[month])): \(shares.joined(separator: ", "))"
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

/// One line of a dot-and-whisker chart.
struct ForestRow {
    var label: String
    /// Small print beside the label: `212 creators`.
    var sublabel: String
    /// On the axis: logarithms on a logarithmic one.
    var value: Double?
    var low: Double?
    var high: Double?
    /// The numbers in words, or why there are none.
    var text: String
    var shape: MarkShape
    /// Style class: `tw-a`, `tw-b` or `tw-o`.
    var tone: String
}

/// Dots with whiskers, one line each, over a common axis: a rate per tier, a return per tier, a ratio per segment.
///
/// Every line carries its name, its n and its numbers as text, so the chart can be read without measuring and without
/// telling colours apart.
struct ForestChart: Drawing {
    var name: String
    var title: String
    var description: String
    var axisTitle: String
    var rows: [ForestRow]
    var scale: AxisScale
    /// The line that means zero, no difference or break-even.
    var reference: (value: Double, label: String)?
    var tickText: (Double) -> String

    private static let rowHeight = 46.0
    private static let side = 16.0

    func svg(width: Double, id: String, style: String?) -> String {
        var canvas = SVGCanvas(width: width)
        let left = Self.side
        let right = width - Self.side
        func x(_ value: Double) -> Double { left + scale.place(value) * (right - left) }
        // Room for the reference's name above the rows.
        let top = reference == nil ? 4.0 : 30
        let bottom = top + Double(rows.count) * Self.rowHeight + 4

        for tick in shownTicks(width: width) {
            let place = x(tick.position)
            canvas.line(place, top, place, bottom, "tw-grid")
            let edge: TextAnchor = place < left + 8 ? .start : place > right - 8 ? .end : .middle
            canvas.text(tickText(tick.value), x: place, y: bottom + 18, "tw-tick", anchor: edge)
        }
        canvas.text(axisTitle, x: (left + right) / 2, y: bottom + 38, "tw-axis", anchor: .middle)
        if let reference {
            canvas.line(x(reference.value), top - 6, x(reference.value), bottom, "tw-ref")
            let place = scale.place(reference.value)
            let anchor: TextAnchor = place < 0.15 ? .start : place > 0.85 ? .end : .middle
            canvas.text(reference.label, x: x(reference.value), y: top - 12, "tw-reflabel", anchor: anchor)
        }
        for (index, row) in rows.enumerated() {
            draw(
                row, top: top + Double(index) * Self.rowHeight, left: left, right: right, width: width, x: x,
                on: &canvas)
        }
        return canvas.svg(height: bottom + 48, id: id, title: title, description: description, style: style)
    }

    private func draw(
        _ row: ForestRow, top: Double, left: Double, right: Double, width: Double, x: (Double) -> Double,
        on canvas: inout SVGCanvas
    ) {
        let textLine = top + 18
        // Widths are estimated: bold letters of the style take about 8 units, plain ones about 7.
        let room = right - left - 7 * Double(row.text.count) - 12
        let hasRoom = 8 * Double(row.label.count) + 8 + 7 * Double(row.sublabel.count) <= room
        canvas.text(
            clipped(row.label, to: max(Int(room / 8), 8)), small: hasRoom ? row.sublabel : nil, x: left, y: textLine,
            "tw-label")
        canvas.text(row.text, x: right, y: textLine, "tw-value", anchor: .end)
        guard let value = row.value, value.isFinite else { return }
        let middle = top + 33
        if let low = row.low, let high = row.high, low.isFinite, high.isFinite {
            canvas.line(x(low), middle, x(high), middle, "tw-whisker \(row.tone)")
            end(low, x: x(low), y: middle, direction: -1, row.tone, on: &canvas)
            end(high, x: x(high), y: middle, direction: 1, row.tone, on: &canvas)
        }
        canvas.mark(row.shape, x: x(value), y: middle, "tw-mark \(row.tone)")
    }

    /// A cap where the whisker ends, an arrow where it goes on beyond the axis.
    private func end(
        _ limit: Double, x: Double, y: Double, direction: Double, _ tone: String, on canvas: inout SVGCanvas
    ) {
        if scale.contains(limit) {
            canvas.line(x, y - 4, x, y + 4, "tw-whisker \(tone)")
        } else {
            canvas.path([(x - direction * 7, y - 5), (x, y), (x - direction * 7, y + 5)], "tw-whisker tw-open \(tone)")
        }
    }

    /// Every tick, or every second one where labels would touch.
    private func shownTicks(width: Double) -> [AxisScale.Tick] {
        let longest = scale.ticks.map { tickText($0.value).count }.max() ?? 1
        let fits = max(2, Int((width - 2 * Self.side) / (Double(longest) * 8 + 14)))
        let step = max(1, (scale.ticks.count + fits - 1) / fits)
        return scale.ticks.enumerated().filter { $0.offset.isMultiple(of: step) }.map(\.element)
    }

    private func clipped(_ text: String, to count: Int) -> String {
        text.count <= count ? text : text.prefix(max(1, count - 1)) + "…"
    }
}

/// The look of charts: colours that people with colour-blindness tell apart (Okabe and Ito), light and dark.
enum ChartStyle {
    static let light =
        "--tw-paper:#ffffff;--tw-ink:#1c2126;--tw-mute:#5d6670;--tw-grid:#e4e7eb;--tw-ref:#8a929b;--tw-a:#0072b2;--tw-b:#c2500a;--tw-o:#6f7782"
    static let dark =
        "--tw-paper:#16191d;--tw-ink:#eceff2;--tw-mute:#a3acb6;--tw-grid:#2d333a;--tw-ref:#7c8590;--tw-a:#56b4e9;--tw-b:#f0a04b;--tw-o:#a3acb6"

    static let shapes = """
        .tw-chart{font-family:system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;font-size:13px}
        .tw-paper{fill:var(--tw-paper)}
        .tw-grid{stroke:var(--tw-grid);stroke-width:1}
        .tw-ref{stroke:var(--tw-ref);stroke-width:1.5;stroke-dasharray:4 4}
        .tw-tick,.tw-axis,.tw-reflabel,.tw-small{fill:var(--tw-mute);font-size:12px}
        .tw-label{fill:var(--tw-ink);font-weight:600}
        .tw-beside{fill:var(--tw-mute);font-weight:400}
        .tw-label,.tw-value,.tw-reflabel{paint-order:stroke;stroke:var(--tw-paper);stroke-width:4px;stroke-linejoin:round}
        .tw-value{fill:var(--tw-ink);font-variant-numeric:tabular-nums}
        .tw-a{--tw-tone:var(--tw-a)}.tw-b{--tw-tone:var(--tw-b)}.tw-o{--tw-tone:var(--tw-o)}
        .tw-whisker{stroke:var(--tw-tone);stroke-width:2.5;stroke-linecap:round}
        .tw-thin{stroke-width:2}
        .tw-open{fill:none;stroke-linejoin:round}
        .tw-mark{fill:var(--tw-tone);stroke:var(--tw-paper);stroke-width:1.5}
        .tw-band{fill:var(--tw-tone);fill-opacity:.18}
        .tw-curve{fill:none;stroke:var(--tw-tone);stroke-width:2;stroke-linejoin:round}
        .tw-bar{fill:var(--tw-grid)}
        """

    /// The style of a chart that is a file of its own.
    static let standalone = """
        :root{\(light)}
        @media screen and (prefers-color-scheme:dark){:root{\(dark)}}
        \(shapes)
        """
}

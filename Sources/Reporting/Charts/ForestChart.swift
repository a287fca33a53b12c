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
        // Room for the reference's name above the rows.
        let top = reference == nil ? 4.0 : 30
        let axis = ValueAxis(
            scale: scale, left: Self.side, right: width - Self.side, top: top, bottom: top + Double(rows.count) * Self.rowHeight + 4)
        axis.draw(ticks: tickText, least: 0, most: width, on: &canvas)
        canvas.text(inside: 0...width, axisTitle, x: width / 2, y: axis.bottom + 38, "tw-axis")
        if let reference { axis.draw(reference: reference, least: 0, most: width, on: &canvas) }
        for (place, row) in rows.enumerated() {
            let top = top + Double(place) * Self.rowHeight
            guard width > 500 else {
                draw(row, top: top, axis, on: &canvas)
                continue
            }
            // The numbers stand in the row, so nobody has to stop at each.
            canvas.point("\(row.label): \(row.text), \(row.sublabel)", isStop: false) { canvas in
                canvas.rectangle(x: 0, y: top, width: width, height: Self.rowHeight, "tw-hit")
                draw(row, top: top, axis, on: &canvas)
            }
        }
        return canvas.svg(height: axis.bottom + 48, id: id, of: self, style: style)
    }

    private func draw(_ row: ForestRow, top: Double, _ axis: ValueAxis, on canvas: inout SVGCanvas) {
        let textLine = top + 18
        let text = TextWidth.value.clipped(row.text, to: (axis.right - axis.left) * 0.75)
        let room = axis.right - axis.left - TextWidth.value.of(text) - 12
        let hasRoom = TextWidth.label.of(row.label) + 8 + TextWidth.value.of(row.sublabel) <= room
        canvas.text(TextWidth.label.clipped(row.label, to: room), small: hasRoom ? row.sublabel : nil, x: axis.left, y: textLine, "tw-label")
        canvas.text(text, x: axis.right, y: textLine, "tw-value", anchor: .end)
        guard let value = row.value, value.isFinite else { return }
        axis.draw(row.shape, value: value, low: row.low, high: row.high, y: top + 33, row.tone, on: &canvas)
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
        .tw-label,.tw-title{fill:var(--tw-ink);font-weight:600}
        .tw-title{font-size:16px}
        .tw-beside{fill:var(--tw-mute);font-weight:400}
        .tw-label,.tw-value,.tw-reflabel{paint-order:stroke;stroke:var(--tw-paper);stroke-width:4px;stroke-linejoin:round}
        .tw-value{fill:var(--tw-ink);font-variant-numeric:tabular-nums}
        .tw-a{--tw-tone:var(--tw-a)}.tw-b{--tw-tone:var(--tw-b)}.tw-o{--tw-tone:var(--tw-o)}.tw-c{--tw-tone:var(--tw-ink)}
        .tw-whisker{stroke:var(--tw-tone);stroke-width:2.5;stroke-linecap:round}
        .tw-thin{stroke-width:2}
        .tw-open{fill:none;stroke-linejoin:round}
        .tw-mark{fill:var(--tw-tone);stroke:var(--tw-paper);stroke-width:1.5}
        .tw-ring{fill:var(--tw-paper);stroke:var(--tw-tone);stroke-width:2.5}
        .tw-spot{fill:var(--tw-tone);fill-opacity:.3;stroke:var(--tw-tone);stroke-width:1}
        .tw-hit{fill:transparent}
        .tw-point:hover>.tw-hit,.tw-point:focus>.tw-hit{fill:var(--tw-ink);fill-opacity:.07}
        .tw-point:focus{outline:none}
        .tw-point:focus-visible{outline:2px solid var(--tw-ink);outline-offset:-2px}
        .tw-tip{opacity:0;pointer-events:none}
        .tw-tip text{fill:var(--tw-ink)}
        .tw-point:hover>.tw-tip,.tw-point:focus>.tw-tip{opacity:1}
        .tw-glyph{vertical-align:middle}
        .tw-band{fill:var(--tw-tone);fill-opacity:.18}
        .tw-curve{fill:none;stroke:var(--tw-tone);stroke-width:2;stroke-linejoin:round}
        .tw-dashed{stroke-dasharray:6 4}
        .tw-bar{fill:var(--tw-grid)}
        """

    /// The style of a chart that is a file of its own.
    static let standalone = """
        :root{\(light)}
        @media screen and (prefers-color-scheme:dark){:root{\(dark)}}
        \(shapes)
        """
}

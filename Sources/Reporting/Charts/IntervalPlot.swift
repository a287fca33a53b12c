/// Dots with whiskers in a narrow space: names to the left, numbers to the right, the axis between. A line each for what is
/// compared on the first screen, where `ForestChart` would be too wide.
struct IntervalPlot: Drawing {
    struct Row {
        var label: String
        var sublabel: String
        /// On the axis: logarithms on a logarithmic one.
        var value: Double?
        var low: Double?
        var high: Double?
        var text: String
        /// What stands below the value, or why there is none.
        var subtext: String
        /// All of it, for who points at the row or listens.
        var spoken: String
        var shape: MarkShape
        /// Style class: `tw-a`, `tw-b`, `tw-o` or `tw-c`.
        var tone: String
    }

    var name: String
    var title: String
    var subtitle: String
    var description: String
    /// Empty where the subtitle has said it.
    var axisTitle = ""
    var rows: [Row]
    var scale: AxisScale
    /// The line that means zero, no difference or break-even.
    var reference: (value: Double, label: String)?
    var tickText: (Double) -> String

    /// Of the two it stands beside the other on the first screen.
    var widths: (wide: Double, narrow: Double) = (420, 366)

    private static let rowHeight = 42.0
    private static let gap = 14.0
    /// Of the width, that the columns of texts take at most.
    private static let widest = (left: 0.43, right: 0.36)

    func svg(width: Double, id: String, style: String?) -> String {
        var canvas = SVGCanvas(width: width)
        let leftColumn = column(rows.map { ($0.label, $0.sublabel) }, width * Self.widest.left)
        let rightColumn = column(rows.map { ($0.text, $0.subtext) }, width * Self.widest.right)
        let top = reference == nil ? 6.0 : 24
        let axis = ValueAxis(
            scale: scale, left: leftColumn + Self.gap, right: width - rightColumn - Self.gap, top: top,
            bottom: top + Double(rows.count) * Self.rowHeight)
        axis.draw(ticks: tickText, least: 0, most: width, on: &canvas)
        if let reference { axis.draw(reference: reference, least: 0, most: width, on: &canvas) }
        for (place, row) in rows.enumerated() {
            canvas.point(row.spoken) { canvas in
                draw(row, top: top + Double(place) * Self.rowHeight, axis, column: leftColumn, width: width, on: &canvas)
                // In place of the reference's name; without one all numbers stand in the row.
                if reference != nil { canvas.tip(row.spoken) }
            }
        }
        guard !axisTitle.isEmpty else { return canvas.svg(height: axis.bottom + 24, id: id, of: self, style: style) }
        canvas.text(inside: 0...width, axisTitle, x: (axis.left + axis.right) / 2, y: axis.bottom + 36, "tw-axis")
        return canvas.svg(height: axis.bottom + 42, id: id, of: self, style: style)
    }

    private func draw(_ row: Row, top: Double, _ axis: ValueAxis, column: Double, width: Double, on canvas: inout SVGCanvas) {
        canvas.rectangle(x: 0, y: top, width: width, height: Self.rowHeight, "tw-hit")
        canvas.text(TextWidth.label.clipped(row.label, to: column), x: 0, y: top + 18, "tw-label")
        canvas.text(TextWidth.small.clipped(row.sublabel, to: column), x: 0, y: top + 34, "tw-small")
        if let value = row.value, value.isFinite {
            axis.draw(row.shape, value: value, low: row.low, high: row.high, y: top + 21, row.tone, on: &canvas)
        }
        let room = width * Self.widest.right
        canvas.text(TextWidth.label.clipped(row.text, to: room), x: width, y: top + 18, "tw-label", anchor: .end)
        canvas.text(TextWidth.small.clipped(row.subtext, to: room), x: width, y: top + 34, "tw-small", anchor: .end)
    }

    private func column(_ texts: [(String, String)], _ most: Double) -> Double {
        let needed = texts.map { max(TextWidth.label.of($0), TextWidth.small.of($1)) }.max() ?? 0
        return min(needed, most)
    }
}

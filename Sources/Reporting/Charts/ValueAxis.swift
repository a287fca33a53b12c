/// The axis under a chart of intervals: grid and ticks, the line that means no difference or break-even, and what stands on it.
struct ValueAxis {
    let scale: AxisScale
    let left: Double
    let right: Double
    let top: Double
    let bottom: Double

    func x(_ value: Double) -> Double { left + scale.place(value) * (right - left) }

    /// Labels of ticks stay between `least` and `most`.
    func draw(ticks text: (Double) -> String, least: Double, most: Double, on canvas: inout SVGCanvas) {
        for tick in scale.ticks { canvas.line(x(tick.position), top, x(tick.position), bottom, "tw-grid") }
        for tick in labelledTicks(text) {
            let place = x(tick.position)
            canvas.text(inside: least...most, text(tick.value), x: place, y: bottom + 17, "tw-tick")
        }
    }

    /// The name of the line stands above it.
    func draw(reference: (value: Double, label: String), least: Double, most: Double, on canvas: inout SVGCanvas) {
        let place = x(reference.value)
        canvas.line(place, top - 5, place, bottom, "tw-ref")
        canvas.text(inside: least...most, reference.label, x: place, y: top - 10, "tw-reflabel")
    }

    /// A mark with its whisker at height `y`; a limit beyond the axis is an arrow.
    func draw(_ mark: MarkShape, value: Double, low: Double?, high: Double?, y: Double, _ tone: String, on canvas: inout SVGCanvas) {
        if let low, let high, low.isFinite, high.isFinite {
            canvas.line(x(low), y, x(high), y, "tw-whisker \(tone)")
            end(low, y: y, direction: -1, tone, on: &canvas)
            end(high, y: y, direction: 1, tone, on: &canvas)
        }
        canvas.mark(mark, x: x(value), y: y, "tw-mark \(tone)")
    }

    private func end(_ limit: Double, y: Double, direction: Double, _ tone: String, on canvas: inout SVGCanvas) {
        let place = x(limit)
        if scale.contains(limit) {
            canvas.line(place, y - 4, place, y + 4, "tw-whisker \(tone)")
        } else {
            canvas.path([(place - direction * 7, y - 5), (place, y), (place - direction * 7, y + 5)], "tw-whisker tw-open \(tone)")
        }
    }

    /// Every tick, or every second, third … one where labels would touch.
    private func labelledTicks(_ text: (Double) -> String) -> [AxisScale.Tick] {
        let widest = scale.ticks.map { TextWidth.small.of(text($0.value)) }.max() ?? 1
        let steps = 1...max(scale.ticks.count, 1)
        let step = steps.first { step in
            let places = scale.ticks.enumerated().filter { $0.offset.isMultiple(of: step) }.map { x($0.element.position) }
            return zip(places, places.dropFirst()).allSatisfy { $1 - $0 >= widest + 8 }
        }
        return scale.ticks.enumerated().filter { $0.offset.isMultiple(of: step ?? 1) }.map(\.element)
    }
}

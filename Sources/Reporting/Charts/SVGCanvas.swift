/// The four places text can hang at.
enum TextAnchor: String { case start, middle, end }

/// Builds one SVG: shapes with classes, never with colours, so that the page (or the file's own style) decides between
/// light and dark. Coordinates are written with at most one decimal.
struct SVGCanvas {
    let width: Double
    private var body = ""
    /// Whether somebody can stop in it with the keyboard; an image could not be entered.
    private var hasStops = false

    init(width: Double) { self.width = width }

    mutating func line(_ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, _ style: String) {
        body +=
            "<line class=\"\(style)\" x1=\"\(number(x1))\" y1=\"\(number(y1))\" x2=\"\(number(x2))\" y2=\"\(number(y2))\"/>\n"
    }

    mutating func rectangle(x: Double, y: Double, width: Double, height: Double, _ style: String, rounded: Double = 0) {
        body +=
            "<rect class=\"\(style)\" x=\"\(number(x))\" y=\"\(number(y))\" width=\"\(number(width))\" height=\"\(number(height))\""
        body += rounded > 0 ? " rx=\"\(number(rounded))\"/>\n" : "/>\n"
    }

    /// `small` follows in the small print of the style.
    mutating func text(
        _ text: String, small: String? = nil, x: Double, y: Double, _ style: String, anchor: TextAnchor = .start
    ) {
        body +=
            "<text class=\"\(style)\" x=\"\(number(x))\" y=\"\(number(y))\" text-anchor=\"\(anchor.rawValue)\">\(HTMLText.escape(text))"
        if let small { body += "<tspan class=\"tw-beside\" dx=\"8\">\(HTMLText.escape(small))</tspan>" }
        body += "</text>\n"
    }

    /// A text around `x` that stays inside `limits`.
    mutating func text(inside limits: ClosedRange<Double>, _ text: String, x: Double, y: Double, _ style: String) {
        let width = TextWidth.small
        let shown = width.clipped(text, to: limits.upperBound - limits.lowerBound)
        let half = width.of(shown) / 2
        if x - half < limits.lowerBound {
            self.text(shown, x: limits.lowerBound, y: y, style)
        } else if x + half > limits.upperBound {
            self.text(shown, x: limits.upperBound, y: y, style, anchor: .end)
        } else {
            self.text(shown, x: x, y: y, style, anchor: .middle)
        }
    }

    /// What `draw` draws says its values to who points at it, and with `isStop` to who comes by keyboard.
    mutating func point(_ spoken: String, isStop: Bool = true, _ draw: (inout SVGCanvas) -> Void) {
        body += "<g class=\"tw-point\"\(isStop ? " tabindex=\"0\" role=\"img\"" : "")><title>\(HTMLText.escape(spoken))</title>\n"
        if isStop { hasStops = true }
        draw(&self)
        body += "</g>\n"
    }

    /// A line over the top of the drawing, for as long as somebody points at the point that it belongs to, or has stopped there.
    mutating func tip(_ spoken: String) {
        body += "<g class=\"tw-tip\">\n"
        rectangle(x: 0, y: 0, width: width, height: 19, "tw-paper")
        text(TextWidth.small.clipped(spoken, to: width), x: 0, y: 14, "tw-value tw-small")
        body += "</g>\n"
    }

    mutating func path(_ points: [(x: Double, y: Double)], _ style: String, closed: Bool = false) {
        guard !points.isEmpty else { return }
        let steps = points.enumerated().map {
            "\($0.offset == 0 ? "M" : "L")\(number($0.element.x)) \(number($0.element.y))"
        }
        body += "<path class=\"\(style)\" d=\"\(steps.joined())\(closed ? "Z" : "")\"/>\n"
    }

    /// One of hundreds of small points; an arrow where its value lies beyond the drawing.
    mutating func spot(x: Double, y: Double, isCut: Bool, _ style: String, spoken: String?) {
        body +=
            isCut
            ? "<path class=\"\(style)\" d=\"M\(number(x - 3)) \(number(y + 2))L\(number(x)) \(number(y - 3))L\(number(x + 3)) \(number(y + 2))Z\""
            : "<circle class=\"\(style)\" cx=\"\(number(x))\" cy=\"\(number(y))\" r=\"3\""
        body += spoken.map { "><title>\(HTMLText.escape($0))</title></\(isCut ? "path" : "circle")>\n" } ?? "/>\n"
    }

    /// A point whose shape, not only its colour, says which tier it is.
    mutating func mark(_ shape: MarkShape, x: Double, y: Double, times size: Double = 1, _ style: String) {
        switch shape {
        case .circle: circle(x: x, y: y, radius: 6 * size, style)
        case .diamond: path([(x, y - 7.5 * size), (x + 7.5 * size, y), (x, y + 7.5 * size), (x - 7.5 * size, y)], style, closed: true)
        case .square: rectangle(x: x - 5.2 * size, y: y - 5.2 * size, width: 10.4 * size, height: 10.4 * size, style)
        case .dot: circle(x: x, y: y, radius: 3.5 * size, style)
        case .point: circle(x: x, y: y, radius: 4.5 * size, style)
        case .ring: circle(x: x, y: y, radius: 5.5 * size, "tw-ring \(style)")
        case .triangle: path([(x, y - 7 * size), (x + 7 * size, y + 5.5 * size), (x - 7 * size, y + 5.5 * size)], style, closed: true)
        }
    }

    mutating func circle(x: Double, y: Double, radius: Double, _ style: String) {
        body += "<circle class=\"\(style)\" cx=\"\(number(x))\" cy=\"\(number(y))\" r=\"\(number(radius))\"/>\n"
    }

    /// The finished drawing. With `style` it stands alone as a file, with its title above; without, the page has both.
    func svg(height: Double, id: String, of drawing: some Drawing, style: String?) -> String {
        let head = style == nil ? (text: "", height: 0) : head(drawing)
        let height = height + head.height
        var text =
            "<svg class=\"tw-chart\" xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 \(number(width)) \(number(height))\" "
            + "width=\"\(number(width))\" height=\"\(number(height))\" role=\"\(hasStops ? "group" : "img")\" aria-labelledby=\"\(id)-title \(id)-desc\">\n"
            + "<title id=\"\(id)-title\">\(HTMLText.escape(drawing.title))</title>\n"
            + "<desc id=\"\(id)-desc\">\(HTMLText.escape(drawing.description))</desc>\n"
        if let style {
            text += "<style>\(style)</style>\n<rect class=\"tw-paper\" width=\"100%\" height=\"100%\"/>\n"
            return text + head.text + "<g transform=\"translate(0 \(number(head.height)))\">\n\(body)</g>\n</svg>\n"
        }
        return text + body + "</svg>\n"
    }

    /// A drawing so small that it stands in a line of text.
    func glyph(height: Double, label: String) -> String {
        "<svg class=\"tw-chart tw-glyph\" xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 \(number(width)) \(number(height))\" "
            + "width=\"\(number(width))\" height=\"\(number(height))\" role=\"img\" aria-label=\"\(HTMLText.escape(label))\">"
            + "<title>\(HTMLText.escape(label))</title>\n\(body)</svg>"
    }

    /// Title, and what was measured, of a drawing that stands alone.
    private func head(_ drawing: some Drawing) -> (text: String, height: Double) {
        var head = SVGCanvas(width: width)
        let side = 14.0
        var y = 6.0
        for line in TextWidth.title.lines(drawing.title, to: width - 2 * side) {
            y += 20
            head.text(line, x: side, y: y, "tw-title")
        }
        for line in TextWidth.small.lines(drawing.subtitle, to: width - 2 * side) {
            y += 17
            head.text(line, x: side, y: y, "tw-small")
        }
        return (head.body, y + 14)
    }

    private func number(_ value: Double) -> String {
        DecimalDigits(value)?.rounded(decimals: 1).text() ?? "0"
    }
}

/// A drawing that appears wide and narrow in the page, and as a file of its own.
protocol Drawing {
    var name: String { get }
    /// What it says: the message, where there is one.
    var title: String { get }
    /// What was measured, of whom; empty where the title says it.
    var subtitle: String { get }
    /// The values, for who cannot see them.
    var description: String { get }
    /// What its reader has to know; empty where nothing.
    var note: String { get }
    /// In units of the drawing, for screens and for phones.
    var widths: (wide: Double, narrow: Double) { get }

    /// - Parameters:
    ///   - width: in units of the drawing.
    ///   - id: prefix of the ids in it, so that two drawings of one page do not share any.
    ///   - style: nil inside the page, which has its own.
    func svg(width: Double, id: String, style: String?) -> String
}

extension Drawing {
    var subtitle: String { "" }
    var note: String { "" }
    var widths: (wide: Double, narrow: Double) { (860, 360) }

    func chart() -> Chart { Chart(drawing: self) }
}

enum MarkShape { case circle, diamond, square, dot, point, ring, triangle }

/// The four places text can hang at.
enum TextAnchor: String { case start, middle, end }

/// Builds one SVG: shapes with classes, never with colours, so that the page (or the file's own style) decides between
/// light and dark. Coordinates are written with at most one decimal.
struct SVGCanvas {
    let width: Double
    private var body = ""

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

    mutating func path(_ points: [(x: Double, y: Double)], _ style: String, closed: Bool = false) {
        guard !points.isEmpty else { return }
        let steps = points.enumerated().map {
            "\($0.offset == 0 ? "M" : "L")\(number($0.element.x)) \(number($0.element.y))"
        }
        body += "<path class=\"\(style)\" d=\"\(steps.joined())\(closed ? "Z" : "")\"/>\n"
    }

    /// A point whose shape, not only its colour, says which tier it is.
    mutating func mark(_ shape: MarkShape, x: Double, y: Double, _ style: String) {
        switch shape {
        case .circle: body += "<circle class=\"\(style)\" cx=\"\(number(x))\" cy=\"\(number(y))\" r=\"6\"/>\n"
        case .diamond: path([(x, y - 7.5), (x + 7.5, y), (x, y + 7.5), (x - 7.5, y)], style, closed: true)
        case .square: rectangle(x: x - 5.2, y: y - 5.2, width: 10.4, height: 10.4, style)
        case .dot: body += "<circle class=\"\(style)\" cx=\"\(number(x))\" cy=\"\(number(y))\" r=\"3.5\"/>\n"
        }
    }

    /// The finished drawing. With `style` it stands alone as a file; without, the page's style applies.
    func svg(height: Double, id: String, title: String, description: String, style: String?) -> String {
        var text =
            "<svg class=\"tw-chart\" xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 \(number(width)) \(number(height))\" "
            + "width=\"\(number(width))\" height=\"\(number(height))\" role=\"img\" aria-labelledby=\"\(id)-title \(id)-desc\">\n"
            + "<title id=\"\(id)-title\">\(HTMLText.escape(title))</title>\n"
            + "<desc id=\"\(id)-desc\">\(HTMLText.escape(description))</desc>\n"
        if let style {
            text += "<style>\(style)</style>\n<rect class=\"tw-paper\" width=\"100%\" height=\"100%\"/>\n"
        }
        return text + body + "</svg>\n"
    }

    private func number(_ value: Double) -> String {
        DecimalDigits(value)?.rounded(decimals: 1).text() ?? "0"
    }
}

/// A drawing that appears wide and narrow in the page, and as a file of its own.
protocol Drawing {
    var name: String { get }
    var title: String { get }
    var description: String { get }

    /// - Parameters:
    ///   - width: in units of the drawing.
    ///   - id: prefix of the ids in it, so that two drawings of one page do not share any.
    ///   - style: nil inside the page, which has its own.
    func svg(width: Double, id: String, style: String?) -> String
}

extension Drawing {
    func chart() -> Chart {
        Chart(
            name: name, title: title, description: description, wide: svg(width: 860, id: name, style: nil),
            narrow: svg(width: 360, id: name + "-narrow", style: nil),
            file: svg(width: 860, id: name, style: ChartStyle.standalone))
    }
}

enum MarkShape { case circle, diamond, square, dot }

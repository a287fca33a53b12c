/// How wide a text may become in a drawing, in the widest of the fonts that readers are likely to have: what is said to fit, fits.
struct TextWidth {
    /// Height of the letters in units of the drawing.
    let size: Double
    let isBold: Bool

    static let title = TextWidth(size: 16, isBold: true)
    static let label = TextWidth(size: 13, isBold: true)
    static let value = TextWidth(size: 13, isBold: false)
    static let small = TextWidth(size: 12, isBold: false)

    func of(_ text: String) -> Double { text.reduce(0) { $0 + of($1) } }

    /// `text`, or as much of it as `room` holds with an ellipsis.
    func clipped(_ text: String, to room: Double) -> String {
        guard of(text) > room else { return text }
        var left = room - of("…")
        var kept = ""
        for character in text {
            left -= of(character)
            guard left >= 0 else { break }
            kept.append(character)
        }
        return kept + "…"
    }

    /// `text` in lines that fit; a word that is longer than a line is cut.
    func lines(_ text: String, to room: Double) -> [String] {
        var lines: [String] = []
        for word in text.split(separator: " ") {
            if let last = lines.last, of("\(last) \(word)") <= room {
                lines[lines.count - 1] = "\(last) \(word)"
            } else {
                lines.append(clipped(String(word), to: room))
            }
        }
        return lines
    }

    private func of(_ character: Character) -> Double { Self.share(character) * size * (isBold ? 1.1 : 1) }

    /// Of the height.
    private static func share(_ character: Character) -> Double {
        guard let scalar = character.unicodeScalars.first, scalar.isASCII else {
            return narrowSigns.contains(character) ? 0.35 : wideScripts(character)
        }
        return switch character {
        case "i", "j", "l", "I", "'", "|", ".", ",", ":", ";", " ", "!": 0.34
        case "f", "r", "t", "(", ")", "[", "]", "-", "/", "\\": 0.42
        case "m", "w", "M", "W", "%", "@": 1
        case "A"..."Z", "+", "=", "<", ">", "~", "&", "#": 0.84
        default: 0.65
        }
    }

    /// No-break spaces as wide as a blank or narrower.
    private static let narrowSigns: Set<Character> = ["\u{202F}", "\u{00A0}", "’", "·"]

    /// Letters of Europe are about as wide as Latin ones; anything from there on may fill a square, as Chinese and emoji do, or more.
    private static func wideScripts(_ character: Character) -> Double {
        let scalars = character.unicodeScalars
        guard let first = scalars.first else { return 0 }
        return first.value < 0x2100 ? 0.85 : 1.4 * Double(min(scalars.count, 2))
    }
}

/// Text that came out of somebody's file, made safe to look at: what cannot be seen, or moves what can be seen, is
/// written as `\u{…}`.
///
/// Handles, niches, campaigns and file names are data. A right-to-left override in one of them would turn the numbers
/// beside it around, a zero-width space makes two names look the same, an escape code speaks to terminals.
enum Visible {
    /// Longest text shown on a page; tables hold all of it.
    static let longest = 120

    /// `text` with every control, format, private, unassigned and separator character written out, cut at `limit`
    /// characters. An empty text becomes `(empty)`, so that it is not taken for a missing cell.
    static func text(_ text: String, limit: Int = longest) -> String {
        guard !text.isEmpty else { return say("(empty)") }
        var shown = ""
        var written = 0
        var marks = 0
        var previous: Unicode.Scalar?
        for scalar in text.unicodeScalars {
            guard written < limit else { return shown + "…" }
            marks = isMark(scalar) ? marks + 1 : 0
            if isHidden(scalar, after: previous) || marks > longestStack || (marks > 0 && previous == nil) {
                shown += "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
            } else {
                shown.unicodeScalars.append(scalar)
            }
            written += 1
            previous = scalar
        }
        return shown
    }

    /// A message as the terminal has it, where backticks quote: on a page they are quotation marks.
    static func message(_ text: String, limit: Int) -> String {
        let quotes = Language.current.quotes
        var isOpen = false
        return String(
            Self.text(text, limit: limit).map { character in
                guard character == "`" else { return character }
                isOpen.toggle()
                return isOpen ? quotes.open : quotes.close
            })
    }

    /// Accents one letter may carry before they climb over the neighbouring lines. No script needs more.
    private static let longestStack = 3

    private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark: true
        default: false
        }
    }

    private static func isHidden(_ scalar: Unicode.Scalar, after previous: Unicode.Scalar?) -> Bool {
        if scalar.isASCII { return scalar.value < 0x20 || scalar.value == 0x7F }
        // Joiners shape Persian and Indic words and make families out of emoji; after a Latin letter they only hide.
        if scalar.value == 0x200C || scalar.value == 0x200D { return previous.map(\.isASCII) ?? true }
        // Letters by category, blank by design.
        if [0x115F, 0x1160, 0x3164, 0xFFA0, 0x2800].contains(scalar.value) { return true }
        return switch scalar.properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: true
        default: false
        }
    }
}

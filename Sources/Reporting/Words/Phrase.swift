/// A text of the pages with places for what it is about. Its English, with `{1}`, `{2}`, … in the places, is its name: other
/// languages and a brand's own words are found by it.
struct Phrase: ExpressibleByStringInterpolation, Equatable {
    /// `A typical {1} creator gets {2}.`
    let english: String
    /// What stands in the places, as the page may show it.
    let values: [String]

    init(stringLiteral text: String) {
        english = text
        values = []
    }

    init(stringInterpolation interpolation: StringInterpolation) {
        english = interpolation.english
        values = interpolation.values
    }

    struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var english = ""
        fileprivate var values: [String] = []

        init(literalCapacity: Int, interpolationCount: Int) { english.reserveCapacity(literalCapacity + 3 * interpolationCount) }

        mutating func appendLiteral(_ text: String) { english += text }

        /// Only texts: a number is written by `Format` first, in the language's style.
        mutating func appendInterpolation(_ value: String) {
            values.append(value)
            english += "{\(values.count)}"
        }
    }
}

/// The phrase in the language of the page.
func say(_ phrase: Phrase) -> String { Language.current.text(phrase) }

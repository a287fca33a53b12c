internal import Yams

/// The language of a page: its texts by their English, and how it writes numbers.
///
/// Everything visible is said by `say` and `Format`, which look here. It is set around the making of the pages, so that no
/// text has to be told its language; tables, names of columns and files are the same in every language.
struct Language: Sendable {
    /// The language of what is being made.
    @TaskLocal static var current = Language.english

    /// `en`, `de`.
    let code: String
    let numbers: NumberStyle
    /// By the English of a phrase.
    private let texts: [String: String]
    /// Told each phrase that the language lacks and that therefore stays English.
    private let onLack: (@Sendable (String) -> Void)?

    init(code: String, numbers: NumberStyle, texts: [String: String], onLack: (@Sendable (String) -> Void)? = nil) {
        self.code = code
        self.numbers = numbers
        self.texts = texts
        self.onLack = onLack
    }

    static let english = Language(code: "en", numbers: .english, texts: [:])

    /// The same with texts of one's own in place of some.
    func replacing(_ own: [String: String]) -> Language {
        own.isEmpty ? self : Language(code: code, numbers: numbers, texts: texts.merging(own) { $1 }, onLack: onLack)
    }

    func text(_ phrase: Phrase) -> String {
        if let text = texts[phrase.english] { return Self.fill(text, phrase.values) }
        if code != Self.english.code { onLack?(phrase.english) }
        return Self.fill(phrase.english, phrase.values)
    }

    /// A text that stands in a list of words (`Glossary/*.yml`), where no value has a place.
    func word(_ english: String) -> String { text(Phrase(stringLiteral: english)) }

    /// `{1}` … become values; a brace with anything else in it stays.
    private static func fill(_ text: String, _ values: [String]) -> String {
        guard !values.isEmpty else { return text }
        var filled = ""
        var rest = Substring(text)
        while let open = rest.firstIndex(of: "{") {
            filled += rest[..<open]
            let after = rest[rest.index(after: open)...]
            guard let close = after.firstIndex(of: "}"), let place = Int(after[..<close]), values.indices.contains(place - 1) else {
                filled += "{"
                rest = after
                continue
            }
            filled += values[place - 1]
            rest = after[after.index(after: close)...]
        }
        return filled + rest
    }
}

/// How a language writes numbers.
struct NumberStyle: Sendable, Equatable {
    /// Between groups of three digits.
    let group: String
    /// Between the whole and its parts.
    let point: String
    /// Between a number and `%`.
    let beforePercent: String
    /// `1.234 €` instead of `€1,234`.
    let currencyFollows: Bool

    static let english = NumberStyle(group: ",", point: ".", beforePercent: "", currencyFollows: false)
    static let german = NumberStyle(group: ".", point: ",", beforePercent: "\u{202F}", currencyFollows: true)
}

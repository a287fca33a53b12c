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
    let texts: [String: String]
    private let messages: MessagePatterns
    /// Told each phrase that the language lacks and that therefore stays English.
    private let onLack: (@Sendable (String) -> Void)?

    init(
        code: String, numbers: NumberStyle, texts: [String: String], messages: MessagePatterns = .none,
        onLack: (@Sendable (String) -> Void)? = nil
    ) {
        self.code = code
        self.numbers = numbers
        self.texts = texts
        self.messages = messages
        self.onLack = onLack
    }

    static let english = Language(code: "en", numbers: .english, texts: [:])

    static let german: Language = {
        do {
            let file = try LanguageFile("de.yml", PackageResources.de_yml)
            return Language(code: "de", numbers: .german, texts: file.texts, messages: MessagePatterns(file.messages))
        } catch {
            preconditionFailure("\(error)")
        }
    }()

    static let codes = ["en", "de"]

    /// One of `codes`; nil for another.
    static func named(_ code: String) -> Language? {
        switch code {
        case "en": english
        case "de": german
        default: nil
        }
    }

    /// What pages are written in: the language of a code, or English, with texts of one's own.
    static func ofPages(_ code: String, _ own: [String: String]) -> Language { (named(code) ?? english).replacing(own) }

    /// The same with texts of one's own in place of some.
    func replacing(_ own: [String: String]) -> Language {
        own.isEmpty
            ? self : Language(code: code, numbers: numbers, texts: texts.merging(own) { $1 }, messages: messages, onLack: onLack)
    }

    /// The same, telling what it lacks.
    func telling(_ onLack: @escaping @Sendable (String) -> Void) -> Language {
        Language(code: code, numbers: numbers, texts: texts, messages: messages, onLack: onLack)
    }

    func text(_ phrase: Phrase) -> String {
        if let text = texts[phrase.english] { return Self.fill(text, phrase.values) }
        if code != Self.english.code { onLack?(phrase.english) }
        return Self.fill(phrase.english, phrase.values)
    }

    /// Marks that a quotation begins and ends with.
    var quotes: (open: Character, close: Character) { code == "de" ? ("„", "“") : ("“", "”") }

    /// A text that stands in a list of words (`Glossary/*.yml`), where no value has a place.
    func word(_ english: String) -> String { text(Phrase(stringLiteral: english)) }

    /// What another stage finished in English; it stays so where no pattern of this language knows it. A place `{1*}` of a
    /// pattern holds a message or a word itself.
    func message(_ english: String) -> String {
        if let text = texts[english] { return text }
        guard let (text, values) = messages.match(english) else { return english }
        let said = values.enumerated().map { place, value in text.contains("{\(place + 1)*}") ? message(value) : value }
        return Self.fill(text.replacing("*}", with: "}"), said)
    }

    /// `{1}` … become values, `{1^}` … values with a capital at their beginning; a brace with anything else in it stays.
    private static func fill(_ text: String, _ values: [String]) -> String {
        guard !values.isEmpty else { return text }
        var filled = ""
        var rest = Substring(text)
        while let open = rest.firstIndex(of: "{") {
            filled += rest[..<open]
            let after = rest[rest.index(after: open)...]
            let name = after.prefix { $0 != "}" }
            let isCapital = name.last == "^"
            guard name.endIndex < after.endIndex, let place = Int(isCapital ? name.dropLast() : name), values.indices.contains(place - 1)
            else {
                filled += "{"
                rest = after
                continue
            }
            let value = values[place - 1]
            filled += isCapital ? Wording.capitalised(value) : value
            rest = after[after.index(after: name.endIndex)...]
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

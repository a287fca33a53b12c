/// Marks words of the glossary in sentences of a page, each where it stands first, with its explanation for who points at it.
struct TermMarker {
    /// As a page writes it, and the name it has in the glossary.
    private var terms: [(word: String, name: String)]

    init() {
        terms = [
            (say("engagement rate"), "engagement"), (say("like for like"), "like for like"), (say("percentage points"), "percentage points"),
            (say("net revenue"), "net revenue"), (say("margin"), "margin"), (say("typical"), "typical"),
            (say("rank correlation"), "spearman"), (say("break-even"), "break-even"),
            (say("interval"), "interval"),
        ]
    }

    /// Sentences as the templates see them: the text, and the same as HTML.
    mutating func context(_ sentences: [String]) -> [[String: Any]] { sentences.map { context($0) } }

    mutating func context(_ sentence: String) -> [String: Any] { ["text": sentence, "html": html(sentence)] }

    /// HTML of `text`, in which nothing but the marks is markup.
    private mutating func html(_ text: String) -> String {
        guard let (range, place) = first(in: text) else { return HTMLText.escape(text) }
        let term = terms.remove(at: place)
        let meaning = Glossary.meaning(term.name)
        return html(String(text[..<range.lowerBound]))
            + "<abbr tabindex=\"0\" title=\"\(HTMLText.escape(meaning))\">\(HTMLText.escape(String(text[range])))</abbr>"
            + html(String(text[range.upperBound...]))
    }

    /// The first whole word of the list in a text.
    private func first(in text: String) -> (range: Range<String.Index>, place: Int)? {
        var found: (range: Range<String.Index>, place: Int)?
        for (place, term) in terms.enumerated() {
            guard let range = Self.word(term.word, in: text) else { continue }
            if found.map({ range.lowerBound < $0.range.lowerBound }) ?? true { found = (range, place) }
        }
        return found
    }

    private static func word(_ word: String, in text: String) -> Range<String.Index>? {
        var rest = text[...]
        while let range = rest.firstRange(of: word) {
            let before = range.lowerBound == text.startIndex ? nil : text[text.index(before: range.lowerBound)]
            let after = range.upperBound == text.endIndex ? nil : text[range.upperBound]
            if !(before?.isLetter ?? false), !(after?.isLetter ?? false) { return range }
            rest = text[range.upperBound...]
        }
        return nil
    }
}

internal import TextValues

/// A header's words: without case, accents and punctuation, the sign of a currency apart.
struct HeaderWords {
    let words: [String]
    /// What the header says that its amounts are in.
    let sign: CurrencySign?

    init(_ header: String) {
        let parts = Self.parts(header)
        let code = CurrencyCode.code(inHeader: header)
        sign = CurrencyCode.inHeader(header)
        words = parts.map(Self.fold).filter { word in
            !word.isEmpty && !(code != nil && word == code?.text.lowercased()) && word != "euro" && word != "in"
        } + (header.contains("%") ? ["percent"] : [])
    }

    init(words: [String]) {
        self.words = words
        sign = nil
    }

    /// Whether `other` stands in it, word beside word.
    func contains(_ other: [String]) -> Bool {
        guard !other.isEmpty, words.count >= other.count else { return false }
        return (0...words.count - other.count).contains { Array(words[$0..<$0 + other.count]) == other }
    }

    /// Letters as they are compared.
    static func fold(_ text: String) -> String {
        var folded = String.UnicodeScalarView()
        for scalar in UnicodeForm.decomposed(text).lowercased().unicodeScalars where scalar.properties.generalCategory != .nonspacingMark {
            switch scalar {
            case "ß": folded.append(contentsOf: "ss".unicodeScalars)
            case "ł": folded.append("l")
            case "ø": folded.append("o")
            case "æ": folded.append(contentsOf: "ae".unicodeScalars)
            default: folded.append(scalar)
            }
        }
        return String(folded)
    }

    /// Words of a text, folded.
    static func split(_ text: String) -> [String] { parts(text).map(fold).filter { !$0.isEmpty } }

    private static func parts(_ text: String) -> [String] {
        text.split { !$0.isLetter && !$0.isNumber }.map(String.init)
    }
}

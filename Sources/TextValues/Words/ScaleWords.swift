/// Words of a header after which its numbers are thousands or more, and no counts and amounts as they stand: `Fee (k EUR)`.
package enum ScaleWords {
    /// The first of a header's words, in small letters and without accents, that is one.
    package static func first(in words: [String]) -> String? { words.first(where: all.contains) }

    /// The same of a header's part as it is written.
    package static func first(in text: Substring) -> String? {
        first(in: text.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init))
    }

    private static let all: Set<String> = [
        "k", "t", "m", "tsd", "tausend", "thousand", "thousands", "miles", "milliers", "migliaia", "duizenden", "tys", "teur", "keur", "kusd", "tusd", "mio",
        "mln", "million", "millions", "millionen", "millones", "1000", "000", "1k",
    ]
}

import Testing

@testable import ExportFormats

@Suite struct HeaderSpellingTests {
    /// Names of ASCII go a faster way: with a letter beyond it behind them they go the other, and must become the same.
    @Test(arguments: 0..<128)
    func asciiIsSpelledAsOtherText(code: Int) throws {
        let sign = Character(try #require(Unicode.Scalar(code)))
        for name in ["\(sign)Aa", "Aa\(sign)Bb", "Aa \(sign) Bb", "Aa\(sign)\(sign)s Likes"] {
            #expect(HeaderSpelling.key(name + "ł") == HeaderSpelling.key(name) + "ł")
        }
    }

    @Test(arguments: [
        ("  Followers\tCount ", "followers count"), ("\"Likes\"", "likes"), ("Don't", "dont"), ("A\u{0}B", "ab"), ("", ""), (" \n", ""),
        ("Reichweite\u{AD}n", "reichweiten"), ("Größe", "große"),
    ])
    func keys(name: String, key: String) {
        #expect(HeaderSpelling.key(name) == key)
    }

    @Test(arguments: [("likes (avg.)", "likeavg"), ("a_b-c/d", "abcd"), ("likes %", "like%"), ("post #", "post#"), ("a&b@c*d!", "abcd"), ("a+b=c", "a+b=c")])
    func looseKeys(key: String, loose: String) {
        #expect(HeaderSpelling.loose(key) == loose)
    }
}

import TextValues
import Testing

/// Words of which a cell holds nothing else.
struct WordTests {
    @Test(arguments: [
        "NULL", "null", "NaN", "nan", "None", "N/A", "n/a", "NA", "<NA>", "NaT", "\\N", "(null)", "undefined", "-", "--", "–", "—",
    ])
    func whatSaysThatNothingIsThere(word: String) { #expect(isAbsent(word)) }

    /// Names and ids that look like it.
    @Test(arguments: ["", "Nan", "none", "nulls", "NULL-1", "@null", "nana", "-1", "--a", "0", "n", "na", "—x"])
    func whatIsSomebody(word: String) { #expect(!isAbsent(word)) }

    @Test(arguments: [("Null", true), ("NONE", true), ("n.a.", true), ("Unknown", true), ("—", true), ("", false), ("nana", false), ("0", false)])
    func whatLooksLikeNothing(word: String, isLikely: Bool) { #expect(AbsentText.isLikely(word) == isLikely) }

    private func isAbsent(_ word: String) -> Bool {
        let bytes = Array(word.utf8)
        return AbsentText.isWord(bytes.span)
    }

    @Test(arguments: [
        ("1", true), ("0", false), ("1.0", true), ("0.0", false), ("TRUE", true), ("False", false), ("yes", true), ("Nein", false), ("on", true), ("off", false),
        ("x", true), ("✓", true), ("ДА", true),
    ])
    func flags(text: String, flag: Bool) { #expect(FlagText.parse(text) == flag) }

    @Test(arguments: ["", "2", "1.5", "10", "0.00", "maybe", "1.0.0", "paid"])
    func noFlags(text: String) { #expect(FlagText.parse(text) == nil) }
}

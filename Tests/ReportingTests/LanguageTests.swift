import Findings
@testable import Reporting
import Synchronization
import Testing

@Suite struct LanguageTests {
    private static let german = Language(
        code: "de", numbers: .german,
        texts: ["A typical {1} creator gets {2}.": "{2} bekommt ein typischer {1}-Creator.", "{1} to {2}": "{1} bis {2}"])

    @Test func aPhraseIsNamedByItsEnglish() {
        let phrase: Phrase = "A typical \("micro") creator gets \("2.1%")."
        #expect(phrase.english == "A typical {1} creator gets {2}.")
        #expect(phrase.values == ["micro", "2.1%"])
        #expect(say(phrase) == "A typical micro creator gets 2.1%.")
    }

    /// Places may change their order; what stands in them is never read as a place.
    @Test func anotherLanguageOrdersAsItLikes() {
        Language.$current.withValue(Self.german) {
            #expect(say("A typical \("micro") creator gets \("2,1")." as Phrase) == "2,1 bekommt ein typischer micro-Creator.")
            #expect(say("A typical \("{2}") creator gets \("{1}{9}").") == "{1}{9} bekommt ein typischer {2}-Creator.")
        }
    }

    @Test func bracesWithoutAPlaceStay() {
        let language = Language(code: "xx", numbers: .english, texts: ["Of {1}": "{0}{3}{a}{^}{ {1} {"])
        #expect(language.text("Of \("x")") == "{0}{3}{a}{^}{ x {")
    }

    /// A noun that begins with a name is written with a capital in German.
    @Test func aPlaceMayBeginWithACapital() {
        let language = Language(code: "xx", numbers: .german, texts: ["{1} {2} creators": "{1} {2^}-Creators"])
        #expect(language.text("\("12") \("micro") creators") == "12 Micro-Creators")
        #expect(language.text("\("12") \("Ärzte") creators") == "12 Ärzte-Creators")
    }

    @Test func ownTextsReplaceALanguages() {
        let own = Self.german.replacing(["{1} to {2}": "von {1} bis {2}"])
        #expect(own.text("\("1") to \("2")") == "von 1 bis 2")
        #expect(Language.english.replacing(["{1} to {2}": "{1}–{2}"]).text("\("1") to \("2")") == "1–2")
    }

    /// A phrase that is missing stays English, and whoever asked is told.
    @Test func whatALanguageLacksIsTold() {
        let lacking = Mutex<[String]>([])
        let language = Language(code: "de", numbers: .german, texts: [:]) { english in lacking.withLock { $0.append(english) } }
        #expect(language.text("Of \("x")") == "Of x")
        #expect(lacking.withLock { $0 } == ["Of {1}"])
    }

    /// Messages that other stages finished are known by the texts between their values.
    @Test(arguments: [
        ("34 of 200 values of fee cannot be read", "34 von 200 Werten in fee sind nicht lesbar"),
        ("refused, nothing of it was used: it is empty", "zurückgewiesen (it is empty)"),
        // The closer pattern wins.
        ("2 of 3 orders are of it", "3 hat 2"),
        ("2 of 3 rows are of it", "3 Zeilen haben 2"),
        ("nothing at all", "gar nichts"),
        // A place is never empty, and nothing may be left over.
        (" of 200 values of fee cannot be read", nil), ("34 of 200 values of fee cannot be read now", nil), ("nothing at all.", nil),
    ] as [(String, String?)])
    func messagesAreKnownByTheirTexts(message: String, text: String?) {
        let language = Language(
            code: "xx", numbers: .german, texts: ["rows": "Zeilen"],
            messages: MessagePatterns([
                "{1} of {2} values of {3} cannot be read": "{1} von {2} Werten in {3} sind nicht lesbar",
                "refused, nothing of it was used: {1}": "zurückgewiesen ({1})", "nothing at all": "gar nichts",
                "{1} of {2} {3} are of it": "{2} {3*} haben {1}", "{1} of {2} orders are of it": "{2} hat {1}",
            ]))
        #expect(language.message(message) == text ?? message)
    }

    @Test func numbersInTheStyleOfTheLanguage() {
        #expect(Format.currency(Format.count(-1234), "EUR") == "−€1,234")
        #expect(Format.currency("1,234.50", "SEK") == "SEK\u{A0}1,234.50")
        #expect(Format.whole(ExactTotal(12_345_678), "USD") == "$1,235")
        #expect(Format.currency(Format.missing, "EUR") == "–")
        Language.$current.withValue(Self.german) {
            #expect(Format.count(1_234_567) == "1.234.567")
            #expect(Format.setting(0.955) == "95,5\u{202F}%")
            #expect(Format.currency(Format.money(ExactTotal(-12_345_600)), "EUR") == "−1.234,56\u{A0}€")
            #expect(Format.quantity(1.5, low: 1.25, high: 2, kind: .times).text == "1,5 (1,3\u{A0}bis\u{A0}2,0)")
            #expect(Format.probability(0.00001) == "<0,0001")
            #expect(Format.decimal(1.5e300, decimals: 1) == "1,5 × 10^300")
        }
    }

    /// A table is the same in every language.
    @Test func tablesHaveNoLanguage() {
        Language.$current.withValue(Self.german) { #expect(Format.published(1234.5) == "1234.5") }
    }
}

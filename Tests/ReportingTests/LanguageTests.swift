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
        let language = Language(code: "xx", numbers: .english, texts: ["Of {1}": "{0}{3}{a}{ {1} {"])
        #expect(language.text("Of \("x")") == "{0}{3}{a}{ x {")
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

import Testing
import TextValues

@Suite struct TextPartsTests {
    private let parts = TextParts(["cancel", "geplatzt", "annulé", "फ़ॉलोअर", "キャンセル"])

    @Test(arguments: [
        ("cancel", true), ("cancelled", true), ("was cancelled", true), ("cance", false), ("c a n c e l", false), ("ccancel", true), ("", false),
        ("deal geplatzt", true), ("annulé", true), ("annule\u{301}", true), ("annule", false), ("キャンセル済み", true), ("キャンセ", false),
        ("कुल फ़ॉलोअर", true),
    ])
    func stand(text: String, stands: Bool) {
        #expect(parts.stand(in: text) == stands)
    }

    @Test func nothingStandsWhereNothingIsLookedFor() {
        #expect(!TextParts([]).stand(in: "text"))
    }
}

@testable import FormatDrafting
import SocialData
import Testing
import TextValues

/// The words of people's sheets are data, and data can be wrong.
struct VocabularyTests {
    @Test func headersSayWhatTheyHold() throws {
        let vocabulary = try DraftVocabulary()
        func weight(_ header: String, _ column: String, _ entity: Entity = .deals) -> DraftVocabulary.Weight? {
            vocabulary.weigh(HeaderWords(header), for: column, of: entity)?.weight
        }
        for header in ["Honorar (netto) €", "FEE", "Fee (EUR)", "Vergütung", "Cachet HT", "tarifa", "Compenso", "Vergoeding", "Remuneração", "Wynagrodzenie"] {
            #expect(weight(header, "fee") == .sure, "\(header)")
        }
        // A price per piece, a plan and a rate are no fee.
        for header in ["Fee per post", "Honorar pro Post", "Planned fee", "Budget"] { #expect(weight(header, "fee") == .maybe, "\(header)") }
        for header in ["Vertragsdatum", "Rechnungsdatum", "Booked on"] { #expect(weight(header, "started_at") == .maybe, "\(header)") }
        #expect(weight("Go-live", "started_at") == .sure && weight("Datum", "started_at") == .only)
        #expect(weight("Notes", "fee") == nil && weight("Notes", "handle") == nil)
    }

    @Test func currenciesStandInHeaders() {
        #expect(HeaderWords("Honorar (netto) €").sign == .one(.euro))
        #expect(HeaderWords("Fee EUR").sign == .one(.euro) && HeaderWords("Fee EUR").words == ["fee"])
        #expect(HeaderWords("Total cost").sign == nil && HeaderWords("ALL FEES").sign == nil)
        guard case .several? = HeaderWords("Fee ($)").sign else {
            Issue.record("a dollar is of several countries")
            return
        }
    }

    @Test func networksAreNamedInManyWays() throws {
        let vocabulary = try DraftVocabulary()
        let names: [String: Platform?] = [
            "IG": .instagram, "insta": .instagram, "TikTok": .tiktok, "Tik Tok": .tiktok, "YT": .youtube, "Instagram Reel": .instagram, "Twitter / X": .x,
            "Instagram + TikTok": nil, "Blog": nil,
        ]
        for (name, platform) in names { #expect(vocabulary.platform(name) == platform, "\(name)") }
    }
}

import SocialData
import TestSupport
import Testing

@Suite struct VocabularyTests {
    @Test func wordsOfTheDesign() {
        #expect(Platform.allCases.map(\.rawValue).joined(separator: " ") == "instagram facebook tiktok youtube x threads linkedin reddit snapchat pinterest twitch bluesky mastodon xiaohongshu")
        #expect(PostType.allCases.map(\.rawValue).joined(separator: " ") == "image carousel video short story live text link")
        #expect(OrderStatus.allCases.map(\.rawValue).joined(separator: " ") == "paid pending partially_refunded refunded cancelled voided failed")
        #expect(Vocabulary.knows("tiktok", in: "platform") && !Vocabulary.knows("myspace", in: "platform"))
        #expect(Vocabulary.knows("anything", in: "niche"))
    }

    @Test(arguments: [("ig", Platform.instagram), ("instagram story", .instagram), ("yt", .youtube), ("tik tok", .tiktok), ("twitter", .x), ("x", .x), ("fb", .facebook)])
    func otherWordsForPlatforms(word: String, platform: Platform) {
        #expect(Platform(word: word) == platform && Vocabulary.knows(word, in: "platform"))
        #expect(Platform(word: word + "?") == nil)
    }

    @Test func costComponentsAreTheLedgerColumnsInOrder() {
        let money = Entity.deals.columns.filter { $0.type == .money }.map(\.name)
        #expect(CostComponent.allCases.map(\.rawValue) == money)
    }

    @Test(arguments: Entity.allCases)
    func columnsAreNamedOnce(entity: Entity) {
        #expect(Set(entity.stagedHeader).count == entity.stagedHeader.count)
        #expect(entity.identity.allSatisfy { entity.index(of: $0) != nil })
        #expect(entity.columns.allSatisfy { !$0.meaning.isEmpty })
        #expect(entity.stagedHeader.suffix(2) == ["input", "line"])
    }
}

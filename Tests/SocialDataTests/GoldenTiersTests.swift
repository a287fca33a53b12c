import SocialData
import Testing

/// Case 04: bands, custom bands and bin edges.
@Suite struct GoldenTiers {
    private struct Expected: Decodable {
        struct Row: Decodable {
            let followers: Int64?
            let tier: String?
            let bin: Int?
        }
        let `default`: [Row]
        let custom: [Row]
        let bin_edges: [Int64]
    }

    private struct Params: Decodable {
        /// Name, from, to.
        struct Band: Decodable {
            let tier: Tier

            init(from decoder: any Decoder) throws {
                var list = try decoder.unkeyedContainer()
                tier = Tier(try list.decode(String.self), from: try list.decode(Int64.self), to: try list.decodeIfPresent(Int64.self))
            }
        }
        let custom: [Band]
    }

    @Test func bands() throws {
        let (expected, params) = try golden("04_tiers", Expected.self, Params.self)
        #expect(!expected.default.isEmpty && !expected.custom.isEmpty)
        for row in expected.default {
            let tier = TierScheme.essay.tier(followers: row.followers).map { TierScheme.essay.tiers[$0].name }
            #expect(tier == row.tier, "followers \(String(describing: row.followers))")
            #expect(TierScheme.bin(followers: row.followers) == row.bin, "followers \(String(describing: row.followers))")
        }
        #expect(TierScheme.binEdges == expected.bin_edges)
        let custom = TierScheme(name: "custom", tiers: params.custom.map(\.tier))
        #expect(custom.problem == nil)
        for row in expected.custom {
            #expect(custom.tier(followers: row.followers).map { custom.tiers[$0].name } == row.tier)
        }
    }
}

@Suite struct TierSchemeTests {
    @Test func publishedSchemesAreThoseOfTheMethods() throws {
        // Methods 12.2, in thousands: micro from, to, macro from, to.
        let bands: [(String, Int64, Int64, Int64, Int64)] = [
            ("hypeauditor-2026", 10, 50, 500, 1000), ("emarketer", 5, 20, 100, 1000), ("izea", 10, 50, 200, 500),
            ("later-fohr", 10, 100, 500, 1000), ("iab-uk", 10, 50, 500, 1000), ("favikon", 5, 50, 100, 500),
            ("tribe", 3, 100, 100, 1000), ("common-four", 10, 100, 100, 1000),
        ]
        #expect(TierScheme.published.count == bands.count)
        for (name, low, high, from, to) in bands {
            let scheme = try #require(TierScheme.named(name))
            #expect(scheme.tiers == [
                Tier("micro", from: low * 1000, to: high * 1000), Tier("macro", from: from * 1000, to: to * 1000),
            ])
            #expect(scheme.problem == nil)
        }
        #expect(TierScheme.named("essay") == .essay)
        #expect(TierScheme.named("nobody") == nil)
    }

    @Test func gapsBelongToNobody() throws {
        let scheme = try #require(TierScheme.named("hypeauditor-2026"))
        #expect(scheme.tier(followers: 49_999) == 0)
        #expect(scheme.tier(followers: 50_000) == nil)
        #expect(scheme.tier(followers: 499_999) == nil)
        #expect(scheme.tier(followers: 500_000) == 1)
        #expect(scheme.tier(followers: 1_000_000) == nil)
    }

    @Test(arguments: [
        ([], "at least one"),
        ([Tier("", from: 0, to: 5)], "needs a name"),
        ([Tier("a", from: 0, to: 5), Tier("a", from: 5, to: 9)], "two tiers"),
        ([Tier("a", from: -1, to: 5)], "below 0"),
        ([Tier("a", from: 5, to: 5)], "not above"),
        ([Tier("a", from: 0, to: 5), Tier("b", from: 4, to: 9)], "must ascend"),
        ([Tier("a", from: 0, to: nil), Tier("b", from: 4, to: 9)], "without an upper end"),
    ] as [([Tier], String)])
    func problems(tiers: [Tier], words: String) throws {
        #expect(try #require(TierScheme(name: "test", tiers: tiers).problem).contains(words))
    }
}

import SocialData
import TextValues
import Statistics
import Testing

@testable import Aggregation
import TestSupport

@Suite struct MetricTotalsTests {
    /// By hand: 1/3 of 10⁹ is 333333333.3, rounded down; 2/3 up; 1/(2·10⁹) is exactly half a step, rounded up.
    @Test(arguments: [(1, 3, 333_333_333), (2, 3, 666_666_667), (1, 2_000_000_000, 1), (0, 7, 0), (5, 1, 5_000_000_000)])
    func quantisesToTheNearestStep(numerator: Int, denominator: Int, expected: Int) {
        #expect(MetricTotals.quantise(Int128(numerator), over: Int64(denominator)) == Int128(expected))
    }

    /// The quick division gives what the one of 128 bits in Statistics gives, around its limit, too.
    @Test func quickDivisionIsExact() {
        var generator = SeededGenerator(seed: 5)
        for round in 0..<20_000 {
            let bits = UInt64(round % 60)
            let numerator = Int64(generator.next() >> (1 + bits))
            let denominator = max(1, Int64(generator.next() >> (1 + UInt64(round % 47))))
            #expect(
                MetricTotals.quantise(Int128(numerator), over: denominator)
                    == PostMean.quantise(numerator: numerator, denominator: denominator),
                "seed 5, \(numerator) over \(denominator)")
        }
    }
}

@Suite struct PackedIntegersTests {
    static let numbers: [Int128] = [
        0, 1, -1, 63, 64, -64, -65, 127, 128, 16_383, 16_384, Int128(Int64.max), Int128(Int64.min), Int128(UInt64.max),
        Int128(UInt64.max) + 1, 12_000_000_000_000_000_000, .max, .min,
    ]

    @Test func signedNumbersReadBack() {
        var bytes: [UInt8] = []
        for number in Self.numbers { PackedIntegers.append(signed: number, to: &bytes) }
        var position = 0
        for number in Self.numbers { #expect(PackedIntegers.nextSigned(bytes.span, &position) == number) }
        #expect(position == bytes.count)
    }

    @Test func unsignedNumbersReadBack() {
        var generator = SeededGenerator(seed: 11)
        var numbers: [UInt128] = [.max, 1 << 63, 1 << 64, (1 << 63) - 1]
        for shift in 0..<128 { numbers.append((UInt128(generator.next()) << 64) >> UInt128(shift)) }
        var bytes: [UInt8] = []
        for number in numbers { PackedIntegers.append(number, to: &bytes) }
        var position = 0
        for number in numbers { #expect(PackedIntegers.next(bytes.span, &position) == number, "seed 11") }
    }

    @Test func smallNumbersAreSmall() {
        var bytes: [UInt8] = []
        PackedIntegers.append(signed: 63, to: &bytes)
        #expect(bytes.count == 1)
    }
}

@Suite struct CreatorTotalsTests {
    /// The logarithm of 12.5/100 in steps of 10⁻⁹.
    @Test func entriesReadBackShardByShard() {
        var totals = MetricTotals()
        totals.add(PostRate(12, over: 100))
        var (first, second, whole) = (CreatorTotals(), CreatorTotals(), CreatorTotals())
        first.append(creator: 0, totals)
        first.append(creator: 500, MetricTotals(units: 2, numerator: -7, denominator: 0, logSum: 5_000_000_000, low: 2))
        second.append(creator: 3, totals)
        whole.append(piece: first, slice: 9)
        whole.append(piece: CreatorTotals(), slice: 10)
        whole.append(piece: second, slice: 63)
        var seen: [String] = []
        whole.forEach { shard, creator, totals in
            seen.append("\(shard) \(creator) \(totals.units) \(totals.numerator) \(totals.denominator) \(totals.parts) \(totals.logSum) \(totals.low)")
        }
        #expect(seen == ["9 0 1 12 100 120000000 -2079441542 0", "9 500 2 -7 0 0 5000000000 2", "63 3 1 12 100 120000000 -2079441542 0"])
        #expect(whole.count == 3)
    }
}

@Suite struct TierTotalsTests {
    /// Sorting and the table of ranks lead to the same order.
    @Test(arguments: [40, 4000]) func creatorsComeInCanonicalOrder(creatorCount: Int) {
        var generator = SeededGenerator(seed: 3)
        let ranks = Array((0..<Int32(creatorCount)).shuffled(using: &generator).prefix(20))
        let entries = ranks.map { MetricTotals(units: 1, numerator: Int128($0), denominator: 10, parts: 0) }
        let totals = TierTotals(ranks, entries, creatorCount: creatorCount, ofPosts: true)
        #expect(totals.sample.creators == ranks.sorted())
        #expect(totals.sample.numerators == ranks.sorted().map(Double.init))
        #expect(totals.greatestNumerator == Int128(ranks.max()!))
        #expect(totals.denominator == 200)
    }
}

@Suite struct RateHistogramTests {
    /// Values from zero to large, merged from two parts, give the histogram that Statistics fills value by value.
    @Test func equalsTheHashedHistogram() {
        var generator = SeededGenerator(seed: 8)
        var (first, second, wanted) = (RateHistogram(), RateHistogram(), QuantileHistogram())
        for index in 0..<5000 {
            let rate = index % 50 == 0 ? 0 : Double(generator.next() >> 20) / Double(1 + generator.next() >> 10)
            wanted.add(rate)
            if index % 2 == 0 { first.add(rate) } else { second.add(rate) }
        }
        first.merge(second)
        #expect(first.histogram == wanted, "seed 8")
    }
}

extension FollowerBands {
    fileprivate func band(followers: Int64?, on platform: String = "instagram") -> Int? {
        let platform = Array(platform.utf8)
        return band(followers: followers, platform: platform.span)
    }
}

@Suite struct FollowerBandsTests {
    private let bands = FollowerBands(scheme: .essay)

    @Test func everyBoundaryStartsABand() {
        let boundaries = TierScheme.binEdges + TierScheme.sensitivityBoundaries + [1000, 100_000, 1_000_000, 3000, 50_000]
        for boundary in boundaries { #expect(bands.edges.contains(boundary), "\(boundary)") }
        #expect(bands.edges == bands.edges.sorted() && Set(bands.edges).count == bands.edges.count)
    }

    /// The tier of a count's band is the count's tier, on both sides of every edge.
    @Test func bandsLieInsideTiers() {
        for edge in bands.edges {
            for followers in [edge - 1, edge, edge + 1] where followers > 0 {
                let band = bands.band(followers: followers)
                #expect(band.flatMap { bands.tiers[$0] } == TierScheme.essay.tier(followers: followers), "\(followers)")
            }
        }
    }

    @Test(arguments: [nil, 0, -3] as [Int64?]) func noFollowersNoBand(followers: Int64?) {
        #expect(bands.band(followers: followers) == nil)
    }

    /// On youtube micro ends at 500,000: a band of its own has its tier, and the same followers elsewhere another one.
    @Test func platformsHaveBandsOfTheirOwn() {
        let own = TierScheme.PlatformTiers(
            platform: "youtube",
            tiers: [
                Tier("nano", from: 0, to: 10_000), Tier("micro", from: 10_000, to: 500_000),
                Tier("macro", from: 500_000, to: 5_000_000), Tier("mega", from: 5_000_000, to: nil),
            ])
        let bands = FollowerBands(scheme: TierScheme(name: "custom", tiers: TierScheme.essay.tiers, platforms: [own]))
        func tier(_ followers: Int64, _ platform: String) -> Int? {
            bands.band(followers: followers, on: platform).flatMap { bands.tiers[$0] }
        }
        #expect(tier(200_000, "youtube") == 1 && tier(200_000, "instagram") == 2 && tier(200_000, "") == 2)
        #expect(tier(9_999, "youtube") == 0 && tier(9_999, "you") == 1)
        #expect(tier(5_000_000, "youtube") == 3 && tier(4_999_999, "youtube") == 2)
        #expect(bands.band(followers: 0, on: "youtube") == nil)
    }

    @Test func gapsHaveNoTier() {
        let scheme = TierScheme(name: "gap", tiers: [Tier("low", from: 10, to: 20), Tier("high", from: 30, to: nil)])
        let bands = FollowerBands(scheme: scheme)
        for followers in [1, 9, 10, 19, 20, 29, 30, 5_000_000] as [Int64] {
            #expect(bands.tiers[bands.band(followers: followers)!] == scheme.tier(followers: followers), "\(followers)")
        }
    }
}

@Suite struct CensusTests {
    /// Creator 0 is in tiers 0 and 1 (crossing), 1 in tier 1 only, 2 in tier 1 and in none, 3 nowhere.
    @Test func crossingCreatorsAreInTwoProperTiers() {
        var presence = TierPresence(creators: 4, tierCount: 3)
        for (creator, tier) in [(0, 0), (0, 1), (0, 1), (1, 1), (2, 1), (2, 2)] { presence.note(creator: creator, tier: tier) }
        var totals = [CensusTotals](repeating: CensusTotals(), count: 3)
        presence.count(into: &totals)
        #expect(totals.map(\.creators) == [1, 3, 1])
        #expect(totals.map(\.crossing) == [1, 1, 1])
    }
}

@Suite struct CellKeyTests {
    private func key(
        creator: UInt32 = 1, band: Int? = 1, platform: UInt32 = 1, niche: UInt32 = 1, postType: UInt32 = 1,
        sponsored: Bool? = false, isBoosted: Bool = false, month: Int = 1, campaign: UInt32 = 1
    ) -> CellKey {
        CellKey(
            creator: creator, band: band, platform: platform, niche: niche, postType: postType,
            marks: CellKey.Marks(sponsored: sponsored, isBoosted: isBoosted), month: month, campaign: campaign)
    }

    /// Each part decides before all that follow it.
    @Test func partsOrderOneAfterTheOther() {
        let ascending = [
            key(band: nil, platform: 9), key(platform: 0, niche: 9), key(niche: 0, postType: 9),
            key(postType: 0, sponsored: true), key(sponsored: nil, isBoosted: true), key(month: 0, campaign: 9),
            key(campaign: 0), key(), key(isBoosted: true, month: 0), key(sponsored: true, month: 0),
            key(creator: 2, band: nil),
        ]
        #expect(ascending == ascending.sorted())
        #expect(Set(ascending).count == ascending.count)
    }
}

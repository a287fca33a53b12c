import SocialData
import Testing

/// Values that are well spelt and cannot be true (Methods 1.1; the days are those the platforms give for their opening).
struct ValueBoundTests {
    private func violation(_ entity: Entity, _ column: String, _ number: Int64, platform: String = "") throws -> String? {
        let found = try #require(entity.columns.first { $0.name == column })
        return ValueBound(entity: entity, column: found).violation(
            number, founding: Platform(rawValue: platform).map(ValueBound.firstDay) ?? .min)?.kind
    }

    @Test(arguments: [
        ("followers", 8_300_000_000, nil), ("followers", 8_300_000_001, "impossible_count"), ("followers", 12_300_000_000, "impossible_count"),
        ("followers", 123, nil), ("following", 9_999_999_999, "impossible_count"), ("posts", 9_999_999_999, nil),
    ] as [(String, Int64, String?)])
    func nobodyHasMoreFollowersThanThereArePeople(column: String, value: Int64, kind: String?) throws {
        #expect(try violation(.snapshots, column, value) == kind)
    }

    /// In 1/10,000: a million million, a cent more and less.
    @Test(arguments: [
        (10_000_000_000_000_000, nil), (10_000_000_000_000_100, "impossible_amount"), (-10_000_000_000_000_100, "impossible_amount"),
        (9_999_999_999_999_900, nil), (-2_500_000, nil),
    ] as [(Int64, String?)])
    func amountsOfOneRow(value: Int64, kind: String?) throws {
        #expect(try violation(.orders, "revenue", value) == kind)
        #expect(try violation(.deals, "fee", value) == kind)
    }

    /// 2010-10-05T23:59:59Z is 1,286,323,199; 1970 is 0. What nobody knows has no founding.
    @Test(arguments: [
        ("instagram", 1_286_323_199, "impossible_date"), ("instagram", 1_286_323_200, nil), ("instagram", 0, "impossible_date"),
        ("youtube", 1_108_339_199, "impossible_date"), ("a network", 0, nil),
    ] as [(String, Int64, String?)])
    func noPostIsOlderThanItsPlatform(platform: String, instant: Int64, kind: String?) throws {
        #expect(try violation(.posts, "posted_at", instant, platform: platform) == kind)
    }

    /// Spreadsheets count days from 30 December 1899, Unix from 1970.
    @Test(arguments: [(-2_209_161_600, "impossible_date"), (0, "impossible_date"), (788_918_400, nil)] as [(Int64, String?)])
    func zeroDatesAreNone(instant: Int64, kind: String?) throws {
        #expect(try violation(.orders, "ordered_at", instant) == kind)
        #expect(try violation(.deals, "started_at", instant) == kind)
    }

    /// A small creator's viral post: likes far above followers are rare and real.
    @Test func whatIsRareStays() throws {
        #expect(try violation(.posts, "likes", 950_000_000) == nil)
        #expect(try violation(.posts, "views", 16_000_000_000) == nil)
    }
}

import RecordFormats
import TestSupport
import Testing

/// Real exports: record counts, sums and spots of exports/truth.csv, which other tools computed.
@Suite("JSON exports", .needs("exports"))
struct JSONExportsTests {
    private func read(
        _ path: String, _ container: Container, records: String? = nil, paths: [String], joins: [JSONJoin] = []
    ) throws -> JSONOutcome {
        let bytes = try SharedFolder.bytes("exports/" + path)
        let outcome = readJSON(bytes, container, records: records, paths: paths, joins: joins)
        // In chunks that never end where a record does.
        let cuts = Array(stride(from: 7919, to: bytes.count, by: 7919))
        #expect(readJSON(bytes, container, records: records, paths: paths, joins: joins, cuts: cuts) == outcome)
        #expect(outcome.error == nil)
        #expect(outcome.faults.isEmpty)
        #expect(outcome.duplicateKeys == 0)
        for record in outcome.records { #expect(bytes[record.offset...].starts(with: Array(record.raw.utf8))) }
        return outcome
    }

    /// The sum of a field over all records, less those for which it is no number.
    private func sum(_ outcome: JSONOutcome, _ field: Int, where isCounted: (Int) -> Bool = { _ in true }) -> Int {
        outcome.records.compactMap { Int($0.fields[field].text) }.filter(isCounted).reduce(0, +)
    }

    private func value(_ outcome: JSONOutcome, _ identity: String, _ field: Int) -> JSONOutcome.Field? {
        outcome.records.first { $0.fields[0].text == identity }?.fields[field]
    }

    @Test func zeeschuimerTikTok() throws {
        let paths = [
            "data.id", "data.stats.diggCount", "data.stats.commentCount", "data.stats.shareCount",
            "data.stats.collectCount", "data.stats.playCount", "data.authorStats.followerCount", "data.createTime",
        ]
        let outcome = try read("zeeschuimer/tiktok_search.ndjson", .ndjson, paths: paths)
        #expect(outcome.records.count == 51)
        #expect(outcome.records.last?.line == 51)
        #expect(Set(outcome.firstTexts).count == 51)
        #expect((1...6).map { sum(outcome, $0) } == [4_178_557, 61723, 69707, 567_333, 98_518_609, 7_018_600])
        #expect(value(outcome, "7288995634328177926", 1) == .init(.number, "59"))
        #expect(value(outcome, "7236819598073416965", 5) == .init(.number, "22800000"))
        // 2023-07-01T04:00:00Z.
        #expect(value(outcome, "7249245896603356424", 7)?.text == "1688184000")
    }

    @Test func zeeschuimerInstagram() throws {
        let paths = [
            "data.code", "data.like_count", "data.comment_count", "data.view_count",
            "data.like_and_view_counts_disabled",
        ]
        let outcome = try read("zeeschuimer/instagram_posts.ndjson", .ndjson, paths: paths)
        #expect(outcome.records.count == 23)
        // The truth leaves out the hidden counts, which are written as 3.
        let hidden = outcome.records.count { $0.fields[4].text == "true" }
        #expect(hidden == 4)
        #expect(sum(outcome, 1) == 503_914 + 3 * hidden)
        #expect(sum(outcome, 2) == 6670)
        #expect(outcome.records.allSatisfy { $0.fields[3].kind == .null })
        #expect(value(outcome, "DTudDaKjwpi", 1) == .init(.number, "289944"))
        #expect(value(outcome, "DUgjOD7D0br", 2) == .init(.number, "37"))
    }

    @Test func apifyHashtagScraper() throws {
        let outcome = try read(
            "apify/dataset_instagram-hashtag-scraper_2025-09-22_11-58-11-805.jsonl", .ndjson,
            paths: ["url", "likesCount", "commentsCount", "hashtags[]"])
        #expect(outcome.records.count == 351)
        #expect(sum(outcome, 1) { $0 >= 0 } == 4051)
        #expect(outcome.records.count { $0.fields[1].text == "-1" } == 50)
        #expect(sum(outcome, 2) == 427)
        #expect(outcome.records.allSatisfy { $0.fields[3].kind == .list })
    }

    @Test func apifyInstagramScraper() throws {
        let outcome = try read(
            "apify/dataset_instagram-scraper_2025-09-04_13-39-02-289.json", .jsonArray,
            paths: ["id", "likesCount", "commentsCount", "videoPlayCount"])
        #expect(outcome.records.count == 99)
        #expect([1, 2, 3].map { sum(outcome, $0) } == [1701, 106, 61433])
        #expect(outcome.records.count { $0.fields[3].kind == .absent } == 20)
        #expect(value(outcome, "3674286260684429785", 3) == .init(.number, "279"))
        #expect(value(outcome, "3543055388242417158", 1) == .init(.number, "39"))
        #expect(value(outcome, "3622030363409445618", 3) == .init(.number, "9869"))
    }

    @Test(arguments: [
        ("edited_before", 1, 0, 138_097), ("kpop_search", 12, 0, 98604), ("many_urls", 1, 13, 42160),
        ("media_tweet", 1, 93, 3560), ("verified_type", 1, 745, 556_601),
    ])
    func xPages(name: String, posts: Int, likes: Int, followers: Int) throws {
        let user = JSONJoin(
            from: JSONPath("includes.users[]")!, key: JSONPath("id")!, equals: JSONPath("author_id")!, as: "user")
        let outcome = try read(
            "x_api_v2/\(name).jsonl", .ndjson, records: "data[]",
            paths: [
                "id", "public_metrics.like_count", "user.public_metrics.followers_count",
                "$page.__twarc.retrieved_at", "user.username",
            ],
            joins: [user])
        #expect(outcome.records.count == posts)
        #expect(sum(outcome, 1) == likes)
        #expect(sum(outcome, 2) == followers)
        #expect(outcome.records.allSatisfy { $0.fields[3].text.hasPrefix("202") && $0.fields[4].kind == .text })
    }

    @Test func youTubeCategories() throws {
        let outcome = try read(
            "youtube_data/US_category_id.json", .jsonArray, records: "items[]", paths: ["id", "snippet.title"])
        #expect(outcome.records.count == 32)
        #expect(outcome.records.first?.line == 5)
        #expect(value(outcome, "10", 1) == .init(.text, "Music"))
    }

    @Test func survey() throws {
        let bytes = try SharedFolder.bytes("exports/zeeschuimer/tiktok_search.ndjson")
        let paths = surveyJSON(sample: bytes, container: .ndjson, isWhole: true)
        #expect(paths == paths.sorted())
        for wanted in ["item_id", "data.stats.diggCount", "data.textExtra[]", "data.textExtra[].hashtagName"] {
            #expect(paths.contains(wanted))
        }
    }
}

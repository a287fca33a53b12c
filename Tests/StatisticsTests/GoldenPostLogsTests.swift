import TestSupport
import Testing

@testable import Statistics

/// Case 27: the typical rate from posts.
@Suite struct GoldenPostLogs {
    @Test func tiers() throws {
        let golden = try GoldenVector("27_post_logs")
        // What Methods 6.2 fixes, a set cannot change.
        #expect(golden.params["low"].integer == Int(PostLog.leastNumerator))
        #expect(golden.params["max_low_share"].double == PostLog.maximumLowShare)
        let rows = try golden.rows("posts.csv")
        let ranks = TierSample.goldenRanks(rows)
        var samples: [String: TierSample] = [:]
        var tiers: [String: GoldenValue] = [:]
        for name in golden.expected["tiers"].members.keys {
            let posts = Dictionary(grouping: rows.filter { $0["tier"] == name }, by: { $0["creator"] ?? "" })
            var sample = TierSample()
            var creators: [(name: String, posts: Int, logSum: Int64, low: Int)] = []
            for (creator, posts) in posts.sorted(by: { ranks[$0.key] ?? 0 < ranks[$1.key] ?? 0 }) {
                let numbers = try posts.map { post in
                    (y: try #require(Int64(post["y"] ?? "")), x: try #require(Int64(post["x"] ?? "")))
                }
                let logSum = numbers.reduce(0) { $0 + PostLog.quantise(numerator: Int128($1.y), denominator: $1.x) }
                let low = numbers.count { PostLog.isLow(numerator: Int128($0.y)) }
                creators.append((creator, posts.count, logSum, low))
                sample.append(
                    creator: try #require(ranks[creator]), units: posts.count,
                    numerator: Double(numbers.reduce(0) { $0 + $1.y }),
                    denominator: Double(numbers.reduce(0) { $0 + $1.x }), logSum: Double(logSum), lowUnits: low)
            }
            samples[name] = sample
            let typical = try #require(TypicalPost(sample))
            let logs = try #require(sample.postLogs)
            let answers = zip(creators, logs).map { creator, l -> (String, GoldenValue) in
                (
                    creator.name,
                    [
                        "posts": .integer(creator.posts), "log_sum": .integer(Int(creator.logSum)),
                        "low": .integer(creator.low), "l": .number(l),
                    ]
                )
            }
            tiers[name] = [
                "creators": .object(Dictionary(uniqueKeysWithValues: answers)), "typical": .number(typical.value),
                "ci": GoldenValue(typical.interval), "low_share": .number(typical.lowShare),
                "valid": .boolean(typical.isValid),
            ]
        }
        let ofPosts = try golden.expected["log_of_post"].elements.map { post -> GoldenValue in
            let (y, x) = (try post["y"].requireInteger(), try post["x"].requireInteger())
            return [
                "y": .integer(y), "x": .integer(x),
                "q": .integer(Int(PostLog.quantise(numerator: Int128(y), denominator: Int64(x)))),
            ]
        }
        var answer: [String: GoldenValue] = ["tiers": .object(tiers), "log_of_post": .list(ofPosts)]
        // Contrasts are named after their tiers: `micro_to_macro`.
        for name in golden.expected.members.keys where name.contains("_to_") {
            let pair = name.split(separator: "_to_").map(String.init)
            answer[name] = GoldenValue(
                Contrast.typicalPost(try #require(samples[pair[0]]), try #require(samples[pair[1]])))
        }
        golden.expectEqual(.object(answer), golden.expected)
    }
}

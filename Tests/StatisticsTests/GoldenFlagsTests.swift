import Foundation
import RealModule
import Testing

@testable import Statistics

/// Case 19: authenticity flags.
@Suite struct GoldenFlags {
    let golden: GoldenVector

    init() throws { golden = try GoldenVector("19_flags") }

    @Test func robustScores() throws {
        let rows = try golden.rows("creators.csv")
        let names = Set(rows.map { $0["platform"] ?? "" }).sorted()
        let platforms = rows.compactMap { row in names.firstIndex(of: row["platform"] ?? "") }
        let edges = [
            0, 100, 178, 317, 563, 1000, 1779, 3163, 5624, 10000, 17783, 31623, 56235, 100_000, 177828, 316228, 562342,
            1_000_000, 1_778_280, 3_162_278, 5_623_414, 10_000_000,
        ]
        func numbers(_ column: String) throws -> [Double] {
            try rows.map { try #require(Double($0[column] ?? "")) }
        }
        let bins = try numbers("mean_followers").map { followers in
            try #require(edges.lastIndex { $0 <= Int(followers) })
        }
        let size = AuthenticityFlags.engagementForSize(
            platforms: platforms, bins: bins, logRates: try numbers("log_er"))
        let ratios = zip(try numbers("comments"), try numbers("likes")).map { Double.log(($0 + 0.5) / ($1 + 0.5)) }
        let likes = AuthenticityFlags.withinPlatform(platforms: platforms, values: ratios)
        func flag(_ z: Double?) -> GoldenValue {
            guard let z else { return .null }
            if z <= -AuthenticityFlags.limit { return "low" }
            return z >= AuthenticityFlags.limit ? "high" : .null
        }
        golden.expectEqual(
            .list(
                rows.indices.map {
                    [
                        "creator": GoldenValue(rows[$0]["creator"]), "platform": GoldenValue(rows[$0]["platform"]),
                        "z": GoldenValue(size[$0]), "flag": flag(size[$0]),
                    ]
                }), golden.expected["er_for_size_z"], "er_for_size_z")
        golden.expectEqual(
            .list(
                rows.indices.map {
                    [
                        "creator": GoldenValue(rows[$0]["creator"]), "platform": GoldenValue(rows[$0]["platform"]),
                        "z": GoldenValue(likes[$0]),
                    ]
                }), golden.expected["comment_like_z"], "comment_like_z")
    }

    @Test func followerJumps() throws {
        #expect(golden.params["snapshots"].members.keys == golden.expected["follower_jumps"].members.keys)
        for (name, snapshots) in golden.params["snapshots"].members {
            let jumps = AuthenticityFlags.followerJumps(
                try snapshots.elements.map {
                    let pair = try $0.elements.map { try $0.requireInteger() }
                    return (instant: Int64(pair[0]), followers: Int64(pair[1]))
                })
            golden.expectEqual(
                .list(
                    jumps.map {
                        [
                            "index": .integer($0.index), "from": .integer(Int($0.from)), "to": .integer(Int($0.to)),
                            "reversed": .boolean($0.isReversed),
                        ]
                    }), golden.expected["follower_jumps"][name], name)
        }
    }

    /// 15 (d) `1 − distinct/total`; no export holds the texts of comments, so the product does not compute it.
    private func repeatedShare(_ counts: [Int]) -> Double? {
        let total = counts.reduce(0, +)
        return total == 0 ? nil : 1 - Double(counts.count) / Double(total)
    }

    /// Texts are normalised as Methods 15 says before they reach the counts.
    @Test func repeatedComments() throws {
        #expect(golden.params["comments"].members.keys == golden.expected["repeated_comment_share"].members.keys)
        for (name, comments) in golden.params["comments"].members {
            let texts = try comments.elements.map {
                try $0.requireText().precomposedStringWithCompatibilityMapping.lowercased()
                    .split(whereSeparator: \.isWhitespace).joined(separator: " ")
            }.filter { !$0.isEmpty }
            let counts = Dictionary(grouping: texts) { $0 }.values.map(\.count)
            golden.expectEqual(
                GoldenValue(repeatedShare(counts)),
                golden.expected["repeated_comment_share"][name], name)
        }
    }
}

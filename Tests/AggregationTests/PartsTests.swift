import Findings
import Foundation
import SocialData
import StageFiles
import TestSupport
import Testing

@testable import Aggregation

/// What a shard adds to the whole is the same after it was a file, and nothing else passes for it.
@Suite struct PartsTests {
    private static let by = ["platform", "post_type", "niche", "month", "quarter", "campaign", "sponsored"]

    private static func request(_ bench: Bench, jobs: Int = 1, _ change: (inout Definition) -> Void = { _ in }) -> AggregationRequest {
        bench.request(by: by, scheme: .essay, jobs: jobs, change)
    }

    private static func write(_ parts: AggregationParts, shards: [Int] = Array(0..<Shards.count), of request: AggregationRequest) throws {
        try parts.write(shards: shards, of: request) {}
    }

    private static func bytes(_ request: AggregationRequest) throws -> (findings: [UInt8], creators: [CreatorRow]) {
        var creators: [CreatorRow] = []
        let findings = try aggregate(request) { creators += $0 }
        return (try findings.json(), creators)
    }

    /// Every kind of fact, in many shards: the parts give what the facts give, to the last number, in any order and number at once.
    @Test(arguments: [1, 3]) func partsAreWhatShardsAddUpTo(jobs: Int) throws {
        let bench = try Bench()
        _ = try Golden.findings("21_end_to_end", by: Self.by, bench: bench)
        var request = Self.request(bench, jobs: jobs)
        let expected = try Self.bytes(request)
        let parts = AggregationParts(folder: bench.folder, origin: String(repeating: "a", count: 64))
        try Self.write(parts, shards: Array(0..<Shards.count).shuffled(), of: request)
        var plan = try AggregationPlan(request)
        let facts = try TallyListing(plan, try MergedTally(of: plan, jobs: jobs))
        request.parts = parts
        plan = try AggregationPlan(request)
        #expect(try TallyListing(plan, try MergedTally(of: plan, jobs: jobs)) == facts)
        #expect(facts.totals.count > 1_000 && facts.strata.count > 1_000)
        let merged = try Self.bytes(request)
        #expect(merged.findings == expected.findings && merged.creators == expected.creators)
    }

    /// The same facts in parts of few posts each.
    @Test(arguments: [1, 3]) func largeShardsAreCut(jobs: Int) throws {
        let bench = try Bench()
        _ = try Golden.findings("21_end_to_end", by: Self.by, bench: bench)
        var request = Self.request(bench, jobs: jobs)
        let expected = try Self.bytes(request)
        for postsAtOnce in [1, 7, 20] {
            request.postsAtOnce = postsAtOnce
            let cut = try Self.bytes(request)
            #expect(cut.findings == expected.findings && cut.creators == expected.creators)
        }
    }

    /// Views of orders, growth and the audience, which the case above has not.
    @Test func everyPieceComesBack() throws {
        let bench = try Bench()
        try bench.writeFacts(.posts, (0..<60).map { post("c\($0 % 7)", $0, followers: 900 << ($0 % 9), ["shares": $0 % 2 == 0 ? "4" : "", "hashtags": "a b c\($0 % 5)", "niche": "n\($0 % 3)"]) })
        try bench.writeFacts(.deals, (0..<12).map { deal("c\($0 % 7)", $0, followers: 2_000 << ($0 % 9), cost: "\($0 + 1).00", gross: "20.00") })
        let orders: [Row] = (0..<30).map { number in
            ["store": "s", "order_id": "o\(number)", "deal_id": "d\(number % 12)", "ordered_at": "2025-03-\(19 + number % 9)T00:00:00Z", "revenue": "7.00", "refund": "0.00", "status": "paid", "new_customer": number % 2 == 0 ? "1" : "0"]
        }
        _ = try bench.write("orders", .facts(.orders), orders) { row in Array("c\((Int(row["deal_id"]?.dropFirst() ?? "") ?? 0) % 7)".utf8) }
        try bench.writeFacts(.snapshots, (0..<20).map { ["platform": "instagram", "creator": "c\($0 % 7)", "creator_id": "c\($0 % 7)", "observed_at": "2025-03-\(10 + $0)T00:00:00Z", "followers": "\(1_000 + 137 * $0)"] })
        try bench.writeFacts(.creators, (0..<7).map { ["creator": "c\($0)", "audience": "country:de=0.\($0)|country:fr=0.2"] })
        var request = Self.request(bench) {
            $0.followUpDays = [7, 14]
            $0.audience = [AudienceShare(dimension: "country", value: "de", share: 1)]
            $0.brandTags = ["a"]
        }
        let plan = try AggregationPlan(request)
        for shard in 0..<Shards.count {
            let tally = try ShardAggregator.tally(ShardSlice(shard: shard), plan: plan)
            let again = try ShardTally(shard: shard, tierCount: plan.tierCount, pieces: tally.packed(shard: shard).map(\.content))
            #expect(again.followUp.views.map(\.totals) == tally.followUp.views.map(\.totals) && again.followUp.seconds == tally.followUp.seconds)
            #expect("\(again.profiles.profiles)" == "\(tally.profiles.profiles)")
            #expect(again.packed(shard: shard).map(\.content) == tally.packed(shard: shard).map(\.content))
        }
        let expected = try Self.bytes(request)
        for postsAtOnce in [1, 2, 5] {
            request.postsAtOnce = postsAtOnce
            let cut = try Self.bytes(request)
            #expect(cut.findings == expected.findings && cut.creators == expected.creators)
        }
        let parts = AggregationParts(folder: bench.folder, origin: String(repeating: "b", count: 64))
        try Self.write(parts, of: request)
        request.parts = parts
        #expect(try Self.bytes(request).findings == expected.findings)
    }

    /// Two machines write the same bytes.
    @Test func partsAreAFunctionOfTheFacts() throws {
        let bench = try Bench()
        _ = try Golden.findings("06_money", by: Self.by, bench: bench)
        let parts = AggregationParts(folder: bench.folder, origin: String(repeating: "c", count: 64))
        for _ in 0..<2 {
            try Self.write(parts, shards: [11], of: Self.request(bench))
            let first = try Data(contentsOf: URL(filePath: parts.path(shard: 11)))
            try Self.write(parts, shards: [11], of: Self.request(bench, jobs: 4))
            #expect(try Data(contentsOf: URL(filePath: parts.path(shard: 11))) == first)
        }
    }

    @Test func aMissingPartAndOneOfOtherFactsAreErrors() throws {
        let bench = try Bench()
        _ = try Golden.findings("06_money", by: Self.by, bench: bench)
        var request = Self.request(bench)
        let parts = AggregationParts(folder: bench.folder, origin: String(repeating: "d", count: 64))
        let other = AggregationParts(folder: bench.folder, origin: String(repeating: "e", count: 64))
        try Self.write(parts, of: request)
        request.parts = parts
        _ = try Self.bytes(request)
        // One of other facts, and one of another shard, under the right name.
        try Self.write(other, shards: [5], of: request)
        let path = parts.path(shard: 5)
        for wrong in [other.path(shard: 5), parts.path(shard: 6)] {
            try FileManager.default.removeItem(atPath: path)
            try FileManager.default.copyItem(atPath: wrong, toPath: path)
            #expect(throws: (any Error).self, "\(wrong)") { try Self.bytes(request) }
        }
        try FileManager.default.removeItem(atPath: path)
        #expect { try Self.bytes(request) } throws: { ($0 as? AggregationError)?.kind == .partMissing }
        #expect(try [5, 6].map { try parts.isSound(shard: $0) } == [false, true])
    }

    /// Bytes that checksums do not guard, as of a mistake of ours: an error, never a trap.
    @Test func damagedPiecesAreErrors() throws {
        let bench = try Bench()
        _ = try Golden.findings("21_end_to_end", by: Self.by, bench: bench)
        let plan = try AggregationPlan(Self.request(bench))
        let pieces = try ShardAggregator.tally(ShardSlice(shard: 20), plan: plan).packed(shard: 20).map(\.content)
        var random = SeededGenerator(seed: 14)
        var refused = 0
        for round in 0..<400 {
            var damaged = pieces
            let piece = round % pieces.count
            guard !damaged[piece].isEmpty else { continue }
            let place = Int(random.next() % UInt64(damaged[piece].count))
            switch round % 3 {
            case 0: damaged[piece].removeLast(damaged[piece].count - place)
            case 1: damaged[piece][place] ^= UInt8(1 << (random.next() % 8))
            default: damaged[piece].insert(UInt8(truncatingIfNeeded: random.next()), at: place)
            }
            do { _ = try ShardTally(shard: 20, tierCount: plan.tierCount, pieces: damaged) } catch { refused += 1 }
        }
        #expect(refused > 100)
    }
}

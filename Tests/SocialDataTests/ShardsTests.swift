import SocialData
import TestSupport
import Testing
import TextValues

@Suite struct ShardsTests {
    @Test func shardIsTheTopSixBits() {
        // From case 02: mix64(1) = 0x5692161d100b05e5, and 0x56 >> 2 = 21; mix64(2⁶⁴−1) begins with 0xb4, 180 >> 2 = 45.
        #expect(Shards.shard(hash: 1) == 21)
        #expect(Shards.shard(hash: .max) == 45)
        #expect(Shards.shard(hash: 0) == 0)
    }

    @Test func partsDoNotRunTogether() {
        func hash(_ parts: String...) -> UInt64 { FNV1a.hash(parts.joined(separator: "\u{1F}")) }
        #expect(hash("ab", "c") != hash("a", "bc"))
        #expect(reading("creator") { Shards.shard(of: $0) } == Shards.shard(hash: FNV1a.hash("creator")))
    }

    @Test func shardsAreEvenlyFilled() {
        var counts = [Int](repeating: 0, count: Shards.count)
        for number in 0..<64_000 { counts[Shards.shard(hash: FNV1a.hash("id\(number)"))] += 1 }
        // 1,000 expected in each, standard deviation about 31.
        #expect(counts.allSatisfy { (800...1200).contains($0) })
    }

    @Test(arguments: [(0, 1), (1, 1), (100, 1), (101, 2), (700, 7), (701, 8), (1_000_000, 64)])
    func largeShardsAreCut(rows: Int, parts: Int) {
        let slices = Shards.slices(shard: 5, rows: rows, most: 100)
        #expect(slices.map(\.part) == Array(0..<parts) && slices.allSatisfy { $0.shard == 5 && $0.parts == parts })
    }

    /// Also those that a hash puts into one shard, and a text without bytes.
    @Test(arguments: [1, 2, 7, 64]) func everyThingIsInOnePart(parts: Int) {
        let slices = Shards.slices(shard: 0, rows: 100 * parts, most: 100)
        var counts = [Int](repeating: 0, count: parts)
        var number = 0
        while counts.reduce(0, +) < 200 * parts {
            defer { number += 1 }
            let identity = number == 0 ? "" : "17100000\(number)"
            guard number == 0 || Shards.shard(hash: FNV1a.hash(identity)) == 0 else { continue }
            let parts = slices.filter { slice in reading(identity) { slice.holds($0) } }
            #expect(parts.count == 1)
            counts[parts[0].part] += 1
        }
        // 200 expected in each, standard deviation about 14.
        #expect(counts.allSatisfy { (120...280).contains($0) }, "\(counts)")
    }
}

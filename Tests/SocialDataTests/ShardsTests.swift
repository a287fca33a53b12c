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
}

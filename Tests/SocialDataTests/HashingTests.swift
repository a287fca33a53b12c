import SocialData
import TestSupport
import Testing

/// Case 02: FNV-1a and mix64; the streams built on them are tested where they are built.
@Suite struct GoldenHashing {
    private func number(_ hex: String?) throws -> UInt64 { try #require(UInt64((hex ?? "").dropFirst(2), radix: 16)) }

    @Test func hashes() throws {
        let golden = try GoldenCase("02_rng")
        let texts = try #require(golden.list("fnv1a64") as? [[String: String]])
        let numbers = try #require(golden.list("mix64") as? [[String: String]])
        #expect(!texts.isEmpty && !numbers.isEmpty)
        for row in texts {
            let text = try #require(row["text"])
            #expect(try FNV1a.hash(text) == number(row["value"]), "\(text)")
            let value = reading(text) { text in
                var hash = FNV1a()
                hash.combine(text)
                return hash.value
            }
            #expect(try value == number(row["value"]), "\(text)")
        }
        for row in numbers { #expect(try mix64(number(row["in"])) == number(row["out"]), "\(row)") }
        // The key's name holds the state.
        let name = try #require(golden.keys("").first { $0.hasPrefix("splitmix_from_") })
        let state = try #require(UInt64(name.dropFirst("splitmix_from_".count)))
        for (index, value) in try #require(golden.list(name) as? [String]).enumerated() {
            #expect(try mix64(state &+ 0x9E37_79B9_7F4A_7C15 &* UInt64(index + 1)) == number(value))
        }
    }
}

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

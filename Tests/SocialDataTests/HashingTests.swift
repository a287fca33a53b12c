import SocialData
import Testing

/// Case 02: FNV-1a and mix64; the streams built on them are tested where they are built.
@Suite struct GoldenHashing {
    private struct Expected: Decodable {
        struct Text: Decodable {
            let text: String
            let value: String
        }
        struct Number: Decodable {
            let `in`: String
            let out: String
        }
        let fnv1a64: [Text]
        let mix64: [Number]
        let splitmix_from_1234567: [String]
    }

    private func number(_ hex: String) -> UInt64? { UInt64(hex.dropFirst(2), radix: 16) }

    @Test func hashes() throws {
        struct Params: Decodable {}
        let (expected, _) = try golden("02_rng", Expected.self, Params.self)
        #expect(!expected.fnv1a64.isEmpty && !expected.mix64.isEmpty && !expected.splitmix_from_1234567.isEmpty)
        for row in expected.fnv1a64 {
            #expect(FNV1a.hash(row.text) == number(row.value), "\(row.text)")
            let value = reading(row.text) { text in
                var hash = FNV1a()
                hash.combine(text)
                return hash.value
            }
            #expect(value == number(row.value), "\(row.text)")
        }
        for row in expected.mix64 {
            #expect(mix64(try #require(number(row.in))) == number(row.out), "\(row.in)")
        }
        for (index, value) in expected.splitmix_from_1234567.enumerated() {
            #expect(mix64(1_234_567 &+ 0x9E37_79B9_7F4A_7C15 &* UInt64(index + 1)) == number(value))
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

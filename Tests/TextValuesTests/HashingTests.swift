import TestSupport
import Testing
import TextValues

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

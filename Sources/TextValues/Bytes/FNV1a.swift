/// The finalizer of SplitMix64: a bijection of 64 bits in which every input bit moves every output bit
/// (Methods 8.1).
package func mix64(_ value: UInt64) -> UInt64 {
    var z = value
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
}

/// FNV-1a, 64 bits, over bytes (Methods 8.1). The same hash on every machine and in every run: shards and random
/// streams depend on it.
package struct FNV1a: Sendable {
    private static let offsetBasis: UInt64 = 0xCBF2_9CE4_8422_2325
    private static let prime: UInt64 = 0x0000_0100_0000_01B3

    /// The hash of what was combined so far.
    package private(set) var value: UInt64

    /// The hash of no bytes.
    package init() {
        value = Self.offsetBasis
    }

    /// Takes in one byte; the order of bytes counts.
    package mutating func combine(_ byte: UInt8) {
        value = (value ^ UInt64(byte)) &* Self.prime
    }

    /// The same as byte by byte.
    package mutating func combine(_ bytes: Span<UInt8>) {
        var hash = value
        for index in bytes.indices {
            hash = (hash ^ UInt64(bytes[index])) &* Self.prime
        }
        value = hash
    }

    /// Hash of one text's UTF-8 bytes; for labels, not for rows.
    package static func hash(_ text: String) -> UInt64 {
        var hash = FNV1a()
        for byte in text.utf8 {
            hash.combine(byte)
        }
        return hash.value
    }
}

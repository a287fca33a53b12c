/// SHA-256 (FIPS 180-4), for expected values that are given as sums only.
enum SHA256 {
    static func hex(_ bytes: [UInt8]) -> String {
        var state: [UInt32] = [
            0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a, 0x510e_527f, 0x9b05_688c, 0x1f83_d9ab, 0x5be0_cd19,
        ]
        var message = bytes
        message.append(0x80)
        while message.count % 64 != 56 { message.append(0) }
        for shift in stride(from: 56, through: 0, by: -8) { message.append(UInt8(truncatingIfNeeded: (bytes.count * 8) >> shift)) }
        var words = [UInt32](repeating: 0, count: 64)
        for block in stride(from: 0, to: message.count, by: 64) {
            for index in 0..<16 {
                words[index] = (0..<4).reduce(0) { $0 << 8 | UInt32(message[block + 4 * index + $1]) }
            }
            for index in 16..<64 {
                let first = words[index - 15]
                let second = words[index - 2]
                words[index] = words[index - 16] &+ (rotate(first, 7) ^ rotate(first, 18) ^ first >> 3) &+ words[index - 7]
                    &+ (rotate(second, 17) ^ rotate(second, 19) ^ second >> 10)
            }
            var v = state
            for index in 0..<64 {
                let choice = (v[4] & v[5]) ^ (~v[4] & v[6])
                let one = v[7] &+ (rotate(v[4], 6) ^ rotate(v[4], 11) ^ rotate(v[4], 25)) &+ choice &+ constants[index] &+ words[index]
                let majority = (v[0] & v[1]) ^ (v[0] & v[2]) ^ (v[1] & v[2])
                let two = (rotate(v[0], 2) ^ rotate(v[0], 13) ^ rotate(v[0], 22)) &+ majority
                v = [one &+ two, v[0], v[1], v[2], v[3] &+ one, v[4], v[5], v[6]]
            }
            for index in 0..<8 { state[index] &+= v[index] }
        }
        return state.map { word in (0..<8).map { String(word >> UInt32(28 - 4 * $0) & 15, radix: 16) }.joined() }.joined()
    }

    private static func rotate(_ word: UInt32, _ count: UInt32) -> UInt32 { word >> count | word << (32 - count) }

    /// The first 32 bits of the fractions of the cube roots of the first 64 primes.
    private static let constants: [UInt32] = {
        var primes: [Int] = []
        var candidate = 2
        while primes.count < 64 {
            if primes.allSatisfy({ candidate % $0 != 0 }) { primes.append(candidate) }
            candidate += 1
        }
        return primes.map { prime in
            // The greatest integer whose cube is at most prime * 2^96, by its bits.
            var root: UInt64 = 0
            for bit in stride(from: UInt64(36), through: 0, by: -1) {
                let tried = root | 1 << bit
                let square = tried.multipliedFullWidth(by: tried)
                // tried < 2^37: the square is below 2^74, and the cube is compared in two halves of 2^48.
                let high = square.high << 16 | square.low >> 48
                let low = square.low & 0xFFFF_FFFF_FFFF
                let cubeLow = low.multipliedFullWidth(by: tried)
                let carried = high * tried + (cubeLow.high << 16 | cubeLow.low >> 48)
                if carried < UInt64(prime) << 48 || (carried == UInt64(prime) << 48 && cubeLow.low & 0xFFFF_FFFF_FFFF == 0) { root = tried }
            }
            return UInt32(truncatingIfNeeded: root)
        }
    }()
}

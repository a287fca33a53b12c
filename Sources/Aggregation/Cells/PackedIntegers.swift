/// Integers in as few bytes as they need (LEB128): seven bits a byte, the lowest first, the top bit set where more follow.
/// Creators' totals are kept this way, because most are small and there are many of them.
enum PackedIntegers {
    /// Of 128 bits.
    static let mostBytes = 19
    /// Of 64 bits.
    static let mostWordBytes = 10

    static func append(_ number: UInt128, to bytes: inout [UInt8]) {
        guard number > 0x7F else { return bytes.append(UInt8(truncatingIfNeeded: number)) }
        bytes.append(addingCapacity: mostBytes) { bytes in
            var rest = number
            while rest > UInt128(UInt64.max) {
                bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
                rest >>= 7
            }
            append(word: UInt64(truncatingIfNeeded: rest), to: &bytes)
        }
    }

    /// The same of 64 bits, where there is room for them.
    static func append(word: UInt64, to bytes: inout OutputSpan<UInt8>) {
        var rest = word
        while rest > 0x7F {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(truncatingIfNeeded: rest))
    }

    /// Signed numbers: 0, -1, 1, -2, … become 0, 1, 2, 3, ….
    static func append(signed number: Int128, to bytes: inout [UInt8]) { append(unsigned(number), to: &bytes) }

    static func unsigned(_ number: Int128) -> UInt128 { UInt128(bitPattern: (number << 1) ^ (number >> 127)) }

    static func signed(_ number: UInt128) -> Int128 { Int128(bitPattern: number >> 1) ^ -Int128(bitPattern: number & 1) }

    static func unsigned(word number: Int64) -> UInt64 { UInt64(bitPattern: (number << 1) ^ (number >> 63)) }

    static func signed(word number: UInt64) -> Int64 { Int64(bitPattern: number >> 1) ^ -Int64(bitPattern: number & 1) }

    /// Reads what `append` wrote, from `position` on. Most numbers have one or two bytes.
    @inline(__always)
    static func next(_ bytes: Span<UInt8>, _ position: inout Int) -> UInt128 {
        let first = bytes[position]
        if first <= 0x7F {
            position += 1
            return UInt128(first)
        }
        let second = bytes[position + 1]
        if second <= 0x7F {
            position += 2
            return UInt128(UInt64(first & 0x7F) | UInt64(second) << 7)
        }
        return nextLong(bytes, &position)
    }

    private static func nextLong(_ bytes: Span<UInt8>, _ position: inout Int) -> UInt128 {
        var small: UInt64 = 0
        var shift: UInt64 = 0
        while shift < 63 {
            let byte = bytes[position]
            position += 1
            small |= UInt64(byte & 0x7F) << shift
            if byte <= 0x7F { return UInt128(small) }
            shift += 7
        }
        var number = UInt128(small)
        var wide = UInt128(63)
        while true {
            let byte = bytes[position]
            position += 1
            number |= UInt128(byte & 0x7F) << wide
            if byte <= 0x7F { return number }
            wide += 7
        }
    }

    /// Reads what `append(word:)` wrote. Most counts of posts have up to three bytes.
    @inline(__always)
    static func nextWord(_ bytes: Span<UInt8>, _ position: inout Int) -> UInt64 {
        let first = bytes[position]
        if first <= 0x7F {
            position += 1
            return UInt64(first)
        }
        let second = bytes[position + 1]
        let low = UInt64(first & 0x7F) | UInt64(second & 0x7F) << 7
        if second <= 0x7F {
            position += 2
            return low
        }
        let third = bytes[position + 2]
        if third <= 0x7F {
            position += 3
            return low | UInt64(third) << 14
        }
        return UInt64(truncatingIfNeeded: nextLong(bytes, &position))
    }

    /// Passes over a number.
    @inline(__always)
    static func skip(_ bytes: Span<UInt8>, _ position: inout Int) {
        while bytes[position] > 0x7F { position += 1 }
        position += 1
    }

    static func nextSigned(_ bytes: Span<UInt8>, _ position: inout Int) -> Int128 {
        signed(next(bytes, &position))
    }

    @inline(__always)
    static func nextInt(_ bytes: Span<UInt8>, _ position: inout Int) -> Int { Int(next(bytes, &position)) }
}

extension [UInt8] {
    /// Gives back the room that growing took, for bytes that stay.
    mutating func trim() {
        var exact: [UInt8] = []
        exact.reserveCapacity(count)
        exact.append(contentsOf: self)
        self = exact
    }
}

/// Numbers of a fixed width in bits, packed back to back from the lowest bit of the first byte on
/// (Encodings.md, "RLE / Bit-Packing Hybrid", note 1).
enum BitPacking {
    /// Bits that the greatest of some values needs.
    @inline(__always)
    static func width(of value: UInt64) -> Int { 64 - value.leadingZeroBitCount }

    /// Bytes of `count` numbers, the last byte filled up with zeros. Callers have bounded both factors.
    @inline(__always)
    static func bytes(_ count: Int, width: Int) -> Int { (count * width + 7) / 8 }

    /// Unpacks `count` numbers of `width` bits (0 to 64, no wider than `Value`) from byte `start` on, which must all be there.
    ///
    /// One load of eight bytes, a shift and a mask give a number; near the end of the bytes, where a load would reach behind them,
    /// they are put together one by one.
    @inline(__always)
    static func unpack<Value: FixedWidthInteger & UnsignedInteger & BitwiseCopyable>(
        _ bytes: Span<UInt8>, at start: Int, width: Int, count: Int, into target: inout MutableSpan<Value>, at base: Int
    ) {
        precondition(width >= 0 && width <= Value.bitWidth && count >= 0 && start >= 0)
        precondition(bytes.count - start >= Self.bytes(count, width: width) && target.count - base >= count)
        if width == 0 {
            for index in base..<(base + count) { target[index] = 0 }
            return
        }
        let mask: UInt64 = width == 64 ? .max : 1 << UInt64(width) - 1
        // Numbers whose load, and the byte behind it where more than eight bytes are touched, lie inside.
        let room = bytes.count - start - 9
        let quick = room < 0 ? 0 : min(count, (room * 8) / width + 1)
        var bit = 0
        if width <= 56 {
            for index in 0..<quick {
                let word = bytes.word64(at: start &+ bit >> 3)
                target[base &+ index] = Value(truncatingIfNeeded: word &>> UInt64(truncatingIfNeeded: bit & 7) & mask)
                bit &+= width
            }
        } else {
            for index in 0..<quick {
                let shift = UInt64(truncatingIfNeeded: bit & 7)
                let low = bytes.word64(at: start &+ bit >> 3) &>> shift
                // Two shifts: one by 64 would be none.
                let high = (UInt64(bytes[start &+ bit >> 3 &+ 8]) &<< (63 &- shift)) &<< 1
                target[base &+ index] = Value(truncatingIfNeeded: (low | high) & mask)
                bit &+= width
            }
        }
        for index in quick..<max(quick, count) {
            let shift = UInt64(bit & 7)
            let low = bytes.rest(at: start + bit >> 3) >> shift
            let high = (bytes.rest(at: start + bit >> 3 + 8) << (63 - shift)) << 1
            target[base + index] = Value(truncatingIfNeeded: (low | high) & mask)
            bit += width
        }
    }

    /// Packs numbers of at most `width` bits into words from word `start` on, which must be there; the last one is filled up with zeros.
    @inline(__always)
    static func pack<Value: FixedWidthInteger & UnsignedInteger & BitwiseCopyable>(
        _ values: Span<Value>, _ range: Range<Int>, width: Int, into words: inout MutableSpan<UInt64>, at start: Int
    ) {
        if width == 0 { return }
        var word: UInt64 = 0
        var used = 0
        var next = start
        for index in range {
            let value = UInt64(truncatingIfNeeded: values[index])
            word |= value &<< UInt64(truncatingIfNeeded: used)
            used &+= width
            if used >= 64 {
                words[next] = word
                next &+= 1
                used &-= 64
                word = used == 0 ? 0 : value &>> UInt64(truncatingIfNeeded: width &- used)
            }
        }
        if used > 0 { words[next] = word }
    }
}

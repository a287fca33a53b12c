/// Encodes DELTA_BINARY_PACKED (Encodings.md, "Delta Encoding") in blocks of 256 values and miniblocks of 64: a miniblock of `width`
/// bits is exactly `width` words. `DeltaDecoder` is its counterpart.
enum DeltaEncoder {
    static let block = 256
    static let miniblock = 64

    /// Appends all values.
    @inline(__always)
    static func encode<Value: FixedWidthInteger & SignedInteger & BitwiseCopyable>(_ values: Span<Value>, into bytes: inout [UInt8])
    where Value.Magnitude: BitwiseCopyable {
        bytes.append(varint: UInt64(block))
        bytes.append(varint: UInt64(block / miniblock))
        bytes.append(varint: UInt64(values.count))
        bytes.append(zigzag: values.count > 0 ? Int64(values[0]) : 0)
        var scratch = [Value.Magnitude](repeating: 0, count: block)
        var words = [UInt64](repeating: 0, count: block)
        var index = 1
        while index < values.count {
            encodeBlock(values, index..<min(values.count, index + block), &scratch, &words, &bytes)
            index += block
        }
    }

    @inline(__always)
    private static func encodeBlock<Value: FixedWidthInteger & SignedInteger & BitwiseCopyable>(
        _ values: Span<Value>, _ range: Range<Int>, _ scratch: inout [Value.Magnitude], _ words: inout [UInt64], _ bytes: inout [UInt8]
    ) where Value.Magnitude: BitwiseCopyable {
        var differences = scratch.mutableSpan
        var least = Value.max
        for index in range {
            let difference = values[index] &- values[index &- 1]
            least = min(least, difference)
            differences[index &- range.lowerBound] = Value.Magnitude(truncatingIfNeeded: difference)
        }
        let base = Value.Magnitude(truncatingIfNeeded: least)
        bytes.append(zigzag: Int64(least))
        // Miniblocks behind the last value have width 0 and no bytes; the last one is filled up with zeros.
        for offset in range.count..<block { differences[offset] = base }
        var target = words.mutableSpan
        var used = 0
        for start in stride(from: 0, to: block, by: miniblock) {
            var bits: Value.Magnitude = 0
            for offset in start..<(start + miniblock) {
                differences[offset] &-= base
                bits |= differences[offset]
            }
            let width = Value.Magnitude.bitWidth - bits.leadingZeroBitCount
            bytes.append(UInt8(width))
            BitPacking.pack(differences.span, start..<(start + miniblock), width: width, into: &target, at: used)
            used += width
        }
        bytes.append(bytesOf: words.span.extracting(..<used))
    }
}

/// Encodes the hybrid of run lengths and bit packing (Encodings.md, "RLE = 3"); `HybridDecoder` is its counterpart.
enum HybridEncoder {
    /// Appends numbers of at most `width` bits (0 to 32). Eight equal ones or more, from a multiple of eight on, become a run.
    static func encode(_ values: Span<UInt32>, width: Int, scratch: inout [UInt64], into bytes: inout [UInt8]) {
        var literal = 0
        var index = 0
        while index < values.count {
            let value = values[index]
            var end = index + 1
            while end < values.count && values[end] == value { end += 1 }
            if end - index >= 8 {
                appendPacked(values, literal..<index, width: width, &scratch, &bytes)
                bytes.append(varint: UInt64(end - index) << 1)
                for byte in 0..<((width + 7) / 8) { bytes.append(UInt8(truncatingIfNeeded: value >> UInt32(8 * byte))) }
                index = end
                literal = end
            } else {
                // Packed numbers come in eights.
                index += 8
            }
        }
        appendPacked(values, literal..<values.count, width: width, &scratch, &bytes)
    }

    /// Appends the definition levels (0 or 1) of `count` rows from `start` on: packed bits as they lie in the mask, and runs for
    /// long stretches of words that are all set or all clear.
    static func encodeLevels(_ mask: Validity, from start: Int, count: Int, into bytes: inout [UInt8]) {
        var literal = 0
        var row = 0
        while row < count {
            let step = min(64, count - row)
            let word = mask.bits(at: start + row, count: step)
            let all: UInt64 = step == 64 ? .max : 1 << UInt64(step) - 1
            guard word == 0 || word == all else {
                row += step
                continue
            }
            var end = row + step
            while end < count {
                let step = min(64, count - end)
                let next = mask.bits(at: start + end, count: step)
                guard next == (word == 0 ? 0 : step == 64 ? .max : 1 << UInt64(step) - 1) else { break }
                end += step
            }
            // A run takes three bytes or so and closes the packed ones before it: worth it from some words on.
            if end - row >= 256 || (row == 0 && end == count) {
                appendPacked(mask, start, literal..<row, &bytes)
                bytes.append(varint: UInt64(end - row) << 1)
                bytes.append(word == 0 ? 0 : 1)
                literal = end
            }
            row = end
        }
        appendPacked(mask, start, literal..<count, &bytes)
    }

    private static func appendPacked(_ values: Span<UInt32>, _ range: Range<Int>, width: Int, _ scratch: inout [UInt64], _ bytes: inout [UInt8]) {
        if range.isEmpty { return }
        let groups = (range.count + 7) / 8
        bytes.append(varint: UInt64(groups) << 1 | 1)
        // The last group is filled up with zeros: words are zero behind what is packed.
        let words = (groups * width + 7) / 8
        if scratch.count < words { scratch.append(contentsOf: [UInt64](repeating: 0, count: words - scratch.count)) }
        do {
            var target = scratch.mutableSpan
            for word in (range.count * width / 64)..<words { target[word] = 0 }
            BitPacking.pack(values, range, width: width, into: &target, at: 0)
        }
        bytes.append(scratch.span.extracting(..<words), bytes: groups * width)
    }

    private static func appendPacked(_ mask: Validity, _ start: Int, _ range: Range<Int>, _ bytes: inout [UInt8]) {
        if range.isEmpty { return }
        let groups = (range.count + 7) / 8
        bytes.append(varint: UInt64(groups) << 1 | 1)
        var row = range.lowerBound
        while row < range.upperBound {
            let step = min(64, range.upperBound - row)
            let word = mask.bits(at: start + row, count: step)
            for byte in 0..<((step + 7) / 8) { bytes.append(UInt8(truncatingIfNeeded: word >> UInt64(8 * byte))) }
            row += step
        }
    }
}

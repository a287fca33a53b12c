/// Decodes the hybrid of run lengths and bit packing (Encodings.md, "RLE = 3"): dictionary codes, levels and booleans.
///
/// A run is a variable-length header and its values: lowest bit 0, a count and one value of whole bytes; lowest bit 1, a count of groups
/// of eight packed numbers.
enum HybridDecoder {
    /// A run's header, read and checked.
    private struct Run {
        /// Values that are wanted of it: the last run may be longer than the page.
        var count: Int
        /// The repeated value; nil for packed ones.
        var value: UInt32?
        /// Where its packed bytes begin.
        var start: Int
    }

    /// Decodes exactly `count` numbers of `width` bits from bytes `position..<end` into `target` from `base` on.
    static func decode(
        _ bytes: Span<UInt8>, from position: Int, to end: Int, width: Int, count: Int, into target: inout MutableSpan<UInt32>, at base: Int
    ) throws(ColumnFileError) {
        var position = position
        var index = base
        let last = base + count
        while index < last {
            let run = try nextRun(bytes, &position, end, width, wanted: last - index)
            if let value = run.value {
                for slot in index..<(index + run.count) { target[slot] = value }
            } else {
                BitPacking.unpack(bytes, at: run.start, width: width, count: run.count, into: &target, at: index)
            }
            index += run.count
        }
    }

    /// Decodes exactly `count` definition levels of at most 1 (one bit each) from bytes `position..<end` into a mask.
    static func decodeLevels(
        _ bytes: Span<UInt8>, from position: Int, to end: Int, count: Int, into mask: inout ValidityBuilder
    ) throws(ColumnFileError) {
        var position = position
        var left = count
        while left > 0 {
            let run = try nextRun(bytes, &position, end, 1, wanted: left)
            if let value = run.value {
                guard value <= 1 else { throw .damaged("a definition level of \(value) in a flat column") }
                mask.append(value == 1, count: run.count)
            } else {
                var done = 0
                while done < run.count {
                    let step = min(64, run.count - done)
                    let place = run.start + done / 8
                    let word = place + 8 <= bytes.count ? bytes.word64(at: place) : bytes.rest(at: place)
                    mask.append(bits: word, count: step)
                    done += step
                }
            }
            left -= run.count
        }
    }

    @inline(__always)
    private static func nextRun(
        _ bytes: Span<UInt8>, _ position: inout Int, _ end: Int, _ width: Int, wanted: Int
    ) throws(ColumnFileError) -> Run {
        let header = try Varint.readCount(bytes, at: &position, end: end)
        guard header > 1 else { throw .damaged("a run of no values") }
        if header & 1 == 0 {
            let length = (width + 7) / 8
            guard length <= end - position else { throw .damaged("a run is cut off") }
            var value: UInt32 = 0
            for offset in 0..<length { value |= UInt32(bytes[position + offset]) << UInt32(8 * offset) }
            position += length
            return Run(count: min(wanted, header >> 1), value: value, start: position)
        }
        // Fewer than 2^30 groups of eight numbers of at most 32 bits: no product overflows.
        let count = min(wanted, (header >> 1) * 8)
        let whole = (header >> 1) * width
        // Some writers cut the last run off behind the values that there are.
        guard BitPacking.bytes(count, width: width) <= end - position else { throw .damaged("packed values are cut off") }
        let run = Run(count: count, value: nil, start: position)
        position = min(end, position + whole)
        return run
    }
}

/// Encodes one LZ4 block (lz4_Block_format.md): greedy, with one table of the last place of each hash of four bytes. The same bytes in
/// give the same bytes out.
struct LZ4Encoder {
    private static let tableBits = 14
    /// The format's end rules: the last five bytes are literals, and no copy begins in the last twelve.
    private static let lastLiterals = 5
    private static let copyMargin = 12

    /// The last place of a hash, plus 1; 0 is none.
    private var table = [UInt32](repeating: 0, count: 1 << tableBits)

    /// The most bytes that `count` bytes become.
    static func bound(_ count: Int) -> Int { count + count / 255 + 16 }

    /// Encodes `source` (at most 2 GiB) into `target`, which has at least `bound` bytes; returns how many are written.
    mutating func encode(_ source: Span<UInt8>, into target: inout MutableSpan<UInt8>) -> Int {
        precondition(source.count <= Int(Int32.max) && target.count >= Self.bound(source.count))
        for slot in table.indices { table[slot] = 0 }
        var places = table.mutableSpan
        var written = 0
        var literal = 0
        var position = 0
        let last = source.count - Self.copyMargin
        // Where nothing is found, steps grow: data that cannot be packed is passed over.
        var misses = 1 << 6
        while position < last {
            let word = source.word32(at: position)
            let slot = Int((word &* 2_654_435_761) &>> UInt32(32 - Self.tableBits))
            let candidate = Int(places[slot]) - 1
            places[slot] = UInt32(truncatingIfNeeded: position + 1)
            guard candidate >= 0, position - candidate <= 0xFFFF, source.word32(at: candidate) == word else {
                position += misses >> 6
                misses += 1
                continue
            }
            misses = 1 << 6
            var start = position
            var from = candidate
            while start > literal && from > 0 && source[start - 1] == source[from - 1] {
                start -= 1
                from -= 1
            }
            var end = position + 4
            var match = candidate + 4
            let limit = source.count - Self.lastLiterals
            while end + 8 <= limit {
                let difference = source.word64(at: end) ^ source.word64(at: match)
                if difference != 0 {
                    end += difference.trailingZeroBitCount >> 3
                    break
                }
                end += 8
                match += 8
            }
            if end + 8 > limit {
                match = from + (end - start)
                while end < limit && source[end] == source[match] {
                    end += 1
                    match += 1
                }
            }
            Self.append(source, literal..<start, distance: start - from, count: end - start, &target, &written)
            position = end
            literal = end
        }
        Self.append(source, literal..<source.count, distance: 0, count: 0, &target, &written)
        return written
    }

    /// One sequence; the last one has no copy.
    @inline(__always)
    private static func append(
        _ source: Span<UInt8>, _ literals: Range<Int>, distance: Int, count: Int, _ target: inout MutableSpan<UInt8>, _ written: inout Int
    ) {
        let extra = count - 4
        target[written] = UInt8(min(15, literals.count)) << 4 | (distance == 0 ? 0 : UInt8(min(15, extra)))
        written += 1
        appendLength(literals.count, &target, &written)
        target.copy(source, at: literals.lowerBound, count: literals.count, to: written)
        written += literals.count
        if distance == 0 { return }
        target[written] = UInt8(truncatingIfNeeded: distance)
        target[written + 1] = UInt8(truncatingIfNeeded: distance >> 8)
        written += 2
        appendLength(extra, &target, &written)
    }

    @inline(__always)
    private static func appendLength(_ length: Int, _ target: inout MutableSpan<UInt8>, _ written: inout Int) {
        if length < 15 { return }
        var left = length - 15
        while left >= 255 {
            target[written] = 255
            written += 1
            left -= 255
        }
        target[written] = UInt8(left)
        written += 1
    }
}

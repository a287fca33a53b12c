/// Decodes the values of one page, nulls left out, into the slots from `base` on.
enum ValueDecoder {
    /// PLAIN numbers, as they lie in memory: exactly `count` of them.
    static func plain<Value: BitwiseCopyable & FixedWidthInteger>(
        _ bytes: Span<UInt8>, count: Int, into target: inout MutableSpan<Value>, at base: Int
    ) throws(ColumnFileError) {
        try requirePlain(bytes, count: count, stride: MemoryLayout<Value>.stride)
        if count > 0 { target.fill(from: bytes, at: base) }
    }

    /// Whether PLAIN bytes hold exactly `count` numbers of `stride` bytes.
    static func requirePlain(_ bytes: Span<UInt8>, count: Int, stride: Int) throws(ColumnFileError) {
        guard bytes.count % stride == 0, bytes.count / stride == count else {
            throw .damaged("\(bytes.count) bytes for \(count) values of \(stride) bytes")
        }
    }

    /// Dictionary codes: a byte with their width, then the hybrid encoding (Encodings.md, "Dictionary Encoding"). All are
    /// below `entries`.
    static func codes(
        _ bytes: Span<UInt8>, count: Int, entries: Int?, into target: inout MutableSpan<UInt32>, at base: Int
    ) throws(ColumnFileError) {
        // A page of nulls may have neither.
        if count == 0 { return }
        guard let entries else { throw .damaged("codes without a dictionary in front") }
        guard bytes.count > 0, bytes[0] <= 32 else { throw .damaged("codes without a width of at most 32 bits") }
        try HybridDecoder.decode(bytes, from: 1, to: bytes.count, width: Int(bytes[0]), count: count, into: &target, at: base)
        var highest: UInt32 = 0
        for index in base..<(base + count) { highest = max(highest, target[index]) }
        guard Int(highest) < entries else { throw .damaged("code \(highest) in a dictionary of \(entries) entries") }
    }

    /// PLAIN booleans (bits, the lowest first) or RLE ones (a length of four bytes, then the hybrid encoding).
    static func booleans(
        _ bytes: Span<UInt8>, encoding: Encoding, count: Int, scratch: inout [UInt32], into target: inout MutableSpan<Bool>, at base: Int
    ) throws(ColumnFileError) {
        switch encoding {
        case .plain:
            guard bytes.count >= (count + 7) / 8 else { throw .damaged("\(bytes.count) bytes for \(count) booleans") }
            for index in 0..<count { target[base + index] = bytes[index >> 3] >> UInt8(index & 7) & 1 == 1 }
        case .rle:
            if count == 0 { return }
            guard bytes.count >= 4, Int(bytes.word32(at: 0)) <= bytes.count - 4 else { throw .damaged("booleans are cut off") }
            if scratch.count < count { scratch = [UInt32](repeating: 0, count: count) }
            var numbers = scratch.mutableSpan
            try HybridDecoder.decode(bytes, from: 4, to: 4 + Int(bytes.word32(at: 0)), width: 1, count: count, into: &numbers, at: 0)
            var highest: UInt32 = 0
            for index in 0..<count {
                highest |= numbers[index]
                target[base + index] = numbers[index] != 0
            }
            guard highest <= 1 else { throw .damaged("a boolean of \(highest)") }
        default: throw .unsupported("encoding \(encoding.name) over BOOLEAN is not read")
        }
    }
}

extension MutableSpan where Element: BitwiseCopyable {
    /// Moves the page's values, which lie packed at its first slots, to the rows that have one; the others get `null`. From back to
    /// front, so that no value is overwritten before it is moved.
    @inline(__always)
    mutating func spread(_ page: DataPage, _ mask: Validity?, null: Element) {
        guard let mask, page.present < page.rows else { return }
        let words = mask.words.span
        var from = page.firstRow + page.present - 1
        var to = page.firstRow + page.rows - 1
        while to > from {
            let isPresent = words[to >> 6] >> UInt64(to & 63) & 1 == 1
            let value = self[Swift.max(from, page.firstRow)]
            self[to] = isPresent ? value : null
            from -= isPresent ? 1 : 0
            to -= 1
        }
    }
}

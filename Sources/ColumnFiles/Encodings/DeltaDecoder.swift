/// Decodes DELTA_BINARY_PACKED (Encodings.md, "Delta Encoding"): a first value, then blocks of differences above the least of the block,
/// packed in miniblocks that each have a width of their own. Sums wrap, as the encoding wants.
enum DeltaDecoder {
    /// Decodes exactly `count` values from `position` on into `target` from `base` on; returns where the encoding ends.
    ///
    /// `scratch` holds the differences of one miniblock.
    @inline(__always)
    static func decode<Value: FixedWidthInteger & SignedInteger & BitwiseCopyable>(
        _ bytes: Span<UInt8>, from start: Int, count: Int, scratch: inout [UInt64], into target: inout MutableSpan<Value>, at base: Int
    ) throws(ColumnFileError) -> Int {
        var position = start
        let end = bytes.count
        let block = try Varint.readCount(bytes, at: &position, end: end)
        let miniblocks = try Varint.readCount(bytes, at: &position, end: end)
        let total = try Varint.readCount(bytes, at: &position, end: end)
        let first = Varint.unzigzag(try Varint.read(bytes, at: &position, end: end))
        guard block > 0, block % 128 == 0, miniblocks > 0, block % miniblocks == 0, (block / miniblocks) % 32 == 0 else {
            throw .damaged("blocks of \(block) values in \(miniblocks) miniblocks")
        }
        guard total == count else { throw .damaged("\(total) values where the page has \(count)") }
        if count == 0 { return position }
        let each = block / miniblocks
        // A miniblock is never larger than what is left to decode, give or take its padding.
        let room = min(each, count)
        if scratch.count < room { scratch = [UInt64](repeating: 0, count: room) }
        var value = Value(truncatingIfNeeded: first)
        target[base] = value
        var index = 1
        while index < count {
            let least = Value(truncatingIfNeeded: Varint.unzigzag(try Varint.read(bytes, at: &position, end: end)))
            guard miniblocks <= end - position else { throw .damaged("a block's widths are cut off") }
            let widths = position
            position += miniblocks
            for miniblock in 0..<miniblocks where index < count {
                let width = Int(bytes[widths + miniblock])
                // DuckDB reckons differences of INT32 in 64 bits and packs up to 33 of them; only the lowest 32 count, as sums wrap.
                guard width <= 64 else { throw .damaged("differences of \(width) bits") }
                let wanted = min(each, count - index)
                guard BitPacking.bytes(wanted, width: width) <= end - position else { throw .damaged("packed differences are cut off") }
                var differences = scratch.mutableSpan
                BitPacking.unpack(bytes, at: position, width: width, count: wanted, into: &differences, at: 0)
                for offset in 0..<wanted {
                    value = value &+ least &+ Value(truncatingIfNeeded: differences[offset])
                    target[base + index + offset] = value
                }
                index += wanted
                // each and width are bounded by 2^31 and 64.
                position = min(end, position + each / 8 * width)
            }
        }
        return position
    }
}

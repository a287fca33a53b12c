/// Decodes one LZ4 block (lz4_Block_format.md), the codec LZ4_RAW: sequences of literals and copies of earlier output.
///
/// Every length and distance is compared with what is there before it is used.
enum LZ4Decoder {
    /// Decodes all of `source` into the first `size` bytes of `target`: a block that gives more or fewer is damaged.
    static func decode(_ source: Span<UInt8>, into target: inout MutableSpan<UInt8>, size: Int) throws(ColumnFileError) {
        precondition(size <= target.count)
        var position = 0
        var written = 0
        while true {
            guard position < source.count else { throw .damaged("an LZ4 block ends inside a sequence") }
            let token = Int(source[position])
            position += 1
            let literals = try length(source, &position, token >> 4)
            guard literals <= source.count - position else { throw .damaged("LZ4 literals are cut off") }
            guard literals <= size - written else { throw .damaged("an LZ4 block gives more bytes than its page says") }
            target.copy(source, at: position, count: literals, to: written)
            position += literals
            written += literals
            // The last sequence has no copy.
            if position == source.count { break }
            guard source.count - position >= 2 else { throw .damaged("an LZ4 block ends inside a sequence") }
            let distance = Int(source[position]) | Int(source[position + 1]) << 8
            position += 2
            let count = try length(source, &position, token & 15) + 4
            guard distance > 0, distance <= written else { throw .damaged("an LZ4 copy from \(distance) bytes back where \(written) are written") }
            guard count <= size - written else { throw .damaged("an LZ4 block gives more bytes than its page says") }
            target.repeatBytes(from: written - distance, to: written, count: count)
            written += count
        }
        guard written == size else { throw .damaged("an LZ4 block gives \(written) bytes where its page says \(size)") }
    }

    /// A length of 15 in the token goes on in bytes up to one that is not 255.
    @inline(__always)
    private static func length(_ source: Span<UInt8>, _ position: inout Int, _ nibble: Int) throws(ColumnFileError) -> Int {
        var length = nibble
        if nibble < 15 { return length }
        while position < source.count {
            let byte = Int(source[position])
            position += 1
            length += byte
            if byte < 255 { return length }
        }
        throw .damaged("an LZ4 length is cut off")
    }
}

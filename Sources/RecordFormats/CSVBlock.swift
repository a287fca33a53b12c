/// Characters that give CSV text its structure.
struct CSVMarks: Sendable {
    let delimiter: UInt8
    let quote: UInt8?
    private let delimiters: SIMD16<UInt8>
    private let quotes: SIMD16<UInt8>
    // Kept, because the compiler makes a vector of one byte lane by lane wherever it is written down.
    private let feeds = SIMD16<UInt8>(repeating: 0x0A)
    private let carriages = SIMD16<UInt8>(repeating: 0x0D)
    private let zeros = SIMD16<UInt8>(repeating: 0)
    private let weights = SIMD16<UInt8>(1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128)

    init(delimiter: UInt8, quote: UInt8?) {
        self.delimiter = delimiter
        self.quote = quote
        delimiters = SIMD16(repeating: delimiter)
        // Without a quote character a second look for delimiters stands in for it.
        quotes = SIMD16(repeating: quote ?? delimiter)
    }

    /// Looks at the 64 bytes of `text` from `index` on, which must be there.
    @inline(__always)
    func block(_ text: Span<UInt8>, at index: Int) -> CSVBlock {
        var block = CSVBlock()
        for part in 0..<4 {
            // Any sixteen bytes are a valid vector, and the offset is checked by the call.
            let bytes = unsafe text.bytes.unsafeLoadUnaligned(fromByteOffset: index &+ 16 &* part, as: SIMD16<UInt8>.self)
            let shift = UInt64(truncatingIfNeeded: 16 &* part)
            block.delimiters |= bits(bytes .== delimiters) &<< shift
            block.lineEnds |= bits((bytes .== feeds) .| (bytes .== carriages)) &<< shift
            block.quotes |= bits(bytes .== quotes) &<< shift
        }
        if quote == nil { block.quotes = 0 }
        return block
    }

    /// Looks at the fewer than 64 bytes from `index` to the end.
    func lastBlock(_ text: Span<UInt8>, at index: Int) -> CSVBlock {
        var block = CSVBlock()
        for position in index..<text.count {
            let bit: UInt64 = 1 << UInt64(position - index)
            let byte = text[position]
            if byte == delimiter { block.delimiters |= bit }
            if byte == 0x0A || byte == 0x0D { block.lineEnds |= bit }
            if byte == quote { block.quotes |= bit }
        }
        return block
    }

    /// One bit for each of sixteen lanes, the first one lowest.
    @inline(__always)
    private func bits(_ mask: SIMDMask<SIMD16<Int8>>) -> UInt64 {
        let weighted = zeros.replacing(with: weights, where: mask)
        // The same sixteen bytes as two words: each byte holds a bit of its own, so the product's top byte is their sum.
        let words = unsafe unsafeBitCast(weighted, to: SIMD2<UInt64>.self)
        let low = (words[0] &* 0x0101_0101_0101_0101) &>> 56
        let high = (words[1] &* 0x0101_0101_0101_0101) &>> 56
        return low | high &<< 8
    }
}

/// What 64 bytes of CSV text hold, one bit for each byte, the first one lowest.
struct CSVBlock {
    static let bytes = 64

    var delimiters: UInt64 = 0
    /// Line feeds and carriage returns.
    var lineEnds: UInt64 = 0
    var quotes: UInt64 = 0
}

/// The quotes of a text, block by block: what stands inside them, and the first one that is irregular.
///
/// Regular is a quote that opens a field at its very start, closes it right before a delimiter or a line end, or is one of two
/// that stand for one.
struct QuoteTracker {
    /// All bits where the last block ended inside quotes.
    private var carried: UInt64 = 0
    /// 1 where the last block ended with a quote that closes, or is half of a pair.
    private var afterClosing: UInt64 = 0
    /// 1 where the next byte is the first of a field.
    private var atFieldStart: UInt64 = 1

    /// Of the block last seen: bytes inside quotes, opening ones counted in.
    private(set) var inside: UInt64 = 0
    /// Second quotes of pairs that stand for one.
    private(set) var pairs: UInt64 = 0
    /// The first byte at which a quote turns out to be irregular, and what follows; nothing behind it is told right.
    private(set) var irregular: UInt64 = 0

    var isInside: Bool { carried != 0 }

    @inline(__always)
    mutating func see(_ block: CSVBlock) {
        guard block.quotes | carried | afterClosing != 0 else {
            inside = 0
            pairs = 0
            irregular = 0
            atFieldStart = (block.delimiters | block.lineEnds) &>> 63
            return
        }
        // Each bit becomes the parity of the quotes up to it.
        var parity = block.quotes
        parity ^= parity &<< 1
        parity ^= parity &<< 2
        parity ^= parity &<< 4
        parity ^= parity &<< 8
        parity ^= parity &<< 16
        parity ^= parity &<< 32
        inside = parity ^ carried
        let openings = block.quotes & inside
        let closings = block.quotes & ~inside
        let structure = (block.delimiters | block.lineEnds) & ~inside
        let behindClosing = closings &<< 1 | afterClosing
        let fieldStarts = structure &<< 1 | atFieldStart
        pairs = openings & behindClosing
        irregular = openings & ~(fieldStarts | behindClosing) | behindClosing & ~(structure | openings)
        carried = UInt64(bitPattern: Int64(bitPattern: inside) &>> 63)
        afterClosing = closings &>> 63
        atFieldStart = structure &>> 63
    }
}

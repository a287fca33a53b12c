/// Eight bytes of text in one word, the first byte lowest: how this module looks for delimiters, quotes and line ends.
///
/// All tests are exact for every byte value; none gives a false positive that a caller must check.
package enum ByteWords {
    static let highBits: UInt64 = 0x8080_8080_8080_8080
    static let lowBits: UInt64 = 0x7F7F_7F7F_7F7F_7F7F

    /// A word of eight equal bytes.
    @inline(__always)
    static func spread(_ byte: UInt8) -> UInt64 {
        UInt64(byte) &* 0x0101_0101_0101_0101
    }

    /// The high bit of each byte that is not zero; the other bits mean nothing.
    @inline(__always)
    static func nonZero(_ word: UInt64) -> UInt64 {
        ((word & lowBits) &+ lowBits) | word
    }

    /// The eight bytes from `index` on, which must be there.
    @inline(__always)
    static func load(_ text: Span<UInt8>, at index: Int) -> UInt64 {
        // Any eight bytes are a valid integer, and the offset is checked by the call.
        UInt64(littleEndian: unsafe text.bytes.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self))
    }

    /// Index of the first `byte` at or after `start`; nil if there is none.
    package static func firstIndex(of byte: UInt8, in text: Span<UInt8>, from start: Int) -> Int? {
        let pattern = spread(byte)
        var index = start
        while index &+ 8 <= text.count {
            let found = ~nonZero(load(text, at: index) ^ pattern) & highBits
            if found != 0 { return index &+ found.trailingZeroBitCount >> 3 }
            index &+= 8
        }
        while index < text.count {
            if text[index] == byte { return index }
            index &+= 1
        }
        return nil
    }

    /// Bytes that go on with a character of UTF-8, and start none.
    package static func continuationBytes(in text: Span<UInt8>) -> Int {
        var count = 0
        var index = 0
        while index &+ 8 <= text.count {
            let word = load(text, at: index)
            // The high bit is set and the next one is not.
            count &+= (word & ~(word &<< 1) & highBits).nonzeroBitCount
            index &+= 8
        }
        while index < text.count {
            if text[index] & 0xC0 == 0x80 { count &+= 1 }
            index &+= 1
        }
        return count
    }

    /// Index of the first carriage return or line feed at or after `start`; nil if there is none.
    static func firstLineEnd(in text: Span<UInt8>, from start: Int) -> Int? {
        let feed = spread(0x0A)
        let carriage = spread(0x0D)
        var index = start
        while index &+ 8 <= text.count {
            let word = load(text, at: index)
            let found = ~(nonZero(word ^ feed) & nonZero(word ^ carriage)) & highBits
            if found != 0 { return index &+ found.trailingZeroBitCount >> 3 }
            index &+= 8
        }
        while index < text.count {
            if text[index] == 0x0A || text[index] == 0x0D { return index }
            index &+= 1
        }
        return nil
    }
}

extension [UInt8] {
    /// The bytes of a range of a span.
    init(copying text: Span<UInt8>, _ range: Range<Int>) {
        self.init()
        append(copying: text, range)
    }

    /// Appends the bytes of a range of a span.
    @inline(__always)
    mutating func append(copying text: Span<UInt8>, _ range: Range<Int>) {
        // The buffer does not outlive the call that copies it.
        unsafe text.extracting(range).withUnsafeBufferPointer { unsafe append(contentsOf: $0) }
    }
}

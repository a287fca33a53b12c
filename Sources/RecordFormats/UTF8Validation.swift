internal import CSIMDJSON

/// Whether bytes are UTF-8 as Unicode defines it: no overlong form, no surrogate, nothing above U+10FFFF.
enum UTF8Validation {
    /// Whether a text is well formed, as simdjson tells at many bytes at once.
    ///
    /// - Parameter upToLineEnd: what follows its last line end is not looked at.
    static func isValid(_ text: Span<UInt8>, upToLineEnd: Bool) -> Bool {
        var end = text.count
        while upToLineEnd, end > 0, text[end - 1] != 0x0A, text[end - 1] != 0x0D { end -= 1 }
        return unsafe text.extracting(0..<end).withUnsafeBufferPointer { bytes in
            guard let start = bytes.baseAddress else { return true }
            return unsafe tierwise_json_is_utf8(start, bytes.count)
        }
    }

    /// Index of the first byte that starts no well-formed character; nil when the whole range is well formed.
    /// A character that `end` cuts is not well formed: its first byte is returned.
    static func firstInvalid(in text: Span<UInt8>, from start: Int, to end: Int) -> Int? {
        var index = start
        while index < end {
            while index &+ 8 <= end, ByteWords.load(text, at: index) & ByteWords.highBits == 0 { index &+= 8 }
            guard index < end else { return nil }
            if text[index] < 0x80 {
                index &+= 1
                continue
            }
            let length = characterLength(in: text, at: index, to: end)
            if length == 0 { return index }
            index &+= length
        }
        return nil
    }

    /// Bytes of the well-formed character that starts at `index` with a byte above 0x7F; 0 when there is none.
    @inline(__always)
    static func characterLength(in text: Span<UInt8>, at index: Int, to end: Int) -> Int {
        // Unicode 16, table 3-7: only the second byte's range depends on the first byte.
        let first = text[index]
        let length: Int
        var lowest: UInt8 = 0x80
        var highest: UInt8 = 0xBF
        switch first {
        case 0xC2...0xDF: length = 2
        case 0xE0: (length, lowest) = (3, 0xA0)
        case 0xED: (length, highest) = (3, 0x9F)
        case 0xE1...0xEF: length = 3
        case 0xF0: (length, lowest) = (4, 0x90)
        case 0xF1...0xF3: length = 4
        case 0xF4: (length, highest) = (4, 0x8F)
        default: return 0
        }
        guard index &+ length <= end else { return 0 }
        let second = text[index &+ 1]
        guard second >= lowest, second <= highest else { return 0 }
        if length > 2, text[index &+ 2] & 0xC0 != 0x80 { return 0 }
        if length > 3, text[index &+ 3] & 0xC0 != 0x80 { return 0 }
        return length
    }
}

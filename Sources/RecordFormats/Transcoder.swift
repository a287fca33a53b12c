/// Turns the bytes of a file into UTF-8, chunk by chunk; a chunk may end inside a character.
///
/// A byte-order mark at the start is dropped (one in the middle, which `cat` leaves, is the reader's business). What the
/// encoding cannot mean becomes bytes that are no UTF-8, so that the reader puts down the record as `invalidEncoding`:
/// ill-formed UTF-8 passes unchanged, an unpaired UTF-16 surrogate takes its three-byte form, half a UTF-16 unit at the
/// end becomes 0xFF. The five bytes that Windows-1252 leaves undefined are control characters, as on the web.
package struct Transcoder: Sendable {
    /// What the bytes are read as.
    package let encoding: TextEncoding
    /// The start of the text has been seen, and with it a byte-order mark.
    private var isStarted = false
    /// Bytes of an unfinished character, or of what may be a byte-order mark.
    private var pending: [UInt8] = []

    package init(_ encoding: TextEncoding) {
        self.encoding = encoding
    }

    /// The chunk in UTF-8. `isLast` ends the text: nothing is held back then.
    package mutating func transcode(_ chunk: [UInt8], isLast: Bool) -> [UInt8] {
        var bytes = chunk
        if !pending.isEmpty {
            bytes = pending + chunk
            pending.removeAll()
        }
        var start = 0
        if !isStarted {
            let mark = Self.byteOrderMark(of: encoding)
            let isPrefix = zip(mark, bytes).allSatisfy { $0 == $1 }
            if isPrefix, bytes.count < mark.count, !isLast {
                pending = bytes
                return []
            }
            isStarted = true
            if isPrefix, bytes.count >= mark.count { start = mark.count }
        }
        switch encoding {
        case .utf8: return start == 0 ? bytes : Array(bytes[start...])
        case .windows1252: return Self.fromWindows1252(bytes, from: start)
        case .windows1250, .windows1251, .windows1253, .windows1254, .windows1255, .windows1256, .windows1257, .windows874, .iso88592, .koi8R,
            .macintosh, .shiftJIS, .eucJP, .gb18030, .big5, .eucKR:
            return converted(bytes, from: start, isLast: isLast)
        case .utf16LittleEndian: return fromUTF16(bytes, from: start, isLast: isLast, highByteFirst: false)
        case .utf16BigEndian: return fromUTF16(bytes, from: start, isLast: isLast, highByteFirst: true)
        }
    }

    /// Encodings of the C library. The converter is opened for each chunk: it has no state that would have to be carried.
    private mutating func converted(_ bytes: [UInt8], from start: Int, isLast: Bool) -> [UInt8] {
        // Detection has refused files of encodings that this system lacks.
        guard let converter = TextConverter(encoding) else { return bytes[start...].map { $0 < 0x80 ? $0 : TextConverter.illFormed } }
        var result: [UInt8] = []
        result.reserveCapacity((bytes.count - start) * 2)
        let end = converter.convert(bytes, from: start, isLast: isLast, to: &result)
        pending = Array(bytes[end...])
        return result
    }

    /// Windows-1252 and its like have no mark of their own: what stands there came from a program that thought it wrote UTF-8.
    private static func byteOrderMark(of encoding: TextEncoding) -> [UInt8] {
        switch encoding {
        case .utf16LittleEndian: [0xFF, 0xFE]
        case .utf16BigEndian: [0xFE, 0xFF]
        default: [0xEF, 0xBB, 0xBF]
        }
    }

    private mutating func fromUTF16(_ bytes: [UInt8], from start: Int, isLast: Bool, highByteFirst: Bool) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity((bytes.count - start) / 2 + 16)
        var index = start
        let highOffset = highByteFirst ? 0 : 1
        func unit(at index: Int) -> UInt32 {
            UInt32(bytes[index + highOffset]) << 8 | UInt32(bytes[index + 1 - highOffset])
        }
        while index + 2 <= bytes.count {
            let first = unit(at: index)
            if first & 0xFC00 == 0xD800 {
                if index + 4 > bytes.count, !isLast { break }
                if index + 4 <= bytes.count {
                    let second = unit(at: index + 2)
                    if second & 0xFC00 == 0xDC00 {
                        Self.append(0x10000 + ((first & 0x3FF) << 10 | second & 0x3FF), to: &result)
                        index += 4
                        continue
                    }
                }
            }
            Self.append(first, to: &result)
            index += 2
        }
        if index < bytes.count {
            if !isLast {
                pending = Array(bytes[index...])
            } else {
                result.append(0xFF)
            }
        }
        return result
    }

    private static func fromWindows1252(_ bytes: [UInt8], from start: Int) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count - start + bytes.count / 8)
        let text = bytes.span
        var index = start
        while index < text.count {
            let runStart = index
            while index &+ 8 <= text.count, ByteWords.load(text, at: index) & ByteWords.highBits == 0 { index &+= 8 }
            while index < text.count, text[index] < 0x80 { index &+= 1 }
            result.append(copying: text, runStart..<index)
            guard index < text.count else { break }
            let byte = text[index]
            index &+= 1
            switch byte {
            case 0x80..<0xA0: append(windows1252[Int(byte) - 0x80], to: &result)
            default: append(UInt32(byte), to: &result)
            }
        }
        return result
    }

    /// UTF-8 of a scalar value, and the same pattern for a surrogate, which makes it ill-formed.
    @inline(__always)
    private static func append(_ scalar: UInt32, to result: inout [UInt8]) {
        switch scalar {
        case 0..<0x80:
            result.append(UInt8(scalar))
        case 0x80..<0x800:
            result.append(UInt8(0xC0 | scalar >> 6))
            result.append(UInt8(0x80 | scalar & 0x3F))
        case 0x800..<0x10000:
            result.append(UInt8(0xE0 | scalar >> 12))
            result.append(UInt8(0x80 | scalar >> 6 & 0x3F))
            result.append(UInt8(0x80 | scalar & 0x3F))
        default:
            result.append(UInt8(0xF0 | scalar >> 18))
            result.append(UInt8(0x80 | scalar >> 12 & 0x3F))
            result.append(UInt8(0x80 | scalar >> 6 & 0x3F))
            result.append(UInt8(0x80 | scalar & 0x3F))
        }
    }

    /// Bytes 0x80 to 0x9F (encoding.spec.whatwg.org, index windows-1252).
    private static let windows1252: [UInt32] = [
        0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
        0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x008D, 0x017D, 0x008F,
        0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
        0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x009D, 0x017E, 0x0178,
    ]
}

/// Digits and marks of other scripts, as spreadsheets and phones in those languages write them: Arabic-Indic (and
/// Persian), Devanagari, Bengali, Thai and full-width ones.
enum DigitFolding {
    /// The text with such digits and their marks in ASCII; nil where there are none.
    static func folded(_ text: Span<UInt8>) -> [UInt8]? {
        var hasForeign = false
        for index in text.indices where text[index] >= 0xD8 {
            if sign(text, at: index) != nil {
                hasForeign = true
                break
            }
        }
        guard hasForeign else { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.count)
        var index = 0
        while index < text.count {
            if let (byte, length) = sign(text, at: index) {
                if let byte { bytes.append(byte) }
                index += length
            } else {
                bytes.append(text[index])
                index += 1
            }
        }
        return bytes
    }

    /// The ASCII byte for the sign that begins at a position (nil: it only sets the direction of writing) and its length.
    private static func sign(_ text: Span<UInt8>, at index: Int) -> (byte: UInt8?, length: Int)? {
        let rest = text.count - index
        guard rest >= 2 else { return nil }
        let second = text[index + 1]
        switch text[index] {
        case 0xD8: return second == 0x9C ? (nil, 2) : nil
        case 0xD9:
            switch second {
            case 0xA0...0xA9: return (Ascii.zero + second - 0xA0, 2)
            case 0xAB: return (Ascii.point, 2)
            case 0xAC: return (Ascii.comma, 2)
            default: return nil
            }
        case 0xDB: return (0xB0...0xB9).contains(second) ? (Ascii.zero + second - 0xB0, 2) : nil
        case 0xE0 where rest >= 3:
            let third = text[index + 2]
            switch second {
            case 0xA5, 0xA7: return (0xA6...0xAF).contains(third) ? (Ascii.zero + third - 0xA6, 3) : nil
            case 0xB9: return (0x90...0x99).contains(third) ? (Ascii.zero + third - 0x90, 3) : nil
            default: return nil
            }
        case 0xE2 where rest >= 3: return second == 0x80 && (text[index + 2] == 0x8E || text[index + 2] == 0x8F) ? (nil, 3) : nil
        case 0xEF where rest >= 3 && second == 0xBC:
            // Full-width forms stand in ASCII's order, from the exclamation mark on.
            let third = text[index + 2]
            return (0x8B...0x9A).contains(third) ? (third - 0x60, 3) : nil
        default: return nil
        }
    }
}

/// The wide letters, digits and signs of East Asian keyboards (U+FF01 to U+FF5E), which are the plain ones in another width.
package enum WideLetters {
    /// The plain one, or the scalar itself where it is none of them.
    package static func narrow(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        guard (0xFF01...0xFF5E).contains(scalar.value) else { return scalar }
        return Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar
    }

    /// The first of the three bytes that each of them has in UTF-8; hardly anything else begins with it.
    package static let firstByte: UInt8 = 0xEF

    /// Appends a text with plain letters in their place.
    package static func append(_ text: Span<UInt8>, to output: inout [UInt8]) {
        var index = 0
        while index < text.count, text[index] != firstByte { index += 1 }
        // Hardly any text has one.
        output.append(addingCapacity: index) { plain in
            for place in 0..<index { plain.append(text[place]) }
        }
        while index < text.count {
            if text[index] == firstByte, index + 2 < text.count, text[index + 1] == 0xBC || text[index + 1] == 0xBD {
                let value = UInt32(text[index] & 0x0F) << 12 | UInt32(text[index + 1] & 0x3F) << 6 | UInt32(text[index + 2] & 0x3F)
                let plain = narrow(Unicode.Scalar(value) ?? "\u{FFFD}").value
                if plain < 0x80 {
                    output.append(UInt8(plain))
                    index += 3
                    continue
                }
            }
            output.append(text[index])
            index += 1
        }
    }
}

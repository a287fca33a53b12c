/// A checksum over the footer, which the format has for pages only: without it one wrong bit could move a row group to another shard.
///
/// The last of the file's key-value entries, `footer_crc32`: eight hexadecimal digits, the CRC-32 of the footer (without length and magic
/// bytes) with zeros in their place. Other readers see an entry of metadata; files of others have none.
enum FooterSeal {
    static let key = "footer_crc32"
    static let blank = "00000000"

    /// The digits for a footer whose eight bytes are still blank.
    static func digits(_ footer: [UInt8]) -> [UInt8] {
        let sum = PageChecksum.of(footer.span)
        return (0..<8).map { Array("0123456789abcdef".utf8)[Int(sum >> UInt32(28 - 4 * $0) & 15)] }
    }

    /// Compares the digits at `place` with the footer.
    static func check(_ footer: Span<UInt8>, at place: Int) throws(ColumnFileError) {
        var blanked = Array(copying: footer)
        let stated = Array(blanked[place..<(place + 8)])
        for index in 0..<8 { blanked[place + index] = UInt8(ascii: "0") }
        guard digits(blanked) == stated else { throw .damaged("the footer's checksum differs") }
    }
}

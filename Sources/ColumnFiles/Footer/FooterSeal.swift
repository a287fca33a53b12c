internal import ByteStreams

/// A checksum over the footer, which the format has for pages only: without it one wrong bit could move a row group to another shard.
///
/// The last of the file's key-value entries, `footer_crc32`: eight hexadecimal digits, the CRC-32 of the footer (without length and magic
/// bytes) with zeros in their place. Other readers see an entry of metadata; files of others have none.
enum FooterSeal {
    static let key = "footer_crc32"
    static let blank = "00000000"

    /// The digits for a footer with this checksum, its eight bytes still blank.
    static func digits(_ sum: UInt32) -> [UInt8] {
        (0..<8).map { Array("0123456789abcdef".utf8)[Int(sum >> UInt32(28 - 4 * $0) & 15)] }
    }

    /// Compares the digits at `place` with the footer.
    static func check(_ footer: Span<UInt8>, at place: Int) throws(ColumnFileError) {
        let end = place + blank.utf8.count
        var sum = CRC32.of(footer.extracting(..<place))
        sum = CRC32.of(Array(blank.utf8).span, after: sum)
        sum = CRC32.of(footer.extracting(end...), after: sum)
        guard digits(sum) == Array(copying: footer.extracting(place..<end)) else { throw .damaged("the footer's checksum differs") }
    }
}

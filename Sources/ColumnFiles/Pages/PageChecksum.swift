/// CRC-32 as in gzip (polynomial 0x04C11DB7, bits reflected), which Parquet puts over each page as it lies in the file.
///
/// Sixteen bytes a step with sixteen tables ("slicing", Kounavis and Berry 2005).
enum PageChecksum {
    private static let slices = 16

    /// Table `s` holds the effect of a byte that is followed by `s` zero bytes, 256 entries each.
    private static let tables: [UInt32] = {
        var tables = [UInt32](repeating: 0, count: slices * 256)
        for byte in 0..<256 {
            var value = UInt32(byte)
            for _ in 0..<8 { value = value & 1 == 1 ? value >> 1 ^ 0xEDB8_8320 : value >> 1 }
            tables[byte] = value
        }
        for slice in 1..<slices {
            for byte in 0..<256 {
                let before = tables[(slice - 1) * 256 + byte]
                tables[slice * 256 + byte] = before >> 8 ^ tables[Int(before & 0xFF)]
            }
        }
        return tables
    }()

    static func of(_ bytes: Span<UInt8>) -> UInt32 {
        let tables = tables
        let table = tables.span
        var value: UInt32 = .max
        var index = 0
        while index + slices <= bytes.count {
            let low = bytes.word64(at: index) ^ UInt64(value)
            let high = bytes.word64(at: index + 8)
            value = fold(low, table, 15) ^ fold(high, table, 7)
            index += slices
        }
        while index < bytes.count {
            value = value >> 8 ^ table[Int((value ^ UInt32(bytes[index])) & 0xFF)]
            index += 1
        }
        return ~value
    }

    @inline(__always)
    private static func fold(_ word: UInt64, _ table: Span<UInt32>, _ first: Int) -> UInt32 {
        let near = table[first << 8 | Int(word & 0xFF)] ^ table[(first - 1) << 8 | Int(word >> 8 & 0xFF)]
            ^ table[(first - 2) << 8 | Int(word >> 16 & 0xFF)] ^ table[(first - 3) << 8 | Int(word >> 24 & 0xFF)]
        let far = table[(first - 4) << 8 | Int(word >> 32 & 0xFF)] ^ table[(first - 5) << 8 | Int(word >> 40 & 0xFF)]
            ^ table[(first - 6) << 8 | Int(word >> 48 & 0xFF)] ^ table[(first - 7) << 8 | Int(word >> 56 & 0xFF)]
        return near ^ far
    }
}

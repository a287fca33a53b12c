/// CRC-32 as in gzip (polynomial 0x04C11DB7, bits reflected), which Parquet puts over each page as it lies in the file.
///
/// Eight bytes a step with eight tables ("slicing", Kounavis and Berry 2005), four stretches side by side: their steps do not wait
/// for one another. Sums of stretches are joined by what the zero bytes behind them would have done (as zlib's crc32_combine does).
enum PageChecksum {
    private static let slices = 8
    /// Bytes of a stretch.
    private static let stretch = 1024

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

    /// Table `b` holds the effect of a stretch of zero bytes on byte `b` of a sum, 256 entries each.
    private static let shifts: [UInt32] = {
        var shifts = [UInt32](repeating: 0, count: 4 * 256)
        for bit in 0..<32 {
            var value: UInt32 = 1 << UInt32(bit)
            for _ in 0..<stretch { value = value >> 8 ^ tables[Int(value & 0xFF)] }
            for byte in 0..<256 where byte >> (bit % 8) & 1 == 1 { shifts[bit / 8 * 256 + byte] ^= value }
        }
        return shifts
    }()

    static func of(_ bytes: Span<UInt8>) -> UInt32 {
        // Every index below is a byte behind the number of one of the tables: none can be outside.
        unsafe tables.withUnsafeBufferPointer { table in
            unsafe shifts.withUnsafeBufferPointer { shift in
                unsafe of(bytes, table, shift)
            }
        }
    }

    private static func of(_ bytes: Span<UInt8>, _ table: UnsafeBufferPointer<UInt32>, _ shift: UnsafeBufferPointer<UInt32>) -> UInt32 {
        var value: UInt32 = .max
        var index = 0
        while index + 4 * stretch <= bytes.count {
            var (second, third, fourth): (UInt32, UInt32, UInt32) = (0, 0, 0)
            for place in stride(from: index, to: index + stretch, by: slices) {
                value = unsafe step(value, bytes, place, table)
                second = unsafe step(second, bytes, place + stretch, table)
                third = unsafe step(third, bytes, place + 2 * stretch, table)
                fourth = unsafe step(fourth, bytes, place + 3 * stretch, table)
            }
            value = unsafe skip(skip(skip(value, shift) ^ second, shift) ^ third, shift) ^ fourth
            index += 4 * stretch
        }
        while index + slices <= bytes.count {
            value = unsafe step(value, bytes, index, table)
            index += slices
        }
        while index < bytes.count {
            value = unsafe value >> 8 ^ table[Int((value ^ UInt32(bytes[index])) & 0xFF)]
            index += 1
        }
        return ~value
    }

    /// Eight bytes more.
    @inline(__always)
    private static func step(_ value: UInt32, _ bytes: Span<UInt8>, _ index: Int, _ table: UnsafeBufferPointer<UInt32>) -> UInt32 {
        let word = bytes.word64(at: index) ^ UInt64(value)
        let near = unsafe table[0x700 | Int(word & 0xFF)] ^ table[0x600 | Int(word >> 8 & 0xFF)]
            ^ table[0x500 | Int(word >> 16 & 0xFF)] ^ table[0x400 | Int(word >> 24 & 0xFF)]
        let far = unsafe table[0x300 | Int(word >> 32 & 0xFF)] ^ table[0x200 | Int(word >> 40 & 0xFF)]
            ^ table[0x100 | Int(word >> 48 & 0xFF)] ^ table[Int(word >> 56)]
        return near ^ far
    }

    /// A stretch of zero bytes more.
    private static func skip(_ value: UInt32, _ shift: UnsafeBufferPointer<UInt32>) -> UInt32 {
        unsafe shift[Int(value & 0xFF)] ^ shift[256 | Int(value >> 8 & 0xFF)] ^ shift[512 | Int(value >> 16 & 0xFF)] ^ shift[768 | Int(value >> 24)]
    }
}

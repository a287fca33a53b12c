/// Words in and out of bytes: with the checksum's tables and zstd's contexts the only places where this module leaves checked, typed
/// access.
///
/// Any bytes are a valid integer, and every offset is still checked by the call (which traps: callers check first and throw).
/// All words of the format are little-endian.
extension Span where Element == UInt8 {
    /// The eight bytes from `index` on, the first one lowest.
    @inline(__always)
    func word64(at index: Int) -> UInt64 {
        UInt64(littleEndian: unsafe bytes.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self))
    }

    /// The four bytes from `index` on, the first one lowest.
    @inline(__always)
    func word32(at index: Int) -> UInt32 {
        UInt32(littleEndian: unsafe bytes.unsafeLoadUnaligned(fromByteOffset: index, as: UInt32.self))
    }

    /// At most eight bytes from `index` on, the first one lowest, zeros behind the end.
    @inline(never)
    func rest(at index: Int) -> UInt64 {
        var word: UInt64 = 0
        for offset in 0..<Swift.min(8, Swift.max(0, count - index)) {
            word |= UInt64(self[index + offset]) << (8 * UInt64(offset))
        }
        return word
    }

    /// Eight bytes in the order in which bytes are compared, the first one highest; zeros behind `count` bytes.
    @inline(__always)
    func prefix(at index: Int, count length: Int) -> UInt64 {
        if length >= 8 { return word64(at: index).byteSwapped }
        if length == 0 { return 0 }
        let word = index + 8 <= count ? word64(at: index) : rest(at: index)
        return word.byteSwapped & ~(UInt64.max >> (8 * UInt64(length)))
    }
}

extension MutableSpan where Element == UInt8 {
    /// Copies `length` bytes; both ranges must be there. Steps are of eight bytes, so up to sixteen bytes behind the target
    /// range are overwritten where both sides have room: the caller writes from front to back.
    @inline(__always)
    mutating func copy(_ source: Span<UInt8>, at from: Int, count length: Int, to start: Int) {
        precondition(length >= 0 && from >= 0 && start >= 0 && from + length <= source.count && start + length <= count)
        if from + length + 16 <= source.count && start + length + 16 <= count {
            var raw = unsafe mutableBytes
            // Most strings are short: two words without a question.
            raw.storeBytes(of: source.word64(at: from), toByteOffset: start, as: UInt64.self)
            raw.storeBytes(of: source.word64(at: from + 8), toByteOffset: start + 8, as: UInt64.self)
            var offset = 16
            while offset < length {
                raw.storeBytes(of: source.word64(at: from + offset), toByteOffset: start + offset, as: UInt64.self)
                offset += 8
            }
        } else {
            for offset in 0..<length { self[start + offset] = source[from + offset] }
        }
    }
}

extension MutableSpan where Element == UInt8 {
    /// Copies `length` bytes from an earlier place to a later one; where they overlap, the bytes between repeat.
    @inline(__always)
    mutating func repeatBytes(from: Int, to start: Int, count length: Int) {
        precondition(from >= 0 && from < start && length >= 0 && start + length <= count)
        if start - from >= 8 && start + length + 16 <= count {
            var raw = unsafe mutableBytes
            var offset = 0
            while offset < length {
                let word = unsafe raw.bytes.unsafeLoadUnaligned(fromByteOffset: from + offset, as: UInt64.self)
                raw.storeBytes(of: word, toByteOffset: start + offset, as: UInt64.self)
                offset += 8
            }
        } else {
            for offset in 0..<length { self[start + offset] = self[from + offset] }
        }
    }

    @inline(__always)
    mutating func store(littleEndian value: UInt32, at index: Int) {
        var raw = unsafe mutableBytes
        raw.storeBytes(of: value.littleEndian, toByteOffset: index, as: UInt32.self)
    }
}

extension MutableSpan where Element: BitwiseCopyable {
    /// Fills the elements from `start` on with the bytes of `source` as they lie there: little-endian, as in memory.
    mutating func fill(from source: Span<UInt8>, at start: Int) {
        let stride = MemoryLayout<Element>.stride
        precondition(source.count % stride == 0 && start >= 0 && start + source.count / stride <= count)
        unsafe withUnsafeMutableBytes { target in
            unsafe source.withUnsafeBytes { bytes in
                guard unsafe !bytes.isEmpty else { return }
                unsafe UnsafeMutableRawBufferPointer(rebasing: target[(start * stride)...]).copyMemory(from: bytes)
            }
        }
    }
}

extension Array where Element == UInt8 {
    mutating func append(_ bytes: Span<UInt8>) {
        unsafe bytes.withUnsafeBufferPointer { unsafe append(contentsOf: $0) }
    }

    /// The bytes of numbers as they lie in memory: little-endian, as the format wants them.
    mutating func append(bytesOf values: Span<some BitwiseCopyable>) {
        unsafe values.withUnsafeBytes { unsafe append(contentsOf: $0) }
    }

    /// The first `count` bytes of some words.
    mutating func append(_ words: Span<UInt64>, bytes count: Int) {
        precondition(count <= words.count * 8)
        unsafe words.withUnsafeBytes { unsafe append(contentsOf: $0[..<count]) }
    }

    mutating func append(littleEndian value: UInt32) {
        append(UInt8(truncatingIfNeeded: value))
        append(UInt8(truncatingIfNeeded: value >> 8))
        append(UInt8(truncatingIfNeeded: value >> 16))
        append(UInt8(truncatingIfNeeded: value >> 24))
    }

    /// ULEB128: seven bits a byte, the lowest first.
    mutating func append(varint value: UInt64) {
        var value = value
        while value >= 0x80 {
            append(UInt8(truncatingIfNeeded: value) | 0x80)
            value >>= 7
        }
        append(UInt8(truncatingIfNeeded: value))
    }

    mutating func append(zigzag value: Int64) { append(varint: UInt64(bitPattern: (value &<< 1) ^ (value >> 63))) }

    /// Makes room for `count` bytes in all, at least doubling; what is new is zero.
    mutating func grow(to size: Int) {
        guard size > count else { return }
        append(contentsOf: [UInt8](repeating: 0, count: Swift.max(size, Swift.min(2 * count, size + (1 << 24))) - count))
    }
}

/// Reads ULEB128 numbers, at most 64 bits.
enum Varint {
    @inline(__always)
    static func read(_ bytes: Span<UInt8>, at position: inout Int, end: Int) throws(ColumnFileError) -> UInt64 {
        var value: UInt64 = 0
        var shift: UInt64 = 0
        while position < end {
            let byte = bytes[position]
            position += 1
            if shift == 63 && byte > 1 { break }
            value |= UInt64(byte & 0x7F) << shift
            if byte < 0x80 { return value }
            shift += 7
        }
        throw .damaged(position < end ? "a variable-length number has more than 64 bits" : "a variable-length number is cut off")
    }

    /// A number below 2^31, as counts and lengths are.
    @inline(__always)
    static func readCount(_ bytes: Span<UInt8>, at position: inout Int, end: Int) throws(ColumnFileError) -> Int {
        let value = try read(bytes, at: &position, end: end)
        guard value <= 0x7FFF_FFFF else { throw .damaged("a count of \(value) is above 2^31") }
        return Int(value)
    }

    static func unzigzag(_ value: UInt64) -> Int64 { Int64(bitPattern: (value >> 1) ^ (0 &- (value & 1))) }
}

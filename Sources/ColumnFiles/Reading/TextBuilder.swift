/// Collects the strings of a chunk row by row, nulls as empty strings.
struct TextBuilder {
    private var offsets: [UInt32]
    private var bytes: [UInt8] = []
    private var used = 0
    /// Rows so far.
    private var rows = 0

    /// Room for `rows` strings.
    init(rows: Int, _ allowance: inout MemoryAllowance) throws(ColumnFileError) {
        try allowance.take(rows, of: MemoryLayout<UInt32>.stride)
        offsets = [UInt32](repeating: 0, count: rows + 1)
    }

    /// Appends a page of PLAIN strings: each a length of four bytes and its bytes.
    mutating func appendPlain(
        _ page: DataPage, _ content: Span<UInt8>, _ mask: Validity?, _ allowance: inout MemoryAllowance
    ) throws(ColumnFileError) {
        guard page.present <= content.count / 4 else { throw .damaged("\(content.count) bytes for \(page.present) strings") }
        try makeRoom(content.count - 4 * page.present, &allowance)
        try Self.copyPlain(page, content, mask, into: &bytes, &offsets, &used)
        rows += page.rows
    }

    private static func copyPlain(
        _ page: DataPage, _ content: Span<UInt8>, _ mask: Validity?, into bytes: inout [UInt8], _ offsets: inout [UInt32], _ used: inout Int
    ) throws(ColumnFileError) {
        var source = 0
        // Bytes of strings, without lengths, that are still to come: there is room for them.
        var left = content.count - 4 * page.present
        var target = bytes.mutableSpan
        var ends = offsets.mutableSpan
        for row in page.firstRow..<(page.firstRow + page.rows) {
            if mask.map({ $0[row] }) ?? true {
                let length = Int(content.word32(at: source))
                source += 4
                guard length <= left else { throw .damaged("a string of \(length) bytes where \(left) are left") }
                left -= length
                target.copy(content, at: source, count: length, to: used)
                source += length
                used += length
            }
            ends[row + 1] = UInt32(truncatingIfNeeded: used)
        }
        guard left == 0 else { throw .damaged("\(left) bytes behind the last string") }
    }

    /// Appends the strings of codes, which are below the dictionary's number of entries.
    mutating func appendCoded(
        _ codes: Span<UInt32>, rows range: Range<Int>, _ dictionary: ByteStrings, _ mask: Validity?, _ allowance: inout MemoryAllowance
    ) throws(ColumnFileError) {
        let starts = dictionary.offsets.span
        var total = 0
        for row in range where mask.map({ $0[row] }) ?? true {
            let code = Int(codes[row])
            total += Int(starts[code + 1] - starts[code])
        }
        try makeRoom(total, &allowance)
        Self.copyCoded(codes, range, dictionary, mask, into: &bytes, &offsets, &used)
        rows += range.count
    }

    private static func copyCoded(
        _ codes: Span<UInt32>, _ range: Range<Int>, _ dictionary: ByteStrings, _ mask: Validity?, into bytes: inout [UInt8],
        _ offsets: inout [UInt32], _ used: inout Int
    ) {
        let starts = dictionary.offsets.span
        let source = dictionary.bytes.span
        var target = bytes.mutableSpan
        var ends = offsets.mutableSpan
        for row in range {
            if mask.map({ $0[row] }) ?? true {
                let start = Int(starts[Int(codes[row])])
                let length = Int(starts[Int(codes[row]) + 1]) - start
                target.copy(source, at: start, count: length, to: used)
                used += length
            }
            ends[row + 1] = UInt32(truncatingIfNeeded: used)
        }
    }

    private mutating func makeRoom(_ count: Int, _ allowance: inout MemoryAllowance) throws(ColumnFileError) {
        try allowance.take(count)
        guard used + count <= Int(UInt32.max) else { throw .tooLarge("\(used + count) bytes of strings in one chunk; 4 GiB are read") }
        // Sixteen bytes more than needed let short strings be copied by words.
        bytes.grow(to: used + count + 16)
    }

    consuming func finish() -> ByteStrings {
        precondition(rows == offsets.count - 1, "the pages hold all rows")
        bytes.removeLast(bytes.count - used)
        return ByteStrings(checkedOffsets: offsets, bytes: bytes)
    }

    /// The entries of a dictionary: `count` PLAIN strings.
    static func dictionary(_ content: Span<UInt8>, count: Int, _ allowance: inout MemoryAllowance) throws(ColumnFileError) -> ByteStrings {
        // Checked before anything is made: a count is not to be believed.
        guard count <= content.count / 4 else { throw .damaged("\(content.count) bytes for a dictionary of \(count) entries") }
        var builder = try TextBuilder(rows: count, &allowance)
        try builder.appendPlain(DataPage(firstRow: 0, rows: count, present: count, encoding: .plain), content, nil, &allowance)
        return builder.finish()
    }
}

/// The cells of one column: one for each row of the table, or none where all are missing.
@usableFromInline struct StageColumn: Sendable {
    /// Stands where a number is missing.
    @inlinable static var missingNumber: Int64 { .min }
    /// A text's place: where it begins, and in the lowest bits how long it is. No cell of an export is as long as that.
    @inlinable static var lengthBits: Int64 { 24 }
    @inlinable static var lengthMask: Int64 { 1 << lengthBits - 1 }
    @inlinable static var missingText: Int64 { 0 }

    let isText: Bool
    /// Whether the column was read at all.
    var isRead = true
    var cells: [Int64] = []

    init(isText: Bool) { self.isText = isText }

    var missing: Int64 { isText ? Self.missingText : Self.missingNumber }

    @inline(__always)
    subscript(row: Int) -> Int64 {
        precondition(isRead, "a column that was not read")
        return cells.isEmpty ? missing : cells[row]
    }

    @inline(__always)
    func isMissing(_ row: Int) -> Bool { isText ? self[row] & Self.lengthMask == 0 : self[row] == Self.missingNumber }

    @inline(__always)
    static func place(_ start: Int, _ length: Int) -> Int64 {
        precondition(length <= Int(lengthMask) && start < 1 << (63 - lengthBits), "a text that has no place")
        return Int64(start) << lengthBits | Int64(length)
    }

    @inlinable
    static func range(_ place: Int64) -> Range<Int> {
        let start = Int(place >> lengthBits)
        return start..<start + Int(place & lengthMask)
    }

    /// Gives each of the first rows, all missing so far, a cell.
    mutating func materialize(_ rows: Int) {
        precondition(isRead, "a column that was not read")
        // Not a new array: one that was emptied has kept its memory.
        if cells.isEmpty, rows > 0 { cells.append(contentsOf: repeatElement(missing, count: rows)) }
    }

    @inline(__always)
    mutating func append(_ cell: Int64, after rows: Int) {
        if cells.isEmpty {
            if cell == missing { return }
            materialize(rows)
        }
        cells.append(cell)
    }

    mutating func append(missing rows: Int) {
        precondition(isRead, "a column that was not read")
        if !cells.isEmpty { cells.append(contentsOf: repeatElement(missing, count: rows)) }
    }

    mutating func set(_ row: Int, _ cell: Int64, of rows: Int) {
        if cells.isEmpty, cell == missing { return }
        materialize(rows)
        cells[row] = cell
    }

    mutating func append(_ rows: Span<UInt32>, of other: StageColumn, after count: Int) {
        precondition(other.isRead, "a column that was not read")
        guard !other.cells.isEmpty else { return append(missing: rows.count) }
        materialize(count)
        // Tables that are filled anew, shard after shard, are nearly of one size: a doubled column would stay half empty.
        if count == 0, cells.capacity < rows.count { cells.reserveCapacity(rows.count + rows.count / 8) }
        let source = other.cells.span
        cells.append(addingCapacity: rows.count) { target in
            for index in rows.indices { target.append(source[Int(rows[index])]) }
        }
    }

    mutating func append(_ rows: Range<Int>, of other: StageColumn, after count: Int) {
        precondition(other.isRead, "a column that was not read")
        guard !other.cells.isEmpty else { return append(missing: rows.count) }
        materialize(count)
        cells.append(contentsOf: other.cells[rows])
    }

    mutating func append(texts rows: Span<UInt32>, of other: StageColumn, _ texts: [UInt8], to bytes: inout [UInt8], after count: Int) {
        precondition(other.isRead, "a column that was not read")
        guard !other.cells.isEmpty else { return append(missing: rows.count) }
        materialize(count)
        let source = other.cells.span
        var total = 0
        for index in rows.indices { total += Int(source[Int(rows[index])] & Self.lengthMask) }
        Self.append(rows.count, &cells, total, texts, to: &bytes) { source[Int(rows[$0])] }
    }

    mutating func append(texts rows: Range<Int>, of other: StageColumn, _ texts: [UInt8], to bytes: inout [UInt8], after count: Int) {
        precondition(other.isRead, "a column that was not read")
        guard !other.cells.isEmpty else { return append(missing: rows.count) }
        materialize(count)
        let source = other.cells.span
        var total = 0
        for row in rows { total += Int(source[row] & Self.lengthMask) }
        Self.append(rows.count, &cells, total, texts, to: &bytes) { source[rows.lowerBound + $0] }
    }

    /// Moves the places of texts behind others.
    mutating func movePlaces(from first: Int, by base: Int64) {
        for row in first..<cells.count where cells[row] & Self.lengthMask != 0 { cells[row] += base }
    }

    /// Copies texts end to end and notes their new places; of equal places in a row the text is there once.
    @inline(__always)
    private static func append(
        _ count: Int, _ cells: inout [Int64], _ total: Int, _ texts: [UInt8], to bytes: inout [UInt8], _ place: (Int) -> Int64
    ) {
        var start = bytes.count
        let source = texts.span
        var latest = (old: missingText, new: missingText)
        cells.append(addingCapacity: count) { cells in
            bytes.append(addingCapacity: total) { bytes in
                for index in 0..<count {
                    let old = place(index)
                    if old != latest.old {
                        let range = range(old)
                        latest = (old, range.isEmpty ? missingText : Self.place(start, range.count))
                        start += range.count
                        bytes.append(copying: source.extracting(range))
                    }
                    cells.append(latest.new)
                }
            }
        }
    }
}

extension OutputSpan where Element == UInt8 {
    @inline(__always)
    fileprivate mutating func append(copying source: Span<UInt8>) {
        precondition(source.count <= freeCapacity, "room for a text")
        unsafe withUnsafeMutableBufferPointer { (target, initialized) in
            unsafe source.withUnsafeBytes { bytes in
                guard let from = bytes.baseAddress, let to = target.baseAddress else { return }
                unsafe UnsafeMutableRawPointer(to + initialized).copyMemory(from: from, byteCount: bytes.count)
            }
            initialized += source.count
        }
    }
}

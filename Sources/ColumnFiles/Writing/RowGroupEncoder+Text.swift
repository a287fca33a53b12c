/// Pages of strings and of codes.
extension RowGroupEncoder {
    /// PLAIN: each string behind its length.
    mutating func addStrings(_ strings: ByteStrings, _ validity: Validity?, _ isOptional: Bool) -> ColumnStatistics {
        var bounds = StringBounds()
        var start = 0
        while start < strings.count {
            let rows = pageOfStrings(strings, from: start)
            let present = beginPage(rows, validity, isOptional)
            var total = 4 * present
            for row in rows where validity.map({ $0[row] }) ?? true {
                total += strings.range(row).count
                if options.hasTextBounds { bounds.add(strings, row) }
            }
            let levels = body.count
            // Sixteen bytes more than needed let short strings be copied by words.
            body.grow(to: levels + total + 16)
            Self.copy(strings, rows, validity, into: &body, at: levels)
            pages.add(body, size: levels + total, values: rows.count, encoding: .plain)
            start = rows.upperBound
        }
        return bounds.statistics(strings)
    }

    private func pageOfStrings(_ strings: ByteStrings, from start: Int) -> Range<Int> {
        let limit = min(strings.count, start + options.pageRows)
        let offsets = strings.offsets.span
        let first = Int(offsets[start])
        if Int(offsets[limit]) - first <= options.pageBytes { return start..<limit }
        // The first row whose end lies beyond: offsets never fall.
        var low = start + 1
        var high = limit
        while low < high {
            let middle = (low + high) / 2
            if Int(offsets[middle]) - first > options.pageBytes { high = middle } else { low = middle + 1 }
        }
        return start..<max(start + 1, low - 1)
    }

    private static func copy(_ strings: ByteStrings, _ rows: Range<Int>, _ validity: Validity?, into body: inout [UInt8], at start: Int) {
        let source = strings.bytes.span
        let offsets = strings.offsets.span
        var target = body.mutableSpan
        var next = start
        for row in rows where validity.map({ $0[row] }) ?? true {
            let from = Int(offsets[row])
            let length = Int(offsets[row + 1]) - from
            target.store(littleEndian: UInt32(length), at: next)
            target.copy(source, at: from, count: length, to: next + 4)
            next += 4 + length
        }
    }

    /// RLE_DICTIONARY: the entries that rows have, in the dictionary's order, and a code for each row.
    mutating func addCodes(_ codes: [UInt32], _ dictionary: ByteStrings, _ validity: Validity?, _ isOptional: Bool) -> ColumnStatistics {
        // The new code of each entry, counted from 1; 0 where no row has it.
        var renamed = [UInt32](repeating: 0, count: dictionary.count)
        for row in codes.indices where validity.map({ $0[row] }) ?? true { renamed[Int(codes[row])] = 1 }
        var bounds = StringBounds()
        var entries: UInt32 = 0
        body.removeAll(keepingCapacity: true)
        for entry in renamed.indices where renamed[entry] == 1 {
            entries += 1
            renamed[entry] = entries
            body.append(littleEndian: UInt32(dictionary.range(entry).count))
            body.append(dictionary.bytes.span.extracting(dictionary.range(entry)))
            if options.hasTextBounds { bounds.add(dictionary, entry) }
        }
        if codes.isEmpty { return ColumnStatistics() }
        pages.add(body, size: body.count, isDictionary: true, values: Int(entries), encoding: .plain)
        let width = entries == 0 ? 0 : BitPacking.width(of: UInt64(entries - 1))
        var packed: [UInt32] = []
        for rows in pageRanges(codes.count) {
            let present = beginPage(rows, validity, isOptional)
            Self.gather(codes.span, rows, validity, renamed.span, into: &packed)
            body.append(UInt8(width))
            HybridEncoder.encode(packed.span.extracting(..<present), width: width, scratch: &words, into: &body)
            pages.add(body, size: body.count, values: rows.count, encoding: .rleDictionary)
        }
        return bounds.statistics(dictionary)
    }

    private static func gather(
        _ codes: Span<UInt32>, _ rows: Range<Int>, _ validity: Validity?, _ renamed: Span<UInt32>, into packed: inout [UInt32]
    ) {
        if packed.count < rows.count { packed = [UInt32](repeating: 0, count: rows.count) }
        var target = packed.mutableSpan
        var next = 0
        for row in rows where validity.map({ $0[row] }) ?? true {
            target[next] = renamed[Int(codes[row])] - 1
            next += 1
        }
    }
}

/// The least and the greatest of some strings, by bytes: which rows they stand in.
struct StringBounds {
    /// Longer bounds are not written: they cost more than they tell.
    private static let longest = 64
    private var least: (row: Int, prefix: UInt64)?
    private var greatest: (row: Int, prefix: UInt64)?

    mutating func add(_ strings: ByteStrings, _ row: Int) {
        let bytes = strings.bytes.span
        let range = strings.range(row)
        let prefix = bytes.prefix(at: range.lowerBound, count: range.count)
        guard let low = least, let high = greatest else {
            least = (row, prefix)
            greatest = (row, prefix)
            return
        }
        // Most strings are told apart by their first eight bytes.
        if prefix < low.prefix || prefix == low.prefix && Self.isLess(bytes, range, strings.range(low.row)) { least = (row, prefix) }
        if prefix > high.prefix || prefix == high.prefix && Self.isLess(bytes, strings.range(high.row), range) { greatest = (row, prefix) }
    }

    func statistics(_ strings: ByteStrings) -> ColumnStatistics {
        guard let least, let greatest else { return ColumnStatistics() }
        let low = strings.string(least.row)
        let high = strings.string(greatest.row)
        return ColumnStatistics(minimum: low.count <= Self.longest ? low : nil, maximum: high.count <= Self.longest ? high : nil)
    }

    private static func isLess(_ bytes: Span<UInt8>, _ one: Range<Int>, _ other: Range<Int>) -> Bool {
        let length = min(one.count, other.count)
        for offset in 0..<length {
            let left = bytes[one.lowerBound + offset]
            let right = bytes[other.lowerBound + offset]
            if left != right { return left < right }
        }
        return one.count < other.count
    }
}

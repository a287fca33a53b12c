/// Pages of numbers and booleans.
extension RowGroupEncoder {
    mutating func addNumbers<Value: FixedWidthInteger & SignedInteger & BitwiseCopyable>(
        _ column: Column<Value>, _ isOptional: Bool
    ) -> ColumnStatistics where Value.Magnitude: BitwiseCopyable {
        var least = Value.max
        var greatest = Value.min
        var packed: [Value] = []
        for rows in pageRanges(column.values.count) {
            let present = beginPage(rows, column.validity, isOptional)
            let encoding: Encoding
            if let validity = column.validity, present < rows.count {
                Self.gather(column.values.span, rows, validity, into: &packed)
                encoding = Self.append(packed.span.extracting(..<present), to: &body, &least, &greatest)
            } else {
                encoding = Self.append(column.values.span.extracting(rows), to: &body, &least, &greatest)
            }
            pages.add(body, size: body.count, values: rows.count, encoding: encoding)
        }
        guard least <= greatest else { return ColumnStatistics() }
        return ColumnStatistics(minimum: Self.bytes(of: least), maximum: Self.bytes(of: greatest))
    }

    /// Appends a page's values in the encoding that is shorter, and widens the bounds.
    private static func append<Value: FixedWidthInteger & SignedInteger & BitwiseCopyable>(
        _ values: Span<Value>, to body: inout [UInt8], _ least: inout Value, _ greatest: inout Value
    ) -> Encoding where Value.Magnitude: BitwiseCopyable {
        for index in values.indices {
            least = min(least, values[index])
            greatest = max(greatest, values[index])
        }
        let levels = body.count
        DeltaEncoder.encode(values, into: &body)
        let plain = values.count * MemoryLayout<Value>.stride
        if body.count - levels < plain - plain / 16 { return .deltaBinaryPacked }
        body.removeLast(body.count - levels)
        body.append(bytesOf: values)
        return .plain
    }

    /// PLAIN; without bounds, which not-a-numbers and signed zeros would make a matter of their own.
    mutating func addDoubles(_ column: Column<Double>, _ isOptional: Bool) -> ColumnStatistics {
        var packed: [Double] = []
        for rows in pageRanges(column.values.count) {
            let present = beginPage(rows, column.validity, isOptional)
            if let validity = column.validity, present < rows.count {
                Self.gather(column.values.span, rows, validity, into: &packed)
                body.append(bytesOf: packed.span.extracting(..<present))
            } else {
                body.append(bytesOf: column.values.span.extracting(rows))
            }
            pages.add(body, size: body.count, values: rows.count, encoding: .plain)
        }
        return ColumnStatistics()
    }

    mutating func addBooleans(_ column: Column<Bool>, _ isOptional: Bool) -> ColumnStatistics {
        var hasFalse = false
        var hasTrue = false
        for rows in pageRanges(column.values.count) {
            let present = beginPage(rows, column.validity, isOptional)
            let levels = body.count
            // A boolean is a bit, as a level is: the mask's own tools pack it.
            var bits = Validity()
            Self.append(column.values.span, rows, column.validity, to: &bits)
            let set = bits.count - bits.nullCount
            hasTrue = hasTrue || set > 0
            hasFalse = hasFalse || set < present
            body.append(littleEndian: 0)
            HybridEncoder.encodeLevels(bits, from: 0, count: present, into: &body)
            let length = body.count - levels - 4
            var encoding = Encoding.rle
            if length + 4 < (present + 7) / 8 {
                for byte in 0..<4 { body[levels + byte] = UInt8(truncatingIfNeeded: length >> (8 * byte)) }
            } else {
                encoding = .plain
                body.removeLast(body.count - levels)
                body.append(bits.words.span, bytes: (present + 7) / 8)
            }
            pages.add(body, size: body.count, values: rows.count, encoding: encoding)
        }
        guard hasFalse || hasTrue else { return ColumnStatistics() }
        return ColumnStatistics(minimum: [hasFalse ? 0 : 1], maximum: [hasTrue ? 1 : 0])
    }

    /// Appends the booleans of rows that have one, 64 at a time.
    private static func append(_ values: Span<Bool>, _ rows: Range<Int>, _ validity: Validity?, to bits: inout Validity) {
        for start in stride(from: rows.lowerBound, to: rows.upperBound, by: 64) {
            let count = min(64, rows.upperBound - start)
            let mask = validity?.bits(at: start, count: count) ?? .max
            var word: UInt64 = 0
            var used: UInt64 = 0
            for offset in 0..<count {
                let isPresent = mask &>> UInt64(truncatingIfNeeded: offset) & 1
                word |= (values[start &+ offset] ? isPresent : 0) &<< used
                used &+= isPresent
            }
            if used > 0 { bits.append(bits: word, count: Int(used)) }
        }
    }

    /// The values of rows that have one, packed to the front.
    private static func gather<Value: BitwiseCopyable & ExpressibleByIntegerLiteral>(
        _ values: Span<Value>, _ rows: Range<Int>, _ validity: Validity, into packed: inout [Value]
    ) {
        if packed.count <= rows.count { packed = [Value](repeating: 0, count: rows.count + 1) }
        var target = packed.mutableSpan
        let words = validity.words.span
        var next = 0
        for row in rows {
            // Written always, kept where the row has a value: no branch.
            target[next] = values[row]
            next &+= Int(truncatingIfNeeded: words[row >> 6] &>> UInt64(truncatingIfNeeded: row & 63) & 1)
        }
    }

    private static func bytes(of value: some FixedWidthInteger) -> [UInt8] {
        (0..<(value.bitWidth / 8)).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }
}

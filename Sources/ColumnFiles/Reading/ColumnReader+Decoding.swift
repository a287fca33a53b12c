/// What the pages of one chunk become, type by type.
extension ColumnReader {
    /// INT32 and INT64; DOUBLE as the bit patterns of its values, where `isInteger` is false and differences make no sense.
    mutating func numbers<Value: FixedWidthInteger & SignedInteger & BitwiseCopyable & Sendable>(
        _ bytes: Span<UInt8>, _ chunk: ColumnChunk, rows: Int, isOptional: Bool, isInteger: Bool = true
    ) throws(ColumnFileError) -> Column<Value> {
        let stride = MemoryLayout<Value>.stride
        var allowance = MemoryAllowance(fileBytes: bytes.count, constant: allowance)
        try allowance.take(rows, of: stride)
        var values = [Value](repeating: 0, count: rows)
        var entries: [Value]?
        var codes: [UInt32] = []
        var differences: [UInt64] = []
        let validity = try walk(bytes, chunk, rows: rows, isOptional: isOptional, &allowance) { content, count, allowance throws(ColumnFileError) in
            try ValueDecoder.requirePlain(content, count: count, stride: stride)
            try allowance.take(count, of: stride)
            var made = [Value](repeating: 0, count: count)
            var target = made.mutableSpan
            try ValueDecoder.plain(content, count: count, into: &target, at: 0)
            entries = made
        } data: { page, content, mask, allowance throws(ColumnFileError) in
            var target = values.mutableSpan
            switch page.encoding {
            case .plain: try ValueDecoder.plain(content, count: page.present, into: &target, at: page.firstRow)
            case .plainDictionary, .rleDictionary:
                if codes.count < page.present {
                    try allowance.take(page.present, of: 4)
                    codes = [UInt32](repeating: 0, count: page.present)
                }
                var scratch = codes.mutableSpan
                try ValueDecoder.codes(content, count: page.present, entries: entries?.count, into: &scratch, at: 0)
                guard let entries else { return }
                let table = entries.span
                for index in 0..<page.present { target[page.firstRow + index] = table[Int(scratch[index])] }
            case .deltaBinaryPacked where isInteger:
                _ = try DeltaDecoder.decode(content, from: 0, count: page.present, scratch: &differences, into: &target, at: page.firstRow)
            default: throw .unsupported("encoding \(page.encoding.name) over numbers is not read")
            }
            target.spread(page, mask, null: 0)
        }
        return Column(values, validity: validity)
    }

    mutating func booleans(_ bytes: Span<UInt8>, _ chunk: ColumnChunk, rows: Int, isOptional: Bool) throws(ColumnFileError) -> Column<Bool> {
        var allowance = MemoryAllowance(fileBytes: bytes.count, constant: allowance)
        // A byte for each value, and four while a page of runs is decoded.
        try allowance.take(rows, of: 5)
        var values = [Bool](repeating: false, count: rows)
        var scratch: [UInt32] = []
        let validity = try walk(bytes, chunk, rows: rows, isOptional: isOptional, &allowance) { _, _, _ throws(ColumnFileError) in
            throw .unsupported("a dictionary over BOOLEAN is not read")
        } data: { page, content, mask, _ throws(ColumnFileError) in
            var target = values.mutableSpan
            try ValueDecoder.booleans(content, encoding: page.encoding, count: page.present, scratch: &scratch, into: &target, at: page.firstRow)
            target.spread(page, mask, null: false)
        }
        return Column(values, validity: validity)
    }

    mutating func texts(_ bytes: Span<UInt8>, _ chunk: ColumnChunk, rows: Int, isOptional: Bool) throws(ColumnFileError) -> TextColumn {
        var allowance = MemoryAllowance(fileBytes: bytes.count, constant: allowance)
        var entries: ByteStrings?
        var codes: [UInt32] = []
        // Made at the first page without codes: those before it are spelled out.
        var builder: TextBuilder?
        let validity = try walk(bytes, chunk, rows: rows, isOptional: isOptional, &allowance) { content, count, allowance throws(ColumnFileError) in
            entries = try TextBuilder.dictionary(content, count: count, &allowance)
        } data: { page, content, mask, allowance throws(ColumnFileError) in
            if page.encoding.isDictionary {
                if codes.isEmpty {
                    try allowance.take(rows, of: 4)
                    codes = [UInt32](repeating: 0, count: rows)
                }
                var target = codes.mutableSpan
                try ValueDecoder.codes(content, count: page.present, entries: entries?.count, into: &target, at: page.firstRow)
                target.spread(page, mask, null: 0)
                try builder?.appendCoded(
                    codes.span, rows: page.firstRow..<(page.firstRow + page.rows), entries ?? ByteStrings(), mask, &allowance)
            } else if page.encoding == .plain {
                if builder == nil {
                    builder = try TextBuilder(rows: rows, &allowance)
                    if !codes.isEmpty {
                        try builder?.appendCoded(codes.span, rows: 0..<page.firstRow, entries ?? ByteStrings(), mask, &allowance)
                    }
                }
                try builder?.appendPlain(page, content, mask, &allowance)
            } else {
                throw .unsupported("encoding \(page.encoding.name) over BYTE_ARRAY is not read")
            }
        }
        if let builder { return TextColumn(.plain(builder.finish()), validity: validity) }
        // Without rows there are no pages.
        return TextColumn(rows == 0 ? .plain(ByteStrings()) : .coded(codes, entries ?? ByteStrings()), validity: validity)
    }

    /// Walks the pages, and compares the nulls with what the footer says.
    private mutating func walk(
        _ bytes: Span<UInt8>, _ chunk: ColumnChunk, rows: Int, isOptional: Bool, _ allowance: inout MemoryAllowance,
        dictionary: (Span<UInt8>, Int, inout MemoryAllowance) throws(ColumnFileError) -> Void,
        data: (DataPage, Span<UInt8>, Validity?, inout MemoryAllowance) throws(ColumnFileError) -> Void
    ) throws(ColumnFileError) -> Validity? {
        guard bytes.count == chunk.range.count else { throw .damaged("\(bytes.count) bytes of a chunk of \(chunk.range.count)") }
        guard let codec = chunk.codec else { throw .unsupported("its codec is not read") }
        let validity = try walker.walk(
            bytes, codec: codec, rows: rows, isOptional: isOptional, allowance: &allowance, dictionary: dictionary, data: data)
        let nulls = validity?.nullCount ?? 0
        if let stated = chunk.statistics.nulls, stated != nulls { throw .damaged("\(nulls) nulls where the footer says \(stated)") }
        return validity
    }
}

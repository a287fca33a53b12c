internal import ByteStreams

/// One data page, its levels already read.
struct DataPage {
    /// The page's first row among those of the chunk.
    var firstRow: Int
    var rows: Int
    /// Rows with a value: as many values lie in the page.
    var present: Int
    var encoding: Encoding
}

/// Walks through the pages of a column chunk: headers, checksums, unpacking and levels; values are the caller's.
struct PageWalker: ~Copyable {
    private var unpacked: [UInt8] = []
    private var zstandard: ZstandardDecoder?

    /// Hands the dictionary's entries (their PLAIN bytes and their number) and each data page's values to the caller, in order.
    ///
    /// `bytes` is the chunk as it lies in the file. `data` gets the page, the bytes of its values, and the mask of all rows
    /// so far (nil while there is no null). Returns the mask.
    mutating func walk(
        _ bytes: Span<UInt8>, codec: Codec, rows: Int, isOptional: Bool, allowance: inout MemoryAllowance,
        dictionary: (Span<UInt8>, Int, inout MemoryAllowance) throws(ColumnFileError) -> Void,
        data: (DataPage, Span<UInt8>, Validity?, inout MemoryAllowance) throws(ColumnFileError) -> Void
    ) throws(ColumnFileError) -> Validity? {
        var mask = ValidityBuilder()
        var position = 0
        var page = 0
        while mask.count < rows {
            guard position < bytes.count else { throw .damaged("the pages hold \(mask.count) of \(rows) rows") }
            do throws(ColumnFileError) {
                let header = try PageHeader.read(bytes, at: &position)
                guard header.packedBytes <= bytes.count - position else {
                    throw .damaged("a page of \(header.packedBytes) bytes where \(bytes.count - position) are left")
                }
                let stored = bytes.extracting(position..<(position + header.packedBytes))
                position += header.packedBytes
                if let checksum = header.checksum, CRC32.of(stored) != checksum { throw .damaged("the checksum differs") }
                switch header.kind {
                // Some writers make pages of no rows, without even the length of their levels.
                case .data where header.values == 0, .other: break
                case .dictionary:
                    guard page == 0 else { throw .damaged("a dictionary behind other pages") }
                    let encoding = try Encoding(header.encoding)
                    guard encoding == .plain || encoding == .plainDictionary else { throw .unsupported("a dictionary in encoding \(encoding.name) is not read") }
                    try withUnpacked(stored, size: header.unpackedBytes, codec: codec, &allowance) { content, allowance throws(ColumnFileError) in
                        try dictionary(content, header.values, &allowance)
                    }
                case .data, .dataV2:
                    guard header.values <= rows - mask.count else { throw .damaged("the pages hold more than the chunk's \(rows) rows") }
                    try readData(header, stored, codec: codec, isOptional: isOptional, mask: &mask, &allowance, data)
                }
            } catch {
                throw error.at(page: page)
            }
            page += 1
        }
        return mask.validity
    }

    private mutating func readData(
        _ header: PageHeader, _ stored: Span<UInt8>, codec: Codec, isOptional: Bool, mask: inout ValidityBuilder,
        _ allowance: inout MemoryAllowance, _ data: (DataPage, Span<UInt8>, Validity?, inout MemoryAllowance) throws(ColumnFileError) -> Void
    ) throws(ColumnFileError) {
        var page = DataPage(firstRow: mask.count, rows: header.values, present: 0, encoding: try Encoding(header.encoding))
        if case .dataV2(let repetitionBytes, let definitionBytes, let nulls, let isPacked) = header.kind {
            guard repetitionBytes == 0 else { throw .damaged("repetition levels in a flat column") }
            guard definitionBytes <= stored.count, definitionBytes <= header.unpackedBytes else { throw .damaged("a page's levels are cut off") }
            try Self.readLevels(stored, 0..<definitionBytes, isOptional: isOptional, &page, &mask)
            guard page.rows - page.present == nulls else { throw .damaged("a page says \(nulls) nulls, its levels \(page.rows - page.present)") }
            let values = stored.extracting(definitionBytes...)
            let size = header.unpackedBytes - definitionBytes
            try withUnpacked(values, size: size, codec: isPacked ? codec : .none, &allowance) { content, allowance throws(ColumnFileError) in
                try data(page, content, mask.validity, &allowance)
            }
            return
        }
        if isOptional && header.levelEncoding != Encoding.rle.rawValue {
            throw .unsupported("definition levels in encoding \(try Encoding(header.levelEncoding).name) are not read")
        }
        try withUnpacked(stored, size: header.unpackedBytes, codec: codec, &allowance) { content, allowance throws(ColumnFileError) in
            var start = 0
            if isOptional {
                guard content.count >= 4, Int(content.word32(at: 0)) <= content.count - 4 else { throw .damaged("a page's levels are cut off") }
                start = 4 + Int(content.word32(at: 0))
            }
            try Self.readLevels(content, min(4, start)..<start, isOptional: isOptional, &page, &mask)
            try data(page, content.extracting(start...), mask.validity, &allowance)
        }
    }

    private static func readLevels(
        _ bytes: Span<UInt8>, _ range: Range<Int>, isOptional: Bool, _ page: inout DataPage, _ mask: inout ValidityBuilder
    ) throws(ColumnFileError) {
        page.present = page.rows
        guard isOptional else {
            mask.append(true, count: page.rows)
            return
        }
        try HybridDecoder.decodeLevels(bytes, from: range.lowerBound, to: range.upperBound, count: page.rows, into: &mask)
        if let validity = mask.validity { page.present = validity.presentCount(page.firstRow..<(page.firstRow + page.rows)) }
    }

    private mutating func withUnpacked(
        _ stored: Span<UInt8>, size: Int, codec: Codec, _ allowance: inout MemoryAllowance,
        _ body: (Span<UInt8>, inout MemoryAllowance) throws(ColumnFileError) -> Void
    ) throws(ColumnFileError) {
        if codec == .none {
            guard stored.count == size else { throw .damaged("a page of \(stored.count) bytes says \(size)") }
            return try body(stored, &allowance)
        }
        if size > unpacked.count {
            try allowance.take(size)
            unpacked = [UInt8](repeating: 0, count: size)
        }
        if size > 0 { try Self.unpack(stored, codec, into: &unpacked, size: size, &zstandard) }
        try body(unpacked.span.extracting(..<size), &allowance)
    }

    private static func unpack(
        _ stored: Span<UInt8>, _ codec: Codec, into buffer: inout [UInt8], size: Int, _ zstandard: inout ZstandardDecoder?
    ) throws(ColumnFileError) {
        var target = buffer.mutableSpan
        if codec == .lz4 { return try LZ4Decoder.decode(stored, into: &target, size: size) }
        if zstandard == nil { zstandard = ZstandardDecoder() }
        try zstandard?.decode(stored, into: &target, size: size)
    }
}

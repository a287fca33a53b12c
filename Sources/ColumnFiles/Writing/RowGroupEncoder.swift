/// Encodes row groups: typed columns in, bytes out. Keeps its scratch from group to group: one encoder for each thread.
///
/// Numbers are DELTA_BINARY_PACKED where that is smaller than PLAIN, page by page; strings are PLAIN, codes RLE_DICTIONARY; booleans
/// are bits, or runs where those are smaller. Pages are of kind V1 and carry a checksum. The same columns give the same bytes.
package struct RowGroupEncoder: ~Copyable {
    private let columns: [ColumnDefinition]
    let options: WritingOptions
    var pages: PageAssembler
    /// One page: levels and values.
    var body: [UInt8] = []
    /// Words of packed codes.
    var words: [UInt64] = []

    /// Traps without a column.
    package init(_ columns: [ColumnDefinition], options: WritingOptions = WritingOptions()) {
        precondition(!columns.isEmpty, "a table has columns")
        self.columns = columns
        self.options = options
        pages = PageAssembler(options)
    }

    /// Encodes one row group. `values` has a column for each definition, of its physical type, all of one length; only optional ones
    /// have nulls. `metadata` (the shard, for instance) belongs to the row group: `RowGroup.metadata` gives it back.
    package mutating func encode(_ values: [ColumnValues], metadata: [KeyValue] = []) -> EncodedRowGroup {
        precondition(values.count == columns.count, "a column of values for each definition")
        let rows = values[0].count
        var chunks: [EncodedChunk] = []
        for (column, values) in zip(columns, values) {
            precondition(values.count == rows, "columns of one length")
            precondition(column.isOptional || values.validity?.nullCount ?? 0 == 0, "nulls only in optional columns")
            chunks.append(encode(column, values))
        }
        // Parquet has no entries for row groups: they stand at the first chunk.
        chunks[0].metadata = metadata
        return EncodedRowGroup(rows: rows, bytes: pages.finishGroup(), chunks: chunks)
    }

    private mutating func encode(_ column: ColumnDefinition, _ values: ColumnValues) -> EncodedChunk {
        var statistics: ColumnStatistics
        switch (column.type.physical, values) {
        case (.int64, .int64(let values)): statistics = addNumbers(values, column.isOptional)
        case (.int32, .int32(let values)): statistics = addNumbers(values, column.isOptional)
        case (.double, .double(let values)): statistics = addDoubles(values, column.isOptional)
        case (.boolean, .boolean(let values)): statistics = addBooleans(values, column.isOptional)
        case (.byteArray, .text(let values)):
            switch values.strings {
            case .plain(let strings): statistics = addStrings(strings, values.validity, column.isOptional)
            case .coded(let codes, let dictionary): statistics = addCodes(codes, dictionary, values.validity, column.isOptional)
            }
        default: preconditionFailure("values of another type than column \(column.name)")
        }
        statistics.nulls = values.validity?.nullCount ?? 0
        return pages.finishChunk(statistics)
    }

    /// Starts a page: the definition levels of an optional column, behind their length. Returns how many rows have a value.
    mutating func beginPage(_ rows: Range<Int>, _ validity: Validity?, _ isOptional: Bool) -> Int {
        body.removeAll(keepingCapacity: true)
        let present = validity?.presentCount(rows) ?? rows.count
        guard isOptional else { return present }
        body.append(littleEndian: 0)
        if let validity, present < rows.count {
            HybridEncoder.encodeLevels(validity, from: rows.lowerBound, count: rows.count, into: &body)
        } else {
            body.append(varint: UInt64(rows.count) << 1)
            body.append(1)
        }
        let length = body.count - 4
        for byte in 0..<4 { body[byte] = UInt8(truncatingIfNeeded: length >> (8 * byte)) }
        return present
    }

    /// The rows of each page where values are of one size.
    func pageRanges(_ rows: Int) -> [Range<Int>] {
        stride(from: 0, to: rows, by: options.pageRows).map { $0..<min(rows, $0 + options.pageRows) }
    }
}

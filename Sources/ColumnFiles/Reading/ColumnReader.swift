/// Decodes column chunks: the bytes of one chunk in, typed columns out. Keeps its scratch from chunk to chunk: one reader for each thread.
///
///     let footer = try FileFooter(file: bytes.span)
///     var reader = ColumnReader()
///     let likes = try reader.int64(footer, column: footer.column(named: "likes")!, rowGroup: 0, bytes.span.extracting(footer.rowGroups[0].chunks[3].range))
///
/// Reading a chunk takes at most ten times its bytes in the file and `allowance`; what claims more is an error of kind `tooLarge`.
/// A row group of another writer may hold a million equal rows in a few bytes: the allowance is what such a column may take.
package struct ColumnReader: ~Copyable {
    let allowance: Int
    var walker = PageWalker()

    /// `allowance`: bytes.
    package init(allowance: Int = 64 << 20) { self.allowance = allowance }

    // MARK: by type

    /// INT64, whatever its meaning.
    package mutating func int64(
        _ footer: FileFooter, column: Int, rowGroup: Int, _ bytes: Span<UInt8>
    ) throws(ColumnFileError) -> Column<Int64> {
        try Self.place(footer, column, rowGroup) { chunk, rows, isOptional throws(ColumnFileError) in
            try Self.require(footer.columns[column], .int64)
            return try numbers(bytes, chunk, rows: rows, isOptional: isOptional)
        }
    }

    /// INT32, whatever its meaning.
    package mutating func int32(
        _ footer: FileFooter, column: Int, rowGroup: Int, _ bytes: Span<UInt8>
    ) throws(ColumnFileError) -> Column<Int32> {
        try Self.place(footer, column, rowGroup) { chunk, rows, isOptional throws(ColumnFileError) in
            try Self.require(footer.columns[column], .int32)
            return try numbers(bytes, chunk, rows: rows, isOptional: isOptional)
        }
    }

    /// Values come back bit by bit as they were written.
    ///
    /// - Throws: also where the column holds something else, kind `unsupported`.
    package mutating func double(
        _ footer: FileFooter, column: Int, rowGroup: Int, _ bytes: Span<UInt8>
    ) throws(ColumnFileError) -> Column<Double> {
        try Self.place(footer, column, rowGroup) { chunk, rows, isOptional throws(ColumnFileError) in
            try Self.require(footer.columns[column], .double)
            let patterns: Column<Int64> = try numbers(bytes, chunk, rows: rows, isOptional: isOptional, isInteger: false)
            return Column(patterns.values.map { Double(bitPattern: UInt64(bitPattern: $0)) }, validity: patterns.validity)
        }
    }

    /// - Throws: also where the column holds something else, kind `unsupported`.
    package mutating func boolean(
        _ footer: FileFooter, column: Int, rowGroup: Int, _ bytes: Span<UInt8>
    ) throws(ColumnFileError) -> Column<Bool> {
        try Self.place(footer, column, rowGroup) { chunk, rows, isOptional throws(ColumnFileError) in
            try Self.require(footer.columns[column], .boolean)
            return try booleans(bytes, chunk, rows: rows, isOptional: isOptional)
        }
    }

    /// BYTE_ARRAY: codes and a dictionary where all pages have codes, strings where one has not. Texts (STRING) are checked to be UTF-8.
    package mutating func text(
        _ footer: FileFooter, column: Int, rowGroup: Int, _ bytes: Span<UInt8>
    ) throws(ColumnFileError) -> TextColumn {
        try Self.place(footer, column, rowGroup) { chunk, rows, isOptional throws(ColumnFileError) in
            try Self.require(footer.columns[column], .byteArray)
            let text = try texts(bytes, chunk, rows: rows, isOptional: isOptional)
            if footer.columns[column].logical == .string {
                let isUTF8 =
                    switch text.strings {
                    case .plain(let strings): strings.isUTF8
                    case .coded(_, let dictionary): dictionary.isUTF8
                    }
                guard isUTF8 else { throw .damaged("a text is not UTF-8") }
            }
            return text
        }
    }

    /// Any column of the subset.
    package mutating func read(
        _ footer: FileFooter, column: Int, rowGroup: Int, _ bytes: Span<UInt8>
    ) throws(ColumnFileError) -> ColumnValues {
        switch footer.columns[column].physical {
        case .int64: .int64(try int64(footer, column: column, rowGroup: rowGroup, bytes))
        case .int32: .int32(try int32(footer, column: column, rowGroup: rowGroup, bytes))
        case .double: .double(try double(footer, column: column, rowGroup: rowGroup, bytes))
        case .boolean: .boolean(try boolean(footer, column: column, rowGroup: rowGroup, bytes))
        // The types outside the subset are refused by name there.
        case .byteArray, .fixedLengthByteArray, .float, .int96: .text(try text(footer, column: column, rowGroup: rowGroup, bytes))
        }
    }

    // MARK: checks around a chunk

    /// Refuses what is outside the subset, and gives every error its place.
    private static func place<Values>(
        _ footer: FileFooter, _ column: Int, _ rowGroup: Int,
        _ body: (ColumnChunk, Int, Bool) throws(ColumnFileError) -> Values
    ) throws(ColumnFileError) -> Values {
        let group = footer.rowGroups[rowGroup]
        let chunk = group.chunks[column]
        do throws(ColumnFileError) {
            if let refusal = footer.columns[column].refusal ?? chunk.refusal { throw ColumnFileError.unsupported(refusal) }
            return try body(chunk, group.rows, footer.columns[column].isOptional)
        } catch {
            throw error.at(rowGroup: rowGroup, column: footer.columns[column].name)
        }
    }

    private static func require(_ column: FileColumn, _ type: PhysicalType) throws(ColumnFileError) {
        guard column.physical == type else { throw .unsupported("type \(column.physical.name) where \(type.name) is wanted") }
    }
}

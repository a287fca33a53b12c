/// Reads a footer: parquet.thrift's FileMetaData, its length and the magic bytes around them.
extension FileFooter {
    /// The bytes behind a footer: its length and `PAR1`.
    package static let trailerLength = 8
    static let magic: [UInt8] = Array("PAR1".utf8)

    /// How many bytes at the end of a file are its footer with the trailer.
    ///
    /// `trailer` is the last eight bytes of the file, `fileSize` the number of all its bytes.
    package static func length(trailer: Span<UInt8>, fileSize: Int) throws(ColumnFileError) -> Int {
        guard trailer.count == trailerLength, fileSize >= 4 + trailerLength else { throw .damaged("\(fileSize) bytes are too few for a Parquet file") }
        let end = Array(copying: trailer.extracting(4..<8))
        if end == Array("PARE".utf8) { throw .unsupported("the footer is encrypted, which is not read") }
        guard end == magic else { throw .damaged("the file does not end with PAR1") }
        let length = Int(trailer.word32(at: 0))
        guard length <= fileSize - 4 - trailerLength else { throw .damaged("a footer of \(length) bytes in a file of \(fileSize)") }
        return length + trailerLength
    }

    /// Reads the footer out of the last bytes of a file: at least `length(trailer:fileSize:)` of them.
    ///
    /// - Parameter keepsBounds: whether statistics have the least and the greatest value, which take more memory than all else.
    package init(tail: Span<UInt8>, fileSize: Int, keepsBounds: Bool = true) throws(ColumnFileError) {
        guard tail.count >= Self.trailerLength, tail.count <= fileSize else { throw .damaged("\(fileSize) bytes are too few for a Parquet file") }
        let length = try Self.length(trailer: tail.extracting((tail.count - Self.trailerLength)...), fileSize: fileSize)
        precondition(tail.count >= length, "the tail is as long as the footer")
        let bytes = tail.extracting((tail.count - length)..<(tail.count - Self.trailerLength))
        var reader = FooterReader(dataEnd: fileSize - length, keepsBounds: keepsBounds)
        self = try reader.read(bytes)
    }

    /// Reads the footer of a whole file.
    package init(file: Span<UInt8>) throws(ColumnFileError) {
        try self.init(tail: file, fileSize: file.count)
        guard Array(copying: file.extracting(..<4)) == Self.magic else { throw .damaged("the file does not begin with PAR1") }
    }
}

extension Array where Element == UInt8 {
    init(copying bytes: Span<UInt8>) {
        self = []
        append(bytes)
    }
}

struct FooterReader {
    /// Where the footer begins in the file: pages end before.
    let dataEnd: Int
    let keepsBounds: Bool
    private var reader = CompactReader()
    /// Where the digits of a footer's seal stand.
    private var seal: Int?
    /// Every entry of a list takes more memory than the few bytes that it can have in the file.
    private var allowance = MemoryAllowance(fileBytes: 0, constant: 0)

    init(dataEnd: Int, keepsBounds: Bool = true) {
        self.dataEnd = dataEnd
        self.keepsBounds = keepsBounds
    }

    mutating func read(_ bytes: Span<UInt8>) throws(ColumnFileError) -> FileFooter {
        var footer = FileFooter(columns: [], rowGroups: [], rows: -1, metadata: [])
        allowance = MemoryAllowance(fileBytes: bytes.count, constant: 1 << 20)
        var last = 0
        while let field = try reader.field(bytes, after: &last) {
            switch field.id {
            case 2:
                guard footer.columns.isEmpty else { throw .damaged("the footer has two schemas") }
                var schema = SchemaReader()
                footer.columns = try schema.read(bytes, field.kind, &reader)
            case 3: footer.rows = try reader.count(bytes, field.kind)
            case 4:
                let list = try reader.list(bytes, field.kind)
                for index in 0..<list.count {
                    do throws(ColumnFileError) {
                        footer.rowGroups.append(try rowGroup(bytes, list.kind, columns: footer.columns))
                    } catch {
                        throw error.at(rowGroup: index)
                    }
                }
            case 5:
                footer.metadata = try keyValues(bytes, field.kind)
                if let last = footer.metadata.last, last.key == FooterSeal.key, last.value?.utf8.count == 8 {
                    // The value ends in front of the end of its structure.
                    seal = reader.position - 1 - 8
                    footer.metadata.removeLast()
                }
            case 6: footer.createdBy = try reader.text(bytes, field.kind)
            default: try reader.skip(bytes, field.kind)
            }
        }
        if let seal {
            try FooterSeal.check(bytes, at: seal)
            footer.isSealed = true
        }
        guard !footer.columns.isEmpty else { throw .damaged("the footer has no schema") }
        var rows = 0
        for group in footer.rowGroups {
            let (sum, overflow) = rows.addingReportingOverflow(group.rows)
            guard !overflow else { throw .damaged("the row groups' rows are more than a number can say") }
            rows = sum
        }
        guard rows == footer.rows else { throw .damaged("the footer says \(footer.rows) rows, its row groups \(rows)") }
        return footer
    }

    private mutating func keyValues(_ bytes: Span<UInt8>, _ kind: CompactReader.Kind) throws(ColumnFileError) -> [KeyValue] {
        let list = try reader.list(bytes, kind)
        var entries: [KeyValue] = []
        for _ in 0..<list.count {
            try allowance.take(2, of: MemoryLayout<KeyValue>.stride)
            var key: String?
            var value: String?
            try reader.enter(list.kind)
            var last = 0
            while let field = try reader.field(bytes, after: &last) {
                switch field.id {
                case 1: key = try reader.text(bytes, field.kind)
                case 2: value = try reader.text(bytes, field.kind)
                default: try reader.skip(bytes, field.kind)
                }
            }
            reader.leave()
            guard let key else { throw .damaged("a key-value entry has no key") }
            entries.append(KeyValue(key, value))
        }
        return entries
    }

    private mutating func rowGroup(
        _ bytes: Span<UInt8>, _ kind: CompactReader.Kind, columns: [FileColumn]
    ) throws(ColumnFileError) -> RowGroup {
        guard !columns.isEmpty else { throw .damaged("the schema stands behind the row groups") }
        try allowance.take(2, of: MemoryLayout<RowGroup>.stride)
        var rows: Int?
        var chunks: [(chunk: ColumnChunk, values: Int)] = []
        try reader.enter(kind)
        var last = 0
        while let field = try reader.field(bytes, after: &last) {
            switch field.id {
            case 1:
                let list = try reader.list(bytes, field.kind)
                guard list.count == columns.count, chunks.isEmpty else { throw .damaged("\(list.count) column chunks for \(columns.count) columns") }
                for column in columns {
                    do throws(ColumnFileError) {
                        chunks.append(try columnChunk(bytes, list.kind, column))
                    } catch {
                        throw error.at(column: column.name)
                    }
                }
            case 3: rows = try reader.count(bytes, field.kind)
            default: try reader.skip(bytes, field.kind)
            }
        }
        reader.leave()
        guard let rows, chunks.count == columns.count else { throw .damaged("the row group does not say its rows or its columns") }
        for (column, chunk) in zip(columns, chunks) where column.refusal == nil && chunk.chunk.refusal == nil && chunk.values != rows {
            throw .damaged("\(chunk.values) values in a row group of \(rows) rows").at(column: column.name)
        }
        return RowGroup(rows: rows, chunks: chunks.map(\.chunk))
    }

    private mutating func columnChunk(
        _ bytes: Span<UInt8>, _ kind: CompactReader.Kind, _ column: FileColumn
    ) throws(ColumnFileError) -> (ColumnChunk, Int) {
        // Once while it is read, once where it stays.
        try allowance.take(2, of: MemoryLayout<ColumnChunk>.stride)
        var refusal: String?
        var read: (chunk: ColumnChunk, values: Int)?
        try reader.enter(kind)
        var last = 0
        while let field = try reader.field(bytes, after: &last) {
            switch field.id {
            case 1:
                refusal = "the column's bytes lie in another file, which is not read"
                try reader.skip(bytes, field.kind)
            case 3: read = try columnMetadata(bytes, field.kind, column)
            case 8:
                refusal = "the column is encrypted, which is not read"
                try reader.skip(bytes, field.kind)
            default: try reader.skip(bytes, field.kind)
            }
        }
        reader.leave()
        guard var read else {
            guard let refusal else { throw .damaged("a column chunk has no description") }
            let nothing = ColumnChunk(range: 0..<0, codec: nil, unpackedBytes: 0, refusal: refusal)
            return (nothing, 0)
        }
        read.chunk.refusal = refusal ?? read.chunk.refusal
        return read
    }

    /// parquet.thrift's ColumnMetaData.
    private mutating func columnMetadata(
        _ bytes: Span<UInt8>, _ kind: CompactReader.Kind, _ column: FileColumn
    ) throws(ColumnFileError) -> (ColumnChunk, Int) {
        var type: Int32?
        var path: String?
        var codec: Int32?
        var values: Int?
        var packedBytes: Int?
        var dataOffset: Int?
        // Writers that have no dictionary leave it out or, some, say 0 or less.
        var dictionaryOffset: Int64 = 0
        var chunk = ColumnChunk(range: 0..<0, codec: nil, unpackedBytes: 0)
        try reader.enter(kind)
        var last = 0
        while let field = try reader.field(bytes, after: &last) {
            switch field.id {
            case 1: type = try reader.int32(bytes, field.kind)
            case 3:
                let list = try reader.list(bytes, field.kind)
                guard list.count <= SchemaReader.deepest else { throw .damaged("a column's path of \(list.count) names") }
                var names: [String] = []
                for _ in 0..<list.count { names.append(try reader.text(bytes, list.kind)) }
                path = names.joined(separator: ".")
            case 4: codec = try reader.int32(bytes, field.kind)
            case 5: values = try reader.count(bytes, field.kind)
            case 6: chunk.unpackedBytes = try reader.count(bytes, field.kind)
            case 7: packedBytes = try reader.count(bytes, field.kind)
            case 8: chunk.metadata = try keyValues(bytes, field.kind)
            case 9: dataOffset = try reader.count(bytes, field.kind)
            case 11: dictionaryOffset = try reader.int64(bytes, field.kind)
            case 12: chunk.statistics = try statistics(bytes, field.kind)
            default: try reader.skip(bytes, field.kind)
            }
        }
        reader.leave()
        guard let type, let path, let codec, let values, let packedBytes, let dataOffset else { throw .damaged("the description of a column chunk is not whole") }
        guard Int(type) == column.physical.rawValue else { throw .damaged("a chunk of type \(type) in a column of \(column.physical.name)") }
        guard path == column.name else { throw .damaged("the chunk says it belongs to column \(path)") }
        let start = dictionaryOffset > 0 && dictionaryOffset < Int64(dataOffset) ? Int(dictionaryOffset) : dataOffset
        guard start >= 4, start <= dataEnd, packedBytes <= dataEnd - start, dataOffset <= start + packedBytes else {
            throw .damaged("\(packedBytes) bytes of pages from byte \(start) on, where pages end at byte \(dataEnd)")
        }
        chunk.range = start..<(start + packedBytes)
        chunk.codec = Codec(rawValue: Int(codec))
        if chunk.codec == nil { chunk.refusal = "codec \(Codec.name(Int(codec))) is not read" }
        return (chunk, values)
    }

    private mutating func statistics(_ bytes: Span<UInt8>, _ kind: CompactReader.Kind) throws(ColumnFileError) -> ColumnStatistics {
        var statistics = ColumnStatistics()
        try reader.enter(kind)
        var last = 0
        while let field = try reader.field(bytes, after: &last) {
            switch field.id {
            case 3: statistics.nulls = try reader.count(bytes, field.kind)
            case 5 where keepsBounds: statistics.maximum = Array(copying: bytes.extracting(try reader.binary(bytes, field.kind)))
            case 6 where keepsBounds: statistics.minimum = Array(copying: bytes.extracting(try reader.binary(bytes, field.kind)))
            default: try reader.skip(bytes, field.kind)
            }
        }
        reader.leave()
        return statistics
    }
}

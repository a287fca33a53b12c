internal import ByteStreams

/// Writes parquet.thrift's FileMetaData.
enum FooterWriter {
    /// Row groups as the footer will have them: a tenth of what the chunks take as values.
    struct Groups {
        private(set) var count = 0
        private(set) var rows = 0
        private var writer = CompactWriter()

        var bytes: [UInt8] { writer.bytes }

        /// - Parameter start: where the row group begins in the file.
        mutating func append(_ group: EncodedRowGroup, _ columns: [ColumnDefinition], start: Int) {
            count += 1
            rows += group.rows
            FooterWriter.write(group, columns, start: start, &writer)
        }
    }

    /// A footer in three pieces, of which the row groups may be long.
    static func pieces(_ columns: [ColumnDefinition], _ groups: Groups, metadata: [KeyValue], createdBy: String) -> [[UInt8]] {
        var writer = CompactWriter()
        writer.int32(1, 2)
        writer.list(2, of: .structure, count: columns.count + 1)
        writer.beginElement()
        writer.text(4, "schema")
        writer.int32(5, columns.count)
        writer.end()
        for column in columns { write(column, &writer) }
        writer.int64(3, groups.rows)
        writer.list(4, of: .structure, count: groups.count)
        let head = writer.bytes
        write(metadata + [KeyValue(FooterSeal.key, FooterSeal.blank)], 5, &writer)
        // The end of the entry's structure follows its value.
        let seal = writer.bytes.count - 1 - FooterSeal.blank.utf8.count - head.count
        writer.text(6, createdBy)
        // Bounds follow the order of each column's type: without this, readers ignore them.
        writer.list(7, of: .structure, count: columns.count)
        for _ in columns {
            writer.beginElement()
            writer.empty(1)
            writer.end()
        }
        var tail = Array(writer.finish()[head.count...])
        let sum = [head, groups.bytes, tail].reduce(UInt32(0)) { CRC32.of($1.span, after: $0) }
        tail.replaceSubrange(seal..<(seal + FooterSeal.blank.utf8.count), with: FooterSeal.digits(sum))
        return [head, groups.bytes, tail]
    }

    private static func write(_ column: ColumnDefinition, _ writer: inout CompactWriter) {
        writer.beginElement()
        writer.int32(1, column.type.physical.rawValue)
        writer.int32(3, column.isOptional ? 1 : 0)
        writer.text(4, column.name)
        // Older readers know the older annotation only (ConvertedType).
        switch column.type {
        case .int64, .int32, .double, .boolean, .bytes: break
        case .string:
            writer.int32(6, 0)
            writer.begin(10)
            writer.empty(1)
            writer.end()
        case .date:
            writer.int32(6, 6)
            writer.begin(10)
            writer.empty(6)
            writer.end()
        case .timestamp:
            writer.int32(6, 9)
            writer.begin(10)
            writer.begin(8)
            writer.boolean(1, true)
            writer.begin(2)
            writer.empty(LogicalType.Unit.milliseconds.rawValue)
            writer.end()
            writer.end()
            writer.end()
        case .decimal(let precision, let scale):
            writer.int32(6, 5)
            writer.int32(7, scale)
            writer.int32(8, precision)
            writer.begin(10)
            writer.begin(5)
            writer.int32(1, scale)
            writer.int32(2, precision)
            writer.end()
            writer.end()
        }
        writer.end()
    }

    private static func write(_ group: EncodedRowGroup, _ columns: [ColumnDefinition], start: Int, _ writer: inout CompactWriter) {
        writer.beginElement()
        writer.list(1, of: .structure, count: columns.count)
        for (column, chunk) in zip(columns, group.chunks) { write(column, chunk, groupStart: start, &writer) }
        writer.int64(2, group.chunks.reduce(0) { $0 + $1.unpackedBytes })
        writer.int64(3, group.rows)
        writer.int64(5, start)
        writer.int64(6, group.chunks.reduce(0) { $0 + $1.range.count })
        writer.end()
    }

    private static func write(_ column: ColumnDefinition, _ chunk: EncodedChunk, groupStart: Int, _ writer: inout CompactWriter) {
        writer.beginElement()
        // Deprecated; 0 where no description stands outside the footer.
        writer.int64(2, 0)
        writer.begin(3)
        writer.int32(1, column.type.physical.rawValue)
        writer.list(2, of: .int32, count: chunk.encodings.count)
        for encoding in chunk.encodings { writer.int32Element(encoding.rawValue) }
        writer.list(3, of: .binary, count: 1)
        writer.textElement(column.name)
        writer.int32(4, chunk.codec.rawValue)
        writer.int64(5, chunk.values)
        writer.int64(6, chunk.unpackedBytes)
        writer.int64(7, chunk.range.count)
        if !chunk.metadata.isEmpty { write(chunk.metadata, 8, &writer) }
        writer.int64(9, groupStart + chunk.dataStart)
        if chunk.dataStart > chunk.range.lowerBound { writer.int64(11, groupStart + chunk.range.lowerBound) }
        writer.begin(12)
        if let nulls = chunk.statistics.nulls { writer.int64(3, nulls) }
        if let maximum = chunk.statistics.maximum { writer.binary(5, maximum) }
        if let minimum = chunk.statistics.minimum { writer.binary(6, minimum) }
        writer.end()
        writer.end()
        writer.end()
    }

    private static func write(_ metadata: [KeyValue], _ id: Int, _ writer: inout CompactWriter) {
        writer.list(id, of: .structure, count: metadata.count)
        for entry in metadata {
            writer.beginElement()
            writer.text(1, entry.key)
            if let value = entry.value { writer.text(2, value) }
            writer.end()
        }
    }
}

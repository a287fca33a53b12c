/// The header in front of every page: parquet.thrift's PageHeader with the header of its kind.
struct PageHeader: Equatable {
    enum Kind: Equatable {
        /// Entries of the chunk's dictionary.
        case dictionary
        /// Levels and values, compressed together.
        case data
        /// Levels uncompressed in front of values: so many bytes of repetition levels and of definition levels, so many nulls, and
        /// whether the values are compressed.
        case dataV2(repetitionBytes: Int, definitionBytes: Int, nulls: Int, isPacked: Bool)
        /// An index or a kind of the future: passed over.
        case other
    }

    var kind: Kind
    /// Bytes behind the header before compression and as they lie in the file.
    var unpackedBytes: Int
    var packedBytes: Int
    /// CRC-32 of the bytes as they lie in the file, where the writer made one.
    var checksum: UInt32?
    /// Values with nulls, or entries of a dictionary.
    var values = 0
    var encoding = 0
    /// How definition levels are laid out; V2 pages have RLE always.
    var levelEncoding = Encoding.rle.rawValue

    /// Reads the header at `position`, which then stands behind it.
    static func read(_ bytes: Span<UInt8>, at position: inout Int) throws(ColumnFileError) -> PageHeader {
        var reader = CompactReader(at: position)
        var type: Int32?
        var unpacked: Int?
        var packed: Int?
        var header = PageHeader(kind: .other, unpackedBytes: 0, packedBytes: 0)
        var hasOwnHeader: Int?
        var last = 0
        while let field = try reader.field(bytes, after: &last) {
            switch field.id {
            case 1: type = try reader.int32(bytes, field.kind)
            case 2: unpacked = try reader.count(bytes, field.kind)
            case 3: packed = try reader.count(bytes, field.kind)
            case 4: header.checksum = UInt32(bitPattern: try reader.int32(bytes, field.kind))
            case 5, 7, 8:
                guard hasOwnHeader == nil else { throw .damaged("a page has two headers") }
                hasOwnHeader = field.id
                if field.id == 8 { try header.readV2(bytes, field.kind, &reader) } else { try header.readV1(bytes, field.kind, &reader, field.id) }
            default: try reader.skip(bytes, field.kind)
            }
        }
        guard let type, let unpacked, let packed else { throw .damaged("a page's header is not whole") }
        let wanted: Int? =
            switch type {
            case 0: 5
            case 2: 7
            case 3: 8
            default: nil
            }
        guard wanted == nil || wanted == hasOwnHeader else { throw .damaged("a page of type \(type) has another type's header") }
        if wanted == nil { header.kind = .other }
        header.unpackedBytes = unpacked
        header.packedBytes = packed
        position = reader.position
        return header
    }

    /// DataPageHeader and DictionaryPageHeader: both begin with the count and the encoding.
    private mutating func readV1(
        _ bytes: Span<UInt8>, _ kind: CompactReader.Kind, _ reader: inout CompactReader, _ id: Int
    ) throws(ColumnFileError) {
        self.kind = id == 5 ? .data : .dictionary
        var count: Int?
        var encoding: Int32?
        try reader.enter(kind)
        var last = 0
        while let field = try reader.field(bytes, after: &last) {
            switch field.id {
            case 1: count = try reader.count(bytes, field.kind)
            case 2: encoding = try reader.int32(bytes, field.kind)
            case 3 where id == 5: levelEncoding = Int(try reader.int32(bytes, field.kind))
            default: try reader.skip(bytes, field.kind)
            }
        }
        reader.leave()
        guard let count, let encoding else { throw .damaged("a page's header is not whole") }
        values = count
        self.encoding = Int(encoding)
    }

    private mutating func readV2(_ bytes: Span<UInt8>, _ kind: CompactReader.Kind, _ reader: inout CompactReader) throws(ColumnFileError) {
        var counts: [Int?] = [nil, nil, nil, nil, nil, nil, nil]
        var isPacked = true
        try reader.enter(kind)
        var last = 0
        while let field = try reader.field(bytes, after: &last) {
            switch field.id {
            case 1, 2, 3, 5, 6: counts[field.id] = try reader.count(bytes, field.kind)
            case 4: counts[4] = Int(try reader.int32(bytes, field.kind))
            case 7: isPacked = try reader.boolean(field.kind)
            default: try reader.skip(bytes, field.kind)
            }
        }
        reader.leave()
        guard let values = counts[1], let nulls = counts[2], let rows = counts[3], let encoding = counts[4], let definition = counts[5],
            let repetition = counts[6]
        else { throw .damaged("a page's header is not whole") }
        guard rows == values, nulls <= values else { throw .damaged("a page of \(values) values says \(rows) rows and \(nulls) nulls") }
        self.kind = .dataV2(repetitionBytes: repetition, definitionBytes: definition, nulls: nulls, isPacked: isPacked)
        self.values = values
        self.encoding = encoding
    }

    // MARK: writing

    /// A data page (V1: the kind that every reader knows) or a dictionary page.
    static func bytes(
        isDictionary: Bool, values: Int, encoding: Encoding, unpackedBytes: Int, packedBytes: Int, checksum: UInt32
    ) -> [UInt8] {
        var writer = CompactWriter()
        writer.int32(1, isDictionary ? 2 : 0)
        writer.int32(2, unpackedBytes)
        writer.int32(3, packedBytes)
        writer.int32(4, Int(Int32(bitPattern: checksum)))
        writer.begin(isDictionary ? 7 : 5)
        writer.int32(1, values)
        writer.int32(2, encoding.rawValue)
        if !isDictionary {
            writer.int32(3, Encoding.rle.rawValue)
            writer.int32(4, Encoding.rle.rawValue)
        }
        writer.end()
        return writer.finish()
    }
}

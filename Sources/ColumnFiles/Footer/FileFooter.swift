/// What the end of a Parquet file says: columns, row groups and where their bytes lie.
///
/// Everything is checked against the file's size and against itself when it is read, so that a chunk's range can be used as it stands.
/// Columns outside the subset are listed with the reason; asking for one of them is an error, the others are read.
package struct FileFooter: Sendable, Equatable {
    /// In the order of the schema, those that cannot be read included.
    package var columns: [FileColumn]
    /// In the order of the file.
    package var rowGroups: [RowGroup]
    /// Rows of all row groups.
    package var rows: Int
    /// Key-value entries of the file.
    package var metadata: [KeyValue]
    /// The program that wrote the file, in its own words.
    package var createdBy: String?
    /// Whether the footer carries a checksum of itself, as all do that `ColumnFileWriter` wrote: files that only this program writes
    /// are refused without it, as one wrong bit can hide it.
    package var isSealed = false

    /// The index of a column by its name (nested ones: the path joined by dots).
    package func column(named name: String) -> Int? { columns.firstIndex { $0.name == name } }
}

/// An entry of a file's or row group's metadata.
package struct KeyValue: Sendable, Equatable {
    package var key: String
    /// Nil and empty are different things in the file.
    package var value: String?

    package init(_ key: String, _ value: String?) {
        self.key = key
        self.value = value
    }
}

extension [KeyValue] {
    /// The value of the first entry with a key.
    package subscript(key: String) -> String? { first { $0.key == key }?.value }
}

/// A column as a file has it.
package struct FileColumn: Sendable, Equatable {
    /// Of a nested column its path joined by dots.
    package var name: String
    package var physical: PhysicalType
    package var logical: LogicalType
    /// Whether rows may have no value.
    package var isOptional: Bool
    /// Why the column cannot be read; nil where it can.
    package var refusal: String?
}

/// Rows that stand together, column by column.
package struct RowGroup: Sendable, Equatable {
    package var rows: Int
    /// One for each column of the footer, in its order.
    package var chunks: [ColumnChunk]

    /// Key-value entries of the row group. Parquet gives such entries to column chunks only: those of a row group stand at its
    /// first chunk.
    package var metadata: [KeyValue] { chunks.first?.metadata ?? [] }
}

/// The values of one column in one row group.
///
/// A file of thirty million rows has half a million of them, so what hardly any has stands apart.
package struct ColumnChunk: Sendable, Equatable {
    /// Where its pages lie in the file: inside the file and in front of the footer.
    package var range: Range<Int>
    /// Bytes of its pages, headers included, before compression, as the writer says.
    package var unpackedBytes: Int
    /// Nulls as the file states them; −1 where it does not.
    private var statedNulls = -1
    /// Nothing or one thing.
    private var rare: [Rare] = []
    /// Nil where the codec is not built in (`refusal` names it).
    package var codec: Codec?

    private struct Rare: Sendable, Equatable {
        var minimum: [UInt8]?
        var maximum: [UInt8]?
        var metadata: [KeyValue] = []
        var refusal: String?
    }

    /// `codec` nil: one outside the subset, which `refusal` names. `range` is of the file's bytes.
    package init(range: Range<Int>, codec: Codec?, unpackedBytes: Int, refusal: String? = nil) {
        self.range = range
        self.codec = codec
        self.unpackedBytes = unpackedBytes
        if refusal != nil { self.refusal = refusal }
    }

    /// What the file states, or nothing; setting none takes no memory.
    package var statistics: ColumnStatistics {
        get { ColumnStatistics(minimum: rare.first?.minimum, maximum: rare.first?.maximum, nulls: statedNulls < 0 ? nil : statedNulls) }
        set {
            statedNulls = newValue.nulls ?? -1
            guard newValue.minimum != nil || newValue.maximum != nil || !rare.isEmpty else { return }
            change { ($0.minimum, $0.maximum) = (newValue.minimum, newValue.maximum) }
        }
    }

    /// The chunk's own entries; those of a row group stand at its first chunk.
    package var metadata: [KeyValue] {
        get { rare.first?.metadata ?? [] }
        set { if !newValue.isEmpty || !rare.isEmpty { change { $0.metadata = newValue } } }
    }

    /// Why the chunk cannot be read though its column could; nil where it can.
    package var refusal: String? {
        get { rare.first?.refusal }
        set { if newValue != nil || !rare.isEmpty { change { $0.refusal = newValue } } }
    }

    private mutating func change(_ body: (inout Rare) -> Void) {
        if rare.isEmpty { rare = [Rare()] }
        body(&rare[0])
    }
}

/// Bounds and nulls of a column chunk as the file states them. The count of nulls is checked when the chunk is read; bounds are not.
package struct ColumnStatistics: Sendable, Equatable {
    /// The least value and the greatest, without nulls, or bounds below and above them, in PLAIN encoding without a length.
    package var minimum: [UInt8]?
    package var maximum: [UInt8]?
    /// Rows without a value; nil where the file does not say.
    package var nulls: Int?
}

package import ByteStreams
internal import ColumnFiles
package import SocialData

/// A file that `StageFileWriter` wrote, read shard by shard. Holds no open file between reads.
///
/// Nothing is believed: the footer is checked by its checksum, its columns are compared with those wanted, every page has its own
/// checksum. Damage, and a file of another program or version, is a `StreamError` of kind `stateDamaged`, never a wrong row.
package struct StageFile: Sendable {
    /// Where it stands; opened anew for each read.
    package let path: String
    /// What was asked for, and what the file was found to hold.
    package let schema: StageSchema
    /// Rows of all shards.
    package let rows: Int
    private let footer: FileFooter
    /// Row groups, by shard, in the order in which they were written.
    private let groupsOfShard: [[Int]]

    /// Names of the entries by which a file is known.
    static let writerName = "tierwise"
    static let stageKey = "tierwise.stage"
    static let entityKey = "tierwise.entity"
    static let layoutKey = "tierwise.layout"
    static let contentKey = "tierwise.sha256"
    static let shardKey = "shard"
    /// Goes up whenever files of before mean something else.
    private static let layout = "1"

    static func metadata(_ schema: StageSchema) -> [KeyValue] {
        [
            KeyValue(stageKey, schema.stage.rawValue), KeyValue(entityKey, schema.entity.rawValue), KeyValue(layoutKey, layout),
        ]
    }

    /// Reads and checks the footer; rows are read later.
    ///
    /// - Throws: kind `stateDamaged` where the file is damaged or no file of this schema.
    package init(_ schema: StageSchema, path: String) throws(StreamError) {
        self.path = path
        self.schema = schema
        footer = try Self.footer(path).footer
        rows = footer.rows
        guard footer.isSealed else { throw Self.damaged(path, "no stage of this program wrote it") }
        guard footer.metadata.count == 4, Array(footer.metadata.prefix(3)) == Self.metadata(schema),
            footer.columns.map(\.name) == schema.columns.map(\.name),
            footer.columns.map(\.physical) == schema.definitions.map(\.type.physical),
            footer.columns.map(\.logical) == schema.definitions.map(\.type.logical)
        else { throw Self.damaged(path, "is not a file of \(schema.name) of this version") }
        var groups = [[Int]](repeating: [], count: Shards.count)
        for (number, group) in footer.rowGroups.enumerated() {
            guard let shard = group.metadata[Self.shardKey].flatMap({ Int($0) }), groups.indices.contains(shard) else {
                throw Self.damaged(path, "a row group is of no shard")
            }
            groups[shard].append(number)
        }
        groupsOfShard = groups
    }

    /// Rows of a shard.
    package func rows(shard: Int) -> Int { groupsOfShard[shard].reduce(0) { $0 + footer.rowGroups[$1].rows } }

    /// Reads a shard, row group by row group.
    ///
    /// - Parameters:
    ///   - columns: positions of the columns that are read, best ascending; nil for all. The others are without cells.
    ///   - rows: memory used again; lent to `body` with the rows of one row group.
    package func forEachGroup(
        shard: Int, columns: [Int]? = nil, into rows: inout StageRows, _ body: (inout StageRows) throws -> Void
    ) throws {
        rows.removeAll()
        try read(shard: shard, columns: columns, into: &rows) { rows in
            try body(&rows)
            rows.removeAll()
        }
    }

    /// The same of a slice of the shard.
    ///
    /// - Parameter identity: position of the column of texts that says which part of the shard a row is in.
    package func forEachGroup(
        of slice: ShardSlice, identity: Int, columns: [Int]? = nil, into rows: inout StageRows, _ body: (inout StageRows) throws -> Void
    ) throws {
        rows.removeAll()
        try read(slice, identity: identity, columns: columns, into: &rows) { rows in
            try body(&rows)
            rows.removeAll()
        }
    }

    /// Appends the rows of a shard.
    ///
    /// - Parameters:
    ///   - expecting: how many rows there will be in the end, for who keeps all of them; memory is taken once then, and kept.
    ///   - afterGroup: is lent all rows after each row group, and may take some out.
    package func read(
        shard: Int, columns: [Int]? = nil, into rows: inout StageRows, expecting: Int = 0,
        afterGroup: (inout StageRows) throws -> Void = { _ in }
    ) throws {
        try read(shard: shard, slice: nil, columns: columns, into: &rows, expecting: expecting, afterGroup: afterGroup)
    }

    /// The same of a slice of the shard, of which no more is held than its rows.
    ///
    /// - Parameter identity: as of `forEachGroup`.
    package func read(
        _ slice: ShardSlice, identity: Int, columns: [Int]? = nil, into rows: inout StageRows, expecting: Int = 0,
        afterGroup: (inout StageRows) throws -> Void = { _ in }
    ) throws {
        try read(
            shard: slice.shard, slice: slice.parts > 1 ? (slice, identity) : nil, columns: columns, into: &rows, expecting: expecting,
            afterGroup: afterGroup)
    }

    private func read(
        shard: Int, slice: (slice: ShardSlice, identity: Int)?, columns: [Int]?, into rows: inout StageRows, expecting: Int,
        afterGroup: (inout StageRows) throws -> Void
    ) throws {
        guard !groupsOfShard[shard].isEmpty else { return }
        let file = try OpenFile.reading(path)
        var reader = ColumnReader()
        let columns = columns ?? Array(schema.columns.indices)
        var bytes: [UInt8] = []
        for number in groupsOfShard[shard] {
            var wanted: [UInt32]?
            if let (slice, identity) = slice {
                wanted = try members(number, of: slice, identity, file, &reader, &bytes)
                if wanted?.isEmpty == true { continue }
            }
            try read(number, columns, members: wanted, file, &reader, &bytes, into: &rows, expecting: expecting)
            try afterGroup(&rows)
        }
    }

    /// The rows of a row group that are in a slice.
    private func members(
        _ number: Int, of slice: ShardSlice, _ identity: Int, _ file: borrowing OpenFile, _ reader: inout ColumnReader, _ bytes: inout [UInt8]
    ) throws(StreamError) -> [UInt32] {
        let range = footer.rowGroups[number].chunks[identity].range
        try readBytes(range, file, &bytes)
        do throws(ColumnFileError) {
            return RowGroupColumns.members(of: slice, try reader.text(footer, column: identity, rowGroup: number, bytes.span))
        } catch {
            throw Self.damaged(path, error.description, offset: range.lowerBound)
        }
    }

    private func readBytes(_ range: Range<Int>, _ file: borrowing OpenFile, _ bytes: inout [UInt8]) throws(StreamError) {
        bytes.removeAll(keepingCapacity: true)
        guard try file.read(range.count, at: range.lowerBound, appendingTo: &bytes) else {
            throw StreamError(kind: .stateDamaged, path: path, offset: range.lowerBound, detail: "ends before a column of its footer")
        }
    }

    /// - Parameter members: numbers of the rows that are wanted; nil for all.
    private func read(
        _ number: Int, _ wanted: [Int], members: [UInt32]?, _ file: borrowing OpenFile, _ reader: inout ColumnReader,
        _ bytes: inout [UInt8], into rows: inout StageRows, expecting: Int
    ) throws(StreamError) {
        let group = footer.rowGroups[number]
        var columns: [(column: Int, values: StageColumn)] = []
        columns.reserveCapacity(wanted.count)
        var texts: [UInt8] = []
        // Columns that stand side by side are read at once.
        var first = wanted.startIndex
        while first < wanted.endIndex {
            let start = group.chunks[wanted[first]].range.lowerBound
            var end = group.chunks[wanted[first]].range.upperBound
            var last = first + 1
            while last < wanted.endIndex, group.chunks[wanted[last]].range.lowerBound == end {
                end = group.chunks[wanted[last]].range.upperBound
                last += 1
            }
            try readBytes(start..<end, file, &bytes)
            for column in wanted[first..<last] {
                let range = group.chunks[column].range
                do throws(ColumnFileError) {
                    let chunk = bytes.span.extracting((range.lowerBound - start)..<(range.upperBound - start))
                    let values = try reader.read(footer, column: column, rowGroup: number, chunk)
                    columns.append((column, try RowGroupColumns.column(values, as: schema.columns[column].type, members: members, texts: &texts)))
                } catch {
                    throw Self.damaged(path, error.description, offset: range.lowerBound)
                }
            }
            first = last
        }
        rows.append(columns, texts: texts, rows: members?.count ?? group.rows, expecting: expecting)
    }

    // MARK: the footer

    private static let footerLimit = 1 << 30

    static func damaged(_ path: String, _ what: String, offset: Int? = nil) -> StreamError {
        StreamError(kind: .stateDamaged, path: path, offset: offset, detail: what)
    }

    /// The footer, and its bytes with the trailer.
    static func footer(_ path: String) throws(StreamError) -> (footer: FileFooter, bytes: [UInt8]) {
        let file = try OpenFile.reading(path)
        let size = file.identity.size
        let trailer = FileFooter.trailerLength
        var tail: [UInt8] = []
        guard size >= trailer, try file.read(trailer, at: size - trailer, appendingTo: &tail) else {
            throw damaged(path, "\(size) bytes are too few for a Parquet file")
        }
        let length: Int
        do throws(ColumnFileError) {
            length = try FileFooter.length(trailer: tail.span, fileSize: size)
        } catch {
            throw damaged(path, error.description)
        }
        guard length <= footerLimit else { throw damaged(path, "a footer of \(length) bytes is none of ours") }
        tail.removeAll()
        guard try file.read(length, at: size - length, appendingTo: &tail) else { throw damaged(path, "ends within its footer") }
        do throws(ColumnFileError) {
            return (try FileFooter(tail: tail.span, fileSize: size, keepsBounds: false), tail)
        } catch {
            throw damaged(path, error.description)
        }
    }
}

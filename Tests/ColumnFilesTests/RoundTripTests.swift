@testable import ColumnFiles
import TestSupport
import Testing

/// What is written is read, whatever the codec, the pages and the nulls.
struct RoundTripTests {
    @Test(arguments: Codec.allCases, [1, 7, 64, 1 << 16])
    func everythingIsReadBack(_ codec: Codec, _ pageRows: Int) throws {
        var tables = RandomTables(seed: UInt64(codec.rawValue * 100_000 + pageRows))
        var reader = ColumnReader()
        for round in 0..<30 {
            let groups = (0..<(round % 4)).map { _ in
                let rows = [0, 1, 2, 63, 64, 65, 256, 257, 300, 1000][tables.below(10)]
                return tables.group(rows: pageRows == 1 ? rows % 70 : rows)
            }
            let options = WritingOptions(codec: codec, pageRows: pageRows, pageBytes: [1, 100, 1 << 20][round % 3])
            let shards = groups.indices.map { Optional("\($0 * 7)") }
            let metadata = [KeyValue("schema", "3"), KeyValue("nothing", nil)]
            let file = try TestFile(write(RandomTables.columns, groups, options: options, metadata: metadata, shards: shards))
            #expect(file.footer.rows == groups.reduce(0) { $0 + $1[0].count })
            #expect(file.footer.metadata == metadata)
            #expect(file.footer.createdBy == "tests version 1.0")
            #expect(file.footer.rowGroups.map { $0.metadata["shard"] } == shards)
            for (column, definition) in zip(file.footer.columns, RandomTables.columns) {
                #expect(column.name == definition.name && column.isOptional == definition.isOptional && column.refusal == nil)
                #expect(column.physical == definition.type.physical && column.logical == definition.type.logical)
            }
            for (index, group) in groups.enumerated() {
                for (column, values) in group.enumerated() {
                    let read = try file.read(column, rowGroup: index, with: &reader)
                    #expect(isSame(read, values), "\(RandomTables.columns[column].name), round \(round)")
                    let statistics = file.footer.rowGroups[index].chunks[column].statistics
                    #expect(statistics.nulls == values.validity?.nullCount ?? 0)
                    expectBounds(statistics, values)
                }
            }
        }
    }

    /// The bounds are the least and the greatest of the values that are there.
    private func expectBounds(_ statistics: ColumnStatistics, _ values: ColumnValues) {
        switch values {
        case .int64(let column):
            let present = column.values.indices.compactMap { column[$0] }
            #expect(statistics.integerBounds == present.min().map { [$0, present.max() ?? 0] })
        case .int32(let column):
            let present = column.values.indices.compactMap { column[$0].map(Int64.init) }
            #expect(statistics.integerBounds == present.min().map { [$0, present.max() ?? 0] })
        case .boolean(let column):
            let present = column.values.indices.compactMap { column[$0].map { $0 ? 1 as UInt8 : 0 } }
            #expect(statistics.minimum == present.min().map { [$0] } && statistics.maximum == present.max().map { [$0] })
        case .text(let column):
            let present = (0..<column.count).compactMap { column[$0] }
            let least = present.min { $0.lexicographicallyPrecedes($1) }
            let greatest = present.max { $0.lexicographicallyPrecedes($1) }
            #expect(statistics.minimum == least.flatMap { $0.count <= 64 ? $0 : nil })
            #expect(statistics.maximum == greatest.flatMap { $0.count <= 64 ? $0 : nil })
        case .double: #expect(statistics.minimum == nil && statistics.maximum == nil)
        }
    }

    @Test func theSameColumnsGiveTheSameBytes() {
        var one = RandomTables(seed: 3)
        var other = RandomTables(seed: 3)
        for codec in Codec.allCases {
            let options = WritingOptions(codec: codec)
            let bytes = write(RandomTables.columns, [one.group(rows: 500)], options: options)
            #expect(bytes == write(RandomTables.columns, [other.group(rows: 500)], options: options))
        }
    }

    /// A reader by type refuses another type by name, and wrong text.
    @Test func typesAreChecked() throws {
        let column = ColumnDefinition("likes", .int64)
        let file = try TestFile(write([column], [[.int64(Column([1, nil, 3], null: 0))]]))
        var reader = ColumnReader()
        let bytes = file.bytes.span.extracting(file.footer.rowGroups[0].chunks[0].range)
        #expect(try reader.int64(file.footer, column: 0, rowGroup: 0, bytes) == Column([1, nil, 3], null: 0))
        do {
            _ = try reader.int32(file.footer, column: 0, rowGroup: 0, bytes)
            Issue.record("INT64 was read as INT32")
        } catch {
            #expect(error.description == "column likes, row group 0: type INT64 where INT32 is wanted")
        }
        let wrong = TextColumn(.plain(ByteStrings(offsets: [0, 1], bytes: [0xFF])))
        let texts = try TestFile(write([ColumnDefinition("name", .string), ColumnDefinition("raw", .bytes)], [[.text(wrong), .text(wrong)]]))
        #expect(throws: ColumnFileError.self) { try texts.lines("name") }
        #expect(try texts.lines("raw") == ["ff"])
        // Two halves of a character, each no text, that are one together.
        let halves = TextColumn(.plain(ByteStrings(offsets: [0, 1, 2], bytes: [0xC3, 0xBC])))
        let halved = try TestFile(write([ColumnDefinition("name", .string)], [[.text(halves)]]))
        #expect(throws: ColumnFileError.self) { try halved.lines("name") }
    }

    // MARK: layout

    /// The headers of a chunk's pages.
    private func pages(_ file: TestFile, _ column: Int) throws -> [PageHeader] {
        let bytes = file.bytes.span.extracting(file.footer.rowGroups[0].chunks[column].range)
        var position = 0
        var headers: [PageHeader] = []
        while position < bytes.count {
            headers.append(try PageHeader.read(bytes, at: &position))
            position += headers[headers.count - 1].packedBytes
        }
        return headers
    }

    @Test func encodingsAreTheShorterOnes() throws {
        var random = SeededGenerator(seed: 12)
        let sorted = ColumnValues.int64(Column((0..<1000).map { Int64($0) * 1000 }))
        let noise = ColumnValues.int64(Column((0..<1000).map { _ in Int64(bitPattern: random.next()) }))
        let constant = ColumnValues.boolean(Column(Array(repeating: true, count: 1000)))
        let mixed = ColumnValues.boolean(Column((0..<1000).map { _ in random.next() % 2 == 0 }))
        let codes = ColumnValues.text(TextColumn(.coded((0..<1000).map { UInt32($0 % 5 * 2) }, ByteStrings((0..<10).map { "entry \($0)" }))))
        let columns = [
            ColumnDefinition("sorted", .int64), ColumnDefinition("noise", .int64), ColumnDefinition("constant", .boolean),
            ColumnDefinition("mixed", .boolean), ColumnDefinition("codes", .string),
        ]
        let file = try TestFile(write(columns, [[sorted, noise, constant, mixed, codes]], options: WritingOptions(pageRows: 400)))
        let encodings = try columns.indices.map { try pages(file, $0).map { Encoding(rawValue: $0.encoding) } }
        #expect(encodings[0] == Array(repeating: .deltaBinaryPacked, count: 3))
        #expect(encodings[1] == Array(repeating: .plain, count: 3))
        #expect(encodings[2] == Array(repeating: .rle, count: 3))
        #expect(encodings[3] == Array(repeating: .plain, count: 3))
        #expect(encodings[4] == [.plain, .rleDictionary, .rleDictionary, .rleDictionary])
        // Five of the ten entries have rows, and only they are written.
        let dictionary = try pages(file, 4)[0]
        #expect(dictionary.kind == .dictionary && dictionary.values == 5)
        #expect(try pages(file, 0).map(\.values) == [400, 400, 200])
        #expect(try pages(file, 0).allSatisfy { $0.checksum != nil })
    }

    @Test func longStringsHavePagesOfTheirOwn() throws {
        let strings = ["a", "b", String(repeating: "c", count: 200), "d", String(repeating: "e", count: 99), "f"]
        let file = try TestFile(write([ColumnDefinition("text", .string)], [[.text(TextColumn(strings))]], options: WritingOptions(pageBytes: 100)))
        #expect(try pages(file, 0).map(\.values) == [2, 1, 2, 1])
        #expect(try file.lines("text") == strings)
    }

    @Test func packingIsLeftOutWhereItDoesNotPay() throws {
        var random = SeededGenerator(seed: 13)
        let noise = ColumnValues.int64(Column((0..<2000).map { _ in Int64(bitPattern: random.next()) }))
        let texts = ColumnValues.text(TextColumn((0..<2000).map { "word \($0 % 7)" }))
        for codec in [Codec.lz4, .zstandard] {
            let columns = [ColumnDefinition("noise", .int64), ColumnDefinition("texts", .string)]
            let file = try TestFile(write(columns, [[noise, texts]], options: WritingOptions(codec: codec)))
            #expect(file.footer.rowGroups[0].chunks.map(\.codec) == [Codec.none, codec])
            #expect(file.footer.rowGroups[0].chunks[1].range.count < 2000)
        }
    }

    @Test func aTableWithoutRowsIsAFile() throws {
        let file = try TestFile(write(RandomTables.columns, []))
        #expect(file.footer.rows == 0 && file.footer.rowGroups.isEmpty && file.footer.columns.count == RandomTables.columns.count)
    }
}

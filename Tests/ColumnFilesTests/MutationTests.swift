@testable import ColumnFiles
import TestSupport
import Testing

/// Damaged files are errors: no trap, no hang, no memory beyond the allowance, and for our own files, which are sealed, no wrong value.
struct MutationTests {
    /// Our own files, small, of every codec.
    static let own: [[UInt8]] = {
        var tables = RandomTables(seed: 21)
        return Codec.allCases.flatMap { codec in
            [12, 90].map { rows in
                write(
                    RandomTables.columns, [tables.group(rows: rows), tables.group(rows: rows / 2)],
                    options: WritingOptions(codec: codec, pageRows: 40), metadata: [KeyValue("entity", "posts")], shards: ["3", "17"])
            }
        }
    }()

    /// Reads all that can be read. Nil for a column that is an error.
    private func readAll(_ bytes: [UInt8], with reader: inout ColumnReader) throws -> (FileFooter, [[ColumnValues?]]) {
        let file = try TestFile(bytes)
        var groups: [[ColumnValues?]] = []
        for group in file.footer.rowGroups.indices {
            var columns: [ColumnValues?] = []
            for column in file.footer.columns.indices {
                do {
                    columns.append(try file.read(column, rowGroup: group, with: &reader))
                } catch let error as ColumnFileError {
                    #expect(error.column != nil && error.rowGroup == group)
                    columns.append(nil)
                }
            }
            groups.append(columns)
        }
        return (file.footer, groups)
    }

    private func mutate(_ file: [UInt8], _ random: inout SeededGenerator) -> [UInt8] {
        var bytes = file
        func below(_ bound: Int) -> Int { Int(random.next() % UInt64(max(1, bound))) }
        let footer = bytes.count - 8 - Int(bytes.span.word32(at: bytes.count - 8))
        switch below(6) {
        case 0: bytes.removeLast(1 + below(bytes.count))
        case 1: bytes[below(bytes.count)] ^= 1 << UInt8(below(8))
        case 2: bytes[footer + below(bytes.count - footer)] ^= 1 << UInt8(below(8))
        case 3:
            // Numbers as liars say them, where the footer or a page has others.
            let lies: [[UInt8]] = [
                [0xFF, 0xFF, 0xFF, 0xFF, 0x0F], [0xFE, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01], [0], [1],
                [0x80, 0x80, 0x80, 0x80, 0x01], [0x7F],
            ]
            let lie = lies[below(lies.count)]
            let place = below(2) == 0 ? footer + below(bytes.count - footer) : below(bytes.count)
            for (offset, byte) in lie.enumerated() where place + offset < bytes.count { bytes[place + offset] = byte }
        case 4:
            let start = below(bytes.count)
            bytes.removeSubrange(start..<min(bytes.count, start + 1 + below(20)))
        default:
            let start = below(bytes.count)
            for index in start..<min(bytes.count, start + 1 + below(8)) { bytes[index] = UInt8(truncatingIfNeeded: random.next()) }
        }
        return bytes
    }

    /// 1,200 of our own files. Whatever is still read is what was written.
    @Test func ownFiles() throws {
        var random = SeededGenerator(seed: 22)
        var reader = ColumnReader(allowance: 1 << 20)
        let originals = try Self.own.map { try readAll($0, with: &reader) }
        for (_, groups) in originals { #expect(groups.allSatisfy { !$0.contains { $0 == nil } }) }
        var refused = 0
        for round in 0..<1200 {
            let index = round % Self.own.count
            let bytes = mutate(Self.own[index], &random)
            do {
                let (footer, groups) = try readAll(bytes, with: &reader)
                guard footer.isSealed else {
                    refused += 1
                    continue
                }
                #expect(footer == originals[index].0, "round \(round)")
                for (read, written) in zip(groups, originals[index].1) {
                    for (column, values) in read.enumerated() {
                        guard let values, let wanted = written[column] else { continue }
                        #expect(isSame(values, wanted), "round \(round), \(footer.columns[column].name)")
                    }
                }
                if groups.contains(where: { $0.contains { $0 == nil } }) { refused += 1 }
            } catch is ColumnFileError {
                refused += 1
            }
        }
        #expect(refused > 1100)
    }

    /// 800 files of others, which mostly have no checksums: the decoders see the damage.
    @Test func foreignFiles() throws {
        var random = SeededGenerator(seed: 23)
        var reader = ColumnReader(allowance: 1 << 20)
        let names = ForeignFilesTests.names.filter { $0.hasPrefix("duckdb") || $0.hasPrefix("polars") }
        #expect(names.count == 6)
        for round in 0..<800 {
            let bytes = mutate(try ForeignFilesTests.bytes(names[round % names.count]), &random)
            do { _ = try readAll(bytes, with: &reader) } catch is ColumnFileError {}
        }
    }

    /// Random bytes as pages of every encoding.
    @Test func pagesOfAnything() {
        var random = SeededGenerator(seed: 24)
        for round in 0..<20_000 {
            var bytes = (0..<Int(random.next() % 40)).map { _ in UInt8(truncatingIfNeeded: random.next() >> (random.next() % 8)) }
            let count = Int(random.next() % 300)
            if round % 3 == 0 { bytes = [0x80, 0x02, 4, UInt8(count & 127), UInt8(truncatingIfNeeded: random.next())] + bytes }
            var scratch: [UInt64] = []
            var numbers: [UInt32] = []
            var longs = [Int64](repeating: 0, count: count)
            var ints = [Int32](repeating: 0, count: count)
            var codes = [UInt32](repeating: 0, count: count)
            var flags = [Bool](repeating: false, count: count)
            var longSpan = longs.mutableSpan
            var intSpan = ints.mutableSpan
            var codeSpan = codes.mutableSpan
            var flagSpan = flags.mutableSpan
            _ = try? DeltaDecoder.decode(bytes.span, from: 0, count: count, scratch: &scratch, into: &longSpan, at: 0)
            _ = try? DeltaDecoder.decode(bytes.span, from: 0, count: count & 127, scratch: &scratch, into: &intSpan, at: 0)
            try? ValueDecoder.codes(bytes.span, count: count, entries: 1 + Int(random.next() % 9), into: &codeSpan, at: 0)
            try? ValueDecoder.booleans(bytes.span, encoding: round % 2 == 0 ? .plain : .rle, count: count, scratch: &numbers, into: &flagSpan, at: 0)
            try? ValueDecoder.plain(bytes.span, count: count % 5, into: &longSpan, at: 0)
            var mask = ValidityBuilder()
            try? HybridDecoder.decodeLevels(bytes.span, from: 0, to: bytes.count, count: count, into: &mask)
            var allowance = MemoryAllowance(fileBytes: bytes.count, constant: 1 << 20)
            _ = try? TextBuilder.dictionary(bytes.span, count: count % 9, &allowance)
            var position = 0
            _ = try? PageHeader.read(bytes.span, at: &position)
            var footer = FooterReader(dataEnd: 100)
            _ = try? footer.read(bytes.span)
        }
    }

    /// A few bytes that claim much are too much, not a lack of memory.
    @Test func memoryIsBounded() throws {
        // A million equal rows in some hundred bytes: within the usual allowance, beyond a small one.
        let column = ColumnDefinition("constant", .int64)
        let bytes = write([column], [[.int64(Column(Array(repeating: 7, count: 1 << 20)))]], options: WritingOptions(pageRows: 1 << 20))
        #expect(bytes.count < 40_000)
        let file = try TestFile(bytes)
        var large = ColumnReader()
        #expect(try file.read(0, rowGroup: 0, with: &large).count == 1 << 20)
        var small = ColumnReader(allowance: 1 << 10)
        #expect { _ = try file.read(0, rowGroup: 0, with: &small) } throws: { ($0 as? ColumnFileError)?.kind == .tooLarge }
        // A footer of 2^20 key-value entries of three bytes each (field 1, an empty text, the end), which take more in memory.
        var hostile = FileFooter.magic + [0x59, 0xFC, 0x80, 0x80, 0x40]
        for _ in 0..<(1 << 20) { hostile += [0x18, 0, 0] }
        hostile += [0, 0x06, 0, 0x30, 0] + FileFooter.magic
        #expect { _ = try TestFile(hostile) } throws: { ($0 as? ColumnFileError)?.kind == .tooLarge }
        // Rows that no memory holds.
        var lying = file.footer
        lying.rowGroups[0].rows = .max
        let chunk = bytes.span.extracting(file.footer.rowGroups[0].chunks[0].range)
        do {
            _ = try large.read(lying, column: 0, rowGroup: 0, chunk)
            Issue.record("read")
        } catch {
            #expect(error.kind == .tooLarge)
        }
    }

    @Test func everyTruncationAndEveryBitOfAFooterIsAnError() throws {
        let file = write(
            [ColumnDefinition("likes", .int64), ColumnDefinition("name", .string)],
            [[.int64(Column([1, nil, 3], null: 0)), .text(TextColumn(["a", "b", nil]))]], shards: ["5"])
        let footer = file.count - 8 - Int(file.span.word32(at: file.count - 8))
        for length in 0..<file.count { #expect(throws: ColumnFileError.self) { try TestFile(Array(file[..<length])) } }
        let original = try TestFile(file).footer
        for bit in 0..<(8 * (file.count - footer)) {
            var bytes = file
            bytes[footer + bit / 8] ^= 1 << UInt8(bit % 8)
            // A bit of the seal's own key or of its list leaves a footer that is whole and has no seal.
            guard let read = try? TestFile(bytes).footer else { continue }
            #expect(!read.isSealed && read.rowGroups == original.rowGroups && read.columns == original.columns, "bit \(bit)")
        }
    }
}

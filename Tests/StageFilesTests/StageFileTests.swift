import ByteStreams
import Foundation
import SocialData
import TestSupport
import Testing

@testable import StageFiles

/// Rows through a file and back.
struct StageFileTests {
    private static let folder = FileManager.default.temporaryDirectory

    private static func withPath(_ body: (String) throws -> Void) throws {
        let path = folder.appending(path: "stage-\(UUID().uuidString).parquet").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        try body(path)
    }

    /// Values of orders by column name, the others missing.
    private static func rows(_ values: [[String: String]]) -> StageRows {
        var rows = StageRows(.staged(.orders))
        for value in values { rows.append(spelled: rows.schema.columns.map { value[$0.name] ?? "" }) }
        return rows
    }

    private static func spelled(_ rows: StageRows) -> [[String]] {
        (0..<rows.count).map { row in rows.schema.columns.indices.map { rows.text(row, $0) } }
    }

    private static let sample: [[String: String]] = [
        [
            "store": "main", "order_id": "1", "ordered_at": "2024-02-29T23:59:59Z", "currency": "EUR", "revenue": "12.3456",
            "new_customer": "1", "promo_code": "a|b", "input": "0123456789ab", "line": "2",
        ],
        ["store": "main", "order_id": "2", "revenue": "-7.00", "new_customer": "0", "input": "0123456789ab", "line": "3"],
        ["store": "ü,\"\n", "order_id": "3", "ordered_at": "0000-01-01T00:00:00Z", "input": "0123456789ab", "line": "4"],
        ["store": "main", "order_id": "1", "ordered_at": "9999-12-31T23:59:59Z", "tax": "0.00", "input": "0123456789ab", "line": "5"],
    ]

    @Test func rowsComeBackByShard() throws {
        try Self.withPath { path in
            let rows = Self.rows(Self.sample)
            var writer = try StageFileWriter(.staged(.orders), path: path)
            writer.add(rows, shards: [3, 0, 3, 63], isKept: [true, true, true, true])
            writer.add(rows, shards: [3, 3, 3, 3], isKept: [false, true, false, false])
            try writer.append(rows, 2..<4, shard: 7)
            let published = try writer.publish()
            #expect(published.rows == 7)
            #expect(try published.seal == StageFileSeal.quick(path))
            #expect(try published.seal == StageFileSeal.whole(path))
            let file = try StageFile(.staged(.orders), path: path)
            #expect(file.rows == 7)
            let expected: [Int: [Int]] = [0: [1], 3: [0, 2, 1], 7: [2, 3], 63: [3]]
            let all = Self.spelled(rows)
            for shard in 0..<Shards.count {
                var read = StageRows(.staged(.orders))
                try file.read(shard: shard, into: &read)
                #expect(Self.spelled(read) == (expected[shard] ?? []).map { all[$0] })
                #expect(file.rows(shard: shard) == read.count)
            }
            #expect(all[0][2] == "2024-02-29T23:59:59Z" && all[1][4] == "-7.00")
        }
    }

    /// Of 900 stores hardly any stands twice among the first rows, and each stands four times among 4,096.
    @Test func textsAreCodedThatRepeatLate() throws {
        try Self.withPath { path in
            var random = SeededGenerator(seed: 11)
            let rows = Self.rows((0..<4096).map { _ in ["store": "a store with a name of some length \(100 + random.next() % 900)"] })
            let plain = rows.indices.reduce(0) { $0 + 4 + rows.text($1, 0).utf8.count }
            var writer = try StageFileWriter(.staged(.orders), path: path)
            try writer.append(rows, rows.indices, shard: 1)
            try writer.publish()
            #expect(try Data(contentsOf: URL(filePath: path)).count < plain / 2)
            var read = StageRows(.staged(.orders))
            try StageFile(.staged(.orders), path: path).read(shard: 1, into: &read)
            #expect(Self.spelled(read) == Self.spelled(rows))
        }
    }

    /// 30,000 rows of every kind of repetition: several row groups, plain and coded texts, columns without values.
    @Test func manyRowsComeBack() throws {
        try Self.withPath { path in
            var random = SeededGenerator(seed: 7)
            var values: [[String: String]] = []
            for number in 0..<30_000 {
                values.append([
                    "store": "s\(random.next() % 3)", "order_id": "\(random.next())", "promo_code": "c\(random.next() % 500)",
                    "utm_source": number < 20_000 ? "" : "u\(number)", "revenue": "\(random.next() % 100_000).50",
                    "status": random.next() % 9 == 0 ? "" : "paid", "input": "0123456789ab", "line": "\(number)",
                ])
            }
            let rows = Self.rows(values)
            var writer = try StageFileWriter(.staged(.orders), path: path)
            let shards = (0..<rows.count).map { _ in UInt8(random.next() % 5) }
            for start in stride(from: 0, to: rows.count, by: 7_000) {
                var part = StageRows(.staged(.orders))
                part.append(start..<min(rows.count, start + 7_000), of: rows)
                writer.add(part, shards: Array(shards[start..<start + part.count]))
            }
            try writer.publish()
            let file = try StageFile(.staged(.orders), path: path)
            let all = Self.spelled(rows)
            for shard in 0..<5 {
                var read = StageRows(.staged(.orders))
                try file.read(shard: shard, into: &read)
                #expect(Self.spelled(read) == shards.indices.filter { shards[$0] == UInt8(shard) }.map { all[$0] })
                // Part by part, each row once: whole rows, and two columns.
                var parts: [[String]] = []
                var lines = 0
                for slice in Shards.slices(shard: shard, rows: 30, most: 10) {
                    var part = StageRows(.staged(.orders))
                    try file.read(slice, identity: OrderColumn.orderID.position, into: &part)
                    #expect(part.count > read.count / 6)
                    parts += Self.spelled(part)
                    try file.forEachGroup(
                        of: slice, identity: OrderColumn.utmSource.position, columns: [OrderColumn.promoCode.position, OrderColumn.utmSource.position],
                        into: &part
                    ) { rows in
                        lines += rows.count
                        for row in rows.indices {
                            let source = rows.text(row, OrderColumn.utmSource.position)
                            #expect(slice.holds(Array(source.utf8).span) && rows.text(row, OrderColumn.promoCode.position).hasPrefix("c"))
                        }
                    }
                }
                #expect(lines == read.count)
                #expect(parts.sorted { $0.joined() < $1.joined() } == Self.spelled(read).sorted { $0.joined() < $1.joined() })
                // The same once more, two columns of it and some rows at a time.
                let (status, line) = (OrderColumn.status.position, read.schema.columns.count - 1)
                let expected = read.indices.map { [read.text($0, status), read.text($0, line)] }
                var found: [[String]] = []
                var groups = 0
                try file.forEachGroup(shard: shard, columns: [status, line], into: &read) { rows in
                    groups += 1
                    found += rows.indices.map { [rows.text($0, status), rows.text($0, line)] }
                }
                #expect(found == expected && groups > 1)
            }
        }
    }

    /// One flipped bit anywhere, a cut, a byte more: an error that names the file, or the rows as they were; never others, never a trap.
    @Test func damageIsAnErrorOrNothing() throws {
        try Self.withPath { path in
            var writer = try StageFileWriter(.staged(.orders), path: path)
            writer.add(Self.rows(Self.sample), shards: [3, 0, 3, 63])
            try writer.publish()
            let whole = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
            let seal = try StageFileSeal.whole(path)
            #expect(try seal != nil && seal == StageFileSeal.quick(path))
            var expected: [[[String]]] = []
            let file = try StageFile(.staged(.orders), path: path)
            for shard in [0, 3, 63] {
                var rows = StageRows(.staged(.orders))
                try file.read(shard: shard, into: &rows)
                expected.append(Self.spelled(rows))
            }
            var random = SeededGenerator(seed: 11)
            var refused = 0
            for round in 0..<2_000 {
                var bytes = whole
                switch round % 4 {
                case 0: bytes.removeLast(1 + Int(random.next() % UInt64(bytes.count)))
                case 1: bytes.insert(UInt8(truncatingIfNeeded: random.next()), at: Int(random.next() % UInt64(bytes.count)))
                default: bytes[Int(random.next() % UInt64(bytes.count))] ^= 1 << UInt8(random.next() % 8)
                }
                try Data(bytes).write(to: URL(fileURLWithPath: path))
                #expect(try StageFileSeal.whole(path) == nil)
                do {
                    let file = try StageFile(.staged(.orders), path: path)
                    var read: [[[String]]] = []
                    for shard in [0, 3, 63] {
                        var rows = StageRows(.staged(.orders))
                        try file.read(shard: shard, into: &rows)
                        read.append(Self.spelled(rows))
                    }
                    #expect(read == expected)
                } catch let error as StreamError {
                    #expect(error.path == path && [.stateDamaged, .empty].contains(error.kind))
                    refused += 1
                }
            }
            #expect(refused > 1_900)
        }
    }

    @Test func aFileWithoutRowsIsSealed() throws {
        try Self.withPath { path in
            let writer = try StageFileWriter(.facts(.orders), path: path)
            #expect(try writer.publish().rows == 0)
            #expect(try StageFileSeal.whole(path) != nil)
            #expect(try StageFile(.facts(.orders), path: path).rows == 0)
        }
    }

    @Test func filesOfAnotherStageOrEntityAreRefused() throws {
        try Self.withPath { path in
            var writer = try StageFileWriter(.staged(.orders), path: path)
            writer.add(Self.rows(Self.sample), shards: [1, 1, 1, 1])
            try writer.publish()
            for schema in [StageSchema.facts(.orders), .staged(.deals)] {
                #expect {
                    _ = try StageFile(schema, path: path)
                } throws: { ($0 as? StreamError)?.kind == .stateDamaged }
            }
        }
    }
}

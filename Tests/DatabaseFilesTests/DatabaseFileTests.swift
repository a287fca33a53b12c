import ByteStreams
import DatabaseFiles
import Foundation
import TestSupport
import Testing

@Suite struct DatabaseFileTests {
    private let folder = FileManager.default.temporaryDirectory.appending(path: "tierwise-database-\(UUID().uuidString)").path

    private func make(_ body: (DatabaseFile) throws -> Void) throws -> String {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let path = "\(folder)/a.sqlite"
        var file = try PublishedFile(path: path)
        let database = try DatabaseFile(at: file.temporaryPath, for: path)
        try body(database)
        try database.finish()
        try file.adopt()
        try file.publish()
        return path
    }

    @Test func valuesComeBack() throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let text = Array("a'\"\u{0}ü\n".utf8)
        let path = try make { database in
            try database.execute("CREATE TABLE t (n INTEGER, r REAL, x TEXT) STRICT")
            try database.withStatement("INSERT INTO t VALUES (?, ?, ?)") { statement in
                try statement.bind(0, .min)
                try statement.bind(1, 0.1)
                try statement.bind(2, text.span)
                try statement.run()
                // What is not bound, or is bound to no bytes, is null, whatever stood there before.
                try statement.bind(2, [UInt8]().span)
                try statement.run()
            }
        }
        #expect(try Database.rows(path, "SELECT n, typeof(r), r = 0.1, hex(x) FROM t") == [
            ["-9223372036854775808", "real", "1", "612722" + "00" + "C3BC0A"], [nil, "null", nil, ""],
        ])
        #expect(try Database.rows(path, "PRAGMA integrity_check") == [["ok"]])
        // Nothing stands beside it.
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["a.sqlite"])
    }

    /// The same statements make the same bytes.
    @Test func theSameBytesTwice() throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        func bytes() throws -> Data {
            let path = try make { database in
                try database.execute("CREATE TABLE t (n INTEGER) STRICT")
                try database.withStatement("INSERT INTO t VALUES (?)") { statement in
                    for number in 0..<5000 {
                        try statement.bind(0, Int64(number))
                        try statement.run()
                    }
                }
            }
            return try Data(contentsOf: URL(filePath: path))
        }
        #expect(try bytes() == bytes())
    }

    /// A value that its column cannot hold is an error that names the file and the column; nothing appears.
    @Test func whatDoesNotFitIsRefused() throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let error = try #require(throws: StreamError.self) {
            _ = try make { database in
                try database.execute("CREATE TABLE t (n INTEGER) STRICT")
                try database.withStatement("INSERT INTO t VALUES (?)") { statement in
                    try statement.bind(0, "twelve")
                    try statement.run()
                }
            }
        }
        #expect(error.path == "\(folder)/a.sqlite" && error.detail.contains("t.n"), "\(error)")
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty)
        #expect(throws: StreamError.self) { _ = try make { try $0.execute("CREATE TABLE") } }
    }
}

@testable import ColumnFiles
import Foundation
import Testing

/// Files that pyarrow, DuckDB, Polars and Spark wrote (`Foreign/make-foreign.py`), read as pyarrow reads them.
struct ForeignFilesTests {
    struct Expected: Decodable {
        struct File: Decodable {
            struct Column: Decodable {
                var name: String
                /// What the refusal names; nil where the column is read.
                var refused: String?
                /// Nil where they are those of most files.
                var values: [String?]?
            }

            var rows: Int
            var row_groups: Int
            var columns: [Column]
        }

        var values: [String: [String?]]
        var files: [String: File]
    }

    static func expected() throws -> Expected {
        try JSONDecoder().decode(Expected.self, from: Data(contentsOf: folder.appending(path: "expected.json")))
    }

    static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Foreign")

    static let names: [String] = {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.filter { $0.hasSuffix(".parquet") }.sorted()
    }()

    static func bytes(_ name: String) throws -> [UInt8] { [UInt8](try Data(contentsOf: folder.appending(path: name))) }

    @Test func allFilesAreThere() throws {
        #expect(try Self.names == Self.expected().files.keys.sorted())
        #expect(Self.names.count == 20)
    }

    @Test(arguments: names)
    func filesAreReadAsPyarrowReadsThem(_ name: String) throws {
        let expected = try Self.expected()
        let wanted = try #require(expected.files[name])
        let file = try TestFile(Self.bytes(name))
        #expect(file.footer.rows == wanted.rows)
        #expect(file.footer.rowGroups.count == wanted.row_groups)
        #expect(file.footer.columns.map(\.name) == wanted.columns.map(\.name))
        for column in wanted.columns {
            if let refused = column.refused {
                #expect("\(column.name)") { try file.lines(column.name) } throws: { error in
                    guard let error = error as? ColumnFileError else { return false }
                    return error.kind == .unsupported && error.column == column.name && error.what.contains(refused)
                }
            } else {
                #expect(try file.lines(column.name) == column.values ?? expected.values[column.name], "\(column.name)")
            }
        }
    }
}

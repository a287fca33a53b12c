@testable import ColumnFiles
import Foundation
import TestSupport
import Testing

/// Files of apache/parquet-testing: read as pyarrow reads them, refused by name, or found damaged. Our own few stand in `ForeignFilesTests`.
@Suite(.needs("suites/parquet"))
struct PublicSuiteTests {
    private struct ExpectedColumn: Decodable {
        var name: String
        var in_subset: Bool
        var nulls: Int
        var first: [String?]
        var sha256_of_lines: String
    }

    private struct ExpectedFile: Decodable {
        var rows: Int
        var row_groups: Int
        var columns: [ExpectedColumn]
    }

    @Test func filesAreReadAsPyarrowReadsThem() throws {
        let expected = try JSONDecoder().decode([String: ExpectedFile].self, from: Data(SharedFolder.bytes("suites/parquet/expected.json")))
        #expect(expected.count >= 15)
        for (name, wanted) in expected.sorted(by: { $0.key < $1.key }) {
            let file = try TestFile(SharedFolder.bytes("suites/parquet/read/\(name)"))
            #expect(file.footer.rows == wanted.rows, "\(name)")
            #expect(file.footer.rowGroups.count == wanted.row_groups, "\(name)")
            #expect(file.footer.columns.map(\.name) == wanted.columns.map(\.name), "\(name)")
            for column in wanted.columns {
                guard column.in_subset else {
                    #expect("\(name) \(column.name)") { try file.lines(column.name) } throws: { ($0 as? ColumnFileError)?.kind == .unsupported }
                    continue
                }
                let lines = try file.lines(column.name)
                #expect(lines.filter { $0 == nil }.count == column.nulls, "\(name) \(column.name)")
                #expect(Array(lines.prefix(column.first.count)).map { $0 ?? "" } == column.first.map { $0 ?? "" }, "\(name) \(column.name)")
                let sum = SHA256.hex(Array(lines.map { $0 ?? "" }.joined(separator: "\n").utf8))
                #expect(sum == column.sha256_of_lines, "\(name) \(column.name)")
            }
        }
    }

    @Test(arguments: SharedFolder.files("suites/parquet/refuse"))
    func filesOutsideTheSubsetAreRefusedByName(_ name: String) throws {
        let errors = try errors(of: "suites/parquet/refuse/\(name)")
        #expect(!errors.isEmpty)
        // This one's footer counts no rows where its row group has six.
        let wanted: ColumnFileError.Kind = name == "repeated_no_annotation.parquet" ? .damaged : .unsupported
        for error in errors { #expect(error.kind == wanted, "\(error)") }
    }

    @Test(arguments: SharedFolder.files("suites/parquet/bad"))
    func damagedFilesAreErrors(_ name: String) throws {
        let errors = try errors(of: "suites/parquet/bad/\(name)")
        // Codes of no bits for a dictionary of one entry, which some readers once could not read: 21,186 zeros, as pyarrow, DuckDB and
        // Polars find.
        if name == "ARROW-GH-43605.parquet" {
            #expect(errors.isEmpty)
            #expect(try TestFile(SharedFolder.bytes("suites/parquet/bad/\(name)")).lines("min_fl") == Array(repeating: "0", count: 21_186))
        } else {
            #expect(!errors.isEmpty)
        }
    }

    /// What reading all columns of a file says; one error where the footer itself cannot be read.
    private func errors(of path: String) throws -> [ColumnFileError] {
        let bytes = try SharedFolder.bytes(path)
        do {
            let file = try TestFile(bytes)
            var reader = ColumnReader()
            var errors: [ColumnFileError] = []
            for group in file.footer.rowGroups.indices {
                for column in file.footer.columns.indices {
                    do { _ = try file.read(column, rowGroup: group, with: &reader) } catch let error as ColumnFileError { errors.append(error) }
                }
            }
            return errors
        } catch let error as ColumnFileError {
            return [error]
        }
    }
}

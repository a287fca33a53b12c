import Foundation
import TestSupport
import Testing

/// The golden vectors.
enum Golden {
    static func bytes(_ path: String, in set: String = Repository.golden) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: URL(filePath: "\(set)/\(path)")))
    }

    static func json(_ path: String, in set: String = Repository.golden) throws -> GoldenValue {
        try GoldenJSON.parse(try bytes(path, in: set))
    }

    /// The rows of a CSV file by column name. No golden file that we read this way has quoted fields.
    static func rows(_ path: String, in set: String = Repository.golden) throws -> [[String: String]] {
        let lines = String(decoding: try bytes(path, in: set), as: UTF8.self).split(separator: "\n")
        try #require(lines.count > 1, "\(path) has no rows")
        let header = lines[0].split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        return lines.dropFirst().map { line in
            let fields = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
            return Dictionary(uniqueKeysWithValues: zip(header, fields))
        }
    }
}

/// One numbered case, with values that keep integers apart from other numbers.
struct GoldenVector {
    let name: String
    let params: GoldenValue
    let expected: GoldenValue
    let tolerance: GoldenValue.Tolerance
    /// The folder of the set.
    private let set: String

    init(_ name: String, in set: String = Repository.golden) throws {
        let json = try Golden.json("\(name)/case.json", in: set)
        for file in json["inputs"].elements { _ = try Golden.bytes("\(name)/\(file.requireText())", in: set) }
        self.name = name
        self.set = set
        params = json["params"]
        expected = json["expected"]
        try #require(!expected.members.isEmpty || !expected.elements.isEmpty, "\(name) expects nothing")
        tolerance = .init(
            relative: try json["tolerance"]["rel"].requireDouble(),
            absolute: try json["tolerance"]["abs"].requireDouble())
    }

    func rows(_ file: String) throws -> [[String: String]] {
        try Golden.rows("\(name)/\(file)", in: set)
    }

    /// Records an issue for every difference between our answer and the expected one.
    func expectEqual(
        _ actual: GoldenValue, _ expected: GoldenValue, _ label: String = "",
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        for difference in actual.differences(from: expected, tolerance) {
            Issue.record("\(name) \(label)\(difference)", sourceLocation: sourceLocation)
        }
    }
}

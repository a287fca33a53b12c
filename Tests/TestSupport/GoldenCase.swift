internal import Foundation
package import Testing

/// One golden case: its parameters, its files, and what is expected, looked up by path. A test assumes nothing of them: seeds,
/// sizes, names of tiers and reasons are taken from here.
package struct GoldenCase {
    package let name: String
    package let params: [String: Any]
    private let expected: Any
    private let relative: Double
    private let absolute: Double

    package init(_ name: String) throws {
        let data = try Data(contentsOf: URL(filePath: "\(Repository.golden)/\(name)/case.json"))
        let object = try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
        let tolerance = try #require(object["tolerance"] as? [String: Double])
        self.name = name
        expected = try #require(object["expected"])
        params = try #require(object["params"] as? [String: Any])
        relative = try #require(tolerance["rel"])
        absolute = try #require(tolerance["abs"])
        for file in try #require(object["inputs"] as? [String]) {
            try #require(FileManager.default.fileExists(atPath: "\(Repository.golden)/\(name)/\(file)"), "\(name)/\(file) is missing")
        }
    }

    // MARK: inputs

    /// The data cut-off; nil where the case states none.
    package var statedAsOf: String? { params["as_of"] as? String }

    /// The data cut-off; where the case states none, the day of its latest export.
    package func asOf() throws -> String {
        if let statedAsOf { return statedAsOf }
        return try #require(table("posts").compactMap { $0["exported_at"] }.max(), "\(name) has no data cut-off")
    }

    /// A whole number among the parameters.
    package func param(_ key: String) throws -> Int { try #require(params[key] as? Int, "\(name) has no parameter \(key)") }

    package func hasTable(_ file: String) -> Bool { FileManager.default.fileExists(atPath: path(file)) }

    /// The rows of a file by its header. No golden file has quoted fields, so a line is a row.
    package func table(_ file: String) throws -> [[String: String]] {
        let text = try String(contentsOfFile: path(file), encoding: .utf8)
        try #require(!text.contains("\""), "\(name)/\(file).csv has quoted fields")
        let lines = text.split(separator: "\n").map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
        try #require(lines.count > 1, "\(name)/\(file).csv has no rows")
        return try lines.dropFirst().map { fields in
            try #require(fields.count == lines[0].count, "\(name)/\(file).csv: \(fields)")
            return Dictionary(uniqueKeysWithValues: zip(lines[0], fields))
        }
    }

    private func path(_ file: String) -> String { "\(Repository.golden)/\(name)/\(file).csv" }

    // MARK: what is expected

    /// The value at a path of keys and indices, `metrics/er_reach/excluded`; nil for `null`. A key that is missing is a mistake
    /// of the test, or a vector of another shape, and throws, but for parts of what is `null` itself.
    package func value(_ path: String) throws -> Any? {
        var value: Any? = expected
        for key in path.split(separator: "/").map(String.init) {
            switch value {
            case let object as [String: Any]:
                try #require(object.keys.contains(key), "\(name)/case.json has no \(path)")
                value = object[key]
            case let list as [Any]:
                let index = try #require(Int(key))
                try #require(list.indices.contains(index), "\(name)/case.json has no \(path)")
                value = list[index]
            default: return nil
            }
        }
        return value is NSNull ? nil : value
    }

    package func int(_ path: String) throws -> Int { try #require(try value(path) as? Int, "no whole number at \(path)") }

    package func text(_ path: String) throws -> String { try #require(try value(path) as? String, "no text at \(path)") }

    package func list(_ path: String) throws -> [Any] { try #require(try value(path) as? [Any], "no list at \(path)") }

    package func counts(_ path: String) throws -> [String: Int] { try #require(try value(path) as? [String: Int], "no counts at \(path)") }

    /// The keys of an object, never none; those of all that is expected for the empty path.
    package func keys(_ path: String) throws -> [String] {
        let object = try #require(try value(path) as? [String: Any], "no object at \(path)")
        try #require(!object.isEmpty, "nothing at \(path)")
        return object.keys.sorted()
    }

    // MARK: the comparison rule

    /// Whether a number is within the case's tolerance; `slack` adds to the relative one.
    package func isEqual(_ actual: Double, _ wanted: Double, slack: Double = 0) -> Bool {
        abs(actual - wanted) <= absolute + (relative + slack) * abs(wanted)
    }

    /// `null` equals only nil, numbers are within the case's tolerance.
    package func check(_ actual: Double?, _ path: String, sourceLocation: SourceLocation = #_sourceLocation) {
        do {
            let wanted = try value(path) as? Double
            guard let actual, let wanted else {
                #expect(actual == wanted, "\(path)", sourceLocation: sourceLocation)
                return
            }
            #expect(isEqual(actual, wanted), "\(path): \(actual), not \(wanted)", sourceLocation: sourceLocation)
        } catch {
            Issue.record(error, sourceLocation: sourceLocation)
        }
    }

    /// An interval `[low, high]`, or `null`.
    package func check(_ low: Double?, _ high: Double?, _ path: String, sourceLocation: SourceLocation = #_sourceLocation) {
        check(low, path + "/0", sourceLocation: sourceLocation)
        check(high, path + "/1", sourceLocation: sourceLocation)
    }
}

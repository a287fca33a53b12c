import Foundation
import TestSupport
import Testing

/// The CSV files of a golden case as exports: a header and rows, which a test may order, cut, rename and pack as it likes.
struct GoldenExports {
    /// One file without its ending.
    struct File {
        var name: String
        var header: String
        var rows: [String]
    }

    var files: [File]
    var isPacked = false
    var isJSON = false

    /// Files in order of name. No golden file that is read here has quoted fields, so a line is a row.
    init(_ name: String) throws {
        let folder = "\(Repository.golden)/\(name)"
        files = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".csv") }.sorted().map { file in
            let text = try String(contentsOfFile: "\(folder)/\(file)", encoding: .utf8)
            try #require(!text.contains("\""))
            let lines = text.split(separator: "\n").map(String.init)
            try #require(lines.count > 1, "\(name)/\(file) has no rows")
            return File(name: String(file.dropLast(4)), header: lines[0], rows: Array(lines.dropFirst()))
        }
        try #require(!files.isEmpty, "\(name) has no files")
    }

    func shuffled(seed: UInt64) -> GoldenExports {
        var copy = self
        var random = SeededGenerator(seed: seed)
        for index in copy.files.indices { copy.files[index].rows.shuffle(using: &random) }
        return copy
    }

    /// Every file cut into so many, the header repeated; the rows stay in order.
    func split(_ parts: Int) -> GoldenExports {
        var copy = self
        copy.files = files.flatMap { file in
            (0..<parts).map { part in
                let range = file.rows.count * part / parts..<file.rows.count * (part + 1) / parts
                return File(name: "\(file.name)-\(part)", header: file.header, rows: Array(file.rows[range]))
            }
        }
        return copy
    }

    /// The last file comes first in order of name.
    func reversed() -> GoldenExports {
        var copy = self
        for index in files.indices {
            let place = String(format: "%03d", files.count - index)
            copy.files[index].name = "\(place)-\(files[index].name)"
        }
        return copy
    }

    func packed() -> GoldenExports {
        var copy = self
        copy.isPacked = true
        return copy
    }

    /// As NDJSON: plain decimals as numbers, other text as strings, a missing value as `null` in one row and left out in the next.
    func json() -> GoldenExports {
        var copy = self
        copy.isJSON = true
        for index in files.indices {
            let columns = files[index].header.split(separator: ",").map(String.init)
            copy.files[index].rows = files[index].rows.enumerated().map { row, line in
                let fields = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
                let members = zip(columns, fields).compactMap { column, field -> String? in
                    if field.isEmpty { return row % 2 == 0 ? "\"\(column)\":null" : nil }
                    return "\"\(column)\":" + (Self.isNumber(field) ? field : "\"\(field)\"")
                }
                return "{\(members.joined(separator: ","))}"
            }
        }
        return copy
    }

    private static func isNumber(_ text: String) -> Bool { text.wholeMatch(of: /-?(0|[1-9][0-9]*)(\.[0-9]+)?/) != nil }

    /// Writes the files to `exports/` of a folder.
    func write(to workdir: Workdir) throws {
        for file in files {
            let lines = (isJSON ? [] : [file.header]) + file.rows
            let name = "exports/\(file.name).\(isJSON ? "ndjson" : "csv")"
            let path = try workdir.write(name, lines.joined(separator: "\n") + "\n")
            if isPacked { try Gzip.pack(path) }
        }
    }
}

/// The system's gzip, a writer that is not ours.
enum Gzip {
    /// Replaces a file by its `.gz`.
    static func pack(_ path: String) throws {
        let process = Process()
        process.executableURL = URL(filePath: "/bin/gzip")
        process.arguments = ["-n", path]
        try process.run()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0, "gzip \(path)")
    }
}

/// What golden prescribes for every case: euro, UTC, its data cut-off; and what a test adds.
enum GoldenPipeline {
    static func text(_ name: String, more: String = "") throws -> String {
        """
        name: golden
        currency: EUR
        timezone: UTC
        \(try GoldenCase(name).statedAsOf.map { "as_of: \($0)" } ?? "# The case leaves the cut-off to its files.")
        sources:
          - files: exports/*
            set: {currency: EUR}
        output: report
        \(more)

        """
    }

    /// A folder in which `tierwise run` has gone through a case.
    static func run(_ name: String, more: String = "") throws -> Workdir {
        let workdir = try Workdir()
        try GoldenExports(name).write(to: workdir)
        try workdir.write("p.yml", try text(name, more: more))
        let result = try Programs.tierwise("run", "p.yml", in: workdir)
        // 1 tells of more quarantined rows than usual; whether the values are right is another matter.
        try #require(result.code == 0 || result.code == 1, "\(result)")
        return workdir
    }
}

import Foundation
import TestSupport
import Testing

/// Golden's shard and order rule through the front door: rows in another order, files cut, packed and renamed, and any number
/// of jobs give the same bytes of everything that Documentation/Design.md counts as *same bytes*.
@Suite struct GoldenSameBytesTests {
    static let cases = ["05_metrics", "06_money", "21_end_to_end"]

    /// What is done to the files of a case.
    enum Change: String, CaseIterable {
        case none, shuffled, split, packed, reversed, everything, json

        func apply(to exports: GoldenExports, seed: UInt64) -> GoldenExports {
            switch self {
            case .none: exports
            case .shuffled: exports.shuffled(seed: seed)
            case .split: exports.split(3)
            case .packed: exports.packed()
            case .reversed: exports.reversed()
            case .everything: exports.shuffled(seed: seed).split(3).reversed().packed()
            case .json: exports.json()
            }
        }
    }

    /// The plain runs, with one job.
    private static let references: [String: Result<PublishedBody, any Error>] = Dictionary(
        uniqueKeysWithValues: cases.map { name in (name, Result { try body(name, change: .none, jobs: 1) }) })

    private static func pipeline(_ name: String) throws -> String {
        try GoldenPipeline.text(
            name,
            more: """
                by: [platform, post_type, niche, sponsored, month, quarter, campaign]
                statistics: {resamples: 199}
                """)
    }

    private static func body(_ name: String, change: Change, jobs: Int, seed: UInt64 = 0) throws -> PublishedBody {
        let workdir = try Workdir()
        defer { workdir.remove() }
        try change.apply(to: GoldenExports(name), seed: seed).write(to: workdir)
        try workdir.write("p.yml", try pipeline(name))
        let result = try Programs.tierwise("run", "p.yml", "--jobs", "\(jobs)", in: workdir)
        try #require(result.code == 0 || result.code == 1, "\(change), jobs \(jobs), seed \(seed): \(result)")
        return try PublishedBody(of: workdir)
    }

    @Test(arguments: cases, Change.allCases) func sameBytes(name: String, change: Change) throws {
        let reference = try #require(Self.references[name]).get()
        for jobs in [1, 2, 8] where change != .none || jobs > 1 {
            let seed = UInt64(jobs)
            let body = try Self.body(name, change: change, jobs: jobs, seed: seed)
            for difference in body.differences(from: reference) {
                Issue.record("\(name), \(change.rawValue), \(jobs) jobs, seed \(seed): \(difference)")
            }
        }
    }

    /// The four programs one after the other publish what `run` does, down to the manifest.
    @Test func stageByStage() throws {
        let workdir = try Workdir()
        defer { workdir.remove() }
        try GoldenExports("21_end_to_end").write(to: workdir)
        try workdir.write("p.yml", try Self.pipeline("21_end_to_end"))
        let result = try Programs.tierwise("run", "p.yml", "--output", "run", "--workspace", "w1", in: workdir)
        #expect(result.code == 0, "\(result)")
        for stage in ["ingest", "normalize", "aggregate", "report"] {
            let result = try Programs.run(stage, ["p.yml", "--output", "steps", "--workspace", "w2"], in: workdir)
            #expect(result.code == 0, "\(result)")
        }
        let run = try PublishedBody(of: workdir, output: "run", isWhole: true)
        let steps = try PublishedBody(of: workdir, output: "steps", isWhole: true)
        #expect(run.files["manifest.json"] != nil && run.files["tables/quality.csv"] != nil)
        for difference in steps.differences(from: run) { Issue.record("\(difference)") }
    }
}

/// What must be the same however the rows came in: findings, charts, tables without `quality.csv`, the report without
/// its section Inputs.
struct PublishedBody {
    /// Bytes by name.
    private(set) var files: [String: Data] = [:]

    /// `isWhole` takes in what tells of the input files, too.
    init(of workdir: Workdir, output: String = "report", isWhole: Bool = false) throws {
        for folder in ["", "tables/", "charts/"] {
            for name in workdir.names("\(output)/\(folder)") where name.contains(".") {
                files[folder + name] = try Data(contentsOf: URL(filePath: "\(workdir.path)/\(output)/\(folder)\(name)"))
            }
        }
        for name in ["findings.json", "report.md", "report.html", "details.html", "tables/estimates.csv", "tables/README.md"] {
            try #require(files[name] != nil, "\(output) has no \(name)")
        }
        try #require(files.keys.contains { $0.hasPrefix("charts/") }, "\(output) has no chart")
        if isWhole { return }
        files["manifest.json"] = nil
        files["tables/quality.csv"] = nil
        files["tables/losses.csv"] = nil
        // It names the manifest, which names the inputs.
        files[".tierwise-report"] = nil
        try cut("report.md", from: "\n## Inputs\n", to: "\n## ")
        try cut("details.html", from: "<section id=\"inputs\"", to: "</section>")
    }

    /// Takes a section out of a text.
    private mutating func cut(_ name: String, from start: String, to end: String) throws {
        let text = String(decoding: try #require(files[name]), as: UTF8.self)
        let from = try #require(text.range(of: start), "\(name) has no section Inputs")
        let to = text.range(of: end, range: from.upperBound..<text.endIndex)?.lowerBound ?? text.endIndex
        files[name] = Data((text[..<from.lowerBound] + text[to...]).utf8)
    }

    /// A sentence for each file that differs: its name and the first line that does.
    func differences(from other: PublishedBody) -> [String] {
        Set(files.keys).union(other.files.keys).sorted().compactMap { name in
            guard let mine = files[name] else { return "\(name) is missing" }
            guard let theirs = other.files[name] else { return "\(name) is new" }
            if mine == theirs { return nil }
            let newline = UInt8(ascii: "\n")
            let lines = mine.split(separator: newline, omittingEmptySubsequences: false)
            let wanted = theirs.split(separator: newline, omittingEmptySubsequences: false)
            let line = zip(lines, wanted).prefix { $0 == $1 }.count
            func text(_ lines: [Data]) -> String { line < lines.count ? String(decoding: lines[line].prefix(300), as: UTF8.self) : "(end)" }
            return "\(name), line \(line + 1): `\(text(lines))`, not `\(text(wanted))`"
        }
    }
}

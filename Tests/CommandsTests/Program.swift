import Foundation
import Testing

/// Runs the real programs in a folder of their own, as people and cron do.
struct Workdir {
    let path: String

    init() throws {
        path = FileManager.default.temporaryDirectory.appending(path: "tierwise-cli-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    func remove() { try? FileManager.default.removeItem(atPath: path) }

    @discardableResult
    func write(_ name: String, _ text: String) throws -> String { try write(name, Data(text.utf8)) }

    @discardableResult
    func write(_ name: String, _ data: Data) throws -> String {
        let file = URL(filePath: path).appending(path: name)
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try data.write(to: file)
        return file.path
    }

    func read(_ name: String) throws -> String { try String(contentsOf: URL(filePath: path).appending(path: name), encoding: .utf8) }

    func exists(_ name: String) -> Bool { FileManager.default.fileExists(atPath: "\(path)/\(name)") }

    /// Names below a folder, hidden ones included.
    func names(_ folder: String) -> [String] { ((try? FileManager.default.contentsOfDirectory(atPath: "\(path)/\(folder)")) ?? []).sorted() }
}

/// What lies in a folder, with the bytes of files: nothing may have changed.
func contents(_ folder: String) -> [String: Data] {
    var found: [String: Data] = [:]
    for case let name as String in FileManager.default.enumerator(atPath: folder) ?? .init() {
        found[name] = FileManager.default.contents(atPath: "\(folder)/\(name)") ?? Data()
    }
    return found
}

/// What lies in a report's folder, but for what it says of the report before: with the section Inputs the one part that depends
/// on what a workspace has seen. Manifest and marker hold hashes of it.
func published(_ folder: String) throws -> [String: String] {
    var files = contents(folder).mapValues { String(decoding: $0, as: UTF8.self) }
    for name in ["manifest.json", ".tierwise-report"] { files[name] = nil }
    let parts = [
        ##"<a href="#changes">[^\n]*\n"##, ##"(?s)<section id="changes".*?</section>"##, ###"(?s)## Since the last report\n.*?(?=## )"###,
    ]
    for name in ["report.html", "report.md"] {
        for part in parts { try files[name]?.replace(Regex(part), with: "") }
    }
    return files
}

struct ProgramResult: CustomStringConvertible {
    var command: String
    var code: Int32
    var out: String
    var err: String

    var description: String { "\(command) ended with \(code)\nstdout: \(out)\nstderr: \(err)" }
}

enum Programs {
    /// The folder of the test program: the build puts the executables beside it.
    static let folder: String = {
        let program = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? CommandLine.arguments[0]
        return URL(filePath: program).deletingLastPathComponent().path
    }()

    static func path(_ name: String) -> String { "\(folder)/\(name)" }

    /// Runs a program to its end and collects what it said.
    static func run(_ name: String, _ arguments: [String], in workdir: Workdir, environment: [String: String]? = nil) throws -> ProgramResult {
        try collect(path(name), arguments, in: workdir, environment: environment)
    }

    /// Runs a line of bash: for pipes and redirections as people write them.
    static func shell(_ script: String, in workdir: Workdir) throws -> ProgramResult {
        try collect("/bin/bash", ["-c", script], in: workdir, environment: nil)
    }

    private static func collect(
        _ program: String, _ arguments: [String], in workdir: Workdir, environment: [String: String]?
    ) throws -> ProgramResult {
        let name = URL(filePath: program).lastPathComponent
        let process = Process()
        process.executableURL = URL(filePath: program)
        process.arguments = arguments
        process.currentDirectoryURL = URL(filePath: workdir.path)
        if let environment { process.environment = environment }
        let files = try (0..<2).map { _ in try workdir.write(".capture-\(UUID().uuidString)", "") }
        let handles = try files.map { try FileHandle(forWritingTo: URL(filePath: $0)) }
        process.standardOutput = handles[0]
        process.standardError = handles[1]
        process.standardInput = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        for handle in handles { try handle.close() }
        let texts = try files.map { try String(decoding: Data(contentsOf: URL(filePath: $0)), as: UTF8.self) }
        for file in files { try? FileManager.default.removeItem(atPath: file) }
        let code = process.terminationReason == .uncaughtSignal ? 128 + process.terminationStatus : process.terminationStatus
        return ProgramResult(command: "\(name) \(arguments.joined(separator: " "))", code: code, out: texts[0], err: texts[1])
    }

    static func tierwise(_ arguments: String..., in workdir: Workdir, environment: [String: String]? = nil) throws -> ProgramResult {
        try run("tierwise", arguments, in: workdir, environment: environment)
    }
}

/// A small pipeline that works: two tiers, posts, a deal, an order.
extension Workdir {
    static let pipeline = """
        name: small
        currency: EUR
        as_of: 2025-12-31T00:00:00Z
        sources:
          - files: exports/*
            set: {currency: EUR}
        output: report
        """

    static func posts(_ rows: Int = 40) -> String {
        var text = "post_id,creator_id,platform,post_type,posted_at,exported_at,followers_at_post,likes,comments\n"
        for row in 0..<rows {
            let creator = row % 8
            let followers = creator < 4 ? 5_000 + creator * 1_000 : 200_000 + creator * 10_000
            text += "p\(row),c\(creator),instagram,image,2025-03-\(10 + row % 18)T10:00:00Z,2025-06-01T00:00:00Z,\(followers),\(followers / 20 + row),\(row % 7)\n"
        }
        return text
    }

    func makeSmall() throws {
        try write("p.yml", Self.pipeline)
        try write("exports/posts.csv", Self.posts())
        try write("exports/deals.csv", "deal_id,creator_id,campaign_id,platform,started_at,fee,followers_at_booking\nd1,c0,k1,instagram,2025-03-10T00:00:00Z,100.00,5000\nd2,c5,k1,instagram,2025-03-10T00:00:00Z,900.00,250000\n")
        try write("exports/codes.csv", "promo_code,deal_id\nANNA,d1\nBERT,d2\n")
        try write("exports/orders.csv", "order_id,ordered_at,promo_code,revenue,refund\n1,2025-03-12T00:00:00Z,anna,250.00,0\n2,2025-03-13T00:00:00Z,BERT,500.00,50.00\n3,2025-03-13T00:00:00Z,,70.00,0\n")
    }
}

import Foundation
import Testing

/// A pipeline of the project as people run it, once for all tests.
struct SampleRun: Sendable {
    let folder: String
    let result: Programs.Result

    var output: String { folder + "/report" }
    var workspace: String { folder + "/workspace" }

    static let microVsMacro = SampleRun(pipeline: "micro-vs-macro")
    static let launchCampaignByCode = SampleRun(pipeline: "launch-campaign-by-code")
    static let organicBenchmark = SampleRun(pipeline: "organic-benchmark")

    /// nil, which fails the tests, where `tierwise` was not built beside them.
    private init?(pipeline: String) {
        let text = try? String(contentsOfFile: "\(Places.package)/pipelines/\(pipeline).yml", encoding: .utf8)
        self.init("run", text?.replacingOccurrences(of: "../samples", with: Places.samples) ?? "")
    }

    /// Runs a command on the text of a pipeline file.
    init?(_ command: String, _ pipeline: String) {
        guard let program = Programs.find("tierwise"), let folder = try? Places.temporary() else { return nil }
        try? pipeline.write(toFile: folder + "/pipeline.yml", atomically: true, encoding: .utf8)
        var arguments = [command, folder + "/pipeline.yml", "--workspace", folder + "/workspace"]
        if command == "run" { arguments += ["--output", folder + "/report"] }
        guard let result = try? Programs.run(program, arguments) else { return nil }
        self.folder = folder
        self.result = result
    }

    func table(_ name: String) throws -> Table { try Table(path: "\(output)/tables/\(name).csv") }

    // `payoff.csv`, `windows.csv` and `missing.csv` (Methods 25.3, 26, 28) against what the generator knows of them; `prefix`
    // begins the names of the truth's tables.

    func expectPayoff(_ prefix: String) throws {
        let columns = ["creators", "paid_off", "deals", "cost", "net", "profit", "headroom_per_deal"]
        expectEqual(
            try table("payoff").values(of: columns, by: ["part", "tier"]) { $0["part"] != "difference" },
            try Self.truth(prefix + "payoff").values(of: columns, by: ["part", "tier"]), prefix + "payoff")
    }

    func expectWindows(_ prefix: String) throws {
        let columns = ["deals", "young_deals", "creators", "cost", "orders", "net"]
        expectEqual(
            try table("windows").values(of: columns, by: ["days", "tier"]) {
                $0["days"] != "" && $0["customers"] == "all" && $0["versus"] == ""
            },
            try Self.truth(prefix + "windows").values(of: columns, by: ["days", "tier"]), prefix + "windows")
    }

    func expectMissing(_ prefix: String) throws {
        expectEqual(
            try table("missing").values(of: ["units", "missing"], by: ["part", "unit", "tier"]),
            try Self.truth(prefix + "missing").values(of: ["units", "missing"], by: ["part", "unit", "tier"]), prefix + "missing")
    }

    static func truth(_ name: String) throws -> Table { try Table(path: "\(Places.samples)/truth/\(name).csv") }
}

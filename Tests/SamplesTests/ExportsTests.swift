import Foundation
import SocialData
import StageFiles
import TestSupport
import Testing

/// Every export of another tool, each read alone by the real program, against what the generator knows of it
/// (`truth/exports.csv`, `truth/export_sums.csv`).
struct ExportsTests {
    /// What the ledger says of a file, and its staged rows.
    private struct Ingested {
        var format: String
        var counts: [String]
        var refused: String?
        /// By entity.
        var staged: [String: Table]
    }

    private static let run: SampleRun? = {
        guard let files = try? SampleRun.truth("exports") else { return nil }
        var pipeline = "name: exports\ncurrency: EUR\nrejects: {warn: 100%, refuse: 100%}\nsources:\n"
        for row in files.rows {
            pipeline += "  - files: \"\(Places.samples)/\(row["file"] ?? "")\"\n"
            if let zone = row["timezone"], !zone.isEmpty { pipeline += "    timezone: \(zone)\n" }
            let settings = (row["set"] ?? "").split(separator: ";").map { setting in
                setting.replacing("=", with: ": \"", maxReplacements: 1) + "\""
            }
            if !settings.isEmpty { pipeline += "    set: {\(settings.joined(separator: ", "))}\n" }
        }
        return SampleRun("ingest", pipeline)
    }()

    private static let ingested: [String: Ingested] = {
        guard let run, let ledger = try? String(contentsOfFile: run.workspace + "/ledger.ndjson", encoding: .utf8) else { return [:] }
        var files: [String: Ingested] = [:]
        for line in ledger.split(separator: "\n") {
            guard let sealed = try? JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any],
                let entry = sealed["entry"] as? [String: Any], let summary = entry["summary"] as? [String: Any], let name = summary["name"] as? String
            else { continue }
            let counts = ["rows", "accepted", "quarantined", "skipped", "quarantinedCells"].map { "\(summary[$0] as? Int ?? -1)" }
            var file = Ingested(
                format: summary["format"] as? String ?? "", counts: counts, refused: summary["refused"] as? String, staged: [:])
            for part in entry["staged"] as? [[String: Any]] ?? [] {
                guard let name = part["entity"] as? String, let entity = Entity(rawValue: name), let key = entry["key"] as? String,
                    let rows = try? StageTables.rows(.staged(entity), path: "\(run.workspace)/staged/\(name)/\(key).parquet")
                else { continue }
                file.staged[name] = Table(header: entity.stagedHeader, rows: rows)
            }
            files[name] = file
        }
        return files
    }()

    private static func name(_ path: String) -> String { path.split(separator: "/").last.map { String($0) } ?? path }

    @Test func lookAlikesAreRefusedWithAReason() throws {
        let others = try SampleRun.truth("exports").rows.filter { $0["entity"] == "" }
        #expect(others.count == 8)
        for row in others {
            let path = row["file"] ?? ""
            let found = try #require(Self.ingested[Self.name(path)], "\(path): not in the ledger")
            #expect(found.refused?.isEmpty == false, "\(path): read as \(found.format)")
            #expect(found.staged.isEmpty, "\(path): rows were staged")
        }
    }

    @Test func everyExportIsReadAsTheGeneratorWroteIt() throws {
        let sums = Dictionary(grouping: try SampleRun.truth("export_sums").rows) { $0["file"] ?? "" }
        for row in try SampleRun.truth("exports").rows where row["entity"] != "" {
            let path = row["file"] ?? ""
            let found = try #require(Self.ingested[Self.name(path)], "\(path): not in the ledger")
            #expect(found.refused == nil, "\(path)")
            let counts = ["rows", "accepted", "quarantined", "skipped", "quarantined_cells"].map { row[$0] ?? "" }
            #expect(found.counts == counts, "\(path): rows, accepted, quarantined, skipped, quarantined cells")
            let entity = row["entity"] ?? ""
            let staged = try #require(found.staged[entity], "\(path): no \(entity) but \(found.staged.keys.sorted()), as \(found.format)")
            for sum in sums[path] ?? [] {
                let column = sum["column"] ?? ""
                #expect(staged.header.contains(column), "\(path): \(entity) have no \(column)")
                let values = staged.rows.compactMap { $0[column] }.filter { !$0.isEmpty }
                let total = try values.reduce(Decimal(0)) { try $0 + #require(Decimal(string: $1), "\(path): \(column) \($1)") }
                #expect(String(values.count) == sum["values"], "\(path): rows with \(column)")
                #expect(total == Decimal(string: sum["sum"] ?? ""), "\(path): sum of \(column)")
            }
        }
    }

    /// Every customer of the samples is called canary and lives there.
    @Test func noCustomerLeaksIntoTheWorkspace() throws {
        let run = try #require(Self.run)
        var searched = 0
        for path in try Places.files(run.workspace) where !path.hasSuffix(".index") {
            let text = String(decoding: try Places.contents("\(run.workspace)/\(path)"), as: UTF8.self)
            #expect(!text.localizedCaseInsensitiveContains("canary") && !text.contains("192.0.2."), "\(path)")
            searched += 1
        }
        #expect(searched > 5)
    }
}

import ByteStreams
import ExportFormats
import Findings
import Foundation
import Ingestion
import SocialData
import TestSupport
import Testing

/// Every real export file against what an independent reader found in it (its truth.csv), plain and gzipped. The samples have
/// their own truth, which `SamplesTests` checks.
@Suite(.needs("exports")) struct ExportsTruthTests {
    static let rows: [TruthRow] = {
        guard let bytes = try? SharedFolder.bytes("exports/truth.csv") else { return [] }
        let records = csvRecords(bytes)
        guard let header = records.first else { return [] }
        return records.dropFirst().map { TruthRow(columns: Dictionary(uniqueKeysWithValues: zip(header, $0))) }
    }()

    /// What a pipeline has to say about files that name no account, creator or year.
    static let set: [String: [String: String]] = [
        "tiktok-studio-follower-history": ["handle": "haileytupy2.0", "year": "2026"],
        "youtube-data-trending": ["year": "2017"],
    ]

    @Test func theTruthIsThere() { #expect(!Self.rows.isEmpty) }

    @Test(arguments: Self.rows, [false, true])
    func readsWhatTheFileHolds(truth: TruthRow, isPacked: Bool) throws {
        let path = try #require(truth["path"])
        let shared = try #require(SharedFolder.path)
        let folder = try TemporaryFolder()
        var file = "\(shared)/exports/\(path)"
        if isPacked {
            let bytes = try #require(FileManager.default.contents(atPath: file))
            file = try folder.write(URL(filePath: path).lastPathComponent + ".gz", try GzipMember.compress(Array(bytes)))
        }
        let outcome = try ingestFile(file, in: folder, set: Self.set[truth["kind"] ?? ""] ?? [:])
        let summary = outcome.summary
        let check = TruthCheck(truth: truth)
        if let refused = summary.refused {
            #expect(check.accepted("entity").contains("other"), "\(path): \(refused)")
            // Recognised: the message says what it is, why it is of no use, and what is.
            #expect(!summary.format.isEmpty, "\(path): \(refused)")
            #expect(refused.hasPrefix("it is ") && refused.split(separator: ";").count >= 2, "\(path): \(refused)")
            #expect(outcome.staged.isEmpty)
            return
        }
        #expect(truth["entity"] != "other", "\(path) was read as \(summary.format)")
        // What ads cost was staged as deals when the truth was written.
        check.equal("entity", summary.entities.first.map { $0 == .spend ? "deals" : $0.rawValue } ?? "")
        check.equal("physical_rows", String(summary.rows))
        check.equal("usable_rows", String(summary.accepted))
        check.equal("skipped_rows", String(summary.skipped))
        check.equal("quarantinable_rows", String(summary.quarantined))
        let staged = try #require(outcome.staged.first { $0.entity == summary.entities.first })
        let table = try StagedTable(staged)
        #expect(table.rows.count == summary.accepted)
        check.compare(table, entity: staged.entity)
    }

    /// A history that names no account is refused without a word from the pipeline, not staged as nobody's.
    @Test(arguments: Self.rows.filter { $0["kind"] == "tiktok-studio-follower-history" })
    func saysWhatItNeeds(truth: TruthRow) throws {
        let path = try #require(truth["path"])
        let shared = try #require(SharedFolder.path)
        let outcome = try ingestFile("\(shared)/exports/\(path)", in: try TemporaryFolder())
        let refused = try #require(outcome.summary.refused)
        #expect(refused.contains("`handle`; add it to the source: `set:"), "\(refused)")
        #expect(outcome.staged.isEmpty)
    }
}

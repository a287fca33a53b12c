import ExportFormats
import Findings
import Foundation
import Ingestion
import SocialData
import Testing

/// Every real export file against what an independent reader found in it (shared/exports/truth.csv).
struct ExportsTruthTests {
    /// Kinds that the catalogue reads; every other file must be refused, never misread.
    static let readKinds: Set<String> = [
        "meta-business-suite-instagram", "crowdtangle-facebook", "crowdtangle-instagram", "apify-instagram",
        "tiktok-studio-content", "shopify-orders",
    ]

    static let rows: [TruthRow] = {
        guard let shared = Shared.folder, let data = FileManager.default.contents(atPath: "\(shared)/exports/truth.csv") else { return [] }
        let records = csvRecords(Array(data))
        guard let header = records.first else { return [] }
        return records.dropFirst().map { TruthRow(columns: Dictionary(uniqueKeysWithValues: zip(header, $0))) }
    }()

    @Test func sharedExportsAreThere() {
        if Self.rows.isEmpty { print("skipped: shared/exports is not beside this checkout") }
    }

    @Test(arguments: Self.rows.filter { readKinds.contains($0["kind"] ?? "") })
    func readsWhatTheFileHolds(truth: TruthRow) throws {
        let path = try #require(truth["path"])
        let shared = try #require(Shared.folder)
        let folder = try TemporaryFolder()
        let outcome = try ingestFile("\(shared)/exports/\(path)", in: folder)
        let summary = outcome.summary
        #expect(summary.refused == nil, "\(path): \(summary.refused ?? "")")
        let check = TruthCheck(truth: truth)
        check.equal("physical_rows", String(summary.rows))
        check.equal("usable_rows", String(summary.accepted))
        check.equal("skipped_rows", String(summary.skipped))
        check.equal("quarantinable_rows", String(summary.quarantined))
        check.equal("entity", summary.entities.first ?? "")
        let staged = try #require(outcome.staged.first { $0.entity.rawValue == truth["entity"] })
        let table = try StagedTable(staged)
        #expect(table.rows.count == summary.accepted)
        let identity = staged.entity == .orders ? "order_id" : "post_id"
        check.equal("distinct_identities", String(Set(table.values(identity)).count))
        for metric in ["likes", "comments", "shares", "saves", "views", "reach", "impressions", "clicks", "followers", "revenue", "refund"] {
            let column = metric == "followers" ? "followers_at_post" : metric
            guard table.header.contains(column), staged.entity == .posts || !["likes", "clicks"].contains(metric) else { continue }
            let values = table.values(column).filter { !$0.isEmpty }
            check.sum(metric, values)
            check.missing(metric, table.rows.count - values.count, isMapped: !values.isEmpty)
        }
        let time = staged.entity == .orders ? "ordered_at" : "posted_at"
        let times = table.values(time).filter { !$0.isEmpty }
        check.equal("time_missing", String(table.rows.count - times.count))
        if let earliest = truth["time_min_utc"], !earliest.isEmpty {
            check.equal("time_min_utc", times.min() ?? "")
            check.equal("time_max_utc", times.max() ?? "")
        } else if let written = truth["time_min"], !written.isEmpty {
            // No zone in the file and UTC assumed: the instant is the time as written.
            #expect(times.min()?.hasPrefix(written) == true, "\(path): \(times.min() ?? "") instead of \(written)")
        }
        try check.spots(table, identity: identity, isURL: truth["kind"] == "crowdtangle-facebook", time: time)
    }

    @Test(arguments: Self.rows.filter { !readKinds.contains($0["kind"] ?? "") })
    func refusesWhatNobodyTaughtIt(truth: TruthRow) throws {
        let path = try #require(truth["path"])
        let shared = try #require(Shared.folder)
        let folder = try TemporaryFolder()
        let outcome = try ingestFile("\(shared)/exports/\(path)", in: folder)
        let refused = try #require(outcome.summary.refused, "\(path) was read as \(outcome.summary.format)")
        #expect(refused.contains("no known export has these columns") || refused.contains("format"), "\(path): \(refused)")
        #expect(outcome.staged.isEmpty)
    }
}

/// A row of truth.csv, shown by its path.
struct TruthRow: CustomTestStringConvertible, Sendable {
    let columns: [String: String]

    var testDescription: String { columns["path"] ?? "" }

    subscript(column: String) -> String? { columns[column] }
}

/// Compares with a row of truth.csv; a value that one of its `alternatives` gives passes too.
struct TruthCheck {
    let truth: TruthRow
    private let alternatives: [[String: String]]

    init(truth: TruthRow) {
        self.truth = truth
        let json = (truth["alternatives"] ?? "").data(using: .utf8) ?? Data()
        alternatives = ((try? JSONSerialization.jsonObject(with: json)) as? [[String: String]] ?? [])
            .filter { !($0["reading"] ?? "").contains("a defect") }
    }

    private func accepted(_ column: String) -> [String] {
        [truth[column] ?? ""] + alternatives.compactMap { $0[column] }
    }

    func equal(_ column: String, _ actual: String) {
        #expect(accepted(column).contains(actual), "\(truth["path"] ?? ""): \(column) is \(actual) instead of \(truth[column] ?? "")")
    }

    func sum(_ column: String, _ values: [String]) {
        let expected = accepted(column).map { Decimal(string: $0) }
        guard !values.isEmpty || truth[column]?.isEmpty == false else { return }
        let total = values.reduce(Decimal(0)) { $0 + (Decimal(string: $1) ?? .nan) }
        #expect(expected.contains(total), "\(truth["path"] ?? ""): sum of \(column) is \(total) instead of \(truth[column] ?? "")")
    }

    func missing(_ column: String, _ actual: Int, isMapped: Bool) {
        let expected = accepted("\(column)_missing")
        // Empty: the kind has no such column, so every staged cell is empty.
        if expected.contains(""), !isMapped { return }
        #expect(expected.contains(String(actual)), "\(truth["path"] ?? ""): \(column) missing \(actual) instead of \(expected[0])")
    }

    func spots(_ table: StagedTable, identity: String, isURL: Bool, time: String) throws {
        let json = (truth["spots"] ?? "").data(using: .utf8) ?? Data()
        guard let spots = try? JSONSerialization.jsonObject(with: json) as? [[String]] else { return }
        for spot in spots {
            // Where truth names the row by another column than ours, that column finds it.
            let key = isURL ? "url" : identity
            guard let row = table.rows.first(where: { $0[table.index(key)] == spot[0] }) else {
                #expect(truth["firm"] == "no", "\(truth["path"] ?? ""): no row \(spot[0])")
                continue
            }
            let column = spot[1] == "followers" ? "followers_at_post" : spot[1] == "time" ? time : spot[1]
            let actual = row[table.index(column)]
            #expect(
                actual == spot[2] || Decimal(string: actual) == Decimal(string: spot[2]) && !spot[2].isEmpty,
                "\(truth["path"] ?? ""): \(spot[0]) \(column) is \(actual) instead of \(spot[2])")
        }
    }
}

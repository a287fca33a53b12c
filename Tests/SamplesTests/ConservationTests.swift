import Foundation
import SocialData
import TestSupport
import StageFiles
import Testing

/// Nothing is lost without a word between an export and a fact: every accepted row is a fact, or one of several rows of a
/// fact that `duplicates.csv` counts; every amount of an order is counted, or stands under a reason or in `losses.csv`.
struct ConservationTests {
    @Test(arguments: ["micro-vs-macro", "launch-campaign-by-code", "organic-benchmark"])
    func samples(pipeline: String) throws {
        let runs = [
            "micro-vs-macro": SampleRun.microVsMacro, "launch-campaign-by-code": SampleRun.launchCampaignByCode,
            "organic-benchmark": SampleRun.organicBenchmark,
        ]
        let found = try #require(runs[pipeline])
        let run = try #require(found)
        #expect(run.result.code <= 1, "\(run.result)")
        try check(Books(workspace: run.workspace, output: run.output))
    }

    @Test(.needs("exports")) func theExportsAreThere() { #expect(Self.exportFolders.count >= 5) }

    /// Real exports, folder by folder, as `init` drafts their pipeline. Rows of other entities stay as they are.
    @Test(.needs("exports"), arguments: exportFolders) func exports(folder: String) throws {
        let program = try #require(Programs.find("tierwise"))
        let place = try Places.temporary()
        defer { try? FileManager.default.removeItem(atPath: place) }
        try FileManager.default.copyItem(atPath: folder, toPath: place + "/exports")
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: place + "/exports")
        // A folder in which nothing can be used drafts nothing.
        guard try Programs.run(program, ["init", place + "/exports"]).code == 0 else { return }
        let run = try Programs.run(
            program, ["run", place + "/exports/PIPELINE.yml", "--workspace", place + "/workspace", "--output", place + "/report"])
        guard run.code != 65 else { return }
        #expect(run.code <= 2, "\(folder): \(run)")
        try check(Books(workspace: place + "/workspace", output: place + "/report"))
    }

    private static let exportFolders: [String] = {
        guard let root = SharedFolder.folder("exports"), let names = try? FileManager.default.contentsOfDirectory(atPath: root) else { return [] }
        return names.sorted().map { "\(root)/\($0)" }.filter { path in
            (try? FileManager.default.attributesOfItem(atPath: path))?[.type] as? FileAttributeType == .typeDirectory
        }
    }()

    // MARK: checks

    private func check(_ books: Books) throws {
        for row in books.quality.rows where (row["refused"] ?? "").isEmpty {
            let counts = ["accepted", "quarantined", "skipped"].map { Int(row[$0] ?? "") ?? 0 }
            #expect(Int(row["rows"] ?? "") == counts.reduce(0, +), "\(row["name"] ?? "")")
        }
        for entity in [Entity.posts, .orders] {
            let (staged, facts) = (books.staged(entity), books.facts(entity))
            let dropped = books.dropped(entity)
            #expect(staged.count == facts.count + dropped, "\(entity): \(staged.count) rows, \(facts.count) facts, \(dropped) dropped")
            let identities = Set(facts.map { books.identity($0, entity) })
            #expect(identities.count == facts.count, "\(entity): two facts of one thing")
            for row in staged { #expect(identities.contains(books.identity(row, entity)), "\(entity): \(books.identity(row, entity)) is in no fact") }
        }
        checkDeals(books)
        checkOrders(books)
    }

    /// Payments to one deal add up, so a deal's rows are its payments.
    private func checkDeals(_ books: Books) {
        let identities = Set(books.facts(.deals).map { $0["deal_id"] ?? "" })
        for row in books.staged(.deals) { #expect(identities.contains(row["deal_id"] ?? ""), "\(row["deal_id"] ?? "") is no fact") }
    }

    /// What sold is counted, in the reporting currency and before tax, or its order stands under a reason.
    private func checkOrders(_ books: Books) {
        let facts = books.facts(.orders)
        let byIdentity = Dictionary(grouping: books.staged(.orders)) { books.identity($0, .orders) }
        var without: [String: Int] = [:]
        for order in facts {
            let identity = books.identity(order, .orders)
            let rows = byIdentity[identity] ?? []
            let revenue = Decimal(string: order["revenue"] ?? "")
            // The fact says what one of its rows says.
            #expect(rows.contains { Decimal(string: $0["revenue"] ?? "") == revenue }, "\(identity): nobody stated \(order["revenue"] ?? "")")
            let reason = order["excluded"] ?? ""
            guard reason.isEmpty else {
                without[reason, default: 0] += 1
                #expect((order["gross"] ?? "").isEmpty, "\(identity): \(reason), and counted")
                continue
            }
            guard let revenue, let gross = Decimal(string: order["gross"] ?? "") else {
                #expect(revenue == nil && (order["gross"] ?? "").isEmpty, "\(identity): \(order["revenue"] ?? "") came to nothing")
                continue
            }
            guard order["currency"] == books.currency else { continue }
            let tax = Decimal(string: order["tax"] ?? "") ?? 0
            // Nothing but the tax of prices that hold it is taken out.
            #expect(gross == revenue || (gross < revenue && gross >= revenue - tax), "\(identity): \(revenue) became \(gross)")
        }
        for (reason, orders) in without {
            let listed = books.exclusions.rows.filter { $0["unit"] == "orders" && $0["reason"] == reason }.reduce(0) { $0 + (Int($1["rows"] ?? "") ?? 0) }
            #expect(listed == orders, "\(orders) orders are \(reason), \(listed) are listed")
        }
        // Every order once, with its money, credited or not.
        let attribution = books.attribution.rows.filter { ["promo_code", "utm", "ambiguous_code", "unattributed"].contains($0["attribution"] ?? "") }
        #expect(attribution.reduce(0) { $0 + (Int($1["orders"] ?? "") ?? 0) } == facts.count)
        let gross = facts.reduce(Decimal(0)) { $0 + (Decimal(string: $1["gross"] ?? "") ?? 0) }
        #expect(attribution.reduce(Decimal(0)) { $0 + (Decimal(string: $1["gross"] ?? "") ?? 0) } == gross)
    }
}

/// What a run left behind, as another program reads it.
private struct Books {
    let quality: Table
    let duplicates: Table
    let exclusions: Table
    let attribution: Table
    /// The reporting currency.
    let currency: String
    private let workspace: String

    init(workspace: String, output: String) throws {
        self.workspace = workspace
        quality = try Table(path: output + "/tables/quality.csv")
        duplicates = try Table(path: output + "/tables/duplicates.csv")
        exclusions = try Table(path: output + "/tables/exclusions.csv")
        attribution = try Table(path: output + "/tables/attribution.csv")
        let findings = try JSONSerialization.jsonObject(with: Data(contentsOf: URL(filePath: output + "/findings.json"))) as? [String: Any]
        currency = try #require((findings?["definition"] as? [String: Any])?["currency"] as? String)
    }

    func staged(_ entity: Entity) -> [[String: String]] {
        let folder = "\(workspace)/staged/\(entity.rawValue)"
        let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).filter { $0.hasSuffix(".parquet") }.sorted()
        return names.flatMap { rows("\(folder)/\($0)", .staged(entity)) }
    }

    func facts(_ entity: Entity) -> [[String: String]] { rows("\(workspace)/facts/\(entity.rawValue).parquet", .facts(entity)) }

    func dropped(_ entity: Entity) -> Int {
        duplicates.rows.first { $0["entity"] == entity.rawValue }.flatMap { Int($0["dropped"] ?? "") } ?? 0
    }

    func identity(_ row: [String: String], _ entity: Entity) -> String {
        entity.identity.map { row[$0] ?? "" }.joined(separator: "|")
    }

    private func rows(_ path: String, _ schema: StageSchema) -> [[String: String]] { (try? StageTables.rows(schema, path: path)) ?? [] }
}

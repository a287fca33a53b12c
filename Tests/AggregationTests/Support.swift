import ByteStreams
import Findings
import Foundation
import Jobs
import RecordFormats
import SocialData
import StageFiles
import TextValues

@testable import Aggregation
import TestSupport

/// A row by column name; columns left out are empty.
typealias Row = [String: String]

/// A folder of its own for one test.
final class Bench {
    let folder: String
    /// The rows per creator of the last aggregation.
    private(set) var creators: [CreatorRow] = []

    init() throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("aggregation-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }

    /// Removes all facts.
    func clear() throws {
        for name in try FileManager.default.contentsOfDirectory(atPath: folder) { try FileManager.default.removeItem(atPath: "\(folder)/\(name)") }
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    /// Writes a file as the stages do.
    func write(_ name: String, _ schema: StageSchema, _ rows: [Row], shard: (Row) -> [UInt8]) throws -> String {
        let path = "\(folder)/\(name).parquet"
        try StageTables.write(rows, as: schema, path: path, shard: shard)
        return path
    }

    func writeFacts(_ entity: Entity, _ rows: [Row]) throws {
        _ = try write(entity.rawValue, .facts(entity), rows) { Array(($0["creator"] ?? "").utf8) }
    }

    static func definition(_ scheme: TierScheme) -> Definition {
        Definition(
            name: "test", title: "Test", currency: "EUR", timeZone: "UTC", periodFrom: nil, periodTo: nil,
            asOf: "2025-12-31T00:00:00Z", asOfSource: "pipeline", scheme: scheme.name,
            tiers: scheme.tiers.map { TierBand(name: $0.name, from: $0.lower, to: $0.upper) }, tierA: "micro",
            tierB: "macro", by: [], margin: 1, windowDays: 30, maturityDays: 30, confidence: 0.95, minimumCreators: 10,
            minimumAgeDays: 7, seed: 1)
    }

    func request(
        by: [String], scheme: TierScheme, summary: NormalizationSummary = NormalizationSummary(), jobs: Int,
        zone: ZoneOffsets = .utc, stop: StopFlag? = nil, _ change: (inout Definition) -> Void = { _ in }
    ) -> AggregationRequest {
        var definition = Self.definition(scheme)
        definition.by = by
        change(&definition)
        return AggregationRequest(
            factsFolder: folder, scratchFolder: folder, definition: definition, scheme: scheme, zone: zone, summary: summary, jobs: jobs, stop: stop)
    }

    func aggregate(
        by: [String] = [], scheme: TierScheme = .essay, summary: NormalizationSummary = NormalizationSummary(),
        jobs: Int = 1, zone: ZoneOffsets = .utc, stop: StopFlag? = nil, _ change: (inout Definition) -> Void = { _ in }
    ) throws -> FindingSet {
        creators = []
        return try Aggregation.aggregate(
            request(by: by, scheme: scheme, summary: summary, jobs: jobs, zone: zone, stop: stop, change)
        ) { creators += $0 }
    }

    func creatorRows(_ change: (inout Definition) -> Void = { _ in }) throws -> [CreatorRow] {
        _ = try aggregate(change)
        return creators
    }

    /// What findings are computed from (Methods 5).
    func tally(by: [String] = [], scheme: TierScheme = .essay, jobs: Int = 1) throws -> (plan: AggregationPlan, tally: MergedTally) {
        let plan = try AggregationPlan(request(by: by, scheme: scheme, jobs: jobs))
        return (plan, try MergedTally(of: plan, jobs: jobs))
    }
}

/// A post with plain counts; `change` sets or clears columns.
func post(_ creator: String, _ id: Int, followers: Int, _ change: Row = [:]) -> Row {
    var row: Row = [
        "platform": "instagram", "post_id": "p\(id)", "creator": creator, "posted_at": "2025-03-18T09:48:00Z",
        "post_type": "image", "followers": String(followers), "followers_source": "post", "likes": "100",
        "comments": "10",
    ]
    row.merge(change) { $1 }
    return row
}

/// A deal that enters the money metrics; `change` sets or clears columns.
func deal(_ creator: String, _ id: Int, followers: Int, cost: String, gross: String, _ change: Row = [:]) -> Row {
    var row: Row = [
        "deal_id": "d\(id)", "creator": creator, "platform": "instagram", "started_at": "2025-03-18T09:48:00Z",
        "currency": "EUR", "fee_converted": cost, "followers": String(followers), "followers_source": "booking", "cost": cost,
        "cost_known": "1", "orders": "2", "gross": gross, "refund": "0.00",
    ]
    row.merge(change) { $1 }
    return row
}

extension FindingSet {
    func estimate(_ tier: String, _ metric: String, _ statistic: String, segment: String = "all") -> Estimate? {
        estimates.first {
            $0.segment == segment && $0.tier == tier && $0.metric.rawValue == metric && $0.statistic.rawValue == statistic
        }
    }

    func comparison(_ metric: String, _ statistic: String, _ analysis: String = "raw", segment: String = "all") -> Comparison? {
        comparisons.first {
            $0.segment == segment && $0.metric.rawValue == metric && $0.statistic.rawValue == statistic && $0.analysis.rawValue == analysis
                && $0.a == definition.tierA && $0.b == definition.tierB
        }
    }

    func excluded(_ unit: String, _ tier: String, _ metric: String, _ reason: String) -> Int {
        exclusions.first { $0.unit.rawValue == unit && $0.tier == tier && $0.metric.rawValue == metric && $0.reason.rawValue == reason }?.rows ?? 0
    }

    /// Rows left out for a reason in all tiers.
    func excluded(_ unit: String, _ reason: String) -> Int {
        exclusions.filter { $0.unit.rawValue == unit && $0.metric == .none && $0.reason.rawValue == reason }.reduce(0) { $0 + $1.rows }
    }
}

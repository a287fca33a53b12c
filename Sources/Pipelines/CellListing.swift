internal import Aggregation
internal import ByteStreams
internal import Findings
internal import Foundation
internal import RecordFormats
internal import SocialData
internal import StageFiles

/// The facts behind one cell of `tables/estimates.csv`, as a table, with where each stands in the exports.
package struct CellListing: Sendable {
    /// A post or deal of the cell's segment and tier.
    package struct Row: Sendable {
        /// Identity and what the tier comes from, by `columns`.
        package var values: [[UInt8]]
        /// What it adds to the totals, money in 1/10,000; nil where it adds nothing.
        package var numerator: Int128?
        /// As the numerator.
        package var denominator: Int128?
        /// Empty where the row enters the cell.
        package var leftOut: String
        /// The export and the line that the fact was taken from; empty where they cannot be found.
        package var file = ""
        /// 1-based, as text; the line of the export that says it.
        package var line = ""
        /// Staged rows of the same thing, this one included.
        package var copies = 0
    }

    /// Names what is in no tier.
    package static let unknownTier = CellRows.unknownTier

    /// `posts` or `deals`.
    package var unit: String
    /// Names of the values of a row.
    package var columns: [String]
    /// Whether numerators are amounts in 1/10,000.
    package var numeratorIsMoney: Bool
    /// Whether denominators are.
    package var denominatorIsMoney: Bool
    /// Rows that enter the cell, in the order of the facts.
    package var rows: [Row] = []
    /// Of all rows of the cell, listed or not.
    package var units = 0
    /// Creators with such a row.
    package var creators = 0
    /// Total of all rows of the cell, in 1/10,000 where it is money.
    package var numerator: Int128 = 0
    /// The same of denominators.
    package var denominator: Int128 = 0
    /// Rows of the cell's tier and segment that do not enter it, by reason, ascending by it.
    package var leftOut: [(reason: String, rows: Int)] = []
}

extension PipelineRun {
    /// For whoever only reads: makes no workspace where there is none.
    package convenience init(reading pipeline: Pipeline, options: RunOptions) throws {
        let workspace = options.workspace.map(Workspace.init(folder:)) ?? .standard(for: pipeline)
        guard try Folders.somethingExists(at: workspace.factsSummary) else {
            throw PipelineError(.stageMissing, "\(workspace.folder): there are no facts yet; run `tierwise run \(pipeline.file)` first")
        }
        try self.init(pipeline, options: options)
    }

    /// Lists the facts behind a cell of `tables/estimates.csv`.
    ///
    /// - Parameters:
    ///   - limit: rows listed at most; all are counted. Memory grows with the rows listed.
    ///   - listsLeftOut: also the rows that do not enter the cell.
    /// - Throws: `PipelineError` where no such cell can be, or where the rows do not add up to the findings.
    package func rows(
        segment: String, tier: String, metric: String, limit: Int = Int.max, listsLeftOut: Bool = false
    ) throws -> CellListing {
        let question = CellQuestion(segment: segment, tier: tier, metric: metric)
        let (ledger, _, _) = try soundFacts()
        let cell: CellRows
        do {
            cell = try CellRows(question, of: try aggregationRequest(ledger))
        } catch let error as AggregationError where error.kind == .unknownCell {
            throw PipelineError(.unknownCell, error.message)
        }
        let shown: [(name: String, position: Int)] = cell.entity == .posts
            ? [PostColumn.platform, .postID, .creator, .postedAt, .followers, .followersSource].map { ($0.name, $0.position) }
            : [DealColumn.dealID, .creator, .startedAt, .followers, .followersSource, .orders].map { ($0.name, $0.position) }
        var listing = CellListing(
            unit: cell.entity.rawValue, columns: shown.map(\.name), numeratorIsMoney: cell.numeratorIsMoney,
            denominatorIsMoney: cell.denominatorIsMoney)
        var creators: Set<[UInt8]> = []
        var reasons: [String: Int] = [:]
        var tracer = StagedTracer(cell.entity)
        try cell.forEach { row in
            if let numerator = row.numerator, let denominator = row.denominator {
                listing.units += 1
                listing.numerator += numerator
                listing.denominator += denominator
                creators.insert(row.creator)
            } else {
                reasons[row.leftOut, default: 0] += 1
                guard listsLeftOut else { return }
            }
            guard listing.rows.count < limit else { return }
            tracer.want(row.fields, row: listing.rows.count)
            listing.rows.append(CellListing.Row(
                values: shown.map { row.fields[$0.position] }, numerator: row.numerator, denominator: row.denominator, leftOut: row.leftOut))
        }
        listing.creators = creators.count
        listing.leftOut = reasons.map { (reason: $0.key, rows: $0.value) }.sorted { $0.reason < $1.reason }
        if listing.units == 0, listing.leftOut.isEmpty, segment != "all" { try requireKnown(segment) }
        try check(listing, question)
        try tracer.trace(ledger, workspace, into: &listing.rows)
        return listing
    }

    /// A value that the tables do not have is a slip of the pen more often than an empty cell.
    private func requireKnown(_ segment: String) throws {
        guard try Folders.somethingExists(at: workspace.findings), let dimension = segment.split(separator: "=").first else { return }
        let findings = try soundFindings().findings
        let known = Set(findings.estimates.map(\.segment).filter { $0.hasPrefix("\(dimension)=") })
        guard !known.contains(where: { $0.utf8.elementsEqual(segment.utf8) }) else { return }
        let shown = known.sorted().prefix(30).joined(separator: ", ")
        throw PipelineError(
            .unknownCell, "no row is in '\(segment)'; tables/estimates.csv has \(shown)\(known.count > 30 ? " and \(known.count - 30) more" : "")")
    }

    /// The rows are read from the facts and the estimate was published from them: both must agree.
    private func check(_ listing: CellListing, _ question: CellQuestion) throws {
        guard try Folders.somethingExists(at: workspace.findings) else { return }
        let findings = try soundFindings().findings
        let estimate = findings.estimates.first {
            $0.segment.utf8.elementsEqual(question.segment.utf8) && $0.tier == question.tier && $0.metric.rawValue == question.metric && $0.statistic == .pooled
        }
        let found = [Int128(listing.units), Int128(listing.creators), listing.numerator, listing.denominator]
        let published: [Int128] = if let estimate {
            [Int128(estimate.units), Int128(estimate.creators), estimate.numerator.value, estimate.denominator.value]
        } else {
            [0, 0, 0, 0]
        }
        guard found == published else {
            throw PipelineError(
                .inconsistent,
                "internal check failed: the facts give units, creators, numerator and denominator \(found), the findings \(published); another definition or version wrote them, so run `tierwise run` again")
        }
    }
}

/// Finds the staged rows, and so the lines of the exports, that facts were taken from.
///
/// A fact holds its staged columns as they were (but for a topic taken from the directory), so the row that was kept of
/// several is the one with the same values.
private struct StagedTracer {
    private let entity: Entity
    private let identity: [Int]
    /// Columns compared; a missing topic may have been filled in.
    private let compared: Range<Int>
    private let niche: Int?
    private var wanted: [[[UInt8]]: (row: Int, fields: [[UInt8]])] = [:]

    init(_ entity: Entity) {
        self.entity = entity
        identity = entity.identity.compactMap(entity.index)
        compared = entity.columns.indices
        niche = entity.index(of: "niche")
    }

    mutating func want(_ fields: [[UInt8]], row: Int) {
        wanted[identity.map { fields[$0] }] = (row, fields)
    }

    func trace(_ ledger: Ledger, _ workspace: Workspace, into rows: inout [CellListing.Row]) throws {
        guard !wanted.isEmpty else { return }
        for entry in ledger.entries where entry.summary.refused == nil {
            guard entry.staged.contains(where: { $0.entity == entity.rawValue }) else { continue }
            let path = workspace.staged(entity, key: entry.key)
            guard try Folders.somethingExists(at: path) else { continue }
            let file = try StageFile(.staged(entity), path: path)
            var staged = StageRows(file.schema)
            for shard in 0..<Shards.count {
                try file.forEachGroup(shard: shard, into: &staged) { trace($0, name: entry.summary.name, into: &rows) }
            }
        }
    }

    private func trace(_ staged: StageRows, name: String, into rows: inout [CellListing.Row]) {
        let line = staged.schema.columns.count - 1
        for number in staged.indices {
            guard let (row, fields) = wanted[identity.map { staged.spelling(number, $0) }] else { continue }
            rows[row].copies += 1
            let isKept = compared.allSatisfy { column in
                let value = staged.spelling(number, column)
                return value == fields[column] || (column == niche && value.isEmpty)
            }
            // Equal rows are one statement in several places: the first of them, in the ledger's order.
            guard isKept, rows[row].line.isEmpty else { continue }
            rows[row].file = name
            rows[row].line = staged.text(number, line)
        }
    }
}

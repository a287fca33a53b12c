internal import Findings
package import SocialData
internal import StageFiles

/// A cell of `tables/estimates.csv` that somebody asks about.
package struct CellQuestion: Sendable, Equatable {
    /// `all`, or `platform=instagram`.
    package var segment: String
    /// Name of a tier, or `CellRows.unknownTier`.
    package var tier: String
    /// Name of a metric (Methods 4).
    package var metric: String

    /// Nothing is checked here: what the tables cannot have is refused when it is looked for.
    package init(segment: String, tier: String, metric: String) {
        self.segment = segment
        self.tier = tier
        self.metric = metric
    }
}

/// A post or deal of the cell's segment and tier.
package struct CellRow: Sendable {
    /// Values of the fact: those of `Entity.columns`, then of `Entity.factColumns`.
    package var fields: [[UInt8]]
    /// The creator key (Methods 1.5), UTF-8.
    package var creator: [UInt8]
    /// What it adds to the cell's exact totals; nil where it adds nothing. Money in 1/10,000 of the reporting currency.
    package var numerator: Int128?
    /// As `numerator`; nil where it adds nothing.
    package var denominator: Int128?
    /// Why it adds nothing: a reason of `tables/exclusions.csv`; empty where it does.
    package var leftOut: String
}

/// The facts behind one cell: the rows that enter its totals, and those of its tier and segment that do not.
///
/// Tier, eligibility and the two halves of the ratio come from the code that fills the cell itself (`PostFacts`,
/// `DealFacts`, `PostRates`, `DealCell`), so the rows add up to what the estimate shows.
package struct CellRows {
    /// `posts` or `deals`.
    package let entity: Entity
    /// Whether the totals are amounts in 1/10,000.
    package let numeratorIsMoney: Bool
    /// As `numeratorIsMoney`, of the denominators.
    package let denominatorIsMoney: Bool
    /// What is in no tier enters no estimate; its rows say why.
    package static let unknownTier = "unknown"
    private let plan: AggregationPlan
    private let metric: Metric
    private let tier: Int
    /// nil is everything.
    private let dimension: Dimension?
    private let value: [UInt8]

    /// - Throws: `AggregationError` of kind `unknownCell`, where the pipeline's tables have no such cell.
    package init(_ question: CellQuestion, of request: AggregationRequest) throws {
        plan = try AggregationPlan(request)
        let names = (Metric.all.map(\.name) + [.returnOnInvestment]).map(\.rawValue)
        // ROI is made of ROAS, from the same rows.
        let asked = MetricName(rawValue: question.metric)
        let name = asked == .returnOnInvestment ? .returnOnSpend : asked
        guard let metric = Metric.all.first(where: { $0.name == name }) else {
            throw AggregationError(.unknownCell, "no metric is called '\(question.metric)'; known are \(names.joined(separator: ", "))")
        }
        let tiers = request.scheme.tiers.map(\.name)
        // What is in no tier is counted behind the last one.
        guard let tier = (tiers + [Self.unknownTier]).firstIndex(of: question.tier) else {
            throw AggregationError(
                .unknownCell, "no tier is called '\(question.tier)'; this pipeline has \((tiers + [Self.unknownTier]).joined(separator: ", "))")
        }
        self.metric = metric
        self.tier = tier
        entity = metric.isMoney ? .deals : .posts
        numeratorIsMoney = metric.isMoney
        denominatorIsMoney = metric == .deal(.returnOnSpend) || metric == .deal(.refundRate)
        let parts = question.segment.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        if parts.count == 2, let dimension = plan.dimensions.first(where: { $0.rawValue == parts[0] }) {
            self.dimension = dimension
            value = Array(parts[1].utf8)
        } else if question.segment == "all" {
            dimension = nil
            value = []
        } else {
            let known = plan.dimensions.map { "\($0.rawValue)=…" }.joined(separator: ", ")
            throw AggregationError(.unknownCell, "no segment is called '\(question.segment)'; this pipeline has all, \(known)")
        }
    }

    /// Lends the rows shard by shard, in the order of the facts; memory is that of one shard.
    package func forEach(_ body: (CellRow) throws -> Void) throws {
        for shard in 0..<Shards.count {
            if entity == .posts { try posts(shard, body) } else { try deals(shard, body) }
        }
    }

    private func posts(_ shard: Int, _ body: (CellRow) throws -> Void) throws {
        var facts = PostFacts(plan)
        var words = FactWords()
        var rates = PostRates()
        try plan.posts?.forEachBatch(shard: shard, stop: plan.stop, progress: plan.progress) { rows in
            let batch = PostBatch(rows)
            facts.forgetBatch()
            for row in rows.indices {
                let standing = facts.standing(batch, row, words: &words)
                guard standing.tier == tier else { continue }
                let source = facts.source(batch, row, words: &words)
                let post = facts.fact(batch, row, standing, source: source, words: &words)
                guard holds(dimension.map { post.number($0) }, words) else { continue }
                var cellRow = CellRow(fields: rows.spellings(row), creator: words.creators.bytes(Int(post.creator)), leftOut: "")
                if standing.reason != 0 {
                    cellRow.leftOut = words.reasons.text(standing.reason)
                } else if tier == plan.tierCount {
                    cellRow.leftOut = standing.followers == nil ? "unknown_tier" : "outside_tiers"
                } else if post.isBoosted, dimension != .boosted {
                    cellRow.leftOut = "boosted"
                } else {
                    rates.set(post.counts)
                    if rates.enters(metric.place) {
                        cellRow.numerator = rates.rates[metric.place].numerator
                        cellRow.denominator = Int128(rates.rates[metric.place].denominator)
                    } else {
                        cellRow.leftOut = rates.exclusions[metric.place].word.rawValue
                    }
                }
                try body(cellRow)
            }
        }
    }

    /// Posts are read, too: some of them bring engagement and impressions to the deals.
    private func deals(_ shard: Int, _ body: (CellRow) throws -> Void) throws {
        var (posts, facts, words) = (PostFacts(plan), DealFacts(plan), FactWords())
        try plan.deals?.forEachBatch(shard: shard, stop: plan.stop, progress: plan.progress) { try facts.add($0, words: &words) }
        try plan.posts?.forEachBatch(shard: shard, columns: PostBatch.columns, stop: plan.stop, progress: plan.progress) {
            posts.add($0, words: &words, deals: &facts)
        }
        var next = 0
        try plan.deals?.forEachBatch(shard: shard, stop: plan.stop, progress: nil) { batch in
            for row in batch.indices {
                let deal = facts.deals[next]
                next += 1
                guard plan.tier(deal) == tier, holds(dimension.flatMap { deal.number($0) }, words) else { continue }
                var cellRow = CellRow(fields: batch.spellings(row), creator: words.creators.bytes(Int(deal.creator)), leftOut: "")
                if deal.use == .used {
                    var cell = DealCell()
                    cell.add(deal)
                    cellRow.take(cell.totals[metric.place - PostMetric.allCases.count], else: cell.exclusion(of: metric))
                } else {
                    cellRow.leftOut = words.reasons.text(deal.reason)
                }
                try body(cellRow)
            }
        }
    }

    /// Whether a thing with this value of the dimension is in the segment. Deals have no type, no mark and no boost, so
    /// they are in no such segment.
    private func holds(_ number: Int?, _ words: FactWords) -> Bool {
        guard let dimension else { return true }
        guard let number else { return false }
        return words.value(dimension, number: number) == value
    }
}

extension CellRow {
    fileprivate init(fields: [[UInt8]], creator: [UInt8], leftOut: String) {
        self.fields = fields
        self.creator = creator
        self.leftOut = leftOut
    }

    /// The totals of a cell that holds this row only.
    fileprivate mutating func take(_ totals: MetricTotals, else exclusion: MetricExclusion?) {
        if totals.units > 0 {
            numerator = totals.numerator
            denominator = totals.denominator
        } else {
            leftOut = exclusion?.word.rawValue ?? ""
        }
    }
}

extension DealCell {
    fileprivate func exclusion(of metric: Metric) -> MetricExclusion? {
        metric == .deal(.refundRate) && coverage.negativeGross > 0 ? .negativeCount : .missingDenominator
    }
}

extension StageRows {
    fileprivate borrowing func spellings(_ row: Int) -> [[UInt8]] {
        schema.columns.indices.map { spelling(row, $0) }
    }
}

internal import Findings
internal import SocialData

/// The findings of the configured scheme, found by what they are about. A second row of the same name is an error of the
/// stage before; the first one stands.
struct FindingsIndex {
    /// The segment that is everything.
    static let all = "all"

    let findings: FindingSet
    let refused: RefusedFiles
    private let estimates: PlacesOfSegment
    private let comparisons: PlacesOfSegment

    var definition: Definition { findings.definition }

    /// - Parameter refused: the inputs of which nothing was used.
    init(_ findings: FindingSet, refused: RefusedFiles = RefusedFiles([])) {
        self.findings = findings
        self.refused = refused
        let scheme = findings.definition.scheme
        estimates = PlacesOfSegment(findings.estimates.lazy.map { $0.scheme == scheme ? $0.segment : nil })
        comparisons = PlacesOfSegment(findings.comparisons.lazy.map { $0.scheme == scheme ? $0.segment : nil })
    }

    /// The two tiers that are compared, as the page may show them.
    var nameA: String { Visible.text(definition.tierA) }
    var nameB: String { Visible.text(definition.tierB) }

    /// Tier names in configured order.
    var tiers: [String] { definition.tiers.map(\.name) }

    func estimate(_ metric: MetricName, _ statistic: Statistic, tier: String, segment: String = all) -> Estimate? {
        let rows = findings.estimates
        return estimates[segment].first { rows[$0].metric == metric && rows[$0].statistic == statistic && rows[$0].tier == tier }.map { rows[$0] }
    }

    /// All analyses of A relative to B, in the order of the findings.
    func comparisons(_ metric: MetricName, _ statistic: Statistic, segment: String = all) -> [Comparison] {
        let rows = findings.comparisons
        return comparisons[segment].filter { place in
            rows[place].metric == metric && rows[place].statistic == statistic && rows[place].a == definition.tierA && rows[place].b == definition.tierB
        }.map { rows[$0] }
    }

    /// The raw analysis of A relative to B.
    func comparison(_ metric: MetricName, _ statistic: Statistic, segment: String = all) -> Comparison? {
        comparisons(metric, statistic, segment: segment).first { $0.analysis == .raw }
    }

    /// The headline question of a metric for A against B.
    func headline(_ metric: MetricName) -> HeadlineRow? {
        findings.headlines.first { $0.metric == metric && $0.a == definition.tierA && $0.b == definition.tierB }
    }

    /// What a metric's verdict rests on; none where nothing is said of it.
    func headlineBasis(_ metric: MetricName) -> VerdictBasis {
        Self.headlineStatistics.lazy.compactMap { comparison(metric, $0)?.basis }.first ?? headline(metric)?.basis ?? .none
    }

    /// A verdict stands on the row of the first that is valid.
    private static let headlineStatistics: [Statistic] = [.typical, .pooled]

    /// The contrast that a metric's verdict rests on.
    func basisAnalysis(_ metric: MetricName) -> Comparison? {
        let rows = Self.headlineStatistics.lazy.map { comparisons(metric, $0) }.first { rows in
            rows.contains { $0.analysis == .raw && $0.estimate != nil }
        }
        let wanted: Analysis = headlineBasis(metric) == .adjusted ? .adjusted : .raw
        return rows?.first { $0.analysis == wanted }
    }

    /// The engagement rate that the asked pair is compared in: of likes and comments only where the others are uneven (4.1).
    var engagement: MetricName {
        findings.headlines.map(\.metric).first { $0 != .returnOnSpend } ?? .engagementByFollowers
    }

    /// What a claim's rows lack, each once.
    func missing(_ rows: [ClaimRow]) -> [Lack] {
        var names: [Lack] = []
        for name in rows.flatMap({ missing($0) }) where !names.contains(name) { names.append(name) }
        return names
    }

    /// What a claim's row lacks, as it is said: what follows from the absence of all posts, deals or orders is not said beside it,
    /// hashtags and niches are one.
    func missing(_ row: ClaimRow) -> [Lack] {
        let consequences: [Lack] = [.fewCreators, .fewEffectiveCreators, .fewCreatorsWithSales, .notEstimable]
        let isMoney = [.return, .budget, .audience, .alignment].contains(row.claim)
        if row.verdict == .notTestable, !hasTieredRows, !row.missing.contains(.posts), !row.missing.contains(.deals) {
            // Without followers no deal counts either, whatever it cost.
            return [.followers] + row.missing.filter { ![.followers, .cost].contains($0) && !consequences.contains($0) }
        }
        if row.verdict == .notTestable, isMoney, hasDeals, !hasOrders {
            return [.orders] + row.missing.filter { ![.orders, .fewCreatorsWithSales, .notEstimable].contains($0) }
        }
        if row.missing.contains(.posts) || row.missing.contains(.deals) {
            return row.missing.filter { !consequences.contains($0) }
        }
        if row.verdict == .notTestable, row.missing.contains(.fewCreators) {
            let followOns = consequences.filter { $0 != .fewCreators }
            return row.missing.filter { !followOns.contains($0) }
        }
        // Either of the two would do.
        guard row.missing.contains(.hashtags), row.missing.contains(.niche) else { return row.missing }
        return row.missing.compactMap { $0 == .hashtags ? .hashtagsOrNiche : $0 == .niche ? nil : $0 }
    }

    func robustness(_ metric: MetricName, _ view: RobustnessRow.View) -> RobustnessRow? {
        findings.robustness.first { $0.metric == metric && $0.view == view }
    }

    func sensitivity(_ metric: MetricName) -> [SensitivityRow] { findings.sensitivity.filter { $0.metric == metric } }

    func payoff(tier: String) -> PayoffRow? { findings.payoff.first { $0.part == .tier && $0.tier == tier } }

    /// All tiers together.
    var programme: PayoffRow? { findings.payoff.first { $0.part == .programme } }

    /// The tier with the greatest loss; nil where none is known to have one.
    var greatestLoss: PayoffRow? {
        findings.payoff.filter { $0.part == .tier && ($0.profit?.value ?? 0) < 0 }.min { ($0.profit?.value ?? 0) < ($1.profit?.value ?? 0) }
    }

    func money(tier: String) -> MoneyRow? { findings.money.first { $0.tier == tier } }

    func census(tier: String) -> CensusRow? { findings.census.first { $0.tier == tier } }

    /// Engagement metrics that some tier has a value for, in the catalogue's order.
    var measuredMetrics: [MetricDefinition] {
        MetricDefinition.ofPosts.filter { metric in
            tiers.contains { tier in
                Self.headlineStatistics.contains { estimate(metric.name, $0, tier: tier)?.value != nil }
            }
        }
    }

    /// Segments in the order of the findings, without `all`.
    var segments: [String] {
        // By their bytes: Swift takes texts that look the same for equal, and their numbers are not.
        var seen: Set<[UInt8]> = [Array(Self.all.utf8)]
        var segments: [String] = []
        for row in findings.estimates where row.scheme == definition.scheme && seen.insert(Array(row.segment.utf8)).inserted {
            segments.append(row.segment)
        }
        return segments
    }

    /// Whether any post or deal stands in a tier; none does where nobody knows followers.
    var hasTieredRows: Bool {
        findings.census.contains { row in (row.posts > 0 || row.deals > 0) && definition.tiers.contains { $0.name == row.tier } }
            || !findings.census.contains { $0.posts > 0 || $0.deals > 0 }
    }
    /// Tiers of the asked pair in which nobody stands, where somebody stands in another one.
    var emptyOfPair: [String] {
        guard hasTieredRows, hasPosts || hasDeals else { return [] }
        return [definition.tierA, definition.tierB].filter { (census(tier: $0)?.creators ?? 0) == 0 }
    }
    var hasPosts: Bool { findings.census.contains { $0.posts > 0 } }
    /// Whether the files hold a deal, also one that counts for nothing.
    var hasDeals: Bool {
        findings.census.contains { $0.deals > 0 } || findings.money.contains { $0.deals > 0 }
            || UncountedDeals(findings).total > 0
    }
    /// Whether a deal enters a return.
    var hasCountingDeals: Bool { findings.money.contains { $0.deals > 0 } }
    /// Whether any order was read. Without one, a return of 0 would only mean that nobody exported the shop.
    var hasOrders: Bool {
        findings.attribution.contains { $0.orders > 0 } || findings.money.contains { $0.orders > 0 }
    }

    /// Rows left out of `tier` for `metric`, most frequent first. Rows that no metric uses count for each.
    func exclusions(unit: CountedUnit, tier: String, metric: MetricName) -> [ExclusionRow] {
        let rows = findings.exclusions.filter {
            $0.unit == unit && $0.tier == tier && $0.rows > 0 && ($0.metric == .none || $0.metric == metric)
        }
        return rows.enumerated().sorted { ($1.element.rows, $0.offset) < ($0.element.rows, $1.offset) }.map(\.element)
    }

    /// Where the rows of each segment stand among all rows, by the segment's bytes: Swift takes texts that look the same for equal. A
    /// page asks for few segments out of thousands of rows, and for every row of those.
    private struct PlacesOfSegment {
        private var places: [[UInt8]: [Int]] = [:]

        /// - Parameter segments: by row; nil where it is not asked for.
        init(_ segments: some Sequence<String?>) {
            var latest = (segment: Array(FindingsIndex.all.utf8), places: [Int]())
            for (place, segment) in segments.enumerated() {
                guard let segment else { continue }
                // Rows of a segment stand together.
                if !latest.segment.elementsEqual(segment.utf8) {
                    places[latest.segment, default: []] += latest.places
                    latest = (Array(segment.utf8), [])
                }
                latest.places.append(place)
            }
            places[latest.segment, default: []] += latest.places
        }

        subscript(segment: String) -> [Int] { places[Array(segment.utf8)] ?? [] }
    }
}

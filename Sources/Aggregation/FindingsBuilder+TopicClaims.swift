internal import Findings
internal import Jobs
internal import SocialData
internal import Statistics

/// What creators post about, and whether audience or brand fit goes with returns (METHODS.md 16; 22, S1, S7, S9).
extension FindingsBuilder {
    /// Tagged posts below which a creator's concentration says little (METHODS.md 22, S1).
    private static let fewestTaggedPosts = 5

    // MARK: S1, niche focus

    /// The unbiased HHI of A's creators against B's by ranks (10.1), crossing creators at home; empty without any topic.
    func topicComparisons(_ standings: CreatorStandings) -> [Comparison] {
        guard tally.creatorTally.vocabulary > 0, let sides = topicSamples(standings) else { return [] }
        let contrast = RankContrast(sides.a.numerators, sides.b.numerators, confidence: definition.confidence)
        let counts = [sides.a.count, sides.b.count]
        return [
            Comparison(
                scheme: definition.scheme, segment: "all", metric: .topicConcentration, statistic: .creator,
                a: definition.tierA, b: definition.tierB, analysis: .ranks, scale: .cliffsDelta,
                estimate: contrast?.cliffsDelta.published, standardError: contrast?.standardError.map { (2 * $0).published },
                degreesOfFreedom: contrast?.degreesOfFreedom?.published, low: contrast?.deltaInterval?.lower.published,
                high: contrast?.deltaInterval?.upper.published, ratio: nil, ratioLow: nil, ratioHigh: nil,
                p: contrast?.p?.published, minimumDetectableEffect: nil, creatorsA: counts[0], creatorsB: counts[1],
                effectiveA: Double(counts[0]), effectiveB: Double(counts[1]),
                notes: counts.contains { $0 < definition.minimumCreators } ? [.fewCreators] : [])
        ]
    }

    /// Concentrations as numerators, posts in the tier as units, creators at home (3.5).
    private func topicSamples(_ standings: CreatorStandings) -> (a: TierSample, b: TierSample)? {
        guard let (a, b) = askedTiers, a != b else { return nil }
        var (sampleA, sampleB) = (TierSample(), TierSample())
        for (rank, creator) in tally.creatorsInOrder.enumerated() {
            let topics = standings.topics[rank]
            guard topics.posts >= Self.fewestTaggedPosts, let concentration = topics.concentration else { continue }
            let channels = tally.creatorTally.channels(creator)
            func append(_ tier: Int, _ sample: inout TierSample) {
                let posts = channels.reduce(0) { $0 + ($1.tier == tier ? $1.posts : 0) }
                guard posts > 0 else { return }
                sample.append(creator: Int32(rank), units: posts, numerator: concentration, denominator: 1)
            }
            append(a, &sampleA)
            append(b, &sampleB)
        }
        return TierPair(sampleA, sampleB).atHome
    }

    func focusClaim(_ findings: FindingSet) -> ClaimRow {
        let row = findings.comparisons.first { $0.metric == .topicConcentration && $0.analysis == .ranks }
        var missing: [Lack] = []
        if let row {
            if min(row.creatorsA, row.creatorsB) < definition.minimumCreators { missing.append(.fewCreators) }
            if missing.isEmpty, row.p == nil { missing.append(.notEstimable) }
        } else {
            missing = [.hashtags, .niche]
        }
        let p = row.flatMap { $0.pAdjusted ?? $0.p }
        return ClaimRow(
            claim: .niche, question: .headline,
            verdict: verdict(missing) { sided(row?.estimate, row?.low, row?.high, p) },
            metric: .topicConcentration, scale: .probability, estimate: row?.estimate.map(Self.probability),
            low: row?.low.map(Self.probability), high: row?.high.map(Self.probability), p: p, creatorsA: row?.creatorsA ?? 0, creatorsB: row?.creatorsB ?? 0, missing: missing,
            notes: row != nil && !tally.creatorTally.usesHashtags ? [.byNiche] : [])
    }

    /// `P(A > B) + ½P(=)` from Cliff's δ (10.2), on which the sentence is.
    private static func probability(_ delta: Double) -> Double { ((delta + 1) / 2).published }

    // MARK: S7 and S9, fit and return

    /// Spearman's correlation of each creator's ROAS with the audience overlap and with the brand alignment, p by
    /// permutation of creators with the labels `perm/v1/audience_overlap/roas` and `perm/v1/brand_alignment/roas`.
    func associationRows(_ standings: CreatorStandings, jobs: Int, stop: StopFlag?) throws -> [AssociationRow] {
        let seed = definition.seed
        let properties = [
            (name: MetricName.audienceOverlap, values: standings.audienceOverlap),
            (name: .brandAlignment, values: standings.brandAlignment),
        ]
        return try Parallel.orderedMap(properties, jobs: jobs) { property in
            try stop?.check()
            let pairs = zip(property.values, standings.roas).compactMap { value, roas in
                value.flatMap { value in roas.map { (value: value, roas: $0) } }
            }
            let correlation = RankCorrelation(
                pairs.map(\.value), pairs.map(\.roas), seed: seed, label: "perm/v1/\(property.name.rawValue)/\(MetricName.returnOnSpend.rawValue)")
            return AssociationRow(
                property: property.name, outcome: .returnOnSpend, creators: pairs.count,
                rho: correlation?.rho?.published, p: correlation?.p?.published)
        }
    }

    /// Benjamini–Hochberg over the two correlations (10.4).
    func associationClaims(_ findings: FindingSet, _ standings: CreatorStandings) -> [ClaimRow] {
        let rows = findings.associations
        let adjusted = Multiplicity.benjaminiHochberg(rows.map(\.p))
        let absent: [[Lack]] = [
            (definition.audience.isEmpty ? [.audienceTarget] : [])
                + (standings.audienceOverlap.allSatisfy { $0 == nil } ? [.audienceShares] : []),
            (definition.brandTags.isEmpty ? [.brandTags] : []) + (tally.creatorTally.usesHashtags ? [] : [.hashtags]),
        ]
        return rows.indices.map { index in
            let row = rows[index]
            var missing = absent[index]
            if standings.roas.allSatisfy({ $0 == nil }) { missing.append(.deals) }
            if missing.isEmpty, row.creators < definition.minimumCreators { missing.append(.fewCreators) }
            if missing.isEmpty, row.p == nil { missing.append(.notEstimable) }
            let p = adjusted[index]?.published
            return ClaimRow(
                claim: index == 0 ? .audience : .alignment, question: .headline,
                verdict: verdict(missing) {
                    guard let rho = row.rho, let p, p <= alpha else { return .unclear }
                    return rho > 0 ? .supported : .contradicted
                },
                metric: row.property, scale: .correlation, estimate: row.rho, low: nil, high: nil, p: p,
                creatorsA: row.creators, creatorsB: 0, missing: missing, notes: [])
        }
    }

    // MARK: S2, authenticity

    /// The share of A's assessed creators that carry a flag, less B's: shown, not tested.
    func flaggedShareClaim(_ findings: FindingSet) -> ClaimRow {
        func any(_ tier: String) -> FlagRow? { findings.flags.first { $0.tier == tier && $0.flag == .any } }
        let (a, b) = (any(definition.tierA), any(definition.tierB))
        func share(_ row: FlagRow?) -> Double? {
            row.flatMap { $0.assessed > 0 ? Double($0.flagged) / Double($0.assessed) : nil }
        }
        let difference = share(a).flatMap { a in share(b).map { a - $0 } }
        return ClaimRow(
            claim: .connection, question: .flaggedShare, verdict: difference == nil ? .notTestable : .counted,
            metric: .flaggedShare, scale: .linear, estimate: difference?.published, low: nil, high: nil, p: nil,
            creatorsA: a?.assessed ?? 0, creatorsB: b?.assessed ?? 0,
            missing: difference == nil ? [.fewCreators] : [], notes: [])
    }
}

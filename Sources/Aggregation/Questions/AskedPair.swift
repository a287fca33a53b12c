internal import Findings
internal import SocialData
internal import Statistics

/// The two tiers that the definition compares.
struct AskedPair: Sendable {
    /// Indices of tiers.
    let a: Int
    let b: Int
    let nameA: String
    let nameB: String

    /// nil where the definition names an unknown tier, or one tier twice.
    init?(_ definition: Definition, tiers: [Tier]) {
        guard let a = tiers.firstIndex(where: { $0.name == definition.tierA }),
            let b = tiers.firstIndex(where: { $0.name == definition.tierB }), a != b
        else { return nil }
        self.a = a
        self.b = b
        nameA = tiers[a].name
        nameB = tiers[b].name
    }

    func question(_ metric: Metric, _ part: Question.Part = .segment(SegmentAccumulator.everything)) -> Question {
        Question(metric: metric.name, part: part, a: a, b: b)
    }

    /// Of a property of creators.
    func question(of property: MetricName) -> Question {
        Question(metric: property, part: .segment(SegmentAccumulator.everything), a: a, b: b)
    }

    /// The claims are about the tier with fewer followers (Methods 22).
    var claimsNameA: Bool { a < b }
}

extension HeadlineQuestion.Limits {
    init(_ definition: Definition) {
        self.init()
        alpha = 1 - definition.confidence
        minimumCreators = definition.minimumCreators
        minimumCreatorsWithSales = definition.minimumCreators
    }
}

extension HeadlineQuestion.Tier {
    /// Creators weigh alike in the typical value (Methods 12.3).
    init(_ level: TierLevel, isTypical: Bool) {
        self.init(level.fit, isTypical: isTypical, creatorsWithSales: level.creatorsWithSales)
    }

    init(_ fit: TierFit, isTypical: Bool, creatorsWithSales: Int? = nil) {
        self.init(
            creators: fit.sample.count,
            effectiveCreators: isTypical ? Double(fit.sample.count) : fit.pooled?.effectiveCreators ?? 0,
            creatorsWithSales: creatorsWithSales)
    }
}

extension HeadlineQuestion.Analysis {
    init(_ contrast: Contrast) { self.init(estimate: contrast.estimate, p: contrast.p, interval: contrast.interval) }
}

extension FollowerBands {
    /// Which tier of a pair each band is in; nil in neither.
    func sides(of pair: AskedPair) -> [StratifiedSample.Side?] {
        tiers.map { tier in tier == pair.a ? .a : tier == pair.b ? .b : nil }
    }
}

internal import Findings
internal import SocialData
internal import Statistics

/// One metric of two tiers of a segment compared, the first relative to the second (Methods 9).
struct TierContrast: Sendable {
    let a: TierLevel
    let b: TierLevel
    /// 9.1; nil where a tier's typical value is not valid.
    let typical: Contrast?
    /// 9.2; 9.3 (i) for money.
    let pooled: Contrast?
    let segment: String
    let nameA: String
    let nameB: String
    let definition: Definition

    init(_ a: TierLevel, _ b: TierLevel, segment: String, nameA: String, nameB: String, definition: Definition) {
        self.a = a
        self.b = b
        self.segment = segment
        self.nameA = nameA
        self.nameB = nameB
        self.definition = definition
        let confidence = definition.confidence
        typical =
            !a.metric.isMoney && a.isTypicalValid && b.isTypicalValid
            ? Contrast.typicalPost(a.fit, b.fit, confidence: confidence) : nil
        pooled = Contrast.pooled(a.fit, b.fit, confidence: confidence)
    }

    var metric: Metric { a.metric }

    /// Whether the headline is the typical value: it is for engagement, unless a tier's typical value is not valid; then
    /// pooled takes its place (Methods 6.2, 6.6).
    var isTypical: Bool {
        !metric.isMoney && [a, b].allSatisfy { $0.creators == 0 || $0.isTypicalValid }
    }

    var statistic: Statistic { isTypical ? Statistic.typical : Statistic.pooled }

    /// The raw headline: 9.1, or 9.2 in its place; 9.3 (i) for money.
    var headline: Contrast? { isTypical ? typical : pooled }

    /// 9.3 (iii).
    var mover: MoverDifference? {
        a.pooled.flatMap { pooledA in b.pooled.flatMap { MoverDifference(pooledA, $0) } }
    }

    /// What the numbers rest on.
    func notes(typical isTypical: Bool) -> Set<Note> {
        var notes = a.notes(typical: isTypical).union(b.notes(typical: isTypical))
        // Likes and comments stand in for engagement only where its components are uneven (4.1).
        if case .post(let metric) = metric, metric.numerator == .coreEngagement { notes.insert(Note.componentGap) }
        return notes
    }
}

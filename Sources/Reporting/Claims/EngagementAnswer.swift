internal import Findings
internal import SocialData

/// Answers "does a creator of tier A get a higher engagement rate than one of tier B?" from the typical contrast, or from
/// the pooled one where typical is not valid (Methods 6.2, 6.6, 9.1, 9.2).
struct EngagementAnswer {
    private let index: FindingsIndex

    static func answer(_ index: FindingsIndex) -> Answer {
        EngagementAnswer(index: index).answer()
    }

    private var definition: Definition { index.definition }
    private var a: String { index.nameA }
    private var b: String { index.nameB }

    private func answer() -> Answer {
        guard index.hasPosts else {
            return cannotTell(
                index.refused.said(instead: .posts).map { say("\($0), and no other file holds posts, so nothing can be said about engagement.") }
                    ?? say("There are no posts in these files, so nothing can be said about engagement."))
        }
        guard index.findings.census.contains(where: { $0.tier != "unknown" && $0.posts > 0 }) else {
            let posts = index.census(tier: "unknown")?.posts ?? 0
            return cannotTell(
                say("None of the \(Format.counted(posts, .post)) can be placed in a tier, as no file says how many followers their creators had near their day, so these files cannot tell how the tiers differ in engagement."))
        }
        let empty = [definition.tierA, definition.tierB].filter { creators($0) == 0 }
        guard empty.isEmpty else { return emptyTiers(empty) }

        if let typical = index.comparison(index.engagement, .typical), typical.ratio != nil {
            return compared(typical, isTypical: true)
        }
        if let pooled = index.comparison(index.engagement, .pooled), pooled.ratio != nil {
            return compared(pooled, isTypical: false)
        }
        return cannotTell(
            say("These files cannot tell how the engagement rates of \(a) and \(b) creators compare: the ratio is not defined for them."))
    }

    private func creators(_ tier: String) -> Int {
        index.estimate(index.engagement, .pooled, tier: tier)?.creators
            ?? index.estimate(index.engagement, .typical, tier: tier)?.creators ?? 0
    }

    private func cannotTell(_ sentence: String, remarks: [String] = []) -> Answer {
        Answer(sentences: [sentence], remarks: remarks)
    }

    private func emptyTiers(_ tiers: [String]) -> Answer {
        var remarks = tiers.compactMap {
            Answer.leftOut(index, unit: .posts, tier: $0, metric: index.engagement)
        }
        remarks += [Answer.withoutTier(index, unit: .posts)].compactMap(\.self)
        let isEither = tiers.count < 2
        let name = Visible.text(tiers[0])
        var sentence =
            isEither
            ? say("These files cannot tell how the engagement rates of \(a) and \(b) creators compare: no \(name) creator has a post with engagement and followers.")
            : say("These files cannot tell how the engagement rates of \(a) and \(b) creators compare: no \(a) and no \(b) creator has a post with engagement and followers.")
        let present = [definition.tierA, definition.tierB].first { !tiers.contains($0) }
        if let present, let rate = rate(present) {
            let creators = Format.counted(creators(present), .creator)
            sentence += " " + say("A typical \(Visible.text(present)) creator gets \(rate) of followers per post (\(creators)).")
        }
        return cannotTell(sentence, remarks: remarks)
    }

    /// `3.42%` of followers per post, of a typical creator.
    private func rate(_ tier: String) -> String? {
        index.estimate(index.engagement, .typical, tier: tier)?.value.map { Format.percent($0) }
    }

    private func compared(_ row: Comparison, isTypical: Bool) -> Answer {
        let ratio = Format.quantity(row.ratio, low: row.ratioLow, high: row.ratioHigh, kind: .times, border: 1)
        let interval = Answer.interval(ratio, confidence: definition.confidence) ?? Answer.noInterval
        let evidence = "(\(interval); \(Answer.creators(row.creatorsA, row.creatorsB)))"

        var sentences: [String] = []
        let shortage = Answer.shortage(index, index.engagement, row.statistic, of: .rates)
        if let shortage {
            sentences.append(say("These files cannot tell how the engagement rates of \(a) and \(b) creators compare: \(shortage)."))
            sentences.append(
                isTypical
                    ? say("Among those few, a typical \(a) creator gets \(ratio.value) times the engagement rate of a typical \(b) creator \(evidence).")
                    : say("Among those few, per follower, \(a) posts got \(ratio.value) times the engagement of \(b) posts \(evidence)."))
        } else {
            sentences.append(
                isTypical
                    ? say("A typical \(a) creator gets \(ratio.value) times the engagement rate of a typical \(b) creator \(evidence).")
                    : say("Per follower, \(a) posts together got \(ratio.value) times the engagement of \(b) posts \(evidence)."))
            if let compatible = compatibility(row) { sentences.append(compatible) }
            if let alike = likeForLike(row.statistic) { sentences.append(alike) }
        }
        return Answer(sentences: sentences, remarks: remarks(row, isTypical: isTypical))
    }

    private func likeForLike(_ statistic: Statistic) -> String? {
        guard
            let row = index.comparisons(index.engagement, statistic).first(where: { $0.analysis == .adjusted }),
            row.ratio != nil
        else { return nil }
        let ratio = Format.quantity(row.ratio, low: row.ratioLow, high: row.ratioHigh, kind: .times, border: 1)
        return Answer.likeForLike(row, ratio.value, ratio, isRatio: true, definition)
    }

    private func compatibility(_ row: Comparison) -> String? {
        guard let includesNoDifference = row.includesNoDifference else {
            return say("Without an interval these files cannot tell how far the ratio is a matter of chance.")
        }
        guard includesNoDifference else { return nil }
        return say("The interval includes \("1"): these files are compatible with no difference.")
    }

    /// Which tier has how many posts that are too small for a typical rate (Methods 6.2).
    private var lowPosts: String {
        let parts: [String] = [definition.tierA, definition.tierB].compactMap { tier in
            guard let row = index.estimate(index.engagement, .typical, tier: tier),
                row.notes.contains(.typicalNotValid)
            else { return nil }
            return say("\(Format.share(row.lowShare)) of \(Visible.text(tier)) posts")
        }
        return parts.isEmpty
            ? say("A typical creator is not given: it is not defined for both tiers. So the rates are totals over totals.")
            : say("A typical creator is not given: \(Wording.list(parts)) have fewer than 3 engagements, and more than \(Format.share(0.01)) is too many for it. So the rates are totals over totals.")
    }

    private func remarks(_ row: Comparison, isTypical: Bool) -> [String] {
        var remarks: [String] = []
        if isTypical, let rateA = rate(definition.tierA), let rateB = rate(definition.tierB) {
            remarks.append(say("The typical rates are \(rateA) of followers per post for \(a) and \(rateB) of followers per post for \(b)."))
        }
        if !isTypical { remarks.append(lowPosts) }
        if let ratio = row.minimumDetectableRatio {
            let times = Format.quantity(ratio, kind: .times, border: 1)
            remarks.append(say("With these creators, a ratio of about \(times.value) is the smallest that would show in \(Format.share(0.8)) of such samples."))
        }
        remarks += Answer.separation(index, index.engagement)
        remarks = Answer.missing(index, index.engagement) + Answer.mix(index.headline(index.engagement), index.definition) + remarks
        return remarks + Answer.notes(index.headline(index.engagement)?.notes ?? row.notes) + [Answer.withoutTier(index, unit: .posts)].compactMap(\.self)
    }
}

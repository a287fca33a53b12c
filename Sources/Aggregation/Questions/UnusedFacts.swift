internal import Findings
internal import SocialData

/// Facts that no analysis uses because something is missing or wrong in them. What a pipeline leaves out on purpose (its
/// period, young posts and deals, cancelled orders) is no loss; `exclusions.csv` has both.
enum UnusedFacts {
    /// Share of an entity's rows, or of what deals cost, above which those that no analysis uses could change the answer.
    private static let importantShare = 0.05

    /// - Parameter usedCost: what the deals that count cost together.
    static func losses(_ exclusions: [ExclusionRow], _ summary: NormalizationSummary, usedCost: Int128) -> [Loss] {
        var losses = [postsWithoutFollowers(exclusions, summary)].compactMap(\.self)
        for (unit, reason, why, remedy) in faults {
            let entity = unit.entity
            let rows = exclusions.filter { $0.unit == unit && $0.metric == .none && $0.reason == reason }.reduce(0) { $0 + $1.rows }
            guard rows > 0 else { continue }
            let all = summary.rows(of: entity).facts
            let money = entity == .deals ? summary.unusedCost[reason.rawValue] : nil
            let isMuch = money.map { Double($0.value) > importantShare * Double($0.value + usedCost) } ?? false
            let isMany = Double(rows) > importantShare * Double(all) || isMuch
            losses.append(
                Loss(
                    .notUsed, isMany ? .important : .noted, source: entity.rawValue,
                    what: "\(rows) of \(all) \(entity) are used by no analysis: \(why)", count: rows, unit: LossUnit(entity),
                    money: money, remedy: remedy))
        }
        return losses
    }

    /// Some posts stand in no tier for want of followers, and with them perhaps the better half of one. Where none has followers, no
    /// claim is tested, and the page says so.
    private static func postsWithoutFollowers(_ exclusions: [ExclusionRow], _ summary: NormalizationSummary) -> Loss? {
        let all = summary.rows(of: .posts).facts
        // Those whose counts are too old are said with that reason.
        let tooOld = summary.losses.filter { $0.kind == .countsTooOld }.reduce(0) { $0 + $1.count }
        let left = exclusions.filter { $0.unit == .posts && $0.metric == .none }
        let unknown = left.filter { $0.reason == .unknownTier }.reduce(0) { $0 + $1.rows } - tooOld
        guard unknown > 0, left.reduce(0, { $0 + $1.rows }) < all else { return nil }
        return Loss(
            .notUsed, Double(unknown) > importantShare * Double(all) ? .important : .noted, source: Entity.posts.rawValue,
            what: "\(unknown) of \(all) posts are used by no analysis: no file says how many followers their creators had", count: unknown, unit: .posts,
            remedy: "add follower counts of their accounts, from 90 days before a post to 30 days after it, or `followers_at_post`")
    }

    private static let faults: [(unit: CountedUnit, reason: ExclusionReason, why: String, remedy: String)] = [
        (.posts, .noCreator, "they name no creator", "add a handle or an account id to the export, or say `set: {handle: …}` in the source"),
        (.posts, .noPlatform, "they name no platform", "say `set: {platform: …}` in the source"),
        (.posts, .noPostedAt, "no date of posting can be read", "export the dates, or say in the source how they are written"),
        (
            .posts, .afterCutOff, "they lie more than 48 hours after the data cut-off",
            "say `as_of:` in the pipeline, or `set: {exported_at: …}` in the source; check the order of day and month"
        ),
        (.deals, .noCreator, "they name no creator", "add the handle or the creator's id to the deals"),
        (.deals, .noStart, "they name no start", "add `started_at` to the deals"),
        (.deals, .noCurrency, "an amount has no currency", "say `set: {currency: …}` in the source"),
        (.deals, .noRate, "there is no exchange rate for their day", "name a file of rates that holds those days: `rates:`"),
        (.deals, .costMissing, "no fee is known", "add the fee, 0 where nothing was paid"),
        (.deals, .negativeCost, "their cost is below 0", "correct the amounts"),
        (.deals, .unknownTier, "no file says how many followers their creators had near their start", "add follower counts dated near it, or `followers_at_booking`"),
        (.orders, .noCurrency, "their amount has no currency", "say `set: {currency: …}` in the source"),
        (.orders, .noRate, "there is no exchange rate for their day", "name a file of rates that holds those days: `rates:`"),
    ]
}

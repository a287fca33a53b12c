internal import Findings
internal import SocialData

extension FindingsBuilder {
    /// Share of an entity's rows above which those that no analysis uses could change the answer.
    private static let importantShare = 0.05

    /// Facts that no analysis uses because something is missing or wrong in them. What a pipeline leaves out on purpose (its
    /// period, young posts and deals, cancelled orders) is no loss; `exclusions.csv` has both.
    func exclusionLosses(_ exclusions: [ExclusionRow], _ summary: NormalizationSummary) -> [Loss] {
        var losses: [Loss] = []
        for (unit, reason, why, remedy) in Self.faults {
            let rows = exclusions.filter { $0.unit == unit && $0.metric == .none && $0.reason == reason }.reduce(0) { $0 + $1.rows }
            guard rows > 0 else { continue }
            let all = summary.rows(of: unit.rawValue).facts
            let isMany = Double(rows) > Self.importantShare * Double(all)
            losses.append(
                Loss(
                    .notUsed, isMany ? .important : .noted, source: unit.rawValue,
                    what: "\(rows) of \(all) \(unit.rawValue) are used by no analysis: \(why)", count: rows, unit: unit.rawValue, remedy: remedy))
        }
        return losses
    }

    private static let faults: [(unit: CountedUnit, reason: String, why: String, remedy: String)] = [
        (.posts, "no_creator", "they name no creator", "add a handle or an account id to the export, or say `set: {handle: …}` in the source"),
        (.posts, "no_platform", "they name no platform", "say `set: {platform: …}` in the source"),
        (.posts, "no_posted_at", "no date of posting can be read", "export the dates, or say in the source how they are written"),
        (
            .posts, "after_cut_off", "they lie more than 48 hours after the data cut-off",
            "say `as_of:` in the pipeline, or `set: {exported_at: …}` in the source; check the order of day and month"
        ),
        (.deals, "no_creator", "they name no creator", "add the handle or the creator's id to the deals"),
        (.deals, "no_start", "they name no start", "add `started_at` to the deals"),
        (.deals, "no_currency", "an amount has no currency", "say `set: {currency: …}` in the source"),
        (.deals, "no_rate", "there is no exchange rate for their day", "name a file of rates: `rates:`"),
        (.deals, "cost_missing", "no fee is known", "add the fee, 0 where nothing was paid"),
        (.deals, "negative_cost", "their cost is below 0", "correct the amounts"),
        (.deals, "unknown_tier", "no file says how many followers their creators had", "add dated follower counts, or `followers_at_booking`"),
        (.orders, "no_currency", "their amount has no currency", "say `set: {currency: …}` in the source"),
        (.orders, "no_rate", "there is no exchange rate for their day", "name a file of rates: `rates:`"),
    ]
}

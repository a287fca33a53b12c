internal import Findings
internal import SocialData

struct ShiftClaim: ClaimText {
    let name = ClaimName.shift
    let statement = "Marketing shifts towards micro"
    let question = "The lower tier's share of spend from month to month, beside posts and engagement."
    let terms = ["trend", "mann_kendall", "theil_sen"]
    let example = "Shares of spend of 0.18 in January and 0.29 in December: `(0.29 − 0.18) / 11 = 0.01` a month."

    let noDifference: NoDifference? = .difference(of: 0)
    let details = DetailsPlace(table: "trend", section: "time")

    func claimed(_ words: ClaimWords) -> String { say("Budgets move towards \(words.a) creators") }

    func line(_ row: ClaimRow, _ words: ClaimWords) -> String {
        var points = Format.points(row.estimate, row.low, row.high)
        points.value = Format.signed(points.value, row.estimate)
        return say("Share of spend \(points.text) points a month")
    }

    func subject(_ row: ClaimRow) -> String {
        switch row.question {
        case .spendShareFixed: say("Share of spend with every creator fixed in the tier of their first month")
        case .postsShare: say("Share of posts")
        case .engagementShare: say("Share of engagement")
        default: say("Share of spend")
        }
    }

    /// Share points per month.
    func sentence(_ row: ClaimRow, _ words: ClaimWords) -> String {
        let points = Format.points(row.estimate, row.low, row.high)
        return say("\(subject(row)): that of \(words.a) moves by \(Format.signed(points.value, row.estimate)) percentage points a month \(words.evidence(points, row)).")
    }

    func changes(_ row: ClaimRow, _ changes: ClaimChanges) -> [Remedy] {
        let months = changes.index.findings.trend.first {
            $0.measure.rawValue == row.metric.rawValue && $0.tier == changes.definition.tierA
        }?.months
        let change =
            row.verdict == .unclear
            ? say("More months, or more creators in each.")
            : say("The same months with tiers fixed, where creators who grow out of a tier no longer count as a shift (below).")
        let seen = months.map { say("\(Format.counted($0, .month)) had any.") }
        return [Remedy(text: [change, seen].compactMap(\.self).joined(separator: " "))]
    }
}

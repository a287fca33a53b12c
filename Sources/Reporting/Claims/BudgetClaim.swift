internal import Findings
internal import SocialData

struct BudgetClaim: ClaimText {
    let name = ClaimName.budget
    let statement = "… than large-scale campaigns"
    let question = "What one budget would have brought in each tier, spent on past deals drawn anew."
    let terms = ["roi", "equal_budget"]
    let example = "A ends above B in 1,960 of 2,000 draws: `1960 / 2000 = 0.98`, at least 0.975: SUPPORTED."

    let noDifference: NoDifference? = nil
    let details = DetailsPlace(table: "budget", section: "money")

    func claimed(_ words: ClaimWords) -> String { say("The same budget earns more with \(words.a) creators") }

    func line(_ row: ClaimRow, _ words: ClaimWords) -> String {
        let share = Format.share(row.estimate)
        if mix(row, words.index) != nil { return say("Ahead in \(share) of draws, but the mix of deals has a part in it") }
        return isBeyond(row)
            ? say("Ahead in \(share) of draws, but the budget reaches beyond past deals") : say("Ahead in \(share) of draws from past deals")
    }

    func subject(_ row: ClaimRow) -> String { say("One budget in each tier") }

    func sentence(_ row: ClaimRow, _ words: ClaimWords) -> String {
        let definition = words.definition
        let (share, draws) = (Format.share(row.estimate), Format.count(definition.resamples))
        let creators = Answer.creators(row.creatorsA, row.creatorsB)
        let told =
            if let budget = definition.budget.map({ Format.currency(Format.amount($0), definition.currency) }) {
                say("With \(budget), \(words.a) alone ends above \(words.b) alone in \(share) of \(draws) draws of past creators and deals (\(creators); the draws are the interval).")
            } else {
                say("\(words.a) alone ends above \(words.b) alone in \(share) of \(draws) draws of past creators and deals (\(creators); the draws are the interval).")
            }
        let drawn = mix(row, words.index).map {
            [say("That is no answer all the same: deals are drawn as they were mixed.")] + Answer.mix($0, definition)
        }
        return [told, beyond(row, words)].compactMap(\.self).joined(separator: " ") + (drawn.map { " " + $0.joined(separator: " ") } ?? "")
    }

    private static let limiting: Set<Note> = [.supply, .extrapolation]

    /// The question of return where the mix of deals alone keeps clear draws from a verdict (Methods 22).
    private func mix(_ row: ClaimRow, _ index: FindingsIndex) -> HeadlineRow? {
        guard row.verdict == .unclear, Self.limiting.isDisjoint(with: row.notes), let share = row.estimate,
            share >= BudgetRow.clearShare || share <= 1 - BudgetRow.clearShare, let headline = index.headline(MetricName.returnOnSpend),
            headline.simpson != .none
        else { return nil }
        return headline
    }

    private func isBeyond(_ row: ClaimRow) -> Bool { row.verdict == .unclear && !Self.limiting.isDisjoint(with: row.notes) }

    /// Why there is no verdict however clear the draws are.
    private func beyond(_ row: ClaimRow, _ words: ClaimWords) -> String? {
        guard isBeyond(row) else { return nil }
        let reasons = [(100, words.a), (0, words.b)].flatMap { share, tier -> [String] in
            let notes = words.index.findings.budget.first { $0.shareA == share }?.notes ?? []
            return notes.filter(Self.limiting.contains).map { say("with \(tier) alone \(Wording.note($0))") }
        }
        return reasons.isEmpty
            ? say("That is no answer all the same: the budget reaches beyond what was seen.")
            : say("That is no answer all the same: \(reasons.joined(separator: "; ")).")
    }

    func changes(_ row: ClaimRow, _ changes: ClaimChanges) -> [Remedy] {
        guard Self.limiting.isDisjoint(with: row.notes) else { return [smaller(changes)] }
        guard mix(row, changes.index) == nil else {
            return [Remedy(text: say("No other budget: deals of both tiers on the same platforms, in the same niches and months."))]
        }
        let next = changes.definition.budget.map { ($0.value * 2 / 10_000).description } ?? "100000"
        return [
            Remedy(
                text: say("\(Format.setting(BudgetRow.clearShare)) of the draws or more would support the claim, \(Format.setting((1 - BudgetRow.clearShare).published)) or less contradict it. More deals narrow the draws; another budget is one line in the pipeline file, for example"),
                example: ["budget: \(next)"])
        ]
    }

    /// No number of draws helps where the budget reaches beyond what was seen.
    private func smaller(_ changes: ClaimChanges) -> Remedy {
        let largest = changes.index.findings.budget.compactMap(\.largest?.value).min().map { Self.rounded($0 / 10_000) } ?? 0
        guard largest > 0 else { return Remedy(text: say("A smaller budget, one that past deals and creators can take.")) }
        let amount = Format.currency(Format.count(largest), changes.definition.currency)
        return Remedy(
            text: say("A smaller budget: past deals and creators of both tiers can take about \(amount). It is one line in the pipeline file, for example"),
            example: ["budget: \(largest)"])
    }

    /// Down to two digits.
    static func rounded(_ amount: Int128) -> Int128 {
        var unit: Int128 = 1
        while amount / unit >= 100 { unit *= 10 }
        return amount / unit * unit
    }
}

internal import Findings

struct BudgetClaim: ClaimText {
    let name = ClaimName.budget
    let statement = "… than large-scale campaigns"
    let question = "What one budget would have brought in each tier, spent on past deals drawn anew."
    let terms = ["roi", "equal_budget"]
    let example = "A ends above B in 1 960 of 2 000 draws: `1960 / 2000 = 0.98`, at least 0.975: SUPPORTED."

    func subject(_ row: ClaimRow) -> String { "One budget in each tier" }

    func sentence(_ row: ClaimRow, _ words: ClaimWords) -> String {
        let definition = words.definition
        let budget = definition.budget.map { "With \(Format.amount($0)) \(Visible.text(definition.currency)), " } ?? ""
        return
            "\(budget)\(words.a) alone ends above \(words.b) alone in \(Format.share(row.estimate)) of \(Format.count(definition.resamples)) draws of past creators and deals (\(Answer.creators(row.creatorsA, row.creatorsB)); the draws are the interval)."
    }

    func changes(_ row: ClaimRow, _ changes: ClaimChanges) -> [Remedy] {
        let next = changes.definition.budget.map { ($0.value * 2 / 10_000).description } ?? "100000"
        var remedies = [
            Remedy(
                text:
                    "\(Format.setting(0.975)) of the draws or more would support the claim, \(Format.setting(0.025)) or less contradict it. More deals narrow the draws; another budget is one line in the pipeline file, for example",
                example: ["budget: \(next)"])
        ]
        if row.notes.contains(.extrapolation) {
            remedies.append(
                Remedy(
                    text:
                        "Deals of such a size: the budget is more than three times what a tier's deals cost so far, and past prices and reach are taken to hold."
                ))
        }
        return remedies
    }
}

internal import Findings
internal import SocialData

/// What to do with the next budget: as far as the files carry an advice, and what to add where they carry none.
struct NextBudget {
    /// The advice with the words above it.
    struct Advice {
        let title: String
        let remedy: Remedy

        var context: [String: Any] { remedy.context.merging(["title": title]) { $1 } }
    }

    let index: FindingsIndex
    /// What is said of the return.
    let money: Lead

    private var definition: Definition { index.definition }

    var advice: Advice {
        if let emptyTier { return Advice(title: say("What to do first"), remedy: emptyTier) }
        if money == .cannotTell, let lacking {
            // What was refused is there already.
            if let refused = index.refused.remedy(lacking) { return Advice(title: say("What to do first"), remedy: refused) }
            return Advice(title: say("What to add first"), remedy: LackText(lacking, definition).remedy)
        }
        return Advice(title: say("The next budget"), remedy: remedy)
    }

    private var remedy: Remedy {
        switch money {
        case .higher(let first, let second): ofLead(first, second)
        case .alike:
            Remedy(text: say("Returns give no reason to move budget between \(index.nameA) and \(index.nameB): choose creators by other aims, and deals by their price."))
        case .unclear:
            keeping
        case .cannotTell: Remedy(text: say("Keep the split as it is: these files cannot say where the next budget returns more."))
        }
    }

    private func ofLead(_ first: String, _ second: String) -> Remedy {
        let (leader, behind) = (Visible.text(first), Visible.text(second))
        // The lead is like for like; where all deals together say the opposite, it is no reason to move money from tier to tier.
        if let one = index.money(tier: first)?.roi, let other = index.money(tier: second)?.roi, one < other,
            let headline = index.headline(MetricName.returnOnSpend)
        {
            return Remedy(
                text: say("Within the same \(Caution.mix(headline)), prefer \(leader) to \(behind). Keep the split between the tiers as it is: over all deals together \(behind) returned more \(Wording.per(definition.currency))."))
        }
        let own = index.payoff(tier: first)
        guard definition.margin != 1 else {
            return Remedy(
                text: say(
                    "Prefer \(leader) to \(behind) for the next deals, and set a margin in the pipeline file: only then can the report say whether either of them earns money."),
                example: ["roi: {margin: 0.55}"])
        }
        let advice =
            if let high = own?.profitHigh, high < 0 {
                [say("Prefer \(leader) to \(behind), but pay less: both lost money at past prices, \(behind) more \(Wording.per(definition.currency)) spent.")]
            } else if let low = own?.profitLow, low > 0 {
                [say("Move budget from \(behind) to \(leader), which earned more than it cost."), reach(first)]
            } else {
                [say("Prefer \(leader) to \(behind), in small steps: \(leader) returned more, but may not have paid for itself."), reach(first)]
            }
        return Remedy(text: (advice + [worse(than: second)]).compactMap(\.self).joined(separator: " "))
    }

    /// How much past deals and creators of the tier can take.
    private func reach(_ tier: String) -> String? {
        let alone = tier == definition.tierA ? 100 : 0
        guard let largest = index.findings.budget.first(where: { $0.shareA == alone })?.largest?.value, largest >= 10_000 else { return nil }
        let amount = Format.currency(Format.count(BudgetClaim.rounded(largest / 10_000)), definition.currency)
        return say("Its past deals cover a budget of up to about \(amount).")
    }

    /// Another tier that surely lost more than the one behind: advice about the pair alone would pass over it.
    private func worse(than behind: String) -> String? {
        guard let row = index.greatestLoss, let tier = row.tier, ![definition.tierA, definition.tierB].contains(tier), let profit = row.profit,
            let cost = row.cost, let high = row.profitHigh, high < 0, profit.value < index.payoff(tier: behind)?.profit?.value ?? 0
        else { return nil }
        let loss = Format.whole(profit.magnitude, definition.currency)
        return say("Look at \(Visible.text(tier)) first: it lost \(loss) of the \(Format.whole(cost, definition.currency)) it cost.")
    }

    /// Nothing moves, and what it takes to see a difference.
    private var keeping: Remedy {
        let more = index.findings.claims.first { $0.claim == .return }.flatMap { ClaimChanges(index).all($0).first }
        let kept = say("Keep the split between \(index.nameA) and \(index.nameB) as it is: these files give no reason to move budget.")
        return Remedy(text: [kept, more?.text].compactMap(\.self).joined(separator: " "), example: more?.example ?? [])
    }

    /// Where nobody stands in a tier of the pair: fill it, or ask about tiers that the files hold.
    private var emptyTier: Remedy? {
        let empty = index.emptyOfPair.map { Visible.text($0) }
        guard !empty.isEmpty else { return nil }
        let names = Wording.list(empty)
        let filled = index.findings.census.filter { row in row.creators > 0 && index.tiers.contains(row.tier) }
            .sorted { $0.creators > $1.creators }.map { Visible.text($0.tier) }
        guard filled.count > 1 else {
            return Remedy(text: say("Add posts and deals of \(names) creators, or draw the line between the tiers elsewhere (tiers in the pipeline file)."))
        }
        return Remedy(
            text: say("Add posts and deals of \(names) creators, or compare tiers that the files hold, for example"),
            example: ["compare: {a: \(filled[0]), b: \(filled[1])}"])
    }

    /// The first thing that would let the files answer.
    private var lacking: Lack? {
        if !index.hasTieredRows { return .followers }
        if !index.hasDeals { return .deals }
        if !index.hasOrders { return .orders }
        let rows = [ClaimName.return, .engagement].compactMap { name in index.findings.claims.first { $0.claim == name } }
        return index.missing(rows).first
    }
}

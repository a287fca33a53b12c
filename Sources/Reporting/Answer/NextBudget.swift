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

    private let index: FindingsIndex
    private let engagement: Lead
    private let money: Lead

    init(_ index: FindingsIndex, _ engagement: Lead, _ money: Lead) {
        self.index = index
        self.engagement = engagement
        self.money = money
    }

    private var definition: Definition { index.definition }

    var advice: Advice {
        if money == .cannotTell, let lacking { return Advice(title: say("What to add first"), remedy: lacking) }
        return Advice(title: say("The next budget"), remedy: remedy)
    }

    private var remedy: Remedy {
        switch money {
        case .higher(let first, let second): ofLead(first, second)
        case .alike:
            Remedy(text: say("Returns give no reason to move budget between \(index.nameA) and \(index.nameB): choose creators by other aims, and deals by their price."))
        case .unclear:
            more(of: .return)
                ?? Remedy(text: say("Keep the split between \(index.nameA) and \(index.nameB) as it is: these files give no reason to move budget."))
        case .cannotTell: Remedy(text: say("Keep the split as it is: these files cannot say where the next budget returns more."))
        }
    }

    private func ofLead(_ first: String, _ second: String) -> Remedy {
        let (leader, behind) = (Visible.text(first), Visible.text(second))
        let own = index.findings.payoff.first { $0.part == .tier && $0.tier == first }
        guard definition.margin != 1 else {
            return Remedy(
                text: say(
                    "Prefer \(leader) to \(behind) for the next deals, and set a margin in the pipeline file: only then can the report say whether either of them earns money."),
                example: ["roi: {margin: 0.55}"])
        }
        if let low = own?.profitLow, let high = own?.profitHigh {
            if high < 0 {
                return Remedy(
                    text: say("Prefer \(leader) to \(behind), but pay less: both lost money at past prices, \(behind) more \(Wording.per(definition.currency)) spent.") + worst(than: second))
            }
            if low > 0 {
                return Remedy(text: say("Move budget from \(behind) to \(leader), which earned more than it cost.") + steps(first) + worst(than: second))
            }
        }
        return Remedy(
            text: say("Prefer \(leader) to \(behind), in small steps: \(leader) returned more, but may not have paid for itself.") + steps(first) + worst(than: second))
    }

    /// How much past deals and creators of the tier can take.
    private func steps(_ tier: String) -> String {
        let alone = tier == definition.tierA ? 100 : 0
        guard let largest = index.findings.budget.first(where: { $0.shareA == alone })?.largest?.value, largest >= 10_000 else { return "" }
        let amount = Format.currency(Format.count(BudgetClaim.rounded(largest / 10_000)), definition.currency)
        return " " + say("Its past deals cover a budget of up to about \(amount).")
    }

    /// Another tier that surely lost more than the one behind: advice about the pair alone would pass over it.
    private func worst(than behind: String) -> String {
        let tiers = index.findings.payoff.filter { $0.part == .tier }
        let known = tiers.first { $0.tier == behind }?.profit?.value ?? 0
        guard let row = tiers.min(by: { ($0.profit?.value ?? 0) < ($1.profit?.value ?? 0) }), let tier = row.tier,
            ![definition.tierA, definition.tierB].contains(tier), let profit = row.profit, let cost = row.cost, let high = row.profitHigh,
            high < 0, profit.value < known
        else { return "" }
        let loss = Format.whole(ExactTotal(-profit.value), definition.currency)
        return " " + say("Look at \(Visible.text(tier)) first: it lost \(loss) of the \(Format.whole(cost, definition.currency)) it cost.")
    }

    /// What it takes to see a difference.
    private func more(of claim: ClaimName) -> Remedy? {
        guard let row = index.findings.claims.first(where: { $0.claim == claim }), let first = ClaimChanges(index).all(row).first
        else { return nil }
        return Remedy(
            text: say("Keep the split between \(index.nameA) and \(index.nameB) as it is: these files give no reason to move budget.")
                + " " + first.text, example: first.example)
    }

    /// The first thing that would let the files answer.
    private var lacking: Remedy? {
        if !index.hasTieredRows { return LackText(.followers, definition).remedy }
        if !index.hasDeals { return LackText(.deals, definition).remedy }
        if !index.hasOrders { return LackText(.orders, definition).remedy }
        let claims: [ClaimName] = [.return, .engagement]
        let rows = claims.compactMap { name in index.findings.claims.first { $0.claim == name } }
        return rows.lazy.flatMap { index.missing($0) }.first.map { LackText($0, definition).remedy }
    }
}

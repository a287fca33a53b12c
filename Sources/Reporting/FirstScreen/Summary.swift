internal import Findings
internal import SocialData

/// The first screen in words: which tier, by how much, how sure, and what to do with the next budget.
struct Summary {
    let which: String
    let howMuch: [String]
    let howSure: [String]
    /// What to do with the next budget, or what would make the files answer.
    let next: NextBudget.Advice

    init(_ index: FindingsIndex) {
        let engagement = Lead(index, index.engagement)
        let money = Lead(index, .returnOnSpend)
        which = WhichTier(index: index, engagement: engagement, money: money).sentence
        howMuch = HowMuch(index: index, engagement: engagement, money: money).sentences
        howSure =
            HowSure(index: index, engagement: engagement, money: money).sentences
            + [index.engagement, .returnOnSpend].flatMap { Caution(index, $0)?.sentences ?? [] }
        next = NextBudget(index: index, money: money).advice
    }
}

/// What a headline question's verdict says of the asked pair.
enum Lead: Equatable {
    /// The tier is clearly higher, the other is the one behind.
    case higher(String, than: String)
    /// We can tell, and the difference is too small to matter.
    case alike
    case unclear
    case cannotTell

    init(_ index: FindingsIndex, _ metric: MetricName) {
        let definition = index.definition
        let isKnown = metric == .returnOnSpend ? index.hasCountingDeals && index.hasOrders : index.hasPosts
        guard isKnown, let row = index.headline(metric) else {
            self = .cannotTell
            return
        }
        switch row.verdict {
        case .higher(let tier): self = .higher(tier, than: tier == definition.tierA ? definition.tierB : definition.tierA)
        case .noRelevantDifference: self = .alike
        case .noClearDifference: self = .unclear
        case .notEnoughData: self = .cannotTell
        }
    }

    var leader: String? {
        if case .higher(let tier, _) = self { tier } else { nil }
    }
}

/// `Micro creators engaged better and returned more per euro than macro creators in 2024.`
private struct WhichTier {
    let index: FindingsIndex
    let engagement: Lead
    let money: Lead

    private var a: String { Wording.capitalised(index.nameA) }
    private var b: String { index.nameB }
    private var perEuro: String { Wording.per(index.definition.currency) }

    var sentence: String {
        let period = Wording.inPeriod(index.definition)
        let empty = index.emptyOfPair.map { Visible.text($0) }
        if let first = empty.first {
            return empty.count == 1
                ? say("There are no \(first) creators in these files, so \(index.nameA) and \(b) cannot be compared.")
                : say("There are neither \(index.nameA) nor \(b) creators in these files, so the two cannot be compared.")
        }
        if case .higher(let first, let second) = engagement, money == engagement {
            return say(
                "\(Wording.capitalised(Visible.text(first))) creators engaged better and returned more \(perEuro) than \(Visible.text(second)) creators\(period).")
        }
        if case .higher(let first, let second) = engagement, case .higher(let other, _) = money, other == second {
            return say(
                "\(Wording.capitalised(Visible.text(first))) creators engaged better\(period), but \(Visible.text(second)) creators returned more \(perEuro).")
        }
        return [ofEngagement(period), ofMoney(period)].joined(separator: " ")
    }

    private func ofEngagement(_ period: String) -> String {
        switch engagement {
        case .higher(let first, let second):
            say("\(Wording.capitalised(Visible.text(first))) creators engaged better than \(Visible.text(second)) creators\(period).")
        case .alike: say("\(a) and \(b) creators engaged about equally well\(period): any difference is too small to matter.")
        case .unclear: say("\(a) and \(b) creators showed no clear difference in engagement\(period).")
        case .cannotTell:
            EngagementAnswer.answer(index).sentences.first ?? say("Which tier engages better, these files cannot tell.")
        }
    }

    private func ofMoney(_ period: String) -> String {
        switch money {
        case .higher(let first, let second):
            say("\(Wording.capitalised(Visible.text(first))) creators returned more \(perEuro) than \(Visible.text(second)) creators\(period).")
        case .alike: say("\(a) and \(b) creators returned about the same \(perEuro).")
        case .unclear: say("Whether \(index.nameA) or \(b) creators return more \(perEuro) is not clear from these files.")
        case .cannotTell: MoneyAnswer.answer(index).sentences.first ?? say("Which tier returns more, these files cannot tell.")
        }
    }
}

/// The sizes of the leads, and what all deals together earned or lost.
private struct HowMuch {
    let index: FindingsIndex
    let engagement: Lead
    let money: Lead

    private var definition: Definition { index.definition }
    private var currency: String { definition.currency }

    var sentences: [String] { [rate, returns, programme].compactMap(\.self) }

    /// The contrast that the verdict rests on, from the leader's side.
    private var rate: String? {
        guard engagement != .cannotTell, let row = index.findings.claims.first(where: { $0.claim == .engagement }),
            row.question == .headline, let estimate = row.estimate
        else { return nil }
        // From the side of the leader: a ratio below 1 is hard to read.
        let isOfB = engagement.leader == definition.tierB && estimate > 0
        let ratio =
            isOfB
            ? Format.quantity(1 / estimate, low: row.high.map { 1 / $0 }, high: row.low.map { 1 / $0 }, kind: .times, border: 1)
            : Format.quantity(estimate, low: row.low, high: row.high, kind: .times, border: 1)
        guard let interval = Answer.interval(ratio, confidence: definition.confidence) else { return nil }
        let (one, other) = isOfB ? (index.nameB, index.nameA) : (index.nameA, index.nameB)
        return say("\(Wording.capitalised(one)) creators got \(ratio.value) times the engagement rate of \(other) creators (\(interval)).")
    }

    /// What a unit of money brought back, after the cost of the goods where a margin is set.
    private var returns: String? {
        guard money != .cannotTell, let a = back(definition.tierA), let b = back(definition.tierB) else { return nil }
        return definition.margin == 1
            ? say("\(Wording.capitalised(Wording.per(currency))) spent, \(index.nameA) creators brought \(a) of net revenue and \(index.nameB) creators \(b).")
            : say("\(Wording.capitalised(Wording.per(currency))) spent, \(index.nameA) creators brought back \(a) and \(index.nameB) creators \(b), after the cost of goods.")
    }

    private func back(_ tier: String) -> String? {
        index.money(tier: tier).flatMap(\.roi).map { Format.currency(Format.decimal($0 + 1, decimals: 2), currency) }
    }

    private var programme: String? {
        guard index.hasOrders, let row = index.programme, let profit = row.profit, let cost = row.cost,
            cost.value > 0
        else { return nil }
        let spent = Format.whole(cost, currency)
        let amount = Format.whole(profit.magnitude, currency)
        let isOfMargin = definition.margin != 1
        if let low = row.profitLow, let high = row.profitHigh, low < 0, high > 0 {
            let number = row.creators ?? 0
            guard number >= definition.minimumCreators else {
                // Limits of two or three creators reach into the billions, and say nothing.
                let creators = Format.counted(number, .creator)
                return isOfMargin
                    ? say("Whether all deals together made money is open: \(Format.whole(profit, currency)) beyond the \(spent) they cost, of \(creators), too few for an interval.")
                    : say("Whether all deals together sold for what they cost is open: \(Format.whole(profit, currency)) beyond the \(spent) they cost, of \(creators), too few for an interval.")
            }
            let range = say("\(limit(low)) to \(limit(high))")
            return isOfMargin
                ? say("Whether all deals together made money is open: \(Format.whole(profit, currency)) (\(range)) beyond the \(spent) they cost.")
                : say("Whether all deals together sold for what they cost is open: \(Format.whole(profit, currency)) (\(range)) beyond the \(spent) they cost.")
        }
        if profit.value < 0 {
            // Where one tier makes most of it, and no other's profit hides a part.
            if isOfMargin, let worst = index.greatestLoss, let tier = worst.tier, let loss = worst.profit, loss.value * 2 < profit.value,
                loss.value > profit.value
            {
                return say(
                    "All deals together lost \(amount) of the \(spent) they cost, \(Format.whole(loss.magnitude, currency)) of it with \(Visible.text(tier)) creators.")
            }
            return isOfMargin
                ? say("All deals together lost \(amount) of the \(spent) they cost.")
                : say("All deals together brought \(amount) less net revenue than the \(spent) they cost.")
        }
        return isOfMargin
            ? say("All deals together earned \(amount) on top of the \(spent) they cost.")
            : say("All deals together brought \(amount) more net revenue than the \(spent) they cost.")
    }

    private func limit(_ value: Double) -> String { Format.currency(Format.decimal(value, decimals: 0), currency) }
}

/// What chance, another boundary and cost that nobody recorded do to the leads.
private struct HowSure {
    let index: FindingsIndex
    let engagement: Lead
    let money: Lead

    var sentences: [String] {
        guard engagement.leader != nil || money.leader != nil else { return [] }
        return [chance, limits].compactMap(\.self)
    }

    private var confidence: String { Format.setting(index.definition.confidence) }

    private var chance: String {
        switch (engagement.leader, money.leader) {
        case (.some, .some): say("Both leads are beyond chance at \(confidence) confidence.")
        case (.some, nil): say("The lead in engagement is beyond chance at \(confidence) confidence.")
        case (nil, _): say("The lead in return is beyond chance at \(confidence) confidence.")
        }
    }

    /// What the lead in return hangs on; where there is none, that of engagement.
    private var limits: String? {
        guard let leader = money.leader ?? engagement.leader else { return nil }
        let isMoney = money.leader != nil
        let rows = index.sensitivity(isMoney ? .returnOnSpend : index.engagement)
        let cost = isMoney ? unrecordedCost : nil
        guard rows.count > 1, let own = rows.first(where: \.isConfigured) else { return cost.map(onlyCost) }
        // Of those that can say anything.
        let tested = rows.filter { $0.verdict != .notEnoughData }
        let same = tested.count { $0.verdict == .higher(leader) }
        let (agree, all) = (Format.count(same), Format.count(tested.count))
        // Of two leads, the sentence has to say which.
        let areTwo = engagement.leader != nil && isMoney
        guard own.verdict == .higher(leader) else {
            // Boundaries are tried without comparing like for like (Methods 12.2), and there the lead does not show.
            let without =
                areTwo
                ? say("The return lead shows like for like; without that, \(agree) of \(all) definitions of the tiers show it.")
                : say("It shows like for like; without that, \(agree) of \(all) definitions of the tiers show it.")
            return [without, cost.map(onlyCost)].compactMap(\.self).joined(separator: " ")
        }
        guard same < tested.count else {
            let stable =
                areTwo
                ? say("The return lead holds wherever the line between the tiers is drawn (\(all) definitions with enough data).")
                : say("It holds wherever the line between the tiers is drawn (\(all) definitions with enough data).")
            return [stable, cost.map(onlyCost)].compactMap(\.self).joined(separator: " ")
        }
        let b = index.nameB
        guard let cost else {
            return areTwo
                ? say("The return lead depends on where \(b) begins: \(agree) of \(all) definitions with enough data agree.")
                : say("It depends on where \(b) begins: \(agree) of \(all) definitions with enough data agree.")
        }
        return areTwo
            ? say(
                "The return lead depends on where \(b) begins (\(agree) of \(all) definitions with enough data agree), and about \(cost) per deal of unrecorded cost, such as own work, would leave it in doubt."
            )
            : say(
                "It depends on where \(b) begins (\(agree) of \(all) definitions with enough data agree), and about \(cost) per deal of unrecorded cost, such as own work, would leave it in doubt."
            )
    }

    private func onlyCost(_ cost: String) -> String {
        say("About \(cost) per deal of unrecorded cost, such as own work, would leave the return lead in doubt.")
    }

    private var unrecordedCost: String? {
        guard let cost = index.robustness(.returnOnSpend, .unrecordedCost)?.unrecordedCost, cost.leader == money.leader,
            let unclear = cost.unclear, unclear.value > 0
        else { return nil }
        return Format.currency(Format.significant(Double(unclear.value) / 10_000, digits: 2), index.definition.currency)
    }
}

internal import Findings
internal import SocialData

/// A claim in one line: what is claimed, in plain words about the compared tiers, and what the files say, with the interval
/// that the line is drawn from.
struct ClaimResult {
    let index: FindingsIndex

    init(_ index: FindingsIndex) { self.index = index }

    private var definition: Definition { index.definition }
    private var a: String { index.nameA }
    private var b: String { index.nameB }

    /// What is claimed, in plain words.
    func statement(_ claim: ClaimName) -> String {
        let a = Wording.capitalised(a)
        return switch claim {
        case .engagement: say("\(a) creators get more engagement")
        case .return: say("\(a) creators return more \(Wording.per(definition.currency))")
        case .budget: say("The same budget earns more with \(self.a) creators")
        case .connection: say("\(a) creators are closer to their audience")
        case .niche: say("\(a) creators keep to their niche")
        case .shift: say("Budgets move towards \(self.a) creators")
        case .style: say("The way posts are made matters")
        case .audience: say("The right audience matters")
        case .alignment: say("A fit with the brand matters")
        case .definition: say("Who counts as \(self.a)")
        }
    }

    /// The answer of a claim's rows in the words of one line.
    func line(_ claim: ClaimName, _ rows: [ClaimRow]) -> String {
        guard let row = rows.first else { return say("No answer in these findings") }
        if claim.text.hasSeveralAnswers { return several(rows) }
        guard row.verdict != .notTestable else { return lacking(rows) }
        return switch claim {
        case .engagement: say("\(ratio(row)) the rate of \(b)")
        case .return: returns(row)
        case .budget: budget(row)
        case .niche: say("Keeps to fewer topics in \(chance(row)) of pairs")
        case .shift: say("Share of spend \(slope(row)) points a month")
        case .audience, .alignment: say("Rank correlation with return \(rho(row))")
        case .definition: census()
        case .connection, .style: several(rows)
        }
    }

    /// The interval to draw beside the line; nil where there is none.
    func glyph(_ claim: ClaimName, _ rows: [ClaimRow]) -> String? {
        guard let row = drawn(claim, rows), let value = row.estimate, let low = row.low, let high = row.high else { return nil }
        switch claim {
        case .engagement, .connection, .style: return IntervalGlyph(value: value, low: low, high: high, reference: 1, isRatio: true).svg
        case .niche: return IntervalGlyph(value: value, low: low, high: high, reference: 0.5, isRatio: false).svg
        case .return, .shift, .audience, .alignment: return IntervalGlyph(value: value, low: low, high: high, reference: 0, isRatio: false).svg
        case .budget, .definition: return nil
        }
    }

    /// Of several questions, the first that is supported or contradicted, else the first.
    private func drawn(_ claim: ClaimName, _ rows: [ClaimRow]) -> ClaimRow? {
        guard claim.text.hasSeveralAnswers else { return rows.first.flatMap { $0.verdict == .notTestable ? nil : $0 } }
        return rows.first { [.supported, .contradicted].contains($0.verdict) } ?? rows.first { $0.low != nil }
    }

    private func ratio(_ row: ClaimRow) -> String {
        let ratio = Format.quantity(row.estimate, low: row.low, high: row.high, kind: .times, border: 1)
        return ratio.interval.map { say("\(ratio.value) times (\($0))") } ?? say("\(ratio.value) times")
    }

    private func returns(_ row: ClaimRow) -> String {
        // In ROI: what a unit of money brings more, after the cost of goods.
        let isLess = (row.estimate ?? 0) < 0
        let quantity =
            isLess
            ? Format.quantity(row.estimate.map { -$0 }, low: row.high.map { -$0 }, high: row.low.map { -$0 }, kind: .money, border: 0)
            : Format.quantity(row.estimate, low: row.low, high: row.high, kind: .money, border: 0)
        let amount = Format.currency(quantity.value, definition.currency)
        let interval = quantity.interval(in: definition.currency).map { " (\($0))" } ?? ""
        let unit = Wording.per(definition.currency)
        let line = isLess ? say("\(amount) less \(unit) than \(b)\(interval)") : say("\(amount) more \(unit) than \(b)\(interval)")
        return index.headlineBasis(.returnOnSpend) == .adjusted ? say("\(line), like for like") : line
    }

    private func budget(_ row: ClaimRow) -> String {
        let share = Format.share(row.estimate)
        return row.verdict == .unclear && !BudgetClaim.limiting.isDisjoint(with: row.notes)
            ? say("Ahead in \(share) of draws, but the budget reaches beyond past deals")
            : say("Ahead in \(share) of draws from past deals")
    }

    private func chance(_ row: ClaimRow) -> String {
        let quantity = Format.quantity(row.estimate, low: row.low, high: row.high, kind: .percent, border: 0.5, significant: 2)
        return quantity.text
    }

    private func slope(_ row: ClaimRow) -> String {
        let points = Format.points(row.estimate, row.low, row.high)
        let value = Format.signed(points.value, row.estimate)
        return points.interval.map { "\(value) (\($0))" } ?? value
    }

    private func rho(_ row: ClaimRow) -> String {
        Format.quantity(row.estimate, low: row.low, high: row.high, kind: .times, border: 0).text
    }

    private func census() -> String {
        let (creatorsA, creatorsB) = (index.census(tier: definition.tierA)?.creators ?? 0, index.census(tier: definition.tierB)?.creators ?? 0)
        return say("\(Format.counted(creatorsA, .creator, of: a)), \(Format.counted(creatorsB, .creator, of: b))")
    }

    /// The clearest of several questions by name; else how many could be asked.
    private func several(_ rows: [ClaimRow]) -> String {
        let answered = rows.filter { [.supported, .contradicted].contains($0.verdict) && $0.estimate != nil }
        guard !answered.isEmpty else {
            let open = rows.count { $0.verdict == .unclear }
            guard open > 0 else { return rows.allSatisfy { $0.verdict == .notTestable } ? lacking(rows) : say("No difference that matters") }
            return say("No clear difference in \(Format.counted(open, .question))")
        }
        return answered.prefix(2).map { row in
            guard row.claim == .style, let level = StyleClaim.level(row, index) else {
                return say("\(row.claim.text.subject(row)) \(ratio(row))")
            }
            return say("\(Wording.capitalised(CreatorSection.level(level))) \(ratio(row)) the other posts of \(Visible.text(level.tier))")
        }.joined(separator: "; ")
    }

    private func lacking(_ rows: [ClaimRow]) -> String {
        var names: [Lack] = []
        for name in rows.flatMap({ index.missing($0) }) where !names.contains(name) { names.append(name) }
        guard !names.isEmpty else { return say("These files cannot tell") }
        return say("Missing: \(names.map { LackText($0, definition).phrase }.joined(separator: ", "))")
    }
}

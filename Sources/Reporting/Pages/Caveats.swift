internal import Findings
internal import SocialData

/// What can make the answer wrong without showing in its intervals: said with the numbers of these files.
struct Caveats {
    private let index: FindingsIndex

    init(_ index: FindingsIndex) { self.index = index }

    private var definition: Definition { index.definition }

    func blocks() -> [PageBlock] { [.list(sentences)] }

    private var sentences: [String] {
        var sentences = [say("Nobody drew lots which creator was booked, so differences that these files do not measure stay in every comparison.")]
        sentences += [uncredited, unknownCosts].compactMap(\.self)
        sentences += Answer.missing(index, index.engagement) + (index.hasOrders ? Answer.missing(index, .returnOnSpend) : [])
        sentences += [Answer.withoutTier(index, unit: .posts), Answer.withoutTier(index, unit: .deals)].compactMap(\.self)
        sentences.append(say("What past deals brought is no price list for the next ones: prices, creators and buyers change."))
        return sentences
    }

    /// Sales that no code or link leads to a creator.
    private var uncredited: String? {
        let rows = index.findings.attribution.filter { OrderCredit.rule.contains($0.attribution) }
        let all = rows.reduce(0) { $0 + $1.orders }
        guard index.hasDeals, all > 0 else { return nil }
        let credited = rows.filter { [.promoCode, .utm].contains($0.attribution) }.reduce(0) { $0 + $1.orders }
        let share = Format.share(Double(credited) / Double(all))
        return say("Codes and links credit \(share) of the \(Format.counted(all, .order)) to a creator. People also buy without them, and leaked codes count too much.")
    }

    private var unknownCosts: String? {
        guard let row = index.programme, let known = row.costShareKnown, known < 1,
            !row.unknownComponents.isEmpty
        else { return nil }
        let names = Wording.list(row.unknownComponents.map { Wording.component($0) })
        return say("Of the parts a deal's cost has, \(Format.share(known)) are known. Not known for every deal: \(names). What is unknown counts as nothing, so returns are at best as good as shown.")
    }
}

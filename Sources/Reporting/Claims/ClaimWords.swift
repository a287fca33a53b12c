internal import Findings
internal import SocialData

/// Sentences that several claims share, each with its number, interval and n.
struct ClaimWords {
    let index: FindingsIndex

    init(_ index: FindingsIndex) { self.index = index }

    var definition: Definition { index.definition }
    var a: String { index.nameA }
    var b: String { index.nameB }

    /// A row as a plain sentence.
    func text(_ row: ClaimRow) -> String {
        guard row.verdict != .notTestable else { return notTestable(row) }
        return [row.claim.text.sentence(row, self), aloneClear(row)].compactMap(\.self).joined(separator: " ")
    }

    /// The interval beside an unclear answer may exclude no difference: it is that of one question (Methods 10.4).
    func aloneClear(_ row: ClaimRow) -> String? {
        guard let questions = row.unclearAmong else { return nil }
        let isHeadline = row.question == .headline && [.engagement, .return].contains(row.claim)
        return isHeadline
            ? say("Alone this would be clear; among the \(Format.count(questions)) headline questions it is not.")
            : say("Alone this would be clear; among the \(Format.count(questions)) questions that the first page asks beside the headlines it is not.")
    }

    private func notTestable(_ row: ClaimRow) -> String {
        let names = index.missing(row)
        let missing = lacking(names)
        let claim = row.claim.text
        let subject = claim.subject(row)
        var sentences = [
            missing.isEmpty ? say("\(subject): these files cannot tell.") : say("\(subject): these files cannot tell: they lack \(missing).")
        ]
        if names.contains(.separated) { sentences += Answer.separation(index, row.metric) }
        // A return without orders is not 0 but unknown.
        if row.estimate != nil, !names.contains(.orders) { sentences.append(say("Among what there is: \(claim.sentence(row, self))")) }
        return sentences.joined(separator: " ")
    }

    /// `hashtags or niches, a budget`.
    func lacking(_ names: [Lack]) -> String { names.map { LackText($0, definition).phrase }.joined(separator: ", ") }

    /// `(95% interval …; 212 against 64 creators)`.
    ///
    /// - Parameter basis: what the numbers rest on, where that is to be said.
    func evidence(_ quantity: Format.Quantity, _ row: ClaimRow, creators: String? = nil, basis: String? = nil) -> String {
        let interval = Answer.interval(quantity, confidence: definition.confidence) ?? row.p.map(adjusted) ?? Answer.noInterval
        let parts = [interval, creators ?? Answer.creators(row.creatorsA, row.creatorsB), basis]
        return "(\(parts.compactMap(\.self).joined(separator: "; ")))"
    }

    private func adjusted(_ p: Double) -> String { say("p \(Format.probability(p)) after the adjustment for several questions") }

    func ratio(_ row: ClaimRow) -> String {
        let ratio = Format.quantity(row.estimate, low: row.low, high: row.high, kind: .times, border: 1)
        let evidence = evidence(ratio, row, basis: index.headlineBasis(row.metric) == .adjusted ? say("like for like") : nil)
        let metric = Wording.metric(row.metric)
        return index.comparison(row.metric, .typical)?.ratio != nil
            ? say("\(metric): a typical \(a) creator gets \(ratio.value) times that of a typical \(b) creator \(evidence).")
            : say("\(metric): \(a) posts together got \(ratio.value) times that of \(b) posts \(evidence).")
    }

    /// `1.5 times (1.2 to 1.8)`, for a line.
    func times(_ row: ClaimRow) -> String {
        let ratio = Format.quantity(row.estimate, low: row.low, high: row.high, kind: .times, border: 1)
        return ratio.interval.map { say("\(ratio.value) times (\($0))") } ?? say("\(ratio.value) times")
    }

    func correlationLine(_ row: ClaimRow) -> String {
        let rho = Format.quantity(row.estimate, low: row.low, high: row.high, kind: .times, border: 0)
        return say("Rank correlation with return \(rho.text)")
    }

    func chance(_ row: ClaimRow, _ subject: String) -> String {
        let quantity = Format.quantity(
            row.estimate, low: row.low, high: row.high, kind: .percent, border: 0.5, significant: 2)
        return say("\(subject): a \(a) creator drawn at random lies above a \(b) creator drawn at random in \(quantity.value) of the pairs, ties half \(evidence(quantity, row)). \(Format.share(0.5)) is no difference.")
    }

    func correlation(_ row: ClaimRow, _ subject: String) -> String {
        let rho = Format.quantity(row.estimate, low: row.low, high: row.high, kind: .times, border: 0)
        let creators = max(row.creatorsA, row.creatorsB)
        return say("\(subject): over creators, its rank correlation with net revenue for cost is \(rho.value) \(evidence(rho, row, creators: Format.counted(creators, .creator))). 0 is no relation.")
    }

    func number(_ row: ClaimRow, _ subject: String) -> String {
        guard row.estimate != nil || row.p != nil else {
            return say("\(subject): no number can be given (\(Answer.creators(row.creatorsA, row.creatorsB))).")
        }
        guard row.estimate != nil else {
            let parts = [row.p.map(adjusted), Answer.creators(row.creatorsA, row.creatorsB)].compactMap(\.self)
            return say("\(subject): several numbers, in the section Creators and content (\(parts.joined(separator: "; "))).")
        }
        let value = Format.quantity(row.estimate, low: row.low, high: row.high, kind: .times)
        return "\(subject): \(value.value) \(evidence(value, row))."
    }
}

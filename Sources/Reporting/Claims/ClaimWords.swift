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
        let asked = isHeadline ? "headline questions" : "questions that the first page asks beside the headlines"
        return "Alone this would be clear; among the \(Format.count(questions)) \(asked) it is not."
    }

    private func notTestable(_ row: ClaimRow) -> String {
        let names = index.missing(row)
        let missing = names.map { LackText($0, definition).phrase }.joined(separator: ", ")
        let why = missing.isEmpty ? "" : ": they lack \(missing)"
        let claim = row.claim.text
        // A return without orders is not 0 but unknown.
        let told = row.estimate == nil || names.contains(.orders) ? "" : " Among what there is: \(claim.sentence(row, self))"
        let apart = names.contains(.separated) ? Answer.separation(index, row.metric).map { " \($0)" }.joined() : ""
        return "\(claim.subject(row)): these files cannot tell\(why).\(apart)\(told)"
    }

    func evidence(_ quantity: Format.Quantity, _ row: ClaimRow, creators: String? = nil) -> String {
        let interval = Answer.interval(quantity, confidence: definition.confidence)
        let p = interval == nil ? row.p.map { "p \(Format.probability($0)) after the adjustment for several questions" } : nil
        return "(\(interval ?? p ?? "no interval can be given"); \(creators ?? Answer.creators(row.creatorsA, row.creatorsB)))"
    }

    func ratio(_ row: ClaimRow) -> String {
        let ratio = Format.quantity(row.estimate, low: row.low, high: row.high, kind: .times, border: 1)
        let basis = index.headlineBasis(row.metric) == .adjusted ? "; like for like" : ""
        let isTypical = index.comparison(row.metric, .typical)?.ratio != nil
        let subject = isTypical ? "a typical \(a) creator gets" : "\(a) posts together got"
        let object = isTypical ? "that of a typical \(b) creator" : "that of \(b) posts"
        return
            "\(Wording.metric(row.metric)): \(subject) \(ratio.value) times \(object) \(evidence(ratio, row).dropLast())\(basis))."
    }

    func chance(_ row: ClaimRow, _ subject: String) -> String {
        let quantity = Format.quantity(
            row.estimate, low: row.low, high: row.high, kind: .percent, border: 0.5, significant: 2)
        return
            "\(subject): a \(a) creator drawn at random lies above a \(b) creator drawn at random in \(quantity.value) of the pairs, ties half \(evidence(quantity, row)). 50% is no difference."
    }

    func correlation(_ row: ClaimRow, _ subject: String) -> String {
        let rho = Format.quantity(row.estimate, low: row.low, high: row.high, kind: .times, border: 0)
        let creators = max(row.creatorsA, row.creatorsB)
        return
            "\(subject): over creators, its rank correlation with net revenue for cost is \(rho.value) \(evidence(rho, row, creators: Format.counted(creators, .creator))). 0 is no relation."
    }

    func number(_ row: ClaimRow, _ subject: String) -> String {
        guard row.estimate != nil || row.p != nil else {
            return "\(subject): no number can be given (\(Answer.creators(row.creatorsA, row.creatorsB)))."
        }
        guard row.estimate != nil else {
            let p = row.p.map { "p \(Format.probability($0)) after the adjustment for several questions; " } ?? ""
            return "\(subject): several numbers, in the section Creators and content (\(p)\(Answer.creators(row.creatorsA, row.creatorsB)))."
        }
        let value = Format.quantity(row.estimate, low: row.low, high: row.high, kind: .times)
        return "\(subject): \(value.value) \(evidence(value, row))."
    }
}

internal import Findings

/// A claim in one line: what the files say, and the interval that the line is drawn from.
struct ClaimLine {
    let text: String
    /// A small drawing; nil where there is no interval.
    let glyph: String?

    init(_ claim: any ClaimText, _ rows: [ClaimRow], _ words: ClaimWords) {
        let answered = rows.filter { [.supported, .contradicted].contains($0.verdict) && $0.estimate != nil }
        if rows.isEmpty {
            text = say("No answer in these findings")
        } else if claim.hasSeveralAnswers ? rows.allSatisfy({ $0.verdict == .notTestable }) : rows[0].verdict == .notTestable {
            let names = words.index.missing(rows)
            text = names.isEmpty ? say("These files cannot tell") : say("Missing: \(words.lacking(names))")
        } else if !claim.hasSeveralAnswers {
            text = ([claim.line(rows[0], words)] + claim.cautions(words.index)).joined(separator: "; ")
        } else if answered.isEmpty {
            let open = rows.count { $0.verdict == .unclear }
            text = open > 0 ? say("No clear difference in \(Format.counted(open, .question))") : say("No difference that matters")
        } else {
            text = answered.prefix(2).map { claim.line($0, words) }.joined(separator: "; ")
        }
        // Of several questions the first that is answered, else the first that has an interval.
        let drawn = claim.hasSeveralAnswers ? answered.first ?? rows.first { $0.low != nil } : rows.first { $0.verdict != .notTestable }
        glyph = drawn.flatMap { Self.glyph($0, claim.noDifference) }
    }

    private static func glyph(_ row: ClaimRow, _ noDifference: NoDifference?) -> String? {
        guard let noDifference, let value = row.estimate, let low = row.low, let high = row.high else { return nil }
        return switch noDifference {
        case .ratio: IntervalGlyph(value: value, low: low, high: high, reference: 1, isRatio: true).svg
        case .difference(let none): IntervalGlyph(value: value, low: low, high: high, reference: none, isRatio: false).svg
        }
    }
}

internal import Findings
internal import Statistics

/// Adjusts p over the two families of questions (METHODS.md 10.4) and marks their members.
///
/// One row per question is a member: that of the analysis its verdict would rest on. The headline questions of the asked
/// pair are the primary family (Holm), everything else that is compared is exploratory (Benjamini–Hochberg). A question
/// without enough data for a verdict (12.3) was not tested and does not count, whatever its outcome would be.
struct QuestionFamilies {
    /// Adjusted p of the questions of the asked pair, by metric; nil where a question was not tested.
    private(set) var asked: [Metric: Double] = [:]
    /// Adjusted p of the questions that are no comparison, in their order.
    private(set) var others: [Double?] = []

    /// A question: the row that stands for it and its p.
    private struct Member {
        var row: Int
        var p: Double?
        var metric: Metric?
    }

    private var primary: [Member] = []
    private var exploratory: [Member] = []

    /// Marks members among the rows, fills their adjusted p, and puts verdicts on the raw rows of the asked pair.
    ///
    /// - Parameters:
    ///   - rows: all comparisons; those of one segment, metric and pair stand together.
    ///   - questions: of the asked pair.
    ///   - otherP: p of exploratory questions that are no comparison.
    init(marking rows: inout [Comparison], questions: [PairQuestion], pair: AskedPair?, otherP: [Double?]) {
        var start = 0
        while start < rows.count {
            var end = start + 1
            while end < rows.count, Self.isSameQuestion(rows[start], rows[end]) { end += 1 }
            let question = questions.first { Self.is(rows[start], about: $0, pair) }
            if let question {
                add(question, rows, start..<end)
            } else {
                addOther(rows, start..<end)
            }
            start = end
        }
        adjust(&rows, otherP: otherP)
        for question in questions {
            let raw = rows.indices.first { index in
                let row = rows[index]
                return Self.is(row, about: question, pair) && row.analysis == Analysis.raw
                    && row.statistic == question.contrast.statistic && row.scale == EffectScale(question.metric.scale)
            }
            guard let raw, let pair else { continue }
            let asked = question.question
            rows[raw].verdict = PairVerdict(asked.verdict(holmP: self.asked[question.metric]), pair.nameA, pair.nameB)
            rows[raw].basis = asked.basis.map { VerdictBasis($0) }
            rows[raw].simpson = MixEffect(asked.simpson)
        }
    }

    private static func isSameQuestion(_ first: Comparison, _ second: Comparison) -> Bool {
        first.segment == second.segment && first.metric == second.metric && first.a == second.a && first.b == second.b
    }

    private static func `is`(_ row: Comparison, about question: PairQuestion, _ pair: AskedPair?) -> Bool {
        row.segment == Segment.all.text([]) && row.metric == question.metric.name && row.a == pair?.nameA
            && row.b == pair?.nameB
    }

    private mutating func add(_ question: PairQuestion, _ rows: [Comparison], _ range: Range<Int>) {
        func row(_ analysis: Analysis) -> Int? {
            range.first { rows[$0].analysis == analysis && rows[$0].statistic == question.contrast.statistic }
        }
        if let row = row(question.basisName) ?? row(Analysis.raw) {
            let member = Member(row: row, p: question.question.basisP, metric: question.metric)
            if question.isPrimary { primary.append(member) } else { exploratory.append(member) }
        }
        if let row = row(Analysis.withoutTopCreator) {
            exploratory.append(Member(row: row, p: Self.testedP(rows[row]), metric: nil))
        }
    }

    private mutating func addOther(_ rows: [Comparison], _ range: Range<Int>) {
        // Typical stands before pooled and is the headline where it is valid, that is, where it is there. What has no raw row
        // is compared by ranks.
        let estimated = range.filter { rows[$0].estimate != nil }
        guard let row = estimated.first(where: { rows[$0].analysis == Analysis.raw }) ?? estimated.first else { return }
        exploratory.append(Member(row: row, p: Self.testedP(rows[row]), metric: nil))
    }

    /// p of a row with enough data for a verdict.
    private static func testedP(_ row: Comparison) -> Double? {
        let reasons: [Note] = [.fewCreators, .fewEffectiveCreators, .fewCreatorsWithSales]
        return row.notes.contains { reasons.contains($0) } ? nil : row.p
    }

    private mutating func adjust(_ rows: inout [Comparison], otherP: [Double?]) {
        for (member, adjusted) in zip(primary, Multiplicity.holm(primary.map(\.p))) {
            rows[member.row].family = .primary
            rows[member.row].pAdjusted = adjusted?.published
            if let metric = member.metric { asked[metric] = adjusted }
        }
        let adjusted = Multiplicity.benjaminiHochberg(exploratory.map(\.p) + otherP)
        for (member, adjusted) in zip(exploratory, adjusted) where member.p != nil {
            rows[member.row].family = .exploratory
            rows[member.row].pAdjusted = adjusted?.published
            if let metric = member.metric { asked[metric] = adjusted }
        }
        others = Array(adjusted.dropFirst(exploratory.count))
    }
}

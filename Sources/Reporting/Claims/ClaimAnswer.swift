internal import Findings

/// What the page says to one claim: a verdict and a line, and behind them sentences with number, interval and n, what is
/// missing, and what would change it (Methods 22).
struct ClaimAnswer {
    let claim: any ClaimText
    /// In plain words, of the compared tiers.
    var statement: String
    var line: ClaimLine
    /// Verdicts of the claim's own questions, each once; one for most claims, none where the findings hold no answer.
    var verdicts: [(verdict: ClaimVerdict, questions: Int)]
    var sentences: [String]
    /// The same asked in other ways: a verdict and a sentence each.
    var others: [(verdict: ClaimVerdict, sentence: String)] = []
    var remarks: [String] = []
    /// `hashtags, brand tags`; nil where nothing is missing.
    var missing: String?
    var changes: [Remedy] = []

    /// `supported`, or `2 of 4 supported` where several questions stand side by side.
    var badge: String {
        guard verdicts.count > 1 else { return verdicts.first.map { Wording.verdict($0.verdict) } ?? say("no answer") }
        let asked = Format.count(verdicts.reduce(0) { $0 + $1.questions })
        let most = verdicts.first { [.supported, .contradicted].contains($0.verdict) } ?? verdicts[0]
        return say("\(Format.count(most.questions)) of \(asked) \(Wording.verdict(most.verdict))")
    }

    /// What the templates see.
    func context(_ marker: inout TermMarker, anchor: (DetailsPlace) -> String) -> [String: Any] {
        var context: [String: Any] = [
            "id": claim.name.rawValue, "statement": statement, "badge": badge, "kind": kind, "line": line.text,
            "sentences": marker.context(sentences), "table": anchor(claim.details),
            "terms": claim.terms.map { ["name": $0, "phrase": Glossary.explained($0)] },
        ]
        if let glyph = line.glyph { context["glyph"] = glyph }
        if !others.isEmpty {
            context["others"] = ["rows": others.map { ["verdict": Wording.verdict($0.verdict), "sentence": $0.sentence] }]
        }
        if !remarks.isEmpty { context["remarks"] = ["entries": remarks] }
        if let missing { context["missing"] = missing }
        if !changes.isEmpty { context["changes"] = ["entries": changes.map(\.context)] }
        return context
    }

    /// Style class of the badge.
    private var kind: String {
        guard let verdict = verdicts.first?.verdict else { return "untestable" }
        if verdicts.count > 1 { return verdict == .supported ? "several" : verdict == .contradicted ? "contradicted" : "unclear" }
        return switch verdict {
        case .supported: "supported"
        case .contradicted: "contradicted"
        case .unclear: "unclear"
        case .noRelevantDifference: "irrelevant"
        case .notTestable: "untestable"
        case .counted: "counted"
        }
    }
}

/// The answers in the order of the first page.
struct ClaimAnswers {
    private let index: FindingsIndex

    init(_ index: FindingsIndex) { self.index = index }

    /// What people ask first stands first.
    static let order: [ClaimName] = [
        .engagement, .return, .budget, .connection, .niche, .shift, .style, .audience, .alignment, .definition,
    ]

    func answers(_ claims: [ClaimName] = order) -> [ClaimAnswer] { claims.map { answer($0.text) } }

    private func answer(_ claim: any ClaimText) -> ClaimAnswer {
        let rows = index.findings.claims.filter { $0.claim == claim.name }
        let own = claim.hasSeveralAnswers ? rows : Array(rows.prefix(1))
        let words = ClaimWords(index)
        var answer = ClaimAnswer(
            claim: claim, statement: claim.claimed(words), line: ClaimLine(claim, own, words), verdicts: Self.verdicts(own), sentences: [])
        if let opening = claim.opening(index) {
            answer.sentences = opening.sentences + [rows.first.flatMap(words.aloneClear)].compactMap(\.self)
            answer.remarks = Self.withoutLeaveOneCreatorOut(opening.remarks, rows)
        } else if claim.hasSeveralAnswers, rows.count > 1 {
            answer.sentences = [Self.counted(own)]
            answer.others = rows.map { ($0.verdict, words.text($0)) }
        } else {
            answer.sentences = rows.first.map { [words.text($0)] } ?? [Self.unanswered]
        }
        answer.sentences += own.compactMap { LooksWords(index).sentence($0) }
        if !claim.hasSeveralAnswers { answer.others = rows.dropFirst().map { ($0.verdict, words.text($0)) } }
        let names = index.missing(own)
        if !names.isEmpty { answer.missing = words.lacking(names) }
        for row in own {
            for var change in ClaimChanges(index).all(row) {
                // Of questions side by side only the open ones, each by its name.
                if claim.hasSeveralAnswers, row.verdict == .unclear {
                    change.text = "\(claim.subject(row)): \(change.text)"
                } else if claim.hasSeveralAnswers, row.verdict != .notTestable {
                    continue
                }
                if !answer.changes.contains(change) { answer.changes.append(change) }
            }
        }
        return answer
    }

    /// What a single creator does to the answer stands under what would change it.
    private static func withoutLeaveOneCreatorOut(_ remarks: [String], _ rows: [ClaimRow]) -> [String] {
        guard let row = rows.first, row.verdict != .notTestable else { return remarks }
        return remarks.filter { !Answer.notes([.leaveOneCreatorOut]).contains($0) }
    }

    private static var unanswered: String {
        say("The findings that this report was made from hold no row for this claim. Run all four stages again (`tierwise run`): aggregate answers it.")
    }

    private static func counted(_ rows: [ClaimRow]) -> String {
        let parts = verdicts(rows).map { "\(Format.count($0.questions)) \(Wording.verdict($0.verdict))" }
        return say("Asked in \(Format.counted(rows.count, .question)), which are not added up: \(parts.joined(separator: ", ")).")
    }

    private static func verdicts(_ rows: [ClaimRow]) -> [(verdict: ClaimVerdict, questions: Int)] {
        let order: [ClaimVerdict] = [.supported, .contradicted, .noRelevantDifference, .unclear, .notTestable, .counted]
        return order.compactMap { verdict in
            let count = rows.count { $0.verdict == verdict }
            return count == 0 ? nil : (verdict, count)
        }
    }
}

internal import Findings

/// What the first page says to one claim of the essay: a verdict, sentences with number, interval and n, what is missing,
/// and what would change it (Methods 22).
struct ClaimAnswer: Equatable {
    let claim: any ClaimText
    /// Verdicts of the claim's own questions, each once; one for most claims, none where the findings hold no answer.
    var verdicts: [(verdict: ClaimVerdict, questions: Int)]
    var sentences: [String]
    /// The same asked in other ways: a verdict and a sentence each.
    var others: [(verdict: ClaimVerdict, sentence: String)] = []
    var remarks: [String] = []
    /// `hashtags, brand tags`; nil where nothing is missing.
    var missing: String?
    var changes: [Remedy] = []

    /// `SUPPORTED`, or `1 SUPPORTED, 3 UNCLEAR` where several questions stand side by side.
    var badge: String {
        guard verdicts.count != 1 else { return verdicts[0].verdict.rawValue }
        return verdicts.isEmpty
            ? "NO ANSWER" : verdicts.map { "\($0.questions) \($0.verdict.rawValue)" }.joined(separator: ", ")
    }

    /// What the templates see.
    var context: [String: Any] {
        var context: [String: Any] = [
            "id": claim.number, "statement": claim.statement, "badge": badge, "kind": kind,
            "sentences": sentences, "terms": claim.terms,
        ]
        if !others.isEmpty {
            context["others"] = ["rows": others.map { ["verdict": $0.verdict.rawValue, "sentence": $0.sentence] }]
        }
        if !remarks.isEmpty { context["remarks"] = ["entries": remarks] }
        if let missing { context["missing"] = missing }
        if !changes.isEmpty {
            context["changes"] = [
                "entries": changes.map { change -> [String: Any] in
                    change.example.isEmpty
                        ? ["text": change.text]
                        : ["text": change.text, "example": ["lines": change.example]]
                }
            ]
        }
        return context
    }

    /// Style class of the badge.
    private var kind: String {
        guard verdicts.count == 1 else { return "several" }
        return switch verdicts[0].verdict {
        case .supported: "supported"
        case .contradicted: "contradicted"
        case .unclear: "unclear"
        case .noRelevantDifference: "irrelevant"
        case .notTestable: "untestable"
        case .counted: "counted"
        }
    }

    static func == (left: ClaimAnswer, right: ClaimAnswer) -> Bool {
        left.claim.name == right.claim.name && left.badge == right.badge && left.sentences == right.sentences
            && left.others.map(\.sentence) == right.others.map(\.sentence) && left.changes == right.changes
    }
}

/// The answers in the order of the first page.
struct ClaimAnswers {
    private let index: FindingsIndex
    /// First paragraphs by claim, where they are more than a row's sentence.
    private let openings: [ClaimName: Answer]

    init(_ index: FindingsIndex) {
        self.index = index
        openings = Dictionary(
            uniqueKeysWithValues: ClaimName.allCases.compactMap { name in name.text.opening(index).map { (name, $0) } })
    }

    /// The headline answers, in the order of the claims (Methods 6.6).
    var headlines: [Answer] { ClaimName.allCases.compactMap { openings[$0] } }

    func answers() -> [ClaimAnswer] { ClaimName.allCases.map { answer($0.text) } }

    private func answer(_ claim: any ClaimText) -> ClaimAnswer {
        let rows = index.findings.claims.filter { $0.claim == claim.name }
        let own = claim.hasSeveralAnswers ? rows : Array(rows.prefix(1))
        var answer = ClaimAnswer(claim: claim, verdicts: Self.verdicts(own), sentences: [])
        let words = ClaimWords(index)
        if let opening = openings[claim.name] {
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
        var names: [Lack] = []
        for name in own.flatMap({ index.missing($0) }) where !names.contains(name) { names.append(name) }
        if !names.isEmpty {
            answer.missing = names.map { LackText($0, index.definition).phrase }.joined(separator: ", ")
        }
        for row in own {
            for var change in ClaimChanges(index).all(row) {
                // Of questions side by side only the open ones, each by its name.
                if claim.hasSeveralAnswers, row.verdict == .unclear {
                    change.text = "\(claim.subject(row)): \(change.text.prefix(1).lowercased())\(change.text.dropFirst())"
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

    private static let unanswered = "The findings that this report was made from hold no row for this claim. Run all four stages again (`tierwise run`): aggregate answers it."

    private static func counted(_ rows: [ClaimRow]) -> String {
        let parts = verdicts(rows).map { "\(Format.counted($0.questions, .question)) \($0.verdict.rawValue)" }
        return "Asked in \(Format.counted(rows.count, .question)) of their own, without a sum of them: \(parts.joined(separator: ", "))."
    }

    private static func verdicts(_ rows: [ClaimRow]) -> [(verdict: ClaimVerdict, questions: Int)] {
        let order: [ClaimVerdict] = [.supported, .contradicted, .noRelevantDifference, .unclear, .notTestable, .counted]
        return order.compactMap { verdict in
            let count = rows.count { $0.verdict == verdict }
            return count == 0 ? nil : (verdict, count)
        }
    }

    /// The first line of the page: how many claims these files support, and which.
    static func tally(_ answers: [ClaimAnswer]) -> String {
        func names(_ verdict: ClaimVerdict) -> [String] {
            answers.filter { $0.verdicts.count == 1 && $0.verdicts[0].verdict == verdict && !isRestated($0) }.map(\.claim.number)
        }
        /// The same finding in other words is not one more (Methods 22, S5).
        func isRestated(_ answer: ClaimAnswer) -> Bool {
            answer.claim.name == .budget && [.supported, .contradicted].contains(answer.verdicts.first?.verdict)
        }
        func said(_ verdict: ClaimVerdict, _ words: (String) -> String) -> String? {
            let ids = names(verdict)
            return ids.isEmpty ? nil : "\(words(Format.count(ids.count))) (\(ids.joined(separator: ", ")))"
        }
        var parts = [
            said(.supported) { "support \($0)" }, said(.contradicted) { "contradict \($0)" },
            said(.noRelevantDifference) { "find too small a difference to matter in \($0)" },
            said(.unclear) { "leave \($0) unclear" }, said(.notTestable) { "cannot test \($0)" },
        ].compactMap(\.self)
        let several = answers.filter { $0.verdicts.count > 1 }.map(\.claim.number)
        if !several.isEmpty {
            parts.append("answer \(Format.count(several.count)) in parts (\(several.joined(separator: ", ")))")
        }
        guard !parts.isEmpty else { return "\(Format.count(answers.count)) claims are often made about micro-influencers. These files answer none of them." }
        let counted = names(.counted)
        let restated = answers.filter(isRestated).map { "; \($0.claim.number) says \(ClaimName.return.number) again for a budget" }.joined()
        let last = (counted.isEmpty ? "" : "; \(counted.joined(separator: ", ")) is a count") + restated
        return "\(Format.count(answers.count)) claims are often made about micro-influencers. These files \(parts.joined(separator: ", "))\(last)."
    }
}

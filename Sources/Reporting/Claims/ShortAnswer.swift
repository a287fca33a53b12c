package import Findings

/// What the page's table of claims says of one claim, in a line.
package struct ShortAnswer: Sendable, Equatable {
    /// `supported`, in the language of the pages.
    package let badge: String
    /// Nil where the findings hold no answer.
    package let verdict: ClaimVerdict?
    /// What is claimed, and the number with its interval or what is missing.
    package let text: String
}

/// The two answers that people ask for first: which tier engages better, and which returns more.
///
/// - Parameters: as of `renderPages`.
package func shortAnswers(_ findings: FindingSet, language: String = "en", words: [String: String] = [:]) -> [ShortAnswer] {
    Language.$current.withValue(Language.ofPages(language, words)) {
        ClaimAnswers(FindingsIndex(findings.onlyFinite())).answers([.engagement, .return]).map { answer in
            ShortAnswer(badge: answer.badge, verdict: answer.verdicts.first?.verdict, text: "\(answer.statement): \(answer.line.text)")
        }
    }
}

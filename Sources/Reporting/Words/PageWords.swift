internal import Findings
internal import SocialData

/// Words of the page that stand around numbers and answers.
extension Wording {
    /// A claim's verdict, as a badge says it.
    static func verdict(_ verdict: ClaimVerdict) -> String {
        switch verdict {
        case .supported: say("supported")
        case .contradicted: say("contradicted")
        case .unclear: say("unclear")
        case .noRelevantDifference: say("no relevant difference")
        case .notTestable: say("cannot tell")
        case .counted: say("a count")
        }
    }

    /// `per euro`, for currencies whose name is common; else `per 1 SEK`.
    static func per(_ currency: String) -> String {
        switch currency {
        case "EUR": say("per euro")
        case "USD": say("per US dollar")
        case "GBP": say("per pound")
        case "CHF": say("per Swiss franc")
        default: say("per 1\u{00A0}\(Visible.text(currency))")
        }
    }

    /// ` in 2024`, ` from 2024-01-01 to 2024-06-30`; empty where the pipeline names no period.
    static func inPeriod(_ definition: Definition) -> String {
        switch (definition.periodFrom, definition.periodTo) {
        case (let from?, let to?):
            if from.hasSuffix("-01-01"), to.hasSuffix("-12-31"), from.prefix(4) == to.prefix(4) {
                " " + say("in \(Visible.text(String(from.prefix(4))))")
            } else {
                " " + say("from \(Visible.text(from)) to \(Visible.text(to))")
            }
        case (let from?, nil): " " + say("since \(Visible.text(from))")
        case (nil, let to?): " " + say("until \(Visible.text(to))")
        case (nil, nil): ""
        }
    }
}

extension Glossary {
    /// What a name means, as plain text for who points at it.
    static func meaning(_ name: String) -> String {
        Language.current.word((entry(.term, name) ?? entries(named: name).first)?.definition ?? name).replacing("`", with: "")
    }

    /// The few words for a name, whatever kind of thing it is.
    static func explained(_ name: String) -> String { Language.current.word(entries(named: name).first?.phrase ?? name) }
}

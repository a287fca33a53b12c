internal import SocialData

/// Every metric, statistic and analysis with its formula, and every name that a table can hold, from the one glossary.
enum FormulaSection {
    static func blocks() -> [PageBlock] {
        [
            .paragraph(
                say("E = likes + comments + shares + saves, of those that the export has; likes and comments are required. A post enters a metric only when it has both numerator and denominator. tierwise explain followed by a name prints its definition with a worked example. The sections of Methods that stand as a source are those of Documentation/Methods.md.")),
            .table(metrics()),
            .table(formulas(say("Statistics over the creators of a tier; Y and X are a creator's totals"), .statistic)),
            .table(formulas(say("Intervals"), .interval)),
            .table(formulas(say("Differences of two tiers, and what stands beside them"), .analysis)),
            .table(words(say("What a verdict can be"), .verdict)),
            .table(words(say("Notes"), .note)),
            .table(words(say("Raw against like for like"), .mix)),
        ]
    }

    /// One quantile stands for all.
    static let repeated: Set<String> = ["p25", "p50", "p75", "p90", "post_p25", "post_p50", "post_p75", "post_p90"]

    private static func metrics() -> PageTable {
        let metrics = MetricDefinition.all
        return PageTable(
            caption: say("Metrics"),
            columns: [.text(say("metric")), .text(say("name")), .text(say("formula")), .text(say("divided by")), .text(say("from"))],
            rows: metrics.map {
                [
                    .definition($0.name.rawValue), .text(Wording.metric($0.name)), .code($0.formula),
                    .text(Language.current.word($0.denominator)), .text(Language.current.word($0.source)),
                ]
            })
    }

    private static func formulas(_ caption: String, _ kind: GlossaryEntry.Kind) -> PageTable {
        PageTable(
            caption: caption, columns: [.text(say("name")), .text(say("in words")), .text(say("formula")), .text(say("says")), .text(say("source"))],
            rows: Glossary.entries.filter { $0.kind == kind && !repeated.contains($0.name) }.map { entry in
                [
                    .definition(entry.name), .text(Language.current.word(entry.phrase)), entry.formula.map { .code($0) } ?? .missing,
                    .text(Language.current.word(entry.definition)), .text(entry.source),
                ]
            })
    }

    private static func words(_ caption: String, _ kind: GlossaryEntry.Kind) -> PageTable {
        PageTable(
            caption: caption, columns: [.text(say("name")), .text(say("means")), .text(say("source"))],
            rows: Glossary.entries.filter { $0.kind == kind }.map { [.code($0.name), .text(Language.current.word($0.definition)), .text($0.source)] })
    }
}

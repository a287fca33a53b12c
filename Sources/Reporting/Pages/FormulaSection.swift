internal import SocialData

/// Every metric, statistic and analysis with its formula, and every name that a table can hold, from the one glossary.
enum FormulaSection {
    static func blocks() -> [PageBlock] {
        [
            .paragraph(
                "E = likes + comments + shares + saves, of those that the export has; likes and comments are required. "
                    + "A post enters a metric only when it has both numerator and denominator. "
                    + "tierwise explain followed by a name prints its definition with a worked example. "
                    + "The sections of Methods that stand as a source are those of Documentation/Methods.md."),
            .table(metrics()),
            .table(formulas("Statistics over the creators of a tier; Y and X are a creator's totals", .statistic)),
            .table(formulas("Intervals", .interval)),
            .table(formulas("Differences of two tiers, and what stands beside them", .analysis)),
            .table(words("What a verdict can be", .verdict)),
            .table(words("Notes", .note)),
            .table(words("Raw against like for like", .mix)),
        ]
    }

    /// One quantile stands for all.
    static let repeated: Set<String> = ["p25", "p50", "p75", "p90", "post_p25", "post_p50", "post_p75", "post_p90"]

    private static func metrics() -> PageTable {
        let metrics = MetricDefinition.all
        return PageTable(
            caption: "Metrics",
            columns: [.text("metric"), .text("name"), .text("formula"), .text("divided by"), .text("from")],
            rows: metrics.map {
                [.definition($0.name.rawValue), .text($0.title), .code($0.formula), .text($0.denominator), .text($0.source)]
            })
    }

    private static func formulas(_ caption: String, _ kind: GlossaryEntry.Kind) -> PageTable {
        PageTable(
            caption: caption, columns: [.text("name"), .text("in words"), .text("formula"), .text("says"), .text("source")],
            rows: Glossary.entries.filter { $0.kind == kind && !repeated.contains($0.name) }.map { entry in
                [
                    .definition(entry.name), .text(entry.phrase), entry.formula.map { .code($0) } ?? .missing,
                    .text(entry.definition), .text(entry.source),
                ]
            })
    }

    private static func words(_ caption: String, _ kind: GlossaryEntry.Kind) -> PageTable {
        PageTable(
            caption: caption, columns: [.text("name"), .text("means"), .text("source")],
            rows: Glossary.entries.filter { $0.kind == kind }.map { [.code($0.name), .text($0.definition), .text($0.source)] })
    }
}

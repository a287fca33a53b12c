internal import Findings

/// Every metric and statistic with its formula, denominator and source.
enum FormulaSection {
    static func blocks(_ index: FindingsIndex) -> [PageBlock] {
        let metrics = MetricCatalogue.engagement + MetricCatalogue.moneyMetrics
        return [
            .paragraph(
                "E = likes + comments + shares + saves, of those that the export has; likes and comments are required. "
                    + "A post enters a metric only when it has both numerator and denominator."),
            .table(
                PageTable(
                    caption: "Metrics",
                    columns: [.text("metric"), .text("name"), .text("formula"), .text("divided by"), .text("from")],
                    rows: metrics.map {
                        [.code($0.id), .text($0.title), .code($0.formula), .text($0.denominator), .text($0.source)]
                    }
                        + [
                            [
                                .code("roi"), .text("Return on investment"), .code("margin × ROAS − 1"),
                                .text("cost of the deals"),
                                .text("as ROAS, with the pipeline's margin"),
                            ]
                        ])),
            .table(
                PageTable(
                    caption: "Statistics over the creators of a tier; Y and X are a creator's totals",
                    columns: [.text("statistic"), .text("formula"), .text("says"), .text("interval")],
                    rows: statistics(index.definition))),
            .table(
                PageTable(
                    caption: "Contrasts of two tiers",
                    columns: [.text("contrast"), .text("formula"), .text("uncertainty")],
                    rows: contrasts)),
        ]
    }

    private static func statistics(_ definition: Definition) -> [[PageTable.Cell]] {
        [
            [
                .text("typical creator"), .code("exp(mean of ln((Y + ½) / X))"),
                .text("what a creator of the tier typically gets"),
                .text(
                    "Student t over creators, on logarithms; not given when more than 10\(Format.narrowSpace)% of them have 0"
                ),
            ],
            [
                .text("pooled"), .code("ΣY / ΣX"), .text("what a follower, or a unit of money, returned"),
                .text(
                    "delta method clustered by creator, CR2 (Bell and McCaffrey 2002) with Satterthwaite degrees of freedom, on logarithms"
                ),
            ],
            [
                .text("mean of creators"), .code("mean of Y / X"),
                .text("the average creator, moved by a few large values"), .text("Student t over creators"),
            ],
            [
                .text("mean of posts"), .code("mean of the posts' rates"),
                .text("the average post, busy creators weigh more"), .text("as pooled"),
            ],
            [
                .text("median creator"), .code("median of Y / X"), .text("half of the creators lie above"),
                .text("exact, from order statistics"),
            ],
        ]
    }

    private static let contrasts: [[PageTable.Cell]] = [
        [
            .text("typical, A to B"), .code("typical A / typical B"),
            .text("Student t with Welch's degrees of freedom (Welch 1947); a creator in both tiers counts once"),
        ],
        [
            .text("pooled engagement, A to B"), .code("pooled A / pooled B"),
            .text("CR2 as above, creators of both tiers jointly"),
        ],
        [
            .text("return, A minus B"), .code("ROAS A − ROAS B"),
            .text(
                "the widest limits of the analyses shown: CR2, and the tiers' own intervals combined (MOVER, Zou and Donner 2008)"
            ),
        ],
    ]
}

/// What these methods cannot see (METHODS.md 21).
enum LimitsSection {
    static func blocks(_ index: FindingsIndex) -> [PageBlock] {
        [
            .list([
                "The files are observational. Nobody drew lots which creator a brand booked, so differences that were not measured remain in every comparison.",
                "Platforms change what a view or an impression is. Series across such a date are not comparable.",
                "Codes and links under-count sales: people buy later and elsewhere. Leaked codes over-count.",
                "Intervals for the return of one tier, and for differences under very unequal sales, hold in about 85 to 90\(Format.narrowSpace)% of cases rather than 95\(Format.narrowSpace)%. They miss on the low side of the tier with the rarer winners, which is why such a return is worded as \"at least\".",
                "Creators are treated as independent. Shared campaigns and shared brands are not.",
                "Deals of the last \(Format.counted(index.definition.maturityDays, "day")) before the data cut-off are left out, as their orders still arrive.",
                "An average of the past is not a price list for the next budget.",
            ])
        ]
    }
}

/// One row per input file. The only section that changes when the same rows come in other files.
enum InputSection {
    static func blocks(_ inputs: [InputSummary]) -> [PageBlock] {
        guard !inputs.isEmpty else { return [.paragraph("No input file is recorded.")] }
        let refused = inputs.filter { $0.refused != nil }
        var blocks: [PageBlock] = [
            .paragraph(
                "\(Format.counted(inputs.count, "file")), \(refused.isEmpty ? "none refused" : "\(Format.count(refused.count)) refused as a whole: nothing of a refused file is in this report"). "
                    + "Rows are accepted, set aside or skipped, and the three add up."),
            .table(
                PageTable(
                    caption: "Input files",
                    columns: [
                        .text("file"), .text("format"), .number("rows"), .number("accepted"), .number("set aside"),
                        .number("skipped"),
                        .number("values set aside"), .text("remarks"),
                    ],
                    rows: inputs.map { input in
                        let remarks = input.skipReasons + input.notes
                        return [
                            .key(input.name), input.format.isEmpty ? .missing : .key(input.format), .count(input.rows),
                            .count(input.accepted),
                            .count(input.quarantined), .count(input.skipped), .count(input.quarantinedCells),
                            .text(
                                input.refused != nil
                                    ? "refused"
                                    : remarks.isEmpty
                                        ? Format.missing : Visible.text(remarks.joined(separator: "; "), limit: 240)),
                        ]
                    }, file: "tables/quality.csv")),
        ]
        if !refused.isEmpty {
            blocks.append(
                .table(
                    PageTable(
                        caption: "Refused files", columns: [.text("file"), .text("why")],
                        rows: refused.map { [.key($0.name), .text(Visible.text($0.refused ?? "", limit: 400))] },
                        file: "tables/quality.csv")))
        }
        return blocks
    }
}

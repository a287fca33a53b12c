internal import Findings
internal import SocialData

/// Creators and their content: focus, flags, how posts are made, and what goes with a return (Methods 15, 16, 22).
struct CreatorSection {
    private let index: FindingsIndex

    private let charts: ReportCharts

    init(_ index: FindingsIndex, charts: ReportCharts) {
        self.index = index
        self.charts = charts
    }

    func blocks() -> [PageBlock] { [charts.creators].compactMap(\.self).map { .chart($0) } + style() + associations() + flags() + list() }

    private func style() -> [PageBlock] {
        let heading = PageBlock.heading(say("How posts are made"))
        let rows = index.findings.style.filter { $0.posts > 0 }
        guard !rows.isEmpty else {
            return [heading, .paragraph(say("No post type, caption length or mark of paid posts can be compared in these files."))]
        }
        return [
            heading,
            .table(
                PageTable(
                    caption: say("Engagement rate over followers by how a post is made, within a tier"),
                    columns: [
                        .text(say("by")), .text(say("level")), .text(say("tier")), .number(say("typical")), .number(say("to other posts")), .number(say("p")),
                        .number(say("p, several")), .number(say("creators")), .number(say("posts")),
                    ],
                    rows: rows.map { row in
                        let rate = Format.quantity(row.value, low: row.low, high: row.high, kind: .percent)
                        let ratio = Format.quantity(row.ratio, low: row.ratioLow, high: row.ratioHigh, kind: .times, border: 1)
                        return [
                            .text(Wording.word(row.dimension.rawValue)), .text(Self.level(row)), .text(Visible.text(row.tier)),
                            row.value == nil ? .missing(say("not defined")) : .text(rate.text),
                            row.ratio == nil ? .missing(say("not defined")) : .text(ratio.text), .text(Format.probability(row.p)),
                            .text(Format.probability(row.pAdjusted)), .count(row.creators), .count(row.posts),
                        ]
                    }, file: "tables/style.csv", id: "style"
                ).limited(to: 40)),
            .note(
                say("A ratio of 1 means as other posts of the same tier. p, several: after Benjamini and Hochberg over all rows. Quarters run from the shortest captions or the rarest posting to the longest or most frequent.")
            ),
        ]
    }

    static func level(_ row: StyleRow) -> String {
        switch (row.dimension, row.level) {
        case (.sponsored, "0"): say("not paid")
        case (.sponsored, "1"): say("paid")
        case (.captionLength, "q1"): say("the shortest quarter")
        case (.captionLength, "q4"): say("the longest quarter")
        case (.postingFrequency, "q1"): say("the rarest quarter")
        case (.postingFrequency, "q4"): say("the most frequent quarter")
        case (_, "q2"): say("the second quarter")
        case (_, "q3"): say("the third quarter")
        default: Visible.text(row.level)
        }
    }

    private func associations() -> [PageBlock] {
        let rows = index.findings.associations
        guard !rows.isEmpty else { return [] }
        return [
            .heading(say("What goes with a return")),
            .table(
                PageTable(
                    caption: say("Rank correlation over creators"),
                    columns: [.text(say("property")), .text(say("with")), .number(say("Spearman's ρ")), .number(say("p")), .number(say("creators"))],
                    rows: rows.map { row in
                        [
                            .text(Wording.word(row.property.rawValue)), .text(Wording.metric(row.outcome)),
                            row.rho == nil ? .missing(say("no spread")) : .text(Format.decimal(row.rho, decimals: 2)),
                            .text(Format.probability(row.p)), .count(row.creators),
                        ]
                    }, file: "tables/associations.csv", id: "associations")),
        ]
    }

    private func flags() -> [PageBlock] {
        let heading = PageBlock.heading(say("Things to look at"))
        let rows = index.findings.flags
        guard rows.contains(where: { $0.assessed > 0 }) else {
            return [heading, .paragraph(say("No flag can be computed: it takes twenty creators on a platform, or follower counts a week apart."))]
        }
        return [
            heading,
            .table(
                PageTable(
                    caption: say("Creators that carry a flag"),
                    columns: [.text(say("flag")), .text(say("in words")), .text(say("tier")), .number(say("flagged")), .number(say("of")), .number(say("share"))],
                    rows: rows.map { row in
                        [
                            .key(row.flag.rawValue), .text(Wording.flag(row.flag)), .text(Visible.text(row.tier)), .count(row.flagged),
                            row.assessed == 0 ? .missing(say("not assessed")) : .count(row.assessed),
                            .text(row.assessed == 0 ? Format.missing : Format.share(Double(row.flagged) / Double(row.assessed))),
                        ]
                    }, file: "tables/flags.csv", id: "flags")),
            .note(say("Flags are rules of thumb, not findings about a person. Nobody was left out for one.")),
        ]
    }

    private func list() -> [PageBlock] {
        let count = index.findings.creatorCount
        guard count > 0 else { return [] }
        return [
            .note(
                say("tables/creators.csv holds \(Format.counted(count, .creator)), a row for each tier they are in, with totals, rates, focus, flags and what those were computed from.")
            ),
            .note(
                say("Single creators' returns hardly repeat: a list in their order is mostly one of luck. Beside each return stands the same drawn towards its tier's, and the part of the difference that can be expected to repeat.")
            ),
        ]
    }
}

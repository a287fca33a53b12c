internal import Findings
internal import SocialData

/// What was left out, doubled, contradictory or without a partner: the reasons to doubt the numbers above.
struct QualitySection {
    /// Rows of a long list on a page; the table file has them all.
    private static let longest = 20

    private let index: FindingsIndex

    init(_ index: FindingsIndex) { self.index = index }

    func blocks() -> [PageBlock] { notices() + exclusions() + duplicates() + unmatched() }

    private func notices() -> [PageBlock] {
        let notices = index.findings.notices
        guard !notices.isEmpty else { return [] }
        return [
            .table(
                PageTable(
                    caption: "Assumed, repaired or unknown",
                    columns: [.text("what"), .text("in words"), .number("rows")],
                    rows: notices.map { [.key($0.name.rawValue), .text(Visible.text($0.text, limit: 400)), .count($0.rows)] }))
        ]
    }

    private func exclusions() -> [PageBlock] {
        let heading = PageBlock.heading("Left out")
        let rows = index.findings.exclusions.filter { $0.rows > 0 }
        guard !rows.isEmpty else { return [heading, .paragraph("Nothing was left out.")] }
        let whole = rows.filter { $0.metric == .none || $0.unit != .posts }
        let perMetric = rows.filter { $0.metric != .none && $0.unit == .posts }
        var blocks: [PageBlock] = [heading]
        if !whole.isEmpty {
            blocks.append(
                .table(
                    PageTable(
                        caption: "Rows left out, each for the first reason that applies",
                        columns: [.text("of"), .text("tier"), .text("reason"), .text("in words"), .number("rows")],
                        rows: whole.map {
                            [
                                .text($0.unit.rawValue), tier($0.tier), .key($0.reason.rawValue),
                                .text(Wording.reason($0.reason, index.definition)), .count($0.rows),
                            ]
                        }, file: "tables/exclusions.csv", id: "left-out"
                    ).limited(to: 2 * Self.longest)))
        }
        if !perMetric.isEmpty {
            blocks.append(
                .table(
                    PageTable(
                        caption: "Posts that a single metric cannot use; they count for the others",
                        columns: [
                            .text("metric"), .text("tier"), .text("reason"), .text("in words"), .number("posts"),
                        ],
                        rows: perMetric.map {
                            [
                                .key($0.metric.rawValue), tier($0.tier), .key($0.reason.rawValue),
                                .text(Wording.reason($0.reason, index.definition)), .count($0.rows),
                            ]
                        }, file: "tables/exclusions.csv", id: "left-out-of-metrics"
                    ).limited(to: 3 * Self.longest)))
        }
        return blocks
    }

    /// Orders have no tier.
    private func tier(_ name: String) -> PageTable.Cell { name.isEmpty ? .missing : .text(Visible.text(name)) }

    private func duplicates() -> [PageBlock] {
        let heading = PageBlock.heading("Twice in the files")
        let rows = index.findings.duplicates.filter { $0.dropped > 0 || $0.conflicts > 0 }
        guard !rows.isEmpty else { return [heading, .paragraph("No row appeared twice.")] }
        return [
            heading,
            .table(
                PageTable(
                    caption: "Duplicates, of which one row was kept",
                    columns: [
                        .text("what"), .number("rows dropped"), .number("of them contradictory"),
                        .text("examples of contradictions"),
                    ],
                    rows: rows.map { row in
                        [
                            .text(Visible.text(row.entity.rawValue)), .count(row.dropped), .count(row.conflicts),
                            examples(row).isEmpty ? .missing : .key(examples(row).prefix(3).joined(separator: ", ")),
                        ]
                    }, file: "tables/duplicates.csv", id: "duplicates")),
            .note("Which row is kept follows from the rows' content, never from the order of files."),
        ]
    }

    private func examples(_ row: DuplicateRow) -> [String] { DuplicatesTable.shownExamples(row) }

    private func unmatched() -> [PageBlock] {
        let heading = PageBlock.heading("Without a partner")
        // Where the most money is, the most is wrong.
        let rows = index.findings.unmatched.enumerated().sorted {
            ($1.element.money?.value ?? 0, $0.offset) < ($0.element.money?.value ?? 0, $1.offset)
        }.map(\.element)
        guard !rows.isEmpty else { return [heading, .paragraph("No deal, code or order is without a partner.")] }
        let kinds = Self.kinds(rows)
        return [
            heading,
            .paragraph(
                "Handles, codes and ids that appear in one source only are the first cause of a wrong return: what they sold or cost is missing above."
            ),
            .table(
                PageTable(
                    caption: "How many are without a partner, money in \(Visible.text(index.definition.currency))",
                    columns: [.text("kind"), .number("money"), .number("keys"), .number("rows")],
                    rows: kinds.map {
                        [
                            .text(Wording.unmatched($0.kind)), .text(Format.money($0.money)),
                            .count($0.keys), .count($0.rows),
                        ]
                    })),
            .table(
                PageTable(
                    caption: "Which ones, most money first, in \(Visible.text(index.definition.currency))",
                    columns: [.text("key"), .text("kind"), .number("money"), .number("rows"), .text("appears in")],
                    rows: rows.map {
                        [
                            .key($0.key), .text(Wording.unmatched($0.kind)), .text(Format.money($0.money)),
                            .count($0.rows),
                            .text($0.sources.isEmpty ? Format.missing : Visible.text($0.sources)),
                        ]
                    }, file: "tables/unmatched.csv", id: "unmatched"
                ).limited(to: Self.longest)),
        ]
    }

    /// Sums by kind, most money first; nil where no money is known.
    private static func kinds(_ rows: [UnmatchedRow]) -> [(kind: UnmatchedKind, keys: Int, rows: Int, money: ExactTotal?)] {
        var kinds: [(kind: UnmatchedKind, keys: Int, rows: Int, money: ExactTotal?)] = []
        for row in rows {
            if let place = kinds.firstIndex(where: { $0.kind == row.kind }) {
                kinds[place].keys += 1
                kinds[place].rows += row.rows
                let known = [kinds[place].money, row.money].compactMap { $0?.value }
                kinds[place].money = known.isEmpty ? nil : ExactTotal(known.reduce(0, +))
            } else {
                kinds.append((row.kind, 1, row.rows, row.money))
            }
        }
        return kinds.enumerated()
            .sorted { ($1.element.money?.value ?? 0, $0.offset) < ($0.element.money?.value ?? 0, $1.offset) }
            .map(\.element)
    }
}

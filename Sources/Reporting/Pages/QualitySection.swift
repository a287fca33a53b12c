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
                    caption: say("Assumed, repaired or unknown"),
                    columns: [.text(say("what")), .text(say("in words")), .number(say("rows"))],
                    rows: notices.map { [.key($0.name.rawValue), .text(Visible.text(Language.current.message($0.text), limit: 400)), .count($0.rows)] }))
        ]
    }

    private func exclusions() -> [PageBlock] {
        let heading = PageBlock.heading(say("Left out"))
        let rows = index.findings.exclusions.filter { $0.rows > 0 }
        guard !rows.isEmpty else { return [heading, .paragraph(say("Nothing was left out."))] }
        let whole = rows.filter { $0.metric == .none || $0.unit != .posts }
        let perMetric = rows.filter { $0.metric != .none && $0.unit == .posts }
        var blocks: [PageBlock] = [heading]
        if !whole.isEmpty {
            blocks.append(
                .table(
                    PageTable(
                        caption: say("Rows left out, each for the first reason that applies"),
                        columns: [.text(say("of")), .text(say("tier")), .text(say("reason")), .text(say("in words")), .number(say("rows"))],
                        rows: whole.map {
                            [
                                .text(Wording.unit($0.unit)), tier($0.tier), .key($0.reason.rawValue),
                                .text(Wording.reason($0.reason, index.definition)), .count($0.rows),
                            ]
                        }, file: "tables/exclusions.csv", id: "left-out"
                    ).limited(to: 2 * Self.longest)))
        }
        if !perMetric.isEmpty {
            blocks.append(
                .table(
                    PageTable(
                        caption: say("Posts that a single metric cannot use; they count for the others"),
                        columns: [
                            .text(say("metric")), .text(say("tier")), .text(say("reason")), .text(say("in words")), .number(say("posts")),
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
    private func tier(_ name: String) -> PageTable.Cell { name.isEmpty ? .missing : .text(Wording.tier(name)) }

    private func duplicates() -> [PageBlock] {
        let heading = PageBlock.heading(say("Twice in the files"))
        let rows = index.findings.duplicates.filter { $0.dropped > 0 || $0.conflicts > 0 }
        guard !rows.isEmpty else { return [heading, .paragraph(say("No row appeared twice."))] }
        return [
            heading,
            .table(
                PageTable(
                    caption: say("Duplicates, of which one row was kept"),
                    columns: [
                        .text(say("what")), .number(say("rows dropped")), .number(say("of them contradictory")),
                        .text(say("examples of contradictions")),
                    ],
                    rows: rows.map { row in
                        [
                            .text(Language.current.word(row.entity.rawValue)), .count(row.dropped), .count(row.conflicts),
                            examples(row).isEmpty ? .missing : .key(examples(row).prefix(3).joined(separator: ", ")),
                        ]
                    }, file: "tables/duplicates.csv", id: "duplicates")),
            .note(say("Which row is kept follows from the rows' content, never from the order of files.")),
        ]
    }

    private func examples(_ row: DuplicateRow) -> [String] { DuplicatesTable.shownExamples(row) }

    private func unmatched() -> [PageBlock] {
        let heading = PageBlock.heading(say("Without a partner"))
        // Where the most money is, the most is wrong.
        let rows = index.findings.unmatched.enumerated().sorted {
            ($1.element.money?.value ?? 0, $0.offset) < ($0.element.money?.value ?? 0, $1.offset)
        }.map(\.element)
        guard !rows.isEmpty else { return [heading, .paragraph(say("No deal, code or order is without a partner."))] }
        let kinds = Self.kinds(rows)
        return [
            heading,
            .paragraph(
                say("Handles, codes and ids that appear in one source only are the first cause of a wrong return: what they sold or cost is missing above.")
            ),
            .table(
                PageTable(
                    caption: say("How many are without a partner, money in \(Visible.text(index.definition.currency))"),
                    columns: [.text(say("kind")), .number(say("money")), .number(say("keys")), .number(say("rows"))],
                    rows: kinds.map {
                        [
                            .text(Wording.unmatched($0.kind)), .text(Format.money($0.money)),
                            .count($0.keys), .count($0.rows),
                        ]
                    })),
            .table(
                PageTable(
                    caption: say("Which ones, most money first, in \(Visible.text(index.definition.currency))"),
                    columns: [.text(say("key")), .text(say("kind")), .number(say("money")), .number(say("rows")), .text(say("appears in"))],
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

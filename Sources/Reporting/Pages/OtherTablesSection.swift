internal import Findings

/// Table files that no other section shows, as they are: the columns of the file that hold something, under their own names.
struct OtherTablesSection {
    private static let longest = 60

    private let source: TableSource

    init(_ findings: FindingSet, inputs: [InputSummary], losses: LossList) {
        source = TableSource(findings: findings, inputs: inputs, losses: losses)
    }

    func blocks() -> [PageBlock] {
        let tables: [(caption: String, table: any ReportTable)] = [
            (say("Who paid for themselves, and what is left"), PayoffTable(source)), (say("The answers in other views"), RobustnessTable(source)),
            (say("Returns of equally many days, and of new customers"), WindowsTable(source)),
            (say("What is missing, and how far that could move an answer"), MissingTable(source)),
            (say("How alike the tiers are"), BalanceTable(source)), (say("The rate over followers, without tiers"), ElasticityTable(source)),
        ]
        return tables.compactMap { $0.table.page($0.caption)?.limited(to: Self.longest) }.map { .table($0) }
    }
}

extension ReportTable {
    /// Nil without a row.
    fileprivate func page(_ caption: String) -> PageTable? {
        let rows = rows
        let cells = rows.map { row in columns.map { $0.value(row) } }
        let shown = columns.indices.filter { column in cells.contains { $0[column] != .empty && $0[column] != .number(nil) && $0[column] != .text("") } }
        guard !rows.isEmpty, !shown.isEmpty else { return nil }
        return PageTable(
            caption: caption,
            columns: shown.map { column in
                let title = columns[column].name
                return cells.allSatisfy { $0[column].isText } ? .text(title) : .number(title)
            },
            rows: cells.map { row in shown.map { row[$0].cell } }, file: "tables/\(file)", id: String(file.dropLast(4)))
    }
}

extension TableValue {
    fileprivate var isText: Bool {
        switch self {
        case .text, .empty: true
        case .whole, .number, .money: false
        }
    }

    fileprivate var cell: PageTable.Cell {
        switch self {
        case .empty: .missing
        case .text(let text): text.isEmpty ? .missing : .text(Visible.text(text))
        case .whole(let number): .text(Format.count(number))
        case .number(let number): .text(Format.significant(number, digits: 4))
        case .money(let amount): .text(Format.money(amount))
        }
    }
}

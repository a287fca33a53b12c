internal import Mustache

/// One piece of a page section. Sections say what is said; templates say how it looks.
enum PageBlock {
    case heading(String)
    case paragraph(String)
    /// A caveat: said in a smaller voice.
    case note(String)
    case list([String])
    case table(PageTable)
    case chart(Chart)
    /// Charts beside each other where there is room.
    case pair([Chart])

    var charts: [Chart] {
        switch self {
        case .chart(let chart): [chart]
        case .pair(let charts): charts
        case .heading, .paragraph, .note, .list, .table: []
        }
    }

    /// The block as a template sees it: one key per kind of block.
    var context: [String: Any] {
        switch self {
        case .heading(let text): ["subheading": text]
        case .paragraph(let text): ["paragraph": text]
        case .note(let text): ["remark": text]
        case .list(let items): items.isEmpty ? [:] : ["list": ["items": items]]
        case .table(let table): table.rows.isEmpty ? [:] : ["table": table.context]
        case .chart(let chart): ["chart": chart.context]
        case .pair(let charts): charts.isEmpty ? [:] : ["pair": ["entries": charts.map(\.halfContext)]]
        }
    }
}

/// A table of a page.
struct PageTable {
    struct Column {
        let title: String
        /// Numbers are set to the right.
        let isNumber: Bool

        static func text(_ title: String) -> Column { Column(title: title, isNumber: false) }
        static func number(_ title: String) -> Column { Column(title: title, isNumber: true) }
    }

    enum Cell: Equatable {
        case text(String)
        /// An id, a name or a formula, set as code.
        case code(String)
        /// A name of the glossary where it is explained: links lead here.
        case definition(String)
        /// A text that leads to the explanation of a name of the glossary.
        case term(String, name: String)

        static let missing = Cell.text(Format.missing)

        /// `– (no creators)`.
        static func missing(_ reason: String) -> Cell { .text("\(Format.missing) (\(reason))") }
        static func count(_ value: Int) -> Cell { .text(Format.count(value)) }
        /// A text from data that identifies something.
        static func key(_ text: String) -> Cell { .code(Visible.text(text)) }
    }

    var caption: String
    var columns: [Column]
    var rows: [[Cell]]
    /// Table file that holds all of it: `tables/unmatched.csv`.
    var file: String?
    /// Anchor of the table on its page; the same from run to run.
    var id = ""
    /// Of a table that shows a part: the anchor of the whole one on the details page.
    var details: String?
    /// Number of rows there are, where fewer are shown.
    var total: Int?

    /// Keeps the first `limit` rows and says so.
    func limited(to limit: Int) -> PageTable {
        guard rows.count > limit else { return self }
        var table = self
        table.rows = Array(rows.prefix(limit))
        table.total = total ?? rows.count
        return table
    }

    var context: [String: Any] {
        var context: [String: Any] = [
            "caption": caption,
            "columns": columns.map { column in
                ["title": column.title, "numeric": column.isNumber, "rule": column.isNumber ? " ---: " : " --- "]
                    as [String: Any]
            },
            "rows": rows.map { row in
                RowContext(cells: row.enumerated().map { CellContext(cell: $1, isNumber: columns[$0].isNumber, isHead: $0 == 0) })
            },
            "hasMore": total != nil,
            "hasFile": file != nil,
        ]
        if !id.isEmpty { context["tableID"] = id }
        if let file { context["file"] = file }
        if let details { context["wholeTable"] = details }
        if let total { context["more"] = say("\(Format.count(rows.count)) of \(Format.count(total)) rows are shown.") }
        return context
    }

    /// A row as a template sees it. Rows and cells are most of what the pages hold: they answer for themselves, where a dictionary each
    /// would be filled for keys that few cells have.
    private struct RowContext: MustacheParent {
        let cells: [CellContext]

        func child(named name: String) -> Any? { name == "cells" ? cells : nil }
    }

    private struct CellContext: MustacheParent {
        let cell: Cell
        let isNumber: Bool
        let isHead: Bool

        /// What a template asks for and a cell does not say is false: it would be looked for in all that stands around the cell.
        func child(named name: String) -> Any? {
            switch name {
            case "numeric": isNumber
            case "head": isHead
            case "text": cell.text
            case "isCode": cell.code != nil
            case "code": cell.code.map(MarkdownText.code)
            case "anchor": if case .definition(let name) = cell { name } else { false }
            case "link": if case .term(_, let name) = cell { name } else { false }
            default: nil
            }
        }
    }
}

extension PageTable.Cell {
    fileprivate var text: String {
        switch self {
        case .text(let text), .code(let text), .definition(let text), .term(let text, _): text
        }
    }

    /// What is set as code.
    fileprivate var code: String? {
        switch self {
        case .code(let text), .definition(let text): text
        case .text, .term: nil
        }
    }
}

/// A chart of the report: the same drawing as a file of its own and inside the page, wide, for half of a page, and narrow. It is
/// drawn when it is asked for.
struct Chart {
    let drawing: any Drawing

    /// File name in `charts/` without extension.
    var name: String { drawing.name }
    var path: String { "charts/\(name).svg" }

    /// The drawing that stands alone, with its style in it.
    var file: String { drawing.svg(width: drawing.widths.wide, id: name, style: ChartStyle.standalone) }

    var context: [String: Any] { context(width: drawing.widths.wide) }

    /// Beside another one.
    var halfContext: [String: Any] { context(width: min(drawing.widths.wide, Self.halfWidth)) }

    private static let halfWidth = 540.0

    private func context(width: Double) -> [String: Any] {
        var context: [String: Any] = [
            "chartTitle": drawing.title, "chartPath": path, "wide": drawing.svg(width: width, id: name, style: nil),
            "narrow": drawing.svg(width: drawing.widths.narrow, id: name + "-narrow", style: nil),
        ]
        if !drawing.subtitle.isEmpty { context["chartSubtitle"] = drawing.subtitle }
        if !drawing.note.isEmpty { context["chartNote"] = drawing.note }
        return context
    }
}

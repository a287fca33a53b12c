internal import ExportFormats
internal import Findings
internal import SocialData

/// Records of one file that were set aside, counted by reason, with the line of the first.
struct RejectTally: Sendable {
    struct Reason: Sendable {
        let kind: String
        let column: String
        let reason: String
        var count: Int
        var line: Int
    }

    private(set) var reasons: [Reason] = []
    /// The reason met first in the file.
    var first: Reason? { reasons.min { $0.line < $1.line } }

    mutating func add(_ rejects: [Reject]) {
        for reject in rejects where reject.scope == .row {
            if let index = reasons.firstIndex(where: { $0.kind == reject.kind && $0.column == reject.column }) {
                reasons[index].count += 1
                reasons[index].line = min(reasons[index].line, reject.line)
            } else {
                reasons.append(
                    Reason(kind: reject.kind, column: reject.column, reason: reject.reason, count: 1, line: reject.line))
            }
        }
    }
}

/// What one file holds and no number will count: records set aside, values that cannot be read, rows that no analysis uses.
struct FileLosses {
    /// Share of a needed column's values that may be unreadable before people are warned, and before the file is refused. Of any other
    /// column, share of the rows before it stands above the answer.
    private static let warningShare = 0.05
    private static let refusalShare = 0.5
    /// Share of posts that may stand in parts by some mistake.
    private static let partsShare = 0.05
    /// Of columns or words in one sentence.
    private static let mostNames = 12

    private let name: String
    private let books: MappedRows
    private let setAside: RejectTally
    private let repeats: [Entity: (count: Int, line: Int, original: Int)]
    private let parts: PostParts
    private let mapper: RowMapper

    init(
        name: String, books: MappedRows, setAside: RejectTally, repeats: [Entity: (count: Int, line: Int, original: Int)], parts: PostParts,
        mapper: RowMapper
    ) {
        self.parts = parts
        self.repeats = repeats
        self.name = name
        self.books = books
        self.setAside = setAside
        self.mapper = mapper
    }

    var all: [Loss] { doubts() + rows() + values() + unknownPlatforms() + unused() + totals() + contradictedTotal() + possibleTotals() + lastRow() + calledOffPaid() + repeated() + partsOfPosts() + shortLinks() + skippedWhole() }

    /// Why the file cannot be used although its rows can be told apart: most values of a needed column are unreadable.
    var unreadableColumn: String? {
        let worst = columns().filter { isNeeded($0) && Double($0.count) > Self.refusalShare * Double(values(of: $0)) }
            .max { $0.count < $1.count }
        guard let worst else { return nil }
        let quoted = Loss.shown(String(decoding: worst.example, as: UTF8.self)).map { " (as `\($0)`)" } ?? ""
        return "line \(worst.line): \(worst.count) of \(values(of: worst)) values of `\(worst.column)` cannot be used\(quoted): \(Loss.cause(worst.reason)); \(remedy(worst))"
    }

    /// What was decided for want of an answer.
    private func doubts() -> [Loss] {
        guard books.accepted > 0 else { return [] }
        return mapper.doubts.map { doubt in
            Loss(
                .answerMissing, .important, source: name, what: Loss.cause(doubt), count: books.accepted, unit: .rows,
                remedy: Loss.advice(doubt, orElse: "say it in the source"))
        }
    }

    private func rows() -> [Loss] {
        setAside.reasons.sorted { ($1.count, $0.line) < ($0.count, $1.line) }.map { reason in
            Loss(
                .rowsSetAside, holdsMoney ? .important : .noted, source: name, column: reason.column,
                what: "\(reason.count) of \(counted(books.candidates, "row")) set aside, first: line \(reason.line): \(Loss.cause(reason.reason))",
                count: reason.count, unit: .rows, remedy: Loss.advice(reason.reason, orElse: "correct the rows, or export them again"))
        }
    }

    /// Every row can be an amount that outweighs all others.
    private var holdsMoney: Bool { mapper.entities.contains { [.deals, .orders, .spend].contains($0) } }

    private func values() -> [Loss] {
        columns().sorted { ($1.count, $0.column) < ($0.count, $1.column) }.map { values in
            let share = isNeeded(values) ? "\(values.count) of \(counted(self.values(of: values), "value"))" : counted(values.count, "value")
            return Loss(
                .valuesSetAside, weight(of: values), source: name, column: values.column,
                what: "\(share) of `\(values.column)` set aside, first: line \(values.line): \(Loss.cause(values.reason))",
                count: values.count, unit: .values, example: String(decoding: values.example, as: UTF8.self),
                remedy: values.entity == .orders && values.column == OrderColumn.refund.name
                    ? "correct the column, or say how it writes numbers, as `set: {numbers: \"1.234,5\"}` in the source; until then these sales count in full"
                    : remedy(values))
        }
    }

    /// An amount that cannot be read counts as if nothing were there, and nobody knows how large it is: one may outweigh all others.
    private func weight(of values: UnreadableValues) -> Loss.Weight {
        if isNeeded(values), Double(values.count) > Self.warningShare * Double(self.values(of: values)) { return .warning }
        let isMoney = values.entity.columns.contains { $0.name == values.column && $0.type == .money }
        let isOften = !isNeeded(values) && Double(values.count) > Self.warningShare * Double(books.accepted)
        return isMoney || isOften ? .important : .noted
    }

    /// Two payments of one amount look like one line written twice, and nobody but their owner knows.
    private func repeated() -> [Loss] {
        repeats.sorted { $0.key.rawValue < $1.key.rawValue }.map { entity, rows in
            Loss(
                .notUsed, entity.addsRows ? .important : .noted, source: name,
                what: "\(counted(rows.count, "row")) of \(entity.rawValue) \(rows.count == 1 ? "is" : "are") the same as another and \(rows.count == 1 ? "counts" : "count") once with it, first: line \(rows.line), which repeats line \(rows.original)",
                count: rows.count, unit: .rows,
                remedy: entity.addsRows ? "if they are several payments, give each a date or a campaign of its own, or a `payout_id` in a sheet of deals" : "nothing to do, unless they are different things")
        }
    }

    private func totals() -> [Loss] {
        guard books.totals.count > 0 else { return [] }
        return [
            Loss(
                .notUsed, .noted, source: name,
                what: "\(counted(books.totals.count, "row")) that \(books.totals.count == 1 ? "sums" : "sum") up others left out, first: line \(books.totals.line)",
                count: books.totals.count, unit: .rows, remedy: "nothing to do; if it is somebody's name, write the handle with its `@`")
        ]
    }

    /// A fee that stands on every line of a deal adds up to more than was paid. Where rows are left out for another reason, a sum says nothing.
    private func contradictedTotal() -> [Loss] {
        guard books.quarantined == 0, books.skipped - books.blanks == books.dealSums.totals, let sums = books.dealSums.contradiction else { return [] }
        let (said, sum) = (ExactTotal(Int128(sums.said)).saidText, ExactTotal(sums.sum).saidText)
        return [
            Loss(
                .answerMissing, .important, source: name, column: sums.column,
                what: "the file's own sum of \(sums.column) is \(said), and its rows add up to \(sum), which counts: line \(sums.line)",
                count: books.accepted, unit: .rows,
                remedy: "where one amount stands on several lines of a deal, leave it on one of them; where rows lack, export all of them")
        ]
    }

    /// Nobody but the sheet's owner knows whether `Total Spring` is somebody.
    private func possibleTotals() -> [Loss] {
        guard books.possibleTotals.count > 0 else { return [] }
        let count = books.possibleTotals.count
        return [
            Loss(
                .answerMissing, .important, source: name,
                what: "\(counted(count, "deal")) \(count == 1 ? "counts" : "count") that may sum up others, for the name has a word for a sum in it, first: line \(books.possibleTotals.line)",
                count: count, unit: .deals, remedy: "take the row out if it is a sum; if it is somebody, write the handle with its `@`")
        ]
    }

    /// What was paid for a deal that came to nothing is a cost all the same.
    private func calledOffPaid() -> [Loss] {
        guard books.calledOffPaid.count > 0 else { return [] }
        let count = books.calledOffPaid.count
        return [
            Loss(
                .answerMissing, .important, source: name,
                what: "\(counted(count, "deal")) that \(count == 1 ? "was" : "were") called off \(count == 1 ? "is" : "are") left out, and by \(count == 1 ? "its status" : "their status") something may have been paid, first: line \(books.calledOffPaid.line)",
                count: count, unit: .deals, remedy: "give such a deal what was paid for it as its fee, and a status of its own")
        ]
    }

    /// A sum under a word that names none.
    private func lastRow() -> [Loss] {
        guard books.possibleTotals.count == 0, let line = books.dealSums.possibleTotal else { return [] }
        return [
            Loss(
                .answerMissing, .important, source: name, what: "1 deal counts that may sum up others, for it holds what all rows above it add up to: line \(line)",
                count: 1, unit: .deals, remedy: "take the row out if it is a sum; if it is somebody, write the handle with its `@`")
        ]
    }

    /// A file of rows that are all left out by a rule of its format, as the checkouts that a shop's customers abandoned.
    private func skippedWhole() -> [Loss] {
        guard books.accepted == 0, books.quarantined == 0, books.skipped > books.blanks else { return [] }
        let reasons = zip(mapper.format.skips, books.skippedByRule).filter { $0.1 > 0 }.map(\.0.reason)
        return [
            Loss(
                .notUsed, .important, source: name,
                what: "nothing of it is used, \(counted(books.candidates, "row")): \(reasons.joined(separator: ", "))",
                count: books.candidates, unit: .rows, remedy: "export something else, or leave the file out of the pipeline")
        ]
    }

    /// A post has a row, or a row for each time at which it was read.
    private func partsOfPosts() -> [Loss] {
        guard Double(parts.parted) > Self.partsShare * Double(parts.posts) else { return [] }
        return [
            Loss(
                .contradictingRows, .important, source: name, column: "post_id",
                what: "\(parts.parted) of \(counted(parts.posts, "post")) that were looked at stand in several rows of one time with other numbers, as in an export by country or by day; of each the greatest row counts",
                count: parts.parted, unit: .posts, remedy: "export one row for each post, or map the column that says when a row was read to `exported_at`")
        ]
    }

    /// Only who opens a short link knows which post it leads to.
    private func shortLinks() -> [Loss] {
        guard parts.linked > 0 else { return [] }
        return [
            Loss(
                .contradictingRows, Double(parts.linked) > Self.partsShare * Double(parts.posts) ? .important : .noted, source: name, column: "post_id",
                what: "\(parts.linked) of \(counted(parts.posts, "post")) that were looked at are known by a short link alone; if another file holds them too, each counts twice",
                count: parts.linked, unit: .posts, remedy: "write where the links lead to, which a browser shows, or leave one of the files out")
        ]
    }

    /// Columns that are left out and would be missed.
    private func unread() -> [Loss] {
        UnreadColumn.Content.allCases.compactMap { content in
            let columns = mapper.unread.filter { $0.holds == content }.map(\.name)
            guard !columns.isEmpty else { return nil }
            let isOne = columns.count == 1
            let more = switch content {
            case .money: " and \(isOne ? "holds" : "hold") money"
            case .currencies: " and \(isOne ? "says" : "say") which currency the amounts are in"
            case .calledOff: " and \(isOne ? "says" : "say") that some rows were called off, which count"
            case .open: " and \(isOne ? "says" : "say") that some deals may not have happened, which count"
            case .perUnit: " and \(isOne ? "says" : "say") that amounts are for one of several things or months, which count once"
            case .refunds: " and \(isOne ? "says" : "say") that some rows take back, which count like the others"
            case .percentages: " and \(isOne ? "holds" : "hold") percentages, by which no amount is changed"
            case .mixedTax: " and \(isOne ? "says" : "say") that some amounts are with tax and some without, which count as they stand"
            case .takenBack: " and \(isOne ? "holds" : "hold") what was taken back, by \(isOne ? "its name" : "their names"), which stays in the sales"
            case .codes: " and \(isOne ? "holds" : "hold") codes, by \(isOne ? "its name" : "their names"), which credit nobody"
            case .other: ""
            }
            return Loss(
                .notUsed, content == .other ? .noted : .important, source: name,
                what: "the \(isOne ? "column" : "columns") \(shown(columns)) \(isOne ? "is" : "are") not read\(more)",
                count: books.accepted, unit: .rows,
                remedy: content == .currencies
                    ? "say `set: {currency: …}` on the source where all rows are in one, else map the column in a format file of your own"
                    : isOne ? "map it in the format file, or name it under `unused:`" : "map them in the format file, or name them under `unused:`")
        }
    }

    /// Deals that a rule for rows passes over, although the column it looks at says of them what it leaves others out for.
    private func leftIn() -> [Loss] {
        guard !mapper.leavingIn.isEmpty else { return [] }
        return [
            Loss(
                .notUsed, .important, source: name,
                what: "by the words in \(shown(mapper.leavingIn)) some deals may not have happened, and no line of `skip:` leaves them out",
                count: books.accepted, unit: .rows, remedy: "add the words of such deals to `skip:`, or name the column under `unused:` if they count")
        ]
    }

    private func shown(_ columns: [String]) -> String {
        columns.prefix(Self.mostNames).map { "`\($0)`" }.joined(separator: ", ") + (columns.count > Self.mostNames ? " and \(columns.count - Self.mostNames) more" : "")
    }

    /// Words for networks that are none: two in one cell, a spelling nobody knows, or a channel of another kind.
    private func unknownPlatforms() -> [Loss] {
        let found = books.unknownWords.filter { $0.key.hasPrefix("platform ") }.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        guard !found.isEmpty, books.accepted > 0 else { return [] }
        let names = found.compactMap { Loss.shownWord(String($0.key.dropFirst("platform ".count))) }.prefix(Self.mostNames)
        let shown = names.map { "`\($0)`" }.joined(separator: ", ")
        let rest = found.count > names.count ? " and \(found.count - names.count) more" : ""
        let count = min(found.reduce(0) { $0 + $1.value }, books.accepted)
        return [
            Loss(
                .partnerMissing, .noted, source: name, column: "platform",
                what: "\(counted(count, "row")) \(count == 1 ? "names" : "name") no network that is known\(shown.isEmpty ? "" : " (\(shown)\(rest))"), so other files' rows of the same account may not be met",
                count: count, unit: .rows, remedy: "write one network in each row, as instagram or tiktok; nothing to do for channels of another kind")
        ]
    }

    /// Columns and whole rows that no analysis reads.
    private func unused() -> [Loss] {
        guard books.accepted > 0 else { return [] }
        let columns = mapper.unused.map { unused -> Loss in
            let advice = Loss.advice(unused.because, orElse: "nothing to do if nothing was expected of them")
            // Who wrote that down knows it.
            return Loss(
                .notUsed, advice == "nothing to do" ? .noted : .important, source: name, column: unused.column, what: Loss.cause(unused.because), count: books.accepted,
                unit: .rows, remedy: advice)
        }
            + unread() + leftIn()
        let read = mapper.entities.filter { $0 != .accounts }
        guard !read.isEmpty, read.allSatisfy({ $0 == .clicks }) else { return columns }
        return columns + [
            Loss(
                .notUsed, .important, source: name,
                what: "\(counted(books.accepted, "row")) of \(mapper.format.title) are read and no analysis uses them: a tool's own count of sessions and conversions says nothing about orders",
                count: books.accepted, unit: .rows, remedy: "add the shop's own export of orders")
        ]
    }

    /// One entry per column: that of its most frequent reason, with all its unreadable values.
    private func columns() -> [UnreadableValues] {
        var columns: [UnreadableValues] = []
        for values in books.unreadable.sorted(by: { ($1.count, $0.kind) < ($0.count, $1.kind) }) {
            if let index = columns.firstIndex(where: { $0.column == values.column && $0.entity == values.entity }) {
                columns[index].count += values.count
            } else {
                columns.append(values)
            }
        }
        return columns
    }

    private func isNeeded(_ values: UnreadableValues) -> Bool { values.entity.neededColumns.contains(values.column) }

    /// Values that the column has in this file, readable or not.
    private func values(of unreadable: UnreadableValues) -> Int {
        let tally = mapper.tallied.firstIndex { $0.entity == unreadable.entity && $0.column.name == unreadable.column }
        return unreadable.count + (tally.map { books.filled[$0] } ?? 0)
    }

    /// The line that makes the values readable, by what they should have been.
    private func remedy(_ values: UnreadableValues) -> String {
        if values.kind.hasPrefix("impossible") || values.kind == "before_platform" { return "correct the values in the file they come from" }
        if values.kind == "not_per_euro" { return "export rates per euro, or divide each by the EUR column" }
        if values.kind == "missing_identity" || values.kind == "future_date" { return Loss.advice(values.reason, orElse: "correct the rows") }
        let type = values.entity.columns.first { $0.name == values.column }?.type
        return switch type {
        case .count, .money, .decimal:
            "if that is how the file writes numbers, say `set: {numbers: \"1.234,5\"}` in the source (or `1,234.5`); else correct the column"
        case .instant, .day:
            "if that is how the file writes dates, say `set: {dates: day_first}` in the source (or month_first), or `timezone:` where a zone is unknown; else correct the column"
        case .currency: "write three-letter codes, or say `set: {currency: EUR}` in the source"
        default: "correct the column, or leave it out"
        }
    }

    private func counted(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }
}

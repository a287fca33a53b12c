import Foundation
import SocialData
import TextValues
import Testing

/// A row of truth.csv, shown by its path.
struct TruthRow: CustomTestStringConvertible, Sendable {
    let columns: [String: String]

    var testDescription: String { columns["path"] ?? "" }

    subscript(column: String) -> String? { columns[column] }
}

/// Compares with a row of truth.csv; a value that one of its `alternatives` gives passes too.
struct TruthCheck {
    let truth: TruthRow
    private let alternatives: [[String: String]]

    init(truth: TruthRow) {
        self.truth = truth
        let json = (truth["alternatives"] ?? "").data(using: .utf8) ?? Data()
        // What a defect would give must not come out; what is left after normalize is no staged row.
        alternatives = ((try? JSONSerialization.jsonObject(with: json)) as? [[String: String]] ?? [])
            .filter { !($0["reading"] ?? "").contains("a defect") && !($0["reading"] ?? "").contains("after normalize") }
    }

    func accepted(_ column: String) -> [String] { [truth[column] ?? ""] + alternatives.compactMap { $0[column] } }

    private var path: String { truth["path"] ?? "" }

    func equal(_ column: String, _ actual: String) {
        #expect(accepted(column).contains(actual), "\(path): \(column) is \(actual) instead of \(truth[column] ?? "")")
    }

    func compare(_ table: StagedTable, entity: Entity) {
        let identities = String(Set(table.rows.map { identity($0, table, entity) }).count)
        // An alternative with fewer rows names their number, not always that of their identities.
        if entity != .spend, identities != String(table.rows.count) || accepted("usable_rows").count == 1 { equal("distinct_identities", identities) }
        for metric in [
            "likes", "comments", "shares", "saves", "views", "reach", "impressions", "clicks", "followers", "revenue", "refund", "cost",
            "sessions", "conversions", "clicks_revenue",
        ] {
            guard let values = values(metric, table, entity) else { continue }
            let present = values.filter { !$0.isEmpty }
            sum(metric, present)
            missing(metric, values.count - present.count, isMapped: !present.isEmpty)
        }
        times(table, entity: entity)
        spots(table, entity: entity)
    }

    // MARK: staged columns by truth's names

    private func values(_ metric: String, _ table: StagedTable, _ entity: Entity) -> [String]? {
        if metric == "cost" {
            guard entity == .deals || entity == .spend else { return nil }
            return table.rows.map { row in
                let parts = (entity == .spend ? ["boost_spend"] : ["fee", "commission", "boost_spend"]).map { row[table.index($0)] }.filter { !$0.isEmpty }
                return parts.isEmpty ? "" : "\(parts.reduce(Decimal(0)) { $0 + (Decimal(string: $1) ?? .nan) })"
            }
        }
        let column = self.column(metric, table, entity)
        return table.header.contains(column) ? table.values(column) : nil
    }

    private func column(_ name: String, _ table: StagedTable, _ entity: Entity) -> String {
        switch name {
        case "followers" where entity == .posts:
            truth["kind"]?.hasPrefix("crowdtangle") == true ? "followers_at_post" : "followers_at_export"
        case "time": timeColumn(entity)
        default: name
        }
    }

    private func timeColumn(_ entity: Entity) -> String {
        let named = truth["time_column"] ?? ""
        return named == "observed_at" && entity == .posts ? "exported_at" : named
    }

    private func identity(_ row: [String], _ table: StagedTable, _ entity: Entity) -> String {
        func cell(_ column: String) -> String { row[table.index(column)] }
        switch entity {
        case .posts: return cell("post_id")
        case .orders: return cell("order_id")
        case .deals: return cell("deal_id")
        case .snapshots where truth["time_column"] == "observed_at": return cell("observed_at")
        case .snapshots: return HandleFolding.fold(cell("handle")) + "|" + cell("creator_id")
        default: return row.dropLast(2).joined(separator: "|")
        }
    }

    // MARK: comparisons

    private func sum(_ column: String, _ values: [String]) {
        let expected = accepted(column).map { Decimal(string: $0) }
        guard !values.isEmpty || truth[column]?.isEmpty == false else { return }
        // "" among the alternatives: the column may stay unmapped.
        if values.isEmpty, accepted(column).contains("") { return }
        let total = values.reduce(Decimal(0)) { $0 + (Decimal(string: $1) ?? .nan) }
        // A column that truth does not know (a constant 0, say) is no contradiction.
        if truth[column]?.isEmpty != false, alternatives.allSatisfy({ $0[column] == nil }) { return }
        // truth.csv writes two decimals.
        #expect(
            expected.contains { abs(($0 ?? .nan) - total) < Decimal(string: "0.005") ?? 0 },
            "\(path): sum of \(column) is \(total) instead of \(truth[column] ?? "")")
    }

    private func missing(_ column: String, _ actual: Int, isMapped: Bool) {
        let expected = accepted("\(column)_missing")
        // Empty: the kind has no such column, so every staged cell is empty.
        if expected.contains("") { return }
        #expect(expected.contains(String(actual)), "\(path): \(column) missing \(actual) instead of \(expected[0])")
    }

    private func times(_ table: StagedTable, entity: Entity) {
        let column = timeColumn(entity)
        guard !column.isEmpty, table.header.contains(column) else { return }
        let times = table.values(column).filter { !$0.isEmpty }
        equal("time_missing", String(table.rows.count - times.count))
        if let earliest = truth["time_min_utc"], !earliest.isEmpty {
            equal("time_min_utc", times.min() ?? "")
            equal("time_max_utc", times.max() ?? "")
        } else if let first = truth["time_min"], first.hasPrefix("--") {
            // No year in the file: first and last in file order.
            let inOrder = table.rows.sorted { (Int($0[table.index("line")]) ?? 0) < (Int($1[table.index("line")]) ?? 0) }
                .map { $0[table.index(column)] }.filter { !$0.isEmpty }
            let last = truth["time_max"] ?? ""
            if accepted("skipped_rows").count == 1 { #expect(inOrder.first?.contains(first.dropFirst(1)) == true, "\(path): \(inOrder.first ?? "")") }
            #expect(inOrder.last?.contains(last.dropFirst(1)) == true, "\(path): \(inOrder.last ?? "")")
        } else if let written = truth["time_min"], !written.isEmpty {
            // No zone in the file and UTC assumed: the instant is the time as written. An id may hold it to the second.
            let isFromId = truth["time_basis"]?.contains("the id gives the UTC instant") == true || truth["time_basis"]?.contains("from the id") == true
            #expect(isFromId || times.min()?.hasPrefix(written) == true, "\(path): \(times.min() ?? "") instead of \(written)")
            #expect(isFromId || times.max()?.hasPrefix(truth["time_max"] ?? "") == true, "\(path): \(times.max() ?? "")")
        }
    }

    private func spots(_ table: StagedTable, entity: Entity) {
        let json = (truth["spots"] ?? "").data(using: .utf8) ?? Data()
        guard let spots = try? JSONSerialization.jsonObject(with: json) as? [[String]] else { return }
        for spot in spots {
            let parts = spot[0].split(separator: "@", maxSplits: 1).map(String.init)
            let (name, platform) = (spot[0].lowercased(), table.index("platform"))
            let time = table.index(timeColumn(entity))
            let found = table.rows.first { row in
                if spot[0].hasPrefix("--") { return time >= 0 && row[time].contains(spot[0].dropFirst(1)) }
                // Handles are staged folded; a platform named like a handle is none.
                let cells = row.indices.dropLast(2).filter { $0 != platform }.map { row[$0].lowercased() }
                let isNamed = cells.contains { $0 == name || $0 == parts[0].lowercased() || $0.hasSuffix(":" + name) || $0.contains(":" + name + "|") }
                return isNamed && (parts.count == 1 || time >= 0 && row[time].hasPrefix(parts[1]))
            }
            guard let row = found else {
                #expect(truth["firm"] == "no", "\(path): no row \(spot[0])")
                continue
            }
            guard let values = values(spot[1], table, entity) ?? timeValues(spot[1], table, entity),
                let position = table.rows.firstIndex(of: row)
            else { continue }
            let actual = values[position]
            let isEqual = actual == spot[2] || !spot[2].isEmpty && (Decimal(string: actual) == Decimal(string: spot[2]) || spot[1] == "time" && actual.hasPrefix(spot[2]))
            #expect(
                isEqual || alternatives.contains { $0[spot[1]] == "" } && actual.isEmpty,
                "\(path): \(spot[0]) \(spot[1]) is \(actual) instead of \(spot[2])")
        }
    }

    private func timeValues(_ name: String, _ table: StagedTable, _ entity: Entity) -> [String]? {
        name == "time" ? table.values(timeColumn(entity)) : nil
    }
}

import SocialData
import TestSupport
import Testing

/// Golden cases as normalize reads them.
enum Golden {
    /// The rows of a case as ingest stages them, by entity: currency EUR set, counts that are none missing
    /// (Methods 1.1), profiles as snapshots without a date.
    static func staged(_ golden: GoldenCase) throws -> [Entity: [Row]] {
        var staged: [Entity: [Row]] = [:]
        for (file, entity) in [
            ("posts", Entity.posts), ("profiles", .snapshots), ("snapshots", .snapshots), ("deals", .deals),
            ("orders", .orders), ("codes", .codes),
        ] where golden.hasTable(file) {
            for var row in try golden.table(file) {
                if entity == .deals || entity == .orders { row["currency"] = "EUR" }
                for column in entity.columns where column.type == .count {
                    let value = row[column.name] ?? ""
                    if Int64(value) == nil || (column.name == "likes" && value == "-1") { row[column.name] = "" }
                }
                staged[entity, default: []].append(row)
            }
        }
        try #require(!staged.isEmpty, "\(golden.name) has no files")
        return staged
    }
}

import Foundation
import Testing

/// A small CSV file, read without any of the project's readers.
struct Table {
    let header: [String]
    let rows: [[String: String]]

    init(path: String) throws { self.init(text: try String(contentsOfFile: path, encoding: .utf8)) }

    init(header: [String], rows: [[String: String]]) {
        self.header = header
        self.rows = rows
    }

    init(text: String) {
        let records = Self.records(text)
        header = records.first ?? []
        let names = header
        rows = records.dropFirst().map { Dictionary(zip(names, $0)) { first, _ in first } }
    }

    /// Values of some columns by the values of others joined by `|`.
    func values(of columns: [String], by keys: [String], where isMeant: ([String: String]) -> Bool = { _ in true }) -> [String: [String]] {
        var result: [String: [String]] = [:]
        for row in rows where isMeant(row) {
            result[keys.map { row[$0] ?? "no column \($0)" }.joined(separator: "|")] = columns.map { row[$0] ?? "no column \($0)" }
        }
        return result
    }

    /// A table of items, `item` and `value`, as rows with a column for each item.
    func wide(by key: String) -> Table {
        var places: [String: Int] = [:]
        var wide: [[String: String]] = []
        for row in rows {
            let name = row[key] ?? ""
            if places[name] == nil {
                places[name] = wide.count
                wide.append([key: name])
            }
            if let place = places[name], let item = row["item"] { wide[place][item] = row["value"] }
        }
        return Table(header: wide.first?.keys.sorted() ?? [], rows: wide)
    }

    private static func records(_ text: String) -> [[String]] {
        var records: [[String]] = []
        var fields: [String] = []
        var field = ""
        var isQuoted = false
        var scalars = text.unicodeScalars.makeIterator()
        var next = scalars.next()
        while let scalar = next {
            next = scalars.next()
            if isQuoted {
                if scalar != "\"" {
                    field.unicodeScalars.append(scalar)
                } else if next == "\"" {
                    field.append("\"")
                    next = scalars.next()
                } else {
                    isQuoted = false
                }
                continue
            }
            switch scalar {
            case "\"": isQuoted = true
            case ",":
                fields.append(field)
                field = ""
            case "\n":
                records.append(fields + [field])
                fields = []
                field = ""
            default: field.unicodeScalars.append(scalar)
            }
        }
        return records
    }
}

/// Compares what a table says with the truth, key by key, so that a failure names the number that differs.
func expectEqual(_ found: [String: [String]], _ truth: [String: [String]], _ what: String) {
    #expect(!truth.isEmpty, "the truth of \(what) is empty")
    for key in Set(found.keys).union(truth.keys).sorted() {
        #expect(found[key] == truth[key], "\(what), \(key)")
    }
}

/// Columns of the tables, from the list that writes them. A name that stands in several tables has an entry for each meaning.
extension Glossary {
    static let columns: [GlossaryEntry] = {
        var places: [String: Int] = [:]
        var found: [(column: TableDescription.Column, files: [String])] = []
        for table in ReportTables.descriptions {
            for column in table.columns {
                let key = "\(column.name)\n\(column.meaning)\n\(column.unit)"
                if let place = places[key] {
                    found[place].files.append(table.file)
                } else {
                    places[key] = found.count
                    found.append((column, [table.file]))
                }
            }
        }
        return found.map { column, files in
            GlossaryEntry(
                .column, column.name, column.meaning,
                "\(column.meaning) In \(files.map { "tables/\($0)" }.joined(separator: ", ")); unit: \(column.unit).",
                "Methods 23", unitExample(column.unit))
        }
    }()

    /// How a cell of a unit is read.
    private static func unitExample(_ unit: String) -> String {
        switch unit {
        case _ where unit.hasPrefix("fraction per month"): "A cell of 0.012 is `100 · 0.012 = 1.2` percentage points a month."
        case _ where unit.hasPrefix("fraction"): "A cell of 0.031 is `100 · 0.031 = 3.1` percent; an empty cell is not 0."
        case "probability": "A cell of 0.05 is one chance in `1 / 0.05 = 20`."
        case "percent": "A cell of 25 is a quarter: `25 / 100 = 0.25`."
        case "ratio": "A cell of 1.4 is `100 · (1.4 − 1) = 40` percent more."
        case "money", "count, or money", "money, or count": "A cell of 98400.00 is that amount in the reporting currency, exact to `1 / 10000 = 0.0001`."
        case "as scale", "as value", "as metric", "as estimate":
            "Where the scale is log, a cell of 0.336 is a ratio of `exp(0.336) = 1.40`; else it reads like the value beside it."
        case "log per log": "A cell of −0.31 means `10^(−0.31) = 0.490` times the rate at ten times the followers."
        case "robust z", "z": "A cell of −3.9 is more than 3.5 away from the middle: `3.9 − 3.5 = 0.4` beyond the line."
        case "correlation", "cosine": "A cell of 1 is as alike as can be, 0 not at all: 0.8 is `0.8 − 0 = 0.8` from nothing in common."
        case "log₁₀ of followers": "A cell of 4.25 is `10^4.25 = 17783` followers."
        case "0 or 1": "A cell is 1 for yes and 0 for no; of 9 rows with one 1, `9 − 1 = 8` are no."
        case "name", "names", "text", "hexadecimal", "month":
            "Several names in a cell are separated by `; `: two names make `2 − 1 = 1` separator."
        default: "A cell of 12 in one row and 30 in another add up to `12 + 30 = 42`; an empty cell is not 0."
        }
    }
}

/// The amount of one ad in one period: of several breakdowns the one that tells most, each part of it once whatever files hold it.
struct SpendParts {
    /// A row of a report.
    struct Row {
        let place: Int
        let file: Int32
        /// `age=18-24|country=DE`; empty for what is not broken down.
        let breakdown: [UInt8]
        let amount: Int64
    }

    /// What the files say of one part, the greatest last: that one counts.
    typealias Part = [(file: Int32, spend: Spend)]

    /// What counts, and how many rows are in it.
    let spend: Spend
    let parts: [Part]

    /// - Parameter rows: at least one.
    init(_ rows: [Row]) {
        let breakdowns = Dictionary(grouping: rows) { Self.dimensions($0.breakdown) }
        var best = Spend(row: rows[0].place, amount: .min, rows: 0)
        var bestParts: [Part] = []
        for names in breakdowns.keys.sorted(by: { $0.count != $1.count ? $0.count < $1.count : $0.lexicographicallyPrecedes($1) }) {
            let members = breakdowns[names] ?? []
            var sum = Spend(row: members.first?.place ?? best.row, amount: 0, rows: 0)
            let parts = Self.parts(members)
            for most in parts.compactMap(\.last) {
                sum.amount += most.spend.amount
                sum.rows += most.spend.rows
            }
            if sum.amount >= best.amount { (best, bestParts) = (sum, parts) }
        }
        (spend, parts) = (best, bestParts)
    }

    /// What other files than the one used say.
    var others: [Spend] { parts.flatMap { $0.dropLast().map(\.spend) } }

    private static func parts(_ rows: [Row]) -> [Part] {
        var parts: [[UInt8]: [Int32: Spend]] = [:]
        for row in rows {
            var spend = parts[row.breakdown]?[row.file] ?? Spend(row: row.place, amount: 0, rows: 0)
            spend.amount += Int128(row.amount)
            spend.rows += 1
            parts[row.breakdown, default: [:]][row.file] = spend
        }
        return parts.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map { _, files in
            files.map { (file: $0.key, spend: $0.value) }
                .sorted { ($0.spend.amount, $0.spend.rows, $0.file) < ($1.spend.amount, $1.spend.rows, $1.file) }
        }
    }

    /// Names of the columns by which a row is broken down.
    private static func dimensions(_ breakdown: [UInt8]) -> [UInt8] {
        var names: [UInt8] = []
        for part in breakdown.split(separator: UInt8(ascii: "|")) {
            names += part.prefix { $0 != UInt8(ascii: "=") } + [UInt8(ascii: "|")]
        }
        return names
    }
}

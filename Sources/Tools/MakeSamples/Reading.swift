/// What Tierwise must make of one file of a kind.
struct Reading {
    /// Name of the export format.
    var format: String
    /// What its rows become; empty where the file is none that Tierwise uses, and must be refused.
    var entity = "posts"
    /// Where the file names no zone.
    var zone = ""
    /// What the file does not say, as a source's `set:`.
    var settings: KeyValuePairs<String, String> = [:]
    var sums = ColumnSums()
}

/// How many staged rows have a value in a column, and what the values add up to, in 1/10,000.
struct ColumnSums {
    private(set) var columns: [(name: String, values: Int, sum: Int)] = []

    init() {}

    /// Counts of posts as a file shows them; only these columns are in it.
    init(_ posts: [Post], _ names: [String]) {
        for name in names {
            for post in posts { add(name, post.counts.value(name)) }
        }
    }

    /// nil is a row without a value.
    mutating func add(_ name: String, _ value: Int?) { add(name, units: value.map { $0 * 10_000 }) }

    mutating func merge(_ other: ColumnSums) { columns += other.columns }

    mutating func add(_ name: String, cents: Int?) { add(name, units: cents.map { $0 * 100 }) }

    private mutating func add(_ name: String, units: Int?) {
        let index: Int
        if let found = columns.firstIndex(where: { $0.name == name }) {
            index = found
        } else {
            index = columns.count
            columns.append((name, 0, 0))
        }
        guard let units else { return }
        columns[index].values += 1
        columns[index].sum += units
    }
}

extension Counts {
    func value(_ column: String) -> Int? {
        switch column {
        case "likes": likes
        case "comments": comments
        case "shares": shares
        case "saves": saves
        case "views": views
        case "reach": reach
        case "impressions": impressions
        case "clicks": clicks
        default: nil
        }
    }
}

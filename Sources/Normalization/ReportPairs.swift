/// Pairs of ad reports that name the same ads and days, of which the greater amount counts: right where one of them is an early export of the other,
/// and wrong where they are of two accounts that call their ads alike. An early one agrees somewhere, but for what was still running.
struct ReportPairs {
    private struct Pair: Hashable {
        let one: Int32
        let other: Int32

        init(_ left: Int32, _ right: Int32) { (one, other) = (min(left, right), max(left, right)) }
    }

    /// What several files say of one part of an amount, the greatest first.
    private struct Part {
        /// The row of the amount that counts.
        let counted: Int
        let spends: [(file: Int32, spend: Spend)]
    }

    private var ends: [Int32: Int64] = [:]
    private var parts: [Part] = []
    private var agreeing: Set<Pair> = []
    private var differing: Set<Pair> = []

    /// Notes the days of a row: what another file continues was not over on its last one.
    mutating func extend(_ file: Int32, to end: Int64) {
        ends[file] = max(ends[file] ?? .min, end)
    }

    /// - Parameter end: when the period is over. Call after all rows were noted.
    mutating func add(_ period: SpendParts, end: Int64) {
        for part in period.parts where part.count > 1 {
            let spends = Array(part.reversed())
            parts.append(Part(counted: period.spend.row, spends: spends))
            for (place, less) in spends.enumerated() {
                for most in spends[..<place] {
                    let pair = Pair(most.file, less.file)
                    if most.spend.amount == less.spend.amount {
                        if most.spend.amount != 0 { agreeing.insert(pair) }
                    } else if !isContinued(less.file, by: most.file, end) {
                        differing.insert(pair)
                    }
                }
            }
        }
    }

    /// Whether the period is a file's last one and another file has later ones.
    private func isContinued(_ file: Int32, by other: Int32, _ end: Int64) -> Bool {
        guard let last = ends[file], let further = ends[other] else { return false }
        return last < further && end >= last
    }

    /// What does not count beside a file that says another amount of every ad and day they share.
    func left(of counted: [Spend]) -> [Spend] {
        let rows = Set(counted.map(\.row))
        return parts.filter { rows.contains($0.counted) }.flatMap { part in
            part.spends.enumerated().filter { place, less in
                place > 0 && less.spend.amount != 0
                    && part.spends[..<place].allSatisfy { most in
                        let pair = Pair(most.file, less.file)
                        return differing.contains(pair) && !agreeing.contains(pair)
                    }
            }.map(\.element.spend)
        }
    }
}

internal import Jobs
internal import Statistics

/// How often a brand gets a false verdict at some look where its report is read every week of a year while it grows (Methods 24).
struct LooksTable {
    /// The first week, and one a week.
    static let looks = 53
    static let sizes = [Scenario.Size(a: 60, b: 40), Scenario.Size(a: 200, b: 60), Scenario.Size(a: 1_000, b: 300)]

    let scenario: Scenario
    let brands: Int
    let seed: UInt64
    let resamples: Int
    let jobs: Int

    func markdown() throws -> String {
        var rows = Looks.allCases.map { looks in
            looks == .once ? "intervals and p of one look" : "those of all looks together"
        }
        for size in Self.sizes {
            let found = try Parallel.orderedMap(Array(0..<brands), jobs: jobs) { index in
                Looks.allCases.map { looks in isFalseAtSomeLook(size, index, looks) }
            }
            for (place, _) in Looks.allCases.enumerated() {
                rows[place] += " | " + CoverageTable.percent(found.count { $0[place] }, of: brands)
            }
        }
        let sizes = Self.sizes.map { "\($0.a)/\($0.b)" }
        return """
            ### \(scenario.name), looked at \(Self.looks) times

            Creators come evenly over a year, and the report is read every week: brands with a false verdict at some look.

            | counted | \(sizes.joined(separator: " | ")) |
            | --- |\(String(repeating: " --- |", count: sizes.count))
            \(rows.map { "| \($0) |" }.joined(separator: "\n"))

            """
    }

    private func isFalseAtSomeLook(_ size: Scenario.Size, _ index: Int, _ looks: Looks) -> Bool {
        (1...Self.looks).contains { look in
            Brand(scenario, size: size, seed: seed, index: index, share: Double(look) / Double(Self.looks))
                .verdicts(resamples: resamples, seed: seed, looks: looks).isFalse
        }
    }
}

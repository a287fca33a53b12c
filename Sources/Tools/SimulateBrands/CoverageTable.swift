internal import Statistics

/// The results of one scenario as Markdown: intervals and verdicts against sizes of brands.
struct CoverageTable {
    struct Column {
        let size: Scenario.Size
        let results: [BrandResults]
    }

    let scenario: Scenario
    let columns: [Column]

    var markdown: String {
        var lines = ["### \(scenario.name)", "", scenario.about, ""]
        lines.append("| interval | " + columns.map { "\($0.size.a)/\($0.size.b)" }.joined(separator: " | ") + " |")
        lines.append("| --- |" + String(repeating: " --- |", count: columns.count))
        for (place, kind) in IntervalKind.allCases.enumerated() {
            let cells = columns.map { coverage($0.results.map { $0.covered[place] }) }
            guard cells.contains(where: { $0 != "" }) else { continue }
            lines.append("| \(kind.rawValue) | " + cells.joined(separator: " | ") + " |")
        }
        for row in verdictRows {
            let cells = columns.map { column in
                percent(column.results.count(where: row.holds), of: column.results.count)
            }
            lines.append("| *\(row.name)* | " + cells.joined(separator: " | ") + " |")
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private var verdictRows: [(name: String, holds: (BrandResults) -> Bool)] {
        let rows: [(String, (BrandResults) -> Bool)] = [
            ("verdict micro higher, engagement", { $0.verdicts.engagement == .higherA }),
            ("verdict macro higher, engagement", { $0.verdicts.engagement == .higherB }),
            ("no relevant difference, engagement", { $0.verdicts.engagement == .noRelevantDifference }),
            ("not enough data, engagement", { $0.verdicts.engagement == .notEnoughData }),
            ("verdict micro higher, ROI", { $0.verdicts.money == .higherA }),
            ("verdict macro higher, ROI", { $0.verdicts.money == .higherB }),
            ("no relevant difference, ROI", { $0.verdicts.money == .noRelevantDifference }),
            ("not enough data, ROI", { $0.verdicts.money == .notEnoughData }),
        ]
        return scenario.isEqual ? rows + [("brands with a false verdict", \.verdicts.isFalse)] : rows
    }

    /// Share of the intervals that cover the truth, and the share of brands without one where there are some.
    private func coverage(_ covered: [Bool?]) -> String {
        let known = covered.compactMap(\.self)
        guard !known.isEmpty else { return "" }
        let share = percent(known.count { $0 }, of: known.count)
        let without = covered.count - known.count
        return without == 0 ? share : "\(share) (\(percent(without, of: covered.count)) without)"
    }

    private func percent(_ part: Int, of whole: Int) -> String { Self.percent(part, of: whole) }

    /// `94.7 %`, rounded half up in integers.
    static func percent(_ part: Int, of whole: Int) -> String {
        let tenths = (2_000 * part + whole) / (2 * whole)
        return "\(tenths / 10).\(tenths % 10) %"
    }
}

internal import Findings
internal import SocialData

/// The headline rate inside each segment that the pipeline asks for, one table per key.
struct SegmentSection {
    /// Rows of a segment table on a page; the table file has them all.
    private static let longest = 40

    private let index: FindingsIndex
    private let charts: ReportCharts

    init(_ index: FindingsIndex, charts: ReportCharts) {
        self.index = index
        self.charts = charts
    }

    func blocks() -> [PageBlock] {
        guard !index.definition.by.isEmpty else { return [.paragraph("The pipeline asks for no segments.")] }
        let groups = Self.groups(index)
        guard !groups.isEmpty else {
            let keys = index.definition.by.map { Wording.word($0) }.joined(separator: ", ")
            return [.paragraph("No segment (\(keys)) has a rate to show.")]
        }
        var blocks: [PageBlock] = [
            .paragraph(
                "The engagement rate over followers inside each segment, typical creator. Many segments are looked at here: "
                    + "some intervals miss 1 by chance alone. Few: fewer than \(Format.counted(index.definition.minimumCreators, .creator)) in a tier."
            )
        ]
        if let chart = charts.segments { blocks.append(.chart(chart)) }
        for group in groups {
            blocks.append(.heading("By \(Wording.word(group.key))"))
            blocks.append(.table(table(group).limited(to: Self.longest)))
        }
        return blocks
    }

    /// Segments that have a creator with the headline rate, grouped by their keys, in the order of the findings.
    static func groups(_ index: FindingsIndex) -> [(key: String, segments: [String])] {
        var groups: [(key: String, segments: [String])] = []
        for segment in index.segments {
            let hasRate = index.tiers.contains { tier in
                (index.estimate(index.engagement, .pooled, tier: tier, segment: segment)?.creators ?? 0) > 0
            }
            guard hasRate else { continue }
            let key = SegmentName(segment, index.definition).keys
            if let place = groups.firstIndex(where: { $0.key == key }) {
                groups[place].segments.append(segment)
            } else {
                groups.append((key, [segment]))
            }
        }
        return groups
    }

    private func table(_ group: (key: String, segments: [String])) -> PageTable {
        let a = index.nameA
        let b = index.nameB
        return PageTable(
            caption: "Engagement rate over followers by \(Wording.word(group.key))",
            columns: [
                .text(Wording.word(group.key)), .number(a), .number("creators"), .number(b), .number("creators"),
                .number("\(a) to \(b)"), .number("interval"),
            ],
            rows: group.segments.map { segment in
                [.text(SegmentName(segment, index.definition).values)] + cells(index.definition.tierA, segment)
                    + cells(index.definition.tierB, segment)
                    + ratio(segment)
            },
            file: "tables/estimates.csv", id: "segments-by-\(group.key)")
    }

    private func cells(_ tier: String, _ segment: String) -> [PageTable.Cell] {
        let typical = index.estimate(index.engagement, .typical, tier: tier, segment: segment)
        let creators = typical ?? index.estimate(index.engagement, .pooled, tier: tier, segment: segment)
        guard let typical, let value = typical.value else {
            return [.missing(Wording.whyNoValue(typical)), .count(creators?.creators ?? 0)]
        }
        return [
            .text(Format.quantity(value, low: typical.low, high: typical.high, kind: .percent).text),
            .count(typical.creators),
        ]
    }

    private func ratio(_ segment: String) -> [PageTable.Cell] {
        guard let row = index.comparison(index.engagement, .typical, segment: segment), row.ratio != nil else {
            return [.missing, .missing]
        }
        let isSmall = row.notes.contains(.fewCreators)
        let ratio = Format.quantity(row.ratio, low: row.ratioLow, high: row.ratioHigh, kind: .times, border: 1)
        return [
            .text(ratio.value + (isSmall ? " (few)" : "")),
            ratio.cellInterval.map { .text($0) } ?? .missing("no interval"),
        ]
    }
}

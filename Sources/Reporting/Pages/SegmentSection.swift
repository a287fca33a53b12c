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
        guard !index.definition.by.isEmpty else { return [.paragraph(say("The pipeline asks for no segments."))] }
        let groups = Self.groups(index)
        guard !groups.isEmpty else {
            let keys = index.definition.by.map { Wording.word($0) }.joined(separator: ", ")
            return [.paragraph(say("No segment (\(keys)) has a rate to show."))]
        }
        var blocks: [PageBlock] = [
            .paragraph(
                say("The engagement rate over followers inside each segment, typical creator. Many segments are looked at here: some intervals miss 1 by chance alone. Few: fewer than \(Format.counted(index.definition.minimumCreators, .creator)) in a tier.")
            )
        ]
        if let chart = charts.segments { blocks.append(.chart(chart)) }
        for group in groups {
            blocks.append(.heading(say("By \(group.name)")))
            blocks.append(.table(table(group).limited(to: Self.longest)))
        }
        return blocks
    }

    /// Segments of the same keys.
    struct Group {
        let key: String
        /// The key in words.
        let name: String
        var segments: [String]
    }

    /// Segments that have a creator with the headline rate, grouped by their keys, in the order of the findings.
    static func groups(_ index: FindingsIndex) -> [Group] {
        var groups: [Group] = []
        for segment in index.segments {
            let hasRate = index.tiers.contains { tier in
                (index.estimate(index.engagement, .pooled, tier: tier, segment: segment)?.creators ?? 0) > 0
            }
            guard hasRate else { continue }
            let name = SegmentName(segment, index.definition)
            if let place = groups.firstIndex(where: { $0.key == name.keys }) {
                groups[place].segments.append(segment)
            } else {
                groups.append(Group(key: name.keys, name: name.keyWords, segments: [segment]))
            }
        }
        return groups
    }

    private func table(_ group: Group) -> PageTable {
        let a = index.nameA
        let b = index.nameB
        return PageTable(
            caption: say("Engagement rate over followers by \(group.name)"),
            columns: [
                .text(group.name), .number(a), .number(say("creators")), .number(b), .number(say("creators")),
                .number(say("\(a) over \(b)")), .number(say("interval")),
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
            .text(isSmall ? say("\(ratio.value) (few)") : ratio.value),
            ratio.cellInterval.map { .text($0) } ?? .missing(say("no interval")),
        ]
    }
}

internal import Findings
internal import SocialData

/// The question as it was asked, and who is there to answer it.
struct QuestionSection {
    private let index: FindingsIndex
    private let programVersion: String

    init(_ index: FindingsIndex, programVersion: String) {
        self.index = index
        self.programVersion = programVersion
    }

    private var definition: Definition { index.definition }

    /// `Posts and deals from 2024-01-01 to 2024-12-31 · data as of 2025-02-01T00:00:00Z`, under the title.
    static func subtitle(_ definition: Definition) -> String {
        "\(Visible.text(definition.tierA)) against \(Visible.text(definition.tierB)) · \(period(definition)) · data as of \(Wording.instant(definition.asOf))"
    }

    private static func period(_ definition: Definition) -> String {
        switch (definition.periodFrom, definition.periodTo) {
        case (let from?, let to?): "posts and deals from \(Visible.text(from)) to \(Visible.text(to))"
        case (let from?, nil): "posts and deals from \(Visible.text(from))"
        case (nil, let to?): "posts and deals up to \(Visible.text(to))"
        case (nil, nil): "all posts and deals in the files"
        }
    }

    func blocks() -> [PageBlock] { [.table(settings()), .table(census())] + followersSources() }

    private var followUp: String {
        let days = definition.followUpDays.map { Format.count($0) }
        guard let last = days.last else { return "none" }
        return days.count == 1 ? "\(last) days" : "\(days.dropLast().joined(separator: ", ")) and \(last) days"
    }

    private func settings() -> PageTable {
        let rows: [(String, PageTable.Cell)] = [
            ("pipeline", .key(definition.name)),
            ("compared", .text("\(index.nameA) (A) with \(index.nameB) (B)")),
            ("period", .text(Self.period(definition))),
            ("data cut-off", .text(Wording.instant(definition.asOf))),
            ("set by", .key(definition.asOfSource)),
            ("calendar", .text(Visible.text(definition.timeZone))),
            ("reporting currency", .text(Visible.text(definition.currency))),
            (
                "margin",
                .text(definition.margin == 1 ? "none set: returns are on revenue" : Format.setting(definition.margin))
            ),
            ("orders by link count for", .text(Format.counted(definition.windowDays, .day))),
            ("orders of a deal's first days apart", .text(followUp)),
            ("deals count from an age of", .text(Format.counted(definition.maturityDays, .day))),
            ("posts count from an age of", .text(Format.counted(definition.minimumAgeDays, .day))),
            ("confidence", .text(Format.setting(definition.confidence))),
            ("creators needed per tier", .count(definition.minimumCreators)),
            (
                "segments",
                .text(definition.by.isEmpty ? "none" : definition.by.map { Wording.word($0) }.joined(separator: ", "))
            ),
            ("seed", .text(String(definition.seed))),
            ("program", .text("tierwise \(Visible.text(programVersion))")),
        ]
        return PageTable(
            caption: "As it was asked", columns: [.text("setting"), .text("value")],
            rows: rows.map { [.text($0.0), $0.1] })
    }

    private func census() -> PageTable {
        let bands = definition.tiers.map { tier in
            row(tier.name, Wording.followers(tier.name, definition), index.census(tier: tier.name))
        }
        let others = index.findings.census.filter { row in !definition.tiers.contains { $0.name == row.tier } }
        return PageTable(
            caption: "Who is there (tier scheme \(Visible.text(definition.scheme)))",
            columns: [
                .text("tier"), .text("followers"), .number("creators"), .number("posts"), .number("deals"),
                .number("creators also in another tier"),
            ],
            rows: bands + others.map { row($0.tier, $0.tier == "unknown" ? "not known, or between tiers" : Format.missing, $0) },
            file: "tables/census.csv", id: "census")
    }

    private func row(_ tier: String, _ band: String, _ census: CensusRow?) -> [PageTable.Cell] {
        [
            .text(Visible.text(tier)), .text(band), .count(census?.creators ?? 0), .count(census?.posts ?? 0),
            .count(census?.deals ?? 0), .count(census?.crossingCreators ?? 0),
        ]
    }

    /// Which count of followers placed the rows, with the share of each source.
    private func followersSources() -> [PageBlock] {
        let rows = index.findings.followersSources.filter { $0.rows > 0 }
        var blocks: [PageBlock] = []
        for unit in [CountedUnit.posts, .deals] {
            let own = rows.filter { $0.unit == unit }
            guard !own.isEmpty else { continue }
            let met = own.map(\.source)
            let sources = FollowersSource.allCases.filter(met.contains)
            let tiers = unique(own.map(\.tier))
            blocks.append(
                .table(
                    PageTable(
                        caption: "Where the followers of \(unit.rawValue) come from",
                        columns: [.text("tier")] + sources.map { .number(Wording.followersSource($0)) },
                        rows: tiers.map { tier in
                            let total = own.filter { $0.tier == tier }.reduce(0) { $0 + $1.rows }
                            return [.text(Visible.text(tier))]
                                + sources.map { source in
                                    let count = own.filter { $0.tier == tier && $0.source == source }.reduce(0) {
                                        $0 + $1.rows
                                    }
                                    return .text(
                                        "\(Format.count(count)) (\(Format.share(Double(count) / Double(total))))")
                                }
                        },
                        file: "tables/followers_sources.csv", id: "followers-of-\(unit.rawValue)")))
        }
        guard !blocks.isEmpty else { return [] }
        return blocks + [
            .note(
                "A profile count of today may place a post in a tier, but no rate is divided by it: it is not the audience that an old post had."
            )
        ]
    }

    private func unique(_ names: [String]) -> [String] {
        var seen: Set<String> = []
        return names.filter { seen.insert($0).inserted }
    }
}

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
        say("\(Visible.text(definition.tierA)) against \(Visible.text(definition.tierB)) · \(period(definition)) · data as of \(Wording.instant(definition.asOf))")
    }

    private static func period(_ definition: Definition) -> String {
        switch (definition.periodFrom, definition.periodTo) {
        case (let from?, let to?): say("posts and deals from \(Visible.text(from)) to \(Visible.text(to))")
        case (let from?, nil): say("posts and deals from \(Visible.text(from))")
        case (nil, let to?): say("posts and deals up to \(Visible.text(to))")
        case (nil, nil): say("all posts and deals in the files")
        }
    }

    func blocks() -> [PageBlock] { [.table(settings()), .table(census())] + followersSources() }

    private var followUp: String {
        let days = definition.followUpDays.map { Format.count($0) }
        return days.isEmpty ? say("none") : say("\(Wording.list(days)) days")
    }

    private func settings() -> PageTable {
        let rows: [(String, PageTable.Cell)] = [
            (say("pipeline"), .key(definition.name)),
            (say("compared"), .text(say("\(index.nameA) (A) with \(index.nameB) (B)"))),
            (say("period"), .text(Self.period(definition))),
            (say("data cut-off"), .text(Wording.instant(definition.asOf))),
            (say("set by"), .key(definition.asOfSource)),
            (say("calendar"), .text(Visible.text(definition.timeZone))),
            (say("reporting currency"), .text(Visible.text(definition.currency))),
            (
                say("margin"),
                .text(definition.margin == 1 ? say("none set: returns are on revenue") : Format.setting(definition.margin))
            ),
            (say("orders by link count for"), .text(Format.counted(definition.windowDays, .day))),
            (say("orders of a deal's first days apart"), .text(followUp)),
            (say("deals count from an age of"), .text(Format.counted(definition.maturityDays, .day))),
            (say("posts count from an age of"), .text(Format.counted(definition.minimumAgeDays, .day))),
            (say("confidence"), .text(Format.setting(definition.confidence))),
            (say("creators needed per tier"), .count(definition.minimumCreators)),
            (
                say("segments"),
                .text(definition.by.isEmpty ? say("none") : definition.by.map { Wording.word($0) }.joined(separator: ", "))
            ),
            (say("seed"), .text(String(definition.seed))),
            (say("program"), .text("tierwise \(Visible.text(programVersion))")),
        ]
        return PageTable(
            caption: say("As it was asked"), columns: [.text(say("setting")), .text(say("value"))],
            rows: rows.map { [.text($0.0), $0.1] })
    }

    private func census() -> PageTable {
        let bands = definition.tiers.map { tier in
            row(tier.name, Wording.followers(tier.name, definition), index.census(tier: tier.name))
        }
        let others = index.findings.census.filter { row in !definition.tiers.contains { $0.name == row.tier } }
        return PageTable(
            caption: say("Who is there (tier scheme \(Visible.text(definition.scheme)))"),
            columns: [
                .text(say("tier")), .text(say("followers")), .number(say("creators")), .number(say("posts")), .number(say("deals")),
                .number(say("creators also in another tier")),
            ],
            rows: bands + others.map { row($0.tier, $0.tier == "unknown" ? say("not known, or between tiers") : Format.missing, $0) },
            file: "tables/census.csv", id: "census")
    }

    private func row(_ tier: String, _ band: String, _ census: CensusRow?) -> [PageTable.Cell] {
        [
            .text(Wording.tier(tier)), .text(band), .count(census?.creators ?? 0), .count(census?.posts ?? 0),
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
                        caption: say("Where the followers of \(Wording.unit(unit)) come from"),
                        columns: [.text(say("tier"))] + sources.map { .number(Wording.followersSource($0)) },
                        rows: tiers.map { tier in
                            let total = own.filter { $0.tier == tier }.reduce(0) { $0 + $1.rows }
                            return [.text(Wording.tier(tier))]
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
                say("A profile count of today may place a post in a tier, but no rate is divided by it: it is not the audience that an old post had.")
            )
        ]
    }

    private func unique(_ names: [String]) -> [String] {
        var seen: Set<String> = []
        return names.filter { seen.insert($0).inserted }
    }
}

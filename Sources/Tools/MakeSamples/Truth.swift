/// What Tierwise must conclude from the samples, worked out from the world itself by The rules of Methods: no export file is
/// read, and nothing of the stages is used.
struct Truth {
    static let tiers = ["nano", "micro", "macro", "mega", "unknown"]

    let world: World
    let files: [ExportFile]
    private(set) var posts = PostTruth(period: Truth.year)
    let money: MoneyTruth

    init(_ world: World, files: [ExportFile]) {
        self.world = world
        self.files = files
        money = MoneyTruth(world, period: Self.year)
        for post in world.posts { posts.add(post, world) }
    }

    static func tier(_ followers: Int?) -> Int {
        guard let followers, followers > 0 else { return 4 }
        return followers < 1_000 ? 0 : followers < 100_000 ? 1 : followers < 1_000_000 ? 2 : 3
    }

    static let year = World.yearStart..<World.yearEnd

    /// The day in the pipelines' zone lies in a period.
    static func isIn(_ period: Range<Int64>, _ instant: Int64) -> Bool { period.contains(instant + Clock.berlin(instant)) }

    /// Followers of an account at an instant by Methods 3.2 (b) to (d).
    static func followers(_ account: Account, _ instant: Int64?) -> (count: Int?, source: String) {
        let counts = account.observations.filter { $0.followers > 0 }
        let dated = counts.compactMap { count in count.instant.map { ($0, count.followers) } }
        if let instant {
            let before = dated.filter { $0.0 <= instant && instant - $0.0 <= 90 * Clock.day }.max { $0 < $1 }
            if let before { return (before.1, "snapshot_before") }
            if let after = dated.filter({ $0.0 > instant && $0.0 - instant <= 30 * Clock.day }).map(\.0).min() {
                return (dated.filter { $0.0 == after }.map(\.1).max(), "snapshot_after")
            }
        }
        let profile = counts.filter { $0.instant == nil }.map(\.followers).max()
        return profile == nil ? (nil, "unknown") : (profile, "profile")
    }

    // MARK: Tables

    func tables() -> [ExportFile] {
        let tables = TruthTables(money: money, posts: posts)
        return [
            tiers(), tables.platforms("platforms"), tables.money("money"), tables.payoff("payoff", margin: 55), tables.windows("windows"),
            tables.missing("missing"), tables.attribution("attribution"), duplicates(), exclusions(), sources(), unmatched(), fileRows(),
        ]
    }

    private func tiers() -> ExportFile {
        let creators = Self.tiers.indices.map { posts.creators[$0].union(money.creators[$0]) }
        let rows = Self.tiers.indices.map { tier in
            // Unknown is no tier: who is also there crosses nothing.
            let others = (0..<4).filter { $0 != tier }.reduce(into: Set<String>()) { $0.formUnion(creators[$1]) }
            let rate = posts.rates["", default: [:]][tier, default: RateTotals()]
            return [
                Self.tiers[tier], String(creators[tier].count), String(creators[tier].intersection(others).count),
                String(posts.used[tier]), String(money.counted[tier]), String(rate.posts), String(rate.creators.count),
                String(rate.engagement), String(rate.followers),
            ]
        }
        return TruthTables.table(
            "tiers", ["tier", "creators", "crossing_creators", "posts", "deals", "rate_posts", "rate_creators", "engagement", "followers"],
            rows)
    }

    private func duplicates() -> ExportFile {
        let late = world.posts.filter { $0.late != nil }.count
        let repeated = world.posts.filter(\.isRepeated).count
        let deals = world.deals.filter { $0.supersededFee != nil }.count
        let both = world.orders.filter(\.isInBothExports)
        let refunded = both.filter { ShopifyExport.beforeRefund($0).status != $0.status }.count
        return TruthTables.table(
            "duplicates", ["entity", "dropped", "conflicts"],
            [
                ["codes", "0", "0"], ["deals", String(deals), String(deals)], ["orders", String(both.count), String(refunded)],
                ["posts", String(late + repeated), String(late)], ["snapshots", "1", "1"],
            ])
    }

    private func exclusions() -> ExportFile {
        var rows: [[String]] = []
        for (unit, counts) in [("posts", posts.exclusions), ("deals", money.exclusions), ("orders", money.orderExclusions)] {
            for (key, count) in counts.sorted(by: { $0.key < $1.key }) {
                rows.append([unit, key.tier < 0 ? "" : Self.tiers[key.tier], key.metric, key.reason, String(count)])
            }
        }
        return TruthTables.table("exclusions", ["unit", "tier", "metric", "reason", "rows"], rows)
    }

    private func sources() -> ExportFile {
        let rows = [("posts", posts.sources), ("deals", money.sources)].flatMap { unit, counts in
            counts.sorted { $0.key < $1.key }.map { [unit, Self.tiers[$0.key.tier], $0.key.reason, String($0.value)] }
        }
        return TruthTables.table("followers_sources", ["unit", "tier", "source", "rows"], rows)
    }

    private func unmatched() -> ExportFile {
        TruthTables.table(
            "unmatched", ["kind", "key", "rows", "money"],
            money.unmatched.sorted { $0.key < $1.key }.map { key, sums in
                [key.metric, key.reason, String(sums.orders), TruthTables.fourDecimals(sums.gross)]
            })
    }

    private func fileRows() -> ExportFile {
        TruthTables.table(
            "files", ["file", "rows", "accepted", "quarantined", "skipped", "quarantined_cells"],
            files.filter(\.isInput).map { file in
                [
                    file.path, String(file.rows), String(file.accepted), String(file.quarantined), String(file.skipped),
                    String(file.quarantinedCells),
                ]
            })
    }

}

/// What a count of exclusions is about. For orders without a partner, `metric` is the kind and `reason` the name.
struct TruthKey: Hashable, Comparable {
    var tier: Int
    var metric = ""
    var reason: String

    static func < (left: TruthKey, right: TruthKey) -> Bool {
        (left.tier, left.metric, left.reason) < (right.tier, right.metric, right.reason)
    }
}

/// What Tierwise must make of the exports of other tools, each alone, and what the two other pipelines must find.
struct OtherTruth {
    let world: World
    let files: [ExportFile]

    func tables() -> [ExportFile] { [exports(), sums()] + launch() + organic() }

    // MARK: Each file alone

    private func exports() -> ExportFile {
        TruthTables.table(
            "exports", ["file", "kind", "entity", "rows", "accepted", "quarantined", "skipped", "quarantined_cells", "timezone", "set"],
            files.compactMap { file in
                guard let reading = file.reading else { return nil }
                return [
                    file.path, reading.format, reading.entity, String(file.rows), String(file.accepted), String(file.quarantined),
                    String(file.skipped), String(file.quarantinedCells), reading.zone,
                    reading.settings.map { "\($0.key)=\($0.value)" }.joined(separator: ";"),
                ]
            })
    }

    private func sums() -> ExportFile {
        TruthTables.table(
            "export_sums", ["file", "column", "values", "sum"],
            files.flatMap { file in
                (file.reading?.sums.columns ?? []).map { [file.path, $0.name, String($0.values), TruthTables.fourDecimals($0.sum)] }
            })
    }

    // MARK: The other pipelines

    /// Deals of spring, and all orders that name a code; nobody's link is followed.
    private func launch() -> [ExportFile] {
        var spring = world
        spring.orders = world.orders.filter { $0.store != "landing" }
        let period = World.springStart..<World.springEnd
        let tables = TruthTables(money: MoneyTruth(spring, period: period), posts: PostTruth(period: period))
        return [
            tables.money("launch-money"), tables.payoff("launch-payoff", margin: 40), tables.windows("launch-windows"),
            tables.missing("launch-missing"), tables.attribution("launch-attribution"), tables.campaigns("launch-campaigns"),
        ]
    }

    /// Kinds that `organic-benchmark.yml` reads.
    private static let organicKinds: Set<String> = [
        "apify-tiktok", "zeeschuimer-tiktok", "connector-youtube-videos", "x-analytics-tweets", "x-analytics-posts", "x-api-v2",
    ]

    private func organic() -> [ExportFile] {
        var shown = world
        (shown.deals, shown.codes, shown.orders) = ([], [], [])
        var posts: [Post] = []
        for file in files where Self.organicKinds.contains(file.reading?.format ?? "") {
            posts += file.posts
            guard file.reading?.sums.columns.contains(where: { $0.name == "followers_at_export" }) == true else { continue }
            // The followers on the rows are a count of the hour they were collected at, and the profile's for older posts.
            for account in Set(file.posts.map(\.account)) {
                let exact = world.accounts[account].followers(ExportTime.collected)
                let followers = file.reading?.format == "zeeschuimer-tiktok" ? CaptureExport.rounded(exact) ?? 0 : exact
                for instant in [ExportTime.collected, nil] {
                    shown.accounts[account].observations.append(Observation(instant: instant, followers: followers))
                }
            }
        }
        var truth = PostTruth(period: Truth.year)
        for post in posts { truth.add(post, shown) }
        let tables = TruthTables(money: MoneyTruth(shown, period: Truth.year), posts: truth)
        return [tables.rates("organic-tiers"), tables.platforms("organic-platforms"), tables.missing("organic-missing")]
    }
}

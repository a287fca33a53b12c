internal import ByteStreams

/// The files of `samples/`: exports, truth, and the page that explains them.
struct SampleSet {
    let files: [ExportFile]

    init(seed: UInt64) {
        let world = World(seed: seed)
        let main =
            MetaExport(world: world).files() + ApifyExport(world: world).files() + TikTokExport(world: world).files()
            + CrowdTangleExport(world: world).files() + NativeExport(world: world).files() + ShopifyExport(world: world).files()
        let others =
            FacebookExport(world: world).files() + PageInsightsExport(world: world).files() + CaptureExport(world: world).files()
            + YouTubeExport(world: world).files() + XExport(world: world).files() + ListExport(world: world).files()
            + CommerceExport(world: world).files() + OtherExport(world: world).files() + LookAlikes(world: world).files()
        let exports = main + others
        files =
            exports + Truth(world, files: exports).tables() + OtherTruth(world: world, files: others).tables()
            + [Self.page(main, others, world)]
    }

    /// Writes all files into a folder, in place of what an earlier run wrote there.
    func write(to folder: String) throws {
        for name in Set(files.compactMap { $0.path.split(separator: "/").dropLast().first }) {
            try Folders.remove(Folders.join(folder, String(name)))
        }
        for file in files {
            let path = Folders.join(folder, file.path)
            try Folders.create(Folders.parent(of: path), mode: 0o755)
            try PublishedFile.write(path: path, bytes: try file.packed(), mode: 0o644)
        }
    }

    private static func page(_ main: [ExportFile], _ others: [ExportFile], _ world: World) -> ExportFile {
        var page = """
            # Samples

            Made-up exports of a brand's year 2024: \(world.creators.count) creators with \(world.accounts.count) accounts, \
            \(thousands(world.posts.count)) posts, \(Set(world.deals.map(\.campaign)).count) campaigns with \(world.deals.count) deals, \
            \(thousands(world.orders.count)) orders. Nobody in them exists. `pipelines/micro-vs-macro.yml` reads the exports of \
            the first table below. The others show the same people, posts and sales as other tools export them; `pipelines/` has \
            two more definitions that read some of them, and a test reads every one alone.

            All files come from one seed (`\(world.seed)`): `make samples` writes the same rows again, the packed bytes by the version of the library that packs them. `truth/` holds what
            Tierwise must conclude from them; it is worked out from the generator's own records, not read back from the files, and a test
            compares it with the tables of a real run.

            What the generator puts in: engagement falls with followers (elasticity −0.2); prices grow with the power 0.86 of
            followers; three of five deals sell nothing, the others with a heavy tail; small creators sell more for their price;
            who recommends well has more followers where the brand sells.

            ## What is wrong with them, on purpose


            """
        page += planted(main)
        page += """

            ## The exports of other tools

            \(others.filter { $0.reading?.entity.isEmpty == false }.count) files of \
            \(Set(others.filter { $0.reading?.entity.isEmpty == false }.compactMap { $0.reading?.format }).count) kinds, and \
            \(others.filter { $0.reading?.entity.isEmpty == true }.count) that look like exports and must be refused. \
            `truth/exports.csv` says what a pipeline must tell Tierwise about each.


            """
        page += planted(others)
        page += """

            ## What is in `truth/`

            | file | holds |
            | --- | --- |
            | `files.csv` | rows of every file: accepted, quarantined, skipped, and quarantined cells |
            | `tiers.csv` | creators, posts and deals of each tier; posts, creators, engagement and followers behind `er_followers` |
            | `platforms.csv` | the same rate by platform |
            | `followers_sources.csv` | where the followers of posts and deals come from |
            | `exclusions.csv` | posts, deals and orders left out, by reason; of single metrics only `er_followers` |
            | `duplicates.csv` | rows dropped for another of the same identity |
            | `money.csv` | cost, orders, gross, refund and net of each tier, in euros |
            | `payoff.csv` | creators with deals and those that paid off, profit and headroom per deal of each tier and of all together |
            | `windows.csv` | orders and net of the first 7, 30, 60 and 90 days of the deals that are that old, by tier |
            | `missing.csv` | posts and deals of the compared tiers, and how many lack numbers or orders |
            | `attribution.csv` | how orders were credited |
            | `unmatched.csv` | codes of orders that brought no deal anything |
            | `exports.csv` | for every export of another tool: its kind, its rows, the zone and the columns that the source must set; without an entity it must be refused |
            | `export_sums.csv` | the same files: how many staged rows have a value in a column, and their sum |
            | `launch-money.csv`, `launch-payoff.csv`, `launch-windows.csv`, `launch-missing.csv`, `launch-attribution.csv`, `launch-campaigns.csv` | what `pipelines/launch-campaign-by-code.yml` must find |
            | `organic-tiers.csv`, `organic-platforms.csv`, `organic-missing.csv` | what `pipelines/organic-benchmark.yml` must find |

            """
        return ExportFile(path: "README.md", bytes: Array(page.utf8))
    }

    private static func planted(_ files: [ExportFile]) -> String {
        var table = "| file | what | what Tierwise does |\n| --- | --- | --- |\n"
        for file in files {
            for planted in file.planted { table += "| `\(file.path)` | \(planted.what) | \(planted.outcome) |\n" }
        }
        return table
    }
}

extension ExportFile {
    /// The bytes as they stand in the file.
    func packed() throws -> [UInt8] {
        guard path.hasSuffix(".gz") else { return bytes }
        guard hasTwoMembers else { return try GzipMember.compress(bytes) }
        let middle = bytes.count / 2
        return try GzipMember.compress(Array(bytes[..<middle])) + GzipMember.compress(Array(bytes[middle...]))
    }
}

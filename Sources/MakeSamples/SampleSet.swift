internal import ByteStreams

/// The files of `samples/`: exports, truth, and the page that explains them.
struct SampleSet {
    let files: [ExportFile]

    init(seed: UInt64) {
        let world = World(seed: seed)
        let exports =
            MetaExport(world: world).files() + ApifyExport(world: world).files() + TikTokExport(world: world).files()
            + CrowdTangleExport(world: world).files() + NativeExport(world: world).files() + ShopifyExport(world: world).files()
        files = exports + Truth(world, files: exports).tables() + [Self.page(exports, world)]
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

    private static func page(_ files: [ExportFile], _ world: World) -> ExportFile {
        var page = """
            # Samples

            Made-up exports of a brand's year 2024: \(world.creators.count) creators with \(world.accounts.count) accounts, \
            \(thousands(world.posts.count)) posts, \(Set(world.deals.map(\.campaign)).count) campaigns with \(world.deals.count) deals, \
            \(thousands(world.orders.count)) orders. Nobody in them exists. `pipelines/micro-vs-macro.yml` reads them.

            All files come from one seed (`\(world.seed)`): `make samples` writes the same bytes again. `truth/` holds what
            Tierwise must conclude from them; it is worked out from the generator's own records, not read back from the files, and a test
            compares it with the tables of a real run.

            What the generator puts in: engagement falls with followers (elasticity −0.2); prices grow with the power 0.86 of
            followers; three of five deals sell nothing, the others with a heavy tail; small creators sell more for their price.

            ## What is wrong with them, on purpose

            | file | what | what Tierwise does |
            | --- | --- | --- |

            """
        for file in files {
            for planted in file.planted {
                page += "| `\(file.path)` | \(planted.what) | \(planted.outcome) |\n"
            }
        }
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
            | `attribution.csv` | how orders were credited |
            | `unmatched.csv` | codes of orders that brought no deal anything |

            """
        return ExportFile(path: "README.md", bytes: Array(page.utf8))
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

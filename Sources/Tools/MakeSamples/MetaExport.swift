/// Meta Business Suite, Instagram content: one file a quarter for all accounts of an agency, and a later one.
struct MetaExport {
    private static let header = [
        "Post ID", "Account ID", "Account username", "Account name", "Description", "Duration (sec)", "Publish time", "Permalink",
        "Post type", "Data comment", "Date", "Views", "Reach", "Likes", "Shares", "Comments", "Saves", "Follows",
    ]
    private static let types = ["short": "IG reel", "image": "IG image", "carousel": "IG carousel"]

    let world: World

    func files() -> [ExportFile] {
        let posts = world.posts.filter { world.accounts[$0.account].source == .metaBusinessSuite }
            .sorted { ($0.postedAt ?? 0, $0.id) < ($1.postedAt ?? 0, $1.id) }
        let quarters = [
            ("Jan-01-2024_Mar-31-2024_1019826950001001", Clock.instant(2024, 1, 1), Clock.instant(2024, 4, 1)),
            ("Apr-01-2024_Jun-30-2024_1019826950001002", Clock.instant(2024, 4, 1), Clock.instant(2024, 7, 1)),
            ("Jul-01-2024_Sep-30-2024_1019826950001003", Clock.instant(2024, 7, 1), Clock.instant(2024, 10, 1)),
            ("Oct-01-2024_Jan-04-2025_1019826950001004", Clock.instant(2024, 10, 1), Clock.instant(2025, 1, 5)),
        ]
        var files = quarters.enumerated().map { number, quarter in
            file(quarter.0, number, posts.filter { (quarter.1..<quarter.2).contains($0.postedAt ?? 0) })
        }
        var late = CSVBuilder(.blanks, byteOrderMark: true)
        late.row(Self.header)
        let again = posts.filter { $0.late != nil }
        for post in again { late.row(row(post, post.kept)) }
        files.append(
            ExportFile(
                path: "instagram/late/Dec-01-2024_Dec-20-2024_1019826950001005.csv.gz", bytes: late.bytes, accepted: again.count,
                planted: [
                    (
                        "\(again.count) posts that the fourth quarter's file holds too, exported three weeks later with higher counts",
                        "one row per post is kept, the later one; both are counted in `tables/duplicates.csv`"
                    )
                ]))
        return files
    }

    private func file(_ name: String, _ number: Int, _ posts: [Post]) -> ExportFile {
        var table = CSVBuilder(.blanks, byteOrderMark: true)
        table.row(Self.header)
        var file = ExportFile(path: "instagram/\(name).csv.gz", bytes: [], accepted: posts.count)
        for (index, post) in posts.enumerated() {
            var row = row(post, post.counts)
            if number == 0, index == 7 {
                row[4] = "=1+1 ist nicht immer 2, sagt meine Steuerberaterin"
                file.planted.append(
                    ("a caption that a spreadsheet would take for a formula", "captions are not kept; hashtags and length are"))
            }
            if number == 2, index == 30 {
                row.removeLast()
                file.planted.append(("a row with 17 of 18 fields", "the missing field is missing, the row stays"))
            }
            table.row(row)
            if number == 1, index == 11 { plant(post, &table, &file) }
        }
        file.bytes = table.bytes
        file.planted.insert(
            ("a byte-order mark, captions of several lines, times without a zone", "read; the zone is the source's `timezone`"), at: 0)
        return file
    }

    /// A post whose numbers the platform could not give, and the breakdown by day of another.
    private func plant(_ post: Post, _ table: inout CSVBuilder, _ file: inout ExportFile) {
        var failed = row(post, Counts())
        failed[0] = "18" + String(post.id.dropFirst(2).reversed())
        failed[9] = "An error occurred while this post was processed. Try again later."
        table.row(failed)
        file.quarantined += 1
        file.planted.append(("a row whose `Data comment` reports an error, without numbers", "quarantined: its numbers are not 0"))
        var daily = row(post, post.counts)
        daily[10] = "05/03/2024"
        table.row(daily)
        file.skipped += 1
        file.planted.append(("a row of a daily breakdown (`Date` is a day)", "skipped: it is not another post"))
    }

    private func row(_ post: Post, _ counts: Counts) -> [String] {
        let account = world.accounts[post.account]
        let postedAt = post.postedAt ?? 0
        let kind = post.type == "short" ? "reel" : "p"
        return [
            post.id, account.accountID, world.handle(of: post), world.creators[account.creator].displayName, post.caption,
            String(post.duration), Clock.american(postedAt + Clock.berlin(postedAt)),
            "https://www.instagram.com/\(kind)/\(post.shortCode)/", Self.types[post.type] ?? "", "", "Lifetime", text(counts.views),
            text(counts.reach), text(counts.likes), text(counts.shares), text(counts.comments), text(counts.saves), "",
        ]
    }
}

extension World {
    /// The name the account bore when the post went up.
    func handle(of post: Post) -> String {
        let account = accounts[post.account]
        guard let former = account.formerHandle, let postedAt = post.postedAt, postedAt < Clock.instant(2024, 7, 1),
            !account.accountID.isEmpty || creators[account.creator].id != nil
        else { return account.handle }
        return former
    }
}

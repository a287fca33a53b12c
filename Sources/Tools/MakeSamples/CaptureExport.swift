internal import RecordFormats

/// TikTok as other tools show it: the follower history of TikTok Studio, the wide table of Apify's scraper, and the lines of
/// a browser capture (Zeeschuimer), which also captures Instagram.
struct CaptureExport {
    let world: World

    func files() -> [ExportFile] {
        let accounts = world.accounts("tiktok", .nativeJSON)
        return [
            followerHistory(), apifyTable(accounts.indices.filter { $0 % 2 == 0 }.map { accounts[$0] }),
            tikTokLines(accounts.indices.filter { $0 % 2 == 1 }.map { accounts[$0] }), instagramLines(),
        ]
    }

    // MARK: TikTok Studio, follower history

    /// A year that crosses New Year, and no year in any cell.
    private func followerHistory() -> ExportFile {
        let account = world.accounts[world.accounts("tiktok", .tikTokStudio)[1]]
        var file = ExportFile(
            path: "tiktok/FollowerHistory-\(account.handle).csv.gz", bytes: [],
            reading: Reading(
                format: "tiktok-studio-follower-history", entity: "snapshots", zone: "Europe/Berlin",
                settings: ["handle": account.handle, "year": "2025"]))
        var table = CSVBuilder(.always, byteOrderMark: true)
        table.row(["Date", "Followers", "Difference in followers from previous day"])
        var before: Int?
        for day in Clock.days(Clock.instant(2024, 1, 15))...Clock.days(Clock.instant(2025, 1, 14)) {
            let instant = Int64(day) * Clock.day
            let isKnown = instant >= Clock.instant(2024, 2, 9)
            let followers = isKnown ? account.followers(instant) : nil
            table.row([
                Clock.monthAndDay(instant), followers.map { String($0) } ?? "undefined",
                before.map { String((followers ?? $0) - $0) } ?? "0",
            ])
            if followers == nil {
                file.skipped += 1
            } else {
                file.accepted += 1
                file.reading?.sums.add("followers", followers)
            }
            before = followers
        }
        table.dropLastNewline()
        file.plant("`undefined` in the first 25 rows", "skipped: no count, not a count of 0")
        file.plant("dates without a year, from January to January", "the source's `year` is the year of the last row")
        file.bytes = table.bytes
        return file
    }

    // MARK: Apify

    private static let hashtagColumns = 18
    private static let slideColumns = 11
    private static let subtitleColumns = 5

    private static let header: [String] = {
        var names = [
            "avatar", "bioLink", "commerceUserInfo/commerceUser", "digg", "fans", "following", "friends", "heart", "id", "name",
            "nickName", "privateAccount", "region", "roomId", "signature", "ttSeller", "verified", "video",
        ].map { "authorMeta/\($0)" }
        names += ["collectCount", "commentCount", "createTime", "createTimeISO", "diggCount", "error"]
        names += (0..<hashtagColumns).map { "hashtags/\($0)/name" }
        names += ["id", "input", "isMuted", "isPinned", "isSlideshow", "mediaUrls/0"]
        names += ["coverMediumUrl", "musicAlbum", "musicAuthor", "musicId", "musicName", "musicOriginal", "playUrl"].map { "musicMeta/\($0)" }
        names += ["playCount", "shareCount"]
        for slide in 0..<slideColumns {
            names += ["slideshowImageLinks/\(slide)/downloadLink", "slideshowImageLinks/\(slide)/tiktokLink"]
        }
        names += ["text", "url"]
        names += ["coverUrl", "definition", "downloadAddr", "duration", "format", "height", "originalCoverUrl", "originalDownloadAddr"]
            .map { "videoMeta/\($0)" }
        for subtitle in 0..<subtitleColumns {
            names += ["downloadLink", "language", "tiktokLink"].map { "videoMeta/subtitleLinks/\(subtitle)/\($0)" }
        }
        return names + ["videoMeta/width", "webVideoUrl"]
    }()

    private func apifyTable(_ accounts: [Int]) -> ExportFile {
        var file = ExportFile(
            path: "apify/dataset_tiktok-scraper_2025-01-20_06-00-00-000.csv.gz", bytes: [], quarantined: 1,
            reading: Reading(format: "apify-tiktok", settings: ["exported_at": Clock.iso(ExportTime.collected)]))
        var table = CSVBuilder(.values, byteOrderMark: true)
        table.row(Self.header)
        let lost = ["error": "This profile/hashtag does not exist.", "input": "gone.forever", "url": "https://www.tiktok.com/tag/goneforever"]
        table.row(Self.header.map { lost[$0] ?? "" })
        var shown: [Post] = []
        for account in accounts {
            let posts = world.organicPosts(account).map {
                world.shown($0, exportedAt: ExportTime.collected, ["likes", "comments", "shares", "saves", "views"])
            }
            for post in posts {
                let cells = apifyCells(post)
                table.row(Self.header.map { cells[$0] ?? "" })
                file.reading?.sums.add("followers_at_export", world.accounts[account].followers(ExportTime.collected))
            }
            shown += posts
        }
        let followers = file.reading?.sums ?? ColumnSums()
        file.accept(shown, ["likes", "comments", "shares", "saves", "views"])
        file.reading?.sums.merge(followers)
        file.plant("an error record as the first row", "quarantined: it is no post")
        file.plant("106 columns, hashtags in 18 of them; followers of the day of the download on every row", "joined; a count at export, not at posting")
        file.bytes = table.bytes
        return file
    }

    private func apifyCells(_ post: Post) -> [String: String] {
        let account = world.accounts[post.account]
        let postedAt = post.postedAt ?? 0
        var cells = [
            "authorMeta/fans": String(account.followers(ExportTime.collected)), "authorMeta/id": account.accountID,
            "authorMeta/name": account.handle, "authorMeta/nickName": world.creators[account.creator].displayName,
            "authorMeta/privateAccount": "false", "authorMeta/region": world.creators[account.creator].country,
            "authorMeta/signature": "Alltag & Kurioses\nAnfragen: siehe Link", "authorMeta/verified": "false", "authorMeta/following": "120",
            "collectCount": text(post.counts.saves), "commentCount": text(post.counts.comments), "createTime": String(postedAt),
            "createTimeISO": Clock.iso(postedAt).dropLast() + ".000Z", "diggCount": text(post.counts.likes), "id": post.id,
            "input": account.handle, "isMuted": "false", "isPinned": "false", "isSlideshow": "false",
            "musicMeta/musicAuthor": "original", "musicMeta/musicOriginal": "true", "playCount": text(post.counts.views),
            "shareCount": text(post.counts.shares), "text": post.caption, "videoMeta/duration": String(post.duration),
            "videoMeta/format": "mp4", "videoMeta/height": "1024", "videoMeta/width": "576",
            "webVideoUrl": "https://www.tiktok.com/@\(account.handle)/video/\(post.id)",
        ]
        for (index, tag) in post.hashtags.enumerated() { cells["hashtags/\(index)/name"] = tag }
        return cells
    }

    // MARK: Zeeschuimer

    /// The platform rounds counts from 10,000 up.
    static func rounded(_ count: Int?) -> Int? {
        count.map { $0 < 10_000 ? $0 : $0 < 1_000_000 ? $0 / 100 * 100 : $0 / 100_000 * 100_000 }
    }

    private func envelope(_ number: Int, _ id: String, _ platform: String, _ data: JSONText) -> String {
        JSONText.object([
            ("nav_index", .text("1:\(number / 12):\(number % 12)")), ("item_id", .text(id)),
            ("timestamp_collected", .number(String(ExportTime.collected * 1_000 + Int64(number % 1_000)))),
            ("source_platform", .text("\(platform).com")), ("source_platform_url", .text("https://www.\(platform).com/search")),
            ("source_url", .text("https://www.\(platform).com/api/search/")), ("user_agent", .text("")), ("data", data),
            ("id", .number(String(number + 1))),
        ]).compact
    }

    private func tikTokLines(_ accounts: [Int]) -> ExportFile {
        var file = ExportFile(
            path: "zeeschuimer/zeeschuimer-export-tiktok.com-2025-01-20T060000.ndjson.gz", bytes: [],
            reading: Reading(format: "zeeschuimer-tiktok"))
        var lines = ""
        var shown: [Post] = []
        for account in accounts {
            for post in world.organicPosts(account) {
                var post = world.shown(post, exportedAt: ExportTime.collected, ["likes", "comments", "shares", "saves", "views"])
                post.counts.likes = Self.rounded(post.counts.likes)
                post.counts.comments = Self.rounded(post.counts.comments)
                post.counts.shares = Self.rounded(post.counts.shares)
                post.counts.saves = Self.rounded(post.counts.saves)
                post.counts.views = Self.rounded(post.counts.views)
                lines += envelope(shown.count, post.id, "tiktok", tikTokData(post)) + "\n"
                file.reading?.sums.add("followers_at_export", Self.rounded(world.accounts[account].followers(ExportTime.collected)))
                shown.append(post)
            }
        }
        let followers = file.reading?.sums ?? ColumnSums()
        file.accept(shown, ["likes", "comments", "shares", "saves", "views"])
        file.reading?.sums.merge(followers)
        file.plant("counts that the platform rounded, from 10,000 up", "read as they stand")
        file.bytes = Array(lines.utf8)
        return file
    }

    private func tikTokData(_ post: Post) -> JSONText {
        let account = world.accounts[post.account]
        func count(_ value: Int?) -> JSONText { .number(String(value ?? 0)) }
        let followers = Self.rounded(account.followers(ExportTime.collected))
        return .object([
            ("id", .text(post.id)), ("desc", .text(post.caption)), ("createTime", .number(String(post.postedAt ?? 0))),
            ("video", .object([("id", .text(post.id)), ("height", .number("1024")), ("duration", count(post.duration))])),
            ("author", .object([
                ("id", .text(account.accountID)), ("uniqueId", .text(account.handle)),
                ("nickname", .text(world.creators[account.creator].displayName)), ("verified", .number("false")),
            ])),
            ("challenges", .list(post.hashtags.map { .object([("id", .text("0")), ("title", .text($0))]) })),
            ("stats", .object([
                ("diggCount", count(post.counts.likes)), ("shareCount", count(post.counts.shares)),
                ("commentCount", count(post.counts.comments)), ("playCount", count(post.counts.views)),
                ("collectCount", count(post.counts.saves)),
            ])),
            ("textExtra", .list(post.hashtags.map { .object([("hashtagName", .text($0)), ("type", .number("1"))]) })),
            ("authorStats", .object([("followerCount", count(followers)), ("heartCount", count(1_000)), ("videoCount", count(90))])),
            ("isAd", .number("false")),
        ])
    }

    private func instagramLines() -> ExportFile {
        var file = ExportFile(
            path: "zeeschuimer/zeeschuimer-export-instagram.com-2025-01-20T063000.ndjson.gz", bytes: [],
            reading: Reading(format: "zeeschuimer-instagram"))
        var lines = ""
        var shown: [Post] = []
        for account in world.accounts("instagram", .apifyHashtag) {
            for (index, post) in world.organicPosts(account).enumerated() {
                var post = world.shown(post, exportedAt: ExportTime.collected, ["likes", "comments"])
                if index % 11 == 4 { post.counts.likes = nil }
                let data = instagramData(post)
                lines += envelope(shown.count, "\(data.id)_\(account)", "instagram", data.json) + "\n"
                shown.append(post)
            }
        }
        let hidden = shown.filter { $0.counts.likes == nil }.count
        file.accept(shown, ["likes", "comments"])
        file.plant("`like_count` 3 in \(hidden) posts whose owner hides likes", "missing: the 3 is a dummy")
        file.plant("captions that are null", "no hashtags; the rows stay")
        file.bytes = Array(lines.utf8)
        return file
    }

    private func instagramData(_ post: Post) -> (id: String, json: JSONText) {
        let account = world.accounts[post.account]
        var draws = Draws(seed: world.seed, "samples/v1/capture/\(post.id)", 0)
        let key = "3" + draws.digits(18)
        let kind = ["image": ("1", "feed"), "short": ("2", "clips")][post.type] ?? ("8", "carousel_container")
        let caption: JSONText = post.hashtags.isEmpty ? .number("null") : .object([("pk", .text("17" + draws.digits(15))), ("text", .text(post.caption))])
        let user = String(7_000_000 + post.account)
        return (key, .object([
            ("id", .text("\(key)_\(user)")),
            ("user", .object([
                ("pk", .text(user)), ("id", .text(user)), ("username", .text(account.handle)),
                ("full_name", .text(world.creators[account.creator].displayName)), ("is_verified", .number("false")),
                ("is_private", .number("false")),
            ])),
            ("pk", .text(key)), ("media_type", .number(kind.0)), ("code", .text(post.shortCode)), ("product_type", .text(kind.1)),
            ("taken_at", .number(String(post.postedAt ?? 0))), ("like_count", .number(String(post.counts.likes ?? 3))),
            ("sponsor_tags", .number("null")), ("is_paid_partnership", .number("false")), ("caption", caption),
            ("view_count", .number("null")),
            ("like_and_view_counts_disabled", .number(post.counts.likes == nil ? "true" : "false")),
            ("comment_count", .number(text(post.counts.comments))), ("coauthor_producers", .list([])),
        ]))
    }
}

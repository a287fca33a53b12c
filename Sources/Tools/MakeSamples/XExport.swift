internal import RecordFormats

/// X analytics in both vintages, one file per account, and pages of the API as a collector wrote them.
struct XExport {
    private static let promoted = [
        "impressions", "engagements", "engagement rate", "retweets", "replies", "likes", "user profile clicks", "url clicks",
        "hashtag clicks", "detail expands", "permalink clicks", "app opens", "app installs", "follows", "email tweet", "dial phone",
        "media views", "media engagements",
    ]
    private static let oldHeader = ["Tweet id", "Tweet permalink", "Tweet text", "time"] + promoted + promoted.map { "promoted \($0)" }
    private static let newHeader = [
        "Post id", "Date", "Post text", "Link", "Impressions", "Likes", "Engagements", "Bookmarks", "Share", "New follows", "Replies",
        "Reposts", "Profile visits", "Detail expands", "Url clicks", "Hashtag clicks", "Permalink clicks",
    ]
    private static let change = Clock.instant(2024, 7, 1)

    let world: World

    func files() -> [ExportFile] {
        let accounts = world.accounts("x", .nativeCSV).filter { world.organicPosts($0).count >= 6 }
        return [old(accounts[0]), new(accounts[0]), new(accounts[1]), pages(Array(accounts[2...]))]
    }

    /// Posts with ids as X gives them, whose time they hold; with link clicks and bookmarks, which only the owner sees.
    private func posts(_ account: Int, from: Int64, to: Int64, _ columns: Set<String>) -> [Post] {
        world.organicPosts(account).filter { (from..<to).contains($0.postedAt ?? 0) }.map { post in
            var draws = Draws(seed: world.seed, "samples/v1/x/\(post.id)", 0)
            var post = world.shown(post, exportedAt: ExportTime.xAnalytics, ["likes", "comments", "shares", "impressions"])
            post.id = World.snowflake(post.postedAt ?? 0, &draws)
            if columns.contains("clicks") { post.counts.clicks = draws.below((post.counts.likes ?? 0) / 8 + 3) }
            if columns.contains("saves") { post.counts.saves = draws.below((post.counts.likes ?? 0) / 12 + 2) }
            return post
        }
    }

    private func old(_ account: Int) -> ExportFile {
        let posts = posts(account, from: 0, to: Self.change, ["clicks"])
        let handle = world.accounts[account].handle
        var table = CSVBuilder(.always)
        table.row(Self.oldHeader)
        for post in posts.reversed() {
            let (day, time) = Clock.parts(post.postedAt ?? 0)
            let counts = post.counts
            func float(_ count: Int?) -> String { "\(count ?? 0).0" }
            let engagements = (counts.likes ?? 0) + (counts.comments ?? 0) + (counts.shares ?? 0) + (counts.clicks ?? 0)
            let rate = Double(engagements) / Double(max(1, counts.impressions ?? 0))
            table.row(
                [post.id, "https://twitter.com/\(handle)/status/\(post.id)", post.caption, "\(day) \(time.prefix(5)) +0000"]
                    + [
                        float(counts.impressions), float(engagements), "\(rate)", float(counts.shares), float(counts.comments),
                        float(counts.likes), "2.0", float(counts.clicks), "0.0", "1.0", "0.0",
                    ] + [String](repeating: "0", count: 7) + [String](repeating: "-", count: Self.promoted.count))
        }
        var file = ExportFile(
            path: "x/tweet_activity_metrics_\(handle)_20240101_20240701_en.csv.gz", bytes: table.bytes,
            reading: Reading(format: "x-analytics-tweets", settings: ["exported_at": Clock.iso(ExportTime.xAnalytics)]))
        file.accept(posts, ["likes", "comments", "shares", "impressions", "clicks"])
        file.plant("counts written as `104.0`, `-` in what was not promoted", "104; missing")
        return file
    }

    private func new(_ account: Int) -> ExportFile {
        let posts = posts(account, from: Self.change, to: World.asOf, ["clicks", "saves"])
        let handle = world.accounts[account].handle
        var table = CSVBuilder(newline: "\r\n")
        table.row(Self.newHeader)
        for post in posts.reversed() {
            let counts = post.counts
            let local = (post.postedAt ?? 0) + Clock.berlin(post.postedAt ?? 0)
            table.row([
                post.id, Clock.weekdayDate(local), post.caption.replacing("&", with: "&amp;"), "https://x.com/\(handle)/status/\(post.id)",
                text(counts.impressions), text(counts.likes), text(counts.likes), text(counts.saves), "2", "0", text(counts.comments),
                text(counts.shares), "1", "3", text(counts.clicks), "0", "0",
            ])
        }
        var file = ExportFile(
            path: "x/account_analytics_content_2024-07-01_2025-01-08_\(handle).csv.gz", bytes: table.bytes,
            reading: Reading(format: "x-analytics-posts", zone: "Europe/Berlin", settings: ["exported_at": Clock.iso(ExportTime.xAnalytics)]))
        file.accept(posts, ["likes", "comments", "shares", "saves", "impressions", "clicks"])
        file.plant("days without a time, `&amp;` in texts", "the instant comes from the id")
        file.plant("a column `Share` beside `Reposts`", "it counts links copied, not reposts; it is not used")
        return file
    }

    // MARK: API

    /// Ten posts a page; who wrote them stands beside them.
    private func pages(_ accounts: [Int]) -> ExportFile {
        let posts = accounts.flatMap { self.posts($0, from: 0, to: World.asOf, []) }.sorted { ($0.postedAt ?? 0, $0.id) < ($1.postedAt ?? 0, $1.id) }
        var file = ExportFile(path: "x/search-2025-01-20.jsonl.gz", bytes: [], reading: Reading(format: "x-api-v2"))
        var lines = ""
        var start = 0
        while start < posts.count {
            let page = Array(posts[start..<min(start + 10, posts.count)])
            var data = page.map(tweet)
            if start % 30 == 0 {
                data.append(retweet(of: page[0], start))
                file.skipped += 1
            }
            var authors: [Int] = []
            for post in page where !authors.contains(post.account) { authors.append(post.account) }
            lines += JSONText.object([
                ("data", .list(data)), ("includes", .object([("users", .list(authors.map(user)))])),
                ("meta", .object([("newest_id", .text(page.last?.id ?? "")), ("oldest_id", .text(page[0].id)), ("result_count", .number(String(data.count)))])),
                ("__twarc", .object([
                    ("url", .text("https://api.twitter.com/2/tweets/search/all")), ("version", .text("2.14.0")),
                    ("retrieved_at", .text("2025-01-20T06:00:00+00:00")),
                ])),
            ]).compact + "\n"
            start += 10
        }
        file.accept(posts, ["likes", "comments", "shares", "impressions"])
        for post in posts {
            file.reading?.sums.add("followers_at_export", world.accounts[post.account].followers(ExportTime.collected))
        }
        file.plant("a line is a page of up to ten posts, with their authors beside them", "every post is a row, with its author's handle and followers")
        file.plant("\(file.skipped) reposts, with the counts of the original", "skipped")
        file.bytes = Array(lines.utf8)
        return file
    }

    private func tweet(_ post: Post) -> JSONText {
        let counts = post.counts
        return .object([
            ("id", .text(post.id)), ("author_id", .text(world.accounts[post.account].accountID)), ("text", .text(post.caption)),
            ("created_at", .text(Clock.iso(post.postedAt ?? 0).dropLast() + ".000Z")), ("lang", .text("de")),
            ("public_metrics", .object([
                ("retweet_count", .number(text(counts.shares))), ("reply_count", .number(text(counts.comments))),
                ("like_count", .number(text(counts.likes))), ("quote_count", .number("1")),
                ("impression_count", .number(text(counts.impressions))),
            ])),
            ("entities", .object([("hashtags", .list(post.hashtags.map { .object([("start", .number("0")), ("end", .number("1")), ("tag", .text($0))]) }))])),
            ("edit_history_tweet_ids", .list([.text(post.id)])), ("conversation_id", .text(post.id)),
        ])
    }

    private func retweet(of post: Post, _ number: Int) -> JSONText {
        var draws = Draws(seed: world.seed, "samples/v1/retweet", number)
        return .object([
            ("id", .text(World.snowflake((post.postedAt ?? 0) + 3_600, &draws))), ("author_id", .text(world.accounts[post.account].accountID)),
            ("text", .text("RT @\(world.accounts[post.account].handle): " + post.caption.prefix(20) + "…")),
            ("created_at", .text(Clock.iso((post.postedAt ?? 0) + 3_600).dropLast() + ".000Z")),
            ("referenced_tweets", .list([.object([("type", .text("retweeted")), ("id", .text(post.id))])])),
            ("public_metrics", .object([
                ("retweet_count", .number("77")), ("reply_count", .number("0")), ("like_count", .number("0")), ("quote_count", .number("0")),
            ])),
        ])
    }

    private func user(_ account: Int) -> JSONText {
        let account = world.accounts[account]
        return .object([
            ("id", .text(account.accountID)), ("username", .text(account.handle)),
            ("name", .text(world.creators[account.creator].displayName)), ("verified", .number("false")),
            ("public_metrics", .object([
                ("followers_count", .number(String(account.followers(ExportTime.collected)))), ("following_count", .number("310")),
                ("tweet_count", .number("4053")), ("listed_count", .number("2")),
            ])),
        ])
    }
}

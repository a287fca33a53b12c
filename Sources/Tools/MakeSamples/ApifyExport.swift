internal import RecordFormats

/// Apify: the Instagram scraper's pretty-printed JSON array, and the hashtag scraper's JSON Lines.
struct ApifyExport {
    let world: World

    func files() -> [ExportFile] { [array(), lines()] }

    private func posts(_ source: Source) -> [Post] { world.posts.filter { world.accounts[$0.account].source == source } }

    private func array() -> ExportFile {
        let posts = posts(.apifyArray)
        var items = posts.map { item($0).pretty(depth: 1) }
        let failed = JSONText.object([
            ("url", .text("https://www.instagram.com/this.account.is.gone/")), ("error", .text("no_items")),
            ("errorDescription", .text("Empty or private data for provided input")),
            ("inputUrl", .text("https://www.instagram.com/this.account.is.gone/")),
        ])
        items.insert(failed.pretty(depth: 1), at: 3)
        let body = "[\n  " + items.joined(separator: ",\n  ") + "\n]"
        return ExportFile(
            path: "apify/dataset_instagram-scraper_2025-01-20_06-00-00-000.json.gz", bytes: Array(body.utf8), accepted: posts.count,
            quarantined: 1,
            planted: [
                ("`likesCount` -1 in \(posts.filter { $0.counts.likes == nil }.count) posts: the owner hides likes",
                 "missing, never −1 or 0; such posts are left out of rates that need likes"),
                ("an error record among the posts", "quarantined"),
            ])
    }

    private func item(_ post: Post) -> JSONText {
        let account = world.accounts[post.account]
        let isVideo = post.type == "short"
        var members: [(String, JSONText)] = [
            ("id", .text(post.id)), ("type", .text(isVideo ? "Video" : post.type == "carousel" ? "Sidecar" : "Image")),
            ("shortCode", .text(post.shortCode)), ("caption", .text(post.caption)),
            ("hashtags", .list(post.hashtags.map { .text($0) })), ("mentions", .list([])),
            ("url", .text("https://www.instagram.com/p/\(post.shortCode)/")), ("commentsCount", count(post.counts.comments)),
            ("firstComment", .text("")), ("latestComments", .list([])), ("dimensionsHeight", .number("1350")),
            ("dimensionsWidth", .number("1080")), ("images", .list([])),
            ("likesCount", .number(String(post.counts.likes ?? -1))), ("timestamp", .text(timestamp(post))),
            ("childPosts", .list([])), ("ownerFullName", .text(world.creators[account.creator].displayName)),
            ("ownerUsername", .text(world.handle(of: post))), ("ownerId", .text(account.accountID)),
            ("isSponsored", .number(post.sponsored == true ? "true" : "false")),
        ]
        if isVideo {
            members += [
                ("productType", .text("clips")), ("videoViewCount", .number(String((post.counts.views ?? 0) / 3))),
                ("videoPlayCount", count(post.counts.views)), ("videoDuration", .number("\(post.duration).966")),
            ]
        }
        return .object(members)
    }

    private func lines() -> ExportFile {
        let posts = posts(.apifyHashtag)
        var lines = posts.map { post in
            let account = world.accounts[post.account]
            return JSONText.object([
                ("caption", .text(post.caption)), ("ownerFullName", .text(world.creators[account.creator].displayName)),
                ("ownerUsername", .text(world.handle(of: post))), ("url", .text("https://www.instagram.com/p/\(post.shortCode)/")),
                ("commentsCount", count(post.counts.comments)), ("firstComment", .text("")),
                ("likesCount", .number(String(post.counts.likes ?? -1))), ("timestamp", .text(timestamp(post))),
                ("hashtags", .list(post.hashtags.map { .text($0) })),
            ]).compact
        }
        lines.insert(String(lines[9].prefix(90)), at: 10)
        return ExportFile(
            path: "apify/dataset_instagram-hashtag-scraper_2025-01-20_06-00-00-000.jsonl.gz",
            bytes: Array(lines.joined(separator: "\n").utf8), accepted: posts.count, quarantined: 1,
            planted: [
                ("`likesCount` -1 in \(posts.filter { $0.counts.likes == nil }.count) posts", "missing, as above"),
                ("a line that was cut off, and no newline after the last one", "the line is quarantined, its neighbours are read"),
            ])
    }

    private func timestamp(_ post: Post) -> String { Clock.iso(post.postedAt ?? 0).dropLast() + ".000Z" }

    private func count(_ count: Int?) -> JSONText { .number(String(count ?? 0)) }
}

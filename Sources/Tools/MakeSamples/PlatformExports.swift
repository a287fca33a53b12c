/// TikTok Studio, `Content.csv`: one file per creator, who downloads it themselves.
struct TikTokExport {
    let world: World

    func files() -> [ExportFile] {
        world.accounts.indices.filter { world.accounts[$0].source == .tikTokStudio }.enumerated().map { file($1, isFirst: $0 == 0) }
    }

    private func file(_ index: Int, isFirst: Bool) -> ExportFile {
        let account = world.accounts[index]
        let posts = world.posts.filter { $0.account == index }
        let exported = Clock.monthAndDay(ExportTime.tikTokStudio)
        var table = CSVBuilder(.always, byteOrderMark: true)
        table.row(["Time", "Video title", "Video link", "Post time", "Total likes", "Total comments", "Total shares", "Total views"])
        var file = ExportFile(path: "tiktok/Content-\(account.handle).csv.gz", bytes: [], accepted: posts.count)
        for post in posts {
            table.row([
                exported, post.caption, "https://www.tiktok.com/@\(world.handle(of: post))/video/\(post.id)",
                Clock.monthAndDay(post.postedAt ?? 0), text(post.counts.likes), post.counts.comments.map { String($0) } ?? "undefined",
                text(post.counts.shares), text(post.counts.views),
            ])
        }
        if posts.contains(where: { $0.counts.comments == nil }) {
            file.planted.append(
                ("`undefined` instead of a number of comments", "missing; the post is left out of rates that need comments"))
        }
        if isFirst {
            table.row([exported, "deleted", "", "March 3", "10", "1", "0", "300"])
            file.quarantined += 1
            file.planted.append(("videos without a title, here and in most files of this folder", "no hashtags; the rows stay"))
            file.planted.append(("dates without a year", "the instant comes from the id in the link, whose upper 32 bits are seconds"))
            file.planted.append(("a video without a link", "quarantined: nobody knows which one it is"))
        }
        file.bytes = table.bytes
        return file
    }
}

/// CrowdTangle, Facebook posts: the only export kind with followers at posting. It closed in August 2024.
struct CrowdTangleExport {
    private static let header = [
        "Page Name", "User Name", "Facebook Id", "Page Category", "Page Admin Top Country", "Page Description", "Page Created",
        "Likes at Posting", "Followers at Posting", "Post Created", "Post Created Date", "Post Created Time", "Type", "Total Interactions",
        "Likes", "Comments", "Shares", "Love", "Wow", "Haha", "Sad", "Angry", "Care", "Video Share Status", "Is Video Owner?", "Post Views",
        "Total Views", "Total Views For All Crossposts", "Video Length", "URL", "Message", "Link", "Final Link", "Image Text", "Link Text",
        "Description", "Sponsor Id", "Sponsor Name", "Sponsor Category",
        "Total Interactions (weighted  —  Likes 1x Shares 1x Comments 1x Love 1x Wow 1x Haha 1x Sad 1x Angry 1x Care 1x )",
        "Overperforming Score",
    ]
    private static let types = ["image": "Photo", "video": "Native Video", "link": "Link", "text": "Status"]

    let world: World

    func files() -> [ExportFile] {
        let posts = world.posts.filter { world.accounts[$0.account].source == .crowdTangle }
            .sorted { ($0.postedAt ?? 0, $0.id) > ($1.postedAt ?? 0, $1.id) }
        var table = CSVBuilder(byteOrderMark: true)
        table.row(Self.header)
        for (index, post) in posts.enumerated() { table.row(row(post, index)) }
        let unknown = posts.filter { $0.followersAtPost == nil }.count
        return [
            ExportFile(
                path: "crowdtangle/2024-08-10-Historical-Report.csv.gz", bytes: table.bytes, accepted: posts.count,
                planted: [
                    ("`N/A` as followers at posting in \(unknown) posts", "missing; the nearest snapshot or the profile takes its place"),
                    ("times that end in EST or EDT", "read with the offset that the abbreviation names"),
                    ("thousands separators in `Total Interactions` and in no other column", "the column is not used"),
                ])
        ]
    }

    private func row(_ post: Post, _ index: Int) -> [String] {
        let account = world.accounts[post.account]
        let postedAt = post.postedAt ?? 0
        let offset = Clock.newYork(postedAt)
        let (day, time) = Clock.parts(postedAt + offset)
        let followers = post.followersAtPost.map { String($0) } ?? "N/A"
        let likes = post.counts.likes ?? 0
        // The seven reactions are what other exports of Facebook call likes.
        let love = likes / 9
        let total = thousands(likes + (post.counts.comments ?? 0) + (post.counts.shares ?? 0))
        let isVideo = post.type == "video"
        let views = text(post.counts.views)
        let id = post.id.split(separator: "_").last.map { String($0) } ?? ""
        let score = (index % 60) * 7 - 180
        return [
            world.creators[account.creator].displayName, world.handle(of: post), account.accountID, "PERSONAL_BLOG",
            world.creators[account.creator].country, "Tipps, Tests und Alltag.\nKooperationen: siehe Impressum", "2016-04-02 09:15:00",
            followers, followers, "\(day) \(time) \(offset == -4 * Clock.hour ? "EDT" : "EST")", day, time, Self.types[post.type] ?? "",
            total, String(likes - love), text(post.counts.comments), text(post.counts.shares), String(love), "0", "0", "0", "0", "0",
            isVideo ? "owned" : "", isVideo ? "Yes" : "-", views, views, "0", isVideo ? length(post.duration) : "N/A",
            "https://www.facebook.com/\(account.accountID)/\(isVideo ? "videos" : "posts")/\(id)", post.caption, "", "", "", "", "", "", "",
            "", total, "\(score < 0 ? "-" : "")\(abs(score) / 100).\(abs(score) % 100 / 10)",
        ]
    }

    private func length(_ seconds: Int) -> String {
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return "\(two(seconds / 3_600)):\(two(seconds / 60 % 60)):\(two(seconds % 60))"
    }
}

/// Page Insights of former years, post level: two header rows, and names that occur twice.
struct PageInsightsExport {
    /// Name, and what the second header row says about it (empty where it says nothing).
    private static let header: [(name: String, meaning: String)] = {
        var columns: [(String, String)] = [
            "Post ID", "Permalink", "Post Message", "Type", "Countries", "Languages", "Posted", "Audience Targeting",
        ].map { ($0, "") }
        columns += [
            ("Lifetime Post Total Reach", "Lifetime: The total number of people your Page post was served to. (Unique Users)"),
            ("Lifetime Post organic reach", "Lifetime: The number of people who saw your Page post in news feed. (Unique Users)"),
            ("Lifetime Post Paid Reach", "Lifetime: The number of people your advertised Page post was served to. (Unique Users)"),
            ("Lifetime Post Total Impressions", "Lifetime: The number of impressions of your Page post. (Total Count)"),
            ("Lifetime Post Organic Impressions", "Lifetime: The number of impressions in News Feed or on your Page. (Total Count)"),
            ("Lifetime Post Paid Impressions", "Lifetime: The number of impressions in an Ad or Sponsored Story. (Total Count)"),
            ("Lifetime Engaged Users", "Lifetime: The number of people who clicked anywhere in your posts. (Unique Users)"),
        ]
        for (kind, meaning) in [
            ("Talking About This (Post)", "Lifetime: The number of people who created a story, by action type. (Unique Users)"),
            ("Post Stories", "Lifetime: The number of stories created about your Page post, by action type. (Total Count)"),
        ] {
            columns += ["comment", "like", "other", "share"].enumerated().map {
                ("Lifetime \(kind) by action type - \($1)", $0 == 0 ? meaning : "")
            }
        }
        columns += [
            ("Lifetime Post Consumers", "Lifetime: The number of people who clicked anywhere in your post. (Unique Users)"),
            ("Lifetime Post Consumptions", "Lifetime: The number of clicks anywhere in your post. (Total Count)"),
        ]
        for (kind, meaning) in [
            ("consumers", "Lifetime: The number of people who clicked, by type. (Unique Users)"),
            ("Consumptions", "Lifetime: The number of clicks, by type. (Total Count)"),
        ] {
            columns += ["link clicks", "other clicks", "photo view", "video play"].enumerated().map {
                ("Lifetime Post \(kind) by type - \($1)", $0 == 0 ? meaning : "")
            }
        }
        columns += [
            ("Lifetime Negative feedback", "Lifetime: People who gave negative feedback. (Unique Users)"),
            ("Lifetime Negative Feedback from Users", "Lifetime: Times people gave negative feedback. (Total Count)"),
            ("Lifetime Negative feedback - hide_all_clicks", ""), ("Lifetime Negative feedback - hide_clicks", ""),
            ("Lifetime Negative Feedback from Users by Type - hide_all_clicks", ""),
            ("Lifetime Negative Feedback from Users by Type - hide_clicks", ""),
            ("Lifetime Post Impressions by people who have liked your Page", "Lifetime: Impressions to people who like your Page. (Total Count)"),
            ("Lifetime Post reach by people who like your Page", "Lifetime: People who saw it because they like your Page. (Unique Users)"),
            ("Lifetime Post Paid Impressions by people who have liked your Page", ""),
            ("Lifetime Paid reach of a post by people who like your Page", ""),
            ("Lifetime People who have liked your Page and engaged with your post", ""),
            ("Lifetime Average time video viewed", "Lifetime: Average time video viewed (Total Count)"),
            ("Lifetime Organic views to 95%", "Lifetime: viewed to 95% without paid promotion. (Total Count)"),
            ("Lifetime Organic views to 95%", "Lifetime: viewed to 95% without paid promotion. (Unique Users)"),
            ("Lifetime Paid views to 95%", "Lifetime: viewed to 95% after paid promotion. (Total Count)"),
            ("Lifetime Paid views to 95%", "Lifetime: viewed to 95% after paid promotion. (Unique Users)"),
            ("Lifetime Video length", "Lifetime: Length of a video post (Total Count)"),
        ]
        columns += (0...40).map { ("Lifetime Percentage of viewers at each interval (video post) - \($0)", "") }
        return columns + [
            ("Lifetime Organic Video Views", "Lifetime: viewed for more than 3 seconds without paid promotion. (Total Count)"),
            ("Lifetime Organic Video Views", "Lifetime: viewed for more than 3 seconds without paid promotion. (Unique Users)"),
            ("Lifetime Paid Video Views", "Lifetime: viewed for more than 3 seconds after paid promotion. (Total Count)"),
            ("Lifetime Paid Video Views", "Lifetime: viewed for more than 3 seconds after paid promotion. (Unique Users)"),
        ]
    }()

    let world: World

    func files() -> [ExportFile] {
        let page = world.accounts("facebook", .crowdTangle)[9]
        let posts: [Post] = world.organicPosts(page).map { post in
            var draws = Draws(seed: world.seed, "samples/v1/insights/\(post.id)", 0)
            var post = world.shown(post, exportedAt: ExportTime.facebook, ["likes", "comments", "shares"])
            // What did not happen is left out.
            if post.counts.shares == 0 { post.counts.shares = nil }
            if post.counts.comments == 0 { post.counts.comments = nil }
            let reach = (post.counts.likes ?? 0) + draws.whole(20...900)
            post.counts.reach = reach
            post.counts.impressions = reach + draws.below(reach)
            post.counts.clicks = post.type == "link" ? draws.whole(1...40) : nil
            return post
        }
        var table = CSVBuilder(.blanks, byteOrderMark: true)
        table.row(Self.header.map(\.name))
        table.row(Self.header.map(\.meaning))
        for post in posts.reversed() {
            let cells = cells(post)
            table.row(Self.header.map { cells[$0.name] ?? "" })
        }
        let name = "Facebook Insights Data Export (Post Level) - \(world.accounts[page].handle) - 2024-01-01 - 2024-07-31"
        var file = ExportFile(
            path: "facebook/\(name).csv.gz", bytes: table.bytes,
            reading: Reading(
                format: "facebook-insights-posts", zone: "America/Los_Angeles",
                settings: ["handle": world.accounts[page].handle, "exported_at": Clock.iso(ExportTime.facebook)]))
        file.accept(posts, ["likes", "comments", "shares", "reach", "impressions", "clicks"])
        file.plant("a second header row that explains the first; four names occur twice", "the second row is no data; the n-th of equal names is meant")
        file.plant("actions that did not happen have empty cells", "missing, not 0")
        return [file]
    }

    private func cells(_ post: Post) -> [String: String] {
        let counts = post.counts
        let account = world.accounts[post.account]
        // Los Angeles keeps New York's summer time, three hours behind.
        let local = (post.postedAt ?? 0) + Clock.newYork(post.postedAt ?? 0) - 3 * Clock.hour
        var cells = [
            "Post ID": post.id, "Permalink": "https://www.facebook.com/\(account.handle)/posts/\(post.id.split(separator: "_").last ?? "")",
            "Post Message": post.caption, "Type": ["image": "Photo", "video": "Video", "link": "Link"][post.type] ?? "Status",
            "Posted": Clock.twelveHours(local), "Audience Targeting": " ", "Lifetime Post Total Reach": text(counts.reach),
            "Lifetime Post organic reach": text(counts.reach), "Lifetime Post Paid Reach": "0",
            "Lifetime Post Total Impressions": text(counts.impressions), "Lifetime Post Organic Impressions": text(counts.impressions),
            "Lifetime Post Paid Impressions": "0", "Lifetime Engaged Users": text(counts.likes), "Lifetime Negative feedback": "0",
        ]
        for (kind, share) in [("Post Stories", 100), ("Talking About This (Post)", 90)] {
            cells["Lifetime \(kind) by action type - like"] = text(counts.likes.map { $0 * share / 100 })
            cells["Lifetime \(kind) by action type - comment"] = text(counts.comments.map { $0 * share / 100 })
            cells["Lifetime \(kind) by action type - share"] = text(counts.shares.map { $0 * share / 100 })
        }
        cells["Lifetime Post Consumptions by type - link clicks"] = text(counts.clicks)
        cells["Lifetime Post consumers by type - link clicks"] = text(counts.clicks.map { $0 * 9 / 10 })
        return cells
    }
}

/// Lists people keep or buy: a vendor's top lists with rounded numbers, and a brand's own campaign tracker.
struct ListExport {
    let world: World

    func files() -> [ExportFile] {
        [instagramList(), tikTokList(), youTubeList(), roster(), payouts(), trackerPosts(), results()]
    }

    /// `409.8M`, `30.8K`, `874`, and what it stands for.
    static func short(_ count: Int) -> (text: String, value: Int) {
        for (sign, unit) in [("M", 1_000_000), ("K", 1_000)] where count >= unit {
            let tenths = count / (unit / 10)
            return (tenths % 10 == 0 ? "\(tenths / 10)\(sign)" : "\(tenths / 10).\(tenths % 10)\(sign)", tenths * (unit / 10))
        }
        return (String(count), count)
    }

    /// Accounts of a platform, the largest first.
    private func largest(_ platform: String, _ count: Int) -> [Int] {
        let instant = Clock.instant(2024, 12, 31)
        return world.accounts.indices.filter { world.accounts[$0].platform == platform }
            .sorted { (world.accounts[$0].followers(instant), $1) > (world.accounts[$1].followers(instant), $0) }.prefix(count).map { $0 }
    }

    private func list(_ name: String, _ platform: String) -> ExportFile {
        ExportFile(
            path: "lists/\(name)", bytes: [],
            reading: Reading(format: "creator-list-\(platform)", entity: "snapshots", settings: ["observed_at": "2024-12-31T00:00:00Z"]))
    }

    private func instagramList() -> ExportFile {
        var file = list("top creators-INSTAGRAM - DEC 2024.csv", "instagram")
        var table = CSVBuilder(newline: "\r\n")
        table.row([
            "Rank", "name", "instagram name", "Category_1", "Category_2", "followers", "followers", "country", "Eng. (Auth.)",
            "Eng. (Auth.)", "Eng. (Avg.)", "Eng. (Avg.)",
        ])
        var accounts = largest("instagram", 120)
        // One stands there twice, with another number.
        accounts.insert(accounts[17], at: 60)
        for (rank, index) in accounts.enumerated() {
            let account = world.accounts[index]
            let creator = world.creators[account.creator]
            let followers = Self.short(account.followers(Clock.instant(2024, 12, rank == 60 ? 1 : 31)))
            let likes = Self.short(max(1, followers.value / 40))
            table.row([
                String(rank + 1), account.handle, creator.displayName, creator.niche, rank % 3 == 0 ? "family" : "", followers.text,
                String(followers.value), creator.country, likes.text, String(likes.value), likes.text, String(likes.value),
            ])
            file.accepted += 1
            file.reading?.sums.add("followers", followers.value)
        }
        table.dropLastNewline()
        file.plant("columns of one name, as `12.3M` and as a number", "the number is used")
        file.plant("one account twice", "the snapshots of one instant: the larger count is kept")
        file.bytes = table.bytes
        return file
    }

    private func tikTokList() -> ExportFile {
        var file = list("top creators-TIKTOK - DEC 2024.csv", "tiktok")
        var table = CSVBuilder(newline: "\r\n")
        table.row([
            "Rank", "Tiktoker name", "Tiktok name", "followers", "views(avg)", "views(avg)", "likes(avg.)", "likes(avg.)",
            "comments(avg.)", "comments(avg.)", "shares(avg.)", "shares(avg.)",
        ])
        for (rank, index) in largest("tiktok", 60).enumerated() {
            let account = world.accounts[index]
            let followers = Self.short(account.followers(Clock.instant(2024, 12, 31)))
            let averages = [3, 30, 900, 2_000].flatMap { part -> [String] in
                let average = Self.short(max(1, followers.value / part))
                return [average.text, String(average.value)]
            }
            table.row([String(rank + 1), account.handle, world.creators[account.creator].displayName, followers.text] + averages)
            file.accepted += 1
            file.reading?.sums.add("followers", followers.value)
        }
        table.dropLastNewline()
        file.plant("followers as `12.3M` only", "12,300,000")
        file.bytes = table.bytes
        return file
    }

    private func youTubeList() -> ExportFile {
        var file = list("top creators - youtube.csv", "youtube")
        var table = CSVBuilder(newline: "\r\n")
        table.row([
            "youtuber name", "channel name", "Category", "Subscribers", "Subscribers", "Audience Country", "avg views", "avg views",
            "avg likes", "avg likes", "avg comments", "avg comments",
        ])
        for (rank, index) in largest("youtube", 40).enumerated() {
            let account = world.accounts[index]
            let creator = world.creators[account.creator]
            let followers = Self.short(account.followers(Clock.instant(2024, 12, 31)))
            let views = Self.short(max(1, followers.value / 5))
            table.row([
                account.handle, creator.displayName, creator.niche, followers.text, String(followers.value), creator.country, views.text,
                String(views.value), views.text, String(views.value), rank % 4 == 1 ? "N/A" : "12", rank % 4 == 1 ? "#VALOR!" : "12",
            ])
            file.accepted += 1
            file.reading?.sums.add("followers", followers.value)
        }
        table.dropLastNewline()
        file.plant("`#VALOR!`, a spreadsheet's error", "in a column that is not used")
        file.bytes = table.bytes
        return file
    }

    // MARK: The brand's tracker

    private static let names = ["instagram": "Instagram", "tiktok": "TikTok", "youtube": "YouTube", "facebook": "Facebook", "x": "X"]

    /// Deals of one campaign, with the number that the tracker gives their creators.
    private var tracked: [(number: Int, deal: Deal)] {
        world.deals.filter { $0.campaign == World.campaignID(11) && $0.startedAt != nil }.map { ($0.creator + 1, $0) }
    }

    private func roster() -> ExportFile {
        var file = ExportFile(
            path: "trackers/influencers.csv", bytes: [], reading: Reading(format: "campaign-tracker-roster", entity: "snapshots"))
        var table = CSVBuilder()
        table.row(["id", "name", "category", "gender", "follower_count", "platform"])
        for (number, deal) in tracked {
            let account = world.accounts[deal.account]
            let creator = world.creators[deal.creator]
            let followers = account.followers(deal.startedAt ?? 0)
            table.row([
                String(number), String(creator.displayName.filter { $0.isLetter }), creator.niche, number % 2 == 0 ? "female" : "male",
                String(followers), Self.names[account.platform] ?? account.platform,
            ])
            file.accepted += 1
            file.reading?.sums.add("followers", followers)
        }
        file.plant("numbers of the tracker's own instead of handles", "they are the creators' ids; the four files of the tracker join by them")
        file.bytes = table.bytes
        return file
    }

    private func payouts() -> ExportFile {
        var file = ExportFile(
            path: "trackers/payouts.csv", bytes: [],
            reading: Reading(
                format: "campaign-tracker-payouts", entity: "deals",
                settings: ["campaign_id": World.campaignID(11), "currency": "EUR", "started_at": Clock.iso(World.campaignStart(11))]))
        var table = CSVBuilder()
        table.row(["influencer_id", "basis", "rate", "orders", "total_payout"])
        for (index, entry) in tracked.enumerated() {
            let fee = (entry.deal.fee ?? 0) / 100
            if index % 3 == 2 {
                let orders = 4 + index
                table.row([String(entry.number), "order", "12", String(orders), String(orders * 12)])
                file.reading?.sums.add("fee", nil)
                file.reading?.sums.add("commission", cents: orders * 1_200)
            } else {
                table.row([String(entry.number), "post", String(fee), "", String(fee)])
                file.reading?.sums.add("fee", cents: fee * 100)
                file.reading?.sums.add("commission", nil)
            }
            file.accepted += 1
        }
        file.plant("paid by the post or by the order, no campaign, platform or currency", "fee or commission; the rest is the source's `set:`")
        file.bytes = table.bytes
        return file
    }

    private func trackerPosts() -> ExportFile {
        var file = ExportFile(
            path: "trackers/posts.csv", bytes: [], reading: Reading(format: "campaign-tracker-posts", zone: "Europe/Berlin"))
        var table = CSVBuilder()
        table.row(["influencer_id", "platform", "date", "url", "caption", "reach", "likes", "comments"])
        for (number, deal) in tracked {
            let account = world.accounts[deal.account]
            for post in world.organicPosts(deal.account).prefix(3) {
                let local = (post.postedAt ?? 0) + Clock.berlin(post.postedAt ?? 0)
                let reach = (post.counts.likes ?? 0) * 9
                table.row([
                    String(number), Self.names[account.platform] ?? account.platform, Clock.isoDay(Clock.days(local)),
                    "https://example.org/\(account.platform)/\(post.id)", post.caption, String(reach), text(post.counts.likes),
                    text(post.counts.comments),
                ])
                file.accepted += 1
                file.reading?.sums.add("likes", post.counts.likes)
                file.reading?.sums.add("comments", post.counts.comments)
                file.reading?.sums.add("reach", reach)
            }
        }
        file.plant("no id of the post, days without a time", "the link identifies it; the time is local midnight, noted as estimated")
        file.bytes = table.bytes
        return file
    }

    private func results() -> ExportFile {
        var file = ExportFile(
            path: "trackers/tracking_data.csv", bytes: [], reading: Reading(format: "campaign-tracker-results", entity: "clicks"))
        var table = CSVBuilder()
        table.row(["source", "campaign", "influencer_id", "user_id", "product", "date", "orders", "revenue", "brand", "period"])
        for (index, entry) in tracked.enumerated() {
            let account = world.accounts[entry.deal.account]
            let product = Words.products[index % Words.products.count]
            let orders = 1 + index % 5
            let day = Clock.days((entry.deal.startedAt ?? 0) + Int64(index % 6) * Clock.day)
            table.row([
                Self.names[account.platform] ?? account.platform, entry.deal.campaign, String(entry.number), "U\(100 + index)", product.name,
                Clock.isoDay(day), String(orders), String(orders * (product.cents / 100)), "Lumovia", "During Campaign",
            ])
            file.accepted += 1
            file.reading?.sums.add("conversions", orders)
            file.reading?.sums.add("clicks_revenue", cents: orders * (product.cents / 100) * 100)
        }
        file.plant("orders added up per creator and day, without an order number", "shown on the quality page, never added to the shops' orders")
        file.bytes = table.bytes
        return file
    }
}

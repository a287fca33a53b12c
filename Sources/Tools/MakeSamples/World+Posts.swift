/// Posts with their counts.
extension World {
    mutating func addPosts() {
        for index in accounts.indices {
            var draws = Draws(seed: seed, "samples/v1/posts", index)
            let isMain = creators[accounts[index].creator].accounts[0] == index
            var median = isMain ? 15.5 : 9
            if accounts[index].source == .crowdTangle { median = 13 }
            let count = min(70, max(3, Int(draws.logNormal(median: median, spread: 0.5).rounded())))
            for _ in 0..<count { addPost(index, at: postingTime(accounts[index].source, &draws), sponsored: false, nil, &draws) }
            addDealPosts(index, &draws)
        }
        plantPostDefects()
    }

    /// In the hours in which people are awake, so that no local time is doubtful.
    private func postingTime(_ source: Source, _ draws: inout Draws) -> Int64 {
        let end: Int64
        switch source {
        case .metaBusinessSuite: end = Clock.instant(2025, 1, 4)
        case .apifyArray, .apifyHashtag: end = Clock.instant(2025, 1, 11)
        case .tikTokStudio: end = Clock.instant(2025, 1, 6)
        case .crowdTangle: end = Clock.instant(2024, 8, 1)
        case .nativeCSV, .nativeJSON: end = Self.yearEnd
        }
        let days = Int((end - Self.yearStart) / Clock.day)
        return Self.yearStart + Int64(draws.below(days)) * Clock.day + Int64(draws.whole(6 * 60...20 * 60 + 59)) * 60
    }

    /// One to two sponsored posts of each deal of the account.
    private mutating func addDealPosts(_ index: Int, _ draws: inout Draws) {
        let source = accounts[index].source
        for deal in deals where deal.account == index {
            guard let startedAt = deal.startedAt, startedAt >= Self.yearStart, startedAt < Clock.instant(2024, 12, 20) else { continue }
            if source == .crowdTangle, startedAt > Clock.instant(2024, 7, 1) { continue }
            for _ in 0..<draws.whole(1...2) {
                let instant = (startedAt / Clock.day + Int64(draws.whole(1...9))) * Clock.day + Int64(draws.whole(7 * 60...20 * 60)) * 60
                addPost(index, at: instant, sponsored: true, deal.campaign, &draws)
            }
        }
    }

    private mutating func addPost(
        _ index: Int, at instant: Int64, sponsored: Bool, _ campaign: String?, _ draws: inout Draws
    ) {
        let account = accounts[index]
        let creator = creators[account.creator]
        let type = Self.type(account, &draws)
        let tags = Words.hashtags(&draws, niche: creator.niche, sponsored: sponsored)
        let oneLine = account.source == .tikTokStudio || account.source == .nativeCSV
        var caption = Words.caption(&draws, hashtags: tags, lines: !oneLine)
        if account.source == .tikTokStudio, draws.chance(0.08) { caption = "" }
        let (id, code) = Self.identity(account, instant, &draws)
        let followers = account.followers(instant)
        var post = Post(
            account: index, id: id, shortCode: code, postedAt: instant, type: type, sponsored: nil, campaign: nil,
            caption: caption, hashtags: caption.isEmpty ? [] : tags, duration: 0, followersAtPost: nil,
            exportedAt: Self.exportTime(account.source),
            counts: Self.counts(account, followers, type, sponsored: sponsored, &draws))
        if type == "short" || type == "video" { post.duration = draws.whole(7...(type == "short" ? 89 : 900)) }
        switch account.source {
        case .metaBusinessSuite, .apifyHashtag, .tikTokStudio: break
        case .apifyArray: post.sponsored = sponsored
        case .crowdTangle:
            post.sponsored = false
            if !draws.chance(0.03) { post.followersAtPost = followers }
        case .nativeCSV, .nativeJSON:
            post.sponsored = sponsored
            post.campaign = campaign
            if account.recordsFollowers { post.followersAtPost = followers }
        }
        // The owner hides likes.
        let hides = account.source == .apifyHashtag ? 0.12 : account.source == .apifyArray ? 0.04 : 0
        if hides > 0, draws.chance(hides) { post.counts.likes = nil }
        addLateExport(&post, account.source, &draws)
        posts.append(post)
    }

    /// Posts of the first three weeks of December were exported once more, with more likes.
    private func addLateExport(_ post: inout Post, _ source: Source, _ draws: inout Draws) {
        guard source == .metaBusinessSuite, let instant = post.postedAt,
            (Clock.instant(2024, 12, 1)..<Clock.instant(2024, 12, 21)).contains(instant)
        else { return }
        func more(_ count: Int?, _ draws: inout Draws) -> Int? { count.map { $0 + $0 * draws.whole(3...9) / 100 + 1 } }
        var late = post.counts
        late.likes = more(late.likes, &draws)
        late.views = more(late.views, &draws)
        late.reach = more(late.reach, &draws)
        if draws.chance(0.5) { late.comments = more(late.comments, &draws) }
        post.late = late
        post.lateExportedAt = ExportTime.metaBusinessSuiteLate
    }

    private static func exportTime(_ source: Source) -> Int64 {
        switch source {
        case .metaBusinessSuite: ExportTime.metaBusinessSuite
        case .apifyArray, .apifyHashtag: ExportTime.apify
        case .tikTokStudio: ExportTime.tikTokStudio
        case .crowdTangle: ExportTime.crowdTangle
        case .nativeCSV, .nativeJSON: ExportTime.native
        }
    }

    private static func type(_ account: Account, _ draws: inout Draws) -> String {
        switch (account.source, account.platform) {
        case (.crowdTangle, _): ["image", "video", "link", "text"][draws.weighted([55, 20, 15, 10])]
        case (_, "tiktok"): "short"
        case (_, "youtube"): draws.chance(0.45) ? "short" : "video"
        case (_, "x"): draws.chance(0.5) ? "text" : "image"
        default: ["short", "image", "carousel"][draws.weighted([45, 30, 25])]
        }
    }

    private static func identity(_ account: Account, _ instant: Int64, _ draws: inout Draws) -> (id: String, code: String) {
        if account.source == .apifyHashtag || account.platform == "youtube" {
            let code = Words.shortCode(&draws, first: account.platform == "youtube" ? "k" : "D")
            return (code, code)
        }
        return switch (account.source, account.platform) {
        case (.metaBusinessSuite, _): ("18" + draws.digits(15), Words.shortCode(&draws, first: "D"))
        case (.apifyArray, _): ("3" + draws.digits(18), Words.shortCode(&draws, first: "D"))
        case (_, "tiktok"):
            // The upper 32 bits of a TikTok id are the second at which it was made.
            (String(UInt64(instant) << 32 | draws.bits() >> 32), "")
        case (.crowdTangle, _): (account.accountID + "_" + draws.digits(16), "")
        default: (draws.digits(19), "")
        }
    }

    private static func counts(
        _ account: Account, _ followers: Int, _ type: String, sponsored: Bool, _ draws: inout Draws
    ) -> Counts {
        let format = ["short": 1.25, "carousel": 1.15, "video": 1.05, "link": 0.6, "text": 0.7][type, default: 1]
        let rate = PortableMath.exp(account.logRate + 0.6 * draws.normal() - 0.18) * format * (sponsored ? 0.85 : 1)
        let engagement = Double(followers) * min(rate, 0.6)
        func part(_ share: Double, _ draws: inout Draws) -> Int {
            Int((engagement * share * (0.6 + 0.8 * draws.unit())).rounded())
        }
        let likes = part(0.9, &draws)
        var counts = Counts(likes: likes, comments: part(0.035, &draws))
        let reach = Int((Double(followers) * (0.15 + 0.5 * draws.unit())).rounded()) + likes
        let views = reach + Int((Double(reach) * draws.unit()).rounded())
        switch (account.source, account.platform) {
        case (.metaBusinessSuite, _):
            (counts.shares, counts.saves, counts.views, counts.reach) = (part(0.03, &draws), part(0.04, &draws), views, reach)
        case (.apifyArray, _): counts.views = type == "short" ? views : nil
        case (.apifyHashtag, _): break
        case (.tikTokStudio, _): (counts.shares, counts.views) = (part(0.03, &draws), views)
        case (.crowdTangle, _): (counts.shares, counts.views) = (part(0.06, &draws), type == "video" ? views : 0)
        case (_, "youtube"): counts.views = views
        case (_, "x"): (counts.shares, counts.impressions) = (part(0.05, &draws), views)
        default:
            (counts.shares, counts.saves, counts.views, counts.reach) = (part(0.03, &draws), part(0.04, &draws), views, reach)
        }
        return counts
    }

    private mutating func plantPostDefects() {
        func plant(_ posts: inout [Post], _ number: Int, where isRight: (Post) -> Bool, _ change: (inout Post) -> Void) {
            let found = posts.indices.filter { isRight(posts[$0]) }
            change(&posts[found[number]])
        }
        let youtube = Set(accounts.indices.filter { accounts[$0].platform == "youtube" })
        let tiktok = Set(accounts.indices.filter { accounts[$0].platform == "tiktok" && accounts[$0].source == .nativeJSON })
        plant(&posts, 5, where: { youtube.contains($0.account) }) {
            $0.badCells["likes"] = "hidden by owner"
            $0.counts.likes = nil
        }
        plant(&posts, 40, where: { youtube.contains($0.account) }) { $0.counts.comments = -4 }
        plant(&posts, 70, where: { youtube.contains($0.account) }) {
            $0.badCells["posted_at"] = "2024-02-30T10:00:00Z"
            $0.postedAt = nil
        }
        let studio = Set(accounts.indices.filter { accounts[$0].source == .tikTokStudio })
        plant(&posts, 20, where: { studio.contains($0.account) }) { $0.counts.comments = nil }
        for number in stride(from: 12, to: 60, by: 8) {
            plant(&posts, number, where: { tiktok.contains($0.account) }) { $0.isRepeated = true }
        }
    }
}

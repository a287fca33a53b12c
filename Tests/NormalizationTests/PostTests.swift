import Findings
import Normalization
import SocialData
import Testing

/// Methods 1.6, 2 and 3.2 for posts.
@Suite("Posts")
struct PostTests {
    private let base: Row = [
        "platform": "instagram", "post_id": "p1", "creator_id": "c1", "posted_at": "2025-03-01T00:00:00Z",
        "exported_at": "2025-06-01T00:00:00Z", "likes": "10", "comments": "1",
    ]

    private func fact(_ changes: Row, _ others: [(Entity, [Row])] = []) throws -> Row {
        let bench = try Bench()
        try bench.stage(.posts, [base.merging(changes) { _, new in new }])
        for (entity, rows) in others { try bench.stage(entity, rows) }
        _ = try bench.normalize()
        return try bench.facts(.posts)[0]
    }

    @Test("A fact is its staged row without input and line, and what was concluded")
    func columns() throws {
        let staged = base.merging(["url": "https://a/?b=1,2", "hashtags": "a|b", "duration_s": "12.5"]) { _, new in new }
        let fact = try fact(staged)
        for column in Entity.posts.columns { #expect(fact[column.name] == staged[column.name] ?? "", "\(column.name)") }
        #expect(fact.count == Entity.posts.columns.count + Entity.posts.factColumns.count)
    }

    // MARK: Eligibility

    @Test("Why a post is not used, first reason that applies", arguments: [
        (["creator_id": "", "platform": ""], "no_creator"),
        (["platform": "", "posted_at": ""], "no_platform"),
        (["posted_at": ""], "no_posted_at"),
        // 7 days minus a second; exactly 7 days is old enough.
        (["exported_at": "2025-03-07T23:59:59Z"], "too_young"),
        (["exported_at": "2025-03-08T00:00:00Z"], ""),
        (["exported_at": ""], ""),
        (["posted_at": "2025-05-30T00:00:00Z"], "too_young"),
        (["posted_at": "2024-12-31T23:59:59Z"], "outside_period"),
        (["posted_at": "2025-01-01T00:00:00Z"], ""),
        (["posted_at": "2025-04-01T00:00:00Z"], "outside_period"),
    ] as [(Row, String)])
    func excluded(changes: Row, expected: String) throws {
        let bench = try Bench()
        try bench.stage(.posts, [base.merging(changes) { _, new in new }])
        _ = try bench.normalize {
            $0.periodFrom = instant("2025-01-01T00:00:00Z")
            $0.periodTo = instant("2025-04-01T00:00:00Z")
        }
        #expect(try bench.facts(.posts)[0]["excluded"] == expected)
    }

    /// More likes and comments than followers on most posts: 45 thousand followers were written as 45.
    @Test("Followers in thousands are said", arguments: [("45", 2), ("45000", 0)])
    func followersInThousands(followers: String, count: Int) throws {
        let bench = try Bench()
        try bench.stage(.posts, ["p1", "p2"].map { id in
            base.merging(["post_id": id, "followers_at_post": followers, "likes": "900"]) { _, new in new }
        })
        let losses = try bench.normalize().losses.filter { $0.what.contains("written in thousands") }
        #expect(losses.map(\.count) == (count == 0 ? [] : [count]))
    }

    // MARK: Followers

    /// Snapshots of c1 on instagram around 2025-03-01, and of others that must not count.
    private let snapshots: (Entity, [Row]) = (.snapshots, [
        ["platform": "instagram", "creator_id": "c1", "observed_at": "2025-01-10T12:00:00Z", "followers": "1000"],
        ["platform": "instagram", "creator_id": "c1", "observed_at": "2025-02-01T00:00:00Z", "followers": "2000"],
        ["platform": "instagram", "creator_id": "c1", "observed_at": "2025-06-01T00:00:00Z", "followers": "3000"],
        ["platform": "instagram", "creator_id": "c1", "followers": "5000"],
        ["platform": "tiktok", "creator_id": "c1", "observed_at": "2025-03-01T00:00:00Z", "followers": "9"],
        ["platform": "instagram", "creator_id": "c2", "observed_at": "2025-03-01T00:00:00Z", "followers": "8"],
    ])

    @Test("fault42: before, then after, then profile; with source and age", arguments: [
        (["followers_at_post": "77"], "77", "post", ""),
        (["followers_at_post": "0"], "2000", "snapshot_before", "28"),
        (["posted_at": "2025-02-01T00:00:00Z"], "2000", "snapshot_before", "0"),
        (["posted_at": "2025-01-31T23:59:59Z"], "1000", "snapshot_before", "21"),
        // 90 days after 2025-02-01 is 2025-05-02; a second later nothing is near: 29 days to 2025-06-01.
        (["posted_at": "2025-05-02T00:00:00Z"], "2000", "snapshot_before", "90"),
        (["posted_at": "2025-05-02T00:00:01Z"], "3000", "snapshot_after", "29"),
        // 30 days before 2025-01-10T12:00:00Z is 2024-12-11T12:00:00Z.
        (["posted_at": "2024-12-11T12:00:00Z"], "1000", "snapshot_after", "30"),
        (["posted_at": "2024-12-11T11:59:59Z"], "5000", "profile", ""),
        (["posted_at": ""], "5000", "profile", ""),
        (["platform": "youtube"], "", "unknown", ""),
        (["creator_id": "c3"], "", "unknown", ""),
    ] as [(Row, String, String, String)])
    func fault42_followers(changes: Row, followers: String, source: String, age: String) throws {
        let fact = try fact(changes, [snapshots])
        #expect(fact["followers"] == followers)
        #expect(fact["followers_source"] == source)
        #expect(fact["followers_age_days"] == age)
    }

    @Test("Counts too far from the posts are said as that, with the day from which one is wanted")
    func countsTooOld() throws {
        let bench = try Bench()
        // 91 and 120 days after the count; the second account has none at all.
        try bench.stage(.snapshots, [["platform": "instagram", "creator_id": "c1", "observed_at": "2025-01-01T00:00:00Z", "followers": "1000"]])
        try bench.stage(.posts, [
            base.merging(["posted_at": "2025-04-02T00:00:01Z"]) { _, new in new },
            base.merging(["post_id": "p2", "posted_at": "2025-05-01T00:00:00Z"]) { _, new in new },
            base.merging(["post_id": "p3", "creator_id": "c2"]) { _, new in new },
            base.merging(["post_id": "p4", "posted_at": "2025-04-01T00:00:00Z"]) { _, new in new },
        ])
        let losses = try bench.normalize().losses.filter { $0.kind == .countsTooOld }
        #expect(losses.map(\.count) == [2] && losses.map(\.unit) == [.posts] && losses.map(\.weight) == [.important])
        #expect(losses.first?.remedy == "add a count of their accounts from 2025-04-02 or a little later")
    }

    @Test("fault40: zero followers are missing, in snapshots and profiles too")
    func fault40_zeroFollowers() throws {
        let zeros: (Entity, [Row]) = (.snapshots, [
            ["platform": "instagram", "creator_id": "c1", "observed_at": "2025-02-28T00:00:00Z", "followers": "0"],
            ["platform": "instagram", "creator_id": "c1", "observed_at": "2025-02-20T00:00:00Z", "followers": "50"],
            ["platform": "instagram", "creator_id": "c1", "followers": "0"],
        ])
        #expect(try fact([:], [zeros])["followers"] == "50")
        #expect(try fact(["posted_at": "2024-03-01T00:00:00Z"], [zeros])["followers_source"] == "unknown")
    }

    @Test("Followers at export are a snapshot then, a profile for posts long before")
    func followersAtExport() throws {
        let bench = try Bench()
        try bench.stage(.posts, [
            // Exported 92 days after: its own count is no denominator.
            base.merging(["followers_at_export": "4000"]) { _, new in new },
            base.merging(["post_id": "p2", "posted_at": "2025-05-20T00:00:00Z"]) { _, new in new },
            base.merging(["post_id": "p3", "posted_at": "2025-06-10T00:00:00Z", "exported_at": ""]) { _, new in new },
            base.merging(["post_id": "p4", "creator_id": "c2", "exported_at": "", "followers_at_export": "60"]) { _, new in new },
            base.merging(["post_id": "p5", "creator_id": "c2", "exported_at": "", "followers_at_export": "70"]) { _, new in new },
        ])
        let summary = try bench.normalize()
        let found = try ["p1", "p2", "p3", "p4", "p5"].map { id in
            let fact = try bench.fact(.posts, id)
            return [fact["followers"]!, fact["followers_source"]!]
        }
        #expect(found == [
            ["4000", "profile"], ["4000", "snapshot_after"], ["4000", "snapshot_before"], ["70", "profile"], ["70", "profile"],
        ])
        let snapshots = try bench.facts(.snapshots)
        #expect(snapshots.map { [$0["creator"]!, $0["platform"]!, $0["observed_at"]!, $0["followers"]!] }.sorted { $0[0] < $1[0] } == [
            ["c1", "instagram", "2025-06-01T00:00:00Z", "4000"], ["c2", "instagram", "", "70"],
        ])
        #expect(summary.rows(of: .snapshots).derived == 2)
        #expect(summary.rows(of: .snapshots).facts == 2)
    }

    @Test("Of a staged snapshot and an export at the same instant the larger count counts")
    func sameInstant() throws {
        let bench = try Bench()
        try bench.stage(.snapshots, [
            ["platform": "instagram", "creator_id": "c1", "observed_at": "2025-06-01T00:00:00Z", "followers": "100", "following": "5"],
            ["platform": "instagram", "creator_id": "c2", "observed_at": "2025-06-01T00:00:00Z", "followers": "100"],
        ])
        try bench.stage(.posts, [
            base.merging(["followers_at_export": "90"]) { _, new in new },
            base.merging(["post_id": "p2", "creator_id": "c2", "followers_at_export": "110"]) { _, new in new },
        ])
        let summary = try bench.normalize()
        let facts = try bench.facts(.snapshots)
        #expect(facts.first { $0["creator"] == "c1" }?["following"] == "5")
        #expect(facts.first { $0["creator"] == "c2" }?["followers"] == "110")
        let rows = summary.rows(of: .snapshots)
        #expect([rows.accepted, rows.derived, rows.facts, rows.duplicates] == [2, 1, 2, 1])
    }

    // MARK: Niche

    @Test("A post without niche takes its creator's", arguments: [
        ["niche": ""], ["niche": "food"], ["niche": "", "account_id": "a,b"], ["niche": "", "url": "x,\"y\""],
    ] as [Row])
    func niche(changes: Row) throws {
        let directory: (Entity, [Row]) = (.creators, [["creator_id": "c1", "niche": "beauty, skin"]])
        let fact = try fact(changes, [directory])
        #expect(fact["niche"] == (changes["niche"] == "food" ? "food" : "beauty, skin"))
        #expect(fact["account_id"] == changes["account_id"] ?? "")
        #expect(fact["url"] == changes["url"] ?? "")
        #expect(fact["likes"] == "10")
    }

    // MARK: Duplicates

    @Test("fault43: the same post in two exports is counted once")
    func fault43_equalTwins() throws {
        let bench = try Bench()
        try bench.stage(.posts, [base], input: "aaaaaaaaaaaa")
        try bench.stage(.posts, [base], input: "bbbbbbbbbbbb")
        let summary = try bench.normalize()
        #expect(try bench.facts(.posts).count == 1)
        #expect(summary.duplicates(.posts).dropped == 1)
        #expect(summary.duplicates(.posts).conflicts == 0)
    }

    /// Each pair: the second row is the greater one by the first key that differs.
    @Test("fault44: of different numbers the greatest row is kept, whatever the order of files", arguments: [
        (["exported_at": ""], ["exported_at": "2025-05-01T00:00:00Z"]),
        (["exported_at": "2025-05-01T00:00:00Z", "likes": "99"], ["likes": "5"]),
        (["followers_at_post": "", "likes": "99"], ["followers_at_post": "0", "likes": "1"]),
        (["likes": ""], ["likes": "0"]),
        (["likes": "9"], ["likes": "10"]),
        (["comments": "2", "shares": "-3"], ["comments": "2", "shares": ""]),
        (["saves": "1", "views": "9"], ["saves": "2", "views": "1"]),
        (["impressions": "1", "creator_id": "c9"], ["impressions": "2", "creator_id": "c1"]),
        (["creator_id": "c1", "niche": "z"], ["creator_id": "c2", "niche": "a"]),
        (["niche": "", "sponsored": "1"], ["niche": "a", "sponsored": "0"]),
        (["sponsored": "0"], ["sponsored": "1"]),
        // All other columns in their order, missing first.
        (["account_id": "", "url": "z"], ["account_id": "1", "url": "a"]),
        (["clicks": "2", "duration_s": "9"], ["clicks": "3", "duration_s": "1"]),
        (["estimated": ""], ["estimated": "likes"]),
    ] as [(Row, Row)])
    func fault44_totalOrder(lesser: Row, greater: Row) throws {
        let low = base.merging(lesser) { _, new in new }
        let high = base.merging(greater) { _, new in new }
        for files in [[low, high], [high, low]] {
            let bench = try Bench()
            for row in files { try bench.stage(.posts, [row]) }
            let summary = try bench.normalize()
            let fact = try bench.facts(.posts)[0]
            for column in Entity.posts.columns { #expect(fact[column.name] == high[column.name] ?? "", "\(column.name)") }
            let onlyTime = lesser == ["exported_at": ""]
            #expect(summary.duplicates(.posts).conflicts == (onlyTime ? 0 : 1))
            #expect(summary.duplicates(.posts).examples == (onlyTime ? [] : ["instagram p1"]))
        }
    }

    @Test("The same id on two platforms is two posts")
    func platformsApart() throws {
        let bench = try Bench()
        try bench.stage(.posts, [base, base.merging(["platform": "tiktok"]) { _, new in new }])
        #expect(try bench.normalize().rows(of: .posts).facts == 2)
    }

    @Test("Facts of a creator stand in the creator's shard, posts in the order of platform and id")
    func order() throws {
        let bench = try Bench()
        let ids = (0..<300).map { "post-with-a-long-common-prefix-\($0)" }
        try bench.stage(.posts, ids.map { base.merging(["post_id": $0]) { _, new in new } })
        _ = try bench.normalize()
        let facts = try bench.shards(.posts)
        let shard = Shards.shard(of: Array("c1".utf8).span)
        for (index, rows) in facts.enumerated() { #expect(rows.isEmpty == (index != shard)) }
        // By identity shard first, then by bytes: the key that orders them.
        func place(_ id: String) -> (Int, String) { (Shards.shard(of: Array("instagram\u{1F}\(id)".utf8).span), id) }
        let found = facts[shard].map { $0["post_id"]! }
        #expect(found == ids.sorted { place($0) < place($1) })
    }

    /// One post in the exports of two accounts counts once, and that is said; two exports of one account are no collaboration.
    @Test(arguments: [
        ("mia", "ben", 1), ("mia", "mia", 0), ("mia", "", 0),
    ])
    func postsOfTwoAccounts(first: String, second: String, collaborations: Int) throws {
        let bench = try Bench()
        let post: Row = ["platform": "instagram", "post_id": "p1", "posted_at": "2025-03-01T00:00:00Z", "likes": "10", "comments": "1"]
        for (number, handle) in [first, second].enumerated() {
            try bench.stage(
                .posts, [post.merging(["handle": handle, "likes": "1\(number)"]) { _, new in new }], input: "\(number)000000000000000")
        }
        let summary = try bench.normalize()
        #expect(try bench.facts(.posts).count == 1)
        let losses = summary.losses.filter { $0.what.contains("under two creators") }
        #expect(losses.map(\.count) == (collaborations == 0 ? [] : [collaborations]))
        #expect(losses.allSatisfy { $0.weight == .important && $0.source == "posts" })
    }

    /// Likes that a network hides are 0 in some exports; ten people comment on nothing that nobody likes.
    @Test("Posts without a like and with many comments are said", arguments: [("0", "10", 1), ("0", "9", 0), ("", "300", 0), ("1", "300", 0)])
    func hiddenLikes(likes: String, comments: String, count: Int) throws {
        let bench = try Bench()
        let post: Row = ["platform": "instagram", "post_id": "p1", "posted_at": "2025-03-01T00:00:00Z", "handle": "mia", "likes": likes, "comments": comments]
        try bench.stage(.posts, [post, post.merging(["post_id": "p2", "likes": "5", "comments": "1"]) { $1 }])
        let losses = try bench.normalize().losses.filter { $0.what.contains("where likes are hidden") }
        #expect(losses.map(\.count) == (count == 0 ? [] : [count]) && losses.allSatisfy { $0.weight == .important }, "\(losses)")
    }

    /// Two posts of two ids: their links, when the second went up, its network, and how many posts they are.
    @Test("One link under two ids is one post", arguments: [
        ("https://www.instagram.com/p/Cabc_1/", "http://instagram.com/reel/Cabc_1?igsh=x#y", "2025-03-01T08:00:00Z", "instagram", 1),
        ("https://www.instagram.com/mia/p/Cabc_1/", "instagram.com/p/Cabc_1", "2025-03-01T00:00:00Z", "instagram", 1),
        ("https://www.facebook.com/mia/posts/12345", "https://m.facebook.com/ben/posts/12345/", "2025-03-01T00:00:00Z", "facebook", 1),
        // A sheet whose day was noted later.
        ("https://www.instagram.com/p/Cabc_1/", "https://www.instagram.com/p/Cabc_1/", "2025-03-09T00:00:00Z", "instagram", 1),
        // Another code, another week, no time, a profile, a short link, no link.
        ("https://www.instagram.com/p/Cabc_1/", "https://www.instagram.com/p/cabc_1/", "2025-03-01T00:00:00Z", "instagram", 2),
        ("https://www.facebook.com/mia/posts/12345", "https://www.facebook.com/mia/posts/12345", "2025-03-09T00:00:00Z", "facebook", 2),
        ("https://www.instagram.com/p/Cabc_1/", "https://www.instagram.com/p/Cabc_1/", "", "instagram", 2),
        ("https://www.instagram.com/mia/", "https://www.instagram.com/mia/", "2025-03-01T00:00:00Z", "instagram", 2),
        ("https://bit.ly/3xYz", "https://bit.ly/3xYz", "2025-03-01T00:00:00Z", "instagram", 2),
        ("https://www.facebook.com/share/abc", "https://www.facebook.com/share/abc", "2025-03-01T00:00:00Z", "facebook", 2),
        ("", "", "2025-03-01T00:00:00Z", "instagram", 2),
    ])
    func sharedLinks(first: String, second: String, time: String, platform: String, count: Int) throws {
        for isTurned in [false, true] {
            for handle in ["ben", "mia"] {
                let bench = try Bench()
                let post: Row = ["platform": platform, "post_id": "171", "handle": "mia", "posted_at": "2025-03-01T00:00:00Z", "likes": "10", "comments": "1", "url": first]
                let files = [post, post.merging(["post_id": "992", "handle": handle, "posted_at": time, "likes": "12", "url": second]) { _, new in new }]
                for (number, row) in (isTurned ? files.reversed() : files).enumerated() { try bench.stage(.posts, [row], input: "\(number)23456789abc") }
                let summary = try bench.normalize()
                let facts = try bench.facts(.posts)
                #expect(facts.count == count, "\(first) \(second)")
                if count == 1 { #expect(facts[0]["post_id"] == "992") }
                let rows = summary.rows(of: .posts)
                #expect(rows.accepted == rows.facts + rows.duplicates)
                let said = summary.losses.filter { $0.what.contains(handle == "mia" ? "under two ids with one link" : "under two creators") }
                #expect(said.map(\.count) == (count == 1 ? [1] : []), "\(summary.losses)")
            }
        }
    }
}

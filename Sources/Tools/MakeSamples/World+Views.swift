internal import SocialData

/// The same world as other tools show it: posts that the pipeline `micro-vs-macro.yml` knows from one export appear in
/// another one with the columns of that one.
extension World {
    /// Accounts whose posts the main exports get from a tool, in the order of the world.
    func accounts(_ platform: String, _ source: Source) -> [Int] {
        accounts.indices.filter { accounts[$0].platform == platform && accounts[$0].source == source }
    }

    /// Posts of an account that no deal paid for, oldest first. Sponsored ones carry the brand's hashtag.
    func organicPosts(_ account: Int) -> [Post] {
        posts.filter { post in
            guard post.account == account, let postedAt = post.postedAt else { return false }
            return !post.hashtags.contains("lumovia") && post.sponsored != true && (0..<World.asOf).contains(postedAt)
                && post.counts.likes != nil && (post.counts.comments ?? -1) >= 0
        }.sorted { ($0.postedAt ?? 0, $0.id) < ($1.postedAt ?? 0, $1.id) }
    }

    /// A post as another export shows it: without what that one does not have.
    func shown(_ post: Post, exportedAt: Int64, _ columns: Set<String>) -> Post {
        var post = post
        post.exportedAt = exportedAt
        post.followersAtPost = nil
        post.late = nil
        post.lateExportedAt = nil
        post.isRepeated = false
        post.badCells = [:]
        var counts = post.counts
        if !columns.contains("shares") { counts.shares = nil }
        if !columns.contains("saves") { counts.saves = nil }
        if !columns.contains("views") { counts.views = nil }
        if !columns.contains("reach") { counts.reach = nil }
        if !columns.contains("impressions") { counts.impressions = nil }
        if !columns.contains("comments") { counts.comments = nil }
        if !columns.contains("likes") { counts.likes = nil }
        if !columns.contains("clicks") { counts.clicks = nil }
        post.counts = counts
        return post
    }

    /// An id of X, whose upper bits are the millisecond at which the post was made (from 2010-11-04T01:42:54.657Z on).
    static func snowflake(_ instant: Int64, _ draws: inout Draws) -> String {
        let millisecond = UInt64(instant) * 1_000 - 1_288_834_974_657
        return String(millisecond << 22 | UInt64(draws.below(1 << 22)))
    }
}

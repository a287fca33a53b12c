internal import Findings
internal import SocialData
internal import TextValues

/// What is said of posts and their counts.
extension NormalizationLosses {
    /// Counts that are there and of no use are no absent counts: what to add is another.
    mutating func add(_ far: FarPosts, of posts: Int) {
        guard far.posts > 0 else { return }
        add(
            .countsTooOld, Self.weight(far.posts, of: posts), source: .posts, column: PostColumn.followers.name,
            Self.sentence(far.posts, "post has", "posts have")
                + " follower counts that are older than 90 days, or more than 30 days younger, and so stand in no tier",
            count: far.posts, unit: .posts,
            remedy: "add a count of their accounts from \(Self.day(of: far.first, in: .utc)) or a little later")
    }

    /// Some exports write 0 where a network hides the likes.
    mutating func add(withoutLikes count: Int, of posts: Int) {
        add(
            .contradictingRows, Double(count) > 0.01 * Double(posts) ? .important : .noted, source: .posts, column: PostColumn.likes.name,
            Self.sentence(count, "post has", "posts have")
                + " no like and ten comments or more, as where likes are hidden; each counts with 0 likes",
            count: count, unit: .posts,
            remedy: "leave such likes empty in the export, or set them apart in a format file of your own")
    }

    /// Many a post goes far beyond an account's followers, nearly all do not: the followers may be thousands.
    mutating func add(aboveFollowers count: Int, of posts: Int) {
        guard 10 * count > 9 * posts else { return }
        add(
            .contradictingRows, .important, source: .posts, column: PostColumn.followers.name,
            "\(count) of \(posts) posts with followers have more likes and comments than their account has followers, as where followers are written in thousands",
            count: count, unit: .posts, remedy: "correct the followers, or leave them out if they count something else")
    }

    /// A post that two accounts published together has one row of facts: its sums hold it once, one creator's rate has it.
    mutating func add(collaborations count: Int, of posts: Int) {
        guard count > 0 else { return }
        add(
            .contradictingRows, Self.weight(count, of: posts), source: .posts, column: PostColumn.creatorID.name,
            Self.sentence(count, "post stands", "posts stand")
                + " under two creators, as posts that accounts publish together do; each counts once, for one of them",
            count: count, unit: .posts,
            remedy: "where it is somebody else's, leave that export out, or name the `authors`, the first of whom it counts for")
    }

    /// One row of a post counts, whole: what only another says is lost.
    mutating func add(_ lost: LostCounts, of posts: Int) {
        for kind in LostCounts.Kind.allCases {
            let (count, columns) = (lost.posts(kind), lost.columns(kind))
            let names = columns.map(\.name).joined(separator: ", ")
            let (what, remedy) =
                switch kind {
                case .missing:
                    (
                        "lacks numbers that others have (\(names))",
                        "leave the poorer export out, or export it first: of several rows of a post the one with the latest exported_at counts"
                    )
                case .lower:
                    (
                        "has lower numbers than one without exported_at (\(names))",
                        "say when each file was exported, `set: {exported_at: 2025-01-31}` on its source: of several rows of a post the latest counts"
                    )
                }
            add(
                .contradictingRows, Self.weight(count, of: posts), source: .posts, column: columns.first?.name ?? "",
                Self.sentence(count, "post stands", "posts stand") + " in several rows, of which the one that counts \(what)", count: count, unit: .posts, remedy: remedy)
        }
    }

    /// Exports of two tools call one post by two ids.
    mutating func add(repeatedPosts count: Int, of posts: Int) {
        add(
            .contradictingRows, Self.weight(count, of: posts), source: .posts, column: "post_id",
            Self.sentence(count, "post stands", "posts stand") + " under two ids with one link; each counts once",
            count: count, unit: .posts, remedy: "what the other row says besides, as saves or reach, is not used; leave the poorer export out")
    }
}

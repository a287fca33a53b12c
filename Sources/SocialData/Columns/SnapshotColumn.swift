/// Columns of follower counts, in the order of a row.
package enum SnapshotColumn: Int, EntityColumn {
    case platform, creatorID, accountID, handle, observedAt, followers, following, posts, estimated
    // What normalize concluded.
    case creator

    package static let firstFact: SnapshotColumn? = .creator

    package var column: Column {
        switch self {
        case .platform: Column("platform", .word, "the network")
        case .creatorID: Column("creator_id", .identifier, "the exporting tool's own id of the person")
        case .accountID: Column("account_id", .identifier, "the platform's id of the account")
        case .handle: Column("handle", .handle, "the account's name on the platform, without @")
        case .observedAt: Column("observed_at", .instant, "when the count was read; empty makes it the profile count")
        case .followers: Column("followers", .count, "followers or subscribers")
        case .following: Column("following", .count, "accounts followed")
        case .posts: Column("posts", .count, "posts of the account")
        case .estimated: Column("estimated", .list, "names of values that were estimated, rounded or assumed")
        case .creator: Column("creator", .identifier, "the creator key (Methods 1.5)")
        }
    }
}

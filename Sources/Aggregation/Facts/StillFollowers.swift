internal import Findings
internal import SocialData

/// How many accounts with posts of half a year and more have one count of followers at the time of all of them.
struct StillTotals: Sendable, Equatable {
    /// Accounts whose posts lie so far apart.
    var accounts = 0
    var still = 0

    static func += (total: inout StillTotals, other: StillTotals) {
        total.accounts += other.accounts
        total.still += other.still
    }

    /// Followers change; a table that says otherwise holds today's, which are not the audience of an old post (Methods 3.2).
    var loss: Loss? {
        guard still >= Self.fewestAccounts, 2 * still > accounts else { return nil }
        return Loss(
            .contradictingRows, .important, source: Entity.posts.rawValue, column: PostColumn.followersAtPost.name,
            what: "\(still) of \(accounts) accounts with posts of half a year and more have the same `followers_at_post` on all of them, as where today's count stands beside old posts, so the rates of accounts that grew are too low",
            count: still, unit: .creators, remedy: "map the column to `followers_at_export` if it holds the followers of the day on which the numbers were read")
    }

    /// One account may stand still.
    private static let fewestAccounts = 3
}

/// Watches the `followers_at_post` of each creator's posts. Of several channels of a creator the first that is met is watched.
struct StillFollowers {
    private struct Channel {
        let platform: Int32
        let followers: Int64
        var first: Int32
        var last: Int32
        var isStill = true
    }

    /// In calendar months.
    private static let shortestTime: Int32 = 6

    /// By creator's number.
    private var channels: [Channel?] = []

    mutating func add(creator: Int32, platform: Int32, followers: Int64, month: Int32) {
        let place = Int(creator)
        if place >= channels.count { channels.append(contentsOf: repeatElement(nil, count: place + 1 - channels.count)) }
        guard var channel = channels[place] else {
            channels[place] = Channel(platform: platform, followers: followers, first: month, last: month)
            return
        }
        guard channel.platform == platform else { return }
        channel.first = min(channel.first, month)
        channel.last = max(channel.last, month)
        if channel.followers != followers { channel.isStill = false }
        channels[place] = channel
    }

    var totals: StillTotals {
        var totals = StillTotals()
        for case let channel? in channels where channel.last - channel.first >= Self.shortestTime {
            totals.accounts += 1
            if channel.isStill { totals.still += 1 }
        }
        return totals
    }
}

internal import Findings
internal import SocialData
internal import TextValues

/// A count of followers, where it comes from, and its distance in whole days where it is a snapshot.
struct FollowersFinding: Sendable, Equatable {
    /// Numbers of the words of the fact column `followers_source`.
    enum Source: Int, Sendable, CaseIterable {
        case post, booking, snapshotBefore, snapshotAfter, profile, unknown

        static let words = WordList(allCases.map(\.word))

        private var word: FollowersSource? {
            switch self {
            case .post: .post
            case .booking: .booking
            case .snapshotBefore: .snapshotBefore
            case .snapshotAfter: .snapshotAfter
            case .profile: .profile
            case .unknown: .unknown
            }
        }
    }

    /// 0 where unknown.
    var followers: Int64
    var source: Source
    var ageDays: Int64?
}

/// Dated follower counts and profile counts of every channel, ready to be asked at any instant.
struct FollowersHistory: Sendable {
    /// A snapshot counts for posts up to 90 days after it, and for posts up to 30 days before it (Methods 3.2).
    static let longestBefore: Int64 = 90 * CivilTime.secondsPerDay
    static let longestAfter: Int64 = 30 * CivilTime.secondsPerDay

    /// First observation of each channel, and one past the last.
    private var starts: [Int]
    private var instants: [Int64] = []
    private var followers: [Int64] = []
    /// Profile count of each channel, 0 for none.
    private var profiles: [Int64]

    /// - Parameters:
    ///   - observations: sorted by channel, then instant; one per instant. A missing instant makes a profile count.
    ///   - profiles: further profile counts by channel, such as those of exports; 0 for none.
    init(observations: [SnapshotEntry], profiles: [Int64]) {
        self.profiles = profiles
        starts = [Int](repeating: 0, count: profiles.count + 1)
        for entry in observations where entry.channel >= 0 && entry.followers > 0 {
            let channel = Int(entry.channel)
            if entry.instant == missingInstant {
                self.profiles[channel] = max(self.profiles[channel], entry.followers)
            } else {
                instants.append(entry.instant)
                followers.append(entry.followers)
                starts[channel + 1] = instants.count
            }
        }
        // Channels without observations end where their predecessor ends.
        for channel in 1..<starts.count { starts[channel] = max(starts[channel], starts[channel - 1]) }
    }

    /// Sources (b) to (d) for a channel at an instant; a missing instant leaves the profile.
    func followers(channel: Int, at instant: Int64) -> FollowersFinding {
        guard channel >= 0, channel < profiles.count else { return Self.unknown }
        if instant != missingInstant {
            let next = firstAfter(instant, channel: channel)
            if next > starts[channel], instant - instants[next - 1] <= Self.longestBefore {
                return finding(next - 1, at: instant, .snapshotBefore)
            }
            if next < starts[channel + 1], instants[next] - instant <= Self.longestAfter {
                return finding(next, at: instant, .snapshotAfter)
            }
        }
        let profile = profiles[channel]
        return profile > 0 ? FollowersFinding(followers: profile, source: .profile) : Self.unknown
    }

    /// Whether a channel has dated counts at all, near enough to anything or not.
    func hasCounts(channel: Int) -> Bool {
        channel >= 0 && channel < profiles.count && starts[channel] < starts[channel + 1]
    }

    private static let unknown = FollowersFinding(followers: 0, source: .unknown)

    private func finding(_ index: Int, at instant: Int64, _ source: FollowersFinding.Source) -> FollowersFinding {
        let age = Int64((instant - instants[index]).magnitude) / CivilTime.secondsPerDay
        return FollowersFinding(followers: followers[index], source: source, ageDays: age)
    }

    /// Index of the channel's first observation later than an instant.
    private func firstAfter(_ instant: Int64, channel: Int) -> Int {
        var low = starts[channel]
        var high = starts[channel + 1]
        while low < high {
            let middle = (low + high) / 2
            if instants[middle] <= instant { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

/// Stands for "no instant" in columns of instants: before every real one, so missing sorts first.
let missingInstant = Int64.min

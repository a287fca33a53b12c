internal import SocialData

/// Creators that deals and follower counts name, as small numbers, and their channels: a creator on one platform.
struct CreatorTable: Sendable {
    private(set) var keys = ByteTable()
    /// Keys are `pair(creator key, platform)`.
    private var channels = ByteTable()
    /// The creator of each channel.
    private(set) var creatorOfChannel: [Int32] = []

    var count: Int { keys.count }
    var channelCount: Int { channels.count }

    mutating func insert(_ key: [UInt8], platform: Span<UInt8>) -> (creator: Int, channel: Int) {
        let creator = keys.insert(key.span)
        let channel = channels.insert(pair(key.span, platform).span)
        if channel == creatorOfChannel.count { creatorOfChannel.append(Int32(creator)) }
        return (creator, channel)
    }

    func find(_ key: Span<UInt8>) -> Int? { keys.find(key) }

    func findChannel(_ key: [UInt8], platform: Span<UInt8>) -> Int? {
        channels.find(pair(key.span, platform).span)
    }

    /// Place of each channel in canonical order: by creator key, then platform, as bytes.
    func channelRanks() -> [Int] {
        var ranks = [Int](repeating: 0, count: channels.count)
        for (rank, channel) in channels.sortedIndices().enumerated() { ranks[channel] = rank }
        return ranks
    }
}

internal import SocialData
internal import TextValues

/// The creator behind what a row shows of an account.
struct ResolvedAccount: Sendable {
    /// Number in the `CreatorTable`; −1 where neither deals nor follower counts name the creator, or there is none.
    var creator: Int32 = -1
    /// Number of (creator, platform) there; −1 likewise.
    var channel: Int32 = -1
    /// Fact shard of the creator; −1 where the row shows no identity.
    var shard: Int32 = -1
    /// Where the creator key stands in the resolver's arena.
    var keyStart = 0
    var keyEnd = 0
    /// Where the creator's topic stands there.
    var nicheEnd = 0
}

/// Turns (platform, creator_id, account_id, handle) of rows into creators, each distinct combination once.
///
/// An open resolver adds creators to its table; a closed one only looks them up, and many of them may work at once.
struct AccountResolver: Sendable {
    let directory: CreatorDirectory
    private(set) var creators: CreatorTable
    private var isOpen = true
    /// Keys are the four values, joined.
    private var accounts = ByteTable()
    private var resolved: [ResolvedAccount] = []
    private var arena: [UInt8] = []
    private var scratch: [UInt8] = []
    /// Folded handles met, each with the number of its creator, for creators in the table.
    private(set) var handles = OwnerTable()

    init(directory: CreatorDirectory, creators: CreatorTable = CreatorTable()) {
        self.directory = directory
        self.creators = creators
    }

    /// A resolver that knows what this one knows and adds no creators.
    func closed() -> AccountResolver {
        var copy = AccountResolver(directory: directory, creators: creators)
        copy.isOpen = false
        return copy
    }

    subscript(_ account: Int) -> ResolvedAccount { resolved[account] }

    /// The account's key and topic.
    func appendKey(_ account: ResolvedAccount, to output: inout [UInt8]) {
        output.append(contentsOf: arena[account.keyStart..<account.keyEnd])
    }

    func appendNiche(_ account: ResolvedAccount, to output: inout [UInt8]) {
        output.append(contentsOf: arena[account.keyEnd..<account.nicheEnd])
    }

    /// The values that an account was resolved from: platform, creator_id, account_id, handle.
    func parts(_ account: Int) -> [[UInt8]] {
        accounts.bytes(account).split(
            separator: Shards.separator, maxSplits: 3, omittingEmptySubsequences: false
        ).map { Array($0) }
    }

    /// Number of the account that a row shows.
    mutating func resolve(
        _ bytes: Span<UInt8>, platform: Range<Int>, creatorID: Range<Int>, account: Range<Int>, handle: Range<Int>
    ) -> Int {
        var key: [UInt8] = []
        swap(&key, &scratch)
        key.removeAll(keepingCapacity: true)
        Self.append(bytes, platform, creatorID, account, handle, to: &key)
        let number = accounts.insert(key.span)
        swap(&key, &scratch)
        if number == resolved.count {
            resolved.append(
                resolve(
                    platform: bytes.extracting(platform), creatorID: bytes.extracting(creatorID),
                    account: bytes.extracting(account), handle: bytes.extracting(handle)))
        }
        return number
    }

    /// Appends four values with separators between them.
    @inline(__always)
    private static func append(
        _ bytes: Span<UInt8>, _ platform: Range<Int>, _ creatorID: Range<Int>, _ account: Range<Int>, _ handle: Range<Int>,
        to key: inout [UInt8]
    ) {
        key.append(addingCapacity: platform.count + creatorID.count + account.count + handle.count + 3) { key in
            for index in platform { key.append(bytes[index]) }
            key.append(Shards.separator)
            for index in creatorID { key.append(bytes[index]) }
            key.append(Shards.separator)
            for index in account { key.append(bytes[index]) }
            key.append(Shards.separator)
            for index in handle { key.append(bytes[index]) }
        }
    }

    /// Number of an account given by the values that `parts` returned.
    mutating func resolve(parts: [[UInt8]]) -> Int {
        var bytes: [UInt8] = []
        let ranges = parts.map { part in
            bytes += part
            return bytes.count - part.count..<bytes.count
        }
        return resolve(bytes.span, platform: ranges[0], creatorID: ranges[1], account: ranges[2], handle: ranges[3])
    }

    private mutating func resolve(
        platform: Span<UInt8>, creatorID: Span<UInt8>, account: Span<UInt8>, handle: Span<UInt8>
    ) -> ResolvedAccount {
        var key: [UInt8] = []
        directory.appendKey(platform: platform, creatorID: creatorID, account: account, handle: handle, to: &key)
        var result = ResolvedAccount()
        result.keyStart = arena.count
        guard !key.isEmpty else {
            result.keyEnd = arena.count
            result.nicheEnd = arena.count
            return result
        }
        if isOpen {
            let (creator, channel) = creators.insert(key, platform: platform)
            result.creator = Int32(creator)
            result.channel = Int32(channel)
        } else if let creator = creators.find(key.span) {
            result.creator = Int32(creator)
            result.channel = Int32(creators.findChannel(key, platform: platform) ?? -1)
        }
        if result.creator >= 0, handle.count > 0 {
            handles.add(HandleFolding.fold(handle).span, owner: Int(result.creator))
        }
        result.shard = Int32(Shards.shard(of: key.span))
        arena += key
        result.keyEnd = arena.count
        let niche = directory.niche(ofKey: key.span)
        arena += niche
        result.nicheEnd = arena.count
        return result
    }
}

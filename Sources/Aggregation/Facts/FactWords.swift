internal import Findings
internal import SocialData
internal import TextValues

/// The words of one shard's rows as small numbers, and their canonical order.
struct FactWords: Sendable {
    var creators = ByteTable()
    var platforms = ByteTable()
    var niches = ByteTable()
    var postTypes = ByteTable()
    var campaigns = ByteTable()
    /// Words of `followers_source` and `excluded`. The empty word is number 0.
    var sources = FactWords.table(["", FollowersSource.profile.rawValue, FollowersSource.post.rawValue])
    var reasons = FactWords.table(["", ExclusionReason.noPostedAt.rawValue])
    /// Numbers of the words that code asks for.
    static let profile = 1
    static let post = 2
    static let noTime = 1

    private static func table(_ words: [String]) -> ByteTable {
        var table = ByteTable()
        for word in words { _ = table.insert(word) }
        return table
    }

    /// The value of a dimension as segments name it, in UTF-8.
    ///
    /// - Parameter number: of the value: a word's number, a month or quarter, or a flag.
    func value(_ dimension: Dimension, number: Int) -> [UInt8] {
        switch dimension {
        case .platform: platforms.bytes(number)
        case .postType: postTypes.bytes(number)
        case .niche: niches.bytes(number)
        case .campaign: campaigns.bytes(number)
        case .month: Array(CivilTime.monthText(index: number).utf8)
        case .quarter: Array(CivilTime.quarterText(monthIndex: 3 * number).utf8)
        case .sponsored, .boosted: number == Self.missingFlag ? [] : Array(String(number).utf8)
        }
    }

    /// Stands for a flag that is missing, beside 0 and 1.
    static let missingFlag = 2
}

extension PostFact {
    /// Number of the post's value of a dimension.
    func number(_ dimension: Dimension) -> Int {
        switch dimension {
        case .platform: Int(platform)
        case .postType: Int(postType)
        case .niche: Int(niche)
        case .month: Int(month)
        case .quarter: Int(month) / 3
        case .campaign: Int(campaign)
        case .sponsored: sponsored.map { $0 ? 1 : 0 } ?? FactWords.missingFlag
        case .boosted: isBoosted ? 1 : 0
        }
    }
}

extension DealFact {
    /// Number of the deal's value of a dimension; nil for what deals have no value of.
    func number(_ dimension: Dimension) -> Int? {
        switch dimension {
        case .platform: Int(platform)
        case .niche: Int(niche)
        case .month: Int(month)
        case .quarter: Int(month) / 3
        case .campaign: Int(campaign)
        case .postType, .sponsored, .boosted: nil
        }
    }
}

extension ByteTable {
    /// The place of every key in canonical order, by its number.
    func ranks() -> [UInt32] {
        var ranks = [UInt32](repeating: 0, count: count)
        for (rank, index) in sortedIndices().enumerated() { ranks[index] = UInt32(rank) }
        return ranks
    }

    mutating func insert(_ word: String) -> Int { insert(Array(word.utf8).span) }

    func text(_ index: Int) -> String { String(decoding: bytes(index), as: UTF8.self) }
}

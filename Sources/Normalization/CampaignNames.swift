internal import SocialData
internal import TextValues

/// Campaigns of deals by number, found by whatever spelling a post has of them: capitals and Unicode forms make no difference.
struct CampaignNames: Sendable {
    private var folded = ByteTable()
    /// As deals write them, so that a post that writes the same is not folded; with the number of each.
    private var spellings = ByteTable()
    private var numbers: [Int32] = []

    /// The number of a campaign, a new one for one that is met first.
    mutating func insert(_ name: Span<UInt8>) -> Int32 {
        let spelling = spellings.insert(name)
        if spelling == numbers.count { numbers.append(Int32(folded.insert(WordFolding.fold(name).span))) }
        return numbers[spelling]
    }

    /// Nil for a campaign of no deal.
    func find(_ name: Span<UInt8>) -> Int32? {
        guard !folded.isEmpty else { return nil }
        if let spelling = spellings.find(name) { return numbers[spelling] }
        // Most names of campaigns that are no deal's are folded as they stand.
        if name.indices.allSatisfy({ name[$0] >= 0x20 && name[$0] < 0x80 && Ascii.lowercased(name[$0]) == name[$0] }), !name.isEmpty, name[0] > 0x20, name[name.count - 1] > 0x20 { return folded.find(name).map { Int32($0) } }
        return folded.find(WordFolding.fold(name).span).map { Int32($0) }
    }
}

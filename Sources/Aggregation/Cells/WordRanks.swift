/// Canonical places of a shard's words.
struct WordRanks {
    let creators, platforms, niches, postTypes, campaigns: [UInt32]

    init(_ words: FactWords) {
        creators = words.creators.ranks()
        platforms = words.platforms.ranks()
        niches = words.niches.ranks()
        postTypes = words.postTypes.ranks()
        campaigns = words.campaigns.ranks()
    }
}

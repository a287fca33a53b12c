internal import Findings
internal import SocialData

/// Creators who may be one.
extension NormalizationLosses {
    /// One account in the exports of two tools, which number accounts each in their own way, or two accounts that had one name.
    mutating func add(conflicts: [(handle: String, accounts: [String])]) {
        add(
            .contradictingRows, .important, source: .posts, column: PostColumn.handle.name,
            Self.sentence(conflicts.count, "handle comes", "handles come")
                + " with several account ids; each id counts as a creator of its own, and so do rows that name only the handle",
            count: conflicts.count, unit: .creators, example: conflicts.first?.handle ?? "",
            remedy: "if they are one account, as in the exports of two tools, list its ids and its handle under one creator_id in creators.csv")
    }

    /// Creators who may be one, under two ways to write a name.
    mutating func add(_ twins: CreatorTwins) {
        add(
            .contradictingRows, .important, source: .deals, column: DealColumn.handle.name,
            Self.sentence(twins.count, "creator of deals has", "creators of deals have")
                + " a name that differs from another's in capitals, blanks or signs only; each counts as a creator of its own",
            count: twins.count, unit: .creators, example: twins.example,
            remedy: "write each name in one way, or list its accounts under one creator_id in creators.csv")
    }
}

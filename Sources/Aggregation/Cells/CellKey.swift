/// What a cell is the sum of (Methods 5), as numbers that order as the words they stand for. Whatever does not apply
/// (a deal's post type) is 0.
struct CellKey: Comparable, Hashable, Sendable {
    private let creatorAndBand: UInt64
    private let platformAndNiche: UInt64
    private let typeMarksAndMonth: UInt64
    private let campaign: UInt32

    /// - Parameters:
    ///   - band: nil comes first.
    ///   - marks: see `Marks`.
    init(
        creator: UInt32, band: Int?, platform: UInt32, niche: UInt32, postType: UInt32, marks: Marks, month: Int,
        campaign: UInt32
    ) {
        creatorAndBand = UInt64(creator) << 32 | UInt64(band.map { $0 + 1 } ?? 0)
        platformAndNiche = UInt64(platform) << 32 | UInt64(niche)
        typeMarksAndMonth = UInt64(postType) << 32 | UInt64(marks.rawValue) << 24 | UInt64(month)
        self.campaign = campaign
    }

    static func < (first: CellKey, second: CellKey) -> Bool {
        if first.creatorAndBand != second.creatorAndBand { return first.creatorAndBand < second.creatorAndBand }
        if first.platformAndNiche != second.platformAndNiche { return first.platformAndNiche < second.platformAndNiche }
        if first.typeMarksAndMonth != second.typeMarksAndMonth { return first.typeMarksAndMonth < second.typeMarksAndMonth }
        return first.campaign < second.campaign
    }

    /// Whether a post is sponsored (0 missing, 1 no, 2 yes) and whether it is boosted.
    struct Marks: Sendable {
        let rawValue: UInt8

        init(sponsored: Bool?, isBoosted: Bool) {
            rawValue = (sponsored.map { $0 ? 2 : 1 } ?? 0) << 1 | (isBoosted ? 1 : 0)
        }
    }
}

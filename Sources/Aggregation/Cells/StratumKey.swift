internal import Findings

/// What makes a stratum (Methods 11), as numbers that order as the words they stand for. Whatever deals do not have (post type,
/// sponsored) is 0.
struct StratumKey: Sendable, Hashable {
    var platform: UInt32
    var niche: UInt32
    var postType: UInt32
    /// 0 missing, 1 no, 2 yes.
    var sponsored: UInt32
    /// `CivilTime.monthIndex`
    var month: UInt32

    static func sponsored(_ flag: Bool?) -> UInt32 { flag.map { $0 ? 2 : 1 } ?? 0 }

    /// Numbers that order as the levels that they stand for.
    func level(of covariate: StratumPart) -> UInt32 {
        switch covariate {
        case .platform: platform
        case .niche: niche
        case .postType: postType
        case .sponsored: sponsored
        case .month: month
        case .quarter: month / 3
        }
    }
}

extension StratumKey {
    /// Of a deal.
    init(_ deal: DealFact, _ ranks: WordRanks) {
        self.init(
            platform: ranks.platforms[Int(deal.platform)], niche: ranks.niches[Int(deal.niche)], postType: 0, sponsored: 0,
            month: UInt32(deal.month))
    }
}

extension AdjustmentLevel {
    /// What the strata of a level keep apart; equal ones are one stratum, and they order as the tuples of the level's parts.
    func levels(of key: StratumKey) -> [UInt32] { parts.map { key.level(of: $0) } }

    /// The stratum of each of the finest strata at this level, as numbers in canonical order without gaps.
    func numbers(of keys: [StratumKey]) -> [Int32] {
        let tuples = keys.map { levels(of: $0) }
        var numbers = [Int32](repeating: 0, count: keys.count)
        var last: [UInt32]?
        var number: Int32 = -1
        for index in keys.indices.sorted(by: { tuples[$0].lexicographicallyPrecedes(tuples[$1]) }) {
            if tuples[index] != last { number += 1 }
            last = tuples[index]
            numbers[index] = number
        }
        return numbers
    }
}

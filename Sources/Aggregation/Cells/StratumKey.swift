internal import Findings

/// What makes a stratum, and the band (Methods 5 and 11), as numbers that order as the words they stand for.
/// Whatever deals do not have (post type, sponsored) is 0.
struct StratumKey: Sendable, Equatable {
    var band: Int
    var platform: Int
    var niche: Int
    var postType: Int
    /// 0 missing, 1 no, 2 yes.
    var sponsored: Int
    /// `CivilTime.monthIndex`
    var month: Int

    static func sponsored(_ flag: Bool?) -> Int { flag.map { $0 ? 2 : 1 } ?? 0 }
}

extension AdjustmentLevel {
    /// The stratum of a cell; equal ones are one stratum, and they order as the tuples of their parts.
    func stratum(of key: StratumKey) -> UInt128 {
        var stratum: UInt128 = 0
        for part in parts {
            switch part {
            case .platform: stratum = stratum << 32 | UInt128(key.platform)
            case .niche: stratum = stratum << 32 | UInt128(key.niche)
            case .postType: stratum = stratum << 32 | UInt128(key.postType)
            case .sponsored: stratum = stratum << 2 | UInt128(key.sponsored)
            case .month: stratum = stratum << 24 | UInt128(key.month)
            case .quarter: stratum = stratum << 24 | UInt128(key.month / 3)
            }
        }
        return stratum
    }
}

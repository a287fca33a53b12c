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

/// What a stratum may be made of.
enum StratumPart: String, Sendable {
    case platform, niche
    case postType = "post_type"
    case sponsored, month, quarter
}

/// A rung of the ladder of strata: finer rungs compare more alike, coarser ones leave less out (Methods 11.4).
struct Rung: Sendable, Equatable {
    let parts: [StratumPart]

    init(_ parts: [StratumPart]) { self.parts = parts }

    var name: String { parts.map(\.rawValue).joined(separator: "+") }

    static let posts = [
        Rung([.platform, .niche, .postType, .sponsored, .month]),
        Rung([.platform, .niche, .postType, .sponsored, .quarter]),
        withoutTime,
        Rung([.platform, .postType, .sponsored]),
        Rung([.platform, .sponsored]),
        Rung([.platform]),
    ]

    static let deals = [
        Rung([.platform, .niche, .quarter]),
        Rung([.platform, .niche]),
        Rung([.platform, .quarter]),
        Rung([.platform]),
    ]

    /// The strata of the elasticity (11.3).
    static let withoutTime = Rung([.platform, .niche, .postType, .sponsored])

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

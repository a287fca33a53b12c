internal import Findings
internal import Glibc

/// Places on a logarithmic axis of followers.
enum FollowersPosition {
    /// log₁₀; nil for no followers.
    static func of(_ followers: Int64) -> Double? { followers > 0 ? log10(Double(followers)).published : nil }

    /// The followers of a place, rounded.
    static func followers(at position: Double) -> Int64 { Int64(pow(10, position).rounded()) }
}

extension TierPosition {
    init(_ band: TierBand) {
        self.init(tier: band.name, from: FollowersPosition.of(band.from), to: band.to.flatMap(FollowersPosition.of))
    }
}

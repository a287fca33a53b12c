/// Counter-based random numbers (Methods 8.1): a number is a pure function of seed, label, replicate and index.
///
/// No generator state exists, so replicates can be computed in any order by any thread. All arithmetic is mod 2⁶⁴.
package enum CounterRandom {
    /// γ, the golden-ratio increment of SplitMix64.
    static let increment: UInt64 = 0x9E37_79B9_7F4A_7C15

    /// SplitMix64's finaliser, a bijection of 64 bits.
    package static func mix(_ value: UInt64) -> UInt64 {
        var z = value
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    /// FNV-1a over bytes.
    package static func fnv1a(_ bytes: some Sequence<UInt8>) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        return hash
    }

    /// `mix(fnv1a(id))`, what Poisson weights know of a creator (Methods 8.3).
    package static func entityHash(_ id: some Sequence<UInt8>) -> UInt64 {
        mix(fnv1a(id))
    }

    /// The integer in `0 ..< n` of a draw: the high 64 bits of `draw·n`.
    package static func bounded(_ draw: UInt64, below n: Int) -> Int {
        precondition(n > 0, "nothing to draw from")
        return Int(draw.multipliedFullWidth(by: UInt64(n)).high)
    }
}

/// The random numbers of one seed and label.
package struct RandomStream: Sendable, Equatable {
    /// `K = mix(mix(seed + γ) ^ fnv(label))`
    package let key: UInt64

    /// Equal seeds and labels give equal numbers. Labels are those of Methods 8.1, 10.3, 14.
    package init(seed: UInt64, label: String) {
        key = CounterRandom.mix(
            CounterRandom.mix(seed &+ CounterRandom.increment) ^ CounterRandom.fnv1a(label.utf8))
    }

    /// The numbers of replicate `b = 0, 1, …`.
    package func replicate(_ b: Int) -> RandomReplicate {
        RandomReplicate(key: CounterRandom.mix(key &+ CounterRandom.increment &* UInt64(b + 1)))
    }
}

/// The random numbers of one replicate, addressed by index.
package struct RandomReplicate: Sendable, Equatable {
    /// `R_b`
    package let key: UInt64

    /// `u_k`, `k = 0, 1, …`
    package func draw(_ k: Int) -> UInt64 {
        CounterRandom.mix(key &+ CounterRandom.increment &* UInt64(k + 1))
    }

    /// `u_k` as an integer in `0 ..< n`.
    package func bounded(_ k: Int, below n: Int) -> Int {
        CounterRandom.bounded(draw(k), below: n)
    }

    /// `u_k` in `[0, 1)` with 53 bits.
    package func unit(_ k: Int) -> Double {
        Double(draw(k) >> 11) * 0x1p-53
    }

    /// The Poisson(1) weight of a creator, from `CounterRandom.entityHash` (Methods 8.3).
    package func poissonWeight(entityHash: UInt64) -> Int {
        let u = CounterRandom.mix(key ^ entityHash)
        // Nearly all weights are below 4; to add up comparisons is quicker than to branch on random ones.
        guard u >= Self.fourth else {
            return (u >= Self.first ? 1 : 0) + (u >= Self.second ? 1 : 0) + (u >= Self.third ? 1 : 0)
        }
        var weight = 4
        while weight < Self.poissonThresholds.count, u >= Self.poissonThresholds[weight] { weight += 1 }
        return weight
    }

    /// The first `count` of a random permutation of `0 ..< n`, by partial Fisher–Yates (Methods 10.3).
    package func permutationPrefix(_ count: Int, of n: Int) -> [Int] {
        var order = Array(0..<n)
        for i in 0..<count { order.swapAt(i, i + bounded(i, below: n - i)) }
        return Array(order[..<count])
    }

    /// `T_0` to `T_3`.
    private static let first: UInt64 = 0x5e2d_58d8_b3bc_df1a
    private static let second: UInt64 = 0xbc5a_b1b1_6779_be35
    private static let third: UInt64 = 0xeb71_5e1d_c158_2dc2
    private static let fourth: UInt64 = 0xfb23_9797_34a2_52f1

    /// `T_j = ⌊2⁶⁴·P(Poisson(1) ≤ j)⌋`, `j = 0 … 19`; the next one is 2⁶⁴.
    private static let poissonThresholds: [UInt64] = [
        first, second, third, fourth,
        0xff10_25f5_9174_dc3d, 0xffd9_0f3b_a405_5e19, 0xfffa_8b71_fc72_c913, 0xffff_540c_0914_b3c9,
        0xffff_ed1f_4aa8_f120, 0xffff_fe21_6e64_1462, 0xffff_ffd4_d85d_3183, 0xffff_fffc_6da2_62b4,
        0xffff_ffff_ba12_d178, 0xffff_ffff_fb07_c64c, 0xffff_ffff_ffab_8ea5, 0xffff_ffff_fffa_be22,
        0xffff_ffff_ffff_b11a, 0xffff_ffff_ffff_fba1, 0xffff_ffff_ffff_ffc5, 0xffff_ffff_ffff_fffd,
    ]
}

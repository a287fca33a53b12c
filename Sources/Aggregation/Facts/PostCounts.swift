internal import SocialData

/// The counts of one post. Followers are missing where only today's are known (Methods 3.2, source `profile`).
struct PostCounts: Sendable {
    private static let missing = Int64.min
    /// By `PostCount`; room for two more.
    private var counts: InlineArray<10, Int64>

    /// A post of which nothing is known.
    init() { counts = InlineArray(repeating: Self.missing) }

    /// nil is missing (Methods 1.1). The least number of 64 bits, which stands for that, is kept as the next one.
    subscript(_ count: PostCount) -> Int64? {
        get {
            let value = counts[count.rawValue]
            return value == Self.missing ? nil : value
        }
        set { counts[count.rawValue] = newValue.map { max($0, Self.missing + 1) } ?? Self.missing }
    }

    /// `E`, the sum of the components present; likes and comments are required (Methods 4.1).
    var engagement: Quantity {
        guard let likes = self[.likes], let comments = self[.comments] else { return .missing }
        let (shares, saves) = (self[.shares] ?? 0, self[.saves] ?? 0)
        guard min(likes, comments, shares, saves) >= 0 else { return .negative }
        return .value(Int128(likes) + Int128(comments) + Int128(shares) + Int128(saves))
    }

    /// Likes and comments, both required.
    var coreEngagement: Quantity {
        guard let likes = self[.likes], let comments = self[.comments] else { return .missing }
        return min(likes, comments) < 0 ? .negative : .value(Int128(likes) + Int128(comments))
    }

    /// A numerator.
    enum Quantity {
        case missing, negative
        case value(Int128)

        init(_ count: Int64?) {
            if let count { self = count < 0 ? .negative : .value(Int128(count)) } else { self = .missing }
        }
    }

    /// What a post brings to a metric.
    enum Observation: Equatable {
        /// Both are present, neither is negative, the denominator is positive.
        case used(numerator: Int128, denominator: Int64)
        case excluded(MetricExclusion)

        init(_ numerator: Quantity, over denominator: Int64?) {
            switch (numerator, denominator) {
            case (.missing, _): self = .excluded(.missingNumerator)
            case (_, nil): self = .excluded(.missingDenominator)
            case (.negative, _): self = .excluded(.negativeCount)
            case (.value(let numerator), .some(let denominator)):
                if denominator > 0 {
                    self = .used(numerator: numerator, denominator: denominator)
                } else {
                    self = .excluded(denominator < 0 ? .negativeCount : .zeroDenominator)
                }
            }
        }
    }

    /// Numerator and denominator of an engagement metric. `engagement` is handed in because four metrics share it.
    func observation(of metric: PostMetric, engagement: Quantity) -> Observation {
        let numerator =
            switch metric.numerator {
            case .engagement: engagement
            case .coreEngagement: coreEngagement
            case .count(let count): Quantity(self[count])
            }
        return Observation(numerator, over: self[metric.denominator])
    }
}

// MARK: packed

/// A byte with a bit for each count that is there, by `PostCount`; then these, in that order.
extension PostCounts {
    private static let width = PostCount.allCases.count
    /// That the counts of one post can take.
    static let mostPackedBytes = 1 + width * PackedIntegers.mostWordBytes

    func pack(into bytes: inout OutputSpan<UInt8>) {
        var present: UInt8 = 0
        for index in 0..<Self.width where counts[index] != Self.missing { present |= 1 << UInt8(index) }
        bytes.append(present)
        for index in 0..<Self.width where counts[index] != Self.missing {
            PackedIntegers.append(word: PackedIntegers.unsigned(word: counts[index]), to: &bytes)
        }
    }

    /// Reads what `pack` wrote, from `position` on.
    init(_ bytes: Span<UInt8>, _ position: inout Int) {
        self.init()
        let present = bytes[position]
        position += 1
        for index in 0..<Self.width where present & 1 << UInt8(index) != 0 {
            counts[index] = PackedIntegers.signed(word: PackedIntegers.nextWord(bytes, &position))
        }
    }

    /// Passes over what `pack` wrote.
    static func skip(_ bytes: Span<UInt8>, _ position: inout Int) {
        let present = bytes[position]
        position += 1
        for _ in 0..<present.nonzeroBitCount { PackedIntegers.skip(bytes, &position) }
    }
}

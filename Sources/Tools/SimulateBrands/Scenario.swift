internal import RealModule
internal import Statistics

/// How brands of one kind come about: everything that is true of them.
///
/// A creator works on one of two platforms. The log of their engagement rate is normal around a mean of tier and
/// platform and does not depend on their followers, which are log-uniform within the tier. A deal returns nothing with
/// some probability, else its cost times a log-normal factor.
struct Scenario: Sendable {
    /// Creators of the two tiers.
    struct Size: Sendable {
        let a: Int
        let b: Int
    }

    /// What is true of a tier.
    struct Tier: Sendable {
        /// Mean log engagement rate on the first platform.
        var logRate = -3.5
        /// Probability of the first platform.
        var firstPlatform = 0.5
        /// Probability that a deal sells nothing.
        var withoutSale = 0.5
        /// ROAS on the first platform.
        var roas = 1.5
        /// Posts per creator.
        var posts = 3...20
        /// Probability that a post hides its likes, whatever they are.
        var hidden = 0.0
        /// Log-uniform range of followers, as powers of ten.
        let followers: ClosedRange<Double>
    }

    let name: String
    let about: String
    var a = Tier(followers: 3...5)
    var b = Tier(followers: 5...6)
    /// Whether the tiers are the same within each platform, so that a verdict for either is false.
    var isEqual = true
    /// Whether brands of this kind are also looked at every week.
    var isLookedAtAgain = false
    /// Spread of the log of what a deal with sales returns: 1 is moderate, 1.8 extreme.
    var returnSpread = 1.0

    /// Whether posts have so many engagements that their rates are spread smoothly.
    var hasManyEngagements: Bool { min(a.logRate, b.logRate) > -7 }

    /// Whether creators' rates have one distribution in both tiers: few posts spread them more, and few engagements make steps.
    var hasEqualRates: Bool {
        isEqual && hasManyEngagements && a.firstPlatform == b.firstPlatform && a.posts == b.posts && a.hidden == b.hidden
    }

    /// Second platform against the first: difference of log rates, ratio of ROAS.
    static let platformLogRate = -1.0
    static let platformReturn = 0.5
    /// Spread of creators' log rates, and of one post around its creator.
    static let creatorSpread = 0.8
    static let postSpread = 0.6
    static let deals = 1...3
    static let months = 12

    static let sizes = [
        Size(a: 10, b: 10), Size(a: 30, b: 12), Size(a: 60, b: 20), Size(a: 60, b: 40), Size(a: 200, b: 60),
        Size(a: 1_000, b: 300), Size(a: 5_000, b: 5_000),
    ]

    static let all: [Scenario] = {
        var equal = Scenario(name: "equal", about: "The tiers do not differ in anything but followers.")
        equal.isLookedAtAgain = true
        var mix = Scenario(
            name: "equal-mixed",
            about: "The tiers do not differ within a platform, but micro creators work on the stronger one more often (70 % against 40 %).")
        mix.isLookedAtAgain = true
        mix.a.firstPlatform = 0.7
        mix.b.firstPlatform = 0.4
        var rare = Scenario(
            name: "equal-rare-sales",
            about: "Equal ROAS, but 70 % of micro deals sell nothing, against 30 % of macro deals.")
        rare.a.withoutSale = 0.7
        rare.b.withoutSale = 0.3
        var extreme = Scenario(
            name: "equal-extreme-tails",
            about: "Equal ROAS, 85 % of micro deals sell nothing against 30 %, and the winners are extreme.")
        extreme.a.withoutSale = 0.85
        extreme.b.withoutSale = 0.3
        extreme.returnSpread = 1.8
        var posts = Scenario(
            name: "equal-posts",
            about: "The tiers do not differ, but micro creators post once to three times, macro creators 20 to 50 times.")
        posts.a.posts = 1...3
        posts.b.posts = 20...50
        var low = Scenario(
            name: "equal-low-rates",
            about: "Equal rates of 0.02 %: most posts of small creators have no engagement, so totals take the typical rate's place.")
        low.a.logRate = -8.517_193_191_416_238
        low.b.logRate = low.a.logRate
        var missing = Scenario(
            name: "equal-missing", about: "The tiers do not differ, but a third of micro's posts hide their likes, against 5 % of macro's.")
        missing.a.hidden = 1.0 / 3
        missing.b.hidden = 0.05
        var different = Scenario(
            name: "different", about: "Micro creators engage 1.5 times as much and return 0.5 ROAS points more.")
        different.a.logRate += 0.405_465_108_108_164_4
        different.a.roas = 2
        different.isEqual = false
        return [equal, mix, rare, extreme, posts, low, missing, different]
    }()
}

/// True values of what is estimated.
extension Scenario {
    private func mix(_ tier: Tier, _ first: Double, _ second: Double) -> Double {
        tier.firstPlatform * first + (1 - tier.firstPlatform) * second
    }

    /// Mean of the log rate of a creator's posts: the spread of posts pulls it down by half their variance.
    func typicalLog(_ tier: Tier) -> Double {
        mix(tier, tier.logRate, tier.logRate + Self.platformLogRate) - Self.postSpread * Self.postSpread / 2
    }

    /// `E[Y]/E[X]`, also the mean of creators' and of posts' rates, because nothing depends on followers or posts.
    func pooledRate(_ tier: Tier) -> Double {
        let spread = .exp(Self.creatorSpread * Self.creatorSpread / 2) as Double
        return mix(tier, .exp(tier.logRate), .exp(tier.logRate + Self.platformLogRate)) * spread
    }

    /// Median of creators' rates: bisection on the mixture of normals over platforms and numbers of posts, the mean of posts taken
    /// as log-normal with their variance.
    func medianRate(_ tier: Tier) -> Double {
        func below(_ log: Double) -> Double {
            tier.posts.map { count in
                let noise: Double = .log(onePlus: .expMinusOne(Self.postSpread * Self.postSpread) / Double(count))
                let spread = (Self.creatorSpread * Self.creatorSpread + noise).squareRoot()
                return mix(
                    tier, NormalDistribution.cumulative((log - tier.logRate + noise / 2) / spread),
                    NormalDistribution.cumulative((log - tier.logRate - Self.platformLogRate + noise / 2) / spread))
            }.reduce(0, +) / Double(tier.posts.count)
        }
        var (low, high) = (-20.0, 20.0)
        for _ in 0..<200 {
            let middle = (low + high) / 2
            if below(middle) < 0.5 { low = middle } else { high = middle }
        }
        return .exp((low + high) / 2)
    }

    /// `E[net]/E[cost]`: what a deal costs does not depend on its platform.
    func roas(_ tier: Tier) -> Double { mix(tier, tier.roas, tier.roas * Self.platformReturn) }

    /// Difference of ROAS within platforms, weighted as Mantel and Haenszel do with very many creators; deals cost the
    /// same everywhere, so only the platforms' shares matter, and the sizes of the tiers.
    func adjustedROAS(_ size: Size) -> Double {
        func weight(_ first: (Tier) -> Double) -> Double {
            let (x, y) = (first(a) * Double(size.a), first(b) * Double(size.b))
            return x * y / (x + y)
        }
        let (first, second) = (weight(\.firstPlatform), weight { 1 - $0.firstPlatform })
        let difference = a.roas - b.roas
        return (first * difference + second * difference * Self.platformReturn) / (first + second)
    }
}

internal import RealModule
internal import Statistics

/// One drawn brand: the totals that Tierwise would have after merging, for two tiers.
struct Brand {
    /// Totals of one tier's creators.
    struct Tier {
        var engagement = TierSample()
        /// `Σq` over posts (Methods 6.3).
        var postRates = TierSample()
        var money = TierSample()
    }

    let scenario: Scenario
    let size: Scenario.Size
    private(set) var a = Tier()
    private(set) var b = Tier()
    private(set) var engagementByPlatform = StratifiedSample()
    private(set) var moneyByPlatform = StratifiedSample()
    /// Creators by platform, of both tiers.
    private(set) var platforms = [(a: Double, b: Double)](repeating: (0, 0), count: 2)
    private(set) var spend: [MonthlyAmounts.Cell] = []

    /// - Parameters:
    ///   - index: of the brand among those of its scenario and size.
    ///   - share: of each tier's creators that have come so far: a brand that is looked at again and again grows.
    init(_ scenario: Scenario, size: Scenario.Size, seed: UInt64, index: Int, share: Double = 1) {
        self.scenario = scenario
        self.size = size
        let label = "simulate/v2/\(scenario.name)/\(size.a)~\(size.b)"
        func count(_ all: Int) -> Int { max(1, Int((Double(all) * share).rounded())) }
        // Every creator has draws of their own, so that a brand that grows keeps those it had.
        for creator in 0..<count(size.a) {
            var draws = BrandDraws(seed: seed, label: "\(label)/a\(creator)", index: index)
            addCreator(Int32(creator), scenario.a, .a, &draws)
        }
        for creator in 0..<count(size.b) {
            var draws = BrandDraws(seed: seed, label: "\(label)/b\(creator)", index: index)
            addCreator(Int32(size.a + creator), scenario.b, .b, &draws)
        }
    }

    private mutating func addCreator(
        _ creator: Int32, _ tier: Scenario.Tier, _ side: StratifiedSample.Side, _ draws: inout BrandDraws
    ) {
        let platform = draws.chance(tier.firstPlatform) ? 0 : 1
        let lower = tier.followers.lowerBound
        let followers = (.exp10(lower + (tier.followers.upperBound - lower) * draws.unit()) as Double).rounded()
        let rate: Double = .exp(
            tier.logRate + (platform == 0 ? 0 : Scenario.platformLogRate) + Scenario.creatorSpread * draws.normal())
        var (posts, engagement, parts, logSum, low) = (0, 0.0, 0.0, 0.0, 0)
        for _ in 0..<draws.whole(tier.posts) {
            let seen = draws.count(mean: followers * rate * draws.factor(spread: Scenario.postSpread))
            guard !draws.chance(tier.hidden) else { continue }
            posts += 1
            engagement += seen
            parts += (1e9 * seen / followers).rounded()
            logSum += Double(PostLog.quantise(numerator: Int128(seen), denominator: Int64(followers)))
            if PostLog.isLow(numerator: Int128(seen)) { low += 1 }
        }
        let (cost, net) = deals(creator, tier, side, platform, &draws)

        func append(to own: inout Tier) {
            if posts > 0 {
                own.engagement.append(
                    creator: creator, units: posts, numerator: engagement, denominator: followers * Double(posts), logSum: logSum,
                    lowUnits: low)
                own.postRates.append(creator: creator, units: posts, numerator: parts, denominator: Double(posts))
            }
            own.money.append(creator: creator, units: 1, numerator: net, denominator: cost)
        }
        if side == .a { append(to: &a) } else { append(to: &b) }
        if side == .a { platforms[platform].a += 1 } else { platforms[platform].b += 1 }
        if posts > 0 {
            engagementByPlatform.append(
                creator: creator, side: side, stratum: platform, units: posts, numerator: engagement,
                denominator: followers * Double(posts), logSum: logSum, lowUnits: low)
        }
        moneyByPlatform.append(
            creator: creator, side: side, stratum: platform, units: 1, numerator: net, denominator: cost)
    }

    /// Cost and net of the creator's deals, in whole cents.
    private mutating func deals(
        _ creator: Int32, _ tier: Scenario.Tier, _ side: StratifiedSample.Side, _ platform: Int,
        _ draws: inout BrandDraws
    ) -> (cost: Double, net: Double) {
        var total = (cost: 0.0, net: 0.0)
        let roas = tier.roas * (platform == 0 ? 1 : Scenario.platformReturn)
        for _ in 0..<draws.whole(Scenario.deals) {
            let cost = (80_000 * draws.factor(spread: 0.8)).rounded() + 1
            total.cost += cost
            if !draws.chance(tier.withoutSale) {
                let gain = roas / (1 - tier.withoutSale) * draws.factor(spread: scenario.returnSpread)
                total.net += (cost * gain).rounded()
            }
            spend.append(
                MonthlyAmounts.Cell(
                    creator: creator, month: draws.whole(0...Scenario.months - 1), tier: side == .a ? 0 : 1,
                    amount: Int64(cost)))
        }
        return total
    }
}

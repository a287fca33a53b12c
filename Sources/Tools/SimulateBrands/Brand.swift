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
    private(set) var spend: [MonthlyAmounts.Cell] = []

    /// - Parameter index: of the brand among those of its scenario and size.
    init(_ scenario: Scenario, size: Scenario.Size, seed: UInt64, index: Int) {
        self.scenario = scenario
        self.size = size
        var draws = BrandDraws(seed: seed, label: "simulate/v1/\(scenario.name)/\(size.a)~\(size.b)", index: index)
        for creator in 0..<size.a { addCreator(Int32(creator), scenario.a, .a, &draws) }
        for creator in 0..<size.b { addCreator(Int32(size.a + creator), scenario.b, .b, &draws) }
    }

    private mutating func addCreator(
        _ creator: Int32, _ tier: Scenario.Tier, _ side: StratifiedSample.Side, _ draws: inout BrandDraws
    ) {
        let platform = draws.chance(tier.firstPlatform) ? 0 : 1
        let lower = tier.followers.lowerBound
        let followers = (.exp10(lower + (tier.followers.upperBound - lower) * draws.unit()) as Double).rounded()
        let rate: Double = .exp(
            tier.logRate + (platform == 0 ? 0 : Scenario.platformLogRate) + Scenario.creatorSpread * draws.normal())
        let posts = draws.whole(Scenario.posts)
        let seen = rate * draws.factor(spread: Scenario.postSpread / Double(posts).squareRoot())
        let audience = followers * Double(posts)
        let engagement = (audience * seen).rounded()
        let quantised = (Double(posts) * 1e9 * engagement / audience).rounded()
        let (cost, net) = deals(creator, tier, side, platform, &draws)

        func append(to own: inout Tier) {
            own.engagement.append(creator: creator, units: posts, numerator: engagement, denominator: audience)
            own.postRates.append(creator: creator, units: posts, numerator: quantised, denominator: Double(posts))
            own.money.append(creator: creator, units: 1, numerator: net, denominator: cost)
        }
        if side == .a { append(to: &a) } else { append(to: &b) }
        engagementByPlatform.append(
            creator: creator, side: side, stratum: platform, units: posts, numerator: engagement, denominator: audience)
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

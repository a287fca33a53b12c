/// Deals and promo codes: forty campaigns, each with some creators.
extension World {
    private static let campaignCount = 40

    /// Campaigns begin every nine days; the first before the year, the last too late for its orders to have come.
    static func campaignStart(_ number: Int) -> Int64 {
        switch number {
        case 0: Clock.instant(2023, 12, 8, 9)
        case campaignCount - 1: Clock.instant(2025, 1, 8, 9)
        default: Clock.instant(2024, 1, 3, 9) + Int64(number - 1) * 9 * Clock.day
        }
    }

    static func campaignID(_ number: Int) -> String {
        "C24-" + String(101 + number) + ["-glow", "-launch", "-summer", "-gift", "-restock"][number % 5]
    }

    mutating func addDeals() {
        for campaign in 0..<Self.campaignCount {
            var draws = Draws(seed: seed, "samples/v1/campaign", campaign)
            var taken: Set<Int> = []
            while taken.count < draws.whole(8...11) {
                let creator = draws.below(creators.count)
                guard taken.insert(creator).inserted else { continue }
                addDeal(campaign, creator, &draws)
            }
        }
        plantDealDefects()
    }

    private mutating func addDeal(_ campaign: Int, _ creator: Int, _ draws: inout Draws) {
        let index = creators[creator].accounts[0]
        let account = accounts[index]
        let startedAt = Self.campaignStart(campaign) + Int64(draws.below(6)) * Clock.day + Int64(draws.below(8)) * Clock.hour
        let followers = account.followers(startedAt)
        // Price per follower falls with followers: the exponent is 0.86.
        let euros = PortableMath.exp(-3.9 + 0.86 * PortableMath.log(Double(followers)) + 0.35 * draws.normal())
        var fee = max(25, Int((euros / 5).rounded()) * 5) * 100
        let currency = draws.chance(0.16) ? "USD" : "EUR"
        if currency == "USD" { fee = fee * 108 / 100 }
        let number = deals.count + 1
        var deal = Deal(
            id: "D-" + String(10_000 + number), creator: creator, account: index,
            namesID: creators[creator].id != nil && draws.chance(0.8), campaign: Self.campaignID(campaign), startedAt: startedAt,
            followersAtBooking: draws.chance(0.88) ? followers : nil, currency: currency, fee: fee)
        if draws.chance(0.7) { deal.productCost = draws.whole(18...64) * 100 + 50 }
        if draws.chance(0.6) { deal.shipping = draws.pick([490, 690, 990, 0]) }
        if draws.chance(0.25) { deal.agencyFee = fee * 15 / 100 }
        if draws.chance(0.06) {
            deal.basis = "gifted"
            deal.fee = nil
        } else if draws.chance(0.03) {
            deal.fee = nil
        }
        deals.append(deal)
        addCode(deal, account, startedAt, &draws)
    }

    private mutating func addCode(_ deal: Deal, _ account: Account, _ startedAt: Int64, _ draws: inout Draws) {
        let stem = String(account.handle.filter { $0.isLetter || $0.isNumber }).uppercased()
        let code = "\(stem.prefix(8))\(account.creator + 1)_\(draws.pick(["10", "15", "20"]))"
        let end = draws.chance(0.7) ? startedAt + 60 * Clock.day : nil
        codes.append(Code(code: code, dealID: deal.id, validFrom: startedAt, validTo: end))
    }

    /// Places of the planted deals in `deals`.
    enum PlantedDeal {
        static let noRate = 60
        static let noCurrency = 75
        static let noStart = 90
        static let superseded = 105
        static let missingFee = 120
        static let shared = [150, 151]
        static let nothingPaid = 170
    }

    private mutating func plantDealDefects() {
        // Paid in dirhams, for which the rates have no column.
        deals[PlantedDeal.noRate].currency = "AED"
        deals[PlantedDeal.noRate].basis = "flat"
        deals[PlantedDeal.noRate].fee = 180_000
        deals[PlantedDeal.noCurrency].currency = ""
        deals[PlantedDeal.noCurrency].basis = "flat"
        deals[PlantedDeal.noCurrency].fee = 35_000
        deals[PlantedDeal.noStart].startedAt = nil
        deals[PlantedDeal.superseded].basis = "flat"
        deals[PlantedDeal.superseded].fee = 62_000
        deals[PlantedDeal.superseded].supersededFee = 55_000
        deals[PlantedDeal.missingFee].basis = "flat"
        deals[PlantedDeal.missingFee].fee = nil
        // Gifted, and nobody wrote down what the goods were worth: cost 0.
        var unpaid = deals[PlantedDeal.nothingPaid]
        unpaid.basis = "gifted"
        (unpaid.fee, unpaid.productCost, unpaid.shipping, unpaid.agencyFee) = (nil, nil, nil, nil)
        deals[PlantedDeal.nothingPaid] = unpaid
        // One code for two creators of one campaign, at the same time.
        for deal in PlantedDeal.shared {
            codes.append(Code(code: "GLOWTOGETHER", dealID: deals[deal].id, validFrom: deals[deal].startedAt, validTo: nil))
        }
        // Of a deal that is not in the file.
        codes.append(Code(code: "LOSTDEAL10", dealID: "D-9999", validFrom: nil, validTo: nil))
    }
}

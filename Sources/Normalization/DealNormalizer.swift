internal import Findings
internal import SocialData
internal import StageFiles
internal import TextValues

/// Why a deal is not used, in the order in which reasons are tried (Methods 4.2); words of the fact column `excluded`.
/// `unknown_tier` is aggregate's: it knows the tiers.
enum DealReason: Int, Sendable, CaseIterable {
    case none, noCreator, immature, noStart, outsidePeriod, noCurrency, noRate, costMissing, unpaid

    static let words = WordList(allCases.map(\.word))

    var word: ExclusionReason? {
        switch self {
        case .none: nil
        case .noCreator: .noCreator
        case .immature: .immature
        case .noStart: .noStart
        case .outsidePeriod: .outsidePeriod
        case .noCurrency: .noCurrency
        case .noRate: .noRate
        case .costMissing: .costMissing
        case .unpaid: .unpaid
        }
    }
}

/// What normalize concludes about one deal besides its orders.
struct DealFact: Sendable {
    var followers: FollowersFinding
    /// In the reporting currency; nil where it is not known.
    var cost: Int64?
    /// Cost components known, of eight.
    var known: Int
    var reason: DealReason
    var usesOlderRate = false
    /// Until when orders can be credited to it; nil where nothing says.
    var followedUntil: Int64?
}

/// Deals: followers, cost in the reporting currency, and whether the deal is used.
struct DealNormalizer: Sendable {
    private let deals: DealTable
    /// When the last code of each deal ends.
    private let ends: [Int64?]
    private let history: FollowersHistory
    private let currency: ReportingCurrency
    private let request: NormalizationRequest
    private let tiers: TierWords
    private let components = CostComponent.allCases.map { $0.column.position }
    private let feeColumn = DealColumn.fee.position
    private let basisColumn = DealColumn.basis.position
    private let currencyColumn = DealColumn.currency.position
    private let bookingColumn = DealColumn.followersAtBooking.position
    /// Where a deal is paid per order or in goods, its fee is 0 and known (Methods 4.2).
    private let basesWithoutFee = [Array("per_order".utf8), Array("gifted".utf8)]

    init(
        _ deals: DealTable, codes: CodeTable, history: FollowersHistory, currency: ReportingCurrency, request: NormalizationRequest
    ) {
        self.deals = deals
        ends = codes.lastEnds(deals: deals.count)
        self.history = history
        self.currency = currency
        self.request = request
        tiers = TierWords(request.definition.tierScheme)
    }

    /// - Throws: `amountTooLarge`.
    func facts() throws(NormalizationError) -> [DealFact] {
        var facts: [DealFact] = []
        facts.reserveCapacity(deals.count)
        for number in 0..<deals.count { facts.append(try fact(number)) }
        return facts
    }

    /// Cost of deals that no analysis uses, by reason. Without a follower count a deal is in no tier.
    static func unusedCost(_ facts: [DealFact]) -> [String: ExactTotal] {
        var costs: [String: ExactTotal] = [:]
        for fact in facts {
            guard let cost = fact.cost, let reason = fact.reason.word ?? (fact.followers.followers > 0 ? nil : .unknownTier) else { continue }
            costs[reason.rawValue, default: ExactTotal(0)].value += Int128(cost)
        }
        return costs
    }

    private func fact(_ number: Int) throws(NormalizationError) -> DealFact {
        let deal = deals.deals[number]
        var fact = DealFact(followers: followers(deal), cost: nil, known: 0, reason: .none)
        let amount = try amount(deal, number, &fact.known)
        // Only money has a currency: a deal that names no amount is not short of one.
        var moneyReason = DealReason.none
        if let total = amount.total, !amount.namesAny {
            fact.cost = total
        } else if amount.namesAny {
            let converted = currency.convert(
                amount.total ?? 0, currency: deals.rows.bytes.span.extracting(deals.rows.range(deal.row, currencyColumn)),
                at: deal.startedAt)
            switch converted {
            case .known(let cost, let olderRate):
                if amount.total != nil {
                    fact.cost = cost
                    fact.usesOlderRate = olderRate
                }
            case .noCurrency: moneyReason = .noCurrency
            // As for orders: an amount that no rate can express is not converted.
            case .noRate, .tooLarge: moneyReason = .noRate
            }
        }
        fact.reason = reason(deal, moneyReason, fact.cost)
        fact.followedUntil = followedUntil(deal, number)
        return fact
    }

    /// The end of its last code, or of the time for links where it has none, and no later than the files reach (Methods 25.3).
    private func followedUntil(_ deal: Deal, _ number: Int) -> Int64? {
        guard deal.startedAt != missingInstant else { return nil }
        let links = deal.startedAt + Int64(request.definition.windowDays) * CivilTime.secondsPerDay
        let end = min(ends[number] ?? links, request.asOf)
        return end < CivilTime.representable.upperBound ? end : nil
    }

    /// First reason that applies.
    private func reason(_ deal: Deal, _ moneyReason: DealReason, _ cost: Int64?) -> DealReason {
        if deal.creator < 0 { return .noCreator }
        let maturity = Int64(request.definition.maturityDays) * CivilTime.secondsPerDay
        if deal.startedAt != missingInstant, request.asOf - deal.startedAt < maturity { return .immature }
        if deal.startedAt == missingInstant { return .noStart }
        if !request.isInPeriod(deal.startedAt) { return .outsidePeriod }
        if moneyReason != .none { return moneyReason }
        guard let cost else { return .costMissing }
        return cost == 0 ? .unpaid : .none
    }

    /// Methods 3.3.
    private func followers(_ deal: Deal) -> FollowersFinding {
        let booked = deals.rows.number(deal.row, bookingColumn) ?? 0
        if booked > 0 { return FollowersFinding(followers: booked, source: .booking) }
        return history.followers(channel: Int(deal.channel), at: deal.startedAt)
    }

    /// Fee plus the known other components in the row's currency; nil without a fee, for then the cost is not known
    /// either. `namesAny`: the row names some amount.
    private func amount(
        _ deal: Deal, _ number: Int, _ known: inout Int
    ) throws(NormalizationError) -> (total: Int64?, namesAny: Bool) {
        var sum: Int128 = 0
        var namesAny = false
        var hasFee = false
        var largest = (amount: Int64(0), column: feeColumn)
        for column in components {
            if let amount = deals.rows.number(deal.row, column) {
                sum += Int128(amount)
                if amount.magnitude > largest.amount.magnitude { largest = (amount, column) }
                namesAny = true
                known += 1
                if column == feeColumn { hasFee = true }
            } else if column == feeColumn, isWithoutFee(deal) {
                known += 1
                hasFee = true
            }
        }
        guard let total = Int64(exactly: sum) else {
            throw NormalizationError(
                .amountTooLarge,
                "deal \(deals.id(number)): the amounts of its cost add up to more than \(Self.limit), the largest in the "
                    + "column \(Entity.deals.columns[largest.column].name); correct it",
                entity: .deals)
        }
        return (hasFee ? total : nil, namesAny)
    }

    /// What each component is of the cost, in the reporting currency; nil where it is not known.
    private func parts(of cost: Int64?, _ deal: Deal) -> [Int64?] {
        guard let cost else { return components.map { _ in nil } }
        var parts = components.map { deals.rows.number(deal.row, $0) ?? ($0 == feeColumn && isWithoutFee(deal) ? 0 : nil) }
        CostSplit.convert(&parts, to: cost)
        return parts
    }

    private func isWithoutFee(_ deal: Deal) -> Bool {
        let basis = deals.rows.bytes.span.extracting(deals.rows.range(deal.row, basisColumn))
        for word in basesWithoutFee where compareBytes(basis, word.span) == 0 { return true }
        return false
    }

    /// What 64 bits of 1/10,000 hold, in whole units of a currency.
    static let limit = "922,337,203,685,477"

    /// Fact rows of all deals: by creator shard, in each by creator key, then deal id.
    ///
    /// - Throws: `amountTooLarge` where the orders of a deal sum to more than 64 bits.
    func rows(
        _ facts: [DealFact], _ sums: [OrderSum], shardOfDeal: [Int], _ resolver: AccountResolver
    ) throws(NormalizationError) -> FactRows {
        var rank = [Int](repeating: -1, count: resolver.creators.count)
        for (place, creator) in resolver.creators.keys.sortedIndices().enumerated() { rank[creator] = place }
        let order = (0..<deals.count).sorted { left, right in
            if shardOfDeal[left] != shardOfDeal[right] { return shardOfDeal[left] < shardOfDeal[right] }
            let (one, other) = (Int(deals.deals[left].creator), Int(deals.deals[right].creator))
            let (oneRank, otherRank) = (one < 0 ? -1 : rank[one], other < 0 ? -1 : rank[other])
            return oneRank != otherRank ? oneRank < otherRank : left < right
        }
        var output = FactRows(.deals)
        for (place, number) in order.enumerated() {
            try append(number, facts[number], sums[number], resolver, to: &output.rows)
            if place + 1 == order.count || shardOfDeal[order[place + 1]] != shardOfDeal[number] {
                output.close(shard: shardOfDeal[number], end: place + 1)
            }
        }
        return output
    }

    private func append(
        _ number: Int, _ fact: DealFact, _ sum: OrderSum, _ resolver: AccountResolver, to output: inout StageRows
    ) throws(NormalizationError) {
        guard let gross = Int64(exactly: sum.gross), let refund = Int64(exactly: sum.refund) else {
            let column = Int64(exactly: sum.gross) == nil ? "revenue" : "refund"
            throw NormalizationError(
                .amountTooLarge,
                "orders of deal \(deals.id(number)): their \(column) adds up to more than \(Self.limit); correct the absurd "
                    + "amount in the column \(column)",
                entity: .orders)
        }
        let deal = deals.deals[number]
        for column in Entity.deals.columns.indices { output.appendCell(column, deal.row, of: deals.rows) }
        output.append(to: DealColumn.creator.position) { resolver.appendKey(resolver[deal.account], to: &$0) }
        let followers = fact.followers.followers
        output.append(number: followers > 0 ? followers : nil, to: DealColumn.followers.position)
        FollowersFinding.Source.words.append(fact.followers.source.rawValue, to: &output, DealColumn.followersSource.position)
        let platform = deals.rows.bytes.span.extracting(deals.rows.range(deal.row, DealColumn.platform.position))
        tiers.append(followers, platform: platform, to: &output, DealColumn.tier.position)
        output.append(number: fact.cost, to: DealColumn.cost.position)
        output.append(number: Int64(fact.known), to: DealColumn.costKnown.position)
        for (component, part) in zip(CostComponent.allCases, parts(of: fact.cost, deal)) {
            output.append(number: part, to: component.convertedColumn.position)
        }
        output.append(number: Int64(sum.orders - sum.withoutMoney), to: DealColumn.orders.position)
        output.append(number: gross, to: DealColumn.gross.position)
        output.append(number: refund, to: DealColumn.refund.position)
        output.append(number: fact.followedUntil, to: DealColumn.followedUntil.position)
        DealReason.words.append(fact.reason.rawValue, to: &output, DealColumn.excluded.position)
        output.endRow()
    }
}

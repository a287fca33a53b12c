internal import SocialData
internal import StageFiles
internal import TextValues

/// Which deal each amount spent on advertising belongs to: the campaign's, else the creator's deal of that time (Methods 4.2).
struct SpendAssignment: Sendable {
    /// Why an amount belongs to no deal.
    enum Reason: Int, CaseIterable, Sendable {
        /// Nobody's campaign, and no creator is named.
        case nobody
        /// The creator had no deal then.
        case noDeal
        /// Several deals could be meant: of several creators, or of one at one time.
        case several
        /// In another currency than the deal, and no rate.
        case otherCurrency
    }

    /// What belongs to nobody, by reason and the name of its campaign (ad set, ad).
    struct Left: Sendable {
        var reason: Reason
        var name: String
        /// In the reporting currency; nil without a rate.
        var amount: Int128?
        var rows: Int
    }

    private(set) var left: [Left] = []
    /// Deals whose own row states a boost and reports show another.
    private(set) var contradictions = 0

    /// Adds what was spent to the deals.
    ///
    /// - Throws: `amountTooLarge`.
    init(
        _ spend: SpendTable, _ deals: inout DealTable, _ currency: ReportingCurrency, windowDays: Int
    ) throws(NormalizationError) {
        let window = Int64(windowDays) * CivilTime.secondsPerDay
        var sums: [Int: [[UInt8]: Int128]] = [:]
        var starts: [Int: Int64] = [:]
        for item in spend.spends where item.amount != 0 {
            switch Self.deal(of: item.row, spend, deals, window: window) {
            case .success(let deal):
                sums[deal, default: [:]][spend.value(item.row, spend.columns.currency), default: 0] += item.amount
                starts[deal] = min(starts[deal] ?? .max, spend.instant(item.row, spend.columns.startedAt))
            case .failure(let failure): leave(item, failure.reason, spend, currency)
            }
        }
        for deal in sums.keys.sorted() {
            let amounts = sums[deal] ?? [:]
            let known = deals.currency(deal)
            let target = known.isEmpty && !deals.namesAmount(deal) && amounts.count == 1 ? amounts.keys.first ?? known : known
            var total: Int128 = 0
            for (code, amount) in amounts.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
                if code == target {
                    total += amount
                } else if let small = Int64(exactly: amount), let source = CurrencyCode(code.span), let wanted = CurrencyCode(target.span),
                    case .known(let converted, _) = currency.convert(small, from: source, to: wanted, at: deals.deals[deal].startedAt)
                {
                    total += Int128(converted)
                } else {
                    left.append(Left(reason: .otherCurrency, name: deals.id(deal), amount: nil, rows: 1))
                }
            }
            guard let boost = Int64(exactly: total) else {
                throw NormalizationError(
                    .amountTooLarge,
                    "deal \(deals.id(deal)): what was spent on its ads adds up to more than \(DealNormalizer.limit); correct the "
                        + "absurd amount in the column boost_spend", entity: .spend)
            }
            if deals.setBoost(deal, boost, currency: target) { contradictions += 1 }
        }
        merge()
    }

    // MARK: the deal

    private struct Failure: Error { var reason: Reason }

    private static func deal(of row: Int, _ spend: SpendTable, _ deals: DealTable, window: Int64) -> Result<Int, Failure> {
        let columns = spend.columns
        let creator = spend.creators[row]
        // A name that is nobody's, as a handle without its platform, says nothing against the campaign.
        let namesCreator = creator >= 0
        let names = [columns.campaignID, columns.campaign].map { spend.folded(row, $0) }.filter { !$0.isEmpty }
        var found = deals.deals.indices.filter { names.contains(deals.foldedCampaign($0)) && !deals.foldedCampaign($0).isEmpty }
        if namesCreator {
            let own = found.filter { creator >= 0 && deals.deals[$0].creator == creator }
            // A creator's ads under another's campaign are the creator's.
            found = own.isEmpty ? deals.deals.indices.filter { creator >= 0 && deals.deals[$0].creator == creator } : own
            if own.count == 1 { return only(own[0], row, spend, deals, window: window) }
        } else if found.count == 1 {
            return only(found[0], row, spend, deals, window: window)
        }
        guard !found.isEmpty else { return .failure(Failure(reason: namesCreator ? .noDeal : .nobody)) }
        if !namesCreator {
            // Days tell one creator's deals apart. They never tell whose ads those of a campaign of several creators were: each
            // creator's posts may be shown as long as the campaign runs.
            found = found.filter { !isApart($0, row, spend, deals, window: window) }
            if Set(found.map { owner(of: $0, deals) }).count > 1 { return .failure(Failure(reason: .several)) }
        }
        return byTime(row, among: found, spend, deals, window: window)
    }

    /// Ads may run before and after the deal that their campaign is named after; those of another year have another deal.
    private static let mostApart = 183 * CivilTime.secondsPerDay

    /// The only deal that its campaign names, unless the spending was half a year apart from it.
    private static func only(_ deal: Int, _ row: Int, _ spend: SpendTable, _ deals: DealTable, window: Int64) -> Result<Int, Failure> {
        isApart(deal, row, spend, deals, window: window) ? .failure(Failure(reason: .noDeal)) : .success(deal)
    }

    /// Whether the spending was half a year apart from a deal; what names no day is not.
    private static func isApart(_ deal: Int, _ row: Int, _ spend: SpendTable, _ deals: DealTable, window: Int64) -> Bool {
        let start = spend.instant(row, spend.columns.startedAt)
        let begun = deals.deals[deal].startedAt
        guard start != missingInstant, begun != missingInstant else { return false }
        return spend.end(row) < begun - mostApart || start > max(begun + window, deals.end(deal)) + mostApart
    }

    /// The creator of a deal. Of deals without one each may be another's.
    private static func owner(of deal: Int, _ deals: DealTable) -> Int {
        let creator = Int(deals.deals[deal].creator)
        return creator >= 0 ? creator : -1 - deal
    }

    /// Of one creator's deals the one that had begun last when the spending began, and not longer ago than `window` or its end.
    private static func byTime(
        _ row: Int, among found: [Int], _ spend: SpendTable, _ deals: DealTable, window: Int64
    ) -> Result<Int, Failure> {
        let start = spend.instant(row, spend.columns.startedAt)
        guard start != missingInstant else {
            return found.count == 1 ? .success(found[0]) : .failure(Failure(reason: .several))
        }
        var running = found.filter { deal in
            let begun = deals.deals[deal].startedAt
            return begun != missingInstant && begun <= start && start <= max(begun + window, deals.end(deal))
        }
        let end = spend.end(row)
        // A report's period, and its first day, may begin before the deal does.
        if running.isEmpty {
            running = found.filter { deals.deals[$0].startedAt != missingInstant && start < deals.deals[$0].startedAt && deals.deals[$0].startedAt < end }
            if running.count > 1 { return .failure(Failure(reason: .several)) }
        }
        guard let latest = running.map({ deals.deals[$0].startedAt }).max() else { return .failure(Failure(reason: .noDeal)) }
        let last = running.filter { deals.deals[$0].startedAt == latest }
        return last.count == 1 ? .success(last[0]) : .failure(Failure(reason: .several))
    }

    // MARK: what is left

    private mutating func leave(_ item: Spend, _ reason: Reason, _ spend: SpendTable, _ currency: ReportingCurrency) {
        let columns = spend.columns
        let name = [columns.campaign, columns.campaignID, columns.adSet, columns.ad].first { !spend.rows.isMissing(item.row, $0) }
        var amount: Int128?
        if let small = Int64(exactly: item.amount),
            case .known(let converted, _) = currency.convert(
                small, currency: spend.value(item.row, columns.currency).span,
                at: spend.instant(item.row, columns.startedAt))
        {
            amount = Int128(converted)
        }
        left.append(Left(reason: reason, name: name.map { spend.rows.text(item.row, $0) } ?? "", amount: amount, rows: item.rows))
    }

    /// One entry for each reason and name.
    private mutating func merge() {
        var merged: [Left] = []
        let sorted = left.sorted { left, right in
            left.reason != right.reason
                ? left.reason.rawValue < right.reason.rawValue : Array(left.name.utf8).lexicographicallyPrecedes(Array(right.name.utf8))
        }
        for item in sorted {
            if let last = merged.last, last.reason == item.reason, last.name == item.name {
                merged[merged.count - 1].amount = last.amount.map { $0 + (item.amount ?? 0) } ?? item.amount
                merged[merged.count - 1].rows += item.rows
            } else {
                merged.append(item)
            }
        }
        left = merged
    }
}

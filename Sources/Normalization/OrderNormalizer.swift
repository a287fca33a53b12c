internal import Jobs
internal import Findings
internal import SocialData
internal import StageFiles
internal import TextValues

/// What one slice of orders became.
struct OrderShard: Sendable {
    var facts = FactRows(.orders)
    var accepted = 0
    var bytes = 0
    var kept = 0
    var duplicates = DuplicateTally()
    var totals = OrderTotals()
    /// Orders of other files or shards decide about some of these; nothing else was filled in.
    var needsEvidence = false
    /// Stores and files, while it is open whether other orders decide: two of them can hold the same orders.
    var stores = ByteTable()
}

/// Orders: one row per (store, order_id), its money in the reporting currency, and the deal it is credited to.
struct OrderNormalizer: Sendable {
    private let files: StagedFiles
    private let columns = OrderColumns()
    private let order: RowOrder
    private let codes: CodeTable
    private let deals: DealTable
    private let attribution: OrderAttribution
    private let currency: ReportingCurrency
    /// Fact shard of each deal's creator.
    private let shardOfDeal: [Int]
    private let statuses: OrderStatuses
    /// nil until orders need it.
    private let evidence: OrderEvidence?
    private let request: NormalizationRequest
    private let sources: InputSources
    /// The first deal of each deal's creator: numbers that no order of files changes.
    private let sellers: [Int32]

    init(
        _ files: StagedFiles, codes: CodeTable, deals: DealTable, attribution: OrderAttribution,
        currency: ReportingCurrency, shardOfDeal: [Int], evidence: OrderEvidence?, request: NormalizationRequest
    ) {
        self.evidence = evidence
        statuses = OrderStatuses(request.statuses)
        order = RowOrder(.orders, statuses: statuses)
        self.files = files
        self.codes = codes
        self.deals = deals
        self.attribution = attribution
        self.currency = currency
        self.shardOfDeal = shardOfDeal
        self.request = request
        sources = InputSources(request.origins)
        var first: [Int32: Int32] = [:]
        sellers = deals.deals.enumerated().map { number, deal in
            guard deal.creator >= 0 else { return Int32(number) }
            let seller = first[deal.creator] ?? Int32(number)
            first[deal.creator] = seller
            return seller
        }
    }

    /// Facts of one slice of an identity shard. Orders credited to a deal stand in the shard of its creator, the others stay in
    /// theirs; in each by (store, order_id).
    func normalize(_ slice: ShardSlice) throws -> OrderShard {
        try request.stop?.check()
        var staged = StageRows(files.schema)
        let dropped = try files.read(slice, into: &staged)
        var result = OrderShard()
        result.bytes = staged.byteCount
        result.totals = OrderTotals(deals: deals.count, codes: codes.names.count)

        var index = IdentityIndex()
        if evidence == nil { result.stores = stores(staged) }
        for row in staged.indices {
            if evidence == nil, needsEvidence(staged, row) { result.needsEvidence = true }
            let bytes = staged.bytes.span
            index.add(bytes.extracting(staged.range(row, columns.store)), bytes.extracting(staged.range(row, columns.orderID)))
        }
        guard !result.needsEvidence else { return result }
        index.sort()
        result.accepted = staged.count + dropped
        let duplicates = ShardDuplicates(index, rows: staged, order: order)
        result.duplicates = duplicates.tally
        result.duplicates.drop(dropped)
        let twins = OrderTwins(columns: columns, statuses: statuses, sources: sources)
        var refunds: [Int: OrderRefunds] = [:]
        var equalRows: [Int: Int] = [:]
        for group in duplicates.groups {
            let equal = twins.add(group.rows, index.text(at: group.place), staged, &result.totals)
            if equal > 0 { equalRows[group.keptPlace] = equal }
            refunds[group.keptPlace] = OrderRefunds(group.rows, staged, columns, statuses, zone: request.zone)
            takeCredit(of: group.rows, to: Int(duplicates.kept[group.keptPlace]), &staged)
        }

        var conclusions: [Conclusion] = []
        var buckets = ShardBuckets(count: duplicates.kept.count)
        var scratch = OrderScratch()
        for (place, row) in duplicates.kept.enumerated() {
            if isSaleOfOther(staged, Int(row)) {
                // Another row of this sale stands for it and takes its credit.
                result.duplicates.drop(1)
                continue
            }
            let conclusion = conclude(staged, Int(row), refunds[place], &scratch, &result.totals)
            let deal = Int(conclusion.credit.deal)
            buckets.add(UInt32(conclusions.count), shard: deal >= 0 ? shardOfDeal[deal] : slice.shard)
            if let equal = equalRows[place] { result.totals.addEqualRows(equal, conclusion.money) }
            conclusions.append(conclusion)
        }
        result.kept = conclusions.count
        var end = 0
        buckets.forEachShard { target, numbers in
            for number in numbers { append(conclusions[Int(number)], staged, to: &result.facts.rows) }
            end += numbers.count
            result.facts.close(shard: target, end: end)
        }
        return result
    }

    /// An export without columns of codes and links says nothing of whom an order is credited to: it keeps what its other rows say, of
    /// several the greatest.
    private func takeCredit(of rows: [Int], to kept: Int, _ staged: inout StageRows) {
        let credit = [columns.promoCode, columns.link]
        func isSilent(_ row: Int) -> Bool { credit.allSatisfy { staged.isMissing(row, $0) } }
        guard isSilent(kept) else { return }
        var giver: Int?
        for row in rows where !isSilent(row) && giver.map({ order.precedes(staged, $0, row) }) ?? true { giver = row }
        guard let giver else { return }
        for column in credit {
            let text = Array(staged.bytes[staged.range(giver, column)])
            staged.set(kept, column, text: text.span)
        }
    }

    /// What became of a row.
    private struct Conclusion {
        var row: Int
        var credit: Credit
        var money: OrderMoney
    }

    private func append(_ order: Conclusion, _ staged: StageRows, to facts: inout StageRows) {
        for column in Entity.orders.columns.indices { facts.appendCell(column, order.row, of: staged) }
        facts.append(number: order.money.gross, to: OrderColumn.gross.position)
        facts.append(number: order.money.refund, to: OrderColumn.refundConverted.position)
        AttributionKind.words.append(order.credit.kind.rawValue, to: &facts, OrderColumn.attribution.position)
        facts.append(to: OrderColumn.dealID.position) { if order.credit.deal >= 0 { deals.appendID(Int(order.credit.deal), to: &$0) } }
        OrderReason.words.append(order.money.reason.rawValue, to: &facts, OrderColumn.excluded.position)
        facts.endRow()
    }

    /// An order's money and credit, counted.
    private func conclude(
        _ batch: StageRows, _ row: Int, _ refunds: OrderRefunds?, _ scratch: inout OrderScratch, _ totals: inout OrderTotals
    ) -> Conclusion {
        let bytes = batch.bytes.span
        let orderedAt = batch.number(row, columns.orderedAt) ?? missingInstant
        let money = money(batch, row, orderedAt, refunds)
        totals.addTime(orderedAt)

        scratch.fold(bytes.extracting(batch.range(row, columns.promoCode)), codes.names)
        let link = bytes.extracting(batch.range(row, columns.link))
        var unknown: [UInt8] = []
        let credit = credit(batch, row, &scratch, orderedAt, money, &totals, unknown: &unknown)
        totals.days.add(bytes.extracting(batch.range(row, columns.store)), at: orderedAt)
        let fault = codeFault(credit, scratch, orderedAt)
        if unknown.isEmpty { totals.add(credit, money, scratch, fault, link: link) } else { totals.add(credit, money, scratch, fault, link: unknown.span) }
        if batch.range(row, columns.reference).isEmpty { totals.hasShopOrders = true }
        if credit.deal >= 0, let gross = money.gross, gross > 0 {
            totals.repeated.add(
                store: bytes.extracting(batch.range(row, columns.store)),
                source: sources.source(ofInput: bytes.extracting(batch.range(row, columns.input))).span,
                order: bytes.extracting(batch.range(row, columns.orderID)), seller: sellers[Int(credit.deal)],
                currency: bytes.extracting(batch.range(row, columns.currency)),
                amounts: columns.amounts(batch, row).reportable, orderedAt: orderedAt, gross: gross)
        }
        if credit.deal >= 0, money.isPending, (money.gross ?? 0) > 0 { totals.addPending(money) }
        // A zone that is wrong by a day makes no sale an early one.
        if credit.deal >= 0, credit.kind == .promoCode, (money.gross ?? 0) > 0, orderedAt != missingInstant,
            deals.deals[Int(credit.deal)].startedAt > orderedAt + CivilTime.secondsPerDay
        {
            totals.addBeforeStart(money)
        }
        if credit.kind == .utm, (money.gross ?? 0) > 0,
            attribution.namesOther(than: credit.deal, link: link, campaign: bytes.extracting(batch.range(row, columns.campaign)), at: orderedAt)
        {
            totals.addOtherDeal(money)
        }
        // As of posts: a zone that is wrong by a day is none of it.
        if credit.deal >= 0, money.gross != nil, orderedAt > request.asOf, orderedAt - request.asOf > ValueBound.slackAfterCutOff {
            totals.addAfterCutOff(money)
        }
        if money.reason == .unknownStatus {
            totals.addUnknownStatus(bytes.extracting(batch.range(row, columns.status)), money.apart)
        }
        if credit.deal >= 0, batch.flag(row, columns.giftCard) == true, (money.gross ?? 0) > 0 { totals.addGiftCard(money) }
        return Conclusion(row: row, credit: credit, money: money)
    }

    // MARK: credit

    /// By the order's own codes and link, and by those under which a network reports it or another store holds it.
    ///
    /// - Parameter unknown: becomes a network's link that names nobody, where nothing else credits anybody.
    private func credit(
        _ batch: StageRows, _ row: Int, _ scratch: inout OrderScratch, _ orderedAt: Int64, _ money: OrderMoney,
        _ totals: inout OrderTotals, unknown: inout [UInt8]
    ) -> Credit {
        let link = batch.bytes.span.extracting(batch.range(row, columns.link))
        guard let evidence, !(evidence.reported.isEmpty && evidence.copies.isEmpty) else {
            return attribution.credit(orderCodes: scratch.known, link: link, orderedAt: orderedAt)
        }
        let identity = columns.identity(batch, row)
        let reports = evidence.reported.reports(of: identity.span)
        for report in reports {
            scratch.foldMore(report.codes.span, codes.names)
            totals.addSameSale(money)
        }
        let copies = evidence.copies.credits(of: identity.span)
        for copy in copies { scratch.foldMore(copy.codes.span, codes.names) }
        if evidence.copies.hasCopies(identity.span) { totals.addCopy(money) }
        // A network's credit goes before what the shop's own link says; of several networks that of the row that stands.
        let own = Array(batch.bytes[batch.range(row, columns.link)])
        let isReport = !batch.isMissing(row, columns.reference)
        for link in (isReport ? [own] : []) + reports.map(\.link) {
            let credit = attribution.credit(orderCodes: scratch.known, link: link.span, orderedAt: orderedAt)
            if credit.deal >= 0 || credit.kind == .ambiguousCode {
                unknown = []
                return credit
            }
            if credit.hasUnknownLink, unknown.isEmpty { unknown = link }
        }
        var credit = shared(attribution.credit(orderCodes: scratch.known, link: link, orderedAt: orderedAt), with: copies, scratch, orderedAt)
        if credit.deal >= 0 || credit.hasUnknownLink { unknown = [] }
        if !unknown.isEmpty { credit.hasUnknownLink = true }
        return credit
    }

    /// An order's credit beside what the links of its copies say: they count where its own says nothing, and links that name two
    /// creators credit nobody, as two codes do.
    private func shared(_ credit: Credit, with copies: [OrderCopies.Credit], _ scratch: OrderScratch, _ orderedAt: Int64) -> Credit {
        guard credit.kind == .utm || credit.kind == .unattributed, !credit.hasAmbiguousLink else { return credit }
        var found = credit
        for copy in copies where !copy.link.isEmpty {
            let other = attribution.credit(orderCodes: scratch.known, link: copy.link.span, orderedAt: orderedAt)
            guard other.deal >= 0 else { continue }
            if found.deal < 0 {
                found = other
            } else if sellers[Int(found.deal)] != sellers[Int(other.deal)] {
                return Credit(kind: .unattributed, deal: -1, hasAmbiguousLink: true)
            }
        }
        return found
    }

    private func codeFault(_ credit: Credit, _ scratch: OrderScratch, _ orderedAt: Int64) -> CodeFault? {
        guard !scratch.known.isEmpty, credit.kind != .promoCode else { return nil }
        if credit.kind == .ambiguousCode {
            let hasTwoOwners = scratch.known.contains { code in
                attribution.credit(orderCodes: [code], link: [UInt8]().span, orderedAt: orderedAt).kind == .ambiguousCode
            }
            return hasTwoOwners ? .ambiguous : .twoCreators
        }
        if scratch.known.allSatisfy(codes.isWithoutDeal(code:)) || scratch.known.contains(where: { attribution.isOfMissingDeal(code: $0, at: orderedAt) }) {
            return .withoutDeal
        }
        return orderedAt == missingInstant ? .undated : .notValid
    }

    /// Whether a shop's row stands for this row of a network, or one store's for this of another.
    private func isSaleOfOther(_ batch: StageRows, _ row: Int) -> Bool {
        guard let evidence else { return false }
        if !batch.isMissing(row, columns.reference) { return evidence.reported.isPaired(columns.identity(batch, row).span) }
        return !evidence.copies.isEmpty && evidence.copies.isCopy(columns.identity(batch, row).span)
    }

    /// Stores and files of the rows.
    private func stores(_ rows: StageRows) -> ByteTable {
        var stores = ByteTable()
        let bytes = rows.bytes.span
        var last: (store: Range<Int>, input: Range<Int>)?
        for row in rows.indices {
            let (store, input) = (rows.range(row, columns.store), rows.range(row, columns.input))
            if let last, compareBytes(bytes.extracting(last.store), bytes.extracting(store)) == 0,
                compareBytes(bytes.extracting(last.input), bytes.extracting(input)) == 0 { continue }
            last = (store, input)
            _ = stores.insert((Array(rows.bytes[store]) + [Shards.separator] + Array(rows.bytes[input])).span)
        }
        return stores
    }

    private func needsEvidence(_ batch: StageRows, _ row: Int) -> Bool {
        if !batch.isMissing(row, columns.reference) { return true }
        guard !batch.isMissing(row, columns.total), !batch.isMissing(row, columns.tax) else { return false }
        return columns.amounts(batch, row).taxPlace == .unclear
    }

    // MARK: money

    private func money(
        _ batch: StageRows, _ row: Int, _ orderedAt: Int64, _ refunds: OrderRefunds?
    ) -> OrderMoney {
        let bytes = batch.bytes.span
        let status = statuses.status(bytes.extracting(batch.range(row, columns.status)))
        switch status {
        case .cancelled: return OrderMoney(reason: .cancelled)
        case .voided: return OrderMoney(reason: .voided)
        case .failed: return OrderMoney(reason: .failed)
        case nil, .paid, .pending, .refunded, .partiallyRefunded: break
        }
        let amounts = columns.amounts(batch, row)
        let code = bytes.extracting(batch.range(row, columns.currency))
        let onlyTakesBack =
            refunds?.hasNoSale
            ?? columns.takesBack(
                amounts, hasRefundID: !batch.isMissing(row, columns.refundID), isRefunded: status == .refunded)
        if onlyTakesBack {
            // Nothing was counted, so nothing can be taken back.
            let amount = (amounts.refund ?? 0) > 0 ? amounts.refund : amounts.revenue.map { $0 == .min ? .max : abs($0) }
            return OrderMoney(reason: .refundOnly, apart: amount.flatMap { known($0, code, orderedAt) })
        }
        guard let revenue = amounts.revenue else { return OrderMoney(reason: .noRevenue) }
        if status == nil { return OrderMoney(reason: .unknownStatus, apart: known(revenue, code, orderedAt)) }
        var place = amounts.taxPlace
        if place == .unclear, let evidence {
            place = evidence.taxPlace(input: bytes.extracting(batch.range(row, columns.input)))
        }
        let counted = place == .inside ? amounts.revenueWithoutTax() ?? revenue : revenue
        switch currency.convert(counted, currency: code, at: orderedAt) {
        case .noCurrency: return OrderMoney(reason: .noCurrency)
        case .noRate, .tooLarge: return OrderMoney(reason: .noRate)
        case .known(let gross, let olderRate):
            var money = OrderMoney(gross: gross, usesOlderRate: olderRate)
            money.isTaxUnclear = place == .unclear
            money.isPending = status == .pending
            if counted != revenue { money.taxRemoved = known(revenue - counted, code, orderedAt) ?? 0 }
            takeBack(&money, amounts, counted, isWhole: status == .refunded, refunds, code, orderedAt)
            let isRefunded = status == .partiallyRefunded || !batch.isMissing(row, columns.refundedAt)
            money.isRefundUnknown = isRefunded && (money.refund ?? 0) == 0 && gross > 0
            return money
        }
    }

    /// Sets the refund of an order: what its own row says (`OrderAmounts.counted`) or what its refund rows add up to, at most
    /// what was counted; whichever is more.
    private func takeBack(
        _ money: inout OrderMoney, _ amounts: OrderAmounts, _ counted: Int64, isWhole: Bool, _ refunds: OrderRefunds?,
        _ code: Span<UInt8>, _ orderedAt: Int64
    ) {
        guard let gross = money.gross else { return }
        let said = amounts.refund ?? 0
        // A sale that is refunded altogether nets nothing, whatever else went back with it.
        let isWhole = (isWhole && (said <= 0 || (amounts.total == nil && said > counted))) || refunds?.isWhole == true
        guard amounts.refund != nil || isWhole || refunds?.refunds.isEmpty == false else { return }
        var own: Int128 = 0
        if let refund = amounts.refund {
            own = Int128(known(amounts.counted(refund: refund, of: counted), code, orderedAt) ?? 0)
            // Said whether it is cut or counted: more went back than came.
            money.isRefundCut = refund > max(counted, amounts.total ?? 0)
        }
        var rows: Int128 = 0
        var repeated: Int128 = 0
        var lacksRate = false
        for refund in refunds?.refunds ?? [] {
            let isSame = compareBytes(refund.currency.span, code) == 0
            func part(_ amount: Int64) -> Int128 {
                guard isSame else {
                    let known = known(amount, refund.currency.span, orderedAt)
                    if known == nil { lacksRate = true }
                    return Int128(known ?? 0)
                }
                let ofSale = refund.isOfGoods ? amounts.counted(goods: amount, of: counted) : amounts.counted(refund: amount, of: counted)
                return Int128(known(ofSale, code, orderedAt) ?? 0)
            }
            rows += part(refund.amount)
            repeated += part(refund.amount) * Int128(refund.repeats) + refund.otherAmounts.reduce(0) { $0 + part($1) }
        }
        money.lacksRefundRate = lacksRate && !isWhole
        if rows > Int128(gross) { money.isRefundCut = true }
        // Rows of refunds together never take back more than was counted (Methods 1.6).
        let all = Int128(max(gross, 0))
        money.refund = isWhole ? gross : Int64(clamping: max(own, min(rows, all)))
        // A sale's own row that names as much as the different rows says that there were no more.
        if !isWhole, own < rows { money.refundInDoubt = Int64(clamping: min(rows + repeated, all) - min(rows, all)) }
    }

    /// An amount in the reporting currency, where it is known.
    private func known(_ amount: Int64, _ code: Span<UInt8>, _ orderedAt: Int64) -> Int64? {
        if case .known(let converted, _) = currency.convert(amount, currency: code, at: orderedAt) { converted } else { nil }
    }
}

internal import Jobs
internal import RecordFormats
internal import Findings
internal import SocialData
internal import TextValues

/// Money and number of orders credited to something. Sums are exact.
struct OrderSum: Sendable, Equatable {
    var orders = 0
    /// Orders among them that bring no money.
    var withoutMoney = 0
    var gross: Int128 = 0
    var refund: Int128 = 0

    mutating func add(_ money: OrderMoney) {
        orders += 1
        if money.reason != .none { withoutMoney += 1 }
        gross += Int128(money.gross ?? 0)
        refund += Int128(money.refund ?? 0)
    }

    /// Counts an order by an amount that stands apart from revenue and refunds.
    mutating func add(apart amount: (some FixedWidthInteger)?) {
        orders += 1
        if amount == nil { withoutMoney += 1 }
        gross += Int128(amount ?? 0)
    }

    mutating func merge(_ other: OrderSum) {
        orders += other.orders
        withoutMoney += other.withoutMoney
        gross += other.gross
        refund += other.refund
    }

    func row(_ attribution: OrderCredit) -> AttributionRow {
        AttributionRow(
            attribution: attribution, orders: orders, gross: ExactTotal(gross), refund: ExactTotal(refund),
            withoutMoney: withoutMoney)
    }
}

/// An order's money in the reporting currency; nil where it brings none or the file says nothing.
struct OrderMoney: Sendable, Equatable {
    var gross: Int64?
    var refund: Int64?
    var reason = OrderReason.none
    var usesOlderRate = false
    /// What stands apart: the revenue of an order with an unknown status, a refund without its order.
    var apart: Int64?
    /// Tax that was taken out of the revenue.
    var taxRemoved: Int64 = 0
    /// The revenue may hold tax: nothing shows where it is.
    var isTaxUnclear = false
    /// A part was refunded, and nothing says how much.
    var isRefundUnknown = false
    /// Refunds named more than the revenue.
    var isRefundCut = false
}

/// What one shard of orders became.
struct OrderShard: Sendable {
    var facts = FactRows()
    var accepted = 0
    var bytes = 0
    var kept = 0
    var duplicates = DuplicateTally()
    var totals = OrderTotals()
    /// Orders of other files or shards decide about some of these; nothing else was filled in.
    var needsEvidence = false
}

/// Orders: one row per (store, order_id), its money in the reporting currency, and the deal it is credited to.
struct OrderNormalizer: Sendable {
    private let files: StagedFiles
    private let columns = OrderColumns()
    private let order = RowOrder(.orders)
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

    /// Facts of one identity shard. Orders credited to a deal stand in the shard of its creator, the others stay in
    /// theirs; in each by (store, order_id).
    func normalize(shard: Int) throws -> OrderShard {
        try request.stop?.check()
        var text: [UInt8] = []
        let dropped = try files.read(shard: shard, into: &text)
        var result = OrderShard()
        result.bytes = text.count
        result.totals = OrderTotals(deals: deals.count, codes: codes.names.count)

        var index = IdentityIndex()
        var lines: [Range<Int>] = []
        try files.forEachBatch(of: text) { batch in
            let bytes = batch.bytes.span
            for record in batch.records {
                if evidence == nil, needsEvidence(batch, record) { result.needsEvidence = true }
                lines.append(record.offset..<record.offset + Int(record.rawLength))
                index.add(
                    bytes.extracting(batch.range(record, columns.store)),
                    bytes.extracting(batch.range(record, columns.orderID)))
            }
        }
        guard !result.needsEvidence else { return result }
        index.sort()
        result.accepted = lines.count + dropped
        let duplicates = try ShardDuplicates(index, text: text, files: files, order: order) { lines[$0] }
        result.duplicates = duplicates.tally
        result.duplicates.drop(dropped)
        let twins = OrderTwins(columns: columns, statuses: statuses, sources: sources)
        var refunds: [Int: OrderRefunds] = [:]
        for group in duplicates.groups {
            twins.add(group.rows, group.identity, duplicates.rows, &result.totals)
            refunds[group.keptPlace] = OrderRefunds(group.rows, duplicates.rows, columns, statuses)
        }

        // The kept rows in order, split once more: orders are few beside posts, and this way nothing is held per field.
        var ordered: [UInt8] = []
        ordered.reserveCapacity(text.count)
        for row in duplicates.kept {
            ordered.append(contentsOf: text[lines[Int(row)]])
            ordered.append(UInt8(ascii: "\n"))
        }
        var outputs: [UInt8] = []
        var ends: [Int] = []
        var buckets = ShardBuckets(count: duplicates.kept.count)
        var scratch = OrderScratch()
        var place = 0
        try files.forEachBatch(of: ordered) { batch in
            for record in batch.records {
                defer { place += 1 }
                if isSameSale(batch, record) {
                    // The shop's row of this sale stands elsewhere and takes its credit.
                    result.duplicates.drop(1)
                    continue
                }
                let deal = append(batch, record, refunds[place], &scratch, to: &outputs, &result.totals)
                buckets.add(UInt32(ends.count), shard: deal >= 0 ? shardOfDeal[deal] : shard)
                ends.append(outputs.count)
            }
        }
        result.kept = ends.count
        buckets.forEachShard { target, rows in
            for row in rows {
                let start = row == 0 ? 0 : ends[Int(row) - 1]
                result.facts.bytes.append(contentsOf: outputs[start..<ends[Int(row)]])
                result.facts.endRow()
            }
            result.facts.close(shard: target)
        }
        return result
    }

    /// Appends an order's fact row and counts it; returns its deal, −1 for none.
    private func append(
        _ batch: FieldBatch, _ record: RecordSpan, _ refunds: OrderRefunds?, _ scratch: inout OrderScratch,
        to output: inout [UInt8], _ totals: inout OrderTotals
    ) -> Int {
        let bytes = batch.bytes.span
        let orderedAt = Canonical.instant(bytes.extracting(batch.range(record, columns.orderedAt))) ?? missingInstant
        let money = money(batch, record, orderedAt, refunds)

        scratch.fold(bytes.extracting(batch.range(record, columns.promoCode)), codes.names)
        let link = bytes.extracting(batch.range(record, columns.link))
        let credit = credit(batch, record, &scratch, orderedAt, money, &totals)
        totals.add(credit, money, scratch, codeFault(credit, scratch, orderedAt), link: link)
        if batch.range(record, columns.reference).isEmpty { totals.hasShopOrders = true }
        if credit.deal >= 0, let gross = money.gross, gross > 0 {
            totals.repeated.add(
                store: bytes.extracting(batch.range(record, columns.store)),
                source: sources.source(ofInput: bytes.extracting(batch.range(record, columns.input))).span,
                order: bytes.extracting(batch.range(record, columns.orderID)), seller: sellers[Int(credit.deal)],
                currency: bytes.extracting(batch.range(record, columns.currency)),
                amounts: columns.amounts(batch, record).reportable, orderedAt: orderedAt, gross: gross)
        }
        if money.reason == .unknownStatus {
            totals.addUnknownStatus(bytes.extracting(batch.range(record, columns.status)), money.apart)
        }
        if !scratch.isEmpty, Canonical.flag(bytes.extracting(batch.range(record, columns.giftCard))) == true {
            totals.addGiftCard(money)
        }

        let comma = UInt8(ascii: ",")
        let start = Int(record.rawStart)
        output.append(contentsOf: batch.bytes[start..<start + columns.canonicalLength(batch, record)])
        output.append(comma)
        if let gross = money.gross { Canonical.append(money: gross, to: &output) }
        output.append(comma)
        if let refund = money.refund { Canonical.append(money: refund, to: &output) }
        output.append(comma)
        AttributionKind.words.append(credit.kind.rawValue, to: &output)
        output.append(comma)
        if credit.deal >= 0 { deals.appendID(Int(credit.deal), to: &output) }
        output.append(comma)
        OrderReason.words.append(money.reason.rawValue, to: &output)
        output.append(UInt8(ascii: "\n"))
        return Int(credit.deal)
    }

    // MARK: credit

    /// By the order's own codes and link, and by those under which a network reports it.
    private func credit(
        _ batch: FieldBatch, _ record: RecordSpan, _ scratch: inout OrderScratch, _ orderedAt: Int64, _ money: OrderMoney,
        _ totals: inout OrderTotals
    ) -> Credit {
        let link = batch.bytes.span.extracting(batch.range(record, columns.link))
        guard let reported = evidence?.reported, !reported.isEmpty else {
            return attribution.credit(orderCodes: scratch.known, link: link, orderedAt: orderedAt)
        }
        let reports = reported.reports(of: columns.identity(batch, record).span)
        for report in reports {
            scratch.foldMore(report.codes.span, codes.names)
            totals.addSameSale(money)
        }
        // A network's credit goes before what the shop's own link says; of several networks that of the row that stands.
        let isReport = !batch.range(record, columns.reference).isEmpty
        let links = (isReport ? [Array(batch.bytes[batch.range(record, columns.link)])] : []) + reports.map(\.link)
        for link in links {
            let credit = attribution.credit(orderCodes: scratch.known, link: link.span, orderedAt: orderedAt)
            if credit.deal >= 0 || credit.kind == .ambiguousCode { return credit }
        }
        return attribution.credit(orderCodes: scratch.known, link: link, orderedAt: orderedAt)
    }

    private func codeFault(_ credit: Credit, _ scratch: OrderScratch, _ orderedAt: Int64) -> CodeFault? {
        guard !scratch.known.isEmpty, credit.kind != .promoCode else { return nil }
        if credit.kind == .ambiguousCode {
            let hasTwoOwners = scratch.known.contains { code in
                attribution.credit(orderCodes: [code], link: [UInt8]().span, orderedAt: orderedAt).kind == .ambiguousCode
            }
            return hasTwoOwners ? .ambiguous : .twoCreators
        }
        if scratch.known.allSatisfy(codes.isWithoutDeal(code:)) { return .withoutDeal }
        return orderedAt == missingInstant ? .undated : .notValid
    }

    private func isSameSale(_ batch: FieldBatch, _ record: RecordSpan) -> Bool {
        guard let evidence, !batch.range(record, columns.reference).isEmpty else { return false }
        return evidence.reported.isPaired(columns.identity(batch, record).span)
    }

    private func needsEvidence(_ batch: FieldBatch, _ record: RecordSpan) -> Bool {
        if !batch.range(record, columns.reference).isEmpty { return true }
        guard !batch.range(record, columns.total).isEmpty, !batch.range(record, columns.tax).isEmpty else { return false }
        return columns.amounts(batch, record).taxPlace == .unclear
    }

    // MARK: money

    private func money(
        _ batch: FieldBatch, _ record: RecordSpan, _ orderedAt: Int64, _ refunds: OrderRefunds?
    ) -> OrderMoney {
        let bytes = batch.bytes.span
        let status = statuses.status(bytes.extracting(batch.range(record, columns.status)))
        switch status {
        case .cancelled: return OrderMoney(reason: .cancelled)
        case .voided: return OrderMoney(reason: .voided)
        case .failed: return OrderMoney(reason: .failed)
        case nil, .paid, .pending, .refunded, .partiallyRefunded: break
        }
        let amounts = columns.amounts(batch, record)
        let code = bytes.extracting(batch.range(record, columns.currency))
        let onlyTakesBack =
            refunds?.hasNoSale
            ?? columns.takesBack(
                amounts, hasRefundID: !batch.range(record, columns.refundID).isEmpty, isRefunded: status == .refunded)
        if onlyTakesBack {
            // Nothing was counted, so nothing can be taken back.
            let amount = (amounts.refund ?? 0) > 0 ? amounts.refund : amounts.revenue.map { $0 == .min ? .max : abs($0) }
            return OrderMoney(reason: .refundOnly, apart: amount.flatMap { known($0, code, orderedAt) })
        }
        guard let revenue = amounts.revenue else { return OrderMoney(reason: .noRevenue) }
        if status == nil { return OrderMoney(reason: .unknownStatus, apart: known(revenue, code, orderedAt)) }
        var place = amounts.taxPlace
        if place == .unclear, let evidence {
            place = evidence.taxPlace(input: bytes.extracting(batch.range(record, columns.input)))
        }
        let counted = place == .inside ? amounts.revenueWithoutTax() ?? revenue : revenue
        switch currency.convert(counted, currency: code, at: orderedAt) {
        case .noCurrency: return OrderMoney(reason: .noCurrency)
        case .noRate, .tooLarge: return OrderMoney(reason: .noRate)
        case .known(let gross, let olderRate):
            var money = OrderMoney(gross: gross, usesOlderRate: olderRate)
            money.isTaxUnclear = place == .unclear
            if counted != revenue { money.taxRemoved = known(revenue - counted, code, orderedAt) ?? 0 }
            takeBack(&money, amounts, counted, isWhole: status == .refunded, refunds, code, orderedAt)
            money.isRefundUnknown = status == .partiallyRefunded && (money.refund ?? 0) == 0 && gross > 0
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
        for refund in refunds?.refunds ?? [] {
            let isSame = compareBytes(refund.currency.span, code) == 0
            let part = refund.isOfGoods
                ? amounts.counted(goods: refund.amount, of: counted) : amounts.counted(refund: refund.amount, of: counted)
            let amount = isSame ? part : refund.amount
            rows += Int128(known(amount, isSame ? code : refund.currency.span, orderedAt) ?? 0)
        }
        if rows > Int128(gross) { money.isRefundCut = true }
        // Rows of refunds together never take back more than was counted (Methods 1.6).
        money.refund = isWhole ? gross : Int64(clamping: max(own, min(rows, Int128(max(gross, 0)))))
    }

    /// An amount in the reporting currency, where it is known.
    private func known(_ amount: Int64, _ code: Span<UInt8>, _ orderedAt: Int64) -> Int64? {
        if case .known(let converted, _) = currency.convert(amount, currency: code, at: orderedAt) { converted } else { nil }
    }
}

internal import Jobs
internal import RecordFormats
internal import Findings
internal import SocialData

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

    mutating func merge(_ other: OrderSum) {
        orders += other.orders
        withoutMoney += other.withoutMoney
        gross += other.gross
        refund += other.refund
    }

    func row(_ attribution: String) -> AttributionRow {
        AttributionRow(
            attribution: attribution, orders: orders, gross: ExactTotal(gross), refund: ExactTotal(refund),
            withoutMoney: withoutMoney)
    }
}

/// Why an order brings no money; words of the fact column `excluded`.
enum OrderReason: Int, Sendable, CaseIterable {
    case none, cancelled, voided, failed, noRevenue, noCurrency, noRate

    static let words = WordList(["", "cancelled", "voided", "failed", "no_revenue", "no_currency", "no_rate"])
}

/// An order's money in the reporting currency; nil where it brings none or the file says nothing.
struct OrderMoney: Sendable, Equatable {
    var gross: Int64?
    var refund: Int64?
    var reason = OrderReason.none
    var usesOlderRate = false
}

/// What one shard of orders became.
struct OrderShard: Sendable {
    var facts = FactRows()
    var accepted = 0
    var bytes = 0
    var kept = 0
    var duplicates = DuplicateTally()
    var totals = OrderTotals()
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
    private let request: NormalizationRequest

    init(
        _ files: StagedFiles, codes: CodeTable, deals: DealTable, attribution: OrderAttribution,
        currency: ReportingCurrency, shardOfDeal: [Int], request: NormalizationRequest
    ) {
        self.files = files
        self.codes = codes
        self.deals = deals
        self.attribution = attribution
        self.currency = currency
        self.shardOfDeal = shardOfDeal
        self.request = request
    }

    /// Facts of one identity shard. Orders credited to a deal stand in the shard of its creator, the others stay in
    /// theirs; in each by (store, order_id).
    func normalize(shard: Int) throws -> OrderShard {
        try request.stop?.check()
        var text: [UInt8] = []
        try files.read(shard: shard, into: &text)
        var result = OrderShard()
        result.bytes = text.count
        result.totals = OrderTotals(deals: deals.count, codes: codes.names.count)

        var index = IdentityIndex()
        var lines: [Range<Int>] = []
        try files.forEachBatch(of: text) { batch in
            let bytes = batch.bytes.span
            for record in batch.records {
                lines.append(record.offset..<record.offset + Int(record.rawLength))
                index.add(
                    bytes.extracting(batch.range(record, columns.store)),
                    bytes.extracting(batch.range(record, columns.orderID)))
            }
        }
        index.sort()
        result.accepted = lines.count
        let duplicates = try ShardDuplicates(index, text: text, files: files, order: order) { lines[$0] }
        result.duplicates = duplicates.tally
        result.kept = duplicates.kept.count
        for group in duplicates.groups { addMergedStores(group.rows, group.identity, duplicates.rows, &result.totals) }

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
        try files.forEachBatch(of: ordered) { batch in
            for record in batch.records {
                let deal = append(batch, record, &scratch, to: &outputs, &result.totals)
                buckets.add(UInt32(ends.count), shard: deal >= 0 ? shardOfDeal[deal] : shard)
                ends.append(outputs.count)
            }
        }
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
        _ batch: FieldBatch, _ record: RecordSpan, _ scratch: inout OrderScratch, to output: inout [UInt8],
        _ totals: inout OrderTotals
    ) -> Int {
        let bytes = batch.bytes.span
        let orderedAt = Canonical.instant(bytes.extracting(batch.range(record, columns.orderedAt))) ?? missingInstant
        let money = money(batch, record, orderedAt)

        scratch.fold(bytes.extracting(batch.range(record, columns.promoCode)), codes.names)
        let link = bytes.extracting(batch.range(record, columns.link))
        let credit = attribution.credit(orderCodes: scratch.known, link: link, orderedAt: orderedAt)
        totals.add(credit, money, scratch, link: link)

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

    private func money(_ batch: FieldBatch, _ record: RecordSpan, _ orderedAt: Int64) -> OrderMoney {
        let bytes = batch.bytes.span
        if let reason = columns.reason(ofStatus: bytes.extracting(batch.range(record, columns.status))) {
            return OrderMoney(reason: reason)
        }
        guard let revenue = Canonical.money(bytes.extracting(batch.range(record, columns.revenue))) else {
            return OrderMoney(reason: .noRevenue)
        }
        let code = bytes.extracting(batch.range(record, columns.currency))
        switch currency.convert(revenue, currency: code, at: orderedAt) {
        case .noCurrency: return OrderMoney(reason: .noCurrency)
        case .noRate, .tooLarge: return OrderMoney(reason: .noRate)
        case .known(let gross, let olderRate):
            var money = OrderMoney(gross: gross, usesOlderRate: olderRate)
            if let refund = Canonical.money(bytes.extracting(batch.range(record, columns.refund))),
                case .known(let converted, _) = currency.convert(refund, currency: code, at: orderedAt)
            {
                money.refund = converted
            }
            return money
        }
    }

    /// The same order number at two times or in two currencies: two shops under one name (METHODS.md 1.6).
    private func addMergedStores(
        _ group: Range<Int>, _ identity: String, _ rows: RowStore, _ totals: inout OrderTotals
    ) {
        let bytes = rows.bytes.span
        for column in [columns.orderedAt, columns.currency] {
            var first: Int?
            for row in group where !rows.isEmpty(row, column) {
                guard let known = first else {
                    first = row
                    continue
                }
                let order = compareBytes(
                    bytes.extracting(rows.range(known, column)), bytes.extracting(rows.range(row, column)))
                guard order != 0 else { continue }
                return totals.addMergedStores(identity, inputs: group.map { rows.text($0, columns.input) })
            }
        }
    }
}

/// Positions of the order columns that normalize looks at.
struct OrderColumns: Sendable {
    let store = Entity.orders.position("store")
    let orderID = Entity.orders.position("order_id")
    let orderedAt = Entity.orders.position("ordered_at")
    let currency = Entity.orders.position("currency")
    let revenue = Entity.orders.position("revenue")
    let refund = Entity.orders.position("refund")
    let status = Entity.orders.position("status")
    let promoCode = Entity.orders.position("promo_code")
    let link = Entity.orders.position("utm_creator")
    let input = Entity.orders.columns.count
    let line = Entity.orders.columns.count + 1

    private let cancelled = Array(OrderStatus.cancelled.rawValue.utf8)
    private let voided = Array(OrderStatus.voided.rawValue.utf8)
    private let failed = Array(OrderStatus.failed.rawValue.utf8)

    /// Cancelled, voided and failed orders bring no money (METHODS.md 4.2).
    func reason(ofStatus status: Span<UInt8>) -> OrderReason? {
        if compareBytes(status, cancelled.span) == 0 { return .cancelled }
        if compareBytes(status, voided.span) == 0 { return .voided }
        return compareBytes(status, failed.span) == 0 ? .failed : nil
    }

    /// Length of a staged row without its last two fields, which are never quoted.
    func canonicalLength(_ batch: FieldBatch, _ record: RecordSpan) -> Int {
        Int(record.rawLength) - batch.range(record, input).count - batch.range(record, line).count - 2
    }
}

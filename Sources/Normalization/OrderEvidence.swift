internal import SocialData
internal import StageFiles
internal import TextValues

/// What no single order tells: where a file's prices hold the tax, which orders two sources hold, and which of a network's sales a
/// shop holds.
struct OrderEvidence: Sendable {
    /// By input: orders that show the tax inside their prices, and orders that show it outside.
    private var inputs = ByteTable()
    private var taxes: [(inside: Int, outside: Int)] = []
    var copies = OrderCopies()
    var reported = ReportedSales()

    mutating func add(_ place: TaxPlace, input: Span<UInt8>) {
        let number = inputs.insert(input)
        if number == taxes.count { taxes.append((0, 0)) }
        switch place {
        case .inside: taxes[number].inside += 1
        case .outside: taxes[number].outside += 1
        case .unclear: break
        }
    }

    /// Where the tax of an order is whose own total does not show it: where all other orders of its file have it.
    func taxPlace(input: Span<UInt8>) -> TaxPlace {
        guard let number = inputs.find(input) else { return .unclear }
        let (inside, outside) = taxes[number]
        if inside > 0, outside == 0 { return .inside }
        return outside > 0 && inside == 0 ? .outside : .unclear
    }
}

/// Collects the evidence in one or two passes over all orders.
struct OrderEvidenceCollector {
    private let files: StagedFiles
    private let columns = OrderColumns()
    private let request: NormalizationRequest
    private let statuses: OrderStatuses

    init(_ files: StagedFiles, request: NormalizationRequest) {
        self.files = files
        self.request = request
        statuses = OrderStatuses(request.statuses)
    }

    func collect() throws -> OrderEvidence {
        var evidence = OrderEvidence()
        try files.forEachBatch(stop: request.stop, progress: nil) { batch in
            let bytes = batch.bytes.span
            for row in batch.indices {
                let amounts = columns.amounts(batch, row)
                if let place = amounts.taxPlace {
                    evidence.add(place, input: bytes.extracting(batch.range(row, columns.input)))
                }
                if !batch.isMissing(row, columns.reference) {
                    evidence.reported.add(sale(batch, row))
                } else if isSale(batch, row, amounts) {
                    evidence.copies.note(
                        store: bytes.extracting(batch.range(row, columns.store)),
                        orderID: bytes.extracting(batch.range(row, columns.orderID)), orderedAt: orderedAt(batch, row))
                }
            }
        }
        evidence.copies.prepare()
        if !evidence.copies.isEmpty { try offerCopies(&evidence.copies) }
        evidence.copies.finish()
        guard !evidence.reported.isEmpty else { return evidence }
        evidence.reported.prepare()
        try files.forEachBatch(stop: request.stop, progress: nil) { batch in
            let bytes = batch.bytes.span
            for row in batch.indices where batch.isMissing(row, columns.reference) {
                let amounts = columns.amounts(batch, row)
                let identity = columns.identity(batch, row)
                guard (amounts.revenue ?? 0) > 0, !evidence.copies.isCopy(identity.span) else { continue }
                evidence.reported.offer(
                    identity: identity, orderID: bytes.extracting(batch.range(row, columns.orderID)), orderedAt: orderedAt(batch, row),
                    currency: bytes.extracting(batch.range(row, columns.currency)), amounts)
            }
        }
        evidence.reported.finish()
        return evidence
    }

    private func offerCopies(_ copies: inout OrderCopies) throws {
        try files.forEachBatch(stop: request.stop, progress: nil) { batch in
            let bytes = batch.bytes.span
            for row in batch.indices where batch.isMissing(row, columns.reference) {
                guard copies.asks(bytes.extracting(batch.range(row, columns.orderID))) else { continue }
                func text(_ column: Int) -> [UInt8] { Array(batch.bytes[batch.range(row, column)]) }
                let amounts = columns.amounts(batch, row)
                let isSale = isSale(batch, row, amounts)
                copies.offer(
                    OrderCopies.Row(
                        identity: columns.identity(batch, row), store: text(columns.store), orderID: text(columns.orderID),
                        orderedAt: orderedAt(batch, row), currency: text(columns.currency), amounts: amounts, isSale: isSale,
                        takenBack: takenBack(batch, row, amounts, isSale: isSale), refundID: text(columns.refundID),
                        credit: OrderCopies.Credit(codes: text(columns.promoCode), link: text(columns.link))))
            }
        }
    }

    private func isSale(_ batch: StageRows, _ row: Int, _ amounts: OrderAmounts) -> Bool {
        (amounts.revenue ?? 0) > 0 && batch.isMissing(row, columns.refundID)
    }

    /// What a row says was not earned in the end; it only ranks the rows of one sale.
    private func takenBack(_ batch: StageRows, _ row: Int, _ amounts: OrderAmounts, isSale: Bool) -> Int64 {
        let refund = amounts.refund ?? 0
        let whole = OrderAmounts.takenBack(amounts.revenue) ?? 0
        guard isSale else { return max(refund, whole) }
        switch statuses.status(batch.bytes.span.extracting(batch.range(row, columns.status))) {
        case .cancelled, .voided, .failed, .refunded: return max(refund, whole)
        case .paid, .pending, .partiallyRefunded, nil: return refund
        }
    }

    private func sale(_ batch: StageRows, _ row: Int) -> ReportedSale {
        let status = statuses.status(batch.bytes.span.extracting(batch.range(row, columns.status)))
        // Networks call a sale refunded that they declined: nothing of it is left to credit.
        let standing: ReportedSale.Standing = status.isEnd || status == .refunded ? .ended : status == .failed ? .failed : .sale
        func credit(_ column: Int) -> [UInt8] { standing == .sale ? Array(batch.bytes[batch.range(row, column)]) : [] }
        return ReportedSale(
            identity: columns.identity(batch, row), store: Array(batch.bytes[batch.range(row, columns.store)]),
            orderedAt: orderedAt(batch, row), currency: Array(batch.bytes[batch.range(row, columns.currency)]),
            amount: columns.amounts(batch, row).revenue,
            codes: credit(columns.promoCode), link: credit(columns.link), standing: standing,
            reference: ReportedSales.key(of: batch.bytes.span.extracting(batch.range(row, columns.reference))))
    }

    private func orderedAt(_ batch: StageRows, _ row: Int) -> Int64 {
        batch.number(row, columns.orderedAt) ?? missingInstant
    }
}

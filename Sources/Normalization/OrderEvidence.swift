internal import RecordFormats
internal import SocialData
internal import TextValues

/// What no single order tells: where a file's prices hold the tax, and which sales two sources hold.
struct OrderEvidence: Sendable {
    /// By input: orders that show the tax inside their prices, and orders that show it outside.
    private var inputs = ByteTable()
    private var taxes: [(inside: Int, outside: Int)] = []
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

    init(_ files: StagedFiles, request: NormalizationRequest) {
        self.files = files
        self.request = request
    }

    func collect() throws -> OrderEvidence {
        var evidence = OrderEvidence()
        try files.forEachBatch(stop: request.stop, progress: nil) { batch in
            let bytes = batch.bytes.span
            for record in batch.records {
                if let place = columns.amounts(batch, record).taxPlace {
                    evidence.add(place, input: bytes.extracting(batch.range(record, columns.input)))
                }
                if !batch.range(record, columns.reference).isEmpty { evidence.reported.add(sale(batch, record)) }
            }
        }
        guard !evidence.reported.isEmpty else { return evidence }
        evidence.reported.prepare()
        try files.forEachBatch(stop: request.stop, progress: nil) { batch in
            let bytes = batch.bytes.span
            for record in batch.records where batch.range(record, columns.reference).isEmpty {
                let amounts = columns.amounts(batch, record)
                guard (amounts.revenue ?? 0) > 0 else { continue }
                evidence.reported.offer(
                    identity: columns.identity(batch, record), orderID: bytes.extracting(batch.range(record, columns.orderID)),
                    orderedAt: orderedAt(batch, record),
                    currency: bytes.extracting(batch.range(record, columns.currency)), amounts)
            }
        }
        evidence.reported.finish()
        return evidence
    }

    private func sale(_ batch: FieldBatch, _ record: RecordSpan) -> ReportedSale {
        ReportedSale(
            identity: columns.identity(batch, record), store: Array(batch.bytes[batch.range(record, columns.store)]),
            orderedAt: orderedAt(batch, record), currency: Array(batch.bytes[batch.range(record, columns.currency)]),
            amount: columns.amounts(batch, record).revenue,
            codes: Array(batch.bytes[batch.range(record, columns.promoCode)]),
            link: Array(batch.bytes[batch.range(record, columns.link)]),
            reference: ReportedSales.key(of: batch.bytes.span.extracting(batch.range(record, columns.reference))))
    }

    private func orderedAt(_ batch: FieldBatch, _ record: RecordSpan) -> Int64 {
        Canonical.instant(batch.bytes.span.extracting(batch.range(record, columns.orderedAt))) ?? missingInstant
    }
}

internal import SocialData
internal import StageFiles
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
            for row in batch.indices {
                if let place = columns.amounts(batch, row).taxPlace {
                    evidence.add(place, input: bytes.extracting(batch.range(row, columns.input)))
                }
                if !batch.isMissing(row, columns.reference) { evidence.reported.add(sale(batch, row)) }
            }
        }
        guard !evidence.reported.isEmpty else { return evidence }
        evidence.reported.prepare()
        try files.forEachBatch(stop: request.stop, progress: nil) { batch in
            let bytes = batch.bytes.span
            for row in batch.indices where batch.isMissing(row, columns.reference) {
                let amounts = columns.amounts(batch, row)
                guard (amounts.revenue ?? 0) > 0 else { continue }
                evidence.reported.offer(
                    identity: columns.identity(batch, row), orderID: bytes.extracting(batch.range(row, columns.orderID)),
                    orderedAt: orderedAt(batch, row),
                    currency: bytes.extracting(batch.range(row, columns.currency)), amounts)
            }
        }
        evidence.reported.finish()
        return evidence
    }

    private func sale(_ batch: StageRows, _ row: Int) -> ReportedSale {
        ReportedSale(
            identity: columns.identity(batch, row), store: Array(batch.bytes[batch.range(row, columns.store)]),
            orderedAt: orderedAt(batch, row), currency: Array(batch.bytes[batch.range(row, columns.currency)]),
            amount: columns.amounts(batch, row).revenue,
            codes: Array(batch.bytes[batch.range(row, columns.promoCode)]),
            link: Array(batch.bytes[batch.range(row, columns.link)]),
            reference: ReportedSales.key(of: batch.bytes.span.extracting(batch.range(row, columns.reference))))
    }

    private func orderedAt(_ batch: StageRows, _ row: Int) -> Int64 {
        batch.number(row, columns.orderedAt) ?? missingInstant
    }
}

internal import SocialData
internal import StageFiles
internal import TextValues

/// What an amount is in the reporting currency.
enum ReportingAmount: Sendable, Equatable {
    /// The amount, and whether the rate is one of an earlier day.
    case known(Int64, olderRate: Bool)
    case noCurrency
    case noRate
    case tooLarge
}

/// Converts amounts into the reporting currency by the rates of their day (Methods 1.2).
struct ReportingCurrency: Sendable {
    let code: CurrencyCode
    private let zone: ZoneOffsets
    private var rates = ExchangeRates()
    /// Days, with the currency, for which a currency has two different rates; the greater one is used.
    private var conflicts: Set<[UInt8]> = []
    var conflictingRates: Int { conflicts.count }

    /// - Throws: `unknownCurrency`.
    init(_ currency: String, zone: ZoneOffsets) throws(NormalizationError) {
        guard let code = CurrencyCode(currency) else {
            throw NormalizationError(
                .unknownCurrency,
                "currency \(currency): not a code of ISO 4217; write one such as EUR or USD in the pipeline file")
        }
        self.code = code
        self.zone = zone
    }

    mutating func add(rates batch: StageRows) {
        let (dayColumn, currencyColumn) = (RateColumn.day.position, RateColumn.currency.position)
        let rateColumn = RateColumn.rate.position
        let bytes = batch.bytes.span
        for row in batch.indices {
            guard let day = batch.number(row, dayColumn).map({ Int32($0) }),
                let currency = CurrencyCode(bytes.extracting(batch.range(row, currencyColumn))),
                let rate = ExactDecimal(bytes.extracting(batch.range(row, rateColumn)))
            else { continue }
            if rates.add(day: day, currency: currency, rate: rate) {
                conflicts.insert(batch.spelling(row, dayColumn) + batch.spelling(row, currencyColumn))
            }
        }
    }

    /// - Parameters:
    ///   - currency: the row's code; empty or unknown is no currency.
    ///   - instant: of the order or of the deal's start; `missingInstant` finds no rate, but needs none in the reporting
    ///     currency.
    func convert(_ amount: Int64, currency: Span<UInt8>, at instant: Int64) -> ReportingAmount {
        guard let source = CurrencyCode(currency) else { return .noCurrency }
        return convert(amount, from: source, to: code, at: instant)
    }

    /// The same between any two currencies.
    func convert(_ amount: Int64, from source: CurrencyCode, to target: CurrencyCode, at instant: Int64) -> ReportingAmount {
        if source == target { return .known(amount, olderRate: false) }
        guard instant != missingInstant else { return .noRate }
        switch rates.convert(amount, from: source, to: target, on: CivilTime.day(of: instant, in: zone)) {
        case .converted(let converted, let age): return .known(converted, olderRate: age > 0)
        case .noRate: return .noRate
        case .outOfRange: return .tooLarge
        }
    }
}

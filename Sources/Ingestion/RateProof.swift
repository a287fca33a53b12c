internal import ExportFormats
internal import SocialData
internal import TextValues

/// Proves that exchange rates are units for one euro, not euro for one unit: of many currencies one euro has bought more than one unit
/// on every day since there is a euro, and where their rates are less than 1, those of the file are the other way round. Dollar, pound and franc have
/// stayed on their side of 1, or close to it, since 2003.
enum RateProof {
    private static let small = Set(
        ["JPY", "KRW", "HUF", "IDR", "VND", "CLP", "COP", "ISK", "INR", "PHP", "THB", "CZK", "DKK", "SEK", "NOK", "PLN", "RUB", "TWD", "HKD", "CNY",
         "MXN", "ZAR", "RON", "UAH", "RSD", "KZT", "NGN", "KES", "EGP", "PKR", "ILS", "MYR", "TRY", "AUD", "CAD", "NZD", "SGD", "BRL", "BGN", "AED", "SAR",
         "QAR", "MAD", "PEN", "ARS"].compactMap { CurrencyCode($0) })

    /// Between these a rate per euro of other currencies has stayed since 2003, in 1/10,000, with some room; the other way round they are elsewhere.
    private static let usual: [CurrencyCode: ClosedRange<Int64>] = [
        "USD": 9_500...Int64.max, "GBP": 0...9_900, "CHF": 8_500...Int64.max,
    ].reduce(into: [:]) { usual, entry in if let code = CurrencyCode(entry.key) { usual[code] = entry.value } }

    /// 2003-01-01, in days since 1970.
    private static let firstUsualDay: Int64 = 12_053

    /// - Throws: `FileRefusal` that names the first such rate.
    static func check(_ rows: EntityRows) throws(FileRefusal) {
        guard rows.entity == .rates else { return }
        let currencies = rows.columns[RateColumn.currency.position]
        let rates = rows.columns[RateColumn.rate.position]
        let days = rows.columns[RateColumn.day.position]
        for row in rows.lines.indices where rows.isKept[row] {
            guard let currency = currencies.withText(row, { CurrencyCode($0) }), let rate = rates.withText(row, { ExactDecimal($0) }), rate.units > 0,
                small.contains(currency) && rate < .one || isUnusual(rate, currency, day: days.isPresent[row] ? days.numbers[row] : 0)
            else { continue }
            let spelling = String(decoding: rates.bytes[rates.range(row)], as: UTF8.self)
            throw FileRefusal(
                "line \(rows.lines[row]): \(spelling) is what one \(currency.text) is worth, and a rate is how many \(currency.text) one euro buys, so the file's rates are the other way round; write 1 divided by each",
                publicReason: "its exchange rates are the other way round: a rate is how many units of the currency one euro buys")
        }
    }

    /// One euro has bought 0.96 to 1.60 dollars, 0.57 to 0.98 pounds and 0.92 to 1.68 francs.
    private static func isUnusual(_ rate: ExactDecimal, _ currency: CurrencyCode, day: Int64) -> Bool {
        guard day >= firstUsualDay, let usual = usual[currency], let amount = rate.scaled(to: 4) else { return false }
        return !usual.contains(amount)
    }
}

internal import ExportFormats
internal import SocialData
internal import TextValues

/// Proves that exchange rates are units for one euro, not euro for one unit: of many currencies one euro has bought more than one unit
/// on every day since there is a euro, and where their rates are less than 1, those of the file are the other way round.
enum RateProof {
    private static let small = Set(
        ["JPY", "KRW", "HUF", "IDR", "VND", "CLP", "COP", "ISK", "INR", "PHP", "THB", "CZK", "DKK", "SEK", "NOK", "PLN", "RUB", "TWD", "HKD", "CNY",
         "MXN", "ZAR", "RON", "UAH", "RSD", "KZT", "NGN", "KES", "EGP", "PKR", "ILS", "MYR", "TRY"].compactMap { CurrencyCode($0) })

    /// - Throws: `FileRefusal` that names the first such rate.
    static func check(_ rows: EntityRows) throws(FileRefusal) {
        guard rows.entity == .rates else { return }
        let currencies = rows.columns[RateColumn.currency.position]
        let rates = rows.columns[RateColumn.rate.position]
        for row in rows.lines.indices where rows.isKept[row] {
            guard let currency = currencies.withText(row, { CurrencyCode($0) }), small.contains(currency),
                let rate = rates.withText(row, { ExactDecimal($0) }), rate.units > 0, rate < .one
            else { continue }
            let spelling = String(decoding: rates.bytes[rates.range(row)], as: UTF8.self)
            throw FileRefusal(
                "line \(rows.lines[row]): \(spelling) is what one \(currency.text) is worth, and a rate is how many \(currency.text) one euro buys, so the file's rates are the other way round; write 1 divided by each",
                publicReason: "its exchange rates are the other way round: a rate is how many units of the currency one euro buys")
        }
    }
}

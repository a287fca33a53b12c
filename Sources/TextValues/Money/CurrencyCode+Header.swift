extension CurrencyCode {
    /// What a header says that its amounts are in: a code in capitals, a sign, `euro`; nil where it says nothing.
    package static func inHeader(_ header: String) -> CurrencySign? {
        if let code = code(inHeader: header) { return .one(code) }
        let signs = Array(header.utf8).map { byte in
            // Signs stand apart from words: `kr` in `Kritik` is none.
            Ascii.isLetter(byte) || "/[]{}:;_#".utf8.contains(byte) ? UInt8(ascii: " ") : byte
        }
        return sign(in: signs.span) ?? (words(header).contains { $0.lowercased() == "euro" } ? .one(.euro) : nil)
    }

    /// The code that stands in a header.
    package static func code(inHeader header: String) -> CurrencyCode? {
        words(header).lazy.compactMap { headerCodes.contains($0) ? CurrencyCode(String($0)) : nil }.first
    }

    private static func words(_ header: String) -> [Substring] { header.split { !$0.isLetter && !$0.isNumber } }

    /// Codes that are no words: `ALL` and `TOP` are currencies, too.
    private static let headerCodes: Set<Substring> = [
        "EUR", "USD", "GBP", "CHF", "PLN", "SEK", "NOK", "DKK", "CZK", "HUF", "RON", "CAD", "AUD", "NZD", "JPY", "CNY", "INR", "BRL", "MXN", "AED", "SGD", "ZAR",
    ]
}

import TestSupport
import Testing
import TextValues

@Suite struct CurrencyCodeTests {
    @Test(arguments: ["EUR", "USD", "PLN", " INR ", "HRK", "TRY"])
    func known(code: String) {
        #expect(CurrencyCode(code)?.text == code.replacing(" ", with: ""))
    }

    @Test(arguments: [("usd", "USD"), (" Eur ", "EUR"), ("tRy", "TRY")])
    func knownInAnyCase(text: String, code: String) {
        #expect(CurrencyCode(text)?.text == code)
    }

    /// The sign of one currency is that currency; the sign of several is a choice.
    @Test(arguments: [
        ("€", ["EUR"]), ("1.400,00 €", ["EUR"]), ("£5", ["GBP"]), ("R$ 5,00", ["BRL"]), ("US$5", ["USD"]), ("A$5", ["AUD"]), ("5 zł", ["PLN"]),
        ("$5 CAD", ["CAD"]), ("usd", ["USD"]), ("1 400,00\u{202F}₽", ["RUB"]), ("100 TL", ["TRY"]), ("¥", ["JPY", "CNY"]), ("kr", ["SEK", "NOK", "DKK", "ISK"]),
    ])
    func signs(text: String, codes: [String]) throws {
        let expected = try codes.map { try #require(CurrencyCode($0)) }
        #expect(reading(text) { CurrencyCode.sign(in: $0) } == (expected.count == 1 ? .one(expected[0]) : .several(expected)))
    }

    /// A header names a currency, or says more than that.
    @Test(arguments: [
        ("EUR", "EUR"), ("in EUR", "EUR"), ("€, netto", "EUR"), ("eur net", "EUR"), ("EUR k", nil), ("k€", nil), ("EUR thousand", nil), ("EUR, Tsd.", nil),
        ("EUR cents", nil), ("EUR per post", nil), ("EUR or USD", nil), ("EUR incl. VAT", nil), ("net", nil), ("", nil),
    ] as [(String, String?)])
    func named(text: String, code: String?) throws {
        let expected = try code.map { CurrencySign.one(try #require(CurrencyCode($0))) }
        #expect(reading(text) { CurrencyCode.sign(named: $0) } == expected)
    }

    @Test func nothingSaysACurrency() {
        #expect(reading("1,234.50") { CurrencyCode.sign(in: $0) } == nil)
        #expect(reading("points") { CurrencyCode.sign(in: $0) } == nil)
    }

    @Test(arguments: ["", "XXX", "XTS", "$", "EU", "EURO", "ABC", "€"])
    func unknown(code: String) {
        #expect(CurrencyCode(code) == nil)
    }

    @Test(arguments: [("€", "EUR"), ("₹", "INR"), ("zł", "PLN"), ("$", nil), ("kr", nil), ("¥", nil)] as [(String, String?)])
    func symbols(symbol: String, code: String?) {
        #expect(CurrencyCode(symbol: symbol)?.text == code)
    }

    @Test(arguments: [
        ("US Dollar", "USD"), ("U.S. Dollars", "USD"), ("Schweizer Franken", "CHF"), ("pound sterling", "GBP"), ("Złoty", "PLN"), ("EUROS", "EUR"),
        ("Dollar", nil), ("Krone", nil), ("Gold", nil), ("", nil), ("Euro or Dollar", nil),
    ] as [(String, String?)])
    func names(name: String, code: String?) {
        let bytes = Array(name.utf8)
        #expect(CurrencyCode(name: bytes.span)?.text == code)
    }
}

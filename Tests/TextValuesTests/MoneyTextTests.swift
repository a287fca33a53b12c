import TestSupport
import Testing
import TextValues

private let symbols = CurrencySymbols(["₹", "€", "£", "zł", "$", "US$", "PLN"])

@Suite struct MoneyTextTests {
    @Test(arguments: [
        ("12.50", "plain", 125_000), ("12", "plain", 120_000), ("-255", "plain", -2_550_000), ("0.00", "plain", 0), (" 1.5 ", "plain", 15_000),
        ("₹1,156.00", "1,234.5", 11_560_000), ("€12.34", "plain", 123_400), ("12,34 €", "1234,5", 123_400), ("12,34\u{A0}€", "1.234,5", 123_400),
        ("1.156,00 zł", "1.234,5", 11_560_000), ("£ 5", "plain", 50_000), ("US$7.00", "plain", 70_000), ("PLN 7", "plain", 70_000),
        ("-€12.34", "plain", -123_400), ("€-12.34", "plain", -123_400), ("€ -12.34", "plain", -123_400), ("- 12.34", "plain", -123_400),
        ("12.34-", "plain", -123_400), ("12,34- €", "1234,5", -123_400), ("(12.34)", "plain", -123_400), ("(€12.34)", "plain", -123_400),
        ("+3.00", "plain", 30_000), ("\u{2212}3.00", "plain", -30_000), ("1 156,5", "1 234,5", 11_565_000),
        // half to even at the fourth decimal
        ("0.00005", "plain", 0), ("0.00015", "plain", 2), ("0.00025", "plain", 2), ("0.000250000000000000000000000000000000000001", "plain", 3),
        ("-0.00025", "plain", -2), ("0.12345", "plain", 1234), ("0.12355", "plain", 1236), ("922337203685477.5807", "plain", .max),
    ] as [(String, String, Int64)])
    func amounts(text: String, style: String, value: Int64) throws {
        let style = try #require(NumberStyle(name: style))
        #expect(reading(text) { MoneyText.parse($0, style: style, symbols: symbols) } == .value(value))
    }

    @Test(arguments: [
        ("₹255.00 ₹0.00", "plain", .notANumber), ("¥5", "plain", .notANumber), ("12 kr", "plain", .notANumber), ("€€5", "plain", .notANumber),
        ("-5-", "plain", .notANumber), ("(-5)", "plain", .notANumber), ("(5", "plain", .notANumber), ("5)", "plain", .notANumber),
        ("()", "plain", .notANumber), ("€", "plain", .notANumber), ("-", "plain", .notANumber), ("--", "plain", .notANumber),
        ("1,156.00", "plain", .notANumber), ("1,1560", "1,234.5", .misplacedSeparator), ("7.48E-6", "plain", .exponentForm), ("1e400", "plain", .exponentForm),
        ("NaN", "plain", .notANumber), ("inf", "plain", .notANumber), ("922337203685477.5808", "plain", .outOfRange),
        ("999999999999999999999", "plain", .outOfRange), ("12.50.00", "plain", .notANumber), ("#N/A", "plain", .notANumber),
    ] as [(String, String, CellFault)])
    func bad(text: String, style: String, fault: CellFault) throws {
        let style = try #require(NumberStyle(name: style))
        #expect(reading(text) { MoneyText.parse($0, style: style, symbols: symbols) } == .bad(fault))
    }

    /// What people write into sheets: codes and signs on either side, words, a dash for no cents.
    @Test(arguments: [
        ("$1,400.00 USD", "1,234.5", 14_000_000), ("usd 12.50", "plain", 125_000), ("1.400,00 EUR", "1.234,5", 14_000_000), ("Rp 1.400.000", "1.234,5", 14_000_000_000),
        ("$1.4K", "plain", 14_000_000), ("1,4 Mio. €", "1.234,5", 14_000_000_000), ("1.2M USD", "plain", 12_000_000_000), ("1.400,-", "1.234,5", 14_000_000), ("1 400:-", "1 234,5", 14_000_000), ("1.400,- €", "1.234,5", 14_000_000), ("80,--", "1.234,5", 800_000), ("2.000,-- €", "1.234,5", 20_000_000), ("80.–", "plain", 800_000), ("1'400.— CHF", "1'234.5", 14_000_000),
        ("12 kr", "plain", 120_000), ("CHF 1'400.50", "1'234.5", 14_005_000), ("1 400,00\u{202F}€", "1 234,5", 14_000_000), ("100 TL", "plain", 1_000_000),
        ("١٢٫٥٠", "plain", 125_000), ("-$5", "plain", -50_000), ("($5)", "plain", -50_000),
    ] as [(String, String, Int64)])
    func amountsOfSheets(text: String, style: String, value: Int64) throws {
        let style = try #require(NumberStyle(name: style))
        #expect(reading(text) { MoneyText.parse($0, style: style, symbols: .common, words: .careful) } == .value(value))
    }

    @Test(arguments: [("12 B", CellFault.ambiguousSuffix), ("12 K K", .notANumber), ("free", .notANumber), ("12 XXX", .notANumber), ("$ $ 5", .notANumber), ("1.400,-5", .notANumber), ("80,---", .notANumber), ("80,--5", .notANumber)])
    func badAmountsOfSheets(text: String, fault: CellFault) {
        #expect(reading(text) { MoneyText.parse($0, symbols: .common, words: .careful) } == .bad(fault))
    }

    @Test func onlyDeclaredSymbolsAreDropped() {
        #expect(reading("€5") { MoneyText.parse($0) } == .bad(.notANumber))
        #expect(reading(" ") { MoneyText.parse($0) } == .missing)
    }
}

@Suite struct DecimalTextTests {
    @Test(arguments: [
        ("12.5", "plain", "12.5"), ("12,50", "1234,5", "12.5"), ("-3", "plain", "-3"), ("1,234.5", "1,234.5", "1234.5"), ("1.0956", "plain", "1.0956"),
        ("15.466666666666667", "plain", "15.466666666666667"),
    ])
    func decimals(text: String, style: String, spelling: String) throws {
        let style = try #require(NumberStyle(name: style))
        let decimal = try #require(reading(text) { DecimalText.parse($0, style: style).value })
        #expect(written { decimal.append(to: &$0) } == spelling)
    }

    @Test(arguments: [
        ("", .missing), ("N/A", .bad(.notANumber)), ("1e3", .bad(.exponentForm)), ("NaN", .bad(.notANumber)), ("5 s", .bad(.notANumber)),
        ("99999999999999999999999", .bad(.outOfRange)), ("9223372036854775808", .bad(.outOfRange)),
    ] as [(String, Parsed<ExactDecimal>)])
    func others(text: String, expected: Parsed<ExactDecimal>) {
        #expect(reading(text) { DecimalText.parse($0) } == expected)
    }
}

@Suite struct DurationTextTests {
    @Test(arguments: [
        ("0:13:29", "809"), ("13:29", "809"), ("2:05", "125"), ("1:00:00", "3600"), ("100:00:00", "360000"), ("89", "89"), ("12.5", "12.5"),
        ("90:00", "5400"), ("PT1H2M3S", "3723"), ("PT45S", "45"), ("PT2M", "120"), ("P1DT1S", "86401"), ("PT4.9S", "4"), ("0", "0"),
    ])
    func seconds(text: String, spelling: String) throws {
        let duration = try #require(reading(text) { DurationText.parse($0).value })
        #expect(written { duration.append(to: &$0) } == spelling)
    }

    @Test(arguments: ["1:2", "1:60", "1:60:00", ":30", "1:", "1:2:3:4", "1:00:00:00", "P", "PT", "PT5", "PT1S2M", "P1M", "PTS", "a:b", "T5S"])
    func bad(text: String) {
        #expect(reading(text) { DurationText.parse($0).fault } != nil, "\(text)")
    }
}

import SocialData
import TestSupport
import Testing
import TextValues

@Suite struct MoneyTests {
    // By hand: amount × to ÷ from, ties to the even neighbour.
    @Test(arguments: [
        // 100.00 USD at 1.25 USD per euro = 80.00 EUR
        (1_000_000, "1.25", "1", 800_000),
        // 0.0001 × 1/2 = 0.00005 → 0; 0.0003/2 = 0.00015 → 0.0002; 0.0005/2 = 0.00025 → 0.0002
        (1, "2", "1", 0), (3, "2", "1", 2), (5, "2", "1", 2), (7, "2", "1", 4),
        (-1, "2", "1", 0), (-3, "2", "1", -2), (-5, "2", "1", -2),
        // 10.00 GBP at 0.8 per euro, in USD at 1.1: 10 × 1.1 / 0.8 = 13.75
        (100_000, "0.8", "1.1", 137_500),
        // 1.00 at 3 per euro = 0.3333…; 2.00 at 3 = 0.6666… → 0.6667
        (10_000, "3", "1", 3333), (20_000, "3", "1", 6667),
        // more decimals than four cancel exactly: 1 × 0.000001 / 0.000001
        (10_000, "0.000001", "0.000001", 10_000),
        (.max, "1", "1", .max), (.max, "1", "2", nil), (.min, "1", "1", .min), (1, "0", "1", nil), (1, "1", "0", nil),
        (1, "-1", "1", nil),
    ] as [(Int64, String, String, Int64?)])
    func converts(amount: Int64, from: String, to: String, expected: Int64?) throws {
        let from = try #require(reading(from) { ExactDecimal($0) })
        let to = try #require(reading(to) { ExactDecimal($0) })
        #expect(Money.convert(amount: amount, from: from, to: to) == expected)
    }

    @Test(arguments: [
        (5, 2, 2), (7, 2, 4), (-5, 2, -2), (-7, 2, -4), (5, 3, 2), (4, 3, 1), (-5, 3, -2), (0, 7, 0), (6, 3, 2), (1, 2, 0),
        (-1, 2, 0), (3, 2, 2),
    ] as [(Int128, Int128, Int128)])
    func dividesHalfToEven(numerator: Int128, denominator: Int128, quotient: Int128) {
        #expect(Money.divideHalfToEven(numerator, by: denominator) == quotient)
    }
}

@Suite struct ExchangeRatesTests {
    private func rates() throws -> ExchangeRates {
        var rates = ExchangeRates()
        for (day, code, rate) in [(100, "USD", "1.25"), (110, "USD", "1.1"), (100, "GBP", "0.8"), (90, "USD", "1.5")] {
            rates.add(day: Int32(day), currency: try currency(code), rate: try decimal(rate))
        }
        return rates
    }
    private func currency(_ code: String) throws -> CurrencyCode { try #require(CurrencyCode(code)) }
    private func decimal(_ text: String) throws -> ExactDecimal { try #require(reading(text) { ExactDecimal($0) }) }

    @Test(arguments: [
        (100, .converted(800_000, rateAge: 0)), (107, .converted(800_000, rateAge: 7)), (108, .noRate), (99, .noRate),
        (97, .converted(666_667, rateAge: 7)), (89, .noRate), (110, .converted(909_091, rateAge: 0)), (117, .converted(909_091, rateAge: 7)), (118, .noRate),
    ] as [(Int32, Conversion)])
    func theLastRateAtMostSevenDaysBack(day: Int32, expected: Conversion) throws {
        #expect(try rates().convert(1_000_000, from: currency("USD"), to: .euro, on: day) == expected)
    }

    @Test func crossesTheEuro() throws {
        // 10.00 GBP × 1.25 / 0.8 = 15.625 USD
        #expect(
            try rates().convert(100_000, from: currency("GBP"), to: currency("USD"), on: 101)
                == .converted(156_250, rateAge: 1))
        // The USD of day 110 and a GBP rate ten days old: none.
        #expect(try rates().convert(100_000, from: currency("GBP"), to: currency("USD"), on: 110) == .noRate)
        #expect(try rates().convert(7, from: currency("JPY"), to: currency("JPY"), on: 5) == .converted(7, rateAge: 0))
        #expect(try rates().convert(7, from: currency("JPY"), to: .euro, on: 100) == .noRate)
        #expect(try rates().convert(.max, from: .euro, to: currency("USD"), on: 100) == .outOfRange)
    }

    @Test func theGreaterOfTwoRatesWhateverTheOrder() throws {
        var forwards = ExchangeRates()
        var backwards = ExchangeRates()
        let usd = try currency("USD")
        #expect(forwards.add(day: 5, currency: usd, rate: try decimal("1.2")) == false)
        #expect(forwards.add(day: 5, currency: usd, rate: try decimal("1.25")) == true)
        #expect(forwards.add(day: 5, currency: usd, rate: try decimal("1.25")) == false)
        backwards.add(day: 5, currency: usd, rate: try decimal("1.25"))
        #expect(backwards.add(day: 5, currency: usd, rate: try decimal("1.2")) == true)
        #expect(forwards == backwards)
        #expect(forwards.currencies == [usd])
    }
}

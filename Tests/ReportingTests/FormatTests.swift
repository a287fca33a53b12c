import Findings
@testable import Reporting
import Testing

@Suite struct FormatTests {
    @Test(arguments: [
        (0.0, ""), (1.0, "1"), (-12.5, "125"), (0.001, "1"), (1e-7, "1"), (1.5e300, "15"),
        (123_456_789.25, "12345678925"),
        (.leastNonzeroMagnitude, "5"), (100.0, "1"),
    ])
    func digitsOfDoubles(value: Double, digits: String) throws {
        let decimal = try #require(DecimalDigits(value))
        #expect(decimal.digits.map(String.init).joined() == digits)
        // Whatever the digits are, they read back to the same value.
        #expect(Double(decimal.text()) == value)
    }

    @Test func notFiniteHasNoDigits() {
        #expect(DecimalDigits(.nan) == nil)
        #expect(DecimalDigits(.infinity) == nil)
        #expect(DecimalDigits(-.infinity) == nil)
    }

    /// Halves away from zero; a carry runs through nines and may lengthen the number.
    @Test(arguments: [
        (0.125, 2, "0.13"), (-0.125, 2, "-0.13"), (9.995, 2, "10.00"), (0.004, 2, "0.00"), (-0.004, 2, "0.00"),
        (0.999, 0, "1"), (0.4, 0, "0"),
        (0.5, 0, "1"), (1234.5678, 1, "1234.6"), (2.0, 3, "2.000"), (0.0049999, 2, "0.00"),
    ])
    func roundsDecimals(value: Double, decimals: Int, text: String) throws {
        #expect(try #require(DecimalDigits(value)).rounded(decimals: decimals).text(decimals: decimals) == text)
    }

    /// 12 significant digits, plain: 1/3, 2/3, tiny, large, negative.
    @Test(
        arguments: [
            (1.0 / 3, "0.333333333333"), (2.0 / 3, "0.666666666667"), (1e-5, "0.00001"), (-1.25e-7, "-0.000000125"),
            (1e15, "1000000000000000"),
            (123_456_789_012_345, "123456789012000"), (0, "0"), (-0.0, "0"), (0.1 + 0.2, "0.3"),
            (99.999_999_999_999_9, "100"),
        ] as [(Double, String)])
    func publishes(value: Double, text: String) { #expect(Format.published(value) == text) }

    @Test func publishesNothingForAbsent() {
        #expect(Format.published(nil) == "")
        #expect(Format.published(.nan) == "")
        #expect(Format.published(.infinity) == "")
    }

    @Test(
        arguments: [
            (Int128(123_456_000), "12,345.60"), (-5_049, "−0.50"), (5_050, "0.51"), (0, "0.00"),
            (10_000_000_000, "1,000,000.00"), (-12_345_678_900, "−1,234,567.89"),
        ] as [(Int128, String)])
    func moneyOfPages(amount: Int128, text: String) { #expect(plain(Format.money(ExactTotal(amount))) == text) }

    @Test(
        arguments: [
            (Int128(123_456), "12.3456"), (-10_000, "-1.00"), (5, "0.0005"), (0, "0.00"), (1_250_000, "125.00"),
        ] as [(Int128, String)])
    func moneyOfTables(amount: Int128, text: String) { #expect(ExactTotal(amount).amountText == text) }

    @Test func countsAreGrouped() {
        #expect(plain(Format.count(0)) == "0")
        #expect(plain(Format.count(999)) == "999")
        #expect(plain(Format.count(1_000)) == "1,000")
        #expect(plain(Format.count(-1_234_567)) == "−1,234,567")
        #expect(Format.count(1_000) == "1,000")
        #expect(Format.counted(1, .creator) == "1 creator")
        #expect(Format.counted(0, .creator) == "0 creators")
    }

    @Test func percents() {
        #expect(plain(Format.percent(0.0342)) == "3.42%")
        #expect(plain(Format.percent(0.00123)) == "0.123%")
        #expect(plain(Format.percent(1.234)) == "123%")
        #expect(plain(Format.percent(0)) == "0%")
        #expect(plain(Format.percent(nil)) == "–")
        #expect(plain(Format.percent(.nan)) == "–")
        #expect(plain(Format.setting(0.95)) == "95%")
        #expect(plain(Format.setting(0.995)) == "99.5%")
        #expect(plain(Format.share(0.304)) == "30%")
        #expect(plain(Format.share(0.004)) == "0.4%")
        #expect(plain(Format.share(0.999)) == "99.9%")
        #expect(plain(Format.share(1)) == "100%")
        #expect(plain(Format.share(nil)) == "–")
    }

    /// Value and limits have the same decimals, and a limit never steps over the border by rounding.
    @Test func intervals() {
        func times(_ value: Double, _ low: Double, _ high: Double) -> String {
            plain(Format.quantity(value, low: low, high: high, kind: .times, border: 1).text)
        }
        #expect(times(1.9123, 1.5049, 2.4301) == "1.9 (1.5 to 2.4)")
        #expect(times(1.04, 0.98, 1.1) == "1.04 (0.98 to 1.10)")
        #expect(times(1.5, 1.004, 2.2) == "1.500 (1.004 to 2.200)")
        #expect(times(0.7, 0.5, 0.9996) == "0.7000 (0.5000 to 0.9996)")
        #expect(times(23.4, 12.1, 45) == "23 (12 to 45)")
        #expect(times(1.9, 1e-300, 1e304) == "1.900 (0.000 to 1.0 × 10^304)")
        let money = Format.quantity(0.3412, low: 0.0021, high: 0.6, kind: .money, border: 0)
        #expect(plain(money.text) == "0.341 (0.002 to 0.600)")
        #expect(plain(Format.quantity(0.0312, kind: .money).text) == "0.031")
        #expect(plain(Format.quantity(14.2, kind: .money).text) == "14.20")
        #expect(
            plain(Format.quantity(0.0118, low: 0.0031, high: 0.0452, kind: .percent).text) == "1.18% (0.31 to 4.52)")
        #expect(Format.quantity(1.5, low: nil, high: 2, kind: .times).interval == nil)
        #expect(Format.quantity(nil, low: 1, high: 2, kind: .times).text == "–")
    }

    @Test func probabilities() {
        #expect(Format.probability(0.0341) == "0.034")
        #expect(Format.probability(0.00001) == "<0.0001")
        #expect(Format.probability(1) == "1")
        #expect(Format.probability(nil) == "–")
    }
}

import TestSupport
import Testing
import TextValues

@Suite struct CanonicalTests {
    @Test(arguments: [
        ("0", 0), ("42", 42), ("-7", -7), ("9223372036854775807", .max), ("-9223372036854775808", .min),
        ("", nil), ("-", nil), ("-0", nil), ("007", nil), ("+5", nil), (" 5", nil), ("5 ", nil), ("5.0", nil),
        ("9223372036854775808", nil), ("-9223372036854775809", nil), ("99999999999999999999", nil), ("1e3", nil),
    ] as [(String, Int64?)])
    func counts(text: String, value: Int64?) {
        #expect(reading(text) { Canonical.count($0) } == value)
    }

    @Test(arguments: [
        ("12", 120_000), ("12.5", 125_000), ("-0.01", -100), ("0", 0), ("0.00005", 0), ("0.00015", 2), ("0.00025", 2),
        ("0.00035", 4), ("0.000050000000000000000000000000000000000000001", 1), ("-0.00015", -2), ("-0.00025", -2),
        ("922337203685477.5807", .max), ("-922337203685477.5808", .min), ("922337203685477.58075", nil),
        ("922337203685477.58074999999999999999999999999", .max), ("922337203685477.5808", nil), ("", nil), (".5", nil),
        ("5.", nil), ("1,5", nil), ("1e3", nil), ("NaN", nil), ("--1", nil), ("123456789012345678901", nil),
    ] as [(String, Int64?)])
    func money(text: String, value: Int64?) {
        #expect(reading(text) { Canonical.money($0) } == value)
    }

    @Test(arguments: [
        (0, "0.00"), (1, "0.0001"), (120, "0.012"), (100, "0.01"), (125_000, "12.50"), (-70_000, "-7.00"),
        (1_234_567, "123.4567"), (1_234_560, "123.456"), (.max, "922337203685477.5807"), (.min, "-922337203685477.5808"),
    ] as [(Int64, String)])
    func moneyText(value: Int64, text: String) {
        #expect(written { Canonical.append(money: value, to: &$0) } == text)
    }

    // Seconds: date -u -d TEXT +%s
    @Test(arguments: [
        ("1970-01-01T00:00:00Z", 0), ("2025-03-18T09:48:00Z", 1_742_291_280), ("2038-01-19T03:14:08Z", 2_147_483_648),
        ("0001-01-01T00:00:00Z", -62_135_596_800), ("9999-12-31T23:59:59Z", 253_402_300_799),
        ("1969-12-31T23:59:59Z", -1), ("0000-01-01T00:00:00Z", -62_167_219_200), ("2024-02-29T12:00:00Z", 1_709_208_000),
        ("2023-02-29T12:00:00Z", nil), ("2025-13-01T00:00:00Z", nil), ("2025-00-01T00:00:00Z", nil),
        ("2025-03-18T24:00:00Z", nil), ("2025-03-18T09:60:00Z", nil), ("2025-03-18T09:48:60Z", nil),
        ("2025-03-18 09:48:00Z", nil), ("2025-03-18T09:48:00", nil), ("2025-03-18", nil), ("", nil),
    ] as [(String, Int64?)])
    func instants(text: String, value: Int64?) {
        #expect(reading(text) { Canonical.instant($0) } == value)
        if let value { #expect(written { Canonical.append(instant: value, to: &$0) } == text) }
    }

    @Test(arguments: [
        ("1970-01-01", 0), ("2025-03-18", 20_165), ("1969-12-31", -1), ("2000-02-30", nil), ("2000-2-3", nil), ("", nil),
        ("20250318", nil), ("2025-03-1a", nil),
    ] as [(String, Int32?)])
    func days(text: String, value: Int32?) {
        #expect(reading(text) { Canonical.day($0) } == value)
        if let value { #expect(written { Canonical.append(day: value, to: &$0) } == text) }
    }

    @Test(arguments: [("1", true), ("0", false), ("", nil), ("2", nil), ("true", nil), ("01", nil)] as [(String, Bool?)])
    func flags(text: String, value: Bool?) {
        #expect(reading(text) { Canonical.flag($0) } == value)
        if let value { #expect(written { Canonical.append(flag: value, to: &$0) } == text) }
    }

    @Test(arguments: [11, 12, 13] as [UInt64])
    func whatIsWrittenReadsBack(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<5000 {
            // All magnitudes alike: shift a random number by a random distance.
            let number = Int64(bitPattern: generator.next()) >> Int64.random(in: 0...63, using: &generator)
            var text: [UInt8] = []
            Canonical.append(count: number, to: &text)
            #expect(Canonical.count(text.span) == number, "seed \(seed)")
            #expect(String(decoding: text, as: UTF8.self) == String(number), "seed \(seed)")
            text.removeAll()
            Canonical.append(money: number, to: &text)
            #expect(Canonical.money(text.span) == number, "seed \(seed)")
            text.removeAll()
            let instant = Int64.random(in: CivilTime.representable, using: &generator)
            Canonical.append(instant: instant, to: &text)
            #expect(Canonical.instant(text.span) == instant, "seed \(seed)")
            text.removeAll()
            let day = Int32(CivilTime.day(ofSeconds: instant))
            Canonical.append(day: day, to: &text)
            #expect(Canonical.day(text.span) == day, "seed \(seed)")
        }
    }
}

@Suite struct ExactDecimalTests {
    @Test(arguments: [
        ("1.0956", 10_956, 4, "1.0956"), ("1.10", 11, 1, "1.1"), ("12", 12, 0, "12"), ("-0.50", -5, 1, "-0.5"),
        ("0.000000000000000001", 1, 18, "0.000000000000000001"), ("100", 100, 0, "100"), ("0.000", 0, 0, "0"),
    ] as [(String, Int64, Int, String)])
    func reads(text: String, units: Int64, decimals: Int, spelling: String) throws {
        let decimal = try #require(reading(text) { ExactDecimal($0) })
        #expect(decimal == ExactDecimal(units: units, decimals: decimals))
        #expect(written { decimal.append(to: &$0) } == spelling)
    }

    @Test(arguments: ["", "1,5", "N/A", "1e3", "0.0000000000000000001", "9223372036854775808"])
    func refuses(text: String) {
        #expect(reading(text) { ExactDecimal($0) } == nil)
    }
}

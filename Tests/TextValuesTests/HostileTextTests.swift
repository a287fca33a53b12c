import TestSupport
import Testing
import TextValues

/// Whatever stands in a cell, a reader answers; it never traps, and what it answers can be written.
@Suite struct HostileTextTests {
    private static let texts = [
        "2025-03-18T09:48:07.123+01:00", "9999-12-31T23:59:60Z", "Wed Oct 10 20:19:24 +0000 2018", "3. März 2025", "9:48\u{202F}p.\u{A0}m.",
        "1.234.567,89", "\u{2212}1\u{202F}234,5\u{A0}Mio.", "(₹1,23,456.00)", "922337203685477.58075", "-9223372036854775808", "1.78E+16",
        "0.0000000000000000000000000000000000000001", "PT1H2M3.5S", "100:00:00", "@\u{200B}Glow\u{301}", "170141183460469231731687303715884105728",
        "1 DÉCEMBRE 2024", "22.1", "12.3K",
    ]
    private static let patterns = [
        "iso8601", "EEE MMM dd HH:mm:ss Z yyyy", "d. MMMM yyyy", "h:mm a", "d.#M", "MM/dd/yyyy[ HH:mm[:ss]]", "yyyy-MM-dd HH:mm:ss zzz", "d MMM yyyy",
    ]

    private func readAll(_ bytes: [UInt8], _ patterns: [DatePattern]) {
        let text = bytes.span
        var output: [UInt8] = []
        for style in NumberStyle.all {
            if let count = CountText.parse(text, style: style, wholeDecimals: true).value {
                Canonical.append(count: count.value, to: &output)
            }
            if let amount = MoneyText.parse(text, style: style, symbols: CurrencySymbols(["₹", "€"])).value {
                Canonical.append(money: amount, to: &output)
            }
            DecimalText.parse(text, style: style).value?.append(to: &output)
        }
        DurationText.parse(text).value?.append(to: &output)
        for unit in EpochText.Unit.allCases { write(EpochText.parse(text, unit: unit), to: &output) }
        for pattern in patterns { write(pattern.parse(text), to: &output) }
        _ = Canonical.count(text)
        _ = Canonical.money(text)
        _ = Canonical.instant(text)
        _ = Canonical.day(text)
        _ = IdentifierText.isExponentForm(text)
        _ = CurrencyCode(text)
        HandleFolding.append(text, to: &output)
        CodeFolding.append(text, to: &output)
        WordFolding.append(text, to: &output)
    }

    private func write(_ date: Parsed<DateValue>, to output: inout [UInt8]) {
        guard let date = date.value else { return }
        let completed = date.hasYear ? date : date.completed(notAfter: 20_000) ?? date
        if let found = completed.instant(in: berlin) { Canonical.append(instant: found.instant, to: &output) }
        _ = completed.inYear(1900)
    }

    @Test func cutAtEveryByte() throws {
        let patterns = try Self.patterns.map { text throws(DatePatternError) in try DatePattern(text) }
        for text in Self.texts {
            let bytes = Array(text.utf8)
            for cut in 0...bytes.count {
                readAll(Array(bytes[..<cut]), patterns)
                readAll(Array(bytes[cut...]), patterns)
            }
        }
    }

    @Test(arguments: [31, 32] as [UInt64])
    func changedAtRandom(seed: UInt64) throws {
        let patterns = try Self.patterns.map { text throws(DatePatternError) in try DatePattern(text) }
        var generator = SeededGenerator(seed: seed)
        for text in Self.texts {
            for _ in 0..<40 {
                var bytes = Array(text.utf8)
                for _ in 0..<Int.random(in: 1...3, using: &generator) {
                    let place = Int.random(in: bytes.indices, using: &generator)
                    // Half of the time a byte of another text, so that the change is plausible.
                    let other = Array(Self.texts[Int.random(in: Self.texts.indices, using: &generator)].utf8)
                    bytes[place] =
                        Bool.random(using: &generator)
                        ? UInt8.random(in: 0...255, using: &generator) : other[Int.random(in: other.indices, using: &generator)]
                }
                readAll(bytes, patterns)
            }
        }
    }
}

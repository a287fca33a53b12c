import TestSupport
import Testing
import TextValues

private let plain = "1234.5"
private let english = "1,234.5"
private let commas = "1234,5"
private let german = "1.234,5"
private let french = "1 234,5"
private let blanks = "1 234.5"
private let swiss = "1'234.5"

@Suite struct CountTextTests {
    @Test(arguments: [
        // plain
        ("0", plain, 0), ("1234", plain, 1234), (" 12 ", plain, 12), ("\u{A0}12\u{202F}", plain, 12), ("-1", plain, -1),
        ("+5", plain, 5), ("\u{2212}3", plain, -3), ("007", plain, 7), ("9223372036854775807", plain, .max),
        ("-9223372036854775808", plain, .min), ("000000000000000000000000012", plain, 12),
        // thousands
        ("1,234", english, 1234), ("12,345,678", english, 12_345_678), ("1234", english, 1234), ("-1,234", english, -1234),
        ("795,836", english, 795_836), ("12,34,567", english, 1_234_567), ("1,00,00,000", english, 10_000_000),
        ("1.234", german, 1234), ("1.234.567", german, 1_234_567), ("1 234", french, 1234), ("1\u{A0}234", french, 1234),
        ("1\u{202F}234\u{202F}567", french, 1_234_567), ("1\u{2009}234", blanks, 1234), ("1'234", swiss, 1234),
        ("1’234’567", swiss, 1_234_567),
    ] as [(String, String, Int64)])
    func exact(text: String, style: String, value: Int64) throws {
        let style = try #require(NumberStyle(name: style))
        #expect(reading(text) { CountText.parse($0, style: style) } == .value(Count(value)))
    }

    @Test(arguments: [
        ("12.3K", plain, 12_300), ("409.8M", plain, 409_800_000), ("1.2B", plain, 1_200_000_000), ("30.8k", plain, 30_800),
        ("7K", plain, 7000), ("1.5 M", plain, 1_500_000), ("-2K", plain, -2000), ("0.1K", plain, 100),
        ("12,3 Tsd.", commas, 12_300), ("12,3 Tsd", german, 12_300), ("1,2 Mio.", german, 1_200_000),
        ("3\u{A0}Mrd.", german, 3_000_000_000), ("12,5 mil", commas, 12_500), ("1,2 mi", commas, 1_200_000),
        ("1,1\u{202F}Md", french, 1_100_000_000), ("1 234,5 k", french, 1_234_500), ("1,234.5K", english, 1_234_500),
        // exact in integers: 0.29 × 1000 is 290 although 0.29 is no binary fraction
        ("0.29K", plain, 290), ("4.35M", plain, 4_350_000), ("9007199254740.993K", plain, 9_007_199_254_740_993),
        // beyond its unit a rounded count rounds half to even
        ("1.0005K", plain, 1000), ("1.0015K", plain, 1002), ("9223372036.854775807B", plain, .max),
    ] as [(String, String, Int64)])
    func rounded(text: String, style: String, value: Int64) throws {
        let style = try #require(NumberStyle(name: style))
        #expect(reading(text) { CountText.parse($0, style: style) } == .value(Count(value, isRounded: true)))
    }

    @Test(arguments: [
        ("3.5", plain, .notWhole), ("104.0", plain, .notWhole), ("3,5", commas, .notWhole), ("1,234", plain, .notANumber),
        ("1.234", plain, .notWhole), ("1,234", commas, .notWhole), ("1.234", english, .notWhole), ("1,23", english, .misplacedSeparator),
        ("1,2345", english, .misplacedSeparator), ("1234,567", english, .misplacedSeparator), ("12,34,56", english, .misplacedSeparator),
        ("1,23,4567", english, .misplacedSeparator), ("123,45,678", english, .misplacedSeparator), ("1,234,56,789", english, .misplacedSeparator),
        ("1,,234", english, .notANumber), (",234", english, .notANumber), ("1,234,", english, .notANumber), ("12.34.567", german, .misplacedSeparator),
        ("1 23", french, .misplacedSeparator), ("1  234", french, .notANumber), ("1\n234", french, .notANumber),
        ("1e400", plain, .exponentForm), ("1.78E+16", plain, .exponentForm), ("7.48E-6", plain, .exponentForm),
        ("9223372036854775808", plain, .outOfRange), ("-9223372036854775809", plain, .outOfRange),
        ("123456789012345678901234567890", plain, .outOfRange), ("9300000000000000K", plain, .outOfRange), ("99999999999999999999B", plain, .outOfRange),
        ("NaN", plain, .notANumber), ("inf", plain, .notANumber), ("-inf", plain, .notANumber), ("Infinity", plain, .notANumber),
        ("null", plain, .notANumber), ("N/A", plain, .notANumber), ("-", plain, .notANumber), ("--", plain, .notANumber),
        ("#N/A", plain, .notANumber), ("#VALOR!", plain, .notANumber), ("K", plain, .notANumber), ("12X", plain, .notANumber),
        ("12 K M", plain, .notANumber), ("12Kilo", plain, .notANumber), ("12%", plain, .notANumber), ("> 90", plain, .notANumber),
        ("--5", plain, .notANumber), ("5-", plain, .notANumber), ("0x10", plain, .notANumber), ("5.", plain, .notANumber),
        (".", plain, .notANumber), ("١٢-", plain, .notANumber), ("12\u{0}", plain, .notANumber), ("1 2", plain, .notANumber),
        ("12 mil. x", plain, .notANumber),
    ] as [(String, String, CellFault)])
    func bad(text: String, style: String, fault: CellFault) throws {
        let style = try #require(NumberStyle(name: style))
        #expect(reading(text) { CountText.parse($0, style: style) } == .bad(fault))
    }

    /// A hundred words of thirty languages: each is its power of ten, whatever its case.
    @Test(arguments: [
        ("12,3 bin", 12_300), ("1,2 Mn", 1_200_000), ("1,2 milyon", 1_200_000), ("12,3 rb", 12_300), ("12 ribu", 12_000), ("1,2 jt", 1_200_000),
        ("3 juta", 3_000_000), ("12,3 тыс.", 12_300), ("12,3 ТЫС.", 12_300), ("12,3 тис", 12_300), ("1,2 млн", 1_200_000), ("1,2 Млн", 1_200_000),
        ("1,1 млрд", 1_100_000_000), ("2,5 К", 2500), ("2,5 L", 250_000), ("2,5 lakh", 250_000), ("2,5 Lakhs", 250_000), ("1,5 Cr", 15_000_000),
        ("2 crore", 20_000_000), ("3 लाख", 300_000), ("12,3 mila", 12_300), ("1,2 mln", 1_200_000), ("12,3 tys.", 12_300), ("1,2万", 12_000),
        ("1,5億", 150_000_000), ("3亿", 300_000_000), ("1,2萬", 12_000), ("12,3w", 123_000), ("3만", 30_000), ("2천", 2000), ("1억", 100_000_000),
        ("12,3 nghìn", 12_300), ("12,3 N", 12_300), ("1,2 Tr", 1_200_000), ("1,2 triệu", 1_200_000), ("12,3 mil", 12_300), ("1,2 mill.", 1_200_000),
        ("1,2 mi", 1_200_000), ("1,1 Md", 1_100_000_000), ("12,3 Tsd.", 12_300), ("1,2 Mio.", 1_200_000), ("3 Mrd.", 3_000_000_000), ("12 ألف", 12_000),
        ("3 مليون", 3_000_000), ("12,3 tis.", 12_300), ("1,2 milj.", 1_200_000), ("12 χιλ.", 12_000), ("3 εκ.", 3_000_000), ("12 אלף", 12_000), ("2 ล้าน", 2_000_000),
    ] as [(String, Int64)])
    func wordsOfLanguages(text: String, value: Int64) throws {
        let style = try #require(NumberStyle(name: commas))
        #expect(reading(text) { CountText.parse($0, style: style) } == .value(Count(value, isRounded: true)))
        #expect(reading(text.uppercased()) { CountText.parse($0, style: style) } == .value(Count(value, isRounded: true)))
    }

    /// Arabic-Indic, Persian, Devanagari, Bengali, Thai and full-width digits, with their own marks.
    @Test(arguments: [
        ("١٢٣", plain, 123), ("۱۲۳", plain, 123), ("१२३", plain, 123), ("১২৩", plain, 123), ("๑๒๓", plain, 123), ("１２３", plain, 123),
        ("١٬٢٣٤", english, 1234), ("１，２３４", english, 1234), ("\u{200F}١٢٣", plain, 123),
    ] as [(String, String, Int64)])
    func otherDigits(text: String, style: String, value: Int64) throws {
        let style = try #require(NumberStyle(name: style))
        #expect(reading(text) { CountText.parse($0, style: style) } == .value(Count(value)))
    }

    @Test func otherDigitsWithDecimals() {
        #expect(reading("١٢٫٣ ألف") { CountText.parse($0) } == .value(Count(12_300, isRounded: true)))
    }

    /// Where nothing says what a shared word means, it is a bad cell.
    @Test func sharedWordsWithoutAnAnswer() throws {
        for text in ["12 B", "12 b", "12 mil.", "12 T"] {
            #expect(reading(text) { CountText.parse($0, words: .careful) } == .bad(.ambiguousSuffix))
        }
        #expect(reading("12 M") { CountText.parse($0, words: .careful) } == .value(Count(12_000_000, isRounded: true)))
        let answered = try #require(MagnitudeWords(answer: "B=1000, t = 1000000000", otherwise: .careful))
        #expect(reading("12 B") { CountText.parse($0, words: answered) } == .value(Count(12_000, isRounded: true)))
        #expect(reading("2 T") { CountText.parse($0, words: answered) } == .value(Count(2_000_000_000, isRounded: true)))
        for text in ["B", "B=", "B=12", "K=1000", "B=1", "=1000", "B=1000;T=1000"] {
            #expect(MagnitudeWords(answer: text, otherwise: .careful) == nil, "\(text)")
        }
    }

    @Test(arguments: ["", " ", "\u{A0}", "\t \u{3000}\u{FEFF}"])
    func missing(text: String) {
        #expect(reading(text) { CountText.parse($0) } == .missing)
    }

    @Test(arguments: [
        ("104.0", .value(Count(104))), ("104", .value(Count(104))), ("0.00", .value(Count(0))), ("104.5", .bad(.notWhole)),
        ("104.0000000000000000000000000000000000000000001", .bad(.notWhole)),
    ] as [(String, Parsed<Count>)])
    func declaredWholeDecimals(text: String, expected: Parsed<Count>) {
        #expect(reading(text) { CountText.parse($0, wholeDecimals: true) } == expected)
    }
}

@Suite struct NumberStyleTests {
    @Test func namesReadBack() {
        for style in NumberStyle.all { #expect(NumberStyle(name: style.name) == style) }
        #expect(NumberStyle(name: "plain") == .plain)
        #expect(NumberStyle(name: "1,234,5") == nil)
    }

    @Test(arguments: [
        (["1234", "7"], nil), ([], nil), (["-", "N/A", ""], nil), (["12.3K", "409.8M"], plain), (["1,234"], english),
        (["12,345", "17"], english), (["1.234", "2"], german), (["12,3 Tsd."], commas), (["1.234", "12,3 Tsd."], german),
        (["1 234"], french), (["1’234"], swiss), (["1,00,000", "3"], english), (["3.5", "1,234"], english),
        (["#1", "12%", "1,234"], english),
    ] as [([String], String?)])
    func decidesCounts(samples: [String], style: String?) {
        let decision = decideNumberStyle(samples: samples.map { Array($0.utf8) }, as: .counts(wholeDecimals: false))
        #expect(decision.style?.name == style ?? plain)
        if style == nil { #expect(decision == .noEvidence) }
    }

    @Test(arguments: [
        (["12.50", "1156.00"], plain), (["1,156.00"], english), (["1.156,00"], german), (["12,50"], commas),
        (["1 156,00"], french), (["1,156", "12.5"], english), (["1,156", "12,5"], commas), (["1,156", "1,156,000"], english),
        (["€12", "1.156,00 €"], german), (["1234,567"], commas), (["1'156.00"], swiss),
    ] as [([String], String)])
    func decidesAmounts(samples: [String], style: String) {
        let euro = CurrencySymbols(["€"])
        let decision = decideNumberStyle(samples: samples.map { Array($0.utf8) }, as: .amounts, symbols: euro)
        #expect(decision.style?.name == style, "\(decision.message)")
    }

    @Test func sameSpellingInTwoLocalesIsAmbiguous() {
        let decision = decideNumberStyle(samples: [Array("1,234".utf8)], as: .amounts)
        guard case .ambiguous("1,234", let first, let second) = decision else {
            Issue.record("\(decision)")
            return
        }
        #expect(Set([first.name, second.name]) == [english, commas])
        #expect(decision.style == nil)
    }

    @Test func twoStylesInOneFileAreAConflict() {
        let samples = ["1,234", "12,345", "1.234"].map { Array($0.utf8) }
        let decision = decideNumberStyle(samples: samples, as: .counts(wholeDecimals: false))
        #expect(decision == .conflict("1.234", "1,234"))
        #expect(decision.style == nil)
        #expect(decision.message.contains("'1.234' and '1,234'"))
    }

    @Test func theExampleIsTheFirstSeparator() {
        let decision = decideNumberStyle(samples: ["12", "1,234", "5,678"].map { Array($0.utf8) }, as: .counts(wholeDecimals: false))
        #expect(decision == .decided(NumberStyle(grouping: .comma, decimalMark: .point), example: "1,234"))
    }
}

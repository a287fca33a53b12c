/// What a sign such as `€` or `$` says of a currency.
package enum CurrencySign: Sendable, Equatable {
    /// The sign means one currency.
    case one(CurrencyCode)
    /// The most used first.
    case several([CurrencyCode])

    /// Whether it can mean a currency.
    package func allows(_ code: CurrencyCode) -> Bool {
        switch self {
        case .one(let only): only == code
        case .several(let codes): codes.contains(code)
        }
    }
}

/// An ISO 4217 code, packed: compared and hashed as a number, so row loops need no text.
package struct CurrencyCode: Sendable, Hashable, Comparable {
    /// The three letters, big-endian: ascending numbers are ascending codes.
    package let packed: UInt32

    /// The currency that exchange rates are of.
    package static let euro = CurrencyCode(UInt8(ascii: "E"), UInt8(ascii: "U"), UInt8(ascii: "R"))

    /// Three letters of a currency in use, or once in use, by the list of ISO 4217, in any case; surrounding blanks are
    /// dropped. `nil` for everything else: `$` is ambiguous, `XXX` means no currency.
    package init?(_ text: Span<UInt8>) {
        let range = Blanks.trimmed(text)
        guard range.count == 3 else { return nil }
        let code = CurrencyCode(
            Ascii.uppercased(text[range.lowerBound]), Ascii.uppercased(text[range.lowerBound + 1]), Ascii.uppercased(text[range.lowerBound + 2]))
        guard Self.known.contains(code.packed) else { return nil }
        self = code
    }

    /// The same of a `String`.
    package init?(_ text: String) {
        let bytes = Array(text.utf8)
        self.init(bytes.span)
    }

    private init(_ first: UInt8, _ second: UInt8, _ third: UInt8) {
        packed = UInt32(first) << 16 | UInt32(second) << 8 | UInt32(third)
    }

    package static func < (left: CurrencyCode, right: CurrencyCode) -> Bool { left.packed < right.packed }

    /// The three letters, upper case.
    package var text: String { String(decoding: bytes, as: UTF8.self) }

    /// Appends the three letters.
    package func append(to output: inout [UInt8]) {
        output.append(UInt8(truncatingIfNeeded: packed >> 16))
        output.append(UInt8(truncatingIfNeeded: packed >> 8))
        output.append(UInt8(truncatingIfNeeded: packed))
    }

    private var bytes: [UInt8] {
        var bytes: [UInt8] = []
        append(to: &bytes)
        return bytes
    }

    /// What the signs and codes in a text say, beside digits or alone: one currency for `₹1,156.00`, `12,50 EUR`, `usd`,
    /// `$7 AUD`, several for a sign that several use; nil where there is none.
    package static func sign(in amount: Span<UInt8>) -> CurrencySign? {
        var found: CurrencySign?
        var position = 0
        while let range = word(in: amount, from: &position) {
            let sign = amount.extracting(range)
            if let code = CurrencyCode(sign) { return .one(code) }
            for known in signs where known.bytes.count == sign.count && sign.indices.allSatisfy({ sign[$0] == known.bytes[$0] }) {
                if case .one = known.sign { return known.sign }
                found = found ?? known.sign
            }
        }
        return found
    }

    /// The same of a text that names a currency, as a header does; nil also where a word in it says more than that, as `k` or `per post`.
    package static func sign(named text: Span<UInt8>) -> CurrencySign? {
        var position = 0
        while let range = word(in: text, from: &position) {
            let word = text.extracting(range)
            guard sign(in: word) != nil || isHarmless(word) else { return nil }
        }
        return sign(in: text)
    }

    /// The next run of what is no part of a number; nil where there is none.
    private static func word(in text: Span<UInt8>, from position: inout Int) -> Range<Int>? {
        while position < text.count {
            let skipped = numberPartLength(text, at: position)
            guard skipped == 0 else {
                position += skipped
                continue
            }
            let start = position
            while position < text.count, numberPartLength(text, at: position) == 0 { position += 1 }
            return start..<position
        }
        return nil
    }

    /// Words beside a currency that leave its amounts what they are.
    private static func isHarmless(_ word: Span<UInt8>) -> Bool {
        var folded: [UInt8] = []
        for index in word.indices { folded.append(Ascii.lowercased(word[index])) }
        return harmless.contains(folded)
    }

    private static let harmless = Set(["in", "net", "netto", "nett", "ht", "currency", "amount", "total", "–", ":"].map { Array($0.utf8) })

    /// Length of a digit, a separator, a sign or a blank; 0 for anything else.
    private static func numberPartLength(_ text: Span<UInt8>, at index: Int) -> Int {
        let byte = text[index]
        if Ascii.isDigit(byte) || byte == Ascii.point || byte == Ascii.comma || byte == Ascii.minus || byte == Ascii.plus
            || byte == Ascii.apostrophe || byte == UInt8(ascii: "(") || byte == UInt8(ascii: ")") {
            return 1
        }
        return Blanks.leadingLength(text, at: index, end: text.count)
    }

    private static let signs: [(bytes: [UInt8], sign: CurrencySign)] =
        symbols.compactMap { symbol, name in CurrencyCode(name).map { (Array(symbol.utf8), .one($0)) } }
        + sharedSymbols.map { symbol, names in (Array(symbol.utf8), .several(names.compactMap { CurrencyCode($0) })) }

    /// Every symbol that amounts carry, those of several currencies too.
    static let knownSymbols = Array(symbols.keys) + Array(sharedSymbols.keys)

    /// The currency that a symbol stands for where it can only be one: `€`, `£`, `₹`, `zł` …; `nil` for `$`, `kr`, `¥`.
    package init?(symbol: String) {
        guard let code = Self.symbols[symbol] else { return nil }
        self.init(code)
    }

    private static let symbols: [String: String] = [
        "€": "EUR", "Euro": "EUR", "euro": "EUR", "EURO": "EUR", "£": "GBP", "₹": "INR", "zł": "PLN", "zl": "PLN", "Kč": "CZK", "Ft": "HUF",
        "₺": "TRY", "TL": "TRY", "₽": "RUB", "₩": "KRW", "원": "KRW", "円": "JPY", "₪": "ILS", "₫": "VND", "฿": "THB", "₦": "NGN", "₱": "PHP",
        "₴": "UAH", "грн": "UAH", "грн.": "UAH", "лв": "BGN", "лв.": "BGN", "Rp": "IDR", "Rp.": "IDR", "RM": "MYR", "S/": "PEN", "₸": "KZT",
        "₾": "GEL", "R$": "BRL", "US$": "USD", "U$S": "USD", "CA$": "CAD", "C$": "CAD", "A$": "AUD", "AU$": "AUD", "NZ$": "NZD",
        "HK$": "HKD", "S$": "SGD", "NT$": "TWD", "MX$": "MXN", "CHF": "CHF",
    ]

    /// Symbols of several currencies.
    private static let sharedSymbols: [String: [String]] = [
        "$": ["USD", "CAD", "AUD", "MXN", "NZD", "SGD", "HKD", "TWD", "CLP", "COP", "ARS", "UYU"], "kr": ["SEK", "NOK", "DKK", "ISK"],
        "kr.": ["DKK", "SEK", "NOK", "ISK"], "¥": ["JPY", "CNY"], "￥": ["JPY", "CNY"], "元": ["CNY", "TWD", "HKD"], "Fr.": ["CHF", "XOF"],
        "Rs": ["INR", "PKR", "LKR", "NPR"], "Rs.": ["INR", "PKR", "LKR", "NPR"], "₨": ["PKR", "INR", "LKR", "NPR"], "lei": ["RON", "MDL"],
        "руб": ["RUB", "BYN"], "руб.": ["RUB", "BYN"], "р.": ["RUB", "BYN"], "R": ["ZAR", "BRL"],
    ]

    /// ISO 4217's active codes of money (no `XXX`, no metals, no test codes), then those of former currencies that
    /// the ECB's rate history holds.
    private static let known: Set<UInt32> = {
        let list = """
            AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF \
            CHF CLF CLP CNY COP CRC CUC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ \
            GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD \
            LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP \
            PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SLL SOS SRD SSP STN SVC SYP SZL THB TJS TMT \
            TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VED VES VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG ZWL \
            CYP EEK HRK LTL LVL MTL ROL SIT SKK TRL
            """
        return Set(list.split(separator: " ").map { $0.utf8.reduce(0) { $0 << 8 | UInt32($1) } })
    }()
}

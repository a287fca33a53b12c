/// An ISO 4217 code, packed: compared and hashed as a number, so row loops need no text.
package struct CurrencyCode: Sendable, Hashable, Comparable {
    /// The three letters, big-endian: ascending numbers are ascending codes.
    package let packed: UInt32

    package static let euro = CurrencyCode(UInt8(ascii: "E"), UInt8(ascii: "U"), UInt8(ascii: "R"))

    /// Three capital letters of a currency in use, or once in use, by the list of ISO 4217; surrounding blanks are
    /// dropped. `nil` for everything else: `$` is ambiguous, `usd` is nobody's code, `XXX` means no currency.
    package init?(_ text: Span<UInt8>) {
        let range = Blanks.trimmed(text)
        guard range.count == 3 else { return nil }
        let code = CurrencyCode(text[range.lowerBound], text[range.lowerBound + 1], text[range.lowerBound + 2])
        guard Self.known.contains(code.packed) else { return nil }
        self = code
    }

    package init?(_ text: String) {
        let bytes = Array(text.utf8)
        self.init(bytes.span)
    }

    private init(_ first: UInt8, _ second: UInt8, _ third: UInt8) {
        packed = UInt32(first) << 16 | UInt32(second) << 8 | UInt32(third)
    }

    package static func < (left: CurrencyCode, right: CurrencyCode) -> Bool { left.packed < right.packed }

    package var text: String { String(decoding: bytes, as: UTF8.self) }

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

    /// The currency of an amount, by the symbol or code that stands before or behind its digits: `₹1,156.00`, `12,50 EUR`;
    /// `nil` where there is none, or one that several currencies use.
    package init?(symbolIn amount: Span<UInt8>) {
        var start = 0
        while start < amount.count, Self.isPartOfNumber(amount, at: start) { start += 1 }
        var end = start
        while end < amount.count, !Self.isPartOfNumber(amount, at: end) { end += 1 }
        guard end > start else { return nil }
        let symbol = amount.extracting(start..<end)
        if let code = CurrencyCode(symbol) {
            self = code
            return
        }
        for known in Self.symbolBytes where known.bytes.count == symbol.count {
            if symbol.indices.allSatisfy({ symbol[$0] == known.bytes[$0] }) {
                self = known.code
                return
            }
        }
        return nil
    }

    /// A digit, a separator, a sign or a blank.
    private static func isPartOfNumber(_ text: Span<UInt8>, at index: Int) -> Bool {
        let byte = text[index]
        if byte < 0x80 {
            return byte <= Ascii.space || Ascii.isDigit(byte) || byte == Ascii.point || byte == Ascii.comma || byte == Ascii.minus
                || byte == Ascii.plus || byte == Ascii.apostrophe || byte == UInt8(ascii: "(") || byte == UInt8(ascii: ")")
        }
        // The bytes of a no-break space: a symbol has others.
        return byte == 0xA0 || byte == 0xC2 && index + 1 < text.count && text[index + 1] == 0xA0
    }

    private static let symbolBytes: [(bytes: [UInt8], code: CurrencyCode)] =
        symbols.compactMap { symbol, name in CurrencyCode(name).map { (Array(symbol.utf8), $0) } }

    /// Every symbol that amounts carry, those of several currencies too.
    static let knownSymbols = symbols.keys + ["$", "kr", "kr.", "¥", "Fr."]

    /// The currency that a symbol stands for where it can only be one: `€`, `£`, `₹`, `zł` …; `nil` for `$`, `kr`, `¥`.
    package init?(symbol: String) {
        guard let code = Self.symbols[symbol] else { return nil }
        self.init(code)
    }

    private static let symbols: [String: String] = [
        "€": "EUR", "£": "GBP", "₹": "INR", "zł": "PLN", "Kč": "CZK", "Ft": "HUF", "₺": "TRY", "₽": "RUB", "₩": "KRW",
        "₪": "ILS", "₫": "VND", "฿": "THB", "₦": "NGN", "₱": "PHP", "₴": "UAH", "R$": "BRL", "US$": "USD", "CA$": "CAD",
        "A$": "AUD", "NZ$": "NZD", "HK$": "HKD", "S$": "SGD", "NT$": "TWD", "MX$": "MXN", "CHF": "CHF",
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

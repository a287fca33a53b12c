extension CurrencyCode {
    /// A currency by its name, as people write it into a column of currencies: `US Dollar`, `Schweizer Franken`; nil for names of
    /// several, as `Dollar`.
    package init?(name: Span<UInt8>) {
        guard let code = Self.names[Self.words(name)] else { return nil }
        self = code
    }

    /// Small letters, and one blank for whatever stands between words. Letters beyond ASCII stay as they are.
    private static func words(_ text: Span<UInt8>) -> [UInt8] {
        var words: [UInt8] = []
        var isBetween = false
        for index in text.indices {
            let byte = Ascii.lowercased(text[index])
            guard byte >= 0x80 || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) else {
                isBetween = true
                continue
            }
            if isBetween, !words.isEmpty { words.append(UInt8(ascii: " ")) }
            isBetween = false
            words.append(byte)
        }
        return words
    }

    private static let names: [[UInt8]: CurrencyCode] = {
        let list = [
            "EUR": ["euro", "euros"],
            "USD": [
                "us dollar", "us dollars", "u s dollar", "u s dollars", "american dollar", "american dollars", "dollar us", "dollars us", "dollar américain",
                "dollars américains", "dólar estadounidense", "dólares estadounidenses", "dólar americano", "dólares americanos", "dollaro statunitense", "dollaro americano",
                "dollari americani", "amerikaanse dollar", "amerikanischer dollar", "dolar amerykański", "united states dollar",
            ],
            "GBP": [
                "british pound", "british pounds", "pound sterling", "pounds sterling", "sterling", "uk pound", "uk pounds", "gb pound", "britisches pfund", "pfund sterling",
                "livre sterling", "livres sterling", "libra esterlina", "libras esterlinas", "sterlina", "sterlina britannica", "britse pond", "funt szterling", "funt brytyjski",
            ],
            "CHF": ["swiss franc", "swiss francs", "schweizer franken", "franken", "franc suisse", "francs suisses", "franco suizo", "francos suizos", "franco svizzero", "franchi svizzeri", "zwitserse frank", "frank szwajcarski"],
            "PLN": ["zloty", "złoty", "zlotys", "złotych", "polish zloty", "polish złoty", "polnischer zloty", "złoty polski"],
            "SEK": ["swedish krona", "swedish kronor", "swedish crown", "schwedische krone", "schwedische kronen", "svensk krona", "svenska kronor"],
            "NOK": ["norwegian krone", "norwegian kroner", "norwegische krone", "norwegische kronen", "norsk krone", "norske kroner"],
            "DKK": ["danish krone", "danish kroner", "dänische krone", "dänische kronen", "dansk krone", "danske kroner"],
            "CZK": ["czech koruna", "czech crown", "tschechische krone", "tschechische kronen", "česká koruna", "koruna česká"],
            "HUF": ["hungarian forint", "forint", "ungarischer forint"],
            "CAD": ["canadian dollar", "canadian dollars", "kanadischer dollar", "dollar canadien"],
            "AUD": ["australian dollar", "australian dollars", "australischer dollar", "dollar australien"],
            "JPY": ["japanese yen", "yen"],
            "INR": ["indian rupee", "indian rupees"],
            "BRL": ["brazilian real", "real brasileiro", "reais"],
            "MXN": ["mexican peso", "mexican pesos", "peso mexicano", "pesos mexicanos"],
            "TRY": ["turkish lira", "türk lirası", "türkische lira"],
        ]
        return list.reduce(into: [:]) { names, entry in for name in entry.value { names[Array(name.utf8)] = CurrencyCode(entry.key) } }
    }()
}

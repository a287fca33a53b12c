/// Words behind a number that multiply it: `12.3K`, `12,3 тыс.`, `1.2万`, in the languages that exports come in.
///
/// Most mean one thing wherever they occur. A few mean a thousand in one language and a million or a billion in another
/// (`B`, `mil.`, `T`): what they mean in a file is decided once, from its other words and values (`MagnitudeEvidence`) or by
/// its source, never per cell.
package struct MagnitudeWords: Sendable, Hashable {
    /// The power of ten of each shared word; `undecided` where nothing says.
    private var powers: SIMD8<UInt8>

    static let undecided: UInt8 = .max

    private init(_ powers: [UInt8]) {
        self.powers = SIMD8(repeating: Self.undecided)
        for (index, power) in powers.enumerated() { self.powers[index] = power }
    }

    /// What the shared words mean in English or, where it has no such word, in most languages.
    package static let usual = MagnitudeWords(shared.map { $0.meanings[0].power })

    /// What they mean where nothing is known of a file: only those with a usual meaning have one.
    package static let careful = MagnitudeWords(shared.map { $0.hasUsual ? $0.meanings[0].power : undecided })

    /// A word with what `set: {suffixes: "B=1000"}` says; nil for text that is no such list of shared words.
    package init?(answer: String, otherwise: MagnitudeWords) {
        self = otherwise
        for part in answer.split(separator: ",") {
            let sides = part.split(separator: "=", omittingEmptySubsequences: false).map { side in
                String(side.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
            }
            guard sides.count == 2, let slot = Self.shared.firstIndex(where: { $0.word == sides[0].lowercased() }),
                let number = Int64(sides[1]), number >= 10, let power = (1...12).first(where: { Self.tenTo($0) == number })
            else { return nil }
            powers[slot] = UInt8(power)
        }
    }

    private static func tenTo(_ power: Int) -> Int64 { (0..<power).reduce(1) { value, _ in value * 10 } }

    mutating func set(_ slot: Int, power: UInt8) { powers[slot] = power }

    func power(ofSlot slot: Int) -> UInt8 { powers[slot] }

    // MARK: Reading

    /// A word that was found: its power of ten, or the shared word that it is.
    enum Meaning: Equatable {
        case power(UInt8)
        case shared(slot: Int)
    }

    /// What the text from a position to another means, whatever its case; nil for what is no such word. A point at the end
    /// belongs to the word.
    static func meaning(_ text: Span<UInt8>, from start: Int, to limit: Int) -> Meaning? {
        guard limit > start, limit - start <= 40 else { return nil }
        var hash = FNV1a()
        for index in start..<limit { hash.combine(Ascii.lowercased(text[index])) }
        if let found = table.find(hash.value) { return found }
        guard text[limit - 1] == Ascii.point, limit - 1 > start else { return nil }
        hash = FNV1a()
        for index in start..<(limit - 1) { hash.combine(Ascii.lowercased(text[index])) }
        return table.find(hash.value)
    }

    /// Languages that a word which means one thing only can be of; nil for other words.
    static func languages(_ text: Span<UInt8>, from start: Int, to limit: Int) -> Languages? {
        var end = limit
        if end > start, text[end - 1] == Ascii.point { end -= 1 }
        var hash = FNV1a()
        for index in start..<end { hash.combine(Ascii.lowercased(text[index])) }
        return table.languages(hash.value)
    }
}

/// Languages in which exports write numbers with words; Czech stands for Slovak, Russian for its neighbours, English for
/// those that take its letters.
struct Languages: OptionSet, Sendable {
    let rawValue: UInt64

    static func of(_ codes: String) -> Languages {
        var set: Languages = []
        for code in codes.split(separator: " ") {
            guard let index = Self.codes.firstIndex(of: String(code)) else { preconditionFailure("no language \(code)") }
            set.insert(Languages(rawValue: 1 << UInt64(index)))
        }
        return set
    }

    private static let codes = [
        "en", "de", "fr", "es", "pt", "it", "nl", "pl", "cs", "ro", "hr", "hu", "sv", "no", "da", "fi", "ru", "tr", "id", "ms", "vi", "hi", "ja",
        "zh", "ko", "ar", "fa", "el", "he", "th", "lt", "et", "bg",
    ]

    static let all = Languages(rawValue: (1 << UInt64(codes.count)) - 1)

    /// Languages whose numbers have a decimal point; Spanish has it in America.
    static let withPoint = of("en es hi ja zh ko ar fa he th ms")
    /// Languages whose numbers have a decimal comma.
    static let withComma = all.subtracting(of("en hi ja zh ko he th ms"))
}

extension MagnitudeWords {
    /// A word that languages do not agree on; the first meaning is the usual one.
    struct Shared: Sendable {
        let word: String
        /// The first meaning holds where no other word of the file speaks against it.
        let hasUsual: Bool
        let meanings: [(power: UInt8, languages: Languages)]
    }

    static let shared: [Shared] = [
        Shared(word: "b", hasUsual: false, meanings: [(9, .of("en es pt fr it nl ms hi ar")), (3, .of("tr"))]),
        Shared(word: "m", hasUsual: true, meanings: [(6, .all.subtracting(.of("id"))), (9, .of("id"))]),
        Shared(word: "mil", hasUsual: true, meanings: [(3, .of("es pt")), (6, .of("en cs ro hr"))]),
        // With its point it is the short form of a million; thousand is a whole word.
        Shared(word: "mil.", hasUsual: false, meanings: [(6, .of("cs ro hr en")), (3, .of("es pt"))]),
        Shared(word: "t", hasUsual: false, meanings: [(3, .of("de da fi sv no et")), (9, .of("vi")), (12, .of("en"))]),
        Shared(word: "tn", hasUsual: false, meanings: [(3, .of("sv")), (12, .of("en"))]),
    ]

    /// Words that mean one thing, by power of ten and language.
    private static let words: [(power: UInt8, languages: String, words: String)] = [
        (3, "en de fr es pt it nl no da ro hu ar fa he th ms hi pl", "k"),
        (3, "en", "thousand thsd"), (6, "en", "million millions mm"), (9, "en", "billion billions"),
        (6, "en tr sv", "mn"), (9, "en", "bn"),
        (3, "de", "tsd tausend"), (6, "de da hr", "mio"), (6, "de", "millionen"), (9, "de da fr hu it", "mrd"),
        (3, "fr", "mille"), (9, "fr", "md mds milliard milliards"),
        (6, "es no", "mill"), (6, "es", "millón millones"), (6, "pt", "mi milhão milhões"), (9, "pt", "bi bilhão bilhões"),
        (3, "it", "mila"), (6, "it pl nl tr", "mln"), (6, "it", "milione milioni"), (9, "it pl nl ro", "mld"), (9, "it", "mlrd miliardi"),
        (3, "nl", "dzd duizend"), (6, "nl", "miljoen"), (9, "nl", "miljard"),
        (3, "pl", "tys tysiąc tysiące tysięcy"), (6, "pl", "milion miliony milionów"),
        (3, "cs hr", "tis tisíc"), (6, "ro", "milioane"), (3, "ro", "mii"), (3, "hu", "e ezer"), (6, "hu", "millió"),
        (6, "sv fi", "milj"), (3, "sv", "tusen"), (9, "sv fi", "mdr mrd"), (3, "fi", "tuhat tuhatta"), (3, "da", "tus"), (3, "lt", "tūkst"), (3, "et", "tuh"),
        (3, "ru", "тыс тысяч тысяча тысячи тис тисяч к хил хиляди хиљ"), (6, "ru", "млн м миллион миллиона миллионов мільйонів"),
        (9, "ru", "млрд миллиард миллиардов мільярдів"), (6, "bg", "мил"),
        (3, "tr", "bin"), (6, "tr", "milyon"), (9, "tr", "mr mlr milyar"),
        (3, "id", "rb"), (3, "id ms", "ribu"), (6, "id", "jt"), (6, "id ms", "juta"), (9, "id", "miliar"), (9, "ms", "bilion"),
        (3, "vi", "n nghìn ngàn"), (6, "vi", "tr triệu"), (9, "vi", "tỷ tỉ"),
        (5, "hi", "l lakh lakhs lac lacs लाख"), (7, "hi", "cr crore crores करोड़ करोड़"), (3, "hi", "हज़ार हजार"),
        (3, "ja zh", "千"), (4, "ja zh", "万"), (4, "zh", "萬 w"), (8, "ja zh", "億"), (8, "zh", "亿"), (6, "ja zh", "百万"), (7, "ja zh", "千万"),
        (3, "ko", "천"), (4, "ko", "만"), (6, "ko", "백만"), (8, "ko", "억"),
        (3, "ar", "ألف الف آلاف"), (6, "ar", "مليون ملايين"), (9, "ar", "مليار"), (3, "fa", "هزار"), (6, "fa", "میلیون"), (9, "fa", "میلیارد"),
        (3, "el", "χιλ χιλιάδες"), (6, "el", "εκ εκατ"), (9, "el", "δισ"),
        (3, "he", "אלף"), (6, "he", "מיליון"), (3, "th", "พัน"), (4, "th", "หมื่น"), (5, "th", "แสน"), (6, "th", "ล้าน"),
    ]

    /// Words by the hash of their bytes, ASCII in lower case.
    private struct Table {
        private var hashes: [UInt64] = []
        private var meanings: [Meaning] = []
        private var spoken: [Languages] = []

        init() {
            var entries: [UInt64: (Meaning, Languages)] = [:]
            func add(_ word: String, _ meaning: Meaning, _ languages: Languages) {
                // Capitals beyond ASCII are spellings of their own.
                let capital = String(word.prefix(1)).uppercased() + word.dropFirst()
                for spelling in [word, capital, word.uppercased()] {
                    var hash = FNV1a()
                    for byte in spelling.utf8 { hash.combine(Ascii.lowercased(byte)) }
                    // A word of several languages is listed once for each.
                    let known = entries[hash.value]?.1 ?? []
                    entries[hash.value] = (meaning, known.union(languages))
                }
            }
            for row in words {
                for word in row.words.split(separator: " ") { add(String(word), .power(row.power), .of(row.languages)) }
            }
            for (slot, word) in shared.enumerated() { add(word.word, .shared(slot: slot), []) }
            for (hash, entry) in entries.sorted(by: { $0.key < $1.key }) {
                hashes.append(hash)
                meanings.append(entry.0)
                spoken.append(entry.1)
            }
        }

        private func index(_ hash: UInt64) -> Int? {
            var low = 0
            var high = hashes.count
            while low < high {
                let middle = (low + high) / 2
                if hashes[middle] < hash { low = middle + 1 } else { high = middle }
            }
            return low < hashes.count && hashes[low] == hash ? low : nil
        }

        func find(_ hash: UInt64) -> Meaning? { index(hash).map { meanings[$0] } }

        func languages(_ hash: UInt64) -> Languages? {
            guard let index = index(hash), case .power = meanings[index] else { return nil }
            return spoken[index]
        }
    }

    private static let table = Table()
}

/// Offsets of the zone abbreviations that exports end their times with: those of the IANA database and those that Java and
/// people use where it has numbers only (`BRT`, `SGT`).
///
/// Abbreviations are not unique on Earth. Those that several countries really use have no offset (`IST`), or one that a
/// source's own zone outweighs (`CST`, which is also China's).
package enum ZoneAbbreviations {
    /// Seconds east of UTC; `nil` for an abbreviation that is unknown or ambiguous.
    static func offset(_ text: Span<UInt8>, in range: Range<Int>) -> Int32? {
        guard range.count <= 5 else { return nil }
        let word = packed(text, in: range)
        for zone in zones where zone.word == word { return zone.offset }
        return nil
    }

    /// Whether a word is a name of UTC itself, not of a zone that happens to agree with it.
    static func namesUTC(_ text: Span<UInt8>, in range: Range<Int>) -> Bool {
        guard range.count <= 4 else { return false }
        let word = packed(text, in: range)
        return zones.prefix(4).contains { $0.word == word }
    }

    /// Whether other countries use a word for another offset than its own.
    static func isShared(_ word: UInt64) -> Bool { shared.contains { $0.word == word } }

    /// Whether a word that is shared stands for an offset somewhere.
    static func isShared(_ word: UInt64, with offset: Int) -> Bool {
        shared.contains { $0.word == word && $0.others.contains(Int32(offset)) }
    }

    static func packed(_ text: Span<UInt8>, in range: Range<Int>) -> UInt64 {
        var word: UInt64 = 0
        for index in range { word = word << 8 | UInt64(Ascii.uppercased(text[index])) }
        return word
    }

    /// The letters of a packed word.
    package static func name(_ word: UInt64) -> String {
        String(decoding: (0..<8).reversed().map { UInt8(truncatingIfNeeded: word >> UInt64($0 * 8)) }.drop { $0 == 0 }, as: UTF8.self)
    }

    private static func packed(_ name: String) -> UInt64 { name.utf8.reduce(0) { $0 << 8 | UInt64($1) } }

    /// Philippine time is PST in the IANA database, and China's and Cuba's CST.
    private static let shared: [(word: UInt64, others: [Int32])] = [
        ("CST", [8.0, -5]), ("PST", [8]), ("BST", [6]), ("MST", [8, 6.5]),
    ].map { (name: String, hours: [Double]) in (packed(name), hours.map { Int32($0 * 3600) }) }

    /// The names of UTC first.
    private static let zones: [(word: UInt64, offset: Int32)] = [
        ("UTC", 0.0), ("GMT", 0), ("Z", 0), ("UT", 0),
        // Europe
        ("WET", 0), ("WEST", 1), ("BST", 1), ("CET", 1), ("CEST", 2), ("MEZ", 1), ("MESZ", 2), ("EET", 2), ("EEST", 3), ("OEZ", 2), ("OESZ", 3),
        ("MSK", 3), ("TRT", 3), ("SAMT", 4), ("AZOT", -1), ("AZOST", 0),
        // North America
        ("EST", -5), ("EDT", -4), ("CST", -6), ("CDT", -5), ("MST", -7), ("MDT", -6), ("PST", -8), ("PDT", -7), ("AKST", -9), ("AKDT", -8),
        ("HST", -10), ("NST", -3.5), ("NDT", -2.5), ("ADT", -3),
        // South America
        ("BRT", -3), ("BRST", -2), ("ART", -3), ("CLT", -4), ("CLST", -3), ("COT", -5), ("PET", -5), ("VET", -4), ("BOT", -4), ("UYT", -3),
        ("PYST", -3), ("GFT", -3), ("SRT", -3), ("GYT", -4), ("FNT", -2),
        // Africa
        ("SAST", 2), ("CAT", 2), ("EAT", 3), ("WAT", 1), ("CVT", -1), ("MUT", 4),
        // Asia
        ("IDT", 3), ("IRST", 3.5), ("IRDT", 4.5), ("AZT", 4), ("GET", 4), ("AFT", 4.5), ("PKT", 5), ("UZT", 5), ("TMT", 5), ("TJT", 5), ("YEKT", 5),
        ("NPT", 5.75), ("BTT", 6), ("OMST", 6), ("MMT", 6.5), ("ICT", 7), ("WIB", 7), ("KRAT", 7), ("NOVT", 7), ("WITA", 8), ("SGT", 8), ("MYT", 8),
        ("HKT", 8), ("PHT", 8), ("IRKT", 8), ("ULAT", 8), ("JST", 9), ("KST", 9), ("WIT", 9), ("YAKT", 9), ("VLAT", 10), ("MAGT", 11), ("PETT", 12),
        // Oceania
        ("AEST", 10), ("AEDT", 11), ("ACST", 9.5), ("ACDT", 10.5), ("AWST", 8), ("NZST", 12), ("NZDT", 13), ("CHST", 10), ("PGT", 10), ("FJT", 12),
    ].map { (name: String, hours: Double) in
        (packed(name), Int32(hours * 3600))
    }
}

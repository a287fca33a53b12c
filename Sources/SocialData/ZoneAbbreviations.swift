/// Offsets of the zone abbreviations that exports end their times with.
///
/// Abbreviations are not unique on Earth; the list holds those of the countries whose exports use them (BST is British)
/// and leaves out what is really used twice (IST).
enum ZoneAbbreviations {
    /// Seconds east of UTC; `nil` for an abbreviation that is unknown or ambiguous.
    static func offset(_ text: Span<UInt8>, in range: Range<Int>) -> Int32? {
        guard range.count <= 5 else { return nil }
        var word: UInt64 = 0
        for index in range { word = word << 8 | UInt64(Ascii.uppercased(text[index])) }
        for zone in zones where zone.word == word { return zone.offset }
        return nil
    }

    /// Whether a word is a name of UTC itself, not of a zone that happens to agree with it.
    static func namesUTC(_ text: Span<UInt8>, in range: Range<Int>) -> Bool {
        var word: UInt64 = 0
        for index in range.prefix(4) { word = word << 8 | UInt64(Ascii.uppercased(text[index])) }
        return zones.prefix(4).contains { $0.word == word }
    }

    /// The names of UTC first.
    private static let zones: [(word: UInt64, offset: Int32)] = [
        ("UTC", 0.0), ("GMT", 0), ("Z", 0), ("UT", 0), ("WET", 0), ("WEST", 1), ("BST", 1), ("CET", 1), ("CEST", 2),
        ("MEZ", 1), ("MESZ", 2), ("EET", 2), ("EEST", 3), ("MSK", 3), ("EST", -5), ("EDT", -4), ("CST", -6), ("CDT", -5),
        ("MST", -7), ("MDT", -6), ("PST", -8), ("PDT", -7), ("AKST", -9), ("AKDT", -8), ("HST", -10), ("NST", -3.5),
        ("NDT", -2.5), ("JST", 9), ("KST", 9), ("AEST", 10), ("AEDT", 11), ("ACST", 9.5), ("ACDT", 10.5), ("AWST", 8),
        ("NZST", 12), ("NZDT", 13),
    ].map { (name: String, hours: Double) in
        (name.utf8.reduce(0) { $0 << 8 | UInt64($1) }, Int32(hours * 3600))
    }
}

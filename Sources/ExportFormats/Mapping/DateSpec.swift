internal import SocialData
internal import TextValues

/// Whether a file writes the month or the day first in dates that are numbers.
package enum DateOrder: String, Sendable, CaseIterable {
    case monthFirst = "month_first"
    case dayFirst = "day_first"
}

/// One way in which a format says that dates are written: a pattern, and whether its order could be the other.
///
/// `03/04/2025` is 4 March or 3 April. Where a pattern is of that kind, the file's own values decide (`FileEvidence`).
struct DateSpec: Sendable, Equatable {
    let text: String
    /// Nil for patterns that can be read in one way only.
    let order: DateOrder?
    /// The exporter always writes this order, so values that fit both orders are read in it.
    let isOrderKnown: Bool

    private static let numeric = [
        "M/d/yyyy", "M/d/yyyy[,] H:mm[:ss][ zzz]", "M/d/yyyy[,] h:mm[:ss][ ]a[ zzz]", "M-d-yyyy", "M-d-yyyy[,] H:mm[:ss]",
        "M-d-yyyy[,] h:mm[:ss][ ]a", "M/d/yy", "M/d/yy[,] H:mm[:ss]", "M/d/yy[,] h:mm[:ss][ ]a", "M-d-yy", "M-d-yy[,] H:mm[:ss]",
        "M/d/yyyy[,][ 'à'] H'h'mm", "M-d-yyyy 'om' H:mm[:ss]",
    ]

    private static let words = [
        "MMM d, yyyy", "[EEE[,] ]MMM d[,] yyyy", "[EEE[,] ]d[.] MMM[,] yyyy[ 'г.']", "[EEE[,] ]d 'de' MMM 'de' yyyy",
        "MMM d[,] yyyy[,][ 'at'] H:mm[:ss]", "MMM d[,] yyyy[,][ 'at'] h:mm[:ss][ ]a", "[EEE[,] ]d[.] MMM[,] yyyy[,] H:mm[:ss]", "d-MMM-yyyy", "d-MMM-yy",
        "d/MMM/yyyy", "MMM-d-yyyy", "d-MMM-yyyy H:mm[:ss]", "d[.] MMM yy",
        "[EEE[,] ]d[.] MMM[,] yyyy[,] h:mm[:ss][ ]a", "EEE[,] MMM d[,] yyyy[,][ 'at'] h:mm[:ss][ ]a", "EEE[,] MMM d[,] yyyy[,][ 'at'] H:mm[:ss]",
        "[EEE[,] ]d MMM yyyy 'à' H:mm[:ss]", "[EEE[,] ]d MMM yyyy[,][ 'à'] H'h'mm", "[EEE[,] ]d[.] MMM yyyy[,][ 'um'] H:mm[:ss] 'Uhr'",
        "[EEE[,] ]d 'de' MMM 'de' yyyy[,][ 'a las'] H:mm[:ss]", "[EEE[,] ]d MMM yyyy 'г.'[,] H:mm[:ss]", "[EEE[,] ]d MMM yyyy H:mm:ss zzz",
    ]

    /// Names of what people write into their sheets.
    static let ofPeople = ["iso8601", "either_order", "month_names"]

    private static let dayMonthWords = ["MMMM d", "d[.] MMMM", "d 'de' MMMM"]

    /// Patterns that a name in a format file stands for; everything else is a pattern itself. ISO 8601 is always read:
    /// nobody means anything else by it.
    static func all(of names: [String]) -> [DateSpec] {
        var specs: [DateSpec] = []
        for name in names {
            switch name {
            case "month_first", "either_order":
                specs += numeric.map { DateSpec(text: $0, order: .monthFirst, isOrderKnown: name == "month_first") }
                specs += dotted
            case "day_first":
                specs += numeric.map { DateSpec(text: swapped($0), order: .dayFirst, isOrderKnown: true) }
                specs += dotted
            case "month_names": specs += words.map(DateSpec.init)
            case "month_names_without_year": specs += dayMonthWords.map(DateSpec.init)
            default: specs.append(DateSpec(name))
            }
        }
        if !specs.contains(where: { $0.text == "iso8601" }) { specs.append(DateSpec("iso8601")) }
        return specs
    }

    /// Dots part days, months and years in this order only, and behind a year the month always comes first.
    private static let dotted = [
        "d.M.yyyy[.]", "d.M.yyyy[,] H:mm[:ss][ zzz]", "d.M.yyyy[,][ 'um'] H:mm[:ss] 'Uhr'", "d.M.yyyy 'klo' H.mm", "d. M. yyyy[.]", "d. M. yyyy[,] H:mm[:ss]",
        "d.M.yy", "d.M.yy[,] H:mm[:ss]", "yyyy/M/d", "yyyy/M/d H:mm[:ss]",
        "yyyy-M-d", "yyyy-M-d H:mm[:ss]", "yyyy.M.d[.]", "yyyy.M.d[.] H:mm[:ss]", "yyyy. M. d[.]", "yyyy. M. d[.] H:mm[:ss]",
        "yyyy'年'M'月'd'日'[[ ]H:mm[:ss]]", "yyyy'年'M'月'd'日'[ ]H'時'mm'分'", "yyyy'年'M'月'd'日'[ ]H'时'mm'分'", "yyyy'년' M'월' d'일'[ H:mm[:ss]]", "yyyyMMdd",
    ].map(DateSpec.init)

    /// Every pattern of these lists in both orders, compiled once: each file asks for most of them.
    private static let compiled: [String: DatePattern] = {
        let texts = numeric + numeric.map(swapped) + words + dayMonthWords + dotted.map(\.text) + ["iso8601"]
        return Dictionary(texts.compactMap { text in (try? DatePattern(text)).map { (text, $0) } }) { first, _ in first }
    }()

    static func pattern(_ text: String) throws(DatePatternError) -> DatePattern {
        if let known = compiled[text] { return known }
        return try DatePattern(text)
    }

    init(text: String, order: DateOrder?, isOrderKnown: Bool) {
        self.text = text
        self.order = order
        self.isOrderKnown = isOrderKnown
    }

    /// A pattern as somebody wrote it; its order is the exporter's.
    init(_ text: String) {
        self.init(text: text, order: Self.order(of: text), isOrderKnown: true)
    }

    /// The pattern for a file of this order; nil keeps the pattern's own.
    func text(in wanted: DateOrder?) -> String {
        guard let order, let wanted, order != wanted else { return text }
        return Self.swapped(text)
    }

    /// The pattern with month and day in each other's place.
    static func swapped(_ text: String) -> String {
        String(text.map { $0 == "M" ? "d" : $0 == "d" ? "M" : $0 })
    }

    /// Month and day as numbers with `/` or `-` between them and no year before: those could be the other way round.
    private static func order(of text: String) -> DateOrder? {
        let letters = Array(text.utf8)
        guard let month = letters.firstIndex(of: UInt8(ascii: "M")), let day = letters.firstIndex(of: UInt8(ascii: "d")) else { return nil }
        let monthEnd = letters[month...].firstIndex { $0 != UInt8(ascii: "M") } ?? letters.count
        let dayEnd = letters[day...].firstIndex { $0 != UInt8(ascii: "d") } ?? letters.count
        guard monthEnd - month <= 2, month == 0 || letters[month - 1] != UInt8(ascii: "#") else { return nil }
        if let year = letters.firstIndex(of: UInt8(ascii: "y")), year < min(month, day) { return nil }
        let between = month < day ? monthEnd..<day : dayEnd..<month
        guard between.count == 1, letters[between.lowerBound] == UInt8(ascii: "/") || letters[between.lowerBound] == UInt8(ascii: "-") else { return nil }
        return month < day ? .monthFirst : .dayFirst
    }
}

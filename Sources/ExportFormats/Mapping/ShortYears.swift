internal import TextValues

/// Dates of three times two digits, as `25-03-04`: whether their year stands in front, where nobody reads it.
///
/// Read with the year behind they would be of one day of the month in several years, or of years before there was any of this.
struct ShortYears {
    private var firsts: Set<UInt8> = []
    private var lasts: Set<UInt8> = []
    private var example: String?

    /// Years in which such exports are made, without their century, and the last one without platforms.
    private static let years: ClosedRange<UInt8> = 10...49
    private static let tooEarly: UInt8 = 4

    mutating func add(_ text: Span<UInt8>) {
        guard text.count >= 8, let first = Self.number(text, at: 0), let last = Self.number(text, at: 6), Self.number(text, at: 3) != nil,
            !Ascii.isDigit(text[2]), text[2] == text[5], text.count == 8 || !Ascii.isDigit(text[8])
        else { return }
        firsts.insert(first)
        lasts.insert(last)
        if example == nil { example = FileEvidence.spelling(text) }
    }

    /// One of them, where their years stand in front.
    var yearFirst: String? {
        guard !firsts.isEmpty, firsts.allSatisfy(Self.years.contains), lasts.allSatisfy({ (1...31).contains($0) }) else { return nil }
        let isOneDayOfManyYears = firsts.count <= 2 && lasts.count >= 2 * firsts.count && !lasts.allSatisfy(Self.years.contains)
        let isOfManyYears = firsts.count <= 2 && lasts.count >= 6
        return isOneDayOfManyYears || isOfManyYears || lasts.contains { $0 <= Self.tooEarly } ? example : nil
    }

    private static func number(_ text: Span<UInt8>, at place: Int) -> UInt8? {
        let (tens, ones) = (text[place], text[place + 1])
        return Ascii.isDigit(tens) && Ascii.isDigit(ones) ? (tens - UInt8(ascii: "0")) * 10 + ones - UInt8(ascii: "0") : nil
    }
}

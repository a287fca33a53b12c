internal import TextValues

/// Whether a spreadsheet of another country opened a column of dates: it takes `03/05/2025` for the 3rd of May and writes that in its own
/// way, and leaves `03/18/2025`, which it cannot take for a date, as it was. Then no date that was written anew has a day above 12,
/// and no other one has both parts up to 12.
struct SwappedDates {
    private var rewritten: String?
    private var left: String?
    /// A date speaks against it.
    private var isHonest = false

    /// - Parameter isText: whether it is a text; a workbook's own dates are not.
    mutating func observe(_ text: Span<UInt8>, isText: Bool) {
        guard !isHonest, let date = Self.parts(text) else { return }
        let isWrittenAnew = date.separator != UInt8(ascii: "/") || !isText
        let hasDayForSure = max(date.first, date.second) > 12
        switch (isWrittenAnew, hasDayForSure) {
        case (true, true), (false, false): isHonest = true
        case (true, false): rewritten = rewritten ?? FileEvidence.spelling(text)
        case (false, true): left = left ?? FileEvidence.spelling(text)
        }
    }

    /// A date of either kind.
    var proof: (rewritten: String, left: String)? {
        guard !isHonest, let rewritten, let left else { return nil }
        return (rewritten, left)
    }

    /// Day and month of `03.05.2025`, `03/18/2025`, `2025-05-03` and what goes on like them, as they stand.
    private static func parts(_ text: Span<UInt8>) -> (first: Int, second: Int, separator: UInt8)? {
        var numbers: [Int] = []
        var digits: [Int] = []
        var separators: [UInt8] = []
        var index = 0
        while index < text.count, numbers.count < 3 {
            let start = index
            var number = 0
            while index < text.count, Ascii.isDigit(text[index]), index - start < 4 {
                number = 10 * number + Int(text[index] - Ascii.zero)
                index += 1
            }
            guard index > start else { return nil }
            numbers.append(number)
            digits.append(index - start)
            guard index < text.count, numbers.count < 3 else { break }
            separators.append(text[index])
            index += 1
        }
        guard numbers.count == 3, separators[0] == separators[1], "/.-".utf8.contains(separators[0]) else { return nil }
        if digits[0] == 4 { return (numbers[1], numbers[2], separators[0]) }
        guard digits[2] == 4 || digits[2] == 2, digits[0] <= 2, digits[1] <= 2 else { return nil }
        return (numbers[0], numbers[1], separators[0])
    }
}

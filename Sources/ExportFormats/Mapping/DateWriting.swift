internal import TextValues

/// How a column's values write their dates, judged by themselves alone: what `date:` of a format file would have to say.
package struct DateWriting: Sendable {
    /// Names for `date:`; empty where ISO 8601 says all.
    package private(set) var names: [String] = []
    /// Values that read as dates.
    package private(set) var count = 0
    /// Values that a day and a month in one order only can explain, and one that either order reads.
    package private(set) var monthFirst: String?
    package private(set) var dayFirst: String?
    package private(set) var eitherOrder: String?
    /// One without a year.
    package private(set) var withoutYear: String?

    private static let known = ["either_order", "month_names", "month_names_without_year"]

    /// - Parameter values: without surrounding blanks, none of them empty.
    package init(_ values: [String]) {
        let iso = Self.patterns(["iso8601"])
        let others = Self.known.map { ($0, Self.patterns([$0])) }
        for value in values {
            let bytes = Array(value.utf8)
            // Eight digits are as well a number.
            guard bytes.contains(where: { !Ascii.isDigit($0) }) else { continue }
            if iso.contains(where: { $0.month.parse(bytes.span, takesZoneWords: true).value?.hasDate ?? false }) {
                count += 1
                continue
            }
            for (name, patterns) in others where read(value, bytes, patterns) {
                count += 1
                if !names.contains(name) { names.append(name) }
                break
            }
        }
    }

    private mutating func read(_ value: String, _ bytes: [UInt8], _ patterns: [Pair]) -> Bool {
        for pair in patterns {
            let month = pair.month.parse(bytes.span, takesZoneWords: true).value
            let day = pair.day?.parse(bytes.span, takesZoneWords: true).value
            guard let date = month ?? day, date.hasDate else { continue }
            if !date.hasYear, withoutYear == nil { withoutYear = value }
            guard pair.day != nil else { return true }
            if month != nil, day == nil, monthFirst == nil { monthFirst = value }
            if day != nil, month == nil, dayFirst == nil { dayFirst = value }
            if let month, let day, month.local != day.local, eitherOrder == nil { eitherOrder = value }
            return true
        }
        return false
    }

    /// A pattern, and its twin where day and month could stand in each other's place.
    private struct Pair {
        var month: DatePattern
        var day: DatePattern?
    }

    private static func patterns(_ names: [String]) -> [Pair] {
        DateSpec.all(of: names).filter { names == ["iso8601"] || $0.text != "iso8601" }.compactMap { spec in
            guard let pattern = try? DateSpec.pattern(spec.text) else { return nil }
            return Pair(month: pattern, day: spec.order == nil ? nil : try? DateSpec.pattern(DateSpec.swapped(spec.text)))
        }
    }
}

/// Days, months and quarters of the proleptic Gregorian calendar, as integer arithmetic.
///
/// Days count from 1970-01-01 (day 0). Algorithms: Howard Hinnant, "chrono-compatible low-level date algorithms",
/// which shift the year to begin in March, so that the leap day is the last of the year.
package enum CivilTime {
    /// Leap seconds are not counted.
    package static let secondsPerDay: Int64 = 86_400

    /// Instants that `Canonical` can write: the years 0000 to 9999, in seconds since 1970-01-01T00:00:00Z.
    package static let representable: ClosedRange<Int64> = -62_167_219_200...253_402_300_799

    /// Days since 1970-01-01. The date must be valid (`isValid`); years may be any.
    package static func days(year: Int, month: Int, day: Int) -> Int {
        let shifted = month <= 2 ? year - 1 : year
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }

    /// The date of a day counted from 1970-01-01.
    package static func civil(days: Int) -> (year: Int, month: Int, day: Int) {
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
    }

    /// By the proleptic Gregorian calendar, whatever the year.
    package static func isLeap(year: Int) -> Bool {
        year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    }

    /// 28 to 31; the month must be one of 1 to 12.
    package static func length(ofMonth month: Int, year: Int) -> Int {
        switch month {
        case 2: isLeap(year: year) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// Whether there is such a day in the years 0000 to 9999.
    package static func isValid(year: Int, month: Int, day: Int) -> Bool {
        (0...9999).contains(year) && (1...12).contains(month) && day >= 1 && day <= length(ofMonth: month, year: year)
    }

    /// The day (since 1970-01-01) on which seconds since 1970-01-01T00:00:00 fall, rounding down.
    package static func day(ofSeconds seconds: Int64) -> Int {
        Int(seconds >= 0 ? seconds / secondsPerDay : (seconds - (secondsPerDay - 1)) / secondsPerDay)
    }

    /// The calendar day of an instant in a zone.
    package static func day(of instant: Int64, in zone: ZoneOffsets) -> Int32 {
        Int32(clamping: day(ofSeconds: instant + Int64(zone.offset(at: instant))))
    }

    /// The calendar month of an instant in a zone (Methods 1.4).
    package static func month(of instant: Int64, in zone: ZoneOffsets) -> (year: Int, month: Int) {
        let date = civil(days: Int(day(of: instant, in: zone)))
        return (date.year, date.month)
    }

    /// The month of an instant as one ascending integer, `year * 12 + month - 1`: a key that sorts and subtracts.
    package static func monthIndex(of instant: Int64, in zone: ZoneOffsets) -> Int {
        let (year, month) = month(of: instant, in: zone)
        return year * 12 + month - 1
    }

    /// `YYYY-MM`.
    package static func monthText(year: Int, month: Int) -> String {
        padded(year, to: 4) + "-" + padded(month, to: 2)
    }

    /// `YYYY-MM` of a `monthIndex`.
    package static func monthText(index: Int) -> String {
        monthText(year: index / 12, month: index % 12 + 1)
    }

    /// `YYYY-Qn`.
    package static func quarterText(year: Int, month: Int) -> String {
        padded(year, to: 4) + "-Q\((month - 1) / 3 + 1)"
    }

    /// `YYYY-Qn` of the quarter that a `monthIndex` lies in.
    package static func quarterText(monthIndex: Int) -> String {
        quarterText(year: monthIndex / 12, month: monthIndex % 12 + 1)
    }

    private static func padded(_ number: Int, to width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
    }
}

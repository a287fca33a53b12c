internal import SocialData
internal import TextValues

/// Instants are seconds since 1970 UTC. The zones of the samples by their own rules, so that the truth beside the samples
/// does not rest on the zone tables that Tierwise reads.
enum Clock {
    static let day: Int64 = 86_400
    static let hour: Int64 = 3_600

    static func instant(_ year: Int, _ month: Int, _ day: Int, _ hour: Int = 0, _ minute: Int = 0) -> Int64 {
        Int64(CivilTime.days(year: year, month: month, day: day)) * Self.day + Int64(hour) * Self.hour + Int64(minute) * 60
    }

    /// Seconds east of UTC in Berlin: summer time from the last Sunday of March to the last of October, at 01:00 UTC.
    static func berlin(_ utc: Int64) -> Int64 {
        let year = CivilTime.civil(days: days(utc)).year
        let start = Int64(lastSunday(year, 3)) * day + hour
        let end = Int64(lastSunday(year, 10)) * day + hour
        return (start..<end).contains(utc) ? 2 * hour : hour
    }

    /// Seconds east of UTC in New York: from the second Sunday of March to the first of November, at 02:00 local time.
    static func newYork(_ utc: Int64) -> Int64 {
        let year = CivilTime.civil(days: days(utc)).year
        let start = Int64(firstSunday(year, 3) + 7) * day + 7 * hour
        let end = Int64(firstSunday(year, 11)) * day + 6 * hour
        return (start..<end).contains(utc) ? -4 * hour : -5 * hour
    }

    /// Day since 1970, of seconds since 1970 (local or UTC).
    static func days(_ seconds: Int64) -> Int { CivilTime.day(ofSeconds: seconds) }

    /// 0 is Sunday. Day 0, 1970-01-01, was a Thursday.
    static func weekday(_ day: Int) -> Int { ((day + 4) % 7 + 7) % 7 }

    private static func firstSunday(_ year: Int, _ month: Int) -> Int {
        let first = CivilTime.days(year: year, month: month, day: 1)
        return first + (7 - weekday(first)) % 7
    }

    private static func lastSunday(_ year: Int, _ month: Int) -> Int {
        let last = CivilTime.days(year: year, month: month, day: CivilTime.length(ofMonth: month, year: year))
        return last - weekday(last)
    }

    // MARK: Texts

    /// `2024-03-18T09:48:00Z`
    static func iso(_ instant: Int64) -> String {
        var bytes: [UInt8] = []
        Canonical.append(instant: instant, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// `2024-03-18`
    static func isoDay(_ day: Int) -> String {
        var bytes: [UInt8] = []
        Canonical.append(day: Int32(day), to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// `2024-03-18` and `09:48:00` of local seconds.
    static func parts(_ local: Int64) -> (day: String, time: String) {
        let text = iso(local)
        return (String(text.prefix(10)), String(text.dropFirst(11).prefix(8)))
    }

    /// `03/18/2024 09:48`
    static func american(_ local: Int64) -> String {
        let (day, time) = parts(local)
        return "\(day.dropFirst(5).prefix(2))/\(day.suffix(2))/\(day.prefix(4)) \(time.prefix(5))"
    }

    /// `July 16`
    static func monthAndDay(_ local: Int64) -> String {
        let date = CivilTime.civil(days: days(local))
        return "\(monthNames[date.month - 1]) \(date.day)"
    }

    private static let monthNames = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]
}

/// Dates as other exporters write them.
extension Clock {
    private static let shortMonths = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    private static let shortDays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]

    /// `Dec 15, 2023`
    static func shortDate(_ local: Int64) -> String {
        let date = CivilTime.civil(days: days(local))
        return "\(shortMonths[date.month - 1]) \(date.day), \(date.year)"
    }

    /// `Mon Feb 17 2025`, and with a comma `Mon, Feb 17, 2025`.
    static func weekdayDate(_ local: Int64, comma: String = "") -> String {
        let date = CivilTime.civil(days: days(local))
        let day = shortDays[weekday(days(local))]
        return "\(day)\(comma) \(shortMonths[date.month - 1]) \(date.day)\(comma) \(date.year)"
    }

    /// `02/19/2024 11:45:22 PM`
    static func twelveHours(_ local: Int64) -> String {
        let text = american(local)
        let seconds = parts(local).time.suffix(2)
        let hour = Int(local / Self.hour % 24)
        let shown = hour % 12 == 0 ? 12 : hour % 12
        let minutes = text.suffix(2)
        return "\(text.prefix(10)) \(shown < 10 ? "0" : "")\(shown):\(minutes):\(seconds) \(hour < 12 ? "AM" : "PM")"
    }

    /// `20240318`
    static func compactDay(_ day: Int) -> String { isoDay(day).filter { $0 != "-" } }
}

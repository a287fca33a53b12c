/// A date or time as an export wrote it, before anybody decided on its zone or its year.
package struct DateValue: Sendable, Equatable {
    /// What was read off the wall: seconds from 1970-01-01T00:00:00 to the local date and time. Without a year it lies
    /// in 2000 (a leap year, so 29 February can be); without a date it is the seconds since midnight.
    package let local: Int64
    /// Seconds east of UTC, where the text names its zone.
    package let utcOffset: Int32?
    /// A day is known.
    package let hasDate: Bool
    /// A year is known; only with a day.
    package let hasYear: Bool
    /// A time of day is known.
    package let hasTime: Bool
    /// An abbreviation of a zone that is unknown, or that other countries use too; packed, 0 where there is none.
    package let zoneWord: UInt64

    /// Made by readers; the fields must fit each other.
    package init(
        local: Int64, utcOffset: Int32? = nil, hasDate: Bool = true, hasYear: Bool = true, hasTime: Bool = true, zoneWord: UInt64 = 0
    ) {
        self.zoneWord = zoneWord
        self.local = local
        self.utcOffset = utcOffset
        self.hasDate = hasDate
        self.hasYear = hasYear
        self.hasTime = hasTime
    }

    /// The year that stands in for a missing one.
    package static let placeholderYear = 2000

    /// A date without a time: local midnight, and the time is an assumption.
    package var isDateOnly: Bool { hasDate && !hasTime }

    /// Names a whole day: without a time, or with the midnight that spreadsheets and databases put behind a day.
    package var isWholeDay: Bool {
        isDateOnly || (hasDate && utcOffset == nil && zoneWord == 0 && local % CivilTime.secondsPerDay == 0)
    }

    /// The calendar day as written, since 1970-01-01.
    package var localDay: Int32 { Int32(clamping: CivilTime.day(ofSeconds: local)) }

    /// The same time of the next day.
    package var nextDay: DateValue {
        DateValue(
            local: local + CivilTime.secondsPerDay, utcOffset: utcOffset, hasDate: hasDate, hasYear: hasYear, hasTime: hasTime,
            zoneWord: zoneWord)
    }

    /// The value with its zone settled: what its abbreviation means where the clock hung, as far as somebody said where.
    ///
    /// - Parameter zone: what a source says of its files; nil where nobody does.
    /// - Returns: nil where the abbreviation decides nothing and nobody says more.
    package func settled(in zone: ZoneOffsets?) -> DateValue? {
        guard zoneWord != 0 else { return self }
        guard let zone else { return utcOffset == nil ? nil : self }
        guard utcOffset == nil || ZoneAbbreviations.isShared(zoneWord, with: zone.offset(at: local)) else { return self }
        return DateValue(local: local, hasDate: hasDate, hasYear: hasYear, hasTime: hasTime)
    }

    /// The instant.
    ///
    /// - Parameter zone: where the clock hung, for texts that name no zone.
    /// - Returns: `nil` where the zone, the year or the date is unknown, or the instant is out of range.
    package func instant(in zone: ZoneOffsets?) -> (instant: Int64, note: LocalTimeNote?)? {
        guard hasDate, hasYear else { return nil }
        let found: (instant: Int64, note: LocalTimeNote?)
        if let utcOffset {
            found = (local - Int64(utcOffset), nil)
        } else if let zone {
            found = zone.instant(local: local)
        } else {
            return nil
        }
        return CivilTime.representable.contains(found.instant) ? found : nil
    }

    /// The same month, day and time in a year; `nil` for 29 February of a year that has none, and without a date.
    package func inYear(_ year: Int) -> DateValue? {
        guard hasDate, (0...9999).contains(year) else { return nil }
        let day = CivilTime.day(ofSeconds: local)
        let date = CivilTime.civil(days: day)
        guard CivilTime.isValid(year: year, month: date.month, day: date.day) else { return nil }
        let moved = CivilTime.days(year: year, month: date.month, day: date.day) - day
        return DateValue(
            local: local + Int64(moved) * CivilTime.secondsPerDay, utcOffset: utcOffset, hasTime: hasTime, zoneWord: zoneWord)
    }

    /// Gives a date without a year the last year in which it was not after a day: posts are older than their export.
    package func completed(notAfter day: Int32) -> DateValue? {
        guard hasDate, !hasYear else { return hasDate ? self : nil }
        let latest = CivilTime.civil(days: Int(day)).year
        // 29 February may be eight years away (1896 to 1904).
        for year in stride(from: latest, through: latest - 8, by: -1) {
            if let dated = inYear(year), dated.localDay <= day { return dated }
        }
        return nil
    }

    /// A date and a time that stand in two columns.
    package func at(_ time: DateValue) -> DateValue? {
        guard isDateOnly, !time.hasDate else { return nil }
        return DateValue(local: local + time.local, utcOffset: time.utcOffset ?? utcOffset, hasYear: hasYear, zoneWord: time.zoneWord)
    }
}

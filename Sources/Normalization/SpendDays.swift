internal import TextValues

/// When the periods of an ad report are over, told by how all of the file's rows write them: as days or as times of a day, and with the last day or the
/// one behind it.
///
/// A period that seems to go on while the next one begins would be another report of the same spending, of which only one counts.
struct SpendDays {
    /// What a row says of its period.
    struct Row {
        let place: Int
        let start: Int64?
        let end: Int64?
    }

    private enum Writing {
        /// Days of a zone: a period ends with the day in which its end lies.
        case days(ZoneOffsets)
        /// Days of a zone that is not known, the shortest of which have 23 hours.
        case otherDays
        /// Times of a day, as in a report by the hour.
        case times
    }

    private static let shortDay: Int64 = 23 * 3600

    private let writing: Writing
    /// A period's end is where the next one begins.
    private let isEndOutside: Bool

    /// - Parameter ad: what a row is spent on: rows of one ad follow each other.
    init(_ rows: [Row], zone: ZoneOffsets, ad: (_ place: Int) -> [[UInt8]]) {
        let starts = Set(rows.compactMap(\.start)).sorted()
        if let known = [zone, .utc].first(where: { zone in starts.allSatisfy { Self.isDay($0, in: zone) } }) {
            writing = .days(known)
        } else {
            writing = zip(starts, starts.dropFirst()).allSatisfy { $1 - $0 >= Self.shortDay } ? .otherDays : .times
        }
        isEndOutside = Self.endsMeetStarts(rows, ad)
    }

    /// Whether a period of an ad ends where its next one begins, and none goes on when that has begun: a day that both held would count twice.
    private static func endsMeetStarts(_ rows: [Row], _ ad: (_ place: Int) -> [[UInt8]]) -> Bool {
        // Nearly all reports name days, which end as they begin.
        guard rows.contains(where: { $0.end != nil }), !rows.contains(where: { isPoint($0) }) else { return false }
        var hasMet = false
        for ad in Dictionary(grouping: rows, by: { ad($0.place) }).values {
            let starts = Set(ad.compactMap(\.start)).sorted()
            for row in ad {
                guard let start = row.start, let end = row.end else { continue }
                guard let next = starts.first(where: { $0 > start }) else { continue }
                if next < end { return false }
                hasMet = hasMet || next == end
            }
        }
        return hasMet
    }

    private static func isPoint(_ row: Row) -> Bool {
        guard let start = row.start, let end = row.end else { return false }
        return end <= start
    }

    /// The first second behind a period; a missing end is its start.
    func end(start: Int64, end: Int64?) -> Int64 {
        let last = max(start, end ?? start)
        if isEndOutside, last > start { return last }
        switch writing {
        case .days(let zone): return Self.start(ofDay: Int64(CivilTime.day(of: last, in: zone)) + 1, in: zone)
        case .otherDays:
            let rest = (last - start) % CivilTime.secondsPerDay
            // `23:59`, `23:59:59`, one hour sooner or later where clocks change.
            let ending = [1, 60].first { step in [0, 3600, CivilTime.secondsPerDay - 3600].contains((rest + step) % CivilTime.secondsPerDay) }
            return last + (last > start ? ending ?? Self.shortDay : Self.shortDay)
        case .times:
            guard last > start else { return start + 1 }
            // `10:59`, `10:59:59`
            return last % 60 == 59 ? last + 1 : last % 3600 == 3540 ? last + 60 : last
        }
    }

    private static func isDay(_ instant: Int64, in zone: ZoneOffsets) -> Bool {
        start(ofDay: Int64(CivilTime.day(of: instant, in: zone)), in: zone) == instant
    }

    private static func start(ofDay day: Int64, in zone: ZoneOffsets) -> Int64 { zone.instant(local: day * CivilTime.secondsPerDay).instant }
}

import TestSupport
import Testing
import TextValues

@Suite struct CivilTimeTests {
    // Days since 1970-01-01, by Python: datetime.date(year, month, day).toordinal() - 719163
    @Test(arguments: [
        (1, 1, 1, -719162), (1, 12, 31, -718798), (4, 2, 29, -718008),
        (100, 2, 28, -682945), (100, 3, 1, -682944), (400, 2, 29, -573372),
        (1582, 10, 15, -141427), (1600, 2, 29, -135081), (1700, 2, 28, -98557),
        (1900, 3, 1, -25508), (1969, 12, 31, -1), (1970, 1, 1, 0),
        (1999, 12, 31, 10956), (2000, 2, 29, 11016), (2000, 3, 1, 11017),
        (2023, 12, 31, 19722), (2024, 2, 29, 19782), (2024, 12, 31, 20088),
        (2025, 1, 1, 20089), (2038, 1, 19, 24855), (2100, 2, 28, 47540),
        (2100, 3, 1, 47541), (2400, 2, 29, 157113), (9999, 12, 31, 2932896),
    ] as [(Int, Int, Int, Int)])
    func days(year: Int, month: Int, day: Int, days: Int) {
        #expect(CivilTime.days(year: year, month: month, day: day) == days)
        #expect(CivilTime.civil(days: days) == (year, month, day))
    }

    /// Every seventh day of the years 1 to 9999, compared through a hash with Python's calendar:
    ///
    ///     h = 0xCBF29CE484222325
    ///     for n in range(datetime.date(1, 1, 1).toordinal(), datetime.date(9999, 12, 31).toordinal() + 1, 7):
    ///         for b in datetime.date.fromordinal(n).isoformat().encode():
    ///             h = ((h ^ b) * 0x100000001B3) & (2**64 - 1)
    @Test func calendarAgreesWithPython() {
        var hash = FNV1a()
        var text: [UInt8] = []
        for day in stride(from: -719_162, through: 2_932_896, by: 7) {
            text.removeAll(keepingCapacity: true)
            Canonical.append(day: Int32(day), to: &text)
            hash.combine(text.span)
        }
        #expect(hash.value == 0xF153_146D_6EED_D737)
    }

    @Test func secondsRoundDownToDays() {
        #expect(CivilTime.day(ofSeconds: 0) == 0)
        #expect(CivilTime.day(ofSeconds: 86_399) == 0)
        #expect(CivilTime.day(ofSeconds: 86_400) == 1)
        #expect(CivilTime.day(ofSeconds: -1) == -1)
        #expect(CivilTime.day(ofSeconds: -86_400) == -1)
        #expect(CivilTime.day(ofSeconds: -86_401) == -2)
    }

    @Test func monthsFollowTheZone() throws {
        // 2024-12-31T23:30:00Z is already January in Berlin.
        let instant = try #require(reading("2024-12-31T23:30:00Z") { Canonical.instant($0) })
        #expect(CivilTime.month(of: instant, in: .utc) == (2024, 12))
        #expect(CivilTime.month(of: instant, in: berlin) == (2025, 1))
        #expect(CivilTime.monthText(index: CivilTime.monthIndex(of: instant, in: berlin)) == "2025-01")
        #expect(CivilTime.quarterText(monthIndex: CivilTime.monthIndex(of: instant, in: .utc)) == "2024-Q4")
        #expect(CivilTime.day(of: instant, in: berlin) == CivilTime.day(of: instant, in: .utc) + 1)
        #expect(CivilTime.monthText(year: 987, month: 6) == "0987-06")
        #expect(CivilTime.quarterText(year: 2025, month: 3) == "2025-Q1")
        #expect(CivilTime.quarterText(year: 2025, month: 4) == "2025-Q2")
    }
}

/// Europe/Berlin from October 2025 on: the clock changes at 01:00 UTC on the last Sundays of October and March.
/// Seconds: date -u -d 2026-03-29T01:00Z +%s
let berlin = ZoneOffsets(
    name: "Europe/Berlin", transitions: [1_761_440_400, 1_774_746_000, 1_792_890_000], offsets: [7200, 3600, 7200, 3600])

@Suite struct ZoneOffsetsTests {
    // Expected instants: Python's zoneinfo, which keeps the offset before a gap and takes the first of a fold.
    @Test(arguments: [
        ("2026-03-29T01:59:59Z", 1_774_745_999, nil), ("2026-03-29T02:00:00Z", 1_774_746_000, .gap),
        ("2026-03-29T02:30:00Z", 1_774_747_800, .gap), ("2026-03-29T02:59:59Z", 1_774_749_599, .gap),
        ("2026-03-29T03:00:00Z", 1_774_746_000, nil),
        ("2026-10-25T01:59:59Z", 1_792_886_399, nil), ("2026-10-25T02:00:00Z", 1_792_886_400, .fold),
        ("2026-10-25T02:30:00Z", 1_792_888_200, .fold), ("2026-10-25T02:59:59Z", 1_792_889_999, .fold),
        ("2026-10-25T03:00:00Z", 1_792_893_600, nil),
    ] as [(String, Int64, LocalTimeNote?)])
    func berlinChanges(local: String, instant: Int64, note: LocalTimeNote?) throws {
        let wall = try #require(reading(local) { Canonical.instant($0) })
        #expect(berlin.instant(local: wall) == (instant, note))
    }

    @Test func offsetsChangeAtTheTransition() {
        #expect(berlin.offset(at: 1_774_745_999) == 3600)
        #expect(berlin.offset(at: 1_774_746_000) == 7200)
        #expect(berlin.offset(at: .min / 2) == 7200)
        #expect(berlin.offset(at: .max / 2) == 3600)
    }

    @Test func aSkippedDayIsAGap() {
        // Like Samoa at the end of 2011: from UTC-10 to UTC+14, so 30 December was left out.
        let samoa = ZoneOffsets(name: "Samoa", transitions: [1_325_239_200], offsets: [-36_000, 50_400])
        let noon: Int64 = 1_325_246_400  // 2011-12-30T12:00, read off the wall
        #expect(samoa.instant(local: noon) == (noon + 36_000, .gap))
    }

    @Test(arguments: [21, 22] as [UInt64])
    func everyInstantIsFoundAgain(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<5000 {
            let instant = Int64.random(in: 1_761_000_000...1_794_000_000, using: &generator)
            let (found, note) = berlin.instant(local: instant + Int64(berlin.offset(at: instant)))
            #expect(found == instant || (note == .fold && found == instant - 3600), "seed \(seed), \(instant)")
        }
    }

    @Test func fixedZones() {
        #expect(ZoneOffsets.utc.name == "UTC")
        #expect(ZoneOffsets(fixedSeconds: -12_600).name == "UTC-03:30")
        #expect(ZoneOffsets(fixedSeconds: 19_800).name == "UTC+05:30")
        #expect(ZoneOffsets(fixedSeconds: 3600).instant(local: 3600) == (0, nil))
        #expect(ZoneOffsets(fixedSeconds: 3600).offset(at: 5) == 3600)
    }
}

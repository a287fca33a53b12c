import TestSupport
import Testing
import TextValues

/// What a pattern read, as text: the wall's time, then what is known about it.
private func describe(_ parsed: Parsed<DateValue>) -> String {
    switch parsed {
    case .missing: return "missing"
    case .bad(let fault): return fault.rawValue
    case .value(let value):
        var text = written { Canonical.append(instant: value.local, to: &$0) }
        text.removeLast()
        if !value.hasDate { text = String(text.dropFirst(10)) }
        if !value.hasTime { text = String(text.prefix(10)) }
        if value.hasDate && !value.hasYear { text = "?" + text.dropFirst(4) }
        if let offset = value.utcOffset { text += offset < 0 ? " \(offset)" : " +\(offset)" }
        return text
    }
}

@Suite struct DatePatternTests {
    @Test(arguments: [
        // Meta Business Suite
        ("MM/dd/yyyy HH:mm", "03/18/2025 09:48", "2025-03-18T09:48:00"), ("MM/dd/yyyy HH:mm", "3/18/2025 09:48", "not_a_date"),
        ("M/d/yyyy H:mm", "3/8/2025 9:48", "2025-03-08T09:48:00"), ("M/d/yyyy H:mm", "03/18/2025 09:48", "2025-03-18T09:48:00"),
        ("MM/dd/yyyy HH:mm", "18/03/2025 09:48", "impossible_date"), ("MM/dd/yyyy HH:mm", "03/18/2025 09:48:10", "not_a_date"),
        ("MM/dd/yyyy HH:mm", "03/18/2025", "not_a_date"), ("MM/dd/yyyy[ HH:mm]", "03/18/2025", "2025-03-18"),
        ("MM/dd/yyyy[ HH:mm[:ss]]", "03/18/2025 09:48:07", "2025-03-18T09:48:07"), ("MM/dd/yyyy HH:mm", "Lifetime", "not_a_date"),
        // Shopify
        ("yyyy-MM-dd HH:mm:ss Z", "2025-08-22 12:43:50 +0100", "2025-08-22T12:43:50 +3600"),
        ("yyyy-MM-dd HH:mm:ss Z", "2025-08-22 12:43:50 -03:30", "2025-08-22T12:43:50 -12600"),
        ("yyyy-MM-dd HH:mm:ss Z", "2025-08-22 12:43:50 UTC", "2025-08-22T12:43:50 +0"), ("yyyy-MM-dd HH:mm:ss Z", "2025-08-22 12:43:50 EDT", "unknown_zone"),
        ("yyyy-MM-dd HH:mm:ss Z", "2025-08-22 12:43:50 WET", "unknown_zone"), ("yyyy-MM-dd HH:mm:ss Z", "2025-08-22 12:43:50", "not_a_date"),
        // CrowdTangle
        ("yyyy-MM-dd HH:mm:ss zzz", "2022-01-19 12:51:48 WET", "2022-01-19T12:51:48 +0"), ("yyyy-MM-dd HH:mm:ss zzz", "2022-07-19 12:51:48 EDT", "2022-07-19T12:51:48 -14400"),
        ("yyyy-MM-dd HH:mm:ss zzz", "2022-07-19 12:51:48 CEST", "2022-07-19T12:51:48 +7200"), ("yyyy-MM-dd HH:mm:ss zzz", "2022-01-19 12:51:48 +01:00", "2022-01-19T12:51:48 +3600"),
        ("yyyy-MM-dd HH:mm:ss zzz", "2022-01-19 12:51:48 GMT+0530", "2022-01-19T12:51:48 +19800"), ("yyyy-MM-dd HH:mm:ss zzz", "2022-01-19 12:51:48 IST", "unknown_zone"),
        ("yyyy-MM-dd HH:mm:ss zzz", "2022-01-19 12:51:48 GMT+3", "2022-01-19T12:51:48 +10800"), ("yyyy-MM-dd HH:mm:ss zzz", "2022-01-19 12:51:48 UTC-5", "2022-01-19T12:51:48 -18000"),
        ("yyyy-MM-dd HH:mm:ss zzz", "2022-01-19 12:51:48 UTC-10", "2022-01-19T12:51:48 -36000"), ("yyyy-MM-dd HH:mm:ss zzz", "2022-01-19 12:51:48 GMT+5:30", "2022-01-19T12:51:48 +19800"),
        ("yyyy-MM-dd HH:mm:ss Z", "2022-01-19 12:51:48 GMT+3", "2022-01-19T12:51:48 +10800"), ("yyyy-MM-dd HH:mm:ss Z", "2022-01-19 12:51:48 +3", "not_a_date"),
        // YouTube Studio
        ("MMM d, yyyy", "Dec 15, 2023", "2023-12-15"), ("MMM d, yyyy", "Dec. 15, 2023", "2023-12-15"), ("MMM d, yyyy", "dec 5, 2023", "2023-12-05"),
        ("MMM d, yyyy", "December 15, 2023", "2023-12-15"), ("MMM d, yyyy", "Dez 15, 2023", "2023-12-15"), ("MMM d, yyyy", "Dek 15, 2023", "not_a_date"),
        // X
        ("EEE MMM dd yyyy", "Mon Feb 17 2025", "2025-02-17"), ("EEE MMM dd HH:mm:ss Z yyyy", "Wed Oct 10 20:19:24 +0000 2018", "2018-10-10T20:19:24 +0"),
        ("yyyy-MM-dd HH:mm Z", "2021-12-31 15:59 +0000", "2021-12-31T15:59:00 +0"),
        // times
        ("h:mm:ss a", "1:02:03 PM", "T13:02:03"), ("h:mm:ss a", "12:00:00 AM", "T00:00:00"), ("h:mm:ss a", "12:00:00 PM", "T12:00:00"), ("h:mm a", "9:48\u{202F}am", "T09:48:00"),
        ("h:mm a", "9:48 p.\u{A0}m.", "T21:48:00"), ("h:mm[ ]a", "9:48PM", "T21:48:00"), ("h:mm a", "13:00 PM", "impossible_date"), ("h:mm a", "0:10 AM", "impossible_date"),
        ("h:mm a", "9:48 xm", "not_a_date"), ("M/d/yy h:mm a", "2/6/18 5:30 AM", "2018-02-06T05:30:00"), ("MM/dd/yyyy hh:mm:ss a", "02/06/2018 05:30:00 PM", "2018-02-06T17:30:00"),
        // numbers, no year
        ("yyyyMMdd", "20231010", "2023-10-10"), ("yyyyMMdd", "2023101", "not_a_date"), ("yyyyMMdd", "20231310", "impossible_date"), ("yyyyMMdd", "202310101", "not_a_date"),
        ("MMMM d", "July 16", "?-07-16"), ("MMMM d", "February 29", "?-02-29"), ("MMMM d", "February 30", "impossible_date"), ("MMMM d", "16 July", "not_a_date"),
        ("dd.MM", "13.09", "?-09-13"), ("d.#M", "22.1", "?-10-22"), ("d.#M", "13.09", "?-09-13"), ("d.#M", "9.11", "?-11-09"), ("d.#M", "100", "not_a_date"), ("d.#M", "22.2", "impossible_date"),
        ("yy.dd.MM", "17.14.11", "2017-11-14"), ("yy.dd.MM", "69.01.01", "2069-01-01"), ("yy.dd.MM", "70.01.01", "1970-01-01"),
        // languages
        ("d. MMMM yyyy", "3. März 2025", "2025-03-03"), ("d. MMM yyyy", "3. MÄRZ 2025", "2025-03-03"), ("d MMM yyyy", "3 févr. 2025", "2025-02-03"), ("d MMMM yyyy", "15 août 2024", "2024-08-15"),
        ("d MMMM yyyy", "1 DÉCEMBRE 2024", "2024-12-01"), ("d 'de' MMMM 'de' yyyy", "7 de septiembre de 2024", "2024-09-07"), ("d 'de' MMMM 'de' yyyy", "7 de março de 2024", "2024-03-07"),
        ("d 'de' MMM. 'de' yyyy", "7 de out. de 2024", "2024-10-07"), ("d MMM yyyy", "2\u{A0}ene\u{A0}2024", "2024-01-02"), ("EEEE, d. MMMM yyyy", "Samstag, 1. Juni 2024", "2024-06-01"),
        // a calendar's edges
        ("yyyy-MM-dd", "2024-02-29", "2024-02-29"), ("yyyy-MM-dd", "2023-02-29", "impossible_date"), ("yyyy-MM-dd", "2023-02-30", "impossible_date"), ("yyyy-MM-dd", "2023-04-31", "impossible_date"),
        ("yyyy-MM-dd", "1900-02-29", "impossible_date"), ("yyyy-MM-dd", "2000-02-29", "2000-02-29"), ("yyyy-MM-dd", "0001-01-01", "0001-01-01"), ("yyyy-MM-dd", "2023-00-10", "impossible_date"),
        ("yyyy-MM-dd", "2023-10-00", "impossible_date"), ("yyyy-MM-dd", "", "missing"), ("yyyy-MM-dd", " \u{A0}", "missing"), ("yyyy-MM-dd", " 2024-02-28 ", "2024-02-28"),
        ("yyyy-MM-dd", "12024-02-28", "not_a_date"), ("yyyy-MM-dd", "0000-00-00", "impossible_date"), ("yyyy-MM-dd", "2024-02-28\u{0}", "not_a_date"), ("'it''s' yyyy-MM-dd", "its 2024-02-28", "2024-02-28"),
    ])
    func reads(pattern: String, text: String, expected: String) throws {
        let pattern = try DatePattern(pattern)
        #expect(reading(text) { describe(pattern.parse($0)) } == expected)
    }

    @Test(arguments: [
        ("2025-03-18", "2025-03-18"), ("2025-03-18T09:48", "2025-03-18T09:48:00"), ("2025-03-18 09:48:07", "2025-03-18T09:48:07"), ("2025-03-18t09:48:07z", "2025-03-18T09:48:07 +0"),
        ("2025-03-18T09:48:07.123Z", "2025-03-18T09:48:07 +0"), ("2025-03-18T09:48:07.123456789+02:00", "2025-03-18T09:48:07 +7200"), ("2025-03-18T09:48:07-0800", "2025-03-18T09:48:07 -28800"),
        ("2025-03-18T09:48:07+05", "2025-03-18T09:48:07 +18000"), ("2025-03-18T09:48Z", "2025-03-18T09:48:00 +0"), ("2025-03-18 09:48:07 +0100", "2025-03-18T09:48:07 +3600"), ("2025-03-18 09:48:07 UTC", "2025-03-18T09:48:07 +0"),
        ("2038-01-19T03:14:08Z", "2038-01-19T03:14:08 +0"), ("0001-01-01T00:00:00Z", "0001-01-01T00:00:00 +0"),
        ("2016-12-31T23:59:60Z", "2017-01-01T00:00:00 +0"), ("2017-01-01T00:59:60+01:00", "2017-01-01T01:00:00 +3600"), ("2016-12-31T22:59:60Z", "impossible_date"), ("2016-12-31T23:58:60", "impossible_date"),
        ("2016-12-31T23:59:60", "2017-01-01T00:00:00"), ("2025-03-18T09:48:61Z", "impossible_date"),
        ("2025-03-18T24:00:00Z", "impossible_date"), ("2025-03-18T23:60:00Z", "impossible_date"), ("2025-03-18T09:48:07+19:00", "not_a_date"), ("2025-03-18T09:48:07+01:60", "not_a_date"), ("2025-03-18T", "not_a_date"),
        ("2025-03-18T09", "not_a_date"), ("2025-03-18T09:48:07.", "not_a_date"), ("2025-03-18T09:48:07 EDT", "unknown_zone"), ("2025-3-18", "not_a_date"), ("20250318T094807Z", "not_a_date"), ("NaN", "not_a_date"),
    ])
    func iso8601(text: String, expected: String) throws {
        let pattern = try DatePattern("iso8601")
        #expect(reading(text) { describe(pattern.parse($0)) } == expected)
    }

    @Test(arguments: [
        ("", "neither a date"), ("yyyy", "needs a month"), ("MM/yyyy", "a month and a day"), ("HH", "an hour and a minute"), ("dd/MM/yyyy h:mm", "go together"), ("dd/MM/yyyy HH:mm a", "go together"),
        ("dd/MM/yyy", "'yyy'"), ("dd/MM/yyyy at HH:mm", "two parts for the am or pm"), ("dd/MM/yyyy 'at HH:mm", "not closed"), ("dd/MM/yyyy[ HH:mm", "'[' is not closed"),
        ("dd/MM/yyyy]", "']' without '['"), ("dd/MM/MM", "two parts for the month"), ("dd #d", "'#'"), ("dd/MM ss", "seconds need"),
    ])
    func refusesPatterns(pattern: String, words: String) {
        do {
            _ = try DatePattern(pattern)
            Issue.record("'\(pattern)' was accepted")
        } catch {
            #expect(error.message.contains(words) || error.message.contains("not a part of a date"), "\(error.message)")
        }
    }

    @Test func monthNamesAgreeAcrossLanguages() throws {
        // The same month in five languages, in the order January to December.
        let names = [
            "January Januar janvier enero janeiro", "February Februar février febrero fevereiro", "March März mars marzo março", "April April avril abril abril",
            "May Mai mai mayo maio", "June Juni juin junio junho", "July Juli juillet julio julho", "August August août agosto agosto",
            "September September septembre septiembre setembro", "October Oktober octobre octubre outubro", "November November novembre noviembre novembro",
            "December Dezember décembre diciembre dezembro",
        ]
        let pattern = try DatePattern("d MMMM yyyy")
        for (index, month) in names.enumerated() {
            for name in month.split(separator: " ") {
                for spelling in [String(name), name.lowercased(), name.uppercased()] {
                    let value = try #require(reading("1 \(spelling) 2024") { pattern.parse($0).value }, "\(spelling)")
                    #expect(value.localDay == Int32(CivilTime.days(year: 2024, month: index + 1, day: 1)), "\(spelling)")
                }
            }
        }
    }
}

@Suite struct DateValueTests {
    private func value(_ text: String, _ pattern: String) throws -> DateValue {
        let pattern = try DatePattern(pattern)
        return try #require(reading(text) { pattern.parse($0).value })
    }

    private func day(_ text: String) throws -> Int32 { try #require(reading(text) { Canonical.day($0) }) }

    @Test func instantsNeedAZone() throws {
        let named = try value("2025-08-22 12:43:50 +0100", "yyyy-MM-dd HH:mm:ss Z")
        #expect(named.instant(in: nil)?.instant == 1_755_863_030)  // date -u -d '2025-08-22 11:43:50' +%s
        #expect(named.instant(in: berlin)?.instant == 1_755_863_030)
        let silent = try value("2026-03-29 02:30", "yyyy-MM-dd HH:mm")
        #expect(silent.instant(in: nil) == nil)
        #expect(try #require(silent.instant(in: berlin)) == (1_774_747_800, .gap))
        let dateOnly = try value("2026-01-15", "yyyy-MM-dd")
        #expect(dateOnly.isDateOnly)
        #expect(dateOnly.instant(in: berlin)?.instant == 1_768_431_600)  // date -u -d '2026-01-14 23:00' +%s
    }

    @Test func instantsStayInRange() throws {
        #expect(try value("0000-01-01T00:00+01:00", "iso8601").instant(in: nil) == nil)
        #expect(try value("9999-12-31T23:59-01:00", "iso8601").instant(in: nil) == nil)
        #expect(try value("9999-12-31T23:59", "iso8601").instant(in: .utc) != nil)
    }

    @Test(arguments: [
        ("July 16", "2025-07-16", "2025-07-16"), ("July 16", "2025-07-15", "2024-07-16"), ("February 28", "2025-02-28", "2025-02-28"), ("December 31", "2025-01-01", "2024-12-31"),
        ("February 29", "2025-02-28", "2024-02-29"), ("February 29", "1903-12-31", "1896-02-29"),
    ])
    func missingYearsAreTheLastPossible(text: String, exported: String, expected: String) throws {
        let dated = try #require(try value(text, "MMMM d").completed(notAfter: day(exported)))
        #expect(dated.localDay == (try day(expected)))
        #expect(dated.hasYear)
        #expect(try value(text, "MMMM d").instant(in: .utc) == nil)
    }

    @Test func yearsThatAreGiven() throws {
        #expect(try value("July 16", "MMMM d").inYear(2023)?.localDay == day("2023-07-16"))
        #expect(try value("February 29", "MMMM d").inYear(2023) == nil)
        #expect(try value("10:00", "HH:mm").inYear(2023) == nil)
    }

    @Test func dateAndTimeInTwoColumns() throws {
        let date = try value("2025-03-18", "yyyy-MM-dd")
        let time = try value("9:48:07 PM", "h:mm:ss a")
        let joined = try #require(date.at(time))
        #expect(joined.hasTime && joined.hasDate && joined.hasYear)
        #expect(joined.instant(in: .utc)?.instant == reading("2025-03-18T21:48:07Z") { Canonical.instant($0) })
        #expect(joined.at(time) == nil)
        #expect(date.at(date) == nil)
    }
}

@Suite struct EpochTextTests {
    @Test(arguments: [
        ("1370524870.0", .seconds, "2013-06-06T13:21:10 +0"), ("1370524870", .seconds, "2013-06-06T13:21:10 +0"), ("0", .seconds, "1970-01-01T00:00:00 +0"), ("-1", .seconds, "1969-12-31T23:59:59 +0"),
        ("2147483648", .seconds, "2038-01-19T03:14:08 +0"), ("1370524870999", .milliseconds, "2013-06-06T13:21:10 +0"), ("-1", .milliseconds, "1969-12-31T23:59:59 +0"), ("1370524870999999", .microseconds, "2013-06-06T13:21:10 +0"),
        ("1370524870999.9", .milliseconds, "2013-06-06T13:21:10 +0"), ("-0.5", .seconds, "1969-12-31T23:59:59 +0"), ("253402300799", .seconds, "9999-12-31T23:59:59 +0"), ("253402300800", .seconds, "out_of_range"),
        ("0.0000000000000000000000000000000000000000001", .microseconds, "1970-01-01T00:00:00 +0"), ("1e400", .seconds, "exponent_form"), ("1.37E9", .seconds, "exponent_form"), ("", .seconds, "missing"), ("False", .seconds, "not_a_date"),
        ("NaN", .seconds, "not_a_date"), ("99999999999999999999999", .seconds, "out_of_range"), ("1,370", .seconds, "not_a_date"),
    ] as [(String, EpochText.Unit, String)])
    func epochs(text: String, unit: EpochText.Unit, expected: String) {
        #expect(reading(text) { describe(EpochText.parse($0, unit: unit)) } == expected)
    }

    @Test(arguments: [
        ("1370524870", .seconds), ("1370524870.25", .seconds), ("1370524870999", .milliseconds), ("2024031509", nil), ("137052487", nil), ("13705248701", nil),
        ("1370524870,5", nil), ("1370524870.2.5", nil), ("1370524870Z", nil), ("", nil),
    ] as [(String, EpochText.Unit?)])
    func units(text: String, unit: EpochText.Unit?) {
        #expect(reading(text) { EpochText.unit(of: $0) } == unit)
    }

    @Test(arguments: [
        ("1.78414E+16", true), ("1,78414E+16", true), ("1.78e16", true), ("17841400000000000", false), ("abc", false), ("", false), ("1E5", false), ("1.5", false), ("1.5E", false), ("1.5E+1x", false),
    ])
    func exponentForms(text: String, expected: Bool) {
        #expect(reading(text) { IdentifierText.isExponentForm($0) } == expected)
    }
}

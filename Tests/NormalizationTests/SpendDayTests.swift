import Findings
import Normalization
import SocialData
import TextValues
import Testing

/// Periods of ad reports, each of which begins where another one ends.
@Suite("Days of ad reports")
struct SpendDayTests {
    private static let berlin = ZoneOffsets(name: "Europe/Berlin", transitions: [1_711_846_800, 1_729_990_800], offsets: [3600, 7200, 3600])

    /// Start and end of each period, as times; each cost 10.
    struct Case: Sendable {
        let files: [[(String, String)]]
        let boost: String

        init(_ files: [[(String, String)]], _ boost: String) { (self.files, self.boost) = (files, boost) }
    }

    /// Berlin's clocks change on 31 March and on 27 October 2024.
    static let cases: [Case] = [
        // Days of Berlin when they have 23 and 25 hours, with an end and without.
        Case([[("2024-03-29T23", "2024-03-29T23"), ("2024-03-30T23", "2024-03-30T23"), ("2024-03-31T22", "2024-03-31T22")]], "30.00"),
        Case([[("2024-10-25T22", ""), ("2024-10-26T22", ""), ("2024-10-27T23", "")]], "30.00"),
        // Days that end with their last second or minute, or where the next begins.
        Case([[("2024-03-29T23", "2024-03-30T22:59:59"), ("2024-03-30T23", "2024-03-31T21:59:59"), ("2024-03-31T22", "2024-04-01T21:59:59")]], "30.00"),
        Case([[("2024-03-29T23", "2024-03-30T22:59:00"), ("2024-03-30T23", "2024-03-31T21:59:00")]], "20.00"),
        Case([[("2024-03-29T23", "2024-03-30T23"), ("2024-03-30T23", "2024-03-31T22"), ("2024-03-31T22", "2024-04-01T22")]], "30.00"),
        // Months: to their last day, to its last second, to the next one's first day. February, March.
        Case([[("2024-01-31T23", "2024-02-28T23"), ("2024-02-29T23", "2024-03-30T23")]], "20.00"),
        Case([[("2024-01-31T23", "2024-02-29T22:59:59"), ("2024-02-29T23", "2024-03-31T21:59:59")]], "20.00"),
        Case([[("2024-01-31T23", "2024-02-29T23"), ("2024-02-29T23", "2024-03-31T22")]], "20.00"),
        // The same in days of UTC, and of a zone five hours behind.
        Case([[("2024-02-01T00", "2024-02-29T23:59:59"), ("2024-03-01T00", "2024-03-31T23:59:59")]], "20.00"),
        Case([[("2024-03-30T00", "2024-03-30T00"), ("2024-03-31T00", "2024-03-31T00"), ("2024-04-01T00", "")]], "30.00"),
        Case([[("2024-03-09T05", "2024-03-09T05"), ("2024-03-10T05", "2024-03-10T05"), ("2024-03-11T04", "2024-03-11T04")]], "30.00"),
        Case([[("2024-02-01T05", "2024-03-01T04:59:59"), ("2024-03-01T05", "2024-04-01T03:59:59")]], "20.00"),
        // Hours, with their end, their last second, and without.
        Case([[("2024-03-05T10", "2024-03-05T11"), ("2024-03-05T11", "2024-03-05T12")]], "20.00"),
        Case([[("2024-03-05T10", "2024-03-05T10:59:59"), ("2024-03-05T11", "2024-03-05T11:59:59")]], "20.00"),
        Case([[("2024-03-05T10", ""), ("2024-03-05T11", ""), ("2024-03-05T22", ""), ("2024-03-05T23", "")]], "40.00"),
        // Another report holds a day of hours, or of the month, or the month of other ends: that counts once, as much as the one that tells most.
        Case([[("2024-03-04T23", "")], [("2024-03-04T23", ""), ("2024-03-05T09", ""), ("2024-03-05T22", "")]], "30.00"),
        Case([[("2024-02-29T23", "2024-03-30T23")], [("2024-03-30T23", "2024-03-30T23"), ("2024-03-29T23", "2024-03-29T23")]], "20.00"),
        Case([[("2024-02-29T23", "2024-03-30T23")], [("2024-02-29T23", "2024-03-31T21:59:59")]], "10.00"),
        Case([[("2024-02-29T23", "2024-03-30T23")], [("2024-01-31T23", "2024-02-29T23"), ("2024-02-29T23", "2024-03-31T22")]], "20.00"),
        // Two reports whose days overlap in part.
        Case([[("2024-03-01T23", "2024-03-10T23")], [("2024-03-05T23", "2024-03-14T23")]], "10.00"),
    ]

    /// A deal of 5 March, noon in Berlin; its creator has no campaign.
    @Test("The day on which a deal begins is a day of the deal", arguments: [("2024-03-04T23:00:00Z", "10.00"), ("2024-03-03T23:00:00Z", "")])
    func firstDay(start: String, boost: String) throws {
        let bench = try Bench()
        try bench.stage(.deals, [["deal_id": "d1", "handle": "mia", "platform": "instagram", "started_at": "2024-03-05T11:00:00Z", "currency": "EUR", "fee": "10"]])
        try bench.stage(.spend, [["handle": "mia", "platform": "instagram", "currency": "EUR", "campaign": "Boost", "boost_spend": "10", "started_at": start, "ended_at": start]])
        _ = try bench.normalize { $0.zone = Self.berlin }
        #expect(try bench.fact(.deals, "d1")["boost_spend_converted"] == boost)
    }

    @Test("Periods that meet add up, whatever their ends are", arguments: cases)
    func periodsThatMeet(found: Case) throws {
        func instant(_ text: String) -> String { text.isEmpty ? "" : text + (text.count == 13 ? ":00:00Z" : "Z") }
        for isReversed in [false, true] {
            let bench = try Bench()
            try bench.stage(.deals, [["deal_id": "d1", "handle": "mia", "platform": "instagram", "campaign_id": "Boost", "started_at": "2024-06-01T00:00:00Z", "currency": "EUR", "fee": "10"]])
            for (number, periods) in isReversed ? found.files.enumerated().reversed() : Array(found.files.enumerated()) {
                try bench.stage(.spend, periods.map { start, end in
                    ["handle": "mia", "platform": "instagram", "currency": "EUR", "campaign": "Boost", "ad": "A", "boost_spend": "10", "started_at": instant(start), "ended_at": instant(end)]
                }, input: "\(number)23456789abc")
            }
            let losses = try bench.normalize { $0.zone = Self.berlin }.losses
            #expect(try bench.fact(.deals, "d1")["boost_spend_converted"] == found.boost, "\(losses)")
            let isPartial = found.files[0].first?.0 == "2024-03-01T23"
            #expect(losses.contains { $0.what.contains("days lie partly") } == isPartial, "\(losses)")
        }
    }
}

import Findings
import Normalization
import SocialData
import Testing

/// Ads whose names were changed between two exports.
@Suite("Renamed ads")
struct RenamedAdTests {
    @Test("Two ids are two ads")
    func numberedAds() throws {
        let bench = try Bench()
        try bench.stage(.deals, [["deal_id": "d1", "handle": "mia", "platform": "instagram", "started_at": "2025-03-01T00:00:00Z", "currency": "EUR", "fee": "10"]])
        for (number, name) in ["A", "B"].enumerated() {
            try bench.stage(.spend, [[
                "handle": "mia", "platform": "instagram", "currency": "EUR", "campaign": "Boost", "ad_set": "S", "ad": name, "ad_id": "\(number)", "boost_spend": "50",
                "started_at": "2025-03-05T00:00:00Z", "ended_at": "2025-03-31T00:00:00Z",
            ]], input: "\(number)23456789abc")
        }
        #expect(!(try bench.normalize().losses.contains { $0.what.contains("under other names") }))
    }

    /// Ads of one set by file: their names and what they cost in March.
    @Test("Ads of two files that cost the same on the same days are said, where no file holds both", arguments: [
        ([[("A", "50"), ("B", "30")], [("A new", "50"), ("B new", "30")]], "80.00 EUR"),
        ([[("A", "50"), ("B", "30")], [("A", "50"), ("B new", "30")]], "30.00 EUR"),
        ([[("A", "50"), ("B", "50")]], ""), ([[("A", "50"), ("B", "50")], [("A", "50"), ("B", "50")]], ""), ([[("A", "50")], [("B", "60")]], ""),
    ] as [([[(String, String)]], String)])
    func renamedAds(files: [[(String, String)]], said: String) throws {
        for isReversed in [false, true] {
            let bench = try Bench()
            try bench.stage(.deals, [["deal_id": "d1", "handle": "mia", "platform": "instagram", "started_at": "2025-03-01T00:00:00Z", "currency": "EUR", "fee": "10"]])
            for (number, ads) in isReversed ? files.enumerated().reversed() : Array(files.enumerated()) {
                let rows: [Row] = ads.map { ad, amount in
                    ["handle": "mia", "platform": "instagram", "currency": "EUR", "campaign": "Boost", "ad_set": "S", "ad": ad, "boost_spend": amount, "started_at": "2025-03-05T00:00:00Z", "ended_at": "2025-03-31T00:00:00Z"]
                }
                try bench.stage(.spend, rows, input: "\(number)23456789abc")
            }
            let losses = try bench.normalize().losses.filter { $0.what.contains("under other names") }
            #expect(losses.map { String($0.what.prefix { $0 != "o" }) } == (said.isEmpty ? [] : ["\(said) "]), "\(losses)")
        }
    }

    private static let deal: Row = ["deal_id": "d1", "handle": "mia", "platform": "instagram", "started_at": "2025-03-01T00:00:00Z", "currency": "EUR", "fee": "10"]
    private static let march: Row = [
        "platform": "instagram", "currency": "EUR", "campaign": "Boost", "ad_set": "S", "boost_spend": "50", "started_at": "2025-03-05T00:00:00Z", "ended_at": "2025-03-31T00:00:00Z",
    ]

    /// What a report costs d1 beside its fee of 10.
    private func boost(_ files: [[Row]], losses said: Int = 0) throws {
        let bench = try Bench()
        try bench.stage(.deals, [Self.deal])
        for (number, rows) in files.enumerated() {
            try bench.stage(.spend, rows.map { Self.march.merging($0) { $1 } }, input: "\(number)23456789abc")
        }
        let result = try bench.normalize()
        #expect(try bench.facts(.deals).map { $0["boost_spend_converted"] } == ["50.00"], "\(result.losses)")
        #expect(result.losses.count { $0.what.contains("same as") } == said, "\(result.losses)")
    }

    @Test("An export that was appended to itself counts once and is said")
    func repeatedLines() throws {
        let row: Row = ["handle": "mia", "ad": "A"]
        try boost([[row, row.merging(["repeated": "1"]) { $1 }]], losses: 1)
    }

    @Test("Two lines that say something else elsewhere are two ads")
    func likeLines() throws {
        let bench = try Bench()
        try bench.stage(.deals, [Self.deal])
        let row = Self.march.merging(["handle": "mia", "ad": "A"]) { $1 }
        try bench.stage(.spend, [row, row])
        _ = try bench.normalize()
        #expect(try bench.facts(.deals).map { $0["boost_spend_converted"] } == ["100.00"])
    }

    @Test("One report twice, with the account in other capitals, counts once", arguments: ["Mia", "MIA", "mia"])
    func capitals(handle: String) throws {
        try boost([[["handle": "mia", "ad": "A"]], [["handle": handle, "ad": "A"]]])
    }

    /// One euro buys 1.25 dollars on the deal's first day: 50 euro are 62.50 dollars, and 40 dollars are 32 euro.
    @Test("Ads in another currency than the deal's are converted by the rates of its first day", arguments: [
        ("USD", "EUR", "50", "50.00"), ("EUR", "USD", "40", "32.00"), ("USD", "USD", "40", "32.00"), ("GBP", "EUR", "50", ""),
    ])
    func currencies(deal: String, ads: String, spent: String, boost: String) throws {
        let bench = try Bench()
        try bench.stage(.rates, [["day": "2025-02-28", "currency": "USD", "rate": "1.25"]])
        try bench.stage(.deals, [Self.deal.merging(["currency": deal]) { $1 }])
        try bench.stage(.spend, [Self.march.merging(["handle": "mia", "ad": "A", "currency": ads, "boost_spend": spent]) { $1 }])
        let result = try bench.normalize()
        #expect(try bench.facts(.deals).map { $0["boost_spend_converted"] } == [boost])
        #expect(result.losses.contains { $0.what.contains("another currency") } == boost.isEmpty, "\(result.losses)")
    }

    /// What the team writes down and what the network reports, with the sums of each. One file may hold both.
    @Test("Campaigns of two files that cost one creator the same in the same days are said", arguments: [
        (["campaign": "Boost Anna", "ad_set": "", "ad": ""], 2, "50.00"), (["campaign": "Boost Anna", "ad_set": "", "ad": "", "network": "meta"], 2, "50.00"),
        (["campaign": "Boost Anna", "ad_set": "", "ad": ""], 1, ""), (["campaign": "Boost Anna", "boost_spend": "51"], 2, ""),
        (["campaign": "Boost Anna", "ended_at": "2025-03-30T00:00:00Z"], 2, ""), (["campaign": "Boost Anna", "handle": "noa"], 2, ""),
    ] as [(Row, Int, String)])
    func ownLists(changes: Row, files: Int, said: String) throws {
        let bench = try Bench()
        try bench.stage(.deals, [Self.deal, Self.deal.merging(["deal_id": "d2", "handle": "noa"]) { $1 }])
        try bench.stage(.spend, [Self.march.merging(["handle": "mia", "ad": "A"]) { $1 }], input: "023456789abc")
        try bench.stage(.spend, [Self.march.merging(["handle": "mia"]) { $1 }.merging(changes) { $1 }], input: files == 1 ? "023456789abc" : "123456789abc")
        let losses = try bench.normalize().losses.filter { $0.what.contains("under other names") }
        #expect(losses.map { String($0.what.prefix { $0 != " " }) } == (said.isEmpty ? [] : [said]), "\(losses)")
    }

    /// One report, of which another file leaves out whose it is. Another amount, another ad or a row of one's own file speaks for no second report, and of two
    /// creators with the amount nobody knows whose it is.
    @Test("A report that does not name the account is the one that does where both have an amount", arguments: [
        ([["handle": "mia"], ["handle": "", "platform": ""]], 2, "50.00"), ([["handle": "mia"], ["handle": ""]], 2, "50.00"), ([["handle": "mia", "network": "meta"], ["handle": "", "network": "meta"]], 2, "50.00"),
        ([["handle": "mia", "network": "meta"], ["handle": "", "network": "tiktok"]], 2, "100.00"), ([["handle": "mia"], ["handle": "", "platform": "", "boost_spend": "60"]], 2, "110.00"),
        ([["handle": "mia"], ["handle": "", "platform": "", "ad": "B"]], 2, "100.00"), ([["handle": "mia"], ["handle": "", "platform": ""]], 1, "100.00"),
        ([["handle": "mia"], ["handle": "noa"], ["handle": "", "platform": ""]], 2, "50.00"),
        ([["handle": "mia"], ["handle": "", "platform": ""], ["handle": "", "platform": "", "started_at": "2025-04-01T00:00:00Z", "ended_at": "2025-04-30T00:00:00Z", "boost_spend": "7"]], 2, "57.00"),
    ] as [([Row], Int, String)])
    func openAccounts(rows: [Row], files: Int, boost: String) throws {
        for isReversed in [false, true] {
            let bench = try Bench()
            try bench.stage(.deals, [Self.deal, Self.deal.merging(["deal_id": "d2", "handle": "noa"]) { $1 }].prefix(rows.contains { $0["handle"] == "noa" } ? 2 : 1).map { $0.merging(["campaign_id": "Boost"]) { $1 } })
            let named = rows.filter { $0["handle"] != "" }, open = rows.filter { $0["handle"] == "" }
            let staged = files == 1 ? [named + open] : isReversed ? [open, named] : [named, open]
            for (number, rows) in staged.enumerated() { try bench.stage(.spend, rows.map { Self.march.merging(["ad": "A"]) { $1 }.merging($0) { $1 } }, input: "\(number)23456789abc") }
            let losses = try bench.normalize().losses
            #expect(try bench.fact(.deals, "d1")["boost_spend_converted"] == boost)
            #expect(losses.contains { $0.what.contains("could belong to several deals") } == (rows.count == 3 && rows[1]["handle"] == "noa"), "\(losses)")
        }
    }

    /// d1 is mia's, d2 noa's; what each costs beside its fee, and whether a total is said.
    @Test("A row without a campaign is a file's total only where it names nobody, or all rows name the same", arguments: [
        ([["handle": "mia"], ["handle": "noa", "campaign": "", "ad_set": "", "boost_spend": "70"]], ["50.00", "70.00"], false),
        ([["handle": "mia"], ["campaign": "", "ad_set": "", "boost_spend": "50"]], ["50.00", ""], true),
        ([["handle": "mia"], ["handle": "mia", "campaign": "", "ad_set": "", "boost_spend": "50"]], ["50.00", ""], true),
        ([["handle": "mia"], ["campaign": "NA", "ad_set": "NA", "ad": "NA"]], ["50.00", ""], true), ([["handle": "mia"], ["handle": "noa", "campaign": "NA", "ad_set": ""]], ["50.00", "50.00"], false),
    ] as [([Row], [String], Bool)])
    func totals(rows: [Row], boosts: [String], isSaid: Bool) throws {
        let bench = try Bench()
        try bench.stage(.deals, [Self.deal, Self.deal.merging(["deal_id": "d2", "handle": "noa"]) { $1 }])
        try bench.stage(.spend, rows.map { Self.march.merging($0) { $1 } })
        let losses = try bench.normalize().losses
        #expect(try ["d1", "d2"].map { try bench.fact(.deals, $0)["boost_spend_converted"] } == boosts)
        #expect(losses.contains { $0.what == "50.00 EUR of ad reports stands in rows that name no campaign and no ad, and is left out as the sum of the others" } == isSaid, "\(losses)")
    }

    /// The creator of a number and a handle that is a number are two.
    @Test("A handle that nobody has is nobody's, whatever it is") func handlesOfDigits() throws {
        let bench = try Bench()
        try bench.stage(.deals, [Self.deal, Self.deal.merging(["deal_id": "d2", "handle": "noa"]) { $1 }])
        let later = ["handle": "noa", "ad": "A"]
        try bench.stage(.spend, [Self.march.merging(later) { $1 }] + (0...3).map { Self.march.merging(["handle": "\($0)", "ad": "A", "boost_spend": "500"]) { $1 } }, input: "023456789abc")
        _ = try bench.normalize()
        #expect(try bench.fact(.deals, "d2")["boost_spend_converted"] == "50.00")
    }
}

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
}

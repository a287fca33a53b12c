import Findings
import Normalization
import SocialData
import Testing

/// Two files that name the same ads and days.
@Suite("Pairs of ad reports")
struct ReportPairTests {
    /// An ad's amount on each day from 1 March, where the file has one.
    private typealias Report = [String: [String?]]

    private func said(_ reports: [Report], account: Bool = false, isReversed: Bool = false) throws -> (boost: String?, said: [String]) {
        let bench = try Bench()
        try bench.stage(.deals, [["deal_id": "d1", "handle": "mia", "platform": "instagram", "started_at": "2025-03-01T00:00:00Z", "currency": "EUR", "fee": "10"]])
        for (number, report) in isReversed ? reports.enumerated().reversed() : Array(reports.enumerated()) {
            let rows: [Row] = report.sorted { $0.key < $1.key }.flatMap { ad, amounts in
                amounts.enumerated().compactMap { day, amount in
                    amount.map {
                        [
                            "handle": "mia", "platform": "instagram", "currency": "EUR", "campaign": "Boost", "ad": ad, "boost_spend": $0, "account_id": account ? "\(number)" : "",
                            "started_at": "2025-03-0\(day + 1)T00:00:00Z", "ended_at": "2025-03-0\(day + 1)T00:00:00Z",
                        ]
                    }
                }
            }
            try bench.stage(.spend, rows, input: "\(number)23456789abc")
        }
        let losses = try bench.normalize().losses.filter { $0.what.contains("none of their amounts") }
        #expect(losses.allSatisfy { $0.weight == .important })
        return (try bench.fact(.deals, "d1")["boost_spend_converted"], losses.map { String($0.what.prefix { $0 != " " }) })
    }

    /// The greater counts whoever is right; what is left out is said where nothing speaks for one report exported twice.
    @Test("What a report says otherwise of all ads and days of another is said", arguments: [
        // Two accounts: 100 + 90 count, 40 + 35 do not.
        ([["A": ["100", "90"]], ["A": ["40", "35"]]], "190.00", ["75.00"]), ([["A": ["100"], "B": ["40"]], ["A": ["70"], "B": ["20"]]], "140.00", ["90.00"]),
        ([["A": ["100", "20"]], ["A": ["40", "35"]]], "135.00", ["60.00"]),
        // A later export of one account: its last day had gone on; a day agrees; an ad that spent nothing says nothing.
        ([["A": ["100", "40"]], ["A": ["100", "90"]]], "190.00", []), ([["A": ["40"]], ["A": ["90", "10"]]], "100.00", []), ([["A": [nil, "40"]], ["A": [nil, "90", "10"]]], "100.00", []),
        ([["A": ["100", "0"]], ["A": ["40", "0"]]], "100.00", ["40.00"]), ([["A": ["40"], "B": ["5"]], ["A": ["90", "10"], "B": ["5"]]], "105.00", []),
        // Not the last day of either, and a third file that says what the second does.
        ([["A": ["40", nil, "10"]], ["A": ["90", nil, nil, "10"]]], "110.00", ["40.00"]), ([["A": ["100", "90"]], ["A": ["40", "35"]], ["A": ["40", "35"]]], "190.00", ["75.00"]),
        ([["A": ["100", "90"]], ["A": ["40", "35"]], ["A": ["10", "5"]]], "190.00", ["90.00"]), ([["A": ["100", "90"]]], "190.00", []),
        ([["A": ["100"]], ["B": ["40"]]], "140.00", []),
    ] as [([[String: [String?]]], String, [String])])
    func pairs(reports: [[String: [String?]]], boost: String, left: [String]) throws {
        for isReversed in [false, true] {
            let result = try said(reports, isReversed: isReversed)
            #expect(result.boost == boost)
            #expect(result.said == left)
        }
    }

    @Test("Accounts that are named are other spending")
    func accounts() throws {
        let result = try said([["A": ["100", "90"]], ["A": ["40", "35"]]], account: true)
        #expect(result.boost == "265.00")
        #expect(result.said.isEmpty)
    }
}

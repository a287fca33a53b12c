import Normalization
import SocialData
import TextValues
import Testing

/// Until when orders can be credited to a deal (Methods 25.3).
@Suite("Followed deals")
struct FollowedDealTests {
    private let base: Row = [
        "deal_id": "d1", "creator_id": "c1", "platform": "instagram", "started_at": "2025-03-01T00:00:00Z", "currency": "EUR",
        "fee": "100.00",
    ]

    /// Codes of d1 and until when it is followed (Methods 25.3); the files reach to 2025-07-01.
    @Test("How long a deal is followed", arguments: [
        // Links count for 30 days.
        ([], "2025-03-31T00:00:00Z"),
        (["2025-03-20T00:00:00Z"], "2025-03-20T00:00:00Z"), (["2025-03-20T00:00:00Z", "2025-05-02T00:00:00Z"], "2025-05-02T00:00:00Z"),
        (["2025-03-20T00:00:00Z", ""], "2025-07-01T00:00:00Z"), (["2026-01-01T00:00:00Z"], "2025-07-01T00:00:00Z"),
    ])
    func followedUntil(ends: [String], until: String) throws {
        let codes = ends.enumerated().map { ["promo_code": "C\($0)", "deal_id": "d1", "valid_from": "2025-03-01T00:00:00Z", "valid_to": $1] }
        for (start, until) in [("2025-03-01T00:00:00Z", until), ("", "")] {
            let bench = try Bench()
            try bench.stage(.deals, [base.merging(["started_at": start]) { _, new in new }])
            try bench.stage(.codes, codes)
            _ = try bench.normalize {
                $0.asOf = instant("2025-07-01T00:00:00Z")
                $0.periodFrom = instant("2025-01-01T00:00:00Z")
            }
            #expect(try bench.fact(.deals, "d1")["followed_until"] == until)
        }
    }

    /// Nothing says when the files were read, so an open code has no end.
    @Test("Where no file has a clock, an open code ends never")
    func followedForEver() throws {
        let bench = try Bench()
        try bench.stage(.deals, [base])
        try bench.stage(.codes, [["promo_code": "C", "deal_id": "d1", "valid_from": "2025-03-01T00:00:00Z"]])
        _ = try bench.normalize { $0.asOf = CivilTime.representable.upperBound }
        #expect(try bench.fact(.deals, "d1")["followed_until"] == "")
    }
}

import Findings
import Normalization
import SocialData
import Testing

/// Deals that two files hold under two numbers.
@Suite("Deals in two files")
struct TwinDealTests {
    @Test("Deals of two files that agree in all but their number are said with their sum", arguments: [
        ([:], "100.00"), (["campaign_id": ""], "100.00"), (["handle": "Mia"], "100.00"), (["campaign_id": "autumn"], ""), (["fee": "101"], ""),
        (["started_at": "2025-03-02T00:00:00Z"], "100.00"), (["currency": "USD"], ""), (["handle": "noa"], ""),
    ] as [(Row, String)])
    func twinDeals(changes: Row, money: String) throws {
        let deal: Row = [
            "deal_id": "d1", "platform": "instagram", "handle": "mia", "campaign_id": "spring", "started_at": "2025-03-01T00:00:00Z", "fee": "100", "currency": "EUR",
        ]
        let twin = deal.merging(["deal_id": "AG-7"]) { _, new in new }.merging(changes) { _, new in new }
        for files in [["aaaaaaaaaaaa", "bbbbbbbbbbbb"], ["aaaaaaaaaaaa", "aaaaaaaaaaaa"]] {
            let bench = try Bench()
            try bench.stage(.deals, [deal], input: files[0])
            try bench.stage(.deals, [twin], input: files[1])
            let losses = try bench.normalize().losses.filter { $0.column == "deal_id" && $0.kind == .contradictingRows }
            // One list may well hold two such deals.
            #expect(losses.map { $0.money?.amountText } == (money.isEmpty || files[0] == files[1] ? [] : [money]), "\(losses)")
            #expect(losses.allSatisfy { $0.weight == .important && $0.count == 1 })
            #expect(try bench.facts(.deals).count == 2)
        }
    }

    @Test("One deal of two files whose account or campaign is spelt otherwise says the same", arguments: [
        (["handle": "Mia"], 0), (["campaign_id": "SPRING"], 0), (["handle": "noa"], 1), (["campaign_id": "autumn"], 1), (["handle": ""], 1),
    ] as [(Row, Int)])
    func spellings(changes: Row, contradictions: Int) throws {
        let deal: Row = [
            "deal_id": "d1", "platform": "instagram", "handle": "mia", "campaign_id": "spring", "started_at": "2025-03-01T00:00:00Z", "fee": "100", "currency": "EUR",
        ]
        let bench = try Bench()
        try bench.stage(.deals, [deal], input: "aaaaaaaaaaaa")
        try bench.stage(.deals, [deal.merging(changes) { $1 }], input: "bbbbbbbbbbbb")
        let summary = try bench.normalize()
        #expect(summary.losses.count { $0.kind == .contradictingRows } == contradictions, "\(summary.losses)")
        #expect(try bench.facts(.deals).count == 1)
    }

    private static let base: Row = ["platform": "instagram", "handle": "mia", "currency": "EUR", "fee": "100"]
    private static let inputs = ["aaaaaaaaaaaa", "bbbbbbbbbbbb", "cccccccccccc"]

    /// Rows with their day of 2025, file by file.
    private func bench(_ files: [[(day: String, changes: Row)]], isReversed: Bool) throws -> Bench {
        let bench = try Bench()
        for (number, file) in isReversed ? files.enumerated().reversed() : Array(files.enumerated()) {
            let rows = file.enumerated().map { place, row in
                Self.base.merging(["deal_id": "\(number)-\(place)", "started_at": row.day.isEmpty ? "" : "2025-\(row.day)T00:00:00Z"]) { $1 }.merging(row.changes) { $1 }
            }
            try bench.stage(.deals, isReversed ? rows.reversed() : rows, input: Self.inputs[number])
        }
        return bench
    }

    private static let spring: Row = ["campaign_id": "Spring"]
    private static let other: Row = ["handle": "noa", "fee": "7"]

    /// Files of deals, each a day and what differs; how many rows may be others' deals, and what these cost.
    struct Case: Sendable {
        let count: Int
        let money: String
        let files: [[(day: String, changes: Row)]]

        init(_ count: Int, _ money: String, _ files: [[(day: String, changes: Row)]]) {
            (self.count, self.money, self.files) = (count, money, files)
        }
    }

    private static let goods: Row = ["campaign_id": "Spring", "fee": "", "product_cost": "30"]
    private static let free: Row = ["campaign_id": "Spring", "fee": "0"]
    private static let commissions: [Row] = ["10", "18", "25"].map { ["campaign_id": "Spring", "commission": $0] }

    static let cases: [Case] = [
        // The next version of a list, and a sheet of payments a month later: the campaign is one, whatever its case.
        Case(1, "100.00", [[("01-06", spring)], [("01-13", spring)]]),
        Case(1, "100.00", [[("01-06", spring)], [("02-10", ["campaign_id": "SPRING"])]]),
        Case(1, "100.00", [[("01-06", spring)], [("", spring)]]),
        // Reports of three months, in which the commission grows: the greatest row stays out of doubt.
        Case(2, "228.00", [[("01-31", commissions[0])], [("02-28", commissions[1])], [("03-31", commissions[2])]]),
        // Goods without a fee.
        Case(1, "30.00", [[("01-06", goods)], [("01-13", goods)]]),
        // Without a campaign in one or both: files of one time, and a month at most. 01-06 to 02-06 are 31 days.
        Case(1, "100.00", [[("01-06", [:]), ("02-20", other)], [("01-13", [:])]]),
        Case(1, "100.00", [[("01-06", spring), ("02-20", other)], [("01-13", [:])]]),
        Case(1, "100.00", [[("01-06", [:]), ("02-20", other)], [("02-06", [:])]]),
        Case(0, "", [[("01-06", [:]), ("02-20", other)], [("02-07", [:])]]),
        // Sheets of two months.
        Case(0, "", [[("01-15", [:]), ("01-20", other)], [("02-15", [:]), ("02-20", other)]]),
        Case(0, "", [[("01-06", [:])], [("", [:])]]),
        // Instalments in one file, and the third of them in another; two in each, of which two may be the others.
        Case(0, "", [[("01-06", spring), ("02-06", spring)]]),
        Case(0, "", [[("01-06", spring), ("02-06", spring)], [("03-06", spring)]]),
        Case(2, "200.00", [[("01-06", spring), ("02-06", spring)], [("01-13", spring), ("02-13", spring)]]),
        // Another campaign, platform, amount, currency, creator; 184 days.
        Case(0, "", [[("01-06", spring)], [("01-13", ["campaign_id": "Autumn"])]]),
        Case(0, "", [[("01-06", spring)], [("01-13", ["campaign_id": "Spring", "platform": "tiktok"])]]),
        Case(0, "", [[("01-06", spring)], [("01-13", ["campaign_id": "Spring", "fee": "101"])]]),
        Case(0, "", [[("01-06", spring)], [("01-13", ["campaign_id": "Spring", "currency": "USD"])]]),
        Case(0, "", [[("01-06", spring)], [("01-13", ["campaign_id": "Spring", "handle": "noa"])]]),
        Case(1, "100.00", [[("01-06", spring)], [("07-08", spring)]]),
        Case(0, "", [[("01-06", spring)], [("07-09", spring)]]),
        // Nothing is paid.
        Case(0, "", [[("01-06", free)], [("01-13", free)]]),
    ]

    @Test("Deals of two files on other days are said where they may be one", arguments: cases)
    func repeatedDeals(found: Case) throws {
        let (files, count, money) = (found.files, found.count, found.money)
        for isReversed in [false, true] {
            let bench = try bench(files, isReversed: isReversed)
            let losses = try bench.normalize().losses.filter { $0.column == "deal_id" && $0.kind == .contradictingRows }
            #expect(losses.map(\.count) == (count == 0 ? [] : [count]), "\(losses)")
            #expect(losses.map { $0.money?.amountText } == (count == 0 ? [] : [money]), "\(losses)")
            #expect(losses.allSatisfy { $0.weight == .important && $0.what.contains("under no other campaign") })
            // All of them count.
            #expect(try bench.facts(.deals).count == files.reduce(0) { $0 + $1.count })
        }
    }

    private static func fee(_ handle: String, _ fee: String, _ campaign: String = "Spring") -> Row {
        ["handle": handle, "fee": fee, "campaign_id": campaign]
    }

    /// 119 + 238 with tax of 19 %; one fee that was raised, beside another that stayed; a campaign in other words.
    static let restated: [Case] = [
        Case(2, "357.00", [[("01-06", fee("mia", "100")), ("01-08", fee("noa", "200"))], [("01-06", fee("mia", "119")), ("01-08", fee("noa", "238"))]]),
        Case(2, "300.00", [[("01-06", fee("mia", "100")), ("01-08", fee("noa", "200"))], [("01-06", fee("mia", "100", "Spring 25")), ("01-08", fee("noa", "200", "Spring 25"))]]),
        // One of two deals meets: by accident. Twice as much: another deal. Sheets of two months.
        Case(0, "", [[("01-06", fee("mia", "100")), ("01-08", fee("noa", "200"))], [("01-06", fee("mia", "119")), ("01-09", fee("ben", "238"))]]),
        Case(0, "", [[("01-06", fee("mia", "100")), ("01-08", fee("noa", "200"))], [("01-06", fee("mia", "200")), ("01-08", fee("noa", "400"))]]),
        Case(0, "", [[("01-06", fee("mia", "100")), ("01-08", fee("noa", "200"))], [("02-06", fee("mia", "119")), ("02-08", fee("noa", "238"))]]),
    ]

    @Test("Deals that another file states with tax, a raised fee or other words are said, where most of a file's are", arguments: restated)
    func restatedDeals(found: Case) throws {
        for isReversed in [false, true] {
            let bench = try bench(found.files, isReversed: isReversed)
            let losses = try bench.normalize().losses.filter { $0.column == "deal_id" && $0.kind == .contradictingRows }
            #expect(losses.map(\.count) == (found.count == 0 ? [] : [found.count]), "\(losses)")
            #expect(losses.map { $0.money?.amountText } == (found.count == 0 ? [] : [found.money]), "\(losses)")
            #expect(try bench.facts(.deals).count == found.files.reduce(0) { $0 + $1.count })
        }
    }

    /// The other deal has one number in both files: these hold the same ones.
    @Test func aRaisedFeeBesideADealOfOneNumber() throws {
        let files = [
            [("01-06", Self.fee("mia", "100")), ("01-08", Self.fee("noa", "200").merging(["deal_id": "same"]) { $1 })],
            [("01-16", Self.fee("mia", "110")), ("01-08", Self.fee("noa", "200").merging(["deal_id": "same"]) { $1 })],
        ]
        let bench = try bench(files, isReversed: false)
        let losses = try bench.normalize().losses.filter { $0.column == "deal_id" && $0.kind == .contradictingRows }
        #expect(losses.map { $0.money?.amountText } == ["110.00"], "\(losses)")
    }

    /// The other deal stayed as it was, so that the files hold the same ones.
    @Test func aRaisedFeeBesideOneThatStayed() throws {
        let files = [
            [("01-06", Self.fee("mia", "100")), ("01-08", Self.fee("noa", "200"))], [("01-16", Self.fee("mia", "110")), ("01-08", Self.fee("noa", "200"))],
        ]
        let bench = try bench(files, isReversed: false)
        let losses = try bench.normalize().losses.filter { $0.column == "deal_id" && $0.kind == .contradictingRows }
        #expect(losses.map { $0.money?.amountText } == ["200.00", "110.00"], "\(losses)")
    }

    /// Fees of 100, 200 and 300, and what was paid of them: in halves a month or two later, with 19 % tax. Sheets of one kind are of two
    /// months, and who got something else got it for something else.
    @Test("What was paid of the deals of another file is said", arguments: [
        ([50, 50, 100, 100, 150, 150], ["b", "c"], 6, "600.00"), ([119, 238, 357], ["b", "c"], 3, "714.00"), ([100, 200, 300], ["b", "b"], 0, ""),
        ([70, 200, 390], ["b", "c"], 0, ""), ([100, 200], ["b", "c"], 0, ""),
    ] as [([Int], [String], Int, String)])
    func paymentsOfDeals(paid: [Int], formats: [String], count: Int, money: String) throws {
        let names = ["mia", "noa", "liv"]
        let deals = names.enumerated().map { number, name in (day: "01-0\(6 + number)", changes: Self.fee(name, "\(100 * (number + 1))")) }
        let payments = paid.enumerated().map { number, amount in
            (day: number % 2 == 0 ? "03-2\(number)" : "05-0\(number)", changes: Self.fee(names[number * names.count / max(paid.count, names.count)], "\(amount)"))
        }
        for isReversed in [false, true] {
            let bench = try bench([deals, payments], isReversed: isReversed)
            let losses = try bench.normalize { request in
                for (number, format) in formats.enumerated() {
                    request.origins[Self.inputs[number]] = InputOrigin(source: "\(number)", name: "list.csv", format: format, makesDealIDs: true)
                }
            }.losses.filter { $0.what.contains("to what another file holds") }
            #expect(losses.map(\.count) == (count == 0 ? [] : [count]), "\(losses)")
            #expect(losses.map { $0.money?.amountText } == (count == 0 ? [] : [money]), "\(losses)")
        }
    }

    /// Two numbers of one tool's exports are two deals; ids made of handle and day say nothing.
    @Test("Numbers of one series tell deals apart", arguments: [(false, true, 0), (true, true, 1), (false, false, 1)])
    func numbersOfOneSeries(makesDealIDs: Bool, isOneSeries: Bool, count: Int) throws {
        let bench = try bench([[("01-06", Self.spring)], [("01-13", Self.spring)]], isReversed: false)
        let losses = try bench.normalize { request in
            for (number, input) in Self.inputs.enumerated() {
                request.origins[input] = InputOrigin(source: isOneSeries ? "a" : "\(number)", name: "list.csv", makesDealIDs: makesDealIDs)
            }
        }.losses.filter { $0.column == "deal_id" && $0.kind == .contradictingRows }
        #expect(losses.map(\.count) == (count == 0 ? [] : [count]), "\(losses)")
    }

    /// A reel and two stories of one day at 100 each, or 100 for the three. Another day, campaign or fee is another matter, and so are deals
    /// that a sheet numbers.
    @Test("One fee on several lines of a file is said", arguments: [([:], true, 2), (["started_at": "2025-01-07T00:00:00Z"], true, 1), (["fee": "90"], true, 1), (["campaign_id": "Sun"], true, 1), ([:], false, 0)] as [(Row, Bool, Int)])
    func repeatedFees(changes: Row, makesDealIDs: Bool, count: Int) throws {
        let day = ["01-06", "01-06", "01-06"]
        let bench = try bench([day.enumerated().map { ($0.element, $0.offset == 2 ? Self.spring.merging(changes) { $1 } : Self.spring) }], isReversed: false)
        let losses = try bench.normalize { $0.origins[Self.inputs[0]] = InputOrigin(source: "a", name: "list.csv", makesDealIDs: makesDealIDs) }
            .losses.filter { $0.column == "deal_id" && $0.kind == .contradictingRows }
        #expect(losses.map(\.count) == (count == 0 ? [] : [count]) && losses.allSatisfy { $0.what.contains("of its file") || $0.what.contains("of their files") }, "\(losses)")
        #expect(losses.map { $0.money?.amountText } == (count == 0 ? [] : ["\(count)00.00"]))
        #expect(try bench.facts(.deals).count == 3)
    }
}

@testable import FormatDrafting
import ExportFormats
import Ingestion
import RecordFormats
import SocialData
import Testing

/// Words of headers that hold less, or something else, than a part of them says, and rows whose amounts prove it.
struct ColumnMeaningTests {
    private static func deals(_ header: String, _ values: [String]) throws -> Sheet {
        try Sheet(
            "deals.csv",
            "Handle,Platform,Start date,Agreed fee (EUR),\(header)\n" + values.enumerated().map { "@anna_\($0),Instagram,2025-03-0\($0 + 1),500,\($1)\n" }.joined())
    }

    /// Numbers of another thing than money, under a word for a cost: none of them costs anything.
    @Test(arguments: [
        ("Shipping ZIP", ["10115", "20095"]), ("Commission invoice no", ["4711", "4712"]), ("Shipping tracking", ["99910001", "99910002"]), ("Product ID", ["47110", "47111"]),
        ("Versand PLZ", ["10115", "80331"]), ("Shipping phone", ["491701234567", "491701234568"]), ("Labour cost center", ["4100", "4200"]), ("Product size", ["36", "38"]),
        ("Shipping time", ["5", "6"]), ("Usage rights until", ["2026", "2027"]), ("Usage rights", ["6", "12"]), ("Product", ["2", "3"]), ("Boosting", ["1", "0"]),
        ("Nutzungsrechte", ["6", "12"]), ("Frais de port code", ["77", "78"]),
    ])
    func numbersThatAreNoMoney(header: String, values: [String]) throws {
        let file = try Self.deals(header, values)
        defer { file.remove() }
        let draft = try file.draft().draft
        let rows = try file.staged(draft.text).rows
        #expect(rows.map { $0["fee"] } == ["500.00", "500.00"])
        for column in DraftMapping.costs.dropFirst() { #expect(rows.allSatisfy { $0[column]?.isEmpty ?? true }, "\(column)\n\(draft.text)") }
    }

    /// What leaves a cost what it is.
    @Test(arguments: [
        ("Shipping costs (EUR)", "shipping"), ("Total shipping", "shipping"), ("Product value", "product_cost"), ("Value of the product", "product_cost"), ("Agency fee agreed EUR", "agency_fee"),
        ("Usage rights (EUR)", "usage_rights"), ("Usage rights fee", "usage_rights"), ("Produktwert gesamt", "product_cost"), ("Versandkosten für den Creator", "shipping"),
    ])
    func wordsBesideACost(header: String, column: String) throws {
        let file = try Self.deals(header, ["20.50", "12.00"])
        defer { file.remove() }
        let draft = try file.draft().draft
        #expect(try file.staged(draft.text).rows.map { $0[column] } == ["20.50", "12.00"], "\(draft.text)")
    }

    /// Things under which rights cost something say so.
    @Test func cellsWithMoneyAreMoneyUnderAnyWord() throws {
        for values in [["€60", "€80"], ["60.00", "80.50"]] {
            let file = try Self.deals("Usage rights", values)
            defer { file.remove() }
            let staged = try file.staged(file.draft().draft.text).rows
            #expect(staged.map { $0["usage_rights"] } == ["60.00", values[1] == "€80" ? "80.00" : "80.50"])
        }
    }

    @Test(arguments: ["Views rank", "Reach from followers", "Impressions from home", "Shares ranking"]) func countsOfAnotherThing(header: String) throws {
        let file = try Sheet("posts.csv", "Link,Date,Likes,\(header)\nhttps://www.instagram.com/p/CxA1b2C3d4E/,2025-03-31,1200,1\nhttps://www.instagram.com/p/CxF5g6H7i8J/,2025-04-02,800,2\n")
        defer { file.remove() }
        let rows = try file.staged(file.draft().draft.text, .posts).rows
        #expect(rows.map { $0["likes"] } == ["1200", "800"])
        for column in ["views", "reach", "impressions", "shares"] { #expect(rows.allSatisfy { $0[column]?.isEmpty ?? true }, "\(column)") }
    }

    /// A line of units below the header.
    @Test func thousandsBelowTheHeader() throws {
        let file = try Sheet("plan.csv", "Handle,Platform,Start date,Fee (EUR),Followers\n,,,,in k\n" + (1...6).map { "@anna_\($0),Instagram,2025-03-0\($0),500,\($0)2\n" }.joined())
        defer { file.remove() }
        let draft = try file.draft().draft
        #expect(try file.staged(draft.text).rows.allSatisfy { $0["followers_at_booking"]?.isEmpty ?? true }, "\(draft.text)")
        #expect(draft.questions.contains { $0.column == "followers_at_booking" && $0.text.contains("`k` below its header") })
    }

    /// What became of a deal, under whatever header.
    @Test(arguments: [("Stage", "Declined", 1), ("Where are we", "ghosted", 1), ("Stand der Dinge", "Abgesagt", 1), ("Notes", "declined our first offer but posted in the end", 2)])
    func calledOffUnderAnyHeader(header: String, word: String, count: Int) throws {
        let file = try Self.deals(header, ["Live", word])
        defer { file.remove() }
        #expect(try file.staged(file.draft().draft.text).rows.count == count)
    }

    /// A word that nobody here knows counts until somebody says otherwise.
    @Test(arguments: [("Xyzzy", true), ("paused by PR", true), ("Contract dropped", true), ("❌", true), ("Paid", false), ("Bezahlt", false), ("Content live", false)])
    func unknownWordsOfAStatusAreAsked(word: String, isAsked: Bool) throws {
        let file = try Self.deals("Status", ["paid", word])
        defer { file.remove() }
        let draft = try file.draft().draft
        let question = draft.questions.first { $0.column == "skip" }
        #expect((question != nil) == isAsked)
        guard isAsked, let line = question?.proposals.first else { return }
        #expect(try file.staged(draft.text.replacing("skip:\n", with: "skip:\n  \(line)\n")).rows.count == 1)
    }

    /// Most of a column of fees can be words.
    @Test func feesThatAreMostlyWordsAreFees() throws {
        let file = try Sheet("deals.csv", "Influencer,Plataforma,Seguidores,Fecha de inicio,Tarifa\n@anna.lindt,Instagram,12000,2026-03-13,1500\n@bert_k,Instagram,18000,2026-03-14,gratis\n@carla.m,Instagram,9000,2026-03-15,canje\n")
        defer { file.remove() }
        let draft = try file.draft().draft
        #expect(draft.entity == .deals)
        #expect(draft.questions.contains { $0.text.contains("`Tarifa`") })
    }

    @Test func whatWasNotConfirmedIsAsked() throws {
        let file = try Self.deals("Confirmed?", ["yes", "no"])
        defer { file.remove() }
        let draft = try file.draft().draft
        let question = try #require(draft.questions.first { $0.column == "skip" })
        #expect(question.text.contains("`Confirmed?` is `no`") && question.proposals.count == 1)
        // One edit: the lines are kept.
        let kept = draft.text + "skip:\n  \(question.proposals[0])\n"
        #expect(try file.staged(kept).rows.count == 1)
    }

    /// Deals of two networks in two files of one format are not each other's.
    @Test func theNetworkTellsDealsApart() throws {
        let file = try Self.deals("Campaign", ["spring", "spring"])
        defer { file.remove() }
        #expect(try file.staged(file.draft().draft.text).rows.map { $0["deal_id"] } == ["anna_0/2025-03-01/Instagram", "anna_1/2025-03-02/Instagram"])
    }

    /// Where nothing is called a fee, `Spend` is that; beside one it is advertising.
    @Test func spendIsAFeeWhereThereIsNone() throws {
        let alone = try Sheet("roster.csv", "Handle,Platform,Start date,Spend (EUR),Stage\n@anna,Instagram,2025-03-01,600,Live\n@bert,TikTok,2025-03-02,700,Declined\n")
        defer { alone.remove() }
        let rows = try alone.staged(alone.draft().draft.text).rows
        #expect(rows.map { $0["fee"] } == ["600.00"] && rows.map { $0["boost_spend"] } == [""])
        let beside = try Self.deals("Spend (EUR)", ["60", "70"])
        defer { beside.remove() }
        #expect(try beside.staged(beside.draft().draft.text).rows.map { $0["boost_spend"] } == ["60.00", "70.00"])
    }

    /// Where only a sum is there, it is not left out for what it sums up, and no price of one piece is offered for it.
    @Test func aSumOfNothingElseIsOffered() throws {
        let file = try Sheet(
            "rates.csv", "Handle,Platform,Start date,Price per reel (EUR),Reels,Total (EUR)\n@anna,Instagram,2025-03-01,200,3,600\n@bert,TikTok,2025-03-02,250,2,500\n")
        defer { file.remove() }
        let draft = try file.draft().draft
        #expect(draft.text.contains("# fee: {from: \"Total (EUR)\", symbol: true}") && !draft.text.contains("# fee: {from: \"Price per reel"), "\(draft.text)")
    }

    /// Every total proves what stands in the column of goods: 110 − 10 + 5 = 105.
    @Test(arguments: ["10.00", "-10.00"]) func goodsBeforeDiscounts(discount: String) throws {
        let file = try Sheet(
            "orders.csv",
            "Order ID,Order date,Subtotal,Discount,Shipping,Total,Currency\n1000,2025-03-02,110.00,\(discount),5.00,105.00,EUR\n1001,2025-03-03,80.00,0.00,5.00,85.00,EUR\n")
        defer { file.remove() }
        let draft = try file.draft().draft
        #expect(try file.staged(draft.text, .orders).rows.map { $0["revenue"] } == ["100.00", "80.00"], "\(draft.text)")
        // Behind discounts, as the totals prove: 100 + 5 = 105.
        let behind = try Sheet(
            "orders.csv",
            "Order ID,Order date,Subtotal,Discount,Shipping,Total,Currency\n1000,2025-03-02,100.00,\(discount),5.00,105.00,EUR\n1001,2025-03-03,80.00,0.00,5.00,85.00,EUR\n")
        defer { behind.remove() }
        #expect(try behind.staged(behind.draft().draft.text, .orders).rows.map { $0["revenue"] } == ["100.00", "80.00"])
    }

    /// Without a total, or with one that fits neither way, nobody knows; where it proves one, or nothing was taken off, nothing is asked.
    @Test(arguments: [
        ("Revenue,Discount", "110.00,10.00", "80.00,0.00", "{minus: [Revenue, Discount], symbol: true}"), ("Revenue,Discount", "110.00,-10.00", "80.00,0.00", "{add: [Revenue, Discount], symbol: true}"),
        ("Revenue,Discount,Total", "110.00,10.00,140.00", "80.00,0.00,90.00", "{minus: [Revenue, Discount], symbol: true}"),
        ("Revenue,Discount,Total", "110.00,10.00,100.00", "80.00,0.00,80.00", nil), ("Revenue,Discount,Total", "110.00,10.00,110.00", "80.00,0.00,80.00", nil),
        ("Revenue,Discount", "110.00,0.00", "80.00,0.00", nil),
    ] as [(String, String, String, String?)])
    func goodsAndDiscountsAlone(header: String, first: String, second: String, proposal: String?) throws {
        let file = try Sheet("orders.csv", "Order ID,Order date,Currency,\(header)\n1000,2025-03-02,EUR,\(first)\n1001,2025-03-03,EUR,\(second)\n")
        defer { file.remove() }
        let draft = try file.draft().draft
        let asked = draft.questions.filter { $0.text.contains("before or after `Discount`") }
        #expect(asked.flatMap(\.proposals) == proposal.map { ["revenue: \($0)"] } ?? [], "\(draft.text)")
    }

    /// 100 − 40 = 60: refunds would be taken off twice.
    @Test func goodsBehindRefunds() throws {
        let file = try Sheet(
            "sales.csv", "Order ID,Order date,Currency,Gross sales,Refunds,Net sales\n1000,2025-03-02,EUR,100.00,40.00,60.00\n1001,2025-03-03,EUR,80.00,0.00,80.00\n")
        defer { file.remove() }
        let rows = try file.staged(file.draft().draft.text, .orders).rows
        #expect(rows.map { $0["revenue"] } == ["100.00", "80.00"] && rows.map { $0["refund"] } == ["40.00", "0.00"])
    }

    /// 100 − 10 − 40 = 50 and 80 − 5 − 0 = 75: the gross sales are before both. 100 − 40 = 60: what is called a total may be the sales.
    @Test(arguments: [
        ("Gross sales,Discounts,Refunds,Net sales", "100.00,10.00,40.00,50.00", "80.00,5.00,0.00,75.00", ["90.00", "75.00"]),
        ("Gross sales,Discounts,Refunds,Net sales", "100.00,-10.00,-40.00,50.00", "80.00,-5.00,0.00,75.00", ["90.00", "75.00"]),
        ("Total sales,Refunds,Net sales", "100.00,40.00,60.00", "80.00,0.00,80.00", ["100.00", "80.00"]),
    ])
    func goodsBehindRefundsAndDiscounts(header: String, first: String, second: String, revenue: [String]) throws {
        let file = try Sheet("sales.csv", "Order ID,Order date,Currency,\(header)\n1000,2025-03-02,EUR,\(first)\n1001,2025-03-03,EUR,\(second)\n")
        defer { file.remove() }
        let text = try file.draft().draft.text
        let rows = try file.staged(text, .orders).rows
        #expect(rows.map { $0["revenue"] } == revenue && rows.allSatisfy { $0["total"]?.isEmpty ?? true }, "\(text)")
        #expect(rows.map { $0["refund"]?.trimmingPrefix("-") } == ["40.00", "0.00"])
    }

    /// 100 + 5 − 40 = 65 is what remains, not what was paid: it says nothing of the refund's share. 100 + 5 = 105 is.
    @Test(arguments: [("65.00", ""), ("105.00", "105.00")]) func totalsBehindRefunds(total: String, read: String) throws {
        let file = try Sheet(
            "orders.csv",
            "Order ID,Order date,Currency,Subtotal,Shipping,Refunded,Total\n1000,2025-03-02,EUR,100.00,5.00,40.00,\(total)\n1001,2025-03-03,EUR,80.00,5.00,0.00,85.00\n")
        defer { file.remove() }
        let rows = try file.staged(file.draft().draft.text, .orders).rows
        #expect(rows.map { $0["total"] ?? "" } == [read, read.isEmpty ? "" : "85.00"])
        #expect(rows.map { $0["refund"] } == ["40.00", "0.00"])
    }

    @Test func rowsThatTakeBackAreAsked() throws {
        let file = try Sheet("sales.csv", "Order ID,Order date,Net amount,Currency,Type\n1000,2025-03-02,100.00,EUR,Sale\n1001,2025-03-03,80.00,EUR,Refund\n")
        defer { file.remove() }
        #expect(try file.draft().draft.questions.contains { $0.column == "refund" && $0.text.contains("`Type` is `Refund`") })
    }

    /// A number that tells refunds apart is no amount of one, nor are yes and no.
    @Test(arguments: [("Refund ID", ["", "88001"]), ("Refunded", ["0", "1"]), ("Tax ID", ["47110815", "47110816"])]) func noAmountsOfOrders(header: String, values: [String]) throws {
        let file = try Sheet("orders.csv", "Order ID,Order date,Net amount,Currency,\(header)\n1000,2025-03-02,100.00,EUR,\(values[0])\n1001,2025-03-03,80.00,EUR,\(values[1])\n")
        defer { file.remove() }
        let rows = try file.staged(file.draft().draft.text, .orders).rows
        #expect(rows.map { $0["revenue"] } == ["100.00", "80.00"])
        for column in ["refund", "tax"] { #expect(rows.allSatisfy { $0[column]?.isEmpty ?? true }) }
    }

    @Test func currenciesByTheirNames() throws {
        let file = try Sheet("deals.csv", "Handle,Platform,Start date,Agreed fee,Currency\n@anna,Instagram,2025-03-01,500,Euro\n@bert,TikTok,2025-03-02,500,US Dollar\n")
        defer { file.remove() }
        #expect(try file.staged(file.draft().draft.text).rows.map { $0["currency"] } == ["EUR", "USD"])
    }

    /// The year in front, of two digits: refused, never read as the day.
    @Test(arguments: ["25-03-04 25-03-05", "25.03.14 25.03.15 25.03.16 25.03.17 25.03.18 25.03.19", "24-12-01 25-01-02 25-01-03"]) func shortYearsInFront(days: String) throws {
        let dates = days.split(separator: " ")
        let file = try Sheet("deals.csv", "Handle,Platform,Start date,Agreed fee (EUR)\n" + dates.enumerated().map { "@anna_\($0),Instagram,\($1),500\n" }.joined())
        defer { file.remove() }
        let format = """
            format: deals-of-ours
            detect: {columns: [Handle, Start date]}
            entity: deals
            columns: {deal_id: Handle, handle: Handle, started_at: {from: Start date, date: either_order}, fee: "Agreed fee (EUR)", currency: {constant: EUR}}
            """
        #expect(try file.staged(format).needs?.contains("year first") == true)
        // Who says that the day comes first is believed.
        #expect(try file.staged(format, set: ["dates": "day_first"]).needs == nil)
    }

    @Test(arguments: ["25.12.24 25.01.25 25.02.25", "03.04.25 17.04.25 21.05.25", "25.03.25 25.03.25"]) func shortYearsBehind(days: String) throws {
        let dates = days.split(separator: " ")
        let file = try Sheet("deals.csv", "Handle,Platform,Start date,Agreed fee (EUR)\n" + dates.enumerated().map { "@anna_\($0),Instagram,\($1),500\n" }.joined())
        defer { file.remove() }
        let staged = try file.staged(file.draft().draft.text)
        #expect(staged.needs == nil && staged.rows.allSatisfy { $0["started_at"]?.hasPrefix("202") == true })
    }
}

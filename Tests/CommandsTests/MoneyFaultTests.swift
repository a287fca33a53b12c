import Foundation
import Testing

/// Shops', networks' and spreadsheets' files of money through the real program, with amounts worked out by hand.
struct MoneyFaultTests {
    /// One deal of 100 with the code SUN of a micro creator, one of 400 with MOON of a macro creator.
    static func brand(sources: String, currency: String = "EUR") throws -> Workdir {
        let workdir = try Workdir()
        try workdir.write("deals.csv", """
            deal_id,handle,platform,started_at,followers_at_booking,currency,basis,fee
            D1,nele.berg,instagram,2025-05-01,20000,\(currency),flat,100.00
            D2,ivo.krahl,instagram,2025-05-01,300000,\(currency),flat,400.00

            """)
        try workdir.write("codes.csv", "promo_code,deal_id,valid_from\nSUN,D1,2025-05-01T00:00:00Z\nMOON,D2,2025-05-01T00:00:00Z\n")
        try workdir.write("p.yml", """
            name: brand
            currency: \(currency)
            as_of: 2025-12-01T00:00:00Z
            output: report
            sources:
              - files: deals.csv
              - files: codes.csv
            \(sources)

            """)
        return workdir
    }

    static func run(_ workdir: Workdir) throws -> ProgramResult { try Programs.run("tierwise", ["run", "p.yml"], in: workdir) }

    /// The value of a tier's item in `money.csv`.
    static func money(_ workdir: Workdir, _ tier: String, _ item: String) throws -> String {
        let lines = try workdir.read("report/tables/money.csv").split(separator: "\n").map { $0.split(separator: ",", omittingEmptySubsequences: false) }
        return lines.first { $0.prefix(2) == [tier[...], item[...]] }.map { String($0[2]) } ?? "no \(item) of \(tier)"
    }

    static let shopifyHeader =
        "Name,Email,Financial Status,Paid at,Currency,Subtotal,Shipping,Taxes,Total,Discount Code,Discount Amount,Created at,Lineitem quantity,Lineitem name,Cancelled at,Refunded Amount\n"

    /// SUN sold 60.00; the checkout of 700.00 was left behind, and so was one in the file of the orders.
    @Test func abandonedCheckoutsAreNoOrders() throws {
        let workdir = try Self.brand(sources: "  - {files: shop/*.csv, set: {store: main}}")
        defer { workdir.remove() }
        let left = ",,,,EUR,700.00,0.00,0.00,700.00,SUN,0.00,2025-05-06 10:00:00 +0200,1,Tent,,\n"
        try workdir.write("shop/orders.csv", Self.shopifyHeader
            + "#7001,,paid,2025-05-05 10:00:00 +0200,EUR,60.00,0.00,0.00,60.00,SUN,0.00,2025-05-05 10:00:00 +0200,1,Lamp,,0.00\n#7002" + left)
        try workdir.write("shop/checkouts.csv", Self.shopifyHeader + "#9001" + left)
        let result = try Self.run(workdir)
        #expect(result.code == 0, "\(result)")
        #expect(result.err.contains("checkouts.csv: nothing of it is used, 1 row: abandoned checkout, no order"), "\(result)")
        #expect(try Self.money(workdir, "micro", "gross") == "60.00")
        #expect(try Self.money(workdir, "micro", "orders") == "1")
    }

    /// D-2 of 2,500 stands in the list of January; that of March calls it off. Both are drafted one format, as `init` does it.
    @Test func aDealThatALaterListCallsOff() throws {
        let workdir = try Workdir()
        defer { workdir.remove() }
        let header = "Deal ID,Handle,Platform,Followers,Campaign,Fee EUR,Start date,Status\n"
        try workdir.write("in/january.csv", header + "D-1,@anna.lindt,Instagram,45200,Glow,1200,2025-01-06,confirmed\nD-2,@bertmaas,Instagram,312000,Glow,2500,2025-01-07,confirmed\n")
        try workdir.write("in/march.csv", header + "D-2,@bertmaas,Instagram,312000,Glow,2500,2025-01-07,cancelled\nD-3,@carla,Instagram,8900,Sun,100,2025-03-07,confirmed\n")
        #expect(try Programs.tierwise("init", "in", "--draft-formats", in: workdir).code == 0)
        let result = try Programs.run("tierwise", ["run", "in/PIPELINE.yml"], in: workdir)
        #expect(result.err.contains("1 deal stands in one file and is called off in another, so it does not count") && result.err.contains("2500.00 EUR concerned"), "\(result)")
        let facts = try Programs.tierwise("facts", "in/PIPELINE.yml", "deals", in: workdir)
        #expect(facts.out.contains("D-1") && facts.out.contains("D-3") && !facts.out.contains("D-2"), "\(facts)")
    }

    /// Two sales under number 12 at two times: both files are refused, and say of each other.
    @Test func twoShopsUnderOneName() throws {
        let workdir = try Self.brand(sources: "  - {files: [north.csv, south.csv], set: {store: main}}")
        defer { workdir.remove() }
        for (name, time) in [("north", "2025-05-05"), ("south", "2025-05-09")] {
            try workdir.write("\(name).csv", "order_id,ordered_at,currency,revenue,promo_code\n12,\(time)T10:00:00Z,EUR,60.00,SUN\n")
        }
        let result = try Self.run(workdir)
        #expect(result.code == 2, "\(result)")
        for (name, other) in [("north", "south"), ("south", "north")] {
            #expect(result.err.contains("\(name).csv: refused, nothing of it was used: the same order number stands here and in \(other).csv"), "\(result)")
        }
        #expect(result.err.contains("set: {store: …}"))
        // No order is left, so nobody knows how many there were.
        #expect(try Self.money(workdir, "micro", "orders") == "")
        // The stage alone says it too.
        try FileManager.default.removeItem(atPath: "\(workdir.path)/.tierwise")
        #expect(try Programs.run("ingest", ["p.yml"], in: workdir).code == 0)
        let normalize = try Programs.run("normalize", ["p.yml"], in: workdir)
        #expect(normalize.code == 2 && normalize.err.contains("north.csv") && normalize.err.contains("south.csv"), "\(normalize)")
    }

    /// A refund with a number of its own names its order: 80.00 sold, 30.00 taken back.
    @Test func refundsWithTheirOwnNumber() throws {
        let files = [
            ("orders.csv", "Date,Order #,Parent order,Status,Net Sales\n2025-05-05 10:00:00,41,0,completed,80\n2025-06-01 10:00:00,97,41,completed,-30\n"),
            ("orders.csv", "order_id,parent_id,ordered_at,currency,revenue,refund\n41,,2025-05-05T10:00:00Z,EUR,80,\n97,41,2025-06-01T10:00:00Z,EUR,0,30\n"),
            ("orders.ndjson", #"{"order_id": "41", "ordered_at": "2025-05-05T10:00:00Z", "revenue": "80"}"# + "\n"
                + #"{"order_id": "97", "refund_of": "41", "ordered_at": "2025-06-01T10:00:00Z", "revenue": "-30"}"# + "\n"),
        ]
        for (name, text) in files {
            let workdir = try Self.brand(sources: "  - {files: \(name), set: {store: main, currency: EUR, promo_code: SUN}}")
            defer { workdir.remove() }
            try workdir.write(name, text)
            let result = try Self.run(workdir)
            #expect(result.code == 0, "\(result)")
            #expect(try Self.money(workdir, "micro", "net") == "50.00", "\(text)")
            #expect(try Self.money(workdir, "micro", "orders") == "1")
        }
    }

    /// Refunds written with a minus, a sign or brackets are those amounts: 100.00 sold, 30.00 taken back.
    @Test func refundsWithAMinus() throws {
        let sale = "order_id,ordered_at,currency,revenue,refund,refund_id,status,promo_code\n41,2025-05-05T10:00:00Z,USD,100.00"
        let files = [
            "\(sale),-30,,paid,SUN\n", "\(sale),-$30.00,,paid,SUN\n", "\(sale),($30.00),,partially_refunded,SUN\n",
            "\(sale),,,paid,SUN\n41,2025-06-01T10:00:00Z,USD,,-30,R1,refunded,\n", "\(sale),,,paid,SUN\n41,2025-06-01T10:00:00Z,USD,0,-30,,refunded,\n",
            Self.shopifyHeader
                + "#41,,partially_refunded,2025-05-05 10:00:00 +0200,USD,100.00,0.00,0.00,100.00,SUN,0.00,2025-05-05 10:00:00 +0200,1,Lamp,,-30.00\n",
            "Date,Order #,Status,Coupon(s),Net Sales\n2025-05-05 10:00:00,41,completed,SUN,100\n2025-06-01 10:00:00,41,completed,,-$30.00\n",
            "Date,Order #,Status,Coupon(s),Net Sales\n2025-05-05 10:00:00,41,completed,SUN,$100.00\n2025-06-01 10:00:00,41,completed,,($30.00)\n",
        ]
        for text in files {
            let workdir = try Self.brand(sources: "  - {files: orders.csv, set: {store: main, currency: USD}}", currency: "USD")
            defer { workdir.remove() }
            try workdir.write("orders.csv", text)
            let result = try Self.run(workdir)
            #expect(result.code == 0, "\(result)")
            #expect(try Self.money(workdir, "micro", "gross") == "100.00", "\(text)")
            #expect(try Self.money(workdir, "micro", "refund") == "30.00", "\(text)")
        }
    }

    /// How much went back cannot be read: the sales stay, and the row is said; a refund without any amount takes back everything.
    @Test func unreadableRefunds() throws {
        let native = (1...30).map { "\($0),2025-05-05T10:00:00Z,USD,10.00,,paid,SUN\n" }.joined()
        let shop = (1...30).map { "2025-05-05 10:00:00,\($0),completed,SUN,10\n" }.joined()
        let nativeHeader = "order_id,ordered_at,currency,revenue,refund,status,promo_code\n"
        for (text, refund) in [
            (nativeHeader + native + "1,2025-06-01T10:00:00Z,USD,0,3 back,refunded,\n", "0.00"),
            (nativeHeader + native + "1,2025-06-01T10:00:00Z,USD,,,refunded,\n", "10.00"),
            ("Date,Order #,Status,Coupon(s),Net Sales\n" + shop + "2025-06-01 10:00:00,1,completed,,-3 back\n", "0.00"),
        ] {
            let workdir = try Self.brand(sources: "  - {files: orders.csv, set: {store: main, currency: USD}}", currency: "USD")
            defer { workdir.remove() }
            try workdir.write("orders.csv", text)
            let result = try Self.run(workdir)
            #expect(try Self.money(workdir, "micro", "gross") == "300.00", "\(result)")
            #expect(try Self.money(workdir, "micro", "refund") == refund, "\(result)")
            #expect(result.err.contains("a refund without its amount would take back everything") == (refund == "0.00"), "\(result)")
        }
    }

    /// A refund under a number of its own and a column that names its order, however the column is called: 80.00 − 30.00.
    @Test(arguments: ["Parent order ID", "Parent Order Id", "Parent order number", "Original order", "Refund for order"])
    func refundsByTheirParent(column: String) throws {
        let workdir = try Self.brand(sources: "  - {files: orders.csv, set: {store: main, currency: EUR}}")
        defer { workdir.remove() }
        try workdir.write("orders.csv", "Date,Order #,\(column),Status,Coupon(s),Net Sales\n2025-05-05 10:00:00,41,0,completed,SUN,80\n2025-06-01 10:00:00,97,41,completed,,-30\n")
        let result = try Self.run(workdir)
        #expect(result.code == 0, "\(result)")
        #expect(try Self.money(workdir, "micro", "net") == "50.00")
        #expect(try Self.money(workdir, "micro", "orders") == "1")
    }

    /// 60 of 100 came back, as a sheet of its own says; of another shop's order it takes nothing back, which is said.
    @Test(arguments: [("main", "40.00"), ("other", "100.00")])
    func refundsOnTheirOwn(store: String, net: String) throws {
        let workdir = try Self.brand(sources: "  - {files: orders.csv, set: {store: main}}\n  - {files: refunds.csv, set: {store: \(store)}}")
        defer { workdir.remove() }
        try workdir.write("orders.csv", "order_id,ordered_at,currency,revenue,promo_code\n41,2025-05-05,EUR,100.00,SUN\n")
        try workdir.write("refunds.csv", "order_id,ordered_at,currency,refund\n41,2025-05-09,EUR,60.00\n")
        let result = try Self.run(workdir)
        #expect(result.code == 0, "\(result)")
        #expect(try Self.money(workdir, "micro", "net") == net)
        #expect(result.err.contains("name the shop of both") == (store == "other"), "\(result)")
    }

    /// 60 + 40 of two ads or ages and the row of their sum: 100 beside the fee of 100.
    @Test func sumsAboveAds() throws {
        let google = "Campaign report\n\"May 2, 2025 - May 20, 2025\"\nCampaign,Campaign state,Currency code,Cost,Clicks\nC,Enabled,EUR,60.00,3\nC2,Enabled,EUR,40.00,3\n"
        let meta = "Reporting starts,Reporting ends,Ad name,Ad set name,Campaign name,Amount spent (EUR)\n2025-05-02,2025-05-20,A,S,C,60\n2025-05-02,2025-05-20,B,S,C,40\n2025-05-02,2025-05-20,"
        let ages = "Reporting starts,Reporting ends,Campaign name,Age,Gender,Amount spent (EUR)\n2025-05-02,2025-05-20,C,18-24,female,60\n2025-05-02,2025-05-20,C,25-34,female,40\n2025-05-02,2025-05-20,C,"
        let tiktok = "Campaign name,Campaign ID,By Day,Cost,CPM,Impressions,Clicks (destination)\nC,17,2025-05-05,60.00,1,100,3\nC,17,2025-05-06,40.00,1,100,3\n"
        let totals = ["Total", "Totals", "Grand total", "Total: Account", "Totals: 2 campaigns"].map { (google + "\($0),,EUR,100.00,6\n", true) }
            + ["Total,,", "Results from 2 ads,,", "All,,", "All,All,All", "Gesamt,,", "Ergebnisse von 2 Anzeigen,,"].map { (meta + "\($0),100\n", true) }
            + ["All,All", "Total,", "Alle,Alle"].map { (ages + "\($0),100\n", false) }
            + [(tiktok + "Total of 2 results,-,-,100.00,1,200,6\n", true)]
        for (text, isSkipped) in totals {
            let workdir = try Self.brand(sources: "  - {files: ads.csv, set: {handle: nele.berg, platform: instagram, currency: EUR}}")
            defer { workdir.remove() }
            try workdir.write("ads.csv", text)
            let result = try Self.run(workdir)
            #expect(result.code == 0, "\(result)")
            #expect(try Self.money(workdir, "micro", "cost_boost_spend") == "100.00", "\(text)\n\(result)")
            guard isSkipped else { continue }
            let losses = try workdir.read("report/tables/losses.csv")
            #expect(losses.contains("1 row that sums up others left out") || losses.contains("total row"), "\(text)\n\(losses)")
        }
    }

    /// A fee of 1,200 on three lines of one deal and one of 2,500 on one: the sheet says 3,700, its lines 6,100. The same where a rule of the
    /// format leaves the sum out; nothing where they agree, or where a row was called off.
    @Test func sumsThatSayAnotherThing() throws {
        let lines = "d1,nele.berg,instagram,2025-05-01,20000,EUR,1200.00\nd2,nele.berg,instagram,2025-05-03,20000,EUR,1200.00\nd3,nele.berg,instagram,2025-05-05,20000,EUR,1200.00\nd4,ivo.krahl,instagram,2025-05-01,300000,EUR,2500.00\n"
        let header = "deal_id,handle,platform,started_at,followers_at_booking,currency,fee\n"
        for (total, isSaid) in [("3700.00", true), ("6100.00", false)] {
            let workdir = try Self.brand(sources: "")
            defer { workdir.remove() }
            try workdir.write("deals.csv", header + lines + "Total,,,,,,\(total)\n")
            let result = try Self.run(workdir)
            #expect(result.code == 0, "\(result)")
            let losses = try workdir.read("report/tables/losses.csv")
            #expect(losses.contains("the file's own sum of fee is 3700.00, and its rows add up to 6100.00, which counts: line 6") == isSaid, "\(losses)")
        }
    }

    /// The last row holds what all others do, under a word that names no sum.
    @Test(arguments: ["Q1 2025", "Glow", "budget"]) func sumsUnderAnyName(name: String) throws {
        let header = "deal_id,handle,platform,started_at,followers_at_booking,currency,fee\n"
        let lines = "d1,nele.berg,instagram,2025-05-01,20000,EUR,1200.00\nd2,ivo.krahl,instagram,2025-05-01,300000,EUR,2500.00\n"
        for (last, isSaid) in [("320000,EUR,3700.00", true), ("320000,EUR,3600.00", false), ("40000,EUR,3700.00", false)] {
            let workdir = try Self.brand(sources: "")
            defer { workdir.remove() }
            try workdir.write("deals.csv", header + lines + "d3,\(name.replacing(" ", with: ".")),instagram,2025-05-01,\(last)\n")
            let result = try Self.run(workdir)
            #expect(result.code == 0, "\(result)")
            #expect(try workdir.read("report/tables/losses.csv").contains("for it holds what all rows above it add up to: line 4") == isSaid, "\(last)")
        }
    }

    /// A brand's campaign may be called Total: with an ad set or an id of its own it is one. 60 + 40.
    @Test func campaignsCalledTotal() throws {
        for text in [
            "Reporting starts,Reporting ends,Ad name,Ad set name,Campaign name,Amount spent (EUR)\n2025-05-02,2025-05-20,A,S,Total,60\n2025-05-02,2025-05-20,Total,S,C,40\n",
            "Campaign report\n\"May 2, 2025 - May 20, 2025\"\nCampaign ID,Campaign,Currency code,Cost,Clicks\n11,Total,EUR,60.00,3\n12,C,EUR,40.00,3\n",
        ] {
            let workdir = try Self.brand(sources: "  - {files: ads.csv, set: {handle: nele.berg, platform: instagram}}")
            defer { workdir.remove() }
            try workdir.write("ads.csv", text)
            let result = try Self.run(workdir)
            #expect(try Self.money(workdir, "micro", "cost_boost_spend") == "100.00", "\(text)\n\(result)")
        }
    }

    /// 250 + 250 + 100 paid to one creator; with a number of their own, without one, and in German.
    @Test func payoutsOfOneCreator() throws {
        let files = [
            "payout_id,influencer_id,basis,rate,total_payout\nA,nele.berg,post,250,250\nB,nele.berg,post,250,250\nC,nele.berg,post,100,100\n",
            "influencer_id,basis,rate,total_payout\nnele.berg,post,250,250\nnele.berg,post,250,250\nnele.berg,post,100,100\n",
            "Influencer-ID;Abrechnung;Satz;Auszahlung\nnele.berg;post;250,00;250,00\nnele.berg;post;250,00;250,00\nnele.berg;post;100,00;100,00\n",
        ]
        for text in files {
            let workdir = try Self.brand(sources: "  - {files: payouts.csv, set: {currency: EUR, platform: instagram, handle: nele.berg, started_at: \"2025-06-01T00:00:00Z\"}}")
            defer { workdir.remove() }
            try workdir.write("deals.csv", "deal_id,handle,platform,started_at,followers_at_booking,currency,fee\nD2,ivo.krahl,instagram,2025-05-01,300000,EUR,400.00\n")
            try workdir.write("payouts.csv", text)
            try workdir.write("followers.csv", "platform,creator_id,observed_at,followers\ninstagram,nele.berg,2025-05-30T00:00:00Z,20000\n")
            try workdir.write("p.yml", try workdir.read("p.yml").replacing("  - files: codes.csv", with: "  - files: codes.csv\n  - files: followers.csv"))
            let result = try Self.run(workdir)
            #expect(result.code < 2, "\(result)")
            #expect(try Self.money(workdir, "micro", "cost") == "600.00", "\(text)\n\(result)")
            #expect(try Self.money(workdir, "micro", "deals") == "1")
        }
    }

    /// Age and gender of one ad, as the ad manager writes them in two languages: 40 + 40 + 20 beside the fee of 100.
    @Test func adsBrokenDown() throws {
        let files = [
            "Campaign name,Ad set name,Ad name,Age,Amount spent (EUR),Reporting starts,Reporting ends\nC,S,A,18-24,40,2025-05-02,2025-05-20\nC,S,A,25-34,40,2025-05-02,2025-05-20\nC,S,A,35-44,20,2025-05-02,2025-05-20\n",
            "Kampagnenname;Name der Werbeanzeige;Alter;Ausgegebener Betrag (EUR);Berichtsstart;Berichtsende\nC;A;18-24;40,00;2025-05-02;2025-05-20\nC;A;25-34;40,00;2025-05-02;2025-05-20\nC;A;35-44;20,00;2025-05-02;2025-05-20\n",
            "Campaign report\n\"May 2, 2025 - May 20, 2025\"\nCampaign status,Campaign,Currency code,Cost,Impr.,Device\nEnabled,C,EUR,40.00,9,Phones\nEnabled,C,EUR,40.00,9,Tablets\nEnabled,C,EUR,20.00,9,Computers\nTotal: Campaigns, --,EUR,100.00,27, --\n",
        ]
        for text in files {
            let workdir = try Self.brand(sources: "  - {files: ads.csv, set: {handle: nele.berg, platform: instagram}}")
            defer { workdir.remove() }
            try workdir.write("ads.csv", text)
            let result = try Self.run(workdir)
            #expect(result.code == 0, "\(result)")
            #expect(try Self.money(workdir, "micro", "cost") == "200.00", "\(text)\n\(result)")
            #expect(try Self.money(workdir, "micro", "cost_boost_spend") == "100.00")
            #expect(try Self.money(workdir, "micro", "deals") == "1")
        }
    }

    /// Without any order nobody knows what came back; with orders that credit nobody, what was credited is 0 and the return unknown.
    @Test func unknownIsNotZero() throws {
        for (orders, sold) in [("", ""), ("order_id,ordered_at,currency,revenue\n1,2025-05-05T10:00:00Z,EUR,60.00\n", "0.00")] {
            let workdir = try Self.brand(sources: orders.isEmpty ? "" : "  - {files: orders.csv, set: {store: main}}")
            defer { workdir.remove() }
            if !orders.isEmpty { try workdir.write("orders.csv", orders) }
            let result = try Self.run(workdir)
            #expect(result.code == 0, "\(result)")
            for tier in ["micro", "macro"] {
                for column in ["gross", "refund", "net"] { #expect(try Self.money(workdir, tier, column) == sold, "\(column)") }
                for column in ["roas", "roi", "cpa", "aov", "refund_rate"] { #expect(try Self.money(workdir, tier, column) == "", "\(column)") }
                #expect(try Self.money(workdir, tier, "cost") == (tier == "micro" ? "100.00" : "400.00"))
            }
            let estimates = try workdir.read("report/tables/estimates.csv").split(separator: "\n").filter { $0.contains(",roas,") }
            #expect(!estimates.isEmpty && estimates.allSatisfy { $0.split(separator: ",", omittingEmptySubsequences: false)[5].isEmpty }, "\(estimates)")
        }
    }

    @Test func aConstantIsNoKey() throws {
        let workdir = try Self.brand(sources: "  - {files: orders.csv, set: {order_id: shop}}")
        defer { workdir.remove() }
        try workdir.write("orders.csv", "order_id,ordered_at,currency,revenue,promo_code\n,2025-05-05T10:00:00Z,EUR,60.00,SUN\n,2025-05-06T10:00:00Z,EUR,70.00,SUN\n")
        let result = try Self.run(workdir)
        #expect(result.code == 78 && result.err.contains("`set: {order_id: …}` cannot be: every row has its own"), "\(result)")
    }

    @Test func statusesOfTheShopsOwn() throws {
        let workdir = try Self.brand(sources: """
              - {files: orders.csv, set: {store: main}}
            statuses: {versendet: paid}
            """)
        defer { workdir.remove() }
        try workdir.write("orders.csv", "order_id,ordered_at,currency,revenue,promo_code,status\n1,2025-05-05T10:00:00Z,EUR,60.00,SUN,Versendet\n2,2025-05-05T10:00:00Z,EUR,70.00,SUN,entwurf\n")
        #expect(try Self.run(workdir).code < 2)
        #expect(try Self.money(workdir, "micro", "gross") == "60.00")
        try workdir.write("p.yml", try workdir.read("p.yml").replacing("versendet: paid", with: "versendet: sent"))
        let mistake = try Self.run(workdir)
        #expect(mistake.code == 78 && mistake.err.contains("`sent` is not one of paid, pending"), "\(mistake)")
    }

    /// Both networks report the shop's sales; 90 + 180 count once, with the networks' credit.
    @Test func networkAndShop() throws {
        let awin = "id,publisher_id,sale_amount,commission,date,commission_status,extra,voucher_code\n81,9,90.00,9.00,2025-05-05 10:02:00,1,S-3001,SUN\n82,9,180.00,18.00,2025-05-06 10:02:00,1,S-3002,SUN\n"
        let impact = "Id,MediaPartnerId,CampaignId,State,Payout,Amount,Currency,EventDate,PromoCode,Oid\n1.2.3,7,5,APPROVED,9.00,90.00,EUR,2025-05-05T10:01:00Z,SUN,3001\n1.2.4,7,5,APPROVED,18.00,180.00,EUR,2025-05-06T10:01:00Z,SUN,3002\n"
        for network in [awin, impact] {
            let workdir = try Self.brand(sources: "  - {files: shop.csv, set: {store: shop}}\n  - {files: network.csv, set: {store: network, currency: EUR}}")
            defer { workdir.remove() }
            try workdir.write("shop.csv", "order_id,ordered_at,currency,revenue\n#3001,2025-05-05T10:00:00Z,EUR,90.00\n#3002,2025-05-06T10:00:00Z,EUR,180.00\n")
            try workdir.write("network.csv", network)
            let result = try Self.run(workdir)
            #expect(result.code == 0, "\(result)")
            #expect(try Self.money(workdir, "micro", "gross") == "270.00", "\(network)")
            #expect(try Self.money(workdir, "micro", "orders") == "2")
        }
    }

    /// The same two sales without the shop's numbers, from a network's own export and under our own column names: nothing proves
    /// them to be the same, so they count, and it is said above the answer.
    @Test func networkWithoutTheShopsNumbers() throws {
        let awin = "id,publisher_id,sale_amount,commission,date,commission_status,extra,voucher_code\n81,9,90.00,9.00,2025-05-05 10:02:00,1,,SUN\n82,9,180.00,18.00,2025-05-06 10:02:00,1,,SUN\n"
        let sheet = "order_id,ordered_at,currency,revenue,promo_code\nn-1,2025-05-05T10:02:00Z,EUR,90.00,SUN\nn-2,2025-05-06T10:02:00Z,EUR,180.00,SUN\n"
        for (network, set) in [(awin, "{store: network, currency: EUR}"), (sheet, "{store: network}"), (sheet, "{store: shop}")] {
            let workdir = try Self.brand(sources: "  - {files: shop.csv, set: {store: shop}}\n  - {files: network.csv, set: \(set)}")
            defer { workdir.remove() }
            try workdir.write("shop.csv", "order_id,ordered_at,currency,revenue,promo_code\n#3001,2025-05-05T10:00:00Z,EUR,90.00,SUN\n#3002,2025-05-06T10:00:00Z,EUR,180.00,SUN\n#3003,2025-05-07T10:00:00Z,EUR,20.00,MOON\n")
            try workdir.write("network.csv", network)
            let result = try Self.run(workdir)
            #expect(result.code == 0, "\(result)")
            #expect(result.err.contains("orders: 2 sales of one creator, day and amount stand in network.csv and in shop.csv, the greatest 180.00 EUR of 2025-05-06, and so perhaps count twice; 270.00 EUR concerned; if one of the files reports sales of the other, leave it out of `sources:`"), "\(result)")
            let losses = try workdir.read("report/tables/losses.csv")
            #expect(losses.contains("same_sale,important,orders,"), "\(losses)")
        }
    }

    /// A retainer of 500 in the sheets of two months, with a start that the pipeline sets: 1,000 were paid.
    @Test func aRetainerInTwoSheets() throws {
        let workdir = try Self.brand(sources: "  - {files: pay-*.csv, set: {started_at: 2025-06-01, currency: EUR}}\n  - files: followers.csv")
        defer { workdir.remove() }
        let header = "influencer_id,campaign,platform,basis,rate,total_payout\n"
        try workdir.write("pay-1.csv", header + "vea.lind,Spring,instagram,post,1,500.00\nbo.ek,Spring,instagram,post,1,30.00\n")
        try workdir.write("pay-2.csv", header + "vea.lind,Spring,instagram,post,1,500.00\n")
        try workdir.write("followers.csv", "platform,creator_id,observed_at,followers\ninstagram,vea.lind,2025-05-30T00:00:00Z,20000\ninstagram,bo.ek,2025-05-30T00:00:00Z,20000\n")
        let result = try Self.run(workdir)
        #expect(result.err.contains("deals: 1 payment without number and day stands in several files and counts in each; 500.00 EUR concerned"), "\(result)")
        #expect(try Self.money(workdir, "micro", "cost") == "1130.00", "with the 100 of another deal")
    }
}

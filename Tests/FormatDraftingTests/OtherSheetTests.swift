import ExportFormats
@testable import FormatDrafting
import Foundation
import SocialData
import Testing

/// Sheets of posts, orders, accounts, codes and advertising, and tables of JSON.
struct OtherSheetTests {
    @Test func posts() throws {
        let file = try Sheet("beitraege.csv", """
            Link;Datum;Gefällt mir;Kommentare;Aufrufe;Art
            https://www.instagram.com/p/CxA1b2C3d4E/;31.03.2025;1.200;12;10.400;Reel
            https://www.instagram.com/p/CxF5g6H7i8J/;01.04.2025;800;9;9.100;Foto
            """)
        defer { file.remove() }
        let draft = try file.draft().draft
        #expect(draft.entity == .posts)
        let rows = try file.staged(draft.text, .posts).rows
        #expect(rows.map { $0["post_id"] } == ["CxA1b2C3d4E", "CxF5g6H7i8J"] && rows.map { $0["platform"] } == ["instagram", "instagram"])
        #expect(rows.map { $0["post_type"] } == ["short", "image"] && rows.map { $0["likes"] } == ["1200", "800"] && rows.map { $0["views"] } == ["10400", "9100"])
        #expect(rows.map { $0["posted_at"] } == ["2025-03-31T00:00:00Z", "2025-04-01T00:00:00Z"])
        // Whose posts these are, and when the counts were read, nobody wrote down.
        #expect(Set(draft.questions.map(\.column)) == ["handle", "exported_at"])
    }

    /// Sales with tax and nothing that says how much of it is tax; one discount under a title of two words beside two codes.
    @Test func ordersWithTaxAreAskedAndTitlesLeaveCodesAlone() throws {
        let file = try Sheet("taxed.csv", "Order number,Order date,Revenue (incl. VAT) EUR,Discount code\n1001,2025-01-10,119.00,ANNA10\n1002,2025-01-11,1190.00,Custom discount\n1003,2025-03-11,238.00,BERT10\n")
        defer { file.remove() }
        let draft = try file.draft().draft
        #expect(draft.questions.contains { $0.column == "revenue" && $0.text.contains("is with tax") }, "\(draft.text)")
        #expect(try file.staged(draft.text, .orders).rows.compactMap { $0["promo_code"] }.contains("BERT10"), "\(draft.text)")
        let net = try Sheet("net.csv", "Order number,Order date,Net revenue EUR,Gross sales EUR\n1001,2025-01-10,100.00,119.00\n1002,2025-01-11,10.00,11.90\n")
        defer { net.remove() }
        #expect(!(try net.draft().draft.questions.contains { $0.text.contains("is with tax") }))
    }

    @Test func ordersWithATotalOnlyAskForTheGoods() throws {
        let file = try Sheet("bestellungen.csv", "Bestellnummer;Bestelldatum;Gesamtbetrag;Gutscheincode;Status\n1001;31.03.2025;59,90 €;ANNA10;bezahlt\n1002;01.04.2025;120,00 €;;storniert\n")
        defer { file.remove() }
        let draft = try file.draft().draft
        #expect(draft.entity == .orders && draft.questions.contains { $0.column == "revenue" })
        let rows = try file.staged(draft.text, .orders).rows
        #expect(rows.map { $0["order_id"] } == ["1001", "1002"] && rows.map { $0["total"] } == ["59.90", "120.00"] && rows.map { $0["revenue"] } == ["", ""])
        #expect(rows.map { $0["promo_code"] } == ["ANNA10", ""] && rows.map { $0["currency"] } == ["EUR", "EUR"])
    }

    @Test func accounts() throws {
        let file = try Sheet("liste.csv", "Profil;Abonnenten;Nische\nhttps://www.tiktok.com/@mia.v;12.400;Beauty\nhttps://www.tiktok.com/@tom;8.100;Food\n")
        defer { file.remove() }
        let draft = try file.draft(.creators).draft
        let counts = try file.staged(draft.text, .snapshots).rows
        #expect(counts.map { $0["handle"] } == ["mia.v", "tom"] && counts.map { $0["followers"] } == ["12400", "8100"] && counts.map { $0["platform"] } == ["tiktok", "tiktok"])
        let people = try file.staged(draft.text, .creators).rows
        #expect(people.map { $0["creator_id"] } == ["tiktok:@mia.v", "tiktok:@tom"] && people.map { $0["niche"] } == ["beauty", "food"])
    }

    @Test func recordsOfJSON() throws {
        let lines = """
            {"creator":"@anna","network":"Instagram","fee":{"amount":1200.5,"currency":"EUR"},"start_date":"2025-03-01"}
            {"creator":"@bert","network":"TikTok","fee":{"amount":800,"currency":"EUR"},"start_date":"2025-03-05"}

            """
        let file = try Sheet("deals.ndjson", lines)
        defer { file.remove() }
        let draft = try file.draft().draft
        #expect(draft.entity == .deals && draft.text.contains("container: json\n"))
        let rows = try file.staged(draft.text).rows
        #expect(rows.map { $0["handle"] } == ["anna", "bert"] && rows.map { $0["platform"] } == ["instagram", "tiktok"])
        #expect(rows.map { $0["fee"] } == ["1200.50", "800.00"] && rows.map { $0["currency"] } == ["EUR", "EUR"])

        let page = try Sheet("page.json", "{\"at\":\"2025-06-01\",\"deals\":[\(lines.split(separator: "\n").joined(separator: ","))]}")
        defer { page.remove() }
        let whole = try page.draft().draft
        #expect(whole.text.contains("records: \"deals[]\"\n"))
        #expect(try page.staged(whole.text).rows.map { $0["fee"] } == ["1200.50", "800.00"])
    }

    @Test func aTableOfNothingKnownIsRefused() throws {
        let file = try Sheet("inventory.csv", "Shelf,Box,Weight\nA,1,2.5\nB,2,3.5\n")
        defer { file.remove() }
        let refusal = try #require(throws: DraftRefusal.self) { try file.draft() }
        #expect(refusal.reasons[0].contains("nothing tells what a row is (`Shelf`, `Box`, `Weight`)"))
        let empty = try Sheet("empty.csv", "Handle,Fee,Start\n")
        defer { empty.remove() }
        #expect(try #require(throws: DraftRefusal.self) { try empty.draft(.deals) }.reasons[0].contains("no row"))
    }

    /// Links that name the account say whose the posts are.
    @Test(arguments: [
        ("https://www.tiktok.com/@mira.vale/video/7567452112981000001", "https://www.tiktok.com/@otto.lund/photo/7567452112981000002"),
        ("https://www.instagram.com/mira.vale/reel/CxA1b2C3d4E/", "https://www.instagram.com/otto.lund/p/CxF5g6H7i8J/"),
        ("https://x.com/mira.vale/status/1871172905334119264", "https://twitter.com/otto.lund/status/1871172905334119265"),
    ])
    func linksNameTheAccounts(first: String, second: String) throws {
        let file = try Sheet("posts.csv", "Link,Datum,Gefällt mir,Kommentare\n\(first),2025-03-13,100,10\n\(second),2025-03-14,200,10\n")
        defer { file.remove() }
        let draft = try file.draft().draft
        #expect(!draft.questions.contains { $0.column == "handle" })
        #expect(try file.staged(draft.text, .posts).rows.map { $0["handle"] } == ["mira.vale", "otto.lund"])
    }

    /// Replies are a post's comments where nothing else is; Facebook's other reactions are asked.
    @Test func repliesAndReactions() throws {
        let file = try Sheet("posts.csv", "Link,Date,Likes,Love,Haha,Sad,Replies\nhttps://www.facebook.com/reel/1001,2025-03-13,100,3,2,1,10\nhttps://www.facebook.com/reel/1002,2025-03-14,200,0,1,0,20\n")
        defer { file.remove() }
        let draft = try file.draft().draft
        #expect(try file.staged(draft.text, .posts).rows.map { $0["comments"] } == ["10", "20"])
        let question = try #require(draft.questions.first { $0.column == "likes" })
        let line = try #require(question.proposals.first)
        let kept = draft.text.split(separator: "\n", omittingEmptySubsequences: false).map { $0.hasPrefix("  likes: ") ? "  " + line : String($0) }.joined(separator: "\n")
        #expect(try file.staged(kept, .posts).rows.map { $0["likes"] } == ["106", "201"])
    }

    /// A code that counts on any day takes the orders of all others.
    @Test func daysOfCodesInOneColumnAreAsked() throws {
        let file = try Sheet("codes.csv", "promo_code,deal_id,valid\nSPRING,D1,01.03.2026 - 31.03.2026\nSUMMER,D2,01.06.2026 - 31.08.2026\n")
        defer { file.remove() }
        #expect(try file.draft(.codes).draft.questions.contains { $0.column == "valid_from" && $0.text.contains("`valid`") })
    }

    /// Chat programs put a character of no width before a name.
    @Test func handlesBehindInvisibleCharacters() throws {
        let file = try Sheet("deals.csv", "Creator,Platform,Start date,Fee (EUR)\n\u{200B}@anna.lindt,Instagram,2025-01-08,400\n\u{200B}@dora.home,Instagram,2025-01-09,300\n")
        defer { file.remove() }
        #expect(try file.staged(file.draft().draft.text).rows.count == 2)
    }

    /// Shops export the number that customers see beside their database's: networks report the first.
    @Test func ordersWithTwoNumbers() throws {
        let file = try Sheet("orders.csv", "order_id,order_number,created_at,currency,subtotal\n5600000001001,#1001,2025-02-03,EUR,40\n5600000001002,#1002,2025-02-07,EUR,50\n")
        defer { file.remove() }
        let draft = try file.draft().draft
        #expect(try file.staged(draft.text, .orders).rows.map { $0["order_id"] } == ["#1001", "#1002"], "\(draft.text)")
    }

    /// A refund in a row of its own bears the order's number a second time.
    @Test func numbersThatComeTwiceAreSaid() throws {
        let file = try Sheet("orders.csv", "Order number,Date,Type,Subtotal,Currency\n1001,2025-03-13,Sale,100.00,EUR\n1002,2025-03-14,Sale,50.00,EUR\n1001,2025-03-20,Refund,100.00,EUR\n")
        defer { file.remove() }
        for entity in [nil, Entity.orders] {
            let refusal = try #require(throws: DraftRefusal.self) { try file.draft(entity) }
            #expect(refusal.reasons.contains { $0.hasPrefix("`Order number` numbers orders and 1001 stands in it more than once") })
        }
    }

    /// A column of its own says that an order was cancelled, or placed to see whether the shop works.
    @Test(arguments: [("cancelled_at", "", "2025-03-15"), ("Cancelled", "false", "true"), ("Storniert am", "", "15.03.2025")])
    func cancelledAndTestOrders(header: String, stands: String, cancelled: String) throws {
        let head = "order_no,Date,Subtotal,Currency,\(header),test\n"
        let file = try Sheet("orders.csv", head + "1001,2025-03-13,100.00,EUR,\(stands),false\n1002,2025-03-14,50.00,EUR,\(cancelled),false\n1003,2025-03-14,70.00,EUR,\(stands),true\n")
        defer { file.remove() }
        let text = try file.draft().draft.text
        #expect(try file.staged(text, .orders).rows.map { [$0["order_id"], $0["status"]] } == [["1001", ""], ["1002", "cancelled"]])
        // The first sheet has none that was cancelled, the next one has.
        let first = try Sheet("first.csv", head + "1001,2025-03-13,100.00,EUR,\(stands),false\n")
        defer { first.remove() }
        #expect(try file.staged(first.draft().draft.text, .orders).rows.map { $0["status"] } == ["", "cancelled"])
    }

    /// 120 less 20 is 100 in all rows but one, to which somebody added a tip; of three rows one may be the rule.
    @Test(arguments: [(24, true), (3, false)])
    func anExceptionIsNoProof(rows: Int, isProved: Bool) throws {
        let lines = (0..<rows).map { "\(1001 + $0),2025-01-\($0 % 28 + 1),120.00,20.00,\($0 == 1 ? 102 : 100).00,EUR" }
        let file = try Sheet("tips.csv", "Order number,Order date,Subtotal,Discount,Total,Currency\n\(lines.joined(separator: "\n"))\n")
        defer { file.remove() }
        let draft = try file.draft(.orders).draft
        #expect((draft.fields.first { $0.column == "revenue" }?.value == "{minus: [Subtotal, Discount], symbol: true}") == isProved, "\(draft.text)")
    }

    /// 125 of goods, 5 of shipping and 105 in all: 25 were taken off, and no column says so. 119 with 19 of tax, in or on top.
    @Test(arguments: [
        ("Subtotal,Shipping,Grand total", "125.00,5.00,105.00", "is less than `Subtotal`"), ("Subtotal,Shipping,Grand total", "100.00,5.00,105.00", ""),
        ("Subtotal,Tax", "119.00,19.00", "with or without `Tax`"), ("Net sales,Tax", "119.00,19.00", ""), ("Subtotal,Tax,Total", "119.00,19.00,119.00", ""),
    ])
    func whatAmountsOfOrdersLeaveOpenIsAsked(names: String, cells: String, text: String) throws {
        let rows = (1...6).map { "100\($0),2025-01-0\($0),EUR,\(cells)" }
        let file = try Sheet("orders.csv", "Order number,Order date,Currency,\(names)\n\(rows.joined(separator: "\n"))\n")
        defer { file.remove() }
        let asked = try file.draft(.orders).draft.questions.filter { $0.column == "revenue" }
        #expect(text.isEmpty ? asked.isEmpty : asked.contains { $0.text.contains(text) }, "\(asked)")
    }

    /// Returns of 60 that net sales are behind already; without the gross they may be pieces.
    @Test(arguments: [
        ("Gross sales,Discounts,Returns,Net sales", ["125.00,-25.00,-60.00,40.00", "125.00,-25.00,0.00,100.00"], "{add: [Gross sales, Discounts], symbol: true}", "{from: Returns, symbol: true}"),
        // A total of what remains is none of what was paid: 40 with 5 of shipping and 8.55 of tax.
        ("Gross sales,Discounts,Returns,Net sales,Shipping,Taxes,Total sales", ["125.00,-25.00,-60.00,40.00,5.00,8.55,53.55", "125.00,-25.00,0.00,100.00,5.00,19.95,124.95"],
         "{add: [Gross sales, Discounts], symbol: true}", "{from: Returns, symbol: true}"),
        ("Returns,Net sales", ["2,40.00", "0,100.00"], "{from: Net sales, symbol: true}", nil),
    ] as [(String, [String], String, String?)])
    func returnsThatSalesAreBehind(names: String, cells: [String], revenue: String, refund: String?) throws {
        let rows = cells.enumerated().map { "100\($0.offset),2025-01-0\($0.offset + 1),EUR,\($0.element)" }
        let file = try Sheet("report.csv", "Order number,Order date,Currency,\(names)\n\(rows.joined(separator: "\n"))\n")
        defer { file.remove() }
        let fields = try file.draft(.orders).draft.fields
        #expect(fields.first { $0.column == "revenue" }?.value.replacing("\"", with: "") == revenue, "\(fields.map(\.value))")
        #expect(fields.first { $0.column == "refund" }?.value == refund)
        #expect(!fields.contains { $0.column == "total" })
    }

    /// The header says euros, the column of the order's currency yen, too.
    @Test func theHeaderOfAnAmountSaysItsCurrency() throws {
        let file = try Sheet("shop.csv", "Order number,Order date,Order currency,Net sales EUR,Promo code\n1001,2025-01-10,JPY,100.00,ANNA10\n1002,2025-01-11,EUR,90.00,BERT10\n")
        defer { file.remove() }
        let draft = try file.draft(.orders).draft
        #expect(draft.fields.first { $0.column == "currency" }?.value == "{constant: EUR}", "\(draft.text)")
        #expect(draft.questions.contains { $0.column == "currency" && $0.text.contains("JPY") })
    }

    /// Two lines of one order: their `ID` differs, and the order's number does not.
    @Test func linesAreNoOrders() throws {
        let file = try Sheet("lines.csv", "ID;Bestellnummer;Datum;Zwischensumme;Gutscheincode\n1;2001;01.03.2025;100,00;ANNA10\n2;2001;01.03.2025;100,00;ANNA10\n3;2002;02.03.2025;50,00;\n")
        defer { file.remove() }
        #expect(throws: DraftRefusal.self) { try file.draft(.orders) }
    }

    /// A fee for all, or for each; followers of two accounts; posts that never were.
    @Test(arguments: [
        ("Campaign,Format,Total fee (EUR)", ["Spring,Reel,100", "Spring,Story,100"], "fee", "on several rows of one creator and campaign"),
        ("TikTok followers,Fee (EUR)", ["5000,100", "5000,90"], "followers_at_booking", "`TikTok followers`"),
        ("Fee (EUR),Posted?", ["100,yes", "90,no"], "skip", "`Posted?` is `no`"),
    ])
    func whatADealSheetLeavesOpenIsAsked(names: String, cells: [String], column: String, text: String) throws {
        let rows = ["@anna", "@bert"].flatMap { who in cells.enumerated().map { "\(who),20000,Instagram,2024-0\(3 + $0.offset)-05,\($0.element)" } }
        let file = try Sheet("sheet.csv", "Influencer,Followers,Network,Live date,\(names)\n\(rows.joined(separator: "\n"))\n")
        defer { file.remove() }
        let draft = try file.draft(.deals).draft
        #expect(draft.questions.contains { $0.column == column && $0.text.contains(text) }, "\(draft.questions)")
    }

    /// One count on all posts of an account, or a header that says today, is no audience of a post of two years ago.
    @Test(arguments: [
        ("Followers", ["1000", "1000", "1000"], "followers_at_export"), ("Followers", ["1000", "1100", "1300"], "followers_at_post"),
        ("Current followers", ["1000", "1100", "1300"], "followers_at_export"), ("Followers at post", ["1000", "1000", "1000"], "followers_at_post"),
    ])
    func todaysFollowersAreNotThoseOfAPost(name: String, counts: [String], column: String) throws {
        let rows = ["anna", "bert"].flatMap { who in
            counts.enumerated().map { "https://www.instagram.com/p/\(who)\($0.offset)00000/,@\(who),202\($0.offset)-03-1\($0.offset),50,5,\($0.element)" }
        }
        let file = try Sheet("posts.csv", "Link,Handle,Posted,Likes,Comments,\(name)\n\(rows.joined(separator: "\n"))\n")
        defer { file.remove() }
        let draft = try file.draft(.posts).draft
        #expect(try file.staged(draft.text, .posts).rows.map { $0[column] } == counts + counts, "\(draft.text)")
        #expect(draft.questions.contains { $0.column == "followers_at_export" } == (column == "followers_at_export"))
    }

    /// Of the rows of a post only one would count, unless they were read at several times.
    @Test(arguments: [("Country", ["DE", "AT"], false), ("Exported at", ["2024-03-02", "2024-03-09"], true)])
    func partsOfPostsAreNone(name: String, cells: [String], isDrafted: Bool) throws {
        let rows = (1...4).flatMap { post in cells.enumerated().map { "https://www.instagram.com/p/CxA1b2C3d\(post)E/,@anna,2024-03-01,\(100 + $0.offset),5,\($0.element)" } }
        let file = try Sheet("posts.csv", "Link,Handle,Published,Likes,Comments,\(name)\n\(rows.joined(separator: "\n"))\n")
        defer { file.remove() }
        guard !isDrafted else { return #expect(try file.staged(file.draft(.posts).draft.text, .posts).rows.count == 8) }
        let refusal = try #require(throws: DraftRefusal.self) { try file.draft(.posts) }
        #expect("\(refusal)".contains("4 posts stand in several rows") && "\(refusal)".contains("`Country`"), "\(refusal)")
    }

    @Test func postsThatAreNotOutAreLeftOut() throws {
        let file = try Sheet("posts.csv", """
            Link,Handle,Published,Likes,Comments,Status
            https://www.instagram.com/p/CxA1b2C3d4E/,@anna,2024-03-01,120,5,Published
            https://www.instagram.com/p/CxF5g6H7i8J/,@anna,2024-03-02,0,0,Scheduled
            """)
        defer { file.remove() }
        let draft = try file.draft(.posts).draft
        #expect(try file.staged(draft.text, .posts).rows.map { $0["likes"] } == ["120"], "\(draft.text)")
    }

    /// A format that one network's table drafted reads another's, too: each link says where it leads.
    @Test func theNextTableCanBeOfAnotherNetwork() throws {
        let file = try Sheet("instagram.csv", "Link,Handle,Published,Likes,Comments\nhttps://www.instagram.com/p/CxA1b2C3d4E/,@anna,2024-03-01,120,5\n")
        defer { file.remove() }
        let format = try file.draft(.posts).draft.text
        let other = try Sheet("tiktok.csv", "Link,Handle,Published,Likes,Comments\nhttps://www.tiktok.com/@anna/video/7340000000000000001,@anna,2024-03-01,90,4\n")
        defer { other.remove() }
        #expect(try file.staged(format, .posts).rows.map { $0["platform"] } == ["instagram"])
        #expect(try other.staged(format, .posts).rows.map { $0["platform"] } == ["tiktok"], "\(format)")
    }

    /// Followers of the time of a post under more words, and days of exports under theirs.
    @Test func headersSayWhenNumbersAreOf() throws {
        let rows = (1...2).flatMap { day in [("anna", 1000), ("bert", 5000)].map { "https://www.instagram.com/p/CxA1b2C3d\($0.0)/,@\($0.0),2024-03-01,\(100 * day),5,\($0.1),2024-03-0\(day + 1)" } }
        let file = try Sheet("weekly.csv", "Link,Handle,Published,Likes,Comments,Followers at posting,Export date\n\(rows.joined(separator: "\n"))\n")
        defer { file.remove() }
        let draft = try file.draft(.posts).draft
        let staged = try file.staged(draft.text, .posts).rows
        #expect(staged.map { $0["followers_at_post"] } == ["1000", "5000", "1000", "5000"], "\(draft.text)")
        #expect(staged.map { $0["exported_at"]?.prefix(10) } == ["2024-03-02", "2024-03-02", "2024-03-03", "2024-03-03"])
    }
}

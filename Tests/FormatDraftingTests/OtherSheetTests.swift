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
}

import Findings
import Foundation
import Ingestion
import SocialData
import Testing

/// What spreadsheets, scripts and calendars leave in the values of a file. All data is invented.
struct SpreadsheetTraceTests {
    private func read(_ text: String, name: String = "file.csv", set: [String: String] = [:]) throws -> (summary: InputSummary, table: StagedTable?) {
        let folder = try TemporaryFolder()
        let outcome = try ingestFile(try folder.write(name, text), in: folder, set: set)
        return (outcome.summary, try outcome.staged.first.map { try StagedTable($0) })
    }

    // MARK: ids

    /// No other file's row of the number 5500000000001 would be met.
    @Test(arguments: ["5,500,000,000,001", "5.500.000.000.001", "5 500 000 000 001", "5'500'000'000'001", "5\u{202F}500\u{202F}000\u{202F}000\u{202F}001", "5.500.000.000.001,00", "1,001"])
    func idsWithSeparatorsAreRefused(id: String) throws {
        let read = try read("order_id,ordered_at,currency,revenue\n\"\(id)\",2025-03-01T10:00:00Z,EUR,50.00\n")
        #expect(read.summary.refused?.contains("separators between the digits of its ids") == true)
    }

    @Test(arguments: ["5500000000001", "8882.1234.1234567", "2025.001", "10-200-300", "A1,001"])
    func otherIDsStand(id: String) throws {
        #expect(try read("order_id,ordered_at,currency,revenue\n\"\(id)\",2025-03-01T10:00:00Z,EUR,50.00\n").table?.values("order_id") == [id])
    }

    /// A spreadsheet keeps 15 digits, in whatever file the ids land afterwards.
    @Test func roundedIDsOfJSONAreRefused() throws {
        let lines = (1...4).map { #"{"platform":"x","post_id":"75674521129810000\#($0)","handle":"anna","likes":\#($0)}"# + "\n" }.joined()
        #expect(try read(lines, name: "posts.ndjson").table?.values("post_id").count == 4)
        let rounded = (1...4).map { #"{"platform":"x","post_id":"756745211298\#($0)000000","handle":"anna","likes":\#($0)}"# + "\n" }.joined()
        #expect(try read(rounded, name: "posts.ndjson").summary.refused?.contains("rounded its ids") == true)
    }

    // MARK: numbers and dates of JSON

    private static func action(_ id: Int, _ amount: String, _ date: String) -> String {
        #"{"Id":"\#(id)","MediaPartnerId":"1","CampaignId":"2","State":"APPROVED","Payout":"1,00","Amount":"\#(amount)","Currency":"EUR","EventDate":"\#(date)","Oid":"\#(id)"}"# + "\n"
    }

    /// Texts of JSON are written as people write them, too: the file's own values decide, or nobody does.
    @Test func textsOfJSONAreReadByTheFilesOwnStyle() throws {
        let decided = try read(Self.action(1, "1.400,50", "2025-03-01T10:00:00Z") + Self.action(2, "2.000", "2025-03-01T10:00:00Z"), name: "actions.ndjson")
        #expect(Set(decided.table?.values("revenue") ?? []) == ["1400.50", "2000.00"])
        let open = Self.action(1, "1.400", "2025-03-01T10:00:00Z").replacing("1,00", with: "1")
        #expect(try read(open, name: "actions.ndjson").summary.refused?.contains("can be written like") == true)
        #expect(try read(open, name: "actions.ndjson", set: ["numbers": "1.234,5"]).table?.values("revenue") == ["1400.00"])
    }

    // MARK: calendars

    /// Times as people and programs of several countries write them.
    @Test(arguments: [
        ("13.03.2026 14:30 Uhr", "2026-03-13T14:30:00Z"), ("13. März 2026, 14:30 Uhr", "2026-03-13T14:30:00Z"), ("13 Mar 2026 2:30 PM", "2026-03-13T14:30:00Z"),
        ("13 mars 2026 à 14:30", "2026-03-13T14:30:00Z"), ("13/03/2026 14h30", "2026-03-13T14:30:00Z"), ("13 de marzo de 2026, 14:30", "2026-03-13T14:30:00Z"),
        ("13-03-2026 om 14:30", "2026-03-13T14:30:00Z"), ("13.03.2026 klo 14.30", "2026-03-13T14:30:00Z"), ("13 мар. 2026 г., 14:30", "2026-03-13T14:30:00Z"),
        ("Fri, 13 Mar 2026 14:30:00 GMT", "2026-03-13T14:30:00Z"), ("Friday, March 13, 2026 at 2:30 PM", "2026-03-13T14:30:00Z"), ("13. 3. 2026 14:30", "2026-03-13T14:30:00Z"),
        ("2026年3月13日 14時30分", "2026-03-13T14:30:00Z"), ("March 13, 2026 at 9:05 AM", "2026-03-13T09:05:00Z"), ("13 Mar 2026 12:05 AM", "2026-03-13T00:05:00Z"),
    ])
    func timesInManyWritings(text: String, instant: String) throws {
        let read = try read("platform,post_id,handle,posted_at,likes\ninstagram,p1,anna,\"\(text)\",100\n")
        #expect(read.table?.values("posted_at") == [instant], "\(read.summary.refused ?? "")")
    }

    /// Thailand counts from another year: 2569 is 2026.
    @Test func yearsOfAnotherCalendarAreSetAside() throws {
        let orders = try read("order_id,ordered_at,currency,revenue\n1,2569-03-01T10:00:00Z,EUR,50.00\n2,2026-03-01T10:00:00Z,EUR,50.00\n")
        #expect(orders.table?.values("ordered_at").sorted() == ["", "2026-03-01T10:00:00Z"])
        #expect(orders.summary.losses.contains { $0.what.contains("lies after 2100") || $0.remedy.contains("common calendar") })
        // A code may count for ever; the day that it ends on is one of its own.
        let codes = try read("promo_code,deal_id,valid_from,valid_to\nANNA10,D1,2025-01-01,2999-12-31\n")
        #expect(codes.table?.values("valid_to") == ["3000-01-01T00:00:00Z"])
    }

    // MARK: keyboards

    /// Wide letters are the plain ones in another width; no network has them in a handle.
    @Test(arguments: ["＠ｍｉａ＿ｋ", "＠mia_k", "ｍｉａ＿ｋ", "mia_k"])
    func wideLettersOfHandles(handle: String) throws {
        let read = try read("deal_id,handle,platform,started_at,currency,fee\nD1,\(handle),instagram,2025-03-01,JPY,90000\n")
        #expect(read.table?.values("handle") == ["mia_k"])
    }

    // MARK: lists of people

    /// Money, codes and campaigns beside people, whatever they are called: read as a list they would be lost.
    @Test(arguments: [
        ("Kostnad", "1400"), ("Pris", "1400"), ("Arvode", "1400"), ("Ücret", "1400"), ("Odměna", "1400"), ("Opłata", "1400"), ("Költség", "1400"), ("Стоимость", "1400"), ("報酬", "1400"),
        ("비용", "1400"), ("报价", "1400"), ("Cachê", "1400"), ("Presupuesto", "1400"), ("Pauschale", "1400"), ("Quote", "1400"), ("Valuta", "SEK"), ("Rabattkod", "ANNA10"), ("Cupón", "ANNA10"),
        ("Промокод", "ANNA10"), ("Kampaň", "Jaro"), ("キャンペーン", "春"), ("Xyz", "1400"),
    ])
    func sheetsOfDealsAreNoLists(header: String, value: String) throws {
        let read = try read("Handle,Platform,Followers,\(header)\n@anna.lindt,Instagram,12000,\(value)\n@bert_k,Instagram,18000,\(value == "1400" ? "900" : value)\n")
        #expect(read.summary.format != "creator-list", "\(header)")
    }

    @Test(arguments: [("Posts", "120", "340"), ("Avg views", "12000", "34000"), ("Score", "80", "90"), ("Country", "DE", "AT"), ("Engagement rate", "3.4", "2.1"), ("Rank", "20", "30")])
    func listsOfPeopleStayLists(header: String, first: String, second: String) throws {
        let read = try read("Handle,Platform,Followers,\(header)\n@anna.lindt,Instagram,12000,\(first)\n@bert_k,Instagram,18000,\(second)\n")
        #expect(read.summary.format == "creator-list", "\(header): \(read.summary.refused ?? "")")
    }
}

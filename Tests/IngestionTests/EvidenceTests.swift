import Findings
import Foundation
import Ingestion
import Testing

/// Number style, date order and year are decided per file, from its own values, and never guessed.
struct EvidenceTests {
    private func ingest(_ text: String, set: [String: String] = [:]) throws -> (outcome: IngestionOutcome, rows: [[String: String]]) {
        let folder = try TemporaryFolder()
        let outcome = try ingestFile(try folder.write("file.csv", text), in: folder, set: set)
        guard let staged = outcome.staged.first else { return (outcome, []) }
        let table = try StagedTable(staged)
        let rows = table.rows.map { Dictionary(uniqueKeysWithValues: zip(table.header, $0)) }
        return (outcome, rows.sorted { Int($0["line"] ?? "") ?? 0 < Int($1["line"] ?? "") ?? 0 })
    }

    private func shop(_ amounts: [String]) -> String {
        "Name;Financial Status;Currency;Subtotal;Total;Discount Code;Created at;Lineitem quantity\n"
            + amounts.enumerated().map { "#\($0);paid;EUR;\($1);\($1);;2025-08-22 12:43:50 +0100;1\n" }.joined()
    }

    @Test func fault32_decimalCommasAreSeenInTheFile() throws {
        let (outcome, rows) = try ingest(shop(["10,00", "1.234,50"]))
        #expect(rows.map { $0["revenue"] } == ["10.00", "1234.50"])
        #expect(outcome.summary.notes.contains { $0.contains("1.234,5") }, "\(outcome.summary.notes)")
        #expect(outcome.summary.quarantinedCells == 0)
    }

    @Test func fault32_twoStylesInOneFileAskForAWord() throws {
        let text = shop(["10,00", "12.50"])
        let refused = try #require(try ingest(text).outcome.summary.refused)
        #expect(refused.contains("12.50") && refused.contains("10,00") && refused.contains("`set: {numbers: "), "\(refused)")
        // With the word, what does not fit it is a bad cell, and the row stays.
        let (outcome, rows) = try ingest(text, set: ["numbers": "1.234,5"])
        #expect(rows.map { $0["revenue"] } == ["10.00", ""])
        // Its subtotal and its total.
        #expect(outcome.summary.quarantinedCells == 2)
    }

    /// 1.234 euros is one euro and some cents in one country and a thousand in another.
    @Test func fault32_anAmountThatReadsTwoWaysAsksForAWord() throws {
        let text = shop(["1.234", "5.678"])
        #expect(try ingest(text).outcome.summary.refused?.contains("1.234") == true)
        #expect(try ingest(text, set: ["numbers": "1.234,5"]).rows.map { $0["revenue"] } == ["1234.00", "5678.00"])
        #expect(try ingest(text, set: ["numbers": "1234.5"]).rows.map { $0["revenue"] } == ["1.234", "5.678"])
        #expect(try ingest(text, set: ["numbers": "1;234"]).outcome.summary.refused?.contains("numbers") == true)
    }

    private func meta(_ times: [String]) -> String {
        "Post ID,Account ID,Account username,Publish time,Permalink,Post type,Views,Likes\n"
            + times.enumerated().map { "1800\($0),7,anna,\($1),https://x/\($0),IG reel,10,1\n" }.joined()
    }

    @Test func fault37_dateOrderIsSeenInTheFile() throws {
        let (american, first) = try ingest(meta(["03/18/2025 09:48", "03/04/2025 10:00"]))
        #expect(first.map { $0["posted_at"] } == ["2025-03-18T09:48:00Z", "2025-03-04T10:00:00Z"])
        #expect(american.summary.notes.isEmpty, "\(american.summary.notes)")
        let (other, second) = try ingest(meta(["18/03/2025 09:48", "03/04/2025 10:00"]))
        #expect(second.map { $0["posted_at"] } == ["2025-03-18T09:48:00Z", "2025-04-03T10:00:00Z"])
        #expect(other.summary.notes.contains { $0.contains("day first") && $0.contains("18/03/2025") }, "\(other.summary.notes)")
    }

    @Test func fault37_bothOrdersInOneFileAskForAWord() throws {
        let text = meta(["18/03/2025 09:48", "03/19/2025 10:00"])
        let refused = try #require(try ingest(text).outcome.summary.refused)
        #expect(refused.contains("'18/03/2025 09:48'") && refused.contains("'03/19/2025 10:00'") && refused.contains("dates: day_first"), "\(refused)")
    }

    /// What a spreadsheet of another country takes for a date it writes in its own way, with day and month exchanged.
    @Test(arguments: [
        (["03.05.2025 09:48", "03/18/2025 09:48"], true), (["2025-05-03 09:48", "03/18/2025 09:48", "03/19/2025 09:48"], true),
        // A day above 12 was not exchanged; one up to 12 would have been written anew.
        (["18.05.2025 09:48", "03/18/2025 09:48"], false), (["03.05.2025 09:48", "03/18/2025 09:48", "03/04/2025 09:48"], false),
        (["03.05.2025 09:48", "04.05.2025 09:48"], false), (["03/18/2025 09:48", "03/19/2025 09:48"], false),
    ] as [([String], Bool)])
    func fault37_datesThatASpreadsheetChanged(times: [String], isChanged: Bool) throws {
        let refused = try ingest(meta(times)).outcome.summary.refused
        #expect((refused?.contains("a spreadsheet took the dates") == true) == isChanged, "\(refused ?? "read")")
        #expect(refused?.contains(times[0]) != false && refused?.contains("03/18/2025 09:48") != false)
    }

    /// Two columns of dates may each be written in its own way.
    @Test func fault37_columnsInTwoNotations() throws {
        let text = "promo_code,deal_id,valid_from,valid_to\nANNA10,d1,2025-03-01,03/31/2025\nNOA10,d2,2025-04-01,04/30/2025\n"
        #expect(try ingest(text).rows.map { $0["valid_from"] } == ["2025-03-01T00:00:00Z", "2025-04-01T00:00:00Z"])
    }

    @Test func fault30_aSecondTableBelowIsRefusedWithItsLine() throws {
        let header = "order_id,ordered_at,currency,revenue,refund,status,promo_code\n"
        let row = "1,2025-03-05T10:00:00Z,EUR,100,0,paid,ANNA10\n"
        let refused = try #require(try ingest(header + row + "order_id,ordered_at,currency,refund,revenue,status,promo_code\n" + row).outcome.summary.refused)
        #expect(refused.contains("line 3 names the columns again"), "\(refused)")
        #expect(try ingest(header + row + header.replacing("order_id", with: "\"order_id\"") + row.replacing("1,2025", with: "2,2025")).rows.count == 2)
    }

    /// A word beside the currency says more than a currency, and the source's word decides.
    @Test(arguments: [("Spend (EUR)", "EUR"), ("Spend (EUR net)", "EUR"), ("Spend (EUR/USD)", "")])
    func wordsBesideACurrency(header: String, currency: String) throws {
        let text = "Influencer,Platform,Followers,\(header),Date\nanna.l,Instagram,12500,1200,2025-03-01\n"
        let (outcome, rows) = try ingest(text)
        #expect(rows.compactMap { $0["currency"] }.filter { !$0.isEmpty } == (currency.isEmpty ? [] : [currency]), "\(rows)")
        #expect((outcome.summary.refused?.contains("the header says 'EUR") == true) == currency.isEmpty, "\(outcome.summary)")
        // The source's word is the answer that the message asks for.
        if currency.isEmpty { #expect(try ingest(text, set: ["currency": "EUR"]).rows.contains { $0["currency"] == "EUR" && $0["fee"] == "1200.00" }) }
    }

    /// What a fee is paid for multiplies it: the sheet is no roster of one amount a row.
    @Test(arguments: ["Spend (EUR per post)", "Fee (per month)", "Cost (€/video)"]) func whatAFeeIsForIsNoCurrency(header: String) throws {
        let outcome = try ingest("Influencer,Platform,Followers,\(header),Currency,Date\nanna.l,Instagram,12500,1200,EUR,2025-03-01\n").outcome
        #expect(outcome.summary.refused != nil && outcome.summary.accepted == 0, "\(outcome.summary)")
    }

    /// 1.2 under thousands is no amount: the sheet of the roster is another then, whatever the source says of its currency.
    @Test(arguments: ["Spend (EUR k)", "Fee (k EUR)", "Cost (in 1000 EUR)"]) func amountsInThousandsAreNoAmounts(header: String) throws {
        let (outcome, rows) = try ingest("Influencer,Platform,Followers,\(header),Date\nanna.l,Instagram,12500,1.2,2025-03-01\n", set: ["currency": "EUR"])
        #expect(rows.isEmpty && outcome.summary.refused?.contains("no known export has these columns") == true, "\(outcome.summary)")
    }

    /// 0.0063 is what one yen is worth in euro; one euro never bought less than one yen.
    @Test(arguments: [("JPY,158.7", nil), ("USD,0.97", nil), ("USD,0.92", "line 3: 0.92 is what one USD is worth"), ("JPY,0.0063", "line 3: 0.0063 is what one JPY is worth")] as [(String, String?)])
    func ratesTheOtherWayRound(rate: String, refusal: String?) throws {
        let refused = try ingest("day,currency,rate\n2025-03-03,GBP,0.84\n2025-03-03,\(rate)\n").outcome.summary.refused
        #expect((refused == nil) == (refusal == nil) && refused?.contains(refusal ?? "") != false, "\(refused ?? "read")")
    }

    /// A link to another network than the row's is nobody's handle, whichever of the two columns comes first.
    @Test(arguments: [
        ("https://www.tiktok.com/@anna", 0), ("https://www.instagram.com/anna/", 1), ("@anna", 1),
    ])
    func linksToAnotherNetworkInDeals(handle: String, rows: Int) throws {
        let text = "deal_id,handle,platform,started_at,fee,currency\nD1,\(handle),IG,2025-03-01,100,EUR\nD2,bert,IG,2025-03-01,100,EUR\n"
        let (outcome, deals) = try ingest(text)
        #expect(deals.count == 1 + rows && outcome.summary.quarantined == 1 - rows, "\(outcome.summary)")
    }

    /// A post is one, whether its id or its link stands in the column.
    @Test func linksInThePlaceOfPostIDs() throws {
        let rows = try ingest("platform,post_id,handle,posted_at,likes\ninstagram,https://www.instagram.com/p/AAA1/,anna,2025-03-01T00:00:00Z,1\ninstagram,AAA2,anna,2025-03-01T00:00:00Z,1\n").rows
        #expect(rows.map { $0["post_id"] } == ["AAA1", "AAA2"])
    }

    @Test func platformsInOtherWords() throws {
        let rows = try ingest("platform,post_id,handle,posted_at,likes\nIG,1,anna,2025-03-01T00:00:00Z,1\nInstagram Story,2,anna,2025-03-01T00:00:00Z,1\nTwitter,3,anna,2025-03-01T00:00:00Z,1\nMySpace,4,anna,2025-03-01T00:00:00Z,1\n").rows
        #expect(rows.map { $0["platform"] } == ["instagram", "instagram", "x", "myspace"])
        let (outcome, _) = try ingest("platform,handle,observed_at,followers\ninstagram + tiktok,anna,2025-03-01,9000\ntiktok,anna,2025-03-01,9000\n")
        let loss = try #require(outcome.summary.losses.first { $0.column == "platform" })
        #expect(loss.what.hasPrefix("1 row names no network that is known (`instagram + tiktok`)") && loss.weight == .noted)
    }

    /// The most frequent words are shown first, and what is cut is counted.
    @Test func unknownWordsAreCutAloud() throws {
        let words = (1...25).map { "n\($0)" } + ["zeta", "zeta"]
        let rows = words.enumerated().map { "\($1),p\($0),anna,2025-03-01T00:00:00Z,1\n" }.joined()
        let (outcome, _) = try ingest("platform,post_id,handle,posted_at,likes\n" + rows)
        let notes = outcome.summary.notes.drop { !$0.hasPrefix("unknown word, ") }
        #expect(notes.first == "unknown word, platform zeta (2 rows)")
        #expect(notes.dropFirst().first == "unknown word, platform n1 (1 rows)")
        #expect(notes.count == 21 && notes.last == "and 6 more unknown words")
        let loss = try #require(outcome.summary.losses.first { $0.column == "platform" })
        #expect(loss.what.contains(" (`zeta`, `n1`, `n10`, ") && loss.what.contains("` and 14 more), so"), "\(loss.what)")
    }

    /// An exporter's own order holds where no value speaks; it is noted, and the source can say otherwise.
    @Test func fault37_withoutEvidenceTheExportersOrderIsNoted() throws {
        let text = meta(["03/04/2025 09:48"])
        let (outcome, rows) = try ingest(text)
        #expect(rows.first?["posted_at"] == "2025-03-04T09:48:00Z")
        #expect(outcome.summary.notes.contains { $0.contains("no date in the file shows it") })
        #expect(try ingest(text, set: ["dates": "day_first"]).rows.first?["posted_at"] == "2025-04-03T09:48:00Z")
        #expect(try ingest(text, set: ["dates": "dmy"]).outcome.summary.refused?.contains("dmy") == true)
    }

    /// A spreadsheet made by hand has no order of its own.
    @Test func fault37_withoutEvidenceATrackerAsksForAWord() throws {
        let header = "influencer_id,platform,date,url,likes\n"
        let refused = try #require(try ingest(header + "1,Instagram,03/04/2024,http://a/1,5\n").outcome.summary.refused)
        #expect(refused.contains("'03/04/2024'") && refused.contains("set: {dates:"), "\(refused)")
        #expect(try ingest(header + "1,Instagram,03/04/2024,http://a/1,5\n1,Instagram,14/04/2024,http://a/2,5\n").rows.map { $0["posted_at"] }
            == ["2024-04-03T00:00:00Z", "2024-04-14T00:00:00Z"])
        #expect(try ingest(header + "1,Instagram,03.04.2024,http://a/1,5\n").rows.map { $0["posted_at"] } == ["2024-04-03T00:00:00Z"])
    }

    private static let history = "Date,Followers,Difference in followers from previous day\nDecember 30,undefined,0\nDecember 31,10,0\nJanuary 1,12,2\nFebruary 2,15,3\n"

    @Test func aMissingYearComesFromTheSource() throws {
        let (outcome, rows) = try ingest(Self.history, set: ["handle": "anna", "year": "2026"])
        #expect(rows.map { $0["observed_at"] } == ["2025-12-31T00:00:00Z", "2026-01-01T00:00:00Z", "2026-02-02T00:00:00Z"])
        #expect(outcome.summary.skipReasons == ["no follower count for this day: 1"])
        let exported = try ingest(Self.history, set: ["handle": "anna", "exported_at": "2026-02-03"]).rows
        #expect(exported.map { $0["observed_at"] } == rows.map { $0["observed_at"] })
    }

    @Test func withoutAYearTheFileAsksForIt() throws {
        let refused = try #require(try ingest(Self.history, set: ["handle": "anna"]).outcome.summary.refused)
        #expect(refused.contains("no year") && refused.contains("set: {year: 2025}"), "\(refused)")
        #expect(try ingest(Self.history, set: ["handle": "anna", "year": "26"]).outcome.summary.refused?.contains("four digits") == true)
    }

    /// A second table is never read with the first one's header.
    @Test func fault30_stackedTablesAreRefused() throws {
        let text = meta(["03/18/2025 09:48"]) + "\nTop countries\nGermany,France\n70,30\n"
        let refused = try #require(try ingest(text).outcome.summary.refused)
        #expect(refused.contains("2 tables"), "\(refused)")
    }

    @Test func fault51_aSpreadsheetsErrorIsNoId() throws {
        let (outcome, rows) = try ingest(meta(["03/18/2025 09:48"]).replacingOccurrences(of: "18000", with: "#NAME?"))
        #expect(rows.isEmpty)
        #expect(outcome.summary.quarantined == 1)
    }
}

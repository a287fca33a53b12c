import Findings
import Foundation
import Ingestion
import SocialData
import TextValues
import Testing

/// Sheets with Tierwise's own column names, as spreadsheets of other countries save them.
struct NativeSheetTests {
    private func ingest(
        _ text: String, name: String = "sheet.csv", set: [String: String] = [:], zone: ZoneOffsets = .utc
    ) throws -> (outcome: IngestionOutcome, rows: [[String: String]]) {
        let folder = try TemporaryFolder()
        let outcome = try ingestFile(try folder.write(name, text), in: folder, set: set, zone: zone)
        guard let staged = outcome.staged.first else { return (outcome, []) }
        let table = try StagedTable(staged)
        let rows = table.rows.map { Dictionary(uniqueKeysWithValues: zip(table.header, $0)) }
        return (outcome, rows.sorted { Int($0["line"] ?? "") ?? 0 < Int($1["line"] ?? "") ?? 0 })
    }

    private static let deals = "deal_id,handle,platform,started_at,followers_at_booking,currency,basis,fee\n"

    @Test func aSheetWithPointsAndCommas() throws {
        let text = """
            deal_id;handle;platform;started_at;followers_at_booking;currency;basis;fee
            A1;nora;instagram;07.02.2026;45.500;EUR;flat;250,00
            A2;ida;instagram;28.02.2026;1.200.000;EUR;flat;12.400,50 €

            """
        let (outcome, rows) = try ingest(text)
        #expect(rows.map { $0["started_at"] } == ["2026-02-07T00:00:00Z", "2026-02-28T00:00:00Z"])
        #expect(rows.map { $0["followers_at_booking"] } == ["45500", "1200000"])
        #expect(rows.map { $0["fee"] } == ["250.00", "12400.50"])
        #expect(outcome.summary.quarantinedCells == 0)
        #expect(outcome.summary.notes.contains { $0.contains("1.234,5") }, "\(outcome.summary.notes)")
    }

    @Test(arguments: [
        ("\"$2,350.00\"", "2350.00"), ("$75", "75.00"), ("\"USD 2,350.50\"", "2350.50"), ("\"2,350.50 usd\"", "2350.50"),
        ("\"($1,000.00)\"", "-1000.00"), ("\"$ 1,000 USD\"", "1000.00"), ("1.5K", "1500.00"), ("$2k", "2000.00"),
    ])
    func moneyAsPeopleWriteIt(fee: String, value: String) throws {
        let (outcome, rows) = try ingest(Self.deals + "A1,nora,instagram,2026-02-07,45K,USD,flat,\(fee)\nA2,ida,instagram,2026-02-07,\"450,000\",USD,flat,\"3,200.00\"\n")
        #expect(rows.map { $0["fee"] } == [value, "3200.00"], "\(outcome.summary.losses)")
        #expect(rows.map { $0["followers_at_booking"] } == ["45000", "450000"])
    }

    @Test(arguments: [
        ("2/28/2026", "2026-02-28"), ("28/02/2026", "2026-02-28"), ("28-02-2026", "2026-02-28"), ("28.2.26", "2026-02-28"), ("28-Feb-26", "2026-02-28"),
        ("2026/2/28", "2026-02-28"), ("2026. 2. 28.", "2026-02-28"), ("\"February 28, 2026\"", "2026-02-28"), ("28 février 2026", "2026-02-28"),
        ("28 de febrero de 2026", "2026-02-28"), ("2026年2月28日", "2026-02-28"), ("2026년 2월 28일", "2026-02-28"), ("20260228", "2026-02-28"),
        ("28.02.2026.", "2026-02-28"), ("28/02/2026 00:00", "2026-02-28"), ("2/28/2026 12:00:00 AM", "2026-02-28"), ("28 ŞUBAT 2026", "2026-02-28"),
        ("28 февраля 2026", "2026-02-28"), ("28 lutego 2026", "2026-02-28"), ("28 febbraio 2026", "2026-02-28"),
    ])
    func datesInEveryStyle(text: String, day: String) throws {
        let (outcome, rows) = try ingest(Self.deals + "A1,nora,instagram,\(text),1000,EUR,flat,10\n")
        #expect(rows.map { $0["started_at"] } == ["\(day)T00:00:00Z"], "\(outcome.summary.losses) \(outcome.summary.refused ?? "")")
    }

    @Test func whatReadsTwoWaysAsks() throws {
        let day = try ingest(Self.deals + "A1,nora,instagram,03/04/2026,1000,EUR,flat,10\n").outcome.summary.refused
        #expect(day?.contains("'03/04/2026'") == true && day?.contains("set: {dates:") == true, "\(day ?? "")")
        #expect(try ingest(Self.deals + "A1,nora,instagram,03/04/2026,1000,EUR,flat,10\n", set: ["dates": "day_first"]).rows.first?["started_at"] == "2026-04-03T00:00:00Z")
        let fee = try ingest(Self.deals + "A1,nora,instagram,2026-04-03,1000,EUR,flat,\"1,400\"\n").outcome.summary.refused
        #expect(fee?.contains("1,400") == true && fee?.contains("set: {numbers:") == true, "\(fee ?? "")")
        // 20.000 followers and a fee with a decimal point do not come from one country.
        let both = try ingest(Self.deals + "A1,nora,instagram,2026-04-03,20.000,EUR,flat,1400.00\n").outcome.summary.refused
        #expect(both?.contains("20.000") == true && both?.contains("set: {numbers:") == true, "\(both ?? "")")
    }

    @Test func jsonNumbersStayAsTheyAreBesideTextsOfAnotherStyle() throws {
        let text = """
            {"deal_id": "A1", "handle": "nora", "currency": "EUR", "fee": "1.400,00", "shipping": 12.5}
            {"deal_id": "A2", "handle": "ida", "currency": "EUR", "fee": 1400.25, "shipping": "3,5"}

            """
        let rows = try ingest(text, name: "deals.ndjson").rows
        #expect(rows.map { $0["fee"] } == ["1400.00", "1400.25"])
        #expect(rows.map { $0["shipping"] } == ["12.50", "3.50"])
    }

    /// 1741597200 is 2025-03-10 09:00:00 UTC, as number, as text and beside times of another kind.
    @Test func timesSince1970() throws {
        let head = #"{"deal_id": "A1", "handle": "nora", "currency": "EUR", "fee": 10, "started_at": "#
        for value in ["1741597200", "1741597200.0", "1741597200123", #""1741597200""#] {
            let other = #"{"deal_id": "A2", "handle": "nora", "currency": "EUR", "fee": 10, "started_at": "2025-03-10T10:00:00+01:00"}"#
            let rows = try ingest(head + value + "}\n" + other + "\n", name: "deals.ndjson").rows
            #expect(rows.map { $0["started_at"] } == ["2025-03-10T09:00:00Z", "2025-03-10T09:00:00Z"], "\(value)")
            let cell = value.filter { $0 != "\"" }
            #expect(try ingest(Self.deals + "A1,nora,instagram,\(cell),1000,EUR,flat,10\n").rows.first?["started_at"] == "2025-03-10T09:00:00Z", "\(value)")
        }
    }

    @Test func isoFilesStayAsTheyAre() throws {
        let (outcome, rows) = try ingest(Self.deals + "A1,nora,instagram,2026-04-03T10:00:00Z,1000,EUR,flat,1234.5678\n")
        #expect(rows.first?["started_at"] == "2026-04-03T10:00:00Z" && rows.first?["fee"] == "1234.5678")
        #expect(outcome.summary.notes.isEmpty, "\(outcome.summary.notes)")
    }

    // MARK: currencies, ids, flags

    @Test(arguments: [("usd", "USD"), ("€", "EUR"), ("US$", "USD"), ("R$", "BRL"), ("₺", "TRY")])
    func currenciesAsPeopleWriteThem(text: String, code: String) throws {
        #expect(try ingest(Self.deals + "A1,nora,instagram,2026-04-03,1000,\(text),flat,10\n").rows.first?["currency"] == code)
    }

    @Test func aSharedSignAsks() throws {
        // Of a file with more unreadable currencies than readable ones nothing would be left.
        let text = Self.deals + "A1,nora,instagram,2026-04-03,1000,$,flat,10\nA2,ida,instagram,2026-04-03,1000,EUR,flat,10\nA3,ida,instagram,2026-04-03,1000,EUR,flat,10\n"
        let folder = try TemporaryFolder()
        let outcome = try ingestFile(try folder.write("sheet.csv", text), in: folder)
        #expect(try StagedTable(#require(outcome.staged.first)).values("currency").sorted() == ["", "EUR", "EUR"] && outcome.summary.quarantinedCells == 1)
        #expect(try quarantineRows(outcome).first?.contains { $0.contains("set: {currency: USD}") } == true)
        #expect(try ingest(text, set: ["currency": "CAD"]).rows.first?["currency"] == "CAD")
        #expect(try ingest(text, set: ["currency": "EUR"]).rows.first?["currency"] == "")
        let refused = try ingest(Self.deals + "A1,nora,instagram,2026-04-03,1000,$,flat,10\n").outcome.summary.refused
        #expect(refused?.contains("currency") == true && refused?.contains("set: {currency:") == true, "\(refused ?? "")")
    }

    @Test func aSignAtTheAmountSaysTheCurrency() throws {
        let header = "deal_id,handle,platform,started_at,basis,fee,shipping\n"
        #expect(try ingest(header + "A1,nora,instagram,2026-04-03,flat,€10,\nA2,ida,instagram,2026-04-03,flat,,£3\n").rows.map { $0["currency"] } == ["EUR", "GBP"])
        #expect(try ingest(header + "A1,nora,instagram,2026-04-03,flat,$10,\n").rows.map { $0["currency"] } == [""])
        // 10 pounds are not 10 euros.
        let (outcome, rows) = try ingest(Self.deals + "A1,nora,instagram,2026-04-03,1000,EUR,flat,£10\nA2,ida,instagram,2026-04-03,1000,EUR,flat,$10\nA3,ida,instagram,2026-04-03,1000,CAD,flat,$10\nA4,ida,instagram,2026-04-03,1000,EUR,flat,€10\n")
        #expect(rows.map { $0["fee"] } == ["", "", "10.00", "10.00"] && outcome.summary.quarantinedCells == 2)
    }

    @Test(arguments: ["\"=\"\"0012345678901234567\"\"\"", "=\"0012345678901234567\"", "'0012345678901234567", "\"=\"\"\"\"0012345678901234567\"\"\"\"\""])
    func guardsAreTakenOff(id: String) throws {
        let rows = try ingest("deal_id,handle,campaign_id,fee\n\(id),'nora,\(id),=\"10\"\n").rows
        #expect(rows.first?["deal_id"] == "0012345678901234567" && rows.first?["campaign_id"] == "0012345678901234567" && rows.first?["fee"] == "10.00")
        #expect(rows.first?["handle"] == "nora")
        let orders = try ingest("store,order_id,ordered_at,revenue,promo_code\nmain,'17,2026-03-01T00:00:00Z,5,'SPRING|'MAY\n").rows
        #expect(orders.first?["order_id"] == "17" && orders.first?["promo_code"] == "SPRING|MAY")
    }

    @Test func whatLooksLikeAGuardStays() throws {
        let text = "post_id,handle,url,likes,sponsored\np1,nora,'tis,7,WAHR\np2,nora,=x,'8,FAUX\n"
        let rows = try ingest(text, set: ["platform": "instagram"]).rows
        #expect(rows.map { $0["url"] } == ["'tis", "=x"] && rows.map { $0["likes"] } == ["7", "8"] && rows.map { $0["sponsored"] } == ["1", "0"])
    }

    // MARK: zones and rates

    @Test func aZoneWordThatNobodyKnowsAsks() throws {
        let text = Self.deals + "A1,nora,instagram,2026-04-03 10:00 XQT,1000,EUR,flat,10\n"
        let refused = try ingest(text).outcome.summary.refused
        #expect(refused?.contains("'XQT'") == true && refused?.contains("timezone:") == true, "\(refused ?? "")")
        #expect(try ingest(text.replacing("XQT", with: "IST")).outcome.summary.refused?.contains("'IST'") == true)
        #expect(try ingest(text.replacing("XQT", with: "WIB")).rows.first?["started_at"] == "2026-04-03T03:00:00Z")
        #expect(try ingest(text.replacing("XQT", with: "BRT")).rows.first?["started_at"] == "2026-04-03T13:00:00Z")
        let china = try ingest(text.replacing("XQT", with: "CST"))
        #expect(china.rows.first?["started_at"] == "2026-04-03T16:00:00Z" && china.outcome.summary.notes.contains { $0.contains("'CST'") })
    }

    /// A word that other countries use for another zone, and one that only the source explains: both can move times by hours, so
    /// they are losses, with the line that mends them, and not only notes.
    @Test func zoneWordsThatCanMeanAnotherZoneAreSaid() throws {
        for word in ["CST", "BST", "PST", "MST"] {
            let outcome = try ingest(Self.deals + "A1,nora,instagram,2026-04-03 10:00 \(word),1000,EUR,flat,10\n").outcome
            let loss = try #require(outcome.summary.losses.first { $0.kind == .answerMissing })
            #expect(loss.weight == .important && loss.what.contains("'\(word)'") && loss.remedy.contains("timezone:"), "\(loss)")
        }
        for word in ["UTC", "CET", "BRT", "SGT"] {
            let outcome = try ingest(Self.deals + "A1,nora,instagram,2026-04-03 10:00 \(word),1000,EUR,flat,10\n").outcome
            #expect(!outcome.summary.losses.contains { $0.kind == .answerMissing }, "\(word)")
        }
    }

    @Test(arguments: [
        ("Date,USD\n2026-03-02,1.0842\n", "1.0842"), ("date,usd\n2026-03-02,1.084\n", "1.084"), ("Datum;USD;JPY\n02.03.2026;1,0842;162,35\n", "1.0842"),
        ("day,USD,GBP,Source\n2026-03-02,1.0842,0.86,bank\n", "1.0842"), ("Date,USD,GBP\n2/28/2026,1.05,0.85\n3/2/2026,1.0842,0.86\n", "1.0842"),
        ("day,currency,rate\n02.03.2026,usd,\"1,0842\"\n02.03.2026,gbp,\"0,86\"\n", "1.0842"),
    ])
    func rates(text: String, rate: String) throws {
        let (outcome, rows) = try ingest(text)
        let found = rows.filter { $0["currency"] == "USD" && $0["day"] == "2026-03-02" }
        #expect(found.map { $0["rate"] } == [rate], "\(outcome.summary.refused ?? "") \(rows)")
    }

    /// Most rates unreadable, or per another money than the euro: refused with value and reason, never a wrong amount.
    @Test(arguments: [
        ("Date,GBP\n2026-03-02,abc\n2026-03-01,n.a.\n", "cannot be used"),
        ("Date,USD,GBP\n2026-03-02,-1.25,0\n2026-03-01,0,0.80\n", "a positive decimal number"),
        ("Date,USD,EUR,GBP\n2026-03-02,1.10,0.90,0.80\n", "has 0.90 for EUR"), ("Date,EUR,GBP\n2026-03-02,\"0,90\",\"0,80\"\n", "per another money than the euro"),
    ])
    func ratesThatCannotBe(text: String, why: String) throws {
        let refused = try ingest(text).outcome.summary.refused
        #expect(refused?.contains(why) == true && refused?.contains("`rate`") == true, "\(refused ?? "")")
    }

    /// Euro for a dollar, a pound or a franc, as controllers write them; what the European Central Bank published is read.
    @Test(arguments: [("USD", "0.92", true), ("USD", "0.9595", false), ("GBP", "1.17", true), ("GBP", "0.9785", false), ("CHF", "1.05", false), ("AUD", "0.61", true), ("KWD", "0.33", false)])
    func ratesTheOtherWayRound(currency: String, rate: String, isRefused: Bool) throws {
        let refused = try ingest("day,currency,rate\n2024-03-04,\(currency),\(rate)\n").outcome.summary.refused
        #expect((refused?.contains("the other way round") ?? false) == isRefused, "\(refused ?? "")")
    }

    /// 1.500 beside 4.90: one of the two was written by somebody else.
    @Test(arguments: [
        ("850;4.90 12.000;4.90", "12.000"), ("1.500; 750.5;", "1.500"), ("1.500;4.90 2.250;39.90", "1.500"), ("1,500;4,90", "1,500"),
        ("12.345;4.90 7.5;4.90", nil), ("12.3456;4.90 7.125;4.90", nil), ("0.500;4.90", nil), ("850.00;4.90", nil), ("1.500,00;4,90", nil),
    ] as [(String, String?)])
    func amountsThatLookLikeThousands(rows: String, doubt: String?) throws {
        let text = rows.split(separator: " ").enumerated().map { "A\($0);nora;instagram;2026-04-03;EUR;flat;\($1)\n" }.joined()
        let refused = try ingest("deal_id;handle;platform;started_at;currency;basis;fee;shipping\n" + text).outcome.summary.refused
        #expect((refused?.contains("'\(doubt ?? "")' looks like thousands") ?? false) == (doubt != nil), "\(refused ?? "")")
        #expect(doubt != nil || refused == nil)
    }

    @Test func someRatesThatCannotBeReadAreSaid() throws {
        let (outcome, rows) = try ingest("Date,USD,EUR,GBP\n" + (1...9).map { "2026-03-0\($0),1.1,1,0.8\n" }.joined() + "2026-03-10,abc,1,0.8\n")
        #expect(rows.count == 29)
        let loss = try #require(outcome.summary.losses.first)
        #expect(loss.kind == .valuesSetAside && loss.what == "1 of 30 values of `rate` set aside, first: line 11: an exchange rate is a positive decimal number")
    }

    /// What pandas and R write before the first column.
    @Test(arguments: ["", "Unnamed: 0", "\"\""])
    func rowNumbersUnderNoName(name: String) throws {
        let (outcome, rows) = try ingest(
            "\(name),post_id,platform,handle,posted_at,likes\n0,p1,instagram,mira,2026-03-01T10:00:00Z,11\n1,p2,instagram,mira,2026-03-02T10:00:00Z,12\n")
        #expect(rows.map { $0["post_id"] }.sorted { $0 ?? "" < $1 ?? "" } == ["p1", "p2"], "\(outcome.summary.refused ?? "")")
    }

    @Test func aReportByCurrencyIsNoRateFile() throws {
        let refused = try ingest("Date,All,Orders,Visitors\n2026-03-02,5,2,9\n").outcome.summary.refused
        #expect(refused?.contains("no known export") == true, "\(refused ?? "")")
    }

    // MARK: codes

    private static let codes = "promo_code,deal_id,valid_from,valid_to\n"

    /// A day that ends a code belongs to it: it ends where the next day begins where the shop is. Berlin's summer time
    /// began on 29 March 2026, so 1 April 00:00 there is 31 March 22:00 UTC.
    @Test func aLastDayIsIncluded() throws {
        let berlin = ZoneOffsets(name: "Europe/Berlin", transitions: [1_774_746_000], offsets: [3600, 7200])
        let (outcome, rows) = try ingest(Self.codes + "MAY,A1,2026-03-01,2026-03-31\nJUNE,A1,,\nJULY,A1,,2026-03-31T12:00:00Z\n", zone: berlin)
        #expect(rows.map { $0["valid_from"] } == ["2026-02-28T23:00:00Z", "", ""])
        #expect(rows.map { $0["valid_to"] } == ["2026-03-31T22:00:00Z", "", "2026-03-31T12:00:00Z"])
        #expect(outcome.summary.notes.contains { $0.contains("valid_to") && $0.contains("2026-03-31") && $0.contains("Europe/Berlin") }, "\(outcome.summary.notes)")
        #expect(try ingest(Self.codes + "MAY,A1,,31.03.2026\n", zone: berlin).rows.first?["valid_to"] == "2026-03-31T22:00:00Z")
        // A spreadsheet's or a database's midnight is the day; another time, and a midnight of a zone, is an instant.
        for midnight in ["2026-03-31 00:00:00", "2026-03-31T00:00", "31.03.2026 0:00"] {
            #expect(try ingest(Self.codes + "MAY,A1,,\(midnight)\n", zone: berlin).rows.first?["valid_to"] == "2026-03-31T22:00:00Z")
        }
        #expect(try ingest(Self.codes + "MAY,A1,,2026-03-31 23:59:59\n", zone: berlin).rows.first?["valid_to"] == "2026-03-31T21:59:59Z")
        #expect(try ingest(Self.codes + "MAY,A1,,2026-03-31T00:00:00Z\n", zone: berlin).rows.first?["valid_to"] == "2026-03-31T00:00:00Z")
        #expect(try ingest(Self.codes + "MAY,A1,,2026-03-31 00:00:00 +0200\n", zone: berlin).rows.first?["valid_to"] == "2026-03-30T22:00:00Z")
        #expect(try ingest(Self.codes + "MAY,A1,,9999-12-31\n").rows.first?["valid_to"] == "9999-12-31T00:00:00Z")
        #expect(try ingest("promo_code,deal_id\nMAY,A1\n", set: ["valid_to": "2026-03-31"], zone: berlin).rows.first?["valid_to"] == "2026-03-31T22:00:00Z")
    }

    /// Empty means always; what cannot be read must not.
    @Test(arguments: ["end of March", "31.02.2026", "2026-13-01"])
    func aCodeWithAnUnreadableDateIsNotUsed(date: String) throws {
        for row in ["MAY,A1,\(date),", "MAY,A1,,\(date)"] {
            let (outcome, rows) = try ingest(Self.codes + row + "\nJUNE,A2,,\n")
            #expect(rows.map { $0["promo_code"] } == ["JUNE"])
            #expect(outcome.summary.quarantined == 1)
            #expect(outcome.summary.losses.contains { $0.remedy.contains("not used") && $0.column.hasPrefix("valid_") }, "\(outcome.summary.losses)")
        }
    }
}

import ExportFormats
@testable import FormatDrafting
import Foundation
import Ingestion
import SocialData
import Testing

/// Deal sheets as people keep them. What each should become was written down by hand from the sheet; an edit is an answer that
/// a person still has to give in `set:`, or a line of the draft that has to change.
struct DealSheetTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var name: String
        var text: String
        /// Answers that the sheet does not give.
        var edits: [String: String] = [:]
        /// By row, what must be staged; columns that are not named must be empty.
        var rows: [[String: String]]
        var testDescription: String { name }
    }

    static let cases = [
        Case(
            name: "deals-2025.csv",
            text: """
                Influencer;Plattform;Follower;Honorar (netto) €;Produktwert €;Datum;Kampagne;E-Mail;Status
                anna.lindt;Instagram;12.400;1.200,00;49,90;01.03.2025;Frühling;anna@example.org;bezahlt
                @bert_b;TikTok;250.000;3.500,00;;15.03.2025;Frühling;bert@example.org;bezahlt
                carla;YouTube;8.900;450,50;89,00;02.04.2025;Sommer;c@example.org;storniert
                dora_d;Instagram;55.000;k. A.;49,90;10.04.2025;Sommer;;bezahlt
                """,
            rows: [
                ["deal_id": "anna.lindt/2025-03-01/Instagram", "handle": "anna.lindt", "platform": "instagram", "campaign_id": "Frühling", "started_at": "2025-03-01T00:00:00Z",
                 "followers_at_booking": "12400", "currency": "EUR", "fee": "1200.00", "product_cost": "49.90"],
                ["deal_id": "bert_b/2025-03-15/TikTok", "handle": "bert_b", "platform": "tiktok", "campaign_id": "Frühling", "started_at": "2025-03-15T00:00:00Z",
                 "followers_at_booking": "250000", "currency": "EUR", "fee": "3500.00"],
                ["deal_id": "dora_d/2025-04-10/Instagram", "handle": "dora_d", "platform": "instagram", "campaign_id": "Sommer", "started_at": "2025-04-10T00:00:00Z",
                 "followers_at_booking": "55000", "currency": "EUR", "product_cost": "49.90"],
            ]),
        Case(
            name: "tracker.csv",
            text: """
                Influencer,Platform,Fee,Go-live,Notes
                @anna,IG,"$1,200.00","Mar 4, 2025",nice
                @bert,TikTok,$800.00,"Mar 9, 2025",
                @anna,IG,$900.00,"May 2, 2025",
                """,
            // A dollar is of several countries.
            edits: ["currency": "USD"],
            rows: [
                ["deal_id": "anna/2025-03-04/IG", "handle": "anna", "platform": "instagram", "started_at": "2025-03-04T00:00:00Z", "currency": "USD", "fee": "1200.00"],
                ["deal_id": "bert/2025-03-09/TikTok", "handle": "bert", "platform": "tiktok", "started_at": "2025-03-09T00:00:00Z", "currency": "USD", "fee": "800.00"],
                ["deal_id": "anna/2025-05-02/IG", "handle": "anna", "platform": "instagram", "started_at": "2025-05-02T00:00:00Z", "currency": "USD", "fee": "900.00"],
            ]),
        Case(
            name: "agency.csv",
            text: """
                Creator,Profile link,Deliverables,Fee net (EUR),Agency fee (EUR),Start,End
                Anna Lindt,https://www.instagram.com/annalindt/,2 Reels,1200.50,120.05,2025-03-01,2025-03-31
                Bert Maas,https://www.tiktok.com/@bertmaas,1 Video,800.00,80.00,2025-03-10,2025-04-10
                Carla Sol,https://www.instagram.com/carla.sol/,3 Stories,300.00,30.00,2025-03-15,2025-03-20
                """,
            rows: [
                ["deal_id": "annalindt/2025-03-01", "handle": "annalindt", "platform": "instagram", "started_at": "2025-03-01T00:00:00Z", "ended_at": "2025-03-31T00:00:00Z",
                 "deliverables": "2 Reels", "currency": "EUR", "fee": "1200.50", "agency_fee": "120.05"],
                ["deal_id": "bertmaas/2025-03-10", "handle": "bertmaas", "platform": "tiktok", "started_at": "2025-03-10T00:00:00Z", "ended_at": "2025-04-10T00:00:00Z",
                 "deliverables": "1 Video", "currency": "EUR", "fee": "800.00", "agency_fee": "80.00"],
                ["deal_id": "carla.sol/2025-03-15", "handle": "carla.sol", "platform": "instagram", "started_at": "2025-03-15T00:00:00Z", "ended_at": "2025-03-20T00:00:00Z",
                 "deliverables": "3 Stories", "currency": "EUR", "fee": "300.00", "agency_fee": "30.00"],
            ]),
        Case(
            name: "campagne.csv",
            text: """
                Créatrice;Réseau social;Cachet HT;Devise;Date de publication;Abonnés;Remarques
                @léa.m;Instagram;1 250,00;EUR;31/03/2025;45 200;
                @marc_d;TikTok;900,00;EUR;02/04/2025;120 000;ok
                """,
            rows: [
                ["deal_id": "léa.m/2025-03-31/Instagram", "handle": "léa.m", "platform": "instagram", "started_at": "2025-03-31T00:00:00Z", "followers_at_booking": "45200", "currency": "EUR", "fee": "1250.00"],
                ["deal_id": "marc_d/2025-04-02/TikTok", "handle": "marc_d", "platform": "tiktok", "started_at": "2025-04-02T00:00:00Z", "followers_at_booking": "120000", "currency": "EUR", "fee": "900.00"],
            ]),
        Case(
            name: "verano.csv",
            text: """
                Campaña verano 2025,,,
                Creador,Red social,Tarifa,Fecha de publicación
                @lucia,Instagram,"1.350,00 €",14/06/2025
                @mateo.v,TikTok,"1.000,00 €",20/06/2025
                Total,,"2.350,00 €",
                """,
            rows: [
                ["deal_id": "lucia/2025-06-14/Instagram", "handle": "lucia", "platform": "instagram", "started_at": "2025-06-14T00:00:00Z", "currency": "EUR", "fee": "1350.00"],
                ["deal_id": "mateo.v/2025-06-20/TikTok", "handle": "mateo.v", "platform": "tiktok", "started_at": "2025-06-20T00:00:00Z", "currency": "EUR", "fee": "1000.00"],
            ]),
        Case(
            name: "seeding.csv",
            text: """
                Handle,Channel,Product value (EUR),Hours,Promo code,Date
                glow.by.mia,Instagram,59.90,2,MIA15,2025-05-01
                skin_tom,TikTok,59.90,3.5,TOM15,2025-05-03
                """,
            rows: [
                ["deal_id": "glow.by.mia/2025-05-01/Instagram", "handle": "glow.by.mia", "platform": "instagram", "started_at": "2025-05-01T00:00:00Z", "currency": "EUR", "product_cost": "59.90"],
                ["deal_id": "skin_tom/2025-05-03/TikTok", "handle": "skin_tom", "platform": "tiktok", "started_at": "2025-05-03T00:00:00Z", "currency": "EUR", "product_cost": "59.90"],
            ]),
    ]

    @Test(arguments: cases) func aSheetNeedsAtMostOneEdit(_ sheet: Case) throws {
        #expect(sheet.edits.count <= 1)
        let file = try Sheet(sheet.name, sheet.text)
        defer { file.remove() }
        let drafted = try file.draft()
        #expect(drafted.draft.entity == .deals)
        let (rows, needs, rejects) = try file.staged(drafted.draft.text, set: sheet.edits)
        #expect(needs == nil && rejects == 0, "\(needs ?? "") \(drafted.draft.text)")
        let origin: Set<String> = ["input", "line"]
        let seen = rows.map { row in row.filter { !origin.contains($0.key) && !$0.value.isEmpty } }
        #expect(seen == sheet.rows, "\(drafted.draft.text)")
        // What lacks is asked for, and nothing else that matters.
        for column in sheet.edits.keys { #expect(drafted.draft.questions.contains { $0.column == column }, "\(column)") }
        #expect(drafted.draft.questions.count == sheet.edits.count, "\(drafted.draft.questions)")
    }

    /// Every line of a mapping says why it is there.
    @Test(arguments: cases) func everyLineHasAReason(_ sheet: Case) throws {
        let file = try Sheet(sheet.name, sheet.text)
        defer { file.remove() }
        let lines = try file.draft().draft.text.split(separator: "\n")
        let start = try #require(lines.firstIndex { $0 == "columns:" || $0 == "entities:" })
        for (index, line) in lines.enumerated() where index > start {
            guard let key = line.firstMatch(of: /^ +([a-z_]+):/)?.1, Entity.deals.index(of: String(key)) != nil || key == "promo_code" else { continue }
            #expect(lines[index - 1].contains("# sure: ") || lines[index - 1].contains("# likely: "), "\(line)")
        }
    }

    @Test func aCodeBesideADealCreditsIt() throws {
        let file = try Sheet("seeding.csv", Self.cases[5].text)
        defer { file.remove() }
        let draft = try file.draft().draft
        let codes = try file.staged(draft.text, .codes).rows
        #expect(codes.map { $0["promo_code"] } == ["MIA15", "TOM15"])
        #expect(codes.map { $0["deal_id"] } == ["glow.by.mia/2025-05-01/Instagram", "skin_tom/2025-05-03/TikTok"])
        // Hours are no money, and people are told.
        #expect(draft.text.contains("unused:\n  Hours: "))
    }

    @Test func nobodysAddressIsShown() throws {
        let file = try Sheet("deals-2025.csv", Self.cases[0].text)
        defer { file.remove() }
        let drafted = try file.draft()
        #expect(!drafted.draft.text.contains("example.org"))
        #expect(!"\(drafted.draft.fields) \(drafted.draft.questions) \(drafted.inspection.preview)".contains("example.org"))
        let only = try Sheet("mails.csv", "Influencer,Fee (EUR),Start\nanna@example.org,100,2025-03-01\nbert@example.org,200,2025-03-02\n")
        defer { only.remove() }
        let refusal = try #require(throws: DraftRefusal.self) { try only.draft(.deals) }
        #expect(!refusal.reasons.joined().contains("example.org") && refusal.reasons.joined().contains("no column says whose deal a row is"))
    }

    @Test func aNeededColumnThatLacksIsNamed() throws {
        let file = try Sheet("nobody.csv", "Platform,Fee (EUR),Start\nInstagram,100,2025-03-01\nTikTok,250,2025-03-05\n")
        defer { file.remove() }
        let refusal = try #require(throws: DraftRefusal.self) { try file.draft(.deals) }
        #expect(refusal.reasons.count == 1)
        #expect(refusal.reasons[0].contains("no column says whose deal a row is") && refusal.reasons[0].contains("add a column with the account's handle"))
        let unasked = try #require(throws: DraftRefusal.self) { try file.draft() }
        #expect(unasked.reasons[0].contains("a deal needs a creator's handle"))

        let undated = try Sheet("undated.csv", "Handle,Platform,Fee (EUR)\nanna_1,Instagram,100\nbert.2,TikTok,250\n")
        defer { undated.remove() }
        let draft = try undated.draft().draft
        let question = try #require(draft.questions.first { $0.column == "started_at" })
        #expect(question.text.contains("no column holds when a deal began") && question.text.contains("set: {started_at:"))
        #expect(draft.text.contains("# open: ") && !draft.fields.contains { $0.column == "started_at" })
    }

    /// Both columns can be the start: neither is taken, and each stands in a comment.
    @Test func ofTwoStartsNeitherIsTaken() throws {
        let file = try Sheet("two.csv", "Handle,Platform,Fee (EUR),Start,Go-live\nanna_1,Instagram,100,2025-03-01,2025-03-14\nbert.2,TikTok,250,2025-03-05,2025-03-20\n")
        defer { file.remove() }
        let draft = try file.draft().draft
        #expect(!draft.fields.contains { $0.column == "started_at" })
        #expect(draft.text.contains("  # started_at: Start\n") && draft.text.contains("  # started_at: Go-live\n"))
        // One edit: the line is kept.
        let edited = draft.text.replacing("  # started_at: Go-live\n", with: "  started_at: Go-live\n")
        #expect(try file.staged(edited).rows.map { $0["started_at"] } == ["2025-03-14T00:00:00Z", "2025-03-20T00:00:00Z"])

        // When a deal was booked is not when it began.
        let booked = try Sheet("booked.csv", "Handle,Platform,Fee (EUR),Gebucht am,Live am\nanna_1,Instagram,100,2025-02-01,2025-03-14\nbert.2,TikTok,250,2025-02-05,2025-03-20\n")
        defer { booked.remove() }
        #expect(try booked.staged(booked.draft().draft.text).rows.map { $0["started_at"] } == ["2025-03-14T00:00:00Z", "2025-03-20T00:00:00Z"])
    }

    @Test func datesOfEitherOrderAreAsked() throws {
        let file = try Sheet("either.csv", "Handle,Platform,Fee (GBP),Live date\nanna_1,Instagram,100,03/04/2025\nbert.2,TikTok,250,05/04/2025\n")
        defer { file.remove() }
        let draft = try file.draft().draft
        #expect(draft.questions.contains { $0.column == "dates" && $0.text.contains("03/04/2025") })
        #expect(try file.staged(draft.text).needs?.contains("has its month or its day first") == true)
        #expect(try file.staged(draft.text, set: ["dates": "day_first"]).rows.map { $0["started_at"] } == ["2025-04-03T00:00:00Z", "2025-04-05T00:00:00Z"])
        #expect(try file.staged(draft.text.replacing("either_order}", with: "month_first}")).rows.map { $0["started_at"] } == ["2025-03-04T00:00:00Z", "2025-05-04T00:00:00Z"])
    }

    /// What reads like an amount and is none, or one of another currency, is left out and said.
    @Test func amountsAreNotGuessed() throws {
        let file = try Sheet("mixed.csv", "Handle,Platform,Fee (EUR),Commission,Product value (USD),Fee per post,Start\nanna_1,Instagram,100,10 %,20,50,2025-03-01\nbert.2,TikTok,250,5 %,30,125,2025-03-05\n")
        defer { file.remove() }
        let draft = try file.draft().draft
        #expect(draft.fields.filter { ["fee", "commission", "product_cost"].contains($0.column) }.map(\.names) == [["Fee (EUR)"]])
        #expect(draft.questions.contains { $0.column == "commission" && $0.text.contains("10 %") })
        #expect(draft.questions.contains { $0.column == "product_cost" && $0.text.contains("USD") })
    }

    /// Percents, months, days and thousands are no amounts, whatever their column is called.
    @Test func numbersOfAnotherUnitAreLeftOut() throws {
        let file = try Sheet("units.csv", "Creator,Platform,Start,Fee (EUR),Provision %,Usage rights (months),Shipping days,Boost in k€\n@anna,Instagram,2024-03-12,1200.00,10,12,3,1.2\n@bert,TikTok,2024-03-15,900.00,8,6,5,0.4\n")
        defer { file.remove() }
        let draft = try file.draft().draft
        let costs = ["fee", "commission", "product_cost", "shipping", "agency_fee", "usage_rights", "boost_spend", "labour"]
        #expect(draft.fields.filter { costs.contains($0.column) }.map(\.names) == [["Fee (EUR)"]])
        for (name, unit) in [("Provision %", "percent"), ("Usage rights (months)", "months"), ("Shipping days", "days"), ("Boost in k€", "k")] {
            #expect(draft.questions.contains { $0.text.contains("`\(name)`") && $0.text.contains("`\(unit)`") }, "\(name)")
        }
    }

    /// `12` under `Fee in 1000 EUR` are no twelve euros, `45` under `Followers (k)` no 45 people, and 45 that came last week are not all.
    @Test(arguments: ["Fee in 1000 EUR", "Fee (k EUR)", "Fee in TEUR", "Fee (Mio. EUR)"]) func amountsInThousandsAreLeftOut(header: String) throws {
        let file = try Sheet("scaled.csv", "Creator,Platform,Start,\(header),Followers (k),Followers gained\n@anna,Instagram,2024-03-12,12,45,45\n@bert,TikTok,2024-03-15,25,312,31\n")
        defer { file.remove() }
        let draft = try file.draft(.deals).draft
        #expect(!draft.fields.contains { ["fee", "followers_at_booking"].contains($0.column) }, "\(draft.text)")
        for name in [header, "Followers (k)"] { #expect(draft.questions.contains { $0.text.contains("`\(name)`") && $0.text.contains("is left out") }, "\(draft.text)") }
    }

    /// Ten beside euros: ten euros, or ten percent of sales.
    @Test func smallNumbersBesideAmountsMayBePercents() throws {
        let file = try Sheet("percents.csv", "Creator,Platform,Start,Fee (EUR),Commission,Agency fee (EUR)\n@anna,Instagram,2024-03-12,500.00,10,15.00\n@bert,TikTok,2024-03-15,2000.00,12.5,20.00\n")
        defer { file.remove() }
        let draft = try file.draft().draft
        #expect(!draft.fields.contains { $0.column == "commission" } && draft.fields.contains { $0.column == "agency_fee" })
        #expect(draft.questions.contains { $0.column == "commission" && $0.proposals == ["commission: {from: Commission, symbol: true}"] })
        // Without any currency, or beyond a hundred, they are what the others are.
        for text in ["Fee,Commission\n@anna,Instagram,2024-03-12,500.00,10\n", "Fee (EUR),Commission\n@anna,Instagram,2024-03-12,500.00,210\n"] {
            let other = try Sheet("amounts.csv", "Creator,Platform,Start," + text)
            defer { other.remove() }
            #expect(try other.draft().draft.fields.contains { $0.column == "commission" }, "\(text)")
        }
    }

    /// From when to when a code counts stands beside it.
    @Test func datesOfCodesAreRead() throws {
        let file = try Sheet("codes.csv", "Creator,Platform,Start date,Fee (EUR),Code,Valid from,Valid to\n@anna,Instagram,2025-01-06,500.00,SPRING,2025-01-06,2025-01-31\n@bert,TikTok,2025-02-01,900.00,SPRING,2025-02-01,2025-02-28\n")
        defer { file.remove() }
        let draft = try file.draft()
        #expect(!draft.draft.questions.contains { $0.column == "valid_from" }, "\(draft.draft.text)")
        let codes = try file.staged(draft.draft.text, .codes).rows
        #expect(codes.map { $0["valid_from"] } == ["2025-01-06T00:00:00Z", "2025-02-01T00:00:00Z"])
        // The last day counts to its end.
        #expect(codes.map { $0["valid_to"] } == ["2025-02-01T00:00:00Z", "2025-03-01T00:00:00Z"])
    }

    /// A sheet of deals whose money stands under a word that nobody listed is no list of people.
    @Test(arguments: [
        "Creator,Platform,Followers,Inversión\n@anna,Instagram,45200,\"1.200,00 €\"\n@bert,TikTok,312000,\"2.500,00 €\"\n",
        "Creator,Platform,Followers,January,February,March\n@anna,Instagram,45200,500,500,\n@bert,TikTok,312000,,2000,1000\n",
        "Creator,Platform,Followers,Number of posts,Price per post (EUR)\n@anna,Instagram,45200,3,500\n@bert,TikTok,312000,2,2000\n",
        "Creator,Platform,Date,Followers,Deposit,Balance\n@anna,Instagram,2024-03-01,45200,150,150\n@bert,TikTok,2024-03-05,312000,400,400\n",
        "Creator,Platform,Date,Followers,Deposit (50%),Balance\n@anna,Instagram,2024-03-01,45200,150,150\n@bert,TikTok,2024-03-05,312000,400,400\n",
    ]) func moneyUnderAnyWordIsAsked(text: String) throws {
        let file = try Sheet("plan.csv", text)
        defer { file.remove() }
        let draft = try file.draft().draft
        #expect(draft.text.contains("entity: deals"), "\(draft.text)")
        #expect(draft.questions.contains { $0.column == "fee" && ($0.text.contains("nothing is read from") || $0.text.contains("`Deposit (50%)` (150) is left out")) }, "\(draft.text)")
    }

    /// Money for a creator under words that no canonical column has: without it the cost is too low.
    @Test func otherMoneyIsAsked() throws {
        let file = try Sheet("bonus.csv", "Creator,Platform,Start,Fee (EUR),Bonus,Travel expenses,Nr\n@anna,Instagram,2024-03-12,1200.00,300,95.50,1\n@bert,TikTok,2024-03-15,900.00,0,200,2\n")
        defer { file.remove() }
        let draft = try file.draft().draft
        #expect(draft.questions.contains { $0.text.contains("`Bonus` (300)") && $0.text.contains("`Travel expenses` (95.50)") && !$0.text.contains("`Nr`") })
    }

    /// One odd cell does not cost the others their currencies.
    @Test func aSharedSignIsACurrencyToo() throws {
        let file = try Sheet("currencies.csv", "Creator,Platform,Start,Fee,Currency\n@anna,Instagram,2024-03-12,1200,EUR\n@bert,TikTok,2024-03-15,1800,GBP\n@cleo,TikTok,2024-03-16,900,$\n")
        defer { file.remove() }
        let draft = try file.draft().draft
        #expect(draft.fields.contains { $0.column == "currency" && $0.names == ["Currency"] })
        #expect(try file.staged(draft.text).rows.map { $0["currency"] } == ["EUR", "GBP", ""])
    }

    /// A sheet that says more than a format that ships can read is drafted one of its own.
    @Test func aSheetOfDealsIsNoRoster() throws {
        let file = try Sheet("deals.csv", "Creator;Plattform;Start;Follower;Honorar;Provision;Produktwert;Währung;Status\n@anna;Instagram;12.03.2024;45200;1.200,00;120,50;80,00;EUR;live\n@bert;TikTok;15.03.2024;18000;900,00;90,00;40,00;EUR;storniert\n")
        defer { file.remove() }
        let draft = try file.draft().draft
        let rows = try file.staged(draft.text, set: ["dates": "day_first"]).rows
        #expect(rows.map { $0["commission"] } == ["120.50"] && rows.map { $0["product_cost"] } == ["80.00"])
    }

    /// The next sheet says it in another word, or says it where this one has none.
    @Test(arguments: [
        "Cancelled", "canceled", "Storniert (Agentur)", "Declined by creator", "no show", "aflyst", "Inställd", "peruttu", "İptal edildi", "Отменено", "zrušeno", "törölve",
        "キャンセル", "취소", "已取消", "Absage", "ritirato", "Vervallen",
    ])
    func laterWordsForCalledOffDeals(word: String) throws {
        let header = "Creator,Platform,Start,Fee (EUR),Bonus (EUR),Status\n"
        let file = try Sheet("deals.csv", header + "@anna,Instagram,2024-03-12,1200,10,confirmed\n@bert,TikTok,2024-03-15,900,10,paid\n")
        defer { file.remove() }
        let text = try file.draft().draft.text
        let later = try Sheet("later.csv", header + "@cleo,Instagram,2024-04-12,500,10,\(word)\n@dana,TikTok,2024-04-15,700,10,confirmed\n")
        defer { later.remove() }
        #expect(try later.staged(text).rows.map { $0["fee"] } == ["700.00"])
    }

    /// Two payments of one creator on one day are two rows of one key: refused by ingest, so the draft asks.
    @Test func rowsOfOneKeyAreAsked() throws {
        let file = try Sheet("payments.csv", "Handle,Platform,Fee (EUR),Start\nanna_1,Instagram,100,2025-03-01\nanna_1,Instagram,250,2025-03-01\nbert.2,TikTok,30,2025-03-02\n")
        defer { file.remove() }
        let draft = try file.draft().draft
        #expect(draft.questions.contains { $0.column == "deal_id" && $0.proposals == ["rows: add"] })
    }

    @Test func whatIsKnownNeedsNoDraft() throws {
        let file = try Sheet("deals.csv", "deal_id,creator_id,platform,started_at,fee\nd1,c1,tiktok,2025-03-01,10\n")
        defer { file.remove() }
        let refusal = try #require(throws: DraftRefusal.self) { try file.draft() }
        #expect(refusal.reasons[0].contains("it is read already, as `native-deals`"))
    }

    /// Whatever the header is called: what was lost is no deal, and what may have come to nothing is asked, however many words it has.
    @Test(arguments: ["Stage", "Status", "Outcome"])
    func deadDealsAreNone(name: String) throws {
        let words = ["Live", "Done", "Lost", "Closed lost", "Passed", "Moved to Q3", "Reached out", "On hold", "Backup", "Zorp", "Blarg", "Estimate"]
        let rows = (0..<36).map { "@handle\($0),Instagram,2024-03-\(10 + $0 % 18),\(100 + $0),\(words[$0 % words.count])" }
        let file = try Sheet("deals.csv", "Creator,Platform,Start date,Fee (EUR),\(name)\n\(rows.joined(separator: "\n"))\n")
        defer { file.remove() }
        let draft = try file.draft(.deals).draft
        // 3 of each word: 6 deals were lost.
        #expect(try file.staged(draft.text).rows.count == 30, "\(draft.text)")
        let asked = draft.questions.filter { $0.column == "skip" }.map(\.text).joined()
        for word in ["Passed", "Moved to Q3", "Reached out", "On hold", "Backup", "Zorp", "Blarg", "Estimate"] { #expect(asked.contains("`\(word)`"), "\(word): \(asked)") }
        #expect(!asked.contains("`Live`") && !asked.contains("`Lost`"))
    }
}

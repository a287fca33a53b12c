import ByteStreams
import ExportFormats
import Findings
import Foundation
import Ingestion
import RecordFormats
import SocialData
import TextValues
import Testing

/// What a format file of a data team can say, run on its own files.
struct FormatFileTests {
    private func ingest(_ text: String, name: String, format: String, set: [String: String] = [:]) throws -> (outcome: IngestionOutcome, rows: [String: [[String: String]]]) {
        let folder = try TemporaryFolder()
        var catalogue = FormatCatalogue.builtIn
        try catalogue.add(text: format, file: "ours.yml")
        let path = try folder.write(name, text)
        let input = IngestionInput(
            path: path, name: name, sha256: try FileDigest.of(path).sha256, bytes: text.utf8.count, key: "k", format: nil, set: set, zone: .utc,
            isZoneAssumed: true, asOf: nil, dialect: DialectOverrides(), refuseShare: 1)
        let outcome = try Ingestion.ingest(IngestionRequest(
            inputs: [input], catalogue: catalogue, stagedFolder: "\(folder.path)/staged", quarantineFolder: "\(folder.path)/quarantine", jobs: 1))[0]
        var rows: [String: [[String: String]]] = [:]
        for staged in outcome.staged {
            let table = try StagedTable(staged)
            rows[staged.entity.rawValue] = table.rows.map { Dictionary(uniqueKeysWithValues: zip(table.header, $0)) }
                .sorted { Int($0["line"] ?? "") ?? 0 < Int($1["line"] ?? "") ?? 0 }
        }
        return (outcome, rows)
    }

    private static let tracker = """
        format: our-tracker
        title: Our tracker
        platform: instagram
        detect: {columns: [Creator, Code, "Fee ({currency})"]}
        entities:
          deals:
            deal_id: {compose: "{Creator}/{Code}"}
            handle: Creator
            currency: {from_header: "Fee ({currency})"}
            fee: {from: "Fee ({currency})", symbol: true}
            campaign_id: {from_file_name: "tracker-{campaign}-"}
            started_at: {from_preamble: "Start: {day}"}
          codes:
            promo_code: Code
            deal_id: {compose: "{Creator}/{Code}"}
        skip: {row_where: {Creator: {starts_with: Total}}, because: total row}
        """

    /// One row is a deal and its code; campaign, start and currency stand in the name, above the table and in the header.
    @Test func oneRowFeedsSeveralEntities() throws {
        let (outcome, rows) = try ingest(
            "Campaign list;;\nStart: 2025-03-01;;\nCreator;Code;Fee (EUR)\n@anna;ANNA10;\"€ 1.200,50\"\n@bert;BERT10;\"€ 300,00\"\nTotal: 2;;\"€ 1.500,50\"\n",
            name: "tracker-spring-2025.csv", format: Self.tracker)
        #expect(outcome.summary.refused == nil, "\(outcome.summary.refused ?? "")")
        #expect(outcome.summary.skipped == 1 && outcome.summary.accepted == 2)
        #expect(rows["deals"]?.map { $0["fee"] } == ["1200.50", "300.00"])
        #expect(rows["deals"]?.map { $0["currency"] } == ["EUR", "EUR"])
        #expect(rows["deals"]?.map { $0["campaign_id"] } == ["spring", "spring"])
        #expect(rows["deals"]?.map { $0["started_at"] } == ["2025-03-01T00:00:00Z", "2025-03-01T00:00:00Z"])
        #expect(rows["codes"]?.map { $0["promo_code"] } == ["ANNA10", "BERT10"])
        #expect(rows["codes"]?.map { $0["deal_id"] } == rows["deals"]?.map { $0["deal_id"] })
    }

    /// Sums and differences of columns: a blank part counts as nothing, a missing first one or an unreadable part gives none.
    @Test func columnsAreAddedAndTakenAway() throws {
        let (outcome, rows) = try ingest(
            "Order,Value,Discount,Tip\n1,100.10,10.05,\n2,50.00,,1.50\n3,,5.00,1.00\n4,20.00,much,1.00\n", name: "o.csv",
            format: """
                format: our-orders
                title: Our orders
                detect: {columns: [Order, Value, Discount, Tip]}
                entity: orders
                columns:
                  order_id: Order
                  revenue: {minus: [Value, Discount]}
                  discount: {add: [Tip, Discount]}
                """)
        #expect(outcome.summary.refused == nil, "\(outcome.summary.refused ?? "")")
        // 100.10 - 10.05 = 90.05; 50.00; no value; `much` is no amount.
        #expect(rows["orders"]?.map { $0["revenue"] } == ["90.05", "50.00", "", ""])
        // No tip; 1.50; 1.00 + 5.00 = 6.00; `much` again.
        #expect(rows["orders"]?.map { $0["discount"] } == ["", "1.50", "6.00", ""])
        #expect(outcome.summary.quarantinedCells == 2)
    }

    /// The sheet and the format file that README shows, as they stand there.
    @Test func readmesExample() throws {
        let readme = try String(
            contentsOf: URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../README.md").standardized, encoding: .utf8)
        func block(_ start: String) throws -> String {
            let from = try #require(readme.range(of: start)?.upperBound)
            return String(readme[from...].prefix(upTo: try #require(readme[from...].range(of: "```")).lowerBound))
        }
        let format = "format: our-payouts\n" + (try block("```yaml\nformat: our-payouts\n"))
        #expect(format.split(separator: "\n").count < 25)
        let (outcome, rows) = try ingest(
            try block("```csv\n"), name: "payouts.csv", format: format, set: ["platform": "instagram", "currency": "EUR"])
        #expect(outcome.summary.refused == nil, "\(outcome.summary.refused ?? "")")
        #expect(outcome.summary.format == "our-payouts" && outcome.summary.skipped == 1 && outcome.summary.quarantined == 0)
        let deals = try #require(rows["deals"])
        #expect(deals.map { $0["handle"] } == ["anna.lindt", "bert"])
        #expect(deals.map { $0["deal_id"] } == ["@anna.lindt/spring", "@bert/spring"])
        #expect(deals.map { $0["basis"] } == ["flat", "per_order"])
        #expect(deals.map { $0["fee"] } == ["900.00", ""])
        #expect(deals.map { $0["commission"] } == ["", "132.50"])
    }

    /// Every example of Documentation/Formats.md: a format file, an input, and the rows that come out.
    @Test func theDocumentsExamples() throws {
        let text = try String(
            contentsOf: URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Documentation/Formats.md").standardized,
            encoding: .utf8)
        let example = /(?s)```yaml\n(format: .*?)```\n\n```(csv|json) input ?([^\n]*)\n(.*?)```\n\n```csv ([a-z]+)\n(.*?)```/
        let examples = text.matches(of: example)
        #expect(examples.count >= 4 && examples.count == text.matches(of: /```yaml\n/).count, "a format file without input and rows")
        for example in examples {
            let name = example.3.isEmpty ? "input.\(example.2)" : String(example.3)
            let (outcome, rows) = try ingest(String(example.4), name: name, format: String(example.1))
            #expect(outcome.summary.refused == nil, "\(outcome.summary.refused ?? "")")
            let wanted = csvRecords(Array(example.6.utf8))
            let found = try #require(rows[String(example.5)])
            #expect(found.map { row in wanted[0].map { row[$0] ?? "no column \($0)" } } == Array(wanted.dropFirst()), "\(outcome.summary)")
        }
    }

    private static let pages = """
        format: our-pages
        title: Our pages
        platform: x
        container: json
        records: "items[]"
        joins: {author: {from: "people[]", key: id, equals: by}}
        detect: {columns: [id, by, hearts]}
        entity: posts
        columns:
          post_id: id
          handle: author.name
          followers_at_export: author.fans
          exported_at: $page.at
          likes: hearts
        """

    /// 5 is nobody of the page: the post stays, without handle.
    @Test func recordsOfAPageMeetTheirAuthors() throws {
        let page = #"{"at":"2025-03-01T00:00:00Z","items":[{"id":"a","by":"1","hearts":3},{"id":"b","by":"5","hearts":4}],"people":[{"id":"1","name":"anna","fans":900}]}"#
        for text in [page + "\n" + page.replacingOccurrences(of: "\"a\"", with: "\"c\"") + "\n", page] {
            let (outcome, rows) = try ingest(text, name: "pages.jsonl", format: Self.pages)
            #expect(outcome.summary.refused == nil, "\(outcome.summary.refused ?? "")")
            let posts = try #require(rows["posts"])
            #expect(posts.first { $0["post_id"] == "a" }?["handle"] == "anna")
            #expect(posts.first { $0["post_id"] == "a" }?["followers_at_export"] == "900")
            #expect(posts.first { $0["post_id"] == "b" }?["handle"] == "")
            #expect(Set(posts.map { $0["exported_at"] }) == ["2025-03-01T00:00:00Z"])
        }
    }

    @Test func aLookAlikeIsRefusedWithARemedy() throws {
        let (outcome, rows) = try ingest(
            "Day,Hearts\n2025-03-01,5\n", name: "days.csv",
            format: "format: days\ntitle: Our days\ndetect: {columns: [Day, Hearts], exact: true}\nrefuse: {because: it has days, instead: export posts}\n")
        #expect(outcome.summary.refused == "it is Our days: it has days; export posts")
        #expect(outcome.summary.format == "days")
        #expect(rows.isEmpty)
    }

    @Test func anInspectionSaysWhatTheSourceHasToSay() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("FollowerHistory.csv", "Date,Followers,Difference in followers from previous day\nMarch 1,10,0\n")
        let catalogue = FormatCatalogue.builtIn
        let open = try FileInspection(place: InputPlace(path: path), catalogue: catalogue, overrides: DialectOverrides(), set: [:], rows: 3)
        #expect(open.needs?.contains("`handle`") == true)
        #expect(open.preview.isEmpty)
        let answered = try FileInspection(place: InputPlace(path: path), catalogue: catalogue, overrides: DialectOverrides(), set: ["handle": "anna", "year": "2025"], rows: 3)
        #expect(answered.needs == nil)
        #expect(answered.preview.first?.csv.contains("tiktok,,,anna,2025-03-01T00:00:00Z,10") == true)
    }

    /// Exact: one more column, and it is something else.
    @Test func anExactLookAlikeIsOnlyThat() throws {
        let (outcome, _) = try ingest(
            "Day,Hearts,Clip\n2025-03-01,5,a\n", name: "days.csv",
            format: "format: days\ntitle: Our days\ndetect: {columns: [Day, Hearts], exact: true}\nrefuse: {because: it has days, instead: export posts}\n")
        #expect(outcome.summary.refused?.hasPrefix("no known export has these columns") == true)
    }

    @Test func aTieNamesBoth() throws {
        let format = "format: twin\ntitle: Twin\nplatform: x\ndetect: {columns: [Post id, Impressions, Reposts]}\nentity: posts\ncolumns: {post_id: Post id, impressions: Impressions, shares: Reposts}\n"
        let (outcome, _) = try ingest("Post id,Impressions,Reposts\n1,2,3\n", name: "x.csv", format: format)
        #expect(outcome.summary.refused?.contains("`twin` and `x-analytics-posts`") == true, "\(outcome.summary.refused ?? "")")
    }

    /// Two fees of one creator and code: one would be lost without a word.
    @Test func aKeyOfSeveralColumnsIsProven() throws {
        let text = "Creator,Code,Fee (EUR),Note\n@a,X,10,first\n@b,X,20,\n@a,X,30,second\n"
        let refused = try ingest(text, name: "deals.csv", format: Self.payouts("")).outcome.summary.refused
        #expect(refused?.hasPrefix("lines 2 and 4 get one deal_id from the columns that make it, and differ elsewhere") == true, "\(refused ?? "")")
        // The same record twice is no contradiction.
        let twice = try ingest(text.replacing("30,second", with: "10,first"), name: "deals.csv", format: Self.payouts(""))
        #expect(twice.outcome.summary.refused == nil && twice.rows["deals"]?.count == 3)
        // Parts that add up are payments.
        let added = try ingest(text, name: "deals.csv", format: Self.payouts("rows: add"))
        #expect(added.rows["deals"]?.map { [$0["deal_id"], $0["payout_id"], $0["fee"]] } == [["@a/X", "?", "10.00"], ["@b/X", "?", "20.00"], ["@a/X", "?", "30.00"]])
    }

    private static func payouts(_ line: String) -> String {
        """
        format: our-fees
        title: Our fees
        detect: {columns: [Creator, Code, "Fee ({currency})"]}
        entity: deals
        \(line)
        columns:
          deal_id: {compose: "{Creator}/{Code}"}
          handle: Creator
          fee: "Fee ({currency})"
        """
    }

    @Test func partsWithTheNamesOfTheirColumns() throws {
        let format = """
            format: our-ads
            title: Our ads
            detect: {columns: [Kampagne, Kosten]}
            entity: spend
            columns: {campaign: Kampagne, boost_spend: Kosten, breakdown: {labelled: [Age, Land]}}
            """
        let rows = try ingest("Kampagne,Age,Land,Kosten\nC,18-24,DE,5\nC,,AT,6\nC,,,7\n", name: "ads.csv", format: format).rows["spend"]
        #expect(rows?.map { $0["breakdown"] } == ["Age=18-24|Land=DE", "Land=AT", ""])
    }

    /// A fee that was paid for a deal that came to nothing is a cost that no row holds.
    @Test(arguments: [
        ("Cancelled (50% fee paid)", true), ("cancelled - kill fee", true), ("Cancelled, deposit kept", true), ("storniert (Ausfallhonorar)", true), ("Cancelled (€250)", true), ("storniert - 250 EUR", true), ("Cancelled, unpaid fee", false),
        ("cancelled", false), ("Cancelled, not paid", false), ("cancelled 3 March", false), ("storniert, nicht bezahlt", false),
    ])
    func paymentsForDealsThatWereCalledOff(state: String, isSaid: Bool) throws {
        let format = """
            format: our-deals
            title: Our deals
            platform: instagram
            detect: {columns: [No, Creator, Fee, State]}
            entity: deals
            columns: {deal_id: No, handle: Creator, fee: Fee, currency: {constant: EUR}}
            skip: {row_where: {State: {contains: [cancel, storn]}}, because: the deal was called off, calls_off: true}
            """
        let (outcome, _) = try ingest("No,Creator,Fee,State\nD-1,@anna,100,confirmed\nD-2,@bert,50,\"\(state)\"\n", name: "deals.csv", format: format)
        let said = outcome.summary.losses.filter { $0.what == "1 deal that was called off is left out, and by its status something may have been paid, first: line 3" }
        #expect(said.map(\.weight) == (isSaid ? [.important] : []), "\(outcome.summary.losses)")
    }

    /// Whose deals were called off, and when they would have begun, is known without their rows.
    @Test func rowsThatCallDealsOff() throws {
        let format = """
            format: our-deals
            title: Our deals
            platform: instagram
            detect: {columns: [No, Creator, Fee, State]}
            entity: deals
            columns: {deal_id: No, handle: Creator, fee: Fee, currency: {constant: EUR}, started_at: Start}
            skip:
              - {row_where: {State: open}, because: nothing was agreed yet}
              - {row_where: {State: {contains: cancel}}, because: the deal was called off, calls_off: true}
            """
        let (outcome, rows) = try ingest(
            "No,Creator,Fee,Start,State\nD-1,@anna,100,2025-01-06,confirmed\nD-2,@bert,much,2025-01-07,Cancelled\nD-3,@carl,30,,open\nD-4,,,,cancelled\n,@dora,5,,cancelled\n",
            name: "deals.csv", format: format)
        #expect(rows["deals"]?.map { $0["deal_id"] } == ["D-1"])
        #expect(outcome.summary.skipReasons == ["nothing was agreed yet: 1", "the deal was called off: 3"] && outcome.summary.quarantinedCells == 0)
        // 2025-01-07 is day 20,095 since 1970. A row without its number names no deal.
        #expect(outcome.calledOff.first == CalledOffDeal(dealID: "D-2", platform: "instagram", handle: "bert", startedAt: 20_095 * 86_400))
        #expect(outcome.calledOff.allSatisfy { ["D-2", "D-4"].contains($0.dealID) })
    }

    @Test(arguments: ["entity: orders\ncolumns: {order_id: No}\nskip", "entity: deals\ncolumns: {deal_id: No}\nquarantine"])
    func onlySkippedDealsAreCalledOff(lines: String) {
        let text = "format: ours\ntitle: Ours\ndetect: {columns: [No, State]}\n\(lines): {row_where: {State: x}, because: y, calls_off: true}\n"
        var catalogue = FormatCatalogue.builtIn
        let error = #expect(throws: (any Error).self) { try catalogue.add(text: text, file: "ours.yml") }
        #expect(error.map { "\($0)".contains("`calls_off` is for rules of `skip:` about deals") } == true)
    }
}

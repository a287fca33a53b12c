import ExportFormats
import RecordFormats
import SocialData
import TextValues
import Testing

/// Rows as they are staged, cell by cell.
struct MappingTests {
    /// Maps CSV text and returns the rows of the format's first entity as columns → value, and the rejects.
    private func map(
        _ text: String, format name: String? = nil, catalogue: FormatCatalogue? = nil, set: [String: String] = [:],
        zone: ZoneOffsets = .utc, isZoneAssumed: Bool = false, asOf: Int64? = nil
    ) throws -> (rows: [[String: String]], mapped: MappedRows) {
        let catalogue = catalogue ?? .builtIn
        let bytes = Array(text.utf8)
        let detected = try detectDialect(sample: bytes, isWhole: true)
        let format: ExportFormat
        if let name {
            format = try #require(catalogue.format(named: name))
        } else {
            guard case .found(let found, _) = catalogue.detect(columns: detected.header, isJSON: false) else {
                Issue.record("no format fits \(detected.header)")
                return ([], MappedRows(entities: [], skipRules: 0))
            }
            format = found
        }
        let mapper = try RowMapper(
            format: format, header: detected.header, isJSON: false,
            options: MappingOptions(set: set, zone: zone, isZoneAssumed: isZoneAssumed, inputKey: "0123456789ab", asOf: asOf))
        var reader = CSVRecordReader(dialect: detected.dialect, columns: mapper.fieldCount, allowShort: format.allowsShortRows)
        var batch = FieldBatch()
        reader.read(bytes, isLast: true, into: &batch)
        var mapped = mapper.makeRows()
        mapper.map(batch, into: &mapped)
        let entity = try #require(mapped.entities.first)
        var lines = CSVRecordReader(dialect: Dialect(headerLines: 0), columns: nil, allowShort: false)
        var parsed = FieldBatch()
        lines.read(entity.lines(input: Array("0123456789ab".utf8)), isLast: true, into: &parsed)
        let header = entity.entity.stagedHeader
        let rows = parsed.records.map { record in
            var row: [String: String] = [:]
            for index in 0..<record.fieldCount {
                let field = parsed.fields[record.firstField + index]
                row[header[index]] = String(decoding: parsed.bytes[Int(field.start)..<Int(field.start + field.length)], as: UTF8.self)
            }
            return row
        }
        return (rows, mapped)
    }

    private static let posts = "platform,post_id,creator_id,posted_at,exported_at,likes,comments,sponsored,caption\n"

    /// `ig` is a network, and no type of post: what it means in one column is not what it means in another.
    @Test func aWordIsLookedUpInItsOwnVocabulary() throws {
        let (rows, mapped) = try map("platform,post_id,creator_id,posted_at,likes,post_type\nig,p1,c1,2025-03-18T09:48:00Z,12,ig\n", format: "native-posts")
        #expect(rows.map { $0["platform"] } == ["instagram"] && rows.map { $0["post_type"] } == ["ig"])
        #expect(mapped.unknownWords == ["post_type ig": 1])
    }

    @Test func aNativeRowIsCopied() throws {
        let (rows, mapped) = try map(
            Self.posts + "Instagram,p1,c1,2025-03-18T09:48:00Z,2025-04-01T00:00:00Z,12,3,1,\"a \"\"b\"\", #Glow #skin care @Maker.\"\n")
        #expect(rows.count == 1)
        let row = try #require(rows.first)
        #expect(row["platform"] == "instagram")
        #expect(row["likes"] == "12")
        #expect(row["hashtags"] == "glow|skin")
        #expect(row["mentions"] == "maker")
        // `a "b", ` 7, `#Glow ` 13, `#skin ` 19, `care ` 24, `@Maker.` 31.
        #expect(row["caption_chars"] == "31")
        #expect(row["input"] == "0123456789ab")
        #expect(row["line"] == "2")
        #expect(mapped.candidates == 1 && mapped.accepted == 1)
        #expect(mapped.latest?.identity == "instagram p1")
    }

    /// Hidden, negative, decimal, out of range, words.
    @Test(arguments: [
        ("-1", "", 0), ("-3", "-3", 0), ("3.5", "", 1), ("20000000000000000000", "", 1), ("1e400", "", 1), ("NaN", "", 1),
        ("inf", "", 1), ("null", "", 0), ("N/A", "", 0), ("-", "", 1), ("#N/A", "", 1), (" 7 ", "7", 0), ("007", "7", 0),
        ("1,234", "", 1),
    ])
    func fault34_35_36_counts(text: String, staged: String, cells: Int) throws {
        let (rows, mapped) = try map(Self.posts + "x,p1,c1,2025-03-18T09:48:00Z,,\"\(text)\",3,,\n")
        #expect(rows.first?["likes"] == staged)
        #expect(mapped.quarantinedCells == cells)
        #expect(mapped.accepted == 1, "a bad optional value never costs the row")
    }

    /// Databases and data frames write words where a text is missing: one creator `NULL` would get everybody's posts.
    @Test(arguments: ["NULL", "null", "NaN", "nan", "None", "N/A", "-", "—", "\\N"])
    func wordsForNothingAreNoTexts(word: String) throws {
        let header = "platform,post_id,creator_id,handle,campaign_id,niche,hashtags,sponsored,likes\n"
        let (rows, mapped) = try map(header + "x,p1,\(word),\(word),\(word),\(word),\(word),0.0,3\nx,p2,c1,anna,C1,food,a|b,1.0,4\n")
        for column in ["creator_id", "handle", "campaign_id", "niche", "hashtags"] {
            #expect(rows.map { $0[column]?.isEmpty } == [true, false], "\(column)")
        }
        #expect(rows.map { $0["sponsored"] } == ["0", "1"])
        #expect(mapped.accepted == 2 && mapped.quarantinedCells == 0)
    }

    /// Spreadsheets leave rows of nothing but delimiters below a table: no file is refused for them.
    @Test func rowsOfDelimitersAreNoRows() throws {
        let (rows, mapped) = try map("platform,post_id,creator_id,likes\nx,p1,c1,1\n" + String(repeating: ",,,\n, ,,\u{A0}\n", count: 20))
        #expect(rows.map { $0["post_id"] } == ["p1"])
        #expect(mapped.candidates == 41 && mapped.blanks == 40 && mapped.skipped == 40 && mapped.quarantined == 0)
    }

    /// The country that has the letters of a missing value.
    @Test func namibiaIsACountry() throws {
        let (rows, _) = try map("platform,creator_id,handle,country\ninstagram,c1,anna,NA\ninstagram,c2,bert,NULL\n", format: "native-creators")
        #expect(rows.map { $0["country"] } == ["na", ""])
    }

    /// A sponsor that is none, in an export that somebody loaded into a data frame and wrote again.
    @Test(arguments: ["", "NaN", "null", "-"])
    func conditionsKnowWordsForNothing(word: String) throws {
        let format = """
            format: sponsors
            title: Sponsors
            entity: posts
            columns:
              platform: {constant: facebook}
              post_id: Post
              sponsored: [{constant: "1", unless: {Sponsor Id: ""}}, {constant: "0"}]
              post_type: {from: Still, values: {"true": image, "false": video}}
            skip: [{row_where: {Removed: "true"}, because: removed}]
            detect: {columns: [Post, Sponsor Id]}
            """
        var catalogue = FormatCatalogue.builtIn
        try catalogue.add(text: format, file: "sponsors.yml")
        let text = "Post,Sponsor Id,Still,Removed\np1,\(word),1.0,no\np2,77,0,False\np3,77,1,1\n"
        let (rows, mapped) = try map(text, format: "sponsors", catalogue: catalogue)
        #expect(rows.map { $0["sponsored"] } == ["0", "1"] && rows.map { $0["post_type"] } == ["image", "video"])
        #expect(mapped.skipped == 1)
    }

    @Test func fault51_idsAreText() throws {
        let (rows, mapped) = try map(
            "platform,post_id,creator_id,likes\nx,17841400000000017,c1,1\nx,000123,c1,1\nx,1.78E+16,c1,1\n")
        #expect(rows.map { $0["post_id"] } == ["17841400000000017", "000123"])
        #expect(mapped.quarantined == 1)
        #expect(mapped.rejects.first?.kind == "exponent_form")
        #expect(mapped.rejects.first?.line == 4)
    }

    @Test func aRowWithoutIdentityIsQuarantined() throws {
        let (rows, mapped) = try map("platform,post_id,creator_id,likes\nx,,c1,1\nx,p2,c1,1\n")
        #expect(rows.map { $0["post_id"] } == ["p2"])
        #expect(mapped.candidates == 2 && mapped.accepted == 1 && mapped.quarantined == 1)
        #expect(mapped.rejects.first?.kind == "missing_identity")
    }

    /// Of several values that cannot be used the first says why; where there is none, nothing says whose the row is.
    @Test func aRowOfNobodySaysWhy() throws {
        let (rows, mapped) = try map(
            "deal_id,creator_id,handle,platform,started_at,fee,currency\n1,1.78E+16,\"@anna, @bert\",instagram,2025-03-01,100,EUR\n"
                + "2,,,instagram,2025-03-01,100,EUR\n3,,cleo,instagram,2025-03-01,100,EUR\n")
        #expect(rows.map { $0["deal_id"] } == ["3"])
        #expect(mapped.rejects.filter { $0.scope == .row }.map(\.kind) == ["exponent_form", "missing_identity"])
    }

    /// A word is found wherever it stands among the others, in any case.
    @Test func wordsOfAListAreReplaced() throws {
        var catalogue = FormatCatalogue.builtIn
        try catalogue.add(
            text: "format: ours\nplatform: tiktok\ndetect: {columns: [Clip, Art]}\nentity: posts\ncolumns:\n  post_id: Clip\n"
                + "  post_type: {from: Art, values: {reel: short, film: video, übertragung: live, bild: image, bilder: carousel}, unlisted: missing}\n",
            file: "ours.yml")
        let (rows, _) = try map(
            "Clip,Art\n1,REEL\n2,Film\n3,Übertragung\n4,Zeitung\n5,bild\n6,bilder\n7,bil\n8,a\n9,reel\n", format: "ours", catalogue: catalogue)
        #expect(rows.map { $0["post_type"] } == ["short", "video", "live", "", "image", "carousel", "", "", "short"])
    }

    /// More than 48 hours after its own export, and after the pipeline's cut-off.
    @Test func fault39_theFutureIsQuarantined() throws {
        let (rows, mapped) = try map(
            Self.posts
                + "x,p1,c1,2025-04-03T00:00:00Z,2025-04-01T00:00:00Z,1,1,,\nx,p2,c1,2025-04-03T00:00:01Z,2025-04-01T00:00:00Z,1,1,,\n")
        #expect(rows.map { $0["post_id"] } == ["p1"])
        #expect(mapped.rejects.first?.kind == "future_date")
        // 2025-04-01T00:00:00Z is 1743465600.
        let (later, _) = try map(Self.posts + "x,p1,c1,2025-04-03T00:00:01Z,,1,1,,\n", asOf: 1_743_465_600)
        #expect(later.isEmpty)
    }

    @Test func setFillsWhatTheExportLacks() throws {
        let (rows, _) = try map("post_id,creator_id,likes\np1,c1,1\n", set: ["platform": "TikTok", "sponsored": "1"])
        #expect(rows.first?["platform"] == "tiktok")
        #expect(rows.first?["sponsored"] == "1")
        #expect(throws: MappingError.noIdentity(entity: "posts", column: "platform")) { try map("post_id,creator_id,likes\np1,c1,1\n") }
        #expect(throws: MappingError.self) { try map("post_id,creator_id,likes\np1,c1,1\n", set: ["platform": "x", "exported_at": "soon"]) }
    }

    @Test func fault46_currencies() throws {
        let (rows, mapped) = try map(
            "order_id,ordered_at,currency,revenue\n1,2025-01-01T00:00:00Z,EUR,10\n2,2025-01-01T00:00:00Z,XXX,10\n3,2025-01-01T00:00:00Z,usd,10\n4,2025-01-01T00:00:00Z,$,10\n")
        #expect(rows.map { $0["currency"] } == ["EUR", "", "USD", ""])
        #expect(rows.map { $0["revenue"] } == ["10.00", "10.00", "10.00", "10.00"])
        #expect(mapped.quarantinedCells == 2)
    }

    /// What a format of one's own does not read of a file.
    private func unread(_ definition: String, _ text: String) throws -> [UnreadColumn] {
        var catalogue = FormatCatalogue.builtIn
        try catalogue.add(text: definition, file: "ours.yml")
        let bytes = Array(text.utf8)
        let detected = try detectDialect(sample: bytes, isWhole: true)
        var reader = CSVRecordReader(dialect: detected.dialect, columns: detected.header.count, allowShort: false)
        var batch = FieldBatch()
        reader.read(bytes, isLast: true, into: &batch)
        var options = MappingOptions(set: [:], zone: .utc, isZoneAssumed: false, inputKey: "0123456789ab", asOf: nil)
        options.samples = ColumnSamples(batch)
        return try RowMapper(format: try #require(catalogue.format(named: "ours")), header: detected.header, isJSON: false, options: options).unread
    }

    /// Columns that a format of one's own leaves out, by what stands in them.
    @Test func unreadColumnsSayWhatTheyHold() throws {
        let text = """
            Nr,When,Net,Kind,Bonus (EUR),Stage,Colour,Retourenwert,Returned,Storno,Coupon,Coupon value,Returns,Code 2
            1,2025-03-02,10,Sale,5,live,red,0.00,no,nein,ANNA10,2.50,0,BERT5
            2,2025-03-03,20,Refund,6,cancelled by us,blue,20.00,yes,ja,,0,0,

            """
        let unread = try unread(
            "format: ours\ndetect: {columns: [Nr, When]}\nentity: orders\ncolumns: {order_id: Nr, ordered_at: When, revenue: Net, currency: {constant: EUR}}\n", text)
        #expect(unread.map(\.name) == ["Kind", "Bonus (EUR)", "Stage", "Colour", "Retourenwert", "Returned", "Storno", "Coupon", "Coupon value", "Returns", "Code 2"])
        // Nothing was returned under the last one.
        #expect(unread.map(\.holds) == [.refunds, .money, .calledOff, .other, .takenBack, .refunds, .calledOff, .codes, .other, .other, .codes])
    }

    /// The same of deals: what multiplies amounts, takes of them, or says that there are none.
    @Test(arguments: [
        ("Cancelled on,Note,Type,Tax", ["2024-04-01,CANCELLED - not paid,Credit note,netto", ",nice,Invoice,brutto"], [.calledOff, .calledOff, .refunds, .mixedTax]),
        ("Storniert am,Type,Tax,Paid by", [",Gutschrift,netto,Credit card", ",Gutschrift,netto,PayPal"], [.other, .other, .other, .other]),
        ("Draft due,Deal type,Notes,Usage (days),Germany", ["2024-04-01,Paid,excl. buyout,30,80%", "2024-05-01,Product exchange,incl. story,60,70%"], [.other, .other, .other, .other, .other]),
        ("Agency %,Discount,ER,Female,Whitelisting", ["15%,20%,3.1%,60%,200", "15%,0%,2.5%,70%,200"], [.percentages, .other, .other, .other, .money]),
        ("Stage,Payment status,QA,Fee basis,Music", ["On hold,on hold,passed,per reel,On hold", "Live,paid,open,per reel,yes"], [.open, .other, .other, .perUnit, .other]),
        ("Invoice no,Payment date,Cost center,Commission %,Bonus", ["RE-0001,2024-04-01,4711,10%,50.00", "RE-0002,2024-05-01,4711,12%,25.00"], [.other, .other, .other, .percentages, .money]),
    ] as [(String, [String], [UnreadColumn.Content])])
    func unreadColumnsOfDeals(names: String, rows: [String], holds: [UnreadColumn.Content]) throws {
        let text = (["Who,Paid,\(names)"] + zip(["@anna,10", "@bert,20"], rows).map { "\($0),\($1)" }).joined(separator: "\n") + "\n"
        let unread = try unread(
            "format: ours\ndetect: {columns: [Who, Paid]}\nentity: deals\ncolumns: {deal_id: Who, handle: Who, fee: Paid, currency: {constant: EUR}}\n", text)
        #expect(unread.map(\.holds) == holds)
    }

    /// The currency stands in whichever header the amounts have.
    @Test(arguments: ["Fee", "Cost", "Spend"]) func aRostersHeaderNamesItsCurrency(header: String) throws {
        let (rows, _) = try map("Handle,Platform,Followers,\(header) (USD)\n@anna,Instagram,12000,1000\n", format: "creator-roster")
        #expect(rows.map { $0["currency"] } == ["USD"] && rows.map { $0["fee"] } == ["1000.00"])
    }

    /// Payments that failed or came back are none, whatever the capitals.
    @Test func failedPayoutsAreNone() throws {
        let (rows, mapped) = try map(
            "payout_id,influencer_id,campaign,basis,rate,total_payout,currency,status\n1,anna,s,post,5,500,EUR,paid\n2,bert,s,post,5,500,EUR,Failed\n3,cleo,s,post,5,500,EUR,reversed by bank\n")
        #expect(rows.map { $0["payout_id"] } == ["1"] && mapped.skippedByRule == [2])
    }

    /// The gateway of tests, in either spelling of Shopify's exports.
    @Test func testOrdersAreNone() throws {
        let (rows, mapped) = try map(
            Self.shopify.dropLast() + ",Payment Method\n#1,,paid,EUR,10.00,12.00,,2025-08-22 12:43:50 +0100,1,,0.00,Shopify Payments\n"
                + "#2,,paid,EUR,10.00,12.00,,2025-08-22 12:43:50 +0100,1,,0.00,bogus\n#3,,paid,EUR,10.00,12.00,,2025-08-22 12:43:50 +0100,1,,0.00,(for testing) Bogus Gateway\n")
        #expect(rows.map { $0["order_id"] } == ["#1"] && mapped.skippedByRule == [0, 0, 2])
    }

    private static let shopify = "Name,Email,Financial Status,Currency,Subtotal,Total,Discount Code,Created at,Lineitem quantity,Cancelled at,Refunded Amount\n"

    /// One order over two lines; a cancelled one; two codes.
    @Test func shopifyOrders() throws {
        let (rows, mapped) = try map(
            Self.shopify
                + "#1,a@b.example,paid,EUR,10.00,12.00,\"ANNA10, glow\",2025-08-22 12:43:50 +0100,1,,0.00\n"
                + "#1,a@b.example,,,,,,2025-08-22 12:43:50 +0100,1,,\n"
                + "#2,,paid,EUR,5.00,5.00,,2025-08-22 12:43:50 +0000,1,2025-08-23 00:00:00 +0000,5.00\n")
        #expect(rows.map { $0["order_id"] } == ["#1", "#2"])
        #expect(rows.map { $0["ordered_at"] } == ["2025-08-22T11:43:50Z", "2025-08-22T12:43:50Z"])
        #expect(rows.map { $0["promo_code"] } == ["ANNA10|glow", ""])
        #expect(rows.map { $0["status"] } == ["paid", "cancelled"])
        #expect(mapped.skippedByRule == [1, 0, 0])
        #expect(mapped.candidates == 3)
        #expect(!rows.contains { $0.values.contains { $0.contains("@") } }, "personal columns are never staged")
    }

    /// The ECB's wide table: one row for each currency with a value.
    @Test func ecbRates() throws {
        let (rows, mapped) = try map("Date,USD,JPY,GBP,\n2025-01-03,1.0299,162.11,0.8297,\n2025-01-02,1.0321,N/A,0.8292,\n")
        #expect(rows.map { "\($0["day"] ?? "") \($0["currency"] ?? "") \($0["rate"] ?? "")" }.sorted() == [
            "2025-01-02 GBP 0.8292", "2025-01-02 USD 1.0321", "2025-01-03 GBP 0.8297", "2025-01-03 JPY 162.11", "2025-01-03 USD 1.0299",
        ])
        #expect(mapped.accepted == 2)
    }

    private static let meta = "Post ID,Account ID,Account username,Description,Duration (sec),Publish time,Permalink,Post type,Data comment,Date,Views,Reach,Likes,Shares,Comments,Saves,Follows\n"

    @Test func metaZonesAreAssumedOrGiven() throws {
        let row = Self.meta + "18,1,anna,Hi,0,03/18/2025 09:48,https://x,IG reel,,Lifetime,1,2,3,4,5,6,7\n"
        let berlin = ZoneOffsets(fixedSeconds: 3600)
        let (given, _) = try map(row, zone: berlin)
        #expect(given.first?["posted_at"] == "2025-03-18T08:48:00Z")
        #expect(given.first?["estimated"] == "")
        let (assumed, _) = try map(row, zone: berlin, isZoneAssumed: true)
        #expect(assumed.first?["estimated"] == "posted_at")
        #expect(assumed.first?["post_type"] == "short")
    }

    @Test func metaErrorsAndDailyRowsAreSetAside() throws {
        let (rows, mapped) = try map(
            Self.meta + "18,1,anna,,0,03/18/2025 09:48,u,IG reel,The metrics are missing,Lifetime,,,,,,,\n"
                + "19,1,anna,,0,03/18/2025 09:48,u,IG reel,,03/19/2025,1,1,1,1,1,1,1\n")
        #expect(rows.isEmpty)
        #expect(mapped.quarantined == 1 && mapped.skipped == 1)
        #expect(mapped.rejects.first?.reason == "the platform reports an error for this post")
    }

    /// A value that can be taken as it stands, and spellings of it that cannot, come to the same.
    @Test(arguments: [
        ("post_id", ["p1", " p1 "], "p1"), ("post_id", ["123", "'123", "123.0"], "123"), ("handle", ["mira.vale", "@mira.vale"], "mira.vale"),
        ("hashtags", ["glow|skin", "#glow| skin", "glow||skin", "|glow|skin"], "glow|skin"), ("hashtags", ["glow-up"], "glow-up"),
        ("post_type", ["video", "Video", "VIDEO"], "video"), ("post_type", ["VIDÉO"], "vidéo"), ("duration_s", ["12", "012", "12.0"], "12"),
        ("sponsored", ["1", "yes", "TRUE"], "1"), ("sponsored", ["0", "no"], "0"), ("likes", ["1000000000", "01000000000"], "1000000000"),
        ("posted_at", ["2025-03-18T09:48:00Z", "2025-03-18T10:48:00+01:00"], "2025-03-18T09:48:00Z"),
    ])
    func plainAndOtherSpellings(column: String, texts: [String], staged: String) throws {
        for text in texts {
            var row = ["platform": "instagram", "post_id": "p1", "creator_id": "c1", "likes": "1"]
            row[column] = text
            let names = row.keys.sorted()
            let (rows, mapped) = try map(names.joined(separator: ",") + "\n" + names.map { row[$0] ?? "" }.joined(separator: ",") + "\n")
            #expect(rows.first?[column] == staged, "\(text)")
            #expect(mapped.accepted == 1 && mapped.rejects.isEmpty, "\(text)")
        }
    }

    @Test func rowsAreShardedByIdentity() throws {
        let (_, first) = try map("platform,post_id,creator_id,likes\nx,p1,c1,1\n")
        let (_, second) = try map("creator_id,likes,post_id,platform\nc9,7,p1,x\n")
        #expect(first.entities[0].shards == second.entities[0].shards)
    }

    /// Handle and account id in one row are evidence, once.
    @Test func accountsAreEvidence() throws {
        let (_, mapped) = try map("platform,post_id,account_id,handle,likes\nx,p1,7,anna,1\nx,p2,7,anna,1\nx,p3,,bert,1\n")
        let accounts = try #require(mapped.entities.first { $0.entity == .accounts })
        #expect(String(decoding: accounts.lines(input: Array("0123456789ab".utf8)), as: UTF8.self) == "x,7,anna,,0123456789ab,2\n")
    }
}

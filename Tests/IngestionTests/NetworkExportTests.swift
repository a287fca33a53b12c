import Findings
import Foundation
import Ingestion
import SocialData
import Testing

/// Exports of affiliate networks, of ads, and of what the networks' own interfaces for programs answer. All data is invented.
struct NetworkExportTests {
    private func read(_ text: String, name: String = "file.csv", set: [String: String] = [:]) throws -> (outcome: IngestionOutcome, table: StagedTable?) {
        let folder = try TemporaryFolder()
        let outcome = try ingestFile(try folder.write(name, text), in: folder, set: set)
        return (outcome, try outcome.staged.first.map { try StagedTable($0) })
    }

    /// One column by another, as rows lie in the order of their shards.
    private func map(_ table: StagedTable?, _ key: String, _ column: String) -> [String: String] {
        Dictionary(zip(table?.values(key) ?? [], table?.values(column) ?? [])) { first, _ in first }
    }

    // MARK: affiliate networks

    /// A return is a record of its own with negative amounts, under the order's number.
    @Test func aReturnOfCJGoesBackFromItsOrder() throws {
        let read = try read("""
            commissionId,actionStatus,actionTrackerName,actionType,advertiserName,aid,clickDate,eventDate,postingDate,lockingDate,orderId,saleAmountUsd,pubCommissionAmountUsd,orderDiscountUsd,coupon,websiteName,isCrossDevice
            23,locked,Online Sale,sale,Shop,1,2025-03-01T10:00:00Z,2025-03-01T10:05:00Z,2025-03-01T11:00:00Z,2025-04-10,1001,49.90,4.99,0.00,ANNA10,anna-blog,false
            24,new,Online Sale,sale,Shop,1,2025-03-09T10:00:00Z,2025-03-09T10:05:00Z,2025-03-09T11:00:00Z,2025-04-10,1001,-20.00,-2.00,0.00,,anna-blog,false
            25,extended,Online Sale,sale,Shop,1,2025-03-02T10:00:00Z,2025-03-02T10:05:00Z,2025-03-02T11:00:00Z,2025-04-10,1002,10.00,1.00,0.00,,bert-blog,false

            """)
        #expect(read.outcome.summary.format == "cj-commissions")
        #expect(read.table?.values("order_id").sorted() == ["1001", "1001", "1002"])
        #expect(map(read.table, "refund_id", "refund") == ["": "0.00", "24": "20.00"])
        #expect(map(read.table, "refund_id", "revenue")["24"] == "0.00")
        #expect(map(read.table, "refund_id", "status")["24"] == "refunded")
        #expect(Set(read.table?.values("status") ?? []) == ["paid", "refunded", "pending"])
        #expect(Set(read.table?.values("currency") ?? []) == ["USD"])
        #expect(map(read.table, "revenue", "utm_creator")["10.00"] == "bert-blog")
        // What the network paid is no cost of a deal, and that is said.
        #expect(read.outcome.summary.losses.contains { $0.column == "pubCommissionAmountUsd" })
    }

    /// A sale that was voided was taken back whole.
    @Test func aVoidedSaleOfShareASaleIsTakenBack() throws {
        let read = try read(
            """
            Trans ID|User ID|Merchant ID|Trans Date|Trans Amount|Commission|Comment|Voided|Pending Date|Locked|Lock Date|Coupon
            11|998|77|03/14/2025 10:00:00 AM|49.90|4.99|Sale - 1001|0||0|04/20/2025|ANNA10
            12|999|77|04/03/2025 11:00:00 PM|59.90|5.99|Sale - 1002|1||0||

            """, set: ["currency": "USD"])
        #expect(read.outcome.summary.format == "shareasale-transactions")
        #expect(map(read.table, "order_id", "status") == ["11": "paid", "12": "refunded"])
        #expect(map(read.table, "order_id", "refund") == ["11": "", "12": "59.90"])
        #expect(map(read.table, "order_id", "order_reference") == ["11": "1001", "12": "1002"])
        #expect(map(read.table, "order_id", "ordered_at")["12"] == "2025-04-03T23:00:00Z")
        #expect(map(read.table, "order_id", "utm_creator") == ["11": "998", "12": "999"])
    }

    /// Rows that are products of an order, and payments, are recognised and refused with what to do instead.
    @Test(arguments: [
        ("Member ID (U1),MID,Advertiser Name,Order ID,Transaction Date,Transaction Time,SKU,Sales,# of Items,Total Commission,Process Date", "anna,1,Shop,1001,03/14/2025,10:00:00,A,49.90,1,4.99,03/16/2025", "one product of an order"),
        ("Order ID,Product ID,Product name,SKU ID,Payment amount,Currency,Quantity,Order status,Creator username,Content type,Commission rate,Est. commission base", "57001,17290,Cream,3,25.00,EUR,1,Completed,anna.l,Video,10%,25.00", "one product of an order"),
        ("Date,Time,TimeZone,Name,Type,Status,Currency,Gross,Fee,Net,From Email Address,To Email Address,Transaction ID", "03/14/2025,10:00:00,CET,Anna,Express Checkout Payment,Completed,EUR,49.90,-1.50,48.40,a@example.com,b@example.com,1AB", "it holds payments"),
        ("Datum;Uhrzeit;Zeitzone;Name;Typ;Status;Währung;Brutto;Entgelt;Netto;Transaktionscode;Guthaben", "14.03.2025;10:00:00;CET;Anna;Zahlung;Abgeschlossen;EUR;49,90;-1,50;48,40;1AB;48,40", "it holds payments"),
    ])
    func whatTellsNoOrdersIsRefused(header: String, row: String, reason: String) throws {
        let read = try read("\(header)\n\(row)\n")
        #expect(read.outcome.summary.refused?.contains(reason) == true)
        #expect(read.table == nil)
    }

    // MARK: ads

    private static let tikTokAds = """
        Campaign name,Primary status,Cost,CPC (destination),CPM,Impressions,Clicks (destination),CTR (destination),Conversions,Currency
        Spring,Active,100.00,0.50,5.00,20000,200,1.00%,10,GBP
        Summer,Active,"1,050.50",0.50,5.00,20000,200,1.00%,10,GBP
        Total of 2 results,-,"1,150.50",0.50,5.00,40000,400,1.00%,20,GBP

        """

    /// Its columns are nearly those of Google Ads.
    @Test func adsOfTikTokAreNotGoogles() throws {
        let read = try read(Self.tikTokAds)
        #expect(read.outcome.summary.format == "tiktok-ads-report")
        #expect(map(read.table, "campaign", "boost_spend") == ["Spring": "100.00", "Summer": "1050.50"])
        #expect(Set(read.table?.values("currency") ?? []) == ["GBP"])
        #expect(Set(read.table?.values("network") ?? []) == ["tiktok"])
    }

    // MARK: currencies

    @Test(arguments: ["Currency code", "Currency"])
    func aColumnOfCurrenciesCounts(name: String) throws {
        let read = try read("Campaign,Cost,Impr.,\(name)\nSpring,100.00,2000,GBP\n")
        #expect(read.outcome.summary.format == "google-ads-campaigns")
        #expect(read.table?.values("currency") == ["GBP"])
    }

    @Test(arguments: [
        ("id,publisher_id,sale_amount,commission,date,commission_status,extra,currency", "1,7,50.00,5.00,2025-03-01 10:00:00,approved,1001,GBP", "awin-transactions-report"),
        ("Date,Order #,Status,Net Sales,Currency", "2025-03-01 10:00:00,1001,completed,50.00,GBP", "woocommerce-orders"),
    ])
    func currenciesOfOrdersCount(header: String, row: String, format: String) throws {
        let read = try read("\(header)\n\(row)\n")
        #expect(read.outcome.summary.format == format)
        #expect(read.table?.values("currency") == ["GBP"])
        #expect(read.table?.values("revenue") == ["50.00"])
    }

    /// One that no format reads is said: the amounts would be taken for the pipeline's currency.
    @Test func anUnreadColumnOfCurrenciesIsSaid() throws {
        func said(_ text: String, set: [String: String] = [:]) throws -> [Loss] {
            try read(text, set: set).outcome.summary.losses.filter { $0.what.contains("which currency the amounts are in") }
        }
        let text = "Campaign,Cost,Impr.,Billing unit\nSpring,100.00,2000,GBP\nSummer,100.00,2000,USD\n"
        #expect(try said(text).map(\.what) == ["the column `Billing unit` is not read and says which currency the amounts are in"])
        #expect(try said(text).allSatisfy { $0.weight == .important })
        #expect(try said(text, set: ["currency": "GBP"]).isEmpty)
        // A code or a header that is read says it already.
        #expect(try said("Campaign,Cost,Impr.,Currency code,Billing unit\nSpring,100.00,2000,GBP,USD\n").isEmpty)
        #expect(try said("Campaign,Cost,Impr.,Kind\nSpring,100.00,2000,Search\n").isEmpty)
    }

    // MARK: posts

    @Test func theResearchInterfaceOfTikTok() throws {
        let read = try read(
            """
            {"id":7300000000000000001,"create_time":1741946400,"username":"anna.l","region_code":"DE","video_description":"Hi @maker #Glow","music_id":1,"like_count":12345,"comment_count":2,"share_count":1,"view_count":98765,"favorites_count":3,"hashtag_names":["glow"]}

            """, name: "videos.ndjson")
        #expect(read.outcome.summary.format == "tiktok-research")
        #expect(read.table?.values("post_id") == ["7300000000000000001"])
        #expect(read.table?.values("posted_at") == ["2025-03-14T10:00:00Z"])
        #expect(["likes", "comments", "shares", "saves", "views"].map { read.table?.values($0) ?? [] } == [["12345"], ["2"], ["1"], ["3"], ["98765"]])
        #expect(read.table?.values("mentions") == ["maker"])
    }

    @Test(arguments: [("like_count", "instagram"), ("reaction_count", "facebook")])
    func theContentLibraryOfMeta(likes: String, platform: String) throws {
        let read = try read("""
            id,text,creation_time,modified_time,lang,content_type,hashtags,post_owner.id,post_owner.name,post_owner.username,post_owner.type,statistics.\(likes),statistics.comment_count,statistics.share_count,statistics.views,is_branded_content,mcl_url
            12345,hello #ad,2025-03-14T10:00:00+0000,2025-03-14T10:00:00+0000,de,PHOTO,"[""ad""]",178,Anna,anna.l,CREATOR,100,5,2,3000,true,https://www.facebook.com/transparency/content/1

            """)
        #expect(read.outcome.summary.format == "meta-content-library-\(platform)")
        #expect(read.table?.values("platform") == [platform])
        #expect(read.table?.values("likes") == ["100"])
        #expect(read.table?.values("handle") == ["anna.l"])
        #expect(read.table?.values("post_type") == ["image"])
        #expect(read.table?.values("sponsored") == ["1"])
    }

    /// `id` as a number loses digits in other programs; a retweet's counts are the original's.
    @Test func postsOfTheFirstInterfaceOfX() throws {
        let read = try read(
            """
            {"created_at":"Wed Oct 10 20:19:24 +0000 2018","id":1050118621198921700,"id_str":"1050118621198921728","full_text":"Hi","user":{"id_str":"62","screen_name":"anna","followers_count":6129},"retweet_count":284,"favorite_count":399,"entities":{"hashtags":[{"text":"Glow"}]}}
            {"created_at":"Wed Oct 10 21:19:24 +0000 2018","id":1050118621198921900,"id_str":"1050118621198921999","full_text":"RT","user":{"id_str":"62","screen_name":"anna","followers_count":6129},"retweet_count":7,"favorite_count":0,"retweeted_status":{"id_str":"1"},"entities":{"hashtags":[]}}

            """, name: "posts.ndjson")
        #expect(read.outcome.summary.format == "x-api-v1")
        #expect(read.table?.values("post_id") == ["1050118621198921728"])
        #expect(read.table?.values("posted_at") == ["2018-10-10T20:19:24Z"])
        #expect(read.table?.values("followers_at_export") == ["6129"])
        #expect(["likes", "shares", "comments"].map { read.table?.values($0) ?? [] } == [["399"], ["284"], [""]])
        #expect(read.outcome.summary.skipped == 1)
    }

    private static let blueskyPost =
        #"{"post":{"uri":"at://did:plc:abc/app.bsky.feed.post/3kx1","cid":"b","author":{"did":"did:plc:abc","handle":"anna.bsky.social"},"record":{"text":"Hi #glow","createdAt":"2025-03-14T10:00:00.000Z"},"likeCount":3,"repostCount":1,"replyCount":2,"quoteCount":0,"indexedAt":"2025-03-14T10:00:01.000Z"}}"#
    private static let blueskyRepost = blueskyPost.dropLast().replacing("3kx1", with: "3kx2") + #","reason":{"by":{"did":"did:plc:xyz"}}}"#

    @Test(arguments: [
        (#"{"feed":[\#(blueskyPost),\#(blueskyRepost)],"cursor":"1"}"#, "bluesky-feed"), ("\(blueskyPost)\n\(blueskyRepost)\n", "bluesky-posts"),
    ])
    func postsOfBluesky(text: String, format: String) throws {
        let read = try read(text, name: "feed.json")
        #expect(read.outcome.summary.format == format)
        #expect(read.table?.values("post_id") == ["3kx1"])
        #expect(read.table?.values("handle") == ["anna.bsky.social"])
        #expect(["likes", "shares", "comments", "hashtags"].map { read.table?.values($0) ?? [] } == [["3"], ["1"], ["2"], ["glow"]])
    }

    /// Rows of a post at one time are parts of it; rows of several times are its states.
    @Test(arguments: [("2025-04-01T00:00:00Z", "2025-04-01T00:00:00Z", 1), ("2025-04-01T00:00:00Z", "2025-04-08T00:00:00Z", 0)])
    func partsOfPostsAreSaid(first: String, second: String, count: Int) throws {
        let rows = (1...5).flatMap { ["instagram,p\($0),anna,2025-03-01T00:00:00Z,\(first),10,1", "instagram,p\($0),anna,2025-03-01T00:00:00Z,\(second),30,2"] }
        let losses = try read("platform,post_id,handle,posted_at,exported_at,likes,comments\n\(rows.joined(separator: "\n"))\n").outcome.summary.losses
        let said = losses.filter { $0.what.contains("in several rows of one time") }
        #expect(said.count == count && said.allSatisfy { $0.weight == .important && $0.count == 5 }, "\(losses)")
    }

    /// 20 posts, of which some are known by a link that names none.
    @Test(arguments: [
        ("https://vm.tiktok.com/ZMabc/", 2, Loss.Weight.important), ("https://vm.tiktok.com/ZMabc/", 1, .noted), ("https://pin.it/4AbCd", 2, .important),
        ("https://www.facebook.com/share/p/1AbC/", 2, .important), ("https://www.tiktok.com/@anna/video/71", 0, .noted), ("https://blog.example.com/a-post", 0, .noted),
    ])
    func postsKnownByAShortLink(link: String, count: Int, weight: Loss.Weight) throws {
        let rows = (1...20).map { "tiktok,\($0 <= max(1, count) ? "\(link)?n=\($0)" : "71\($0)"),anna,2025-03-01T00:00:00Z,10,1" }
        let losses = try read("platform,post_id,handle,posted_at,likes,comments\n\(rows.joined(separator: "\n"))\n").outcome.summary.losses
        let said = losses.filter { $0.what.contains("by a short link alone") }
        #expect(said.map(\.count) == (count == 0 ? [] : [count]) && said.allSatisfy { $0.weight == weight }, "\(losses)")
    }
}

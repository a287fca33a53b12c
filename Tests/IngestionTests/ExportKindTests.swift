import Findings
import Foundation
import Ingestion
import SocialData
import TextValues
import Testing

/// Which export a file is, and what its columns mean, where names alone mislead. All data is invented.
struct ExportKindTests {
    private struct Read {
        var outcome: IngestionOutcome
        var tables: [Entity: StagedTable]
        var refused: String { outcome.summary.refused ?? "" }
        var format: String { outcome.summary.format }

        func values(_ column: String, _ entity: Entity = .posts) -> [String] { tables[entity]?.values(column) ?? [] }

        /// One column by another, as rows lie in the order of their shards.
        func map(_ key: String, _ column: String, _ entity: Entity = .posts) -> [String: String] {
            Dictionary(zip(values(key, entity), values(column, entity))) { first, _ in first }
        }
    }

    private func read(_ text: String, name: String = "file.csv", set: [String: String] = [:]) throws -> Read {
        let folder = try TemporaryFolder()
        let outcome = try ingestFile(try folder.write(name, text), in: folder, set: set)
        var tables: [Entity: StagedTable] = [:]
        for file in outcome.staged { tables[file.entity] = try StagedTable(file) }
        return Read(outcome: outcome, tables: tables)
    }

    // MARK: kinds

    private static let linkedIn = """
        "All posts of the page, organic and sponsored"
        Post title,Post link,Post type,Posted by,Created date,Impressions,Views,Clicks,Likes,Comments,Reposts,Follows,Engagement rate,Content Type
        Soup,https://www.linkedin.com/feed/update/urn:li:activity:7311111111111111101,Organic,A B,03/14/2026,900,0,21,33,4,5,0,0.07,Image
        Stew,https://www.linkedin.com/feed/update/urn:li:ugcPost:7311111111111111102,Organic,A B,03/15/2026,800,410,9,22,1,2,0,0.04,Video

        """

    @Test func aLinkedInPageIsNoTikTok() throws {
        let read = try read(Self.linkedIn, set: ["handle": "thebrand"])
        #expect(read.format == "linkedin-page-content")
        #expect(read.map("post_id", "likes") == ["7311111111111111101": "33", "7311111111111111102": "22"])
        #expect(read.map("post_id", "shares") == ["7311111111111111101": "5", "7311111111111111102": "2"])
        #expect(read.map("post_id", "views") == ["7311111111111111101": "", "7311111111111111102": "410"])
        #expect(read.map("post_id", "posted_at")["7311111111111111101"] == "2026-03-14T00:00:00Z")
    }

    /// Generic names of columns make no TikTok: the links do.
    @Test(arguments: ["https://www.linkedin.com/posts/a-activity-73-x", "https://vimeo.com/123", "https://www.facebook.com/a/posts/1"])
    func linksOfAnotherNetworkAreNotTikTok(link: String) throws {
        let read = try read("Title,Link,Likes,Comments,Shares,Views\nSoup,\(link),1,2,3,4\n")
        #expect(read.format != "tiktok-studio-content")
        #expect(read.tables.isEmpty)
    }

    @Test(arguments: ["Add to Favorites", "Add to favourites", "Favorites", "Saves", "Bookmarks"])
    func savesOfTikTokHaveManyNames(name: String) throws {
        let read = try read(
            "Video title,Video link,Post time,Video views,Likes,Comments,Shares,\(name)\nsoup,https://www.tiktok.com/@mira.vale/video/7567452112981000001,2025/10/31 18:19:10,1000,100,10,5,60\n")
        #expect(read.values("saves") == ["60"])
    }

    // MARK: counts

    private static let crowdTangle = """
        Page Name,User Name,Facebook Id,Followers at Posting,Post Created,Type,Total Interactions,Likes,Comments,Shares,Love,Wow,Haha,Sad,Angry,Care,Post Views,Video Length,URL,Message,Sponsor Id
        Anna,anna,100,5000,2023-01-10 12:00:00 CET,Photo,"1,157",800,40,7,100,90,80,20,15,5,0,N/A,https://www.facebook.com/100/posts/11,a,
        Anna,anna,100,5000,2023-01-11 12:00:00 CET,Native Video,66,50,10,5,1,0,0,0,0,0,900,00:01:10,https://www.facebook.com/100/posts/12,b,
        Anna,anna,100,5000,2023-01-12 12:00:00 CET,Live Video Complete,3,1,1,1,0,0,0,0,0,0,0,00:01:10,https://www.facebook.com/100/posts/13,c,

        """

    @Test func likesOfFacebookAreAllReactions() throws {
        let read = try read(Self.crowdTangle)
        // 800 + 100 + 90 + 80 + 20 + 15 + 5 = 1,110 = 1,157 - 40 - 7.
        #expect(read.map("post_id", "likes") == ["100_11": "1110", "100_12": "51", "100_13": "1"])
        #expect(read.map("post_id", "views") == ["100_11": "", "100_12": "900", "100_13": "0"])
    }

    /// Without the columns of the other reactions their sum comes from the total: 1,157 - 40 - 7.
    @Test func reactionsComeFromTheTotalWhereTheyHaveNoColumns() throws {
        let lines = Self.crowdTangle.split(separator: "\n").map { line -> String in
            let cells = csvRecords(Array("\(line)\n".utf8))[0]
            return (cells[0...9] + cells[16...]).map { $0.contains(",") ? "\"\($0)\"" : $0 }.joined(separator: ",")
        }
        #expect(try read(lines.joined(separator: "\n") + "\n").map("post_id", "likes")["100_11"] == "1110")
    }

    @Test(arguments: [("likes_hidden", "True"), ("likes_hidden", "1"), ("Like count hidden", "yes"), ("hide_like_count", "true")])
    func hiddenLikesAreMissing(column: String, word: String) throws {
        let read = try read(
            "id,thread_id,body,author,timestamp,num_likes,num_comments,\(column)\na,a,x,anna,2025-03-01 10:00:00,0,3,\(word)\nb,b,x,anna,2025-03-01 10:00:00,7,3,False\n")
        #expect(read.map("post_id", "likes") == ["a": "", "b": "7"])
        let own = try self.read("post_id,platform,handle,likes,likes_hidden\na,x,anna,0,1\nb,x,anna,7,0\n")
        #expect(own.map("post_id", "likes") == ["a": "", "b": "7"])
    }

    @Test func theFirstOfTwoEqualNamesIsThePosts() throws {
        let read = try read(
            "Post ID,Page ID,Page name,Publish time,Permalink,Post type,Views,Reach,Reactions,Comments,Shares,Views\n1,9,P,03/18/2025 12:59,https://www.facebook.com/1,Videos,120,90,8,3,1,77\n")
        #expect(read.values("views") == ["120"])
    }

    // MARK: people

    @Test(arguments: [
        ("S.no,Instagram name, Name,Subscribers,Subscribers,\"Authentic engagement\n\"", "1.00,mira.vale,Mira Vale,2.4M,2400000.00,5K", "instagram"),
        ("Instagram name,Name,Followers", "Mira Vale,mira.vale,2400000", "instagram"),
        ("Tiktoker,influencer name,Subscribers count,Subscribers count,Views avg.", "mira.vale,Mira Vale,2.4M,2400000,1M", "tiktok"),
        ("TIKTOKER-NAME;Influencer;Follower count", "Mira Vale;@mira.vale;2.4M", "tiktok"),
        ("channel name,youTuber,Category,Subscribers count,Subscribers count", "mira.vale,Mira Vale - Songs,Music,2.4M,2400000", "youtube"),
        ("s.no,Youtube channel,youtuber name,Followers", "1,Mira Vale,mira.vale,2.4M", "youtube"),
        ("Rank,Name,Username,Network,Follower Count", "1,Mira Vale,@mira.vale,TikTok,2.4M", "tiktok"),
        ("Creator,Profile link,Platform,Followers", "Mira Vale,https://www.instagram.com/mira.vale/,IG,2400000", "instagram"),
    ])
    func valuesSayWhichColumnHoldsHandles(header: String, row: String, platform: String) throws {
        let read = try read("\(header)\n\(row)\n")
        #expect(read.refused.isEmpty)
        #expect(read.values("handle", .snapshots) == ["mira.vale"])
        #expect(read.values("followers", .snapshots) == ["2400000"])
        #expect(read.values("platform", .snapshots) == [platform])
        #expect(read.values("display_name", .creators).allSatisfy { $0.hasPrefix("Mira Vale") })
    }

    @Test func aListWithoutANetworkAsksForIt() throws {
        let text = "Rank,Name,Username,Follower Count\n1,Mira Vale,@mira.vale,2.4M\n"
        #expect(try read(text).refused.contains("`platform`"))
        #expect(try read(text, set: ["platform": "tiktok"]).values("platform", .snapshots) == ["tiktok"])
    }

    @Test func aProfileLinkIsAHandle() throws {
        let read = try read(
            "post_id,platform,handle,likes\n1,instagram,https://www.instagram.com/mira.tal/,1\n2,tiktok,tiktok.com/@mira.tal,1\n3,x,https://linktr.ee/mira,1\n")
        #expect(read.map("post_id", "handle") == ["1": "mira.tal", "2": "mira.tal", "3": ""])
        #expect(read.outcome.summary.quarantinedCells == 1)
    }

    @Test func theDirectoryHoldsCounts() throws {
        let read = try read("creator_id,platform,handle,niche,followers\nanna,tiktok,anna.l,food,20000\nbert,tiktok,bert,food,\n")
        #expect(read.map("creator_id", "followers", .snapshots) == ["anna": "20000"])
        #expect(read.values("observed_at", .snapshots) == [""])
        #expect(read.values("creator_id", .creators).sorted() == ["anna", "bert"])
    }

    // MARK: ids

    @Test(arguments: [["post_id": "tiktok"], ["deal_id": "d"], ["order_id": "1"], ["promo_code": "X"], ["creator_id": "anna"]])
    func aConstantIsNoKey(set: [String: String]) throws {
        let files = [
            "post_id": "platform,handle,url,likes\ntiktok,anna,https://www.tiktok.com/@anna/video/1,1\n", "deal_id": "deal_id,handle,fee\n,anna,1\n",
            "order_id": "order_id,revenue\n,1\n", "promo_code": "promo_code,deal_id\n,d\n", "creator_id": "creator_id,platform,niche\n,x,food\n",
        ]
        let column = try #require(set.keys.first)
        let read = try read(try #require(files[column]), set: set)
        #expect(read.refused.contains("`set: {\(column): "), "\(read.refused)")
        #expect(!read.refused.contains("add it to the source"))
    }

    @Test func noMessageAdvisesAConstantKey() throws {
        let read = try read("authorMeta.name,text,diggCount,shareCount,playCount,createTimeISO\nanna,hi,1,1,1,2026-03-11T10:00:00.000Z\n")
        #expect(read.refused.contains("`post_id`"))
        #expect(!read.refused.contains("set:"))
    }

    @Test func anIdCanStandInTheLink() throws {
        let read = try read(
            "authorMeta.name,text,diggCount,shareCount,playCount,createTimeISO,webVideoUrl\nanna,hi,1,1,1,2026-03-11T10:00:00.000Z,https://www.tiktok.com/@anna/video/7620000000000000007\n")
        #expect(read.values("post_id") == ["7620000000000000007"])
        let own = try self.read("platform,handle,url,likes\nyoutube,anna,https://youtu.be/AbCdEfGhI01,1\n")
        #expect(own.values("post_id") == ["AbCdEfGhI01"])
    }

    /// A spreadsheet keeps 15 digits: two posts get one id. Links with the whole id mend it, short codes do not.
    @Test func roundedIds() throws {
        let links = ["7620000000000012341", "7620000000000098765"].map { "https://www.tiktok.com/@anna/video/\($0)" }
        let rows = links.map { "tiktok,7620000000000010000,anna,\($0),1\n" }.joined()
        // 7620000000000012341 has 15 digits 762000000000001, then 2341.
        let mended = try read("platform,post_id,handle,url,likes\n" + rows.replacingOccurrences(of: "anna,https://www.tiktok.com/@anna/video/7620000000000098765", with: "anna,https://www.tiktok.com/@anna/video/7620000000000019999"))
        #expect(mended.values("post_id").sorted() == ["7620000000000012341", "7620000000000019999"])
        let codes = try read(
            "platform,post_id,handle,url,likes\ninstagram,17933202951319100,anna,https://www.instagram.com/p/AAA/,1\ninstagram,17933202951319200,anna,https://www.instagram.com/p/BBB/,1\n")
        #expect(codes.refused.contains("a spreadsheet rounded its ids"))
        let bare = try read("platform,post_id,handle,likes\ninstagram,17933202951319100,anna,1\ninstagram,17933202951319200,anna,1\n")
        #expect(bare.refused.contains("17933202951319100 ends in zeros"))
        let whole = try read("platform,post_id,handle,likes\ninstagram,17933202951319100,anna,1\ninstagram,17933202951319211,anna,1\ninstagram,17933202951319213,anna,1\n")
        #expect(whole.values("post_id").count == 3)
    }

    @Test func idsWithADecimalPoint() throws {
        let read = try read("platform,post_id,handle,likes\nx,178.0,anna,1\nx,17933202951319112.0,anna,1\n")
        #expect(read.values("post_id") == ["178"])
        #expect(read.outcome.summary.quarantined == 1)
    }

    // MARK: not for us

    @Test(arguments: [
        "Facebook follows;\nDate;Primary\n2025-10-31T00:00:00;4\n2025-11-01T00:00:00;2\n",
        "Datum;Reichweite\n31.10.2025;1.204\n01.11.2025;998\n02.11.2025;-\n",
        "Date,New followers,Total followers\n2025/10/31,10,--\n2025/11/01,100,NAN\n",
        "日期\t触达\n2025-10-31\t10\n2025-11-01\t12\n",
        "sep=,\n\"Page reach\"\n\"Date\",\"Page reach\"\n\"2025-01-01T00:00:00\",\"5\"\n\"2025-01-02T00:00:00\",\"6\"\n\n\"Profile reach\"\n\"Date\",\"Profile reach\"\n\"2025-01-01T00:00:00\",\"7\"\n\"2025-01-02T00:00:00\",\"8\"\n",
        "Día|Alcance|Visitas\n\"28 de febrero de 2025\"|10|1\n\"1 de marzo de 2025\"|12|2\n",
    ])
    func numbersOfAnAccountPerDay(text: String) throws {
        let read = try read(text)
        #expect(read.refused.contains("per day") && read.refused.contains("not posts"), "\(read.refused)")
        #expect(!read.refused.contains("no known export"))
    }

    /// A day and numbers, but sales, ids or rates: something else, and not called an account's.
    @Test(arguments: [
        "Datum;Bestellung;Betrag\n01.03.2025;1001;10,00\n01.03.2025;1002;20,00\n04.03.2025;1003;5,00\n",
        "Day,Clip,Likes\n2025-01-01,17933202951319112,4\n2025-01-02,17933202951319113,5\n",
        "Day,Title,Likes\n2025-01-01,Soup,4\n2025-01-02,Stew,5\n",
    ])
    func otherTablesWithDays(text: String) throws {
        #expect(try read(text).refused.contains("no known export"))
    }

    @Test(arguments: [
        ("Top queries,Clicks,Impressions,CTR,Position\nsoup,1,2,50%,3\n", "search-console"),
        ("Häufigste Suchanfragen;Klicks;Impressionen;CTR;Position\nsuppe;1;2;50%;3\n", "search-console"),
        ("Sale Date,Order ID,Buyer User ID,Full Name,Number of Items,Currency,Order Value,Coupon Code,Order Total\n09/21/26,1001,b1,A B,1,USD,30.00,,30.00\n", "etsy-orders"),
        ("id,Description,Seller Message,Created (UTC),Amount,Amount Refunded,Currency,Status\nch_1,,,2026-01-01 10:00,10.00,0.00,usd,Paid\n", "stripe-payments"),
        ("Transaction Date,Type,Order,Payout Status,Payout Date,Payout ID,Amount,Fee,Net,Currency\n2026-05-01,charge,#1001,paid,2026-05-01,1,59,-1.5,57.5,USD\n", "shopify-payouts"),
        ("Discount code,Orders,Net sales\nMIRA10,12,340.00\n", "sales-per-code"),
        ("Rabattcode;Bestellungen;Umsatz\nMIRA10;12;340,00\n", "sales-per-code"),
    ])
    func knownAndOfNoUse(text: String, format: String) throws {
        let read = try read(text)
        #expect(read.format == format, "\(read.refused)")
        #expect(read.refused.hasPrefix("it is ") && read.refused.split(separator: ";").count >= 2, "\(read.refused)")
    }

    @Test func adsInPortugueseAreAds() throws {
        let text = "Nome da campanha,Status da campanha,Custo,Cliques,CTR\nSOPA,Ativado,\"R$ 236,86\",58,\"6,68%\"\nCALDO,Pausado,\"R$ 23,14\",2,\"6,90%\"\n"
        let read = try read(text, set: ["handle": "mira", "currency": "BRL"])
        #expect(read.format == "google-ads-campaigns", "\(read.refused)")
        #expect(read.map("campaign", "boost_spend", .spend) == ["SOPA": "236.86", "CALDO": "23.14"])
    }

    /// One amount a row is all that the kind reads: what the amount is for, how often, less what and on which account is asked in a draft.
    @Test(arguments: [
        "Fee (per post),Currency", "Fee (monthly),Currency", "Cost (cents),Currency", "Price,Currency,Qty", "Fee (EUR),Agency %", "Fee (EUR),Posted?",
        "Fee (EUR),TikTok followers", "Price,Currency,Add-on", "Fee (EUR per post),Currency", "Fee (all),Currency", "Fee (€/month),Currency",
    ])
    func aSheetThatSaysMoreThanARosterIsNone(columns: String) throws {
        let names = columns.split(separator: ",")
        let cells = names.map { $0 == "Currency" ? "EUR" : $0.hasSuffix("%") ? "15%" : $0 == "Posted?" ? "no" : $0 == "Qty" ? "3" : "133" }
        let read = try read("Influencer,Followers,Network,Live date,\(columns)\n@anna.l,20000,Instagram,2024-03-05,\(cells.joined(separator: ","))\n")
        #expect(read.format != "creator-roster", "\(read.format)")
    }

    @Test(arguments: ["Fee (EUR)", "Fee (eur)", "Fee (€)", "Fee (THB)"])
    func aRosterNamesACurrencyInBrackets(name: String) throws {
        let read = try read("Influencer,Followers,Network,Live date,\(name)\n@anna.l,20000,Instagram,2024-03-05,133\n")
        #expect(read.format == "creator-roster", "\(read.refused)")
    }

    /// Numbers of rows, and what else says something of people only.
    @Test(arguments: ["No.,1", "#,7", "Age,31", "Verified,yes", "Zip,10115", "ER %,3.1"])
    func aRosterMaySayMoreOfPeople(column: String) throws {
        let (name, cell) = (column.split(separator: ",")[0], column.split(separator: ",")[1])
        let read = try read("Name,Platform,Followers,Spend,Currency,\(name)\n@anna.l,instagram,20000,500,EUR,\(cell)\n@bert.m,instagram,30000,700,EUR,\(cell)\n")
        #expect(read.format == "creator-roster", "\(read.refused)")
    }

    // MARK: new kinds

    @Test func aRosterGivesDealsAndCountsAndSaysWhatItDoesNotUse() throws {
        let read = try read("Name,Platform,Followers,Spend,Revenue\n@anna.l,instagram,20000,500,1200\nhttps://www.tiktok.com/@bert,tiktok,1.2M,900,100\n", set: ["currency": "EUR"])
        #expect(read.format == "creator-roster")
        #expect(read.map("handle", "fee", .deals) == ["anna.l": "500.00", "bert": "900.00"])
        #expect(read.map("handle", "followers", .snapshots) == ["anna.l": "20000", "bert": "1200000"])
        #expect(read.outcome.summary.losses.contains { $0.kind == .notUsed && $0.column == "Revenue" })
    }

    @Test func postsOfTheXStream() throws {
        let read = try read(
            #"{"data":{"id":"1578318390590328832","author_id":"99","created_at":"2022-10-07T09:36:42.000Z","text":"hi #soup","public_metrics":{"retweet_count":2,"reply_count":3,"like_count":4,"quote_count":0}},"includes":{"users":[{"id":"98","username":"b","public_metrics":{"followers_count":1}},{"id":"99","username":"anna","public_metrics":{"followers_count":500}}]}}"# + "\n",
            name: "stream.jsonl")
        #expect(read.format == "x-api-v2-stream", "\(read.refused)")
        #expect(read.values("post_id") == ["1578318390590328832"] && read.values("account_id") == ["99"])
        #expect(read.values("handle") == [""], "nothing says which of the accounts is the author's")
        #expect(read.values("likes") == ["4"] && read.values("shares") == ["2"])
    }

    @Test func postsOfInstaloader() throws {
        let read = try read(
            #"{"node":{"shortcode":"DAbc","id":"33","__typename":"GraphVideo","taken_at_timestamp":1741597200,"edge_media_preview_like":{"count":-1},"edge_media_to_comment":{"count":7},"video_view_count":900,"is_video":true,"owner":{"id":"5","username":"anna"},"edge_media_to_caption":{"edges":[{"node":{"text":"hi #soup"}}]}},"instaloader":{"version":"4.9","node_type":"Post"}}"#,
            name: "post.json")
        #expect(read.format == "instaloader", "\(read.refused)")
        #expect(read.values("post_id") == ["DAbc"] && read.values("likes") == [""] && read.values("comments") == ["7"])
        #expect(read.values("views") == ["900"] && read.values("hashtags") == ["soup"])
        // 1741597200 is 2025-03-10 09:00:00 UTC.
        #expect(read.values("posted_at") == ["2025-03-10T09:00:00Z"])
    }

    @Test func videosOfYtDlp() throws {
        let read = try read(
            #"{"id":"AbCdEfGhI01","extractor_key":"Youtube","webpage_url":"https://www.youtube.com/watch?v=AbCdEfGhI01","upload_date":"20250310","channel_id":"UCx","uploader_id":"@annal","channel_follower_count":2000,"view_count":100,"like_count":9,"comment_count":1,"duration":61,"epoch":1741597200,"tags":["soup"],"description":"x"}"# + "\n",
            name: "videos.jsonl")
        #expect(read.format == "yt-dlp", "\(read.refused)")
        #expect(read.values("platform") == ["youtube"] && read.values("handle") == ["annal"] && read.values("followers_at_export") == ["2000"])
        #expect(read.values("posted_at") == ["2025-03-10T00:00:00Z"] && read.values("likes") == ["9"])
    }

    @Test func postsOfSnscrape() throws {
        let read = try read(
            #"{"url":"https://twitter.com/anna/status/1578318390590328832","date":"2022-10-07T09:36:42+00:00","rawContent":"hi","id":1578318390590328832,"user":{"username":"anna","id":99,"followersCount":500},"replyCount":3,"retweetCount":2,"likeCount":4,"quoteCount":0}"# + "\n",
            name: "tweets.jsonl")
        #expect(read.format == "snscrape-twitter", "\(read.refused)")
        #expect(read.values("post_id") == ["1578318390590328832"] && read.values("handle") == ["anna"] && read.values("shares") == ["2"])
    }

    @Test func tablesOfAPIs() throws {
        let videos = try read("video_id,title,publishedAt,channelTitle,viewCount,likeCount,commentCount\nAbCdEfGhI01,Soup,2025-03-10T09:00:00Z,Anna,100,9,1\n")
        #expect(videos.format == "youtube-api-table" && videos.values("views") == ["100"], "\(videos.refused)")
        let ads = try read("campaign_name,ad_id,date_start,date_stop,spend,impressions\nSoup,55,2026-01-01,2026-01-31,12.50,900\n", set: ["handle": "anna", "currency": "EUR"])
        #expect(ads.format == "meta-ads-api" && ads.values("boost_spend", .spend) == ["12.50"], "\(ads.refused)")
        // A line that stands there once more says so; one that differs in what is not read is another ad.
        let row = "Soup,2026-01-01,2026-01-31,12.50"
        let twice = try read("campaign_name,date_start,date_stop,spend,impressions\n\(row),900\n\(row),900\n\(row),901\n", set: ["handle": "anna", "currency": "EUR"])
        #expect(twice.values("repeated", .spend).sorted() == ["", "", "1"], "\(twice.refused)")
        // Quotes and zeros that a spreadsheet changed say nothing else; nor can a file say it of itself.
        let saved = try read("handle,platform,campaign,started_at,currency,boost_spend,repeated\nanna,instagram,Soup,2026-01-01,EUR,50.00,\n\"anna\",instagram,Soup,2026-01-01,EUR,50,\nanna,instagram,Soup,2026-01-01,EUR,51,1\n")
        #expect(saved.values("repeated", .spend).sorted() == ["", "", "1"], "\(saved.refused)")
    }

    @Test func koreanYouTubeStudio() throws {
        let read = try read("콘텐츠,동영상 제목,동영상 게시 시간,조회수,노출수\n합계,,,150,900\nAbCdEfGhI01,수프,\"Oct 28, 2025\",150,900\n", set: ["handle": "anna"])
        #expect(read.format == "youtube-studio-table", "\(read.refused)")
        #expect(read.map("post_id", "views") == ["AbCdEfGhI01": "150"])
    }
}

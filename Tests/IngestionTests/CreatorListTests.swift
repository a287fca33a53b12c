import ExportFormats
import Findings
import Foundation
import Ingestion
import SocialData
import TextValues
import Testing

/// Lists of creators and brands' rosters, as vendors and people write them. All data is invented.
struct CreatorListTests {
    private struct Read {
        var outcome: IngestionOutcome
        var tables: [Entity: StagedTable]
        var refused: String { outcome.summary.refused ?? "" }
        var losses: [Loss] { outcome.summary.losses }

        func values(_ column: String, _ entity: Entity = .snapshots) -> [String] { tables[entity]?.values(column) ?? [] }

        /// One column by another, as rows lie in the order of their shards.
        func map(_ key: String, _ column: String, _ entity: Entity = .snapshots) -> [String: String] {
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

    // MARK: one row of a file, several of ours

    @Test(arguments: ["Instagram name,name", "Tiktoker,influencer name", "channel name,youtuber"])
    func aCountThatCannotBeReadIsSaidAlthoughTheCreatorStands(names: String) throws {
        let rows = (1...9).map { "c\($0),Mira Vale,\($0)000\n" }.joined()
        let read = try read("\(names),followers\n\(rows)c10,Mira Vale,about two\n")
        #expect(read.values("followers").count == 9)
        #expect(read.values("handle", .creators).count == 10)
        let loss = try #require(read.losses.first { $0.column == "followers" })
        #expect(loss.weight == .warning)
        #expect(loss.count == 1)
        #expect(loss.example == "about two")
        #expect(read.outcome.summary.quarantinedCells == 1)
    }

    @Test func countsOfWhichMostCannotBeReadRefuseTheFile() throws {
        let read = try read("Instagram name,name,followers\nmira,Mira Vale,3000\nzed,Zed Q,~3K\ntaro,Taro Q,>1M\n")
        #expect(read.refused.contains("2 of 3 values of `followers`"))
        #expect(read.refused.contains("`~3K`"))
    }

    /// The deal stands without a network, the count of followers does not.
    @Test func aCountOfNobodyKnowsWhichNetworkIsSaid() throws {
        let read = try read("Username,Platform,Followers,Spend,Currency\n@mira,,12000,100,USD\n@taro,TikTok,900,50,USD\n@zed,TikTok,1000,200,USD\n")
        #expect(read.values("fee", .deals).count == 3)
        #expect(read.values("followers").count == 2)
        let loss = try #require(read.losses.first { $0.column == "followers" })
        #expect(loss.what.contains("`platform`"))
        #expect(loss.example == "12000")
    }

    /// A creator without a count is a creator.
    @Test func noCountIsNoLoss() throws {
        let read = try read("Instagram name,name,followers\nmira,Mira Vale,3000\nzed,Zed Q,N/A\ntaro,Taro Q,\n")
        #expect(read.losses.isEmpty)
        #expect(read.values("handle", .creators).count == 3)
    }

    /// What was assumed is named by the column of the row's own entity.
    @Test func whatWasAssumedIsNamedByItsOwnColumn() throws {
        let read = try read("Username,Platform,Followers,Spend,Currency,Date\n@mira,TikTok,12000,100,USD,2026-03-01\n")
        #expect(read.values("estimated") == ["observed_at"])
    }

    // MARK: who it is

    @Test(arguments: [
        "IG handle", "Insta", "IG", "Social handle", "Tag", "Who?", "Instagram", "Benutzername", "Nutzername", "Kanal", "Usuario", "Nom d'utilisateur",
        "Kullanıcı adı", "ユーザー名", "Column7",
    ])
    func handlesAreFoundUnderAnyWord(header: String) throws {
        let read = try read("Name,\(header),Followers\nMira Vale,@mira.vale,12300\nTaro,@taro_quill,1200000\n", set: ["platform": "instagram"])
        #expect(read.map("handle", "followers") == ["mira.vale": "12300", "taro_quill": "1200000"])
    }

    @Test(arguments: ["Instagram URL", "IG Link", "Profil", "Where", "Enlace"])
    func linksToProfilesAreFoundUnderAnyWord(header: String) throws {
        let read = try read(
            "Name,\(header),Followers\nMira Vale,https://www.instagram.com/mira.vale/,12300\nTaro,instagram.com/_u/taro_quill,1200000\n")
        #expect(read.map("handle", "followers") == ["mira.vale": "12300", "taro_quill": "1200000"])
        #expect(read.values("platform") == ["instagram", "instagram"])
    }

    /// One agency for all, a link to a post and an address are nobody's handles.
    @Test(arguments: ["Agency,@agency,@agency", "Best post,https://www.instagram.com/mira.vale/p/C1/,https://www.instagram.com/taro/p/C2/", "Contact,a@b.example,c@b.example"])
    func otherColumnsAreNoHandles(column: String) throws {
        let parts = column.split(separator: ",").map(String.init)
        let read = try read("Name,\(parts[0]),Followers\nMira Vale,\(parts[1]),12300\nTaro Quill,\(parts[2]),1200000\n", set: ["platform": "instagram"])
        #expect(read.tables.isEmpty)
        #expect(read.refused.contains("no column holds handles"))
        #expect(read.refused.contains("Mira Vale"))
    }

    @Test func handlesBesideAnAgencyStay() throws {
        let read = try read("Username,Agency,Followers\nmira.vale,@one,12300\ntaro_quill,@two,1200000\n", set: ["platform": "instagram"])
        #expect(read.map("handle", "followers") == ["mira.vale": "12300", "taro_quill": "1200000"])
    }

    @Test(arguments: ["Name,Country,Followers\nMira Vale,DE,12300\nTaro Quill,FR,9\n", "Influencer name,Followers,Spend\nMira Vale,12300,100\nTaro Quill,9,200\n"])
    func namesAreNoHandles(text: String) throws {
        for set in [["platform": "instagram"], ["platform": "instagram", "handle": "mira"]] {
            let read = try read(text, set: set)
            #expect(read.tables.isEmpty)
            #expect(read.refused.contains("no column holds handles"))
            #expect(!read.refused.contains("set:"))
        }
    }

    @Test func aLinkWithoutAHandleIsTheAccountsId() throws {
        let read = try read(
            "Rank,Username,Suscribers,Links\n1,tseries,249500000.0,http://youtube.com/channel/UCq-Fj5jknLsUf-MWSy4_brA\n2,MrBeast,183500000.0,http://youtube.com/channel/UCX6OQ3DkcsbYNE6H8uQQuVA\n",
            set: ["platform": "youtube"])
        #expect(read.map("handle", "account_id") == ["tseries": "UCq-Fj5jknLsUf-MWSy4_brA", "MrBeast": "UCX6OQ3DkcsbYNE6H8uQQuVA"])
    }

    // MARK: where it is

    @Test func theLinkSaysTheNetwork() throws {
        let text = "Creator,Profile Link,Followers Count\nMira Vale,https://www.tiktok.com/@mira.vale,12.3K\nTaro,https://www.instagram.com/taro_quill/?hl=en,1.2M\nZed,https://youtube.com/@zedtube,50K\n"
        for set in [[:], ["platform": "instagram"]] {
            let read = try read(text, set: set)
            #expect(read.map("handle", "platform") == ["mira.vale": "tiktok", "taro_quill": "instagram", "zedtube": "youtube"])
        }
    }

    @Test(arguments: ["Plattform", "Plataforma", "Plateforme", "Piattaforma", "Red social", "Réseau social", "Платформа", "プラットフォーム"])
    func theNetworkHasANameInEveryLanguage(header: String) throws {
        let read = try read("Name;Benutzername;\(header);Follower\nMira Vale;@mira.vale;Instagram;12.300\nTaro;taro_quill;TikTok;1,2 Mio.\n")
        #expect(read.map("handle", "platform") == ["mira.vale": "instagram", "taro_quill": "tiktok"])
        #expect(read.map("handle", "followers") == ["mira.vale": "12300", "taro_quill": "1200000"])
    }

    @Test func aLinkThatContradictsItsRowIsSaid() throws {
        let read = try read(
            "Username,Profile link,Platform,Followers\nmira,https://www.tiktok.com/@mira,Instagram,10\nzed,https://www.tiktok.com/@zed,TikTok,20\ntaro,x.com/taro,Twitter,30\n")
        #expect(read.map("handle", "platform") == ["zed": "tiktok", "taro": "x"])
        #expect(read.losses.contains { $0.kind == .rowsSetAside && $0.what.contains("leads to tiktok") })
        let own = try self.read("post_id,platform,handle,likes\n1,instagram,https://www.tiktok.com/@mira.tal,1\n2,twitter,https://x.com/mira,1\n")
        #expect(own.map("post_id", "handle", .posts) == ["1": "", "2": "mira"])
        #expect(own.outcome.summary.quarantinedCells == 1)
    }

    @Test func aListOfAnotherNetworkIsNotReadAsThisOne() throws {
        let text = "s.no,Channel,Channel link,Subscribers count\n1,Lumina Kids,https://www.youtube.com/@LuminaKids,2.6M\n2,Quill,https://www.youtube.com/@QuillAndFox,1.3M\n"
        #expect(try read(text).outcome.summary.format == "creator-list-youtube")
        #expect(try read(text, set: ["platform": "twitch"]).refused.contains("`set: {platform: twitch}`"))
    }

    // MARK: ids

    @Test(arguments: ["=%", "'%", "’%", "‘%", "`%", "´%", "＇%", "=\"\"%\"\""])
    func whatKeepsAnIdFromASpreadsheetIsTakenOff(guarded: String) throws {
        let id = guarded.replacingOccurrences(of: "%", with: "17933202951319111")
        let read = try read("post_id,platform,handle,likes\n\"\(id)\",instagram,mira,1\n")
        #expect(read.values("post_id", .posts) == ["17933202951319111"])
    }

    // MARK: rows that are there twice

    @Test(arguments: ["", "TikTok"])
    func rowsThatAreThereTwiceAreSaid(platform: String) throws {
        let names = platform.isEmpty ? "" : "Platform,"
        let cell = platform.isEmpty ? "" : "\(platform),"
        let set = platform.isEmpty ? ["platform": "tiktok"] : [:]
        let read = try read("Username,\(names)Followers,Spend,Currency\n@mira,\(cell)12000,100,USD\n@mira,\(cell)12000,100,USD\n@zed,\(cell)9,200,USD\n", set: set)
        let loss = try #require(read.losses.first { $0.what.contains("line 3") })
        #expect(loss.weight == .important)
        #expect(loss.count == 1)
        let other = try self.read("Username,\(names)Followers,Spend,Currency\n@mira,\(cell)12000,100,USD\n@mira,\(cell)12000,150,USD\n", set: set)
        #expect(other.refused.contains("lines 2 and 3"))
    }

    // MARK: rows that sum up

    @Test(arguments: ["Total", "TOTAL:", "Grand total", "Gesamtsumme", "Итого", "合計", "Average", "Total (2)", "Ø", "Sum", "Media", "@total", "total.energies"])
    func rowsThatSumUpAreNobodys(word: String) throws {
        let isSomebody = word.contains("@") || word.contains("energies")
        let roster = try read("Username,Platform,Followers,Spend,Currency,Date\n@mira,Instagram,12000,100,USD,2026-03-01\n@zed,TikTok,200000,200,USD,2026-03-02\n\(word),,212000,300,USD,2026-03-31\n")
        #expect(roster.values("fee", .deals).count == (isSomebody ? 3 : 2))
        let list = try read("name,instagram name,followers\nmira,Mira V,12K\nzed,Zed Q,200K\n\(word),,212K\n")
        #expect(list.values("followers").count == (isSomebody ? 3 : 2))
        let deals = try read("deal_id,handle,platform,fee,currency\nD1,mira,instagram,100,USD\nD2,zed,instagram,200,USD\n\(word),,,300,USD\n")
        #expect(deals.values("fee", .deals).count == 2)
        guard !isSomebody else { return }
        for read in [roster, list, deals] {
            #expect(read.outcome.summary.skipped == 1)
            #expect(read.losses.contains { $0.kind == .notUsed && $0.count == 1 && $0.what.contains("line 4") })
        }
    }

    /// With the campaign or the month beside the word: `Total Gaming` is somebody, so it counts and is asked for.
    @Test(arguments: [
        ("Total Spring", true), ("Q1 total", true), ("Summe März", true), ("TOTAL: 2 deals", true), ("@total spring", false),
        ("Totally Tina", false), ("Average Joe", false), ("Mister Gesamtwerk", false), ("total_beauty", false),
    ])
    func namesWithAWordForASum(name: String, isSum: Bool) throws {
        let read = try read("Username,Platform,Followers,Spend,Currency,Date\n@mira,Instagram,12000,100,USD,2026-03-01\n\(name),Instagram,212000,100,USD,2026-03-31\n")
        #expect(read.values("fee", .deals).count == 2)
        #expect(read.losses.contains { $0.kind == .answerMissing && $0.weight == .important && $0.what.contains("line 3") } == isSum)
    }

    /// Sheets of deals are no lists of creators: what they say of money would be lost.
    @Test(arguments: [
        "Influencer,Platform,Followers,Campaign,Start date,Fee (EUR),Agency fee,Status", "Influencer,Platform,Followers,Agreed fee (EUR)",
        "Influencer,Platform,Followers,Negotiated rate", "Influencer,Platform,Followers,Contract value", "Influencer,Platform,Followers,Invoice total EUR",
        "Influencer,Platform,Followers,Rate per post", "Name,Plattform,Follower,Honorar (EUR)", "Name,Plattform,Follower,Reisekosten",
        "Influencer,Platform,Followers,Cost,Second payment", "Influencer,Platform,Followers,Cost,Cancelled", "Influencer,Platform,Link,Date,Followers,Likes,Comments,Views,Fee",
        "Influencer,Platform,Followers,Fee (EUR),Performance bonus",
    ])
    func aSheetWithMoreMoneyIsNoListOfCreators(header: String) throws {
        let columns = header.split(separator: ",")
        let cells = columns.map { ["Influencer": "@mira", "Name": "@mira", "Platform": "Instagram", "Plattform": "Instagram", "Start date": "2024-06-01", "Date": "2024-06-01"][String($0)] ?? "900" }
        let read = try read("\(header)\n\(cells.joined(separator: ","))\n", set: ["currency": "EUR"])
        #expect(!read.refused.isEmpty, "\(read.outcome.summary.format)")
    }

    @Test(arguments: ["Influencer,Platform,Followers,Engagement rate,Avg. likes,Country", "Name,Follower count,Platform,Topics,Paid partnership", "Influencer,Platform,Followers,Cost,Date,Campaign"])
    func aListOfCreatorsStaysOne(header: String) throws {
        let columns = header.split(separator: ",")
        let cells = columns.map { ["Influencer": "@mira", "Name": "@mira", "Platform": "Instagram", "Date": "2024-06-01"][String($0)] ?? "900" }
        let read = try read("\(header)\n\(cells.joined(separator: ","))\n", set: ["currency": "EUR"])
        #expect(read.refused.isEmpty && read.values("followers", .snapshots) == ["900"], "\(read.refused)")
    }

    /// A name that can be a word for a sum is a name where more is said of it.
    @Test func aNameIsNoSum() throws {
        let read = try read("Username,Platform,Followers\nmedia,TikTok,12000\nsum,TikTok,10\n")
        #expect(read.values("handle").sorted() == ["media", "sum"])
        let codes = try self.read("promo_code,deal_id\nTOTAL,D1\nSUM,D2\n")
        #expect(codes.values("promo_code", .codes).sorted() == ["SUM", "TOTAL"])
    }

    /// The second column of followers is the first one in full, or another account's.
    @Test(arguments: [
        ("Name,Followers,Followers", "anna.l,12.5K,12462", "12462"), ("Name,Followers,Followers", "anna.l,1.2M,1198300", "1198300"),
        ("Name,Instagram,Followers,TikTok,Followers", "Anna L,@anna.l,12500,@annatok,150000", nil), ("Handle,Followers,Followers", "anna.l,250000,3000", nil),
    ] as [(String, String, String?)])
    func columnsOfOneName(header: String, row: String, followers: String?) throws {
        let folder = try TemporaryFolder()
        let outcome = try ingestFile(try folder.write("list.csv", "\(header)\n\(row)\n"), in: folder, set: ["platform": "instagram"], format: "creator-list")
        guard let followers else {
            #expect(outcome.summary.refused?.contains("`Followers` stands at positions") == true, "\(outcome.summary.refused ?? "read")")
            return
        }
        let table = try StagedTable(try #require(outcome.staged.first))
        let place = try #require(table.header.firstIndex(of: "followers"))
        #expect(table.rows.map { $0[place] } == [followers])
    }
}

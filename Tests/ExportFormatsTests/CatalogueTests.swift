import ExportFormats
import Foundation
import RecordFormats
import Testing

struct CatalogueTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Sources/ExportFormats/Catalogue")

    /// The build embeds bytes but makes no list: the list must be the folder.
    @Test func listIsTheFolder() throws {
        let files = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path).filter { $0.hasSuffix(".yml") }
        let catalogue = FormatCatalogue.builtIn
        #expect(Set(catalogue.formats.map { "\($0.name).yml" }) == Set(files), "a file is named after its format")
    }

    @Test func embeddedTextIsTheFilesText() throws {
        let catalogue = FormatCatalogue.builtIn
        for format in catalogue.formats {
            let text = try String(contentsOf: Self.folder.appending(path: "\(format.name).yml"), encoding: .utf8)
            #expect(catalogue.sources[format.name] == text)
        }
    }

    /// Column order is nobody's promise: a format is found by names alone.
    @Test func everyFormatRecognisesItsOwnColumnsInAnyOrder() throws {
        let catalogue = FormatCatalogue.builtIn
        for format in catalogue.formats where !format.isNative {
            let columns = Self.columns(format)
            for order in [columns, columns.reversed(), columns.sorted()] {
                guard case .found(let found, _) = catalogue.detect(columns: order, isJSON: format.container == .json) else {
                    Issue.record("\(format.name) does not recognise its own columns")
                    continue
                }
                #expect(found.name == format.name)
            }
        }
    }

    /// As a file of this kind shows them: a survey of JSON starts its paths at the page.
    private static func columns(_ format: ExportFormat) -> [String] {
        // A wide table has columns named by currencies, which no format file lists.
        (format.container == .json ? format.sourceColumns.map(format.surveyPath) : format.sourceColumns) + (format.unpivot == nil ? [] : ["USD"])
    }

    /// Without any one of the columns that tell it from others, it is not that format.
    @Test func aMissingNeededColumnIsNotRecognised() throws {
        let catalogue = FormatCatalogue.builtIn
        for format in catalogue.formats where !format.isNative {
            for needed in format.detection.columns {
                let columns = Self.columns(format).filter { $0 != format.surveyPath(of: needed) }
                if case .found(let found, _) = catalogue.detect(columns: columns, isJSON: format.container == .json) {
                    #expect(found.name != format.name, "\(format.name) without \(needed)")
                }
            }
        }
    }

    @Test(arguments: [
        ("native-posts", ["post_id", "creator_id", "platform", "likes", "comments"]),
        ("native-posts", ["platform", "post_id", "handle", "caption"]),
        ("native-snapshots", ["creator_id", "platform", "followers"]),
        ("native-snapshots", ["creator_id", "platform", "observed_at", "followers"]),
        ("native-deals", ["deal_id", "creator_id", "campaign_id", "platform", "started_at", "fee"]),
        ("native-codes", ["promo_code", "deal_id", "valid_from", "valid_to"]),
        ("native-orders", ["order_id", "ordered_at", "promo_code", "utm_creator", "revenue", "refund"]),
        ("native-creators", ["creator_id", "platform", "handle", "niche"]),
    ])
    func nativeFilesNeedNoMapping(name: String, columns: [String]) throws {
        guard case .found(let found, _) = FormatCatalogue.builtIn.detect(columns: columns, isJSON: false) else {
            Issue.record("\(name) not found")
            return
        }
        #expect(found.name == name)
    }

    /// One foreign name, and the file is not ours.
    @Test func aForeignColumnIsNotNative() throws {
        let detection = FormatCatalogue.builtIn.detect(columns: ["post_id", "creator_id", "platform", "sentiment"], isJSON: false)
        guard case .unknown(let nearest) = detection else {
            Issue.record("recognised")
            return
        }
        #expect(nearest.first?.format == "native-posts")
        #expect(nearest.first?.forbidden == ["sentiment"])
    }

    /// Half of what a kind needs, and two columns, make it near; a word in common does not.
    @Test(arguments: [
        (["Name", "Email", "Created at", "Phone"], [String]()),
        (["Datum", "Notiz"], []),
        (["Link", "Title"], []),
        // Two of the four that it needs.
        (["A", "B"], ["four"]),
        (["A", "Note"], []),
        // Two are known, one of them needed: less than half.
        (["A", "E"], []),
        (["A", "B", "C", "E"], ["four"]),
        // Half is there, and as much as is known must not be.
        (["A", "B", "X", "Y"], []),
        (["A", "B", "C", "X", "Y"], ["four"]),
    ])
    func onlyWhatIsNearIsNamed(columns: [String], near: [String]) throws {
        var catalogue = FormatCatalogue.builtIn
        try catalogue.add(
            text: "format: four\ntitle: T\ndetect: {columns: [A, B, C, D], without: [X, Y]}\nentity: deals\ncolumns: {deal_id: A, fee: E}\n", file: "four.yml")
        guard case .unknown(let nearest) = catalogue.detect(columns: columns, isJSON: false) else {
            Issue.record("recognised")
            return
        }
        #expect(nearest.map(\.format) == near)
    }

    /// No platform exports what creators are paid: somebody's sheet that looks like its export is none.
    @Test(arguments: [
        "Creator,Start date,Campaign,Cost,Currency code,Clicks\n@carla,2025-03-03,spring,1000,EUR,350\n",
        "Campaign,Cost,Clicks,Influencer\nspring,1000,350,anna\n",
        "Creator,Platform,Date,Fee (EUR),Code,Sessions\n@anna,Instagram,2025-03-03,1000,ANNA10,350\n",
        "Handle,Fee (EUR),Code,Video link,Likes,Comments,Views\n@anna,1000,ANNA10,https://www.tiktok.com/@anna/video/7478000000000000000,100,10,5000\n",
        "influencer_id,platform,date,url,likes,comments,agreed_fee\nanna,instagram,2025-03-03,https://www.instagram.com/p/DA00bcdefghi/,100,10,1000\n",
        "video_id,viewCount,likeCount,commentCount,publishedAt,channelTitle,promo\nabcDEF000_-,5000,100,10,2025-03-03T10:00:00Z,anna,ANNA10\n",
        "Video link,Likes,Comments,Views,Budget\nhttps://www.tiktok.com/@anna/video/7478000000000000000,100,10,5000,1000\n",
        "Handle,Platform,Followers,Date,Spend (EUR)\n,,in k,,\n@anna,Instagram,12,2025-03-03,600\n@bert,Instagram,45,2025-03-03,600\n",
        "Handle,Platform,Followers,Date,Spend (EUR),Stage\n@anna,Instagram,12000,2025-03-03,600,Live\n@bert,Instagram,12000,2025-03-03,600,Declined\n",
        "Handle,Platform,Followers,Date,Spend (EUR),Ergebnis\n@anna,Instagram,12000,2025-03-03,600,Live\n@bert,Instagram,12000,2025-03-03,600,storniert\n",
    ]) func sheetsOfDealsAreNoExports(text: String) throws {
        guard case .unknown = try Self.detect(text) else {
            Issue.record("\(text) is taken for an export")
            return
        }
    }

    /// What platforms count by money, or call by such words, is no sheet of deals.
    @Test(arguments: [
        ("Video link,Total likes,Total comments,Total views,Estimated rewards (USD),RPM (USD)\nhttps://www.tiktok.com/@anna/video/7478000000000000000,100,10,5000,3.20,0.60\n", "tiktok-studio-content"),
        ("Campaign,Cost,Clicks,Impr.,Currency code,Cost / conv.,Conv. value\nspring,10.00,3,500,EUR,2.50,80.00\n", "google-ads-campaigns"),
    ]) func exportsWithMoneyStayExports(text: String, format: String) throws {
        guard case .found(let found, _) = try Self.detect(text) else {
            Issue.record("\(text) is not recognised")
            return
        }
        #expect(found.name == format)
    }

    private static func detect(_ text: String) throws -> FormatDetection {
        let bytes = Array(text.utf8)
        let detected = try detectDialect(sample: bytes, isWhole: true)
        var reader = CSVRecordReader(dialect: detected.dialect, columns: detected.header.count, allowShort: false)
        var batch = FieldBatch()
        reader.read(bytes, isLast: true, into: &batch)
        return FormatCatalogue.builtIn.detect(columns: detected.header, isJSON: false, samples: ColumnSamples(batch))
    }

    @Test func twoEqualFormatsAreATie() throws {
        var catalogue = FormatCatalogue.builtIn
        for name in ["tracker-a", "tracker-b"] {
            try catalogue.add(
                text: "format: \(name)\ntitle: T\nplatform: tiktok\ndetect: {columns: [Clip, Fans]}\nentity: posts\ncolumns: {post_id: Clip}\n",
                file: "\(name).yml")
        }
        guard case .ambiguous(let matches) = catalogue.detect(columns: ["Clip", "Fans"], isJSON: false) else {
            Issue.record("no tie")
            return
        }
        #expect(matches.map(\.format) == ["tracker-a", "tracker-b"])
    }
}

import ExportFormats
import Testing

/// How a format's names find a file's columns.
struct HeaderNamesTests {
    private static let text = """
        format: ours
        title: Ours
        platform: tiktok
        detect: {columns: [Video link]}
        entity: posts
        columns: {post_id: Video link, likes: "Likes (avg.)", shares: Shares, views: Views}
        headers: {other: {Views: [Total views]}}
        """

    private func format() throws -> ExportFormat {
        var catalogue = FormatCatalogue.builtIn
        try catalogue.add(text: Self.text, file: "ours.yml")
        return try #require(catalogue.format(named: "ours"))
    }

    @Test(arguments: [
        "Video link", " video  LINK ", "Video\nlink", "Vi\u{AD}deo li\u{AD}nk", "Video\u{200B} link\u{FEFF}", "Video-Link", "video_link", "Videos links",
        "Ｖideo link", "Video\u{301} link", "VideoLink", "Video link:",
    ])
    func oneNameInManySpellings(name: String) throws {
        let header = HeaderNames(["x", name], isJSON: false)
        #expect(header.positions(of: "Video link", in: try format()) == [1])
    }

    @Test(arguments: ["Video link %", "Video", "Link", "Video link 2", "Average video link"])
    func otherNames(name: String) throws {
        #expect(HeaderNames(["x", name], isJSON: false).positions(of: "Video link", in: try format()).isEmpty)
    }

    @Test func punctuationAndPlurals() throws {
        let header = HeaderNames(["Like avg", "Share"], isJSON: false)
        #expect(header.positions(of: "Likes (avg.)", in: try format()) == [0])
        #expect(header.positions(of: "Shares", in: try format()) == [1])
    }

    /// The column of the very name comes before one that is spelt nearly so, and is never taken for another.
    @Test func exactNamesFirst() throws {
        let format = try format()
        #expect(HeaderNames(["Share", "Shares"], isJSON: false).positions(of: "Shares", in: format) == [1])
        #expect(HeaderNames(["View", "Total views"], isJSON: false).positions(of: "Views", in: format) == [1])
    }

    @Test func pathsOfJSONAreExact() throws {
        #expect(HeaderNames(["video_link"], isJSON: true).positions(of: "Video link", in: try format()).isEmpty)
    }
}

import ExportFormats
import Testing

/// Mistakes in format files: all at once, each with its place and the nearest word.
struct DefinitionTests {
    private func problems(_ text: String) -> [String] {
        do {
            var catalogue = FormatCatalogue.builtIn
            try catalogue.add(text: text, file: "t.yml")
            return []
        } catch { return error.problems.map(\.description) }
    }

    @Test func twoMistakesAreTwoMessages() {
        let found = problems(
            """
            format: tracker
            titel: Our tracker
            detect: {columns: [Clip]}
            entity: posts
            columns:
              post_id: {from: Clip, dat: iso8601}
            """)
        #expect(found == [
            "t.yml:2:1: unknown key `titel`; did you mean `title`?",
            "t.yml:6:25: unknown key `dat`; did you mean `date`?",
        ])
    }

    @Test func anUnknownEntityIsOneMistake() {
        let found = problems("format: t\ntitle: T\ndetect: {columns: [A]}\nentity: post\ncolumns: {post_id: A}\n")
        #expect(found.count == 1)
        #expect(found[0].hasPrefix("t.yml:4:9: `entity`: `post` is not one of posts, snapshots"))
        #expect(found[0].hasSuffix("did you mean `posts`?"))
    }

    @Test func anUnknownColumnNamesTheNearest() {
        let found = problems("format: t\ntitle: T\ndetect: {columns: [A]}\nentity: posts\ncolumns: {like: A, post_id: A}\n")
        #expect(found == ["t.yml:5:11: unknown key `like`; did you mean `likes`?"])
    }

    /// A constant in what tells rows apart makes one post of all rows.
    @Test func aKeyIsNoConstant() {
        let found = problems("format: t\ntitle: T\nplatform: x\ndetect: {columns: [A]}\nentity: posts\ncolumns:\n  post_id: {constant: all}\n")
        #expect(found.count == 1)
        #expect(found.first?.hasPrefix("t.yml:7:12: `post_id` cannot be a constant") == true)
    }

    @Test func aSumNeedsTwoColumns() {
        let found = problems("format: t\ntitle: T\nplatform: x\ndetect: {columns: [A]}\nentity: posts\ncolumns: {post_id: A, likes: {add: B}}\n")
        #expect(found == ["t.yml:6:36: `add` needs two columns or more, as `[value, discount]`"])
    }

    /// 308 bytes that expand to hundreds of megabytes elsewhere.
    @Test func fault83_anchorsAreRefused() {
        let bomb = "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\n"
        #expect(problems(bomb) == ["t.yml:1:4: anchors and aliases (& and *) are not allowed; write the value out"])
    }

    @Test func fault83_sizeAndDepthAreBounded() {
        #expect(problems(String(repeating: "# padding\n", count: 110_000)).first?.contains("larger than 1 MiB") == true)
        let deep = String(repeating: "[", count: 40) + String(repeating: "]", count: 40)
        #expect(problems("format: \(deep)\n").first?.contains("nested deeper than 32 levels") == true)
    }

    @Test func fault83_tabsAreReportedWithTheirPlace() {
        #expect(problems("format: t\n\ttitle: x\n").first?.hasPrefix("t.yml:2:") == true)
    }

    @Test(arguments: [
        ("sourcs", "sources"), ("timezon", "timezone"), ("tietl", "title"), ("curency", "currency"), ("frehsness", "freshness"),
    ])
    func nearestWordFindsTheMisspelt(word: String, meant: String) {
        let known = ["sources", "timezone", "title", "currency", "freshness", "by", "compare"]
        #expect(nearestWord(to: word, among: known) == meant)
    }

    @Test func nearestWordDoesNotGuess() {
        #expect(nearestWord(to: "elephant", among: ["sources", "by"]) == nil)
    }
}

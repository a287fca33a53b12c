import Findings
import Normalization
import SocialData
import Testing

/// Methods 1.5: who is who; handles that differ by case, composition, invisible characters.
@Suite("Creator keys")
struct CreatorKeyTests {
    /// The creator key of one post.
    private func key(_ post: Row, _ others: [(Entity, [Row])] = []) throws -> String {
        let bench = try Bench()
        try bench.stage(.posts, [post.merging(["post_id": "p1"]) { own, _ in own }])
        for (entity, rows) in others { try bench.stage(entity, rows) }
        _ = try bench.normalize()
        return try bench.fact(.posts, "p1")["creator"]!
    }

    @Test("The exported id, else platform:account_id, else platform:@handle, else none", arguments: [
        (["platform": "instagram", "creator_id": "c1", "account_id": "7", "handle": "mia"], "c1"),
        (["platform": "instagram", "account_id": "7", "handle": "mia"], "instagram:7"),
        (["platform": "instagram", "handle": "mia"], "instagram:@mia"),
        (["platform": "instagram"], ""),
    ] as [(Row, String)])
    func order(post: Row, expected: String) throws {
        #expect(try key(post) == expected)
    }

    @Test("fault53: spellings of one handle are one creator", arguments: ["Mia.Éclair", "@mia.e\u{301}clair", " mia.\u{200B}éclair "])
    func fault53_foldedHandles(handle: String) throws {
        #expect(try key(["platform": "instagram", "handle": handle]) == "instagram:@mia.éclair")
    }

    @Test("A handle gives way to the only account id shown for it on its platform")
    func handleBecomesAccount() throws {
        let shown: (Entity, [Row]) = (.accounts, [
            ["platform": "instagram", "account_id": "7", "handle": "Mia"],
            ["platform": "instagram", "account_id": "7", "handle": "mia_old"],
        ])
        #expect(try key(["platform": "instagram", "handle": "mia"], [shown]) == "instagram:7")
        #expect(try key(["platform": "instagram", "handle": "mia_old"], [shown]) == "instagram:7")
        #expect(try key(["platform": "tiktok", "handle": "mia"], [shown]) == "tiktok:@mia")
    }

    @Test("Two account ids for a handle are a conflict, listed and kept apart")
    func conflict() throws {
        let bench = try Bench()
        try bench.stage(.accounts, [
            ["platform": "instagram", "account_id": "8", "handle": "mia"],
            ["platform": "instagram", "account_id": "7", "handle": "mia"],
        ])
        try bench.stage(.posts, [
            ["platform": "instagram", "post_id": "p1", "handle": "mia"],
            ["platform": "instagram", "post_id": "p2", "handle": "mia", "account_id": "7"],
        ])
        let summary = try bench.normalize()
        #expect(try bench.fact(.posts, "p1")["creator"] == "instagram:@mia")
        #expect(try bench.fact(.posts, "p2")["creator"] == "instagram:7")
        let notice = try #require(summary.notice(.handleConflict))
        #expect(notice.rows == 1)
        #expect(notice.text.contains("instagram @mia (7, 8)"))
        let losses = summary.losses.filter { $0.what.contains("several account ids") }
        #expect(losses.map(\.what) == ["1 handle comes with several account ids; each id counts as a creator of its own, and so do rows that name only the handle"])
        // The directory says whose both are.
        for id in ["7", "8"] { try bench.stage(.creators, [["creator_id": "c1", "platform": "instagram", "account_id": id, "handle": "mia"]]) }
        let settled = try bench.normalize()
        #expect(settled.notice(.handleConflict) == nil)
        #expect(!settled.losses.contains { $0.what.contains("several account ids") })
        #expect(try bench.fact(.posts, "p1")["creator"] == "c1")
    }

    @Test("Platforms are linked by equal exported ids, never by equal handles")
    func platforms() throws {
        let bench = try Bench()
        try bench.stage(.posts, [
            ["platform": "instagram", "post_id": "p1", "creator_id": "c1", "handle": "mia"],
            ["platform": "tiktok", "post_id": "p2", "creator_id": "c1", "handle": "other"],
            ["platform": "instagram", "post_id": "p3", "handle": "noa"],
            ["platform": "tiktok", "post_id": "p4", "handle": "noa"],
        ])
        _ = try bench.normalize()
        #expect(try ["p1", "p2", "p3", "p4"].map { try bench.fact(.posts, $0)["creator"] } == [
            "c1", "c1", "instagram:@noa", "tiktok:@noa",
        ])
    }

    /// The directory links by its id, by account, by handle, by former handle; it wins over what tools exported.
    @Test("The directory's links win", arguments: [
        (["platform": "instagram", "account_id": "7"], "mia"),
        (["platform": "instagram", "account_id": "7", "creator_id": "tool-77"], "mia"),
        (["platform": "tiktok", "handle": "@MIA.tt"], "mia"),
        (["platform": "tiktok", "handle": "mia.tt", "account_id": "99"], "mia"),
        (["platform": "instagram", "handle": "mia_old"], "mia"),
        (["platform": "instagram", "handle": "Mia_Older"], "mia"),
        (["platform": "instagram", "creator_id": "noa"], "noa"),
        // The name stands in the directory with another account id: somebody else has it now.
        (["platform": "instagram", "handle": "mia", "account_id": "8"], "instagram:8"),
        // Another platform than the directory's.
        (["platform": "youtube", "handle": "mia.tt"], "youtube:@mia.tt"),
        // Shown with the account that the directory links.
        (["platform": "instagram", "handle": "mia.renamed"], "mia"),
    ] as [(Row, String)])
    func directory(post: Row, expected: String) throws {
        let others: [(Entity, [Row])] = [
            (.creators, [
                ["creator_id": "mia", "platform": "instagram", "account_id": "7", "handle": "mia", "former_handles": "mia_old|mia_older"],
                ["creator_id": "mia", "platform": "tiktok", "handle": "mia.tt"],
                ["creator_id": "noa"],
            ]),
            (.accounts, [["platform": "instagram", "account_id": "7", "handle": "mia.renamed"]]),
        ]
        #expect(try key(post, others) == expected)
    }

    @Test("A link to two people links to nobody and is reported")
    func contradictoryDirectory() throws {
        let bench = try Bench()
        try bench.stage(.creators, [
            ["creator_id": "a", "platform": "instagram", "handle": "mia"],
            ["creator_id": "b", "platform": "instagram", "handle": "Mia"],
        ])
        try bench.stage(.posts, [["platform": "instagram", "post_id": "p1", "handle": "mia"]])
        let summary = try bench.normalize()
        #expect(try bench.fact(.posts, "p1")["creator"] == "instagram:@mia")
        #expect(summary.notice(.directoryConflict)?.text.contains("instagram @mia") == true)
    }

    @Test("Ids with commas and quotes survive")
    func quotedKey() throws {
        #expect(try key(["platform": "x", "creator_id": "a,\"b\"\nc"]) == "a,\"b\"\nc")
    }

    /// Creators of deals on Instagram, as their rows write them, and how many are another one written otherwise.
    @Test("Names that differ in capitals, blanks or signs only are said", arguments: [
        (["Anna Lindt", "anna lindt", "Bert"], "creator_id", 1), (["Anna Lindt", "anna  lindt", "ANNA LINDT"], "creator_id", 2),
        (["anna.lindt", "Anna.Lindt 🌸"], "handle", 1), (["anna.lindt", "@Anna.Lindt"], "handle", 0), (["anna.lindt", "annalindt", "anna_lindt"], "handle", 0),
        (["мария", "мария 🌸", "марія"], "handle", 1), (["🌸", "🌼"], "handle", 0),
    ] as [([String], String, Int)])
    func namesThatDifferInSigns(names: [String], column: String, count: Int) throws {
        let bench = try Bench()
        try bench.stage(.deals, names.enumerated().map { ["deal_id": "d\($0)", "platform": "instagram", column: $1, "currency": "EUR", "fee": "1"] })
        let losses = try bench.normalize().losses.filter { $0.what.contains("capitals, blanks or signs") }
        #expect(losses.map(\.count) == (count == 0 ? [] : [count]), "\(losses)")
        #expect(losses.allSatisfy { $0.weight == .important && $0.unit == .creators })
    }
}

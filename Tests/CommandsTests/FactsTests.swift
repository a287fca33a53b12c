import Foundation
import Testing

/// `tierwise facts`: what the stages hand on, for programs that read no Parquet.
struct FactsTests {
    private func run() throws -> Workdir {
        let workdir = try Workdir()
        try workdir.write(
            "exports/posts.csv",
            "post_id,creator_id,platform,posted_at,followers_at_post,likes,comments,sponsored,url\n"
                + "p1,=anna,instagram,2025-03-18T10:00:00Z,5000,12,3,1,\"a,\"\"b\"\"\"\np2,ben,x,2025-03-19T10:00:00Z,,,0,,\n")
        try workdir.write(
            "exports/deals.csv", "deal_id,creator_id,platform,started_at,currency,fee\nd1,ben,x,2025-03-01T00:00:00Z,EUR,12.5\n")
        try workdir.write("p.yml", Workdir.pipeline)
        #expect([0, 1].contains(try Programs.tierwise("run", "p.yml", in: workdir).code))
        return workdir
    }

    private func rows(_ arguments: [String], in workdir: Workdir) throws -> [[String: Any]] {
        let result = try Programs.run("tierwise", ["facts", "p.yml"] + arguments + ["--as", "ndjson"], in: workdir)
        #expect(result.code == 0 && result.err.isEmpty, "\(result)")
        return try result.out.split(separator: "\n").map { line in
            try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
        }.sorted { ($0["post_id"] as? String ?? "") < ($1["post_id"] as? String ?? "") }
    }

    @Test func ndjsonHasEveryValueAsItIs() throws {
        let workdir = try run()
        defer { workdir.remove() }
        let facts = try rows(["posts"], in: workdir)
        try #require(facts.count == 2)
        #expect(facts[0]["post_id"] as? String == "p1" && facts[0]["creator"] as? String == "=anna")
        #expect(facts[0]["likes"] as? Int == 12 && facts[0]["followers"] as? Int == 5000 && facts[0]["sponsored"] as? Bool == true)
        #expect(facts[0]["posted_at"] as? String == "2025-03-18T10:00:00Z" && facts[0]["url"] as? String == "a,\"b\"")
        #expect(facts[1]["likes"] is NSNull && facts[1]["comments"] as? Int == 0 && facts[1]["sponsored"] is NSNull)
        #expect(facts[0]["line"] == nil)
        let staged = try rows(["posts", "--staged"], in: workdir)
        #expect(staged.map { $0["line"] as? Int } == [2, 3] && staged.allSatisfy { ($0["input"] as? String)?.count == 12 })
        #expect(try rows(["deals"], in: workdir).first?["fee"] as? Double == 12.5)
    }

    @Test func csvHasAHeaderAndNoFormula() throws {
        let workdir = try run()
        defer { workdir.remove() }
        let result = try Programs.tierwise("facts", "p.yml", "posts", in: workdir)
        let lines = result.out.split(separator: "\n")
        #expect(result.code == 0 && lines.count == 3 && lines[0].hasPrefix("platform,post_id,creator_id,"), "\(result)")
        #expect(!result.out.contains(",=anna"))
        #expect(try Programs.tierwise("facts", "p.yml", "posts", "--limit", "1", in: workdir).out.split(separator: "\n").count == 2)
    }

    @Test func whatThereIsNotIsSaid() throws {
        let workdir = try run()
        defer { workdir.remove() }
        let unknown = try Programs.tierwise("facts", "p.yml", "post", in: workdir)
        #expect(unknown.code == 64 && unknown.err.contains("did you mean `posts`?"), "\(unknown)")
        let none = try Programs.tierwise("facts", "p.yml", "codes", in: workdir)
        #expect(none.code == 64 && none.err.contains("--staged"), "\(none)")
        #expect(try Programs.tierwise("facts", "p.yml", "codes", "--staged", in: workdir).out.hasPrefix("promo_code,"))
    }
}

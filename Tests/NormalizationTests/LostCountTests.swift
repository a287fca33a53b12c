import Findings
import Normalization
import SocialData
import Testing

/// Posts of which a poorer row counts (Methods 1.6).
@Suite("Lost counts")
struct LostCountTests {
    private static let post: Row = [
        "platform": "instagram", "post_id": "p1", "creator_id": "c1", "posted_at": "2025-03-01T10:00:00Z", "exported_at": "2025-04-02T00:00:00Z", "likes": "1000", "comments": "50",
    ]
    private static let rich: Row = post.merging(["saves": "300", "reach": "40000", "exported_at": "2025-04-01T00:00:00Z"]) { $1 }

    private func said(_ files: [[Row]], _ words: String = "lacks numbers") throws -> [Loss] {
        let bench = try Bench()
        for (number, rows) in files.enumerated() { try bench.stage(.posts, rows, input: "\(number)23456789abc") }
        return try bench.normalize().losses.filter { $0.what.contains(words) }
    }

    @Test("What only another row of a post says is said", arguments: [
        (["exported_at": "2025-04-01T00:00:00Z"], "reach, saves"), (["exported_at": "2025-04-01T00:00:00Z", "reach": ""], "saves"),
        // The one that counts has them; both lack them.
        (["exported_at": "2025-04-03T00:00:00Z"], ""), (["saves": "", "reach": ""], ""), (["saves": "", "reach": "", "likes": ""], ""),
        (["post_id": "p2"], ""),
    ] as [(Row, String)])
    func poorRows(changes: Row, columns: String) throws {
        let other = Self.rich.merging(changes) { $1 }
        for files in [[[Self.post], [other]], [[other], [Self.post]], [[other, Self.post]]] {
            let names = try said(files).map { $0.what.drop { $0 != "(" }.dropFirst().dropLast().split(separator: ", ").sorted().joined(separator: ", ") }
            #expect(names == (columns.isEmpty ? [] : [columns]))
        }
    }

    /// The post was exported with its time when it had 1,000 likes and 50 comments.
    @Test("Greater counts of a row without a time of export are said", arguments: [
        (["exported_at": "", "likes": "1001"], "likes"), (["exported_at": "", "likes": "1001", "comments": "51"], "comments, likes"), (["exported_at": "", "likes": "999"], ""),
        (["exported_at": "", "likes": ""], ""), (["exported_at": "2025-04-01T00:00:00Z", "likes": "1001"], ""), (["exported_at": "2025-04-03T00:00:00Z", "likes": "1001"], ""),
    ] as [(Row, String)])
    func greaterCounts(changes: Row, columns: String) throws {
        let other = Self.post.merging(changes) { $1 }
        for files in [[[Self.post], [other]], [[other], [Self.post]], [[other, Self.post, other.merging(["likes": "1"]) { $1 }]]] {
            let losses = try said(files, "has lower numbers")
            let names = losses.map { $0.what.drop { $0 != "(" }.dropFirst().dropLast().split(separator: ", ").sorted().joined(separator: ", ") }
            #expect(names == (columns.isEmpty ? [] : [columns]), "\(losses)")
        }
    }

    /// 1 of 19 is more than a twentieth, 1 of 20 is not.
    @Test("It stands above the answer where more than a twentieth lack something", arguments: [(18, Loss.Weight.important), (19, .noted)])
    func weights(others: Int, weight: Loss.Weight) throws {
        let losses = try said([[Self.rich], [Self.post] + (0..<others).map { Self.post.merging(["post_id": "q\($0)"]) { $1 } }])
        #expect(losses.map(\.weight) == [weight] && losses.map(\.count) == [1])
    }
}

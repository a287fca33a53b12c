import ByteStreams
import ExportFormats
import Findings
import Foundation
import Ingestion
import SocialData
import Testing

/// An input is what its bytes are: those that are parsed, not those that stood there a moment before.
struct SameBytesTests {
    private static let post = "post_id,platform,handle,posted_at,likes\np1,tiktok,anna,2025-03-10T10:00:00Z,"

    /// The file was hashed, then another one took its place, plain or packed, of the same size or not.
    @Test(arguments: [false, true])
    func fault85_replacedBetweenHashingAndReading(isPacked: Bool) throws {
        let folder = try TemporaryFolder()
        let text = { (likes: String) throws in isPacked ? try GzipMember.compress(Array((Self.post + likes + "\n").utf8)) : Array((Self.post + likes + "\n").utf8) }
        let path = try folder.write("posts.csv", try text("111"))
        let before = try FileDigest.of(path).sha256
        #expect(try ingestFile(path, in: folder, sha256: before).summary.accepted == 1)
        for likes in ["222", "22222"] {
            _ = try folder.write("posts.csv", try text(likes))
            let outcome = try ingestFile(path, in: folder, sha256: before)
            #expect(outcome.staged.isEmpty)
            #expect(outcome.summary.refused?.contains("was replaced or written to between two looks at it") == true, "\(outcome.summary)")
        }
        // The first file is back: it is what it was.
        _ = try folder.write("posts.csv", try text("111"))
        let outcome = try ingestFile(path, in: folder, sha256: before)
        let staged = try #require(outcome.staged.first { $0.entity == .posts })
        #expect(try StagedTable(staged).values("likes") == ["111"])
    }
}

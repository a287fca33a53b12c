import ExportFormats
import Findings
import Foundation
import Ingestion
import SocialData
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
}

import ByteStreams
import Findings
import Foundation
import Ingestion
import Testing

/// Customers' names, addresses and numbers in order exports: nowhere in what ingest writes.
struct PersonalDataTests {
    private static let canaries = ["Canary", "canary@example.org", "Birdcage Lane", "+49 30 5550100", "10117X"]

    private static let header = "Name,Email,Financial Status,Currency,Subtotal,Total,Discount Code,Created at,Lineitem quantity,Billing Name,Billing Street,Billing Zip,Billing Phone,Notes\n"

    private func row(_ order: String, _ created: String, _ subtotal: String = "10.00") -> String {
        "\(order),canary@example.org,paid,EUR,\(subtotal),12.00,ANNA10,\(created),1,Carl Canary,1 Birdcage Lane,10117X,+49 30 5550100,Canary says hello\n"
    }

    @Test func fault80_ordersLeaveNoNames() throws {
        let folder = try TemporaryFolder()
        var text = Self.header
        for number in 0..<12 { text += row("#\(number)", "2025-08-22 12:43:50 +0100") }
        // A bad cell, a row without identity, a row that is too short, an open quote, text behind a quote.
        text += row("#90", "2025-08-22 12:43:50 +0100", "ten")
        text += row("", "2025-08-22 12:43:50 +0100")
        text += "#91,canary@example.org,paid,Carl Canary\n"
        text += "#92,\"canary@example.org\"x,paid,EUR,1,1,,2025-08-22 12:43:50 +0100,1,Carl Canary,1 Birdcage Lane,10117X,+49 30 5550100,\n"
        text += row("#93", "2025-08-22 12:43:50 +0100")
        text += "#94,\"Carl Canary,paid,EUR,1,1,,2025-08-22 12:43:50 +0100,1,Carl Canary,1 Birdcage Lane,10117X,+49 30 5550100,\n"
        let file = try folder.write("orders.csv", text)
        let outcome = try ingestFile(file, in: folder)
        #expect(outcome.summary.refused == nil)
        #expect(outcome.summary.accepted == 14)
        #expect(outcome.summary.quarantined >= 3)
        #expect(outcome.summary.quarantinedCells == 1)
        let rejects = try quarantineRows(outcome)
        // What is needed to find and repair the row is there: its number, its line.
        #expect(rejects.contains { $0[2] == "revenue" && $0[6].hasPrefix("#90,,paid,EUR,ten") })
        try expectNoCanaries(in: folder, but: file)
        for text in outcome.summary.losses.flatMap({ [$0.what, $0.example, $0.remedy] }) + outcome.summary.notes { expectNoCanaries(in: text) }
    }

    @Test func fault80_aRefusalNamesNobody() throws {
        let folder = try TemporaryFolder()
        // No header: the first customer stands where names of columns should be.
        let file = try folder.write("orders.csv", row("#1", "2025-08-22 12:43:50 +0100") + row("#2", "2025-08-22 12:43:50 +0100"))
        let refused = try #require(try ingestFile(file, in: folder).summary.refused)
        expectNoCanaries(in: refused)
    }

    private func expectNoCanaries(in folder: TemporaryFolder, but input: String) throws {
        var seen = 0
        for name in try FileManager.default.subpathsOfDirectory(atPath: folder.path) {
            let path = "\(folder.path)/\(name)"
            let kind = try FileManager.default.attributesOfItem(atPath: path)[.type] as? FileAttributeType
            guard path != input, kind == .typeRegular else { continue }
            seen += 1
            var text: [UInt8] = []
            if path.hasSuffix(".gz") {
                var source = try ByteSource(path: path)
                while try source.read(into: &text, atMost: 1 << 20) {}
            } else {
                text = Array(FileManager.default.contents(atPath: path) ?? Data())
            }
            expectNoCanaries(in: String(decoding: text, as: UTF8.self), of: name)
        }
        #expect(seen >= 2)
    }

    private func expectNoCanaries(in text: String, of name: String = "") {
        for canary in Self.canaries { #expect(!text.contains(canary), "\(name) holds \(canary)") }
    }
}

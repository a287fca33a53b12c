import Foundation
import Testing

/// Amounts that cannot be, and amounts that cannot be added, are the data's fault; no internal error.
struct AbsurdAmountTests {
    /// The most that one row may say; 1,000 of them are 10^19 of 1/10,000, more than 64 bits hold.
    private static let largest = "1000000000000"

    /// A fee and a cost of 9 × 10^14: both are set aside, and with them the file, whose fees are all unreadable.
    @Test func fault35_amountsOverTheBoundOfARow() throws {
        let workdir = try Workdir()
        defer { workdir.remove() }
        try workdir.makeSmall()
        try workdir.write("exports/more.csv", "deal_id,creator_id,started_at,fee,shipping\nd9,c0,2025-03-10T00:00:00Z,900000000000000,900000000000000\n")
        let result = try Programs.tierwise("run", "p.yml", in: workdir)
        #expect(result.code == 2, "\(result)")
        #expect(
            result.err.contains("run: more.csv: refused, nothing of it was used: line 2: 1 of 1 values of `")
                && result.err.contains("the value is over 1,000,000,000,000 in one row"), "\(result)")
    }

    @Test func fault35_costsThatDoNotFit() throws {
        let workdir = try Workdir()
        defer { workdir.remove() }
        try workdir.makeSmall()
        #expect(try Programs.tierwise("run", "p.yml", in: workdir).code == 0)
        let before = try workdir.read("report/report.md")
        let payments = (0..<1_000).map { "d9,p\($0),c0,2025-03-10T00:00:00Z,\(Self.largest)\n" }.joined()
        try workdir.write("exports/more.csv", "deal_id,payout_id,creator_id,started_at,fee\n" + payments)
        let result = try Programs.tierwise("run", "p.yml", in: workdir)
        #expect(result.code == 65, "\(result)")
        #expect(result.err.contains("d9") && result.err.contains("more than 922,337,203,685,477") && result.err.contains("nothing was published"), "\(result)")
        #expect(try workdir.read("report/report.md") == before)
    }

    @Test func fault35_ordersThatDoNotFit() throws {
        let workdir = try Workdir()
        defer { workdir.remove() }
        try workdir.makeSmall()
        let orders = (0..<1_000).map { "x\($0),2025-03-12T00:00:00Z,ANNA,\(Self.largest),0\n" }.joined()
        try workdir.write("exports/more.csv", "order_id,ordered_at,promo_code,revenue,refund\n" + orders)
        let result = try Programs.tierwise("run", "p.yml", in: workdir)
        #expect(result.code == 65, "\(result)")
        #expect(result.err.contains("orders of deal d1: their revenue adds up to more than") && result.err.contains("(more.csv, orders.csv)"), "\(result)")
        #expect(!workdir.exists("report"))
    }
}

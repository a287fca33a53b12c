import Foundation
import Testing

/// Amounts that cannot be added are the data's fault: exit 65, the column, the file, the remedy; no internal error.
struct AbsurdAmountTests {
    /// 900,000,000,000,000 is 9 × 10^18 of 1/10,000, which 64 bits hold once and not twice.
    private static let absurd = "900000000000000"

    @Test func fault35_costsThatDoNotFit() throws {
        let workdir = try Workdir()
        defer { workdir.remove() }
        try workdir.makeSmall()
        #expect(try Programs.tierwise("run", "p.yml", in: workdir).code == 0)
        let before = try workdir.read("report/report.md")
        try workdir.write("exports/more.csv", "deal_id,creator_id,started_at,fee,shipping\nd9,c0,2025-03-10T00:00:00Z,\(Self.absurd),\(Self.absurd)\n")
        let result = try Programs.tierwise("run", "p.yml", in: workdir)
        #expect(result.code == 65, "\(result)")
        #expect(
            result.err == "run: deal d9: the amounts of its cost add up to more than 922,337,203,685,477, the largest in the column fee; correct it (deals.csv, more.csv); nothing was published\n")
        #expect(try workdir.read("report/report.md") == before)
    }

    @Test func fault35_ordersThatDoNotFit() throws {
        let workdir = try Workdir()
        defer { workdir.remove() }
        try workdir.makeSmall()
        try workdir.write("exports/more.csv", "order_id,ordered_at,promo_code,revenue,refund\n8,2025-03-12T00:00:00Z,ANNA,\(Self.absurd),0\n9,2025-03-12T00:00:00Z,ANNA,\(Self.absurd),0\n")
        let result = try Programs.tierwise("run", "p.yml", in: workdir)
        #expect(result.code == 65, "\(result)")
        #expect(result.err.contains("orders of deal d1: their revenue adds up to more than") && result.err.contains("(more.csv, orders.csv)"), "\(result)")
        #expect(!workdir.exists("report"))
    }
}

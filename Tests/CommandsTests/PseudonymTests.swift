import Foundation
import Testing

/// `pseudonymise: true`: nothing published tells who somebody is.
struct PseudonymTests {
    /// Every identity begins with zz: of creators, accounts, posts, deals, codes and files. Some rows are copies, contradict each
    /// other, cannot be read, or have no partner, so that everything that quotes them does.
    private func brand() throws -> Workdir {
        let workdir = try Workdir()
        try workdir.write("p.yml", Workdir.pipeline.replacing("\nas_of: 2025-12-31T00:00:00Z", with: "") + "\npseudonymise: true\n")
        let posts = Workdir.posts().replacing(/\np/) { _ in "\nzzpost" }.replacing(",c", with: ",zzcreator").replacing("zzreator_id", with: "creator_id")
            .replacing("zzcreatoromments", with: "comments").replacing("zzcreatorreator_id", with: "creator_id")
        try workdir.write("exports/zz_anna.csv", posts)
        try workdir.write("exports/zz_again.csv", posts.replacing("instagram,image", with: "instagram,video") + "zzbad,zzcreator1,instagram,image,zzwhen,2025-06-01T00:00:00Z,6000,zzmany,2\n")
        try workdir.write("exports/zz_deals.csv", "deal_id,creator_id,handle,campaign_id,platform,started_at,fee,followers_at_booking\nzzd1,zzcreator0,zz.handle,k1,instagram,2025-03-10T00:00:00Z,100.00,5000\nzzd2,zzcreator5,zz.other,k1,instagram,2025-03-10T00:00:00Z,900.00,250000\nzzd3,,zz.nobody,k1,instagram,2025-03-10T00:00:00Z,90.00,\n")
        try workdir.write("exports/zz_codes.csv", "promo_code,deal_id\nZZANNA,zzd1\nZZBERT,zzd2\nZZGONE,zzd9\n")
        try workdir.write("exports/zz_orders.csv", "order_id,ordered_at,promo_code,revenue,refund\nzz1,2025-03-12T00:00:00Z,zzanna,250.00,0\nzz2,2025-03-13T00:00:00Z,ZZLOST,500.00,50.00\n")
        try workdir.write("exports/zz_refused.csv", "zz,zzz\nzz1,zz2\n")
        return workdir
    }

    private func names(_ workdir: Workdir) throws -> [Substring] {
        try workdir.read("report/tables/creators.csv").split(separator: "\n").dropFirst().map { $0.prefix { $0 != "," } }
    }

    @Test func nobodyIsNamed() throws {
        let workdir = try brand()
        defer { workdir.remove() }
        let run = try Programs.tierwise("run", "p.yml", in: workdir)
        #expect(run.code == 2, "\(run)")
        // The words that are searched for are in what is read: the workspace has them.
        #expect(try Programs.shell("grep -rqi zz_anna .tierwise/small/ledger.ndjson && grep -q zzcreator .tierwise/small/creators.csv", in: workdir).code == 0)
        let found = try Programs.shell("grep -rioE '.{0,60}zz.{0,40}' report | head -20", in: workdir)
        #expect(found.out.isEmpty, "\(found.out)")
        let first = try names(workdir)
        #expect(first.count >= 8 && first.allSatisfy { $0.wholeMatch(of: /p[0-9a-f]{16}/) != nil }, "\(first)")
        #expect(try Programs.tierwise("verify", "report", in: workdir).code == 0)

        // What is new says nothing more.
        try workdir.write("exports/zz_more.csv", "order_id,ordered_at,promo_code,revenue,refund\nzz9,2025-03-14T00:00:00Z,zzanna,10.00,0\n")
        #expect(try Programs.tierwise("run", "p.yml", in: workdir).code == 2)
        #expect(try workdir.read("report/report.md").contains("Since the last report"))
        #expect(try Programs.shell("grep -rioE '.{0,60}zz.{0,40}' report | head", in: workdir).out.isEmpty)
    }

    @Test func namesStayWithTheKey() throws {
        let workdir = try brand()
        defer { workdir.remove() }
        #expect(try Programs.tierwise("run", "p.yml", in: workdir).code == 2)
        let first = try names(workdir)
        #expect(try Programs.shell("stat -c %a .tierwise/small.key", in: workdir).out == "600\n")
        #expect(try Programs.shell("rm -r .tierwise/small report", in: workdir).code == 0)
        #expect(try Programs.tierwise("run", "p.yml", in: workdir).code == 2)
        #expect(try names(workdir) == first)
        #expect(try Programs.shell("rm -r .tierwise", in: workdir).code == 0)
        #expect(try Programs.tierwise("run", "p.yml", in: workdir).code == 2)
        #expect(try Set(names(workdir)).isDisjoint(with: first))
    }

    @Test(arguments: [("chmod 644 .tierwise/small.key", "others can read the key"), ("echo abc > .tierwise/small.key", "is no key of pseudonyms")])
    func aKeyThatCannotBeUsed(change: String, said: String) throws {
        let workdir = try brand()
        defer { workdir.remove() }
        #expect(try Programs.tierwise("run", "p.yml", in: workdir).code == 2)
        let report = contents("\(workdir.path)/report")
        #expect(try Programs.shell("\(change) && echo >> p.yml", in: workdir).code == 0)
        let result = try Programs.tierwise("run", "p.yml", in: workdir)
        #expect(result.code == 78 && result.err.contains(said), "\(result)")
        #expect(contents("\(workdir.path)/report") == report)
    }
}

internal import ByteStreams
internal import SocialData
internal import TextValues
internal import Statistics

/// Native exports of any size, creator by creator: nothing is held but the row being written.
struct BulkWriter {
    private static let platforms = ["instagram", "tiktok", "youtube", "facebook", "x"]
    private static let types = ["short", "image", "carousel", "video"]
    private static let yearStart = World.yearStart
    private static let yearDays = 366

    private let output: String
    private let posts: Int
    private let creators: Int
    private let files: Int
    private let accountStream: RandomStream
    private let shareStream: RandomStream
    private let postStream: RandomStream
    private let dealStream: RandomStream
    private let orderStream: RandomStream

    init(seed: UInt64, output: String, posts: Int, creators: Int, files: Int) {
        self.output = output
        self.posts = posts
        self.creators = creators
        self.files = files
        accountStream = RandomStream(seed: seed, label: "bulk/v1/creator")
        shareStream = RandomStream(seed: seed, label: "bulk/v1/share")
        postStream = RandomStream(seed: seed, label: "bulk/v1/posts")
        dealStream = RandomStream(seed: seed, label: "bulk/v1/deals")
        orderStream = RandomStream(seed: seed, label: "bulk/v1/orders")
    }

    /// One creator with one account, as all files must describe it.
    private struct Profile {
        var id: [UInt8]
        var handle: [UInt8]
        var platform: Int
        var niche: String
        var recordsFollowers: Bool
        var logFollowers: Double
        var growth: Double
        var logRate: Double

        func followers(day: Int) -> Int {
            max(1, Int(PortableMath.exp(logFollowers + growth * Double(day) / 366).rounded()))
        }
    }

    private func profile(_ creator: Int) -> Profile {
        var draws = Draws(accountStream, creator)
        let tier = draws.weighted([11, 57, 25, 7])
        let centre = [6.3, 9.7, 12.4, 14.5][tier]
        let logFollowers = min(16.2, max(5, centre + [0.4, 1.0, 0.5, 0.5][tier] * draws.normal()))
        return Profile(
            id: Array("cr-\(1_000_000 + creator)".utf8), handle: Array("creator.\(creator)".utf8),
            platform: draws.weighted([45, 30, 12, 8, 5]), niche: draws.pick(Words.niches), recordsFollowers: draws.chance(0.5),
            logFollowers: logFollowers, growth: 0.1 + 0.08 * draws.normal(),
            logRate: -3.5 - 0.2 * (logFollowers - 9.21) + 0.45 * draws.normal())
    }

    /// Number of a creator's first post: equal shares, moved so that some creators post a lot and others hardly.
    private func firstPost(_ creator: Int) -> Int {
        let even = Int((Int128(creator) * Int128(posts)) / Int128(creators))
        guard creator % 2 == 1 else { return even }
        let share = posts / creators
        var draws = Draws(shareStream, creator)
        return even + (share > 1 ? draws.whole(-share * 9 / 10...share * 9 / 10) : 0)
    }

    func write() throws {
        try Folders.create(output, mode: 0o755)
        try writePosts()
        try writeSnapshots()
        let deals = max(1, posts / 100)
        try writeDeals(deals)
        try writeOrders(max(1, posts / 6), deals: deals)
        try writePipeline()
    }

    // MARK: Files

    private func writePosts() throws {
        for file in 0..<files {
            var writer = try PackedWriter(
                path: Folders.join(output, "posts-\(file + 1).csv.gz"),
                header: "platform,post_id,creator_id,handle,posted_at,exported_at,post_type,sponsored,followers_at_post,likes,comments,"
                    + "shares,saves,views,reach,niche,campaign_id,hashtags,caption_chars")
            for creator in creators * file / files..<creators * (file + 1) / files {
                try writePosts(of: creator, to: &writer)
            }
            try writer.publish()
        }
    }

    private func writePosts(of creator: Int, to writer: inout PackedWriter) throws {
        let profile = profile(creator)
        let platform = Array(Self.platforms[profile.platform].utf8)
        let end = creator + 1 == creators ? posts : firstPost(creator + 1)
        var draws = Draws(postStream, creator)
        for number in firstPost(creator)..<max(firstPost(creator), end) {
            let day = draws.below(Self.yearDays)
            let instant = Self.yearStart + Int64(day) * Clock.day + Int64(draws.whole(6 * 3_600...21 * 3_600))
            let followers = profile.followers(day: day)
            let engagement = Double(followers) * min(0.6, PortableMath.exp(profile.logRate + 0.6 * draws.normal()))
            let isSponsored = draws.chance(0.08)
            let reach = Int(Double(followers) * (0.15 + 0.5 * draws.unit())) + 1
            func part(_ share: Double) -> Int { Int((engagement * share * (0.6 + 0.8 * draws.unit())).rounded()) }

            writer.rows += platform
            field(&writer, 18_000_000_000_000_000 + number)
            field(&writer, profile.id)
            field(&writer, profile.handle)
            writer.rows.append(comma)
            Canonical.append(instant: instant, to: &writer.rows)
            field(&writer, Self.exportedAt)
            field(&writer, Array(Self.types[draws.weighted([45, 25, 20, 10])].utf8))
            field(&writer, isSponsored ? 1 : 0)
            field(&writer, profile.recordsFollowers ? followers : nil)
            field(&writer, part(0.9))
            field(&writer, part(0.035))
            field(&writer, part(0.03))
            field(&writer, part(0.04))
            field(&writer, reach + draws.below(reach))
            field(&writer, reach)
            field(&writer, Array(profile.niche.utf8))
            field(&writer, isSponsored ? Array("C24-\(100 + day / 9)".utf8) : [])
            field(&writer, Array("\(profile.niche)|daily|tag\(draws.below(500))".utf8))
            field(&writer, draws.whole(0...1_200))
            try writer.endRow()
        }
    }

    /// Every eighty days, for creators whose posts do not record them.
    private func writeSnapshots() throws {
        var writer = try PackedWriter(
            path: Folders.join(output, "snapshots.csv.gz"), header: "platform,creator_id,observed_at,followers")
        for creator in 0..<creators {
            let profile = profile(creator)
            guard !profile.recordsFollowers else { continue }
            for day in stride(from: -10, through: 360, by: 80) {
                writer.rows += Array(Self.platforms[profile.platform].utf8)
                field(&writer, profile.id)
                writer.rows.append(comma)
                Canonical.append(instant: Self.yearStart + Int64(day) * Clock.day, to: &writer.rows)
                field(&writer, profile.followers(day: day))
                try writer.endRow()
            }
        }
        try writer.publish()
    }

    private struct Deal {
        var creator: Int
        var startedAt: Int64
        /// In cents.
        var fee: Int
    }

    private func deal(_ number: Int) -> Deal {
        var draws = Draws(dealStream, number)
        let creator = draws.below(creators)
        let day = draws.below(Self.yearDays)
        let euros = PortableMath.exp(-3.5 + 0.86 * profile(creator).logFollowers + 0.35 * draws.normal())
        return Deal(
            creator: creator, startedAt: Self.yearStart + Int64(day) * Clock.day + 9 * Clock.hour,
            fee: max(25, Int(euros.rounded())) * 100)
    }

    private func writeDeals(_ count: Int) throws {
        var deals = try PackedWriter(
            path: Folders.join(output, "deals.csv.gz"),
            header: "deal_id,creator_id,platform,campaign_id,started_at,followers_at_booking,currency,basis,fee,product_cost")
        var codes = try PackedWriter(path: Folders.join(output, "codes.csv.gz"), header: "promo_code,deal_id,valid_from,valid_to")
        for number in 0..<count {
            let deal = deal(number)
            let profile = profile(deal.creator)
            let day = Int((deal.startedAt - Self.yearStart) / Clock.day)
            deals.rows += Array("D-\(number),".utf8)
            deals.rows += profile.id
            field(&deals, Array(Self.platforms[profile.platform].utf8))
            field(&deals, Array("C24-\(100 + day / 9)".utf8))
            deals.rows.append(comma)
            Canonical.append(instant: deal.startedAt, to: &deals.rows)
            field(&deals, profile.followers(day: day))
            deals.rows += Array(",EUR,flat,\(money(deal.fee)),24.50".utf8)
            try deals.endRow()

            codes.rows += Array("CODE\(number),D-\(number),".utf8)
            Canonical.append(instant: deal.startedAt, to: &codes.rows)
            codes.rows.append(comma)
            Canonical.append(instant: deal.startedAt + 60 * Clock.day, to: &codes.rows)
            try codes.endRow()
        }
        try deals.publish()
        try codes.publish()
    }

    /// Half of the orders carry a code; two of five deals get them all.
    private func writeOrders(_ count: Int, deals: Int) throws {
        var writer = try PackedWriter(
            path: Folders.join(output, "orders.csv.gz"),
            header: "store,order_id,ordered_at,currency,revenue,discount,tax,shipping,refund,status,promo_code")
        for number in 0..<count {
            var draws = Draws(orderStream, number)
            var instant = Self.yearStart + Int64(draws.below(Self.yearDays * 86_400))
            var code = ""
            if draws.chance(0.5) {
                let chosen = draws.below(max(1, deals * 2 / 5))
                let wait = draws.unit()
                instant = deal(chosen).startedAt + Int64(wait * wait * Double(40 * Clock.day))
                code = "CODE\(chosen)"
            }
            let revenue = Int(draws.logNormal(median: 5_600, spread: 0.5))
            let isRefunded = draws.chance(0.06)
            writer.rows += Array("main,\(1_001 + number),".utf8)
            Canonical.append(instant: instant, to: &writer.rows)
            writer.rows += Array(",EUR,\(money(revenue)),0.00,\(money(revenue * 19 / 119)),4.90,".utf8)
            writer.rows += Array("\(money(isRefunded ? revenue : 0)),\(isRefunded ? "refunded" : "paid"),\(code)".utf8)
            try writer.endRow()
        }
        try writer.publish()
    }

    private func writePipeline() throws {
        let pipeline = """
            name: benchmark
            title: Benchmark, \(thousands(posts)) posts
            currency: EUR
            timezone: Europe/Berlin
            period: {from: 2024-01-01, to: 2024-12-31}
            as_of: 2025-02-28T00:00:00Z
            tiers: essay
            sources:
              - files: posts-*.csv.gz
              - files: [snapshots.csv.gz, deals.csv.gz, codes.csv.gz, orders.csv.gz]
            compare: {a: micro, b: macro}
            by: [platform, post_type, niche, month]
            roi: {margin: 0.55, window_days: 30, maturity_days: 30}
            output: report

            """
        try PublishedFile.write(path: Folders.join(output, "pipeline.yml"), bytes: Array(pipeline.utf8), mode: 0o644)
    }

    // MARK: Fields

    private static let exportedAt = Array("2025-02-15T03:30:00Z".utf8)
    private var comma: UInt8 { UInt8(ascii: ",") }

    private func field(_ writer: inout PackedWriter, _ bytes: [UInt8]) {
        writer.rows.append(comma)
        writer.rows += bytes
    }

    private func field(_ writer: inout PackedWriter, _ number: Int?) {
        writer.rows.append(comma)
        if let number { Canonical.append(count: Int64(number), to: &writer.rows) }
    }
}

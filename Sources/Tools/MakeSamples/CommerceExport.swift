/// Sales and advertising of other tools: a WooCommerce shop, Google Analytics, Google Ads, Meta Ads, affiliate networks.
struct CommerceExport {
    let world: World

    func files() -> [ExportFile] {
        [wooCommerce(), exploration(), traffic(), googleAds(), metaAds(), impact(), awin()]
    }

    // MARK: WooCommerce

    private func wooCommerce() -> ExportFile {
        var file = ExportFile(
            path: "woocommerce/wc-orders-report-export-17380368000001.csv.gz", bytes: [],
            reading: Reading(
                format: "woocommerce-orders", entity: "orders", zone: "Europe/Berlin", settings: ["store": "outlet", "currency": "EUR"]))
        var table = CSVBuilder(.blanks, byteOrderMark: true)
        table.row([
            "Date", "Order #", "N. Revenue (formatted)", "Status", "Customer", "Customer type", "Product(s)", "Items sold", "Coupon(s)",
            "Net Sales", "Attribution", "Invoice Number",
        ])
        for order in world.outletOrders.reversed() {
            let (day, time) = Clock.parts(order.orderedAt + Clock.berlin(order.orderedAt))
            let isRefunded = order.refund > 0
            let items = order.lines.map { "\($0.quantity)× \(Words.products[$0.product].name)" }
            let amount = "€\(Self.grouped(order.subtotal))"
            table.row([
                "\(day) \(time)", "OUT\(order.number)", isRefunded ? "\(amount) €0.00" : amount, order.cancelledAt == nil ? "completed" : "cancelled",
                "Canary \(order.number)", order.number % 4 == 0 ? "returning" : "new", items.joined(separator: ", "),
                isRefunded ? "0" : String(order.lines.reduce(0) { $0 + $1.quantity }), order.code,
                isRefunded ? "-" + Self.short(order.subtotal) : Self.short(order.subtotal),
                order.number % 3 == 0 ? "Source: Newsletter" : order.number % 3 == 1 ? "Organic: Google" : "Direct", "",
            ])
            file.accepted += 1
            file.reading?.sums.add("revenue", cents: isRefunded ? 0 : order.subtotal)
            file.reading?.sums.add("refund", cents: order.refund)
        }
        file.plant("`€1,156.00` beside plain numbers", "net sales are used")
        file.plant(
            "refunds as `€55.00 €0.00` with negative net sales",
            "a refund is a record of its own that sells nothing: revenue 0, and the amount as refund")
        file.plant("customers' names (made up, all with the word canary)", "never read")
        file.bytes = table.bytes
        return file
    }

    /// `1156.00` as `1,156.00`.
    private static func grouped(_ cents: Int) -> String { thousands(cents / 100) + money(cents).suffix(3) }

    /// `567.80` as `567.8`.
    private static func short(_ cents: Int) -> String {
        let text = money(cents)
        return text.hasSuffix(".00") ? String(text.dropLast(3)) : text.hasSuffix("0") ? String(text.dropLast()) : text
    }

    // MARK: Google Analytics

    private func exploration() -> ExportFile {
        var file = ExportFile(
            path: "ga4/exploration_landing_page.csv", bytes: [], skipped: 1,
            reading: Reading(format: "ga4-traffic", entity: "clicks"))
        var table = CSVBuilder()
        for line in [
            "# ----------------------------------------", "# lumovia.example – GA4", "# Untitled exploration-Free form 1", "# 20241101-20241130",
            "# ----------------------------------------", "",
        ] { table.line(line) }
        table.row(["Landing page", "ARPU", "Average purchase revenue", "Total revenue", "Sessions", "Transactions"])
        var rows: [[String]] = []
        var draws = Draws(seed: world.seed, "samples/v1/ga4", 0)
        let pages = ["(not set)", "/"] + world.deals.prefix(60).map { "/c/\(world.accounts[$0.account].handle)" }
        for page in pages {
            let sessions = draws.whole(20...2_000)
            let transactions = draws.below(sessions / 40 + 2)
            let revenue = transactions * draws.whole(3_000...9_000)
            rows.append([
                page, money(revenue / max(1, sessions)), money(transactions == 0 ? 0 : revenue / transactions), money(revenue),
                String(sessions), String(transactions),
            ])
            file.accepted += 1
            file.reading?.sums.add("sessions", sessions)
            file.reading?.sums.add("conversions", transactions)
            file.reading?.sums.add("clicks_revenue", cents: revenue)
        }
        table.row(["", "1.91", "61.02", "98765.43", "51234", "1618", "Grand total"])
        for row in rows { table.row(row) }
        file.plant("a preamble of six lines, a `Grand total` row with a field too many, `(not set)`", "the total is skipped; `(not set)` is a landing page")
        file.bytes = table.bytes
        return file
    }

    private func traffic() -> ExportFile {
        var file = ExportFile(
            path: "ga4/traffic_acquisition.csv", bytes: [], reading: Reading(format: "ga4-traffic", entity: "clicks"))
        var table = CSVBuilder(newline: "\r\n")
        for line in [
            "# ----------------------------------------", "# Traffic acquisition", "# Account: Lumovia", "# Property: lumovia.example - GA4",
            "# ----------------------------------------", "# ", "# All Users", "# Start date: 20240301", "# End date: 20240531",
        ] { table.line(line) }
        table.row(["Date", "Session source / medium", "Session campaign", "Sessions", "Transactions", "Total revenue"])
        var draws = Draws(seed: world.seed, "samples/v1/ga4", 1)
        for number in 0..<90 {
            let day = Clock.days(Clock.instant(2024, 3, 1)) + (number * 37) % 92
            let sessions = draws.whole(5...700)
            let transactions = draws.below(sessions / 30 + 1)
            let revenue = transactions * draws.whole(3_000...9_000)
            table.row([
                Clock.compactDay(day), draws.pick(["instagram / social", "creator / social", "google / organic", "(direct) / (none)"]),
                World.campaignID(7 + number % 10), String(sessions), String(transactions), money(revenue),
            ])
            file.accepted += 1
            file.reading?.sums.add("sessions", sessions)
            file.reading?.sums.add("conversions", transactions)
            file.reading?.sums.add("clicks_revenue", cents: revenue)
        }
        table.dropLastNewline()
        file.plant("days as `20240318`, out of order; a preamble of nine lines", "read by the header's names")
        file.bytes = table.bytes
        return file
    }

    // MARK: Advertising

    /// No ad names its creator: each file is about the posts of one, whom the source names.
    private var boosted: KeyValuePairs<String, String> {
        let account = world.accounts[world.deals[0].account]
        return ["handle": account.handle, "platform": account.platform]
    }

    private func googleAds() -> ExportFile {
        var file = ExportFile(
            path: "ads/Campaign report.csv", bytes: [], skipped: 3,
            reading: Reading(format: "google-ads-campaigns", entity: "spend", settings: boosted))
        var table = CSVBuilder()
        table.line("Campaign report")
        table.line("\"January 1, 2024 - March 31, 2024\"")
        let header = [
            "Campaign status", "Campaign", "Budget", "Budget name", "Budget type", "Status", "Status reasons", "Campaign type", "Impr.",
            "Interactions", "Interaction rate", "Currency code", "Avg. cost", "Cost", "Search lost IS (budget)", "Avg. CPC",
            "Search lost IS (rank)", "Search impr. share", "Optimization score", "Bid strategy type", "Clicks", "Conv. rate",
            "Conversions", "Cost / conv.",
        ]
        table.row(header)
        var draws = Draws(seed: world.seed, "samples/v1/ads", 0)
        func row(_ status: String, _ name: String, _ impressions: Int, _ clicks: Int, _ cost: Int) -> [String] {
            [
                status, name, "10.00", " --", "Daily", "Paused", "campaign paused", "Display", thousands(impressions), thousands(clicks), "1.16%",
                "EUR", "0.29", money(cost), " --", "0.29", "< 10%", "> 90%", " --", "Maximize Conversions", thousands(clicks), "0.24%",
                "\(thousands(clicks / 40)).00", "12.34",
            ]
        }
        var totals = (impressions: 0, clicks: 0, cost: 0)
        for number in 0..<12 {
            let impressions = draws.whole(900...400_000)
            let clicks = impressions / draws.whole(40...200)
            let cost = clicks * draws.whole(12...60)
            table.row(row("Paused", "Boost \(World.campaignID(number))", impressions, clicks, cost))
            totals = (totals.impressions + impressions, totals.clicks + clicks, totals.cost + cost)
            file.accepted += 1
            file.reading?.sums.add("boost_spend", cents: cost)
        }
        for name in ["Total: Campaigns", "Total: Account", "Total: Display"] {
            table.row(row(name, " --", totals.impressions + 90, totals.clicks + 4, totals.cost + 1_234))
        }
        file.plant("a title, a range of days with commas, thousands separators in some columns, ` --`, `> 90%`", "read; ` --` is missing")
        file.plant("total rows that overlap", "skipped")
        file.bytes = table.bytes
        return file
    }

    private func metaAds() -> ExportFile {
        var file = ExportFile(
            path: "ads/Boosts-Jan-1-2024-to-Mar-31-2024.csv", bytes: [],
            reading: Reading(format: "meta-ads-report", entity: "spend", settings: boosted))
        var table = CSVBuilder(.blanks, byteOrderMark: true)
        table.row([
            "Ad name", "Delivery status", "Delivery level", "Ad set name", "Ad name", "Attribution setting", "Amount spent (EUR)",
            "Purchases", "Purchases conversion value", "Cost per purchase", "Link clicks", "CPC (cost per link click)",
            "CTR (link click-through rate)", "CPM (cost per 1,000 impressions)", "Quality ranking", "Link (ad settings)",
            "Body (ad settings)", "Reporting starts", "Reporting ends",
        ])
        var draws = Draws(seed: world.seed, "samples/v1/ads", 1)
        let handle = world.accounts[world.deals[0].account].handle
        for index in 0..<45 {
            let campaign = World.campaignID(index % 9)
            let name = "\(handle) | reel \(index) | \(campaign)"
            let cost = draws.whole(0...90_000)
            let clicks = cost / 45
            table.row([
                name, "inactive", "ad", "Boost \(campaign)", name, index % 2 == 0 ? "7-day click or 1-day view" : "Incremental", money(cost),
                index % 3 == 0 ? "" : String(clicks / 60), index % 3 == 0 ? "" : money(clicks * 80), "", String(clicks), "0.45", "7.48E-6",
                "4.36", "-", "https://lumovia.example/c/\(index)", "Zeilen,\nzwei davon", "2024-01-01", "2024-03-31",
            ])
            file.accepted += 1
            file.reading?.sums.add("boost_spend", cents: cost)
        }
        file.plant("the currency in a header, one name twice, `7.48E-6`, `-`, texts of several lines", "read; spend is boost spend of the creator whom the source names")
        file.bytes = table.bytes
        return file
    }

    // MARK: Affiliate networks

    /// What a network credits: a creator's orders of a quarter, with its own ids.
    private var credited: [(order: Order, deal: Deal)] {
        world.orders.filter { $0.store == "main" && $0.orderedAt >= Clock.instant(2024, 4, 1) && $0.orderedAt < Clock.instant(2024, 7, 1) }
            .compactMap { order in
                let code = order.code.filter { $0 != " " }.uppercased()
                guard let owner = world.codes.first(where: { $0.code == code }),
                    let deal = world.deals.first(where: { $0.id == owner.dealID })
                else { return nil }
                return (order, deal)
            }.prefix(160).map { $0 }
    }

    private func impact() -> ExportFile {
        var file = ExportFile(
            path: "affiliates/impact-actions-2024Q2.csv", bytes: [],
            reading: Reading(format: "impact-actions", entity: "orders", settings: ["store": "impact"]))
        var table = CSVBuilder()
        table.row([
            "MediaPartnerId", "CampaignId", "CampaignName", "ActionTrackerId", "ActionTrackerName", "Id", "State", "LockedStatus", "AdId",
            "Payout", "DeltaPayout", "IntendedPayout", "Amount", "DeltaAmount", "IntendedAmount", "Currency", "ReferringDate", "EventDate",
            "LockingDate", "ReferringType", "PromoCode", "Oid", "CustomerCountry", "CustomerRegion", "CustomerCity", "CustomerPostCode",
            "IpAddress", "CustomerStatus", "SharedId", "SubId1", "Note", "EventCode", "ClientCost",
        ])
        for (index, entry) in credited.prefix(80).enumerated() {
            let order = entry.order
            let isReversed = index % 13 == 5
            let payout = order.subtotal / 10
            let time = Clock.iso(order.orderedAt)
            table.row([
                String(30_000 + entry.deal.creator), "8882", "Lumovia", "1234", "Online Sale", "8882.1234.\(1_234_567 + index)",
                isReversed ? "REVERSED" : index % 7 == 2 ? "PENDING" : "APPROVED", "LOCKED", "99", money(payout), "0.00", money(payout),
                money(order.subtotal), "0.00", money(order.subtotal), "EUR", time, time, Clock.iso(order.orderedAt + 30 * Clock.day), "CLICK_COOKIE",
                order.code.trimmed.uppercased(), "#\(order.number)", "DE", "Canaria", "Canaryville", "00000", "192.0.2.\(index)", "New",
                world.accounts[entry.deal.account].handle, world.creators[entry.deal.creator].id ?? "", "", "", money(payout * 6 / 5),
            ])
            file.accepted += 1
            file.reading?.sums.add("revenue", cents: order.subtotal)
            file.reading?.sums.add("refund", cents: isReversed ? order.subtotal : nil)
        }
        file.plant("ids with two dots, states APPROVED, PENDING and REVERSED", "read; a reversed action is refunded")
        file.plant("customers' cities and addresses (made up)", "never read")
        file.bytes = table.bytes
        return file
    }

    private func awin() -> ExportFile {
        var file = ExportFile(
            path: "affiliates/awin-transactions-2024Q2.csv", bytes: [],
            reading: Reading(
                format: "awin-transactions-report", entity: "orders", zone: "Europe/Berlin", settings: ["store": "awin", "currency": "EUR"]))
        var table = CSVBuilder()
        table.row([
            "id", "publisher_id", "sale_amount", "commission", "date", "commission_status", "validation_date", "extra", "type", "site_name",
            "URL", "decline_reason",
        ])
        for (index, entry) in credited.dropFirst(80).enumerated() {
            let order = entry.order
            let (day, time) = Clock.parts(order.orderedAt + Clock.berlin(order.orderedAt))
            let status = index % 11 == 4 ? "declined" : index % 9 == 3 ? "pending" : "approved"
            table.row([
                String(700_000_000 + index), String(450_000 + entry.deal.creator), money(order.subtotal), money(order.subtotal * 8 / 100),
                "\(day) \(time)", status, status == "pending" ? "" : "\(day) \(time)", "#\(order.number)", "Commission group transaction",
                world.accounts[entry.deal.account].handle, "https://lumovia.example/", status == "declined" ? "returned" : "",
            ])
            file.accepted += 1
            file.reading?.sums.add("revenue", cents: order.subtotal)
            file.reading?.sums.add("refund", cents: status == "declined" ? order.subtotal : nil)
        }
        file.plant("declined transactions", "refunded")
        file.bytes = table.bytes
        return file
    }
}

extension String {
    /// Without blanks at the ends.
    var trimmed: String {
        var text = self[...]
        while text.first == " " { text.removeFirst() }
        while text.last == " " { text.removeLast() }
        return String(text)
    }
}

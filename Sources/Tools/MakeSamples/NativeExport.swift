internal import RecordFormats

/// Files of other tools in Tierwise's own columns: posts, follower counts, the directory, deals, codes, orders of a landing
/// page, and the European Central Bank's rates.
struct NativeExport {
    let world: World

    func files() -> [ExportFile] {
        [
            postTable("youtube"), postTable("x"), postLines("tiktok"), postLines("instagram"), snapshots(), profiles(), creators(),
            deals(), codes(), landingOrders(), rates(),
        ]
    }

    // MARK: Posts

    private func posts(_ platform: String, _ source: Source) -> [Post] {
        world.posts.filter { world.accounts[$0.account].platform == platform && world.accounts[$0.account].source == source }
            .sorted { ($0.postedAt ?? 0, $0.id) < ($1.postedAt ?? 0, $1.id) }
    }

    private func postTable(_ platform: String) -> ExportFile {
        let posts = posts(platform, .nativeCSV)
        var table = CSVBuilder()
        table.row([
            "platform", "post_id", "account_id", "handle", "posted_at", "exported_at", "post_type", "sponsored", "followers_at_post",
            "likes", "comments", "shares", "saves", "views", "reach", "impressions", "duration_s", "niche", "campaign_id", "caption",
        ])
        var file = ExportFile(path: "native/posts-\(platform).csv.gz", bytes: [], accepted: posts.count)
        for (index, post) in posts.enumerated() {
            let row = row(post)
            table.row(row)
            file.quarantinedCells += post.badCells.count
            for column in post.badCells.keys.sorted() {
                file.planted.append((
                    "`\(post.badCells[column] ?? "")` as `\(column)`",
                    column == "posted_at"
                        ? "a quarantined cell; without a time the post is left out (`no_posted_at`)" : "a quarantined cell; the row stays"
                ))
            }
            if (post.counts.comments ?? 0) < 0 {
                file.planted.append(("a negative number of comments", "left out of rates that use it (`negative_count`)"))
            }
            if platform == "youtube", index == 15 {
                var lost = row
                lost[1] = ""
                table.row(lost)
                file.quarantined += 1
                file.planted.append(("a row without `post_id`", "quarantined"))
            }
        }
        if platform == "x" {
            file.hasTwoMembers = true
            file.planted.append(("two gzip members, one after the other", "read as one file"))
        }
        file.bytes = table.bytes
        return file
    }

    private func row(_ post: Post) -> [String] {
        let account = world.accounts[post.account]
        let counts = post.counts
        func cell(_ column: String, _ value: String) -> String { post.badCells[column] ?? value }
        return [
            account.platform, post.id, account.accountID, world.handle(of: post), cell("posted_at", post.postedAt.map(Clock.iso) ?? ""),
            Clock.iso(post.exportedAt), post.type, post.sponsored == true ? "1" : "0", text(post.followersAtPost),
            cell("likes", text(counts.likes)), text(counts.comments), text(counts.shares), text(counts.saves), text(counts.views),
            text(counts.reach), text(counts.impressions), post.duration > 0 ? String(post.duration) : "",
            world.creators[account.creator].niche, post.campaign ?? "", post.caption,
        ]
    }

    private func postLines(_ platform: String) -> ExportFile {
        let posts = posts(platform, .nativeJSON)
        var lines = ""
        for post in posts { lines += line(post) + "\n" }
        let repeated = posts.filter(\.isRepeated)
        for post in repeated { lines += line(post) + "\n" }
        var file = ExportFile(
            path: "native/posts-\(platform).ndjson.gz", bytes: Array(lines.utf8), accepted: posts.count + repeated.count)
        if !repeated.isEmpty {
            file.planted.append(("\(repeated.count) posts that come twice, the same", "one of each is kept"))
        }
        return file
    }

    private func line(_ post: Post) -> String {
        let account = world.accounts[post.account]
        func count(_ count: Int?) -> JSONText { .number(count.map { String($0) } ?? "null") }
        return JSONText.object([
            ("platform", .text(account.platform)), ("post_id", .text(post.id)), ("account_id", .text(account.accountID)),
            ("handle", .text(world.handle(of: post))), ("posted_at", .text(Clock.iso(post.postedAt ?? 0))),
            ("exported_at", .text(Clock.iso(post.exportedAt))), ("post_type", .text(post.type)),
            ("sponsored", .number(post.sponsored == true ? "true" : "false")), ("followers_at_post", count(post.followersAtPost)),
            ("likes", count(post.counts.likes)), ("comments", count(post.counts.comments)), ("shares", count(post.counts.shares)),
            ("saves", count(post.counts.saves)), ("views", count(post.counts.views)), ("reach", count(post.counts.reach)),
            ("duration_s", .number(String(post.duration))), ("niche", .text(world.creators[account.creator].niche)),
            ("campaign_id", post.campaign.map { .text($0) } ?? .number("null")),
            ("hashtags", .list(post.hashtags.map { .text($0) })),
        ]).compact
    }

    // MARK: Follower counts and the directory

    private func snapshots() -> ExportFile {
        var table = CSVBuilder()
        table.row(["platform", "creator_id", "handle", "observed_at", "followers"])
        var file = ExportFile(path: "native/snapshots.csv.gz", bytes: [])
        for account in world.accounts {
            for observation in account.observations {
                guard let instant = observation.instant else { continue }
                table.row([
                    account.platform, world.creators[account.creator].id ?? "", account.handle, Clock.iso(instant),
                    String(observation.followers),
                ])
                file.accepted += 1
            }
        }
        file.planted = [
            ("a count of 0 followers", "missing: an artefact of the export"),
            ("two counts of one account at one instant", "the larger one is kept"),
        ]
        file.bytes = table.bytes
        return file
    }

    private func profiles() -> ExportFile {
        var table = CSVBuilder()
        table.row(["platform", "handle", "followers"])
        var file = ExportFile(path: "native/profiles.csv.gz", bytes: [])
        for account in world.accounts {
            for observation in account.observations where observation.instant == nil {
                table.row([account.platform, account.handle, String(observation.followers)])
                file.accepted += 1
            }
        }
        file.planted = [("counts without a date", "they place a post in a tier, and no engagement is divided by them")]
        file.bytes = table.bytes
        return file
    }

    private func creators() -> ExportFile {
        var table = CSVBuilder()
        table.row(["creator_id", "platform", "account_id", "handle", "former_handles", "display_name", "niche", "country", "language", "audience"])
        var file = ExportFile(path: "native/creators.csv.gz", bytes: [])
        for creator in world.creators {
            guard let id = creator.id else { continue }
            for index in creator.accounts {
                let account = world.accounts[index]
                table.row([
                    id, account.platform, index % 2 == 0 || account.platform == "youtube" ? account.accountID : "", account.handle, account.formerHandle ?? "",
                    creator.displayName, creator.niche, creator.country.lowercased(), Words.languages[creator.country] ?? "en",
                    index == creator.accounts.first ? creator.audience : "",
                ])
                file.accepted += 1
            }
        }
        let missing = world.creators.filter { $0.id == nil }.count
        file.planted = [
            ("\(missing) creators are not in the directory", "their key is the account id or the handle"),
            ("accounts of one person on two platforms", "one creator; nothing but the directory links them"),
            ("former handles", "posts under the old name belong to the same creator"),
            ("audience shares of four in five creators; one whose countries add up to less than all", "that one has no overlap with a target audience"),
        ]
        file.bytes = table.bytes
        return file
    }

    // MARK: Money

    private func deals() -> ExportFile {
        var table = CSVBuilder()
        table.row([
            "deal_id", "creator_id", "platform", "handle", "campaign_id", "started_at", "deliverables", "followers_at_booking",
            "currency", "basis", "fee", "product_cost", "shipping", "agency_fee",
        ])
        for deal in world.deals {
            table.row(row(deal, fee: deal.fee))
            if let fee = deal.supersededFee { table.row(row(deal, fee: fee)) }
        }
        var file = ExportFile(path: "native/deals.csv.gz", bytes: table.bytes)
        file.accepted = world.deals.count + world.deals.filter { $0.supersededFee != nil }.count
        let gifted = world.deals.filter { $0.basis == "gifted" }.count
        let unknown = world.deals.filter { $0.basis == "flat" && $0.fee == nil }.count
        file.planted = [
            ("\(unknown) deals without a fee", "the cost is not known (`cost_missing`): left out, never 0"),
            (
                "\(gifted) gifted deals, some of them without any cost",
                "the fee is 0 and known; with cost 0 the deal stands apart (`unpaid`)"
            ),
            ("a deal in AED, for which there is no rate", "left out (`no_rate`)"),
            ("a deal without a currency", "left out (`no_currency`)"),
            ("a deal without a start", "left out (`no_start`)"),
            ("a deal written twice with two fees", "the greater fee is kept, the conflict is shown"),
            ("a campaign of December 2023 and one of January 2025", "left out (`outside_period`, `immature`)"),
            ("fees in euros and in dollars", "converted by the rate of the day the deal started"),
            ("handles with @ and capital letters instead of ids", "folded and looked up"),
        ]
        return file
    }

    private func row(_ deal: Deal, fee: Int?) -> [String] {
        let account = world.accounts[deal.account]
        let creator = deal.namesID ? world.creators[deal.creator].id ?? "" : ""
        let handle = creator.isEmpty ? "@" + account.handle.prefix(1).uppercased() + account.handle.dropFirst() : ""
        return [
            deal.id, creator, account.platform, handle, deal.campaign, deal.startedAt.map(Clock.iso) ?? "", "1 post, 2 stories",
            text(deal.followersAtBooking), deal.currency, deal.basis, money(fee), money(deal.productCost), money(deal.shipping),
            money(deal.agencyFee),
        ]
    }

    private func codes() -> ExportFile {
        var table = CSVBuilder()
        table.row(["promo_code", "deal_id", "valid_from", "valid_to"])
        for code in world.codes {
            table.row([code.code, code.dealID, code.validFrom.map(Clock.iso) ?? "", code.validTo.map(Clock.iso) ?? ""])
        }
        return ExportFile(
            path: "native/codes.csv.gz", bytes: table.bytes, accepted: world.codes.count,
            planted: [
                ("GLOWTOGETHER belongs to two creators at once", "orders with it are `ambiguous_code` and credited to nobody"),
                ("LOSTDEAL10 belongs to a deal that is not in the file", "listed in `tables/unmatched.csv`"),
            ])
    }

    private func landingOrders() -> ExportFile {
        var table = CSVBuilder()
        table.row([
            "store", "order_id", "ordered_at", "currency", "revenue", "discount", "tax", "shipping", "refund", "status", "promo_code",
            "utm_source", "utm_medium", "utm_campaign", "utm_creator", "new_customer",
        ])
        let orders = world.orders.filter { $0.store == "landing" }
        for order in orders {
            let status = order.cancelledAt == nil ? order.status : "cancelled"
            table.row([
                "landing", "L-\(order.number)", Clock.iso(order.orderedAt), order.currency, money(order.subtotal), money(order.discount),
                money(order.tax), money(order.shipping), money(order.refund), status, order.code, "creator", "social", "2024",
                order.link ?? "", order.number % 3 == 0 ? "0" : "1",
            ])
        }
        return ExportFile(
            path: "native/orders-landing.csv.gz", bytes: table.bytes, accepted: orders.count,
            planted: [
                ("links that name creators by id, by handle and as @HANDLE", "credited to their latest deal of the last 30 days (`utm`)"),
                ("links after those 30 days, and links of a fan", "`unattributed`"),
            ])
    }

    private func rates() -> ExportFile {
        let currencies = [
            "USD", "JPY", "BGN", "CYP", "CZK", "DKK", "EEK", "GBP", "HUF", "LTL", "LVL", "MTL", "PLN", "ROL", "RON", "SEK", "SIT", "SKK",
            "CHF", "ISK",
        ]
        // Currencies that have gone keep their column.
        let known = ["JPY", "BGN", "CZK", "DKK", "GBP", "HUF", "PLN", "RON", "SEK", "CHF", "ISK"]
        // The file ends every line with a comma.
        var lines = "Date," + currencies.joined(separator: ",") + ",\n"
        for rate in world.rates.reversed() {
            lines += Clock.isoDay(rate.day) + "," + World.decimal(rate.dollars, decimals: 4)
            for currency in currencies.dropFirst() {
                lines += "," + (known.firstIndex(of: currency).map { rate.others[$0] } ?? "N/A")
            }
            lines += ",\n"
        }
        return ExportFile(
            path: "rates/eurofxref-hist.csv.gz", bytes: Array(lines.utf8), accepted: world.rates.count,
            planted: [
                (
                    "no rates at weekends and on bank holidays; a comma at the end of each line",
                    "the last rate at most seven days back counts"
                )
            ])
    }
}

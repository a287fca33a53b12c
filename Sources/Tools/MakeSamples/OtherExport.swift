/// Reddit, Instagram's Graph API, and the tables of a data warehouse.
struct OtherExport {
    let world: World

    func files() -> [ExportFile] {
        [reddit(), graph()] + instagramTables() + [youTubeVideos()] + facebookTables() + shopifyTables()
    }

    private func reddit() -> ExportFile {
        var file = ExportFile(path: "reddit/lumovia.csv.gz", bytes: [], reading: Reading(format: "reddit-posts"))
        var table = CSVBuilder(newline: "\r\n")
        table.row([
            "created_utc", "score", "domain", "id", "title", "ups", "downs", "num_comments", "permalink", "selftext", "link_flair_text",
            "over_18", "thumbnail", "subreddit_id", "edited", "link_flair_css_class", "author_flair_css_class", "is_self", "name", "url",
            "distinguished",
        ])
        for number in 0..<80 {
            var draws = Draws(seed: world.seed, "samples/v1/reddit", number)
            let instant = World.yearStart + Int64(draws.below(366 * 24 * 60)) * 60
            let id = "1a" + String(46_656 + number * 7_919, radix: 36)
            let score = draws.below(400)
            let comments = draws.below(60)
            let isText = draws.chance(0.5)
            let permalink = "http://www.reddit.com/r/lumovia/comments/\(id)/post_\(number)/"
            table.row([
                "\(instant).0", String(score), isText ? "self.lumovia" : "i.redd.it", id, Words.caption(&draws, hashtags: [], lines: false),
                // The sum of ups and downs is no score: the site blurs both.
                String(score), "0", String(comments), permalink, isText ? "Erste Zeile.\n\nZweite, mit \"Zitat\"." : "", "", "False",
                isText ? "self" : "http://thumbs.example/\(id).jpg", "t5_2lumo", draws.chance(0.2) ? "\(instant + 900).0" : "False", "", "",
                isText ? "True" : "False", "t3_\(id)", permalink, "",
            ])
            file.accepted += 1
            file.reading?.sums.add("likes", score)
            file.reading?.sums.add("comments", comments)
        }
        file.plant("seconds since 1970 with a decimal point, line breaks of two kinds, no author", "read; nobody's posts")
        file.bytes = table.bytes
        return file
    }

    private func graph() -> ExportFile {
        var file = ExportFile(
            path: "instagram-graph/instagram_posts.csv.gz", bytes: [],
            reading: Reading(
                format: "instagram-graph", zone: "Europe/Berlin", settings: ["exported_at": Clock.iso(ExportTime.collected)]))
        var table = CSVBuilder(.values)
        table.row([
            "id", "caption", "like_count", "comments_count", "media_type", "timestamp", "media_url", "permalink", "username",
            "thumbnail_url", "reach", "impressions", "saved", "followers",
        ])
        let accounts = world.accounts("instagram", .nativeJSON).prefix(3)
        for account in accounts {
            let followers = world.accounts[account].followers(ExportTime.collected)
            for (index, post) in world.organicPosts(account).enumerated() {
                var draws = Draws(seed: world.seed, "samples/v1/graph/\(post.id)", 0)
                // Insights reach back some months only.
                let isKnown = index > 6
                let reach = isKnown ? post.counts.reach : nil
                let impressions = isKnown ? (post.counts.reach ?? 0) + draws.below(300) : nil
                let saves = isKnown ? post.counts.saves : nil
                let local = (post.postedAt ?? 0) + Clock.berlin(post.postedAt ?? 0)
                table.row([
                    "17" + draws.digits(15), post.caption.replacing("\n", with: " "), text(post.counts.likes), text(post.counts.comments),
                    ["short": "VIDEO", "carousel": "CAROUSEL_ALBUM"][post.type] ?? "IMAGE", Clock.isoDay(Clock.days(local)),
                    "https://cdn.example/\(post.id).jpg", "https://www.instagram.com/p/\(Words.shortCode(&draws, first: "D"))/",
                    world.accounts[account].handle, "", text(reach), text(impressions), text(saves), String(followers),
                ])
                file.accepted += 1
                for (name, value) in [
                    ("likes", post.counts.likes), ("comments", post.counts.comments), ("reach", reach), ("impressions", impressions),
                    ("saves", saves), ("followers_at_export", followers),
                ] { file.reading?.sums.add(name, value) }
            }
        }
        file.plant("reach, impressions and saves of recent posts only", "missing, not 0")
        file.plant("today's followers on every row, old posts, too", "a count at export, never the audience of an old post")
        file.plant("days without a time", "local midnight, noted as estimated")
        file.bytes = table.bytes
        return file
    }

    // MARK: Tables of a warehouse

    private func synced(_ instant: Int64) -> String { Clock.iso(instant).dropLast() + ".126" }

    private func instagramTables() -> [ExportFile] {
        var media = ExportFile(
            path: "connectors/instagram_business_media_history_data.csv", bytes: [], reading: Reading(format: "connector-instagram-media", entity: ""))
        var mediaTable = CSVBuilder()
        mediaTable.row([
            "_fivetran_id", "_fivetran_synced", "caption", "carousel_album_id", "created_time", "id", "ig_id", "is_comment_enabled",
            "is_story", "media_type", "media_url", "permalink", "shortcode", "thumbnail_url", "user_id", "username",
        ])
        var insights = ExportFile(
            path: "connectors/instagram_business_media_insights_data.csv", bytes: [], reading: Reading(format: "connector-instagram-insights"))
        var insightsTable = CSVBuilder()
        insightsTable.row([
            "_fivetran_id", "_fivetran_synced", "carousel_album_engagement", "carousel_album_reach", "carousel_album_saved",
            "carousel_album_shares", "carousel_album_views", "comment_count", "id", "like_count", "story_exits", "story_reach",
            "story_replies", "story_taps_back", "story_taps_forward", "story_shares", "story_views", "video_photo_engagement",
            "video_photo_reach", "video_photo_saved", "video_photo_shares", "video_photo_views", "reel_comments", "reel_likes",
            "reel_reach", "reel_shares", "reel_total_interactions", "reel_views", "source_relation",
        ])
        let account = world.accounts("instagram", .nativeJSON)[3]
        for (index, post) in world.organicPosts(account).enumerated() {
            var draws = Draws(seed: world.seed, "samples/v1/warehouse/\(post.id)", 0)
            let id = "178" + draws.digits(14)
            let code = Words.shortCode(&draws, first: "C")
            // Some rows have two versions.
            for version in 0..<(index % 4 == 1 ? 2 : 1) {
                mediaTable.row([
                    "a\(id)=", synced(ExportTime.warehouse + Int64(version) * Clock.day), version == 0 ? post.caption : post.caption + " (edit)", "",
                    String(Clock.iso(post.postedAt ?? 0).dropLast()), id, "3" + id, "true", "false",
                    ["short": "VIDEO", "carousel": "CAROUSEL_ALBUM"][post.type] ?? "IMAGE", "https://cdn.example/\(id).jpg",
                    "https://www.instagram.com/p/\(code)/", code, "", "17841400000000042", world.accounts[account].handle,
                ])
            }
            // One kind of columns holds the numbers of a post; the others are empty.
            let counts = post.counts
            let values = [text(counts.reach), text(counts.saves), text(counts.shares), text(counts.views)]
            let none = [String](repeating: "", count: 4)
            let isReel = post.type == "short"
            let album = post.type == "carousel" ? values : none
            let photo = post.type == "image" ? values : none
            insightsTable.row(
                ["b\(id)=", synced(ExportTime.warehouse), ""] + album + [text(counts.comments), id, text(counts.likes)]
                    + [String](repeating: "", count: 7) + [""] + photo
                    + (isReel
                        ? [text(counts.comments), text(counts.likes), text(counts.reach), text(counts.shares), "", text(counts.views)]
                        : [String](repeating: "", count: 6)) + ["source_1"])
            insights.accepted += 1
            insights.reading?.sums.add("likes", counts.likes)
            insights.reading?.sums.add("comments", counts.comments)
        }
        media.bytes = mediaTable.bytes
        media.plant("posts without numbers, some in several versions", "refused: likes and reach stand in another table; the message says which table to export")
        insights.bytes = insightsTable.bytes
        insights.plant("reach, saves, shares and views in a column for each kind of post, without the kind", "likes and comments are used, those are not")
        return [media, insights]
    }

    /// The videos of several channels, as an agency's warehouse holds them.
    private func youTubeVideos() -> ExportFile {
        var file = ExportFile(path: "connectors/youtube_video_data.csv.gz", bytes: [], reading: Reading(format: "connector-youtube-videos"))
        let header = [
            "id", "_fivetran_synced", "content_details_caption", "content_details_definition", "content_details_dimension",
            "content_details_duration", "content_details_has_custom_thumbnail", "content_details_licensed_content",
            "content_details_projection", "content_details_region_restriction", "etag", "kind", "player_embed_height",
            "player_embed_html", "player_embed_width", "privacy_status", "snippet_category_id", "snippet_channel_id",
            "snippet_channel_title", "snippet_default_audio_language", "snippet_default_language", "snippet_description",
            "snippet_live_broadcast_content", "snippet_localized", "snippet_published_at", "snippet_tags", "snippet_thumbnails",
            "snippet_title", "statistics_comment_count", "statistics_dislike_count", "statistics_favorite_count",
            "statistics_like_count", "statistics_view_count", "status_embeddable", "status_failure_reason", "status_license",
            "status_made_for_kids", "status_public_stats_viewable", "status_publish_at", "status_rejection_reason",
            "status_self_declared_made_for_kids", "upload_status",
        ]
        var table = CSVBuilder(newline: "\r\n")
        table.row(header)
        let posts = world.warehouseVideos
        for post in posts {
            let account = world.accounts[post.account]
            let (day, time) = Clock.parts(post.postedAt ?? 0)
            let minutes = post.duration / 60
            let cells = [
                "id": post.id, "_fivetran_synced": "2025-01-18 04:00:00", "content_details_caption": "FALSE",
                "content_details_definition": "hd", "content_details_dimension": "2d",
                "content_details_duration": minutes == 0 ? "PT\(post.duration)S" : "PT\(minutes)M\(post.duration % 60)S",
                "content_details_projection": "rectangular", "etag": "e\(post.id)", "kind": "youtube#video", "privacy_status": "public",
                "snippet_category_id": "26", "snippet_channel_id": account.accountID,
                "snippet_channel_title": world.creators[account.creator].displayName, "snippet_description": post.caption,
                "snippet_live_broadcast_content": "none", "snippet_localized": "{\"title\":\"Video\"}",
                "snippet_published_at": "\(day) \(time)", "snippet_title": post.caption,
                "statistics_comment_count": text(post.counts.comments), "statistics_dislike_count": "0", "statistics_favorite_count": "0",
                "statistics_like_count": text(post.counts.likes), "statistics_view_count": text(post.counts.views),
                "status_embeddable": "TRUE", "status_license": "youtube", "status_made_for_kids": "FALSE",
                "status_public_stats_viewable": "TRUE", "status_self_declared_made_for_kids": "FALSE", "upload_status": "processed",
            ]
            table.row(header.map { cells[$0] ?? "" })
        }
        table.dropLastNewline()
        file.accept(posts, ["likes", "comments", "views"])
        file.plant("lengths as `PT4M13S`, JSON inside a cell", "253 seconds; the cell is not used")
        file.bytes = table.bytes
        return file
    }

    private func facebookTables() -> [ExportFile] {
        var history = ExportFile(
            path: "connectors/facebook_pages_post_history_data.csv", bytes: [], reading: Reading(format: "connector-facebook-pages-posts", entity: ""))
        var historyTable = CSVBuilder()
        historyTable.row([
            "id", "updated_time", "_fivetran_synced", "allowed_advertising_objects", "created_time", "is_eligible_for_promotion",
            "is_hidden", "is_instagram_eligible", "is_published", "page_id", "parent_id", "privacy_allow", "privacy_deny",
            "privacy_description", "privacy_friends", "privacy_value", "promotable_id", "share_count", "status_type", "message",
        ])
        let page = world.accounts("facebook", .crowdTangle)[10]
        for post in world.organicPosts(page) {
            let (day, time) = Clock.parts(post.postedAt ?? 0)
            let shares = post.counts.shares == 0 ? nil : post.counts.shares
            historyTable.row([
                post.id, "\(day) \(time)", "2025-01-18 04:00:00.110", "", "\(day) \(time)", "false", "false", "false", "true",
                world.accounts[page].accountID, "", "", "", "", "", "", post.id, text(shares), "wall_post", post.caption,
            ])
        }
        history.bytes = historyTable.bytes
        history.plant("posts without likes and reach", "refused, as above")
        return [history]
    }

    private func shopifyTables() -> [ExportFile] {
        var refunds = ExportFile(
            path: "connectors/shopify_gql_refund_data.csv", bytes: [], reading: Reading(format: "connector-shopify-refunds", entity: ""))
        var table = CSVBuilder()
        table.row([
            "_fivetran_synced", "created_at", "id", "note", "order_id", "return_id", "staff_member_id",
            "total_refunded_set_pres_amount", "total_refunded_set_pres_currency_code", "total_refunded_set_shop_amount",
            "total_refunded_set_shop_currency_code", "updated_at",
        ])
        for order in world.orders.filter({ $0.store == "main" && $0.status == "partially_refunded" }).prefix(25) {
            let (day, time) = Clock.parts(order.orderedAt + 5 * Clock.day)
            table.row([
                "2025-01-18 04:00:00", "\(day) \(time)", String(7_000 + order.number), "", "500\(order.number)", "", "", money(order.refund), "EUR",
                money(order.refund), "EUR", "\(day) \(time)",
            ])
        }
        refunds.bytes = table.bytes
        refunds.plant("refunds without their orders", "refused, as above")
        return [refunds]
    }
}

extension World {
    /// Organic videos of the channels that an agency's warehouse holds. It knows them by the id of the channel, which only
    /// the directory leads to a person.
    var warehouseVideos: [Post] {
        accounts("youtube", .nativeCSV).filter { creators[accounts[$0].creator].id != nil && organicPosts($0).count >= 4 }
            .prefix(24).flatMap { channel in
            organicPosts(channel).map { shown($0, exportedAt: ExportTime.warehouse, ["likes", "comments", "views"]) }
        }
    }
}

/// YouTube Studio's table data, one file per channel and without any name of it; a trending list of the Data API.
struct YouTubeExport {
    private static let header = [
        "Content", "Video title", "Video publish time", "Likes", "Views", "Watch time (hours)", "Subscribers", "Impressions",
        "Impressions click-through rate (%)",
    ]
    private static let spanishHeader = [
        "Contenido", "Título del video", "Tiempo de publicación del video", "Duración", "Vistas", "Tiempo de reproducción (horas)",
        "Suscriptores", "Impresiones", "Tasa de clics de las impresiones (%)", "Me gusta",
    ]
    private static let columns: Set<String> = ["likes", "views", "impressions"]

    let world: World

    func files() -> [ExportFile] {
        let channels = world.accounts("youtube", .nativeCSV).filter { world.organicPosts($0).count >= 8 }
        return [table(channels[0]), table(channels[1], isCut: true), spanish(channels[2]), trending(Array(channels[3..<9]))]
    }

    /// The videos with thumbnail impressions, which only the channel's owner sees. The day alone is shown.
    private func videos(_ channel: Int) -> [Post] {
        world.organicPosts(channel).enumerated().map { index, post in
            var draws = Draws(seed: world.seed, "samples/v1/studio/\(post.id)", 0)
            var post = world.shown(post, exportedAt: ExportTime.youTubeStudio, Self.columns)
            post.counts.impressions = (post.counts.views ?? 0) * draws.whole(4...14)
            // Eleven signs of 64: some begin with a hyphen.
            if index == 2 { post.id = "-" + post.id.dropFirst() }
            return post
        }.sorted { ($0.counts.views ?? 0, $0.id) > ($1.counts.views ?? 0, $1.id) }
    }

    private func cells(_ post: Post) -> [String: String] {
        let postedAt = post.postedAt ?? 0
        let views = post.counts.views ?? 0
        let impressions = post.counts.impressions ?? 0
        return [
            "Content": (post.id.hasPrefix("-") ? " " : "") + post.id, "Video title": post.caption,
            "Video publish time": Clock.shortDate(postedAt + Clock.berlin(postedAt)), "Duration": String(post.duration),
            "Likes": text(post.counts.likes), "Views": String(views), "Watch time (hours)": "\(views / 41).\(1_000 + views % 9_000)",
            "Subscribers": String(views / 900 - 3), "Impressions": String(impressions),
            "Impressions click-through rate (%)": money(impressions == 0 ? 0 : views * 3_500 / impressions),
        ]
    }

    private func total(_ videos: [Post], _ header: [String], _ label: String) -> [String] {
        let views = videos.reduce(0) { $0 + ($1.counts.views ?? 0) }
        let shown: [String: String] = [
            "Content": label, "Likes": String(videos.reduce(0) { $0 + ($1.counts.likes ?? 0) }),
            // The total counts views of deleted videos, too.
            "Views": String(views + 3), "Watch time (hours)": "\(views / 41).5", "Subscribers": "12",
            "Impressions": String(videos.reduce(0) { $0 + ($1.counts.impressions ?? 0) } + 17),
            "Impressions click-through rate (%)": "4.11",
        ]
        return header.map { shown[$0] ?? "" }
    }

    private func file(_ name: String, _ channel: Int, _ videos: [Post]) -> ExportFile {
        let account = world.accounts[channel]
        var file = ExportFile(
            path: "youtube/\(name) \(account.handle).csv.gz", bytes: [],
            reading: Reading(
                format: "youtube-studio-table", zone: "Europe/Berlin",
                settings: ["handle": account.handle, "exported_at": Clock.iso(ExportTime.youTubeStudio)]))
        file.accept(videos, ["likes", "views", "impressions"])
        file.plant("no name of the channel in the file", "it is the source's `handle`")
        return file
    }

    private func table(_ channel: Int, isCut: Bool = false) -> ExportFile {
        let videos = videos(channel)
        var table = CSVBuilder(newline: isCut ? "\r\n" : "\n")
        table.row(Self.header)
        var file = file("Table data", channel, videos)
        if !isCut { table.row(total(videos, Self.header, "Total")) }
        for post in videos {
            let cells = cells(post)
            var row = Self.header.map { cells[$0] ?? "" }
            // A spreadsheet took the blank away when it saved the file.
            if isCut { row[0] = post.id }
            table.row(row)
        }
        file.skipped = 1
        if isCut {
            table.row(["Showing top \(videos.count) results"] + [String](repeating: "", count: Self.header.count - 1))
            file.plant("a sentence as the last row", "skipped")
        } else {
            file.plant("a `Total` row at the top, with more views than the videos", "skipped")
            file.plant("a video id that begins with a hyphen, with a blank before it", "trimmed")
        }
        file.bytes = table.bytes
        return file
    }

    private func spanish(_ channel: Int) -> ExportFile {
        let english = [
            "Content", "Video title", "Video publish time", "Duration", "Views", "Watch time (hours)", "Subscribers", "Impressions",
            "Impressions click-through rate (%)", "Likes",
        ]
        let videos = videos(channel)
        var table = CSVBuilder()
        table.row(Self.spanishHeader)
        table.row(total(videos, english, "Total"))
        for post in videos {
            let cells = cells(post)
            table.row(english.map { cells[$0] ?? "" })
        }
        var file = file("Datos de la tabla", channel, videos)
        file.skipped = 1
        file.plant("Spanish headers", "names decide, in any language that the format lists")
        file.bytes = table.bytes
        return file
    }

    // MARK: The trending list

    /// Videos on the list of two or three days each, counted anew every day.
    private func trending(_ channels: [Int]) -> ExportFile {
        var file = ExportFile(
            path: "youtube/DEvideos.csv.gz", bytes: [], reading: Reading(format: "youtube-data-trending", settings: ["year": "2024"]))
        var table = CSVBuilder()
        table.row([
            "video_id", "title", "channel_title", "category_id", "tags", "views", "likes", "dislikes", "comment_total",
            "thumbnail_link", "date",
        ])
        var shown: [Post] = []
        for (number, channel) in channels.enumerated() {
            let posts = world.organicPosts(channel).filter { ($0.postedAt ?? 0) > Clock.instant(2024, 9, 1) }.prefix(4)
            for (index, post) in posts.enumerated() {
                for day in 0..<(2 + index % 2) {
                    var snapshot = world.shown(post, exportedAt: 0, ["likes", "comments", "views"])
                    for (part, value) in [snapshot.counts.likes, snapshot.counts.comments, snapshot.counts.views].enumerated() {
                        let grown = value.map { $0 * (60 + 20 * day) / 100 }
                        switch part {
                        case 0: snapshot.counts.likes = grown
                        case 1: snapshot.counts.comments = grown
                        default: snapshot.counts.views = grown
                        }
                    }
                    let isLost = number == 2 && index == 0
                    table.row([
                        isLost ? "#NAME?" : post.id, post.caption, world.creators[world.accounts[channel].creator].displayName, "26",
                        post.hashtags.isEmpty ? "[none]" : post.hashtags.joined(separator: "|"), text(snapshot.counts.views),
                        text(snapshot.counts.likes), String((snapshot.counts.likes ?? 0) / 30), text(snapshot.counts.comments),
                        "https://i.ytimg.com/vi/\(post.id)/default.jpg", Self.floatDay((post.postedAt ?? 0) + Int64(day + 1) * Clock.day),
                    ])
                    shown.append(snapshot)
                }
            }
        }
        file.accept(shown, ["likes", "comments", "views"])
        file.plant("the same video once a day", "every row is staged; the last one counts")
        file.plant("dates without a year that went through a number: `22.1` is 22 October", "read so; the year is the source's `year`")
        file.plant("`#NAME?` as the id, as a spreadsheet left it", "the id comes from the picture's address")
        file.bytes = table.bytes
        return file
    }

    /// `22.10` as a number: `22.1`.
    private static func floatDay(_ instant: Int64) -> String {
        let text = Clock.isoDay(Clock.days(instant))
        let month = String(text.dropFirst(5).prefix(2))
        return "\(text.suffix(2)).\(month.hasSuffix("0") ? String(month.dropLast()) : month)"
    }
}

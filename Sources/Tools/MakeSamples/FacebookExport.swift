/// Meta Business Suite, Facebook content: the pages of some creators, once in English and once as a Spanish account
/// downloads it; and the Page Insights of former years.
struct FacebookExport {
    private static let header = [
        "Post ID", "Page ID", "Page name", "Title", "Description", "Duration (sec)", "Publish time", "Caption type", "Permalink",
        "Is crosspost", "Is share", "Post type", "Languages", "Custom labels", "Funded content status", "Data comment", "Date", "Views",
        "Reach", "Reactions, Comments and Shares", "Reactions", "Comments", "Shares", "Total clicks", "Link Clicks", "Other Clicks",
        "Matched Audience Targeting Consumption (Photo Click)", "Seconds viewed", "Average Seconds viewed", "Estimated earnings (USD)",
        "Ad impressions",
    ]
    /// A user ticks the columns: this one left out the last six and put the clicks first.
    private static let spanishHeader = [
        "Identificador de la publicación", "Identificador de la página", "Nombre de la página", "Título", "Descripción",
        "Duración (segundos)", "Hora de publicación", "Tipo de subtítulo", "Enlace permanente", "Es una publicación cruzada",
        "Es una publicación compartida", "Tipo de publicación", "Idiomas", "Etiquetas personalizadas",
        "Estado de contenido financiado", "Comentario sobre los datos", "Fecha", "Total de clics", "Clics en el enlace",
        "Clics de otro tipo", "Visualizaciones", "Alcance", "Reacciones, comentarios y veces que se compartió", "Reacciones",
        "Comentarios", "Veces que se compartió",
    ]
    private static let types = ["image": "Photos", "video": "Videos", "link": "Links", "text": "Text"]
    private static let spanishTypes = ["image": "Fotos", "video": "Videos", "link": "Enlaces", "text": "Texto"]
    static let columns = ["likes", "comments", "shares", "views", "reach", "clicks"]

    let world: World

    func files() -> [ExportFile] {
        let pages = world.accounts("facebook", .crowdTangle)
        return [content(Array(pages[0..<5])), spanish(Array(pages[5..<9]))]
    }

    /// The pages' posts with views, reach and link clicks, which CrowdTangle did not have.
    private func posts(_ pages: [Int], exportedAt: Int64) -> [Post] {
        pages.flatMap { page in
            world.organicPosts(page).map { post in
                var draws = Draws(seed: world.seed, "samples/v1/facebook/\(post.id)", 0)
                var post = world.shown(post, exportedAt: exportedAt, ["likes", "comments", "shares"])
                let followers = world.accounts[page].followers(post.postedAt ?? 0)
                let reach = (post.counts.likes ?? 0) + draws.below(followers / 3 + 10)
                post.counts.reach = reach
                post.counts.views = reach + draws.below(reach / 2 + 5)
                post.counts.clicks = post.type == "link" ? draws.below(reach / 40 + 2) : nil
                return post
            }
        }.sorted { ($0.postedAt ?? 0, $0.id) < ($1.postedAt ?? 0, $1.id) }
    }

    private func cells(_ post: Post, _ types: [String: String], date: String) -> [String: String] {
        let account = world.accounts[post.account]
        let postedAt = post.postedAt ?? 0
        let id = post.id.split(separator: "_").last.map { String($0) } ?? ""
        let counts = post.counts
        let clicks = (counts.clicks ?? 0) + (counts.likes ?? 0) / 20
        return [
            "Post ID": id, "Page ID": account.accountID, "Page name": world.creators[account.creator].displayName,
            "Title": post.caption, "Description": "", "Duration (sec)": post.type == "video" ? String(post.duration) : "0",
            "Publish time": Clock.american(postedAt + Clock.berlin(postedAt)), "Caption type": "N/A",
            "Permalink": "https://www.facebook.com/\(account.accountID)/posts/\(id)", "Is crosspost": "0", "Is share": "0",
            "Post type": types[post.type] ?? "", "Date": date, "Views": text(counts.views), "Reach": text(counts.reach),
            "Reactions, Comments and Shares": String((counts.likes ?? 0) + (counts.comments ?? 0) + (counts.shares ?? 0)),
            "Reactions": text(counts.likes), "Comments": text(counts.comments), "Shares": text(counts.shares),
            "Total clicks": String(clicks), "Link Clicks": text(counts.clicks), "Other Clicks": String(clicks - (counts.clicks ?? 0)),
            "Matched Audience Targeting Consumption (Photo Click)": "", "Seconds viewed": "0", "Average Seconds viewed": "0",
            "Estimated earnings (USD)": "0", "Ad impressions": "0",
        ]
    }

    private func content(_ pages: [Int]) -> ExportFile {
        let posts = posts(pages, exportedAt: ExportTime.facebook)
        var table = CSVBuilder(.blanks, byteOrderMark: true)
        table.row(Self.header)
        for (index, post) in posts.enumerated() {
            var cells = cells(post, Self.types, date: "Lifetime")
            if index == 9 { cells["Is share"] = "1" }
            let row = Self.header.map { cells[$0] ?? "" }
            table.row(index % 40 == 7 ? Array(row.prefix(27)) : row)
        }
        var file = ExportFile(
            path: "facebook/Jan-01-2024_Jul-31-2024_1396269020002001.csv.gz", bytes: table.bytes,
            reading: Reading(format: "meta-business-suite-facebook", zone: "Europe/Berlin", settings: Self.settings))
        file.accept(posts, Self.columns)
        file.plant("rows with 27 of 31 fields", "the trailing cells are missing, the rows stay")
        file.plant("three columns that count clicks", "only link clicks are used; an empty cell is missing, not 0")
        return file
    }

    private func spanish(_ pages: [Int]) -> ExportFile {
        let posts = posts(pages, exportedAt: ExportTime.facebook)
        let english: [String: String] = Dictionary(
            uniqueKeysWithValues: zip(
                Self.spanishHeader,
                Self.header.prefix(17) + ["Total clicks", "Link Clicks", "Other Clicks"] + Self.header[17..<23]))
        var table = CSVBuilder(.blanks, byteOrderMark: true)
        table.row(Self.spanishHeader)
        for post in posts {
            let cells = cells(post, Self.spanishTypes, date: "Total")
            table.row(Self.spanishHeader.map { cells[english[$0] ?? ""] ?? "" })
        }
        var file = ExportFile(
            path: "facebook/Ene-01-2024_Jul-31-2024_1396269020002002.csv.gz", bytes: table.bytes,
            reading: Reading(format: "meta-business-suite-facebook", zone: "Europe/Berlin", settings: Self.settings))
        file.accept(posts, Self.columns)
        file.plant("Spanish headers and post types, fewer columns in another order", "names decide, in any language that the format lists")
        return file
    }

    private static let settings: KeyValuePairs = ["exported_at": Clock.iso(ExportTime.facebook)]
}
